// Widened to the type where the value may come from outside, and only there.
#include <stddef.h>
typedef long (*measure)(const char *text, long limit);
typedef long (*counter)(char *text, long limit);
static long by_bytes(const char *text, long limit) { return *text + limit; }
static long by_words(const char *text, long limit) { return *text - limit; }
static long not_taken(const char *text, long limit) { return *text * limit; }
static long other_type(char *text, long limit) { return *text / limit; }
counter keep = other_type;

measure library_default(void);
void library_fill(measure *place);
void library_keep(measure f);
extern measure outside;
static measure nobody_sets;
static measure known = by_bytes;
struct options {
    measure custom; // nobody here sets it
    measure chosen;
};

void setup(struct options *o) {
    o->chosen = by_words;
    library_keep(by_words);
}

long run(const struct options *o, const char *s) {
    measure f = library_default();
    long n = f(s, 1); // want-edge "by_bytes" type want-edge "by_words" type want-no-edge "not_taken"
    // want-no-edge(-1) "other_type"
    n += outside(s, 2);   // want-edge "by_words" type want-no-edge "other_type" want-no-edge "not_taken"
    n += o->custom(s, 3); // want-edge "by_words" type want-edge "by_bytes" type
    n += o->chosen(s, 4); // want-edge "by_words" field want-no-edge "by_bytes"
    n += known(s, 5);     // want-edge "by_bytes" flow want-no-edge "by_words"
    if (nobody_sets)
        n += nobody_sets(s, 6); // want-unresolved want-no-edge "by_bytes" want-no-edge "by_words"
    measure g = NULL;
    library_fill(&g);
    return n + g(s, 7) + not_taken(s, 8); // want-edge "by_words" type want-edge "not_taken" direct
}
