// Pointers to member functions: in variables, tables and std::invoke-like templates.
struct Machine {
    int on(int n) { return n; }
    int off(int n) { return -n; }
    int broken(int n) { return 0 * n; }
    int step(int n);
};
using method = int (Machine::*)(int);
static const method steps[] = {&Machine::on, &Machine::off};
int Machine::step(int n) {
    return (this->*steps[n])(n); // want-edge "Machine::on" field want-edge "Machine::off" field want-no-edge "Machine::broken"
}
static int call(Machine *m, method f, int n) {
    return (m->*f)(n); // want-edge "Machine::off" flow want-no-edge "Machine::on" want-no-edge "Machine::broken"
}
struct Shape {
    virtual int area(int n) { return n; }
    virtual int edges(int n) { return n; }
    int plain(int n) { return n; }
};
struct Square : Shape {
    int area(int n) override { return n * n; }
    int edges(int n) override { return 4 * n; }
};
struct Unmade : Shape {
    int area(int n) override { return -n; }
};
struct Final final : Shape {
    int area(int n) override { return 2 * n; }
};
using measure = int (Shape::*)(int);
struct Entry {
    const char *name;
    measure of;
};
static const Entry entries[] = {{"area", &Shape::area}};
int through(Shape &s, Shape *p, int n) {
    measure m = n ? &Shape::area : &Shape::plain;
    n += (s.*m)(n); // want-edge "Shape::area" flow want-edge "Shape::plain" flow want-edge "Square::area" virtual want-edge "Final::area" virtual want-no-edge "Unmade::area" want-no-edge "Square::edges"
    n += (p->*entries[0].of)(n); // want-edge "Shape::area" field want-edge "Square::area" virtual want-no-edge "Shape::plain"
    int (Final::*exact)(int) = &Final::area;
    Final last;
    n += (last.*exact)(n); // want-edge "Final::area" flow want-no-edge "Shape::area" want-no-edge "Square::area"
    return n;
}
int run(Machine &m) {
    Square square;
    through(square, &square, 1);
    method f = &Machine::on;
    int n = (m.*f)(1); // want-edge "Machine::on" flow want-no-edge "Machine::off"
    return n + call(&m, &Machine::off, 2) + m.step(3) + m.broken(4);
}
