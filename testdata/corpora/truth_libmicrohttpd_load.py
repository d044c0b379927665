#!/usr/bin/env python3
"""Drives every example server of libmicrohttpd, each in a process of its own.

    truth_libmicrohttpd_load.py EXAMPLES_DIR WORK_DIR RECORD_DIR
"""

import concurrent.futures
import os
import shutil
import sys
import time

from truth_load import Server, free_ports

PLAIN = """minimal_example minimal_example_empty minimal_example_comet dual_stack_example querystring_example timeout
    chunked_example http_compression http_chunked_compression benchmark refuse_post_example authorization_example
    digest_auth_example fileserver_example fileserver_example_dirs post_example suspend_resume_epoll
    fileserver_example_external_select demo upgrade_example websocket_threaded_example""".split()
TLS = ["minimal_example_empty_tls", "benchmark_https", "https_fileserver_example", "demo_https"]
SECONDS = "6"  # fileserver_example_external_select ends by itself
PATHS = "/ /?q=1&q&%20=%zz /2 /S /F /L /big.txt /none /sub /../x /first.html /second.html /not-found".split()
BAD = ("\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
       "GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n",
       "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n", "GET / HTTP/1.0\r\n\r\n",
       "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
       "GET / HTTP/1.1\r\nHost: h\r\nX: " + "y" * 40000 + "\r\n\r\n")


def everything(server, work, scheme):
    """What any HTTP server is asked."""

    def ask(path, *options):
        server.curl(path, "-m", "3", *options, scheme=scheme)

    for path in PATHS:
        ask(path)
    ask("/", "-I")
    ask("/big.txt", "-I")
    ask("/", f"{scheme}://127.0.0.1:{server.port}/2")  # one connection
    ask("/", "--http1.0")
    for method in ("PUT", "DELETE", "OPTIONS", "FOO"):
        ask("/", "-X", method)
    ask("/big.txt", "-r", "0-9")
    ask("/", "-H", "Accept-Encoding: gzip, deflate")
    ask("/", "-H", "Accept-Encoding: identity, *")
    ask("/", "-H", "Cookie: session=1; a=\"b\"")
    big = "@" + os.path.join(work, "big.txt")
    for path in ("/", "/2", "/S", "/F"):
        jar = os.path.join(work, f"cookies{server.port}")
        ask(path, "-c", jar)
        ask(path, "-b", jar, "--data", "v1=hello%20w&v2=x&DONE=y")
        ask(path, "-b", jar, "-F", "v1=multi", "-F", "v2=part", "-F", "category=books", "-F", "language=en",
            "-F", f"upload={big};filename=up.txt", "-F", "other=1", "-H", "Expect:")
        ask(path, "-F", "nested=1;type=multipart/mixed", "-F", "v1=<" + big[1:])
        ask(path, "--data-binary", big, "-H", "Transfer-Encoding: chunked", "-H", "Expect:")
        ask(path, "--data-binary", big, "-H", "Expect: 100-continue")
    for options in (("--basic", "-u", "Aladdin:open sesame"), ("--basic", "-u", "x:y"), ("-H",
                                                                                         "Authorization: Basic !!"),
                    ("--digest", "-u", "testuser:testpass"), ("--digest", "-u", "testuser:wrong")):
        ask("/", *options)
        ask("/sub", *options)


def raw(server):
    for bad in BAD:
        server.raw(bad, wait=0.5)
    two = "X: folded\r\n  more\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
    server.raw("GET / HTTP/1.1\r\nHost: h\r\n", two, wait=1)
    chunked = "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.raw(chunked, "5\r\nv1=", "he\r\n3;x=y\r\nabc\r\n0\r\nT: v\r\n\r\n", wait=1)


def upgrades(server):
    server.raw("GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\n", "hello\r\n", "more", wait=1)
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    head = "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" + key
    server.raw(head, b"\x81\x82\0\0\0\0hi", b"\x89\x80\0\0\0\0", b"\x88\x80\0\0\0\0", pause=0.2, wait=1)


def drive(examples, work, records, name):
    scheme = "https" if name in TLS else "http"
    port = 8080 if name == "timeout" else free_ports(1)[0]  # one has its port built in
    arguments = {"timeout": [], "fileserver_example_external_select": [str(port), SECONDS]}.get(name, [str(port)])
    command = [os.path.join(examples, name), *arguments]
    with Server(command, port, records, os.path.join(work, name + ".log"), cwd=os.path.join(work, "www")) as server:
        if name == "minimal_example_comet":  # its answer never ends
            server.raw("GET / HTTP/1.1\r\nHost: h\r\n\r\n", wait=0.5)
            return
        if name == "fileserver_example_external_select":
            end = time.monotonic() + float(SECONDS) + 1
            for path in PATHS:
                server.curl(path, "-m", "1")
            time.sleep(max(0, end - time.monotonic()))
            return
        everything(server, os.path.join(work, "www"), scheme)
        raw(server)
        upgrades(server)


def main():
    examples, work, records = (os.path.abspath(argument) for argument in sys.argv[1:])
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(os.path.join(work, "www/sub"))
    with open(os.path.join(work, "www/big.txt"), "w", encoding="ascii") as file:
        file.write("0123456789abcdef\n" * 4000)
    names = [name for name in PLAIN + TLS if os.path.exists(os.path.join(examples, name))]  # some need other libraries
    silent = []
    with concurrent.futures.ThreadPoolExecutor(8) as pool:  # they mostly wait
        jobs = [pool.submit(drive, examples, work, records, name) for name in names]
        for job in jobs:
            try:
                job.result()
            except RuntimeError as error:
                silent.append(str(error))
    print(f"{len(names) - len(silent)} of {len(PLAIN + TLS)} examples run", *silent, sep="\n")
    return 1 if len(silent) > 3 else 0  # one or the other may be unable to run here (a port in use, no epoll)


if __name__ == "__main__":
    sys.exit(main())
