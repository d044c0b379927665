#!/usr/bin/env bash
# Usage: testdata/headers.sh [DIR]
# Unpacks the -dev packages of dependencies.txt's group `headers` into DIR (default: build/headers), for the programs in
# testdata/frameworks. Nothing is installed: no privilege is needed, and packages that exclude each other can be had.
# Can be run again at any time; fetches what is missing only.
set -euo pipefail

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
headers=$(mkdir -p "${1:-$repo/build/headers}" && cd "${1:-$repo/build/headers}" && pwd)
corpora=$headers # where fetch.bash keeps its lists
. "$repo/testdata/corpora/fetch.bash"
need apt-get dpkg-deb

mkdir -p "$headers/.have" "$headers/.deb"
missing=()
for package in $(awk '$1 == "headers" { print $2 }' "$repo/dependencies.txt"); do
    [ -e "$headers/.have/$package" ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
echo "unpacking the headers of ${missing[*]}"
apt_debian update >/dev/null || skip "Debian's package lists cannot be had"
(cd "$headers/.deb" && apt_debian download "${missing[@]}") || skip "a package cannot be had"
for package in "${missing[@]}"; do
    # Headers, wherever a package keeps them, and its examples; no programs and libraries.
    dpkg-deb --fsys-tarfile "$headers/.deb/$package"_*.deb |
        tar -x -C "$headers" --exclude='./usr/bin' --exclude='./usr/sbin' --exclude='./usr/share/man' --exclude='*.a' \
            --exclude='*.so' --exclude='*.so.*' --exclude='*.jar' --exclude='*.jmod' --exclude='./etc' --exclude='./var'
    touch "$headers/.have/$package"
done
rm -rf "$headers/.deb"
