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

/* Ends the line inside painted text. */
static void break_line(pl_layout *layout, const char *code) {
    if (*code) {
        while (g_str_has_suffix(layout->out->str, " ")) g_string_truncate(layout->out, layout->out->len - 1);
        g_string_append(layout->out, pl_paint_reset(layout->colour));
    }
    pl_layout_end(layout);
    pl_layout_pad(layout, layout->indent);
    g_string_append(layout->out, code);
}

void pl_layout_words(pl_layout *layout, const char *text, pl_paint paint) {
    char *visible = pl_visible(text);
    char **words = g_strsplit(visible, " ", -1);
    const char *code = pl_paint_code(layout->colour, paint);
    bool wraps = layout->columns >= layout->indent + NARROWEST;
    g_string_append(layout->out, code);
    for (char **word = words; *word; word++) {
        if (!**word) continue;
        if (wraps && layout->at > layout->indent && layout->at + pl_visible_width(*word) > layout->columns)
            break_line(layout, code);
        put_visible(layout, *word, PL_PLAIN);
        if (word[1]) pl_layout_pad(layout, layout->at + 1);
    }
    if (*code) g_string_append(layout->out, pl_paint_reset(layout->colour));
    g_strfreev(words);
    g_free(visible);
}

void pl_layout_pad(pl_layout *layout, unsigned column) {
    unsigned blanks = layout->at < column ? column - layout->at : layout->at == 0 ? 0 : 2;
    for (unsigned i = 0; i < blanks; i++) g_string_append_c(layout->out, ' ');
    layout->at += blanks;
}

void pl_layout_end(pl_layout *layout) {
    while (layout->out->len > 0 && layout->out->str[layout->out->len - 1] == ' ')
        g_string_truncate(layout->out, layout->out->len - 1);
    g_string_append_c(layout->out, '\n');
    layout->at = 0;
}
