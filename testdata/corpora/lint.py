#!/usr/bin/env python3
"""Lints a real program, prints what it was and what it cost, and checks what pinlint said of it.

    lint.py --pinlint BINARY --output DIR [--expect NAME] [--clang clang-19] DATABASE_DIR

Reports stay in the output directory (report.json, report.sarif, handlers.json). Time is CPU time with one job, cold,
as a ratio to `clang -fsyntax-only` over the same database in the same run. Fails when a unit was lost, or when an
expectation of expect.py is not met.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import shlex
import shutil
import subprocess
import sys
import threading

import bench_syntax
import expect


class Watch(threading.Thread):
    """Samples the memory of a process and all its descendants: the sum of their proportional shares (PSS)."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid = pid
        self.peak_kib = 0
        self.done = threading.Event()

    def run(self):
        while not self.done.wait(0.05):
            self.peak_kib = max(self.peak_kib, sum(map(pss_kib, tree(self.pid))))


def tree(pid):
    pids = [pid]
    for parent in pids:  # grows while it is walked
        try:
            with open(f"/proc/{parent}/task/{parent}/children", encoding="ascii") as file:
                pids.extend(int(child) for child in file.read().split())
        except OSError:
            pass
    return pids


def pss_kib(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def run(command, stdout):
    """Exit code, CPU seconds of the command and its children, peak MiB of all its processes together."""
    with open(stdout, "wb") as file:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file)
        watch = Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.done.set()
        watch.join()
    return process.returncode, usage.ru_utime + usage.ru_stime, max(watch.peak_kib, usage.ru_maxrss) / 1024


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def print_figures(report, handlers):
    summary = report["summary"]
    kinds = collections.Counter(handler["kind"] for handler in handlers)
    rules = collections.Counter(finding["rule"] for finding in report["findings"])
    print(f"units       {summary['units']}, {summary['lost_units']} lost, {summary['noted_units']} noted")
    print(f"handlers    {len(handlers)}:", ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items())))
    print(f"functions   {summary['functions']}, {summary['defined_functions']} with a body")
    print("edges      ", ", ".join(f"{n} {tier}" for tier, n in summary["edges"].items()))
    print(f"unresolved  {summary['unresolved_sites']} of {summary['indirect_sites']} indirect call sites")
    print(f"findings    {len(report['findings'])}:", ", ".join(f"{n} {rule}" for rule, n in sorted(rules.items())))


def print_time(seconds, database, clang):
    syntax, refused = bench_syntax.cpu_seconds(database, clang)
    print(
        f"time        {seconds:.2f} CPU seconds, {seconds / syntax:.2f} times {clang} -fsyntax-only "
        f"({syntax:.2f}), {len(refused)} units that it refuses"
    )


def extract(pinlint, database, folder):
    """Facts files of the units, one each, which all commands share."""
    os.makedirs(folder, exist_ok=True)

    def facts(number):
        entry, path = database[number], os.path.join(folder, f"{number}.facts")
        command = entry.get("arguments") or shlex.split(entry["command"])
        subprocess.run([pinlint, "extract", "-o", path, "--", *command], cwd=entry["directory"], check=False,
                       stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return path

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [path for path in pool.map(facts, range(len(database))) if os.path.exists(path)]


def unseen(pinlint, given, facts, reaches):
    """Calls that have to be in the program and are not."""
    problems = []
    for caller, sinks in reaches.items():
        for sink in sinks.split():
            why = subprocess.run([pinlint, "why", "-q", *given, caller, sink, *facts], check=False,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            if why.returncode != 0:
                problems.append(f"no call of {sink} is seen below {caller}")
    return problems


def lint(pinlint, database_dir, output, clang=None, project=None, reaches=None):
    """Problems, findings and handlers. With a clang, time is compared with its own. project: a .pinlint.json, if any;
    reaches: sinks that must be seen below a function."""
    os.makedirs(output, exist_ok=True)
    at = {name: os.path.join(output, name) for name in ("report.json", "report.sarif", "handlers.json")}
    pinlint, database = os.path.abspath(pinlint), bench_syntax.read_database(database_dir)
    given, facts = ["-p", database_dir], []
    if not clang:
        shutil.rmtree(os.path.join(output, "facts"), ignore_errors=True)
        given, facts = ["--facts"], extract(pinlint, database, os.path.join(output, "facts"))
    if project:
        given += ["--config", project]
    check = [pinlint, "check", "--format", "json", "--output", "sarif:" + at["report.sarif"], "-j", "1", *given, *facts]
    status, seconds, memory = run(check, at["report.json"])
    problems = []
    if status not in (0, 1):
        problems.append(f"pinlint check ended with exit code {status}, not 0 or 1")
    if run([pinlint, "handlers", "--format", "json", *given, *facts], at["handlers.json"])[0] != 0:
        problems.append("pinlint handlers failed")
    try:
        report, handlers, sarif = load(at["report.json"]), load(at["handlers.json"])["handlers"], load(at["report.sarif"])
    except (OSError, ValueError) as error:
        return [*problems, f"no report: {error}"], [], []
    if sarif["version"] != "2.1.0":
        problems.append("the SARIF report is no SARIF 2.1.0")
    print_figures(report, handlers)
    if clang:
        print_time(seconds, database, clang)
        print(f"memory      {memory:.0f} MiB at the peak, all processes")
    if not database:
        problems.append("there are no units")
    if report["summary"]["units"] != len(database) or report["lost"]:
        problems.append(f"{report['summary']['units']} of {len(database)} units, lost: {report['lost']}")
    problems += unseen(pinlint, given, facts, reaches or {})
    return problems, report["findings"], handlers


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pinlint", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--expect", choices=sorted(expect.PROGRAMS))
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("database")
    options = parser.parse_args()
    if not shutil.which(options.clang):
        print(f"skipped: {options.clang} is not installed")
        return 77
    reaches = expect.REACHES.get(options.expect, {})
    problems, findings, handlers = lint(options.pinlint, options.database, options.output, options.clang, reaches=reaches)
    if options.expect:
        problems += expect.unmet(expect.PROGRAMS[options.expect], findings, handlers)
    for problem in problems:
        print("FAILED     ", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
