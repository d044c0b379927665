#!/usr/bin/env python3
"""CPU seconds that `clang -fsyntax-only` takes over a compilation database, one unit after the other.

    bench_syntax.py [--clang clang-19] DIR

The yardstick for pinlint: what a compiler's front end needs to read the same units.
"""

import argparse
import json
import os
import resource
import shlex
import subprocess
import sys

# Options that name outputs, with and without a value of their own.
WITH_VALUE = {"-o", "-MF", "-MT", "-MQ", "-MJ"}
ALONE = {"-c", "-MD", "-MMD", "-MP", "-M", "-MM"}


def syntax_only(entry, clang):
    arguments = entry.get("arguments") or shlex.split(entry["command"])
    kept = []
    skip = False
    for argument in arguments[1:]:
        if skip:
            skip = False
        elif argument in WITH_VALUE:
            skip = True
        elif argument not in ALONE:
            kept.append(argument)
    return [clang, "-fsyntax-only", "-w", *kept]


def cpu_seconds(database, clang):
    """CPU seconds, and the files that clang did not accept."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    failed = []
    for entry in database:
        done = subprocess.run(
            syntax_only(entry, clang),
            cwd=entry["directory"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if done.returncode != 0:
            failed.append(entry["file"])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, failed


def read_database(directory):
    with open(os.path.join(directory, "compile_commands.json"), encoding="utf-8") as file:
        return json.load(file)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("directory")
    options = parser.parse_args()
    seconds, failed = cpu_seconds(read_database(options.directory), options.clang)
    print(f"{seconds:.2f} CPU seconds, {len(failed)} units not accepted")
    for name in failed:
        print(f"  {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
