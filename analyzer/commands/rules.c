/* rules.c: pinlint rules and pinlint explain RULE. */
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"
#include "support/nearest.h"

static bool wants_help(int argc, char **argv) {
    return argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
}

int pl_command_rules(int argc, char **argv) {
    if (wants_help(argc, argv)) {
        puts("Usage: pinlint rules\n\nLists the rules with their default level. pinlint explain RULE tells more.");
        return PL_EXIT_CLEAN;
    }
    if (argc > 1) return pl_complain("rules takes no arguments; pinlint explain %s explains one", argv[1]);
    uint32_t count;
    const pl_rule_info *const *rules = pl_rules(&count);
    for (uint32_t i = 0; i < count; i++)
        printf("%-24s %-8s %s\n", rules[i]->id, pl_level_name(rules[i]->level), rules[i]->summary);
    return PL_EXIT_CLEAN;
}

int pl_command_explain(int argc, char **argv) {
    if (wants_help(argc, argv)) {
        puts("Usage: pinlint explain RULE\n\nPrints why a rule exists, an example, and what to do. pinlint rules lists "
             "them.");
        return PL_EXIT_CLEAN;
    }
    if (argc != 2) return pl_complain("say: pinlint explain RULE; pinlint rules lists them");
    const pl_rule_info *rule = pl_rule_find(argv[1]);
    if (!rule) {
        const char *near = pl_nearest(argv[1], pl_rule_ids());
        return near ? pl_complain("there is no rule \"%s\"; did you mean \"%s\"?", argv[1], near)
                    : pl_complain("there is no rule \"%s\"; pinlint rules lists them", argv[1]);
    }
    printf("%s (%s)\n\n%s\n\n%s\n", rule->id, pl_level_name(rule->level), rule->summary, rule->help);
    return PL_EXIT_CLEAN;
}
