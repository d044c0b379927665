// With the real headers: a table of protocols, timers, forms, and the pool of threads.
#define _GNU_SOURCE
#include <libwebsockets.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long hits;
static struct lws_threadpool *pool;
static lws_sorted_usec_list_t timer;

static void count(void) {
    pthread_mutex_lock(&mutex); // want lock-in-handler:warning "pthread_mutex_lock"
    hits++;
    pthread_mutex_unlock(&mutex);
}

static void render(struct lws *wsi) {
    unsigned char buffer[LWS_PRE + 5];
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    sched_setaffinity(0, sizeof set, &set); // want pin-in-handler:error "chat"
    // want-path(-1) pin-in-handler "chat -> tile -> render -> sched_setaffinity"
    memcpy(buffer + LWS_PRE, "hello", 5);
    lws_write(wsi, buffer + LWS_PRE, 5, LWS_WRITE_TEXT);
    count();
}

static void tile(struct lws *wsi) {
    render(wsi);
}

static void tick(lws_sorted_usec_list_t *sul) { // want-handler "libwebsockets.timer"
    lws_sul_cancel(sul);
}

static void idle(lws_sorted_usec_list_t *sul) { // want-handler "libwebsockets.timer"
    (void)sul;
}

static int upload(void *data, const char *name, const char *file, char *buffer, int length, // want-handler "libwebsockets.form"
                  enum lws_spa_fileupload_states state) {
    (void)data, (void)name, (void)file, (void)buffer, (void)state;
    return length < 0;
}

static int entry(const char *directory, void *user, struct lws_dir_entry *e) {
    void (**each)(void) = user;
    (void)directory, (void)e;
    (*each)(); // want-edge "count" field
    return 0;
}

static int chat(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, // want-handler "libwebsockets.protocol"
                size_t length) {
    static const char *const names[] = {"file"};
    static void (*each)(void) = count;
    (void)in, (void)length;
    switch (reason) {
    case LWS_CALLBACK_SERVER_WRITEABLE: tile(wsi); break;
    case LWS_CALLBACK_HTTP_BODY: lws_spa_create(wsi, names, 1, 1024, upload, user); break;
    case LWS_CALLBACK_HTTP: return lws_dir("/srv", &each, entry);
    default: lws_sul_schedule(lws_get_context(wsi), 0, &timer, tick, LWS_US_PER_SEC);
    }
    return 0;
}

// On a thread of the pool, which may wait.
static enum lws_threadpool_task_return work(void *user, enum lws_threadpool_task_status status) { // want-handler "libwebsockets.task"
    (void)user, (void)status;
    pthread_mutex_lock(&mutex); // want lock-in-handler:note "work"
    hits++;
    pthread_mutex_unlock(&mutex);
    return LWS_TP_RETURN_FINISHED;
}

static void clean(struct lws *wsi, void *user) { // want-handler "libwebsockets.task"
    (void)wsi, (void)user;
}

static int queue(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, // want-handler "libwebsockets.protocol"
                 size_t length) {
    struct lws_threadpool_task_args args = {.wsi = wsi, .user = user, .task = work, .cleanup = clean};
    (void)in, (void)length;
    if (reason == LWS_CALLBACK_RECEIVE)
        lws_threadpool_enqueue(pool, &args, "%s", "job");
    return 0;
}

static lws_ss_state_return_t received(void *user, const uint8_t *data, size_t length, int flags) { // want-handler "libwebsockets.stream"
    (void)user, (void)data, (void)length, (void)flags;
    return LWSSSSRET_OK;
}

static lws_ss_state_return_t changed(void *user, void *stream, lws_ss_constate_t state, // want-handler "libwebsockets.stream"
                                     lws_ss_tx_ordinal_t ack) {
    (void)user, (void)stream, (void)state, (void)ack;
    return LWSSSSRET_OK;
}

static const struct lws_protocols protocols[] = {
    {"chat", chat, 0, 1024, 0, NULL, 0},
    {.name = "queue", .callback = queue},
    {NULL, NULL, 0, 0, 0, NULL, 0},
};
static const struct lws_ss_info stream = {.streamtype = "feed", .rx = received, .state = changed};

int main(void) {
    struct lws_context_creation_info info;
    struct lws_threadpool_create_args threads = {.threads = 2, .max_queue_depth = 10};
    memset(&info, 0, sizeof info);
    info.port = 7681;
    info.protocols = protocols;
    count(); // before the loop
    struct lws_context *context = lws_create_context(&info);
    pool = lws_threadpool_create(context, &threads, "%s", "pool");
    timer.cb = idle;
    lws_ss_create(context, 0, &stream, NULL, NULL, NULL, NULL);
    while (lws_service(context, 0) >= 0)
        ;
    lws_context_destroy(context);
    return 0;
}
