"""The nouns, in the order in which a sentence meets them.

Document -> Sentence -> Mention, Participant, Place, Period, Quantity -> Event or Statement
-> Attribution -> Claim -> Reading. All are frozen; each prints in one line, which is the notation of tests,
terminal and logs. Offsets are code points of `Document.text`, end exclusive: `text[start:end]` is the thing.
"""

from typing import Literal

import msgspec

Time = Literal["past", "ongoing", "future", "conditional"]
Commitment = Literal["certain", "possible", "denied", "negated"]
EvidenceMode = Literal["own", "reported", "distanced"]
Certainty = Literal["denied", "conditional", "planned", "possible", "alleged", "reported", "asserted"]
Polarity = Literal["affirmed", "negated", "denied"]
SourceKind = Literal[
    "person", "organisation", "agency", "medium", "document", "anonymous", "collective", "self"
]
CiteMode = Literal["direct", "indirect", "subjunctive", "adposition", "retrospective"]
Distance = Literal["neutral", "distancing"]
StanceKind = Literal["claims", "denies", "confirms"]


class Noun(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False, gc=False):
    """What every noun is: a frozen record with names. None can be part of a circle, so the collector need not look."""


class Span(Noun):
    """A stretch of the document: offsets, end exclusive, and the characters between them."""

    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return self.text


# ------------------------------------------------------------------ documents


class Dateline(Noun):
    """The head of a wire story ("SEOUL (Yonhap) –"): where and by whom, and where the body begins."""

    span: Span
    place: str | None = None
    credits: tuple[str, ...] = ()


class Document(Noun):
    """A text as it reached us, untouched: every offset of a reading counts in `text`.

    `lang` is an ISO 639-1 code, or "und" when undecided. `published` is an ISO date (YYYY-MM-DD) or None.
    `modified` is the day of this wording, where the publisher tells it. `author` is the byline, `credits` the agencies in it or in
    the dateline. `body_start` is where the body begins (after a
    dateline).
    """

    document_id: str
    version_id: str
    text: str
    lang: str
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    credits: tuple[str, ...] = ()
    dateline: Dateline | None = None
    body_start: int = 0

    def __str__(self) -> str:
        return f"{self.document_id} [{self.lang}] {self.publisher or '?'} {self.published or '?'} {self.title or ''}".rstrip()


# ------------------------------------------------------------------ sentences


class Token(Noun):
    """One line of CoNLL-U with its offsets. `i` and `head` are positions in the sentence; the root's head is -1."""

    i: int
    form: str
    lemma: str
    upos: str
    head: int
    deprel: str
    start: int
    end: int
    feats: str = ""
    xpos: str = ""

    def __str__(self) -> str:
        return f"{self.form}/{self.lemma}/{self.upos} {self.deprel}->{self.head}"


class Sentence(Noun):
    """The tokens of one sentence with their tree. A heading is a sentence that yields no claims."""

    i: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    heading: bool = False

    def __str__(self) -> str:
        return " ".join(token.form for token in self.tokens)


# ------------------------------------------------------------------ who, where, when, how many


class Mention(Noun):
    """A stretch of one sentence that names something; `head` is the position of its head token."""

    span: Span
    sentence: int
    head: int

    def __str__(self) -> str:
        return self.span.text


class Participant(Noun):
    """A mention and whom it is taken to mean.

    `actor` is a gazetteer id (`PRK`, `KOR.SPY.nis`), or None when unresolved. `means` is the fuller mention
    that a pronoun or description goes back to. `presumed` when the text says so of the person. `of` is the id of the only state or
    organisation that an unresolved one's own words name ("Russische Drohnen": `RUS`): whose it is, not who it is.
    """

    mention: Mention
    actor: str | None = None
    of: str | None = None
    means: Mention | None = None
    presumed: bool = False

    @property
    def name(self) -> str:
        """The fullest wording that the document has for this participant."""
        return str(self.means or self.mention)

    def __str__(self) -> str:
        who = self.actor or self.name
        return f"{who}?" if self.presumed else who


class Place(Noun):
    """Where: never finer than the text. `place` is a gazetteer id, `country` an ISO code."""

    mention: Mention
    place: str | None = None
    country: str | None = None
    precision: Literal["country", "region", "city", "site", "unknown"] = "unknown"

    def __str__(self) -> str:
        return str(self.mention)


class Period(Noun):
    """When: the words of the text and the days (ISO dates) that they mean, where the publication day tells."""

    span: Span
    first: str | None = None
    last: str | None = None

    def __str__(self) -> str:
        return (
            self.span.text
            if not self.first
            else (self.first if self.first == self.last else f"{self.first}/{self.last}")
        )


class Quantity(Noun):
    """How many: lowest and highest value, unit as worded, and how exactly it is said."""

    span: Span
    low: float | None
    high: float | None
    unit: str
    kind: str = ""
    exactness: Literal["exact", "about", "at_least", "at_most", "range", "vague"] = "exact"
    part_of: int | None = None

    @property
    def value(self) -> float | None:
        """The number as worded: of a range its middle is nobody's figure, so the higher end."""
        return self.high if self.high is not None else self.low

    def __str__(self) -> str:
        mark = {"about": "~", "at_least": "+", "at_most": "-", "vague": "?"}.get(self.exactness, "")
        low, high = (None if v is None else f"{v:g}" for v in (self.low, self.high))
        number = f"{low}..{high}" if low and high and low != high else (high or low or "")
        return f"{number}{mark} {self.unit}".strip()


