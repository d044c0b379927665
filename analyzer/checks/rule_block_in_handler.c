/* rule_block_in_handler.c: sleeping and waiting on an event loop. Off by default: many loops wait on purpose. */
#include "checks/rules.h"

const pl_rule pl_rule_block_in_handler = {
    .info =
        {
            .id = "block-in-handler",
            .name = "BlockInHandler",
            .level = PL_LEVEL_OFF,
            .summary = "A handler on an event loop sleeps, joins a thread or waits for a condition.",
            .remedy = "use a timer or a completion event of the loop",
            .precision = 0.6,
            .help = "An event loop serves nobody while one of its handlers sleeps, joins a thread or waits for a\n"
                    "condition variable, a semaphore or a child process.\n"
                    "\n"
                    "The rule is off by default, because some programs wait on purpose, for example at start-up or\n"
                    "shutdown. Switch it on in `.pinlint.json`: `\"rules\": {\"block-in-handler\": \"warning\"}`.\n"
                    "\n"
                    "## Example\n"
                    "\n"
                    "```c\n"
                    "static void on_retry(struct request *r) {\n"
                    "    usleep(100 * 1000); /* every client waits for a tenth of a second */\n"
                    "    try_again(r);\n"
                    "}\n"
                    "```\n"
                    "\n"
                    "## What to do instead\n"
                    "\n"
                    "Let the loop do the waiting: a timer instead of a sleep, an event descriptor that the worker\n"
                    "writes to instead of a join or a condition variable, `SIGCHLD` or a pidfd instead of `waitpid`.\n"
                    "\n"
                    "## How to accept a finding\n"
                    "\n"
                    "```c\n"
                    "// lockosthread:allow block-in-handler -- debug command, it is there to block\n"
                    "usleep(100 * 1000);\n"
                    "```\n"
                    "\n"
                    "The comment may stand on any call of the path; `lockosthread:allow-function` above a function\n"
                    "accepts everything below it.\n",
        },
    .categories = 1u << PL_CATEGORY_BLOCKING,
    .wrappers = PL_WRAPPERS_NONE,
    .when_named = PL_LEVEL_WARNING,
    .loops_only = true,
};
