/* rule_lock_in_handler.c: blocking locks and their wrappers. */
#include "checks/rules.h"

const pl_rule pl_rule_lock_in_handler = {
    .info =
        {
            .id = "lock-in-handler",
            .name = "LockInHandler",
            .level = PL_LEVEL_WARNING,
            .summary = "A request handler waits for a lock: on an event loop every other client waits with it.",
            .remedy = "hand the work to the thread that owns the data",
            .precision = 0.7,
            .help =
                "An event loop serves all its clients from one thread. While a handler waits for a lock, none of\n"
                "them is served; and how long it waits is up to whoever holds the lock: a thread that was\n"
                "preempted, that writes to a slow disk, or that runs at a lower priority. In a thread pool the\n"
                "damage is smaller (one thread of many waits), so there the finding is a note.\n"
                "\n"
                "Lock wrappers are understood: a function that returns with a lock held is reported where it is\n"
                "*called*. So are guards (`std::lock_guard`). Attempts that cannot block (`pthread_mutex_trylock`,\n"
                "`flock(LOCK_NB)`, `std::try_to_lock`) are not reported.\n"
                "\n"
                "## Example\n"
                "\n"
                "```c\n"
                "static void on_stats(struct request *r) {\n"
                "    pthread_mutex_lock(&stats.mutex); /* the flusher holds it while it writes to disk */\n"
                "    reply(r, stats.total);\n"
                "    pthread_mutex_unlock(&stats.mutex);\n"
                "}\n"
                "```\n"
                "\n"
                "## What to do instead\n"
                "\n"
                "- Let one thread own the data and send it messages: `pinworker_submit(owner, count, r)`.\n"
                "- Keep a copy for each loop and merge the copies now and then.\n"
                "- For a plain number or pointer, use an atomic.\n"
                "- If contention is rare and short, try the lock and put the work off when it is taken.\n"
                "\n"
                "## How to accept a finding\n"
                "\n"
                "```c\n"
                "// lockosthread:allow lock-in-handler -- config reload, once a day\n"
                "pthread_mutex_lock(&config.mutex);\n"
                "```\n"
                "\n"
                "The comment may stand on any call of the path; `lockosthread:allow-function` above a function\n"
                "accepts everything below it; `lockosthread:allow-file` suits vendored code.\n",
        },
    .categories = 1u << PL_CATEGORY_LOCK,
    .wrappers = PL_WRAPPERS_HELD,
    .when_named = PL_LEVEL_WARNING,
    .milder_off_loops = true,
};
