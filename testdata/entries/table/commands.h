struct session;
struct command {
    const char *name;
    int (*check)(int argc);
    void (*run)(struct session *);
};
extern struct command commands[];
