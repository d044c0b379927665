#!/usr/bin/env bash
# Sets up what pinlint needs, builds it, and shows or tests it. Can be run again at any time.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")"

usage() {
    cat <<'END'
Usage: ./bootstrap.sh [--no-install] demo | test | bench

  demo   builds pinlint into build/release and lints the small HTTP server in testdata/demo
  test   builds pinlint optimised and with sanitizers, and runs every test
  bench  measures the worker library beside its peers (worker/bench): some ten minutes

On Debian 12 they install what is missing with apt-get first (as root, or through sudo).
  --no-install   install nothing: take what is there
END
}

say() { printf '\n== %s\n' "$*"; }
die() { printf 'bootstrap.sh: %s\n' "$*" >&2; exit 2; }

# Column $1 of dependencies.txt (2 Debian, 3 Fedora, 4 Homebrew) for the groups $2, as in "build|demo".
packages() {
    awk -v column="$1" -v groups="^($2)$" '$1 ~ groups && $column != "-" && !seen[$column]++ { print $column }' \
        dependencies.txt
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "not root and no sudo: run this as root, then start again: $*"
    fi
}

# Waits for another apt-get instead of failing, and asks nothing.
apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null; }

# As a package, or as the program of that name from elsewhere (cmake, npm).
is_installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q '^install ok installed' || command -v "$1" >/dev/null
}
is_known() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q '^  Candidate: [^(]'; }

install_packages() {
    local groups=$1 package missing=()
    if ! grep -qs '^ID=debian$' /etc/os-release || ! grep -qs '^VERSION_ID="12"$' /etc/os-release; then
        {
            echo "bootstrap.sh installs packages on Debian 12 only. Install these, then add --no-install:"
            echo "  Debian, Ubuntu  apt-get install $(packages 2 "$groups" | xargs)"
            echo "  Fedora          dnf install $(packages 3 "$groups" | xargs)"
            echo "  Homebrew        brew install $(packages 4 "$groups" | xargs)"
        } >&2
        exit 2
    fi
    for package in $(packages 2 "$groups"); do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${missing[*]}"
    for package in "${missing[@]}"; do
        is_known "$package" || { apt update; break; }
    done
    # Lists that are too old name files that the mirror no longer has.
    apt install -y --no-install-recommends "${missing[@]}" || {
        apt update && apt install -y --no-install-recommends "${missing[@]}"
    } || die "apt-get could not install ${missing[*]}: see its message above."
}

# configure SOURCE NAME ARGUMENTS...: CMake for build/NAME. A build that was copied here with its tree is of no use.
configure() {
    local source=$1 name=$2 cache=build/$2/CMakeCache.txt
    shift 2
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$source" "$cache"; then
        rm -rf "build/$name"
    fi
    cmake "$@" >"build/$name.log" 2>&1 || { cat "build/$name.log"; die "CMake failed."; }
}

build() {
    say "building build/$1"
    configure "$PWD" "$1" --preset "$1"
    cmake --build --preset "$1"
}

demo() {
    local sarif=build/demo/pinlint.sarif status=0
    build release
    say "building the demo, an HTTP server (testdata/demo)"
    configure "$PWD/testdata/demo" demo -S testdata/demo -B build/demo -G Ninja -DCMAKE_BUILD_TYPE=Release
    cmake --build build/demo
    say "pinlint -p build/demo --show-suppressed --output sarif:$sarif"
    build/release/bin/pinlint check -p build/demo --format text --show-suppressed --output "sarif:$sarif" || status=$?
    # The demo holds a mistake, so 1 (findings) is what pinlint has to say here.
    [ "$status" -ne 0 ] || die "pinlint found nothing in the demo."
    [ "$status" -eq 1 ] || die "pinlint failed with exit code $status."
    [ -s "$sarif" ] || die "pinlint wrote no $sarif."
    say "the same as SARIF, for editors and code review: $PWD/$sarif"
}

run_tests() {
    build asan-ubsan
    build release
    # One ctest over both trees: one summary, one exit code.
    mkdir -p build/test
    printf 'subdirs("../release" "../asan-ubsan")\n' >build/test/CTestTestfile.cmake
    say "testing"
    ctest --test-dir build/test --output-on-failure --no-tests=error -j "$(nproc)"
}

install=yes
if [ "${1-}" = --no-install ]; then
    install=no
    shift
fi
case "$#:${1-}" in
    1:demo) groups="build|demo" ;;
    1:test) groups="build|demo|test" ;;
    1:bench) groups="build|bench" ;;
    0: | 1:help | 1:-h | 1:--help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac
mkdir -p build
if [ "$install" = yes ]; then
    install_packages "$groups"
fi
if [ "$install:$1" = yes:test ]; then
    # Without them the programs that need them are skipped, and CTest says so.
    say "unpacking headers of frameworks into build/headers"
    testdata/headers.sh || [ $? -eq 77 ] || die "testdata/headers.sh failed: see its message above."
fi
case "$1" in
    demo) demo ;;
    bench) worker/bench/run.sh ;;
    *) run_tests ;;
esac
