#!/usr/bin/env bash
# Reports appear whole or not at all.
. "$(dirname "$0")/common.bash"
project p

it "standard output to a full device"
set +e
"$PINLINT" check -p p --format text >/dev/full 2>.err
code=$?
set -e
case $code in 2 | 3) ;; *) fail "exit code $code, expected 2 or 3" ;; esac
says 'space|write|stdout|standard output'

it "what other commands print on a full device"
for command in rules 'explain pin-in-handler' --help --version 'check --help' packs; do
    code=0
    # shellcheck disable=SC2086 # words
    "$PINLINT" $command >/dev/full 2>.err || code=$?
    [ $code = 2 ] || fail "$command: exit code $code, expected 2"
    says 'standard output'
done

it "a report on a full device"
run '2|3' check -p p --output sarif:/dev/full
says '/dev/full'

it "a directory that is not there"
run 2 check -p p --output sarif:no/such/dir/out.sarif
says 'no/such/dir'
is_not_there no

it "a directory as the file"
mkdir taken
run '2|3' check -p p --output json:taken
says 'taken'

it "an old report survives a failure to write the new one"
printf 'old\n' >old.json
set +e
(
    trap '' XFSZ
    ulimit -f 0
    exec "$PINLINT" check -p p --output json:old.json
) >.out 2>.err
code=$?
set -e
[ "$(cat old.json)" = old ] || fail "the old report is damaged"
case $code in 2 | 3) ;; *) fail "exit code $code, expected 2 or 3" ;; esac
[ -z "$(find . -maxdepth 1 -name 'old.json?*')" ] || fail "temporary files are left"

it "several at once, and none on standard output"
run 1 check -p p --output sarif:a.sarif --output json:a.json --output gcc:a.gcc --output text:a.txt
for f in a.sarif a.json a.gcc a.txt; do [ -s "$f" ] || fail "$f is empty"; done
is_json a.sarif
is_json a.json
json a.sarif 'd["version"] == "2.1.0" and len(d["runs"][0]["results"]) == 1'
json a.json 'len(d["findings"]) == 1 and d["findings"][0]["rule"] == "lock-in-handler"'
grep -Eq '^(p/)?app\.c:5:[0-9]+: warning: .* \[lock-in-handler\]$' a.gcc || fail "gcc: $(head -n 1 a.gcc)"
grep -q 'note:' a.gcc || fail "gcc: no notes"
grep -q 'pthread_mutex_lock(&mutex)' a.txt || fail "text: no source line"
grep -q '\^' a.txt || fail "text: no caret"
[ -z "$(find . -maxdepth 1 -name 'a.*' ! -name a.sarif ! -name a.json ! -name a.gcc ! -name a.txt)" ] || fail "temporary files are left"

it "- is standard output"
run 1 check -p p --output json:-
is_json "$tmp/.out"

it "the format of --output has a typo"
run 2 check -p p --output sarf:x
says 'sarif'
is_not_there x

it "no path"
run 2 check -p p --output sarif:
run 2 check -p p --output sarif

it "reports do not change when nothing changes"
run 1 check -p p --output sarif:b.sarif --output json:b.json
same a.sarif b.sarif
same a.json b.json

it "a new report replaces an old one, through a symbolic link, and keeps others readable"
printf 'old\n' >real.json
ln -s real.json link.json
run 1 check -p p --output json:link.json
is_json link.json

it "no findings"
database p clean.c
run 0 check -p p --output sarif:none.sarif --output json:none.json --output gcc:none.gcc --output text:none.txt
json none.sarif 'd["runs"][0]["results"] == []'
json none.json 'd["findings"] == []'
[ ! -s none.gcc ] || fail "gcc: not empty"
done_testing
