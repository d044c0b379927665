#include "core.h"

void list_push(struct list *list, void *value) {
    struct list_node *node = core_alloc(sizeof *node);
    node->value = value;
    node->next = list->head;
    list->head = node;
    list->length++;
}

void *list_find(struct list *list, void *key) {
    for (struct list_node *n = list->head; n; n = n->next)
        if (list->match ? list->match(n->value, key) : n->value == key) return n->value;
    return NULL;
}

void list_clear(struct list *list) {
    for (struct list_node *n = list->head, *next; n; n = next) {
        next = n->next;
        if (list->free_value) list->free_value(n->value);
        core_free(n);
    }
    list->head = NULL;
}

void list_each(struct list *list, visit_proc *visit, void *data) {
    for (struct list_node *n = list->head; n; n = n->next) visit(n->value, data);
}

struct dict *dict_new(const struct dict_type *type) {
    struct dict *dict = core_alloc(sizeof *dict);
    dict->type = type;
    dict->used = 0;
    return dict;
}

static struct dict_entry **slot_of(struct dict *dict, const void *key) {
    return &dict->slots[dict->type->hash(key) % 64];
}

static struct dict_entry *find(struct dict *dict, const void *key) {
    for (struct dict_entry *e = *slot_of(dict, key); e; e = e->next)
        if (dict->type->equal(e->key, key)) return e;
    return NULL;
}

void dict_put(struct dict *dict, void *key, void *value) {
    struct dict_entry *entry = find(dict, key);
    if (entry) {
        if (dict->type->free_value) dict->type->free_value(entry->value);
    } else {
        struct dict_entry **slot = slot_of(dict, key);
        entry = core_alloc(sizeof *entry);
        entry->key = key;
        entry->next = *slot;
        *slot = entry;
        dict->used++;
    }
    entry->value = value;
}

void *dict_get(struct dict *dict, const void *key) {
    struct dict_entry *entry = find(dict, key);
    return entry ? entry->value : NULL;
}

void dict_clear(struct dict *dict) {
    for (int i = 0; i < 64; i++)
        for (struct dict_entry *e = dict->slots[i], *next; e; e = next) {
            next = e->next;
            if (dict->type->free_key) dict->type->free_key(e->key);
            if (dict->type->free_value) dict->type->free_value(e->value);
            core_free(e);
        }
}

void dict_each(struct dict *dict, visit_proc *visit, void *data) {
    for (int i = 0; i < 64; i++)
        for (struct dict_entry *e = dict->slots[i]; e; e = e->next) visit(e->value, data);
}
