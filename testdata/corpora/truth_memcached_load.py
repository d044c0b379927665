#!/usr/bin/env python3
"""Drives recorded memcacheds: all protocols, all background threads, and what is kept beside memory.

    truth_memcached_load.py MEMCACHED WORK_DIR RECORD_DIR
"""

import contextlib
import os
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time

from truth_load import Server, free_ports

TEXT = """version|verbosity 1|verbosity 0|stats|stats settings|stats items|stats slabs|stats sizes|stats sizes_enable|
    stats sizes_disable|stats conns|stats cachedump 1 10|stats detail on|stats detail dump|stats detail off|
    stats reset|stats extstore|stats none|get a|gets a b c|get none|delete a|delete a 0|delete a 5|touch a 100|
    touch none 1|gat 10 a b|gats 10 a|incr n 5|decr n 3|incr n x|incr none 1|decr n 99999999999|flush_all|flush_all 1|
    flush_all noreply|slabs reassign 1 2|slabs reassign -1 2|slabs automove 0|slabs automove 1|slabs automove 2|
    slabs x|cache_memlimit 64|cache_memlimit x|lru tune 10 25 0.1 2.0|lru mode flat|lru mode segmented|
    lru temp_ttl 10|lru x|lru_crawler enable|lru_crawler sleep 10|lru_crawler tocrawl 10|lru_crawler crawl all|
    lru_crawler crawl 1,2|lru_crawler metadump all|lru_crawler metadump 1|lru_crawler metadump hash|
    lru_crawler mgdump hash|lru_crawler mgdump all|lru_crawler disable|lru_crawler crawl x|shutdown x|misbehave|
    debugtime p|refresh_certs|extstore free_memchunks 1 1|extstore item_age 0|extstore recache_rate 1|
    extstore compact_under 1|extstore drop_under 1|extstore max_frag 0.5|extstore max_sleep 10|extstore x 1|mn|me a|
    me none|mg a t v k s c f h l O1 q|mg none v|mg a N30 R30 T60 v t|mg a s v E3|mg aw== b k v|mg a|md a q|md a I T30|
    md a C5|md none|ma n|ma n D5 v t c|ma n MD D2 v|ma m N0 J13 v|ma n Mx|ma none q|mx a|foo|
    get LONG|mg LONG|lru_crawler tocrawl x|lru_crawler sleep x|get"""


def conversation():
    """Text commands, stores among them, as one stream of bytes."""
    for command, value in (("set a 0 0 {}", "hello"), ("set b 5 100 {}", "x" * 5000), ("set n 0 0 {}", "10"),
                           ("add a 0 0 {}", "no"), ("add c 0 0 {}", "yes"), ("replace c 0 0 {}", "more"),
                           ("append c 0 0 {}", "end"), ("prepend c 0 0 {}", "begin"), ("cas c 0 0 {} 1", "stale"),
                           ("cas none 0 0 {} 1", "none"), ("set big 0 0 {}", "y" * 700000), ("set e 0 -1 {}", "gone"),
                           ("set a 0 0 {} noreply", "quiet"), ("append big 0 0 {}", "z" * 5000),
                           ("ms m {}", "meta"), ("ms m {} T90 F5 c I", "meta"), ("ms m {} MA", "append"),
                           ("ms m {} MP", "prepend"), ("ms m {} ME", "add"), ("ms m {} MR", "replace"),
                           ("ms m {} C1 q", "cas"), ("ms bQ== {} b k O9", "base"), ("ms m {} Mx", "bad")):
        yield (command.format(len(value)) + f"\r\n{value}\r\n").encode()
        yield b"get a c\r\nmg m v c\r\n"
    for command in TEXT.split("|"):
        yield command.strip().replace("LONG", "x" * 300).encode() + b"\r\n"
    yield b"set a 0 0 -1\r\n" + b"set a 0 0 99999999\r\n" + b"set a 0 0 5\r\ntoo long\r\n"


def binary(opcode, key=b"", value=b"", extra=b"", cas=0):
    total = len(key) + len(value) + len(extra)
    return struct.pack(">BBHBBHIIQ", 0x80, opcode, len(key), len(extra), 0, 0, total, 7, cas) + extra + key + value


