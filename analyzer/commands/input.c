/* input.c: which compile commands the user means. */
#include <string.h>

#include "commands/commands.h"

static void free_command(gpointer command) { pl_command_free(command); }

/* Looks for a compile database as clang's tools do: beside the first file or here, then upwards, in build/ as well. */
static char *find_database(const pl_input *input) {
    char *start =
        input->files && input->files[0] ? g_canonicalize_filename(input->files[0], NULL) : g_get_current_dir();
    char *dir = g_file_test(start, G_FILE_TEST_IS_DIR) ? g_strdup(start) : g_path_get_dirname(start);
    char *found = NULL;
    while (!found) {
        static const char *const places[] = {"compile_commands.json", "build/compile_commands.json"};
        for (size_t i = 0; i < G_N_ELEMENTS(places) && !found; i++) {
            char *candidate = g_build_filename(dir, places[i], NULL);
            if (g_file_test(candidate, G_FILE_TEST_IS_REGULAR))
                found = candidate;
            else
                g_free(candidate);
        }
        char *parent = g_path_get_dirname(dir);
        bool top = strcmp(parent, dir) == 0;
        g_free(dir);
        dir = parent;
        if (top) break;
    }
    g_free(dir);
    g_free(start);
    return found;
}

static GPtrArray *from_flags(const pl_input *input) {
    GPtrArray *commands = g_ptr_array_new_with_free_func(free_command);
    char *here = g_get_current_dir();
    GError *error = NULL;
    for (guint i = 0; !error && (i == 0 || (input->files && input->files[i])); i++) {
        pl_command *command = pl_command_from_argv(here, input->files ? input->files[i] : NULL, input->flags, &error);
        if (command) g_ptr_array_add(commands, command);
        if (!input->files) break;
    }
    g_free(here);
    if (!error) return commands;
    pl_complain_of(error);
    g_ptr_array_free(commands, TRUE);
    return NULL;
}

static bool is_chosen(const GPtrArray *chosen, const char *path) {
    for (guint i = 0; i < chosen->len; i++)
        if (strcmp(((const pl_command *)g_ptr_array_index(chosen, i))->file, path) == 0) return true;
    return false;
}

/* The commands of a database that compile one of the files. */
static GPtrArray *choose(GPtrArray *all, char **files, const char *database) {
    GPtrArray *chosen = g_ptr_array_new_with_free_func(free_command);
    bool missing = false;
    for (guint f = 0; files[f] && !missing; f++) {
        char *path = g_canonicalize_filename(files[f], NULL);
        missing = !is_chosen(chosen, path); /* named twice: editors do that */
        for (guint i = 0; i < all->len; i++) {
            const pl_command *command = g_ptr_array_index(all, i);
            if (command && strcmp(command->file, path) == 0) {
                g_ptr_array_add(chosen, g_ptr_array_index(all, i));
                g_ptr_array_index(all, i) = NULL;
                missing = false;
            }
        }
        if (missing) pl_complain("%s is not in %s: build it first, or give its flags after --", files[f], database);
        g_free(path);
    }
    if (!missing) return chosen;
    g_ptr_array_free(chosen, TRUE);
    return NULL;
}

/* Sources in other languages are no mistake, but calls through them are not seen. What only links is no loss. */
static void tell_left_out(const GPtrArray *others, const char *database) {
    guint left_out = 0;
    for (guint i = 0; i < others->len; i++)
        left_out += !pl_targets_is_input(((const pl_command *)g_ptr_array_index(others, i))->file);
    char *name = g_path_get_basename(database);
    if (g_file_test(database, G_FILE_TEST_IS_DIR)) g_free(name), name = g_strdup("compile_commands.json");
    if (left_out == 1)
        pl_complain("1 entry of %s is neither C nor C++ and was left out", name);
    else if (left_out)
        pl_complain("%u entries of %s are neither C nor C++ and were left out", left_out, name);
    g_free(name);
}

/* All commands of a database, and what it says about linking. NULL after printing what is wrong. */
static GPtrArray *read_database(const char *database, pl_targets *targets, bool quiet) {
    GError *error = NULL;
    GPtrArray *others = g_ptr_array_new_with_free_func(free_command);
    GPtrArray *all = pl_database_read_all(database, others, &error);
    if (all) {
        pl_targets_add_commands(targets, others);
        pl_targets_add_cmake(targets, database);
        if (!quiet) tell_left_out(others, database);
    } else {
        pl_complain_of(error);
    }
    g_ptr_array_free(others, TRUE);
    return all;
}

static GPtrArray *from_database(const pl_input *input, const char *database, bool *partial, pl_targets *targets) {
    bool chosen_only = input->files && input->files[0];
    GPtrArray *all = read_database(database, targets, input->quiet || chosen_only);
    if (!all) return NULL;
    if (!chosen_only) return all;
    *partial = true;
    GPtrArray *chosen = choose(all, input->files, database);
    for (guint i = 0; i < all->len; i++) pl_command_free(g_ptr_array_index(all, i));
    g_ptr_array_set_free_func(all, NULL);
    g_ptr_array_free(all, TRUE);
    return chosen;
}

bool pl_input_targets(const pl_input *input, pl_targets *targets) {
    if (!input->database) return true;
    GPtrArray *all = read_database(input->database, targets, true);
    if (all) g_ptr_array_free(all, TRUE);
    return all != NULL;
}

GPtrArray *pl_input_commands(const pl_input *input, bool *partial, pl_targets *targets) {
    *partial = false;
    if (input->flags && input->database)
        return pl_complain("flags after -- and a database (-p) exclude each other"), NULL;
    if (input->flags) return from_flags(input);
    char *database = input->database ? g_strdup(input->database) : find_database(input);
    GPtrArray *commands = NULL;
    if (!database)
        pl_complain("no compile_commands.json here or above: give its directory with -p (cmake "
                    "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON or `bear -- make` writes one), or flags after --");
    else
        commands = from_database(input, database, partial, targets);
    g_free(database);
    return commands;
}
