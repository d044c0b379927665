/* Conditions of sinks: constants, bits, the calling thread, overloads. */
#include "check_config.h"

/* The body of on_get; its lines start at 2. */
static void expect_body(const char *body, const char *expected) {
    char *program = g_strdup_printf("unit /p/a.c\nfn on_get\n%s\nend\n", body);
    fx_expect(program, expected);
    g_free(program);
}

static void constants(void) {
    expect_body("prctl(8)", "a.c:2 thread-state-in-handler error on_get>prctl\n");
    expect_body("prctl(15)", "");
    expect_body("prctl(?)", ""); /* if_unknown is false */
    expect_body("prctl()", "");
    expect_body("x = 8\nprctl(x)", "a.c:3 thread-state-in-handler error on_get>prctl\n");
    expect_body("x = 15\nprctl(x)", "");
    expect_body("x = 15\nx = 8\nprctl(x)", "a.c:4 thread-state-in-handler error on_get>prctl\n");
}

static void bits(void) {
    expect_body("flock(3,2)", "a.c:2 lock-in-handler warning on_get>flock\n");
    expect_body("flock(3,6)", "");
    expect_body("flock(3,?)", "a.c:2 lock-in-handler warning on_get>flock may\n");
}

static void architectures(void) {
    expect_body("syscall(308)", "a.c:2 thread-state-in-handler error on_get>syscall\n");
    expect_body("syscall(268)", "");
    fx_expect("unit /p/a.c\ntriple aarch64-linux-gnu\nfn on_get\nsyscall(268)\nsyscall(308)\nend\n",
              "a.c:3 thread-state-in-handler error on_get>syscall\n");
    fx_expect("unit /p/a.c\ntriple arm64-apple-darwin\nfn on_get\nsyscall(268)\nend\n",
              "a.c:3 thread-state-in-handler error on_get>syscall\n");
    fx_expect("unit /p/a.c\ntriple riscv64-linux-gnu\nfn on_get\nsyscall(268)\nend\n", ""); /* nobody told us */
}

static void overloads(void) {
    expect_body("std::unique_lock::unique_lock(@m)",
                "a.c:2 lock-in-handler warning on_get>std::unique_lock::unique_lock\n");
    expect_body("std::unique_lock::unique_lock(@m,@std_try_to_lock)", "");
    expect_body("std::unique_lock::unique_lock(@m,@other)",
                "a.c:2 lock-in-handler warning on_get>std::unique_lock::unique_lock\n");
    expect_body("lock_simple(1)", "a.c:2 lock-in-handler warning on_get>lock_simple\n");
    expect_body("lock_simple(1,2)", "");
}

#define PINS(line) "a.c:" #line " pin-in-handler error on_get>sched_setaffinity\n"
#define MAY_PIN(line) "a.c:" #line " pin-in-handler warning on_get>sched_setaffinity may\n"

static void self(void) {
    expect_body("sched_setaffinity(0)", PINS(2));
    expect_body("sched_setaffinity(4711)", "");
    expect_body("t = gettid()\nsched_setaffinity(t)", PINS(3));
    expect_body("t = pthread_self()\npthread_setaffinity_np(t)",
                "a.c:3 pin-in-handler error on_get>pthread_setaffinity_np\n");
    expect_body("t = syscall(186)\nsched_setaffinity(t)", PINS(3));
    expect_body("t = syscall(39)\nsched_setaffinity(t)", ""); /* getpid */
    expect_body("t = other()\nsched_setaffinity(t)", "");
    expect_body("sched_setaffinity(worker.tid)", "");
    expect_body("sched_setaffinity(@shared)", "");
    expect_body("pthread_create(t)\npthread_setaffinity_np(t)", /* the new thread's, filled in by the call */
                "a.c:2 thread-spawn-in-handler warning on_get>pthread_create\n");
    expect_body("sched_setaffinity(?)", MAY_PIN(2));
    expect_body("pthread_setaffinity_np(?)", ""); /* if_unknown is false */
    expect_body("t = ?\nt = 0\nsched_setaffinity(t)", PINS(4));
}

