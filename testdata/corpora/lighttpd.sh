#!/usr/bin/env bash
# lighttpd 1.4.69, built with CMake, then linted: its plugin hooks are the entry points.
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"

build=$corpora/lighttpd-build
need cmake make cc
fetch lighttpd 1.4.69
if [ ! -f "$build/done" ]; then
    rm -rf "$build"
    mkdir -p "$build"
    # No library beyond libc: what is measured must not depend on what happens to be installed. Built, because some
    # sources are generated.
    { cmake -S "$corpora/lighttpd-1.4.69" -B "$build" -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DWITH_PCRE2=OFF -DWITH_ZLIB=OFF &&
        cmake --build "$build" -j "$(nproc)"; } >"$corpora/lighttpd-build.log" 2>&1 ||
        { tail -n 20 "$corpora/lighttpd-build.log"; exit 1; }
    touch "$build/done"
fi
exec "$PYTHON" "$here/lint.py" --pinlint "$PINLINT" --output "$corpora/reports/lighttpd" --expect lighttpd "$build"
