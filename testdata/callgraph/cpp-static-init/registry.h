struct Registrar {
    Registrar(const char *name, int (*run)());
    const char *name;
    int (*run)();
    Registrar *next;
};
int run_all();
