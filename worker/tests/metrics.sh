#!/bin/sh
# metrics.sh PROGRAM FOLDER: what Prometheus itself says of the text. Debian has promtool only together with the server,
# which would run as soon as it is installed; so the package is unpacked into FOLDER, and only promtool of it.
set -eu
promtool=$(command -v promtool || echo "$2/usr/bin/promtool")
if [ ! -x "$promtool" ]; then
    mkdir -p "$2"
    (cd "$2" && apt-get -q download prometheus && dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool &&
        rm prometheus_*.deb) >"$2/log" 2>&1 || { cat "$2/log"; echo "promtool cannot be had"; exit 77; }
fi
text=$(mktemp)
trap 'rm -f "$text"' EXIT
"$1" "$text"
"$promtool" check metrics <"$text"
# It must be able to fail.
printf 'pinworker_up{name="x} 1\n' >>"$text"
if "$promtool" check metrics <"$text" 2>/dev/null; then
    echo "promtool takes anything" >&2
    exit 1
fi
