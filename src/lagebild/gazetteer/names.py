"""Names in a sentence.

Takes the forms and lemmas of a sentence's tokens; gives who and where they name, the longest names first
(`Papua-Neuguinea` is not Guinea), with the rules for names of several meanings in `choice.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lagebild.caches import QUICK
from lagebild.errors import UnknownLanguage
from lagebild.gazetteer.choice import SURE, Readers, chosen
from lagebild.gazetteer.entries import Name
from lagebild.gazetteer.gazetteer import Gazetteer
from lagebild.gazetteer.joints import Joints, Match
from lagebild.gazetteer.load import kept_of_ours, load_gazetteer
from lagebild.gazetteer.manner import Manner
from lagebild.gazetteer.pieces import Pieces, pieces_of
from lagebild.gazetteer.tree import Longest, NameTree, beginnings_of
from lagebild.loading import MARSHALLED

# Kinds that inflect so much that their lemma is looked up, too.
INFLECTED = ("adjective", "demonym")
SLOT = 3  # letters of a state in an id
JOINED = "joined"  # names that only stand before a hyphen
MEDIA = ".JRN."  # in the ids of papers and broadcasters


class NameHit(NamedTuple):
    """Tokens `first` to `last` (inclusive) name the entry `id`.

    `kind` is the name's (names.csv), or compound_part (`rest` says of what), or part (Ostukraine): see `joints.py`.
    A city that is a capital gives two hits on one stretch: the state (kind capital) and the place.
    """

    first: int
    last: int
    id: str
    kind: str
    weight: float
    rest: str = ""


def slots_named(hits: Iterable[NameHit]) -> frozenset[str]:
    """The states and unions (`COG`, `EUR`) that hits surely name: no capital, which may stand for one of two."""
    return frozenset(hit.id[:SLOT] for hit in hits if hit.kind != "capital" and hit.weight >= SURE)


class NameIndex:
    """The names of one language, ready to be found; `beginnings` are those of the names that are no titles."""

    def __init__(
        self, names: Sequence[Name], manner: Manner, readers: Readers, beginnings: dict[str, list[int]]
    ) -> None:
        listed = _without_titles(names)
        self._manner = manner
        self._readers = readers
        self._tree = NameTree(listed, manner, beginnings)
        self._joints = Joints(self._tree, manner)
        self.openings = self._tree.openings
        self.addresses = manner.addresses
        self._is_closed = lru_cache(maxsize=QUICK)(self._closes)
        self.surnames = frozenset(
            name.name for name in listed if name.kind == "person" and " " not in name.name
        )
        self._lemmas = {name.name for name in listed if name.kind in INFLECTED}

    def find(
        self,
        forms: Sequence[str],
        lemmas: Sequence[str],
        beside: frozenset[str] = frozenset(),
        on: str | None = None,
    ) -> list[NameHit]:
        """Every name of the sentence, in the order of its tokens; unsure names are left out.

        `beside`: the slots that the document surely names elsewhere; they make unsure names surer. `on`: its ISO
        day, which tells apart two persons of one name.
        """
        pieces = pieces_of(forms, self._manner.clitics)
        matches = self._matches(pieces, lemmas)
        if _shouts(forms):
            matches = [match for match in matches if not _only_capitals(match, pieces)]
        sure = chosen(matches, pieces, self._readers, beside, on)
        return [hit for match in sure for hit in _hits(match, pieces)]

    def _matches(self, pieces: Pieces, lemmas: Sequence[str]) -> list[Match]:
        matches: list[Match] = []
        covered = 0
        for at in self._openings_in(pieces, lemmas):
            match = self._match(at, pieces, lemmas) if at >= covered else None
            if match and not self._goes_on(match, pieces):
                matches += self._with_shared(match, pieces)
                covered = match.end
        return matches

    def _goes_on(self, match: Match, pieces: Pieces) -> bool:
        """`The National | Guard`, `The Independent | Commission`: a capital right behind makes it another name."""
        texts, end = pieces.texts, match.end
        if texts[match.start] not in self._manner.articles or match.end - match.start < 2:
            return False
        return (
            any(MEDIA in name.id for name in match.names)  # "The Hague | District Court" is in The Hague
            and end < len(texts)
            and texts[end][:1].isupper()
            and texts[end].isalpha()
            and not texts[end].isupper()
        )

    def _openings_in(self, pieces: Pieces, lemmas: Sequence[str]) -> list[int]:
        """Where a name may begin. At most words none can, and they are known."""
        closed, inflected = self._is_closed, self._lemmas
        joined = {at for at, text in enumerate(pieces.texts, -1) if text == "-"}  # a hyphen follows
        rows = enumerate(zip(pieces.texts, pieces.tokens, strict=True))
        return [
            at for at, (text, token) in rows if not closed(text) or lemmas[token] in inflected or at in joined
        ]

    def _closes(self, text: str) -> bool:
        return not (self.openings(text) or self._joints.opened(text))

    def _match(self, at: int, pieces: Pieces, lemmas: Sequence[str]) -> Match | None:
        if (found := self._tree.longest(pieces.texts, at)) and (names := self._standing(found, pieces)):
            return self._joints.placed(Match(at, found.end, names), pieces)
        if not pieces.texts[at][:1].isalpha():
            return None
        return (
            self._by_lemma(at, pieces, lemmas)
            or self._joints.inside(at, pieces)
            or self._joints.elided(at, pieces)
        )

    def _standing(self, found: Longest, pieces: Pieces) -> tuple[Name, ...]:
        """The names without those that only stand before the adjective of another state: `Franco-German`, no General Franco, no `Indo-Pacific`."""
        if all(name.kind != JOINED for name in found.names):  # most often
            return found.names
        before = found.end + 1 < len(pieces.texts) and pieces.texts[found.end] == "-"
        if before and any(name.kind in INFLECTED for name in self._tree.whole(pieces.texts[found.end + 1])):
            return tuple(name._replace(kind=INFLECTED[0]) for name in found.names if name.kind == JOINED)
        return tuple(name for name in found.names if name.kind != JOINED)

    def _by_lemma(self, at: int, pieces: Pieces, lemmas: Sequence[str]) -> Match | None:
        lemma = lemmas[pieces.tokens[at]]
        if lemma not in self._lemmas or not (pieces.starts_token(at) and pieces.ends_token(at)):
            return None
        names = tuple(name for name in self._tree.whole(lemma) if name.kind in INFLECTED)
        alike = lemma[:1].lower() == pieces.texts[at][:1].lower()
        return Match(at, at + 1, names) if names and alike else None

    def _with_shared(self, match: Match, pieces: Pieces) -> list[Match]:
        shared = self._joints.sharing(match, pieces)
        return [shared, match] if shared else [match]


@lru_cache(maxsize=16)
def names_of(lang: str, gazetteer: Gazetteer) -> NameIndex:
    """The index of a language's names; made once for each gazetteer."""
    if lang not in gazetteer.manners:
        raise UnknownLanguage(
            f"the gazetteer has no names in {lang!r}; it has {', '.join(gazetteer.manners)}"
        )
    agents = gazetteer.agents.get(lang, ())
    words = frozenset(agent.lemma.split()[0].lower() for agent in agents)
    slots = frozenset(gazetteer.countries) | {"EUR", "UNO"}
    manner = gazetteer.manners[lang]
    readers = Readers(
        gazetteer.given_names,
        gazetteer.surnames,
        manner.addresses,
        words,
        slots,
        gazetteer.holders,
        manner.clitics,
    )
    return NameIndex(_spelt_anyhow(lang, gazetteer), manner, readers, _beginnings(lang, gazetteer))


