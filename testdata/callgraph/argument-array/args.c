// Arguments packed into an array of void *.
typedef void (*job)(void *);
static void work(void *data) { (void)data; }
static void other(void *data) { (void)data; }

static void start(void *packed) {
    void **args = packed;
    job f = (job)args[0];
    f(args[1]); // want-edge "work" field want-no-edge "other"
}

void run(int n) {
    void *args[2] = {(void *)work, &n};
    start(args);
    other(args); // want-edge "other" direct want-no-edge "work"
}
