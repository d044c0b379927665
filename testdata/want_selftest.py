"""Tests of run_want.py itself: with a fake pinlint that says what a case's fake.json tells it to say.

A runner that cannot fail proves nothing, so every way to be wrong is tried here once.
"""

import json
import os
import stat
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

FAKE = '''#!{python}
import json, os, sys
argv = sys.argv[1:]
root = argv[argv.index("--root") + 1] if "--root" in argv else os.getcwd()
with open(os.path.join(root, "fake.json")) as stream:
    fake = json.load(stream)
if argv[0] == "extract":
    open(argv[argv.index("-o") + 1], "w").close()
elif argv[0] == "check":
    mode = "two" if "--facts" in argv else "j3" if "3" in argv else "one"
    mode = "reverse" if any(a.endswith("reverse") for a in argv) else mode
    report = fake.get(mode, fake["one"])
    for at, arg in enumerate(argv):
        if arg == "--output":
            name, path = argv[at + 1].split(":", 1)
            if name not in fake.get("without", []):
                with open(path, "w") as out:
                    out.write(json.dumps(report) if name != "text" else "text " + fake.get("text-" + mode, ""))
    sys.exit(report.get("exit", 1 if report["findings"] else 0))
else:
    json.dump(fake[argv[0]], sys.stdout)
'''

FINDING = {"rule": "lock-in-handler", "level": "warning", "file": "a.c", "line": 1, "column": 1, "suppressed": None,
           "message": "on_x calls pthread_mutex_lock", "tier": "field",
           "path": [{"function": n, "note": None} for n in ("on_x", "put", "pthread_mutex_lock")],
           "other_entry_points": [{"function": "on_y"}]}


def finding(**changes):
    return {**FINDING, **changes}


def findings(*items, **changes):
    return {"one": {"findings": list(items), **changes}}


HANDLER = {"function": "on_x", "file": "a.c", "line": 1, "kind": "app.event"}
GRAPH = {"functions": [{"id": 1, "name": "on_x"}, {"id": 2, "name": "put"}],
         "calls": [{"caller": 1, "callee": 2, "file": "a.c", "line": 1, "tier": "field"}],
         "unresolved": [{"file": "a.c", "line": 2}]}
LLVM_15 = {"--version": "pinlint 1.0 (libclang 15.0.6)"}
LLVM_19 = {"--version": "pinlint 1.0 (libclang 19.1.7)"}
SINCE = 'int a; // want lock-in-handler "mutex_lock" since-llvm 16'
WANT = 'int a; // want lock-in-handler "mutex_lock"'

