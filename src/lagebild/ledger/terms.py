"""Words that recur, as numbers.

Takes actors, types, publishers; gives the number under which the ledger keeps each. Numbers are remembered between
transactions and forgotten when one fails, because then they were not kept, and when another program has written: it may have
forgotten a document and the words that only it had, and given their numbers to others.
"""

from lagebild.ledger.database import Database

REMEMBERED = 200_000


class Terms:
    """The table `term` of one ledger."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, int] = {}
        self._written = -1  # by others, when the numbers were found

    def begin(self) -> None:
        """Whether what is remembered still holds. First thing in a transaction."""
        written = int(self._db.value("PRAGMA data_version"))
        if written != self._written:
            self._known.clear()
            self._written = written

    def number(self, text: str) -> int:
        """The number of a word, which gets one if it has none. Inside a transaction."""
        found = self._known.get(text)
        if found is None:
            found = self.known(text) or self._db.run("INSERT INTO term (text) VALUES (?)", (text,))
            if len(self._known) > REMEMBERED:
                self._known.clear()
            self._known[text] = found
        return found

    def optional(self, text: str | None) -> int | None:
        """The number of a word; None of none."""
        return None if text is None else self.number(text)

    def known(self, text: str) -> int | None:
        """The number of a word, if it has one."""
        found = self._db.value("SELECT term FROM term WHERE text = ?", (text,))
        return None if found is None else int(found)

    def at_or_below(self, actor: str) -> list[int]:
        """The numbers of an actor and of all that belong to it: `PRK.MIL` to `PRK`."""
        rows = self._db.all(
            "SELECT term FROM term WHERE text = ? OR (text > ? AND text < ?)",
            (actor, f"{actor}.", f"{actor}/"),
        )
        return [number for (number,) in rows]

    def forget(self) -> None:
        """What was remembered was not kept."""
        self._known.clear()


def state_of(actor: str | None) -> str | None:
    """What an actor rolls up to: the first part of its id."""
    return None if actor is None else actor.partition(".")[0]
