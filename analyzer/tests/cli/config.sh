#!/usr/bin/env bash
# The project file: found upwards, checked, and wrong in a way that says file, line and the nearest right name.
. "$(dirname "$0")/common.bash"
project p

bad() { # WORDS, TEXT, REGEX...
    it "$1"
    printf '%b' "$2" >p/.pinlint.json
    run 2 check -p p
    shift 2
    says '\.pinlint\.json:[0-9]+' "$@"
    [ "$(wc -l <"$tmp/.err")" -le 3 ] || fail "more than three lines"
}
bad "a wrong key" '{\n  "entries": [],\n  "entires": []\n}' ':3:' 'entires' 'entries'
bad "a wrong key inside" '{"entries": [\n{"kind": "x", "form": "name", "functon": "on_*"}]}' ':2:' 'functon' 'function'
bad "a wrong form" '{"entries": [{"kind": "x", "form": "nmae", "function": "on_*"}]}' 'nmae' 'name'
bad "a key that the form does not take" '{"entries": [{"kind": "x", "form": "name", "function": "f", "record": "r"}]}' 'record'
bad "a key that the form needs" '{"entries": [{"kind": "x", "form": "call", "function": "f"}]}' 'argument'
bad "a wrong type" '{"entries": {"kind": "x"}}' 'entries'
bad "a number for a string" '{"entries": [{"kind": 1, "form": "name", "function": "f"}]}' 'kind'
bad "an unknown rule" '{\n"rules": {"lock-in-handlr": "off"}}' ':2:' 'lock-in-handlr' 'lock-in-handler'
bad "an unknown level" '{"rules": {"lock-in-handler": "warn"}}' 'warn' 'warning'
bad "an unknown tier" '{"min_tier": "feild"}' 'feild' 'field'
bad "an unknown category" '{"sinks": [{"function": "f", "category": "locks"}]}' 'locks' 'lock'
bad "an unknown model" '{"entries": [{"form": "name", "function": "f", "model": "eventloop"}]}' 'event-loop'
bad "an unknown pack" '{"packs": {"only": ["sinks/posx"]}}' 'sinks/posx' 'sinks/posix'
bad "the same key twice" '{"min_tier": "field",\n"min_tier": "type"}' 'min_tier'
bad "a trailing brace" '{}}' 
bad "cut short" '{"entries": [' 
bad "an open comment" '{} /* never closed'
bad "an empty file" ''
bad "no object" '[]'
bad "binary" '\000\377\376'

it "comments and a byte-order mark are allowed"
printf '\357\273\277// one\n{ /* two */ "entries": [{"form": "name", "function": "on_*", "model": "event-loop"}] // three\n}\n' >p/.pinlint.json
run 1 check -p p

it "a directory in its place"
rm p/.pinlint.json
mkdir p/.pinlint.json
run 2 check -p p
says 'pinlint\.json'
rmdir p/.pinlint.json

it "found upwards from the source"
project up
mkdir -p up/src/deep
mv up/app.c up/src/deep/
database up src/deep/app.c
cd /
run 1 check -p "$tmp/up"
run 1 check "$tmp/up/src/deep/app.c" --
cd "$tmp"

it "not found: nothing is an entry point"
project none
rm none/.pinlint.json
run 0 check -p none

it "--config names another"
printf '{"entries": [{"form": "name", "function": "on_*", "model": "event-loop"}]}' >other.json
run 1 check -p none --config other.json
it "--config of a file that is not there"
run 2 check -p none --config nowhere.json
says 'nowhere\.json'

it "--root shortens names"
run 1 check -p up --root up --format gcc
prints '^src/deep/app\.c:5:'
cd up
run 1 check -p . --format gcc
prints '^src/deep/app\.c:5:'
cd ..