def binaries():
    store, count = bytes(8), struct.pack(">QQI", 5, 10, 0)
    for quiet in (0, 1):
        for opcode in ((1, 2, 3), (0x11, 0x12, 0x13))[quiet]:  # set, add, replace
            yield binary(opcode, b"k", b"value", store)
            yield binary(opcode, b"k", b"value", store, cas=99)
        for opcode in ((0, 0x0c), (9, 0x0d))[quiet]:  # get, getk
            yield binary(opcode, b"k") + binary(opcode, b"none")
        for opcode in ((0x1c, 0x1d, 0x23), (0x1e, 0x24, 0x1d))[quiet]:  # touch, gat
            yield binary(opcode, b"k", extra=struct.pack(">I", 100)) + binary(opcode, b"none", extra=bytes(4))
        for opcode in ((5, 6), (0x15, 0x16))[quiet]:  # incr, decr
            yield binary(opcode, b"num", extra=count) + binary(opcode, b"num", extra=count) + binary(opcode, b"k",
                                                                                                    extra=count)
        for opcode in ((0x0e, 0x0f), (0x19, 0x1a))[quiet]:  # append, prepend
            yield binary(opcode, b"k", b"more") + binary(opcode, b"none", b"more")
        yield binary((4, 0x14)[quiet], b"k") + binary((4, 0x14)[quiet], b"none")
        yield binary((8, 0x18)[quiet], extra=bytes(4)) + binary((8, 0x18)[quiet])
    for word in (b"", b"settings", b"items", b"slabs", b"sizes", b"reset", b"detail on", b"detail dump", b"detail off",
                 b"none"):
        yield binary(0x10, word)
    yield binary(0x0a) + binary(0x0b) + binary(0x1b, extra=bytes(4)) + binary(0x20) + binary(0x21, b"PLAIN", b"\0u\0p")
    yield binary(1, b"k", b"v" * 700000, store) + binary(0, b"k")
    yield binary(0x55, b"k")
    yield binary(1, b"k", b"v" * 2000000, store)[:100]


