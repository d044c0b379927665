#!/usr/bin/env bash
# HAProxy 2.6.12: what it really calls under a load, and how much of it pinlint's graph has. What its keywords, rules,
# filters and protocols do is registered by constructors, or lies in sections of the executable.
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"
# shellcheck source=testdata/corpora/truth.bash
. "$here/truth.bash"

build=$corpora/haproxy-recorded
sources=$build # it is built in its sources: a copy of them
need make bear openssl
build_recorder
fetch haproxy 2.6.12
if [ ! -f "$build/done" ]; then
    rm -rf "$build"
    cp -r "$corpora/haproxy-2.6.12" "$build"
    # bear talks to itself over gRPC, which would ask a proxy.
    (cd "$build" && env -u http_proxy -u https_proxy -u HTTP_PROXY -u HTTPS_PROXY bear -- \
        make -j "$(nproc)" haproxy TARGET=linux-glibc USE_OPENSSL=1 USE_PCRE2=1 USE_ZLIB=1 USE_PROMEX=1 \
        CPU_CFLAGS="-O0" DEBUG_CFLAGS="$recorded_flags") >"$build.log" 2>&1 || { tail -n 20 "$build.log"; exit 1; }
    # Tasks, analysers, actions, fetches, converters, filters, applets, and what multiplexers and protocols do.
    parameters='struct (?:task|stream|appctx|act_rule|sample|arg|filter|connection|channel|proxy) \*'
    "$PYTHON" "$here/truth_handlers.py" \
        "(?m)^(?:static )?[\\w \\*]*?\\b(?P<function>\\w+)\\((?:const )?(?:$parameters)[^;{]*\\)\\s*\\{" \
        "$sources/src" >"$build/handlers.tsv"
    touch "$build/done"
fi
recorded haproxy "$build" "$PYTHON" "$here/truth_haproxy_load.py" "$build/haproxy"
compared haproxy "$build" --at-least direct=99.5 --at-least indirect=99.5 --at-least reach=99.5 \
    --at-most unresolved-seen=0 --at-most targets=11 --at-most inflation=4
