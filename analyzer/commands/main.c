/* main.c: finds the subcommand and runs it. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"

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

int main(int argc, char **argv) {
    setlocale(LC_ALL, "");
    signal(SIGPIPE, SIG_IGN); /* a reader that left is an error of write(), not the end of us */
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
    return pl_command_check(argc, argv);
}
