#!/bin/sh
# run.sh: checks queue.pml, and that it finds each of the mistakes that -DBROKEN makes. PINWORKER_MODEL_LONG=1 adds
# configurations that take many minutes and gigabytes.
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

callers="-DSUBMITTERS=2 -DCALLERS=2 -DCLOSE_ANY_TIME" # replies, leaving, parking
batch="-DSUBMITTERS=2 -DCALLERS=1 -DBATCH=2"          # leaving in the middle
room="-DSUBMITTERS=3 -DCALLERS=0"                     # sleeping for room
two_sleep="$room -DCAPACITY=1"
behind="-DSUBMITTERS=3 -DCALLERS=0 -DBATCH=2"         # a batch in front of what would fit
both="-DSUBMITTERS=3 -DCALLERS=1"                     # many minutes
for options in "$callers" "$batch" "$room" "$two_sleep" "$behind" ${PINWORKER_MODEL_LONG:+"$room -DCLOSE_ANY_TIME" "$both"}; do
    # shellcheck disable=SC2086
    check $options || { cat pan.log; echo "the model has an error ($options)"; exit 1; }
    echo "ok $options: $(grep -o '^ *[0-9.e+]* states, stored' pan.log | xargs)"
done
for mistake in "1 $room" "2 $room" "3 -DSUBMITTERS=2 -DCALLERS=2" "4 $callers" "5 $callers" "6 $batch" "7 $batch" "8 $room"; do
    # shellcheck disable=SC2086
    if check -DBROKEN=$mistake; then
        echo "mistake $mistake is not found"
        exit 1
    fi
    grep -q 'errors: 1' pan.log || { cat pan.log; exit 1; }
    echo "mistake ${mistake%% *} is found: $(grep -o 'invalid end state\|assertion violated.*' pan.log | head -1)"
done
