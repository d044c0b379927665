// Saving, pinning and putting back, each in a function of its own.
#include "pin.h"

void save_mask(cpu_set_t *mask) { sched_getaffinity(0, sizeof *mask, mask); }

int put_mask(const cpu_set_t *mask) { return sched_setaffinity(0, sizeof *mask, mask); }

int stay_on(int cpu) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    return put_mask(&one);
}

int pin_begin(struct pin *pin, int cpu) {
    pin->active = 0;
    if (sched_getaffinity(0, sizeof pin->old, &pin->old) < 0) return -1;
    if (stay_on(cpu) < 0) return -1;
    pin->active = 1;
    return 0;
}

void pin_end(struct pin *pin) {
    if (pin->active) put_mask(&pin->old);
    pin->active = 0;
}
