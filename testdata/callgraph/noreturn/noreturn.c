// What stands after a call that does not come back is not run: declared, inferred from the library, in every branch.
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
static void never(void) {}
static void maybe(void) {}
static jmp_buf env;

_Noreturn static void die(int n) { exit(n); }
__attribute__((noreturn)) void stop(void);

void run(int n) {
    if (n == 1) {
        die(n);
        never(); // want-no-edge "never"
    }
    maybe(); // want-edge "maybe" direct
    if (n == 2)
        abort();
    else
        stop();
    never(); // want-no-edge "never"
}

int other(int n) {
    void (*f)(void) = maybe;
    switch (n) {
    case 1:
        longjmp(env, 1);
        never(); // want-no-edge "never"
    case 2: return 1;
    default: maybe(); // want-edge "maybe" direct
    }
    for (;;) {
        f(); // want-edge "maybe" flow want-no-edge "never"
        f = maybe;
    }
    f = never;
    never(); // want-no-edge "never"
}
