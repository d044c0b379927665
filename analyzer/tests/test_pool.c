#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "extract/pool.h"
#include "extract/worker.h"
#include "facts/builder.h"
#include "support/path.h"
#include "support/sanitized.h"

/* ---- jobs: the name of the file says what happens ---- */

static pl_facts *make_facts(const pl_command *command, unsigned strings) {
    pl_builder *b = pl_builder_new();
    pl_unit *unit = pl_builder_unit(b);
    pl_id directory = pl_builder_string(b, command->directory), triple = pl_builder_string(b, "x86_64-pc-linux-gnu");
    pl_id file = pl_builder_file(b, command->file, PL_FILE_MAIN);
    unit->main_file = file;
    unit->directory = directory;
    unit->triple = triple;
    for (unsigned i = 0; i < strings; i++) {
        char name[64];
        g_snprintf(name, sizeof name, "/include/a-header-with-a-rather-long-name-%u.h", i);
        pl_builder_file(b, name, 0);
    }
    return pl_builder_finish(b);
}

static size_t use_stack(size_t bytes) {
    volatile char page[4096];
    page[0] = (char)bytes;
    return bytes <= sizeof page ? (size_t)page[0] : use_stack(bytes - sizeof page) + 1 + (size_t)page[0] * 0;
}

static void eat_memory(void) {
    for (;;) {
        char *volatile block = malloc(16 << 20); /* volatile: compilers know what malloc is and leave it out */
        if (!block) {
            fputs("LLVM ERROR: out of memory\nAllocation failed\n", stderr);
            abort();
        }
        memset(block, 1, 16 << 20);
    }
}

static unsigned count_fds(void) {
    unsigned count = 0;
    DIR *dir = opendir("/proc/self/fd");
    while (readdir(dir)) count++;
    closedir(dir);
    return count - 2 /* . and .. */ - 1 /* the directory itself */;
}

/* What a parser that was taken over could send. */
static void send_frame(uint32_t kind, uint32_t index, uint32_t size, const char *body, size_t bytes) {
    pl_frame frame = {kind, index, size};
    g_assert_cmpint(write(3, &frame, sizeof frame), ==, sizeof frame);
    g_assert_cmpint(write(3, body, bytes), ==, bytes);
}

