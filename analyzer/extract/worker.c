#include "extract/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "extract/failure.h"
#include "facts/format.h"
#include "support/sanitized.h"

/* Generated code nests deeply; only what is touched costs memory. */
enum { STACK_MIB = 256 };
/* How long a process that hung up may take to be gone. */
enum { GONE_MS = 1000 };
/* No worker has a reason to write a file; its log is one. */
enum { FILE_BYTES = 64 << 10 };

/* ---- in the worker ---- */

typedef struct {
    const pl_work *work;
    int socket, log;
} session;

static void send_bytes(int fd, const void *bytes, size_t size) {
    const char *at = bytes;
    while (size > 0) {
        ssize_t n = send(fd, at, size, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) _exit(0); /* the parent is gone */
        at += n;
        size -= (size_t)n;
    }
}

static void answer(int fd, uint32_t kind, uint32_t index, const void *bytes, size_t size) {
    pl_frame frame = {kind, index, (uint32_t)size};
    send_bytes(fd, &frame, sizeof frame);
    send_bytes(fd, bytes, size);
}

static void do_unit(const session *s, uint32_t index) {
    GError *error = NULL;
    pl_facts *facts = s->work->extract(g_ptr_array_index(s->work->commands, index), s->work->resource_dir, &error);
    GByteArray *bytes = g_byte_array_new();
    if (facts) pl_facts_write(facts, bytes);
    const char *problem = facts ? (bytes->len > PL_FRAME_MAX ? "its facts are larger than 1 GiB" : NULL)
                                : (error ? error->message : "the parser gave no reason");
    if (problem)
        answer(s->socket, PL_FRAME_PROBLEM, index, problem, strlen(problem));
    else
        answer(s->socket, PL_FRAME_FACTS, index, bytes->data, bytes->len);
    g_byte_array_unref(bytes);
    pl_facts_free(facts);
    g_clear_error(&error);
}

static void *serve(void *data) {
    const session *s = data;
    for (;;) {
        uint32_t index;
        ssize_t n = recv(s->socket, &index, sizeof index, MSG_WAITALL);
        if (n < 0 && errno == EINTR) continue;
        if (n != sizeof index || index >= s->work->commands->len) _exit(0);
        if (s->log >= 0 && (ftruncate(s->log, 0) != 0 || lseek(s->log, 0, SEEK_SET) != 0)) _exit(1);
        do_unit(s, index);
    }
    return NULL;
}

/* The parser may write on stdout and stderr; what it says there is kept for the reason of its death, never shown. */
static void redirect(int socket, int log) {
    int null = open("/dev/null", O_RDWR);
    if (null < 0) _exit(1);
    dup2(null, STDIN_FILENO);
    dup2(log >= 0 ? log : null, STDOUT_FILENO);
    dup2(log >= 0 ? log : null, STDERR_FILENO);
    dup2(socket, STDERR_FILENO + 1);
    if (syscall(SYS_close_range, STDERR_FILENO + 2, ~0U, 0) == 0) return;
    long limit = sysconf(_SC_OPEN_MAX);
    for (int fd = STDERR_FILENO + 2; fd < (limit > 0 && limit < 65536 ? limit : 65536); fd++) close(fd);
}

static void set_limit(int resource, rlim_t value) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0 || (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < value)) return;
    limit.rlim_cur = limit.rlim_max = value;
    setrlimit(resource, &limit);
}

static rlim_t address_space(void) {
    char line[128] = "";
    FILE *statm = fopen("/proc/self/statm", "re");
    if (statm && !fgets(line, sizeof line, statm)) line[0] = '\0';
    if (statm) fclose(statm);
    return (rlim_t)g_ascii_strtoull(line, NULL, 10) * (rlim_t)sysconf(_SC_PAGESIZE);
}

static void set_limits(const pl_limits *limits) {
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_FSIZE, FILE_BYTES);
    if (limits->memory_mib > 0 && !SANITIZED)
        set_limit(RLIMIT_AS, address_space() + (((rlim_t)limits->memory_mib + STACK_MIB) << 20));
}

static void set_signals(void) {
    static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGTERM, SIGHUP, SIGCHLD, SIGALRM};
    for (unsigned i = 0; i < G_N_ELEMENTS(fatal); i++) signal(fatal[i], SIG_DFL);
    signal(SIGINT, SIG_IGN); /* Ctrl-C reaches the whole process group: the parent decides */
    signal(SIGQUIT, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static pthread_t start_thread(session *s) {
    pthread_t thread;
    for (size_t mib = STACK_MIB; mib >= 8; mib /= 2) {
        pthread_attr_t attributes;
        pthread_attr_init(&attributes);
        pthread_attr_setstacksize(&attributes, mib << 20);
        int failed = pthread_create(&thread, &attributes, serve, s);
        pthread_attr_destroy(&attributes);
        if (!failed) return thread;
    }
    _exit(1);
}

static G_GNUC_NORETURN void run_worker(const pl_work *work, pid_t parent, int socket, int log) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);
    set_signals();
    redirect(socket, log);
    set_limits(work->limits);
    mallopt(M_ARENA_MAX, 1);
    /* A crash must be one: libclang would go on with a broken heap. And no threads with small stacks of its own. */
    setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 1);
    setenv("LIBCLANG_NOTHREADS", "1", 1);
    session s = {work, STDERR_FILENO + 1, log >= 0 ? STDERR_FILENO : -1};
    pthread_join(start_thread(&s), NULL);
    _exit(1);
}

