// Static polymorphism: the base casts itself to what it is the base of.
template <typename D> struct Base {
    int run(int n) { return static_cast<D *>(this)->step(n); } // want-edge "Right::step" direct want-edge "Left::step" direct
};
struct Left : Base<Left> {
    int step(int n) { return n - 1; }
};
struct Right : Base<Right> {
    int step(int n) { return n + 1; }
};
struct Apart {
    int step(int n) { return n; }
};
int run(int n) {
    Left l;
    Right r;
    Apart a;
    return l.run(n) + r.run(n) + a.step(n); // want-edge "Apart::step" direct want-no-edge "Left::step"
}
