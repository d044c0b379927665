#!/usr/bin/env bash
# Which LLVM CMake takes: the newest one, or the one that is named; what is too old is refused in one sentence.
. "$(dirname "$0")/common.bash"
[ -n "${BUILDDIR:-}" ] && command -v cmake >/dev/null || { echo "no build directory or no cmake"; exit 77; }
generator=$(sed -n 's/^CMAKE_GENERATOR:INTERNAL=//p' "$BUILDDIR/CMakeCache.txt")

# llvm VERSION: what of an LLVM is looked at, in llvm-VERSION. Newer than any that this machine may have, or too old.
llvm() {
    mkdir -p "llvm-$1/lib" "llvm-$1/include/clang-c" "llvm-$1/include/clang/Basic"
    : >"llvm-$1/lib/libclang.so"
    : >"llvm-$1/include/clang-c/Index.h"
    printf '#define CLANG_VERSION %s\n#define CLANG_VERSION_STRING "%s"\n' "$1" "$1" >"llvm-$1/include/clang/Basic/Version.inc"
}

# configure PINLINT_LLVM VERSION...: with these beside the machine's own; what CMake says is in said.
configure() {
    local wanted=$1 prefixes="" version
    shift
    for version; do prefixes="$prefixes;$tmp/llvm-$version"; done
    cmake -S "$SRCDIR" -B build -G "$generator" -DPINLINT_TESTS=OFF -DPINLINT_WORKER=OFF "-DPINLINT_LLVM=$wanted" \
        "-DCMAKE_PREFIX_PATH=$prefixes" 2>&1 | tr -s ' \n' ' ' >said
}
takes() { grep -q -e "-- libclang $1: $tmp/llvm-$1/lib/libclang.so" said || fail "not LLVM $1: $(cat said)"; }
refuses() { grep -q -e "$1" said || fail "it does not say '$1': $(cat said)"; }

for version in 9.0.1 13.0.1 98.10.0 98.9.1 99.1.0; do llvm "$version"; done
it "the newest, in whatever order"
configure "" 98.10.0 99.1.0 98.9.1 13.0.1 9.0.1
takes 99.1.0
configure "" 98.9.1 98.10.0
takes 98.10.0

it "the one that is named: by version, by prefix"
configure 98 99.1.0 98.9.1 98.10.0
takes 98.10.0
configure 98.9 99.1.0 98.9.1 98.10.0
takes 98.9.1
configure "$tmp/llvm-98.9.1" 99.1.0
takes 98.9.1

it "too old"
old='is too old for pinlint, which needs 14 or newer: install [^.]*\.'
configure 13 99.1.0 13.0.1
refuses "LLVM 13.0.1 in $tmp/llvm-13.0.1 $old"
configure "$tmp/llvm-9.0.1"
refuses "LLVM 9.0.1 in $tmp/llvm-9.0.1 $old"
configure 12 99.1.0
refuses "LLVM 12 $old"

it "none"
configure 97 99.1.0
refuses 'PINLINT_LLVM=97 has no libclang with headers'
configure nonsense
refuses 'PINLINT_LLVM=nonsense is not a version'
done_testing
