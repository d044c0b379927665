"""What pinlint has to say of the programs in this folder, and what it must not say.

An expectation is a function of (findings, handlers) that returns a sentence when it is not met, else None. The lists
hold what people have verified in the sources; they are not a copy of pinlint's output.
"""


def entries(finding):
    """Every (entry point, names on the path from it to the sink) of a finding, the witness first."""
    if finding["entry"]:
        yield finding["entry"]["function"], [step["function"] for step in finding["path"]]
    for other in finding["other_entry_points"]:
        yield other["function"], other["path"]


def holds_in_order(names, wanted):
    rest = iter(names)
    return all(name in rest for name in wanted)


def path(rule, *wanted):
    """A finding of the rule has a path from the first name through the others, in this order, to the last."""

    def check(findings, _handlers):
        for finding in findings:
            if finding["rule"] == rule:
                for entry, names in entries(finding):
                    if entry == wanted[0] and names[-1] == wanted[-1] and holds_in_order(names, wanted):
                        return None
        return f"no {rule} finding goes {' -> '.join(wanted)}"

    return check


def across_files(rule, entry, sink):
    """The finding's witness from the entry point to the sink goes through more than one file."""

    def check(findings, _handlers):
        for finding in findings:
            if finding["rule"] == rule and finding["sink"] == sink:
                if any(name == entry for name, _ in entries(finding)):
                    if len({step["file"] for step in finding["path"]}) > 1:
                        return None
        return f"no {rule} finding goes from {entry} to {sink} across files"

    return check


def of_kind(handlers, kind):
    """Names of the entry points of the kind, and of the kinds below it: `fuse` has those of `fuse.lowlevel`."""
    return {handler["function"] for handler in handlers if f"{handler['kind']}.".startswith(f"{kind}.")}


def handlers_of_kind(kind, at_least):
    def check(_findings, handlers):
        found = of_kind(handlers, kind)
        if len(found) >= at_least:
            return None
        return f"{len(found)} handlers of the kind {kind}, expected {at_least} or more"

    return check


def handler(kind, *names):
    """These functions are entry points of the kind."""

    def check(_findings, handlers):
        found = of_kind(handlers, kind)
        missing = [name for name in names if name not in found]
        return f"no entry points of the kind {kind}: {', '.join(missing)}" if missing else None

    return check


def never_entry(*names):
    """These start threads or processes: they are no entry points, and their own calls are not reported."""

    def check(findings, handlers):
        wrong = [h["function"] for h in handlers if h["function"] in names]
        for finding in findings:
            wrong += [entry for entry, _ in entries(finding) if entry in names]
            if finding["function"] in names:
                wrong.append(f"{finding['function']} at {finding['file']}:{finding['line']}")
        return f"reported, though no request runs there: {', '.join(sorted(set(wrong)))}" if wrong else None

    return check


def finding(rule, level, entry, sink, words=""):
    """A finding of the rule, from this entry point to this sink, with the level and the words."""

    def check(findings, _handlers):
        near = []
        for f in findings:
            if f["rule"] == rule and f["sink"] == sink and any(name == entry for name, _ in entries(f)):
                if f["level"] == level and words in f["message"]:
                    return None
                near.append(f"{f['level']}: {f['message']}")
        saying = f" that says {words!r}" if words else ""
        return f"no {level} of {rule} from {entry} to {sink}{saying}; there is: {near or 'none'}"

    return check


def nothing_in(*endings):
    """No finding in these files: they are of programs that serve nobody."""

    def check(findings, _handlers):
        said = [f"{f['rule']} at {f['file']}:{f['line']}" for f in findings if f["file"].endswith(endings)]
        return f"reported, though another program's: {', '.join(said)}" if said else None

    return check


def silent(*rules):
    """No finding of these rules, wherever it starts."""

    def check(findings, _handlers):
        said = [f"{f['rule']} at {f['file']}:{f['line']}" for f in findings if f["rule"] in rules]
        return f"reported, though no handler does it to its thread: {', '.join(said)}" if said else None

    return check


PROGRAMS = {
    "redis": [
        handlers_of_kind("redis.command", 201),
        handler("redis.command", "getCommand", "setCommand", "unlinkCommand", "bgsaveCommand", "evalCommand", "xaddCommand"),
        path("lock-in-handler", "unlinkCommand", "bioSubmitJob", "pthread_mutex_lock"),
        path("pin-in-handler", "bgsaveCommand", "sched_setaffinity"),
        across_files("pin-in-handler", "bgsaveCommand", "sched_setaffinity"),
        finding("pin-in-handler", "note", "bgsaveCommand", "sched_setaffinity", "in a forked child"),
        never_entry("main", "bioProcessBackgroundJobs", "IOThreadMain"),
        nothing_in("/redis-benchmark.c", "/redis-cli.c"),
    ],
    "lighttpd": [
        handlers_of_kind("lighttpd", 45),
        handler(
            "lighttpd",
            "mod_access_uri_handler",
            "mod_staticfile_subrequest",
            "mod_cgi_handle_subrequest",
            "log_access_write",
            "gw_handle_subrequest",
        ),
        never_entry("main"),
    ],
}

# Sinks by the function below which a call of them has to be seen: that these are not reported is no accident.
REACHES = {"redis": {"bioProcessBackgroundJobs": "sched_setaffinity", "IOThreadMain": "sched_setaffinity"}}


def unmet(expectations, findings, handlers):
    return [problem for problem in (expect(findings, handlers) for expect in expectations) if problem]
