// Case libvirt-pin-vcpu: another process is the target. The wrapper takes the process as a parameter: a thread of a virtual
// machine in the driver's call, the caller itself when a container starts.
#define _GNU_SOURCE
#include <sched.h>
#include <stddef.h>
#include <sys/types.h>

struct vcpu {
    pid_t tid;
};
struct domain {
    struct vcpu *vcpus;
    unsigned count;
};
struct hypervisor_driver {
    int (*pin_vcpu)(struct domain *domain, unsigned vcpu, const cpu_set_t *map);
    int (*pin_caller)(const cpu_set_t *map);
};

static int process_set_affinity(pid_t pid, const cpu_set_t *map, int quiet) {
    int result = sched_setaffinity(pid, sizeof *map, map);
    return quiet ? 0 : result;
}

static pid_t vcpu_pid(const struct domain *domain, unsigned vcpu) {
    if (vcpu >= domain->count) return 0;
    return domain->vcpus[vcpu].tid;
}

static int pin_live(struct domain *domain, unsigned vcpu, const cpu_set_t *map) {
    return process_set_affinity(vcpu_pid(domain, vcpu), map, 0);
}

static int driver_pin_vcpu(struct domain *domain, unsigned vcpu, const cpu_set_t *map) {
    return pin_live(domain, vcpu, map);
}

static int driver_pin_caller(const cpu_set_t *map) {
    return process_set_affinity(0, map, 0); // want pin-in-handler:error "driver_pin_caller"
}

struct hypervisor_driver driver = {.pin_vcpu = driver_pin_vcpu, .pin_caller = driver_pin_caller};
struct hypervisor_driver *the_driver(void) { return &driver; }

int container_start(const cpu_set_t *map) { return process_set_affinity(0, map, 1); }
