// Case node-os-setpriority: true positive. A script renices the loop's thread when it says 0; what it says is not known here.
#include <sys/resource.h>

namespace v8 {
class Value {
public:
    int Int32Value() const;
};
class Arguments {
public:
    const Value &operator[](int index) const;
};
} // namespace v8

struct Context;
struct Target;
void SetMethod(Context *context, Target *target, const char *name, void (*method)(const v8::Arguments &args));

extern "C" int uv_os_set_priority(int pid, int priority) { // a loop library's own function around the system call
    if (priority < -20 || priority > 19) return -1;
    return setpriority(PRIO_PROCESS, static_cast<id_t>(pid), priority);
}

static void SetPriority(const v8::Arguments &args) {
    const int pid = args[0].Int32Value();
    const int priority = args[1].Int32Value();
    uv_os_set_priority(pid, priority); // want sched-in-handler:warning "may change the scheduling of its thread: uv_os_set_priority"
}

void Initialize(Target *target, Context *context) { SetMethod(context, target, "setPriority", SetPriority); }
