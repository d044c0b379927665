/* Declarations of our own: what redis 7.0.15 declares, as far as this program needs it. */
struct client;
typedef struct client {
    int argc;
    struct redisCommand *cmd;
} client;

typedef void redisCommandProc(client *c);

struct redisCommand {
    const char *name;
    const char *summary;
    redisCommandProc *proc;
    int arity;
    struct redisCommand *subcommands;
};

extern struct redisCommand redisCommandTable[];
int lazyfree(void *object);
