#!/usr/bin/env python3
"""Compares pinlint's call graph with the calls that a program was seen to make.

    pinlint graph -q -p DIR > graph.json
    compare_truth.py graph.json PREFIX [--missed] [--at-least MEASURE=VALUE ...] [--at-most MEASURE=VALUE ...]

PREFIX.edges.tsv and PREFIX.reach.tsv are written by truth_symbolise.py. Functions are the same when their names and the
names of their files are. Only seen calls are known: recall is exact, for precision there are two proxies.

    recall, direct, indirect, extern   seen edges that the graph has, in percent; recall: direct and indirect ones
    targets, max-targets               functions per resolved indirect call site of the graph: mean, largest
    unresolved-seen                    call sites that were seen to make an indirect call, and have no target
    reach                              functions seen below an entry point that the graph has there too, in percent
    inflation                          functions (of those seen) that the graph has below an entry point, divided by
                                       those seen there: median over the entry points

--missed lists what the graph does not have. With limits, a measure beyond its limit is a failure.
"""

import argparse
import collections
import json
import os
import statistics
import sys

INDIRECT = ("indirect", "virtual")
base = os.path.basename


class Graph:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        self.names = name_functions(data["functions"])
        self.edges = set()
        self.below = collections.defaultdict(set)
        self.sites = collections.defaultdict(set)  # (caller, line, column) of indirect calls -> targets
        for call in data["calls"]:
            caller = self.names[call["caller"]]
            callee = self.names[call["callee"]] if call.get("callee") is not None else None
            if call.get("kind") in INDIRECT:
                site = self.sites[caller, call.get("line"), call.get("column")]
                site |= {callee} if callee else set()
            if callee:
                self.edges.add((caller, callee))
                self.below[caller].add(callee)

    def reachable(self, start):
        seen, todo = set(), [start]
        while todo:
            new = self.below[todo.pop()] - seen
            seen |= new
            todo += new
        return seen


def name_functions(functions):
    """Id -> (name, file). What is only declared in a file is the one function of this name that has a body."""
    bodies = collections.defaultdict(set)
    for function in functions:
        if function.get("defined", True) and function.get("file"):
            bodies[function["name"]].add(base(function["file"]))
    names = {}
    for function in functions:
        file = base(function.get("file") or "")
        candidates = bodies[function["name"]]
        if (not file or not function.get("defined", True)) and len(candidates) == 1:
            (file,) = candidates
        names[function["id"]] = (function["name"], file)
    return names


class Truth:
    def __init__(self, prefix):
        self.edges = {"direct": set(), "indirect": set(), "extern": set()}
        self.sites = collections.defaultdict(set)  # (caller, line) -> targets seen
        for row in rows(prefix + ".edges.tsv"):
            caller, callee = (row[0], base(row[2])), (row[1], base(row[3]))
            self.edges[row[4]].add((caller, callee))
            for line in row[5].split(",") if row[4] == "indirect" else ():
                self.sites[caller, int(line)].add(callee)
        self.functions = {function for edges in self.edges.values() for edge in edges for function in edge}
        functions, self.reach = {}, []
        for row in rows(prefix + ".reach.tsv"):
            if row[0] == "F":
                functions[row[1]] = (row[2], base(row[3]))
            else:
                self.reach.append((functions[row[1]], {functions[f] for f in row[2].split()}))


def rows(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def percent(part, whole):
    return 100.0 * part / whole if whole else 100.0


def measure(graph, truth):
    figures = {}
    called = truth.edges["direct"] | truth.edges["indirect"]
    for name, edges in {"recall": called, **truth.edges}.items():
        figures[name] = percent(len(edges & graph.edges), len(edges))
    targets = [len(found) for found in graph.sites.values() if found]
    figures["targets"] = statistics.fmean(targets) if targets else 0.0
    figures["max-targets"] = max(targets, default=0)
    resolved = {(caller, line) for (caller, line, _), found in graph.sites.items() if found}
    figures["unresolved-seen"] = len(set(truth.sites) - resolved)
    pairs = hits = 0
    inflation = []
    for handler, seen in truth.reach:
        reachable = graph.reachable(handler)
        pairs += len(seen)
        hits += len(seen & reachable)
        if seen:
            inflation.append(len(reachable & truth.functions) / len(seen))
    figures["reach"] = percent(hits, pairs)
    figures["inflation"] = statistics.median(inflation) if inflation else 0.0
    return figures


def show(graph, truth, figures, list_missed):
    kinds = ", ".join(f"{len(edges)} {kind}" for kind, edges in truth.edges.items())
    print(f"seen       {len(truth.functions)} functions, {len(truth.reach)} entry points, edges: {kinds}")
    empty = sum(not found for found in graph.sites.values())
    print(f"graph      {len(graph.edges)} edges, {len(graph.sites)} indirect call sites, {empty} without a target")
    missing = truth.functions - set(graph.names.values())
    print(f"absent     {len(missing)} functions: {', '.join(sorted(name for name, _ in missing)[:8])}")
    for name, value in figures.items():
        print(f"{name:16} {value:.2f}")
    for kind, edges in truth.edges.items() if list_missed else ():
        for caller, callee in sorted(edges - graph.edges):
            lines = sorted(line for (where, line), found in truth.sites.items() if where == caller and callee in found)
            print(f"missed {kind:9} {caller[1]}:{','.join(map(str, lines))} {caller[0]} -> {callee[0]} ({callee[1]})")


def beyond(figures, limits, is_wrong):
    for limit in limits:
        name, _, value = limit.partition("=")
        if is_wrong(figures[name], float(value)):
            yield f"FAILED     {name} is {figures[name]:.2f}, the limit is {value}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph")
    parser.add_argument("prefix")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--at-least", action="append", default=[])
    parser.add_argument("--at-most", action="append", default=[])
    options = parser.parse_args()
    graph, truth = Graph(options.graph), Truth(options.prefix)
    figures = measure(graph, truth)
    show(graph, truth, figures, options.missed)
    problems = [*beyond(figures, options.at_least, lambda is_, limit: is_ < limit)]
    problems += beyond(figures, options.at_most, lambda is_, limit: is_ > limit)
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