it "calls and safe that name nothing"
cat >calls.c <<'EOF'
struct command { void (*run)(void); };
void (*on_event)(void);
void get(void) {}
void each(void (*visit)(void), int n) { while (n--) visit(); }
void on_put(struct command *c) { c->run(); on_event(); each(get, 1); }
EOF
mkdir calls && mv calls.c calls/ && database calls calls.c
names() { # TEXT, REGEX...
    printf "$1" >calls/.pinlint.json
    shift
    run 2 check -p calls
    says "$@"
    [ "$(wc -l <"$tmp/.err")" -eq 1 ] || fail "not one line"
}
names '{"calls": {\n"comand.run": ["get"]}}' 'pinlint\.json:2: ' 'no struct "comand"' '"command\.run"'
names '{"calls": {\n"command.rum": ["get"]}}' 'pinlint\.json:2: ' 'command has no field "rum"' '"command\.run"'
names '{"calls": {\n"on_evnt": []}}' 'pinlint\.json:2: ' 'no global variable "on_evnt"' '"on_event"'
names '{"calls": {\n"eech:0": []}}' 'pinlint\.json:2: ' 'no function "eech"' '"each"'
names '{"calls": {\n"each:1": []}}' 'pinlint\.json:2: ' 'each has no parameter 1'
names '{"calls": {\n"each:2": []}}' 'pinlint\.json:2: ' 'each has no parameter 2'
names '{"calls": {\n"command.run": ["get", "gett"]}}' 'pinlint\.json:2: ' 'no function "gett"' '"get"'
names '{"calls": {\n"command.run": ["put_*"]}}' 'pinlint\.json:2: ' 'no function "put_\*"'
names '{"safe": [\n"gett"]}' 'pinlint\.json:2: ' 'gett' '"get"'
names '{"safe": [\n{"put_*": "lock-in-handler"}]}' 'pinlint\.json:2: ' 'put_\*'
it "entries that name nothing: a warning, once each, and the rest is linted"
cat >entries.c <<'EOF'
typedef struct server { void (*on_get)(int); void (*on_free)(void); } server_t;
struct api { void (*add)(void (*handler)(int)); };
void (*RegisterLate)(void (*handler)(int));
static void (*routes[1])(int);
void register_handler(void (*handler)(int));
void get(int n) { (void)n; }
void set_up(server_t *s, struct api *api) {
    s->on_get = get;
    routes[0] = get;
    api->add(get);
    RegisterLate(get);
    register_handler(get);
}
EOF
mkdir named && mv entries.c named/ && database named entries.c
warns() { # ENTRY, REGEX...: one line; nothing when there is no REGEX
    printf '{"entries": [\n%s\n]}' "$1" >named/.pinlint.json
    shift
    run 0 check -q -p named
    says "$@"
    [ "$(wc -l <"$tmp/.err")" -eq $(($# > 0)) ] || fail "not $(($# > 0)) line"
}
call='"form": "call", "argument": 0'
warns "{$call, \"function\": \"register_handlr\"}" '\.pinlint\.json:2: warning: ' 'no function .* "register_handlr"' '"register_handler"\?'
warns "{$call, \"functions\": [\"gone\", \"register_handler\"]}" '"gone"$'
warns '{"form": "call", "function": "gone", "arguments": [0, 1, 2]}' '"gone"$'
warns "{$call, \"function\": \"gone_*\"}" 'no function of the program matches "gone_\*"$'
warns '{"form": "field", "record": "sever", "field": "on_get"}' 'no struct .* "sever"; did you mean "server"'
warns '{"form": "field", "record": "server_t", "field": "on_gett"}' 'no field of server_t .* "on_gett"; did you mean "on_get"'
warns '{"form": "table", "variable": "route"}' 'no variable .* "route"; did you mean "routes"'
warns '{"form": "variable", "variable": "s"}' 'no variable .* "s"'
warns '{"form": "name", "function": "gett"}' 'no function .* "gett"; did you mean "get"'
warns '{"form": "signature", "type": "int (void)", "function": "gett"}' 'no function .* "gett"'
warns '{"form": "override", "function": "A::run"}' 'no method .* "A::run"'
warns '{"form": "accept-loop", "function": "acept"}' 'no function .* "acept"'
warns "{$call, \"functions\": [\"register_handler\", \"RegisterLate\", \"api.add\"]}"
warns '{"form": "field", "record": "server*", "field": "on_*"}, {"form": "field", "record": "server_t", "field": "on_get"}'
warns '{"form": "table", "variable": "rout*"}, {"form": "name", "function": "g*"}, {"form": "name", "function": "set_up"}'

it "but not when only a part of the program is there"
printf 'int main(void) { return 0; }\n' >calls/main.c
database calls calls.c main.c
printf '{"calls": {"command.run": ["get"]}, "safe": ["each"]}' >calls/.pinlint.json
run 0 check -p calls
run 0 check -p calls calls/main.c
run 0 check calls/main.c --
printf '{"entries": [{"form": "name", "function": "gone"}]}' >calls/.pinlint.json
run 0 check -q -p calls
says '"gone"'
run 0 check -q -p calls calls/main.c
says_not '"gone"'
database calls main.c gone.c
run 3 check -p calls
says_not 'command\.run'

it "severities"
printf '{"entries": [{"form": "name", "function": "on_*", "model": "event-loop"}], "rules": {"lock-in-handler": "off"}}' \
    >off.json
run 0 check -p none --config off.json
it "--rules switches a rule on that is off by default"
printf '#include <unistd.h>\nvoid on_sleep(void) { sleep(1); }\n' >none/sleep.c
database none sleep.c
run 0 check -p none --config other.json
run 1 check -p none --config other.json --rules block-in-handler

it "a malformed pack"
cp -r "${SRCDIR:?}/rules" packs
chmod -R u+w packs
printf '{"title": "Broken",\n "sinks": [{"functions": ["f"], "categry": "lock"}]}\n' >packs/sinks/broken.json
run 2 check -p none --pack-dir packs
says 'sinks/broken\.json:2:' 'categry' 'category'
printf '{"title": "Broken", "sinks": [' >packs/sinks/broken.json
run 2 check -p none --pack-dir packs
says 'sinks/broken\.json:[0-9]+:'
rm packs/sinks/broken.json
run 0 check -p none --pack-dir packs
it "a pack directory that is not there, or is empty"
run 2 check -p none --pack-dir nowhere
says 'nowhere'
mkdir nopacks
run '0|2' check -p none --pack-dir nopacks

it "init writes a starter that can be read, and does not overwrite"
project start
rm start/.pinlint.json
cd start
run 0 init -p .
is_there .pinlint.json
cp .pinlint.json first
run '0|1' check -p .
run 2 init -p .
says 'pinlint\.json'
same .pinlint.json first
cd ..

it "init finds tables of functions; the line it gives for one works"
mkdir tables
cat >tables/t.c <<'EOF'
#include <pthread.h>
static pthread_mutex_t mutex;
struct request;
struct route { const char *path; int (*serve)(struct request *); void (*done)(void); };
static int get(struct request *r) { (void)r; return pthread_mutex_lock(&mutex); }
static int put(struct request *r) { (void)r; return 1; }
static int unlink_all(struct request *r) { (void)r; return 2; }
static int status(struct request *r) { (void)r; return 3; }
static void done(void) {}
static const struct route routes[] = {{"/g", get, done}, {"/p", put, done}, {"/u", unlink_all, 0}, {"/s", status, 0}};
int dispatch(unsigned i, struct request *r) { int n = routes[i].serve(r); if (routes[i].done) routes[i].done(); return n; }
EOF
database tables t.c
cd tables
run 0 init -p .
grep -q 'No framework was recognised' .pinlint.json || fail "no word of frameworks"
grep -q '"field": "serve"} // get, put, status and 1 more$' .pinlint.json || fail "no line for route.serve"
! grep -q '"field": "done"' .pinlint.json || fail "a table of one function"
sed -i -e 's|// {"kind": "my.serve"|{"kind": "my.serve"|' -e 's|// "lock-in-handler"|"lock-in-handler"|' .pinlint.json
run 0 handlers -p . --format json
json "$tmp/.out" 'sorted(h["function"] for h in d["handlers"]) == ["get", "put", "status", "unlink_all"]'
run '0|1' check -p . --format gcc
prints 't\.c:5:.*lock-in-handler'
cd ..
done_testing
