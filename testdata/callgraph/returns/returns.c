// A function that returns a function: called through a variable, and at once.
typedef double (*shape)(double);
static double square(double x) { return x * x; }
static double circle(double x) { return 3 * x * x; }
static double line(double x) { return x; }

static shape pick(int kind) {
    if (kind == 1)
        return square;
    shape other = circle;
    return other;
}

static shape fixed(void) { return line; }
static shape forwarded(void) { return fixed(); }

double run(int kind) {
    shape s = pick(kind);
    double sum = s(1); // want-edge "square" flow want-edge "circle" flow want-no-edge "line"
    sum += pick(2)(3); // want-edge "pick" direct want-edge "circle" flow want-no-edge "line"
    return sum + forwarded()(4) + fixed()(5); // want-edge "line" flow want-no-edge "square" want-edge "fixed" direct
}
