// Fields are told apart by record and name, whatever object they are in.
struct reader {
    int (*open)(void);
    int (*next)(void);
};
struct writer {
    int (*open)(void);
};
static int open_file(void) { return 0; }
static int open_pipe(void) { return 0; }
static int next_line(void) { return 0; }
static int create(void) { return 0; }

static struct reader file = {open_file, next_line};
static struct writer out = {.open = create};

static void make(struct reader *r) {
    r->open = open_pipe;
    r->next = 0;
}

int run(struct reader *r, struct writer *w) {
    struct reader local;
    make(&local);
    int n = r->open();  // want-edge "open_file" field want-edge "open_pipe" field want-no-edge "next_line"
    n += r->next();     // want-edge "next_line" field want-no-edge "open_file" want-no-edge "open_pipe"
    n += w->open();     // want-edge "create" field want-no-edge "open_file" want-no-edge "open_pipe"
    n += (*out.open)(); // want-edge "create" field want-no-edge "next_line"
    return n + (&file)->next() + local.open(); // want-edge "next_line" field want-edge "open_pipe" field
}