# ------------------------------------------------------------------ what is said


class Dyad(Noun):
    """The ids of both sides of an act, as event coders fill them in (PLOVER manual 2.0).

    `inferred` names the sides ("actors", "recipients") that the text does not name and that its content, place or only
    state stands for: coding convention, not what anybody said.
    """

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()


class Event(Noun, tag_field="what", tag="event"):
    """What is said to happen, in PLOVER's terms (PLOVER manual 2.0): what, how, why; who, to whom."""

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    against: tuple[Participant, ...] = ()
    dyad: Dyad | None = None
    place: Place | None = None
    period: Period | None = None
    quantities: tuple[Quantity, ...] = ()

    def __str__(self) -> str:
        mode = f" [{self.mode}]" if self.mode else ""
        sides = ", ".join(map(str, self.actors)) or "?"
        arrow = f" -> {', '.join(map(str, self.recipients))}" if self.recipients else ""
        return f"{self.type}{mode}  {sides}{arrow}"


class Statement(Noun, tag_field="what", tag="statement"):
    """What is said without an event type: consequence, expectation, assessment, condition ...

    `about` is who or what the clause is about; of a passive clause, who undergoes it is `affected`.
    """

    kind: str
    content: Span
    about: tuple[Participant, ...] = ()
    affected: tuple[Participant, ...] = ()
    direction: str | None = None
    cause: Span | None = None
    condition: Span | None = None
    horizon: Period | None = None
    place: Place | None = None
    period: Period | None = None
    quantities: tuple[Quantity, ...] = ()

    def __str__(self) -> str:
        about = ", ".join(map(str, (*self.about, *self.affected))) or "?"
        direction = f" {self.direction}" if self.direction else ""
        return f"statement/{self.kind}  about: {about} |{direction} {' '.join(self.content.text.split())}"


class Attribution(Noun):
    """One link of the chain. `inferred` when carried over from another sentence: never counted as said here."""

    source: Participant
    kind: SourceKind
    cue: Span
    mode: CiteMode
    distance: Distance = "neutral"
    inferred: bool = False

    def __str__(self) -> str:
        return f"({self.source})" if self.inferred else str(self.source)


class Stance(Noun):
    """Who claims, denies or confirms, and the words that say so. Sides stand side by side."""

    source: Participant
    stance: StanceKind
    span: Span

    def __str__(self) -> str:
        return f"{self.source} {self.stance}"


class Cue(Noun):
    """A word that bears on certainty or attribution: its span, which reading it suggests, the entry that fired."""

    span: Span
    means: str
    entry: str

    def __str__(self) -> str:
        return f"{self.span.text}={self.means}"


class Claim(Noun):
    """Somebody says, with some certainty, that something took place: the central noun.

    `chain` is outermost ... innermost, empty when the author asserts it. `certainty` is derived from the
    three axes (`lagebild.claims.axes.word_of`). `evidence` holds stable keys of the rules and entries
    that made the claim.
    """

    claim_id: str
    sentence: int
    trigger: Span
    content: Event | Statement
    chain: tuple[Attribution, ...]
    time: Time
    commitment: Commitment
    evidence_mode: EvidenceMode
    certainty: Certainty
    polarity: Polarity = "affirmed"
    stances: tuple[Stance, ...] = ()
    cues: tuple[Cue, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def event(self) -> Event | None:
        """The event, or None when the claim is a statement."""
        return self.content if isinstance(self.content, Event) else None

    @property
    def unnamed(self) -> bool:
        """Whether somebody says so whom the text does not name (a quotation without its speaker, *es hieß*): not its author."""
        return not self.chain and self.evidence_mode == "reported"

    def __str__(self) -> str:
        parts = [str(self.content)]
        amounts = ", ".join(map(str, self.content.quantities))
        where = self.content.place
        when = self.content.period
        said = " < ".join(str(link) for link in reversed(self.chain))
        parts += [amounts] if amounts else []
        parts += [f"at {where}"] if where else []
        parts += [f"on {when}"] if when else []
        parts.append(f"per {said}" if said else "per somebody unnamed" if self.unnamed else "author")
        parts += [f"{s.source} {s.stance}" for s in self.stances if s.stance != "claims"]
        parts.append(self._grade())
        return " | ".join(parts)

    def _grade(self) -> str:
        extra = [
            word
            for word, shown in (
                ("negated", self.commitment == "negated"),
                ("possible", self.commitment == "possible" and self.certainty != "possible"),
                ("hearsay", self.evidence_mode == "distanced" and self.certainty != "alleged"),
            )
            if shown
        ]
        return ", ".join([self.certainty, *extra])


# ------------------------------------------------------------------ what one reading gave


class Release(Noun):
    """What read a document: the program's version and the versions of the data it read with."""

    lagebild: str
    pack: str
    parser: str
    ontology: str
    gazetteer: str
    overlays: tuple[str, ...] = ()


class Reading(Noun):
    """All that one reading of one version of a document gave, and which release gave it."""

    document: Document
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    status: Literal["read", "undecided", "not read yet", "empty"] = "read"
    release: Release | None = None

    def __str__(self) -> str:
        return "\n".join(map(str, self.claims))
