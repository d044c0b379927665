// Memory that is filled as a struct of one kind and read as another: the type decides. Memory of one kind only holds
// what is put into it.
#include <stdlib.h>
#include <string.h>

typedef short (*request_hook)(char *request, void *data);
typedef int (*any_hook)(void);
struct slot {
    any_hook fn;
    void *data;
};
struct request_slot { // how slots for requests are read
    request_hook fn;
    void *data;
};
struct timer { // always its own
    request_hook never_set;
    long when;
};
struct server {
    void *slots;
};

static short on_uri(char *request, void *data) { return *request + (data != NULL); }

static void *zeroed(size_t size) {
    void *memory = calloc(1, size);
    if (!memory) abort();
    return memory;
}

static void add(struct server *s, any_hook fn, unsigned at) {
    struct slot *slot = (struct slot *)s->slots + at;
    slot->fn = fn;
}

static void setup(struct server *s) {
    s->slots = zeroed(4 * sizeof(struct slot));
    add(s, (any_hook)on_uri, 1);
}

static short run(const struct server *s, char *request) {
    const struct request_slot *slot = (const struct request_slot *)s->slots + 1;
    return slot->fn(request, slot->data); // want-edge "on_uri" type
}

static short tick(char *request) {
    struct timer *t = zeroed(sizeof *t);
    short n = t->never_set ? t->never_set(request, t) : 0; // want-unresolved want-no-edge "on_uri"
    free(t);
    return n;
}

int main(void) {
    struct server s;
    char request[] = "/";
    setup(&s);
    return run(&s, request) + tick(request);
}
