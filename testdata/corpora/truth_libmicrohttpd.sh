#!/usr/bin/env bash
# libmicrohttpd 0.9.75 and its example servers: what they really call under a load, and how much of it pinlint's graph
# has. The examples are many programs over one library, linted together.
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"
# shellcheck source=testdata/corpora/truth.bash
. "$here/truth.bash"

sources=$corpora/libmicrohttpd-0.9.75
build=$corpora/libmicrohttpd-recorded
need make bear
build_recorder
fetch libmicrohttpd 0.9.75
if [ ! -f "$build/done" ]; then
    rm -rf "$build"
    mkdir -p "$build"
    # bear talks to itself over gRPC, which would ask a proxy.
    (cd "$build" && "$sources/configure" --disable-shared --disable-doc --disable-curl --disable-nls \
        CFLAGS="$recorded_flags" &&
        env -u http_proxy -u https_proxy -u HTTP_PROXY -u HTTPS_PROXY \
            bear --output recorded.json -- make -j "$(nproc)") >"$corpora/libmicrohttpd-recorded.log" 2>&1 ||
        { tail -n 20 "$corpora/libmicrohttpd-recorded.log"; exit 1; }
    mv "$build/recorded.json" "$build/compile_commands.json"
    # Functions with the parameters of the library's callbacks.
    parameters='void \*\w+,\s+(?:struct MHD_Connection \*|enum MHD_ValueKind|uint64_t)|struct MHD_Connection \*'
    "$PYTHON" "$here/truth_handlers.py" "(?m)^(?P<function>\w+) \((?:$parameters)" "$sources/src/examples" \
        >"$build/handlers.tsv"
    touch "$build/done"
fi
recorded libmicrohttpd "$build" "$PYTHON" "$here/truth_libmicrohttpd_load.py" "$build/src/examples"
compared libmicrohttpd "$build" --at-least direct=99.5 --at-least indirect=99.5 --at-least reach=99.5
"$PYTHON" "$here/truth_programs.py" --pinlint "$PINLINT" --database "$build" --programs examples "$truth" \
    --at-least reach=99.5 --at-most inflation=10 --at-most targets=4
