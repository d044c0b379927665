#!/usr/bin/env bash
# Examples, modules and small servers that Debian's packages hold for the libraries of rules/frameworks, linted:
# examples_services.py says which, and what has to be found in them. Arguments: names of such programs; default: all.
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"

# unpack NAME VERSION: Debian 12's binary package in $corpora/NAME-VERSION.
unpack() {
    local name=$1 folder=$corpora/$1-$2
    [ ! -d "$folder" ] || return 0
    need dpkg-deb
    apt_debian update >/dev/null || skip "Debian's package lists cannot be had"
    mkdir -p "$corpora/.unpack"
    (cd "$corpora/.unpack" && apt_debian download "$name") || skip "$name cannot be had"
    rm -rf "$folder.part"
    dpkg-deb -x "$corpora/.unpack/$name"_*.deb "$folder.part"
    mv "$folder.part" "$folder"
}

need "$PYTHON" gcc
headers=${PINLINT_HEADERS:-$here/../../build/headers}
bash "$here/../headers.sh" "$headers"
while read -r name version kind; do
    if [ "$kind" = binary ]; then unpack "$name" "$version"; else fetch "$name" "$version"; fi
done < <("$PYTHON" "$here/examples_services.py" --list "$@")
exec "$PYTHON" "$here/examples_services.py" --pinlint "$PINLINT" --corpora "$corpora" --headers "$headers" "$@"
