// The table stands in one file, its commands in another.
// want-none
#include "commands.h"

void cmd_get(struct session *);
void cmd_put(struct session *);
int two_words(int argc);

struct command commands[] = {
    {"get", two_words, cmd_get},
    {.name = "put", .run = cmd_put},
    {0},
};

// A table of the same type with another name is none.
void cmd_internal(struct session *);
struct command internals[] = {{"sync", two_words, cmd_internal}};
