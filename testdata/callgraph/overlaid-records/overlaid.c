// Structs that begin alike, known as `void *` in between: what is put into one is found through the other, also where
// the other has functions of its own, and where the memory is no struct at all but the one pointer.
struct setting;
typedef int (*check)(const struct setting *s, const void *post, int value);

struct post { // what everybody takes it for
    check handler;
};
struct bounds { // what some of it is
    check handler;
    int low, high;
};
struct named { // the same type, but elsewhere in it
    const char *name;
    check handler;
};
struct apart { // begins alike, and nobody takes it for a post
    check handler;
    int low;
};
struct counted { // begins with another function
    int (*count)(const struct setting *s, int value);
    int low;
};
struct setting {
    const char *name;
    void *post;
};

static int in_bounds(const struct setting *s, const void *post, int value) {
    const struct bounds *b = post;
    return s->name && value >= b->low && value <= b->high;
}
static int even(const struct setting *s, const void *post, int value) { return s->name && post && value % 2 == 0; }
static int plain(const struct setting *s, const void *post, int value) { return s->name && post && value; }
static int by_name(const struct setting *s, const void *post, int value) { return s->name && post && !value; }
static int lonely(const struct setting *s, const void *post, int value) { return s->name && post && value > 1; }
static int count(const struct setting *s, int value) { return s->name && value; }

static struct bounds percent = {in_bounds, 0, 100};
static struct post is_even = {even};
static check is_plain = plain;
static struct named with_name = {"n", by_name};
static struct apart alone = {lonely, 1};
static struct counted counting = {count, 1};

static struct setting settings[] = {
    {"percent", &percent}, {"even", &is_even}, {"plain", &is_plain}, {"named", &with_name}, {"counted", &counting},
};

static int set(const struct setting *s, int value) {
    const struct post *p = s->post;
    int good = p->handler(s, p, value); // want-edge "in_bounds" field want-edge "even" field want-edge "plain" field want-no-edge "by_name" want-no-edge "lonely" want-no-edge "count"
    return good + alone.handler(s, p, value); // want-edge "lonely" field want-no-edge "in_bounds"
}

int main(void) {
    int good = with_name.handler(settings, &with_name, 1); // want-edge "by_name" field want-no-edge "even"
    return good + counting.count(settings, 1) + set(settings, 2);
}
