// _Generic chooses a function by type; statement expressions and compound literals give one.
static void for_int(int x) { (void)x; }
static void for_double(double x) { (void)x; }
static void other(int x) { (void)x; }
#define handle(x) _Generic((x), int: for_int, double: for_double)(x)
#define chosen(f) __extension__({ void (*g)(int) = (f); g; })

void run(int n, double d) {
    handle(n); // want-edge "for_int" direct want-no-edge "for_double"
    handle(d); // want-edge "for_double" direct want-no-edge "for_int"
    chosen(for_int)(n); // want-edge "for_int" flow want-no-edge "other"
    ((void (*[])(int)){for_int, other})[n](n); // want-edge "for_int" field want-edge "other" field
    (*&*other)(n); // want-edge "other" direct want-no-edge "for_int"
}
