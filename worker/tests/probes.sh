#!/bin/sh
# probes.sh LIBRARY: the static probes, as tracers find them: in the notes of the ELF file.
set -eu
command -v readelf >/dev/null || { echo "readelf is not installed"; exit 77; }
notes=$(readelf -nW "$1")
case $notes in
    *stapsdt*) ;;
    *) echo "built without sys/sdt.h"; exit 77 ;;
esac
# NAME COUNT: one line for each place, its arguments as in "8@%rdi".
probes=$(printf '%s\n' "$notes" | awk '
    /Provider:/ { provider = $NF }
    /Name:/ { name = $NF }
    /Arguments:/ { print provider, name, NF - 1 }' | sort -u)
expected='pinworker done 4
pinworker enqueue 3
pinworker start 3'
if [ "$probes" != "$expected" ]; then
    printf 'found:\n%s\nexpected:\n%s\n' "$probes" "$expected" >&2
    exit 1
fi
printf '%s\n' "$probes"
