/* Wrapper inference: which functions stand for the sink that they call. */
#include "check_config.h"

/* `body` is the body of wrap(), which on_get calls on line 2; its own lines start at 5. */
static void expect_wrap(const char *body, const char *expected) {
    char *program = g_strdup_printf("unit /p/a.c\nfn on_get\nwrap(@m)\nend\nfn wrap\n%s\nend\n", body);
    fx_expect(program, expected);
    g_free(program);
}

#define WRAPPED "a.c:2 lock-in-handler warning on_get>wrap>pthread_mutex_lock through wrap\n"
#define INSIDE(line) "a.c:" #line " lock-in-handler warning on_get>wrap>pthread_mutex_lock\n"

static void held_at_return(void) {
    expect_wrap("pthread_mutex_lock($0)", WRAPPED);
    expect_wrap("pthread_mutex_lock($0)\nreturn 0", WRAPPED);
    expect_wrap("pthread_mutex_lock($0)\npthread_mutex_unlock($0)", INSIDE(5));
    expect_wrap("pthread_mutex_lock($0)\npthread_mutex_unlock($0)\nreturn 0", INSIDE(5));
}

static void branches(void) {
    /* if (x) lock(); ... if (x) unlock(); may, not must */
    expect_wrap("if\npthread_mutex_lock($0)\nendif\nif\npthread_mutex_unlock($0)\nendif", INSIDE(6));
    /* lock(); if (err) { unlock(); return -1; } return 0; */
    expect_wrap("pthread_mutex_lock($0)\nif\npthread_mutex_unlock($0)\nreturn 1\nendif\nreturn 0", WRAPPED);
    /* if (!enabled) return; lock(); */
    expect_wrap("if\nreturn 0\nendif\npthread_mutex_lock($0)\nreturn 0", WRAPPED);
    /* both arms lock, one releases */
    expect_wrap("if\npthread_mutex_lock($0)\nelse\npthread_mutex_lock($0)\nendif\npthread_mutex_unlock($0)",
                INSIDE(6) INSIDE(8));
    expect_wrap("switch\ncase\npthread_mutex_lock($0)\nbreak\ndefault\npthread_mutex_lock($0)\nendswitch", WRAPPED);
    expect_wrap("switch\ncase\npthread_mutex_lock($0)\nbreak\nendswitch", INSIDE(7));
    expect_wrap("switch\ncase\npthread_mutex_lock($0)\ncase\npthread_mutex_unlock($0)\nendswitch", INSIDE(7));
}

static void loops(void) {
    expect_wrap("loop\npthread_mutex_lock($0)\npthread_mutex_unlock($0)\nendloop", INSIDE(6));
    expect_wrap("loop\npthread_mutex_lock($0)\nendloop", INSIDE(6)); /* may run zero times */
    expect_wrap("do\npthread_mutex_lock($0)\nendloop", WRAPPED);
    expect_wrap("forever\npthread_mutex_lock($0)\nif\nreturn 1\nendif\npthread_mutex_unlock($0)\nendloop", WRAPPED);
    expect_wrap("pthread_mutex_lock($0)\nloop\nif\npthread_mutex_unlock($0)\nbreak\nendif\nendloop\nif\nendif",
                INSIDE(5));
    /* held around the loop body's unlock-lock pair */
    expect_wrap("pthread_mutex_lock($0)\nloop\npthread_mutex_unlock($0)\npthread_mutex_lock($0)\nendloop\n"
                "pthread_mutex_unlock($0)",
                INSIDE(5) INSIDE(8));
}

static void gotos(void) {
    expect_wrap("pthread_mutex_lock($0)\nif\ngoto out\nendif\nfree(1)\nlabel out\npthread_mutex_unlock($0)\nreturn 0",
                INSIDE(5));
    expect_wrap(
        "pthread_mutex_lock($0)\nif\ngoto fail\nendif\nreturn 0\nlabel fail\npthread_mutex_unlock($0)\nreturn 1",
        WRAPPED);
    /* backwards: retry */
    expect_wrap("label again\npthread_mutex_lock($0)\nif\npthread_mutex_unlock($0)\ngoto again\nendif\nreturn 0",
                WRAPPED);
    expect_wrap("label again\npthread_mutex_lock($0)\npthread_mutex_unlock($0)\nif\ngoto again\nendif", INSIDE(6));
}

static void release_and_take_again(void) {
    /* The caller's lock is given up for a while: nothing is handed out. */
    expect_wrap("pthread_mutex_unlock($0)\nwait(1)\npthread_mutex_lock($0)", INSIDE(7));
}

