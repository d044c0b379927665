#include "mappings.h"

#include <errno.h>
#include <inttypes.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pw_mappings_free(pw_mappings *mappings) {
    for (size_t i = 0; i < mappings->count; i++) free(mappings->mapping[i].file);
    free(mappings->mapping);
    *mappings = (pw_mappings){0};
}

size_t pw_mappings_find(const pw_mappings *mappings, uint64_t address) {
    size_t low = 0, high = mappings->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (mappings->mapping[middle].limit <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low < mappings->count && mappings->mapping[low].start <= address ? low + 1 : 0;
}

/* ---- /proc/self/maps ---- */

static int append(pw_mappings *mappings, const pw_mapping *mapping, const char *file) {
    pw_mapping *grown = realloc(mappings->mapping, (mappings->count + 1) * sizeof *grown);
    if (!grown) return -ENOMEM;
    mappings->mapping = grown;
    grown[mappings->count] = *mapping;
    grown[mappings->count].file = strdup(file);
    if (!grown[mappings->count].file) return -ENOMEM;
    mappings->count++;
    return 0;
}

/* "7f12a000-7f12b000 r-xp 00001000 fe:00 1234   /usr/lib/libz.so.1" */
static int read_line(pw_mappings *mappings, char *line) {
    pw_mapping mapping = {0};
    char access[5];
    int path = 0;
    line[strcspn(line, "\n")] = 0;
    // NOLINTNEXTLINE(cert-err34-c): the kernel's own numbers
    int fields = sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s %" SCNx64 " %*s %*s %n", &mapping.start, &mapping.limit,
                        access, &mapping.offset, &path);
    if (fields != 4 || access[2] != 'x') return 0;
    return append(mappings, &mapping, line + path);
}

static int read_maps(pw_mappings *mappings) {
    FILE *maps = fopen("/proc/self/maps", "re");
    if (!maps) return -errno;
    char *line = NULL;
    size_t room = 0;
    int error = 0;
    while (error == 0 && getline(&line, &room, maps) >= 0) error = read_line(mappings, line);
    free(line);
    fclose(maps);
    return error;
}

/* ---- build ids, from the notes that are loaded with the code ---- */

static void read_id(const struct dl_phdr_info *object, pw_mapping *mapping) {
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        if (part->p_type != PT_NOTE) continue;
        const void *note = (const void *)(uintptr_t)(object->dlpi_addr + part->p_vaddr);
        if (pw_notes_build_id(note, part->p_memsz, mapping->build_id)) return;
    }
}

static int visit_object(struct dl_phdr_info *object, size_t size, void *arg) {
    pw_mappings *mappings = arg;
    (void)size;
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
        size_t found = pw_mappings_find(mappings, object->dlpi_addr + part->p_vaddr);
        if (found > 0) read_id(object, &mappings->mapping[found - 1]);
    }
    return 0;
}

int pw_mappings_read(pw_mappings *mappings) {
    *mappings = (pw_mappings){0};
    int error = read_maps(mappings);
    if (error == 0)
        dl_iterate_phdr(visit_object, mappings);
    else
        pw_mappings_free(mappings);
    return error;
}
