// What is put into one member of a union comes out of the others; two unions, or a struct in one, are apart.
union callback {
    void (*plain)(void);
    void (*with_data)(void *data);
    void *raw;
};
union other {
    void (*plain)(void);
    long number;
};
struct event {
    int kind;
    union {
        struct {
            void (*read)(void);
            void (*write)(void);
        } io;
        struct {
            void (*fire)(void);
        } timer;
    } u;
};
static void plain(void) {}
static void with_data(void *data) { (void)data; }
static void in_other(void) {}
static void on_read(void) {}
static void on_write(void) {}

static union callback c = {.with_data = with_data};
static union other o = {in_other};

void set(union callback *u, struct event *e) {
    u->raw = (void *)plain;
    e->u.io.read = on_read;
    e->u.io.write = on_write;
}

void run(union callback *u, struct event *e) {
    u->plain();       // want-edge "plain" field want-no-edge "in_other"
    c.with_data(0);   // want-edge "with_data" field want-no-edge "in_other"
    o.plain();        // want-edge "in_other" field want-no-edge "plain" want-no-edge "with_data"
    e->u.io.read();   // want-edge "on_read" field want-no-edge "on_write" want-no-edge "plain"
    e->u.io.write();  // want-edge "on_write" field want-no-edge "on_read"
}
