/* table.c: the subcommands. */
#include "commands/commands.h"

const pl_subcommand *pl_subcommands(void) {
    static const pl_subcommand table[] = {
        {"check", "Find pins and locks under request handlers (the default)", pl_command_check},
        {"extract", "Write the facts of one compile command to a file", pl_command_extract},
        {"facts", "Print a facts file as JSON: facts dump FILE", pl_command_facts},
        {"handlers", "List the entry points that were found, and why", pl_command_handlers},
        {"why", "Explain how a function reaches a sink, or why it does not", pl_command_why},
        {"graph", "Print the call graph as JSON or for Graphviz", pl_command_graph},
        {"rules", "List the rules", pl_command_rules},
        {"packs", "List the rule packs and what they found, or check one", pl_command_packs},
        {"explain", "Explain a rule", pl_command_explain},
        {"init", "Write a starter .pinlint.json for this program", pl_command_init},
        {NULL, NULL, NULL},
    };
    return table;
}
