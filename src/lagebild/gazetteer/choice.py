"""Which of its meanings a name has.

Takes the matches of a sentence; gives those that are sure enough, each with one meaning. Rules, in this order:

1. A name after a given name or an initial that is not his own is a person that the gazetteer does not know (Michael Jordan); so is a
   state's or place's after a form of address (Mr Jordan).
2. A name that is a given name, too, before a surname, likewise (Israel Ortiz); an unsure one before any capitalised
   word that is neither name nor agent (Jordan Pickford); and so is a person's that is too light to stand alone (Wang Li), or before a
   given name of two halves (Yoon Mi-hyang).
3. A name behind a prefix like pro- or anti- names nobody: the thing is about the state, not of it.
4. Of several meanings the one whose state stands right before the name, else the one whose state is surely named elsewhere in the sentence; else
   the weightier one.
   A capital as its government and the city as a place are no rivals: both stay (but Tripoli in Lebanon is no capital).
5. Of two persons of one name (Khamenei, father and son) the one in office on the day; else neither.
6. A meaning of less than even weight needs such support. Else the name is left unresolved.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lagebild.gazetteer.entries import Holder, Name
from lagebild.gazetteer.joints import Match
from lagebild.gazetteer.pieces import Pieces

SURE = 0.9
EVEN = 0.5
# Support lifts a lighter meaning over a weightier one only from here on: "Georgia" beside "US" stays Georgia.
LIFTED = 0.3
# Kinds that a surname can look like.
SURNAMES = frozenset({"name", "person", "capital", "short"})


BEGINNING = 2  # letters in which the spellings of a given name agree: Sergei, Sergej, Sergueï
ALIKE = 4  # where a list of given names has the word: a Maria Rubio is no Marco
SPELT = str.maketrans("wjck", "vykk")  # letters that languages write differently there


class Readers(NamedTuple):
    """What the rules look up: given names, surnames, forms of address, first words of agents, the slots that are
    states by themselves, who held an office when, and what is written on a name without a space."""

    given_names: frozenset[str]
    surnames: frozenset[str]
    addresses: frozenset[str]
    agent_words: frozenset[str]
    slots: frozenset[str]
    holders: Mapping[str, tuple[Holder, ...]]
    clitics: tuple[str, ...] = ()


def chosen(
    matches: Sequence[Match],
    pieces: Pieces,
    readers: Readers,
    beside: frozenset[str] = frozenset(),
    on: str | None = None,
) -> list[Match]:
    """The matches that are sure enough, with the names of one meaning each (a city may add its place).

    `beside` holds the slots (`COG`, `EUR`) that are surely named elsewhere in the document; `on` is its ISO day.
    """
    kept = [m for m in matches if m.kind != "towards" and not _is_person(m, matches, pieces, readers)]
    groups = [{_group(name, readers) for name in match.names if name.weight >= SURE} for match in kept]
    decided = []
    for i, match in enumerate(kept):
        named = _owners(i, kept, groups, pieces, readers) or beside.union(
            *(group for j, group in enumerate(groups) if j != i and len(group) == 1)
        )
        if names := _of_the_day(_decide(match.names, named, readers), on, readers):
            decided.append(match._replace(names=names))
    return decided


def _owners(
    i: int, matches: Sequence[Match], groups: Sequence[set[str]], pieces: Pieces, readers: Readers
) -> frozenset[str]:
    """`South Korea's | Democratic Party`: the one state right before a name, where a meaning of the name is that state's, whatever else is named."""
    match = matches[i]
    if i == 0 or len({_group(name, readers) for name in match.names}) < 2 or len(groups[i - 1]) != 1:
        return frozenset()
    between = pieces.texts[matches[i - 1].end : match.start]
    beside = not between or (len(between) == 1 and between[0] in readers.clitics)
    owners = groups[i - 1].intersection(_group(name, readers) for name in match.names)
    return frozenset(owners) if beside else frozenset()


def _of_the_day(names: tuple[Name, ...], on: str | None, readers: Readers) -> tuple[Name, ...]:
    if len({name.id for name in names if name.kind == "person"}) < 2:
        return names
    held = [n for n in names if on and any(row.in_office(on) for row in readers.holders.get(n.id, ()))]
    return tuple(held) if len({name.id for name in held}) == 1 else ()


