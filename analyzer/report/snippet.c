#include "report/snippet.h"

#include <string.h>

#include "report/escape.h"

/* The line in cells, as far as it was laid out. Only what the window shows is kept. */
typedef struct {
    unsigned from, to; /* the window, in cells */
    bool cut;          /* then tabs are shown as one blank: where a tab stop lies is lost */
    GString *text, *below;
} window;

enum { TAB_CELLS = 8, BAD_BYTE_CELLS = 4 };

static unsigned cells_of(uint32_t c, size_t length, bool cut) {
    if (c == '\t') return cut ? 1 : TAB_CELLS; /* at most */
    if (c == PL_BAD_UTF8) return (unsigned)length * BAD_BYTE_CELLS;
    if (!pl_is_unsafe(c)) return pl_width(c);
    GString *shown = g_string_new(NULL);
    pl_append_visible_char(shown, "", 0, c);
    unsigned cells = (unsigned)shown->len;
    g_string_free(shown, TRUE);
    return cells;
}

static unsigned measure(pl_line line, bool cut) {
    unsigned cells = 0;
    for (size_t i = 0; i < line.size;) {
        uint32_t c;
        size_t length = pl_utf8_next(line.text + i, line.size - i, &c);
        cells += cells_of(c, length, cut);
        i += length;
    }
    return cells;
}

/* One character at `cell`; `mark`: what goes below it. */
static void put(window *w, unsigned cell, unsigned cells, pl_line one, uint32_t c, char mark) {
    if (cell < w->from || cell + cells > w->to) return;
    if (c == '\t' && !w->cut) {
        g_string_append_c(w->text, '\t');
        g_string_append_c(w->below, mark == ' ' ? '\t' : mark);
        return;
    }
    if (c == '\t') {
        g_string_append_c(w->text, ' ');
    } else {
        pl_append_visible_char(w->text, one.text, one.size, c);
    }
    for (unsigned i = 0; i < cells; i++) g_string_append_c(w->below, i > 0 && mark == '^' ? '~' : mark);
}

static void fill(window *w, pl_line line, size_t caret, size_t underlined) {
    unsigned cell = 0;
    for (size_t i = 0; i < line.size && cell < w->to;) {
        uint32_t c;
        size_t length = pl_utf8_next(line.text + i, line.size - i, &c);
        unsigned cells = cells_of(c, length, w->cut);
        bool at = caret >= i && caret < i + length;
        char mark = at ? '^' : i > caret && i < caret + underlined ? '~' : ' ';
        put(w, cell, cells, (pl_line){line.text + i, length}, c, mark);
        cell += cells;
        i += length;
    }
}

static pl_line without_mark(pl_line line, uint32_t *column) {
    if (line.size < 3 || memcmp(line.text, "\xEF\xBB\xBF", 3) != 0) return line;
    if (*column > 3) *column -= 3;
    return (pl_line){line.text + 3, line.size - 3};
}

/* Chooses the part to show: the caret a third from its left, more where the line ends earlier. */
static void choose(window *w, pl_line line, size_t caret, unsigned room) {
    unsigned total = measure(line, false);
    w->to = total;
    if (total <= room) return;
    w->cut = true;
    total = measure(line, true);
    w->to = total;
    if (total <= room) return;
    unsigned at = measure((pl_line){line.text, caret < line.size ? caret : 0}, true);
    w->from = at > room / 3 ? at - room / 3 : 0;
    if (w->from + room > total) w->from = total - room;
    w->to = w->from + room;
}

void pl_append_snippet(GString *out, pl_line line, uint32_t column, const pl_snippet_style *style) {
    line = without_mark(line, &column);
    bool has_caret = column > 0 && column <= line.size;
    size_t caret = has_caret ? column - 1 : SIZE_MAX / 2;
    size_t underlined = has_caret ? pl_identifier_length(line.text + caret, line.size - caret) : 0;
    window w = {.text = g_string_new(NULL), .below = g_string_new(NULL)};
    choose(&w, line, caret, MAX(style->cells, 20));
    unsigned total = measure(line, w.cut);
    fill(&w, line, caret, underlined);
    const char *before = w.from > 0 ? "..." : "", *after = w.to < total ? "..." : "";
    g_string_append_printf(out, "%s%s%s%s%s%s\n", style->dim, style->gutter, style->reset, before, w.text->str, after);
    char *end = w.below->str + w.below->len;
    while (end > w.below->str && (end[-1] == ' ' || end[-1] == '\t')) *--end = '\0';
    if (*w.below->str) {
        g_string_append_printf(out, "%s%s%s%s%s%s%s\n", style->dim, style->gutter_caret, style->reset,
                               *before ? "   " : "", style->caret, w.below->str, style->reset);
    }
    g_string_free(w.text, TRUE);
    g_string_free(w.below, TRUE);
}
