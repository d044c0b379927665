#!/usr/bin/env bash
# graph: what is not resolved and what would resolve it, why an edge is there, and the picture between two functions.
. "$(dirname "$0")/common.bash"
project p
cat >p/app.c <<'EOF'
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
struct command { void (*run)(int); void (*undo)(int, int); };
struct plugin { void (*start)(void); };
extern void (*elsewhere)(int, long);
static void locked(int n) { (void)n; pthread_mutex_lock(&mutex); }
static struct command put = {locked, 0};
static int order(const void *a, const void *b) { return a < b; }
static void each(void (*visit)(int)) { visit(1); }
void outside(void (*hook)(char)) { hook('x'); }
void start(struct plugin *p, void *library) {
    p->start = (void (*)(void))dlsym(library, "start");
    p->start();
}
void on_put(struct command *c, int *list) {
    c->run(1);
    qsort(list, 2, sizeof *list, order);
    each(locked);
}
void on_undo(struct command *c) { c->undo(1, 2); }
void on_event(void) { elsewhere(1, 2L); }
EOF
database p app.c

it "lines are those of debug information"
project macro
cat >macro/m.c <<'EOF'
#define TRY(c) if (1) { c; }
void work(void);
void on_try(void) {
    TRY(
        work())
    work();
}
EOF
database macro m.c
run 0 graph -p macro
json "$tmp/.out" '[c["line"] for c in d["calls"]] == [4, 6]'
json "$tmp/.out" 'd["calls"][0]["written"] == {"line": 5, "column": 9} and "written" not in d["calls"][1]'

it "virtual calls that nothing answers, and methods of which there is no object"
project virtual
cat >virtual/v.cpp <<'EOF'
#include <mutex>
static std::mutex mutex;
struct Handler { virtual void run() = 0; };
struct Slow : Handler { void run() override { mutex.lock(); } };
struct Quick : Handler { void run() override {} };
struct Hook { virtual void call(int) = 0; };
void on_run(Handler *handler) { handler->run(); }
void on_hook(Hook *hook) { hook->call(1); }
int main() { Quick quick; on_run(&quick); on_hook(nullptr); }
EOF
database virtual v.cpp
run 0 graph -p virtual --unresolved
prints '^v\.cpp:8:[0-9]+: on_hook calls the virtual method Hook::call, void \(int\)$' \
    '^    no class in the program overrides Hook::call: add the units that define the classes that do$'
run 0 graph -p virtual --unresolved --format json
json "$tmp/.out" '[(u["kind"], u["method"], u["type"], u["because"]) for u in d["unresolved"]] == [("virtual", "Hook::call", "void (int)", "never-overridden")]'
run 1 why on_run Slow::run -p virtual
prints 'Slow::run overrides Handler::run, which on_run calls at v\.cpp:7, but nothing in the program makes an object of its class'
run 1 why on_hook Slow::run -p virtual
prints_not 'makes an object'
run 1 why on_run sched_setaffinity -p virtual
prints 'nothing in the program calls sched_setaffinity'
run 2 why on_run sched_setaffinty -p virtual
says 'there is no function sched_setaffinty'

it "--unresolved"
run 0 graph -p p --unresolved
prints '^p?/?app\.c:12:[0-9]+: outside calls through outside\$0, void \(char\)' \
    'nothing in the program calls outside' '"calls": \{"outside:0": \[\.\.\.\]\}' \
    '^app\.c:15:[0-9]+: start calls through start\$0->start' 'comes from dlsym at app\.c:14' '"plugin\.start"' \
    '^app\.c:22:[0-9]+: on_undo calls through on_undo\$0->undo' 'stores a function in command\.undo' '"command\.undo"' \
    '^app\.c:23:[0-9]+: on_event calls through elsewhere' 'no unit of the program defines elsewhere' \
    '^4 of 6 calls through pointers are unresolved'
run 0 graph -p p --unresolved --format json
json "$tmp/.out" '[u["because"] for u in d["unresolved"]] == ["callers-outside", "looked-up", "never-stored", "defined-elsewhere"]'
json "$tmp/.out" '[u["place"] for u in d["unresolved"]] == ["outside:0", "plugin.start", "command.undo", "elsewhere"]'
json "$tmp/.out" 'd["indirect"] == 6 and all(u["remedy"] and u["line"] and u["file"].endswith("app.c") for u in d["unresolved"])'

it "one of several of a name is told with its file"
project several
printf 'void util(void) {}\nvoid on_a(void);\nvoid on_b(void);\nvoid on_a(void) { util(); }\n' >several/a.c
printf 'void other(void);\nvoid util(void) { other(); }\nvoid on_b(void) { util(); }\n' >several/b.c
printf 'void util(void);\nvoid on_c(void) { util(); }\n' >several/c.c
database several a.c b.c c.c
run 0 graph -p several --explain-edge on_c util
prints 'c\.c:2:[0-9]+: on_c calls util of a\.c:1 \(.*one of several' 'on_c calls util of b\.c:2 '
run 0 graph -p several --explain-edge on_c --format json
json "$tmp/.out" '[e["callee_file"].split("/")[-1] for e in d["edges"]] == ["a.c", "b.c"]'

