#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core.h"

static void on_readable(struct loop *loop, int fd, void *data, int mask) {
    struct client *c = data;
    (void)loop, (void)fd, (void)mask;
    command_call(c);
    object_drop(&c->object);
}

static void on_connection(struct loop *loop, int fd, void *data, int mask) {
    struct client *c = client_new(fd + 1);
    (void)data, (void)mask;
    object_hold(&c->object);
    loop_add(loop, fd + 1, 1, on_readable, c);
}

static int once_a_second(struct loop *loop, long id, void *data) {
    (void)loop, (void)data;
    core_log(0, "timer %ld", id);
    return 1000;
}

static void print_line(int level, const char *line) { fprintf(stderr, "%d %s\n", level, line); }

static void give_up(size_t size) {
    fprintf(stderr, "out of memory: %zu bytes\n", size);
    exit(1);
}

static void configure(const char *name, const char *key, const char *value) {
    for (struct module *const *m = core_modules; *m; m++)
        if (strcmp((*m)->name, name) == 0 && (*m)->configure(key, value) != 0) exit(1);
}

int main(int argc, char **argv) {
    core_on_log(print_line);
    core_on_out_of_memory(give_up);
    for (int i = 1; i + 2 < argc; i += 3) configure(argv[i], argv[i + 1], argv[i + 2]);
    core_loop = loop_new();
    jobs_start(4);
    for (struct module *const *m = core_modules; *m; m++)
        if ((*m)->init() == 0) (*m)->start(core_loop);
    loop_add(core_loop, 3, 1, on_connection, NULL);
    loop_timer(core_loop, 1000, once_a_second, NULL);
    loop_run(core_loop);
    for (struct module *const *m = core_modules; *m; m++) (*m)->stop();
    return 0;
}
