// A tree of records by tsearch: the visitor gets pointers to what was put in.
#include <search.h>
#include <string.h>
struct route {
    const char *path;
    int (*serve)(int);
};
static int index_page(int n) { return n; }
static int status_page(int n) { return n; }
static int removed(int n) { return n; }
static struct route routes[] = {{"/", index_page}, {"/status", status_page}};
int (*keep)(int) = removed;
static void *root;

static int compare(const void *a, const void *b) {
    return strcmp(((const struct route *)a)->path, ((const struct route *)b)->path);
}
static void visit(const void *node, VISIT which, int depth) {
    const struct route *const *r = node;
    (void)which;
    (*r)->serve(depth); // want-edge "index_page" field want-edge "status_page" field want-no-edge "removed"
}
void setup(void) {
    for (int i = 0; i < 2; i++)
        tsearch(&routes[i], &root, compare); // want-edge "compare" direct
}
int run(const char *path) {
    struct route key = {path, 0}, **r = tfind(&key, &root, compare);
    twalk(root, visit); // want-edge "visit" direct want-no-edge "index_page"
    return (*r)->serve(1); // want-edge "index_page" field want-edge "status_page" field want-no-edge "removed"
}
