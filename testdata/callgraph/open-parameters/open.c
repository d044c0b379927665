// A parameter of a function that others may call is open; of one that nobody calls, or only we, it is not.
#include <stddef.h>
typedef short (*filter)(short);
static short low(short x) { return x; }
static short high(short x) { return -x; }
filter keep = high;

short exported(filter f, short x) {
    return f(x); // want-edge "high" type want-edge "low" type
}

static short internal(filter f, short x) {
    return f(x); // want-edge "low" flow want-no-edge "high"
}

static short never_called(filter f, short x) {
    return f(x); // want-no-edge "high" want-no-edge "low"
}

short run(short x) {
    (void)sizeof(never_called(NULL, 0));
    return internal(low, x);
}
