/* core.h: the runtime that every module of the generated server is written against. */
#ifndef CORE_H
#define CORE_H

#include <pthread.h>
#include <stddef.h>

struct client;
struct loop;

typedef void command_proc(struct client *c);
typedef void event_proc(struct loop *loop, int fd, void *data, int mask);
typedef int timer_proc(struct loop *loop, long id, void *data);
typedef void job_proc(void *data);
typedef void visit_proc(void *value, void *data);

/* Objects with a count of their owners and a function that ends them. */
struct object {
    int owners;
    void (*release)(struct object *o);
};

struct buffer {
    char *bytes;
    size_t used, room;
    struct buffer *next;
};

struct list_node {
    struct list_node *next;
    void *value;
};

struct list {
    struct list_node *head;
    void (*free_value)(void *value);
    int (*match)(void *value, void *key);
    unsigned long length;
};

struct dict_type {
    unsigned long (*hash)(const void *key);
    int (*equal)(const void *a, const void *b);
    void (*free_key)(void *key);
    void (*free_value)(void *value);
};

struct dict_entry {
    void *key, *value;
    struct dict_entry *next;
};

struct dict {
    const struct dict_type *type;
    struct dict_entry *slots[64];
    unsigned long used;
};

struct command {
    const char *name;
    command_proc *proc;
    int arity;
    const struct command *subcommands;
};

struct module {
    const char *name;
    int (*init)(void);
    int (*configure)(const char *key, const char *value);
    void (*start)(struct loop *loop);
    void (*stop)(void);
    const struct command *commands;
    void *private_data;
};

struct client {
    struct object object;
    int fd, argc, flags;
    const char *argv[16];
    const struct command *cmd;
    struct buffer *out;
    void *session;
    struct client *next;
};

extern struct module *const core_modules[]; /* NULL-terminated */
extern struct loop *core_loop;

void *core_alloc(size_t size);
void core_free(void *memory);
void core_on_out_of_memory(void (*handler)(size_t size));
void core_log(int level, const char *format, ...);
void core_on_log(void (*sink)(int level, const char *line));

/* loop.c */
struct loop *loop_new(void);
int loop_add(struct loop *loop, int fd, int mask, event_proc *proc, void *data);
void loop_remove(struct loop *loop, int fd);
long loop_timer(struct loop *loop, long milliseconds, timer_proc *proc, void *data);
void loop_run(struct loop *loop);

/* containers.c */
void list_push(struct list *list, void *value);
void *list_find(struct list *list, void *key);
void list_clear(struct list *list);
void list_each(struct list *list, visit_proc *visit, void *data);
struct dict *dict_new(const struct dict_type *type);
void dict_put(struct dict *dict, void *key, void *value);
void *dict_get(struct dict *dict, const void *key);
void dict_clear(struct dict *dict);
void dict_each(struct dict *dict, visit_proc *visit, void *data);

/* command.c */
const struct command *command_find(const char *name);
void command_call(struct client *c);
void client_reply(struct client *c, const char *text);
void client_error(struct client *c, const char *text);
struct client *client_new(int fd);

/* jobs.c */
void jobs_start(int threads);
void jobs_submit(job_proc *proc, void *data);

/* process.c: a lock with a name, and what wraps it. */
struct guard {
    pthread_mutex_t mutex;
    const char *name;
};
void guard_enter(struct guard *guard);
void guard_leave(struct guard *guard);

int process_fork(const char *what);
void process_title(const char *title);

static inline size_t buffer_left(const struct buffer *b) { return b->room - b->used; }

static inline void buffer_put(struct buffer *b, char byte) {
    if (b->used < b->room) b->bytes[b->used++] = byte;
}

static inline void buffer_text(struct buffer *b, const char *text) {
    while (*text && buffer_left(b)) buffer_put(b, *text++);
}

static inline void object_hold(struct object *o) { o->owners++; }

static inline void object_drop(struct object *o) {
    if (--o->owners == 0 && o->release) o->release(o);
}

static inline int client_wants(const struct client *c, int argc) { return c->argc >= argc; }

static inline const char *client_word(const struct client *c, int i) { return i < c->argc ? c->argv[i] : ""; }

#endif
