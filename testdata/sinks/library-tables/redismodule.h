/* Declarations of Redis's redismodule.h that ./redis_module.c needs; Debian has no package of it. */
#ifndef REDISMODULE_H
#define REDISMODULE_H

typedef struct RedisModuleCtx RedisModuleCtx;
void (*RedisModule_ThreadSafeContextLock)(RedisModuleCtx *ctx);
void (*RedisModule_ThreadSafeContextUnlock)(RedisModuleCtx *ctx);
int (*RedisModule_ThreadSafeContextTryLock)(RedisModuleCtx *ctx);
int RedisModule_GetApi(const char *name, void *pointer);

#endif
