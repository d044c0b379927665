#!/usr/bin/env python3
"""Example programs, modules and servers of the frameworks in rules/frameworks that nobody here wrote, linted.

    examples.py --sources [NAME...]                                       the packages: name, version, kind
    examples.py --pinlint BINARY --corpora DIR --headers DIR [NAME...]    lints what is in DIR

examples_*.py hold the tables; a name is a program's or a table's (web, extensions, services, cases). No unit may be lost, and
what people have found in the sources must be an entry point, or must not be one. Reports and all that is made stay in
DIR/examples/NAME.
"""

import argparse
import os
import shutil
import subprocess
import sys

import examples_cases
import examples_extensions
import examples_services
import examples_web
import expect
import lint

TABLES = {
    "web": examples_web.PROGRAMS,
    "extensions": examples_extensions.PROGRAMS,
    "services": examples_services.PROGRAMS,
    "cases": examples_cases.PROGRAMS,
}
PROGRAMS = {name: program for table in TABLES.values() for name, program in table.items()}
assert len(PROGRAMS) == sum(map(len, TABLES.values())), "two programs have the same name"


def chosen(names):
    """Programs' names, each once, from names of programs and tables; all for none."""
    for name in names:
        if name not in TABLES and name not in PROGRAMS:
            sys.exit(f"examples.py: there is no {name}: {', '.join([*TABLES, *PROGRAMS])}")
    return list(dict.fromkeys(program for name in names or TABLES for program in TABLES.get(name, [name])))


def environment():
    """bear talks to itself over gRPC, which would ask a proxy."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**kept, "MAKEFLAGS": f"-j{os.cpu_count()}"}


def make(program, place):
    """What is made, once, in the folder {m}. A reason why not, or None."""
    missing = [tool for tool in program.needs if not shutil.which(tool)]
    if missing:
        return f"{', '.join(missing)} is not installed"
    stamp, recipe = place.made + ".stamp", program.recipe(place)
    if os.path.exists(stamp):
        with open(stamp, encoding="utf-8") as file:
            if file.read() == recipe:
                return None
        os.remove(stamp)
    shutil.rmtree(place.made, ignore_errors=True)
    os.makedirs(place.made)
    program.write_headers(place)
    with open(place.made + ".log", "wb") as log:
        for command in program.commands(place):
            subprocess.run(command, shell=True, cwd=place.made, env=environment(), check=True, stdin=subprocess.DEVNULL,
                           stdout=log, stderr=log)
    with open(stamp, "w", encoding="utf-8") as file:
        file.write(recipe)
    return None


def judge(program, place, output, pinlint):
    """Lints the program. Sentences about what is wrong."""
    problems, findings, handlers = lint.lint(pinlint, program.database(place, output), output,
                                             project=program.project_file(output), reaches=program.reaches)
    return problems + expect.unmet(program.expectations(), findings, handlers)


def examine(name, options):
    """`passed`, `failed`, or `skipped`."""
    program = PROGRAMS[name]
    output = os.path.join(options.corpora, "examples", name)
    place = program.place(options.corpora, options.headers, output)
    print(f"--- {name} ({program.package} {program.version})", flush=True)
    if not os.path.isdir(place.root):
        print(f"skipped: there is no {place.root}")
        return "skipped"
    os.makedirs(output, exist_ok=True)
    try:
        reason = make(program, place)
    except subprocess.CalledProcessError as error:
        print(f"FAILED      {error}\n            see {place.made}.log")
        return "failed"
    if reason:
        print(f"skipped: {reason}")
        return "skipped"
    problems = [f"no file matches {pattern}" for pattern in program.unmatched(place)]
    problems += judge(program, place, output, options.pinlint)
    for problem in problems:
        print("FAILED     ", problem)
    sys.stdout.flush()
    return "failed" if problems else "passed"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--sources", action="store_true")
    parser.add_argument("--pinlint")
    parser.add_argument("--corpora")
    parser.add_argument("--headers")
    parser.add_argument("name", nargs="*")
    options = parser.parse_args()
    names = chosen(options.name)
    if options.sources:
        for source in sorted({(PROGRAMS[name].package, PROGRAMS[name].version, PROGRAMS[name].kind) for name in names}):
            print(*source)
        return 0
    if not (options.pinlint and options.corpora and options.headers):
        parser.error("linting takes --pinlint, --corpora and --headers")
    options.corpora, options.headers = os.path.abspath(options.corpora), os.path.abspath(options.headers)
    outcomes = {name: examine(name, options) for name in names}
    by_outcome = {what: [name for name in names if outcomes[name] == what] for what in ("passed", "failed", "skipped")}
    print("; ".join(f"{len(found)} {what}" for what, found in by_outcome.items()))
    for what in ("failed", "skipped"):
        if by_outcome[what]:
            print(f"{what}: {', '.join(by_outcome[what])}")
    return 1 if by_outcome["failed"] else 0 if by_outcome["passed"] else 77


if __name__ == "__main__":
    sys.exit(main())
