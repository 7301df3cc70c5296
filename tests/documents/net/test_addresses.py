"""What may be asked: however an address is spelled, what counts is where it leads."""

import socket
import sys
from contextlib import suppress
from ipaddress import ip_address

import pytest

from lagebild.documents.net.addresses import Guard, is_open, target_of
from lagebild.documents.net.fetching import fetch
from lagebild.errors import DocumentError, Forbidden, Unreachable
from tests.documents.net.server import LOOPBACK, Says, served

# Each leads into this machine, its network or nowhere that is everybody's; the system's own resolver decides.
SPELLINGS = [
    "http://127.0.0.1/", "http://127.0.0.1:{port}/", "http://127.1:{port}/", "http://127.0.1:{port}/", "http://2130706433:{port}/",
    "http://0x7f000001:{port}/", "http://0x7f.0.0.1:{port}/", "http://0177.0.0.1:{port}/", "http://017700000001:{port}/",
    "http://0177.1:{port}/", "http://0:{port}/", "http://0.0.0.0:{port}/", "http://127.0.0.1.:{port}/", "http://localhost:{port}/",
    "http://LOCALHOST:{port}/", "http://localhost.:{port}/", "http://127.255.255.254:{port}/", "http://[::1]:{port}/", "http://[::]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://[::ffff:7f00:1]:{port}/", "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/", "http://[64:ff9b::127.0.0.1]:{port}/", "http://[64:ff9b:1::a00:1]:{port}/", "http://[2002:7f00:1::]:{port}/",
    "http://[2002:a00:1::1]:{port}/", "http://[2001:0:7f00:1::]:{port}/", "http://[fe80::1]:{port}/", "http://[fe80::1%25lo]:{port}/",
    "http://[fc00::1]:{port}/", "http://[fd00:ec2::254]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[100::1]/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/",
    "http://100.100.100.200/", "http://168.63.129.16/", "http://192.0.0.192/", "http://198.18.0.1/", "http://224.0.0.1/", "http://240.0.0.1/",
    "http://255.255.255.255/", "http://①②⑦.⓪.⓪.①:{port}/", "http://１２７.０.０.１:{port}/", "http://127。0。0。1:{port}/", "http://ⓛocalhost:{port}/",
    "http://%31%32%37.0.0.1:{port}/", "http://127.0.0.1%00.example.org/", "http://user@127.0.0.1:{port}/", "http://example.org@127.0.0.1:{port}/",
    "http://example.org\\@127.0.0.1:{port}/", "http://127.0.0.1:{port}\\@example.org/", "http://127.0.0.1\t:{port}/", "http:///127.0.0.1/",
    "http://127.0.0.1:22/", "http://127.0.0.1:99999/", "http://[::1/", "http://", "//127.0.0.1/", "127.0.0.1", "file:///etc/passwd",
    "FILE:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/", "javascript:alert(1)", "data:text/html,x", "jar:http://127.0.0.1/", "view-source:http://127.0.0.1/",
    "http://" + "a" * 5_000 + ".example/", "http://exa mple.org/", "http://-.\x00/", "unix:/run/docker.sock", "http+unix://%2Frun%2Fdocker.sock/",
]  # fmt: skip
CONNECTED: list = []


def _note(event, args):
    if event == "socket.connect":
        CONNECTED.append(args[1])


sys.addaudithook(_note)


@pytest.fixture
def connected():
    """Every connection that is tried, as the socket sees it."""
    CONNECTED.clear()
    return CONNECTED


def test_there_are_many_spellings():
    assert len(set(SPELLINGS)) >= 80


@pytest.mark.parametrize(
    "spelling", SPELLINGS, ids=lambda one: one[:60].encode("ascii", "backslashreplace").decode()
)
def test_no_spelling_leads_into_the_house(spelling, connected):
    with served() as site:
        site["/"] = "secret"
        with pytest.raises(DocumentError, match=r"right would be"):
            fetch(spelling.format(port=site.port), Guard(), seconds=3)
        assert connected == []
        assert site.asked == []


@pytest.mark.parametrize(
    "spelling", SPELLINGS[::3], ids=lambda one: one[:60].encode("ascii", "backslashreplace").decode()
)
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirection_leads_into_the_house(spelling, status, connected):
    """The first hop is a server that may be asked; only that one is."""
    with served() as site:
        place = spelling.format(port=site.port).encode("utf-8", "surrogateescape").decode("latin-1")
        site["/door"] = Says(
            status=status, headers={"Location": place.replace("\x00", "").replace("\t", " ")}
        )
        guard = Guard.with_networks("127.0.0.1/32", resolve=_only_the_door)
        with suppress(
            DocumentError
        ):  # what has no host of its own goes on at the door, and finds nothing there
            assert fetch(site.url("/door", host="door.example"), guard, seconds=3).status == 404
        assert {address[:2] for address in connected} == {("127.0.0.1", site.port)}
        assert {headers["host"] for _, headers in site.asked} == {f"door.example:{site.port}"}


