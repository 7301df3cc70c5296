"""Who may ask, who may write, and what a page may do.

Takes the application; gives it behind a door. Asked for under another name than this machine's own, from another site, or to write without
the page's token, it refuses. No page runs a script, shows a picture, or is put into a frame that is not ours.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("127.0.0.1", "localhost", "[::1]")
COOKIE = "lagebild"
LOOKING = ("GET", "HEAD")
# `same-origin` and not `no-referrer`: with the latter browsers say "Origin: null" of our own forms, too.
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@dataclass
class Door:
    """The application behind its checks. `port`: where it listens; None in tests that have no port."""

    app: ASGIApp
    port: int | None
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        seat = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        new = not _is_seat(seat)
        seat = secrets.token_urlsafe(24) if new else seat
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {}).update(nonce=nonce, token=self._token(seat), new_seat=new)
        send = _with_headers(send, nonce, seat if new else None)
        why = self._refusal(scope["method"], headers)
        if why:
            await PlainTextResponse(f"{why}\n", 403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _refusal(self, method: str, headers: Headers) -> str | None:
        """Why a request is not let in."""
        hosts = self.hosts()
        if headers.get("host", "").lower() not in hosts:
            return f"asked for under another name; right would be http://{hosts[0]}/"
        if method in LOOKING:
            return "asked from another site" if _is_embedded(headers) else None
        if not _is_ours(headers.get("origin"), hosts):
            return "written from another site; right would be a form of this page"
        return None

    def hosts(self) -> list[str]:
        """The names under which we may be asked."""
        return [f"{name}:{self.port}" if self.port else name for name in LOCAL]

    def _token(self, seat: str) -> str:
        return hmac.new(self.key, seat.encode(), "sha256").hexdigest()


def may_write(request: Request, token: str) -> bool:
    """Whether a form carries the token that its page was given, in a browser that had been here before."""
    return not request.state.new_seat and hmac.compare_digest(token.encode(), request.state.token.encode())


def _is_seat(value: str) -> bool:
    return len(value) == 32 and all(letter.isalnum() or letter in "-_" for letter in value)


def _is_embedded(headers: Headers) -> bool:
    """Whether another site's page asks, other than by a link that somebody followed."""
    followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return headers.get("sec-fetch-site") in ("cross-site", "same-site") and not followed


def _is_ours(origin: str | None, hosts: Iterable[str]) -> bool:
    try:
        parts = urlsplit(origin or "")
    except ValueError:
        return False
    return parts.scheme == "http" and parts.netloc.lower() in hosts


def _with_headers(
    send: Callable[[Message], Awaitable[None]], nonce: str, seat: str | None
) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("content-security-policy", POLICY.format(nonce=nonce))
            if seat:
                headers.append("set-cookie", f"{COOKIE}={seat}; HttpOnly; SameSite=Strict; Path=/")
        await send(message)

    return sending
