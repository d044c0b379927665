#!/usr/bin/env bash
# Mistakes in directives are findings with a place and the nearest right word.
. "$(dirname "$0")/common.bash"
project p

# comment TEXT: app.c with this comment above the lock.
comment() {
    handler on_put | sed "s|^    pthread_mutex_lock|    $1\n&|" >p/app.c
}

it "a typo in the rule"
comment '// lockosthread:allow lock-in-handlr -- rare'
run 1 check -p p --format gcc
prints 'app\.c:5:[0-9]+: error: .*lock-in-handlr.*lock-in-handler.*\[bad-directive\]' 'app\.c:6:[0-9]+: warning: .*\[lock-in-handler\]'

it "a typo in the verb"
comment '// lockosthread:alow lock-in-handler -- rare'
run 1 check -p p --format gcc
prints 'app\.c:5:[0-9]+: error: .*alow.*allow.*\[bad-directive\]' '\[lock-in-handler\]'

it "stray spaces do not make it speak of more than it says"
for text in 'lockosthread: allow pin-in-handler -- x' 'lockosthread:allow  pin-in-handler  -- x' 'lockosthread:allow ,pin-in-handler'; do
    comment "// $text"
    run 1 check -p p --format gcc
    prints '\[lock-in-handler\]'
done

it "lines that end with CR LF"
handler on_put | sed 's|^    pthread_mutex_lock|    // lockosthread:allow lock-in-handler\n&|; s|unlock(&mutex);|& // lockosthread:allow|; s|$|\r|' >p/app.c
run 1 check -p p --format gcc --rules lock-in-handler,unused-allow,bad-directive
prints_not 'bad-directive|lock-in-handler\]'
prints 'app\.c:8:[0-9]+: warning: .*\[unused-allow\]'

it "a directive that suppresses nothing"
comment '// lockosthread:allow pin-in-handler -- gone'
run 1 check -p p --format gcc
prints 'app\.c:5:[0-9]+: warning: .*\[unused-allow\]'

it "it is not called unused when its rule did not run"
run 1 check -p p --format gcc --rules lock-in-handler,unused-allow
prints_not 'unused-allow'

it "nor when a unit of its file was lost"
handler on_get >p/shared.h
comment '// lockosthread:allow pin-in-handler -- perhaps in the lost unit'
{ echo '#include "app.c"'; endless; } >p/lost.cpp
database p app.c lost.cpp
run 3 check -p p --timeout 2 --format gcc
prints '\[lock-in-handler\]'
prints_not 'unused-allow'

it "suppressed findings are in SARIF with their justification"
comment '// lockosthread:allow lock-in-handler -- measured, never contended'
database p app.c
run 0 check -p p --show-suppressed --output sarif:s.sarif
json s.sarif 'd["runs"][0]["results"][0]["suppressions"][0]["justification"] == "measured, never contended"'
json s.sarif 'd["runs"][0]["results"][0]["suppressions"][0]["kind"] == "inSource"'

it "and are counted in the summary"
run 0 check -p p
says '1 suppressed|suppressed.*1'
done_testing
