// Callbacks registered with the project's own event loop run from the loop, not from whoever registers them.
#include <pthread.h>
#include <stdlib.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
struct loop;
typedef void file_proc(struct loop *loop, int fd, void *data);
typedef int time_proc(struct loop *loop, void *data);
struct file_event {
    file_proc *read, *write;
    void *data;
};
struct time_event {
    time_proc *fire;
    struct time_event *next;
};
struct loop {
    struct file_event *files;
    struct time_event *timers;
};

static void create_file_event(struct loop *l, int fd, int mask, file_proc *proc, void *data) {
    struct file_event *e = &l->files[fd];
    if (mask & 1)
        e->read = proc;
    if (mask & 2)
        e->write = proc;
    e->data = data;
}
static void create_time_event(struct loop *l, time_proc *proc) {
    struct time_event *t = malloc(sizeof *t);
    t->fire = proc;
    t->next = l->timers;
    l->timers = t;
}

static void send_reply(struct loop *l, int fd, void *data) {
    pthread_mutex_lock(&mutex); // only the loop runs it: on_accept does not wait for it
    l->files[fd].data = data;
    pthread_mutex_unlock(&mutex);
}
static int expire(struct loop *l, void *data) {
    pthread_mutex_lock(&mutex);
    l->timers = data;
    pthread_mutex_unlock(&mutex);
    return 0;
}

void on_accept(struct loop *l, int fd) {
    create_file_event(l, fd, 3, send_reply, NULL); // want-no-edge "send_reply"
    create_time_event(l, expire);                  // want-no-edge "expire"
}

int main(void) {
    struct loop l = {calloc(8, sizeof(struct file_event)), NULL};
    on_accept(&l, 1);
    for (int fd = 0;; fd = (fd + 1) % 8) {
        if (l.files[fd].read)
            l.files[fd].read(&l, fd, l.files[fd].data);  // want-edge "send_reply" field want-no-edge "expire"
        if (l.files[fd].write)
            l.files[fd].write(&l, fd, l.files[fd].data); // want-edge "send_reply" field
        for (struct time_event *t = l.timers; t; t = t->next)
            t->fire(&l, NULL); // want-edge "expire" field want-no-edge "send_reply"
    }
}
// want-none
