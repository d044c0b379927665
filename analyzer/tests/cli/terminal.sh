#!/usr/bin/env bash
# text with colour on a terminal, gcc elsewhere; NO_COLOR; nothing but the report on standard output.
. "$(dirname "$0")/common.bash"
project p

# terminal ARGUMENTS...: runs pinlint on a pseudo-terminal; what it wrote is in $tmp/.out
terminal() {
    printf '%q ' pinlint "$@" '(on a terminal)' >"$tmp/.command"
    : >"$tmp/.err"
    "$PYTHON" - "$PINLINT" "$@" >"$tmp/.out" <<'EOF'
import os, pty, sys
os.environ["TERM"] = "xterm-256color"
def read(fd):
    data = os.read(fd, 65536)
    return data
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    try:
        data = os.read(fd, 65536)
    except OSError:
        break
    if not data:
        break
    sys.stdout.buffer.write(data)
os.waitpid(pid, 0)
EOF
}
escape=$(printf '\033')

it "not a terminal: gcc, no colour"
run 1 check -p p
prints '^p/app\.c:5:5: warning: .* \[lock-in-handler\]$|^app\.c:5:5: warning: .* \[lock-in-handler\]$'
prints_not "$escape"
says_not "$escape"

it "a terminal: text and colour, the source line, the numbered path"
terminal check -p p
prints "$escape\\[[0-9;]+m" 'pthread_mutex_lock\(&mutex\)' '\^' '1[.)]' 'app\.c:5'

it "NO_COLOR"
NO_COLOR=1 terminal check -p p
prints_not "$escape\\[[0-9;]*m"
prints 'pthread_mutex_lock\(&mutex\)'

it "an empty NO_COLOR counts as not set"
NO_COLOR='' terminal check -p p
prints "$escape\\[[0-9;]+m"

it "--format gcc on a terminal"
terminal check -p p --format gcc
prints 'app\.c:5:5: .*warning: '

it "text into a file has no colour"
run 1 check -p p --format text
prints_not "$escape"
prints '\^'

it "the summary is on stderr"
run 1 check -p p --format json
is_json "$tmp/.out"
says '1 finding|finding.* 1|lock-in-handler'

it "the message is one plain sentence: handler, sink and remedy"
run 1 check -p p --format json
json "$tmp/.out" '"on_put" in d["findings"][0]["message"] and "pthread_mutex_lock" in d["findings"][0]["message"]'
json "$tmp/.out" '"\n" not in d["findings"][0]["message"]'
it "the fields of a finding"
json "$tmp/.out" 'all(k in d["findings"][0] for k in ("rule", "level", "file", "line", "column", "function", "sink", "wrapper", "tier", "message", "fingerprint", "entry", "path", "entry_points", "other_entry_points", "suppressed"))'
json "$tmp/.out" 'd["findings"][0]["entry"]["function"] == "on_put" and d["findings"][0]["entry"]["kind"] == "app.event"'
json "$tmp/.out" 'd["findings"][0]["line"] == 5 and d["findings"][0]["column"] == 5'

it "the fingerprint does not depend on lines or places"
cp "$tmp/.out" before.json
mkdir -p elsewhere && project elsewhere && { printf '\n\n// moved\n'; handler on_put | sed 's/^    /\t/'; } >elsewhere/app.c
run 1 check -p elsewhere --root elsewhere --format json --output json:after.json
run 1 check -p p --root p --format json --output json:before.json
"$PYTHON" -c 'import json
a, b = (json.load(open(f))["findings"][0] for f in ("before.json", "after.json"))
raise SystemExit(a["fingerprint"] != b["fingerprint"] or a["line"] == b["line"])' || fail "it does"
done_testing
