#define _GNU_SOURCE
#include <sched.h>

struct pin {
    cpu_set_t old;
    int active;
};

int pin_begin(struct pin *pin, int cpu);
void pin_end(struct pin *pin);
void save_mask(cpu_set_t *mask);
int put_mask(const cpu_set_t *mask);
int stay_on(int cpu);
