// Pointers to tables of operations, chosen at run time, stored in objects and reached through others.
struct fs_ops {
    int (*open)(const char *path);
    int (*close)(int fd);
};
struct mount {
    const struct fs_ops *ops;
    struct mount *lower;
};
struct process {
    struct mount *root;
};
static int ext_open(const char *path) { return *path; }
static int ext_close(int fd) { return fd; }
static int mem_open(const char *path) { return -*path; }
static int net_close(int fd) { return -fd; }

static const struct fs_ops ext = {ext_open, ext_close};
static const struct fs_ops mem = {.open = mem_open};
static const struct fs_ops *const known[] = {&ext, &mem};
static struct mount root = {&ext, 0};

void mount(struct mount *m, int kind) {
    m->ops = kind ? known[kind] : &mem;
    m->lower = &root;
}

int run(struct process *p, struct mount *m) {
    const struct fs_ops *ops = p->root->lower->ops;
    int fd = ops->open("x");        // want-edge "ext_open" field want-edge "mem_open" field want-no-edge "ext_close"
    fd += m->ops->close(fd);        // want-edge "ext_close" field want-no-edge "net_close" want-no-edge "mem_open"
    return fd + known[0]->open("") + net_close(fd); // want-edge "mem_open" field want-edge "net_close" direct
}
