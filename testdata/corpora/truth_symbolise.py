#!/usr/bin/env python3
"""Turns what recorder.c wrote into the tables that compare_truth.py reads.

    truth_symbolise.py --records DIR --project DIR --sources DIR --handlers FILE --output PREFIX

PREFIX.edges.tsv     caller, callee, their files, kind, lines of the calls
PREFIX.handlers.tsv  entry points (from --handlers: function, file, kind) and whether they ran
PREFIX.reach.tsv     for each of them that ran, the functions that ran below it

--project holds the executables and libraries whose calls count: the rest (libc, zlib, TLS) is uninstrumented.

The kind of a call is decided by the machine instruction before the address that it returns to: `call *...` is indirect,
`call address` (the procedure linkage table, too) direct. If this address is outside the project, a library has called
back: extern, and the caller is the function of the project that was running. So it is where the call is one of a
library's function, which has called back by its last instruction, a jump. Calls of threads and of signal handlers
have no caller. What a forked child did is a call, but not below the entry point that forked.
"""

import argparse
import bisect
import collections
import os
import re
import struct
import subprocess
import sys

NODE = struct.Struct("<QQIIII")
FORKED, SIGNAL, INLINED = 1, 2, 4
DIRECT, INDIRECT, EXTERN = "direct", "indirect", "extern"


class Module:
    """An executable or library: what its addresses mean."""

    def __init__(self, path, sources):
        self.path = path
        self.sources = os.path.realpath(sources)
        self.indirect, self.calls, self.linked = call_instructions(path)
        self.defined = defined_symbols(path)
        self.places = {}

    def look_up(self, addresses):
        """Fills in places: address -> (function, file, line)."""
        addresses = sorted(set(addresses) - set(self.places))
        text = "".join(f"{address:#x}\n" for address in addresses)
        command = ["addr2line", "-f", "-e", self.path]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        lines = done.stdout.splitlines()
        for address, name, place in zip(addresses, lines[0::2], lines[1::2]):
            file, _, line = place.partition(" (")[0].rpartition(":")
            self.places[address] = (name, self.shorten(file), int(line) if line.isdigit() else 0)

    def shorten(self, file):
        file = os.path.realpath(file)
        return os.path.relpath(file, self.sources) if file.startswith(self.sources + os.sep) else os.path.basename(file)


def call_instructions(path):
    """The addresses that indirect calls return to, those that all calls do, and the symbols that some are linked to."""
    indirect, every, linked = set(), set(), {}
    listing = subprocess.Popen(["objdump", "-d", "--no-show-raw-insn", path], stdout=subprocess.PIPE, text=True)
    pattern = re.compile(r"\s*([0-9a-f]+):\s+(?:(?:notrack|bnd)\s+)*(\S+)\s*(\S*)(?:\s+<([^@>]+)@plt>)?")
    pending = symbol = None
    for line in listing.stdout:
        match = pattern.match(line)
        if not match:
            continue
        if pending is not None:
            every.add(int(match[1], 16))
            if pending:
                indirect.add(int(match[1], 16))
            if symbol:
                linked[int(match[1], 16)] = symbol
        pending, symbol = (match[3].startswith("*"), match[4]) if match[2].startswith("call") else (None, None)
    if listing.wait() != 0:
        sys.exit(f"objdump cannot read {path}")
    return indirect, every, linked


def defined_symbols(path):
    done = subprocess.run(["nm", "-D", "-P", "--defined-only", path], capture_output=True, text=True, check=True)
    return {line.split()[0].partition("@")[0] for line in done.stdout.splitlines()}


class Record:
    """The calling-context tree of one process."""

    def __init__(self, path, project):
        with open(path, "rb") as file:
            bases, starts, self.ranges = {}, [], []
            for line in file:
                words = line.decode(errors="replace").split()
                if words[0] == "nodes":
                    break
                start, end = (int(word, 16) for word in words[0].split("-"))
                name = words[5] if len(words) > 5 else ""
                if name.startswith(project + os.sep):
                    bases.setdefault(name, start)
                    self.ranges.append((start, end, name, bases[name] if not fixed(name) else 0))
            self.ranges.sort()
            self.starts = [r[0] for r in self.ranges]
            data = file.read()
        if len(data) != int(words[1]) * NODE.size:
            sys.exit(f"{path} is cut short")
        self.nodes = list(NODE.iter_unpack(data))

    def place(self, address):
        """(path of the module, address in it), or None outside the project."""
        at = bisect.bisect_right(self.starts, address) - 1
        if at < 0 or address >= self.ranges[at][1]:
            return None
        return self.ranges[at][2], address - self.ranges[at][3]


def fixed(path, known={}):
    """Whether the program is linked to run at fixed addresses."""
    if path not in known:
        with open(path, "rb") as file:
            known[path] = file.read(18)[16] == 2
    return known[path]


