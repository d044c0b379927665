/* extract.c: pinlint extract -o FILE -- COMPILE COMMAND: the map step, for builds that run on many machines. */
#include <signal.h>
#include <string.h>

#include "commands/commands.h"
#include "facts/format.h"

static int extract_one(const pl_input *input, const char *output, pl_command *command) {
    GError *error = NULL;
    char *resources = pl_resource_dir(&error);
    if (!resources) return pl_command_free(command), pl_complain_of(error);
    GPtrArray *one = g_ptr_array_new();
    g_ptr_array_add(one, command);
    pl_limits limits = {1, (unsigned)(input->timeout * 1000), (unsigned)input->memory};
    const volatile sig_atomic_t *stopped = pl_stop_flag();
    pl_unit_result *result = pl_extract_all(one, resources, &limits, NULL, NULL, stopped, &error);
    int code = PL_EXIT_CLEAN;
    if (!result) {
        code = pl_complain_of(error);
        error = NULL;
    } else if (*stopped) {
        pl_complain("interrupted: nothing was written");
        code = 128 + *stopped;
    } else if (!result->facts) {
        pl_complain_of_unit(command->file, result->problem);
        code = PL_EXIT_INCOMPLETE;
    } else if (!pl_facts_save(result->facts, output, &error)) {
        code = pl_complain_of(error);
    } else if (result->facts->unit.fatal) {
        pl_complain("%s; the facts are incomplete", pl_str(result->facts, result->facts->unit.first_error));
        code = PL_EXIT_INCOMPLETE;
    }
    if (result) pl_unit_results_free(result, 1);
    g_ptr_array_free(one, TRUE);
    pl_command_free(command);
    g_free(resources);
    return code;
}

int pl_command_extract(int argc, char **argv) {
    pl_input input = {.one_unit = true};
    char *output = NULL;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Facts file to write (required)", "FILE"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL}};
    int code;
    if (pl_parse_options(
            &input, entries, "-o FILE -- COMPILE COMMAND",
            "Writes the facts of one compile command. pinlint check --facts FILES... puts them together; the report is "
            "that of pinlint check on the same commands.",
            argc, argv, &code)) {
        GError *error = NULL;
        char *here = g_get_current_dir();
        code = PL_EXIT_USAGE;
        if (!output) {
            pl_complain("extract needs -o FILE");
        } else if (!input.flags || !input.flags[0]) {
            pl_complain("extract needs a compile command after --");
        } else if (input.files) {
            pl_complain("extract reads the source from the compile command: put %s after --", input.files[0]);
        } else {
            pl_command *command = pl_command_from_argv(here, NULL, input.flags, &error);
            code = command ? extract_one(&input, output, command) : pl_complain_of(error);
        }
        g_free(here);
    }
    g_free(output);
    pl_input_clear(&input);
    return code;
}
