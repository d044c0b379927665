// A Redis module: its functions are variables that the server fills.
#include "redismodule.h"

int RedisModule_OnLoad(void) {
    return RedisModule_GetApi("RedisModule_ThreadSafeContextLock", (void *)&RedisModule_ThreadSafeContextLock) +
           RedisModule_GetApi("RedisModule_ThreadSafeContextUnlock", (void *)&RedisModule_ThreadSafeContextUnlock) +
           RedisModule_GetApi("RedisModule_ThreadSafeContextTryLock", (void *)&RedisModule_ThreadSafeContextTryLock);
}

void on_command(RedisModuleCtx *ctx) {
    RedisModule_ThreadSafeContextLock(ctx); // want lock-in-handler "RedisModule_ThreadSafeContextLock"
    RedisModule_ThreadSafeContextUnlock(ctx);
    if (!RedisModule_ThreadSafeContextTryLock(ctx))
        RedisModule_ThreadSafeContextUnlock(ctx);
}
