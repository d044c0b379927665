#!/usr/bin/env python3
"""Compares pinlint's call graph with what programs were seen to do that share a library: each program by itself.

    truth_programs.py --pinlint build/release/bin/pinlint --database DIR --programs examples PREFIX [--at-most ...]

The units in the directory --programs are programs of one file each; all other units are the library. Where all are
linted together, a callback of the library may be that of any program, so that each entry point has those of the others
below it; this tells how much of it is left when there is only one. Measures as in compare_truth.py: the mean of targets,
reach of all, and the median of the inflation of all entry points.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

import compare_truth


def units(database):
    with open(os.path.join(database, "compile_commands.json"), encoding="utf-8") as file:
        return [os.path.join(command["directory"], command["file"]) for command in json.load(file)]


def graph_of(pinlint, database, files):
    with tempfile.NamedTemporaryFile(suffix=".json") as output:
        subprocess.run([pinlint, "graph", "-q", "-p", database, *files], stdout=output, check=True)
        return compare_truth.Graph(output.name)


def examine(graph, truth, program):
    """Pairs seen and found, and the inflation of each entry point that the program's file has."""
    seen_pairs = found_pairs = 0
    inflation = []
    for handler, seen in truth.reach:
        if handler[1] != program or not seen:
            continue
        reachable = graph.reachable(handler)
        seen_pairs += len(seen)
        found_pairs += len(seen & reachable)
        inflation.append(len(reachable & truth.functions) / len(seen))
    return seen_pairs, found_pairs, inflation


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pinlint", required=True)
    parser.add_argument("--database", required=True)
    parser.add_argument("--programs", required=True, help="name of their directory")
    parser.add_argument("prefix")
    parser.add_argument("--at-least", action="append", default=[])
    parser.add_argument("--at-most", action="append", default=[])
    options = parser.parse_args()
    truth, files = compare_truth.Truth(options.prefix), units(options.database)
    programs = [f for f in files if os.path.basename(os.path.dirname(f)) == options.programs]
    library = [f for f in files if f not in programs]
    seen_pairs = found_pairs = 0
    inflation, targets = [], []
    for file in programs:
        program = os.path.basename(file)
        graph = graph_of(options.pinlint, options.database, [*library, file])
        seen, found, own = examine(graph, truth, program)
        targets.append(statistics.fmean(len(found) for found in graph.sites.values() if found))
        seen_pairs, found_pairs, inflation = seen_pairs + seen, found_pairs + found, inflation + own
        print(f"{program:40} {', '.join(f'{value:.1f}' for value in own)}")
    figures = {
        "targets": statistics.fmean(targets),
        "reach": compare_truth.percent(found_pairs, seen_pairs),
        "inflation": statistics.median(inflation),
    }
    print(f"{len(programs)} programs, each by itself: " + ", ".join(f"{k} {v:.2f}" for k, v in figures.items()))
    problems = [*compare_truth.beyond(figures, options.at_least, lambda is_, limit: is_ < limit)]
    problems += compare_truth.beyond(figures, options.at_most, lambda is_, limit: is_ > limit)
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
