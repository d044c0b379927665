#!/usr/bin/env python3
"""What must hold of the generator and of pinlint on what it writes: no times, so that it says the same everywhere.

    smoke.py --pinlint BIN
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest

import bench
import generate

UNITS, FUNCTIONS = 80, 40
# Of all files of 40 units: when the generator is changed on purpose, say here what it writes now.
DIGEST = "db4172540aff5381486e4632c7a12c935d01c2ce3a032b0487c0a36cb6cd3a1f"
# Twice the program, so many times the work: n log n at this size is 2.2.
MOST_GROWTH = 2.3
GROWING = ["functions", "calls", "edges", "cells", "copies", "values", "steps of programs"]
PINLINT = None


def files_below(directory):
    for folder, folders, names in os.walk(directory):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                yield os.path.relpath(path, directory), file.read()


def digest_of(directory):
    digest = hashlib.sha256()
    for name, content in files_below(directory):
        if name != "compile_commands.json":  # names the directory
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def lines_with(directory, text):
    """{(file, line number): line} of the units of modules."""
    found = {}
    for name, content in files_below(directory):
        for number, line in enumerate(content.decode().split("\n"), 1):
            if name.endswith(".c") and name.startswith("m") and text in line:
                found[name, number] = line
    return found


class Generated(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="pinlint-generate-")
        cls.work = os.path.realpath(cls.temporary.name)
        cls.program = bench.Program(PINLINT, cls.work, UNITS, FUNCTIONS, os.cpu_count())
        cls.config = os.path.join(cls.program.source, ".pinlint.json")

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def report(self):
        command = [PINLINT, "check", "-q", "-f", "json", "--fail-on", "never", "--show-suppressed"]
        command += ["--config", self.config, "--facts", *self.program.facts]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)

    def test_same_bytes_on_every_machine(self):
        directory = os.path.join(self.work, "again")
        generate.generate(directory, 40, functions=FUNCTIONS)
        self.assertEqual(digest_of(directory), DIGEST)

    def test_beginnings_are_programs(self):
        directory = os.path.join(self.work, "half")
        generate.generate(directory, UNITS // 2, functions=FUNCTIONS)
        whole = dict(files_below(self.program.source))
        for name, content in files_below(directory):
            if name not in ("core/modules.c", "compile_commands.json"):
                self.assertEqual(content, whole[name], name)

    def test_other_seeds_differ(self):
        server, other = generate.Server(20, 1, FUNCTIONS), generate.Server(20, 2, FUNCTIONS)
        unit, namesake = server.units_of(0)[3], other.units_of(0)[3]
        self.assertNotEqual(generate.write_unit(server, unit), generate.write_unit(other, namesake))

    def test_units_parse(self):
        self.assertEqual(self.report()["lost"], [])
        self.assertEqual(self.report()["noted"], [])

    def test_handlers(self):
        command = [PINLINT, "handlers", "--config", self.config, "--format", "json", "--facts", *self.program.facts]
        found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)["handlers"]
        kinds = [entry["kind"] for entry in found]
        self.assertEqual(kinds.count("generated.command"), 4 * UNITS)
        self.assertEqual(kinds.count("generated.event"), UNITS + 2)  # with those of core/main.c
        self.assertEqual(kinds.count("generated.timer"), UNITS + 1)

    def findings(self, rule, suppressed=False):
        found = [f for f in self.report()["findings"] if f["rule"] == rule and f["file"].startswith("m")]
        return {(f["file"], f["line"]) for f in found if bool(f["suppressed"]) == suppressed}

    def check_findings(self, rule, words):
        """Some of the calls are found, and nothing else."""
        calls = set().union(*(lines_with(self.program.source, word) for word in words))
        found = self.findings(rule)
        self.assertGreater(len(found), len(calls) // 3)
        self.assertLessEqual(found, calls)

    def test_findings(self):
        self.check_findings("lock-in-handler", ["guard_enter(", "pthread_mutex_lock("])
        self.check_findings("pin-in-handler", ["pthread_setaffinity_np("])
        self.check_findings("thread-spawn-in-handler", ["pthread_create("])

    def test_directives(self):
        allowed = set(lines_with(self.program.source, "lockosthread:allow"))
        suppressed = self.findings("lock-in-handler", suppressed=True)
        self.assertTrue(suppressed)
        self.assertLessEqual(suppressed, allowed)
        self.assertFalse(self.findings("lock-in-handler") & allowed)
        self.assertEqual(self.findings("unused-allow"), allowed - suppressed)

    def test_forked_children_are_told_apart(self):
        levels = {f["level"] for f in self.report()["findings"] if f["wrapper"] == "pin_child"}
        self.assertEqual(levels, {"note"})

    def test_work_grows_with_the_program(self):
        sizes = [UNITS // 4, UNITS // 2, UNITS]
        counts = [bench.measure(PINLINT, self.program.beginning(size), self.config)[1] for size in sizes]
        for name in GROWING:
            for small, large in zip(counts, counts[1:]):
                if small[name]:
                    self.assertLess(large[name] / small[name], MOST_GROWTH, name)


def main():
    global PINLINT
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pinlint", required=True)
    arguments, rest = parser.parse_known_args()
    PINLINT = os.path.abspath(arguments.pinlint)
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
