// The commands are called through c->cmd->proc and are not named to pinlint one by one.
#include <pthread.h>
#include <stddef.h>

#include "server.h"

static pthread_mutex_t jobs_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t jobs_ready = PTHREAD_COND_INITIALIZER;
static void *jobs[64];
static int pending;

static void submit(void *job) {
    pthread_mutex_lock(&jobs_mutex); // want lock-in-handler "unlinkCommand"
    // want-path(-1) lock-in-handler "unlinkCommand -> lazyfree -> submit -> pthread_mutex_lock"
    jobs[pending++ % 64] = job;
    pthread_cond_signal(&jobs_ready);
    pthread_mutex_unlock(&jobs_mutex);
}

int lazyfree(void *object) {
    submit(object);
    return 1;
}

void getCommand(client *c) { // want-handler "redis.command"
    c->argc = 0;
}

void unlinkCommand(client *c) { // want-handler "redis.command"
    lazyfree(c);
}

void configSetCommand(client *c) { // want-handler "redis.command"
    c->argc = 4;
}

// In no table.
void configCommand(client *c) {
    lazyfree(c);
}

void call(client *c) {
    c->cmd->proc(c); // want-edge "unlinkCommand" field want-edge "configSetCommand" field want-no-edge "configCommand"
}

static void *background(void *arg) {
    for (;;) {
        pthread_mutex_lock(&jobs_mutex);
        while (pending == 0)
            pthread_cond_wait(&jobs_ready, &jobs_mutex);
        pending--;
        pthread_mutex_unlock(&jobs_mutex);
    }
    return arg;
}

int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, background, NULL);
    client c = {.cmd = &redisCommandTable[0]};
    call(&c);
    return 0;
}
