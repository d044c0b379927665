#!/usr/bin/env bash
# Usage: testdata/corpora/examples_extensions.sh [NAME...]
# Examples, plug-ins and modules for the frameworks of rules/frameworks, from Debian's sources (examples_extensions.py lists
# them; all of them when none is named), compiled against the headers that headers.sh unpacks: no unit may be lost, and
# the handlers are those that people have found in the sources. Programs whose sources cannot be had are skipped.
set -euo pipefail
# shellcheck source=testdata/corpora/fetch.bash
. "$(dirname "${BASH_SOURCE[0]}")/fetch.bash"

mkdir -p "$corpora"
corpora=$(cd "$corpora" && pwd)
headers=${PINLINT_HEADERS:-$here/../../build/headers}
bash "$here/../headers.sh" "$headers"

failed=() skipped=() passed=0
while read -r name source version; do
    echo "--- $name ($source $version)"
    if ! (fetch "$source" "$version"); then
        skipped+=("$name")
        continue
    fi
    output=$corpora/extensions/$name
    "$PYTHON" "$here/examples_extensions.py" --corpora "$corpora" --headers "$headers" --output "$output" "$name"
    if "$PYTHON" "$here/lint.py" --pinlint "$PINLINT" --output "$output" --expect "$name" "$output"; then
        passed=$((passed + 1))
    else
        failed+=("$name")
    fi
done < <("$PYTHON" "$here/examples_extensions.py" --sources "$@")

echo "$passed passed, ${#failed[@]} failed (${failed[*]-}), ${#skipped[@]} skipped (${skipped[*]-})"
[ ${#failed[@]} -eq 0 ] || exit 1
[ "$passed" -gt 0 ] || skip "no source can be had"