def _only_the_door(host, port):
    """The first hop's name leads to the test's server, everything else wherever the system says."""
    if host == "door.example":
        return [(socket.AF_INET, ("127.0.0.1", port))]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=0)
    # What the test's own server is reached by is not to be taken for allowed because the test allows it.
    return [
        (family, ("127.0.0.2" if place[0] == "127.0.0.1" else place[0], *place[1:]))
        for family, *_, place in found
    ]


class Rebinding:
    """A name server that says something else every time it is asked."""

    def __init__(self, *addresses):
        self.addresses = list(addresses)
        self.times = 0

    def __call__(self, host, port):
        self.times += 1
        address = self.addresses[min(self.times, len(self.addresses)) - 1]
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, (one, port)) for one in address.split()]


@pytest.mark.parametrize(
    ("answers", "connects"),
    [
        (("93.184.215.14", "127.0.0.1"), ["93.184.215.14"]),  # good when asked, bad a moment later
        (("93.184.215.14 127.0.0.1",), []),  # a good one and a bad one at once
        (("93.184.215.14 ::1",), []),
        (("127.0.0.1", "93.184.215.14"), []),
        (("169.254.169.254",), []),
        (("::ffff:169.254.169.254",), []),
    ],
)
def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(
    answers, connects, connected, monkeypatch
):
    monkeypatch.setattr(socket.socket, "connect", _refusing(socket.socket.connect))
    names = Rebinding(*answers)
    with pytest.raises((Forbidden, Unreachable)):
        fetch("http://rebind.example/", Guard(resolve=names), seconds=3)
    assert names.times == 1
    assert [address[0] for address in connected] == connects


def _refusing(connect):
    def refuse(sock, address):
        sys.audit("socket.connect", sock, address)
        raise ConnectionRefusedError("a test does not leave this machine")

    return refuse


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        ("93.184.215.14", True), ("8.8.8.8", True), ("2606:4700::1111", True), ("2a00:1450::1", True),
        ("2001:200::1", True), ("172.32.0.1", True), ("100.63.0.1", True), ("11.0.0.1", True),
        ("172.31.255.255", False), ("100.127.0.1", False), ("192.88.99.1", False), ("2001:1ff::1", False), ("3fff::1", False), ("5f00::1", False), ("fdff::1", False),
    ],
)  # fmt: skip
def test_the_open_network_is_what_is_given_to_everybody(address, is_so):
    assert is_open(ip_address(address)) is is_so


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://bücher.example/ä ö".replace(" ", "%20"), "https://xn--bcher-kva.example/%C3%A4%20%C3%B6"),
        ("https://example.org/a?q=ä|b", "https://example.org/a?q=%C3%A4|b"),
    ],
)
def test_an_address_is_written_as_servers_expect_it(written, meant):
    assert str(target_of(written)) == meant


@pytest.mark.parametrize(
    ("place", "meant"),
    [("/b", "https://example.org/b"), ("c", "https://example.org/a/c"), ("//other.example/d", "https://other.example/d"), ("?e", "https://example.org/a/b?e")],
)  # fmt: skip
def test_an_address_without_a_host_goes_on_from_where_it_stands(place, meant):
    assert str(target_of(place, target_of("https://example.org/a/b"))) == meant


def test_a_name_server_that_does_not_answer_is_not_waited_for():
    import threading

    never = threading.Event()
    guard = Guard(resolve=lambda host, port: never.wait(30) or [])
    with pytest.raises(Unreachable, match="no answer in time"):
        guard.places_of("slow.example", 80, 0.2)
    never.set()


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with served() as site:
        site["/"] = "here"
        guard = Guard.with_networks(LOOPBACK)
        assert fetch(f"http://127.0.0.1:{site.port}/", guard).body == b"here"


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("münchen.example", "xn--mnchen-3ya.example"), ("MÜNCHEN.Example", "xn--mnchen-3ya.example"), ("straße.example", "xn--strae-oqa.example"),
        ("STRAßE.example", "xn--strae-oqa.example"), ("xn--strae-oqa.example", "xn--strae-oqa.example"), ("strasse.example", "strasse.example"),
        ("βόλος.example", "xn--nxasmm1c.example"),
    ],
)  # fmt: skip
def test_a_name_is_the_house_that_browsers_ask(name, host):
    assert target_of(f"http://{name}/").host == host
