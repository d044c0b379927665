/* message.c: one plain sentence for each finding. */
#include "checks/findings.h"
#include "checks/match.h"
#include "checks/rules.h"

enum { SHOWN_WHOLE = 6, SHOWN_HEAD = 3, SHOWN_TAIL = 2 };

static const char *const verbs[PL_NCATEGORIES][2] = {
    [PL_CATEGORY_AFFINITY] = {"pins its thread", "pin its thread"},
    [PL_CATEGORY_MEMPOLICY] = {"changes the memory placement of its thread",
                               "change the memory placement of its thread"},
    [PL_CATEGORY_SCHED] = {"changes the scheduling of its thread", "change the scheduling of its thread"},
    [PL_CATEGORY_THREAD_STATE] = {"changes the kernel state of its thread", "change the kernel state of its thread"},
    [PL_CATEGORY_THREAD_CONTEXT] = {"changes the context of its thread", "change the context of its thread"},
    [PL_CATEGORY_LOCK] = {"takes a lock", "take a lock"},
    [PL_CATEGORY_THREAD_CREATE] = {"starts a thread", "start a thread"},
    [PL_CATEGORY_BLOCKING] = {"blocks its thread", "block its thread"},
};

/* Most sinks of the category start threads, some start processes. */
static bool starts_process(const pl_finding *f) {
    static const char *const globs[] = {"fork", "vfork", "posix_spawn*", "system", "popen", NULL};
    return f->category == PL_CATEGORY_THREAD_CREATE && pl_glob_any(globs, f->sink);
}

/* Leaks are of placement. */
static const char *const leaves[2] = {"leaves its thread changed", "leave its thread changed"};

static const char *verb_of(const pl_finding *f, bool maybe) {
    if (f->balance && f->rule == &pl_rule_pin_leak.info) return leaves[maybe];
    if (starts_process(f)) return maybe ? "start a process" : "starts a process";
    return verbs[f->category][maybe ? 1 : 0];
}

/* "unlinkCommand → delGenericCommand → dbAsyncDelete → … → bioSubmitJob" */
static void append_chain(GString *out, const pl_step *steps, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (n > SHOWN_WHOLE && i == SHOWN_HEAD) {
            g_string_append(out, " → …");
            i = n - SHOWN_TAIL;
        }
        g_string_append_printf(out, "%s%s", i ? " → " : "", steps[i].function);
    }
}

const char *pl_message_make(pl_keep *keep, const pl_finding *f, uint32_t tail, bool maybe, const char *remedy) {
    GString *out = g_string_new(NULL);
    uint32_t calls = f->nsteps - 1 - tail; /* from the entry point to the function that holds the reported call */
    g_string_append_printf(out, "request handler %s", f->entry->function);
    if (f->entry->framework && *f->entry->framework) g_string_append_printf(out, " (%s)", f->entry->framework);
    g_string_append_printf(out, " %s%s: ", maybe ? "may " : "", verb_of(f, maybe));
    if (f->wrapper)
        g_string_append_printf(out, "%s (wrapper of %s)", f->wrapper, f->sink);
    else
        g_string_append(out, f->sink);
    if (calls) {
        g_string_append_printf(out, " in %s, %u call%s down (", f->function, calls, calls == 1 ? "" : "s");
        append_chain(out, f->steps, calls + 1);
        g_string_append_c(out, ')');
    } else {
        g_string_append(out, " in its own body");
    }
    if (f->balance) g_string_append_printf(out, ", %s", f->balance);
    if (f->circumstances) g_string_append_printf(out, ", %s", f->circumstances);
    if (remedy && *remedy) g_string_append_printf(out, "; %s", remedy);
    return pl_keep_take(keep, g_string_free(out, FALSE));
}
