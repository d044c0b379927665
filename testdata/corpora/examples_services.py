#!/usr/bin/env python3
"""Example servers and modules that Debian's packages hold for libraries of rules/frameworks, linted: no unit may be lost,
and what people have found in the sources must be an entry point, or must not be one.

    examples_services.py --list                                                    the packages: name, version, source or binary
    examples_services.py --pinlint BINARY --corpora DIR --headers DIR [NAME...]    lints them

Nothing is installed and little is built: what configure would make is made here, what a generator makes is generated
where the generator is at hand. Reports stay in DIR/reports/NAME.
"""

import argparse
import glob
import json
import os
import shutil
import subprocess
import sys

GLIB = "-isystem {h}/glib-2.0 -isystem {h}/../lib/x86_64-linux-gnu/glib-2.0/include"


class Program:
    """Files of a package: globs, without those of `without`. {s} is its folder, {h} the unpacked /usr/include, {d} the
    folder of the file, {m} the one that holds what is made: `made` are small headers, `runs` commands."""

    def __init__(self, package, version, files, flags, without="", made=None, runs=(), handlers=None, never=""):
        self.package, self.version = package, version
        self.files, self.flags, self.without = files.split(), flags.split(), without.split()
        self.made, self.runs = made or {}, runs
        self.handlers = {kind: names.split() for kind, names in (handlers or {}).items()}
        self.never = never.split()

    def root(self, corpora):
        return os.path.join(corpora, f"{self.package}-{self.version}")

    def fill(self, text, root, include, made, folder=""):
        return text.format(s=root, h=include, m=made, d=folder)

    def sources(self, root, made):
        def found(globs):
            return {path for pattern in globs for path in glob.glob(os.path.join(root, pattern.format(m=made)))}

        return sorted(found(self.files) - found(self.without))

    def database(self, root, include, made):
        commands = []
        for path in self.sources(root, made):
            flags = [self.fill(flag, root, include, made, os.path.dirname(path)) for flag in self.flags]
            plus = path.endswith((".cc", ".cpp"))
            output = os.path.relpath(path, root).replace("/", "_") + ".o"
            arguments = ["g++" if plus else "gcc", *(["-std=c++17"] if plus else []), *flags, "-c", path, "-o", output]
            commands.append({"directory": root, "file": path, "arguments": arguments, "output": output})
        return commands


MEMCACHED = (
    "memcached hash jenkins_hash murmur3_hash slabs items assoc thread daemon stats util cache bipbuffer base64 logger "
    "crawler itoa_ljust slab_automove slab_automove_extstore authfile restart proto_text proto_bin extstore crc32c "
    "storage slabs_mover"
)

