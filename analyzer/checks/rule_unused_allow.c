/* rule_unused_allow.c: directives that suppress nothing. */
#include "checks/rules.h"

const pl_rule pl_rule_unused_allow = {
    .info =
        {
            .id = "unused-allow",
            .name = "UnusedAllow",
            .level = PL_LEVEL_WARNING,
            .summary = "A lockosthread: comment suppresses nothing.",
            .remedy = "remove the comment",
            .precision = 0.95,
            .help = "A suppression that is no longer needed hides the next problem that somebody writes on the same\n"
                    "line, and its reason misleads the next reader. This one lies on no path from an entry point to\n"
                    "a call that its rules look for: the code was moved, the call went away, or the comment stands\n"
                    "on the wrong line.\n"
                    "\n"
                    "## Example\n"
                    "\n"
                    "```c\n"
                    "// lockosthread:allow lock-in-handler -- short critical section\n"
                    "total = atomic_load(&stats.total); /* the lock is gone, the comment stayed */\n"
                    "```\n"
                    "\n"
                    "## What to do instead\n"
                    "\n"
                    "Remove the comment, or move it to the call that it speaks of: `allow` stands on the line of a\n"
                    "call or on the line before, `allow-function` above a function.\n"
                    "\n"
                    "Nothing is said about rules that did not run, about files that did not parse completely, about\n"
                    "code that the preprocessor left out, or when only a part of the program was analysed.\n"
                    "\n"
                    "## How to accept a finding\n"
                    "\n"
                    "Switch the rule off in `.pinlint.json`: `\"rules\": {\"unused-allow\": \"off\"}`.\n",
        },
    .when_named = PL_LEVEL_WARNING,
};
