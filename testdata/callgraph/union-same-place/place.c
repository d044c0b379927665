// Two structs in one union share their place, but fields are told apart by record: the type says what it may be.
union packet {
    struct {
        void (*handle)(int);
        int length;
    } request;
    struct {
        void (*reply)(int);
        int status;
    } response;
};
static void handle(int n) { (void)n; }
static void spare(int n) { (void)n; }
static void other(long n) { (void)n; }
void (*keep)(int) = spare;
void (*keep_other)(long) = other;

void set(union packet *p) {
    p->request.handle = handle;
}

void run(union packet *p) {
    p->response.reply(1); // want-edge "handle" type want-no-edge "other"
}
