#!/usr/bin/env bash
# What only a forked child runs, and what ends the process: in the report, in why, in the graph.
. "$(dirname "$0")/common.bash"
project p
cat >p/app.c <<'EOF'
#define _GNU_SOURCE
#include <sched.h>
#include <setjmp.h>
#include <stdlib.h>
#include <unistd.h>
static jmp_buf escape;
static void pin(void) {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}
static void report(void) { (void)escape; }
static void fatal(void) { report(); abort(); }
static void jump(void) { report(); longjmp(escape, 1); }
void on_save(int n) {
    if (n < 0) fatal();
    if (n == 0) jump();
    if (fork() == 0) {
        pin();
        _exit(0);
    }
}
EOF
database p app.c

it "a pin in a child is a note and does not fail the build"
run 0 check -p p --rules pin-in-handler
prints 'note.*on_save.*sched_setaffinity.*in a forked child'
prints_not 'error'

it "why shows a path through the child when there is no other"
run 0 why on_save sched_setaffinity -p p
prints 'pin .*in a forked child'
run 0 why on_save report -p p
prints 'fatal .*as the process ends' 'jump .*on the way out of an error'
prints_not 'forked'

it "the graph keeps apart what never comes back"
run 0 graph -p p
cat >ask.py <<'EOF'
import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
name = {f["id"]: f["name"] for f in d["functions"]}
for part in ("calls", "cut_calls"):
    for c in d[part]:
        print(part, name[c["caller"]], name[c["callee"]], c.get("context", "normal"))
EOF
"$PYTHON" ask.py "$tmp/.out" >calls.txt
for line in 'cut_calls on_save fatal dying' 'cut_calls on_save jump unwinding' 'calls on_save pin child' \
    'calls on_save fork normal' 'calls fatal report normal' 'calls jump report normal'; do
    grep -qx "$line" calls.txt || fail "the graph has no \"$line\": $(tr '\n' ';' <calls.txt)"
done

it "the picture names the circumstances"
run 0 graph -p p --format dot --from on_save
prints 'color="#999999".*label="in a forked child"' 'color="#999999".*label="as the process ends"'
done_testing
