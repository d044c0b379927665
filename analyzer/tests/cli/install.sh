#!/usr/bin/env bash
# cmake --install gives a prefix that works, wherever it is moved.
. "$(dirname "$0")/common.bash"
[ -n "${BUILDDIR:-}" ] && command -v cmake >/dev/null || { echo "no build directory or no cmake"; exit 77; }
project p

it "install"
cmake --install "$BUILDDIR" --prefix "$tmp/prefix" >install.log 2>&1 || { fail "$(tail -n 5 install.log)"; }
is_there prefix/bin/pinlint
is_there prefix/share/pinlint/rules/sinks/posix-threads.json
[ -z "$(find prefix -name 'test_*')" ] || fail "tests are installed"

it "it finds its packs and libclang's headers"
PINLINT=$tmp/prefix/bin/pinlint
run 1 check -p p --format gcc
prints '\[lock-in-handler\]'
run 0 --version

it "moved, with a space in the name, called through a link and through PATH"
mv prefix 'moved prefix'
mkdir bin
ln -s "$tmp/moved prefix/bin/pinlint" bin/pinlint
PINLINT=$tmp/bin/pinlint
run 1 check -p p --format gcc
PATH=$tmp/bin:$PATH
set +e
(cd p && pinlint check -p . >/dev/null 2>&1)
[ $? = 1 ] || fail "not found through PATH"
set -e

it "without its packs it says so"
rm -r 'moved prefix/share'
run 2 check -p p
says 'pack|rules'
says_not "$(printf '%s' "${SRCDIR:-/work}" | sed 's/[.]/\\./g')"
done_testing
