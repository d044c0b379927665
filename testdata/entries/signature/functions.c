// Handlers are known by their type alone, however the type is spelled.
#include <sched.h>
#include <unistd.h>

typedef unsigned long Datum;
typedef struct call_info *CallInfo;
struct call_info {
    Datum arguments[4];
};

Datum add_one(CallInfo info) { // want-handler "sql.function"
    return info->arguments[0] + 1;
}

unsigned long slow(struct call_info *info) { // want-handler "sql.function"
    if (nice(5) == -1) // want sched-in-handler "slow"
        return 0;
    return info->arguments[0];
}

long another(struct call_info *info) {
    if (nice(5) == -1)
        return 0;
    return (long)info->arguments[0];
}

// The first parameter says it, whatever follows.
struct method_call;

int move_by(struct method_call *c, int x, int y) { // want-handler "rpc.method"
    return c ? x + y : 0;
}

int move_none(struct method_call *c) { // want-handler "rpc.method"
    return c != 0;
}

int call_of(int x, struct method_call *c) {
    return c ? x : 0;
}
