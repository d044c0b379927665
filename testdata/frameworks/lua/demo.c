// A module of Lua: functions in a table and alone, what goes on after a yield, a hook.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long served;
static int jobs[2]; // a pipe to the worker

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "render \(Lua\)"
    served++;
    pthread_mutex_unlock(&mutex);
}

static void stay_on_one_cpu(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(0, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler "render \(Lua\)"
    count();
}

static void hand_over(char job) {
    if (write(jobs[1], &job, 1) != 1) served = 0;
}

// Pins itself once, and does what handlers hand over: no request waits for it.
static void *worker(void *arg) {
    char job;
    stay_on_one_cpu();
    while (read(jobs[0], &job, 1) == 1) count();
    return arg;
}

// At start-up pinning and waiting are nobody's loss.
static int start_worker(void) {
    pthread_t thread;
    count();
    return pipe(jobs) || pthread_create(&thread, NULL, worker, NULL);
}

static int render(lua_State *lua) { // want-handler "lua.function"
    serve();
    lua_pushboolean(lua, 1);
    return 1;
}

static int queue(lua_State *lua) { // want-handler "lua.function"
    hand_over((char)lua_tointeger(lua, 1));
    return 0;
}

static int size(lua_State *lua) { // want-handler "lua.function"
    lua_pushinteger(lua, 1);
    return 1;
}

static void stepped(lua_State *lua, lua_Debug *debug) { // want-handler "lua.hook"
    (void)lua, (void)debug;
}

static const luaL_Reg functions[] = {{"render", render}, {NULL, NULL}};

#if LUA_VERSION_NUM >= 504
static int go_on(lua_State *lua, int status, lua_KContext context) { // want-handler "lua.continuation"
    (void)lua, (void)status, (void)context;
    return 0;
}

static int wait(lua_State *lua) { // want-handler "lua.function"
    return lua_yieldk(lua, 0, 0, go_on);
}
#else
static int wait(lua_State *lua) { // want-handler "lua.function"
    return lua_yield(lua, 0);
}

static int protected(lua_State *lua) { // want-handler "lua.function"
    (void)lua;
    return 0;
}
#endif

// lua_load calls it before it returns.
static const char *read_chunk(lua_State *lua, void *data, size_t *length) {
    (void)lua, (void)data;
    count();
    *length = 0;
    return NULL;
}

// The module is loaded.
int luaopen_demo(lua_State *lua) {
    start_worker();
    lua_register(lua, "queue", queue);
    lua_pushcfunction(lua, size);
    lua_pushcclosure(lua, wait, 0);
    lua_sethook(lua, stepped, LUA_MASKCOUNT, 1000);
#if LUA_VERSION_NUM >= 504
    lua_load(lua, read_chunk, NULL, "chunk", NULL);
    luaL_newlib(lua, functions);
#else
    lua_load(lua, read_chunk, NULL, "chunk");
    lua_cpcall(lua, protected, NULL);
    luaL_register(lua, "demo", functions);
#endif
    return 1;
}
