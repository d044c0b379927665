/* check_config.h: the configuration of the tests of checks, and findings as text. For tests only. */
#ifndef PINLINT_CHECK_CONFIG_H
#define PINLINT_CHECK_CONFIG_H

#include "check_fixture.h"

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

static const pl_constant fx_zero[] = {{"0", NULL, 0}};
static const pl_constant fx_lock_nb[] = {{"LOCK_NB", NULL, 4}};
static const pl_constant fx_keepcaps[] = {{"PR_SET_KEEPCAPS", NULL, 8}};
static const pl_constant fx_sys_setns[] = {{"SYS_setns", "x86_64", 308}, {"SYS_setns", "aarch64", 268}};
static const char *const fx_self_calls[] = {"gettid", "pthread_self", NULL};
static const char *const fx_unlock[] = {"pthread_mutex_unlock", NULL};
static const char *const fx_rwunlock[] = {"pthread_rwlock_unlock", NULL};
static const char *const fx_try_tags[] = {"std::try_to_lock_t", "std::defer_lock_t", NULL};

static const pl_when fx_self = {.argument = 0,
                                .kind = PL_WHEN_SELF,
                                .constants = fx_zero,
                                .nconstants = 1,
                                .names = fx_self_calls,
                                .if_unknown = true};
static const pl_when fx_self_only = {
    .argument = 0, .kind = PL_WHEN_SELF, .constants = fx_zero, .nconstants = 1, .names = fx_self_calls};
static const pl_when fx_blocking_flock = {
    .argument = 1, .kind = PL_WHEN_HAS_NOT, .constants = fx_lock_nb, .nconstants = 1, .if_unknown = true};
static const pl_when fx_prctl_option = {.argument = 0, .kind = PL_WHEN_IN, .constants = fx_keepcaps, .nconstants = 1};
static const pl_when fx_syscall_number = {
    .argument = 0, .kind = PL_WHEN_IN, .constants = fx_sys_setns, .nconstants = 2};
static const pl_when fx_no_tag = {.argument = 1, .kind = PL_WHEN_NOT_TYPE, .names = fx_try_tags, .if_unknown = true};
static const pl_when fx_one_argument = {.argument = 1, .kind = PL_WHEN_ABSENT};

static const pl_sink fx_sinks[] = {
    {.function = "pthread_mutex_lock", .category = PL_CATEGORY_LOCK, .releases = fx_unlock},
    {.function = "pthread_rwlock_*lock", .category = PL_CATEGORY_LOCK, .releases = fx_rwunlock},
    {.function = "std::lock_guard::lock_guard", .category = PL_CATEGORY_LOCK, .scoped = true},
    {.function = "std::unique_lock::unique_lock",
     .category = PL_CATEGORY_LOCK,
     .scoped = true,
     .when = &fx_no_tag,
     .nwhen = 1},
    {.function = "lock_simple", .category = PL_CATEGORY_LOCK, .when = &fx_one_argument, .nwhen = 1},
    {.function = "flock", .category = PL_CATEGORY_LOCK, .when = &fx_blocking_flock, .nwhen = 1},
    {.function = "sched_setaffinity", .category = PL_CATEGORY_AFFINITY, .when = &fx_self, .nwhen = 1},
    {.function = "pthread_setaffinity_np", .category = PL_CATEGORY_AFFINITY, .when = &fx_self_only, .nwhen = 1},
    {.function = "set_mempolicy", .category = PL_CATEGORY_MEMPOLICY, .level = PL_LEVEL_WARNING},
    {.function = "setpriority", .category = PL_CATEGORY_SCHED},
    {.function = "setns", .category = PL_CATEGORY_THREAD_STATE},
    {.function = "prctl", .category = PL_CATEGORY_THREAD_STATE, .when = &fx_prctl_option, .nwhen = 1},
    {.function = "syscall", .category = PL_CATEGORY_THREAD_STATE, .when = &fx_syscall_number, .nwhen = 1},
    {.function = "pthread_create", .category = PL_CATEGORY_THREAD_CREATE},
    {.function = "fork", .category = PL_CATEGORY_THREAD_CREATE},
    {.function = "usleep", .category = PL_CATEGORY_BLOCKING, .remedy = "use a timer", .note = "It sleeps."},
};
static const pl_callback fx_callbacks[] = {
    {.function = "pthread_create", .argument = 2, .runs = PL_RUNS_ON_OTHER_THREAD, .user_data = PL_NO_ARGUMENT},
    {.function = "qsort", .argument = 3, .runs = PL_RUNS_HERE, .user_data = PL_NO_ARGUMENT},
};
static const pl_entry_spec fx_entries[] = {
    {.form = PL_ENTRY_NAME,
     .kind = "loop.request",
     .framework = "Loop",
     .function = "on_*",
     .model = PL_MODEL_EVENT_LOOP},
    {.form = PL_ENTRY_NAME,
     .kind = "pool.job",
     .framework = "Pool",
     .function = "pool_*",
     .model = PL_MODEL_THREAD_POOL},
};

