/* Symbol tables of files, good and damaged. */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"
#include "mappings.h"
#include "symbols.h"

KEPT static int a_function_of_this_program(int value) { return value * 3 + 1; }

static pw_mappings mappings;
static const pw_mapping *own;

static uint64_t offset_of(uintptr_t address) { return address - own->start + own->offset; }

static void names_are_found(void) {
    uintptr_t address = (uintptr_t)a_function_of_this_program;
    size_t found = pw_mappings_find(&mappings, address);
    CHECK(found > 0);
    own = &mappings.mapping[found - 1];
    CHECK(strstr(own->file, "pinworker_test_elf"));
    CHECK_INT(strlen(own->build_id), 40);
    CHECK_INT(pw_mappings_find(&mappings, 1), 0);
    CHECK_INT(pw_mappings_find(&mappings, UINT64_MAX), 0);
    pw_symbols symbols;
    pw_symbols_load(&symbols, own->file, own->build_id);
    for (uintptr_t i = 0; i < 2; i++) {
        const char *name = pw_symbols_find(&symbols, offset_of(address) + i);
        CHECK(name && strcmp(name, "a_function_of_this_program") == 0);
    }
    CHECK(!pw_symbols_find(&symbols, UINT64_MAX));
    CHECK(!pw_symbols_find(&symbols, 0)); /* the header is no code */
    pw_symbols_free(&symbols);
}

static void other_files_have_none(void) {
    static const char *const paths[] = {"/nonexistent", "/", "/dev/null", "/proc/self/maps", "/etc/passwd"};
    pw_symbols symbols;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        pw_symbols_load(&symbols, paths[i], "");
        CHECK_INT(symbols.count, 0);
        CHECK(!pw_symbols_find(&symbols, 4096));
        pw_symbols_free(&symbols);
    }
    /* Replaced by another build. */
    pw_symbols_load(&symbols, own->file, "0123456789012345678901234567890123456789");
    CHECK_INT(symbols.count, 0);
    pw_symbols_free(&symbols);
}

/* ---- damage ---- */

static unsigned char *content;
static size_t size;

static void read_own_file(void) {
    struct stat status;
    int fd = open(own->file, O_RDONLY | O_CLOEXEC);
    CHECK(fd >= 0 && fstat(fd, &status) == 0);
    size = (size_t)status.st_size;
    content = malloc(size);
    CHECK_INT(read(fd, content, size), size);
    close(fd);
}

static void load_copy(int fd, const char *path, size_t length) {
    pw_symbols symbols;
    CHECK_INT(ftruncate(fd, 0), 0);
    CHECK_INT(pwrite(fd, content, length, 0), length);
    pw_symbols_load(&symbols, path, "");
    for (uint64_t offset = 0; offset < size; offset += 509) {
        const char *name = pw_symbols_find(&symbols, offset);
        if (name) CHECK(strlen(name) < size);
    }
    pw_symbols_free(&symbols);
}

/* Whatever a file says of itself, nothing outside of it is read: the address sanitizer watches, and so does the end of
 * the mapping. */
static void damaged_files_do_no_harm(void) {
    char path[] = "/tmp/pinworker-symbols-XXXXXX";
    int fd = mkstemp(path);
    CHECK(fd >= 0);
    for (size_t length = 1; length < size; length += size / 31 + 1) load_copy(fd, path, length);
    unsigned seed = 1;
    for (int round = 0; round < 200; round++) {
        /* The header, the program headers, and the section headers at the end. */
        size_t at = (size_t)rand_r(&seed) % 1024;
        if (round % 2) at = size - 1 - at;
        unsigned char before = content[at];
        content[at] = (unsigned char)rand_r(&seed);
        load_copy(fd, path, size);
        content[at] = before;
    }
    close(fd);
    unlink(path);
    free(content);
}

int main(void) {
    CHECK_INT(pw_mappings_read(&mappings), 0);
    CHECK_INT(a_function_of_this_program(1), 4);
    names_are_found();
    other_files_have_none();
    read_own_file();
    damaged_files_do_no_harm();
    pw_mappings_free(&mappings);
    return 0;
}