def _spelt_anyhow(lang: str, gazetteer: Gazetteer) -> list[Name]:
    """The names of a language, and persons as the others spell them: a text may call Lawrow Lavrov. What the language has itself, a block too, is its own."""
    own = gazetteer.names[lang]
    known = {name.name for name in own}
    others = (name for other, names in gazetteer.names.items() if other != lang for name in names)
    return [*own, *(name for name in others if name.kind == "person" and name.name not in known)]


def _beginnings(lang: str, gazetteer: Gazetteer) -> dict[str, list[int]]:
    """What the names begin with, kept where they are ours alone."""

    def made() -> dict[str, list[int]]:
        return beginnings_of(_without_titles(_spelt_anyhow(lang, gazetteer)), gazetteer.manners[lang])

    ours = gazetteer is load_gazetteer()
    return kept_of_ours(f"beginnings-{lang}", made, MARSHALLED) if ours else made()


def _without_titles(names: Sequence[Name]) -> list[Name]:
    return [name for name in names if name.kind != "title"]


def _hits(match: Match, pieces: Pieces) -> Iterator[NameHit]:
    first, last = pieces.tokens[match.start], pieces.tokens[match.end - 1]
    for name in match.names:
        yield NameHit(first, last, name.id, match.kind or name.kind, name.weight, match.rest)


def _shouts(forms: Sequence[str]) -> bool:
    """Whether the sentence is in capitals throughout, so that US may be "us"."""
    if any(form.isalpha() and not form.isupper() for form in forms):
        return False
    return sum(map(str.isalpha, forms)) > 2


def _only_capitals(match: Match, pieces: Pieces) -> bool:
    text = pieces.texts[match.start]
    return match.end - match.start == 1 and all(name.weight < 1 and name.name == text for name in match.names)
