/* commands.c: link and archive commands of a compile database: "cc -o tool a.o b.o -lx", "ar rcs libx.a c.o". */
#include <string.h>

#include "extract/extract.h"
#include "support/path.h"
#include "targets/targets.h"

typedef struct {
    char *output;     /* absolute */
    GPtrArray *words; /* inputs: absolute paths, or "-lNAME" */
    bool archive, library;
} product;

typedef struct {
    pl_targets *targets;
    GPtrArray *products;
    GHashTable *by_output, *by_name; /* of products; by_name: "libx.a" -> product */
    GHashTable *seen;                /* products that are being written out */
} linker;

static void free_product(gpointer data) {
    product *p = data;
    g_free(p->output);
    g_ptr_array_free(p->words, TRUE);
    g_free(p);
}

static bool has_ending(const char *word, const char *const *endings) {
    for (; *endings; endings++)
        if (g_str_has_suffix(word, *endings)) return true;
    return false;
}

bool pl_targets_is_input(const char *word) {
    static const char *const endings[] = {".o", ".obj", ".lo", ".a", ".so", ".lib", ".dylib", NULL};
    return word[0] != '-' && (has_ending(word, endings) || strstr(word, ".so."));
}

static bool is_archiver(const char *program) {
    const char *base = pl_path_base(program);
    return strcmp(base, "ar") == 0 || g_str_has_suffix(base, "-ar");
}

static void add_word(product *p, const char *directory, const char *word) {
    if (g_str_has_prefix(word, "-l") && word[2])
        g_ptr_array_add(p->words, g_strdup(word));
    else if (pl_targets_is_input(word))
        g_ptr_array_add(p->words, pl_path_absolute(directory, word));
}

/* ar [-]OPERATIONS ARCHIVE MEMBERS... */
static bool read_archive(product *p, const pl_command *command) {
    unsigned i = 1;
    while (command->argv[i] && g_str_has_prefix(command->argv[i], "--")) i++;
    if (!command->argv[i] || !strpbrk(command->argv[i], "rq")) return false;
    for (i++; command->argv[i]; i++) {
        if (!p->output && g_str_has_suffix(command->argv[i], ".a"))
            p->output = pl_path_absolute(command->directory, command->argv[i]);
        else
            add_word(p, command->directory, command->argv[i]);
    }
    return p->archive = p->output != NULL;
}

static bool read_link(product *p, const pl_command *command) {
    if (!command->output) return false;
    for (unsigned i = 1; command->argv[i]; i++) {
        const char *word = command->argv[i];
        if (strcmp(word, "-c") == 0 || strcmp(word, "-r") == 0) return false;
        if (strcmp(word, "-shared") == 0 || strcmp(word, "-dynamiclib") == 0) p->library = true;
        if (strcmp(word, "-o") == 0 && command->argv[i + 1])
            i++;
        else
            add_word(p, command->directory, word);
    }
    p->output = g_strdup(command->output);
    return p->words->len > 0;
}

static void read_products(linker *l, const GPtrArray *others) {
    for (guint i = 0; i < others->len; i++) {
        const pl_command *command = g_ptr_array_index(others, i);
        product *p = g_new0(product, 1);
        p->words = g_ptr_array_new_with_free_func(g_free);
        if (!(is_archiver(command->argv[0]) ? read_archive(p, command) : read_link(p, command))) {
            free_product(p);
            continue;
        }
        g_ptr_array_add(l->products, p);
        g_hash_table_replace(l->by_output, p->output, p); /* made again: the last counts */
        g_hash_table_replace(l->by_name, (gpointer)pl_path_base(p->output), p);
    }
}

static product *find_product(const linker *l, const char *word) {
    if (!g_str_has_prefix(word, "-l")) return g_hash_table_lookup(l->by_output, word);
    char *archive = g_strdup_printf("lib%s.a", word + 2), *shared = g_strdup_printf("lib%s.so", word + 2);
    product *p = g_hash_table_lookup(l->by_name, shared);
    if (!p) p = g_hash_table_lookup(l->by_name, archive);
    g_free(archive);
    g_free(shared);
    return p;
}

/* Libraries give what is needed of them. */
static void write_inputs(linker *l, const product *p, bool optional, GArray *inputs) {
    if (!g_hash_table_add(l->seen, (gpointer)p)) return;
    for (guint i = 0; i < p->words->len; i++) {
        const char *word = g_ptr_array_index(p->words, i);
        const product *part = find_product(l, word);
        if (part) {
            write_inputs(l, part, true, inputs);
            continue;
        }
        if (word[0] == '-') continue;
        pl_link_input input = {.output = g_string_chunk_insert_const(l->targets->text, word), .optional = optional};
        g_array_append_val(inputs, input);
    }
}

void pl_targets_add_commands(pl_targets *t, const GPtrArray *others) {
    linker l = {t, g_ptr_array_new_with_free_func(free_product), g_hash_table_new(g_str_hash, g_str_equal),
                g_hash_table_new(g_str_hash, g_str_equal), g_hash_table_new(NULL, NULL)};
    read_products(&l, others);
    for (guint i = 0; i < l.products->len; i++) {
        const product *p = g_ptr_array_index(l.products, i);
        if (p->archive || g_hash_table_lookup(l.by_output, p->output) != p) continue;
        GArray *inputs = g_array_new(FALSE, FALSE, sizeof(pl_link_input));
        g_hash_table_remove_all(l.seen);
        write_inputs(&l, p, false, inputs);
        pl_targets_add(t, p->output, inputs);
    }
    g_hash_table_destroy(l.by_output);
    g_hash_table_destroy(l.by_name);
    g_hash_table_destroy(l.seen);
    g_ptr_array_free(l.products, TRUE);
}
