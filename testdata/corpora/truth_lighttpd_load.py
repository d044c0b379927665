#!/usr/bin/env python3
"""Drives a recorded lighttpd through its modules: every hook that can be reached without other software.

    truth_lighttpd_load.py LIGHTTPD WORK_DIR RECORD_DIR
"""

import os
import shutil
import signal
import struct
import sys
import time

from truth_backends import Echo, Fcgi, Http, Scgi, backend
from truth_load import Server, free_ports

CONFIG = """
server.modules = ("mod_access", "mod_extforward", "mod_rewrite", "mod_redirect", "mod_alias", "mod_userdir",
    "mod_simple_vhost", "mod_evhost", "mod_auth", "mod_authn_file", "mod_setenv", "mod_expire", "mod_indexfile",
    "mod_cgi", "mod_fastcgi", "mod_scgi", "mod_proxy", "mod_sockproxy", "mod_wstunnel", "mod_ajp13", "mod_ssi",
    "mod_webdav", "mod_status", "mod_dirlisting", "mod_deflate", "mod_staticfile", "mod_accesslog")
server.document-root = "@/www"
server.port = {main}
server.bind = "127.0.0.1"
server.errorlog = "@/error.log"
server.upload-dirs = ("@/tmp")
server.tag = "recorded"
server.max-request-size = 2000
server.max-keep-alive-requests = 50
server.follow-symlink = "disable"
server.http-parseopts = ("url-path-2f-decode" => "enable", "url-normalize" => "enable",
    "url-query-20-plus" => "enable", "host-strict" => "enable")
server.error-handler-404 = "/missing.cgi"
etag.use-mtime = "enable"
mimetype.assign = (".html" => "text/html", ".txt" => "text/plain", "" => "application/octet-stream")
index-file.names = ("index.html", "index.cgi")
accesslog.filename = "@/access.log"
accesslog.format = "%h %l %u %t \\"%r\\" %>s %b %D %T %v %V %m %U %q %H %p %A %a %I %O %X %f %{{Referer}}i %{{X}}e %%"
url.access-deny = ("~", ".inc")
url.rewrite-once = ("^/rewritten/(.*)$" => "/$1", "^/looped" => "/index.html?%0$0${{qsa}}")
url.rewrite-if-not-file = ("^/maybe/(.*)$" => "/$1")
url.redirect = ("^/moved/(.*)$" => "/$1", "^/away" => "${{url.scheme}}://${{url.authority}}/${{esc:1}}")
alias.url = ("/alias/" => "@/other/", "/cgi/" => "@/cgi/")
userdir.path = "public"
userdir.basepath = "@/home/"
setenv.add-request-header = ("X-Added" => "1")
setenv.add-response-header = ("X-Answer" => "1")
setenv.set-response-header = ("X-Set" => "1")
setenv.add-environment = ("X" => "env")
expire.url = ("/expire/" => "modification plus 1 days 2 hours")
expire.mimetypes = ("text/" => "access plus 1 minutes")
cgi.assign = (".cgi" => "", ".sh" => "/bin/sh")
cgi.execute-x-only = "enable"
ssi.extension = (".shtml")
ssi.exec = "enable"
status.status-url = "/status"
status.config-url = "/config"
status.statistics-url = "/statistics"
static-file.exclude-extensions = (".secret")
deflate.mimetypes = ("text/")
deflate.allowed-encodings = ("gzip", "deflate")
extforward.forwarder = ("127.0.0.1" => "trust")
extforward.headers = ("Forwarded", "X-Forwarded-For")
extforward.params = ("host" => 1, "remote_user" => 1)
auth.backend = "plain"
auth.backend.plain.userfile = "@/plain"
auth.backend.htpasswd.userfile = "@/htpasswd"
auth.backend.htdigest.userfile = "@/htdigest"
auth.cache = ("max-age" => "60")
auth.require = ("/basic/" => ("method" => "basic", "realm" => "r", "require" => "valid-user"),
    "/digest/" => ("method" => "digest", "realm" => "r", "require" => "user=u", "algorithm" => "MD5"))
fastcgi.server = ("/fcgi" => (("host" => "127.0.0.1", "port" => {fcgi}, "check-local" => "disable")),
    ".fauth" => (("host" => "127.0.0.1", "port" => {fcgi}, "mode" => "authorizer", "check-local" => "disable",
        "docroot" => "@/www")),
    "/dead" => (("host" => "127.0.0.1", "port" => {dead}, "check-local" => "disable")))
scgi.server = ("/scgi" => (("host" => "127.0.0.1", "port" => {scgi}, "check-local" => "disable")),
    "/uwsgi" => (("host" => "127.0.0.1", "port" => {scgi}, "check-local" => "disable", "protocol" => "uwsgi")))
$HTTP["url"] =~ "^/proxy" {{
    proxy.server = ("" => (("host" => "127.0.0.1", "port" => {http}), ("host" => "127.0.0.1", "port" => {http})))
    proxy.balance = "round-robin"
    proxy.forwarded = ("for" => 1, "proto" => 1, "host" => 1, "by" => 1)
    proxy.header = ("map-urlpath" => ("/proxy" => "/"), "upgrade" => "enable")
}}
$HTTP["url"] =~ "^/hash" {{
    proxy.server = ("" => (("host" => "127.0.0.1", "port" => {http}), ("host" => "127.0.0.1", "port" => {dead})))
    proxy.balance = "hash"
}}
$HTTP["url"] =~ "^/sticky" {{
    proxy.server = ("" => (("host" => "127.0.0.1", "port" => {http}), ("host" => "127.0.0.1", "port" => {dead})))
    proxy.balance = "sticky"
}}
$HTTP["url"] =~ "^/ws" {{ wstunnel.server = ("" => (("host" => "127.0.0.1", "port" => {echo})))
    wstunnel.ping-interval = 1 }}
$HTTP["url"] =~ "^/ajp" {{ ajp13.server = ("" => (("host" => "127.0.0.1", "port" => {echo}))) }}
$HTTP["url"] =~ "^/dav/" {{ webdav.activate = "enable" }}
$HTTP["url"] =~ "^/davro/" {{ webdav.activate = "enable" webdav.is-readonly = "enable" }}
$HTTP["url"] =~ "^/list/" {{ dir-listing.activate = "enable" dir-listing.encode-readme = "enable"
    dir-listing.show-readme = "enable" dir-listing.exclude = ("~$") dir-listing.auto-layout = "enable" }}
$HTTP["url"] =~ "^/listcached/" {{ dir-listing.activate = "enable"
    dir-listing.cache = ("max-age" => 60, "path" => "@/tmp") }}
$HTTP["url"] =~ "^/slow" {{ connection.kbytes-per-second = 16 }}
$HTTP["url"] =~ "^/packed" {{ deflate.cache-dir = "@/packed" }}
$HTTP["url"] =~ "^/stream" {{ server.stream-request-body = 2 server.stream-response-body = 2 }}
$HTTP["url"] =~ "^/htpasswd/" {{ auth.backend = "htpasswd"
    auth.require = ("" => ("method" => "basic", "realm" => "r", "require" => "valid-user")) }}
$HTTP["url"] =~ "^/htdigest/" {{ auth.backend = "htdigest"
    auth.require = ("" => ("method" => "basic", "realm" => "r", "require" => "valid-user")) }}
$HTTP["host"] == "simple.test" {{ simple-vhost.server-root = "@/vhosts/"
    simple-vhost.default-host = "simple.test" simple-vhost.document-root = "/htdocs/" }}
$HTTP["host"] == "e.test" {{ evhost.path-pattern = "@/vhosts/%0/htdocs/" }}
$HTTP["referer"] =~ "bad" {{ url.access-deny = ("") }}
$HTTP["useragent"] =~ "robot" {{ setenv.add-response-header = ("X-Robot" => "1") }}
$REQUEST_HEADER["X-Some"] == "1" {{ server.tag = "some" }} else $HTTP["querystring"] =~ "q=2" {{ server.tag = "q" }}
$HTTP["remoteip"] == "10.0.0.0/8" {{ server.tag = "ten" }}
$HTTP["request-method"] == "OPTIONS" {{ server.tag = "options" }}
$HTTP["cookie"] =~ "c=1" {{ server.tag = "cookie" }}
$SERVER["socket"] == "127.0.0.1:{sock}" {{ sockproxy.server = ("" => (("host" => "127.0.0.1", "port" => {echo}))) }}
$SERVER["socket"] == "127.0.0.1:{hap}" {{ extforward.hap-PROXY = "enable" }}
"""

