/* graph_handed.c: functions of the program that are handed to library functions of which no pack knows what they do
 * with them. Whether, where and when they run is as unknown as what an unresolved call runs. */
#include "checks/match.h"
#include "checks/places.h"
#include "commands/graph.h"
#include "program/types.h"
#include "report/escape.h"

enum { MOST_NAMES = 3 };

typedef struct {
    const char *callee;       /* the library function */
    uint32_t argument, count; /* count: calls that hand one over */
    const pl_site *first;
    GPtrArray *names; /* of the functions; borrowed */
} handed;

typedef struct {
    const pl_session *session;
    GHashTable *by_text; /* "callee:argument" -> handed */
    GPtrArray *all;      /* the same in order */
    handed *current;     /* while its functions are told */
} search;

static void clear_handed(gpointer data) {
    handed *h = data;
    g_ptr_array_free(h->names, TRUE);
    g_free(h);
}

static bool is_argument(int wanted, uint32_t argument, uint32_t count) {
    return wanted >= 0 ? (uint32_t)wanted == argument : (int64_t)count + wanted == argument;
}

static bool pack_knows(const pl_pack *pack, const char *callee, uint32_t argument, uint32_t count) {
    for (uint32_t i = 0; i < pack->ncallbacks; i++)
        if (is_argument(pack->callbacks[i].argument, argument, count) && pl_glob(pack->callbacks[i].function, callee))
            return true;
    for (uint32_t i = 0; i < pack->nentries; i++) {
        const pl_entry_spec *entry = &pack->entries[i];
        if (entry->form == PL_ENTRY_CALL && is_argument(entry->argument, argument, count) &&
            pl_glob(entry->function, callee))
            return true;
    }
    return false;
}

static bool is_known(const pl_config *config, const char *callee, uint32_t argument, uint32_t count) {
    for (uint32_t i = 0; i < config->npacks; i++)
        if (pack_knows(config->packs[i], callee, argument, count)) return true;
    return false;
}

static void note_name(const pl_target *target, void *data) {
    search *q = data;
    const pl_func *func = &q->session->program->funcs[target->func];
    if (!(func->flags & PL_FN_DEFINED) || g_ptr_array_find(q->current->names, func->name, NULL)) return;
    g_ptr_array_add(q->current->names, (gpointer)func->name);
}

static handed *entry_of(search *q, const char *callee, uint32_t argument, const pl_site *site) {
    char *text = g_strdup_printf("%s:%u", callee, argument);
    handed *h = g_hash_table_lookup(q->by_text, text);
    if (!h) {
        h = g_new0(handed, 1);
        *h = (handed){callee, argument, 0, site, g_ptr_array_new()};
        g_hash_table_insert(q->by_text, g_strdup(text), h);
        g_ptr_array_add(q->all, h);
    }
    g_free(text);
    return h;
}

/* Data may hold functions too, as far as the analysis tells: of a `const void *` that says nothing. */
static bool takes_function(const char *type, uint32_t argument, const pl_facts *facts, pl_id node) {
    pl_slice parameter = pl_type_parameter(type, argument);
    bool told = parameter.text && g_strstr_len(parameter.text, (gssize)parameter.length, "...") != parameter.text;
    if (told) return g_strstr_len(parameter.text, (gssize)parameter.length, "(*)") != NULL;
    return facts->nodes[node].kind == PL_NODE_FUNCTION; /* of "...", or without a prototype */
}

static void look_at_argument(search *q, const pl_func *callee, const pl_site *site, uint32_t argument) {
    const pl_call *call = pl_site_call(site);
    pl_id node = site->facts->ids[call->args.begin + argument];
    if (!takes_function(callee->type, argument, site->facts, node)) return;
    handed found = {.names = g_ptr_array_new()};
    q->current = &found;
    pl_program_targets(q->session->program, site->facts, node, note_name, q);
    if (found.names->len && !is_known(q->session->config, callee->name, argument, call->args.count)) {
        handed *h = q->current = entry_of(q, callee->name, argument, site);
        h->count++;
        for (uint32_t i = 0; i < found.names->len; i++)
            if (!g_ptr_array_find(h->names, found.names->pdata[i], NULL))
                g_ptr_array_add(h->names, found.names->pdata[i]);
    }
    g_ptr_array_free(found.names, TRUE);
}

