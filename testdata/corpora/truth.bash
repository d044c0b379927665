# Sourced by the truth_* scripts, after fetch.bash: records what a program really called, and compares pinlint with it.
# Everything that is built or recorded stays in $corpora; records are made again when what makes them has changed.

# DWARF 4, because binutils 2.40 takes a wrong file for inline functions of headers from DWARF 5.
# shellcheck disable=SC2034
recorded_flags="-O0 -g -gdwarf-4 -finstrument-functions"
recorder=$corpora/recorder.so

build_recorder() {
    need cc objdump addr2line nm curl "$PYTHON"
    [ "$(uname -sm)" = "Linux x86_64" ] || skip "the recorder knows Linux on x86-64 only"
    mkdir -p "$corpora"
    [ "$recorder" -nt "$here/recorder.c" ] ||
        cc -std=c11 -D_GNU_SOURCE -O2 -g -fno-omit-frame-pointer -fPIC -shared -ftls-model=initial-exec -Wall -Wextra \
            "$here/recorder.c" -o "$recorder"
    export PINLINT_RECORDER=$recorder # truth_load.py preloads it
}

# newer FILE FILES...: whether the first is newer than the others.
newer() {
    local first=$1 other
    for other in "${@:2}"; do
        [ "$first" -nt "$other" ] || [ ! -f "$other" ] || return 1
    done
}

# recorded NAME BUILD COMMAND...: the command drives the program of the build; its calls are in $truth.*.tsv afterwards.
# The entry points to follow are in BUILD/handlers.tsv.
recorded() {
    local name=$1 build=$2 records=$corpora/$1-records
    shift 2
    truth=$corpora/truth/$name
    mkdir -p "$corpora/truth"
    newer "$truth.reach.tsv" "$@" "$build/done" "$recorder" "$here"/truth_{load,symbolise}.py && return
    rm -rf "$records"
    "$@" "$corpora/$name-work" "$records"
    "$PYTHON" "$here/truth_symbolise.py" --records "$records" --project "$build" --sources "$sources" \
        --handlers "$build/handlers.tsv" --output "$truth"
    rm -rf "$records"
}

# compared NAME DATABASE LIMIT...
compared() {
    local name=$1 database=$2
    shift 2
    mkdir -p "$corpora/reports"
    "$PINLINT" graph -q -p "$database" >"$corpora/reports/$name.graph.json"
    "$PYTHON" "$here/compare_truth.py" "$corpora/reports/$name.graph.json" "$truth" --missed "$@"
}
