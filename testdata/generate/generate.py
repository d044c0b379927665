#!/usr/bin/env python3
"""Writes a server of any size in C, with its compile_commands.json: the same bytes on every machine.

    generate.py --units 100 DIR

What is being imitated is Redis 7.0.15 (140 units), measured with `pinlint facts dump`:

                                        Redis   here
    calls of a function                  6.3     6.0
      in its own unit                    27 %    26 %
      in another one                     51 %    51 %
      in libc                            17 %    18 %
      an inline function of a header      4 %     4 %
    of them through pointers             0.9 %   2.2 %  more, because they are what is hard
    stored functions, of a function      0.33    0.32   nine of ten in initialisers
    functions as arguments, of one       0.11    0.12
    static functions                     27 %    46 %   with the same names in every unit
    functions of a unit                  34      100

The runtime (core/) is written by hand: an event loop, lists and dictionaries with functions, commands, jobs on other
threads, forks. A module is 20 units that know each other: a record of sessions, one of operations with a table of them in
each unit, commands, settings. Modules call the interface of the modules before them and of the first ones, so that most
handlers reach most of what lies below, as in Redis. One program in 50 units is a tool with a main and a logger of its own.

Not imitated: code that calls through the same field of one record in every unit (a program of n units has n * n such
edges, and any call graph is as large as that).
"""

import argparse
import json
import os
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))
UNITS_OF_MODULE = 20
UNITS_OF_TOOL = 50
WORD = (1 << 64) - 1

# What a function takes and returns; scope: what its parameters are called.
SIGNATURES = {
    "step": ("int", "struct {m}_session *s, int n"),
    "act": ("void", "struct {m}_session *s, struct client *c"),
    "serve": ("int", "struct client *c, const char *text"),
    "find": ("void *", "struct {m}_session *s, void *data"),
    "move": ("long", "struct {m}_session *s, struct buffer *b, long n"),
    "command": ("void", "struct client *c"),
    "event": ("void", "struct loop *loop, int fd, void *data, int mask"),
    "timer": ("int", "struct loop *loop, long id, void *data"),
    "job": ("void", "void *data"),
    "visit": ("void", "void *value, void *data"),
    "compare": ("int", "const void *x, const void *y"),
    "release": ("void", "struct object *o"),
}
COMMON = ["step", "step", "act", "serve", "find", "move"]
CALLS = {
    "step": "{f}(s, n + {k})",
    "act": "{f}(s, c)",
    "serve": "{f}(c, text)",
    "find": "{f}(s, data)",
    "move": "{f}(s, b, n)",
}
VALUES = {"step": "n", "serve": "n", "move": "n", "find": "data"}
VERBS = "check parse read write seek add drop count reset load store merge split enter leave".split()
NOUNS = "head body key value item span state limit frame entry".split()
LIBC = [
    "n += (int)strlen(text);",
    'n += snprintf(b->bytes, b->room, "%d {k}", (int)n);',
    "memset(b->bytes, 0, b->used);",
    'n += strcmp(text, "k{k}");',
    "n += (int)strtol(text, NULL, 10);",
    "n += (int)time(NULL);",
]
INLINE = [
    "buffer_put(b, (char)n);",
    "text = client_word(c, {j});",
    "n += (int)buffer_left(b);",
    "object_hold(&s->object);",
    "object_drop(&s->object);",
    "n += {m}_open(s, (int)n);",
]
CORE = [
    "client_reply(c, text);",
    'core_log({j}, "{k}: %d", (int)n);',
    "list_push(&s->items, data);",
    "data = list_find(&s->items, data);",
    "dict_put(s->index, (void *)text, data);",
    "data = dict_get(s->index, text);",
    "data = core_alloc({k});",
    "core_free(data);",
    'client_error(c, "{k}");',
]
INDIRECT = [
    "n += s->ops->open(s, (int)n);",
    "n += s->ops->transfer(s, b, n);",
    "data = s->ops->find(s, data);",
    "s->ops->close(s, c);",
    "n += s->step(s, {k});",
    "n += (n & {j} ? {step} : {step2})(s, {k});",
]
PASSED = [
    "list_each(&s->items, visit_item, s);",
    "dict_each(s->index, visit_entry, s);",
    "n += apply(s, {step}, (int)n);",
    "qsort(b->bytes, b->used, 1, compare_items);",
    "loop_add(core_loop, (int)n, 1, on_readable, s);",
    "loop_timer(core_loop, {k}, on_timer, s);",
    "jobs_submit(do_job, s);",
    "s->step = {step};",
]