# (name, source, what the fake says, part of the failure or None when the case must pass)
CASES = [
    ("a finding that is wanted", WANT, findings(finding()), None),
    ("a missing finding", WANT, findings(), "not found"),
    ("an unexpected finding", "int a; // want-none", findings(finding()), "lock-in-handler"),
    ("an unexpected second finding", WANT, findings(finding(), finding(column=2)), "unexpected"),
    ("an unexpected finding elsewhere", WANT, findings(finding(), finding(line=2)), "unexpected"),
    ("another line", WANT, findings(finding(line=2)), "not found"),
    ("another rule", WANT, findings(finding(rule="pin-in-handler")), "not found"),
    ("another message", WANT, findings(finding(message="something")), "not found"),
    ("another level", 'int a; // want lock-in-handler:note "lock"', findings(finding()), "not found"),
    ("the level", 'int a; // want lock-in-handler:warning "lock"', findings(finding()), None),
    ("a header of the case", WANT, findings(finding(file="b.h")), "not found"),
    ("suppressed, not wanted so", WANT, findings(finding(suppressed={"justification": "x"}), exit=0), "not found"),
    ("suppressed, wanted so", 'int a; // want-suppressed lock-in-handler "lock"',
     findings(finding(suppressed={"justification": "x"}), exit=0), None),
    ("not suppressed, wanted so", 'int a; // want-suppressed lock-in-handler "lock"', findings(finding()), "not found"),
    ("two on a line", 'int a; // want lock-in-handler "." want lock-in-handler "mutex"',
     findings(finding(message="other"), finding()), None),
    ("two on a line, one is missing", 'int a; // want lock-in-handler "." want lock-in-handler "mutex"',
     findings(finding()), "not found"),
    ("another line by offset", '\n// want(-1) lock-in-handler "lock"', findings(finding()), None),
    ("another line by a wrong offset", '\n// want(+1) lock-in-handler "lock"', findings(finding()), "not found"),
    ("todo", 'int a; // want-todo lock-in-handler "lock" -- unknown', findings(), None),
    ("todo that is found", 'int a; // want-todo lock-in-handler "lock" -- unknown', findings(finding()), "make it"),
    ("todo without a reason", 'int a; // want-todo lock-in-handler "lock"', findings(), "needs a reason"),
    ("noise", 'int a; // want-noise lock-in-handler "lock" -- imprecise', findings(finding()), None),
    ("noise that is gone", 'int a; // want-noise lock-in-handler "lock" -- imprecise', findings(), "is gone"),
    ("no finding, none wanted", "int a; // want-none", findings(), None),
    ("no expectation", "int a;", findings(), "no expectation"),
    ("a want in a string", 'char *a = "// want-none";', findings(), "no expectation"),
    ("prose that begins with want", "// want to know\nint a; // want-none", findings(), None),
    ("garbage after want", 'int a; // want lock-in-handler "lock', findings(finding()), "cannot read"),
    ("an unknown expectation", "int a; // want-nothing", findings(), "cannot read"),
    ("a want after other words", "int a; // here: want-none", findings(), "not at the start"),
    ("a path", WANT + ' want-path lock-in-handler "on_x -> put -> pthread_mutex_lock"', findings(finding()), None),
    ("a path with a gap", WANT + ' want-path lock-in-handler "on_x -> ... -> pthread_mutex_lock"',
     findings(finding()), None),
    ("a wrong path", WANT + ' want-path lock-in-handler "on_x -> pthread_mutex_lock"', findings(finding()), "it is on_x"),
    ("a path of no finding", 'int a; // want-path lock-in-handler "a -> b"', findings(), "no finding"),
    ("another entry point", WANT + ' want-other lock-in-handler "on_y"', findings(finding()), None),
    ("a wrong entry point", WANT + ' want-other lock-in-handler "on_z"', findings(finding()), "it is"),
    ("a tier", WANT + " want-tier lock-in-handler field", findings(finding()), None),
    ("a wrong tier", WANT + " want-tier lock-in-handler direct", findings(finding()), "it is"),
    ("a note that is missing", WANT + ' want-via lock-in-handler "qsort"', findings(finding()), "it is"),
    ("-j 3 differs", WANT, {**findings(finding()), "j3": {"findings": [finding()], "more": 1}, "units": 2},
     "report differs"),
    ("reverse differs", WANT,
     {**findings(finding()), "reverse": {"findings": [finding()], "more": 1}, "units": 2}, "report differs"),
    ("two steps differ", WANT, {**findings(finding()), "text-two": "more"}, "the text report differs"),
    ("another exit code", WANT, {**findings(finding()), "two": {"findings": [finding()], "exit": 0}}, "exit code 0"),
    ("findings, exit code 0", WANT, findings(finding(), exit=0), "exit code 0"),
    ("no findings, exit code 1", "int a; // want-none", findings(exit=1), "exit code 1"),
    ("a note, exit code 1", 'int a; // want lock-in-handler "lock"', findings(finding(level="note"), exit=1),
     "exit code 1"),
    ("exit code 3", "int a; // want-none", findings(exit=3), "exit code 3"),
    ("a crash", "int a; // want-none", findings(exit=-6), "exit code"),
    ("no report", "int a; // want-none", {**findings(), "without": ["sarif"]}, "no sarif report"),
    ("a handler", 'int a; // want-handler "app.event"', {**findings(), "handlers": {"handlers": [HANDLER]}}, None),
    ("no handler", 'int a; // want-handler "app.event"', {**findings(), "handlers": {"handlers": []}}, "is none"),
    ("another kind", 'int a; // want-handler "app"', {**findings(), "handlers": {"handlers": [HANDLER]}}, "is none"),
    ("an unexpected handler", 'int a; // want-handler "app.event"',
     {**findings(), "handlers": {"handlers": [HANDLER, {**HANDLER, "line": 2}]}}, "unexpected handler"),
    ("an edge", 'int a; // want-edge "put" field', {**findings(), "graph": GRAPH}, None),
    ("an edge of another tier", 'int a; // want-edge "put" direct', {**findings(), "graph": GRAPH}, "the edges here"),
    ("an edge that should not be", 'int a; // want-no-edge "put"', {**findings(), "graph": GRAPH}, "the edges here"),
    ("no edge", 'int a; // want-no-edge "get"', {**findings(), "graph": GRAPH}, None),
    ("todo edge", 'int a; // want-todo-edge "get" field -- later', {**findings(), "graph": GRAPH}, None),
    ("todo edge that holds", 'int a; // want-todo-edge "put" field -- later', {**findings(), "graph": GRAPH}, "now"),
    ("since LLVM 16, by 19", SINCE, {**findings(finding()), **LLVM_19}, None),
    ("since LLVM 16, missing in 19", SINCE, {**findings(), **LLVM_19}, "not found"),
    ("since LLVM 16, missing in 15", SINCE, {**findings(), **LLVM_15}, None),
    ("since LLVM 16, by 15", SINCE, {**findings(finding()), **LLVM_15}, "make it"),
    ("since LLVM 16, of no known version", SINCE, {**findings(finding()), "--version": "pinlint"}, "names no libclang"),
    ("an edge since LLVM 16, missing in 19", 'int a; // want-edge "get" field since-llvm 16',
     {**findings(), "graph": GRAPH, **LLVM_19}, "the edges here"),
    ("edges since LLVM 16, missing in 15",
     'int a; // want-edge "get" field since-llvm 16 want-edge "put" field want-no-edge "put" since-llvm 17',
     {**findings(), "graph": GRAPH, **LLVM_15}, None),
    ("an edge since LLVM 16, by 15", 'int a; // want-edge "put" field since-llvm 16',
     {**findings(), "graph": GRAPH, **LLVM_15}, "now"),
    ("since-llvm for a tier", WANT + " want-tier lock-in-handler field since-llvm 16", findings(finding()), "is for what"),
    ("since-llvm for a todo", 'int a; // want-todo-edge "get" field since-llvm 16 -- later',
     {**findings(), "graph": GRAPH}, "is for what"),
    ("an unresolved call", "\nint a; // want-unresolved", {**findings(), "graph": GRAPH}, None),
    ("a resolved call", "int a; // want-unresolved", {**findings(), "graph": GRAPH}, "the edges here"),
]