static pl_facts *job(const pl_command *command, const char *resource_dir, GError **error) {
    const char *name = pl_path_base(command->file);
    g_assert_cmpstr(resource_dir, ==, "/resources");
    if (g_str_has_prefix(name, "segv")) raise(SIGSEGV);
    if (g_str_has_prefix(name, "abort")) abort();
    if (g_str_has_prefix(name, "loop"))
        for (;;) pause();
    if (g_str_has_prefix(name, "eat")) eat_memory();
    if (g_str_has_prefix(name, "exit")) _exit(3);
    if (g_str_has_prefix(name, "hangup")) {
        close(3);
        pause();
    }
    if (g_str_has_prefix(name, "deep")) g_assert_cmpuint(use_stack((size_t)100 << 20), >, 0);
    if (g_str_has_prefix(name, "chat"))
        for (unsigned i = 0; i < 100000; i++) fprintf(i % 2 ? stderr : stdout, "noise from the parser\n");
    if (g_str_has_prefix(name, "write")) {
        char *zeros = g_malloc0(1 << 20);
        int fd = open(command->output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (fd >= 0 && write(fd, zeros, 1 << 20) == 1 << 20) _exit(9);
        close(fd);
        g_free(zeros);
    }
    if (g_str_has_prefix(name, "huge-frame")) send_frame(PL_FRAME_FACTS, 0, UINT32_MAX, "x", 1);
    if (g_str_has_prefix(name, "wrong-frame")) send_frame(PL_FRAME_FACTS, 77, 1, "x", 1);
    if (g_str_has_prefix(name, "bad-facts")) send_frame(PL_FRAME_FACTS, 0, 5, "facts", 5);
    if (g_str_has_prefix(name, "bad-text"))
        send_frame(PL_FRAME_PROBLEM, 0, 3,
                   "a\xff"
                   "b",
                   3);
    if (g_str_has_prefix(name, "bad-") || g_str_has_suffix(name, "-frame")) pause();
    if (g_str_has_prefix(name, "fds")) {
        g_set_error(error, G_FILE_ERROR, 0, "%u descriptors", count_fds());
        return NULL;
    }
    if (g_str_has_prefix(name, "fail")) {
        g_set_error(error, G_FILE_ERROR, 0, "%s: no such file", command->file);
        return NULL;
    }
    if (g_str_has_prefix(name, "silent")) return NULL;
    return make_facts(command, g_str_has_prefix(name, "big") ? 200000 : 3);
}

/* ---- running them ---- */

typedef struct {
    unsigned calls, last, total;
} progress_log;

static void note_progress(unsigned done, unsigned total, const char *file, void *data) {
    progress_log *log = data;
    g_assert_nonnull(file);
    g_assert_cmpuint(done, ==, log->last + 1);
    log->calls++;
    log->last = done;
    log->total = total;
}

static GPtrArray *make_commands(const char *names) {
    GPtrArray *commands = g_ptr_array_new_with_free_func((GDestroyNotify)pl_command_free);
    char **list = g_strsplit(names, " ", -1);
    for (char **name = list; *name && **name; name++) {
        pl_command *command = g_new0(pl_command, 1);
        command->directory = g_strdup("/b");
        command->file = g_strconcat("/b/", *name, NULL);
        command->output = g_build_filename(g_get_tmp_dir(), "pinlint-test-pool.out", NULL);
        command->argv = g_new0(char *, 1);
        if (g_str_has_prefix(*name, "problem")) command->problem = g_strdup("response file x is missing");
        g_ptr_array_add(commands, command);
    }
    g_strfreev(list);
    return commands;
}

static unsigned count_children(void) {
    siginfo_t info;
    return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0; /* ECHILD when there is none */
}

/* Each result as "ok" or its problem; joined by |. */
static char *run(const char *names, pl_limits limits, const volatile sig_atomic_t *stop) {
    GPtrArray *commands = make_commands(names);
    GError *error = NULL;
    progress_log log = {0};
    unsigned fds = count_fds();
    pl_unit_result *results = pl_pool_run(commands, "/resources", &limits, job, note_progress, &log, stop, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(count_fds(), ==, fds);
    g_assert_cmpuint(count_children(), ==, 0);
    GString *text = g_string_new(NULL);
    unsigned done = 0;
    for (guint i = 0; i < commands->len; i++) {
        const pl_command *command = commands->pdata[i];
        g_assert_true(results[i].command == command);
        g_assert_true((results[i].facts == NULL) == (results[i].problem != NULL));
        if (results[i].facts)
            g_assert_cmpstr(pl_path(results[i].facts, results[i].facts->unit.main_file), ==, command->file);
        g_string_append_printf(text, "%s%s", i ? "|" : "", results[i].facts ? "ok" : results[i].problem);
        done += g_strcmp0(results[i].problem, "interrupted") != 0;
    }
    g_assert_cmpuint(log.calls, ==, done);
    if (done) g_assert_cmpuint(log.total, ==, commands->len);
    pl_unit_results_free(results, commands->len);
    g_ptr_array_unref(commands);
    return g_string_free(text, FALSE);
}

static void expect(const char *names, pl_limits limits, const char *want) {
    char *got = run(names, limits, NULL);
    g_assert_cmpstr(got, ==, want);
    g_free(got);
}

static void test_success(void) {
    for (unsigned jobs = 0; jobs < 5; jobs++) {
        expect("a b c d e f g h", (pl_limits){.jobs = jobs}, "ok|ok|ok|ok|ok|ok|ok|ok");
        expect("a", (pl_limits){.jobs = jobs, .timeout_ms = 60000, .memory_mib = 2048}, "ok");
        expect("", (pl_limits){.jobs = jobs}, "");
    }
    expect("big1 big2 a big3", (pl_limits){.jobs = 2}, "ok|ok|ok|ok");
}

static void test_failures(void) {
    for (unsigned jobs = 1; jobs < 4; jobs++) {
        pl_limits limits = {.jobs = jobs};
        expect("a fail.c b silent c", limits, "ok|/b/fail.c: no such file|ok|the parser gave no reason|ok");
        expect("a problem1 b", limits, "ok|response file x is missing|ok");
        expect("problem1", limits, "response file x is missing");
        expect("a segv1 b abort c segv2", limits,
               "ok|the parser crashed (SIGSEGV)|ok|the parser crashed (SIGABRT)|ok|the parser crashed (SIGSEGV)");
        expect("exit a", limits, "the parser ended without an answer (exit status 3)|ok");
    }
    expect("hangup a", (pl_limits){.jobs = 1}, "the parser gave no answer|ok");
}

static void test_limits(void) {
    gint64 before = g_get_monotonic_time();
    expect("a loop1 b loop2 c", (pl_limits){.jobs = 2, .timeout_ms = 300},
           "ok|took longer than 300 ms (--timeout raises it)|ok|took longer than 300 ms (--timeout raises it)|ok");
    expect("loop1", (pl_limits){.jobs = 1, .timeout_ms = 1000}, "took longer than 1 s (--timeout raises it)");
    g_assert_cmpint(g_get_monotonic_time() - before, <, 30 * G_USEC_PER_SEC);
    if (!SANITIZED)
        expect("a eat1 b eat2 c", (pl_limits){.jobs = 1, .memory_mib = 200},
               "ok|needed more than 200 MiB (--memory raises it)|ok|needed more than 200 MiB (--memory raises it)|ok");
}

static void test_worker_setting(void) {
    expect("deep chat deep chat a", (pl_limits){.jobs = 2, .memory_mib = 1024}, "ok|ok|ok|ok|ok");
    expect("fds1 fds2 fds3", (pl_limits){.jobs = 3}, "4 descriptors|4 descriptors|4 descriptors");
    expect("write", (pl_limits){.jobs = 1}, "ok"); /* that is: the job could not write its file */
    char *output = g_build_filename(g_get_tmp_dir(), "pinlint-test-pool.out", NULL);
    unlink(output);
    g_free(output);
}

static void test_hostile(void) {
    expect("huge-frame a", (pl_limits){.jobs = 1, .timeout_ms = 20000}, "the parser's answer is damaged|ok");
    expect("wrong-frame a", (pl_limits){.jobs = 1, .timeout_ms = 20000}, "the parser's answer is damaged|ok");
    expect("bad-text", (pl_limits){.jobs = 1, .timeout_ms = 20000},
           "a\xef\xbf\xbd"
           "b");
    char *got = run("bad-facts", (pl_limits){.jobs = 1, .timeout_ms = 20000}, NULL);
    g_assert_true(g_str_has_prefix(got, "the parser's answer is damaged: "));
    g_free(got);
}

static volatile int stopped;
static void on_alarm(int number) {
    (void)number;
    stopped = 1;
}

static void test_stop(void) {
    static const volatile int already = 1;
    char *got = run("a b c", (pl_limits){.jobs = 2}, &already);
    g_assert_cmpstr(got, ==, "interrupted|interrupted|interrupted");
    g_free(got);
    signal(SIGALRM, on_alarm);
    alarm(1);
    gint64 before = g_get_monotonic_time();
    got = run("a loop1 loop2 b c", (pl_limits){.jobs = 2}, &stopped);
    g_assert_cmpint(g_get_monotonic_time() - before, <, 10 * G_USEC_PER_SEC);
    g_assert_nonnull(strstr(got, "interrupted"));
    g_free(got);
    signal(SIGALRM, SIG_DFL);
}

/* A worker whose parent is killed goes away by itself. */
static void test_orphans(void) {
    g_assert_cmpint(prctl(PR_SET_CHILD_SUBREAPER, 1), ==, 0); /* orphans become ours */
    pid_t middle = fork();
    if (middle == 0) {
        signal(SIGALRM, SIG_DFL);
        alarm(1); /* dies in the middle of it */
        GPtrArray *commands = make_commands("loop1 loop2");
        pl_limits limits = {.jobs = 2};
        pl_pool_run(commands, "/resources", &limits, job, NULL, NULL, NULL, NULL);
        _exit(0);
    }
    unsigned killed = 0;
    int status;
    alarm(60); /* ends this test if a worker stays */
    for (pid_t pid; (pid = waitpid(-1, &status, 0)) > 0;) {
        g_assert_true(WIFSIGNALED(status));
        g_assert_cmpint(WTERMSIG(status), ==, pid == middle ? SIGALRM : SIGKILL);
        killed += pid != middle;
    }
    alarm(0);
    g_assert_cmpuint(killed, ==, 2);
    g_assert_cmpint(prctl(PR_SET_CHILD_SUBREAPER, 0), ==, 0);
}

static void test_no_process(void) {
    struct rlimit old, none = {0, 0};
    if (getuid() == 0) {
        g_test_skip("root may always fork");
        return;
    }
    g_assert_cmpint(getrlimit(RLIMIT_NPROC, &old), ==, 0);
    none.rlim_max = old.rlim_max;
    g_assert_cmpint(setrlimit(RLIMIT_NPROC, &none), ==, 0);
    GPtrArray *commands = make_commands("a b");
    GError *error = NULL;
    pl_limits limits = {.jobs = 1};
    g_assert_null(pl_pool_run(commands, "/resources", &limits, job, NULL, NULL, NULL, &error));
    g_assert_nonnull(strstr(error->message, "cannot start a worker process"));
    g_clear_error(&error);
    g_ptr_array_unref(commands);
    g_assert_cmpint(setrlimit(RLIMIT_NPROC, &old), ==, 0);
}

static void test_cpus(void) {
    unsigned cpus = pl_usable_cpus();
    g_assert_cmpuint(cpus, >=, 1);
    g_assert_cmpuint(cpus, <=, 1 << 20);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pool/success", test_success);
    g_test_add_func("/pool/failures", test_failures);
    g_test_add_func("/pool/limits", test_limits);
    g_test_add_func("/pool/worker-setting", test_worker_setting);
    g_test_add_func("/pool/hostile", test_hostile);
    g_test_add_func("/pool/stop", test_stop);
    g_test_add_func("/pool/orphans", test_orphans);
    g_test_add_func("/pool/no-process", test_no_process);
    g_test_add_func("/pool/cpus", test_cpus);
    return g_test_run();
}
