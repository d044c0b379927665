// Calls through all kinds of expressions.
typedef int (*op)(int);

static int add(int n) { return n + 1; }
static int sub(int n) { return n - 1; }
static int mul(int n) { return n * 2; }
static int never(int n) { return n; }

static op pick(int code) {
    if (code == '+')
        return add;
    return code == '-' ? &sub : mul;
}

static int (*pick_plain(int code))(int) {
    return code ? sub : add;
}

static op keep(op f) {
    return f;
}

op unused = never;

int on_expression(int code, int n) {
    op local = add;
    op *pointer = &local;
    op list[2] = {sub, mul};
    op (*chooser)(int) = pick;

    n = pick(code)(n);                 // want-edge "add" flow want-edge "sub" flow want-edge "mul" flow
    n = pick_plain(code)(n);           // want-edge "add" flow want-edge "sub" flow want-no-edge "mul"
    n = (code ? add : sub)(n);         // want-edge "add" flow want-edge "sub" flow want-no-edge "mul"
    n = (code++, mul)(n);              // want-edge "mul" direct
    n = (*local)(n);                   // want-edge "add" flow want-no-edge "never"
    n = (****add)(n);                  // want-edge "add" direct
    n = (*pointer)(n);                 // want-edge "add" field
    n = list[code & 1](n);             // want-edge "sub" field want-edge "mul" field want-no-edge "never"
    n = chooser(code)(n);              // want-edge "pick" flow want-edge "mul" flow
    n = ((op)(void *)sub)(n);          // want-edge "sub" direct
    n = keep(mul)(n);                  // want-edge "keep" direct want-edge "mul" flow want-no-edge "never"
    n = ((op[]){add, sub})[code & 1](n); // want-edge "add" field want-edge "sub" field want-no-edge "mul"
    return n;
}