typedef struct {
    pl_pack packs[3];
    pl_pack *list[3];
    pl_config config;
} fx_config;

/* Sinks and callbacks, entry points, and the project's own (empty) pack. `c` must stay where it is. */
static inline void fx_config_init(fx_config *c) {
    memset(c, 0, sizeof *c);
    c->packs[0] = (pl_pack){.name = "sinks/test",
                            .sinks = (pl_sink *)(uintptr_t)fx_sinks,
                            .nsinks = G_N_ELEMENTS(fx_sinks),
                            .callbacks = (pl_callback *)(uintptr_t)fx_callbacks,
                            .ncallbacks = G_N_ELEMENTS(fx_callbacks)};
    c->packs[1] = (pl_pack){.name = "frameworks/test",
                            .entries = (pl_entry_spec *)(uintptr_t)fx_entries,
                            .nentries = G_N_ELEMENTS(fx_entries)};
    c->packs[2] = (pl_pack){.name = "project"};
    for (int i = 0; i < 3; i++) c->list[i] = &c->packs[i];
    c->config = (pl_config){.packs = c->list, .npacks = 3, .root = "/p", .project_file = "/p/.pinlint.json"};
    c->config.min_tier = PL_TIER_FIELD;
}

/* path:line rule level sink entry>...>sink [through WRAPPER] [may] [+others: a>b>sink, ...] [tier] [allowed: reason] */
static inline void fx_describe(const pl_finding *f, GString *out) {
    g_string_append_printf(out, "%s:%u %s %s", f->at.path, f->at.line, f->rule->id, pl_level_name(f->level));
    for (uint32_t i = 0; i < f->nsteps; i++) g_string_append_printf(out, "%s%s", i ? ">" : " ", f->steps[i].function);
    if (f->wrapper) g_string_append_printf(out, " through %s", f->wrapper);
    if (f->nsteps && strstr(f->message, ") may ")) g_string_append(out, " may");
    for (uint32_t i = 0; i < f->nothers; i++) {
        g_string_append(out, i ? ", " : " also ");
        for (const char *const *name = f->others[i].path; *name; name++)
            g_string_append_printf(out, "%s%s", name == f->others[i].path ? "" : ">", *name);
    }
    if (f->tier != PL_TIER_DIRECT) g_string_append_printf(out, " %s", pl_tier_name(f->tier));
    if (f->suppressed)
        g_string_append_printf(out, " allowed at %u: %s", f->suppressed->at.line,
                               f->suppressed->justification ? f->suppressed->justification : "-");
    g_string_append_c(out, '\n');
}

/* Checks the program in both orders of its units and compares the findings, one a line. */
static inline void fx_expect_with(const char *program, const fx_config *c, const pl_check_options *options,
                                  const char *expected) {
    for (int backwards = 0; backwards < 2; backwards++) {
        fx_program p = fx_load(program, fx_callbacks, G_N_ELEMENTS(fx_callbacks), backwards);
        pl_result *r = pl_check(p.program, &c->config, options);
        fx_free(&p); /* a result stands alone */
        GString *out = g_string_new(NULL);
        for (uint32_t i = 0; i < r->nfindings; i++) fx_describe(&r->findings[i], out);
        g_assert_cmpstr(out->str, ==, expected);
        g_string_free(out, TRUE);
        pl_result_free(r);
    }
}

static inline void fx_expect(const char *program, const char *expected) {
    fx_config c;
    fx_config_init(&c);
    fx_expect_with(program, &c, NULL, expected);
}

#endif
