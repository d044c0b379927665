"""What the loads share: servers behind the server under test. Each answers once, as simply as its protocol allows."""

import http.server
import socketserver
import struct
import threading


class Fcgi(socketserver.BaseRequestHandler):
    """A FastCGI responder and authorizer that reads everything and answers once."""

    def exactly(self, n):
        data = b""
        while len(data) < n:
            more = self.request.recv(n - len(data))
            if not more:
                raise EOFError
            data += more
        return data

    def handle(self):
        try:
            body, role, params = b"", 1, b""
            while True:
                _, kind, ident, length, padding, _ = struct.unpack(">BBHHBB", self.exactly(8))
                data = self.exactly(length + padding)[:length]
                if kind == 1:
                    role = struct.unpack(">H", data[:2])[0]
                elif kind == 4:
                    params += data
                    if not data and role == 2:
                        break
                elif kind == 5:
                    body += data
                    if not data:
                        break
        except EOFError:
            return
        answer = b"Status: 200\r\nVariable-Who: me\r\n\r\n" if role == 2 else b"Content-Type: text/plain\r\n\r\n" + body
        if b"sendfile" in params:
            answer = b"X-LIGHTTPD-send-file: /nowhere\r\n\r\n"
        for kind, data in ((7, b"complaint"), (6, answer), (6, b""), (3, bytes(8))):
            self.request.sendall(struct.pack(">BBHHBB", 1, kind, ident, len(data), 0, 0) + data)


class Scgi(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.recv(65536)
        self.request.sendall(b"Status: 200 OK\r\nContent-Type: text/plain\r\n\r\nscgi")


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        while data := self.request.recv(4096):
            self.request.sendall(data)


class Http(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"proxied"
        self.send_response(301 if "redirect" in self.path else 200)
        self.send_header("Location", f"http://{self.headers['Host']}/x")
        self.send_header("Set-Cookie", "a=b; Path=/; Domain=x")
        if "chunked" in self.path:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"%x\r\n%s\r\n0\r\nX-Trailer: 1\r\n\r\n" % (len(body), body))
        else:
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    do_POST = do_HEAD = do_GET

    def log_message(self, *_):
        pass


def backend(handler, port):
    class Threads(socketserver.ThreadingTCPServer):
        allow_reuse_address = daemon_threads = True

        def handle_error(self, *_):
            pass

    server = Threads(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
