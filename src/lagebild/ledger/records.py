"""What a ledger takes and gives, besides the nouns of the model.

A `Query` asks, a `Found` answers. A `Remark` is what an analyst writes beside the claims; an `Adoption` says which
release's readings count; a `Changes` says what one reading has that another has not. All are frozen.
"""

from typing import Literal

import msgspec

from lagebild.model import Claim, Document, Noun, Release

What = Literal["new", "edited", "read anew", "known", "forgotten"]
RemarkKind = Literal["note", "correction", "grade", "merge", "split", "pin", "search", "watch", "withdrawal"]
REMARK_KINDS: tuple[RemarkKind, ...] = (
    "note", "correction", "grade", "merge", "split", "pin", "search", "watch", "withdrawal",
)  # fmt: skip


class Recorded(Noun, frozen=True):
    """What came of recording one reading. `counts`: whether its release is the adopted one."""

    document_id: str
    version_id: str
    what: What
    claims: int = 0
    counts: bool = True


class Query(Noun, frozen=True):
    """What is asked for; what is left out does not matter.

    `actor`, `recipient`: ids of the gazetteer, each with all that is below it (`PRK` finds `PRK.MIL`). `between`: two of
    them, whichever way round; `country`: one of them, on either side. `type`: an event type, or the kind of a statement. `first`, `last`: ISO days between which
    it happened, or was published where the text does not say. `words`: all of them in the claim's sentence, in any
    form, also as part of a longer word. `as_of`: only what was published before that day. `read_by`: only what had
    been read before that moment. Newest first; of a search for words first what was recorded last.
    """

    actor: str | None = None
    recipient: str | None = None
    between: tuple[str, str] | None = None
    country: str | None = None
    type: str | None = None
    certainty: str | None = None
    publisher: str | None = None
    lang: str | None = None
    source: str | None = None
    document_id: str | None = None
    words: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    as_of: str | None = None
    read_by: str | None = None
    limit: int | None = None


EVERYTHING = Query()


class Found(Noun, frozen=True):
    """A claim with what it rests on: its document, the sentence, the day from which the world had it, who read it when.

    `until` is the day on which the publisher replaced this wording; None while it stands.
    """

    claim: Claim
    document: Document
    sentence: str
    world: str
    until: str | None
    read_at: str
    release_id: str | None


class Version(Noun, frozen=True):
    """One wording of a document as the ledger holds it: without its text, with the clocks and what became of it."""

    document_id: str
    version_id: str
    lang: str
    publisher: str | None
    published: str | None
    title: str | None
    url: str | None
    world: str
    until: str | None
    fetched_at: str
    readings: tuple["ReadingKey", ...] = ()


class ReadingKey(Noun, frozen=True):
    """One reading of a version: who read it when, how it ended, and whether it counts."""

    release_id: str | None
    read_at: str
    status: str
    claims: int
    counts: bool


class Facets(Noun, frozen=True):
    """How many of the claims found have which value. `whole` is False when only the newest were counted."""

    claims: int
    whole: bool
    by: dict[str, dict[str, int]]


# ------------------------------------------------------------------ releases


class KnownRelease(Noun, frozen=True):
    """A release that has read something: its id, its language, how much, and since when its readings count."""

    release_id: str
    lang: str
    release: Release
    readings: int
    adopted_at: str | None = None


class Adoption(Noun, frozen=True):
    """Somebody decided that from now on the readings of this release count, in its language."""

    release_id: str
    lang: str
    author: str
    at: str


class Altered(Noun, frozen=True):
    """One claim before and after."""

    before: Claim
    after: Claim


class Changes(Noun, frozen=True):
    """What came, what went, what is told otherwise, and how much stayed the same."""

    gained: tuple[Claim, ...] = ()
    lost: tuple[Claim, ...] = ()
    altered: tuple[Altered, ...] = ()
    same: int = 0

    def __str__(self) -> str:
        return f"{len(self.gained)} gained, {len(self.lost)} lost, {len(self.altered)} altered, {self.same} the same"


class Edit(Noun, frozen=True):
    """What a publisher's change of an article did to its claims."""

    document_id: str
    before: str
    after: str
    world: str
    changes: Changes


class Comparison(Noun, frozen=True):
    """What adopting a release would change.

    `versions`: texts that both have read; `unread`: those that it has not read, whose claims would no longer count;
    `fresh`: those that only it has read, whose claims would begin to count. `changed` shows the first texts.
    """

    release_id: str
    instead_of: str | None
    versions: int
    unread: int
    fresh: int
    changed: tuple[tuple[str, Changes], ...]
    total: tuple[int, int, int, int]

    def __str__(self) -> str:
        gained, lost, altered, same = self.total
        return f"{gained} gained, {lost} lost, {altered} altered, {same} the same in {self.versions} texts"


# ------------------------------------------------------------------ analysts


class Anchor(Noun, frozen=True):
    """What a remark is about: characters of a version, and the claim that stood there."""

    document_id: str
    version_id: str
    start: int
    end: int
    quote: str
    claim_id: str | None = None


class Remark(Noun, frozen=True):
    """What an analyst adds: who, when, what. Never changed; a `withdrawal` names the remark that it takes back in `about`.

    `value` holds what the kind needs: of a grade A–F or 1–6, of a correction `field=value`, of a search or watch the query.
    `about` holds what is no claim: the source that is graded.
    """

    remark_id: str
    kind: RemarkKind
    author: str
    at: str
    text: str = ""
    value: str = ""
    about: str = ""
    anchors: tuple[Anchor, ...] = ()


class Placed(Noun, frozen=True):
    """A remark and the claims of today's readings that it belongs to; None where it has lost its place."""

    remark: Remark
    claims: tuple[str | None, ...]

    @property
    def lost(self) -> bool:
        """Whether it belongs into the Inbox: somebody has to look where it should go."""
        return None in self.claims


# ------------------------------------------------------------------ what went wrong, and what had to go


class Quarantined(Noun, frozen=True):
    """Something that could not be read: where it lay, why, how often it was tried, and the document if there is one."""

    place: str
    why: str
    tries: int
    first_at: str
    last_at: str
    document: Document | None = None


class Forgotten(Noun, frozen=True):
    """What forgetting left: a hash against reading it again, who asked, when, and why."""

    hash: str
    author: str
    at: str
    why: str = ""


class Copy(Noun, frozen=True):
    """A backup or an export that was made of a ledger."""

    path: str
    kind: str
    at: str


class Counts(Noun, frozen=True):
    """How much a ledger holds."""

    documents: int
    versions: int
    readings: int
    claims: int
    remarks: int
    quarantined: int
    forgotten: int


class Verification(Noun, frozen=True):
    """What a check of the whole ledger found; `problems` is empty when all is well."""

    counts: Counts
    problems: tuple[str, ...] = ()


def same(one: object, other: object) -> bool:
    """Whether two records say the same, as they are written."""
    return msgspec.json.encode(one) == msgspec.json.encode(other)
