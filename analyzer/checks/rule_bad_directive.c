/* rule_bad_directive.c: directives that cannot be read. */
#include "checks/rules.h"

const pl_rule pl_rule_bad_directive = {
    .info =
        {
            .id = "bad-directive",
            .name = "BadDirective",
            .level = PL_LEVEL_ERROR,
            .summary = "A lockosthread: comment cannot be read, names an unknown rule, or lacks a required reason.",
            .remedy = "correct the comment",
            .precision = 0.95,
            .help = "A suppression with a typing error must neither suppress everything nor be skipped in silence,\n"
                    "so it is an error.\n"
                    "\n"
                    "## The forms\n"
                    "\n"
                    "```c\n"
                    "// lockosthread:allow                                    this line or the next, every rule\n"
                    "// lockosthread:allow lock-in-handler -- reason          one rule (more: separate by commas)\n"
                    "// lockosthread:allow-function pin-in-handler -- reason  above a function: and all below it\n"
                    "// lockosthread:allow-file lock-in-handler -- reason     the calls written in this file\n"
                    "```\n"
                    "\n"
                    "The rules are listed by `pinlint rules`. A project can require reasons with\n"
                    "`\"require_reasons\": true` in `.pinlint.json`.\n"
                    "\n"
                    "## Example\n"
                    "\n"
                    "```c\n"
                    "// lockosthread:alow lock-in-handler     no such directive\n"
                    "// lockosthread:allow lock-in-handlers   no such rule\n"
                    "```\n"
                    "\n"
                    "## How to accept a finding\n"
                    "\n"
                    "Correct the comment; there is nothing to accept. Only real comments count: the text inside a\n"
                    "string literal is no directive.\n",
        },
    .when_named = PL_LEVEL_ERROR,
};
