#!/usr/bin/env python3
"""Runs pinlint over the programs under testdata/ and compares what it says with the `want` comments in them.

A case is a directory testdata/AREA/NAME with at least one .c or .cpp file; each such file is one unit of a generated
compile_commands.json. Beside them may stand:
    .pinlint.json   the project file (else testdata/default.pinlint.json is used)
    args            further options of `pinlint check`; {case} is the directory of the copied case
    flags           compiler flags: a line `file.c: -DX` makes one unit of file.c with these flags (two lines, two
                    units), a line without a file name is for every unit; {headers} is what headers.sh unpacked,
                    {repo} the project's folder

Expectations are comments, several on a line if need be. RULE may be RULE:LEVEL.
    want RULE "regex"                  a finding on this line whose message matches
    want-suppressed RULE "regex"       the same, suppressed by a directive
    want-todo RULE "regex" -- reason   should be found, is not yet; fails as soon as it is found
    want-noise RULE "regex" -- reason  is found, should not be; fails as soon as it is gone
    want-none                          no finding in this file at all
    want-path RULE "a -> b -> c"       the functions of the witness, `...` stands for any number of them
    want-via RULE "regex"              one of the notes of the witness matches
    want-other RULE "function"         another entry point that reaches the finding
    want-tier RULE tier                the weakest tier of the witness
    want-handler "kind"                a function that is an entry point (then all of the case must be expected)
    want-edge "callee" tier            a call on this line may reach callee
    want-no-edge "callee"              no call on this line reaches callee
    want-unresolved                    an indirect call on this line that nothing resolves
    want-fact TABLE "regex"            an element of this table of the facts with this line that matches as JSON text
A want(+1) or want-path(-2) speaks of another line, for lines that cannot carry a comment. want-edge, want-no-edge,
want-handler and want-path also exist as want-todo-edge ... -- reason. A want, and what has such a form, may end with
since-llvm 16: with an older libclang it is a want-todo.

Every case is run with -j 1 and in two steps (extract, check --facts), and one of several units with -j 3 and in reverse
order as well; the reports must be equal to the byte, and the exit code must follow from the findings.
"""

import argparse
import concurrent.futures
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # the source tree stays as it is
from want_cases import HERE, Bad, Case, Skipped, all_cases  # noqa: E402

FORMATS = ("json", "sarif", "gcc", "text")
TIMEOUT = 300


def command(unit, number):
    name, flags = unit
    compiler = "g++" if name.endswith(".cpp") else "gcc"
    return [compiler, *flags, "-c", name, "-o", f"unit{number}.o"]


def run(argv, cwd, env=None):
    try:
        return subprocess.run(argv, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, env=env,
                              check=False)
    except subprocess.TimeoutExpired as error:
        raise Bad(f"no end after {TIMEOUT} s: {shlex.join(argv)}") from error


