#include <errno.h>

#include "placement.h"

int pw_topology_spread(const pw_cpus *allowed, unsigned index, unsigned count, pw_cpus *cpus) {
    (void)allowed, (void)index, (void)count, (void)cpus;
    return -ENOTSUP;
}
