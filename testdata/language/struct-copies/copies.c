// Records are copied whole; what their fields hold goes along. Tables are reached through pointers.
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct codec {
    const char *name;
    int (*decode)(const char *text);
};
struct stream {
    struct codec codec;
    const struct codec *table;
};

static int plain(const char *text) { return text[0]; }
static int gzip(const char *text) {
    pthread_mutex_lock(&mutex); // want lock-in-handler "gzip"
    int r = text[1];
    pthread_mutex_unlock(&mutex);
    return r;
}

static const struct codec codecs[] = {{"plain", plain}, {"gzip", gzip}, {NULL, NULL}};

static const struct codec *find(const struct codec *from, const char *name) {
    for (; from->name; from++)
        if (!strcmp(from->name, name))
            return from;
    return NULL;
}

static struct codec fallback(void) {
    return codecs[0];
}

int on_data(const char *text) {
    struct stream s, *heap = malloc(sizeof *heap);
    const struct codec **cursor = &s.table;
    s.codec = *find(codecs, "gzip");
    *heap = s;
    int n = heap->codec.decode(text); // want-edge "gzip" field
    memcpy(&s.codec, &codecs[1], sizeof s.codec);
    n += s.codec.decode(text); // want-edge "gzip" field
    s.table = codecs;
    n += (*cursor)->decode(text);   // want-edge "gzip" field want-edge "plain" field
    n += fallback().decode(text);   // want-edge "plain" field
    free(heap);
    return n;
}