class Runner:
    """Runs one case in all modes and collects what is wrong with it."""

    def __init__(self, case, pinlint, quick):
        self.case, self.pinlint, self.quick = case, pinlint, quick
        self.problems = []

    def execute(self):
        try:
            wants = self.case.wants()
            with tempfile.TemporaryDirectory(prefix="pinlint-want-") as tmp:
                self.prepare(tmp)
                self.judge_by_llvm(wants)
                report = self.modes()
                self.compare(wants, report)
        except Bad as bad:
            self.problems.append(str(bad))
        return self.problems

    def prepare(self, tmp):
        self.tmp = os.path.realpath(tmp)
        self.src = os.path.join(self.tmp, "src")
        shutil.copytree(self.case.path, self.src, symlinks=True)
        project = os.path.join(self.src, ".pinlint.json")
        if not os.path.exists(project):
            shutil.copy(os.path.join(HERE, "default.pinlint.json"), project)
        self.units = self.case.units()
        if not self.units:
            raise Bad("no .c or .cpp file")
        self.options = ["--root", self.src, *self.case.args(self.src)]
        commands = [{"directory": self.src, "file": u[0], "arguments": command(u, i)} for i, u in enumerate(self.units)]
        for folder, entries in (("db", commands), ("reverse", commands[::-1])):
            os.mkdir(os.path.join(tmp, folder))
            with open(os.path.join(tmp, folder, "compile_commands.json"), "w", encoding="utf-8") as out:
                json.dump(entries, out)
        self.db = os.path.join(tmp, "db")
        self.facts_of_units = self.extract()

    def judge_by_llvm(self, wants):
        if any(w.since for w in wants):
            text = run([self.pinlint, "--version"], self.src).stdout.decode(errors="replace")
            version = re.search(r"\(libclang (\d+)", text)
            if not version:
                raise Bad(f"pinlint --version names no libclang: {text.strip()}")
            for want in wants:
                want.seen_by(int(version.group(1)))

    def check(self, mode, argv):
        """One run of `pinlint check`: (exit code, {format: bytes})."""
        out = os.path.join(self.tmp, "out-" + mode.replace(" ", ""))
        os.mkdir(out)
        outputs = [arg for f in FORMATS for arg in ("--output", f"{f}:{os.path.join(out, f)}")]
        done = run([self.pinlint, "check", *argv, *self.options, "--show-suppressed", *outputs], self.src)
        self.stderr = done.stderr.decode(errors="replace").strip()
        if done.returncode not in (0, 1):
            raise Bad(f"{mode}: exit code {done.returncode}: {self.stderr or 'no message'}")
        reports = {}
        for name in FORMATS:
            try:
                with open(os.path.join(out, name), "rb") as stream:
                    reports[name] = stream.read()
            except OSError as error:
                raise Bad(f"{mode}: no {name} report: {self.stderr or error}") from error
        return done.returncode, reports

    def modes(self):
        code, reports = self.check("-j 1", ["-p", self.db, "-j", "1"])
        self.code = code
        others = [("two steps", self.facts_of_units)]
        if len(self.units) > 1:  # else there is no order
            others += [("-j 3", ["-p", self.db, "-j", "3"]),
                       ("reverse order", ["-p", os.path.join(self.tmp, "reverse"), "-j", "2"])]
        for mode, argv in [] if self.quick else others:
            other_code, other = self.check(mode, argv)
            if other_code != code:
                self.problems.append(f"{mode}: exit code {other_code}, with -j 1 it is {code}")
            for name in FORMATS:
                if other[name] != reports[name]:
                    self.problems.append(f"{mode}: the {name} report differs from that of -j 1: "
                                         + first_difference(reports[name], other[name]))
        try:
            return json.loads(reports["json"])
        except ValueError as error:
            raise Bad(f"the json report is no JSON: {error}") from error

    def extract(self):
        facts = []
        for number, unit in enumerate(self.units):
            facts.append(os.path.join(self.tmp, f"unit{number}.facts"))
            done = run([self.pinlint, "extract", "-o", facts[-1], "--", *command(unit, number)], self.src)
            if done.returncode != 0:
                raise Bad(f"extract {unit[0]}: exit code {done.returncode}: {done.stderr.decode(errors='replace')}")
        return ["--facts", *facts]

    def query(self, *argv):
        done = run([self.pinlint, *argv], self.src)
        try:
            return json.loads(done.stdout)
        except ValueError as error:
            raise Bad(f"pinlint {argv[0]}: no JSON (exit code {done.returncode}): "
                      f"{done.stderr.decode(errors='replace').strip()}") from error

    # What is compared --------------------------------------------------------------------------------------------

    def compare(self, wants, report):
        findings = report.get("findings")
        if not isinstance(findings, list):
            raise Bad("the json report has no list `findings`")
        for finding in findings:
            finding["file"] = self.relative(finding.get("file", ""))
        self.exit_code(findings)
        self.findings(wants, findings)
        self.witnesses(wants, findings)
        kinds = {w.kind for w in wants}
        scope = [*self.facts_of_units, "--root", self.src, *self.config_args()]
        if "handler" in kinds:
            self.handlers(wants, self.query("handlers", *scope, "--format", "json"))
        if kinds & {"edge", "no-edge", "unresolved"}:
            self.edges(wants, self.query("graph", *scope, "--format", "json"))
        if "fact" in kinds:
            self.facts(wants)

    def config_args(self):
        """Of the options of the case only those that every command knows."""
        kept, args = [], self.case.args(self.src)
        for option, value in zip(args, args[1:]):
            if option in ("--config", "--pack-dir"):
                kept += [option, value]
        return kept

    def relative(self, path):
        return os.path.relpath(path, self.src) if os.path.isabs(path) else os.path.normpath(path)

    def exit_code(self, findings):
        if any(a.startswith("--fail-on") for a in self.options):
            return
        failing = any(f["level"] in ("warning", "error") and not f.get("suppressed") for f in findings)
        if self.code != int(failing):
            self.problems.append(f"exit code {self.code}, from the findings it should be {int(failing)}")

    def findings(self, wants, findings):
        expected = [w for w in wants if w.kind in ("", "suppressed", "noise")]
        pairs = match_all(expected, findings)
        for want in expected:
            if want not in pairs:
                text = "is gone, turn it into a want-none or delete it" if want.kind == "noise" else "not found"
                self.problems.append(f"{want}: {text}{nearby(want, findings)}")
        matched = {id(f) for f in pairs.values()}
        unexpected = [f for f in findings if id(f) not in matched]
        for want in (w for w in wants if w.kind == "todo"):
            hits = [f for f in unexpected if fits(want, f)]
            for finding in hits:
                self.problems.append(f"{want}: is found now, make it a want")
                unexpected.remove(finding)
        for want in (w for w in wants if w.kind == "none"):
            hits = [f for f in findings if f["file"] == want.file]
            unexpected = [f for f in unexpected if f["file"] != want.file]
            if want.todo != bool(hits):
                self.problems.append(f"{want}: {'holds now, make it want-none' if want.todo else describe(hits[0])}")
        self.problems += ["unexpected " + describe(f) for f in unexpected]

    def witnesses(self, wants, findings):
        for want in (w for w in wants if w.kind in ("path", "via", "other", "tier")):
            here = [f for f in findings if (f["file"], f["line"], f["rule"]) == (want.file, want.line, want.args[0])]
            if not here:
                self.problems.append(f"{want}: no finding of this rule here")
                continue
            seen = [witness_value(want.kind, f) for f in here]
            if any(witness_fits(want.kind, want.args[1], value) for value in seen) == want.todo:
                self.problems.append(f"{want}: {'holds now' if want.todo else 'it is ' + ' or '.join(map(str, seen))}")

    def handlers(self, wants, answer):
        expected = [w for w in wants if w.kind == "handler"]
        actual = [(self.relative(h["file"]), h["line"], h["kind"], h["function"]) for h in answer["handlers"]]
        for want in expected:
            hit = any(a[:3] == (want.file, want.line, want.args[0]) for a in actual)
            if hit == want.todo:
                self.problems.append(f"{want}: {'is one now' if want.todo else 'is none'}; handlers: {actual}")
        known = {(w.file, w.line) for w in expected}
        self.problems += [f"unexpected handler {a}" for a in actual if a[:2] not in known]

    def edges(self, wants, graph):
        names = {f["id"]: f["name"] for f in graph["functions"]}
        calls = {}
        for call in graph["calls"]:
            place = (self.relative(call["file"]), call["line"])
            calls.setdefault(place, []).append((names.get(call["callee"], call["callee"]), call["tier"]))
        sites = {(self.relative(s["file"]), s["line"]) for s in graph.get("unresolved", [])}
        for want in wants:
            here = calls.get((want.file, want.line), [])
            if want.kind == "edge":
                bad = tuple(want.args) not in here
            elif want.kind == "no-edge":
                bad = any(name == want.args[0] for name, _ in here)
            elif want.kind == "unresolved":
                bad = (want.file, want.line) not in sites
            else:
                continue
            if bad != want.todo:
                self.problems.append(f"{want}: {'holds now' if want.todo else f'the edges here are {here}'}")

    def facts(self, wants):
        dumps = [self.query("facts", "dump", path) for path in self.facts_of_units[1:]]
        for want in (w for w in wants if w.kind == "fact"):
            elements = [json.dumps(e) for dump in dumps for e in dump.get(want.args[0], [])
                        if self.at(e, want.file, want.line)]
            if not any(re.search(want.args[1], e) for e in elements):
                self.problems.append(f"{want}: the facts with this line are {elements[:5]}")

    def at(self, element, file, line):
        places = [element] + [v for v in element.values() if isinstance(v, dict)]
        return any(p.get("line") == line and self.relative(str(p.get("file", ""))) == file for p in places)


