// Callbacks that libc runs here, and what its containers give back.
#include <search.h>
#include <stdlib.h>
#include <string.h>
struct command {
    const char *name;
    void (*proc)(void);
};
static void get(void) {}
static void set(void) {}
static void in_tree(void) {}
static void in_list(void) {}
static void never(void) {}
static void (*keep)(void) = never;
static struct command table[] = {{"get", get}, {"set", set}};
static void (*list[4])(void) = {in_list};
static void *root;

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct command *)a)->name, ((const struct command *)b)->name);
}
static int by_address(const void *a, const void *b) { return a < b ? -1 : a > b; }
static int reversed(const void *a, const void *b) { return by_name(b, a); }
static void show(const void *node, VISIT which, int depth) { (void)node, (void)which, (void)depth; }

void run(const char *name, int down) {
    struct command key = {name, 0};
    qsort(table, 2, sizeof *table, down ? reversed : by_name); // want-edge "reversed" flow want-edge "by_name" flow
    // want-no-edge(-1) "by_address" want-edge(-1) "qsort" direct
    struct command *c = bsearch(&key, table, 2, sizeof *table, by_name); // want-edge "by_name" direct
    // want-no-edge(-1) "reversed"
    c->proc(); // want-edge "get" field want-edge "set" field want-no-edge "never" want-no-edge "in_tree"
    size_t n = 2;
    c = lfind(&key, table, &n, sizeof *table, by_name); // want-edge "by_name" direct want-no-edge "get"
    c->proc();                                          // want-edge "set" field want-no-edge "in_list"
    n = 1;
    void (**f)(void) = lsearch(&keep, list, &n, sizeof *list, by_address); // want-edge "by_address" direct
    (*f)(); // want-edge "in_list" field want-no-edge "in_tree" want-no-edge "get"
    tsearch((void *)in_tree, &root, by_address); // want-edge "by_address" direct want-no-edge "in_tree"
    twalk(root, show);                           // want-edge "show" direct want-no-edge "by_address"
    void **found = tfind((void *)in_tree, &root, by_address);
    ((void (*)(void))*found)(); // want-edge "in_tree" field want-no-edge "get" want-no-edge "never"
}
