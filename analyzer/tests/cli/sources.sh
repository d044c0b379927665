#!/usr/bin/env bash
# Sources that are no C: each costs its own unit at most, and is named.
. "$(dirname "$0")/common.bash"

# survives FILE: the unit is named on stderr, the finding in app.c is there all the same.
survives() {
    database p app.c "$1"
    run "${2:-1|3}" check -p p --format gcc --timeout 20
    says "${1%%.*}" '^pinlint: 2 units'
    prints 'app\.c:5:[0-9]+: warning: .*\[lock-in-handler\]'
    says_not 'Segmentation|core dumped'
}
project p

it "binary garbage"
head -c 20000 "$PINLINT" >p/garbage.c
survives garbage.c

it "random bytes"
"$PYTHON" -c 'import random,sys
random.seed(7)
sys.stdout.buffer.write(bytes(random.randrange(256) for _ in range(50000)))' >p/noise.c
survives noise.c

it "text"
printf 'Dear compiler,\nthis is a letter.\n' >p/letter.c
survives letter.c

it "a directory"
mkdir p/folder.c
survives folder.c 3

it "a missing header"
printf '#include <no/such/header.h>\nint x;\n' >p/header.c
survives header.c

it "an unfinished function"
printf 'int broken(void) {\n  if (1) {\n    return (1 + ;\n' >p/broken.c
survives broken.c

it "includes itself"
printf '#include "endless.c"\nint x;\n' >p/endless.c
survives endless.c

it "a named pipe does not hang the run"
mkfifo p/pipe.c
limit=60 survives pipe.c 3
rm p/pipe.c

it "an empty file is fine"
: >p/empty.c
database p app.c empty.c
run 1 check -p p

it "NUL bytes, a byte-order mark, CRLF, no newline at the end"
printf '\357\273\277#include <pthread.h>\r\nstatic pthread_mutex_t m;\r\nvoid on_crlf(void) {\r\n  pthread_mutex_lock(&m);\r\n}' >p/crlf.c
database p crlf.c
run 1 check -p p --format gcc
prints 'crlf\.c:4:'

it "very deep nesting of brackets"
{ printf 'int x = '; head -c 300000 </dev/zero | tr '\0' '('; printf '1;\n'; } >p/deep.c
survives deep.c

it "very deep nesting of blocks and of pointers"
{ printf 'void on_deep(void) '; head -c 200 </dev/zero | tr '\0' '{'; head -c 200 </dev/zero | tr '\0' '}'; printf '\nint '; \
    head -c 5000 </dev/zero | tr '\0' '*'; printf 'p;\n'; } >p/blocks.c
database p blocks.c app.c
run '1|3' check -p p --format gcc
prints 'app\.c:5:'

it "a line of one megabyte"
{ printf 'const char *on_long = "'; head -c 1000000 </dev/zero | tr '\0' 'a'; printf '";\n'; } >p/long.c
database p long.c app.c
run 1 check -p p

it "a long chain of calls"
"$PYTHON" -c '
print("#include <pthread.h>\nstatic pthread_mutex_t m;")
print("static void f0(void) { pthread_mutex_lock(&m); pthread_mutex_unlock(&m); }")
for i in range(1, 5001): print(f"static void f{i}(void) {{ f{i-1}(); }}")
print("void on_chain(void) { f5000(); }")' >p/chain.c
database p chain.c
run 1 check -p p --format json
json "$tmp/.out" 'len(d["findings"]) == 1 and len(d["findings"][0]["path"]) > 5000'
done_testing
