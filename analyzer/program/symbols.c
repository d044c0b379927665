/* symbols.c: see symbols.h. Three passes over the units: names, definitions, references. */
#include "program/symbols.h"

#include <string.h>

static bool in_main_file(const pl_facts *facts, pl_id file) { return file == facts->unit.main_file; }

/* Inline functions, instances of templates and weak functions give way, or are the same wherever they are. */
static bool is_strong_function(const pl_facts *facts, const pl_function *f) {
    if (f->flags & (PL_FN_INLINE | PL_FN_WEAK | PL_FN_SYSTEM | PL_FN_TEMPLATE | PL_FN_SYNTHETIC)) return false;
    if (!facts->unit.cplusplus) return true;
    return in_main_file(facts, f->at.file) && !strchr(pl_str(facts, f->name), '<');
}

static bool is_external(const pl_function *f) { return !(f->flags & PL_FN_INTERNAL); }

static bool is_entry(const pl_facts *facts, const pl_function *f) {
    return strcmp(pl_str(facts, f->name), "main") == 0;
}

bool pl_symbol_is_root(const pl_facts *facts, const pl_function *f) {
    static const char *const names[] = {"main", "wmain", "WinMain", "wWinMain", "LLVMFuzzerTestOneInput"};
    const char *name = pl_str(facts, f->name);
    if (!strchr("mwWL", name[0])) return false;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0) return true;
    return false;
}

uint32_t pl_symbol_of(const pl_symbols *s, const pl_link *link, const pl_facts *facts, uint32_t unit, pl_id function) {
    const pl_function *f = &facts->functions[function];
    if (!is_external(f)) return PL_NONE;
    /* C++ tells main(void) and main(int, char **) apart; a linker does not. */
    if (s->main_symbol != PL_NONE && is_entry(facts, f)) return s->main_symbol;
    return link->first_variant[link->units[unit].func[function]];
}

static void name_symbols(pl_symbols *s, const pl_link *link, const pl_program *program) {
    pl_names names;
    pl_names_init(&names);
    s->var_symbol = g_new(uint32_t *, s->nunits + 1);
    for (uint32_t u = 0; u < s->nunits; u++) {
        const pl_facts *facts = program->facts[u];
        s->var_symbol[u] = g_new0(uint32_t, facts->nvars + 1);
        for (uint32_t v = 0; v < facts->nvars; v++) {
            const char *usr = pl_str(facts, facts->vars[v].usr);
            s->var_symbol[u][v] = PL_NONE;
            if (facts->vars[v].scope != PL_VAR_EXTERNAL || !*usr) continue;
            s->var_symbol[u][v] = s->nfuncs + pl_names_add(&names, usr);
        }
        for (uint32_t f = 0; f < facts->nfunctions && s->main_symbol == PL_NONE; f++)
            if (is_external(&facts->functions[f]) && is_entry(facts, &facts->functions[f]))
                s->main_symbol = link->first_variant[link->units[u].func[f]];
    }
    s->nsymbols += names.count;
    pl_names_clear(&names);
}

/* Variables that some expression of the unit uses; all that are declared have a node. */
static void mark_node(const pl_facts *facts, uint8_t *used, uint32_t node) {
    if (node < facts->nnodes && facts->nodes[node].kind == PL_NODE_VAR) used[facts->nodes[node].a] = 1;
}

static void mark_used(const pl_facts *facts, uint8_t *used) {
    for (uint32_t i = 0; i < facts->nnodes; i++) {
        const pl_node *n = &facts->nodes[i];
        bool inner = n->kind == PL_NODE_FIELD || n->kind == PL_NODE_DEREF || n->kind == PL_NODE_ADDRESS;
        if (inner || n->kind == PL_NODE_CHOICE) mark_node(facts, used, n->a);
        if (n->kind == PL_NODE_CHOICE) mark_node(facts, used, n->b);
    }
    for (uint32_t i = 0; i < facts->nflows; i++) {
        mark_node(facts, used, facts->flows[i].to);
        mark_node(facts, used, facts->flows[i].from);
    }
    for (uint32_t i = 0; i < facts->ncalls; i++) {
        const pl_call *call = &facts->calls[i];
        for (uint32_t k = 0; k < call->args.count; k++) mark_node(facts, used, facts->ids[call->args.begin + k]);
        mark_node(facts, used, call->via);
        mark_node(facts, used, call->self);
    }
    for (uint32_t i = 0; i < facts->nconditions; i++) mark_node(facts, used, facts->conditions[i].node);
}