# Names of handlers are those that people have found in the sources, not a copy of what pinlint says.
PROGRAMS = {
    "libuv-examples": Program(
        "libuv1", "1.44.2", "docs/code/*/*.c", "-I{s}/include -D_GNU_SOURCE", without="docs/code/uvwget/*.c",
        handlers={
            "libuv.connection": "on_new_connection", "libuv.read": "alloc_buffer echo_read on_read read_stdin",
            "libuv.write": "echo_write on_file_write on_stdout_write on_send", "libuv.fs": "on_open on_write on_type",
            "libuv.after_work": "after after_fib", "libuv.async": "print_progress", "libuv.exit": "on_exit",
            "libuv.timer": "gc fake_job update", "libuv.signal": "signal_handler", "libuv.dns": "on_resolved",
            "libuv.connect": "on_connect", "libuv.fs_event": "run_command", "libuv.close": "on_close",
            "libuv.loop": "wait_for_a_while crunch_away idle_cb prep_cb"},
        never="fib fake_download hare tortoise thread1_entry thread2_entry invoke_cgi_script"),
    "nghttp2-examples": Program(
        "nghttp2", "1.52.0", "examples/*.c",
        "-I{s}/third-party -I{s}/lib/includes -isystem {h} -D_GNU_SOURCE -I{m} -DHAVE_CONFIG_H",
        made={"config.h": "".join(f"#define HAVE_{name}_H 1\n" for name in (
            "UNISTD", "SYS_SOCKET", "NETINET_IN", "NETDB", "FCNTL"))
              + "#define NGHTTP2_NORETURN __attribute__((noreturn))\n"},
        handlers={
            "nghttp2.session": "on_frame_recv_callback on_header_callback on_begin_headers_callback "
                               "on_stream_close_callback on_data_chunk_recv_callback on_frame_send_callback "
                               "send_callback recv_callback",
            "nghttp2.data": "file_read_callback", "libevent.bufferevent": "readcb writecb eventcb",
            "libevent.listener": "acceptcb"}),
    "glib-gio": Program(
        "glib2.0", "2.74.6",
        "gio/tests/gdbus-example-*.c gio/tests/socket-server.c gio/tests/echo-server.c gio/tests/httpd.c "
        "gio/tests/proxy.c gio/tests/send-data.c",
        "-I{m} " + GLIB, without="gio/tests/gdbus-example-objectmanager*.c",
        made={"config.h": "", "glibintl.h": "#define _(text) text\n"},
        handlers={
            "gio.dbus.method": "handle_method_call manager_method_call block_method_call partition_method_call",
            "gio.dbus.property": "handle_get_property handle_set_property block_get_property block_set_property",
            "gio.dbus.subtree": "subtree_enumerate subtree_introspect subtree_dispatch",
            "gio.dbus.name": "on_bus_acquired on_name_acquired on_name_lost on_name_appeared on_name_vanished",
            "gio.dbus.signal": "accounts_user_g_signal accounts_user_g_properties_changed",
            "gio.ready": "async_cb _socket_connect_cb _proxy_lookup_cb _proxy_enumerate_cb",
            "glib.signal": "handler on_new_connection", "glib.timeout": "on_timeout_cb"}),
    "dbus-tests": Program(
        "dbus", "1.14.10", "test/*.c test/name-test/*.c",
        "-I{m} -I{s} -isystem {h}/gio-unix-2.0 -DHAVE_CONFIG_H -DDBUS_COMPILATION " + GLIB,
        runs=("bash {s}/configure -q --disable-systemd --without-x",),
        handlers={
            "libdbus.object": "path_message_func", "libdbus.filter": "filter_func echo_filter server_message_cb",
            "libdbus.connection": "new_conn_cb new_connection_callback", "libdbus.reply": "check_hello_from_self_reply",
            "libdbus.loop": "add_watch remove_watch toggle_watch dispatch_status_function"},
        never="path_unregistered_func"),
    "pistache-examples": Program(
        "libpistache-dev", "0.0.5", "usr/share/doc/libpistache-dev/examples/*.cc", "-isystem {h}",
        handlers={
            "pistache.handler": "HelloHandler::onRequest MyHandler::onRequest MyHandler::onTimeout",
            "pistache.route": "Generic::handleReady StatsEndpoint::doRecordMetric StatsEndpoint::doGetMetric "
                              "StatsEndpoint::doAuth BankerService::retrieveAllAccounts BankerService::createAccount"}),
    "httplib-examples": Program("cpp-httplib", "0.11.4+ds", "example/*.cc", "-I{s}"),
    "poco-samples": Program(
        "poco", "1.11.0", "Net/samples/*/src/*.cpp", "-isystem {h}",
        handlers={
            "poco.reactor": "EchoServiceHandler::onSocketReadable EchoServiceHandler::onSocketWritable "
                            "EchoServiceHandler::onSocketShutdown",
            "poco.http": "TimeRequestHandler::handleRequest TimeRequestHandlerFactory::createRequestHandler "
                         "FormRequestHandler::handleRequest WebSocketRequestHandler::handleRequest",
            "poco.tcp": "TimeServerConnection::run"}),
    "xmlrpc-examples": Program(
        "libxmlrpc-core-c3-dev", "1.33.14", "usr/share/doc/libxmlrpc-core-c3-dev/examples/*.c",
        "-isystem {h} -I{m} -D_GNU_SOURCE",
        without="usr/share/doc/*/examples/*w32*.c usr/share/doc/*/examples/parse_xml.c",
        made={"config.h": "#define MUST_WSASTARTUP 0\n#define VERSION \"1.33.14\"\n"},
        handlers={"xmlrpc-c.method": "sample_add example_divide echo_struct count_entities requestShutdown"}),
    "modsecurity-examples": Program("modsecurity", "3.0.9", "examples/*/*.c examples/*/*.cc",
                                    "-I{s} -I{s}/headers -isystem {h}"),
    "knot-modules": Program(
        "knot", "3.2.6", "src/knot/modules/*/*.c",
        "-I{s}/src -I{m} -isystem {h} -DHAVE_CONFIG_H -D_GNU_SOURCE -include config.h",
        without="src/knot/modules/dnstap/*.c src/knot/modules/geoip/*.c", made={"config.h": ""},
        handlers={
            "knot.query": "cookies_process dnsproxy_fwd noudp_begin export queryacl_process ratelimit_apply "
                          "update_counters",
            "knot.answer": "sign_section synth_authority pre_routine synth_answer solve_synth_record whoami_query"},
        never="whoami_load rrl_load stats_load cookies_load"),
    "trafficserver-plugins": Program(
        "trafficserver", "9.2.5+ds",
        "example/plugins/c-api/*/*.c example/plugins/c-api/*/*.cc example/plugins/cpp-api/*/*.cc",
        "-isystem {h} -I{m} -I{s}/include -I{s}/lib -D_GNU_SOURCE -Dlinux",
        made={"tscore/ink_config.h": "#define HAVE_STDINT_H 1\n#define HAVE_INTTYPES_H 1\n#define TS_USE_TLS_SNI 1\n"},
        handlers={"trafficserver.remap": "TSRemapDoRemap"}, never="TSPluginInit TSRemapInit"),
    "beast-examples": Program(
        "libboost1.74-doc", "1.74.0",
        "usr/share/doc/libboost1.74-doc/examples/libs/beast/example/*/server/async/*.cpp "
        "usr/share/doc/libboost1.74-doc/examples/libs/beast/example/advanced/server/*.cpp",
        "-isystem {h}",
        handlers={
            "beast.http": "session::on_read session::on_write http_session::on_read http_session::on_write",
            "beast.websocket": "session::on_accept session::on_read websocket_session::on_read",
            "asio.io": "listener::on_accept"}),
    "asio-examples": Program(
        "libboost1.74-doc", "1.74.0",
        "usr/share/doc/libboost1.74-doc/examples/libs/asio/example/cpp11/http/server/*.cpp "
        "usr/share/doc/libboost1.74-doc/examples/libs/asio/example/cpp03/echo/async*.cpp",
        "-isystem {h}",
        handlers={"asio.io": "session::handle_read session::handle_write server::handle_accept"}),
    "cpprest-samples": Program("cpprest", "2.10.18", "Release/samples/BlackJack/BlackJack_Server/*.cpp", "-isystem {h}"),
    "grpc-examples": Program(
        "grpc", "1.51.1", "examples/cpp/helloworld/*.cc examples/cpp/route_guide/*.cc {m}/*.grpc.pb.cc",
        "-isystem {h} -I{m} -I{d}", without="examples/cpp/helloworld/xds_*.cc",
        runs=("protoc -I {s}/examples/protos --cpp_out={m} --grpc_out={m} "
              "--plugin=protoc-gen-grpc=/usr/bin/grpc_cpp_plugin helloworld.proto route_guide.proto",),
        handlers={
            "grpc.sync": "GreeterServiceImpl::SayHello RouteGuideImpl::GetFeature RouteGuideImpl::RouteChat",
            "grpc.callback": "GreeterServiceImpl::SayHello RouteGuideImpl::ListFeatures RouteGuideImpl::RecordRoute",
            "grpc.queue": "ServerImpl::HandleRpcs"},
        never="RunServer"),
    "thrift-tutorial": Program(
        "thrift", "0.17.0", "tutorial/cpp/*.cpp {m}/gen-cpp/*.cpp", "-isystem {h} -I{m}/gen-cpp -I{m}",
        without="{m}/gen-cpp/*.skeleton.cpp", runs=("thrift -r --gen cpp -o {m} {s}/tutorial/tutorial.thrift",),
        handlers={
            "thrift.handler": "CalculatorHandler::ping CalculatorHandler::add CalculatorHandler::calculate "
                              "CalculatorHandler::zip",
            "thrift.processor": "tutorial::CalculatorProcessor::dispatchCall"},
        never="tutorial::CalculatorClient::add tutorial::CalculatorNull::add"),
    "thrift-c-tutorial": Program(
        "thrift", "0.17.0", "tutorial/c_glib/*.c {m}/gen-c_glib/*.c",
        GLIB + " -isystem {h} -isystem {h}/thrift/c_glib -I{m} -I{m}/gen-c_glib",
        runs=("thrift -r --gen c_glib -o {m} {s}/tutorial/tutorial.thrift",),
        handlers={"thrift.handler": "tutorial_calculator_handler_ping tutorial_calculator_handler_add"}),
    "memcached": Program(
        "memcached", "1.6.18", " ".join(name + ".c" for name in MEMCACHED.split()),
        "-I{m} -I{s} -DHAVE_CONFIG_H -DNDEBUG", runs=("bash {s}/configure -q",),
        handlers={
            "libevent.event": "event_handler clock_handler thread_libevent_process maxconns_handler",
            "memcached.command": "process_get_command process_update_command process_delete_command complete_nread_ascii",
            "memcached.connection": "try_read_command_ascii try_read_command_binary tcp_read tcp_sendmsg"},
        never="assoc_maintenance_thread worker_libevent logger_thread lru_maintainer_thread"),
    "systemd-examples": Program(
        "systemd", "252.39", "man/*.c", "-isystem {h} " + GLIB,
        handlers={"sd-bus.method": "method", "sd-bus.property": "property_get property_set",
                  "sd-event.inotify": "inotify_handler"}),
}


