#!/usr/bin/env bash
#!/bin/bash
# The golden SARIF files satisfy their consumers, and the check notices when they would not.
set -euo pipefail
cd "${SRCDIR:?}/analyzer/tests"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python=${PYTHON:-python3}

"$python" check_sarif.py --source-root golden golden/*.sarif || exit

# spoil NAME OLD NEW: the check must refuse the golden file with the first OLD replaced by NEW.
spoil() {
    "$python" - "$scratch/$1.sarif" "$2" "$3" <<'PYTHON'
import sys
target, old, new = sys.argv[1:]
text = open("golden/report.sarif", encoding="utf-8").read()
assert old in text, old
open(target, "w", encoding="utf-8").write(text.replace(old, new, 1))
PYTHON
    spoiled+=("$scratch/$1.sarif")
}
spoiled=()
spoil enum '"level":"note","message"' '"level":"warn","message"'
spoil index '"ruleIndex":3' '"ruleIndex":2'
spoil line '"startLine":12' '"startLine":0'
spoil base '{"%SRCROOT%":{' '{"%SRCROOT%":{"uri":"file:///somewhere/",'
spoil hash '"primaryLocationLineHash":"' '"primaryLocationLineHash":"1'
spoil help '"helpUri":' '"moreUri":'
spoil link '](1)' '](99)'
spoil region '"startColumn":34,"endColumn":37' '"startColumn":34,"endColumn":3'
if report=$("$python" check_sarif.py --source-root golden "${spoiled[@]}"); then
    echo "spoiled files were accepted: $report"
    exit 1
fi
for file in "${spoiled[@]}"; do
    grep -qF "$file: ok" <<<"$report" && { echo "$file was accepted"; exit 1; }
done
echo "${#spoiled[@]} spoiled files were refused"