/* What a unit says about a symbol. */
typedef enum { REFERS, DEFINES, DEFINES_WEAKLY /* another definition would win */, DEFINES_COPY /* none would */ } role;
typedef void (*visit_fn)(pl_symbols *s, uint32_t unit, uint32_t symbol, uint32_t local, role r, bool entry);

static void visit_functions(pl_symbols *s, const pl_link *link, const pl_facts *facts, uint32_t unit, visit_fn visit) {
    for (uint32_t i = 0; i < facts->nfunctions; i++) {
        const pl_function *f = &facts->functions[i];
        uint32_t symbol = pl_symbol_of(s, link, facts, unit, i);
        if (symbol == PL_NONE) continue;
        if (!(f->flags & PL_FN_DEFINED)) {
            visit(s, unit, symbol, i, REFERS, false);
            continue;
        }
        role r = is_strong_function(facts, f) ? DEFINES : f->flags & PL_FN_WEAK ? DEFINES_WEAKLY : DEFINES_COPY;
        if (pl_symbol_is_root(facts, f)) s->root[unit] = 1;
        visit(s, unit, symbol, i, r, symbol == s->main_symbol);
    }
}

static void visit_vars(pl_symbols *s, const pl_facts *facts, uint32_t unit, visit_fn visit) {
    uint8_t *used = g_new0(uint8_t, facts->nvars + 1);
    mark_used(facts, used);
    for (uint32_t v = 0; v < facts->nvars; v++) {
        uint32_t symbol = s->var_symbol[unit][v], flags = facts->vars[v].flags;
        if (symbol == PL_NONE) continue;
        if (flags & PL_VAR_DEFINED)
            visit(s, unit, symbol, v, flags & PL_VAR_MERGED ? DEFINES_WEAKLY : DEFINES, false);
        else if (used[v])
            visit(s, unit, symbol, v, REFERS, false);
    }
    g_free(used);
}

static void visit_all(pl_symbols *s, const pl_link *link, const pl_program *program, visit_fn visit) {
    for (uint32_t u = 0; u < s->nunits; u++) {
        visit_functions(s, link, program->facts[u], u, visit);
        visit_vars(s, program->facts[u], u, visit);
    }
}

/* While counting, first_def[symbol + 1] is the number of definitions, and contested[symbol] what is known of it. */
enum { HAS_STRONG = 1, HAS_TWO_STRONG = 2, IS_NEEDED = 4 };

static void count(pl_symbols *s, uint32_t unit, uint32_t symbol, uint32_t local, role r, bool entry) {
    uint8_t *state = &s->contested[symbol];
    (void)local, (void)entry;
    if (r == REFERS || r == DEFINES_WEAKLY) *state |= IS_NEEDED;
    if (r == REFERS) return;
    if (r == DEFINES) *state |= *state & HAS_STRONG ? HAS_TWO_STRONG : HAS_STRONG;
    s->only[symbol] = unit;
    s->first_def[symbol + 1]++;
}

static bool matters(const pl_symbols *s, const pl_link *link, uint32_t symbol) {
    uint8_t state = s->contested[symbol];
    if (s->first_def[symbol + 1] < 2) return false;
    if (state & HAS_TWO_STRONG) return true;
    bool differ = symbol < s->nfuncs && link->next_variant[symbol] != PL_NONE;
    return (state & IS_NEEDED) && ((state & HAS_STRONG) || differ);
}

static void add_definition(pl_symbols *s, uint32_t unit, uint32_t symbol, uint32_t local, role r, bool entry) {
    if (r == REFERS || !s->contested[symbol]) return;
    s->defs[s->only[symbol]++] = (pl_definition){symbol, unit, local, r == DEFINES, entry};
}

static void number_definitions(pl_symbols *s, const pl_link *link, const pl_program *program) {
    uint32_t total = 0;
    visit_all(s, link, program, count);
    uint32_t *only = s->only, *next = g_new(uint32_t, s->nsymbols + 1);
    for (uint32_t i = 0; i < s->nsymbols; i++) {
        uint32_t number = s->first_def[i + 1];
        s->contested[i] = matters(s, link, i);
        if (s->contested[i] || number > 1) only[i] = PL_NONE; /* copies of one body: none of them is sought */
        next[i] = s->first_def[i] = total;
        if (s->contested[i]) total += number;
    }
    s->first_def[s->nsymbols] = total;
    s->ndefs = total;
    s->defs = g_new0(pl_definition, total + 1);
    s->only = next;
    if (total) visit_all(s, link, program, add_definition);
    s->only = only;
    g_free(next);
}

