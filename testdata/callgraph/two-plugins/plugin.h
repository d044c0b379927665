struct plugin {
    const char *name;
    void (*start)(void);
};
