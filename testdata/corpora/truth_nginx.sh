#!/usr/bin/env bash
# nginx 1.22.1 with the modules that its sources hold: what it really calls under a load, and how much of it pinlint's
# graph has. Modules meet the core through tables that a generated file lists, filters meet through static variables.
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"
# shellcheck source=testdata/corpora/truth.bash
. "$here/truth.bash"

build=$corpora/nginx-recorded
sources=$build # it is configured and built in its sources: a copy of them
need make bear openssl
build_recorder
fetch nginx 1.22.1
if [ ! -f "$build/done" ]; then
    rm -rf "$build"
    cp -r "$corpora/nginx-1.22.1" "$build"
    modules=()
    for module in threads file-aio http_ssl_module http_v2_module http_realip_module http_addition_module \
        http_sub_module http_dav_module http_flv_module http_mp4_module http_gunzip_module http_gzip_static_module \
        http_auth_request_module http_random_index_module http_secure_link_module http_degradation_module \
        http_slice_module http_stub_status_module mail mail_ssl_module stream stream_ssl_module \
        stream_realip_module stream_ssl_preread_module; do
        modules+=("--with-$module")
    done
    # bear talks to itself over gRPC, which would ask a proxy.
    (cd "$build" && ./configure --with-cc-opt="$recorded_flags" "${modules[@]}" &&
        env -u http_proxy -u https_proxy -u HTTP_PROXY -u HTTPS_PROXY bear -- make -j "$(nproc)") \
        >"$build.log" 2>&1 || { tail -n 20 "$build.log"; exit 1; }
    # Handlers of phases and content, of events, and filters.
    assigned='(?:(?P<kind>\w*(?:handler|filter|_handler\w*))\s*=|\*h =)\s*(?P<function>ngx_\w+);'
    "$PYTHON" "$here/truth_handlers.py" "$assigned" "$sources/src" >"$build/handlers.tsv"
    touch "$build/done"
fi
recorded nginx "$build" "$PYTHON" "$here/truth_nginx_load.py" "$build/objs/nginx"
# Direct calls: those before an exit are a context of their own.
compared nginx "$build" --at-least direct=99.5 --at-least indirect=99.5 --at-least reach=99.5 \
    --at-most unresolved-seen=0 --at-most targets=13 --at-most inflation=13
