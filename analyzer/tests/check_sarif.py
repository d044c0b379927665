#!/usr/bin/env python3
"""Checks SARIF files the way their consumers do. Exits with 0, 1 (a file is wrong) or 77 (npm cannot be reached).

    check_sarif.py [--source-root DIR] FILE...

1. the JSON Schema of SARIF 2.1.0;
2. Microsoft's Sarif.Multitool with its SARIF and GitHub rules: its errors fail the check;
3. the limits and habits of GitHub code scanning that neither of them knows;
4. with --source-root: primaryLocationLineHash against the tool's own.

Schema and tool come from one npm package, fetched into a temporary directory; PINLINT_SARIF_MULTITOOL may name a
directory that has it in its node_modules already.
"""

import argparse
import gzip
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile

import jsonschema

SKIP = 77
PACKAGE = "@microsoft/sarif-multitool@5.7.0"
UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ENETUNREACH", "EHOSTUNREACH", "ETIMEDOUT",
               "ERR_SOCKET_TIMEOUT", "network request")
URI = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+")


def fetch(directory):
    """The package's directory with schema and tool."""
    given = os.environ.get("PINLINT_SARIF_MULTITOOL")
    if not given:
        if not shutil.which("npm"):
            sys.stderr.write("npm is not installed\n")
            sys.exit(SKIP)
        npm = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", PACKAGE]
        try:
            run = subprocess.run(npm, cwd=directory, capture_output=True, text=True, timeout=180)
        except subprocess.TimeoutExpired:
            sys.stderr.write("npm took too long\n")
            sys.exit(SKIP)
        if run.returncode != 0:
            sys.stderr.write(run.stderr)
            sys.exit(SKIP if any(word in run.stderr for word in UNREACHABLE) else 1)
    package = pathlib.Path(given or directory, "node_modules/@microsoft/sarif-multitool-linux")
    tool = package / "Sarif.Multitool"
    if not os.access(tool, os.X_OK):
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    return package


def schema_problems(log, schema):
    validator = jsonschema.Draft202012Validator(schema)
    for error in validator.iter_errors(log):
        yield "schema: /%s: %s" % ("/".join(map(str, error.absolute_path)), error.message[:300])


def run_tool(package, *arguments):
    environment = dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1")
    run = subprocess.run([package / "Sarif.Multitool", *arguments], capture_output=True, text=True, timeout=300,
                         env=environment)
    return run.stdout + run.stderr


def tool_problems(package, path, directory):
    """The tool exits with 0 whatever it finds: its report counts."""
    report = pathlib.Path(directory, "validated.sarif")
    report.unlink(missing_ok=True)
    output = run_tool(package, "validate", path, "--rule-kind", "Sarif;Gh", "-o", report, "--log", "ForceOverwrite")
    if not report.exists():
        yield "multitool: no report: " + output[:300]
        return
    for run in json.loads(report.read_text("utf-8-sig"))["runs"]:
        if run.get("invocations", [{}])[0].get("executionSuccessful") is not True:
            yield "multitool: it failed: " + output[:300]
        for result in run.get("results", []):
            if result.get("level") == "error":
                yield "multitool: %s: %s" % (result["ruleId"], json.dumps(result["message"]))
    for line in output.splitlines():
        if ": warning " in line or ": note " in line:
            print(line)


def locations_in(value):
    """Every location object at any depth."""
    if isinstance(value, dict):
        if "physicalLocation" in value:
            yield value
        for child in value.values():
            yield from locations_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from locations_in(child)


def rule_problems(rules):
    for rule in rules:
        where = "rule " + rule["id"]
        for key in "shortDescription", "fullDescription", "help":
            if not rule.get(key, {}).get("text"):
                yield where + ": no " + key
            elif key != "help" and len(rule[key]["text"]) > 1024:
                yield where + ": GitHub cuts its " + key
        if "markdown" not in rule["help"] or not rule.get("helpUri"):
            yield where + ": no help.markdown or helpUri"
        if len(rule["name"]) > 255 or len(rule["properties"]["tags"]) > 10:
            yield where + ": name or tags longer than GitHub keeps"