static void ends_of_the_program(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "wrap()\n"
              "end\n"
              "fn wrap\n"
              "pthread_mutex_lock(@m)\n"
              "if\n"
              "die()\n"
              "else\n"
              "pthread_mutex_unlock(@m)\n"
              "endif\n"
              "end\n"
              "fn die noreturn\n"
              "end\n",
              "a.c:5 lock-in-handler warning on_get>wrap>pthread_mutex_lock\n");
}

static void chains(void) {
    /* Upwards through two wrappers; release wrappers end it. */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "outer()\n"
              "give_back()\n"
              "end\n"
              "fn on_put\n"
              "scoped()\n"
              "end\n"
              "fn outer\n"
              "inner()\n"
              "end\n"
              "fn inner\n"
              "pthread_mutex_lock(@m)\n"
              "end\n"
              "fn give_back\n"
              "pthread_mutex_unlock(@m)\n"
              "end\n"
              "fn scoped\n"
              "outer()\n"
              "give_back()\n"
              "end\n",
              "a.c:2 lock-in-handler warning on_get>outer>inner>pthread_mutex_lock through outer\n"
              "a.c:18 lock-in-handler warning on_put>scoped>outer>inner>pthread_mutex_lock through outer\n");
}

static void families(void) {
    /* Releasing another kind of lock changes nothing; both kinds are told apart in one function. */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "wrap()\n"
              "end\n"
              "fn wrap\n"
              "pthread_mutex_lock(@m)\n"
              "pthread_rwlock_rdlock(@r)\n"
              "pthread_rwlock_unlock(@r)\n"
              "end\n",
              "a.c:2 lock-in-handler warning on_get>wrap>pthread_mutex_lock through wrap\n"
              "a.c:6 lock-in-handler warning on_get>wrap>pthread_rwlock_rdlock\n");
    /* Two locks, one handed out. */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "wrap()\n"
              "end\n"
              "fn wrap\n"
              "pthread_mutex_lock(@a)\n"
              "pthread_mutex_lock(@b)\n"
              "pthread_mutex_unlock(@a)\n"
              "end\n",
              "a.c:2 lock-in-handler warning on_get>wrap>pthread_mutex_lock through wrap\n"
              "a.c:5 lock-in-handler warning on_get>wrap>pthread_mutex_lock\n");
}

static void guards(void) {
    expect_wrap("std::lock_guard::lock_guard($0)",
                "a.c:5 lock-in-handler warning on_get>wrap>std::lock_guard::lock_guard\n");
    /* A cleanup attribute releases at the end, wherever the facts put that call. */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "wrap()\n"
              "end\n"
              "fn wrap\n"
              "pthread_mutex_lock(@m)\n"
              "return 0\n"
              "at_exit_unlock(@m)\n"
              "end\n"
              "fn at_exit_unlock static\n"
              "pthread_mutex_unlock(@m)\n"
              "end\n",
              "a.c:5 lock-in-handler warning on_get>wrap>pthread_mutex_lock\n");
}

static void entries_are_none(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "pthread_mutex_lock(@m)\n"
              "end\n"
              "fn on_put\n"
              "on_get()\n"
              "sched_setaffinity(0)\n"
              "end\n",
              "a.c:2 lock-in-handler warning on_get>pthread_mutex_lock also on_put>on_get>pthread_mutex_lock\n"
              "a.c:6 pin-in-handler error on_put>sched_setaffinity\n");
}

/* A dispatcher that calls the wrapper through a pointer is its caller, too. */
static void indirect_callers(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "*ops.take()\n"
              "end\n"
              "fn wrap\n"
              "pthread_mutex_lock(@m)\n"
              "end\n"
              "fn setup\n"
              "ops.take = &wrap\n"
              "end\n",
              "a.c:2 lock-in-handler warning on_get>wrap>pthread_mutex_lock through wrap field\n");
}

static void recursive_wrapper(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "wrap()\n"
              "end\n"
              "fn wrap\n"
              "if\n"
              "wrap()\n"
              "return 0\n"
              "endif\n"
              "pthread_mutex_lock(@m)\n"
              "end\n",
              "a.c:2 lock-in-handler warning on_get>wrap>pthread_mutex_lock through wrap\n");
}

