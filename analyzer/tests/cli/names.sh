#!/usr/bin/env bash
# File names and source text are other people's: they are escaped before they reach a terminal, JSON or a line format.
. "$(dirname "$0")/common.bash"
project p
escape=$(printf '\033')

# strange FILE: a handler in a file of this name gives one finding in well-formed reports.
strange() {
    handler on_put >"p/$1"
    database p "$1"
    rm -f r.*
    run 1 check -p p --output json:r.json --output sarif:r.sarif --output gcc:r.gcc --output text:r.txt
    json r.json 'len(d["findings"]) == 1'
    json r.sarif 'len(d["runs"][0]["results"]) == 1'
    for f in r.gcc r.txt "$tmp/.err"; do
        if grep -q "$escape" "$f"; then fail "$f has a raw escape"; fi
        if LC_ALL=C tr -d '\n\t\040-\176\200-\377' <"$f" | grep -q .; then fail "$f has control characters"; fi
    done
    [ "$(grep -c 'warning:' r.gcc)" = 1 ] || fail "gcc: not one line of one finding"
    rm -f "p/$1"
}
it "a space" && strange 'two words.c'
it "a quote" && strange "it's.c"
it "a double quote" && strange 'say "x".c'
it "a backslash" && strange 'a\b.c'
it "a percent sign and a hash" && strange 'a%20b#c?.c'
it "a newline" && strange $'one\ntwo.c'
it "a tab" && strange $'one\ttwo.c'
it "an escape sequence" && strange $'\e[31mred\e[0m.c'
it "a bell and a delete" && strange $'a\ab\177.c'
it "UTF-8" && strange 'größe-文件.c'
it "not UTF-8" && strange $'latin\xe9.c'
it "a control character of C1 in UTF-8" && strange $'c1\xc2\x9b31m.c'
it "text that runs right to left" && strange $'a\xe2\x80\xaeb.c'
it "a leading dash" && strange '-o.c'
it "a colon" && strange 'a:5:6: error.c'
it "braces, dollars, backticks" && strange '${x}`id`$(id);|&<>.c'
it "a long name" && strange "$(head -c 240 </dev/zero | tr '\0' a).c"

it "the URI in SARIF is escaped"
handler on_put >'p/two words%.c'
database p 'two words%.c'
run 1 check -p p --root p --output sarif:r.sarif
json r.sarif 'd["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "two%20words%25.c"'

it "source text with escapes, in a report and in messages"
printf '#include <pthread.h>\nstatic pthread_mutex_t m;\nvoid on_put(void) { pthread_mutex_lock(&m); /* %s]0;x%s[31m */ }\n' \
    "$escape" "$escape" >p/text.c
printf '// lockosthread:allow lock-in-handler -- why %s[31m not\nint unused_%s;\n' "$escape" "$escape" >p/reason.c
database p text.c reason.c
run '1|3' check -p p --show-suppressed --output text:r.txt --output gcc:r.gcc --output json:r.json --output sarif:r.sarif
for f in r.txt r.gcc r.json r.sarif "$tmp/.err"; do
    if grep -q "$escape" "$f"; then fail "$f has a raw escape"; fi
done
is_json r.json
is_json r.sarif

it "a name on the command line that begins with a dash"
handler on_put >p/-x.c
cd p
run 1 check ./-x.c --
cd ..

it "names in errors"
run 2 check -p $'no\e[31mwhere'
if grep -q "$escape" "$tmp/.err"; then fail "a raw escape in the message"; fi
run 2 check --format $'\e[31m'
if grep -q "$escape" "$tmp/.err"; then fail "a raw escape in the message"; fi
printf '{"\\u001b[31mkey": 1}' >p/.pinlint.json
run 2 check -p p
if grep -q "$escape" "$tmp/.err"; then fail "a raw escape in the message"; fi
done_testing
