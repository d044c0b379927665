// A hash table by name: of commands, and of bare functions. What is looked up is what was put there.
#include <stdlib.h>
#include <string.h>
struct entry {
    const char *key;
    void *value;
    struct entry *next;
};
struct table {
    struct entry *buckets[16];
};
static unsigned hash(const char *s) {
    unsigned h = 5381;
    while (*s)
        h = h * 33 + (unsigned char)*s++;
    return h % 16;
}
static void put(struct table *t, const char *key, void *value) {
    struct entry *e = malloc(sizeof *e);
    e->key = key;
    e->value = value;
    e->next = t->buckets[hash(key)];
    t->buckets[hash(key)] = e;
}
static void *look_up(struct table *t, const char *key) {
    for (struct entry *e = t->buckets[hash(key)]; e; e = e->next)
        if (!strcmp(e->key, key))
            return e->value;
    return NULL;
}
struct command {
    const char *name;
    void (*proc)(int);
};
static void ping(int n) { (void)n; }
static void echo(int n) { (void)n; }
static void bare(int n) { (void)n; }
static void never(int n) { (void)n; }
static struct command builtin[] = {{"ping", ping}, {"echo", echo}};
static struct table commands, functions;
void (*keep)(int) = never;

void setup(void) {
    for (int i = 0; i < 2; i++)
        put(&commands, builtin[i].name, &builtin[i]);
    put(&functions, "bare", (void *)bare);
}

void run(const char *name) {
    struct command *c = look_up(&commands, name);
    c->proc(1); // want-edge "ping" field want-edge "echo" field want-no-edge "bare" want-no-edge "never"
    void (*f)(int) = (void (*)(int))look_up(&functions, name);
    f(2); // want-edge "bare" field want-no-edge "ping" want-no-edge "never"
}