def first_difference(a, b):
    lines_a, lines_b = a.decode(errors="replace").split("\n"), b.decode(errors="replace").split("\n")
    for number, (x, y) in enumerate(zip(lines_a, lines_b), 1):
        if x != y:
            at = next((i for i, (p, q) in enumerate(zip(x, y)) if p != q), min(len(x), len(y)))
            start = max(0, at - 60)
            return f"line {number}: {x[start:at + 60]!r} / {y[start:at + 60]!r}"
    return f"{len(lines_a)} / {len(lines_b)} lines"


def fits(want, finding):
    rule, level, regex = want.args
    if (finding["file"], finding["line"], finding["rule"]) != (want.file, want.line, rule):
        return False
    if level and finding["level"] != level or bool(finding.get("suppressed")) != (want.kind == "suppressed"):
        return False
    return re.search(regex, finding["message"]) is not None


def match_all(wants, findings):
    """The largest one-to-one match of expectations and findings (augmenting paths): {want: finding}."""
    taken = {}

    def place(want, seen):
        for finding in findings:
            if id(finding) not in seen and fits(want, finding):
                seen.add(id(finding))
                if id(finding) not in taken or place(taken[id(finding)][0], seen):
                    taken[id(finding)] = (want, finding)
                    return True
        return False

    for want in wants:
        place(want, set())
    return {want: finding for want, finding in taken.values()}