FILES = {
    "www/index.html": "<p>index</p>\n",
    "www/big.txt": "0123456789abcdef\n" * 20000,
    "www/packed.txt": "text text\n" * 5000,
    "www/slow.txt": "slow\n" * 8000,
    "www/a.secret": "secret",
    "www/x.inc": "inc",
    "www/page.fauth": "authorized",
    "www/page.shtml": '<!--#config timefmt="%Y" sizefmt="bytes"--><!--#echo var="DATE_GMT"-->'
    '<!--#set var="a" value="b$X"-->'
    '<!--#if expr="$a = b && !($X < 3 || 0)"-->x<!--#elif expr="1"-->y<!--#else-->z<!--#endif--><!--#printenv-->'
    '<!--#include virtual="/index.html"--><!--#include file="index.html"--><!--#fsize file="index.html"-->'
    '<!--#flastmod virtual="/index.html"--><!--#exec cmd="echo e"--><!--#echo var="LAST_MODIFIED" encoding="url"-->',
    "www/run.cgi": '#!/bin/sh\necho "Status: 200"; echo "Content-Type: text/plain"; echo; cat; env\n',
    "www/missing.cgi": '#!/bin/sh\necho "Status: 404"; echo; echo none\n',
    "www/stream.cgi": '#!/bin/sh\necho "Content-Type: text/plain"; echo; cat; for i in 1 2; do sleep 0.1; date; done\n',
    "www/local.cgi": '#!/bin/sh\necho "Location: /index.html"; echo\n',
    "www/bad.cgi": "#!/bin/sh\nexit 1\n",
    "www/sendfile.cgi": '#!/bin/sh\necho "X-Sendfile: @/www/big.txt"; echo\n',
    "www/plain.sh": "echo Content-Type: text/plain; echo; echo $0",
    "www/expire/f.txt": "expire",
    "www/basic/f.txt": "basic",
    "www/digest/f.txt": "digest",
    "www/htpasswd/f.txt": "x",
    "www/htdigest/f.txt": "x",
    "www/list/b.txt": "b",
    "www/list/README.txt": "<readme>",
    "www/list/sub/c.txt": "c",
    "www/listcached/b.txt": "b",
    "www/dav/f.txt": "dav",
    "www/dav/sub/g.txt": "dav",
    "www/davro/f.txt": "dav",
    "other/o.txt": "other",
    "cgi/c.cgi": "#!/bin/sh\necho; echo c\n",
    "home/me/public/index.html": "home",
    "vhosts/simple.test/htdocs/index.html": "v",
    "vhosts/e.test/htdocs/index.html": "v",
    "plain": "u:p\n",
    "htpasswd": "u:$apr1$abcdefgh$sNfkjY5p7E0Tj8nxeIWTX0\nv:{SHA}jLIjfQZ5yojbZGTqxg2pY0VROWQ=\n",
    "htdigest": "u:r:49f7b1a4c0e1dd4a44ad4ccfd5dd9a4a\n",
    "tmp/.keep": "",
    "packed/.keep": "",
}


