// A table of structs, searched by name; the entry that is found is passed on.
#include <string.h>
struct command {
    const char *name;
    int arity;
    int (*run)(int argc, char **argv);
    int (*keys)(int argc);
};
static int get(int argc, char **argv) { return argc + !argv; }
static int set(int argc, char **argv) { return argc - !argv; }
static int quit(int argc, char **argv) { return argc * !argv; }
static int first_key(int argc) { return argc; }
static int not_in_table(int argc, char **argv) { return argc + !argv; }

static const struct command table[] = {
    {"get", 2, get, first_key},
    {.name = "set", .arity = 3, .run = set, .keys = first_key},
    {"quit", 1, quit},
};

static const struct command *find(const char *name) {
    for (unsigned i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return 0;
}

int run(int argc, char **argv) {
    const struct command *c = find(argv[0]);
    if (!c)
        return not_in_table(argc, argv); // want-edge "not_in_table" direct
    if (c->keys && c->keys(argc) < 0)    // want-edge "first_key" field want-no-edge "get"
        return -1;
    return c->run(argc, argv); // want-edge "get" field want-edge "set" field want-edge "quit" field
    // want-no-edge(-1) "not_in_table" want-no-edge(-1) "first_key"
}
