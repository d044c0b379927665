/* The report for people: the finding, its source line, and the numbered path that leads there. */
#include <string.h>

#include "report/describe.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/layout.h"
#include "report/snippet.h"
#include "report/source.h"

enum { UNLIMITED_LINE = 160, WIDEST_NAME = 40, WIDEST_PLACE = 44, NARROWEST_REMARK = 40 };

typedef struct {
    const pl_report_options *options;
    pl_sources *sources;
    pl_layout layout;
} printer;

static pl_paint level_paint(const char *word) { return *word == 'e' ? PL_RED : *word == 'w' ? PL_MAGENTA : PL_CYAN; }

static void start(printer *p, unsigned indent, unsigned hanging) {
    p->layout.indent = hanging;
    pl_layout_pad(&p->layout, indent);
}

static void header(printer *p, const pl_finding *f) {
    char *place = pl_place_column_text(&f->at);
    const char *word = pl_level_word(f);
    char *level = g_strdup_printf("%s%s:", word, f->suppressed ? " (suppressed)" : "");
    char *rule = g_strdup_printf("[%s]", f->rule->id);
    char *where = g_strconcat(place, ":", NULL);
    start(p, 0, 4);
    pl_layout_put(&p->layout, where, PL_BOLD);
    pl_layout_put(&p->layout, " ", PL_PLAIN);
    pl_layout_put(&p->layout, level, level_paint(word));
    pl_layout_put(&p->layout, " ", PL_PLAIN);
    pl_layout_words(&p->layout, pl_or(f->message, "(no message)"), PL_BOLD);
    pl_layout_put(&p->layout, " ", PL_PLAIN);
    pl_layout_words(&p->layout, rule, PL_DIM);
    pl_layout_end(&p->layout);
    g_free(place);
    g_free(level);
    g_free(rule);
    g_free(where);
}

static void snippet(printer *p, const pl_finding *f) {
    pl_line line;
    if (!pl_sources_line(p->sources, f->at.path, f->at.line, &line)) return;
    bool colour = p->options->colour;
    char *number = g_strdup_printf("%5u", f->at.line);
    char *gutter = g_strdup_printf("%s | ", number);
    char *below = g_strdup_printf("%*s | ", (int)strlen(number), "");
    unsigned room = p->options->columns ? p->options->columns : UNLIMITED_LINE;
    unsigned used = (unsigned)strlen(gutter) + 6; /* and "..." on both sides */
    pl_snippet_style style = {gutter,
                              below,
                              room > used ? room - used : 0,
                              pl_paint_code(colour, PL_DIM),
                              pl_paint_code(colour, PL_GREEN),
                              pl_paint_reset(colour)};
    pl_append_snippet(p->layout.out, line, f->at.column, &style);
    g_free(number);
    g_free(gutter);
    g_free(below);
}

static unsigned width_of(const char *raw) {
    char *visible = pl_visible(raw);
    unsigned cells = pl_visible_width(visible);
    g_free(visible);
    return cells;
}

/* The columns of the path: as wide as the widest entry that is not absurd. */
static void path_columns(const pl_finding *f, unsigned *names, unsigned *places) {
    *names = *places = 0;
    for (uint32_t i = 0; i < f->nsteps; i++) {
        char *place = pl_place_label(&f->steps[i].at);
        unsigned name_width = width_of(f->steps[i].function), place_width = width_of(place);
        if (name_width <= WIDEST_NAME) *names = MAX(*names, name_width);
        if (place_width <= WIDEST_PLACE) *places = MAX(*places, place_width);
        g_free(place);
    }
}

static char *macro_text(const pl_place *at) {
    char *line = g_strdup_printf("expanded from %s:%u", at->spelled_path, at->spelled_line);
    if (!at->spelled_column) return line;
    char *full = g_strdup_printf("%s:%u", line, at->spelled_column);
    g_free(line);
    return full;
}

/* What is said behind a hop: how it is known, or why the first function is an entry point. */
static char *hop_remark(const pl_finding *f, uint32_t i) {
    const pl_step *step = &f->steps[i];
    char *said = pl_step_text(step);
    char *macro = pl_place_from_macro(&step->at) ? macro_text(&step->at) : NULL;
    char *entry = i == 0 && f->entry ? pl_entry_text(f->entry) : NULL;
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    if (entry) g_ptr_array_add(parts, g_strconcat("entry point: ", entry, NULL));
    if (*said) g_ptr_array_add(parts, g_strdup(said));
    if (macro) g_ptr_array_add(parts, g_strdup(macro));
    g_ptr_array_add(parts, NULL);
    char *text = g_strjoinv("; ", (char **)parts->pdata);
    g_ptr_array_free(parts, TRUE);
    g_free(said);
    g_free(macro);
    g_free(entry);
    return text;
}

