"""What the loads share: a server under test, requests in raw bytes, and requests through curl."""

import contextlib
import os
import signal
import socket
import subprocess
import time

TIMEOUT = 10


def free_ports(count):
    """Ports of the loopback interface that nobody uses at the moment."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


class Server:
    """A program that records its calls. It is told to end when the block is left."""

    def __init__(self, command, port, records, log, cwd=None):
        self.port = port
        self.patience = TIMEOUT  # seconds that curl waits
        self.log = open(log, "ab")
        os.makedirs(records, exist_ok=True)
        self.environment = {
            **os.environ,
            "LD_PRELOAD": os.environ["PINLINT_RECORDER"],
            "PINLINT_RECORD_DIR": os.path.abspath(records),
        }
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=self.log, stderr=subprocess.STDOUT, cwd=cwd, env=self.environment
        )

    def __enter__(self):
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.02)
        self.stop()
        raise RuntimeError(f"{self.process.args[0]} does not answer, see {self.log.name}")

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Many examples end when a line comes in; what still runs then gets a signal."""
        with contextlib.suppress(OSError):
            self.process.stdin.write(b"\n")
            self.process.stdin.close()
        for number in (None, signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            if number:
                self.process.send_signal(number)
            try:
                self.process.wait(1 if number is None else 3)
                break
            except subprocess.TimeoutExpired:
                pass
        self.log.close()

    def raw(self, *pieces, pause=0.05, port=None, wait=TIMEOUT):
        """Sends the pieces one after the other; what came back until the server closed, was silent, or time was up."""
        answer = b""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port or self.port), wait) as one:
            for piece in pieces:
                one.sendall(piece.encode("latin-1") if isinstance(piece, str) else piece)
                time.sleep(pause)
            end = time.monotonic() + wait
            while time.monotonic() < end and (chunk := one.recv(65536)):
                answer += chunk
        return answer

    def curl(self, path, *options, port=None, scheme="http"):
        """Status and the end of the answer's body."""
        url = f"{scheme}://127.0.0.1:{port or self.port}{path}"
        command = ["curl", "-q", "-s", "-k", "--noproxy", "*", "--path-as-is", "-m", str(self.patience), *options, url]
        done = subprocess.run([*command, "-w", "\n%{http_code}"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return done.stdout[-4096:].rpartition(b"\n")[2].decode()