/* ---- in the parent ---- */

bool pl_worker_start(pl_worker *worker, const pl_work *work, GError **error) {
    int sockets[2];
    pid_t parent = getpid();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
        pl_fail(error, "cannot start a worker process: %s", g_strerror(errno));
        return false;
    }
    worker->log = memfd_create("pinlint-worker", MFD_CLOEXEC);
    worker->pid = fork();
    if (worker->pid == 0) run_worker(work, parent, sockets[1], worker->log);
    int reason = errno;
    close(sockets[1]);
    worker->socket = sockets[0];
    if (worker->pid > 0) return true;
    close(sockets[0]);
    if (worker->log >= 0) close(worker->log);
    pl_fail(error, "cannot start a worker process: %s", g_strerror(reason));
    return false;
}

bool pl_worker_send(const pl_worker *worker, uint32_t index) {
    ssize_t n;
    do n = send(worker->socket, &index, sizeof index, MSG_NOSIGNAL | MSG_DONTWAIT);
    while (n < 0 && errno == EINTR);
    return n == sizeof index;
}

/* Does the log say that memory ran out? In the words of LLVM, the C++ library, GLib and the C library. */
static bool says_no_memory(const pl_worker *worker) {
    static const char *const words[] = {"out of memory",          "bad_alloc",     "failed to allocate",
                                        "Cannot allocate memory", "bad alloc",     "Allocation failed",
                                        "pthread_create failed",  "Out of memory", NULL};
    char *text = g_malloc0(FILE_BYTES + 1);
    bool says = false;
    ssize_t n = worker->log >= 0 ? pread(worker->log, text, FILE_BYTES, 0) : 0;
    for (ssize_t i = 0; i < n; i++) text[i] = text[i] ? text[i] : ' ';
    for (unsigned i = 0; words[i] && !says; i++) says = strstr(text, words[i]) != NULL;
    g_free(text);
    return says;
}

static char *describe_signal(int number) {
    static const struct {
        int number;
        const char *name;
    } names[] = {{SIGSEGV, "SIGSEGV"}, {SIGABRT, "SIGABRT"}, {SIGBUS, "SIGBUS"},
                 {SIGILL, "SIGILL"},   {SIGFPE, "SIGFPE"},   {SIGTRAP, "SIGTRAP"},
                 {SIGSYS, "SIGSYS"},   {SIGTERM, "SIGTERM"}, {SIGHUP, "SIGHUP"}};
    if (number == SIGKILL) return g_strdup("the parser was killed (SIGKILL): the system may be short of memory");
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
        if (names[i].number == number) return g_strdup_printf("the parser crashed (%s)", names[i].name);
    return g_strdup_printf("the parser crashed (signal %d)", number);
}

/* A limit that whoever started us has set (ulimit -v) and that is lower than ours; 0: none. */
static unsigned inherited_mib(unsigned limit) {
    struct rlimit space;
    if (getrlimit(RLIMIT_AS, &space) || space.rlim_cur == RLIM_INFINITY) return 0;
    rlim_t mib = space.rlim_cur >> 20;
    return limit == 0 || mib < limit ? (unsigned)MIN(mib, UINT_MAX) : 0;
}

static char *describe_end(const pl_worker *worker, const pl_work *work, int status) {
    unsigned limit = work->limits->memory_mib, inherited = inherited_mib(limit);
    bool no_memory = says_no_memory(worker);
    if (no_memory && inherited > 0)
        return g_strdup_printf("needed more than the %u MiB that pinlint was started with (ulimit -v)", inherited);
    if (no_memory && limit > 0) return g_strdup_printf("needed more than %u MiB (--memory raises it)", limit);
    if (no_memory) return g_strdup("needed more memory than there is");
    if (WIFSIGNALED(status)) return describe_signal(WTERMSIG(status));
    return g_strdup_printf("the parser ended without an answer (exit status %d)", WEXITSTATUS(status));
}

char *pl_worker_end(pl_worker *worker, const pl_work *work, bool gone) {
    int status = 0, patience = gone ? GONE_MS : 0;
    pid_t ended = waitpid(worker->pid, &status, WNOHANG);
    for (; ended == 0 && patience > 0; patience--) {
        g_usleep(1000);
        ended = waitpid(worker->pid, &status, WNOHANG);
    }
    bool killed = ended == 0;
    if (killed) kill(worker->pid, SIGKILL);
    while (ended == 0 || (ended < 0 && errno == EINTR)) ended = waitpid(worker->pid, &status, 0);
    close(worker->socket);
    char *reason = killed ? g_strdup("the parser gave no answer") : describe_end(worker, work, status);
    if (worker->log >= 0) close(worker->log);
    worker->pid = 0;
    worker->socket = worker->log = -1;
    return reason;
}