static void self_through_functions(void) {
    /* The result of the program's own function. */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "t = my_tid()\n"
              "sched_setaffinity(t)\n"
              "end\n"
              "fn my_tid\n"
              "return gettid()\n"
              "end\n",
              "a.c:3 pin-in-handler error on_get>sched_setaffinity\n");
    /* A function that is asked about by name means the calling thread, whatever its body does. */
    fx_expect("unit /p/a.c\nfn on_get\nt = gettid()\nsched_setaffinity(t)\nend\nfn gettid\nreturn impl()\nend\n",
              "a.c:3 pin-in-handler error on_get>sched_setaffinity\n");
}

static void self_through_parameters(void) {
    /* A parameter is what the caller passes: the wrapper is reported only where it means the calling thread. */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "set_pin(0)\n"
              "set_pin(vm.pid)\n"
              "set_pin(?)\n"
              "end\n"
              "fn set_pin\n"
              "sched_setaffinity($0)\n"
              "end\n",
              "a.c:2 pin-in-handler error on_get>set_pin>sched_setaffinity through set_pin\n"
              "a.c:4 pin-in-handler warning on_get>set_pin>sched_setaffinity through set_pin may\n");
    /* Through two levels. */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "outer(vm.pid)\n"
              "outer(0)\n"
              "end\n"
              "fn outer\n"
              "inner(1,$0)\n"
              "end\n"
              "fn inner\n"
              "sched_setaffinity($1)\n"
              "end\n",
              "a.c:3 pin-in-handler error on_get>outer>inner>sched_setaffinity through outer\n");
}

static void self_in_no_wrapper(void) {
    /* What any caller passes. */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "real_work(vm.pid)\n"
              "end\n"
              "fn real_work\n"
              "w1()\n"
              "sched_setaffinity($0)\n"
              "end\n"
              "fn w1\n"
              "w2()\n"
              "end\n"
              "fn w2\n"
              "w3()\n"
              "end\n"
              "fn w3\n"
              "end\n",
              "");
    /* Recursion through a parameter ends. */
    fx_expect("unit /p/a.c\n"
              "fn on_get\n"
              "f(0)\n"
              "end\n"
              "fn f\n"
              "f($0)\n"
              "w1()\n"
              "sched_setaffinity($0)\n"
              "end\n"
              "fn w1\n"
              "w2()\n"
              "end\n"
              "fn w2\n"
              "w3()\n"
              "end\n"
              "fn w3\n"
              "end\n",
              "a.c:7 pin-in-handler error on_get>f>sched_setaffinity\n");
}

#define MYFLOCK "fn my_flock\nw()\nflock($0,$1)\nend\nfn w\nv()\nend\nfn v\nu()\nend\nfn u\nend\n"

