#!/usr/bin/env bash
# lighttpd 1.4.69: what it really calls under a load, and how much of it pinlint's graph has.
#   truth_lighttpd.sh          with its modules linked in
#   truth_lighttpd.sh modules  with modules that it loads (truth_lighttpd_modules.sh)
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"
# shellcheck source=testdata/corpora/truth.bash
. "$here/truth.bash"

sources=$corpora/lighttpd-1.4.69
if [ $# -eq 0 ]; then
    name=lighttpd static=ON target=lighttpd indirect=99.5
else
    name=lighttpd-modules static=OFF target=all indirect=85 # what dlsym returns cannot be resolved
fi
build=$corpora/$name-recorded
need cmake make
build_recorder
fetch lighttpd 1.4.69
if [ ! -f "$build/done" ]; then
    rm -rf "$build"
    mkdir -p "$build/build"
    # The list of the modules to link in is for the builder to write.
    for module in access accesslog ajp13 alias auth authn_file cgi deflate dirlisting evhost expire extforward fastcgi \
        indexfile proxy redirect rewrite scgi setenv simple_vhost sockproxy ssi staticfile status userdir vhostdb \
        webdav wstunnel; do
        printf 'PLUGIN_INIT(mod_%s)\n' "$module"
    done >"$build/build/plugin-static.h"
    { cmake -S "$sources" -B "$build" -DBUILD_STATIC="$static" -DCMAKE_BUILD_TYPE=None \
        -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DCMAKE_C_FLAGS="$recorded_flags" &&
        cmake --build "$build" -j "$(nproc)" --target "$target"; } >"$build.log" 2>&1 ||
        { tail -n 20 "$build.log"; exit 1; }
    "$PYTHON" "$here/truth_handlers.py" '\bp->(?P<kind>(?:handle|connection)_\w+)\s*=\s*(?P<function>\w+);' \
        "$sources/src" >"$build/handlers.tsv"
    touch "$build/done"
fi
recorded "$name" "$build" "$PYTHON" "$here/truth_lighttpd_load.py" "$build/build/lighttpd"
# Direct calls: not those of code from configparser.y, which the debug information places there.
compared "$name" "$build" --at-least direct=99 --at-least "indirect=$indirect" --at-least reach=99.5