def write_files(work, ports):
    shutil.rmtree(work, ignore_errors=True)
    for name, text in {**FILES, "lighttpd.conf": CONFIG.format(**ports)}.items():
        path = os.path.join(work, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("@", work))
        os.chmod(path, 0o755 if path.endswith(".cgi") else 0o644)
    os.symlink("index.html", os.path.join(work, "www/link.html"))
    os.chmod(os.path.join(work, "www/basic"), 0o755)


def static_files(s):
    for path in ("/", "/index.html", "/big.txt", "/missing", "/a.secret", "/x.inc", "/f~", "/list", "/link.html"):
        s.curl(path)
        s.curl(path, "-I")
    s.curl("/index.html", "http://127.0.0.1:%d/big.txt" % s.port)  # one connection
    for value in ("0-9", "10-", "-5", "0-1,5-9,20-", "9-1", "99999999-", "x"):
        s.curl("/big.txt", "-r", value)
    s.curl("/big.txt", "-H", "If-Range: \"x\"", "-r", "0-1")
    s.curl("/index.html", "-H", "If-Modified-Since: Sun, 06 Nov 2094 08:49:37 GMT")
    s.curl("/index.html", "-H", "If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT")
    s.curl("/index.html", "-H", "If-None-Match: \"a\", W/\"b\", *")
    for method in ("OPTIONS", "DELETE", "POST", "TRACE", "PATCH", "FOO"):
        s.curl("/index.html", "-X", method)
    s.curl("/index.html", "-X", "OPTIONS", "--request-target", "*")
    for path in ("/rewritten/index.html", "/looped?a=1", "/maybe/index.html", "/moved/x", "/away", "/alias/o.txt",
                 "/~me/", "/~nobody/", "/expire/f.txt", "/slow.txt", "/status", "/status?json", "/status?auto",
                 "/status?refresh=1", "/config", "/statistics", "/page.shtml", "/../../etc/passwd", "/%2e%2e/%00",
                 "/a%2fb?x+y%20z", "/list/", "/list/?json", "/list/sub/", "/listcached/", "/listcached/",
                 "/index.html/info"):
        s.curl(path)
    for encoding in ("gzip", "deflate", "br", "gzip;q=0, x"):
        s.curl("/big.txt", "-H", "Accept-Encoding: " + encoding)
        s.curl("/packed.txt", "-H", "Accept-Encoding: " + encoding)
    s.curl("/packed.txt", "-H", "Accept-Encoding: gzip")
    for host in ("simple.test", "other.test", "e.test", "www.e.test", "bad_host..", "[::1]:80", "1.2.3.4"):
        s.curl("/", "-H", "Host: " + host)
    for header in ("Referer: bad", "User-Agent: robot", "X-Some: 1", "Cookie: c=1",
                   "X-Forwarded-For: 10.1.2.3, unknown",
                   "Forwarded: for=10.2.3.4;proto=https;host=h;remote_user=u", "Expect: 100-continue",
                   "Connection: close"):
        s.curl("/?q=2", "-H", header)
    s.raw("PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\nGET / HTTP/1.0\r\n\r\n", port=s.hap, wait=2)
    v2 = b"\r\n\r\n\0\r\nQUIT\n" + bytes((0x21, 0x11)) + struct.pack(">H4s4sHH", 12, b"\x0a\0\0\1", b"\x0a\0\0\2", 1, 2)
    s.raw(v2 + b"GET / HTTP/1.0\r\n\r\n", port=s.hap, wait=2)
    s.raw("hello", port=s.sock, wait=1)