/* Behind the place where that leaves room to read, else on lines of its own. */
static void put_remark(printer *p, const char *remark, unsigned column, unsigned own_indent) {
    unsigned columns = p->options->columns, start_at = MAX(column, p->layout.at + 2);
    bool fits = columns == 0 || start_at + width_of(remark) <= columns;
    if (!fits && start_at + NARROWEST_REMARK > columns) {
        pl_layout_end(&p->layout);
        start(p, own_indent, own_indent);
    } else {
        pl_layout_pad(&p->layout, column);
        p->layout.indent = p->layout.at;
    }
    pl_layout_words(&p->layout, remark, PL_DIM);
}

static void path(printer *p, const pl_finding *f) {
    unsigned names, places;
    path_columns(f, &names, &places);
    unsigned number_width = f->nsteps < 10 ? 1 : f->nsteps < 100 ? 2 : f->nsteps < 1000 ? 3 : 6;
    unsigned name_at = 4 + number_width + 2, place_at = name_at + names + 2, remark_at = place_at + places + 2;
    for (uint32_t i = 0; i < f->nsteps; i++) {
        const pl_step *step = &f->steps[i];
        char *place = pl_place_label(&step->at), *remark = hop_remark(f, i);
        char *number = g_strdup_printf("%*u. ", (int)number_width, i + 1);
        bool end = i == 0 || i + 1 == f->nsteps;
        start(p, 4, name_at);
        pl_layout_put(&p->layout, number, PL_DIM);
        pl_layout_put(&p->layout, pl_or(step->function, "<unnamed>"), end ? PL_BOLD : PL_PLAIN);
        pl_layout_pad(&p->layout, place_at);
        pl_layout_put(&p->layout, place, PL_PLAIN);
        if (*remark) put_remark(p, remark, remark_at, name_at + 2);
        pl_layout_end(&p->layout);
        g_free(place);
        g_free(remark);
        g_free(number);
    }
}

static void remark_line(printer *p, const char *text) {
    start(p, 4, 6);
    pl_layout_words(&p->layout, text, PL_PLAIN);
    pl_layout_end(&p->layout);
}

/* One line per entry point, with its own path. */
static void all_others(printer *p, const pl_finding *f) {
    GString *head = g_string_new(NULL);
    pl_append_others(head, "also", f);
    remark_line(p, head->str);
    g_string_free(head, TRUE);
    for (uint32_t i = 0; i < f->nothers; i++) {
        const pl_entry_info *other = &f->others[i];
        char *place = pl_place_label(&other->at);
        GString *text = g_string_new(pl_or(other->function, "<unnamed>"));
        g_string_append_printf(text, " (%s, %s)", pl_or(other->kind, "entry point"), place);
        if (other->path && other->path[0]) {
            char *names = g_strjoinv(" -> ", (char **)other->path);
            g_string_append_printf(text, ": %s", names);
            g_free(names);
        }
        start(p, 6, 10);
        pl_layout_words(&p->layout, text->str, PL_PLAIN);
        pl_layout_end(&p->layout);
        g_string_free(text, TRUE);
        g_free(place);
    }
}

static void others(printer *p, const pl_finding *f) {
    if (f->nothers == 0) return;
    if (p->options->all_entries) {
        all_others(p, f);
        return;
    }
    char *text = pl_others_text(f);
    start(p, 4, 6);
    pl_layout_words(&p->layout, text, PL_DIM);
    pl_layout_end(&p->layout);
    g_free(text);
}

static void remarks(printer *p, const pl_finding *f) {
    if (f->suppressed) {
        char *text = pl_suppression_text(f->suppressed);
        remark_line(p, text);
        g_free(text);
    }
    if (pl_wrapper_unsaid(f)) {
        char *text = g_strdup_printf("%s is a wrapper of %s", f->wrapper, pl_or(f->sink, "<unnamed>"));
        remark_line(p, text);
        g_free(text);
    }
    if (f->sink_note && *f->sink_note) {
        char *text = g_strdup_printf("%s: %s", pl_or(f->sink, "<unnamed>"), f->sink_note);
        remark_line(p, text);
        g_free(text);
    }
    if (f->nsteps == 0 && pl_place_from_macro(&f->at)) {
        char *text = macro_text(&f->at);
        remark_line(p, text);
        g_free(text);
    }
    others(p, f);
}

void pl_report_text(const pl_result *result, const pl_report_options *options, GString *out) {
    printer p = {options, pl_sources_new(result->root), {out, options->colour, options->columns, 0, 0}};
    bool first = true;
    for (uint32_t i = 0; i < result->nfindings; i++) {
        const pl_finding *f = &result->findings[i];
        if (f->suppressed && !options->show_suppressed) continue;
        if (!first) g_string_append_c(out, '\n');
        first = false;
        header(&p, f);
        snippet(&p, f);
        path(&p, f);
        remarks(&p, f);
    }
    pl_sources_free(p.sources);
}
