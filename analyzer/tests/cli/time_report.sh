#!/usr/bin/env bash
# --time-report: stages and counts on standard error; the report stays what it is.
. "$(dirname "$0")/common.bash"
project p

it "says what each stage took"
run '0|1' check -p p --format json
mv "$tmp/.out" "$tmp/plain.json"
run '0|1' check -p p --format json --time-report
same "$tmp/.out" "$tmp/plain.json"
says '^stage +seconds +cpu +peak MiB$' '^extract +[0-9.]+ +[0-9.]+ +[0-9]+$' '^solve ' '^lock-in-handler ' '^report '
says '^functions +[1-9][0-9]*$' '^values +[0-9]+$'

it "of facts, and of other commands"
run 0 handlers -p p --time-report
says '^extract ' '^contexts '
says_not '^report '

it "says nothing unasked"
run '0|1' check -p p
says_not '^stage |^solve '

it "is quiet about all else"
run '0|1' check -p p -q --time-report
says '^stage ' '^solve '
says_not '^pinlint'
done_testing
