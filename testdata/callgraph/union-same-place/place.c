// Two structs in one union share their place: what is put into one, and never taken out there, is found in the other.
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
    p->response.reply(1); // want-edge "handle" field want-no-edge "spare" want-no-edge "other"
}