def prepare(program, root, include, made):
    """What is made, in the folder {m}. A reason why not, or None."""
    os.makedirs(made, exist_ok=True)
    for name, text in program.made.items():
        os.makedirs(os.path.dirname(os.path.join(made, name)), exist_ok=True)
        with open(os.path.join(made, name), "w", encoding="utf-8") as file:
            file.write(text)
    for command in program.runs:
        arguments = [program.fill(word, root, include, made) for word in command.split()]
        if not shutil.which(arguments[0]):
            return f"{arguments[0]} is not installed"
        subprocess.run(arguments, cwd=made, check=True, stdout=subprocess.DEVNULL)
    return None


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def run(command, output):
    with open(output, "wb") as file:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.DEVNULL, check=False).returncode


def judge(program, units, report, handlers):
    """Sentences about what is wrong."""
    problems = []
    summary = report["summary"]
    if summary["units"] != units or summary["lost_units"]:
        problems.append(f"{summary['units']} of {units} units, lost: {report['lost']}")
    by_kind = {}
    for handler in handlers:
        by_kind.setdefault(handler["kind"], set()).add(handler["function"])
    for kind, names in program.handlers.items():
        missing = [name for name in names if name not in by_kind.get(kind, ())]
        if missing:
            problems.append(f"no entry points of the kind {kind}: {', '.join(missing)}")
    wrong = sorted({h["function"] for h in handlers if h["function"] in program.never})
    if wrong:
        problems.append(f"entry points, though no request runs there: {', '.join(wrong)}")
    return problems


