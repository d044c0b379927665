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
int run(Machine &m) {
    method f = &Machine::on;
    int n = (m.*f)(1); // want-edge "Machine::on" flow want-no-edge "Machine::off"
    return n + call(&m, &Machine::off, 2) + m.step(3) + m.broken(4);
}
