// Members of a union that begin alike: what is put into one is taken out of another (C11 6.5.2.3p6).
typedef void callback(void *);
struct any {
    int type;
    callback *done;
};
struct key {
    int type;
    callback *done;
    int code;
};
struct mouse {
    int type;
    callback *moved;
    int x, y;
};
struct late { // the same field, at another place
    long when;
    int type;
    callback *done;
};
struct stranger { // begins alike, but in no union with the others
    int type;
    callback *done;
};
union event {
    int type;
    struct any any;
    struct key key;
    struct mouse mouse;
    struct late late;
};

static void any_done(void *p) { (void)p; }
static void key_done(void *p) { (void)p; }
static void mouse_moved(void *p) { (void)p; }
static void late_done(void *p) { (void)p; }
static void stranger_done(void *p) { (void)p; }

static void dispatch(union event *e) {
    e->any.done(e); // want-edge "any_done" field // want-edge "key_done" field // want-edge "mouse_moved" field // want-no-edge "late_done" // want-no-edge "stranger_done"
}
static void prepare(struct key *key) {
    key->type = 1;
    key->done = key_done;
}

// Inside a struct and without a name; functions that are put in and taken out as one member are not the other's.
struct request {
    int writes;
    union {
        struct {
            callback *filled;
        } reader;
        struct {
            callback *drained;
        } writer;
    };
};
static void filled(void *p) { (void)p; }
static void drained(void *p) { (void)p; }
static void complete(struct request *r) {
    if (r->writes)
        r->writer.drained(r); // want-edge "drained" field // want-no-edge "filled"
    else
        r->reader.filled(r); // want-edge "filled" field // want-no-edge "drained"
}

int main(void) {
    union event e = {.any = {1, any_done}};
    dispatch(&e);
    prepare(&e.key);
    dispatch(&e);
    e.mouse.moved = mouse_moved;
    dispatch(&e);
    e.late = (struct late){1, 2, late_done};
    e.late.done(&e);
    struct stranger stranger = {1, stranger_done};
    stranger.done(&stranger);
    struct request r = {.writes = 1, .writer = {drained}}, s = {.reader = {filled}};
    complete(&r);
    complete(&s);
    return 0;
}
