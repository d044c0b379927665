#!/usr/bin/env python3
"""The tables of rules/README.md, made from the packs and from the fixtures under testdata/.

Without options prints them; --write puts them into the README; --check fails when what stands there is stale."""

import pathlib
import re
import sys

from check_packs import RULES, load

README = RULES / "README.md"
FIXTURES = RULES.parent / "testdata" / "frameworks"
BEGIN = "<!-- Made by `python3 rules/table.py --write`: do not edit. -->\n"
END = "<!-- The end of what is made. -->\n"


def packs(folder):
    return [(path.stem, load(path)) for path in sorted((RULES / folder).glob("*.json"))]


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def joined(values):
    """Each once, in the order in which they first stand."""
    return ", ".join(dict.fromkeys(values)) or "-"


def fixtures(name):
    """Directories of the pack's name, or that begin with it: civetweb, civetweb-cpp, libsoup3."""
    found = [d.name for d in sorted(FIXTURES.iterdir()) if d.is_dir() and re.fullmatch(re.escape(name) + r"\d*(-.*)?", d.name)]
    return joined(f"[{f}](../testdata/frameworks/{f})" for f in found)


def count(n, one):
    return f"{n} {one}{'' if n == 1 else 's'}"


def row(*cells):
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def head(*cells):
    return row(*cells) + "|" + "---|" * len(cells) + "\n"


def frameworks():
    text = head("framework", "pack", "forms", "thread model", "versions checked", "fixture", "real programs linted")
    for name, pack in packs("frameworks"):
        entries = pack.get("entries", [])
        models = [e.get("model", pack.get("model", "unknown")) for e in entries]
        text += row(pack.get("framework", pack["title"]), f"`{name}`", joined(e["form"] for e in entries),
                    joined(models), joined(as_list(pack.get("verified"))), fixtures(name),
                    joined(as_list(pack.get("linted"))))
    return text


def named(objects):
    """How many functions they name."""
    return sum(len(as_list(o.get("functions", o.get("function")))) for o in objects)


def libraries():
    sinks, handoffs = dict(packs("sinks")), dict(packs("handoffs"))
    text = head("library", "sinks", "what they do", "hand-offs and callbacks", "number readers", "versions checked")
    for name in sorted(set(sinks) | set(handoffs)):
        both = [p for p in (sinks.get(name), handoffs.get(name)) if p]
        found, calls = sinks.get(name, {}).get("sinks", []), handoffs.get(name, {}).get("callbacks", [])
        text += row(f"`{name}`", count(named(found), "function") if found else "-",
                    joined(s["category"] for s in found), count(named(calls), "function") if calls else "-",
                    joined(f"`{n}`" for p in both for n in p.get("number_readers", [])), joined(v for p in both for v in as_list(p.get("verified"))))
    return text


def tables():
    return f"{frameworks()}\n{libraries()}"


def main(arguments):
    if not arguments:
        print(tables(), end="")
        return 0
    if arguments not in (["--write"], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    text = README.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        print(f"{README}: the lines around the tables are gone:\n{BEGIN}{END}", file=sys.stderr)
        return 1
    new = before + BEGIN + "\n" + tables() + "\n" + END + after
    if arguments == ["--write"]:
        README.write_text(new)
    elif new != text:
        print(f"{README}: the tables are stale: python3 rules/table.py --write", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
