// Case nginx-limit-req-shmtx: true positive, by design. A handler that is stored through a pointer of its type takes a mutex
// that all worker processes share.
typedef struct request request;
typedef int (*ngx_http_handler_pt)(request *r);
struct array;
void *array_push(struct array *a);
struct shmtx {
    volatile unsigned long *lock;
};
void ngx_shmtx_lock(struct shmtx *mutex);
void ngx_shmtx_unlock(struct shmtx *mutex);
int lookup(request *r);

struct pool {
    struct shmtx mutex;
};
static struct pool *shared;
struct phases {
    struct array *handlers;
};

static int limit_req_handler(request *r) {
    ngx_shmtx_lock(&shared->mutex); // want lock-in-handler:warning "limit_req_handler"
    int result = lookup(r);
    ngx_shmtx_unlock(&shared->mutex);
    return result;
}

int limit_req_init(struct phases *preaccess) {
    ngx_http_handler_pt *h = array_push(preaccess->handlers);
    if (!h) return -1;
    *h = limit_req_handler;
    return 0;
}
