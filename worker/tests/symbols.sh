#!/bin/sh
# symbols.sh LIBRARY HEADER: the shared library shows what the header declares, no more and no less, under a versioned name.
set -eu
shown=$(nm -D --defined-only "$1" | awk '{ print $3 }' | grep -v '^__[atlu]*san_\|^_init$\|^_fini$' | sort)
declared=$(grep -o 'pinworker_[a-z_]*(' "$2" | tr -d '(' | sort -u |
    while read -r name; do grep -q "^PINWORKER_API.*[ *]$name(" "$2" && echo "$name"; done | sort)
[ -n "$declared" ]
if [ "$shown" != "$declared" ]; then
    echo "shown by $1 and declared in $2 differ:"
    printf '%s\n' "$shown" >"${TMPDIR:-/tmp}/shown.$$"
    printf '%s\n' "$declared" | diff "${TMPDIR:-/tmp}/shown.$$" - || true
    rm -f "${TMPDIR:-/tmp}/shown.$$"
    exit 1
fi
readelf -d "$1" | grep -q 'SONAME.*\[libpinworker[a-z_]*\.so\.[0-9.]*\]'