it "what is handed to libraries of which no pack knows"
project handed
cat >handed/h.c <<'EOF'
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>
void lib_walk(void *list, void (*each)(void *));
void lib_option(int option, ...);
void lib_print(const char *text);
static void each(void *item) { (void)item, sched_setaffinity(0, 0, 0); }
static void other(void *item) { (void)item; }
static int order(const void *a, const void *b) { return a < b; }
void on_request(void *list) {
    lib_walk(list, each);
    lib_walk(list, other);
    lib_option(3, each);
    lib_print((const char *)each);
    qsort(list, 1, 1, order);
}
EOF
database handed h.c
run 0 graph -p handed --unresolved
prints 'h\.c:11: on_request hands each, other to lib_walk, first of 2 calls$' \
    '"callbacks": \[\{"function": "lib_walk", "argument": 1, "runs": "here"\}\]' \
    'h\.c:13: on_request hands each to lib_option$' \
    '^2 arguments of library functions get functions of the program' '^0 of 0 calls'
prints_not 'qsort|lib_print'
run 0 graph -p handed --unresolved --format json
json "$tmp/.out" '[(h["to"], h["argument"], h["calls"], h["functions"]) for h in d["handed"]] == [("lib_walk", 1, 2, ["each", "other"]), ("lib_option", 1, 1, ["each"])]'
json "$tmp/.out" 'd["handed"][0]["line"] == 11 and d["handed"][0]["caller"] == "on_request"'
printf '{"callbacks": [{"function": "lib_walk", "argument": 1, "runs": "here"},\n{"function": "lib_option", "argument": 1, "runs": "later"}]}\n' \
    >handed/.pinlint.json
run 0 graph -p handed --unresolved
prints_not 'hands'
run 0 why on_request sched_setaffinity -p handed
prints 'each'

it "what it advises works"
cp p/.pinlint.json before.json
sed 's/^{/{"calls": {"outside:0": [], "plugin.start": "on_event",\n"command.undo": ["locked"], "elsewhere": []}, /' before.json \
    >p/.pinlint.json
run 0 graph -p p --unresolved
prints '^0 of 6 calls through pointers are unresolved'
run 0 graph -p p --explain-edge on_undo locked
prints 'app\.c:22:[0-9]+: on_undo calls locked \(field, through on_undo\$0->undo\)' 'override in \.pinlint\.json:2'
cp before.json p/.pinlint.json

it "--explain-edge"
run 0 graph -p p --explain-edge on_put locked
prints '^app\.c:18:[0-9]+: on_put calls locked \(field, through on_put\$0->run\)' 'because: stored in command\.run at app\.c:9'
run 0 graph -p p --explain-edge each locked
prints '^app\.c:11:[0-9]+: each calls locked \(flow, through each\$0\)' 'because: passed to each at app\.c:20'
run 0 graph -p p --explain-edge on_put order
prints 'because: qsort runs its callback before it returns \(rules/handoffs/[a-z]+\.json:[0-9]+\)'
run 0 graph -p p --explain-edge on_put:20
prints 'on_put calls each \(direct\)' 'the call names it'
prints_not 'qsort'
run 0 graph -p p --explain-edge on_put:18 --format json
json "$tmp/.out" '[(e["callee"], e["tier"], e["kind"], e["line"]) for e in d["edges"]] == [("locked", "field", "indirect", 18)]'
json "$tmp/.out" 'd["edges"][0]["reason"] == "stored in command.run at app.c:9" and d["edges"][0]["ways"]'
run 1 graph -p p --explain-edge on_event locked
prints 'on_event has no call that may run locked' 'pinlint why'
run 2 graph -p p --explain-edge on_putt locked
says 'no function on_putt'
run 2 graph -p p --explain-edge on_put lockedd
says 'no function lockedd'

it "a virtual call and a type match"
cat >p/shape.cpp <<'EOF'
struct shape { virtual void draw() {} virtual ~shape() {} };
struct circle : shape { void draw() override {} };
void on_draw(shape *s) { s->draw(); }
shape *make() { return new circle; }
void on_member(shape *s) { void (shape::*m)() = &shape::draw; (s->*m)(); }
EOF
cat >p/type.c <<'EOF'
extern void take(void (*f)(short));
static void fits(short n) { (void)n; }
void give(void) { take(fits); }
void on_type(void (*f)(short)) { f(1); }
EOF
database p shape.cpp type.c
run 0 graph -p p --explain-edge on_draw circle::draw
prints 'circle::draw \(virtual\)' 'overrides shape::draw'
run 0 graph -p p --explain-edge on_member circle::draw
prints 'circle::draw \(virtual' 'overrides a method that the pointer to a member leads to'
run 0 graph -p p --explain-edge on_type fits
prints 'fits \(type, through on_type\$0\)' 'its type fits: void \(short\)'

