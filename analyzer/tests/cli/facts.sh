#!/usr/bin/env bash
# Two steps are one: extract, then check --facts. Damaged facts are refused, never believed, never a crash.
. "$(dirname "$0")/common.bash"
project p
database p app.c clean.c
reports() { printf '%s ' --output "json:$1.json" --output "sarif:$1.sarif" --output "gcc:$1.gcc" --output "text:$1.txt"; }

it "extract"
cd p
run 0 extract -o ../app.facts -- gcc -c app.c -o app.o
run 0 extract -o ../clean.facts -- gcc -c clean.c -o clean.o
is_not_there app.o
cd ..
is_there app.facts

it "the same report"
# shellcheck disable=SC2046
run 1 check -p p --root p $(reports one)
# shellcheck disable=SC2046
run 1 check --facts app.facts clean.facts --root p --config p/.pinlint.json $(reports two)
# shellcheck disable=SC2046
run 1 check --facts clean.facts app.facts --root p --config p/.pinlint.json $(reports three)
for f in json sarif gcc txt; do same one.$f two.$f; same one.$f three.$f; done
it "the project file is found from the facts, too"
run 1 check --facts app.facts clean.facts

it "the same bytes every time"
cd p
run 0 extract -o ../again.facts -- gcc -c app.c -o app.o
cd ..
same app.facts again.facts

it "as JSON"
run 0 facts dump app.facts
is_json "$tmp/.out"
prints 'on_put' 'pthread_mutex_lock'
it "compact"
[ "$(stat -c %s app.facts)" -lt "$(stat -c %s "$tmp/.out")" ] || fail "larger than its JSON"

it "facts of a file that does not compile"
printf 'int broken( {\n' >p/broken.c
cd p
run '0|3' extract -o ../broken.facts -- gcc -c broken.c
[ ! -e ../broken.facts ] || { run '0|3' check --facts ../broken.facts && says 'broken\.c'; }
run 3 extract -o ../gone.facts -- gcc -c gone.c
says 'gone\.c'
is_not_there ../gone.facts
cd ..

it "an output that cannot be written"
run '2|3' extract -o no/dir/x.facts -- gcc -c p/app.c
says 'no/dir/x\.facts'
run '2|3' extract -o /dev/full -- gcc -c p/app.c
says '/dev/full'

refused() { # FILE: named, and no crash
    for query in check dump; do
        if [ $query = check ]; then run '2|3' check --facts "$1" clean.facts; else run '2|3' facts dump "$1"; fi
        says "$(basename "$1" | sed 's/\./\\./g')"
    done
}
it "no facts at all"
refused nowhere.facts
: >empty.facts && it "an empty file" && refused empty.facts
cp p/app.c text.facts && it "a text" && refused text.facts
mkdir dir.facts && it "a directory" && refused dir.facts
it "another version"
"$PYTHON" - <<'EOF'
data = bytearray(open("app.facts", "rb").read())
import itertools
open("tail.facts", "wb").write(data + b"more")
for n, at in enumerate(sorted({0, 1, 3, 4, 5, 7, 8, 12, 16, 20, len(data) // 3, len(data) // 2, len(data) - 9, len(data) - 1})):
    changed = bytearray(data)
    changed[at] ^= 1 << (at % 8)
    open(f"flip{n}.facts", "wb").write(changed)
for n, size in enumerate((1, 4, 8, 16, 24, len(data) // 2, len(data) - 1)):
    open(f"cut{n}.facts", "wb").write(data[:size])
EOF
it "more bytes than it should have" && refused tail.facts
for f in flip*.facts; do it "a changed bit: $f" && refused "$f"; done
for f in cut*.facts; do it "cut short: $f" && refused "$f"; done

it "any change of any byte is noticed"
"$PYTHON" - "$PINLINT" <<'EOF' || fail "see above"
import random, subprocess, sys
random.seed(3)
data = open("app.facts", "rb").read()
bad = 0
for round in range(60):
    changed = bytearray(data)
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(changed))
        changed[at] = (changed[at] + random.randrange(1, 256)) % 256
    open("fuzz.facts", "wb").write(changed)
    done = subprocess.run([sys.argv[1], "facts", "dump", "fuzz.facts"], capture_output=True)
    if done.returncode not in (2, 3) or b"fuzz.facts" not in done.stderr:
        bad += 1
        print("changed facts were taken:", done.returncode, done.stderr[:200])
sys.exit(bad > 0)
EOF
done_testing
