// Structs are copied by assignment, by memcpy, through parameters and returned values, field by field.
#include <string.h>
struct codec {
    int (*encode)(int);
    int (*decode)(int);
};
struct stream {
    struct codec codec;
    int position;
};
static int enc(int n) { return n; }
static int dec(int n) { return n; }
static int spare(int n) { return n; }

static struct codec make(int (*e)(int), int (*d)(int)) {
    struct codec c = {e, d};
    return c;
}

static int pass(struct codec c, int n) {
    return c.encode(n); // want-edge "enc" field want-no-edge "dec" want-no-edge "spare"
}

int run(int n) {
    struct codec a = make(enc, dec), b, table[2];
    struct stream s, t;
    b = a;
    memcpy(&table[0], &b, sizeof b);
    s.codec = table[0];
    t = s;
    n = t.codec.decode(n);       // want-edge "dec" field want-no-edge "enc" want-no-edge "spare"
    n += make(enc, 0).encode(n); // want-edge "enc" field want-no-edge "dec" want-edge "make" direct
    struct codec *heap = &(struct codec){a.encode, a.decode};
    n += heap->decode(n);        // want-edge "dec" field want-no-edge "enc"
    return n + pass(a, n) + pass((struct codec){.encode = enc}, n);
}
