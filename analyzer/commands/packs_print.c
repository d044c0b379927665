/* packs_print.c: see packs.h. */
#include <string.h>

#include "checks/match.h"
#include "commands/packs.h"
#include "report/escape.h"
#include "report/jsonout.h"

enum { COLUMNS = 100 };

static void append_count(GString *out, uint32_t n, const char *one, const char *many) {
    if (n) g_string_append_printf(out, "%s%u %s", out->len ? ", " : "", n, n == 1 ? one : many);
}

static uint32_t count(const char *const *names) { return names ? g_strv_length((char **)(uintptr_t)names) : 0; }

char *pl_packs_contents(const pl_pack *pack) {
    GString *out = g_string_new(NULL);
    append_count(out, pack->nentries, "entry", "entries");
    append_count(out, pack->nsinks, "sink", "sinks");
    append_count(out, pack->ncallbacks, "callback", "callbacks");
    append_count(out, count(pack->barriers), "barrier", "barriers");
    append_count(out, count(pack->number_readers), "number reader", "number readers");
    if (!out->len) g_string_append(out, "nothing");
    return g_string_free(out, FALSE);
}

/* A pack's own strings come from files, like everything else. */
static void append_visible(GString *out, const char *text) {
    char *safe = pl_visible(text);
    g_string_append(out, safe);
    g_free(safe);
}

static int widest_name(const pl_config *config) {
    size_t widest = 4;
    for (uint32_t i = 0; i < config->npacks; i++) widest = MAX(widest, strlen(config->packs[i]->name));
    return (int)MIN(widest, 40);
}

char *pl_packs_list(const pl_config *config) {
    GString *out = g_string_new(NULL);
    int width = widest_name(config);
    for (uint32_t i = 0; i < config->npacks; i++) {
        const pl_pack *pack = config->packs[i];
        char *contents = pl_packs_contents(pack);
        g_string_append_printf(out, "%-*s  ", width, pack->name);
        append_visible(out, pack->title);
        g_string_append_printf(out, " (%s", contents);
        if (pack->nentries && pack->model != PL_MODEL_UNKNOWN)
            g_string_append_printf(out, "; %s", pl_model_name(pack->model));
        g_string_append(out, ")\n");
        g_free(contents);
    }
    return g_string_free(out, FALSE);
}

static void append_unused(GString *out, const pl_config *config, const pl_usage *usage) {
    size_t column = 0;
    for (uint32_t i = 0; i < config->npacks; i++) {
        if (usage[i].because) continue;
        size_t n = strlen(config->packs[i]->name) + 1;
        if (!column) g_string_append(out, "\nNot used:");
        if (column + n > COLUMNS || !column) {
            g_string_append(out, "\n ");
            column = 1;
        }
        g_string_append_printf(out, " %s", config->packs[i]->name);
        column += n;
    }
    if (column) g_string_append_c(out, '\n');
}

char *pl_packs_usage(const pl_config *config, const pl_usage *usage) {
    GString *out = g_string_new(NULL);
    int width = widest_name(config);
    g_string_append_printf(out, "%-*s  %8s  %6s  %9s  %s\n", width, "pack", "handlers", "sinks", "callbacks",
                           "because of");
    for (uint32_t i = 0; i < config->npacks; i++) {
        const pl_usage *u = &usage[i];
        if (!u->because) continue;
        g_string_append_printf(out, "%-*s  %8u  %6u  %9u  ", width, u->pack->name, u->entry_points, u->sinks,
                               u->callbacks);
        append_visible(out, *u->because ? pl_below(config->root, u->because) : "always");
        g_string_append_c(out, '\n');
    }
    append_unused(out, config, usage);
    return g_string_free(out, FALSE);
}

static void put_texts(cJSON *object, const char *key, const char *const *texts) {
    cJSON *list = pl_json_put_array(object, key);
    for (; texts && *texts; texts++) pl_json_add(list, pl_json_string(*texts));
}

static void put_usage(cJSON *item, const pl_config *config, const pl_usage *u) {
    pl_json_put(item, "used", cJSON_CreateBool(u->because != NULL));
    if (!u->because) return;
    pl_json_put_string(item, "because", *u->because ? pl_below(config->root, u->because) : "always");
    cJSON *found = pl_json_put_object(item, "found");
    pl_json_put_number(found, "handlers", u->entry_points);
    pl_json_put_number(found, "sinks", u->sinks);
    pl_json_put_number(found, "callbacks", u->callbacks);
}

char *pl_packs_json(const pl_config *config, const pl_usage *usage) {
    GString *out = g_string_new("{\"packs\": [");
    for (uint32_t i = 0; i < config->npacks; i++) {
        const pl_pack *pack = config->packs[i];
        cJSON *item = pl_json_object();
        pl_json_put_string(item, "name", pack->name);
        pl_json_put_string(item, "title", pack->title);
        pl_json_put_string(item, "framework", pack->framework);
        pl_json_put_string(item, "model", pl_model_name(pack->model));
        put_texts(item, "verified", pack->verified);
        put_texts(item, "linted", pack->linted);
        pl_json_put_number(item, "entries", pack->nentries);
        pl_json_put_number(item, "sinks", pack->nsinks);
        pl_json_put_number(item, "callbacks", pack->ncallbacks);
        if (usage) put_usage(item, config, &usage[i]);
        g_string_append(out, i ? ",\n" : "\n");
        pl_json_emit(out, item);
    }
    g_string_append(out, "\n]}\n");
    return g_string_free(out, FALSE);
}
