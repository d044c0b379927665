#include "stream.h"
void pump(stream *s) {
    while (s->read(s->data, 1)) // want-edge "Connection::read_thunk" field want-no-edge "Connection::close_thunk"
        ;
    if (s->close)
        s->close(s->data); // want-edge "Connection::close_thunk" field want-no-edge "Connection::read_thunk"
}