class Random:
    """splitmix64: the same numbers for the same words, on every machine and in every version of Python."""

    def __init__(self, *words):
        self.state = 0
        for word in words:  # mixed each time, or numbers that differ by one would give the same stream
            self.state = self.next() ^ word

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & WORD
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
        return z ^ (z >> 31)

    def below(self, n):
        return self.next() % n

    def chance(self, percent):
        return self.below(100) < percent

    def choice(self, items):
        return items[self.below(len(items))]


class Function:
    def __init__(self, name, kind, external, role=""):
        self.name, self.kind, self.external, self.role = name, kind, external, role


def module_name(module):
    return f"m{module:04}"


class Unit:
    """A unit of a module: which functions it has is known without their bodies."""

    def __init__(self, seed, module, number, functions):
        self.seed, self.module, self.number = seed, module, number
        self.m, self.u = module_name(module), f"u{number:02}"
        rng = Random(seed, 1, module, number)
        self.functions = []
        for k in range(4):
            self.add(f"{self.prefix}_command_{k}", "command", True, "command")
        for kind, name in (("step", "open"), ("move", "transfer"), ("find", "find"), ("act", "close")):
            self.add(f"op_{name}", kind, False, "operation")
        self.add("on_readable", "event", False)
        self.add("on_timer", "timer", False)
        self.add("do_job", "job", False)
        self.add("visit_item", "visit", False)
        self.add("visit_entry", "visit", False)
        self.add("compare_items", "compare", False)
        self.add("release_session", "release", False)
        for k in range(3):
            self.add(f"{self.prefix}_api_{k}", "serve", True, "api")
        rest = functions - 20 + rng.below(41)
        for k in range(max(rest - len(self.functions), len(SIGNATURES))):
            external = rng.chance(60)
            name = f"{VERBS[k % len(VERBS)]}_{NOUNS[k // len(VERBS) % len(NOUNS)]}"
            name = f"{self.prefix}_{name}" if external else name
            self.add(name if k < 150 else f"{name}_{k}", rng.choice(COMMON), external)

        if not self.of_kind("step"):  # a small unit
            self.functions[-1].kind = "step"
        self.callable = [f for f in self.functions if f.external and f.kind in CALLS]

    @property
    def prefix(self):
        return f"{self.m}_{self.u}"

    def add(self, name, kind, external, role=""):
        self.functions.append(Function(name, kind, external, role))

    def of_kind(self, kind):
        return [f for f in self.functions if f.kind == kind and f.role not in ("operation", "command")]


class Server:
    def __init__(self, units, seed, functions):
        self.seed, self.functions = seed, functions
        self.modules = (units + UNITS_OF_MODULE - 1) // UNITS_OF_MODULE
        self.tools = units // UNITS_OF_TOOL
        self.sizes = [min(UNITS_OF_MODULE, units - m * UNITS_OF_MODULE) for m in range(self.modules)]
        self.known, self.used = {}, {}

    def units_of(self, module):
        if module not in self.known:
            if len(self.known) > 64:
                self.known.clear()
            self.known[module] = [Unit(self.seed, module, u, self.functions) for u in range(self.sizes[module])]
        return self.known[module]

    def used_by(self, unit):
        """The modules whose interface the unit calls."""
        key = unit.module, unit.number
        if key in self.used:
            return self.used[key]
        rng = Random(self.seed, 2, unit.module, unit.number)
        used = set()
        for _ in range(2):
            if unit.module:
                used.add(max(0, unit.module - 1 - rng.below(8)))
        if unit.module:
            used.add(rng.below(min(4, unit.module)))
        self.used[key] = sorted(used)
        return self.used[key]


def prototype(function, m):
    result, parameters = SIGNATURES[function.kind]
    space = "" if result.endswith("*") else " "
    return f"{result}{space}{function.name}({parameters.format(m=m)})"


