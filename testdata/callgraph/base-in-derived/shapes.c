// Objects in C: the base is the first member of the derived struct; casts in both directions.
#include <stdlib.h>
struct shape;
struct shape_class {
    double (*area)(const struct shape *);
    void (*destroy)(struct shape *);
};
struct shape {
    const struct shape_class *class;
};
struct circle {
    struct shape base;
    double radius;
    void (*changed)(struct circle *);
};
static double circle_area(const struct shape *s) {
    const struct circle *c = (const struct circle *)s;
    return 3.14 * c->radius * c->radius;
}
static void circle_destroy(struct shape *s) { free(s); }
static void redraw(struct circle *c) { c->radius = 0; }
static void forget(struct circle *c) { c->radius = 1; }
static const struct shape_class circle_class = {circle_area, circle_destroy};

static struct shape *circle_new(double radius) {
    struct circle *c = malloc(sizeof *c);
    c->base.class = &circle_class;
    c->radius = radius;
    c->changed = redraw;
    return &c->base;
}

static void resize(struct shape *s) {
    struct circle *c = (struct circle *)s;
    c->changed(c); // want-edge "redraw" field want-no-edge "forget"
}

double run(void) {
    struct shape *s = circle_new(1);
    double a = s->class->area(s); // want-edge "circle_area" field want-no-edge "circle_destroy"
    resize(s);
    s->class->destroy(s); // want-edge "circle_destroy" field want-no-edge "circle_area"
    return a;
}
void (*keep)(struct circle *) = forget;
