// The shipped pack on a program of QEMU.
#define _GNU_SOURCE
#include <pthread.h>
#include <qapi/qmp/dispatch.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "qmp_"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "qmp_"
    count();
}

// On a thread of its own it may do both.
static void *work(void *data) {
    stay_on_one_cpu();
    pthread_mutex_lock(&mutex);
    hits++;
    pthread_mutex_unlock(&mutex);
    return data;
}

void qmp_pin_vcpu(int64_t cpu, Error **errp);
void hmp_info_demo(Monitor *mon, const QDict *qdict);

void qmp_pin_vcpu(int64_t cpu, Error **errp) { // want-handler "qemu.qmp"
    (void)cpu, (void)errp;
    serve();
    qemu_thread_create(NULL, "worker", work, NULL, 0);
}

static void qmp_marshal_pin_vcpu(QDict *args, QObject **ret, Error **errp) { // want-handler "qemu.qmp"
    (void)args, (void)ret;
    qmp_pin_vcpu(1, errp);
}

void hmp_info_demo(Monitor *mon, const QDict *qdict) { // want-handler "qemu.hmp"
    (void)mon, (void)qdict;
}

static void hidden(Monitor *mon, const QDict *qdict) { // want-handler "qemu.hmp"
    (void)mon, (void)qdict;
}

HMPCommand commands[] = {{"hidden", hidden}};

static void get_cpus(Object *obj, Visitor *v, const char *name, void *opaque, Error **errp) { // want-handler "qemu.property"
    (void)obj, (void)v, (void)name, (void)opaque, (void)errp;
}

static void set_cpus(Object *obj, Visitor *v, const char *name, void *opaque, Error **errp) { // want-handler "qemu.property"
    (void)obj, (void)v, (void)name, (void)opaque, (void)errp;
}

static int get_flag(Object *obj, Error **errp) { // want-handler "qemu.property"
    return obj && errp;
}

static void set_flag(Object *obj, int value, Error **errp) { // want-handler "qemu.property"
    (void)obj, (void)value, (void)errp;
}

static void bottom_half(void *opaque) { // want-handler "qemu.loop"
    (void)opaque;
}

static uint64_t reg_read(void *opaque, hwaddr addr, unsigned size) { // want-handler "qemu.register"
    (void)opaque;
    return addr + size;
}

const MemoryRegionOps ops = {.read = reg_read};

static void not_registered(void *opaque) {
    (void)opaque;
    serve();
}

void class_init(ObjectClass *klass, QmpCommandList *cmds);
void class_init(ObjectClass *klass, QmpCommandList *cmds) {
    not_registered(klass);
    qmp_register_command(cmds, "pin-vcpu", qmp_marshal_pin_vcpu, 0, 0);
    object_class_property_add(klass, "cpus", "int", get_cpus, set_cpus, 0, 0);
    object_class_property_add_bool(klass, "flag", get_flag, set_flag);
    qemu_bh_new(bottom_half, klass);
}
