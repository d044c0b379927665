#!/usr/bin/env bash
# -j1 and -jN, any order of units, cold and warm: the same bytes.
. "$(dirname "$0")/common.bash"
project p
files=()
for i in $(seq 1 24); do
    handler "on_$i" >"p/unit$i.c"
    printf '#include "common.h"\nvoid on_common_%s(void) { common(); }\n' "$i" >>"p/unit$i.c"
    files+=("unit$i.c")
done
cat >p/common.h <<'EOF'
#include <pthread.h>
extern pthread_mutex_t common_mutex;
static inline void common(void) {
    pthread_mutex_lock(&common_mutex);
    pthread_mutex_unlock(&common_mutex);
}
EOF
printf '#include "nowhere.h"\nint bad_unit;\n' >p/bad.c
reports() { printf '%s ' --output "json:$1.json" --output "sarif:$1.sarif" --output "gcc:$1.gcc" --output "text:$1.txt"; }

database p "${files[@]}" gone.c bad.c
# shellcheck disable=SC2046
run 3 check -p p -j1 $(reports r1)
json r1.json 'len(d["findings"]) == 25'
cp "$tmp/.err" r1.err
for jobs in 2 3 16; do
    it "-j $jobs"
    # shellcheck disable=SC2046
    run 3 check -p p -j $jobs $(reports "r$jobs")
    for f in json sarif gcc txt; do same r1.$f "r$jobs.$f"; done
done
it "another order"
mapfile -t shuffled < <(printf '%s\n' "${files[@]}" bad.c gone.c | sort -R --random-source=<(yes))
database p "${shuffled[@]}"
# shellcheck disable=SC2046
run 3 check -p p $(reports shuffled)
for f in json sarif gcc txt; do same r1.$f shuffled.$f; done

it "from another directory"
cd /
# shellcheck disable=SC2046
run 3 check -p "$tmp/p" --root "$tmp/p" $(reports "$tmp/elsewhere")
cd "$tmp/p"
# shellcheck disable=SC2046
run 3 check -p . --root . $(reports ../here)
cd ..
for f in json sarif gcc txt; do same elsewhere.$f here.$f; done

it "the time zone, the language and the umask do not matter"
(
    umask 077
    LC_ALL=C TZ=Asia/Tokyo "$PINLINT" check -p p --output sarif:other.sarif >/dev/null 2>&1 || true
)
same r1.sarif other.sarif
done_testing
