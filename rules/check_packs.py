#!/usr/bin/env python3
"""Validates every pack under rules/, or the files given, against pack.schema.json (.pinlint.json: project.schema.json),
and says what two of them describe: a function has one place where it is looked up.

Exits with 0 when all are valid, 1 when one is not, 77 when python3-jsonschema is missing."""

import json
import pathlib
import sys

RULES = pathlib.Path(__file__).resolve().parent


def without_comments(text):
    """Blanks // and /* */ comments outside of strings; positions stay."""
    out, i = [], 0
    while i < len(text):
        if text[i] == '"':
            end = i + 1
            while end < len(text) and text[end] not in '"\n':
                end += 2 if text[end] == "\\" else 1
            end = min(end + 1, len(text))
            out.append(text[i:end])
        elif text.startswith("//", i):
            end = text.find("\n", i)
            end = len(text) if end < 0 else end
            out.append(" " * (end - i))
        elif text.startswith("/*", i):
            end = text.find("*/", i + 2)
            if end < 0:
                raise ValueError("a comment is never closed")
            end += 2
            out.append("".join("\n" if c == "\n" else " " for c in text[i:end]))
        else:
            end = i + 1
            out.append(text[i])
        i = end
    return "".join(out)


def unique_keys(pairs):
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f'the key "{key}" stands in an object twice')
    return dict(pairs)


def validators(jsonschema):
    schemas = {name: json.loads((RULES / name).read_text()) for name in ("pack.schema.json", "project.schema.json")}
    for schema in schemas.values():
        jsonschema.Draft7Validator.check_schema(schema)
    made = {}
    for name, schema in schemas.items():
        resolver = jsonschema.RefResolver(name, schema, store=schemas)
        made[name] = jsonschema.Draft7Validator(schema, resolver=resolver)
    return made


def load(path):
    return json.loads(without_comments(path.read_text("utf-8-sig")), object_pairs_hook=unique_keys)


def problems(path, validator):
    try:
        value = load(path)
    except (OSError, ValueError) as error:
        return [str(error)]
    found = sorted(validator.iter_errors(value), key=lambda error: list(map(str, error.absolute_path)))
    return [f"{error.json_path}: {error.message[:400]}" for error in found]


def each(item, key):
    return item.get(key + "s") or [item.get(key)]


def described(pack):
    """What a pack says something of, a tuple each."""
    for item in pack.get("callbacks", []):
        for function in each(item, "function"):
            yield from (("the callback", function, argument) for argument in each(item, "argument"))
    for item in pack.get("sinks", []):
        yield from (("the sink", function, item["category"]) for function in each(item, "function"))
    for item in pack.get("entries", []):
        for function in each(item, "function"):
            for field in each(item, "field"):
                for argument in each(item, "argument"):
                    places = [item.get(key) for key in ("record", "variable", "type", "annotation")]
                    yield ("the entry", item["form"], function, argument, field, *places)


def described_twice(packs):
    """packs: path -> pack."""
    first = {}
    for path, pack in packs.items():
        for what in set(described(pack)):
            other = first.setdefault(what, path)
            if other != path:
                words = " ".join(str(word) for word in what if word is not None)
                yield f"{path}: describes {words}, and so does {other}; leave one"


def main(arguments):
    try:
        import jsonschema
    except ImportError:
        print("check_packs.py: python3-jsonschema is not installed", file=sys.stderr)
        return 77
    made = validators(jsonschema)
    paths = [pathlib.Path(a) for a in arguments] or sorted(RULES.glob("*/*.json"))
    bad, packs = 0, {}
    for path in paths:
        kind = "project.schema.json" if path.name.endswith(".pinlint.json") else "pack.schema.json"
        found = problems(path, made[kind])
        if not found and kind == "pack.schema.json":
            packs[path] = load(path)
        for problem in found:
            print(f"{path}: {problem}", file=sys.stderr)
        bad += len(found)
    for problem in sorted(described_twice(packs)):
        print(problem, file=sys.stderr)
        bad += 1
    if not paths:
        print(f"{RULES}: no packs", file=sys.stderr)
        bad = 1
    print(f"{len(paths)} files, {bad} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