def say(server, pieces, wrap=None, wait=0.3):
    """One connection: pieces one after the other, answers thrown away."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 5) as plain:
        one = wrap(plain) if wrap else plain
        one.settimeout(wait)
        for piece in pieces:
            one.sendall(piece)
            time.sleep(0.005)
        end = time.monotonic() + 3
        while time.monotonic() < end and one.recv(1 << 20):
            pass


def fill(server, count=3000, size=2000, ttl=0):
    def stored(i):
        length = size + i % 7 * 800
        return b"set f%d 0 %d %d noreply\r\n%s\r\n" % (i, ttl, length, b"x" * length)

    say(server, (b"".join(map(stored, range(at, at + 100))) for at in range(0, count, 100)))
    say(server, (b"get " + b" ".join(b"f%d" % i for i in range(at, at + 20)) + b"\r\n" for at in range(0, count, 100)))


def watchers(server):
    """What `watch` sends while others work."""
    kinds = (b"fetchers mutations evictions", b"connevents deletions sysevents", b"fetchers proxyreqs rawcmds")
    jobs = [threading.Thread(target=say, args=(server, [b"watch " + kind + b"\r\n"], None, 4)) for kind in kinds]
    for job in jobs:
        job.start()
    return jobs


def everything(server):
    jobs = watchers(server)
    for piece in conversation():  # each alone, and all in one
        say(server, [piece], wait=0.05)
    say(server, conversation())
    for piece in binaries():
        say(server, [piece, binary(7)], wait=0.05)
    say(server, binaries())
    say(server, [b"\x80\1"], wait=0.1)
    say(server, [b"get a\r\n", b"quit\r\n"])
    many = [socket.create_connection(("127.0.0.1", server.port), 5) for _ in range(40)]
    time.sleep(0.2)
    for one in many:
        one.close()
    for job in jobs:
        job.join()


def datagrams(port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.settimeout(0.2)
        for text in (b"set u 0 0 2\r\nok\r\n", b"get u\r\n", b"stats\r\n", b"foo\r\n"):
            one.sendto(struct.pack(">HHHH", 1, 0, 1, 0) + text, ("127.0.0.1", port))
            with contextlib.suppress(OSError):
                one.recv(65536)


def tls(server, context):
    say(server, conversation(), wrap=context.wrap_socket)
    say(server, [b"not TLS\r\n"])


def main():
    memcached, work, records = (os.path.realpath(argument) for argument in sys.argv[1:])
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    with open(os.path.join(work, "users"), "w", encoding="ascii") as file:
        file.write("u:p\nother:word\n")
    openssl = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 9 -subj /CN=localhost"
    subprocess.run(openssl.split(), cwd=work, check=True, stderr=subprocess.DEVNULL)

    @contextlib.contextmanager
    def run(*arguments, udp=False):
        (port,) = free_ports(1)
        network = ["-l", "127.0.0.1", "-p", str(port), "-U", str(port if udp else 0)]
        command = [memcached, "-u", "root", *network, *arguments]
        with Server(command, port, records, os.path.join(work, "server.log"), cwd=work) as server:
            yield server

    with run("-vvv", "-m", "64", "-c", "50", "-t", "3", "-o", "hashpower=12,slab_automove=1,slab_automove_window=3,"
             "idle_timeout=2,track_sizes,lru_maintainer,hash_algorithm=murmur3,maxconns_fast", "-D", ":",
             udp=True) as server:
        everything(server)
        fill(server, ttl=1)
        fill(server, count=20000, size=500)  # the hash table grows
        datagrams(server.port)
        say(server, [b"lru_crawler crawl all\r\n"])
        time.sleep(3)
        say(server, [b"lru_crawler metadump all\r\n", b"slabs reassign 5 6\r\n"], wait=1)
        server.process.send_signal(signal.SIGHUP)
        fill(server, count=500)
    with run("-m", "20", "-o", "no_modern,hash_algorithm=jenkins,no_lru_crawler", "-n", "32", "-f", "1.5", "-R", "3",
             "-C", "-b", "10", "-B", "ascii", "-c", "60") as server:
        everything(server)
        fill(server)
    with run("-m", "32", "-B", "binary", "-M", "-o", "slab_chunk_max=16", "-I", "2m", "-L") as server:
        say(server, binaries())
        for piece in binaries():
            say(server, [piece], wait=0.05)
        say(server, [binary(1, b"f%d" % i, b"x" * 4000, bytes(8)) for i in range(3000)])
    with run("-m", "10", "-o", f"ext_page_size=4,ext_wbuf_size=4,ext_path={work}/ext:64m,ext_item_size=500,"
             "ext_item_age=1,ext_threads=1,ext_io_depth=2,slab_automove=2,slab_automove_freeratio=0.02,"
             "ext_recache_rate=1,ext_compact_under=12,ext_drop_under=2,ext_max_frag=0.9") as server:
        fill(server, count=12000, size=3000)
        everything(server)
        fill(server, count=12000, size=3000)
        time.sleep(3)
        say(server, [b"mg f%d v t h l\r\n" % i for i in range(0, 12000, 200)])
        say(server, [binary(0, b"f%d" % i) for i in range(0, 12000, 200)])
        say(server, [b"delete f%d\r\n" % i for i in range(0, 12000, 3)])
        time.sleep(2)
    with run("-Y", os.path.join(work, "users")) as server:
        say(server, [b"get a\r\n", b"set x 0 0 3\r\nu p\r\n", b"set y 0 0 1\r\nx\r\n", b"get y\r\n"])
        say(server, [b"set x 0 0 3\r\nu q\r\n", b"get y\r\n"])
        server.process.send_signal(signal.SIGHUP)
    with run("-Z", "-o", f"ssl_chain_cert={work}/cert.pem,ssl_key={work}/key.pem,ssl_verify_mode=0") as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        tls(server, context)
    for _ in range(2):  # the second finds what the first left
        with run("-e", os.path.join(work, "memory"), "-A", "-m", "64") as server:
            fill(server, count=1000)
            say(server, [b"get f1 f2\r\n"])
            server.process.send_signal(signal.SIGUSR1)  # ends with its memory kept
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.process.wait(5)
    with run("-A") as server:
        say(server, [b"shutdown graceful\r\n"], wait=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