it "--reasons"
database p app.c
run 0 graph -p p --reasons
json "$tmp/.out" 'all(c["reason"] for c in d["calls"])'
json "$tmp/.out" 'any(c["reason"] == "stored in command.run at app.c:9" for c in d["calls"])'
run 0 graph -p p
json "$tmp/.out" 'not any("reason" in c for c in d["calls"])'

it "what does not go together"
run 2 graph -p p --unresolved --explain-edge on_put
run 2 graph -p p --unresolved --format dot
says 'text and json'
run 2 graph -p p --format text
says 'json and dot'
run 2 graph -p p --from on_put
run 2 graph -p p --max-nodes 3
run 2 graph -p p --format dot --max-nodes -1
run 2 graph -p p --format dot --reasons
run 2 graph -p p --format dot --from on_put --to sched_setaffinityy
says 'no function sched_setaffinityy'
run 2 graph -p p --format dot --from on_event --to pthread_mutex_lock
says 'no call leads from on_event to pthread_mutex_lock'
run 2 graph -p p --format dot --from on_put --to pthread_mutex_lock --max-nodes 2
says 'shortest path'

draws() { # checks the picture with Graphviz, where there is one
    command -v dot >/dev/null || { no_dot=1; return 0; }
    dot -Tsvg "$tmp/.out" >picture.svg 2>dot.err || fail "dot: $(head -n 1 dot.err)"
    [ ! -s dot.err ] || fail "dot: $(head -n 1 dot.err)"
}
no_dot=

it "a picture"
run 0 graph -p p --format dot --from on_put --to pthread_mutex_lock
prints '^digraph' 'label="app\.c"' 'label="on_put", fillcolor' 'label="pthread_mutex_lock", fillcolor' 'command\.run' \
    'How sure a call is' 'style=dashed' 'on_put → pthread_mutex_lock' '4 functions on the way'
prints_not 'label="(order|qsort|on_undo|on_event)"|max-nodes'
draws

it "a way that only a child goes is drawn when there is no other, and in grey"
cat >p/fork.c <<'EOF'
#include <pthread.h>
#include <unistd.h>
extern pthread_mutex_t m;
static void save(void) { pthread_mutex_lock(&m); }
static void log_it(void) { pthread_mutex_lock(&m); }
void on_save(void) { if (fork() == 0) { save(); _exit(0); } }
void on_log(void) { if (fork() == 0) { save(); _exit(0); } log_it(); }
EOF
database p fork.c
run 0 graph -p p --format dot --from on_save --to pthread_mutex_lock
prints 'color="#999999".*label="in a forked child"' 'label="save"'
draws
run 0 graph -p p --format dot --from on_log --to pthread_mutex_lock
prints 'label="log_it"'
prints_not 'forked child|label="save"'

it "a picture of more than can be read"
"$PYTHON" - >p/wide.c <<'EOF'
print("#include <pthread.h>\nextern pthread_mutex_t m;")
for i in range(200): print(f"void step{i}(void) {{ pthread_mutex_lock(&m); }}")
print("void on_wide(void) {", "".join(f"step{i}(); step{i}();" for i in range(200)), "}")
EOF
database p wide.c
run 0 graph -p p --format dot --from on_wide --to pthread_mutex_lock
prints '202 functions on the way; shown are 40 on paths of at most 2 calls \(--max-nodes' 'label="2 calls"'
[ "$(grep -c 'label="step' "$tmp/.out")" -eq 38 ] || fail "not 38 steps"
draws
run 0 graph -p p --format dot --from on_wide --to pthread_mutex_lock --max-nodes 3
[ "$(grep -c 'label="step' "$tmp/.out")" -eq 1 ] || fail "not one step"
draws
run 0 graph -p p --format dot --from on_wide
prints 'What is reached from on_wide' 'the nearest 40'
draws
run 0 graph -p p --format dot --to step7
prints 'What reaches step7'
draws
run 0 graph -p p --format dot
[ "$(grep -c 'label="step' "$tmp/.out")" -eq 200 ] || fail "not all"
draws

it "names that dot must quote"
mkdir 'q"\n'
cat >'q"\n/quote.cpp' <<'EOF'
struct text { text &operator<<(const char *) { return *this; } template <typename T> T as() { return T(); } };
template <typename T> void a_name_that_goes_on(T) {}
extern "C" void on_text(text *t) {
    *t << "a\"b";
    t->as<const char *>();
    a_name_that_goes_on<void (*)(text *, text *, text *, text *)>(nullptr);
}
EOF
database 'q"\n' quote.cpp
run 0 graph -p 'q"\n' --format dot --from on_text
prints 'operator<<'
draws

[ -z "$no_dot" ] || [ "$failures" -ne 0 ] || { echo 'dot (Graphviz) is not installed: the pictures were not rendered'; exit 77; }
done_testing
