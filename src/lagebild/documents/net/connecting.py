"""One connection, guarded.

Takes a Target; gives an open connection to a place that the guard allows, the certificate checked against the host's name. The
name is looked up once, and what was checked is what is connected to. A `Deadline` ends the exchange whatever the other side does.
"""

import socket
import ssl
import threading
import time
from contextlib import suppress
from functools import cache, partial
from typing import Protocol

from urllib3.connection import HTTPConnection, HTTPSConnection

from lagebild.documents.net.addresses import Guard, Target
from lagebild.errors import Forbidden, Unreachable

CONNECTING = 5.0  # seconds for one place; a host may have several


class Deadline:
    """When an exchange must have ended. Then the socket is shut under whoever still reads, be it a byte a minute."""

    def __init__(self, seconds: float) -> None:
        self.began = time.monotonic()
        self._end = self.began + seconds
        self._done = threading.Event()
        self.passed = False

    def left(self) -> float:
        """Seconds that are left."""
        return self._end - time.monotonic()

    def took(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self.began

    def at_least(self, seconds: float) -> None:
        """Let the whole exchange take so many seconds."""
        self._end = max(self._end, self.began + seconds)

    def later(self, seconds: float) -> None:
        """So much time was spent on purpose: it does not count."""
        self.began += seconds
        self._end += seconds

    def hold(self, sock: socket.socket) -> None:
        """See to it that this socket ends in time."""
        # A second handle on the same connection: TLS takes the first one over.
        twin = sock.dup()
        threading.Thread(target=self._wait, args=(twin,), daemon=True).start()

    def release(self) -> None:
        """The exchange has ended."""
        self._done.set()

    def _wait(self, twin: socket.socket) -> None:
        with twin:
            while (left := self.left()) > 0:
                if self._done.wait(left):
                    return
            self.passed = True
            with suppress(OSError):  # the other side was quicker
                twin.shutdown(socket.SHUT_RDWR)


class _Opens(Protocol):
    def __call__(self, host: str, port: int) -> socket.socket: ...


class _Plain(HTTPConnection):
    opens: _Opens

    def _new_conn(self) -> socket.socket:
        return self.opens(self._dns_host, self.port)


class _Secure(HTTPSConnection):
    opens: _Opens

    def _new_conn(self) -> socket.socket:
        return self.opens(self._dns_host, self.port)


def connection_to(target: Target, guard: Guard, deadline: Deadline) -> HTTPConnection:
    """A connection that opens itself when it is asked for something. No proxy, no retries, nothing from the environment."""
    seconds = max(deadline.left(), 0.1)
    connection: _Plain | _Secure
    if target.scheme == "https":
        connection = _Secure(target.host, target.port, timeout=seconds, ssl_context=_certificates())
    else:
        connection = _Plain(target.host, target.port, timeout=seconds)
    connection.opens = partial(_opened, guard=guard, deadline=deadline)
    return connection


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def _opened(host: str, port: int, guard: Guard, deadline: Deadline) -> socket.socket:
    """A socket to the first place of a host that answers."""
    why: OSError | None = None
    for family, place in guard.places_of(host, port, deadline.left()):
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(max(min(CONNECTING, deadline.left()), 0.1))
            sock.connect(place)
            _check(sock, guard)
            sock.settimeout(max(deadline.left(), 0.1))
            deadline.hold(sock)
            return sock
        except OSError as error:
            sock.close()
            why = error
        except Forbidden:
            sock.close()
            raise
    raise Unreachable(f"{host} does not answer ({why}); right would be to try later")


def _check(sock: socket.socket, guard: Guard) -> None:
    """Belt and braces: the system, too, says where this socket leads."""
    address = str(sock.getpeername()[0])
    if not guard.allows(address):
        raise Forbidden(f"the connection leads to {address}; right would be a public address")
