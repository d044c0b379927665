#!/usr/bin/env bash
# What may not be read or written. Root may everything: then these run as nobody.
. "$(dirname "$0")/common.bash"
if [ "$(id -u)" = 0 ]; then
    command -v setpriv >/dev/null || { echo "root without setpriv"; exit 77; }
    chmod 755 "$tmp"
    # The checkout may lie where nobody may look, in /root for one.
    cp -RL "$SRCDIR/rules" "$tmp/rules"
    chmod -R a+rX "$tmp/rules"
    export PINLINT_RULES=$tmp/rules
    printf '#!/bin/sh\nexec setpriv --reuid=65534 --regid=65534 --clear-groups %q "$@"\n' "$PINLINT" >"$tmp/as-nobody"
    chmod 755 "$tmp/as-nobody"
    PINLINT=$tmp/as-nobody
    "$PINLINT" --version >/dev/null 2>&1 || { echo "nobody may not run it"; exit 77; }
    owner() { chown -R 65534:65534 "$@"; }
else
    owner() { :; }
fi
mkdir out
owner out
project p
chmod -R a+rX p

it "a source that may not be read costs its unit"
handler on_secret >p/secret.c
chmod 0 p/secret.c
database p app.c secret.c
run 3 check -p p --format gcc
says 'secret\.c: .*ermission denied'
prints 'app\.c:5:'

it "a database that may not be read"
chmod 0 p/compile_commands.json
run 2 check -p p
says 'compile_commands\.json.*ermission denied'
chmod 644 p/compile_commands.json

it "a directory that may not be entered"
project locked
chmod 0 locked
run 2 check -p locked
says 'locked/compile_commands\.json.*ermission denied'
chmod 755 locked

it "a project file that may not be read"
project config
chmod 0 config/.pinlint.json
run 2 check -p config
says '\.pinlint\.json'

it "a working directory of a unit that may not be entered"
project inner
mkdir inner/closed
handler on_inner >inner/closed/x.c
database inner/closed x.c
"$PYTHON" -c 'import json
a = json.load(open("inner/compile_commands.json")) + json.load(open("inner/closed/compile_commands.json"))
json.dump(a, open("inner/compile_commands.json", "w"))'
chmod 0 inner/closed
run 3 check -p inner --format gcc
says 'x\.c'
prints 'app\.c:5:'
chmod 755 inner/closed

it "a report in a directory that may not be written"
database p app.c
mkdir readonly
chmod 555 readonly
owner readonly
run '2|3' check -p p --output sarif:readonly/out.sarif
says 'readonly/out\.sarif'
is_not_there readonly/out.sarif

it "a report over a file that may not be written: replaced or refused, never damaged"
printf 'old\n' >out/old.json
chmod 444 out/old.json
owner out
run '1|2|3' check -p p --output json:out/old.json
[ "$(cat out/old.json)" = old ] || is_json out/old.json

it "facts that may not be read"
run 0 extract -o out/app.facts -- gcc -c p/app.c
chmod 0 out/app.facts
run '2|3' check --facts out/app.facts
says 'app\.facts'

it "a pack that may not be read"
cp -r "${SRCDIR:?}/rules" packs
chmod -R a+rX packs
chmod 0 packs/sinks/posix-threads.json
run 2 check -p p --pack-dir packs
says 'posix-threads\.json'

it "no place for temporary files"
TMPDIR=$tmp/readonly run 1 check -p p
done_testing
