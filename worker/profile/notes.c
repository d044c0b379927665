#include "notes.h"

#include <link.h>
#include <stdio.h>
#include <string.h>

static size_t padded(size_t size) { return (size + 3) & ~(size_t)3; }

static void print(char *text, const unsigned char *id, size_t size) {
    for (size_t i = 0; i < size && 2 * i + 3 <= PW_BUILD_ID; i++) snprintf(text + 2 * i, 3, "%02x", id[i]);
}

bool pw_notes_build_id(const unsigned char *notes, size_t size, char *id) {
    ElfW(Nhdr) head;
    while (size >= sizeof head) {
        memcpy(&head, notes, sizeof head);
        notes += sizeof head;
        size -= sizeof head;
        size_t name = padded(head.n_namesz), content = padded(head.n_descsz);
        if (name > size || content > size - name) return false;
        if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == 4 && memcmp(notes, "GNU", 4) == 0) {
            print(id, notes + name, head.n_descsz);
            return true;
        }
        notes += name + content;
        size -= name + content;
    }
    return false;
}
