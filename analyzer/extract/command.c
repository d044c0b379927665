#include "extract/command.h"

#include <string.h>

#include "extract/compiler.h"
#include "extract/failure.h"
#include "extract/options.h"
#include "extract/response.h"
#include "support/path.h"

void pl_command_free(pl_command *command) {
    if (!command) return;
    g_free(command->directory);
    g_free(command->file);
    g_free(command->output);
    g_free(command->problem);
    g_strfreev(command->argv);
    g_free(command);
}

/* What -o says, absolute, or NULL. */
static char *find_output(char *const *argv, const char *directory) {
    const char *output = NULL;
    bool any = false;
    for (unsigned i = 1; argv[i] && !any; i++) any = strncmp(argv[i], "-o", 2) == 0 || strncmp(argv[i], "--ou", 4) == 0;
    if (!any) return NULL;
    for (unsigned i = 1; argv[i] && strcmp(argv[i], "--") != 0;) {
        pl_argument argument = pl_argument_read(argv, i);
        if (argument.option && argument.option->action == PL_ACT_OUTPUT && argument.value[0] != '\0')
            output = argument.value;
        i += argument.words;
    }
    return output ? pl_path_absolute(directory, output) : NULL;
}

pl_command *pl_command_new(const char *directory, const char *file, const char *output, GPtrArray *argv) {
    pl_command *command = g_new0(pl_command, 1);
    pl_compiler_drop_launchers(argv);
    if (argv->len == 0) g_ptr_array_add(argv, g_strdup("cc"));
    command->problem = pl_response_expand(argv, directory);
    g_ptr_array_add(argv, NULL);
    command->argv = (char **)g_ptr_array_free(argv, FALSE);
    command->directory = pl_path_normalise(directory);
    command->file = file ? pl_path_absolute(directory, file) : NULL;
    command->output = output ? pl_path_absolute(directory, output) : find_output(command->argv, directory);
    return command;
}

static bool names_file(const pl_command *command, const char *word) {
    char *path = pl_path_absolute(command->directory, word);
    bool same = strcmp(path, command->file) == 0;
    g_free(path);
    return same;
}

/* Is a C++ compiler, or one that was told a C++ standard? */
static bool speaks_cxx(const pl_command *command) {
    bool cxx = false;
    if (pl_compiler_parse(command->argv[0], NULL, &cxx) && cxx) return true;
    for (unsigned i = 1; command->argv[i]; i++)
        if (g_str_has_prefix(command->argv[i], "-std=") || g_str_has_prefix(command->argv[i], "--std="))
            cxx = strstr(command->argv[i], "++") != NULL;
    return cxx;
}

/* The value of the last -x before the source file, or NULL when there is none or it says "none". */
static const char *language_flag(const pl_command *command) {
    const char *language = NULL;
    bool any = false;
    for (unsigned i = 1; command->argv[i] && !any; i++)
        any = strncmp(command->argv[i], "-x", 2) == 0 || strncmp(command->argv[i], "--lang", 6) == 0;
    for (unsigned i = 1; any && command->argv[i] && strcmp(command->argv[i], "--") != 0;) {
        pl_argument argument = pl_argument_read(command->argv, i);
        if (argument.positional && names_file(command, command->argv[i])) break;
        if (argument.option && argument.option->action == PL_ACT_LANGUAGE) language = argument.value;
        i += argument.words;
    }
    return language && strcmp(language, "none") != 0 ? language : NULL;
}

pl_language pl_command_language(const pl_command *command) {
    const char *flag = language_flag(command);
    if (flag) return pl_language_of_flag(flag);
    pl_language language = pl_language_of_file(command->file);
    if (language != PL_LANGUAGE_C) return language;
    bool cxx = false;
    if (pl_language_is_header(command->file))
        cxx = speaks_cxx(command);
    else if (!pl_language_is_preprocessed(command->file))
        pl_compiler_parse(command->argv[0], NULL, &cxx);
    return cxx ? PL_LANGUAGE_CXX : PL_LANGUAGE_C;
}

/* True when the first word after `--` is an option or a source, not the compiler. */
static bool lacks_compiler(const char *word) {
    return word[0] == '-' || word[0] == '@' || pl_language_of_file(word) != PL_LANGUAGE_NONE;
}

/* The positional words of the command that are sources of C or C++; pointers into argv. */
static GPtrArray *find_sources(char *const *argv) {
    GPtrArray *sources = g_ptr_array_new();
    bool told = false, options = true;
    for (unsigned i = 1; argv[i];) {
        if (options && strcmp(argv[i], "--") == 0) {
            options = false;
            i++;
            continue;
        }
        pl_argument argument = {.value = "", .words = 1, .positional = true};
        if (options) argument = pl_argument_read(argv, i);
        if (argument.option && argument.option->action == PL_ACT_LANGUAGE)
            told = pl_language_of_flag(argument.value) != PL_LANGUAGE_NONE;
        if (argument.positional && (told || pl_language_of_file(argv[i]) != PL_LANGUAGE_NONE))
            g_ptr_array_add(sources, argv[i]);
        i += argument.words;
    }
    return sources;
}

static bool choose_source(pl_command *command, GError **error) {
    GPtrArray *sources = find_sources(command->argv);
    if (sources->len == 1 && strcmp(sources->pdata[0], "-") != 0) {
        command->file = pl_path_absolute(command->directory, sources->pdata[0]);
    } else if (sources->len == 1) {
        pl_fail(error, "the source cannot be read from standard input: name a file");
    } else if (sources->len == 0) {
        char *text = g_strjoinv(" ", command->argv);
        pl_fail(error, "the command names no C or C++ source file: %s", command->problem ? command->problem : text);
        g_free(text);
    } else {
        g_ptr_array_add(sources, NULL);
        char *text = g_strjoinv(", ", (char **)sources->pdata);
        pl_fail(error, "the command names %u source files (%s): give one at a time", sources->len - 1, text);
        g_free(text);
    }
    g_ptr_array_unref(sources);
    return command->file != NULL;
}

pl_command *pl_command_from_argv(const char *directory, const char *file, char **argv, GError **error) {
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    if (!argv || !argv[0] || lacks_compiler(argv[0])) g_ptr_array_add(words, g_strdup("cc"));
    for (unsigned i = 0; argv && argv[i]; i++) g_ptr_array_add(words, g_strdup(argv[i]));
    pl_command *command = pl_command_new(directory, file, NULL, words);
    if (!command->file && !choose_source(command, error)) {
        pl_command_free(command);
        return NULL;
    }
    if (pl_command_language(command) == PL_LANGUAGE_NONE) {
        const char *language = language_flag(command);
        if (language)
            pl_fail(error, "%s is compiled as \"%s\" (-x): only C and C++ can be analysed", command->file, language);
        else
            pl_fail(error, "%s is not C or C++ by its name: say which with -x c or -x c++", command->file);
        pl_command_free(command);
        return NULL;
    }
    return command;
}
