// What another unit knows by another name.
static int deep(int n) { return n; }
int other_plain(int n);
int other_plain(int n) {
    return deep(n); // want-edge "deep" direct
}
int same(int n);
int same(int n) {
    return n;
}
