/* Names of classes in types as they are written, and in USRs. */
#include <glib.h>

#include "checks/typenames.h"

static void test_types(void) {
    static const struct {
        const char *type, *name;
        bool mentions;
    } cases[] = {
        {"std::defer_lock_t", "std::defer_lock_t", true},
        {"const std::defer_lock_t &", "std::defer_lock_t", true},
        {"defer_lock_t", "std::defer_lock_t", true}, /* written after `using` */
        {"std::__1::defer_lock_t", "std::defer_lock_t", true},
        {"boost::defer_lock_t", "std::defer_lock_t", false},
        {"std::defer_lock_type", "std::defer_lock_t", false},
        {"my_defer_lock_t", "std::defer_lock_t", false},
        {"std::unique_lock<std::mutex>", "std::unique_lock", true},
        {"std::lock_guard<app::Mutex>", "app::Mutex", true},
        {"std::lock_guard<absl::Mutex>", "bthread::Mutex", false},
        {"std::vector<x::Mutex, bthread::Mutex>", "bthread::Mutex", true},
        {"bthread_mutex_t *", "bthread_mutex_t", true},
        {"a::b::c::Mutex", "a::c::Mutex", true},
        {"a::c::Mutex", "a::b::c::Mutex", false},
        {"b::a::Mutex", "a::b::Mutex", false},
        {"Mutex", "", false},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
        if (pl_type_mentions(cases[i].type, cases[i].name) != cases[i].mentions)
            g_error("%s in %s", cases[i].name, cases[i].type);
}

static void test_usrs(void) {
    static const char one[] = "c:@N@std@S@lock_guard>#$@N@bthread@S@Mutex@F@lock_guard#&S0_#";
    static const char two[] = "c:@N@std@S@scoped_lock>#p2$@N@std@S@mutex$@N@app@N@v1@S@Mutex@F@scoped_lock#&S0_#&S1_#";
    static const char c[] = "c:@N@std@S@lock_guard>#$@S@bthread_mutex_t@F@lock_guard#&S0_#";
    g_assert_true(pl_usr_mentions(one, "bthread::Mutex"));
    g_assert_false(pl_usr_mentions(one, "absl::Mutex"));
    g_assert_false(pl_usr_mentions(one, "std::lock_guard")); /* the class itself is no argument */
    g_assert_true(pl_usr_mentions(two, "app::Mutex"));
    g_assert_true(pl_usr_mentions(two, "std::mutex"));
    g_assert_false(pl_usr_mentions(two, "bthread::Mutex"));
    g_assert_true(pl_usr_mentions(c, "bthread_mutex_t"));
    g_assert_false(pl_usr_mentions("c:@N@app@S@Mutex@F@lock#", "app::Mutex"));
    g_assert_false(pl_usr_mentions("c:$", "x"));
    g_assert_false(pl_usr_mentions("c:$@", "x"));
    g_assert_false(pl_usr_mentions("", "x"));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/typenames/types", test_types);
    g_test_add_func("/checks/typenames/usrs", test_usrs);
    return g_test_run();
}
