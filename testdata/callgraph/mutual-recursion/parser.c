// A parser whose tables and functions lead to each other.
struct state {
    const char *at;
};
typedef int (*rule)(struct state *s);

static int expression(struct state *s);
static int number(struct state *s) { return *s->at++ - '0'; }
static int unused(struct state *s) { return *s->at; }
static int group(struct state *s) {
    s->at++;
    return expression(s);
}

static const struct {
    char first;
    rule parse;
} rules[] = {{'(', group}, {'0', number}};

static int primary(struct state *s) {
    for (int i = 0; i < 2; i++)
        if (*s->at == rules[i].first)
            return rules[i].parse(s); // want-edge "group" field want-edge "number" field want-no-edge "unused"
    return 0;
}

static int expression(struct state *s) {
    rule next = primary;
    int n = next(s); // want-edge "primary" flow want-no-edge "group" want-no-edge "unused"
    return n;
}

int run(const char *text) {
    struct state s = {text};
    return expression(&s);
}