/* Redis: redisSetCpuAffinity → setcpuaffinity → sched_setaffinity, called by code that does real work. */
static void thin_pins(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_save\n"
              "background()\n"
              "end\n"
              "fn background\n"
              "work1()\n"
              "set_pin(?)\n"
              "end\n"
              "fn set_pin\n"
              "set_mask(?)\n"
              "end\n"
              "fn set_mask\n"
              "token()\n"
              "sched_setaffinity(0,8,?)\n"
              "end\n"
              "fn token\n"
              "number()\n"
              "end\n"
              "fn number\n"
              "end\n"
              "fn work1\n"
              "work2()\n"
              "end\n"
              "fn work2\n"
              "work3()\n"
              "end\n"
              "fn work3\n"
              "end\n",
              "a.c:6 pin-in-handler error on_save>background>set_pin>set_mask>sched_setaffinity through set_pin\n");
}

static void thick_and_restoring_pins(void) {
    /* set, work, restore: reported where it is done, twice */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "around()\n"
              "end\n"
              "fn around\n"
              "setns(1)\n"
              "work()\n"
              "setns(2)\n"
              "end\n"
              "fn work\n"
              "end\n",
              "a.c:5 thread-state-in-handler error on_get>around>setns\n"
              "a.c:7 thread-state-in-handler error on_get>around>setns\n");
    /* enter() and leave() are wrappers, what calls both is not */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "around()\n"
              "end\n"
              "fn around\n"
              "enter()\n"
              "leave()\n"
              "end\n"
              "fn enter\n"
              "setns(1)\n"
              "end\n"
              "fn leave\n"
              "setns(2)\n"
              "end\n",
              "a.c:5 thread-state-in-handler error on_get>around>enter>setns through enter\n"
              "a.c:6 thread-state-in-handler error on_get>around>leave>setns through leave\n");
    /* an endless loop is no helper; nor is what makes calls that nobody can follow */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "serve()\n"
              "end\n"
              "fn on_put\n"
              "unknown()\n"
              "end\n"
              "fn serve\n"
              "forever\n"
              "setns(1)\n"
              "endloop\n"
              "end\n"
              "fn unknown\n"
              "x = ?\n"
              "*x(1,2,3)\n"
              "setns(1)\n"
              "end\n",
              "a.c:9 thread-state-in-handler error on_get>serve>setns\n"
              "a.c:15 thread-state-in-handler error on_put>unknown>setns\n");
}

/* What only a table knows is an action, not a helper. */
static void thin_by_name_only(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "*ops.set()\n"
              "end\n"
              "fn set_dir\n"
              "setns(1)\n"
              "end\n"
              "fn setup\n"
              "ops.set = &set_dir\n"
              "end\n",
              "a.c:5 thread-state-in-handler error on_get>set_dir>setns field\n");
}

static void no_wrappers_of_threads(void) {
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "start()\n"
              "end\n"
              "fn start\n"
              "pthread_create(0,0,0,0)\n"
              "end\n",
              "a.c:5 thread-spawn-in-handler warning on_get>start>pthread_create\n");
}

/* Unbalanced operations come from damaged facts only; they must not crash. */
static void unbalanced(void) {
    expect_wrap("endif\nendloop\nelse\ncase\nbreak\ncontinue\npthread_mutex_lock($0)\nif\nloop", INSIDE(11));
    expect_wrap("if\nelse\nelse\nbreak\nendif\npthread_mutex_lock($0)", WRAPPED);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/wrappers/held", held_at_return);
    g_test_add_func("/checks/wrappers/branches", branches);
    g_test_add_func("/checks/wrappers/loops", loops);
    g_test_add_func("/checks/wrappers/gotos", gotos);
    g_test_add_func("/checks/wrappers/again", release_and_take_again);
    g_test_add_func("/checks/wrappers/noreturn", ends_of_the_program);
    g_test_add_func("/checks/wrappers/chains", chains);
    g_test_add_func("/checks/wrappers/families", families);
    g_test_add_func("/checks/wrappers/guards", guards);
    g_test_add_func("/checks/wrappers/entries", entries_are_none);
    g_test_add_func("/checks/wrappers/indirect", indirect_callers);
    g_test_add_func("/checks/wrappers/recursive", recursive_wrapper);
    g_test_add_func("/checks/wrappers/thin", thin_pins);
    g_test_add_func("/checks/wrappers/thick", thick_and_restoring_pins);
    g_test_add_func("/checks/wrappers/by-name", thin_by_name_only);
    g_test_add_func("/checks/wrappers/threads", no_wrappers_of_threads);
    g_test_add_func("/checks/wrappers/unbalanced", unbalanced);
    return g_test_run();
}
