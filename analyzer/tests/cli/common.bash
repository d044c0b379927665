# Sourced by every test of this folder: a temporary directory to work in, and words for what is expected.
# $PINLINT is the binary, $PYTHON a Python 3, $SRCDIR and $BUILDDIR the trees; exit code 77 means skipped.
set -eu
: "${PINLINT:?set PINLINT to the binary}"
PINLINT=$(realpath "$PINLINT")
PYTHON=${PYTHON:-python3}
export LC_ALL=C.UTF-8
unset NO_COLOR CLICOLOR CLICOLOR_FORCE COLUMNS PINLINT_RULES

tmp=$(mktemp -d "${TMPDIR:-/tmp}/pinlint-cli-XXXXXX")
tmp=$(realpath "$tmp")
trap 'status=$?; chmod -R u+rwx "$tmp" 2>/dev/null || true; rm -rf "$tmp"; exit $status' EXIT
failures=0
what=start
cd "$tmp"

# it WORDS: names what is tested next.
it() { what=$*; }

fail() {
    failures=$((failures + 1))
    printf 'FAIL %s: %s\n' "$what" "$*"
    if [ -e "$tmp/.command" ]; then
        printf '     command: %s\n' "$(cat "$tmp/.command")"
        sed 's/^/     stdout: /' "$tmp/.out" 2>/dev/null | head -n 20 | cat -v
        sed 's/^/     stderr: /' "$tmp/.err" 2>/dev/null | head -n 20 | cat -v
    fi
}

# run CODES ARGUMENTS...: runs pinlint; CODES are the allowed exit codes, "0|1". What it wrote is in $tmp/.out and .err.
run() {
    local codes=$1
    shift
    printf '%q ' pinlint "$@" >"$tmp/.command"
    set +e
    timeout --kill-after=5 "${limit:-120}" "$PINLINT" "$@" >"$tmp/.out" 2>"$tmp/.err" </dev/null
    code=$?
    set -e
    case "|$codes|" in
    *"|$code|"*) ;;
    *) fail "exit code $code, expected $codes" ;;
    esac
    if grep -Eq 'AddressSanitizer|UndefinedBehaviorSanitizer|runtime error:|LeakSanitizer' "$tmp/.err"; then
        fail "a sanitizer speaks"
    fi
    return 0
}

# says REGEX..., says_not REGEX: about stderr. prints, prints_not: about stdout.
says() { local r; for r in "$@"; do grep -Eq -e "$r" "$tmp/.err" || fail "stderr has no /$r/"; done; }
says_not() { ! grep -Eq -e "$1" "$tmp/.err" || fail "stderr has /$1/"; }
prints() { local r; for r in "$@"; do grep -Eq -e "$r" "$tmp/.out" || fail "stdout has no /$r/"; done; }
prints_not() { ! grep -Eq -e "$1" "$tmp/.out" || fail "stdout has /$1/"; }
is_there() { [ -e "$1" ] || fail "$1 is missing"; }
is_not_there() { [ ! -e "$1" ] || fail "$1 should not be there"; }
same() { cmp -s "$1" "$2" || fail "$1 and $2 differ: $(diff "$1" "$2" | head -n 4)"; }
is_json() { "$PYTHON" -c 'import json,sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$1" || fail "$1 is no JSON"; }

# json FILE EXPRESSION: the expression (d is the document) must be true.
json() { "$PYTHON" -c 'import json,sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
sys.exit(0 if eval(sys.argv[2]) else 1)' "$1" "$2" || fail "in $1 it does not hold: $2"; }

# database DIR FILE...: DIR/compile_commands.json with a unit for each file (relative to DIR).
database() { "$PYTHON" - "$@" <<'EOF'
import json, os, sys
where = os.path.realpath(sys.argv[1])
def text(name): return os.fsencode(name).decode("utf-8", "surrogateescape")
units = [{"directory": where, "file": text(f),
          "arguments": ["g++" if f.endswith(".cpp") else "gcc", "-c", text(f), "-o", f"{i}.o"]}
         for i, f in enumerate(sys.argv[2:])]
data = json.dumps(units, ensure_ascii=False).encode("utf-8", "surrogateescape")
open(os.path.join(where, "compile_commands.json"), "wb").write(data)
EOF
}

# project DIR: a handler on_put that locks (a warning) in DIR/app.c, a clean unit, a project file, a database.
project() {
    mkdir -p "$1"
    printf '%s\n' '{"entries": [{"kind": "app.event", "form": "name", "function": "on_*", "model": "event-loop"}]}' \
        >"$1/.pinlint.json"
    handler on_put >"$1/app.c"
    printf 'int twice(int n) { return 2 * n; }\n' >"$1/clean.c"
    database "$1" app.c clean.c
}

# handler NAME: the source of a handler that locks.
handler() {
    cat <<EOF
#include <pthread.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int value;
void $1(int n) {
    pthread_mutex_lock(&mutex);
    value = n;
    pthread_mutex_unlock(&mutex);
}
EOF
}

# endless: C++ that instantiates templates until time or memory is up.
endless() {
    cat <<'EOF'
template <long N, long M> struct tree { enum : long { v = tree<N - 1, M * 2>::v + tree<N - 1, M * 2 + 1>::v }; };
template <long M> struct tree<0, M> { enum : long { v = M }; };
long on_tree() { return tree<40, 1>::v; }
EOF
}

sanitized() { [ -n "${BUILDDIR:-}" ] && grep -Eq '^PINLINT_SANITIZE:[A-Z]+=.+' "$BUILDDIR/CMakeCache.txt" 2>/dev/null; }

done_testing() {
    [ "$failures" -eq 0 ] || { printf '%s failures\n' "$failures"; exit 1; }
    printf 'ok\n'
}
