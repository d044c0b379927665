#!/bin/sh
# run.sh: checks queue.pml, and that it finds each of the mistakes that -DBROKEN makes.
set -eu
model=$(cd "$(dirname "$0")" && pwd)/queue.pml
command -v spin >/dev/null || { echo "spin is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# check DEFINES...: prints what the verifier says; true if it found no error.
check() {
    spin -a "$@" "$model" >spin.log || { cat spin.log; exit 1; }
    ${CC:-cc} -O2 -w -DSAFETY -DCOLLAPSE -DVECTORSZ=2048 -o pan pan.c
    ./pan -m1000000 -w24 >pan.log
    grep -q 'errors: 0' pan.log && ! grep -q 'max search depth too small\|out of memory' pan.log
}

for options in "" "-DCLOSE_ANY_TIME"; do
    # shellcheck disable=SC2086
    check $options || { cat pan.log; echo "the model has an error ($options)"; exit 1; }
    echo "ok ${options:-(closed at the end)}: $(grep -o '^ *[0-9.e+]* states, stored' pan.log | xargs)"
done
for mistake in 1 2 3 4 5 6; do
    if check "-DBROKEN=$mistake" && check "-DBROKEN=$mistake" -DCLOSE_ANY_TIME; then
        echo "mistake $mistake is not found"
        exit 1
    fi
    echo "mistake $mistake is found"
done
