#!/bin/sh
# metrics.sh PROGRAM: what Prometheus itself says of the text.
set -eu
promtool=$(command -v promtool || true)
[ -n "$promtool" ] || { echo "promtool is not installed"; exit 77; }
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