def authorization(s):
    for path in ("/basic/f.txt", "/digest/f.txt", "/htpasswd/f.txt", "/htdigest/f.txt"):
        s.curl(path)
        for user in ("u:p", "u:wrong", "nobody:p", "v:p", "v:password", "u:p"):
            s.curl(path, "--basic", "-u", user)
            s.curl(path, "--digest", "-u", user)
    s.curl("/digest/f.txt", "-H", "Authorization: Digest username=\"u\", realm=\"r\", nonce=\"1:2\", uri=\"/\"")
    s.curl("/basic/f.txt", "-H", "Authorization: Basic !!!")


def gateways(s, work):
    big = "@" + os.path.join(work, "www/big.txt")
    for path in ("/run.cgi", "/run.cgi/info?q", "/stream.cgi", "/local.cgi", "/bad.cgi", "/sendfile.cgi", "/plain.sh",
                 "/cgi/c.cgi",
                 "/fcgi", "/fcgi/info?sendfile", "/page.fauth", "/dead", "/scgi", "/uwsgi", "/proxy", "/proxy/chunked",
                 "/proxy/redirect", "/hash", "/hash/2", "/sticky", "/ajp"):
        s.curl(path)
        s.curl(path, "-I", "-m", "2")
        s.curl(path, "--data", "some data")
        s.curl(path, "--data-binary", big, "-H", "Transfer-Encoding: chunked", "-H", "Expect:")
        s.curl(path, "--http1.0", "-m", "2")
    s.curl("/proxy", "-H", "Upgrade: websocket", "-H", "Connection: Upgrade", "-m", "1")
    key = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    for protocol in ("", "Sec-WebSocket-Protocol: binary\r\n", "Sec-WebSocket-Protocol: base64\r\n"):
        head = f"GET /ws HTTP/1.1\r\nHost: h\r\nSec-WebSocket-Version: 13\r\n{key}{protocol}\r\n"
        s.raw(head, b"\x81\x82\0\0\0\0hi", b"\x89\x80\0\0\0\0", b"\x82\x84\1\2\3\4aGVs", b"\x88\x80\0\0\0\0",
              pause=0.3, wait=2)


