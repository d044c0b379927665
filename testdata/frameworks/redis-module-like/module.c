// The shipped pack on a module: it registers everything through variables of the type pointer to function.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stddef.h>

#include "redismodule.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "hello"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "hello"
    count();
}

static void *work(void *data) {
    stay_on_one_cpu();
    return data;
}

static int reply(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) { // want-handler "redis.module.blocked"
    (void)ctx, (void)argv;
    return argc;
}

static int timeout(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) { // want-handler "redis.module.blocked"
    (void)ctx, (void)argv;
    return argc;
}

static void free_data(RedisModuleCtx *ctx, void *data) { // want-handler "redis.module.blocked"
    (void)ctx, (void)data;
}

// The work is handed over; the client waits, the server does not.
static int block(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) { // want-handler "redis.module.command"
    pthread_t thread;
    (void)argv, (void)argc;
    RedisModule_BlockClient(ctx, reply, timeout, free_data, 1000);
    return pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "block"
}

static int hello(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) { // want-handler "redis.module.command"
    (void)ctx, (void)argv, (void)argc;
    serve();
    return 0;
}

static int expired(RedisModuleCtx *ctx, int type, const char *event, RedisModuleString *key) { // want-handler "redis.module.event"
    (void)ctx, (void)type, (void)event, (void)key;
    return 0;
}

static void tick(RedisModuleCtx *ctx, void *data) { // want-handler "redis.module.event"
    (void)ctx, (void)data;
}

static void readable(int fd, void *data, int mask) { // want-handler "redis.module.event"
    (void)fd, (void)data, (void)mask;
}

// At start-up.
static void *load_value(RedisModuleIO *rdb, int encver) {
    serve();
    return rdb && encver ? rdb : NULL;
}

static void free_value(void *value) { // want-handler "redis.module.type"
    (void)value;
}

int RedisModule_OnLoad(RedisModuleCtx *ctx, RedisModuleString **argv, int argc);
int RedisModule_OnLoad(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    RedisModuleTypeMethods methods = {.rdb_load = load_value, .free = free_value};
    (void)argv, (void)argc;
    serve();
    RedisModule_CreateDataType(ctx, "demo-type", 0, &methods);
    RedisModule_SubscribeToKeyspaceEvents(ctx, 1, expired);
    RedisModule_CreateTimer(ctx, 1000, tick, NULL);
    RedisModule_EventLoopAdd(0, 1, readable, NULL);
    RedisModule_CreateSubcommand(NULL, "block", block, "", 0, 0, 0);
    return RedisModule_CreateCommand(ctx, "demo.hello", hello, "fast", 0, 0, 0);
}
