"""Which addresses may be asked.

Takes an address as a person, a feed or a page wrote it; gives the Target that it names, or says what is wrong with it. A `Guard`
takes the name of a host and gives the places in the open network that it leads to: what leads into this machine, its own network
or anywhere that is not meant for everybody is refused, however it is spelled, because what counts is where the name leads.
"""

import socket
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from lagebild.errors import Forbidden, Unreachable

Network = IPv4Network | IPv6Network
# What getaddrinfo gives of each place: family, and what `connect` takes.
Place = tuple[int, tuple[Any, ...]]
Resolve = Callable[[str, int], list[Place]]

LONGEST = 4_000
# Letters that are hosts' own since 2010; Python's codec of 2003 writes others for them, and asks somebody else.
_TWO_WAYS = frozenset("ß\u03c2\u200c\u200d")
SCHEMES = {"http": 80, "https": 443}
# Below 1024 live mail, shells and file servers, which a crafted request must not reach.
LOW_PORTS = 1024
# IANA's special-purpose registry, and one platform address that clouds answer on (168.63.129.16).
_CLOSED_4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
# Only this part of IPv6 is given to hosts of the open network. Outside it lie loopback, ::/96 and ::ffff:0:0/96 (IPv4 in disguise),
# 64:ff9b::/96 and 64:ff9b:1::/48 (translated to IPv4), private, link-local and multicast addresses.
_OPEN_6 = IPv6Network("2000::/3")
# Inside it: Teredo and other experiments, 6to4 (IPv4 in disguise), documentation.
_CLOSED_6 = tuple(IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))


@dataclass(frozen=True)
class Target:
    """An address, taken apart: what to connect to and what to ask there."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (
            f"{self.scheme}://{host}"
            if self.port == SCHEMES[self.scheme]
            else f"{self.scheme}://{host}:{self.port}"
        )

    def __str__(self) -> str:
        return self.origin + self.path


def is_address(name: str) -> bool:
    """Whether somebody means an address in the net, not a file."""
    return name.lower().startswith(("http://", "https://"))


def target_of(url: str, base: Target | None = None) -> Target:
    """What an address names; one without a host is continued from `base`.

    Raises:
        Forbidden: when it is none that may be asked.
    """
    url = url.strip()
    if len(url) > LONGEST or any(c <= " " or c in "\\\x7f" for c in url):
        raise Forbidden("an address with blanks, control signs or backslashes, or a very long one; right would be as https://example.org/page")  # fmt: skip
    try:
        parts = urlsplit(urljoin(str(base), url) if base else url)
        port = parts.port
    except ValueError as error:
        raise Forbidden(f"no address ({error}); right would be one as https://example.org/page") from None
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        raise Forbidden(f"{scheme or 'nothing'}: cannot be asked; right would be http: or https:")
    if "@" in parts.netloc:
        raise Forbidden("an address with a user's name in it; right would be one without")
    port = SCHEMES[scheme] if port is None else port
    if port not in SCHEMES.values() and port < LOW_PORTS:
        raise Forbidden(
            f"port {port}, where no pages are; right would be 80, 443 or one above {LOW_PORTS - 1}"
        )
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]{}|')}" if parts.query else ""
    return Target(scheme, _host(parts.hostname), port, path + query)


def _host(name: str | None) -> str:
    """The host as name servers know it: small ASCII letters."""
    if not name or "%" in name:
        raise Forbidden("an address without a host's name; right would be one as https://example.org/page")
    if ":" in name:
        return name.lower()
    try:
        return ".".join(_label(label) for label in name.split(".")) if _TWO_WAYS & set(name) else _plain(name)
    except UnicodeError:
        raise Forbidden(f"{name!r} is no host's name; right would be one as example.org") from None


def _plain(name: str) -> str:
    return name.encode("idna").decode("ascii").lower()


def _label(label: str) -> str:
    """A part of a name as name servers of today know it (IDNA 2008): `straße` is a house of its own, not another spelling of `strasse`."""
    kept = unicodedata.normalize("NFKC", label.lower())
    return f"xn--{kept.encode('punycode').decode('ascii')}" if _TWO_WAYS & set(kept) else _plain(label)


# ------------------------------------------------------------------ where a name leads


def is_open(address: IPv4Address | IPv6Address) -> bool:
    """Whether an IP address belongs to the open network."""
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _CLOSED_4)
    return address in _OPEN_6 and not any(address in net for net in _CLOSED_6)


def resolved(host: str, port: int) -> list[Place]:
    """Where the system says that a name leads."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, place) for family, _, _, _, place in found]


@dataclass(frozen=True)
class Guard:
    """Lets connections go only where they may. `also`: networks that may be asked besides the open one (a test's own server)."""

    also: tuple[Network, ...] = ()
    resolve: Resolve = field(default=resolved)

    @classmethod
    def with_networks(cls, *networks: str, resolve: Resolve = resolved) -> "Guard":
        """A guard for tests: these networks may be asked, too."""
        return cls(tuple(ip_network(each) for each in networks), resolve)

    def places_of(self, host: str, port: int, seconds: float) -> list[Place]:
        """Where a host's name leads. Who connects must connect to these places and ask no name server again.

        Raises:
            Forbidden: when any of them is not in the open network.
            Unreachable: when the name leads nowhere, or nobody says so in time.
        """
        places = self._answer(host, port, seconds)
        for _, place in places:
            if not self.allows(str(place[0])):
                raise Forbidden(f"{host} leads to {place[0]}, which is not in the open network; right would be a public address")  # fmt: skip
        return places

    def allows(self, address: str) -> bool:
        """Whether one IP address may be connected to."""
        try:
            ip = ip_address(address)
        except ValueError:
            return False
        return is_open(ip) or any(ip in net for net in self.also)

    def _answer(self, host: str, port: int, seconds: float) -> list[Place]:
        """What the name server says. The system's own patience is minutes and cannot be shortened, so it is asked beside."""
        said: list[list[Place] | Exception] = []

        def ask() -> None:
            try:
                said.append(self.resolve(host, port))
            except Exception as error:  # handed over to whoever waits
                said.append(error)

        beside = threading.Thread(target=ask, daemon=True)
        beside.start()
        beside.join(max(seconds, 0))
        answer = said[0] if said else TimeoutError("no answer in time")
        if isinstance(answer, Exception) or not answer:
            raise Unreachable(
                f"{host}: its name leads nowhere ({answer or 'no address'}); right would be a host that exists"
            )
        return answer