def webdav(s):
    prop = '<?xml version="1.0"?><propfind xmlns="DAV:"><allprop/></propfind>'
    for base in ("/dav/", "/davro/"):
        s.curl(base, "-X", "OPTIONS")
        for depth in ("0", "1", "infinity"):
            s.curl(base, "-X", "PROPFIND", "-H", "Depth: " + depth)
        s.curl(base + "f.txt", "-X", "PROPFIND", "--data", prop, "-H", "Content-Type: application/xml")
        s.curl(base + "new.txt", "-X", "PUT", "--data", "new")
        s.curl(base + "new.txt", "-X", "PUT", "--data", "more", "-H", "Content-Range: bytes 3-6/*")
        s.curl(base + "made", "-X", "MKCOL")
        for method in ("COPY", "MOVE"):
            for source, target in (("new.txt", method), ("sub/", method + "d/"), ("f.txt", "new.txt")):
                target = f"Destination: http://127.0.0.1:{s.port}{base}{target}"
                s.curl(base + source, "-X", method, "-H", target, "-H", "Overwrite: F")
                s.curl(base + source, "-X", method, "-H", target)
        for path in ("new.txt", "made/", "COPYd/", "none"):
            s.curl(base + path, "-X", "DELETE")
        for method in ("PROPPATCH", "LOCK", "UNLOCK"):
            s.curl(base + "f.txt", "-X", method, "--data", prop)


def protocol(s):
    get = "GET /index.html HTTP/1.1\r\nHost: h\r\n"
    s.raw(get + "\r\n", get + "\r\n" + get + "Connection: close\r\n\r\n")
    s.raw(get, "X: y\r\n", "Connection: close\r\n\r\n")
    post = "POST /run.cgi HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
    s.raw(post + "Transfer-Encoding: chunked\r\n\r\n", "5\r\nhel", "lo\r\n3;x=y\r\nabc\r\n0\r\nT: v\r\n\r\n")
    s.raw(post + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n", "hello")
    for bad in ("\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", get + "Bad Header\r\n\r\n",
                get + "Host: two\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n", get + " folded: x\r\n\r\n", get + "X: \0\r\n\r\n",
                post + "Content-Length: x\r\n\r\n",
                post + "Content-Length: 9999999999\r\n\r\n", post + "Transfer-Encoding: foo\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "\x16\x03\x01\x02\0",
                get + "X: " + "y" * 9000 + "\r\n\r\n",
                "GET /index.html HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n"):
        s.raw(bad, wait=1)
    # HTTP/2: settings, a ping, a window update, a priority, an end; sent as they are, whatever the server says.
    frames = (b"\0\0\0\4\0\0\0\0\0", b"\0\0\x08\6\0\0\0\0\0" + b"12345678", b"\0\0\4\x08\0\0\0\0\0\0\0\0\1",
              b"\0\0\5\2\0\0\0\0\1\0\0\0\0\1", b"\0\0\x08\7\0\0\0\0\0" + bytes(8))
    s.raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"".join(frames), wait=1)
    for path in ("/", "/big.txt", "/run.cgi", "/fcgi", "/proxy", "/missing", "/list/", "/stream.cgi", "/basic/f.txt"):
        s.curl(path, "--http2-prior-knowledge")
        s.curl(path, "--http2-prior-knowledge", "--data-binary", "x" * 70000)
        s.curl(path, "--http2", "-I")
    s.curl("/big.txt", "--http2-prior-knowledge", "-m", "0.01")
    s.raw("GET /big.txt HTTP/1.1\r\nHost: h\r\n", wait=0.1)


def main():
    binary, work, records = sys.argv[1:]
    work = os.path.realpath(work)
    names = ("main", "fcgi", "scgi", "http", "echo", "dead", "sock", "hap")
    ports = dict(zip(names, free_ports(len(names))))
    write_files(work, ports)
    for handler, name in ((Fcgi, "fcgi"), (Scgi, "scgi"), (Http, "http"), (Echo, "echo")):
        backend(handler, ports[name])
    binary = os.path.abspath(binary)
    command = [binary, "-D", "-m", os.path.dirname(binary), "-f", os.path.join(work, "lighttpd.conf")]
    with Server(command, ports["main"], records, os.path.join(work, "server.log")) as server:
        server.sock, server.hap = ports["sock"], ports["hap"]
        static_files(server)
        authorization(server)
        gateways(server, work)
        server.process.send_signal(signal.SIGHUP)
        webdav(server)
        protocol(server)
        time.sleep(2)  # the once-a-second triggers
        server.process.send_signal(signal.SIGUSR1)  # restarts gracefully
        time.sleep(1)
        status = server.curl("/index.html")
        assert status == "200", f"lighttpd answers {status} at the end, see {work}"
    return 0


if __name__ == "__main__":
    sys.exit(main())
