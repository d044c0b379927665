#!/bin/sh
# package.sh BUILD: installs the library into a prefix of its own and builds users of it with CMake (shared, archive) and
# with pkg-config (shared, archive, and without any shared library at all).
set -eu
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/prefix" --component pinworker >"$work/log" || { cat "$work/log"; exit 1; }
cat >"$work/user.c" <<'END'
#include <pinworker.h>
static int job(void *state, void *data) { (void)state; return *(int *)data; }
int main(void) {
    pinworker *worker;
    int value = 0;
    if (pinworker_start(0, NULL, &worker) != 0) return 1;
    value = pinworker_run(worker, job, &value, sizeof value);
    return value != 0 || pinworker_close(worker, NULL, 0, 0) != 0 || pinworker_free(worker) != 0;
}
END
cat >"$work/profiled.c" <<'END'
#include <pinworker_profile.h>
int main(void) {
    pinworker_profile *profile;
    int error = pinworker_profile_start(0, &profile);
    pinworker_profile_free(profile);
    return error != 0;
}
END
cat >"$work/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.21)
project(user C)
find_package(pinworker 0.1 REQUIRED)
add_executable(user user.c)
target_link_libraries(user PRIVATE pinworker::pinworker)
add_executable(user_static user.c)
target_link_libraries(user_static PRIVATE pinworker::pinworker_static)
if(TARGET pinworker::pinworker_profile)
    add_executable(profiled profiled.c)
    target_link_libraries(profiled PRIVATE pinworker::pinworker_profile)
    add_executable(profiled_static profiled.c)
    target_link_libraries(profiled_static PRIVATE pinworker::pinworker_profile_static)
endif()
END
{ cmake -S "$work" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/prefix" && cmake --build "$work/build"; } >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
"$work/build/user"
"$work/build/user_static"
for profiled in "$work/build/profiled" "$work/build/profiled_static"; do
    [ ! -e "$profiled" ] || "$profiled"
done
# The prefix may be moved.
mv "$work/prefix" "$work/moved"
folder=$(dirname "$(find "$work/moved" -name pinworker.pc)")
# shellcheck disable=SC2046
${CC:-cc} -o "$work/user" "$work/user.c" $(PKG_CONFIG_PATH=$folder pkg-config --cflags --libs pinworker)
LD_LIBRARY_PATH=$(dirname "$folder") "$work/user"
if [ -e "$folder/pinworker_profile.pc" ]; then
    # shellcheck disable=SC2046
    ${CC:-cc} -o "$work/profiled" "$work/profiled.c" $(PKG_CONFIG_PATH=$folder pkg-config --cflags --libs pinworker_profile)
    LD_LIBRARY_PATH=$(dirname "$folder") "$work/profiled"
fi
# compile PROGRAM MODULE OPTIONS...: a user that links as pkg-config says.
compile() {
    program=$1 module=$2
    shift 2
    # shellcheck disable=SC2046
    ${CC:-cc} -o "$work/$program.linked" "$work/$program.c" "$@" $(PKG_CONFIG_PATH=$folder pkg-config --static --cflags --libs "$module")
    "$work/$program.linked"
}
# The archives, where there is nothing else: they bring what they need with them, and hwloc is a shared library.
rm "$(dirname "$folder")"/*.so*
compile user pinworker
[ ! -e "$folder/pinworker_profile.pc" ] || compile profiled pinworker_profile
# No shared library at all: without hwloc, as Debian has no archive of libudev, which hwloc's needs.
source=$(cd "$(dirname "$0")/.." && pwd)
{ cmake -S "$source" -B "$work/static" -DPINWORKER_HWLOC=OFF -DPINWORKER_TESTS=OFF &&
    cmake --build "$work/static" && cmake --install "$work/static" --prefix "$work/alone" --component pinworker; } >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
folder=$(dirname "$(find "$work/alone" -name pinworker.pc)")
compile user pinworker -static
# Nor with what has all its archives.
has_archives() {
    # shellcheck disable=SC2046
    echo 'int main(void) { return 0; }' | ${CC:-cc} -x c - -o "$work/archives" -static $(pkg-config --static --libs "$1") 2>/dev/null
}
if [ -e "$folder/pinworker_profile.pc" ] && has_archives libunwind; then compile profiled pinworker_profile -static; fi
if has_archives hwloc; then
    folder=$(dirname "$(find "$work/moved" -name pinworker.pc)")
    compile user pinworker -static
fi
