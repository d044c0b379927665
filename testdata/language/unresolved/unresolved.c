// A pointer from nowhere: named as unresolved, and no function of another type is guessed.
struct device;
extern int (*probe_hook)(struct device *d, long a, char b);
void *load(const char *name);

static int unrelated(int n) { return n; }
int (*keep)(int) = unrelated;

int on_probe(struct device *d) {
    int (*f)(struct device *, char) = load("probe");
    int n = f(d, 'x'); // want-unresolved want-no-edge "unrelated"
    return n + probe_hook(d, 1, 'y'); // want-unresolved want-no-edge "unrelated"
}
