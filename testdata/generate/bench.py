#!/usr/bin/env python3
"""Time and memory of each stage of pinlint, from small programs to a large one: what grows faster than the program?

    bench.py --pinlint build/release/bin/pinlint --work /tmp/bench --units 10000
    bench.py --pinlint build/release/bin/pinlint --work /tmp/bench --units 10000 --database redis-7.0.15

Generates the largest program (generate.py) and extracts the facts of each unit once; smaller programs are its first
modules. Each size is half of the next. What was extracted before is used again; 10 000 units take about ten minutes and
2 GiB of disk for this, and 16 GiB of memory for the last run.

Each size is measured --runs times, right after each other; of each stage the least counts. The first run is often slow
on a virtual machine: memory that the host has to supply costs two seconds a GiB to touch, and 0.5 when it is there.

The exponent is the slope of a straight line through the logarithms: 1.0 is linear, 2.0 is quadratic; n log n is about
1.1. The last step is the largest size as a multiple of the one before. Stages under 10 ms say nothing and have neither.
With --database also a real program, once.
"""

import argparse
import concurrent.futures
import json
import math
import os
import shlex
import subprocess
import sys

import generate

TOO_SHORT = 0.01


def extract(pinlint, directory, arguments, facts):
    if not os.path.exists(facts):
        os.makedirs(os.path.dirname(facts), exist_ok=True)
        subprocess.run([pinlint, "extract", "-q", "-o", facts, "--", *arguments], cwd=directory, check=True)
    return facts


def extract_all(pinlint, commands, facts, jobs):
    """Facts files of compile commands, in their order."""

    def one(numbered):
        number, command = numbered
        arguments = command.get("arguments") or shlex.split(command["command"])
        return extract(pinlint, command["directory"], arguments, os.path.join(facts, f"{number:05}.facts"))

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(one, enumerate(commands)))


def read_commands(directory):
    with open(os.path.join(directory, "compile_commands.json"), encoding="utf-8") as file:
        return json.load(file)


class Program:
    """The largest program, and its beginnings as programs of their own."""

    def __init__(self, pinlint, work, units, functions, jobs):
        self.pinlint, self.work, self.functions = pinlint, work, functions
        self.source = os.path.join(work, "src")
        if not os.path.exists(os.path.join(self.source, "compile_commands.json")):
            generate.generate(self.source, units, functions=functions)
        self.commands = read_commands(self.source)
        self.facts = extract_all(pinlint, self.commands, os.path.join(work, "facts"), jobs)

    def beginning(self, units):
        """The facts files of the first units."""
        server = generate.Server(units, 1, self.functions)
        folder = os.path.join(self.work, "sizes", str(units))
        own = os.path.join(folder, "modules.c")
        if not os.path.exists(own):
            lines = [line.replace('"core.h"', '"../../src/core/core.h"') for line in generate.write_modules(server)]
            generate.save(own, lines)
        arguments = ["cc", "-std=gnu11", "-c", own]
        chosen = [extract(self.pinlint, folder, arguments, os.path.join(folder, "modules.facts"))]
        for command, facts in zip(self.commands, self.facts):
            folder, name = command["file"].split("/")
            number = int("0" + "".join(filter(str.isdigit, name if folder == "tools" else folder)))
            limit = {"t": server.tools, "m": server.modules, "c": 1}[folder[0]]
            if number < limit and name != "modules.c":
                chosen.append(facts)
        return chosen


def measure(pinlint, facts, config):
    """{stage: (seconds, CPU seconds, peak MiB)}, {counter: count}."""
    command = [pinlint, "check", "--time-report", "-q", "--fail-on", "never", "--output", "sarif:" + os.devnull]
    command += ["--config", config] if config else []
    done = subprocess.run([*command, "--facts", *facts], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    stages, counts = {}, {}
    for line in done.stderr.split("stage  ", 1)[1].splitlines()[1:]:
        name, numbers = line[:24].strip(), line[24:].split()
        if len(numbers) == 3:
            stages[name] = tuple(map(float, numbers))
        else:
            counts[name] = int(numbers[0])
    return stages, counts


def measure_best(pinlint, facts, config, runs):
    """Of each stage the run with the least CPU time."""
    stages, counts = measure(pinlint, facts, config)
    for _ in range(runs - 1):
        again, same = measure(pinlint, facts, config)
        if same != counts:
            sys.exit(f"two runs over the same {len(facts)} facts files counted differently: {counts}, {same}")
        stages = {name: min(stages[name], again[name], key=lambda figures: figures[1]) for name in stages}
    return stages, counts


def slope(sizes, values, least):
    """Of the line through the logarithms, over the values that say something."""
    points = [(math.log(s), math.log(v)) for s, v in zip(sizes, values) if v >= least]
    if len(points) < 3:
        return ""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    over = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return f"{over / sum((x - mean_x) ** 2 for x, _ in points):.2f}"


def last_step(values, least):
    return f"{values[-1] / values[-2]:.2f}" if len(values) > 1 and values[-2] >= least else ""


def print_table(title, sizes, rows, form, least):
    print(f"\n{title:24}" + "".join(f"{size:>11}" for size in sizes) + f"{'exponent':>10}{'last step':>11}")
    for name, values in rows.items():
        row = "".join(f"{form(v):>11}" for v in values)
        print(f"{name:24}{row}{slope(sizes, values, least):>10}{last_step(values, least):>11}")


def report(sizes, results):
    stages = list(results[0][0])
    times = {name: [r[0][name][1] for r in results] for name in stages}
    solving = ["link functions", "link programs", "link records, calls", "solve", "edges", "contexts", "names"]
    times["= link to names"] = [sum(r[0][name][1] for name in solving) for r in results]
    times["= all"] = [sum(s[1] for s in r[0].values()) for r in results]
    print_table("CPU seconds, units:", sizes, times, lambda v: f"{v:.3f}", TOO_SHORT)
    grown = {}
    for name in stages:
        if name != "free":
            grown[name] = [r[0][name][2] for r in results]
    print_table("peak MiB so far, units:", sizes, grown, lambda v: f"{v:.0f}", 200)
    counts = {name: [r[1][name] for r in results] for name in results[0][1]}
    print_table("counts, units:", sizes, counts, str, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pinlint", required=True)
    parser.add_argument("--work", required=True, help="directory for sources and facts, kept")
    parser.add_argument("--units", type=int, default=10000)
    parser.add_argument("--functions", type=int, default=100, help="of a unit, about")
    parser.add_argument("--sizes", type=int, default=6, help="how many, each half of the next")
    parser.add_argument("--runs", type=int, default=2, help="of each size")
    parser.add_argument("--database", help="directory with compile_commands.json of a real program")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    pinlint = os.path.abspath(arguments.pinlint)
    if arguments.database:
        name = os.path.basename(os.path.abspath(arguments.database))
        folder = os.path.join(arguments.work, "databases", name)
        facts = extract_all(pinlint, read_commands(arguments.database), folder, arguments.jobs)
        report([len(facts)], [measure_best(pinlint, facts, None, arguments.runs)])
        return
    step = generate.UNITS_OF_MODULE
    sizes = sorted({max(step, (arguments.units >> k) // step * step) for k in range(arguments.sizes)})
    program = Program(pinlint, arguments.work, sizes[-1], arguments.functions, arguments.jobs)
    config = os.path.join(program.source, ".pinlint.json")
    results = []
    for size in sizes:
        results.append(measure_best(pinlint, program.beginning(size), config, arguments.runs))
        print(f"{size} units measured", file=sys.stderr)
    report(sizes, results)


if __name__ == "__main__":
    main()
