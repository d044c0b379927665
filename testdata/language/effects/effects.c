// An expression with a value that the compiler knows still does what stands in it.
#include <stddef.h>

#define CHECK(x) ((x) || (report(#x), 0))
#define TRY(f) (f(), 1)
#define EACH_SAFE(v, head, after) for ((v) = (head); (v) && ((after) = (v)->next, 1); (v) = (after))

struct job {
    struct job *next;
    void (*run)(void);
};

int work(void);
void report(const char *what);
void never(void);
static void slow(void) {}
static struct job first = {NULL, slow};
static const int mode = (sizeof(int), 3);

int checked(int c) {
    return !CHECK(c > 3); // want-edge "report" direct
}

void each(void) {
    struct job *j, *after;
    void (*run)(void);
    for (j = &first; j && (run = j->run, 1); j = j->next)
        run(); // want-edge "slow" field
    EACH_SAFE(j, &first, after)
        j->run(); // want-edge "slow" field
}

void conditions(int c) {
    if ((work(), 1)) // want-edge "work" direct
        c++;
    else
        never(); // want-no-edge "never"
    while ((work(), c)) // want-edge "work" direct
        c--;
    do
        c++;
    while ((work(), 0)); // want-edge "work" direct
    for (; (work(), 0);) // want-edge "work" direct
        never(); // want-no-edge "never"
    switch ((work(), 3)) { // want-edge "work" direct
    case 3: c++;
    }
}

int values(int c, int *array) {
    c += (work(), 1) ? 2 : 3;      // want-edge "work" direct
    c += !(work(), 1);             // want-edge "work" direct
    c += (work(), 1) && c;         // want-edge "work" direct
    c += c || (work(), 0);         // want-edge "work" direct
    c += work() && 0;              // want-edge "work" direct
    c += work() || 1;              // want-edge "work" direct
    c += (work(), 1) == 1;         // want-edge "work" direct
    c += c == (work(), 1);         // want-edge "work" direct
    c += 0 * work();               // want-edge "work" direct
    c += c && TRY(work);           // want-edge "work" direct
    array[(work(), 1)] = 2;        // want-edge "work" direct
    c = ({ work(); 1; });          // want-edge "work" direct
    return (work(), 1) + mode + c; // want-edge "work" direct
}

// Nothing happens in these.
int nothing(int c) {
    if (sizeof(work()) == 1) // want-no-edge "work"
        never(); // want-no-edge "never"
    if (__builtin_constant_p(1) ? 0 : c)
        never(); // want-no-edge "never"
    return (0 && work()) + (1 || work()); // want-no-edge "work"
}
