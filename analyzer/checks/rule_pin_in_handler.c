/* rule_pin_in_handler.c: CPU affinity and memory placement. */
#include "checks/rules.h"

const pl_rule pl_rule_pin_in_handler = {
    .info =
        {
            .id = "pin-in-handler",
            .name = "PinInHandler",
            .level = PL_LEVEL_ERROR,
            .summary = "A request handler changes the CPU affinity or the memory placement of the thread it runs on.",
            .remedy = "hand the work to a worker that is pinned once, when it starts",
            .precision = 0.9,
            .help =
                "A thread outlives the request it serves. When a handler calls `sched_setaffinity`,\n"
                "`pthread_setaffinity_np`, `set_mempolicy` or one of their relatives, every later request on that\n"
                "thread runs under the new mask or policy as well:\n"
                "\n"
                "- On an event loop one request narrows the CPUs of the whole server.\n"
                "- In a thread pool the mask leaks to whoever gets the thread next; in time all threads of the pool\n"
                "  may stand on the same CPU.\n"
                "- Threads and processes started later inherit the mask.\n"
                "- Restoring \"all CPUs\" afterwards undoes `taskset`, cpusets and containers; restoring the saved\n"
                "  mask costs two more system calls a request, and a migration each time.\n"
                "\n"
                "## Example\n"
                "\n"
                "```c\n"
                "static void on_request(struct request *r) {\n"
                "    cpu_set_t one;\n"
                "    CPU_ZERO(&one);\n"
                "    CPU_SET(r->shard, &one);\n"
                "    sched_setaffinity(0, sizeof one, &one); /* the loop's thread stays here from now on */\n"
                "    work(r);\n"
                "}\n"
                "```\n"
                "\n"
                "## What to do instead\n"
                "\n"
                "Start one long-lived worker for each CPU or NUMA node, pin it there before it takes its first job,\n"
                "and let handlers submit work to it:\n"
                "\n"
                "```c\n"
                "static void on_request(struct request *r) { pinworker_submit(shard_worker[r->shard], work, r); }\n"
                "```\n"
                "\n"
                "Calls that name another thread (`pthread_setaffinity_np(worker->thread, ...)`) are not reported.\n"
                "Where the placement that was found is saved and put back on every way out, the finding is a warning,\n"
                "and the call that puts it back is none; where it is put back on some ways only, see `pin-leak`.\n"
                "\n"
                "## How to accept a finding\n"
                "\n"
                "Put the reason next to the code, on the call or on any call that leads there:\n"
                "\n"
                "```c\n"
                "// lockosthread:allow pin-in-handler -- admin command, at most once a day\n"
                "sched_setaffinity(0, sizeof one, &one);\n"
                "```\n"
                "\n"
                "`lockosthread:allow-function` above a function accepts everything below it.\n",
        },
    .categories = 1u << PL_CATEGORY_AFFINITY | 1u << PL_CATEGORY_MEMPOLICY,
    .wrappers = PL_WRAPPERS_THIN,
    .when_named = PL_LEVEL_ERROR,
};
