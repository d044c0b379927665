// Generated in the original: a table of commands, each with a table of sub-commands, by position.
// want-none
#include <stddef.h>

#include "server.h"

redisCommandProc getCommand, unlinkCommand, configCommand, configSetCommand;

static struct redisCommand CONFIG_Subcommands[] = {
    {"set", "Sets a parameter", configSetCommand, -4},
    {0},
};

struct redisCommand redisCommandTable[] = {
    {"get", "Returns a value", getCommand, 2},
    {"unlink", "Deletes a key", unlinkCommand, -2},
    {"config", "A container", NULL, -2, .subcommands = CONFIG_Subcommands},
    {0},
};
