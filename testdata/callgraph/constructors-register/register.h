struct driver {
    const char *name;
    void (*probe)(const char *name);
    struct driver *next;
};
void register_driver(struct driver *d);
#define DRIVER(id, function)                                                                                           \
    static struct driver id##_driver = {#id, function, 0};                                                             \
    __attribute__((constructor)) static void register_##id(void) { register_driver(&id##_driver); }