def _is_person(match: Match, matches: Sequence[Match], pieces: Pieces, readers: Readers) -> bool:
    if match.end - match.start > 1 or not all(name.kind in SURNAMES for name in match.names):
        return False
    if any(name.kind == "block" for name in match.names):
        return False
    return _after_given(match, matches, pieces, readers) or _before_surname(match, matches, pieces, readers)


def _after_given(match: Match, matches: Sequence[Match], pieces: Pieces, readers: Readers) -> bool:
    before = match.start - 1
    if before < 0 or any(other.start <= before < other.end for other in matches):
        return False
    text = pieces.texts[before]
    if text in readers.addresses:
        return all(name.kind != "person" for name in match.names)
    given = text in readers.given_names or (len(text) == 2 and text[0].isupper() and text[1] == ".")
    return given and not _is_his_own(match, pieces, readers)


def _is_his_own(match: Match, pieces: Pieces, readers: Readers) -> bool:
    """Whether a name right before a surname begins as a given name of somebody who has it does, however it is spelt: Recep | Erdogan."""
    holders = (row for name in match.names for row in readers.holders.get(name.id, ()))
    own = {beginning(part, ALIKE) for row in holders for part in row.person.split()[:-1]}
    at = match.start - 1
    while own and at >= 0 and pieces.texts[at][:1].isupper():
        if len(pieces.texts[at]) > BEGINNING and beginning(pieces.texts[at], ALIKE) in own:
            return True
        at -= 1
    return False


def beginning(name: str, letters: int = BEGINNING) -> str:
    """The first letters of a name, as all languages spell them."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return plain.translate(SPELT)[:letters]


def _before_surname(match: Match, matches: Sequence[Match], pieces: Pieces, readers: Readers) -> bool:
    if match.end >= len(pieces.texts):
        return False
    text = pieces.texts[match.end]
    is_given = pieces.texts[match.start] in readers.given_names
    if is_given and text in readers.surnames:
        return True
    weight = max(name.weight for name in match.names)
    light = weight < EVEN and all(name.kind == "person" for name in match.names)
    known = any(other.start == match.end for other in matches) or text.lower() in readers.agent_words
    if not known and _is_hyphened(match.end, pieces) and all(name.kind == "person" for name in match.names):
        return True
    return text[:1].isupper() and not known and (light or (is_given and weight < SURE))


def _is_hyphened(at: int, pieces: Pieces) -> bool:
    """`Yoon | Mi-hyang`: a given name of two halves behind a surname that comes first."""
    texts = pieces.texts[at : at + 3]
    return len(texts) == 3 and texts[0].istitle() and texts[1] == "-" and texts[2].islower()


def _decide(names: tuple[Name, ...], named: frozenset[str], readers: Readers) -> tuple[Name, ...]:
    capitals = [name for name in names if name.kind == "capital"]
    others = [name for name in names if name.kind not in ("capital", "block")]
    meant = _one_meaning(others, named, readers)
    elsewhere = {_group(name, readers) for name in others} - {_group(name, readers) for name in meant}
    governments = [name for name in capitals if _group(name, readers) not in elsewhere]
    return (*_one_meaning(governments, named, readers), *meant)


def _one_meaning(names: list[Name], named: frozenset[str], readers: Readers) -> list[Name]:
    weights: dict[str, float] = {}
    for name in names:
        group = _group(name, readers)
        weights[group] = max(name.weight, weights.get(group, 0.0))
    best = _best(weights, named)
    return (
        list({n.id: n for n in reversed(names) if _group(n, readers) == best}.values())[::-1] if best else []
    )


def _best(weights: dict[str, float], named: frozenset[str]) -> str | None:
    supported = [group for group, weight in weights.items() if group in named and weight >= LIFTED]
    if len(supported) == 1:
        return supported[0]
    ranked = sorted(weights, key=lambda group: (-weights[group], group))
    if not ranked or weights[ranked[0]] < EVEN:
        return None
    tied = len(ranked) > 1 and weights[ranked[0]] == weights[ranked[1]]
    return None if tied else ranked[0]


def _group(name: Name, readers: Readers) -> str:
    """What a meaning belongs to: its state or union, else itself."""
    return name.id[:3] if name.id[:3] in readers.slots else name.id