def lint(name, options):
    """True when all is as it should be."""
    program = PROGRAMS[name]
    root, include = program.root(options.corpora), os.path.join(options.headers, "usr", "include")
    output = os.path.join(options.corpora, "reports", name)
    if not os.path.isdir(root):
        print(f"{name:22} skipped: there is no {root}")
        return True
    problem = prepare(program, root, include, os.path.join(output, "made"))
    if problem:
        print(f"{name:22} skipped: {problem}")
        return True
    commands = program.database(root, include, os.path.join(output, "made"))
    with open(os.path.join(output, "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump(commands, file, indent=1)
    at = {what: os.path.join(output, what + ".json") for what in ("report", "handlers")}
    status = run([options.pinlint, "check", "-p", output, "--format", "json"], at["report"])
    listed = run([options.pinlint, "handlers", "-p", output, "--format", "json"], at["handlers"])
    if status not in (0, 1, 3) or listed not in (0, 1, 3):
        print(f"{name:22} FAILED: pinlint ended with exit codes {status} and {listed}")
        return False
    report, handlers = load(at["report"]), load(at["handlers"])["handlers"]
    summary = report["summary"]
    print(f"{name:22} {summary['units']:3} units, {summary['lost_units']} lost, {summary['noted_units']} with errors; "
          f"{len(handlers):4} handlers, {len(report['findings']):3} findings")
    problems = judge(program, len(commands), report, handlers)
    for problem in problems:
        print("    FAILED:", problem)
    return not problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--pinlint")
    parser.add_argument("--corpora")
    parser.add_argument("--headers")
    parser.add_argument("name", nargs="*")
    options = parser.parse_args()
    unknown = [name for name in options.name if name not in PROGRAMS]
    if unknown:
        parser.error(f"no program {', '.join(unknown)}; there are {', '.join(PROGRAMS)}")
    names = options.name or list(PROGRAMS)
    if options.list:
        for package, version in sorted({(PROGRAMS[name].package, PROGRAMS[name].version) for name in names}):
            print(package, version, "binary" if package.startswith("lib") and package.endswith(("-dev", "-doc")) else "source")
        return 0
    if not (options.pinlint and options.corpora and options.headers):
        parser.error("linting takes --pinlint, --corpora and --headers")
    options.corpora, options.headers = os.path.abspath(options.corpora), os.path.abspath(options.headers)
    return 0 if all([lint(name, options) for name in names]) else 1


if __name__ == "__main__":
    sys.exit(main())