class Truth:
    def __init__(self, sources):
        self.sources = sources
        self.modules = {}
        self.edges = collections.defaultdict(set)  # (caller, callee, kind) -> lines
        self.reach = collections.defaultdict(lambda: (set(), set()))  # handler -> (below, below a library's call)
        self.odd = 0

    def module(self, path):
        if path not in self.modules:
            self.modules[path] = Module(path, self.sources)
        return self.modules[path]

    def symbolise(self, record):
        wanted = collections.defaultdict(list)
        for function, site, _, _, _, _ in record.nodes[1:]:
            for address in (function, site - 1) if function else ():
                place = record.place(address)
                if place:
                    wanted[place[0]].append(place[1])
        for path, addresses in wanted.items():
            self.module(path).look_up(addresses)

    def at(self, record, address):
        place = record.place(address)
        return self.modules[place[0]].places[place[1]] if place else None

    def call(self, record, node, caller):
        """Kind and line of a call."""
        _, site, _, flags, _, _ = node
        if flags & INLINED:
            return DIRECT, 0
        where = self.at(record, site - 1)
        if not where:
            return EXTERN, 0
        path, address = record.place(site)
        module = self.modules[path]
        if where[0] != caller[0] or address not in module.calls:
            self.odd += 1
        symbol = module.linked.get(address)
        if symbol and not any(symbol in other.defined for other in self.modules.values()):
            return EXTERN, 0
        return (INDIRECT if address in module.indirect else DIRECT), where[2]

    def add(self, record, is_handler):
        """The calls of one process. Parents come before their children."""
        self.symbolise(record)
        names, above = [None], [frozenset()]
        for node in record.nodes[1:]:
            function, _, parent, flags, _, _ = node
            place = self.at(record, function) if function else None
            names.append(place and place[:2])
            active = above[parent] if place and parent and parent < len(above) else frozenset()
            if place and parent and names[parent] and not flags & SIGNAL:
                kind, line = self.call(record, node, names[parent])
                self.edges[names[parent], place[:2], kind].add(line)
                if flags & FORKED:
                    active = frozenset()
                elif kind == EXTERN:
                    active = frozenset((handler, True) for handler, _ in active)
                for handler, through in active:
                    self.reach[handler][through].add(place[:2])
            if place and is_handler(place[:2]) and not flags & FORKED:
                active = active | {(place[:2], False)}
                self.reach[place[:2]]  # it ran
            above.append(active)


def read_handlers(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]


def write_tables(truth, handlers, prefix):
    with open(prefix + ".edges.tsv", "w", encoding="utf-8") as file:
        file.write("#caller\tcallee\tcaller_file\tcallee_file\tkind\tcall_lines\n")
        for (caller, callee, kind), lines in sorted(truth.edges.items()):
            row = [caller[0], callee[0], caller[1], callee[1], kind, ",".join(map(str, sorted(lines)))]
            file.write("\t".join(row) + "\n")
    with open(prefix + ".handlers.tsv", "w", encoding="utf-8") as file:
        file.write("#function\tfile\tkind\tobserved\n")
        ran = {(name, os.path.basename(where)) for name, where in truth.reach}
        for name, where, kind in handlers:
            file.write(f"{name}\t{where}\t{kind}\t{'yes' if (name, os.path.basename(where)) in ran else 'no'}\n")
    functions = {f for edge in truth.edges for f in edge[:2]} | set(truth.reach)
    ids = {function: at for at, function in enumerate(sorted(functions))}
    with open(prefix + ".reach.tsv", "w", encoding="utf-8") as file:
        file.write("#F id name file / R handler functions_below functions_below_only_through_libraries\n")
        for function, at in ids.items():
            file.write(f"F\t{at}\t{function[0]}\t{function[1]}\n")
        for handler, (below, through) in sorted(truth.reach.items()):
            lists = [" ".join(str(n) for n in sorted(ids[f] for f in fs)) for fs in (below, through - below)]
            file.write(f"R\t{ids[handler]}\t{lists[0]}\t{lists[1]}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--records", "--project", "--sources", "--handlers", "--output"):
        parser.add_argument(option, required=True)
    options = parser.parse_args()
    handlers = read_handlers(options.handlers)
    known = {(name, os.path.basename(where)) for name, where, _ in handlers}
    truth = Truth(options.sources)
    files = sorted(os.listdir(options.records))
    for name in files:
        record = Record(os.path.join(options.records, name), os.path.realpath(options.project))
        truth.add(record, lambda f: (f[0], os.path.basename(f[1])) in known)
    write_tables(truth, handlers, options.output)
    kinds = collections.Counter(kind for _, _, kind in truth.edges)
    functions = {f for edge in truth.edges for f in edge[:2]}
    print(
        f"{len(files)} processes, {len(functions)} functions, {len(truth.reach)} of {len(handlers)} entry points, "
        + ", ".join(f"{kinds[kind]} {kind}" for kind in (DIRECT, INDIRECT, EXTERN))
        + f" edges, {truth.odd} calls from code without a record"
    )
    return 0 if truth.edges else "nothing was recorded"


if __name__ == "__main__":
    sys.exit(main())
