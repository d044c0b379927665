/* rule_pin_leak.c: placement that is changed and not put back as it was. */
#include "checks/rules.h"

const pl_rule pl_rule_pin_leak = {
    .info =
        {
            .id = "pin-leak",
            .name = "PinLeak",
            .level = PL_LEVEL_ERROR,
            .summary = "A request handler changes the placement of its thread and does not put back what it found.",
            .remedy = "save what is there first, and put exactly that back on every way out",
            .precision = 0.9,
            .help =
                "The handler means to leave its thread as it was, and does not: every request that takes this way\n"
                "leaves one more thread on the wrong CPU or memory node, and nobody notices until all of them are.\n"
                "`pin-in-handler` says that the placement is changed at all; this rule says that it stays changed\n"
                "although there is code to undo it:\n"
                "\n"
                "- **not on every way out**: an early return, a `goto` past the restore, an error branch, a "
                "`longjmp`;\n"
                "- **something else is put back**: all CPUs, the default memory policy, another mask than the one "
                "that\n"
                "  was found. This undoes `taskset`, `numactl`, cpusets and what the operator asked for;\n"
                "- **in part**: the CPU mask is put back and the memory policy is not, or the other way round;\n"
                "- **elsewhere**: it is saved for a function that is not called on the way out.\n"
                "\n"
                "The copy is followed through variables, fields, globals, parameters and results, into functions that\n"
                "save, pin or put back, and into constructors and destructors. A branch that is taken because pinning\n"
                "failed has nothing to put back, nor has one that ends the process.\n"
                "\n"
                "## Example\n"
                "\n"
                "```c\n"
                "static int on_render(struct request *r) {\n"
                "    cpu_set_t old;\n"
                "    sched_getaffinity(0, sizeof old, &old);\n"
                "    sched_setaffinity(0, sizeof one, &one);\n"
                "    if (!render(r)) return 500; /* the thread stays where it is */\n"
                "    sched_setaffinity(0, sizeof old, &old);\n"
                "    return 200;\n"
                "}\n"
                "```\n"
                "\n"
                "## What to do instead\n"
                "\n"
                "Leave through one place (`goto out`), or put the mask into an object whose destructor restores it.\n"
                "Better: let a worker that is pinned once do the work, and the handler's thread is never moved.\n"
                "\n"
                "## How to accept a finding\n"
                "\n"
                "```c\n"
                "// lockosthread:allow pin-leak -- the thread ends with this request\n"
                "sched_setaffinity(0, sizeof one, &one);\n"
                "```\n"
                "\n"
                "`lockosthread:allow-function` above a function accepts everything below it.\n",
        },
    .categories = 1u << PL_CATEGORY_AFFINITY | 1u << PL_CATEGORY_MEMPOLICY,
    .wrappers = PL_WRAPPERS_OPEN,
    .when_named = PL_LEVEL_ERROR,
    .leaks_only = true,
};
