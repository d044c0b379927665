#!/usr/bin/env bash
# Compile commands of other people: flags that load code or write files are dropped and named; flags that only GCC knows
# are no obstacle.
. "$(dirname "$0")/common.bash"
project p

# with FLAGS...: a database with one unit that has these flags.
with() {
    "$PYTHON" - "$tmp/p" "$@" <<'EOF'
import json, sys
where, flags = sys.argv[1], sys.argv[2:]
with open(where + "/compile_commands.json", "w") as out:
    json.dump([{"directory": where, "file": "app.c", "arguments": ["gcc", *flags, "-c", "app.c"]}], out)
EOF
}

# refused FILE FLAGS...: FILE must not appear, the unit is linted all the same, the flag is named.
refused() {
    local file=$1
    shift
    it "hostile: $*"
    with "$@"
    run '1|3' check -p p --format gcc
    prints '\[lock-in-handler\]'
    is_not_there "p/$file"
    local name=$1
    [ "$1" != -Xclang ] || name=$2
    name=${name%%=*}
    grep -Fq -e "${name%%/*}" "$tmp/.err" || fail "$name is not named"
}
cat >evil.c <<'EOF'
#include <stdio.h>
__attribute__((constructor)) static void run(void) {
    FILE *f = fopen("EVIL", "w");
    if (f) fclose(f);
}
EOF
sed "s|EVIL|$tmp/p/evil|" evil.c >evil2.c
${CC:-cc} -shared -fPIC evil2.c -o p/evil.so 2>/dev/null || : >p/evil.so
refused evil -fplugin=./evil.so
refused evil -fplugin="$tmp/p/evil.so"
refused evil -Xclang -load -Xclang ./evil.so
refused evil -fpass-plugin=./evil.so
refused evil -Xclang -fpass-plugin=./evil.so
refused written -Xclang -dump-deps-to=written
refused written --serialize-diagnostics written
refused written -Xclang -serialize-diagnostic-file -Xclang written
refused written -ftime-trace=written
refused written -Xclang -emit-pch -Xclang -o -Xclang written
refused written -fmodules -fmodules-cache-path=written
refused written -fcrash-diagnostics-dir=written
refused evil -mllvm -load=./evil.so
refused evil -Xclang -plugin -Xclang x -Xclang -add-plugin

it "ordinary flags that write are dropped without a word"
with -o written.o -MD -MF written.d -MT x -MMD -MP -g -O2 -save-temps -pipe -fprofile-generate -ftest-coverage --coverage \
    -save-stats=cwd -fdiagnostics-format=sarif-file -B./bin -wrapper ./evil.sh
run 1 check -p p --format gcc
[ -z "$(find p . -maxdepth 1 \( -name 'written*' -o -name '*.gcno' -o -name '*.i' -o -name '*.s' -o -name '*.bc' -o -name '*.stats' -o -name '*.sarif' \))" ] ||
    fail "files were written: $(ls p)"
says_not '-MD|-MF|written\.d'

it "hostile flags inside a response file"
printf -- '-DNAME=1 -fplugin=./evil.so\n' >p/flags.rsp
with @flags.rsp
run '1|3' check -p p --format gcc
is_not_there p/evil
says 'fplugin'
it "a response file that includes itself, or is not there"
printf -- '@flags.rsp\n' >p/flags.rsp
run '1|3' check -p p
with @nowhere.rsp
run '1|3' check -p p

it "GCC-only flags"
with -O3 -fno-tree-vectorize -fno-ipa-sra -fconserve-stack -fno-allow-store-data-races -mno-fp-ret-in-387 \
    -mpreferred-stack-boundary=3 -mskip-rax-setup -mindirect-branch=thunk-extern -mindirect-branch-register \
    -mrecord-mcount -fno-var-tracking-assignments -Wno-maybe-uninitialized -Wunused-but-set-parameter -Wlogical-op \
    -Wimplicit-fallthrough=5 -Werror -Wduplicated-cond -Wstringop-overflow=4 -fstack-clash-protection -fno-reorder-blocks \
    -flto=auto -ffat-lto-objects -fuse-ld=gold -specs=/usr/share/dpkg/no-pie-compile.specs -Wa,--noexecstack \
    -Wl,-z,relro -Wp,-D_FORTIFY_SOURCE=2 -fmacro-prefix-map=/a=/b -ffile-prefix-map=/a=/b -fcf-protection=full \
    -fno-strict-volatile-bitfields -fanalyzer -fopt-info-vec -frandom-seed=1 -std=gnu17 -march=x86-64-v2 \
    -femit-struct-debug-baseonly -fno-semantic-interposition -fno-canonical-system-headers --param=ssp-buffer-size=4 \
    --param max-inline-insns-single=100 -mcmodel=medium -fipa-pta -fgcse-after-reload -aux-info
[ "$(uname -m)" = x86_64 ] || with -O3 -fno-tree-vectorize -fconserve-stack -Wno-maybe-uninitialized -Wlogical-op -Werror -flto=auto
run 1 check -p p --format gcc
prints '\[lock-in-handler\]'
says_not '[Uu]nknown|unsupported|unrecognized'

it "-Werror does not make a unit fail"
printf 'static int unused_function(void) { int x; return 0; }\n' >>p/app.c
with -Wall -Wextra -Werror -pedantic-errors
run 1 check -p p

it "launchers and cross compilers"
for launcher in ccache distcc "sccache"; do
    printf '[{"directory": "%s", "file": "app.c", "arguments": ["%s", "gcc", "-c", "app.c"]}]' "$tmp/p" "$launcher" \
        >p/compile_commands.json
    run 1 check -p p
done
printf '[{"directory": "%s", "file": "app.c", "command": "/opt/no/such/bin/cc -c app.c"}]' "$tmp/p" >p/compile_commands.json
run 1 check -p p

it "the compiler in the database is not run"
printf '#!/bin/sh\ntouch %s/ran\n' "$tmp" >p/mycc
chmod +x p/mycc
printf '[{"directory": "%s", "file": "app.c", "command": "./mycc -c app.c"}]' "$tmp/p" >p/compile_commands.json
run '1|3' check -p p
is_not_there ran

it "a project file cannot name files to write or programs to run"
with -DX
run 1 check -p p
is_not_there p/evil

it "source text cannot read what it likes into the report"
printf 'root:secret:0\n' >secret
printf '#include "%s/secret"\nvoid on_x(void);\n' "$tmp" >p/read.c
database p read.c
run '0|3' check -p p --format text
prints_not 'secret:0'
says_not 'secret:0'
done_testing
