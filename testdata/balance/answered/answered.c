// Calls that answer with what was there before: umask, uselocale. The copy may be in an object, and whether there is one
// may be the caller's to say.
#define _GNU_SOURCE
#include <locale.h>
#include <stdbool.h>
#include <sys/stat.h>

struct credentials {
    mode_t mask;
};
struct request {
    mode_t mask;
    bool strict;
};
int store(const char *name);

int on_upload(const char *name) {
    mode_t old = umask(077); // want thread-state-in-handler "umask.*put back on every way out"
    int result = store(name);
    umask(old);
    return result;
}

int on_upload_that_fails(const char *name) {
    mode_t old = umask(077); // want thread-state-in-handler:warning "umask in its own body; do"
    if (store(name)) return -1;
    umask(old);
    return 0;
}

static void become(const struct request *request, struct credentials *old, bool with_mask) {
    if (with_mask) old->mask = umask(request->mask);
}
static void come_back(const struct credentials *old, bool with_mask) {
    if (with_mask) umask(old->mask);
}
int on_create(const struct request *request) {
    struct credentials old;
    become(request, &old, request->strict); // want thread-state-in-handler "become .wrapper of umask.*put back on every way out"
    int result = store("file");
    come_back(&old, request->strict);
    return result;
}

double on_number(const char *text, locale_t c) {
    double parse(const char *);
    locale_t old = uselocale(c); // want thread-state-in-handler:warning "uselocale.*put back on every way out"
    double number = parse(text);
    uselocale(old);
    return number;
}
void on_language(locale_t of_user) {
    uselocale(of_user); // want thread-state-in-handler:error "uselocale"
}
