#include "report/layout.h"

#include <string.h>

#include "report/escape.h"

enum { NARROWEST = 24 };

const char *pl_paint_code(bool colour, pl_paint paint) {
    static const char *const codes[] = {[PL_PLAIN] = "",          [PL_BOLD] = "\033[1m",       [PL_DIM] = "\033[2m",
                                        [PL_RED] = "\033[1;31m",  [PL_MAGENTA] = "\033[1;35m", [PL_CYAN] = "\033[1;36m",
                                        [PL_GREEN] = "\033[1;32m"};
    return colour ? codes[paint] : "";
}

const char *pl_paint_reset(bool colour) { return colour ? "\033[0m" : ""; }

static void put_visible(pl_layout *layout, const char *visible, pl_paint paint) {
    const char *code = pl_paint_code(layout->colour, paint);
    g_string_append(layout->out, code);
    g_string_append(layout->out, visible);
    if (*code) g_string_append(layout->out, pl_paint_reset(layout->colour));
    layout->at += pl_visible_width(visible);
}

unsigned pl_layout_put(pl_layout *layout, const char *text, pl_paint paint) {
    unsigned before = layout->at;
    char *visible = pl_visible(text);
    put_visible(layout, visible, paint);
    g_free(visible);
    return layout->at - before;
}

void pl_layout_words(pl_layout *layout, const char *text, pl_paint paint) {
    char *visible = pl_visible(text);
    char **words = g_strsplit(visible, " ", -1);
    const char *code = pl_paint_code(layout->colour, paint), *reset = *code ? pl_paint_reset(true) : "";
    bool wraps = layout->columns >= layout->indent + NARROWEST, painting = false, first = true;
    for (char **word = words; *word; word++) {
        if (!**word) continue;
        unsigned blank = first ? 0 : 1;
        if (wraps && layout->at > layout->indent && layout->at + blank + pl_visible_width(*word) > layout->columns) {
            if (painting) g_string_append(layout->out, reset);
            painting = false;
            pl_layout_end(layout);
            pl_layout_pad(layout, layout->indent);
        } else {
            pl_layout_pad(layout, layout->at + blank);
        }
        if (!painting) g_string_append(layout->out, code);
        painting = true;
        first = false;
        put_visible(layout, *word, PL_PLAIN);
    }
    if (painting) g_string_append(layout->out, reset);
    g_strfreev(words);
    g_free(visible);
}

void pl_layout_pad(pl_layout *layout, unsigned column) {
    unsigned blanks = layout->at <= column ? column - layout->at : 2;
    for (unsigned i = 0; i < blanks; i++) g_string_append_c(layout->out, ' ');
    layout->at += blanks;
}

void pl_layout_end(pl_layout *layout) {
    while (layout->out->len > 0 && layout->out->str[layout->out->len - 1] == ' ')
        g_string_truncate(layout->out, layout->out->len - 1);
    g_string_append_c(layout->out, '\n');
    layout->at = 0;
}
