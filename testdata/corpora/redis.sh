#!/usr/bin/env bash
# Redis 7.0.15, built with make and recorded by bear, then linted: what pinlint has to find and must not report there.
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"

source=$corpora/redis-7.0.15
need make cc bear
fetch redis 7.0.15
if [ ! -f "$source/compile_commands.json" ]; then
    make -C "$source" distclean >/dev/null 2>&1 || true
    # bear talks to itself over gRPC, which would ask a proxy.
    (cd "$source" && env -u http_proxy -u https_proxy -u HTTP_PROXY -u HTTPS_PROXY \
        bear --output recorded.json -- make MALLOC=libc -j "$(nproc)" >build.log 2>&1) ||
        { tail -n 20 "$source/build.log"; exit 1; }
    mv "$source/recorded.json" "$source/compile_commands.json"
fi
exec "$PYTHON" "$here/lint.py" --pinlint "$PINLINT" --output "$corpora/reports/redis" --expect redis "$source"
