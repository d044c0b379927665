// Declarations of Redis' redismodule.h, written for this test; Debian has no package of it.
#pragma once
typedef struct RedisModuleCtx RedisModuleCtx;
typedef struct RedisModuleString RedisModuleString;
typedef struct RedisModuleCommand RedisModuleCommand;
typedef struct RedisModuleBlockedClient RedisModuleBlockedClient;
typedef struct RedisModuleType RedisModuleType;
typedef struct RedisModuleIO RedisModuleIO;
typedef int (*RedisModuleCmdFunc)(RedisModuleCtx *ctx, RedisModuleString **argv, int argc);
typedef void (*RedisModuleTimerProc)(RedisModuleCtx *ctx, void *data);
typedef int (*RedisModuleNotificationFunc)(RedisModuleCtx *ctx, int type, const char *event, RedisModuleString *key);
typedef struct RedisModuleTypeMethods {
    void *(*rdb_load)(RedisModuleIO *rdb, int encver);
    void (*free)(void *value);
} RedisModuleTypeMethods;
// Modules call through variables that the server fills in.
#define REDISMODULE_API extern
REDISMODULE_API int (*RedisModule_CreateCommand)(RedisModuleCtx *ctx, const char *name, RedisModuleCmdFunc cmdfunc,
                                                 const char *strflags, int firstkey, int lastkey, int keystep);
REDISMODULE_API int (*RedisModule_CreateSubcommand)(RedisModuleCommand *parent, const char *name,
                                                    RedisModuleCmdFunc cmdfunc, const char *strflags, int firstkey,
                                                    int lastkey, int keystep);
REDISMODULE_API RedisModuleBlockedClient *(*RedisModule_BlockClient)(RedisModuleCtx *ctx, RedisModuleCmdFunc reply,
                                                                     RedisModuleCmdFunc timeout,
                                                                     void (*free_privdata)(RedisModuleCtx *, void *),
                                                                     long long timeout_ms);
REDISMODULE_API int (*RedisModule_SubscribeToKeyspaceEvents)(RedisModuleCtx *ctx, int types, RedisModuleNotificationFunc cb);
REDISMODULE_API unsigned long long (*RedisModule_CreateTimer)(RedisModuleCtx *ctx, long long period,
                                                              RedisModuleTimerProc callback, void *data);
REDISMODULE_API int (*RedisModule_EventLoopAdd)(int fd, int mask, void (*func)(int fd, void *data, int mask), void *data);
REDISMODULE_API RedisModuleType *(*RedisModule_CreateDataType)(RedisModuleCtx *ctx, const char *name, int encver,
                                                               RedisModuleTypeMethods *methods);
