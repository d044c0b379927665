/* contexts_names.c: library functions that end the process, end a thread, or fork. */
#include <string.h>

#include "program/contexts.h"

static bool is_one_of(const char *name, const char *const *names) {
    for (; *names; names++)
        if (strcmp(*names, name) == 0) return true;
    return false;
}

uint8_t pl_ends_by_name(const char *name) {
    static const char *const process[] = {"exit",
                                          "_exit",
                                          "_Exit",
                                          "quick_exit",
                                          "abort",
                                          "__assert_fail",
                                          "__assert_rtn",
                                          "__assert",
                                          "__assert_perror_fail",
                                          "__assert2",
                                          "__assert13",
                                          "__assert_func",
                                          "err",
                                          "errx",
                                          "verr",
                                          "verrx",
                                          "std::exit",
                                          "std::_Exit",
                                          "std::abort",
                                          "std::terminate",
                                          "std::quick_exit",
                                          "g_abort",
                                          "g_assertion_message",
                                          "g_assertion_message_expr",
                                          "__chk_fail",
                                          "__stack_chk_fail",
                                          "__fortify_fail",
                                          NULL};
    /* The request that this thread works for is over: the function has as good as returned. */
    static const char *const thread[] = {"pthread_exit", "thrd_exit", "g_thread_exit", "ExitThread", NULL};
    if (is_one_of(name, thread)) return 0;
    return PL_ENDS_ALWAYS | (is_one_of(name, process) ? PL_ENDS_PROCESS : PL_ENDS_UNWINDING);
}

bool pl_fork_by_name(const char *name) {
    static const char *const names[] = {"fork",    "vfork", "_Fork", "__fork", "__vfork",
                                        "forkpty", "fork1", "rfork", NULL};
    return is_one_of(name, names);
}
