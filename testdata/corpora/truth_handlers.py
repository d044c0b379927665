#!/usr/bin/env python3
"""Lists the entry points of a program from its sources, without pinlint: function, file, kind.

    truth_handlers.py PATTERN DIR [SUFFIX]

PATTERN is a regular expression with the groups `kind` and `function`; it is looked for in every C file below DIR.
"""

import os
import re
import sys


def main():
    pattern, top = re.compile(sys.argv[1]), sys.argv[2]
    sources = {}
    for directory, _, names in os.walk(top):
        for name in names:
            if name.endswith(".c"):
                with open(os.path.join(directory, name), encoding="latin-1") as file:
                    sources[os.path.join(directory, name)] = file.read()
    found = set()
    for path, text in sources.items():
        for match in pattern.finditer(text):
            function = match["function"]
            # Defined here, with or without a macro around the name? Otherwise in the one file that does.
            plain = rf"(?:[\w \t*]+[ \t*])?{function}\s*\([^;{{]*\)"
            defined = re.compile(rf"^(?:{plain}|(?:static\s+)?\w+\({function}\))\s*\{{", re.M)
            home = path if defined.search(text) else next((p for p, t in sources.items() if defined.search(t)), None)
            if home:
                found.add((function, os.path.relpath(home, top), match.groupdict().get("kind") or "callback"))
    print("\n".join("\t".join(row) for row in sorted(found)))
    return 0 if found else "no entry points"


if __name__ == "__main__":
    sys.exit(main())
