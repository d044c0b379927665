// The shipped pack on a program of HAProxy.
#define _GNU_SOURCE
#include <haproxy/action-t.h>
#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;

static void stay_on_one_cpu(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(1, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "set_header"
    hits++;
    pthread_mutex_unlock(&mutex);
}

// Two calls down from whatever serves a request.
static void serve(void) {
    stay_on_one_cpu(); // want pin-in-handler:error "set_header"
    count();
}

// On a thread of its own it may do both.
static void *work(void *data) {
    stay_on_one_cpu();
    pthread_mutex_lock(&mutex);
    hits++;
    pthread_mutex_unlock(&mutex);
    return data;
}

static enum act_return set_header(struct act_rule *rule, struct proxy *px, struct session *sess, struct stream *s, int opts) { // want-handler "haproxy.action"
    pthread_t thread;
    (void)rule, (void)px, (void)sess, (void)s, (void)opts;
    serve();
    pthread_create(&thread, NULL, work, NULL); // want thread-spawn-in-handler "set_header"
    return ACT_RET_CONT;
}

// When the configuration is read.
static int check_rule(struct act_rule *rule, struct proxy *px, char **err) {
    (void)rule, (void)px, (void)err;
    serve();
    return 1;
}

int parse_rule(struct act_rule *rule);
int parse_rule(struct act_rule *rule) {
    rule->action_ptr = set_header;
    rule->check_ptr = check_rule;
    return 0;
}

static int parse_show(char **args, char *payload, struct appctx *appctx, void *private) { // want-handler "haproxy.cli"
    (void)args, (void)payload, (void)appctx, (void)private;
    return 0;
}

static int show(struct appctx *appctx) { // want-handler "haproxy.cli"
    return appctx != NULL;
}

static void show_done(struct appctx *appctx) { (void)appctx; } // want-handler "haproxy.cli"

struct cli_kw commands[] = {{{"show", "demo", NULL}, "show demo", parse_show, show, show_done, NULL}};

static void run_applet(struct appctx *appctx) { (void)appctx; } // want-handler "haproxy.applet"

struct applet demo_applet = {.fct = run_applet};

static int headers(struct stream *s, struct filter *f, struct http_msg *msg) { // want-handler "haproxy.filter"
    return s && f && msg;
}

static int start(struct stream *s, struct filter *f, struct channel *chn) { // want-handler "haproxy.filter"
    return s && f && chn;
}

static int init_filter(struct proxy *p, void *conf) {
    serve();
    return p && conf;
}

struct flt_ops demo_filter = {.init = init_filter, .http_headers = headers, .channel_start_analyze = start};

static int fetch_hits(const struct arg *arg, struct sample *smp, const char *kw, void *private) { // want-handler "haproxy.sample"
    return arg && smp && kw && private;
}

struct sample_fetch fetches[] = {{"demo_hits", fetch_hits}};

static struct task *expire(struct task *t, void *context, unsigned int state) { // want-handler "haproxy.task"
    (void)context, (void)state;
    return t;
}

static void readable(int fd) { // want-handler "haproxy.io"
    (void)fd;
}

void fd_insert(int fd, void *owner, void (*iocb)(int fd), unsigned long mask) {
    (void)mask;
    fdtab[fd].owner = owner;
    fdtab[fd].iocb = iocb;
}

int main(void) {
    struct task *task = task_new_here();
    serve(); // before the loop
    task->process = expire;
    fd_insert(0, task, readable, 1);
    return 0;
}
