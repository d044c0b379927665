/* missing.c: names in the project's file that the program does not have. A typing mistake there would hide findings. */
#include "checks/match.h"
#include "commands/commands.h"
#include "support/nearest.h"

static bool is_there(const pl_program *program, const char *pattern) {
    for (uint32_t f = 0; f < program->nfuncs; f++)
        if (pl_glob(pattern, program->funcs[f].name)) return true;
    return false;
}

static void complain_of_safe(const pl_program *program, const pl_safe *safe) {
    if (pl_is_glob(safe->function)) {
        pl_complain("%s:%u: \"safe\" names %s, which matches no function of the program", safe->origin.file,
                    safe->origin.line, safe->function);
        return;
    }
    GPtrArray *names = g_ptr_array_new();
    for (uint32_t f = 0; f < program->nfuncs; f++) g_ptr_array_add(names, (gpointer)program->funcs[f].name);
    g_ptr_array_add(names, NULL);
    const char *near = pl_nearest(safe->function, (const char *const *)names->pdata);
    pl_complain("%s:%u: \"safe\" names %s, which is no function of the program%s%s%s", safe->origin.file,
                safe->origin.line, safe->function, near ? "; did you mean \"" : "", near ? near : "",
                near ? "\"?" : "");
    g_ptr_array_free(names, TRUE);
}

bool pl_names_missing(const pl_program *program, const pl_config *config) {
    bool any = false;
    for (uint32_t i = 0; i < config->noverrides; i++) {
        char *problem = pl_program_override_problem(program, i);
        const pl_origin *origin = &config->override_origins[i];
        if (problem) pl_complain("%s:%u: in \"calls\", %s", origin->file, origin->line, problem);
        any |= problem != NULL;
        g_free(problem);
    }
    for (uint32_t i = 0; i < config->nsafe; i++) {
        if (is_there(program, config->safe[i].function)) continue;
        complain_of_safe(program, &config->safe[i]);
        any = true;
    }
    if (!any) pl_warn_of_entries(program, config);
    return any;
}
