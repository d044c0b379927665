/* rule_sched_in_handler.c: scheduling policy and priority. */
#include "checks/rules.h"

const pl_rule pl_rule_sched_in_handler = {
    .info =
        {
            .id = "sched-in-handler",
            .name = "SchedInHandler",
            .level = PL_LEVEL_WARNING,
            .summary = "A request handler changes the scheduling policy or the priority of the thread it runs on.",
            .remedy = "give the work to a worker that is started with that priority",
            .precision = 0.85,
            .help =
                "Policy and nice value belong to the thread, not to the request. A handler that lowers them slows\n"
                "down every later request on the thread, and an unprivileged process may not raise them again. A\n"
                "handler that raises them can starve the rest of the machine: a `SCHED_FIFO` event loop that never\n"
                "sleeps keeps its CPU for itself.\n"
                "\n"
                "## Example\n"
                "\n"
                "```c\n"
                "static void on_report(struct request *r) {\n"
                "    setpriority(PRIO_PROCESS, 0, 19); /* all later requests of this thread are nice, too */\n"
                "    build_report(r);\n"
                "}\n"
                "```\n"
                "\n"
                "## What to do instead\n"
                "\n"
                "Start a worker with the priority that the work needs (`pthread_attr_setschedpolicy`, or a call at\n"
                "the top of its thread function) and submit the work to it.\n"
                "\n"
                "## How to accept a finding\n"
                "\n"
                "```c\n"
                "// lockosthread:allow sched-in-handler -- the process serves one connection and exits\n"
                "setpriority(PRIO_PROCESS, 0, 19);\n"
                "```\n"
                "\n"
                "The comment may stand on any call of the path; `lockosthread:allow-function` above a function\n"
                "accepts everything below it.\n",
        },
    .categories = 1u << PL_CATEGORY_SCHED,
    .wrappers = PL_WRAPPERS_THIN,
    .when_named = PL_LEVEL_WARNING,
};
