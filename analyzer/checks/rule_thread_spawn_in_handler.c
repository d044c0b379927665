/* rule_thread_spawn_in_handler.c: a thread per request. */
#include "checks/rules.h"

const pl_rule pl_rule_thread_spawn_in_handler = {
    .info =
        {
            .id = "thread-spawn-in-handler",
            .name = "ThreadSpawnInHandler",
            .level = PL_LEVEL_WARNING,
            .summary = "A request handler starts a thread.",
            .remedy = "submit the work to a pool that is started once",
            .precision = 0.8,
            .help =
                "A thread per request makes the number of threads an input that clients control. Each costs a\n"
                "stack, a kernel task and a start-up of tens of microseconds; under load the scheduler's queues\n"
                "grow instead of yours, and when the limit is reached `pthread_create` fails in the middle of a\n"
                "request. A new thread also inherits the affinity, the priority and the signal mask that its maker\n"
                "happens to have.\n"
                "\n"
                "## Example\n"
                "\n"
                "```c\n"
                "static void on_upload(struct request *r) {\n"
                "    pthread_t t;\n"
                "    pthread_create(&t, NULL, scan_file, r); /* a thousand uploads, a thousand threads */\n"
                "    pthread_detach(t);\n"
                "}\n"
                "```\n"
                "\n"
                "## What to do instead\n"
                "\n"
                "Start the workers once and give them a bounded queue; decide what happens when it is full (wait,\n"
                "refuse, shed load):\n"
                "\n"
                "```c\n"
                "static void on_upload(struct request *r) { pinworker_submit(scanners, scan_file, r); }\n"
                "```\n"
                "\n"
                "## How to accept a finding\n"
                "\n"
                "```c\n"
                "// lockosthread:allow thread-spawn-in-handler -- shutdown command, once in the life of the process\n"
                "pthread_create(&t, NULL, drain, NULL);\n"
                "```\n"
                "\n"
                "The comment may stand on any call of the path; `lockosthread:allow-function` above a function\n"
                "accepts everything below it.\n",
        },
    .categories = 1u << PL_CATEGORY_THREAD_CREATE,
    .wrappers = PL_WRAPPERS_NONE,
    .when_named = PL_LEVEL_WARNING,
};