/* Functions that pass a parameter on: the condition is judged along the way from each entry point. */
static void by_caller(void) {
    fx_expect("unit /p/a.c\n" MYFLOCK "fn on_get\nmy_flock(3,6)\nend\nfn on_put\nmy_flock(3,2)\nend\n",
              "a.c:3 lock-in-handler warning on_put>my_flock>flock\n");
    fx_expect("unit /p/a.c\n" MYFLOCK "fn on_get\nmy_flock(3,2)\nend\nfn on_put\nmy_flock(3,6)\nend\n",
              "a.c:3 lock-in-handler warning on_get>my_flock>flock\n");
    /* Two that wait; and any one of an entry point's own calls is enough. */
    fx_expect("unit /p/a.c\n" MYFLOCK "fn on_a\nmy_flock(3,2)\nend\nfn on_b\nmy_flock(3,6)\nend\n"
              "fn on_get\nmy_flock(3,6)\nmy_flock(3,2)\nend\n",
              "a.c:3 lock-in-handler warning on_a>my_flock>flock also on_get>my_flock>flock\n");
    /* Nobody who is an entry point waits. */
    fx_expect("unit /p/a.c\n" MYFLOCK "fn on_a\nmy_flock(3,6)\nend\nfn start\nmy_flock(3,2)\nend\n", "");
    /* One level more; the shortest way is not the one that waits. */
    fx_expect("unit /p/a.c\n" MYFLOCK "fn mid\nmy_flock(1,$0)\nend\n"
              "fn on_a\nmid(6)\nend\nfn on_b\nmy_flock(3,6)\nmid(2)\nend\nfn on_c\nmid(?)\nend\n",
              "a.c:3 lock-in-handler warning on_b>mid>my_flock>flock also on_c>mid>my_flock>flock\n");
    /* Only someone of whom nothing is known. */
    fx_expect("unit /p/a.c\n" MYFLOCK "fn on_a\nmy_flock(3,6)\nend\nfn on_b\nmy_flock(3,?)\nend\n",
              "a.c:3 lock-in-handler warning on_b>my_flock>flock may\n");
    fx_expect("unit /p/a.c\n" MYFLOCK "fn on_a\nmy_flock(3,?)\nmy_flock(3,2)\nend\n",
              "a.c:3 lock-in-handler warning on_a>my_flock>flock\n");
    /* Recursion ends. */
    fx_expect("unit /p/a.c\nfn f\nf($0)\nw()\nflock(3,$0)\nend\nfn w\nv()\nend\nfn v\nu()\nend\nfn u\nend\n"
              "fn on_a\nf(6)\nend\nfn on_b\nf(2)\nend\n",
              "a.c:4 lock-in-handler warning on_b>f>flock\n");
    fx_expect("unit /p/a.c\nfn f\nf(2)\nw()\nflock(3,$0)\nend\nfn w\nv()\nend\nfn v\nu()\nend\nfn u\nend\n"
              "fn on_a\nf(6)\nend\n",
              "a.c:4 lock-in-handler warning on_a>f>f>flock\n");
}

/* What a header does inside a sink, or inside what undoes one, is its own business; a project's function is not. */
static void releases_in_headers(void) {
    static const char body[] = "pthread_rwlock_wrlock(2)\npthread_rwlock_unlock(2)\nend\n";
    char *system = g_strconcat("unit /p/a.c\nfn on_get\npthread_mutex_unlock(1)\nend\n",
                               "fn pthread_mutex_unlock system\n", body, NULL);
    char *own =
        g_strconcat("unit /p/a.c\nfn on_get\npthread_mutex_unlock(1)\nend\n", "fn pthread_mutex_unlock\n", body, NULL);
    fx_expect(system, "");
    fx_expect(own, "a.c:5 lock-in-handler warning on_get>pthread_mutex_unlock>pthread_rwlock_wrlock\n");
    g_free(system);
    g_free(own);
}

/* What a library passes to a callback is not known. */
static void callbacks(void) {
    expect_body("qsort(1,2,3,&sched_setaffinity)", MAY_PIN(2));
    expect_body("qsort(1,2,3,&pthread_setaffinity_np)", "");
    expect_body("qsort(1,2,3,&setns)", "a.c:2 thread-state-in-handler error on_get>setns\n");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/sinks/constants", constants);
    g_test_add_func("/checks/sinks/bits", bits);
    g_test_add_func("/checks/sinks/architectures", architectures);
    g_test_add_func("/checks/sinks/overloads", overloads);
    g_test_add_func("/checks/sinks/self", self);
    g_test_add_func("/checks/sinks/self-through-functions", self_through_functions);
    g_test_add_func("/checks/sinks/self-through-parameters", self_through_parameters);
    g_test_add_func("/checks/sinks/self-in-no-wrapper", self_in_no_wrapper);
    g_test_add_func("/checks/sinks/by-caller", by_caller);
    g_test_add_func("/checks/sinks/releases-in-headers", releases_in_headers);
    g_test_add_func("/checks/sinks/callbacks", callbacks);
    return g_test_run();
}
