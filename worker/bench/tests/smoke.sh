#!/usr/bin/env bash
# smoke.sh BENCH FOLDER: everything once, with as few jobs as possible. Every peer that was built has to be in the table,
# with no job lost.
set -euo pipefail
bench=$1 folder=$2
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$folder"
rm -f "$folder"/*.md "$folder"/*.tsv "$folder"/*.svg

mkdir -p "$folder/hog" "$folder/groups"
"$bench" --smoke --regimes free --out "$folder"
"$bench" --smoke --regimes one-cpu,free+hog --workloads 1:1,post-1 --out "$folder/hog"
"$bench" --smoke --regimes quota,cpuset --workloads 1:1,post-1 --out "$folder/groups" 2>"$folder/said"
status=0
for regime in quota cpuset; do # measured, or said why not
    grep -q "no $regime: control groups" "$folder/said" || grep -q "^## $regime:" "$folder/groups/bench.md" ||
        { echo "$regime is neither measured nor left out"; status=1; }
done
"$bench" --list | sed -n '/^peers:/,$p' | grep -v 'not here' | sed '1d;s/^ *//' | while read -r peer; do
    grep -q "^| ${peer}[ ,]" "$folder/bench.md" "$folder/hog/bench.md" || { echo "no row for $peer"; exit 1; }
done || status=1
for file in raw ratios crossing; do
    [ "$(wc -l <"$folder/$file.tsv")" -gt 10 ] || { echo "$file.tsv has no figures"; status=1; }
done
"$bench" --workloads 1:1 --regimes free --smoke --out "$folder/few" 2>/dev/null && status=1 # no folder
"$bench" --rounds 0 2>/dev/null && status=1
for wrong in "--regimes nowhere" "--workloads 1:1,no-such-workload" "--peers nobody"; do
    code=0
    # shellcheck disable=SC2086 # two words
    "$bench" $wrong --out "$folder/wrong" 2>"$folder/said" || code=$?
    [ "$code" = 2 ] && grep -q 'there is no' "$folder/said" || { echo "$wrong: exit code $code"; status=1; }
done

if command -v gnuplot >/dev/null; then
    gnuplot -e "folder='$folder'" "$here/../plot.gp"
    for plot in ratios crossing; do
        grep -q '</svg>' "$folder/$plot.svg" || { echo "$plot.svg is not whole"; status=1; }
    done
fi
exit "$status"
