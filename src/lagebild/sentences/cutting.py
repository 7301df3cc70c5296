"""What a language says about where a text is cut.

Takes a language; gives its `tokens.toml` as a `Cutting`: abbreviations, clitics, what begins a sentence. `tokens` cuts by it.
"""

import re
from functools import cache

import msgspec

from lagebild.errors import UnknownLanguage
from lagebild.tables import PACKAGE, shipped_toml


class Cutting(msgspec.Struct, frozen=True):
    """A language's `tokens.toml`."""

    hyphens: str
    ordinals: bool
    possessive_after: str
    clitics: tuple[str, ...]
    joined_prefixes: frozenset[str]
    name_tails: frozenset[str]
    abbreviations: frozenset[str]
    abbreviations_at_end: frozenset[str]
    letter_names: frozenset[str]
    starters: frozenset[str]
    splits: dict[str, list[int]]
    lead_ins: re.Pattern[str]


@cache
def cutting_of(lang: str) -> Cutting:
    """The rules of a language."""
    file = PACKAGE / "languages" / lang / "tokens.toml"
    if not file.is_file():
        raise UnknownLanguage(f"no tokens.toml for language {lang!r} in lagebild/languages/{lang}")
    data = shipped_toml(file)
    sets = (
        "joined_prefixes",
        "name_tails",
        "abbreviations",
        "abbreviations_at_end",
        "letter_names",
        "starters",
    )
    return Cutting(
        hyphens=data["hyphens"],
        ordinals=data["ordinals"],
        possessive_after=data["possessive_after"],
        clitics=tuple(data["clitics"]),
        splits=data["splits"],
        lead_ins=re.compile(data["lead_ins"], re.VERBOSE),
        **{name: frozenset(data[name]) for name in sets},
    )
