struct store {
    int (*get)(int);
    struct {
        int (*put)(int);
    } writes;
    struct {
        int (*cut)(int);
    } ends;
};
typedef struct {
    int (*log)(int);
} store_log;
int store_get(const struct store *s);
int store_put(const struct store *s);
int store_say(const store_log *l);
