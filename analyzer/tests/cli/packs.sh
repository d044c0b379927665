#!/usr/bin/env bash
# pinlint packs: the list, what packs found in a program, and whether a file is one.
. "$(dirname "$0")/common.bash"

it "the list without a program"
run 0 packs
prints '^frameworks/redis +Redis' '^sinks/posix +POSIX' 'entries' 'sinks' 'event-loop\)$'
sort -c "$tmp/.out" || fail "the list is not sorted"
[ "$(wc -l <"$tmp/.out")" -eq "$(find "${SRCDIR:?}/rules" -mindepth 2 -name '*.json' | wc -l)" ] || fail "a pack is missing"
run 0 packs --format json
json "$tmp/.out" 'all(set(p) == {"name", "title", "framework", "model", "verified", "linted", "entries", "sinks", "callbacks"} for p in d["packs"])'
json "$tmp/.out" '[p["model"] for p in d["packs"] if p["name"] == "frameworks/redis"] == ["event-loop"]'

it "what they found in a program"
project p
cat >p/app.c <<'EOF2'
#include <pthread.h>
#include <stdlib.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int compare(const void *a, const void *b) { return a < b; }
void on_put(int *n) {
    pthread_mutex_lock(&mutex);
    qsort(n, 2, sizeof *n, compare);
    pthread_mutex_unlock(&mutex);
}
EOF2
database p app.c
run 0 packs -p p
prints '^pack +handlers +sinks +callbacks' '^sinks/posix-threads +0 +1 +0 +always' '^handoffs/libc +0 +0 +1 ' \
    '^project +1 +0 +0 ' '^Not used:' 'frameworks/redis'
prints_not '^frameworks/redis'
run 0 packs -p p --format json
json "$tmp/.out" '[p["found"] for p in d["packs"] if p["name"] == "sinks/posix-threads"] == [{"handlers": 0, "sinks": 1, "callbacks": 0}]'
json "$tmp/.out" '[p["used"] for p in d["packs"] if p["name"] == "frameworks/redis"] == [False]'
json "$tmp/.out" 'all(("found" in p) == p["used"] == ("because" in p) for p in d["packs"])'
it "the same from facts"
run 0 packs -p p
cp "$tmp/.out" whole
run 0 extract -o app.facts -- gcc -c "$tmp/p/app.c"
run 0 packs --facts app.facts
same "$tmp/.out" whole

it "a pack of one's own directory, used because of a header"
mkdir -p own/frameworks own/sinks
echo '{"title": "Acme", "uses": {"includes": ["*/acme.h"]}, "entries": [{"form": "name", "function": "acme_*"}]}' >own/frameworks/acme.json
echo '{"title": "Other", "uses": {"symbols": ["other"]}, "sinks": [{"function": "x", "category": "lock"}]}' >own/sinks/other.json
touch p/acme.h
printf '#include "acme.h"\nvoid acme_get(void) {}\n' >p/app.c
run 0 packs -p p --pack-dir own
prints '^frameworks/acme +1 +0 +0 +(p/)?acme\.h$' '^  sinks/other$'

it "packs that the project switched off are not listed"
echo '{"packs": {"off": ["sinks/*"]}}' >off.json
run 0 packs --config off.json
prints '^frameworks/'
prints_not '^sinks/'

it "--check: right ones"
run 0 packs --check own/frameworks/acme.json own/sinks/other.json
prints '^own/frameworks/acme.json: Acme: 1 entry$' '^own/sinks/other.json: Other: 1 sink$'
for pack in "${SRCDIR:?}"/rules/*/*.json; do packs+=("$pack"); done
run 0 packs --check "${packs[@]}"
run 0 packs --check p/.pinlint.json
prints 'This project'

it "--check: the pack that rules/README.md writes in five minutes"
awk '/^```json$/ { on = 1; next } on && /^```$/ { exit } on' "${SRCDIR:?}/rules/README.md" >acme.json
run 0 packs --check acme.json
prints 'Acme: routes and commands: 2 entries, 1 sink, 2 callbacks'

it "--check: wrong ones: file, line, the nearest right name, exit code 2"
printf '{\n"title": "Bad",\n"sink": []\n}\n' >bad.json
run 2 packs --check bad.json
says 'bad\.json:3: unknown key "sink" in a pack; did you mean "sinks"'
run 2 packs --check own/sinks/other.json bad.json
prints 'Other'
says 'bad\.json:3'
run 2 packs --check bad.json own/sinks/other.json
prints 'Other'
printf '{"title": "Bad", "sinks": [\n{"function": "f", "category": "locks"}]}\n' >bad.json
run 2 packs --check bad.json
says 'bad\.json:2: .*"locks".*did you mean "lock"'
printf '{"title": "Bad", "sinks": [{"function": "f", "category": "lock", "when": [\n{"argument": 0, "in": {"A": {"linx": 1}}}]}]}\n' >bad.json
run 2 packs --check bad.json
says 'bad\.json:2: unknown processor or system "linx"; did you mean "linux"'
printf '{"title": }' >bad.json
run 2 packs --check bad.json
says 'bad\.json:1'
run 2 packs --check none.json
says 'none\.json'
mkdir other && printf '{\n"rule": {}\n}\n' >other/.pinlint.json
run 2 packs --check other/.pinlint.json
says '\.pinlint\.json:2: .*"rule".*did you mean "rules"'

it "wrong usage"
run 2 packs --format xml
says 'xml' 'text and json'
run 2 packs --check own/sinks/other.json -p p
says '--check'
run 2 packs --pack-dir nowhere
says 'nowhere'
run 2 packs --chekc x
run 0 packs --help
prints 'Usage' '--check' '--format'

done_testing
