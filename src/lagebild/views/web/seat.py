"""Who sits before the page, and how it is to look.

Takes a request; gives the language and theme that were chosen, the day of the last look, the desk that is worked on, and what forms carry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from starlette.requests import Request

from lagebild.ledger import Seek
from lagebild.views.labels import Labels, labels_for
from lagebild.views.naming import id_named
from lagebild.views.web.desk import Desk

THEMES = ("auto", "light", "dark")
LANG, THEME, LOOK = "lagebild_lang", "lagebild_theme", "lagebild_look"
ACTORS = ("actor", "recipient", "country")
PAGES = ("page", "after", "before")  # which part of a list
CONFIRM = "done"  # the remark that was just written, so that it can be undone at once


@dataclass(frozen=True)
class Seat:
    """One request, as pages see it."""

    request: Request

    @property
    def desk(self) -> Desk:
        """What is worked on."""
        desk: Desk = self.request.app.state.desk
        return desk

    @cached_property
    def labels(self) -> Labels:
        """The words of the interface: as chosen, as the server was told, as the browser asks."""
        accepted = self.request.headers.get("accept-language", "").split(",")
        wishes = [self.request.cookies.get(LANG), self.request.app.state.interface, *accepted]
        return labels_for(*(wish and wish.partition(";")[0].strip() for wish in wishes))

    @property
    def theme(self) -> str:
        """`light`, `dark`, or what the system has."""
        theme = self.request.cookies.get(THEME, "")
        return theme if theme in THEMES else THEMES[0]

    @property
    def nonce(self) -> str:
        """What lets a style or script of ours run."""
        return str(self.request.state.nonce)

    @property
    def token(self) -> str:
        """What a form must carry."""
        return str(self.request.state.token)

    @property
    def here(self) -> str:
        """The page's own address, to come back to."""
        query = urlencode([(k, v) for k, v in self.request.query_params.multi_items() if k != CONFIRM])
        return self.request.url.path + (f"?{query}" if query else "")

    @property
    def query(self) -> str:
        """What the address asks, to be handed on to the list as data; without its page."""
        kept = [
            (k, v) for k, v in self.request.query_params.multi_items() if v and k not in (CONFIRM, *PAGES)
        ]
        return f"?{urlencode(kept)}" if kept else ""

    def asked(self, name: str) -> str:
        """What the address asks under a name; empty when it does not. An actor may be asked for by what it is called."""
        value = self.request.query_params.get(name, "").strip()
        return id_named(value) if name in ACTORS else value

    def asked_all(self, names: Iterable[str]) -> dict[str, str]:
        """What the address asks under each of these names."""
        return {name: self.asked(name) for name in names}

    @property
    def seek(self) -> Seek:
        """From where a list is to go on."""
        after, before = self.asked("after"), self.asked("before")
        return Seek(key=before, back=True) if before and not after else Seek(key=after)

    def with_query(self, **changed: object) -> str:
        """The page's address with some of what it asks changed."""
        return f"{self.request.url.path}{self.changed(**changed)}"

    def narrowed(self, **changed: object) -> str:
        """The same, from the first page on."""
        return self.with_query(**dict.fromkeys(PAGES, ""), **changed)

    def changed(self, **changed: object) -> str:
        """The same from the question mark on: the way from this address to that one."""
        query = dict(self.request.query_params) | {k: str(v) for k, v in changed.items()}
        query.pop(CONFIRM, None)
        return f"?{urlencode({k: v for k, v in query.items() if v})}"
