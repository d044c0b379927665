"""The cases of run_want.py: directories of programs, and the expectations in their comments. See run_want.py."""

import os
import re
import shlex

HERE = os.path.dirname(os.path.abspath(__file__))
# What headers.sh unpacked: the headers of the libraries that frameworks/ is written for.
HEADERS = os.environ.get("PINLINT_HEADERS") or os.path.join(os.path.dirname(HERE), "build", "headers")
SOURCES = (".c", ".cpp")
SCANNED = SOURCES + (".h", ".hpp", ".inc", ".def")

STRING = r'"((?:[^"\\]|\\.)*)"'
HEAD = re.compile(r"(?:^|(?<=[\s/*]))want((?:-[a-z]+)*)(?:\(([+-]\d+)\))?(?![\w-])")
BEGIN = re.compile(r"\s*(?://|/\*|\*)?\s*want(?:[-(]|\s+[a-z-]+(?::[a-z]+)?\s*\")")
SINCE = re.compile(r"\s+since-llvm\s+([0-9]+)\b")
REASON = re.compile(r"\s*--\s*(\S[^*]*)")
GRAMMAR = {
    "": re.compile(r"\s+([a-z-]+)(?::([a-z]+))?\s+" + STRING),
    "none": re.compile(r""),
    "path": re.compile(r"\s+([a-z-]+)\s+" + STRING),
    "via": re.compile(r"\s+([a-z-]+)\s+" + STRING),
    "other": re.compile(r"\s+([a-z-]+)\s+" + STRING),
    "tier": re.compile(r"\s+([a-z-]+)\s+([a-z]+)"),
    "handler": re.compile(r"\s+" + STRING),
    "edge": re.compile(r"\s+" + STRING + r"\s+([a-z]+)"),
    "no-edge": re.compile(r"\s+" + STRING),
    "unresolved": re.compile(r""),
    "fact": re.compile(r"\s+([a-z]+)\s+" + STRING),
}
GRAMMAR["suppressed"] = GRAMMAR["todo"] = GRAMMAR["noise"] = GRAMMAR[""]
TODO_FORMS = ("edge", "no-edge", "handler", "path", "none")


class Bad(Exception):
    """A case that cannot be run as it is written."""


class Skipped(Exception):
    """A case that cannot be run on this machine."""


class Want:
    """One expectation."""

    def __init__(self, kind, todo, file, line, args, since=None):
        self.kind, self.todo, self.file, self.line, self.args = kind, todo, file, line, args
        self.since = since

    def seen_by(self, llvm):
        """Before the LLVM that it asks for it is a todo: what must not hold yet."""
        if self.since and llvm < self.since:
            if self.kind:
                self.todo = True
            else:
                self.kind = "todo"

    def __str__(self):
        shown = " ".join(repr(a) for a in self.args if a)
        name = "want" + ("-todo" if self.todo else "") + ("-" + self.kind if self.kind else "")
        return f"{self.file}:{self.line}: {name} {shown}"


def comments(text):
    """Yields (line, text) for every line of every comment; strings and character constants are skipped."""
    token = re.compile(r"//(?:\\\n|[^\n])*|/\*.*?\*/|\bR\"([^(\s\\]{0,16})\(.*?\)\1\"|"
                       r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.S)
    for match in token.finditer(text):
        if match.group()[:2] in ("//", "/*"):
            first = text.count("\n", 0, match.start()) + 1
            for offset, part in enumerate(match.group().split("\n")):
                yield first + offset, part


