// Case redis-unlink-bio: true positive, by design. A command hands the freeing of a value to a background thread, through a
// queue with a mutex, seven calls down.
#include <pthread.h>
#include <stdlib.h>

enum { KINDS = 3, LAZY_FREE = 2 };
typedef struct client {
    const char *key;
} client;
struct redisCommand {
    const char *name;
    void (*proc)(client *c);
};
struct job {
    struct job *next;
    void (*free)(void *value);
    void *value;
};
void *take(const char *key);
void reply(client *c, int deleted);

static pthread_mutex_t mutex[KINDS];
static pthread_cond_t more[KINDS];
static struct job *jobs[KINDS];

static void submit(int kind, struct job *job) {
    pthread_mutex_lock(&mutex[kind]); // want lock-in-handler:warning "handler unlinkCommand .*submit"
    job->next = jobs[kind];
    jobs[kind] = job;
    pthread_cond_signal(&more[kind]);
    pthread_mutex_unlock(&mutex[kind]);
}

static void create_lazy_free_job(void (*f)(void *), void *value) {
    struct job *job = malloc(sizeof *job);
    job->free = f;
    job->value = value;
    submit(LAZY_FREE, job);
}

static void free_async(void *value) { create_lazy_free_job(free, value); }

static int generic_delete(const char *key, int async) {
    void *value = take(key);
    if (async)
        free_async(value);
    else
        free(value);
    return value != NULL;
}
static int async_delete(const char *key) { return generic_delete(key, 1); }
static int sync_delete(const char *key) { return generic_delete(key, 0); }

static void delete_command(client *c, int lazy) { reply(c, lazy ? async_delete(c->key) : sync_delete(c->key)); }

static void unlinkCommand(client *c) { delete_command(c, 1); }

struct redisCommand commands[] = {{"unlink", unlinkCommand}};
