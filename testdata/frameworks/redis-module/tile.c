// Modules call the server through global pointers. A command runs on the one thread that serves all clients.
#define _GNU_SOURCE
#include "redismodule.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static int jobs[2];

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static int render(RedisModuleCtx *ctx) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "get"
    // want-path(-1) pin-in-handler "get -> tile -> render -> sched_setaffinity"
    count();
    return RedisModule_ReplyWithSimpleString(ctx, "hello");
}

static int tile(RedisModuleCtx *ctx) {
    return render(ctx);
}

static int get(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) { // want-handler "redis.module.command"
    return argv && argc ? tile(ctx) : REDISMODULE_ERR;
}

// A thread that is pinned once, when it starts, and takes the server's lock for a moment.
static void *worker(void *arg) {
    cpu_set_t *set = arg;
    RedisModuleBlockedClient *bc;
    pthread_setaffinity_np(pthread_self(), sizeof *set, set);
    while (read(jobs[0], &bc, sizeof bc) == sizeof bc) {
        RedisModuleCtx *ctx = RedisModule_GetThreadSafeContext(bc);
        RedisModule_ThreadSafeContextLock(ctx);
        count();
        RedisModule_ThreadSafeContextUnlock(ctx);
        RedisModule_UnblockClient(bc, NULL);
    }
    return NULL;
}

static int reply(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) { // want-handler "redis.module.blocked"
    return argv && argc ? RedisModule_ReplyWithSimpleString(ctx, "done") : REDISMODULE_ERR;
}

static void gone(RedisModuleCtx *ctx, RedisModuleBlockedClient *bc) { // want-handler "redis.module.event"
    (void)ctx, (void)bc;
}

static int hand_over(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) { // want-handler "redis.module.command"
    RedisModuleBlockedClient *bc = RedisModule_BlockClient(ctx, reply, NULL, NULL, 1000);
    RedisModule_SetDisconnectCallback(bc, gone);
    return argv && argc && write(jobs[1], &bc, sizeof bc) == sizeof bc ? REDISMODULE_OK : REDISMODULE_ERR;
}

static void each_key(RedisModuleCtx *ctx, RedisModuleString *name, RedisModuleKey *key, void *data) {
    void (**each)(void) = data;
    (void)ctx, (void)name, (void)key;
    (*each)(); // want-edge "count" field
}

static int keys(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) { // want-handler "redis.module.command"
    static void (*each)(void) = count;
    return argv && argc ? RedisModule_Scan(ctx, NULL, each_key, &each) : REDISMODULE_ERR;
}

static int changed(RedisModuleCtx *ctx, int type, const char *event, RedisModuleString *key) { // want-handler "redis.module.event"
    return ctx && type && event && key ? REDISMODULE_OK : REDISMODULE_ERR;
}

static void tick(RedisModuleCtx *ctx, void *data) { // want-handler "redis.module.event"
    (void)ctx, (void)data;
}

static void readable(int fd, void *data, int mask) { // want-handler "redis.module.event"
    (void)fd, (void)data, (void)mask;
}

static void filter(RedisModuleCommandFilterCtx *ctx) { // want-handler "redis.module.filter"
    (void)ctx;
}

static int get_config(const char *name, void *data) { // want-handler "redis.module.config"
    return name && data;
}

static int set_config(const char *name, int value, void *data, RedisModuleString **err) { // want-handler "redis.module.config"
    return name && value && data && err ? REDISMODULE_OK : REDISMODULE_ERR;
}

static void *load(RedisModuleIO *rdb, int version) { // want-handler "redis.module.type"
    return version ? rdb : NULL;
}

static size_t size_of(const void *value) { // want-handler "redis.module.type"
    return value ? sizeof(int) : 0;
}

// Not a handler: it runs in the child that rewrites the file.
static void rewrite(RedisModuleIO *aof, RedisModuleString *key, void *value) {
    (void)aof, (void)key, (void)value;
    count();
}

int RedisModule_OnLoad(RedisModuleCtx *ctx, RedisModuleString **argv, int argc);
int RedisModule_OnLoad(RedisModuleCtx *ctx, RedisModuleString **argv, int argc) {
    static cpu_set_t set;
    RedisModuleTypeMethods methods = {.version = REDISMODULE_TYPE_METHOD_VERSION,
                                      .rdb_load = load,
                                      .aof_rewrite = rewrite,
                                      .mem_usage = size_of};
    pthread_t thread;
    CPU_SET(1, &set);
    count(); // the server does not serve yet
    if (argc < 0 || !argv || pipe(jobs) || pthread_create(&thread, NULL, worker, &set))
        return REDISMODULE_ERR;
    RedisModule_CreateDataType(ctx, "tile-type", 0, &methods);
    RedisModule_SubscribeToKeyspaceEvents(ctx, 1, changed);
    RedisModule_CreateTimer(ctx, 1000, tick, NULL);
    RedisModule_EventLoopAdd(jobs[0], 1, readable, NULL);
    RedisModule_RegisterCommandFilter(ctx, filter, 0);
    RedisModule_RegisterBoolConfig(ctx, "tile", 0, 0, get_config, set_config, NULL, NULL);
    RedisModule_CreateCommand(ctx, "tile.queue", hand_over, "write", 1, 1, 1);
    RedisModule_CreateCommand(ctx, "tile.keys", keys, "readonly", 0, 0, 0);
    return RedisModule_CreateCommand(ctx, "tile.get", get, "readonly", 1, 1, 1);
}
