#include "extract/response.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "extract/shell.h"
#include "support/path.h"

typedef struct {
    const char *directory;
    GPtrArray *out;
    unsigned files;
    char *problem;
} expansion;

/* The file's bytes, or NULL and the problem. Never waits for a FIFO, never reads a device. */
static char *read_file(expansion *x, const char *name, size_t *size) {
    char *path = pl_path_join(x->directory, name), *bytes = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) {
        x->problem = g_strdup_printf("response file %s cannot be read: %s", path, g_strerror(errno));
    } else if (!S_ISREG(st.st_mode)) {
        x->problem = g_strdup_printf("response file %s is not a regular file", path);
    } else if (st.st_size > PL_RESPONSE_BYTES) {
        x->problem = g_strdup_printf("response file %s is larger than %d MiB", path, PL_RESPONSE_BYTES >> 20);
    } else {
        bytes = g_malloc(PL_RESPONSE_BYTES);
        ssize_t n;
        for (*size = 0; (n = read(fd, bytes + *size, PL_RESPONSE_BYTES - *size)) > 0;) *size += (size_t)n;
        if (n < 0) x->problem = g_strdup_printf("response file %s cannot be read: %s", path, g_strerror(errno));
        if (n == 0 && memchr(bytes, '\0', *size)) x->problem = g_strdup_printf("response file %s is not text", path);
        if (x->problem) g_clear_pointer(&bytes, g_free);
    }
    if (fd >= 0) close(fd);
    g_free(path);
    return bytes;
}

/* CMake writes these for C++ modules while it builds; a tree that was only configured has none. */
static bool may_be_missing(const expansion *x, const char *name) {
    if (!g_str_has_suffix(name, ".modmap")) return false;
    char *path = pl_path_join(x->directory, name);
    bool missing = access(path, F_OK) != 0;
    g_free(path);
    return missing;
}

static void expand_words(expansion *x, GPtrArray *words, unsigned depth);

static void expand_file(expansion *x, const char *name, unsigned depth) {
    if (may_be_missing(x, name)) return;
    if (depth >= PL_RESPONSE_DEPTH || ++x->files > PL_RESPONSE_FILES) {
        x->problem = g_strdup_printf("response file %s is nested too deeply (does it include itself?)", name);
        return;
    }
    size_t size = 0;
    char *bytes = read_file(x, name, &size);
    if (!bytes) return;
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    GError *error = NULL;
    if (pl_shell_split(bytes, size, PL_SHELL_RESPONSE, words, &error))
        expand_words(x, words, depth + 1);
    else
        x->problem = g_strdup_printf("response file %s cannot be read: %s", name, error->message);
    g_clear_error(&error);
    g_ptr_array_unref(words);
    g_free(bytes);
}

static void expand_words(expansion *x, GPtrArray *words, unsigned depth) {
    for (guint i = 0; i < words->len && !x->problem; i++) {
        const char *word = words->pdata[i];
        if (word[0] == '@' && word[1] != '\0' && (depth > 0 || i > 0))
            expand_file(x, word + 1, depth);
        else if (x->out->len >= PL_RESPONSE_ARGUMENTS)
            x->problem = g_strdup_printf("the command has more than %d arguments", PL_RESPONSE_ARGUMENTS);
        else
            g_ptr_array_add(x->out, g_strdup(word));
    }
}

char *pl_response_expand(GPtrArray *argv, const char *directory) {
    bool any = false;
    for (guint i = 1; i < argv->len && !any; i++) any = ((const char *)argv->pdata[i])[0] == '@';
    if (!any) return NULL;
    expansion x = {.directory = directory, .out = g_ptr_array_new_with_free_func(g_free)};
    expand_words(&x, argv, 0);
    if (!x.problem) {
        g_ptr_array_set_size(argv, 0);
        g_ptr_array_extend_and_steal(argv, x.out);
    } else {
        g_ptr_array_unref(x.out);
    }
    return x.problem;
}
