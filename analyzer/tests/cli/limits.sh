#!/usr/bin/env bash
# A unit that never ends, eats memory or dies costs itself only.
. "$(dirname "$0")/common.bash"
project p
endless >p/endless.cpp
database p endless.cpp app.c clean.c

it "time"
start=$(date +%s)
run 3 check -p p --timeout 2 --format gcc
says 'endless\.cpp.*(time|second)|(time|second).*endless\.cpp'
prints 'app\.c:5:[0-9]+: warning: .*\[lock-in-handler\]'
[ $(($(date +%s) - start)) -lt 60 ] || fail "took more than a minute"

it "a fraction of a second is a time, too"
run '2|3' check -p p --timeout 0.5 --format gcc

it "--allow-partial"
run 1 check -p p --timeout 2 --allow-partial --format gcc
says 'endless\.cpp'

it "memory"
if sanitized; then
    printf 'skipped: sanitizers need all address space\n'
else
    run 3 check -p p --timeout 100 --memory 200 --format gcc
    says 'endless\.cpp.*memory|memory.*endless\.cpp'
    prints 'app\.c:5:'
fi

it "extract has the same limits"
cd p
run 3 extract --timeout 2 -o ../endless.facts -- g++ -c endless.cpp
says 'endless\.cpp'
is_not_there ../endless.facts
cd ..

it "nothing is left running"
sleep 1
if pgrep -f "$tmp/p" >/dev/null; then fail "left over: $(pgrep -af "$tmp/p")"; fi

it "a report that says which units are missing"
run 3 check -p p --timeout 2 --output json:r.json --output sarif:r.sarif --output text:r.txt
grep -q 'endless\.cpp' r.json || fail "not in the json report"
grep -q 'endless\.cpp' r.sarif || fail "not in the sarif report"
json r.sarif 'd["runs"][0]["invocations"][0]["toolExecutionNotifications"]'
done_testing
