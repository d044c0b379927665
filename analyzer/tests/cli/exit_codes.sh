#!/usr/bin/env bash
# 0 nothing, 1 findings, 2 bad usage, 3 incomplete.
. "$(dirname "$0")/common.bash"
project p
database p clean.c
mkdir w && project w
mkdir n && project n && sed -i 's/event-loop/thread-pool/' n/.pinlint.json

it "clean"
run 0 check -p p
it "a warning"
run 1 check -p w
it "the command may be left out"
run 1 -p w
it "a note is below the default of --fail-on"
run 0 check -p n
it "--fail-on note"
run 1 check -p n --fail-on note
run 1 check -p w --fail-on=note
it "--fail-on warning"
run 1 check -p w --fail-on warning
it "--fail-on error"
run 0 check -p w --fail-on error
it "--fail-on never"
run 0 check -p w --fail-on never
prints 'lock-in-handler'
it "--fail-on with a typo"
run 2 check -p w --fail-on warnng
says 'warning'

it "incomplete wins over findings"
database w app.c gone.c
run 3 check -p w
it "incomplete and --fail-on never"
run 3 check -p w --fail-on never
it "--allow-partial with findings"
run 1 check -p w --allow-partial
says 'gone\.c'
it "--allow-partial without findings"
database w clean.c gone.c
run 0 check -p w --allow-partial
says 'gone\.c'
it "every unit is lost"
database w gone.c
run 3 check -p w
it "a suppressed finding is none"
sed 's|pthread_mutex_lock(&mutex);|& // lockosthread:allow lock-in-handler -- test|' w/app.c >w/allowed.c
database w allowed.c
run 0 check -p w
it "--show-suppressed does not change that"
run 0 check -p w --show-suppressed --format gcc
prints 'lock-in-handler'

it "--rules chooses"
database w app.c
run 0 check -p w --rules pin-in-handler
run 1 check -p w --rules pin-in-handler,lock-in-handler
it "--rules with a typo"
run 2 check -p w --rules lock-in-handlr
says 'lock-in-handler'
it "--min-tier with a typo"
run 2 check -p w --min-tier feild
says 'field'

it "single files, with flags"
run 1 check w/app.c -- -I.
it "a single file that is not there"
run '2|3' check w/nowhere.c -- -I.
says 'nowhere\.c'
it "a file of the database"
cd w
run 1 check -p . app.c
cd ..
done_testing
