#!/usr/bin/env bash
# Usage: testdata/corpora/examples_web.sh [NAME...]
# Servers and examples that come with web frameworks, written by nobody here: fetched, configured, and linted with the
# shipped packs and no project file. Without a name: all of them. Files for which a library is missing are named.
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"

bash "$here/../headers.sh"
headers=$(cd "${PINLINT_HEADERS:-$here/../../build/headers}" && pwd)/usr/include
read -ra glib <<<"$(pkg-config --cflags glib-2.0 gio-2.0)"
bear_make=(env -u http_proxy -u https_proxy -u HTTP_PROXY -u HTTPS_PROXY bear --output compile_commands.json --)

# shellcheck disable=SC2317 # the functions that `once` runs
# Runs a command in the build directory of the same name, once, with a log.
once() { # NAME COMMAND...
    local name=$1 build=$corpora/$1-examples
    shift
    [ ! -f "$build/done" ] || return 0
    rm -rf "$build"
    mkdir -p "$build"
    (cd "$build" && "$@") >"$build.log" 2>&1 || { tail -n 20 "$build.log"; exit 1; }
    grep '^left out' "$build.log" || true
    touch "$build/done"
}

cmake_database() { cmake -S "$1" -B . -DCMAKE_EXPORT_COMPILE_COMMANDS=ON "${@:2}"; }
units() { "$PYTHON" "$here/units.py" . "$@"; }
# Sets `sources`.
sources_in() { mapfile -t sources < <(find "$1" "${@:2}" | LC_ALL=C sort); }

libmicrohttpd() {
    fetch libmicrohttpd 0.9.75
    # The configuration gives MHD_config.h, which the examples include.
    mhd() {
        "$1/configure" --disable-static --disable-doc --disable-curl --disable-nls &&
            units -I "$PWD" -I "$1/src/include" -- "$1"/{src,doc}/examples/*.c
    }
    once libmicrohttpd mhd "$corpora/libmicrohttpd-0.9.75"
}
libevent() {
    fetch libevent 2.1.12-stable
    once libevent cmake_database "$corpora/libevent-2.1.12-stable" -DEVENT__DISABLE_TESTS=ON -DEVENT__DISABLE_BENCHMARK=ON
}
libevhtp() {
    fetch_upstream libevhtp 1.2.18
    once libevhtp cmake_database "$corpora/libevhtp-1.2.18" -DEVHTP_DISABLE_REGEX=ON
}
civetweb() {
    fetch civetweb 1.15+dfsg
    local source=$corpora/civetweb-1.15+dfsg
    sources_in "$source/examples" -name '*.c' -o -name '*.cpp'
    once civetweb units -DUSE_WEBSOCKET -I "$source/include" -- "${sources[@]}"
}
libwebsockets() {
    fetch libwebsockets 4.1.6
    lws() { # its configuration writes lws_config.h, which the examples include
        sources_in "$1/minimal-examples" -name '*.c' -not -path '*/esp32/*'
        cmake_database "$1" -DLWS_WITH_SECURE_STREAMS=ON -DLWS_ROLE_MQTT=ON &&
            units -I "$PWD" -I "$1/include" -isystem "$headers" -- "${sources[@]}"
    }
    once libwebsockets lws "$corpora/libwebsockets-4.1.6"
}
h2o() {
    fetch h2o 2.2.5+dfsg2
    once h2o cmake_database "$corpora/h2o-2.2.5+dfsg2" -DWITH_MRUBY=OFF "-DCMAKE_C_FLAGS=-idirafter $headers"
}
libsoup2() {
    fetch libsoup2.4 2.74.3
    once libsoup2 units -isystem "$headers/libsoup-2.4" -isystem "$headers/libxml2" "${glib[@]}" -- \
        "$corpora"/libsoup2.4-2.74.3/examples/*.c
}
libsoup3() {
    fetch libsoup3 3.2.3
    once libsoup3 units -isystem "$headers/libsoup-3.0" "${glib[@]}" -- "$corpora"/libsoup3-3.2.3/examples/*.c
}
fcgi() {
    fetch libfcgi 2.4.2
    once fcgi units -isystem "$headers" -- "$corpora"/libfcgi-2.4.2/examples/*.{c,cpp}
}
apache() {
    fetch apache2 2.4.68
    httpd() {
        local folder include=()
        gcc -DCROSS_COMPILE "$1/server/gen_test_char.c" -o gen_test_char || return 1
        ./gen_test_char >test_char.h
        sources_in "$1/modules" -type d
        for folder in "$1/include" "$1/os/unix" "$1/server" "${sources[@]}"; do include+=(-I "$folder"); done
        sources_in "$1/modules" -name '*.c' -not -path '*/win32/*' -not -path '*/netware/*'
        units -D_GNU_SOURCE -I "$PWD" "${include[@]}" -isystem "$headers/apache2" -isystem "$headers/apr-1.0" \
            -isystem "$headers/libxml2" -isystem "$headers/lua5.4" -idirafter "$headers" \
            -idirafter "$headers/x86_64-linux-gnu" -- "${sources[@]}"
    }
    once apache httpd "$corpora/apache2-2.4.68"
}
nginx() {
    fetch nginx 1.22.1
    need bear make cc
    engine() {
        cp -r "$1"/. . && ./configure --with-threads --with-stream --with-mail --with-file-aio --with-http_ssl_module \
            --with-mail_ssl_module --with-stream_ssl_module --with-http_v2_module --with-http_dav_module \
            --with-http_auth_request_module --with-http_slice_module --with-http_realip_module --with-cc-opt=-O0 && "${bear_make[@]}" make -j "$(nproc)"
    }
    once nginx engine "$corpora/nginx-1.22.1"
}
uwsgi() {
    fetch_upstream uwsgi 2.0.21
    need bear cc
    core() { cp -r "$1"/. . && CFLAGS=-O0 "${bear_make[@]}" "$PYTHON" uwsgiconfig.py --build core; }
    once uwsgi core "$corpora/uwsgi-2.0.21"
}
uwsgi_plugins() {
    fetch_upstream uwsgi 2.0.21
    local source=$corpora/uwsgi-2.0.21
    sources_in "$source/plugins" "$source/core/routing.c" -name '*.c'
    once uwsgi_plugins units -D_GNU_SOURCE '-DUWSGI_VERSION="2.0.21"' -DUWSGI_ROUTING -DUWSGI_PCRE -DUWSGI_SSL \
        -DUWSGI_ZLIB -DUWSGI_EVENT_USE_EPOLL -DUWSGI_LOCK_USE_MUTEX -I "$source" -I "$source/plugins/jvm" \
        -idirafter "$headers" -- "${sources[@]}"
}
redis_modules() {
    fetch redis 7.0.15
    once redis_modules units -I "$corpora/redis-7.0.15/src" -- "$corpora"/redis-7.0.15/{src,tests}/modules/*.c
}

all=(
    libmicrohttpd libevent libevhtp civetweb libwebsockets h2o libsoup2 libsoup3 fcgi apache nginx uwsgi uwsgi_plugins
    redis_modules
)
need cmake make cc
failed=()
for name in "${@:-${all[@]}}"; do
    [[ " ${all[*]} " == *" $name "* ]] || { echo "there is no $name: ${all[*]}"; exit 2; }
    echo "== $name"
    "$name"
    "$PYTHON" "$here/lint.py" --pinlint "$PINLINT" --output "$corpora/reports/$name" --untimed --expect "$name" \
        "$corpora/$name-examples" || failed+=("$name")
done
[ ${#failed[@]} -eq 0 ] || { echo "failed: ${failed[*]}"; exit 1; }