class Body:
    """The statements of one function."""

    def __init__(self, server, unit, function, index, rng):
        self.server, self.unit, self.function, self.index, self.rng = server, unit, function, index, rng

    def fill(self, text):
        steps = [f.name for f in self.unit.of_kind("step")]
        rng = self.rng
        return text.format(
            m=self.unit.m, j=1 + rng.below(3), k=1 + rng.below(500), step=rng.choice(steps), step2=rng.choice(steps)
        )

    def call_of(self, function):
        call = self.fill(CALLS[function.kind].replace("{f}", function.name))
        value = VALUES.get(function.kind)
        if not value:
            return call + ";"
        return f"data = {call};" if value == "data" else f"n += {call};"

    def near(self, guarded):
        """A function of the unit, seldom far away in the file; None when there is none."""
        callable_ = [i for i, f in enumerate(self.unit.functions) if f.kind in CALLS and i != self.index]
        if not guarded:
            callable_ = [i for i in callable_ if i > self.index]
        if not callable_:
            return None
        at = min(range(len(callable_)), key=lambda i: abs(callable_[i] - self.index))
        spread = len(callable_) if self.rng.chance(10) else min(20, len(callable_))
        at = at + self.rng.below(spread) - (spread // 2 if guarded else 0)
        return self.call_of(self.unit.functions[callable_[at % len(callable_)]])

    def elsewhere(self, guarded):
        rng, unit = self.rng, self.unit
        if rng.chance(40):
            return self.fill(rng.choice(CORE))
        used = self.server.used_by(unit)
        if used and rng.chance(25):
            other = rng.choice(self.server.units_of(rng.choice(used)))
            return f"n += {other.prefix}_api_{rng.below(3)}(c, text);"
        others = self.server.units_of(unit.module)
        others = [o for o in others if o.number != unit.number and (guarded or o.number > unit.number)]
        if not others:
            return None
        callable_ = rng.choice(others).callable
        return self.call_of(rng.choice(callable_)) if callable_ else None

    def call(self, guarded=True):
        """Recursion needs a condition, as in programs that end: calls that are always made lead on in one order."""
        at = self.rng.below(1000)
        for limit, statements in ((20, INDIRECT), (37, PASSED), (207, LIBC), (247, INLINE)):
            if at < limit:
                return self.fill(self.rng.choice(statements))
        call = self.near(guarded) if at < 510 else self.elsewhere(guarded)
        return call or self.fill(self.rng.choice(CORE))

    def statement(self):
        rng, call = self.rng, self.call
        shape = rng.below(12)
        if shape == 0:
            return [f"if (n > {rng.below(100)}) {{", "    " + call(), "} else {", "    " + call(), "}"]
        if shape == 1:
            return ["for (int i = 0; i < n; i++) {", "    " + call(), "}"]
        if shape == 2:
            cases = [f"case {i}: {call()} break;" for i in range(3)]
            return ["switch (n & 3) {", *cases, "default: break;", "}"]
        if shape == 3:
            return [call(False), "if (n < 0) goto out;"]
        if shape == 4:
            return [f"s->numbers[{rng.below(8)}] = (int)n;", call(False)]
        if shape == 5:
            return ["s->data = data;", call(False)]
        if shape < 9:
            return [f"if (n != {rng.below(100)}) {call()}"]
        return [call(False)]

    def special(self):
        """What a server does seldom."""
        rng, m = self.rng, self.unit.m
        at = rng.below(2000)
        if at < 16:
            return ["guard_enter(&s->guard);", self.call(), "guard_leave(&s->guard);"]
        if at < 20:
            return [
                "guard_enter(&s->guard); // lockosthread:allow lock-in-handler -- held for one addition",
                "s->numbers[0]++;",
                "guard_leave(&s->guard);",
            ]
        if at < 24:
            return ["pthread_mutex_lock(&s->guard.mutex);", "s->numbers[0]++;", "pthread_mutex_unlock(&s->guard.mutex);"]
        if at < 26:
            return [
                "cpu_set_t set;",
                "CPU_ZERO(&set);",
                "CPU_SET(n, &set);",
                "pthread_setaffinity_np(pthread_self(), sizeof set, &set);",
            ]
        if at < 28:
            return [f'if (process_fork("{m}") == 0) {{', "    " + self.call(), "    _exit(0);", "}"]
        if at < 30:
            return ["pthread_t thread;", "pthread_create(&thread, NULL, run_thread, s);"]
        if at < 60:
            return ["if (!s) {", '    core_log(3, "impossible");', "    abort();", "}"]
        return []


ENTRY = {
    "command": ["struct {m}_session *s = c->session;"],
    "event": ["struct {m}_session *s = data;"],
    "timer": ["struct {m}_session *s = data;"],
    "job": ["struct {m}_session *s = data;"],
    "visit": ["struct {m}_session *s = data;", "s->data = value;"],
    "release": ["struct {m}_session *s = (struct {m}_session *)o;"],
    "serve": ["struct {m}_session *s = c->session;"],
}
# Whatever is not a parameter.
SCOPE = [
    ("c", "struct client *c = s->client;", {"act", "serve", "command"}),
    ("b", "struct buffer *b = s->in;", {"move"}),
    ("n", "long n = s->numbers[0];", {"step", "move"}),
    ("data", "void *data = s->data;", {"find", "event", "timer", "job", "visit"}),
    ("text", "const char *text = c->argv[0];", {"serve"}),
]


def uses(lines, word):
    return any(w == word for line in lines for w in words_of(line))


def words_of(line):
    out, word = [], ""
    for ch in line:
        if ch.isalnum() or ch == "_":
            word += ch
        else:
            if word:
                out.append(word)
            word = ""
    if word:
        out.append(word)
    return out


def write_function(server, unit, function, index):
    rng = Random(server.seed, 3, unit.module, unit.number, index)
    m, kind = unit.m, function.kind
    head = ("" if function.external else "static ") + prototype(function, m) + " {"
    if kind == "compare":
        return [head, "    return *(const char *)x - *(const char *)y;", "}"]
    body = Body(server, unit, function, index, rng)
    lines = []
    count = 2 + rng.below(7)
    for i in range(count):
        lines += body.statement()
        if i == 0:
            lines += body.special()
    end = {"int": "return (int)n;", "long": "return n;", "void *": "return data;"}.get(SIGNATURES[kind][0])
    needs_out = any("goto out" in line for line in lines)
    tail = ["out:" if needs_out else "", end or (";" if needs_out else "")]
    tail = [line for line in tail if line]
    known = set(words_of("\n".join(lines + tail)))
    scope = []
    for name, line, given in reversed(SCOPE):  # text needs c
        if name in known and kind not in given:
            scope.insert(0, line)
            known |= set(words_of(line))
    opening = [line.format(m=m) for line in ENTRY.get(kind, [])]
    indented = ["    " + line for line in opening + scope + lines]
    indented += [line if line == "out:" else "    " + line for line in tail]
    return [head, *indented, "}"]


def write_unit(server, unit):
    m, u = unit.m, unit.prefix
    out = ["#define _GNU_SOURCE"]
    out += [f"#include <{h}.h>" for h in ("pthread", "sched", "stdio", "stdlib", "string", "time", "unistd")]
    out += ["", f'#include "{m}.h"']
    out += [f'#include "../{module_name(used)}/api.h"' for used in server.used_by(unit)]
    out += [""]
    out += [f"static {prototype(f, m)};" for f in unit.functions if not f.external]
    out += ["", f"static int apply(struct {m}_session *s, int (*step)(struct {m}_session *s, int n), int n) {{"]
    out += ["    return n > 0 ? step(s, n) : 0;", "}", ""]
    out += ["static void *run_thread(void *data) {", "    do_job(data);", "    return data;", "}"]
    for index, function in enumerate(unit.functions):
        out += ["", *write_function(server, unit, function, index)]
    rng = Random(server.seed, 4, unit.module, unit.number)
    steps, moves = unit.of_kind("step"), unit.of_kind("move")
    out += ["", f"const struct {m}_ops {u}_ops = {{"]
    out += [f"    .{name} = op_{name}," for name in ("open", "transfer", "find", "close")] + ["};"]
    out += ["", f"const struct command {u}_commands[] = {{"]
    out += [f'    {{"{u}_{k}", {u}_command_{k}, {k}, NULL}},' for k in range(4)] + ["    {0},", "};"]
    out += ["", f"const struct {m}_setting {u}_settings[] = {{"]
    for k in range(9):
        out.append(f'    {{"key{k}", {rng.choice(steps).name}, {rng.choice(moves).name if moves else "NULL"}}},')
    out += ["    {0},", "};", ""]
    out += [f"static unsigned long hash_key(const void *key) {{ return strlen(key); }}"]
    out += [f"static int equal_keys(const void *a, const void *b) {{ return strcmp(a, b) == 0; }}"]
    out += [f"static const struct dict_type keys = {{hash_key, equal_keys, NULL, core_free}};"]
    out += ["", f"struct {m}_session *{u}_session(struct client *c) {{"]
    out += [f"    struct {m}_session *s = core_alloc(sizeof *s);", "    s->object.release = release_session;"]
    out += [f"    s->ops = &{u}_ops;", "    s->index = dict_new(&keys);", "    s->client = c;"]
    out += ["    s->in = c->out;", f"    s->step = {rng.choice(steps).name};", "    c->session = s;"]
    out += ["    loop_add(core_loop, c->fd, 1, on_readable, s);", "    loop_timer(core_loop, 100, on_timer, s);"]
    out += ["    dict_each(s->index, visit_entry, s);", "    return s;", "}"]
    return out


def write_header(server, module):
    m, units = module_name(module), server.units_of(module)
    guard = f"{m.upper()}_H"
    out = [f"#ifndef {guard}", f"#define {guard}", "", '#include "api.h"', "", f"struct {m}_session;", ""]
    out += [f"struct {m}_ops {{", f"    int (*open)(struct {m}_session *s, int n);"]
    out += [f"    long (*transfer)(struct {m}_session *s, struct buffer *b, long n);"]
    out += [f"    void *(*find)(struct {m}_session *s, void *data);"]
    out += [f"    void (*close)(struct {m}_session *s, struct client *c);", "};", ""]
    out += [f"struct {m}_setting {{", "    const char *name;", f"    int (*set)(struct {m}_session *s, int n);"]
    out += [f"    long (*get)(struct {m}_session *s, struct buffer *b, long n);", "};", ""]
    out += [f"struct {m}_session {{", "    struct object object;", "    struct client *client;"]
    out += [f"    const struct {m}_ops *ops;", f"    int (*step)(struct {m}_session *s, int n);"]
    out += ["    struct list items;", "    struct dict *index;", "    struct guard guard;", "    struct buffer *in;"]
    out += [f"    struct {m}_session *peer;", "    void *data;", "    int numbers[8];", "};", ""]
    for unit in units:
        u = unit.prefix
        out += [f"extern const struct {m}_ops {u}_ops;", f"extern const struct command {u}_commands[];"]
        out += [f"extern const struct {m}_setting {u}_settings[];"]
        out += [f"struct {m}_session *{u}_session(struct client *c);"]
        out += [f"{prototype(f, m)};" for f in unit.functions if f.external and f.role != "api"]
    out += ["", f"static inline int {m}_open(struct {m}_session *s, int n) {{"]
    out += ["    return s->ops ? s->ops->open(s, n) : -1;", "}", "", "#endif"]
    return out


def write_api(server, module):
    m = module_name(module)
    out = [f"#ifndef {m.upper()}_API_H", f"#define {m.upper()}_API_H", "", '#include "../core/core.h"', ""]
    out += [f"{prototype(f, m)};" for unit in server.units_of(module) for f in unit.functions if f.role == "api"]
    return out + ["", "#endif"]


def write_module(server, module):
    """The unit that registers the others."""
    m, units = module_name(module), server.units_of(module)
    out = ["#include <string.h>", "", f'#include "{m}.h"', "", "static struct client *own;", ""]
    out += [f"static const struct command commands[] = {{"]
    out += [f'    {{"{u.prefix}", {u.prefix}_command_0, 1, {u.prefix}_commands}},' for u in units]
    out += ["    {0},", "};", "", f"static const struct {m}_setting *const settings[] = {{"]
    out += [f"    {u.prefix}_settings," for u in units]
    out += ["};", "", f"static struct {m}_session *(*const sessions[])(struct client *c) = {{"]
    out += [f"    {u.prefix}_session," for u in units]
    out += ["};", "", "static int init(void) {", "    own = client_new(-1);"]
    out += ["    for (unsigned i = 0; i < sizeof sessions / sizeof *sessions; i++)", "        if (!sessions[i](own)) return -1;"]
    out += ["    return 0;", "}", "", "static int configure(const char *key, const char *value) {"]
    out += ["    for (unsigned i = 0; i < sizeof settings / sizeof *settings; i++)"]
    out += [f"        for (const struct {m}_setting *t = settings[i]; t->name; t++)"]
    out += ["            if (strcmp(t->name, key) == 0)"]
    out += ["                return t->set(own->session, (int)strlen(value)) + (int)t->get(own->session, own->out, 0);"]
    out += ["    return -1;", "}", "", "static void start(struct loop *loop) {"]
    out += ["    for (unsigned i = 0; i < sizeof sessions / sizeof *sessions; i++) {"]
    out += [f"        struct {m}_session *s = sessions[i](own);"]
    out += ["        s->peer = own->session;", "        loop_remove(loop, s->ops->open(s, 0));", "    }", "}", ""]
    out += ["static void stop(void) { object_drop(&own->object); }", ""]
    out += [f'struct module {m}_module = {{"{m}", init, configure, start, stop, commands, NULL}};']
    return out


def write_modules(server):
    names = [module_name(m) for m in range(server.modules)]
    out = ['#include "core.h"', ""] + [f"extern struct module {m}_module;" for m in names]
    return out + ["", "struct module *const core_modules[] = {", *[f"    &{m}_module," for m in names], "    NULL,", "};"]


def write_tool(number):
    """A program of its own: containers of the server, and a stand-in for its logger."""
    return [
        "#include <stdio.h>",
        "#include <stdlib.h>",
        "",
        '#include "../core/core.h"',
        "",
        "void core_log(int level, const char *format, ...) { (void)level, (void)format; }",
        "void *core_alloc(size_t size) { return malloc(size); }",
        "void core_free(void *memory) { free(memory); }",
        "",
        "static void print(void *value, void *data) { fprintf(data, \"%s\\n\", (const char *)value); }",
        "",
        "int main(int argc, char **argv) {",
        "    struct list words = {0};",
        f"    for (int i = {1 + number % 2}; i < argc; i++) list_push(&words, argv[i]);",
        "    list_each(&words, print, stdout);",
        "    list_clear(&words);",
        "    return 0;",
        "}",
    ]


def save(path, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


def sources_of(server, directory):
    """Writes everything; yields the C files below the directory, in order."""
    core = os.path.join(directory, "core")
    os.makedirs(core, exist_ok=True)
    for name in sorted(os.listdir(os.path.join(HERE, "core"))):
        target = os.path.join(directory, ".pinlint.json") if name == "pinlint.json" else os.path.join(core, name)
        shutil.copyfile(os.path.join(HERE, "core", name), target)
        if name.endswith(".c"):
            yield f"core/{name}"
    save(os.path.join(core, "modules.c"), write_modules(server))
    yield "core/modules.c"
    for module in range(server.modules):
        m = module_name(module)
        save(os.path.join(directory, m, f"{m}.h"), write_header(server, module))
        save(os.path.join(directory, m, "api.h"), write_api(server, module))
        save(os.path.join(directory, m, "module.c"), write_module(server, module))
        yield f"{m}/module.c"
        for unit in server.units_of(module):
            save(os.path.join(directory, m, f"{unit.u}.c"), write_unit(server, unit))
            yield f"{m}/{unit.u}.c"
    for tool in range(server.tools):
        save(os.path.join(directory, "tools", f"tool{tool:04}.c"), write_tool(tool))
        yield f"tools/tool{tool:04}.c"


def generate(directory, units, seed=1, functions=100):
    """Returns the compile commands."""
    directory = os.path.abspath(directory)
    commands = []
    for source in sources_of(Server(units, seed, functions), directory):
        arguments = ["cc", "-std=gnu11", "-c", source, "-o", source[:-2] + ".o"]
        commands.append({"directory": directory, "file": source, "arguments": arguments})
    with open(os.path.join(directory, "compile_commands.json"), "w", encoding="ascii", newline="\n") as file:
        file.write("[\n" + ",\n".join(json.dumps(c) for c in commands) + "\n]\n")
    return commands


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=100, help="of modules; the runtime and the tools come on top")
    parser.add_argument("--functions", type=int, default=100, help="of a unit, about")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("directory")
    arguments = parser.parse_args()
    commands = generate(arguments.directory, arguments.units, arguments.seed, arguments.functions)
    print(f"{len(commands)} units in {arguments.directory}")


if __name__ == "__main__":
    main()
