/* facts.c: pinlint facts dump FILE. */
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"
#include "facts/format.h"
#include "report/report.h"

int pl_command_facts(int argc, char **argv) {
    if (argc >= 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        puts("Usage: pinlint facts dump FILE...\n\nPrints facts files, written by pinlint extract, as JSON: one object "
             "a file.");
        return PL_EXIT_CLEAN;
    }
    if (argc < 3 || strcmp(argv[1], "dump") != 0) return pl_complain("say: pinlint facts dump FILE");
    int code = PL_EXIT_CLEAN;
    for (int i = 2; i < argc && code == PL_EXIT_CLEAN; i++) {
        GError *error = NULL;
        pl_facts *facts = pl_facts_load(argv[i], &error);
        if (!facts) return pl_complain_of(error);
        char *json = pl_facts_to_json(facts), *line = g_strconcat(json, "\n", NULL);
        if (!pl_report_save("-", line, strlen(line), &error)) code = pl_complain_of(error);
        g_free(line);
        g_free(json);
        pl_facts_free(facts);
    }
    return code;
}
