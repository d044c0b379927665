// Declarations written from the facts, as Debian has no package with FRR's headers: names and types as in 8.4.4.
#ifndef FRR_COMMAND_H
#define FRR_COMMAND_H

struct vty;
struct cmd_token;
struct cmd_element {
    const char *string;
    const char *doc;
    int daemon;
    int (*func)(const struct cmd_element *, struct vty *, int, struct cmd_token *[]);
    const char *name;
};

#define DEFUN_CMD_ELEMENT(funcname, cmdname, cmdstr, helpstr)                                                          \
    static const struct cmd_element cmdname = {.string = cmdstr, .func = funcname, .doc = helpstr, .name = #cmdname};
#define DEFUN(funcname, cmdname, cmdstr, helpstr)                                                                      \
    static int funcname(const struct cmd_element *, struct vty *, int, struct cmd_token *[]);                          \
    DEFUN_CMD_ELEMENT(funcname, cmdname, cmdstr, helpstr)                                                              \
    static int funcname(const struct cmd_element *self, struct vty *vty, int argc, struct cmd_token *argv[])

void install_element(int node, const struct cmd_element *cmd);

#endif