static void open_list(pl_by_unit *list, uint32_t nunits, size_t size) {
    list->first = g_new0(uint32_t, nunits + 2);
    list->items = g_array_new(FALSE, FALSE, (guint)size);
}

static void close_list(pl_by_unit *list) {
    if (!list->items) return;
    g_free(list->first);
    g_array_free(list->items, TRUE);
}

/* Units come in order: a unit's items are the last ones. */
static void add_reference(pl_symbols *s, uint32_t unit, uint32_t symbol, uint32_t local, role r, bool entry) {
    (void)entry;
    if (r == REFERS && s->only[symbol] != PL_NONE && s->only[symbol] != unit)
        g_array_append_val(s->edges.items, s->only[symbol]);
    if (s->contested[symbol] && (r == REFERS || r == DEFINES_WEAKLY)) {
        pl_need need = {symbol, unit, local, r == REFERS ? PL_NONE : 0}; /* list_own finds which */
        g_array_append_val(s->needs.items, need);
    }
}

static int compare_ids(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void drop_repetitions(GArray *items, uint32_t begin) {
    uint32_t *all = (uint32_t *)(void *)items->data, kept = begin;
    qsort(all + begin, items->len - begin, sizeof *all, compare_ids);
    for (uint32_t i = begin; i < items->len; i++)
        if (i == begin || all[i] != all[i - 1]) all[kept++] = all[i];
    g_array_set_size(items, kept);
}

static void list_references(pl_symbols *s, const pl_link *link, const pl_program *program) {
    open_list(&s->edges, s->nunits, sizeof(uint32_t));
    open_list(&s->needs, s->nunits, sizeof(pl_need));
    for (uint32_t u = 0; u < s->nunits; u++) {
        visit_functions(s, link, program->facts[u], u, add_reference);
        visit_vars(s, program->facts[u], u, add_reference);
        if (s->edges.items->len > s->edges.first[u]) drop_repetitions(s->edges.items, s->edges.first[u]);
        s->edges.first[u + 1] = s->edges.items->len;
        s->needs.first[u + 1] = s->needs.items->len;
    }
}

static void list_own(pl_symbols *s) {
    uint32_t *next = g_new0(uint32_t, s->nunits + 1);
    open_list(&s->own, s->nunits, sizeof(uint32_t));
    g_array_set_size(s->own.items, s->ndefs);
    for (uint32_t d = 0; d < s->ndefs; d++) s->own.first[s->defs[d].unit + 1]++;
    for (uint32_t u = 0; u < s->nunits; u++) {
        s->own.first[u + 1] += s->own.first[u];
        next[u] = s->own.first[u];
    }
    for (uint32_t d = 0; d < s->ndefs; d++) g_array_index(s->own.items, uint32_t, next[s->defs[d].unit]++) = d;
    g_free(next);
    for (uint32_t i = 0; i < s->needs.items->len; i++) {
        pl_need *need = &g_array_index(s->needs.items, pl_need, i);
        if (need->own == PL_NONE) continue;
        for (uint32_t k = s->own.first[need->unit]; k < s->own.first[need->unit + 1]; k++) {
            uint32_t d = g_array_index(s->own.items, uint32_t, k);
            if (s->defs[d].symbol == need->symbol) need->own = d;
        }
    }
}

void pl_symbols_build(pl_symbols *s, const pl_link *link, const pl_program *program) {
    memset(s, 0, sizeof *s);
    s->nunits = program->nfacts;
    s->nfuncs = s->nsymbols = program->nfuncs;
    s->main_symbol = PL_NONE;
    name_symbols(s, link, program);
    s->root = g_new0(uint8_t, s->nunits + 1);
    s->contested = g_new0(uint8_t, s->nsymbols + 1);
    s->first_def = g_new0(uint32_t, s->nsymbols + 2);
    s->only = g_new(uint32_t, s->nsymbols + 1);
    memset(s->only, 0xff, (s->nsymbols + 1) * sizeof *s->only);
    number_definitions(s, link, program);
    if (!s->ndefs) return; /* one program, or several that have nothing in common */
    list_references(s, link, program);
    list_own(s);
}

void pl_symbols_clear(pl_symbols *s) {
    for (uint32_t u = 0; u < s->nunits; u++) g_free(s->var_symbol[u]);
    g_free(s->var_symbol);
    g_free(s->contested);
    g_free(s->root);
    g_free(s->first_def);
    g_free(s->only);
    g_free(s->defs);
    close_list(&s->edges);
    close_list(&s->needs);
    close_list(&s->own);
}