def result_problems(result, rules):
    where = "result %s (%s)" % (result["ruleId"], result["message"]["text"][:60])
    if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
        yield where + ": ruleIndex points elsewhere"
    if not result.get("locations"):
        yield where + ": no location"
    flows = [hop for flow in result.get("codeFlows", []) for thread in flow["threadFlows"]
             for hop in thread["locations"]]
    related = result.get("relatedLocations", [])
    if len(flows) > 1000 or len(related) > 100:
        yield where + ": more locations than GitHub keeps"
    linked = set(map(int, re.findall(r"(?<!\\)\]\((\d+)\)", result["message"]["text"])))
    if linked != {location["id"] for location in related}:
        yield where + ": links and related locations differ"
    if re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result["message"]["text"]):
        yield where + ": control characters in the message"


def github_problems(log, size):
    if size > 10 << 20:
        yield "larger than 10 MB when compressed"
    if len(log["runs"]) != 1:
        yield "not one run"
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    yield from rule_problems(rules)
    for result in run["results"]:
        yield from result_problems(result, rules)
    if len(run["results"]) > 25000:
        yield "more than 25000 results"
    if len({"suppressions" in result for result in run["results"]}) > 1:
        yield "some results have suppressions, some do not say"
    if run["columnKind"] != "utf16CodeUnits" or not run["automationDetails"]["id"].endswith("/"):
        yield "columnKind or automationDetails.id"
    if any("uri" in base for base in run["originalUriBaseIds"].values()):
        yield "an absolute base"
    if run["invocations"][0]["executionSuccessful"] is not True:
        yield "executionSuccessful is not true"
    for location in locations_in(run):
        artifact = location["physicalLocation"]["artifactLocation"]
        absolute = artifact["uri"].startswith("file:///")
        if not URI.fullmatch(artifact["uri"]) or absolute == ("uriBaseId" in artifact):
            yield "a bad URI: %s" % artifact


def line_hashes(log):
    return [result.get("partialFingerprints", {}).get("primaryLocationLineHash") for result in log["runs"][0]["results"]]


def hash_problems(package, log, root, directory):
    bare = json.loads(json.dumps(log))
    bare["runs"][0]["originalUriBaseIds"] = {"%SRCROOT%": {"uri": pathlib.Path(root).resolve().as_uri() + "/"}}
    for result in bare["runs"][0]["results"]:
        result.get("partialFingerprints", {}).pop("primaryLocationLineHash", None)
    source, target = pathlib.Path(directory, "bare.sarif"), pathlib.Path(directory, "hashed.sarif")
    source.write_text(json.dumps(bare), "utf-8")
    target.unlink(missing_ok=True)
    output = run_tool(package, "rewrite", source, "-o", target, "--log", "ForceOverwrite", "--insert",
                      "RollingHashPartialFingerprints")
    if not target.exists():
        yield "multitool: nothing was rewritten: " + output[:300]
        return
    theirs, compared = line_hashes(json.loads(target.read_text("utf-8-sig"))), 0
    for result, ours, other in zip(log["runs"][0]["results"], line_hashes(log), theirs):
        compared += other is not None
        if other is not None and ours != other:
            yield "primaryLocationLineHash of %s: %s, should be %s" % (result["locations"], ours, other)
    if not compared:
        yield "no line hash could be compared: is %s the right directory?" % root


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source-root", metavar="DIR")
    parser.add_argument("files", nargs="+", metavar="FILE")
    options = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as directory:
        package = fetch(directory)
        schema = json.loads((package / "sarif-2.1.0.json").read_text("utf-8-sig"))
        for path in options.files:
            data = pathlib.Path(path).read_bytes()
            log = json.loads(data.decode("utf-8"))
            problems = list(schema_problems(log, schema)) + list(tool_problems(package, path, directory))
            problems += github_problems(log, len(gzip.compress(data)))
            if options.source_root and log["runs"][0]["results"]:
                problems += hash_problems(package, log, options.source_root, directory)
            for problem in problems:
                print("%s: %s" % (path, problem))
            print("%s: %s" % (path, "%d problems" % len(problems) if problems else "ok"))
            failed |= bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
