#!/usr/bin/env bash
# What can be wrong with compile_commands.json: one clear sentence each, never a crash, nothing silently left out.
. "$(dirname "$0")/common.bash"

it "no database"
mkdir empty
run 2 check -p empty
says 'compile_commands\.json'

it "no such directory"
run 2 check -p nowhere
says 'nowhere'

it "a database that is a directory"
mkdir -p dir/compile_commands.json
run 2 check -p dir
says 'compile_commands\.json'

bad() { # WORDS, TEXT: a database with this text is refused and the message names the file
    it "$1"
    mkdir -p bad
    printf '%b' "$2" >bad/compile_commands.json
    run 2 check -p bad
    says 'bad/compile_commands\.json'
    says_not 'Segmentation|core dumped'
    [ "$(wc -l <"$tmp/.err")" -le 4 ] || fail "more than a few lines"
}
bad "an empty file" ''
bad "an empty list" '[]'
bad "not JSON" 'all: app.o\n'
bad "cut short" '[{"directory": "/tmp", "file": "a.c", "argu'
bad "an object, no list" '{"directory": "/tmp"}'
bad "a list of numbers" '[1, 2]'
bad "no file" '[{"directory": "/tmp", "command": "gcc -c a.c"}]'
bad "no command" '[{"directory": "/tmp", "file": "a.c"}]'
bad "arguments of the wrong type" '[{"directory": "/tmp", "file": "a.c", "arguments": "gcc"}]'
bad "an open quote in a command" '[{"directory": "/tmp", "file": "a.c", "command": "gcc -c \\"a.c"}]'
bad "binary" '\000\001\377\376[]'

it "deep nesting"
mkdir deep
"$PYTHON" -c 'print("[" * 100000)' >deep/compile_commands.json
run 2 check -p deep
says 'deep/compile_commands\.json'

it "a file that is missing: the rest is linted, the unit is named, exit code 3"
project missing
database missing app.c gone.c clean.c
run 3 check -p missing --format gcc
says 'gone\.c'
prints 'app\.c:5:[0-9]+: warning: .*\[lock-in-handler\]'

it "a directory that is missing"
project lost
sed -i 's|"directory": "[^"]*", "file": "clean.c"|"directory": "/nowhere/at/all", "file": "clean.c"|' lost/compile_commands.json
run 3 check -p lost --format gcc
says 'clean\.c|/nowhere/at/all'
prints 'app\.c:5:'

it "the file itself instead of its directory"
project file
run 1 check -p file/compile_commands.json

it "a command in one string, as CMake writes it"
project string
printf '[{"directory": "%s", "file": "app.c", "command": "cc -DNAME=\\\\\\"x\\\\ y\\\\\\" -I. -c app.c -o app.o"}]' "$tmp/string" \
    >string/compile_commands.json
is_json string/compile_commands.json
run 1 check -p string
says_not 'error'

it "the same unit twice"
project twice
database twice app.c app.c
run 1 check -p twice --format gcc
[ "$(grep -c 'warning:' "$tmp/.out")" = 1 ] || fail "not exactly one finding"

it "what is neither C nor C++ is counted; what links is not"
project mixed
touch mixed/start.S mixed/kernel.cu
database mixed app.c start.S kernel.cu app.o libapp.a
run 1 check -p mixed
says '^pinlint: 2 entries of compile_commands\.json are neither C nor C\+\+ and were left out$'
run 1 check -q -p mixed
says_not 'left out'
run 1 check -p mixed mixed/app.c
says_not 'left out'
database mixed app.c start.S
run 1 check -p mixed/compile_commands.json
says ' 1 entry of compile_commands\.json is neither C nor C\+\+ and was left out$'

it "no arguments at all, outside of any project"
mkdir nothing
cd nothing
run 2 check
says 'compile_commands\.json'
cd "$tmp"
done_testing
