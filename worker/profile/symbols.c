#include "symbols.h"

#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "notes.h"

/* ---- the file ---- */

static bool map_file(pw_symbols *symbols, const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    struct stat status;
    void *file = MAP_FAILED;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
        file = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (file == MAP_FAILED) return false;
    symbols->file = file;
    symbols->size = (size_t)status.st_size;
    return true;
}

/* `count` things of `each` bytes at `offset`; NULL if the file does not have so much, or not at an even place. */
static const void *part(const pw_symbols *symbols, uint64_t offset, uint64_t count, size_t each) {
    if (offset > symbols->size || count > (symbols->size - offset) / each) return NULL;
    return offset % (each == 1 ? 1 : sizeof(void *)) == 0 ? symbols->file + offset : NULL;
}

static const ElfW(Ehdr) * header(const pw_symbols *symbols) {
    static const unsigned char native = sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32;
    const ElfW(Ehdr) *head = part(symbols, 0, 1, sizeof *head);
    if (!head || memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 || head->e_ident[EI_CLASS] != native) return NULL;
    bool known = head->e_phentsize == sizeof(ElfW(Phdr)) && head->e_shentsize == sizeof(ElfW(Shdr));
    return known ? head : NULL;
}

static const ElfW(Phdr) * segments(const pw_symbols *symbols, size_t *count) {
    const ElfW(Ehdr) *head = header(symbols);
    *count = head ? head->e_phnum : 0;
    return head ? part(symbols, head->e_phoff, head->e_phnum, sizeof(ElfW(Phdr))) : NULL;
}

/* Files are replaced while programs run. */
static bool has_build_id(const pw_symbols *symbols, const char *build_id) {
    size_t count;
    const ElfW(Phdr) *segment = segments(symbols, &count);
    if (!segment) return false;
    char found[PW_BUILD_ID] = "";
    for (size_t i = 0; i < count; i++) {
        const void *notes = part(symbols, segment[i].p_offset, segment[i].p_filesz, 1);
        if (segment[i].p_type == PT_NOTE && notes && pw_notes_build_id(notes, segment[i].p_filesz, found)) break;
    }
    return !*build_id || strcmp(found, build_id) == 0;
}

/* ---- its symbols ---- */

static int by_value(const void *a, const void *b) {
    uint64_t left = ((const pw_symbol *)a)->value, right = ((const pw_symbol *)b)->value;
    return (left > right) - (left < right);
}

static void read_table(pw_symbols *symbols, const ElfW(Sym) * table, size_t count, const char *names, size_t size) {
    symbols->symbol = malloc(count * sizeof *symbols->symbol);
    if (!symbols->symbol) return;
    for (size_t i = 0; i < count; i++) {
        unsigned type = table[i].st_info & 15U;
        bool code = (type == STT_FUNC || type == STT_GNU_IFUNC) && table[i].st_shndx != SHN_UNDEF;
        if (!code || table[i].st_name >= size) continue;
        symbols->symbol[symbols->count++] =
            (pw_symbol){.value = table[i].st_value, .size = table[i].st_size, .name = names + table[i].st_name};
    }
    qsort(symbols->symbol, symbols->count, sizeof *symbols->symbol, by_value);
}

static void read_section(pw_symbols *symbols, const ElfW(Shdr) * sections, size_t count, const ElfW(Shdr) * section) {
    if (section->sh_link >= count) return;
    const ElfW(Shdr) *strings = &sections[section->sh_link];
    size_t entries = section->sh_size / sizeof(ElfW(Sym));
    const ElfW(Sym) *table = part(symbols, section->sh_offset, entries, sizeof *table);
    const char *names = part(symbols, strings->sh_offset, strings->sh_size, 1);
    bool ends = names && strings->sh_size > 0 && names[strings->sh_size - 1] == 0;
    if (table && ends) read_table(symbols, table, entries, names, strings->sh_size);
}

void pw_symbols_load(pw_symbols *symbols, const char *path, const char *build_id) {
    *symbols = (pw_symbols){0};
    if (!map_file(symbols, path) || !has_build_id(symbols, build_id)) return;
    const ElfW(Ehdr) *head = header(symbols);
    const ElfW(Shdr) *sections = part(symbols, head->e_shoff, head->e_shnum, sizeof *sections);
    for (size_t i = 0; sections && i < head->e_shnum && !symbols->symbol; i++) {
        if (sections[i].sh_type == SHT_SYMTAB) read_section(symbols, sections, head->e_shnum, &sections[i]);
    }
}

void pw_symbols_free(pw_symbols *symbols) {
    if (symbols->file) munmap((void *)symbols->file, symbols->size);
    free(symbols->symbol);
    *symbols = (pw_symbols){0};
}

/* ---- looking up ---- */

static bool as_linked(const pw_symbols *symbols, uint64_t offset, uint64_t *value) {
    size_t count;
    const ElfW(Phdr) *segment = segments(symbols, &count);
    for (size_t i = 0; segment && i < count; i++) {
        if (segment[i].p_type != PT_LOAD || !(segment[i].p_flags & PF_X)) continue;
        if (offset < segment[i].p_offset || offset - segment[i].p_offset >= segment[i].p_filesz) continue;
        *value = offset - segment[i].p_offset + segment[i].p_vaddr;
        return true;
    }
    return false;
}

const char *pw_symbols_find(const pw_symbols *symbols, uint64_t offset) {
    uint64_t value;
    if (symbols->count == 0 || !as_linked(symbols, offset, &value)) return NULL;
    size_t low = 0, high = symbols->count; /* the last one that begins at or before it */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (symbols->symbol[middle].value <= value)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0) return NULL;
    const pw_symbol *symbol = &symbols->symbol[low - 1];
    /* Assembler code often says no size. */
    return symbol->size == 0 || value - symbol->value < symbol->size ? symbol->name : NULL;
}
