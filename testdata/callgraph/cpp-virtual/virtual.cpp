// Virtual calls: overrides of classes that are made somewhere; not those of classes that never are.
struct Shape {
    virtual ~Shape() {}
    virtual double area() const = 0;
    virtual const char *name() const { return "shape"; }
};
struct Circle : Shape {
    double area() const override { return 3; }
};
struct Square : Shape {
    double area() const override { return 4; }
    const char *name() const override { return "square"; }
};
struct Unused : Shape { // nobody makes one
    double area() const override { return 5; }
    const char *name() const override { return "unused"; }
};
struct Small : Square {
    double area() const final { return 1; }
};

double run(const Shape &s, const Square *q, const Small *small) {
    double sum = s.area(); // want-edge "Circle::area" virtual want-edge "Small::area" virtual
    // want-edge(-1) "Square::area" virtual want-no-edge(-1) "Unused::area" want-no-edge(-1) "Shape::area"
    s.name();            // want-edge "Shape::name" virtual want-edge "Square::name" virtual want-no-edge "Unused::name"
    sum += q->area();    // want-edge "Square::area" virtual want-edge "Small::area" virtual want-no-edge "Circle::area"
    sum += small->area(); // want-edge "Small::area" direct want-no-edge "Square::area"
    return sum + q->Square::area(); // want-edge "Square::area" direct want-no-edge "Small::area"
}

double make(int n) {
    Circle c;
    Square q;
    Small *s = new Small;
    double d = n ? run(c, s, s) : run(q, &q, s);
    d += c.area(); // want-edge "Circle::area" direct want-no-edge "Square::area"
    delete s;
    return d;
}