def run_case(tmp, number, source, fake):
    case = os.path.join(tmp, f"case{number}")
    os.mkdir(case)
    with open(os.path.join(case, "a.c"), "w", encoding="utf-8") as out:
        out.write(source + "\n")
    if fake.get("units") == 2:
        with open(os.path.join(case, "b.c"), "w", encoding="utf-8") as out:
            out.write("int b;\n")
    with open(os.path.join(case, "fake.json"), "w", encoding="utf-8") as out:
        json.dump(fake, out)
    return subprocess.run([sys.executable, os.path.join(HERE, "run_want.py"), "--pinlint", os.path.join(tmp, "fake"),
                           case], capture_output=True, text=True, check=False)


def main():
    failed = 0
    with tempfile.TemporaryDirectory(prefix="pinlint-selftest-") as tmp:
        path = os.path.join(tmp, "fake")
        with open(path, "w", encoding="utf-8") as out:
            out.write(FAKE.replace("{python}", sys.executable))
        os.chmod(path, stat.S_IRWXU)
        for number, (name, source, fake, failure) in enumerate(CASES):
            done = run_case(tmp, number, source, fake)
            good = done.returncode == 0 if failure is None else done.returncode == 1 and failure in done.stdout
            if not good:
                failed += 1
                wanted = "pass" if failure is None else f"fail with {failure!r}"
                print(f"FAIL {name}: should {wanted}\n{done.stdout}{done.stderr}")
        done = subprocess.run([sys.executable, os.path.join(HERE, "run_want.py"), "--pinlint", path, "no/such-case"],
                              capture_output=True, text=True, check=False)
        if done.returncode != 2 or "no case" not in done.stderr:
            failed += 1
            print("FAIL a case that does not exist\n" + done.stderr)
    print(f"{len(CASES) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
