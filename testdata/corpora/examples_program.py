"""A program of examples_*.py: which files of a Debian package, how they are compiled, and what people found in them."""

import collections
import glob
import json
import os
import shlex

import expect

GLIB = "-isystem {h}/glib-2.0 -isystem {h}/../lib/x86_64-linux-gnu/glib-2.0/include"

Place = collections.namedtuple("Place", "root include made")


def defines(names):
    return "".join(f"#define {name} 1\n" for name in names.split())


def texts(names):
    """Macros for paths and names, of which no text matters here."""
    return "".join(f'#define {name} "/x"\n' for name in names.split())


class Program:
    """Files are globs (`**` is any number of folders), less those of `without`. Without files, the database is what
    `runs` leave as compile_commands.json.

    In globs, flags and commands {s} is the package's folder, {h} the unpacked /usr/include, {d} the folder of the file,
    and {m} what is made: small headers (`made`), links, and what the shell commands of `runs` leave there, which take the
    tools of `needs`.

    kind: source; upstream (the source without Debian's changes); binary.
    handlers: names of entry points by kind; at_least: how many there are of a kind. A kind stands for those below it,
    too. Names and counts are what people have found in the sources, not a copy of what pinlint says.
    never: start-up, other threads, clean-up: no entry points.
    entries: those of a project file, for a server with a loop of its own.
    findings: what must be reported: rule, level, entry point, sink, and perhaps words of the message.
    silent: rules that must report nothing.
    reaches: sinks by the function below which a call of them has to be seen, so that saying nothing is no accident.
    """

    def __init__(self, package, version, files="", flags="", without="", kind="source", made=None, links=None, runs=(),
                 needs="", handlers=None, at_least=None, never="", entries=None, findings=(), silent="", reaches=None):
        self.package, self.version, self.kind = package, version, kind
        self.files, self.flags, self.without = files.split(), flags.split(), without.split()
        self.made, self.links, self.runs, self.needs = made or {}, links or {}, runs, needs.split()
        self.handlers, self.at_least, self.never = handlers or {}, at_least or {}, never.split()
        self.entries, self.findings, self.silent, self.reaches = entries, findings, silent.split(), reaches or {}

    def place(self, corpora, headers, output):
        root = os.path.join(corpora, f"{self.package}-{self.version}")
        return Place(root, os.path.join(headers, "usr", "include"), os.path.join(output, "made"))

    def recipe(self, place):
        """Changes when what is made does."""
        return repr((place, self.made, self.links, self.runs))

    def write_headers(self, place):
        for name in [*self.made, *self.links]:
            os.makedirs(os.path.dirname(os.path.join(place.made, name)), exist_ok=True)
        for name, text in self.made.items():
            with open(os.path.join(place.made, name), "w", encoding="utf-8") as file:
                file.write(text)
        for name, target in self.links.items():
            os.symlink(fill(target, place), os.path.join(place.made, name))

    def commands(self, place):
        return [fill(command, Place(*map(shlex.quote, place))) for command in self.runs]

    def found(self, pattern, place):
        return set(glob.glob(os.path.join(place.root, fill(pattern, place)), recursive=True))

    def sources(self, place):
        files, without = (set().union(*(self.found(p, place) for p in ps)) for ps in (self.files, self.without))
        return sorted(files - without)

    def unmatched(self, place):
        return [pattern for pattern in [*self.files, *self.without] if not self.found(pattern, place)]

    def database(self, place, output):
        """The folder that holds the program's compile_commands.json."""
        if not self.files:
            return place.made
        entries = [self.entry(path, place) for path in self.sources(place)]
        with open(os.path.join(output, "compile_commands.json"), "w", encoding="utf-8") as file:
            json.dump(entries, file, indent=1)
        return output

    def project_file(self, output):
        """Written when the program has one; else None."""
        if not self.entries:
            return None
        path = os.path.join(output, "project.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"entries": self.entries}, file, indent=1)
        return path

    def entry(self, path, place):
        compiler = ["g++", "-std=c++17"] if path.endswith((".cc", ".cpp")) else ["gcc"]
        flags = [fill(flag, place, os.path.dirname(path)) for flag in self.flags]
        output = os.path.relpath(path, place.root).replace("/", "_") + ".o"
        arguments = [*compiler, *flags, "-c", path, "-o", output]
        return {"directory": place.root, "file": path, "arguments": arguments, "output": output}

    def expectations(self):
        """As expect.py has them."""
        return [
            *(expect.handlers_of_kind(kind, count) for kind, count in self.at_least.items()),
            *(expect.handler(kind, *names.split()) for kind, names in self.handlers.items()),
            *(expect.finding(*wanted) for wanted in self.findings),
            expect.silent(*self.silent),
            expect.never_entry(*self.never),
        ]


def fill(text, place, folder=""):
    return text.format(s=place.root, h=place.include, m=place.made, d=folder)
