// Declarations written from the facts, as Debian has no package with FRR's headers: names and types as in 8.4.4.
#ifndef FRR_THREAD_H
#define FRR_THREAD_H

#include <stdint.h>

typedef unsigned int vrf_id_t;
typedef int wq_item_status;
struct thread_master;
struct thread {
    struct thread_master *master;
    void (*func)(struct thread *);
    void *arg;
};
struct xref_threadsched {
    const char *funcname;
};

#define _xref_t_a(addfn, m, f, a, v, t)                                                                                \
    ({                                                                                                                 \
        static const struct xref_threadsched _xref __attribute__((used)) = {.funcname = #f};                           \
        _thread_add_##addfn(&_xref, m, f, a, v, t);                                                                    \
    })
#define thread_add_read(m, f, a, v, t) _xref_t_a(read_write, m, f, a, v, t)
#define thread_add_timer(m, f, a, v, t) _xref_t_a(timer, m, f, a, v, t)

struct thread_master *thread_master_create(const char *);
void _thread_add_read_write(const struct xref_threadsched *xref, struct thread_master *master,
                            void (*fn)(struct thread *), void *arg, int fd, struct thread **tref);
void _thread_add_timer(const struct xref_threadsched *xref, struct thread_master *master, void (*fn)(struct thread *),
                       void *arg, long t, struct thread **tref);
struct thread *thread_fetch(struct thread_master *, struct thread *);
void thread_call(struct thread *);

struct work_queue {
    struct thread_master *master;
    struct {
        void *data;
        wq_item_status (*workfunc)(struct work_queue *, void *);
        void (*completion_func)(struct work_queue *);
    } spec;
};
struct work_queue *work_queue_new(struct thread_master *m, const char *queue_name);

struct zclient;
typedef int(zclient_handler)(int cmd, struct zclient *zclient, uint16_t length, vrf_id_t vrf_id);

#endif
