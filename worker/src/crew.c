#include "crew.h"

#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

int pw_crew_new(const pinworker_options *options, pw_crew **crew) {
    *crew = aligned_alloc(alignof(pw_crew), sizeof **crew);
    if (!*crew) return -ENOMEM;
    memset(*crew, 0, sizeof **crew);
    atomic_init(&(*crew)->holders, 1);
    atomic_init(&(*crew)->users, 1);
    (*crew)->done = options->done;
    (*crew)->config = options->config;
    return 0;
}

void pw_crew_free(pw_crew *crew) {
    if (atomic_fetch_sub(&crew->holders, 1) == 1) free(crew);
}

void pw_crew_use(pw_crew *crew) { atomic_fetch_add(&crew->users, 1); }

void pw_crew_unuse(pw_crew *crew) {
    if (atomic_fetch_sub(&crew->users, 1) == 1 && crew->done) crew->done(crew->config, crew->result);
}