def describe(finding):
    mark = " (suppressed)" if finding.get("suppressed") else ""
    return (f"finding {finding['file']}:{finding['line']}:{finding.get('column')}: {finding['level']} "
            f"[{finding['rule']}]{mark} {finding['message']}")


def nearby(want, findings):
    here = [describe(f) for f in findings if (f["file"], f["line"]) == (want.file, want.line)]
    return "; there is: " + " | ".join(here) if here else ""


def witness_value(kind, finding):
    if kind == "path":
        return " -> ".join(step["function"] for step in finding["path"])
    if kind == "via":
        return [step.get("note") or "" for step in finding["path"]]
    if kind == "tier":
        return finding["tier"]
    return [e["function"] if isinstance(e, dict) else e for e in finding.get("other_entry_points") or []]


def witness_fits(kind, wanted, value):
    if kind == "path":
        pattern = " -> ".join(r"\S.*" if name == "..." else re.escape(name) for name in wanted.split(" -> "))
        return re.fullmatch(pattern, value) is not None
    if kind == "via":
        return any(re.search(wanted, note) for note in value)
    return wanted == value if kind == "tier" else wanted in value


# Other things the runner does ------------------------------------------------------------------------------------


def compile_cases(cases):
    """Every program must be a program: checked with GCC and Clang, warnings count."""
    bad = 0
    for case in cases:
        for unit in case.units():
            for compiler in (("g++", "clang++-19") if unit[0].endswith(".cpp") else ("gcc", "clang-19")):
                flags = [f for f in unit[1] if f not in ("-w",)]
                if compiler in ("gcc", "g++") and any(f.startswith("--target") for f in flags):
                    continue  # Clang's way to name another platform
                done = run([compiler, "-fsyntax-only", "-Wall", "-Wno-unused", *unit[1], *flags, unit[0]], case.path)
                if done.returncode or done.stderr:
                    bad += 1
                    print(f"FAIL {case.name}/{unit[0]} with {compiler}\n{done.stderr.decode(errors='replace')}")
    print(f"{len(cases)} cases compiled, {bad} failed")
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pinlint", default=os.environ.get("PINLINT", "pinlint"), help="the binary to test")
    parser.add_argument("--list", action="store_true", help="print the names of the cases")
    parser.add_argument("--quick", action="store_true", help="one run a case, without the comparisons of modes")
    parser.add_argument("--compile", action="store_true", help="check the programs with GCC and Clang instead")
    parser.add_argument("--self-test", action="store_true", help="test the runner itself")
    parser.add_argument("-j", type=int, default=os.cpu_count(), metavar="N", help="cases at a time")
    parser.add_argument("cases", nargs="*", metavar="CASE", help="AREA, AREA/NAME or a directory; default: all")
    options = parser.parse_args()
    if options.self_test:
        import want_selftest  # pylint: disable=import-outside-toplevel
        return want_selftest.main()
    cases = list(all_cases(HERE))
    if options.cases:
        chosen = []
        for name in options.cases:
            found = [c for c in cases if c.name == name.rstrip("/") or c.name.startswith(name.rstrip("/") + os.sep)]
            if not found and os.path.isdir(name):
                found = [Case(name)]
            if not found:
                parser.error(f"no case {name}; --list prints them")
            chosen += found
        cases = chosen
    if options.list:
        print("\n".join(c.name for c in cases))
        return 0
    if options.compile:
        return 1 if compile_cases(cases) else 0
    pinlint = shutil.which(options.pinlint)
    if not pinlint:
        parser.error(f"no program {options.pinlint}; build it, or name it with --pinlint")
    pinlint = os.path.abspath(pinlint)
    failed = skipped = 0
    with concurrent.futures.ThreadPoolExecutor(max(1, options.j)) as pool:
        runs = [(case, pool.submit(Runner(case, pinlint, options.quick).execute)) for case in cases]
        for case, job in runs:
            try:
                problems = job.result()
            except Skipped as why:
                skipped += 1
                print(f"skip {case.name}: {why}", flush=True)
                continue
            failed += bool(problems)
            print(("FAIL " if problems else "ok   ") + case.name, flush=True)
            for problem in problems:
                print("     " + problem.replace("\n", "\n     "), flush=True)
    print(f"{len(cases) - failed - skipped} passed, {failed} failed, {skipped} skipped")
    if cases and skipped == len(cases):
        return 77  # as CTest is told
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
