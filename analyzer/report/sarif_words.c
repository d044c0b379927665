/* message.text with the whole chain in words. GitHub shows the message and the related locations that it links to, but
 * not always the flow, so the sentence must tell the story by itself. */
#include <string.h>

#include "report/describe.h"
#include "report/escape.h"
#include "report/jsonout.h"
#include "report/sarif.h"

/* How many other entry points the message links to; all stand in `properties.otherEntryPoints`. */
enum { OTHERS_LINKED = 5 };

typedef struct {
    const pl_sarif *sarif;
    GString *text;
    cJSON *related;
    uint32_t links;
} writer;

/* Text outside links: shown as it is. Only `](` could be taken for a link; brackets are escaped where it occurs. */
static void plain(writer *w, const char *raw, size_t limit) {
    char *visible = pl_visible(raw);
    char *shortened = pl_shorten(visible, limit);
    if (!strstr(shortened, "](")) {
        g_string_append(w->text, shortened);
    } else {
        for (const char *p = shortened; *p; p++) {
            if (*p == '[' || *p == ']') g_string_append_c(w->text, '\\');
            g_string_append_c(w->text, *p);
        }
    }
    g_free(visible);
    g_free(shortened);
}

static void name(writer *w, const char *raw) { plain(w, pl_or(raw, "<unnamed>"), PL_SARIF_NAME); }

static void link_to(writer *w, const char *label, const pl_place *place, const char *function, const char *message) {
    char *visible = pl_visible(label);
    char *shortened = pl_shorten(visible, PL_SARIF_NAME);
    g_string_append_c(w->text, '[');
    for (const char *p = shortened; *p; p++) {
        if (strchr("[]\\", *p)) g_string_append_c(w->text, '\\');
        g_string_append_c(w->text, *p);
    }
    g_string_append_printf(w->text, "](%u)", ++w->links);
    pl_json_add(w->related, pl_sarif_location(w->sarif, place, function, message, w->links));
    g_free(visible);
    g_free(shortened);
}

static void link_place(writer *w, const pl_place *place, const char *function, const char *message) {
    char *label = pl_place_label(place);
    link_to(w, label, place, function, message);
    g_free(label);
}

static void hop(writer *w, const pl_finding *f, uint32_t i) {
    const pl_step *step = &f->steps[i];
    if (i == 0) {
        char *entry = f->entry ? pl_entry_text(f->entry) : g_strdup("entry point");
        name(w, step->function);
        g_string_append(w->text, " (");
        plain(w, entry, PL_SARIF_DESCRIPTION);
        g_string_append(w->text, "; ");
        link_place(w, &step->at, step->function, "Entry point.");
        g_string_append_c(w->text, ')');
        g_free(entry);
        return;
    }
    char *how = pl_step_text(step);
    char *sentence = pl_step_sentence(step - 1, step);
    g_string_append(w->text, i == 1 ? " calls " : ", which calls ");
    name(w, step->function);
    g_string_append(w->text, " at ");
    link_place(w, &step->at, (step - 1)->function, sentence);
    if (*how) {
        g_string_append(w->text, " (");
        plain(w, how, PL_SARIF_DESCRIPTION);
        g_string_append_c(w->text, ')');
    }
    g_free(how);
    g_free(sentence);
}

static void chain(writer *w, const pl_finding *f) {
    if (f->nsteps == 0) return;
    uint32_t all = f->nsteps, keep = PL_SARIF_HOPS_IN_WORDS / 2;
    g_string_append(w->text, "\nPath: ");
    for (uint32_t i = 0; i < all; i++) {
        if (all > 2 * keep && i == keep) {
            i = all - keep;
            g_string_append_printf(w->text, ", and so on through %u more functions", all - 2 * keep);
        }
        hop(w, f, i);
    }
    g_string_append_c(w->text, '.');
}

static void others(writer *w, const pl_finding *f) {
    if (f->nothers == 0) return;
    g_string_append_c(w->text, '\n');
    pl_append_others(w->text, "Also", f);
    uint32_t shown = MIN(f->nothers, OTHERS_LINKED);
    for (uint32_t i = 0; i < shown; i++) {
        const pl_entry_info *other = &f->others[i];
        g_string_append(w->text, i ? ", " : " ");
        link_to(w, pl_or(other->function, "<unnamed>"), &other->at, other->function, "Another entry point.");
    }
    g_string_append(w->text, shown < f->nothers || f->more_others ? ", and more." : ".");
}

void pl_sarif_words(const pl_sarif *sarif, const pl_finding *f, cJSON *result) {
    writer w = {sarif, g_string_new(NULL), pl_json_array(), 0};
    plain(&w, pl_or(f->message, "(no message)"), PL_SARIF_MESSAGE);
    if (pl_place_from_macro(&f->at)) {
        pl_place macro = {f->at.spelled_path, f->at.spelled_line, f->at.spelled_column, NULL, 0, 0};
        g_string_append(w.text, "\nThe call is expanded from a macro at ");
        link_place(&w, &macro, NULL, "Expanded from here.");
        g_string_append_c(w.text, '.');
    }
    if (pl_wrapper_unsaid(f)) {
        g_string_append_c(w.text, '\n');
        name(&w, f->wrapper);
        g_string_append(w.text, " is a wrapper of ");
        name(&w, f->sink);
        g_string_append_c(w.text, '.');
    }
    chain(&w, f);
    others(&w, f);
    cJSON *message = pl_json_put_object(result, "message");
    pl_json_put_string(message, "text", w.text->str);
    if (w.links > 0) {
        pl_json_put(result, "relatedLocations", w.related);
    } else {
        cJSON_Delete(w.related);
    }
    g_string_free(w.text, TRUE);
}
