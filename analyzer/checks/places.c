/* places.c: see places.h. */
#include "checks/places.h"

#include "checks/match.h"

pl_place pl_place_at(pl_keep *keep, const char *root, const pl_facts *facts, const pl_location *at) {
    pl_place place = {.path = "", .line = at->line, .column = at->column};
    if (at->file == PL_NONE) {
        place.line = place.column = 0;
        return place;
    }
    place.path = pl_keep_text(keep, pl_below(root, pl_path(facts, at->file)));
    if (at->spelled_file != PL_NONE) {
        place.spelled_path = pl_keep_text(keep, pl_below(root, pl_path(facts, at->spelled_file)));
        place.spelled_line = at->spelled_line;
        place.spelled_column = at->spelled_column;
    }
    return place;
}

pl_place pl_place_declared(pl_keep *keep, const char *root, const pl_func *func) {
    const char *file = func->file ? func->file : "";
    pl_place place = {.path = pl_keep_text(keep, pl_below(root, file)), .line = func->line, .column = func->column};
    if (!*file) place.line = place.column = 0;
    return place;
}

pl_place pl_place_defined(pl_keep *keep, const char *root, const pl_func *func) {
    if (func->flags & PL_FN_DEFINED) return pl_place_declared(keep, root, func);
    return (pl_place){.path = ""};
}

void pl_place_text(GString *out, const char *root, const pl_facts *facts, const pl_location *at) {
    if (at->file == PL_NONE) return;
    g_string_append_printf(out, "%s:%u", pl_below(root, pl_path(facts, at->file)), at->line);
}

const pl_call *pl_site_call(const pl_site *site) { return &site->facts->calls[site->call]; }

pl_id pl_argument_of(const pl_facts *facts, const pl_call *call, int argument) {
    int64_t index = argument < 0 ? (int64_t)call->args.count + argument : argument;
    if (index < 0 || index >= (int64_t)call->args.count) return PL_NONE;
    return facts->ids[call->args.begin + (uint32_t)index];
}

char *pl_node_text(const pl_facts *facts, pl_id node) {
    for (int depth = 0; node != PL_NONE && depth < 16; depth++) {
        const pl_node *n = &facts->nodes[node];
        switch (n->kind) {
        case PL_NODE_FIELD: {
            const pl_field *field = &facts->fields[n->b];
            const char *record = field->record == PL_NONE ? "" : pl_str(facts, facts->records[field->record].name);
            return g_strdup_printf("%s%s%s", record, *record ? "." : "", pl_str(facts, field->name));
        }
        case PL_NODE_VAR: return g_strdup(pl_str(facts, facts->vars[n->a].name));
        case PL_NODE_PARAM:
            if (n->b == PL_PARAM_THIS) return g_strdup("this");
            return g_strdup_printf("parameter %u of %s", n->b + 1, pl_str(facts, facts->functions[n->a].name));
        case PL_NODE_FUNCTION: return g_strdup(pl_str(facts, facts->functions[n->a].name));
        case PL_NODE_RESULT: {
            pl_id callee = facts->calls[n->a].callee;
            if (callee == PL_NONE) return NULL;
            return g_strdup_printf("the result of %s", pl_str(facts, facts->functions[callee].name));
        }
        case PL_NODE_DEREF:
        case PL_NODE_ADDRESS:
        case PL_NODE_CHOICE: node = n->a; break;
        default: return NULL;
        }
    }
    return NULL;
}
