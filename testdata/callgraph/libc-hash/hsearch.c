// hsearch keeps what data points to: a record, or a function itself.
#include <search.h>
#include <stddef.h>
struct verb {
    int (*act)(int);
};
static int go(int n) { return n; }
static int stop(int n) { return -n; }
static int bare(int n) { return 2 * n; }
static int never(int n) { return 3 * n; }
static struct verb verbs[] = {{go}, {stop}};
int (*keep)(int) = never;

void setup(void) {
    hcreate(8);
    hsearch((ENTRY){.key = (char *)"go", .data = &verbs[0]}, ENTER);
    ENTRY e = {(char *)"stop", &verbs[1]};
    hsearch(e, ENTER);
    e.key = (char *)"bare";
    e.data = (void *)bare;
    hsearch(e, ENTER);
}

int run(char *name) {
    ENTRY *found = hsearch((ENTRY){name, NULL}, FIND);
    struct verb *v = found->data;
    int n = v->act(1);                         // want-edge "go" field want-edge "stop" field want-no-edge "never"
    return n + ((int (*)(int))found->data)(2); // want-edge "bare" field want-no-edge "never" want-no-edge "go"
}
