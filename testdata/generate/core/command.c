#include <string.h>

#include "core.h"

static unsigned long hash_name(const void *key) {
    unsigned long h = 5381;
    for (const char *p = key; *p; p++) h = h * 33 + (unsigned char)*p;
    return h;
}

static int equal_names(const void *a, const void *b) { return strcmp(a, b) == 0; }

static const struct dict_type command_dict = {hash_name, equal_names, NULL, NULL};
static struct dict *commands;

static void add_commands(const struct command *table) {
    for (const struct command *c = table; c->name; c++) dict_put(commands, (void *)c->name, (void *)c);
}

const struct command *command_find(const char *name) {
    if (!commands) {
        commands = dict_new(&command_dict);
        for (struct module *const *m = core_modules; *m; m++) add_commands((*m)->commands);
    }
    return dict_get(commands, name);
}

static const struct command *subcommand_of(const struct command *command, const char *name) {
    for (const struct command *c = command->subcommands; c && c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return command;
}

void command_call(struct client *c) {
    const struct command *command = command_find(client_word(c, 0));
    if (!command) {
        client_error(c, "no such command");
        return;
    }
    c->cmd = subcommand_of(command, client_word(c, 1));
    if (!client_wants(c, c->cmd->arity)) {
        client_error(c, "too few arguments");
        return;
    }
    c->cmd->proc(c);
}

void client_reply(struct client *c, const char *text) { buffer_text(c->out, text); }

void client_error(struct client *c, const char *text) {
    c->flags |= 1;
    client_reply(c, text);
    core_log(1, "client %d: %s", c->fd, text);
}

static void free_client(struct object *o) {
    struct client *c = (struct client *)o;
    loop_remove(core_loop, c->fd);
    core_free(c->out);
    core_free(c);
}

struct client *client_new(int fd) {
    struct client *c = core_alloc(sizeof *c);
    memset(c, 0, sizeof *c);
    c->object = (struct object){1, free_client};
    c->fd = fd;
    c->out = core_alloc(sizeof *c->out);
    return c;
}
