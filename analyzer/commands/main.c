/* main.c: finds the subcommand and runs it. */
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"
#include "support/nearest.h"

static void print_help(void) {
    puts("pinlint finds thread pinning, per-thread state and locks on the way from request handlers.\n"
         "\n"
         "Usage: pinlint [COMMAND] [OPTIONS] [FILES] [-- COMPILER FLAGS]\n"
         "\n"
         "Without a command, pinlint checks: pinlint -p build is pinlint check -p build.\n");
    for (const pl_subcommand *c = pl_subcommands(); c->name; c++) printf("  %-10s %s\n", c->name, c->summary);
    puts("\n"
         "pinlint COMMAND --help tells more; --version prints the version.\n"
         "Exit codes: 0 nothing to report, 1 findings, 2 bad usage or configuration, 3 incomplete analysis.");
}

static const char *nearest_command(const char *word) {
    const char *names[32] = {NULL};
    size_t n = 0;
    for (const pl_subcommand *c = pl_subcommands(); c->name && n + 1 < G_N_ELEMENTS(names); c++) names[n++] = c->name;
    return pl_nearest(word, names);
}

/* Neither an option nor a file, and close to a command. */
static bool is_misspelt(const char *word) {
    return word[0] != '-' && !g_file_test(word, G_FILE_TEST_EXISTS) && nearest_command(word);
}

static int run(int argc, char **argv) {
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0)) {
        print_help();
        return PL_EXIT_CLEAN;
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        printf("pinlint %s (libclang %s)\n", PINLINT_VERSION, pl_clang_version());
        return PL_EXIT_CLEAN;
    }
    for (const pl_subcommand *c = pl_subcommands(); argc > 1 && c->name; c++)
        if (strcmp(argv[1], c->name) == 0) return c->run(argc - 1, argv + 1);
    if (argc > 1 && is_misspelt(argv[1]))
        return pl_complain("there is no command or file \"%s\"; did you mean \"pinlint %s\"?", argv[1],
                           nearest_command(argv[1]));
    return pl_command_check(argc, argv);
}

int main(int argc, char **argv) {
    setlocale(LC_ALL, "");
    signal(SIGPIPE, SIG_IGN); /* a reader that left is an error of write(), not the end of us */
    int code = run(argc, argv);
    if (fflush(stdout) || ferror(stdout)) { /* reports have said so themselves */
        int said = pl_complain("cannot write to standard output: %s", g_strerror(errno));
        if (code == PL_EXIT_CLEAN) code = said;
    }
    return code;
}
