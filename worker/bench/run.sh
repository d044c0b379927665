#!/usr/bin/env bash
# Builds the benchmark and runs it: the table and the plots are in build/bench/results afterwards. Options are those of
# pinworker-bench (--help).
set -euo pipefail

# Read as a whole before it runs: it may be edited meanwhile.
main() {
    local here build results status generator
    here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
    build=${BENCH_BUILD:-$here/../../build/bench}
    results=$build/results

    generator=()
    [ -f "$build/CMakeCache.txt" ] || ! command -v ninja >/dev/null || generator=(-G Ninja)
    mkdir -p "$build"
    if ! { cmake -S "$here" -B "$build" "${generator[@]}" -DCMAKE_BUILD_TYPE=Release && cmake --build "$build" --target pinworker-bench; } \
        >"$build/build.log" 2>&1; then
        cat "$build/build.log" >&2
        exit 2
    fi
    grep '^-- bench: ' "$build/build.log" | sed 's/^-- //' || true

    mkdir -p "$results"
    status=0
    "$build/pinworker-bench" --out "$results" "$@" || status=$?
    case " $* " in *" --list "* | *" --help "*) exit "$status" ;; esac
    [ "$status" -le 1 ] || exit "$status"

    cat "$results/bench.md"
    if command -v gnuplot >/dev/null; then
        gnuplot -e "folder='$results'" "$here/plot.gp" || status=1
    else
        echo "run.sh: no gnuplot, no plots"
    fi
    printf '\nwritten to %s: bench.md, raw.tsv, ratios.svg, crossing.svg\n' "$results"
    exit "$status"
}
main "$@"
