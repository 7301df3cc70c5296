"""A real server on this machine, whose answers a test writes: what a feed reader meets outside."""

import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from lagebild.documents.net.addresses import Guard
from lagebild.documents.net.manners import Net

LOOPBACK = "127.0.0.0/8"


@dataclass
class Says:
    """An answer: status, headers, body; `raw` instead is what goes over the line, piece by piece with pauses."""

    body: bytes | str = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    raw: list | None = None
    pause: float = 0.0


class Site:
    """Answers by path: a Says, or a function of the request that gives one. `asked` is what came, in its order."""

    def __init__(self):
        self.pages = {}
        self.asked = []
        self.port = 0

    def __setitem__(self, path, says):
        self.pages[path] = says if callable(says) or isinstance(says, Says) else Says(says)

    def url(self, path="/", host="bote.example"):
        return f"http://{host}:{self.port}{path}"

    def paths(self):
        return [path for path, _ in self.asked if path not in ("/robots.txt", "/.well-known/tdmrep.json")]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        headers = {name.lower(): value for name, value in self.headers.items()}
        site.asked.append((self.path, headers))
        says = site.pages.get(self.path, Says("nothing", 404))
        says = says(headers) if callable(says) else says
        if says.raw is not None:
            self._drip(says)
            return
        body = says.body.encode() if isinstance(says.body, str) else says.body
        self.send_response(says.status)
        for name, value in {"Content-Length": str(len(body)), **says.headers}.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def _drip(self, says):
        try:
            for piece in says.raw:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(says.pause)
        except OSError:
            pass  # the other side has had enough
        self.close_connection = True

    def log_message(self, *_):
        pass


@contextmanager
def served():
    """A site on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.site = site = Site()
    server.handle_error = lambda *_: None
    site.port = server.server_port
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def names_lead_here(host, port):
    """A name server of our own: every name leads to this machine, none is asked outside. An address leads to itself."""
    with suppress(ValueError):
        ip = ip_address(host)
        return [(socket.AF_INET6 if ip.version == 6 else socket.AF_INET, (host, port))]
    return [(socket.AF_INET, ("127.0.0.1", port))]


def net(**how):
    """A net that may ask this machine, and nobody else; it does not wait between questions."""
    guard = Guard.with_networks(LOOPBACK, resolve=names_lead_here)
    return Net(**{"guard": guard, "gap": 0.0, "sleep": lambda _: None, **how})
