#include "store.h"

static int get_default(int key) {
    return key;
}
static const struct store fallback = {get_default, {0}, {0}};

int store_get(const struct store *s) {
    return (s ? s : &fallback)->get(1); // want-edge "get_locked" field // want-edge "get_default" field
}
int store_put(const struct store *s) {
    return s->writes.put(1); // want-edge "put" field // want-no-edge "cut"
}
int store_say(const store_log *l) {
    return l->log(1); // want-edge "print" field
}
