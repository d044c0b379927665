#!/usr/bin/env bash
# Usage: testdata/corpora/examples.sh [NAME...]
# Examples, modules and servers for the frameworks of rules/frameworks, from Debian's packages, linted with the shipped
# packs (examples.py). Names are of programs or of tables: web, extensions, services, cases. What cannot be had is skipped.
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"

need "$PYTHON" gcc
headers=${PINLINT_HEADERS:-$here/../../build/headers}
bash "$here/../headers.sh" "$headers"
mkdir -p "$corpora"
sources=$("$PYTHON" "$here/examples.py" --sources "$@")
while read -r name version kind; do
    case $kind in
        source) how=fetch ;;
        *) how=fetch_$kind ;;
    esac
    status=0
    ("$how" "$name" "$version") || status=$?
    [ $status -eq 0 ] || [ $status -eq 77 ] || exit $status
done <<<"$sources"
exec "$PYTHON" "$here/examples.py" --pinlint "$PINLINT" --corpora "$corpora" --headers "$headers" "$@"
