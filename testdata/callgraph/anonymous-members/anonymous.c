// Members of unnamed structs and unions are members of the struct around them; two unnamed structs are not one.
struct plugin {
    int kind;
    struct {
        void (*load)(void);
        void (*unload)(void);
    };
    union {
        void (*text)(int);
        void (*binary)(int);
    };
    struct {
        void (*load)(void);
    } extra;
};
static void load(void) {}
static void unload(void) {}
static void load_extra(void) {}
static void text(int n) { (void)n; }
static void spare(int n) { (void)n; }

static struct plugin p = {1, {load, unload}, {.text = text}, {load_extra}};
static struct plugin q = {.load = load, .unload = unload, .extra.load = load_extra};

void run(struct plugin *x) {
    x->load();       // want-edge "load" field want-no-edge "unload" want-no-edge "load_extra"
    x->unload();     // want-edge "unload" field want-no-edge "load"
    x->extra.load(); // want-edge "load_extra" field want-no-edge "load"
    x->binary(1);    // want-edge "text" field want-no-edge "spare"
    p.load();        // want-edge "load" field want-no-edge "unload"
    q.extra.load();  // want-edge "load_extra" field want-no-edge "load"
    (void)spare;
}
