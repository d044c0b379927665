#include "report/source.h"

#include "report/linehash.h"
#include "support/file.h"

enum { LARGEST_FILE = 64 << 20, LARGEST_CACHE = 128 << 20 };

typedef struct {
    char *bytes;
    size_t size;
    GArray *starts; /* uint32_t: offset of each line; NULL: the file cannot be read */
    GArray *hashes; /* pl_line_hash, made when first asked for */
} source_file;

struct pl_sources {
    char *root;
    GHashTable *files; /* path → source_file */
    size_t total;      /* bytes held */
};

static void file_free(gpointer data) {
    source_file *file = data;
    g_free(file->bytes);
    if (file->starts) g_array_free(file->starts, TRUE);
    if (file->hashes) g_array_free(file->hashes, TRUE);
    g_free(file);
}

pl_sources *pl_sources_new(const char *root) {
    pl_sources *sources = g_new0(pl_sources, 1);
    sources->root = g_strdup(root);
    sources->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, file_free);
    return sources;
}

void pl_sources_free(pl_sources *sources) {
    if (!sources) return;
    g_hash_table_destroy(sources->files);
    g_free(sources->root);
    g_free(sources);
}

static void find_lines(source_file *file) {
    file->starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t start = 0;
    g_array_append_val(file->starts, start);
    for (uint32_t i = 0; i < file->size; i++) {
        char c = file->bytes[i];
        if (c == '\r' && i + 1 < file->size && file->bytes[i + 1] == '\n') continue;
        if (c != '\n' && c != '\r') continue;
        start = i + 1;
        g_array_append_val(file->starts, start);
    }
}

static source_file *load(const char *root, const char *path) {
    source_file *file = g_new0(source_file, 1);
    char *name = root && !g_path_is_absolute(path) ? g_build_filename(root, path, NULL) : g_strdup(path);
    GByteArray *bytes = g_byte_array_new();
    if (pl_file_read(name, LARGEST_FILE, PL_FILE_REGULAR, bytes) == 0) {
        file->size = bytes->len;
        file->bytes = (char *)g_byte_array_free(bytes, FALSE);
        find_lines(file);
    } else {
        g_byte_array_free(bytes, TRUE);
    }
    g_free(name);
    return file;
}

static source_file *find(pl_sources *sources, const char *path) {
    if (!path || !*path) return NULL;
    source_file *file = g_hash_table_lookup(sources->files, path);
    if (!file) {
        /* Findings are sorted by file: starting afresh costs little, and memory stays bounded. */
        if (sources->total > LARGEST_CACHE) {
            g_hash_table_remove_all(sources->files);
            sources->total = 0;
        }
        file = load(sources->root, path);
        sources->total += file->size;
        g_hash_table_insert(sources->files, g_strdup(path), file);
    }
    return file->starts ? file : NULL;
}

bool pl_sources_line(pl_sources *sources, const char *path, uint32_t number, pl_line *line) {
    source_file *file = find(sources, path);
    if (!file || number == 0 || number > file->starts->len) return false;
    uint32_t begin = g_array_index(file->starts, uint32_t, number - 1);
    size_t end = number < file->starts->len ? g_array_index(file->starts, uint32_t, number) : file->size;
    if (number == file->starts->len && begin == file->size) return false; /* nothing after the last line's end */
    if (number < file->starts->len) {
        end--;
        if (end > begin && file->bytes[end] == '\n' && file->bytes[end - 1] == '\r') end--;
    }
    line->text = file->bytes + begin;
    line->size = end - begin;
    return true;
}

char *pl_sources_line_hash(pl_sources *sources, const char *path, uint32_t number) {
    source_file *file = find(sources, path);
    if (!file || number == 0) return NULL;
    if (!file->hashes) file->hashes = pl_line_hashes(file->bytes, file->size);
    if (number > file->hashes->len) return NULL;
    return pl_line_hash_text(g_array_index(file->hashes, pl_line_hash, number - 1));
}

size_t pl_identifier_length(const char *text, size_t size) {
    size_t n = 0;
    while (n < size && (g_ascii_isalnum(text[n]) || text[n] == '_' || text[n] == '$' || (unsigned char)text[n] >= 0x80))
        n++;
    return n > 0 && g_ascii_isdigit(text[0]) ? 0 : n;
}
