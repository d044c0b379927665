extern int (*hook)(int);
static inline int each(int n, int (*f)(int)) {
    int s = 0;
    for (int i = 0; i < n; i++)
        s += f(i); // want-edge "sum" flow want-edge "print" flow want-no-edge "unused"
    return s;
}
static inline int call_hook(int n) {
    return hook ? hook(n) : n; // want-edge "print" flow want-no-edge "sum" want-no-edge "unused"
}
