// Case pg-prioritize: another process is the target. A function of the database renices the backend that its caller names.
#include <sys/resource.h>

struct FunctionCallInfo {
    struct {
        unsigned long value;
        int is_null;
    } args[2];
};
#define GETARG_INT32(n) ((int)info->args[n].value)
#define FUNCTION_INFO(name) extern unsigned long name(struct FunctionCallInfo *info)
int is_backend(int pid);

FUNCTION_INFO(set_backend_priority);
unsigned long set_backend_priority(struct FunctionCallInfo *info) { // want-handler "postgres.function"
    int pid = GETARG_INT32(0), priority = GETARG_INT32(1);
    if (!is_backend(pid)) return 0;
    return setpriority(PRIO_PROCESS, (id_t)pid, priority) == 0;
}
