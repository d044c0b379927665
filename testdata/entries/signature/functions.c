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