/* A call that names a function that the program does not define. */
static void look_at(search *q, const pl_site *site) {
    const pl_program *p = q->session->program;
    const pl_call *call = pl_site_call(site);
    if (call->kind != PL_CALL_DIRECT || site->nedges == 0) return;
    const pl_func *callee = &p->funcs[p->edges[site->first_edge].callee];
    if (callee->flags & PL_FN_DEFINED) return;
    for (uint32_t i = 0; i < call->args.count; i++) look_at_argument(q, callee, site, i);
}

static search find_all(const pl_session *session) {
    search q = {.session = session,
                .by_text = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                .all = g_ptr_array_new_with_free_func(clear_handed)};
    for (uint32_t i = 0; i < session->program->nsites; i++) look_at(&q, &session->program->sites[i]);
    return q;
}

static void clear(search *q) {
    g_hash_table_destroy(q->by_text);
    g_ptr_array_free(q->all, TRUE);
}

static char *remedy(const handed *h) {
    return g_strdup_printf(
        "\"callbacks\": [{\"function\": \"%s\", \"argument\": %u, \"runs\": \"here\"}], or \"later\", "
        "\"other-thread\", \"other-process\"",
        h->callee, h->argument);
}

static void append_handed(GString *out, const pl_session *s, const handed *h) {
    pl_place_text(out, s->config->root, h->first->facts, &pl_site_call(h->first)->at);
    g_string_append(out, ": ");
    pl_append_visible(out, s->program->funcs[h->first->caller].name);
    g_string_append(out, " hands ");
    for (uint32_t i = 0; i < h->names->len && i < MOST_NAMES; i++) {
        if (i) g_string_append(out, ", ");
        pl_append_visible(out, h->names->pdata[i]);
    }
    if (h->names->len > MOST_NAMES) g_string_append_printf(out, " and %u more", h->names->len - MOST_NAMES);
    g_string_append(out, " to ");
    pl_append_visible(out, h->callee);
    if (h->count > 1) g_string_append_printf(out, ", first of %u calls", h->count);
    char *say = remedy(h);
    g_string_append(out, "\n    no pack knows what that does with it: say so: ");
    pl_append_visible(out, say);
    g_string_append(out, " in .pinlint.json\n");
    g_free(say);
}

void pl_graph_append_handed(GString *out, const pl_session *session) {
    search q = find_all(session);
    for (uint32_t i = 0; i < q.all->len; i++) append_handed(out, session, q.all->pdata[i]);
    if (q.all->len)
        g_string_append_printf(out,
                               "%u argument%s of library functions %s functions of the program, to an end that no "
                               "pack knows.\n",
                               q.all->len, q.all->len == 1 ? "" : "s", q.all->len == 1 ? "gets" : "get");
    clear(&q);
}

static void push_text(cJSON *array, const char *text) {
    char *valid = pl_valid_utf8(text);
    cJSON_AddItemToArray(array, cJSON_CreateString(valid));
    g_free(valid);
}

void pl_graph_add_handed(cJSON *root, const pl_session *session) {
    cJSON *list = cJSON_AddArrayToObject(root, "handed");
    search q = find_all(session);
    for (uint32_t i = 0; i < q.all->len; i++) {
        const handed *h = q.all->pdata[i];
        cJSON *o = cJSON_CreateObject(), *names = cJSON_CreateArray();
        pl_graph_add_text(o, "caller", session->program->funcs[h->first->caller].name);
        pl_graph_add_place(o, h->first->facts, &pl_site_call(h->first)->at);
        pl_graph_add_text(o, "to", h->callee);
        cJSON_AddNumberToObject(o, "argument", h->argument);
        cJSON_AddNumberToObject(o, "calls", h->count);
        for (uint32_t k = 0; k < h->names->len; k++) push_text(names, h->names->pdata[k]);
        cJSON_AddItemToObject(o, "functions", names);
        cJSON_AddItemToArray(list, o);
    }
    clear(&q);
}
