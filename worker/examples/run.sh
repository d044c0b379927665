#!/bin/sh
# run.sh PROGRAM REGEX: an example has to end well, and one line of what it says is like REGEX.
set -eu
status=0
said=$("$1") || status=$?
printf '%s\n' "$said"
[ "$status" -eq 0 ] || exit "$status"
printf '%s\n' "$said" | grep -Eq "$2" || { echo "no line is like $2" >&2; exit 1; }
