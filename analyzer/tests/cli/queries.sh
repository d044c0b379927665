#!/usr/bin/env bash
# handlers, why, graph: the questions about a program.
. "$(dirname "$0")/common.bash"
project p
cat >p/app.c <<'EOF'
#include <pthread.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
struct ops { void (*run)(int); };
static void locked(int n) {
    pthread_mutex_lock(&mutex);
    (void)n;
    pthread_mutex_unlock(&mutex);
}
static struct ops ops = {locked};
void on_put(int n) { ops.run(n); }
void on_clean(int n) { (void)n; }
extern void (*unknown_hook)(int, long);
void start(void) { locked(0); unknown_hook(1, 2L); }
EOF
database p app.c

it "handlers"
run 0 handlers -p p
prints 'on_put' 'on_clean' 'app\.event' 'app\.c:10'
prints_not '\bstart\b'
run 0 handlers -p p --format json
json "$tmp/.out" '[h["function"] for h in d["handlers"]] == ["on_clean", "on_put"]'
json "$tmp/.out" 'all(k in d["handlers"][0] for k in ("function", "file", "line", "kind", "framework", "model", "why"))'

it "why: all shortest paths with tiers"
run 0 why locked -p p
prints 'on_put' 'locked' 'field'
it "why FUNCTION SINK"
run 0 why on_put pthread_mutex_lock -p p
prints 'on_put' 'locked' 'pthread_mutex_lock' 'app\.c:10' 'app\.c:5'
it "why not"
run '0|1' why on_clean pthread_mutex_lock -p p
prints 'Not reach' 'on_clean'
it "why not: no handler gets there"
run '0|1' why start -p p
prints 'Not reach' 'start'
it "a function that is not there"
run 2 why on_putt -p p
says 'on_put'

it "graph --format json"
run 0 graph -p p --format json
json "$tmp/.out" 'all(set(f) >= {"id", "name", "file", "line", "defined"} for f in d["functions"])'
json "$tmp/.out" 'all(set(c) >= {"caller", "callee", "kind", "tier", "file", "line"} for c in d["calls"])'
json "$tmp/.out" 'len({f["id"] for f in d["functions"]}) == len(d["functions"])'
json "$tmp/.out" '{c["caller"] for c in d["calls"]} | {c["callee"] for c in d["calls"]} <= {f["id"] for f in d["functions"]}'
json "$tmp/.out" '{c["kind"] for c in d["calls"]} <= {"direct", "indirect", "virtual"}'
json "$tmp/.out" 'any(c["kind"] == "indirect" and c["tier"] == "field" and c["line"] == 10 for c in d["calls"])'
json "$tmp/.out" '[f["defined"] for f in d["functions"] if f["name"] == "pthread_mutex_lock"] == [False]'
json "$tmp/.out" 'any(u["line"] == 13 for u in d["unresolved"])'

it "graph --format dot"
run 0 graph -p p --format dot
prints '^digraph' 'on_put' '->' '^}'
if command -v dot >/dev/null; then dot -Tcanon "$tmp/.out" >/dev/null 2>dot.err || fail "dot: $(head -n 1 dot.err)"; fi

it "with names that dot must quote"
cat >p/quote.cpp <<'EOF'
struct text { text &operator<<(const char *) { return *this; } template <typename T> T as() { return T(); } };
extern "C" void on_text(text *t) { *t << "a\"b"; t->as<const char *>(); }
EOF
database p quote.cpp
run 0 graph -p p --format dot
prints 'operator<<'
if command -v dot >/dev/null; then dot -Tcanon "$tmp/.out" >/dev/null 2>dot.err || fail "dot: $(head -n 1 dot.err)"; fi

it "the same questions over facts"
database p app.c
run 0 extract -o app.facts -- gcc -c p/app.c
run 0 handlers --facts app.facts
prints 'on_put'
run 0 graph --facts app.facts --format json
is_json "$tmp/.out"
run 0 why locked --facts app.facts
prints 'on_put'

it "an incomplete program says so"
database p app.c gone.c
run 3 handlers -p p
says 'gone\.c'
prints 'on_put'
done_testing
