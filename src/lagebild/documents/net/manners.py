"""How we behave towards other people's machines.

`Net` takes an address and asks for it as a guest would: no faster than the host likes, nothing that its robots.txt or a reservation
of text and data mining keeps from programs, and under our own name. What a host says of itself is asked once in a day.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lagebild.documents.net import reservations, robots
from lagebild.documents.net.addresses import Guard, Target, target_of
from lagebild.documents.net.fetching import SECONDS, Answer, fetch
from lagebild.documents.net.reservations import Reservation, why_reserved
from lagebild.documents.net.robots import Rules
from lagebild.errors import DocumentError, Forbidden, Unreachable

GAP = 2.0  # seconds between two questions to one host
FRESH = 86_400.0  # seconds for which a host's rules hold
UNSURE = 900.0  # seconds after which a host is asked again that could not say its rules
MOST_HOSTS = 2_000
_MISSING = range(400, 500)


@dataclass(frozen=True)
class House:
    """The rules of one host, and until when they hold. `why`: why they could not be had."""

    rules: Rules
    reserved: tuple[Reservation, ...]
    until: float
    why: str | None = None


@dataclass
class Net:
    """Asks for addresses. `guard` says where connections may go; `gap`, `clock` and `sleep` are time's."""

    guard: Guard = field(default_factory=Guard)
    gap: float = GAP
    seconds: float = SECONDS
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _houses: dict[str, House] = field(default_factory=dict)
    _free: dict[str, float] = field(default_factory=dict)

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for a page, a feed or a PDF.

        Raises:
            Forbidden: when it must not be asked, or its owner does not want it.
            Unreachable: when it cannot be had now.
            DocumentError: when it is too large.
        """
        answer = fetch(url, self.guard, headers=headers, before=self._enter, seconds=self.seconds)
        if reservations.is_reserved(answer.headers.get(reservations.HEADER, "")):
            raise Forbidden(why_reserved(answer.headers.get(reservations.POLICY)))
        return answer

    def free_in(self, url: str) -> float:
        """Seconds until the host of an address may be asked again."""
        return max(self._free.get(target_of(url).origin, 0.0) - self.clock(), 0.0)

    def _enter(self, target: Target) -> float:
        """Whether we may come in, and not before our turn; gives how long we waited for it."""
        house = self._house(target)
        if house.why:
            raise Unreachable(f"{house.why}; right would be to try later")
        if not house.rules.allow(target.path):
            raise Forbidden(
                f"{target.host} keeps this address from programs (robots.txt); right would be to read it there"
            )
        if held := reservations.reserved(target.path, house.reserved):
            raise Forbidden(why_reserved(held.policy))
        return self._wait(target.origin, house.rules.gap)

    def _wait(self, origin: str, gap: float | None) -> float:
        wait = max(self._free.get(origin, 0.0) - self.clock(), 0.0)
        if wait > 0:
            self.sleep(wait)
        if len(self._free) >= MOST_HOSTS:
            self._free = {host: free for host, free in self._free.items() if free > self.clock()}
        self._free[origin] = self.clock() + max(self.gap, gap or 0.0)
        return wait

    # ------------------------------------------------ what a host says of itself

    def _house(self, target: Target) -> House:
        known = self._houses.get(target.origin)
        if known and known.until > self.clock():
            return known
        if len(self._houses) >= MOST_HOSTS:
            self._houses.clear()
        house = self._asked_for_rules(target.origin)
        self._houses[target.origin] = house
        return house

    def _asked_for_rules(self, origin: str) -> House:
        rules, why = self._said(origin + "/robots.txt", robots.MOST_BYTES)
        if why or rules is None:
            return House(robots.EVERYTHING, (), self.clock() + (UNSURE if why else FRESH), why)
        held, why = self._said(origin + reservations.WHERE, reservations.MOST_BYTES)
        until = self.clock() + (UNSURE if why else FRESH)
        return House(robots.rules_in(rules), reservations.reservations_in(held or b""), until, why)

    def _said(self, url: str, enough: int) -> tuple[bytes | None, str | None]:
        """What stands there (empty: nothing does; of a long file its beginning), or why that cannot be had."""
        try:
            answer = fetch(url, self.guard, enough=enough, seconds=self.seconds / 3)
        except Forbidden:
            raise
        except DocumentError as error:
            return None, str(error).partition(";")[0]
        if answer.status == 200:
            return answer.body, None
        if answer.status in _MISSING and answer.status != 429:
            return b"", None
        return (
            None,
            f"{answer.target.host} does not say what programs may fetch ({url.rpartition('/')[2]}: {answer.status})",
        )
