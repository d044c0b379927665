#!/bin/sh
# profile.sh PROGRAM: what `go tool pprof` itself sees in the profile that PROGRAM writes of its workers and its handler.
set -eu
program=$1
go=$(command -v go || true)
[ -n "$go" ] && "$go" tool -n pprof >/dev/null 2>&1 || { echo "go tool pprof is not installed"; exit 77; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export HOME="$dir" PPROF_TMPDIR="$dir" GOFLAGS= GOCACHE="$dir/cache"
"$program" "$dir/cpu.pb.gz"
gzip -t "$dir/cpu.pb.gz"

pprof() { "$go" tool pprof "$@" "$dir/cpu.pb.gz" 2>>"$dir/stderr"; }
die() {
    printf '%s\n' "$1" >&2
    cat "$dir/stderr" >&2
    exit 1
}
has() { grep -q "$2" "$dir/$1" || die "$1 lacks $2: $(cat "$dir/$1")"; }
has_not() { ! grep -q "$2" "$dir/$1" || die "$1 has $2: $(cat "$dir/$1")"; }
# The milliseconds of all samples, from the header of -top, are what PROGRAM used, more or less.
is_about() {
    ms=$(awk '/^Showing nodes accounting for/ { sub(/ms,?$/, "", $5); print int($5) }' "$dir/$1")
    [ "$ms" -ge $(($2 * 7 / 10)) ] && [ "$ms" -le $(($2 * 13 / 10)) ] || die "$1: $ms ms, not about $2"
}

pprof -top -unit=ms -nodefraction=0 >"$dir/all"
pprof -top -unit=ms -nodefraction=0 -tagfocus=role=pinned-worker >"$dir/workers"
pprof -top -unit=ms -nodefraction=0 -tagignore=role >"$dir/others"
pprof -top -unit=ms -nodefraction=0 -tagfocus=tenant=umbrella >"$dir/umbrella"
pprof -traces -tagfocus=id=late >"$dir/late"
pprof -tags -unit=ms >"$dir/tags"
pprof -raw >"$dir/raw"
cat "$dir/all" "$dir/workers" "$dir/tags"

has all burn_in_worker
has all burn_in_handler
has workers burn_in_worker
has_not workers burn_in_handler
has others burn_in_handler
has_not others burn_in_worker
has umbrella burn_in_worker
# Callers, and the labels of the job on one that started after the profile.
has late render_for_tenant
has late 'tenant: *umbrella'
has late 'tenant: *acme'
has_not late 'id: *early'
has tags 'ms (.*): handler'
has raw 'PeriodType: cpu nanoseconds'
has raw 'samples/count cpu/nanoseconds'
is_about workers 600
is_about umbrella 200
is_about others 300
