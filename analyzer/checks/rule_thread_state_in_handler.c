/* rule_thread_state_in_handler.c: per-thread kernel state. */
#include "checks/rules.h"

const pl_rule pl_rule_thread_state_in_handler = {
    .info =
        {
            .id = "thread-state-in-handler",
            .name = "ThreadStateInHandler",
            .level = PL_LEVEL_ERROR,
            .summary = "A request handler changes kernel state that belongs to its thread: namespaces, credentials, "
                       "capabilities, filters.",
            .remedy = "do it on a thread of its own that serves nothing else",
            .precision = 0.9,
            .help =
                "Linux keeps namespaces, capabilities, file system credentials, seccomp filters, signal masks and\n"
                "more for each *thread*. A handler that changes them (`setns`, `unshare`, `capset`, `setfsuid`,\n"
                "`prctl`, `syscall(SYS_setresuid, ...)`) changes them for every later request that the thread\n"
                "serves. A request can then run with the identity or in the namespace of another one; and some of\n"
                "these changes (`seccomp_load`, `landlock_restrict_self`, dropped capabilities) cannot be undone.\n"
                "\n"
                "## Example\n"
                "\n"
                "```c\n"
                "static int on_exec(struct request *r) {\n"
                "    setns(r->netns, CLONE_NEWNET);  /* fails to come back once: the next tenant is in there too */\n"
                "    int rc = probe(r);\n"
                "    setns(own_netns, CLONE_NEWNET);\n"
                "    return rc;\n"
                "}\n"
                "```\n"
                "\n"
                "## What to do instead\n"
                "\n"
                "Give each state a thread (or a process) that enters it once and stays: submit the work there. Where\n"
                "the state belongs to one request, use a short-lived process, whose end undoes everything.\n"
                "\n"
                "## How to accept a finding\n"
                "\n"
                "```c\n"
                "// lockosthread:allow thread-state-in-handler -- restored below; the process exits if that fails\n"
                "setns(r->netns, CLONE_NEWNET);\n"
                "```\n"
                "\n"
                "The comment may stand on any call of the path; `lockosthread:allow-function` above a function\n"
                "accepts everything below it.\n",
        },
    .categories = 1u << PL_CATEGORY_THREAD_STATE | 1u << PL_CATEGORY_THREAD_CONTEXT,
    .wrappers = PL_WRAPPERS_THIN,
    .when_named = PL_LEVEL_ERROR,
};
