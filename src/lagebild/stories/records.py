"""What linking sees of a claim, and what it gives.

`Telling`: one claim in one document, with the features that stories are joined by. `Story`: the tellings of one happening,
with its origins, status, phase and figures. All frozen; all features are free of any language but `lemmas`.
"""

from typing import Literal

from lagebild.model import Commitment, Noun, Polarity, Time

Side = Literal["party", "ally", "opponent", "third", "unknown"]
ReasonKey = Literal[
    "complains", "cited", "cited_through", "own_agency", "own_publisher", "same_wording", "one_with", "one_house", "more",
    "taken_back_since", "denied", "taken_back", "about_it", "confirms", "in_passing", "conditional", "possible", "nobody", "cited_beside", "carried", "unnamed", "hearsay", "publisher_unknown",
]  # fmt: skip
Status = Literal[
    "denied", "disputed", "retracted", "corroborated within one side", "corroborated", "single-origin"
]


class Voice(Noun, frozen=True):
    """Somebody who is cited. `key` is the same for all who speak for one body; None when nobody is named. `roles` are what a name is said to be,
    `beside` the other names in a description ("Pawel Sapelko of Wjasna"). `own`: the text cites its own reporter; `apart`: he
    only denies to have had a part in it.
    """

    key: str | None
    name: str
    state: str | None = None
    actor: str | None = None
    inferred: bool = False
    roles: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    own: bool = False
    apart: bool = False

    def __str__(self) -> str:
        return self.name


class Amount(Noun, frozen=True):
    """A figure as told: lowest and highest value, what is counted, and the class of what is counted."""

    low: float
    high: float
    unit: str
    kind: str = ""
    exactness: str = "exact"


class Telling(Noun, frozen=True):
    """One claim in one document, as linking sees it.

    `chain` is outermost ... innermost. `day` is the day of publication, `first` and `last` the days of the event where the
    text gives them. `type` is empty and `kind` says which for a statement. `names` are unresolved participants, `objects`
    those of them to whom it is done. `acts` are the deeds that its trigger itself means. `propers` are names that the gazetteer does not know, spelt as in any language, `things` what has a name beside a noun that says what it is (`vessel:...`), `people` the last names of those who have a part in it, `victims` of those to whom it is done, `offices` what they hold, `lone` when it is done to one person. `averted` when it did not come about, and nobody denies it; `told` when a verb reports it, and no noun refers to it, `news` when a noun with the indefinite article does; `anew` when it says that it is not the first of its kind, `answers` when it denies, confirms, counts or takes back what was told before, `answered` the claims shortly before it that it does so of. `confirmers` bear out that it happened, not how many. `passing` when the event is only named as known ("the attack of Monday"),
    `cited` when its sentence cites somebody for another claim. `complainers`: who accuses or rejects in it. `withdrawn` when its sentence takes a
    report back, `takers`: who does.
    """

    claim_id: str
    document_id: str
    day: str | None
    lang: str
    start: int
    end: int
    quote: str
    sentence: str
    sentence_start: int = 0
    publisher: str | None = None
    credits: tuple[str, ...] = ()
    type: str = ""
    kind: str = ""
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    propers: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    lone: bool = False
    place: str | None = None
    country: str | None = None
    first: str | None = None
    last: str | None = None
    amounts: tuple[Amount, ...] = ()
    lemmas: frozenset[str] = frozenset()
    senses: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    speech: tuple[str, ...] = ()
    time: Time = "past"
    commitment: Commitment = "certain"
    polarity: Polarity = "affirmed"
    averted: bool = False
    certainty: str = "asserted"
    chain: tuple[Voice, ...] = ()
    deniers: tuple[Voice, ...] = ()
    confirmers: tuple[Voice, ...] = ()
    passing: bool = False
    anew: bool = False
    earlier: bool = False
    answers: bool = False
    answered: tuple[str, ...] = ()
    told: bool = False
    news: bool = False
    cited: bool = False
    aside: bool = False
    complainers: tuple[Voice, ...] = ()
    withdrawn: bool = False
    takers: tuple[str, ...] = ()
    sketch: frozenset[int] = frozenset()

    @property
    def order(self) -> tuple[str, str, int, str]:
        """The canonical order: by day, document and place in it, never by arrival."""
        return (self.day or "", self.document_id, self.start, self.claim_id)


class Joint(Noun, frozen=True):
    """Why two claims were joined: the score and the reasons, strongest first."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.one} + {self.other}: {self.score:g} ({'; '.join(self.reasons)})"


class Reason(Noun, frozen=True):
    """Why somebody counts as an origin, or does not: the key of a sentence in the labels, whom it names, how many."""

    key: ReasonKey
    who: str = ""
    n: int = 0


class LeftOut(Noun, frozen=True):
    """A claim that counts for no origin: who printed it, and why it does not count."""

    claim: str
    printed: str
    why: Reason


class Origin(Noun, frozen=True):
    """An independent source of a story: who, on which side, the claims that it stands behind, why it counts."""

    key: str
    name: str
    side: Side
    camp: str
    claims: tuple[str, ...]
    why: tuple[Reason, ...]
    actor: str | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.side})"


class Part(Noun, frozen=True):
    """Who vouches for one part of a story (overall, presence, number, place, time), and what did not count and why."""

    name: str
    origins: tuple[Origin, ...]
    left_out: tuple[LeftOut, ...] = ()
    value: str | None = None

    @property
    def count(self) -> int:
        """How many independent origins there are: an upper bound."""
        return len(self.origins)


class Figure(Noun, frozen=True):
    """A number as one source gives it; `until` is the day on which the same source gave another."""

    value_low: float
    value_high: float
    unit: str
    source: str
    kind: str = ""
    actor: str | None = None
    exactness: str = "exact"
    certainty: str = "asserted"
    day: str | None = None
    until: str | None = None
    claims: tuple[str, ...] = ()


class Rung(Noun, frozen=True):
    """A step that a happening has reached, since when, and who says so."""

    phase: str
    day: str | None
    sources: tuple[str, ...]
    claims: tuple[str, ...]


class Story(Noun, frozen=True):
    """The claims about one happening. `parts` are what the origins vouch for; `aliases` are ids that it once had."""

    story_id: str
    type: str
    tellings: tuple[Telling, ...]
    parts: tuple[Part, ...] = ()
    status: Status = "single-origin"
    ladder: str | None = None
    phases: tuple[Rung, ...] = ()
    figures: tuple[Figure, ...] = ()
    joints: tuple[Joint, ...] = ()
    deniers: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def phase(self) -> str | None:
        """The highest rung that was reached."""
        return self.phases[-1].phase if self.phases else None

    def is_called(self, key: str) -> bool:
        """Whether a key is this story's id, or one that it once had: that of one of its claims."""
        return key == self.story_id or key in self.aliases

    def part(self, name: str) -> Part:
        """Who vouches for a part; an empty one when the story has none of that name."""
        return next((part for part in self.parts if part.name == name), Part(name=name, origins=()))

    def __str__(self) -> str:
        phase = f", {self.phase}" if self.phase else ""
        return (
            f"{self.story_id} {self.type or 'statement'}: {len(self.tellings)} claims, {self.status}{phase}"
        )
