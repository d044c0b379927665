#!/usr/bin/env bash
# memcached 1.6.18: what it really calls under a load, and how much of it pinlint's graph has. Threads that each run a
# loop of libevent's, which calls back what is in the sources.
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"
# shellcheck source=testdata/corpora/truth.bash
. "$here/truth.bash"

build=$corpora/memcached-recorded
sources=$build # its configure script wants to be where the sources are: a copy of them
need make bear
build_recorder
fetch memcached 1.6.18
if [ ! -f "$build/done" ]; then
    rm -rf "$build"
    cp -r "$corpora/memcached-1.6.18" "$build"
    # bear talks to itself over gRPC, which would ask a proxy.
    (cd "$build" && ./configure --enable-tls CFLAGS="$recorded_flags" &&
        env -u http_proxy -u https_proxy -u HTTP_PROXY -u HTTPS_PROXY bear -- make -j "$(nproc)") \
        >"$build.log" 2>&1 || { tail -n 20 "$build.log"; exit 1; }
    # What the loop calls, and what works for a connection.
    "$PYTHON" "$here/truth_handlers.py" \
        '(?m)^(?:static )?\w+ (?P<function>\w+)\((?:conn \*c\b|evutil_socket_t|const int fd)[^;{]*\{' "$sources" \
        >"$build/handlers.tsv"
    touch "$build/done"
fi
recorded memcached "$build" "$PYTHON" "$here/truth_memcached_load.py" "$build/memcached"
compared memcached "$build" --at-least direct=99.5 --at-least indirect=99.5 --at-least reach=99.5 \
    --at-most unresolved-seen=0 --at-most targets=3 --at-most inflation=3
