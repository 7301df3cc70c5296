"""Where an entity belongs and what part it plays, as its name says it: `Citizen (Nigeria)`.

Takes the names of entities and early facts; gives a place and a role for each, 0 where unknown. An entity whose name says
nothing belongs where most of its early partners do. Without such names all are 0, and what rests on them says nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lagebild.outlook.ranking.counts import Ints
from lagebild.outlook.ranking.quadruples import OBJECT, SUBJECT, Facts

_IN_BRACKETS = re.compile(r"^(?P<role>.*?)\s*\((?P<place>[^()]*)\)\s*$")
MOST_PLACES, MOST_ROLES = 250, 150  # more are too rare to be counted with


@dataclass(frozen=True)
class Affiliation:
    """Place and role of each entity, and how many of both there are (0, unknown, included)."""

    place: Ints
    role: Ints
    places: int
    roles: int


def affiliation_of(names: tuple[str, ...], early: Facts) -> Affiliation:
    """Places and roles; `early` are facts from before the first step that is asked about."""
    split = [_IN_BRACKETS.match(name) for name in names]
    numbers = _numbered((found["place"] for found in split if found), MOST_PLACES)
    place = np.zeros(len(names), np.int64)
    parts = [""] * len(names)
    for i, (name, found) in enumerate(zip(names, split, strict=True)):
        if name in numbers:
            place[i], parts[i] = numbers[name], "()"
        elif found and found["place"] in numbers:
            place[i], parts[i] = numbers[found["place"]], found["role"]
    roles = _numbered(filter(None, parts), MOST_ROLES)
    role = np.asarray([roles.get(part, 0) for part in parts], np.int64)
    return Affiliation(_with_partners(place, len(numbers) + 1, early), role, len(numbers) + 1, len(roles) + 1)


def _numbered(words: Iterable[str], most: int) -> dict[str, int]:
    return {word: i for i, (word, _) in enumerate(Counter(words).most_common(most), 1)}


def _with_partners(place: Ints, places: int, early: Facts) -> Ints:
    """Who has no place of its own gets the one that most of its partners have."""
    both = np.concatenate([early[:, [SUBJECT, OBJECT]], early[:, [OBJECT, SUBJECT]]])
    met = np.zeros((len(place), places), np.float32)
    np.add.at(met, (both[:, 0], place[both[:, 1]]), 1)
    met[:, 0] = 0
    guessed = np.where(met.max(1) > 0, met.argmax(1), 0)
    return np.where(place == 0, guessed, place)
