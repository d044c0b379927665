// A field that nobody sets is empty, unless code outside the program may write to objects of its record: then the type
// decides.
#include <stddef.h>

typedef unsigned short (*hash)(const void *key, unsigned short seed);
static unsigned short sum(const void *key, unsigned short seed) { return seed + (key != NULL); }
hash keep = sum;

struct options { // all objects are ours
    hash custom;
    int size;
};
struct filled { // a library fills it
    hash by_library;
};
struct shown { // a library reads it
    hash read_only;
};
struct inner { // behind a pointer in what a library fills
    hash deeper;
};
struct outer {
    struct inner *in;
};
struct given { // outside code hands it to us
    hash from_caller;
};
void library_fill(struct filled *place);
void library_show(const struct shown *place);
struct outer *library_make(void);
void library_on(unsigned short (*callback)(struct given *));

static unsigned short on_event(struct given *g) {
    return g->from_caller(g, 1); // want-edge "sum" type
}

static unsigned short with(const struct options *o) {
    return o->custom ? o->custom(o, 1) : 0; // want-unresolved want-no-edge "sum"
}

int main(void) {
    struct options o = {.size = 4};
    struct filled f;
    struct shown s = {.read_only = NULL};
    library_fill(&f);
    library_show(&s);
    library_on(on_event);
    unsigned short n = with(&o);
    n += f.by_library(&f, 2);                     // want-edge "sum" type
    n += s.read_only ? s.read_only(&s, 3) : 0;    // want-unresolved want-no-edge "sum"
    return n + library_make()->in->deeper(&f, 4); // want-edge "sum" type
}
