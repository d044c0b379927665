// Case php-pcntl-unshare: true positive. Functions of the language are made by a macro, and change what serves the request.
#define _GNU_SOURCE
#include <sched.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <unistd.h>

struct call {
    long first, second;
};
bool parse_parameters(struct call *call, const char *form, ...);
#define LANGUAGE_FUNCTION(name) void zif_##name(struct call *call, long *result)

LANGUAGE_FUNCTION(pcntl_unshare) {
    *result = unshare((int)call->first); // want thread-state-in-handler:error "zif_pcntl_unshare"
}

LANGUAGE_FUNCTION(pcntl_setpriority) {
    int priority, pid;
    bool pid_is_null = true;
    if (!parse_parameters(call, "l|l!", &priority, &pid, &pid_is_null)) return;
    pid = pid_is_null ? getpid() : pid;
    *result = setpriority(PRIO_PROCESS, (id_t)pid, priority); // want sched-in-handler "zif_pcntl_setpriority"
}

LANGUAGE_FUNCTION(pcntl_getpriority) { *result = getpriority(PRIO_PROCESS, (id_t)call->first); }