def parse_wants(path, name):
    with open(path, encoding="utf-8", errors="surrogateescape") as stream:
        text = stream.read()
    wants = []
    for line, part in comments(text):
        position = 0
        if not BEGIN.match(part):
            if re.search(r"\bwant-[a-z]|\bwant\([+-]", part):
                raise Bad(f"{name}:{line}: a want that is not at the start of its comment: {part.strip()}")
            continue
        while True:
            head = HEAD.search(part, position)
            if not head:
                break
            kind = head.group(1)[1:] if head.group(1) else ""
            todo = kind.startswith("todo-")
            if todo:
                kind = kind[5:]
            grammar = GRAMMAR.get(kind)
            args = grammar.match(part, head.end()) if grammar and (not todo or kind in TODO_FORMS) else None
            if not args:
                raise Bad(f"{name}:{line}: cannot read this expectation: {part.strip()}")
            position = args.end()
            since = SINCE.match(part, position)
            if since:
                position = since.end()
                if todo or (kind and kind not in TODO_FORMS):
                    raise Bad(f"{name}:{line}: since-llvm is for what has a want-todo form: {part.strip()}")
            if todo or kind in ("todo", "noise"):
                reason = REASON.match(part, position)
                if not reason:
                    raise Bad(f"{name}:{line}: want-{'todo' if todo else kind} needs a reason: -- why")
                position = reason.end()
            values = [a.replace('\\"', '"') if a else a for a in args.groups()]
            wants.append(Want(kind, todo, name, line + int(head.group(2) or 0), values,
                              int(since.group(1)) if since else None))
        if part[position:].strip(" \t*/"):
            raise Bad(f"{name}:{line}: cannot read the rest of this expectation: {part[position:].strip()}")
    return wants


def missing_headers():
    """Packages of dependencies.txt that headers.sh has not unpacked."""
    with open(os.path.join(os.path.dirname(HERE), "dependencies.txt"), encoding="utf-8") as lines:
        packages = [fields[1] for fields in map(str.split, lines) if fields[:1] == ["headers"]]
    return [p for p in packages if not os.path.exists(os.path.join(HEADERS, ".have", p))]


def with_headers(line):
    """{headers} in a line of flags is the folder of the unpacked headers, {repo} that of the project."""
    if "{headers}" in line:
        missing = missing_headers()
        if missing:
            raise Skipped(f"{HEADERS} lacks {', '.join(missing[:3])}: testdata/headers.sh gets the libraries' headers")
    return line.replace("{headers}", HEADERS).replace("{repo}", os.path.dirname(HERE))


class Case:
    """One directory, copied to a temporary one."""

    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.name = os.path.relpath(self.path, HERE)
        if self.name.startswith(".."):
            self.name = self.path

    def files(self):
        for folder, _, names in sorted(os.walk(self.path)):
            for name in sorted(names):
                yield os.path.relpath(os.path.join(folder, name), self.path)

    def wants(self):
        found = []
        for name in self.files():
            if name.endswith(SCANNED):
                found += parse_wants(os.path.join(self.path, name), name)
        if not found:
            raise Bad("no expectation in any of its files")
        return found

    def units(self):
        """[(file, flags)], in the order of the names."""
        common, own = [], {}
        path = os.path.join(self.path, "flags")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as stream:
                for line in stream:
                    line = with_headers(line.split("#")[0].strip())
                    match = re.match(r"(\S+\.(?:c|cpp)):(.*)", line)
                    if match:
                        own.setdefault(match.group(1), []).append(shlex.split(match.group(2)))
                    elif line:
                        common += shlex.split(line)
        sources = [n for n in self.files() if n.endswith(SOURCES)]
        for name in own:
            if name not in sources:
                raise Bad(f"flags: there is no {name}")
        return [(n, common + flags) for n in sources for flags in own.get(n, [[]])]

    def args(self, where):
        path = os.path.join(self.path, "args")
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as stream:
            return shlex.split(stream.read().replace("{case}", where), comments=True)


def all_cases(root):
    for area in sorted(os.listdir(root)):
        if area in ("corpora", "demo", "generate") or not os.path.isdir(os.path.join(root, area)):
            continue
        for name in sorted(os.listdir(os.path.join(root, area))):
            path = os.path.join(root, area, name)
            if os.path.isdir(path) and any(n.endswith(SOURCES) for _, _, names in os.walk(path) for n in names):
                yield Case(path)
