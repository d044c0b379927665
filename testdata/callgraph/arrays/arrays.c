// Tables of functions: by position, by designator, local, of arrays, of pointers to them.
enum { OPEN, SHUT, BOTH };
typedef int (*handler)(int);
static int open_it(int n) { return n; }
static int shut_it(int n) { return n; }
static int edge(int n) { return n; }
static int late(int n) { return n; }
static int spare(int n) { return n; }

static const handler positional[] = {open_it, shut_it};
static handler designated[BOTH + 1] = {[SHUT] = shut_it, [OPEN] = edge};
static handler grid[2][2] = {{open_it, edge}, {late}};

static int through(const handler *table, int i) {
    return table[i](i) + (*table)(i); // want-edge "shut_it" field want-edge "edge" field want-no-edge "late"
}

int run(int i) {
    handler local[2] = {late, 0};
    designated[BOTH] = late;
    int sum = positional[i](i); // want-edge "open_it" field want-edge "shut_it" field want-no-edge "edge"
    sum += designated[i](i);    // want-edge "edge" field want-edge "late" field want-no-edge "open_it"
    sum += grid[i][1](i);       // want-edge "open_it" field want-edge "late" field want-no-edge "shut_it"
    sum += local[0](i);         // want-edge "late" field want-no-edge "open_it" want-no-edge "spare"
    handler(*row)[2] = &grid[1];
    sum += (*row)[0](i);        // want-edge "edge" field want-no-edge "shut_it"
    static handler both[] = {shut_it, edge};
    return sum + through(both, i) + through(both + 1, 0);
}
