/* Compiler style, for editors: one line per finding, one `note:` per hop. Whatever is said about a place stands on one
 * line, so that vim's errorformat and emacs' compilation mode read it as it is. */
#include "report/describe.h"
#include "report/escape.h"
#include "report/formats.h"

static void line(GString *out, const pl_place *place, const char *kind, const char *text, const char *rule) {
    char *where = pl_place_column_text(place);
    pl_append_visible(out, where);
    g_string_append_printf(out, ": %s: ", kind);
    pl_append_visible(out, text);
    if (rule) g_string_append_printf(out, " [%s]", rule);
    g_string_append_c(out, '\n');
    g_free(where);
}

static void note(GString *out, const pl_place *place, char *text) {
    line(out, place, "note", text, NULL);
    g_free(text);
}

static void hops(GString *out, const pl_finding *f) {
    for (uint32_t i = 0; i < f->nsteps; i++) {
        const pl_step *step = &f->steps[i];
        if (i > 0) {
            note(out, &step->at, pl_step_sentence(&f->steps[i - 1], step));
        } else {
            char *entry = f->entry ? pl_entry_text(f->entry) : g_strdup("entry point");
            note(out, &step->at,
                 g_strdup_printf("%s is an entry point: %s", pl_or(step->function, "<unnamed>"), entry));
            g_free(entry);
        }
        if (pl_place_from_macro(&step->at)) {
            pl_place macro = {step->at.spelled_path, step->at.spelled_line, step->at.spelled_column, NULL, 0, 0};
            note(out, &macro, g_strdup("expanded from here"));
        }
    }
}

static void finding(GString *out, const pl_finding *f) {
    const char *message = pl_or(f->message, "(no message)");
    if (f->suppressed) {
        /* A note, so that nothing that counts warnings counts it. */
        char *text = g_strconcat("suppressed ", pl_level_word(f), ": ", message, NULL);
        line(out, &f->at, "note", text, f->rule->id);
        g_free(text);
        note(out, &f->at, pl_suppression_text(f->suppressed));
    } else {
        line(out, &f->at, pl_level_word(f), message, f->rule->id);
    }
    hops(out, f);
    if (pl_wrapper_unsaid(f))
        note(out, &f->at, g_strdup_printf("%s is a wrapper of %s", f->wrapper, pl_or(f->sink, "<unnamed>")));
    if (f->nothers) note(out, &f->at, pl_others_text(f));
}

void pl_report_gcc(const pl_result *result, const pl_report_options *options, GString *out) {
    for (uint32_t i = 0; i < result->nfindings; i++) {
        const pl_finding *f = &result->findings[i];
        if (!f->suppressed || options->show_suppressed) finding(out, f);
    }
}
