#include "labels.h"

#include <errno.h>
#include <string.h>

enum { TRIES = 1000 };

typedef union pw_label_text {
    struct {
        char key[PINWORKER_LABEL_KEY];
        char value[PINWORKER_LABEL_VALUE];
    } text;
    uint64_t word[PW_LABEL_WORDS];
} pw_label_text;

static uint32_t count_of(const pw_labels *labels) { return atomic_load_explicit(&labels->count, memory_order_relaxed); }

void pw_copy_cut(char *to, size_t size, const char *text) {
    size_t length = strnlen(text, size);
    if (length == size) {
        length = size - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
    }
    memcpy(to, text, length);
    to[length] = 0;
}

void pw_labels_init(pw_labels *labels, const char *role, const char *id) {
    pw_copy_cut(labels->role, sizeof labels->role, role);
    pw_copy_cut(labels->id, sizeof labels->id, id);
}

/* Acquire and release of each word keep the words between the two changes of the sequence, without fences, which
 * ThreadSanitizer does not know. */
static void begin_change(pw_labels *labels) { atomic_fetch_add(&labels->sequence, 1); }
static void end_change(pw_labels *labels) { atomic_fetch_add(&labels->sequence, 1); }

static void load(const pw_labels *labels, uint32_t index, pw_label_text *label) {
    for (size_t i = 0; i < PW_LABEL_WORDS; i++) {
        label->word[i] = atomic_load_explicit(&labels->label[index][i], memory_order_acquire);
    }
}

static void store(pw_labels *labels, uint32_t index, const pw_label_text *label) {
    for (size_t i = 0; i < PW_LABEL_WORDS; i++) {
        atomic_store_explicit(&labels->label[index][i], label->word[i], memory_order_release);
    }
}

/* The index of the label with this (cut) key, or the count. */
static uint32_t find(const pw_labels *labels, const char *key) {
    uint32_t count = count_of(labels), i = 0;
    for (pw_label_text label; i < count; i++) {
        load(labels, i, &label);
        if (strcmp(label.text.key, key) == 0) break;
    }
    return i;
}

static void remove_at(pw_labels *labels, uint32_t index) {
    uint32_t last = count_of(labels) - 1;
    pw_label_text label;
    load(labels, last, &label);
    begin_change(labels);
    store(labels, index, &label);
    atomic_store_explicit(&labels->count, last, memory_order_release);
    end_change(labels);
}

int pw_labels_set(pw_labels *labels, const char *key, const char *value) {
    pw_label_text label;
    memset(&label, 0, sizeof label);
    pw_copy_cut(label.text.key, sizeof label.text.key, key);
    uint32_t index = find(labels, label.text.key), count = count_of(labels);
    if (!value) {
        if (index < count) remove_at(labels, index);
        return 0;
    }
    if (index == PINWORKER_LABELS) return -ENOSPC;
    pw_copy_cut(label.text.value, sizeof label.text.value, value);
    begin_change(labels);
    store(labels, index, &label);
    if (index == count) atomic_store_explicit(&labels->count, count + 1, memory_order_release);
    end_change(labels);
    return 0;
}

void pw_labels_remove_all(pw_labels *labels) {
    begin_change(labels);
    atomic_store_explicit(&labels->count, 0, memory_order_release);
    end_change(labels);
}

static void add(pinworker_labels *copy, const char *key, const char *value) {
    size_t i = copy->count++;
    memcpy(copy->label[i].key, key, strlen(key) + 1);
    memcpy(copy->label[i].value, value, strlen(value) + 1);
}

static int try_to_read(const pw_labels *labels, pinworker_labels *copy) {
    uint32_t before = atomic_load(&labels->sequence);
    if (before & 1) return -EAGAIN;
    uint32_t count = atomic_load_explicit(&labels->count, memory_order_acquire);
    if (count > PINWORKER_LABELS) return -EAGAIN;
    copy->count = 2;
    for (uint32_t i = 0; i < count; i++) {
        pw_label_text label;
        load(labels, i, &label);
        if (label.text.key[sizeof label.text.key - 1] || label.text.value[sizeof label.text.value - 1]) return -EAGAIN;
        add(copy, label.text.key, label.text.value);
    }
    return atomic_load(&labels->sequence) == before ? 0 : -EAGAIN;
}

int pw_labels_read(const pw_labels *labels, pinworker_labels *copy) {
    copy->count = 0;
    add(copy, "role", labels->role);
    add(copy, "id", labels->id);
    for (int i = 0; i < TRIES; i++) {
        if (try_to_read(labels, copy) == 0) return 0;
    }
    copy->count = 2;
    return -EAGAIN;
}
