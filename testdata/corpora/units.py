#!/usr/bin/env python3
"""Writes a compile_commands.json for example programs that have no build of their own: one unit a file.

    units.py OUTPUT_DIR [COMPILER FLAG...] -- FILE...

The files that the compiler does not accept (a library that is not on this machine, another system) are left out and
named, with the first thing that it says of them.
"""

import concurrent.futures
import json
import os
import subprocess
import sys


def complaint(command, directory):
    done = subprocess.run([*command, "-fsyntax-only", "-w"], cwd=directory, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, errors="replace", check=False)
    if done.returncode == 0:
        return None
    return next((line for line in done.stderr.splitlines() if "error:" in line), done.stderr.strip() or "?")


def main(arguments):
    output, *flags = arguments[: arguments.index("--")]
    files = [os.path.abspath(name) for name in arguments[arguments.index("--") + 1 :]]
    commands = {name: ["g++" if name.endswith((".cc", ".cpp")) else "gcc", *flags, "-c", name] for name in files}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = dict(zip(files, pool.map(lambda f: complaint(commands[f], os.path.dirname(f)), files)))
    entries = [
        {"directory": os.path.dirname(name), "file": name, "arguments": [*commands[name], "-o", f"{name}.o"]}
        for name in files
        if complaints[name] is None
    ]
    for name in files:
        if complaints[name] is not None:
            print(f"left out    {os.path.relpath(name, os.path.commonpath(files))}: {complaints[name]}")
    os.makedirs(output, exist_ok=True)
    with open(os.path.join(output, "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump(entries, file, indent=1)
    return 0 if entries else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
