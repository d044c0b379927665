#!/usr/bin/env bash
# Help for every command; mistakes on the command line get one sentence and exit code 2.
. "$(dirname "$0")/common.bash"
project p

it "--help"
run 0 --help
for command in check extract facts handlers why graph rules explain init; do prints "\\b$command\\b"; done
for command in check extract facts handlers why graph rules explain init; do
    it "$command --help"
    run 0 $command --help
    prints "pinlint $command|[Uu]sage"
    [ ! -s "$tmp/.err" ] || fail "writes to stderr"
    [ "$(wc -L <"$tmp/.out")" -le 160 ] || fail "lines of more than 160 columns"
done
it "the help names every exit code and the main options"
run 0 check --help
prints '--format' '--output' '--timeout' '--memory' '--rules' '--min-tier' '--fail-on' '--allow-partial' '--config' '--root'
it "--version"
run 0 --version
prints '^pinlint [0-9]+\.[0-9]+'

it "an unknown command"
run 2 chekc
says 'check'
it "an unknown option"
run 2 check --formt gcc
says 'formt'
it "an unknown format"
run 2 check -p p --format sarf
says 'sarif'
it "numbers that are none"
for bad in -1 x 1x '' 99999999999999999999; do
    run 2 check -p p -j "$bad"
    run 2 check -p p --timeout "$bad"
    run 2 check -p p --memory "$bad"
done
it "an option without its value"
run 2 check -p
it "an unknown rule to explain"
run 2 explain lock-in-handlr
says 'lock-in-handler'
it "explain without a rule"
run 2 explain
it "why without a function"
run 2 why
it "extract without a command"
run 2 extract -o x.facts
is_not_there x.facts
it "extract without an output"
run 2 extract -- gcc -c p/app.c
it "facts with an unknown verb"
run 2 facts dmp x
it "messages begin with the name of the program and are no walls of text"
run 2 check --formt gcc
says '^pinlint: '
[ "$(wc -l <"$tmp/.err")" -le 6 ] || fail "more than six lines"

it "rules"
run 0 rules
for rule in pin-in-handler thread-state-in-handler sched-in-handler lock-in-handler thread-spawn-in-handler \
    block-in-handler pin-leak unused-allow bad-directive; do
    prints "$rule"
done
for rule in pin-in-handler pin-leak lock-in-handler unused-allow bad-directive block-in-handler; do
    it "explain $rule"
    run 0 explain $rule
    prints "$rule"
    [ "$(wc -l <"$tmp/.out")" -ge 5 ] || fail "says next to nothing"
done
done_testing
