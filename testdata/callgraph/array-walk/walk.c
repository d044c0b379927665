// Tables that are walked with a pointer until NULL, and a table of tables.
#include <stddef.h>
static int parse(void) { return 0; }
static int check(void) { return 0; }
static int emit(void) { return 0; }
static int spare(void) { return 0; }

static int (*const front[])(void) = {parse, check, NULL};
static int (*const back[])(void) = {emit, NULL};
static int (*const *const passes[])(void) = {front, back, NULL};
static int (*const others[])(void) = {spare, NULL};

int run(void) {
    for (int (*const *p)(void) = front; *p; p++)
        if ((*p)()) // want-edge "parse" field want-edge "check" field want-no-edge "emit" want-no-edge "spare"
            return 1;
    for (int (*const *const *t)(void) = passes; *t; t++)
        for (size_t i = 0; (*t)[i]; i++)
            if ((*t)[i]()) // want-edge "parse" field want-edge "emit" field want-no-edge "spare"
                return 1;
    for (const void *end = others; end;)
        return others[0](); // want-edge "spare" field want-no-edge "parse"
    return 0;
}
