// Two tables that call each other: nodes accept visitors, visitors visit nodes.
struct node;
struct visitor {
    void (*number)(struct visitor *, struct node *);
    void (*add)(struct visitor *, struct node *);
};
struct node {
    void (*accept)(struct node *, struct visitor *);
    struct node *left, *right;
};
static void accept_number(struct node *n, struct visitor *v) {
    v->number(v, n); // want-edge "print_number" field want-edge "count_number" field want-no-edge "print_add"
}
static void accept_add(struct node *n, struct visitor *v) {
    n->left->accept(n->left, v); // want-edge "accept_number" field want-edge "accept_add" field
    v->add(v, n);                // want-edge "print_add" field want-no-edge "print_number" want-no-edge "accept_add"
}
static void print_number(struct visitor *v, struct node *n) { (void)v, (void)n; }
static void print_add(struct visitor *v, struct node *n) {
    n->right->accept(n->right, v); // want-edge "accept_add" field want-no-edge "print_number"
}
static void count_number(struct visitor *v, struct node *n) { (void)v, (void)n; }
void run(void) {
    struct visitor print = {print_number, print_add}, count = {.number = count_number, .add = 0};
    struct node one = {accept_number, 0, 0}, tree = {accept_add, &one, &one};
    tree.accept(&tree, &print); // want-edge "accept_add" field want-no-edge "print_add"
    one.accept(&one, &count);
}
