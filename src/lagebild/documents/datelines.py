"""The head of a wire story: "SEOUL (Yonhap) –".

Takes a text; gives where it was written, by which agency, and where the body begins, or None. The patterns
are in `datelines.toml`. An ordinary first sentence must never be eaten, so a pattern alone does not convince.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from lagebild.gazetteer import kept_of_ours, load_gazetteer
from lagebild.loading import MARSHALLED
from lagebild.model import Dateline, Noun, Span
from lagebild.tables import shipped_toml

# A title or byline may stand above the dateline; such a line is short and ends without a full stop.
LINES_TRIED = 3
LONGEST_TITLE = 160
LONGEST_DATELINE = 120
HEAD = 1000  # characters in which a dateline stands
_SENTENCE_END = (".", "!", "?", "…", ":", "“", "”", '"')
_OPENING = "\"'„“”‚‘’»«›‹([ "
_CREDIT_SEPARATOR = re.compile(r"\s*[/,;&+|]\s*")


class Form(Noun, frozen=True):
    """One pattern; `sure` when its shape alone convinces, `signed` when only the name of an agency does.

    A match holds one of `signs`. Most texts begin without them, so that most patterns are never compiled.
    """

    pattern: str
    signs: str
    sure: bool = False
    signed: bool = False

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match of the pattern at a place."""
        if not any(text.find(sign, start, end) >= 0 for sign in self.signs):
            return None
        return _compiled(self.pattern).match(text, start, end)


class DatelineForms(Noun, frozen=True):
    """What datelines look like, and which names are agencies (casefolded)."""

    forms: tuple[Form, ...]
    agencies: frozenset[str]
    not_places: frozenset[str]
    places: frozenset[str] = frozenset()

    def knowing(self, *, agencies: Iterable[str] = (), places: Iterable[str] = ()) -> "DatelineForms":
        """The same forms with further names of agencies and places, as a gazetteer has them."""
        return DatelineForms(
            forms=self.forms,
            agencies=self.agencies | {name.casefold() for name in agencies},
            not_places=self.not_places,
            places=self.places | {name.casefold() for name in places},
        )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def shipped_forms() -> DatelineForms:
    """The forms of `datelines.toml`, with the agencies and places of the gazetteer."""
    data = shipped_toml(Path(__file__).with_name("datelines.toml"))
    parts: dict[str, str] = {}
    for name, pattern in data["parts"].items():
        parts[name] = pattern.format(**parts)
    return DatelineForms(
        forms=tuple(
            Form(
                pattern=form["pattern"].format(**parts),
                signs=form["signs"],
                sure=form.get("sure", False),
                signed=form.get("signed", False),
            )
            for form in data["form"]
        ),
        agencies=frozenset(name.casefold() for name in data["agencies"]),
        not_places=frozenset(name.casefold() for name in data["not_places"]),
    ).knowing(**kept_of_ours("datelines", _known_names, MARSHALLED))


def _known_names() -> dict[str, list[str]]:
    return {"agencies": sorted(_names_of_kind("agency")), "places": sorted(_place_names())}


def _names_of_kind(kind: str) -> Iterable[str]:
    """What the gazetteer's organisations of a kind are called, in all languages."""
    gazetteer = load_gazetteer()
    ids = {id for id, entry in gazetteer.organisations.items() if entry.kind == kind}
    return (name.name for names in gazetteer.names.values() for name in names if name.id in ids)


def _place_names() -> Iterable[str]:
    """What the gazetteer's places and capitals are called, in all languages."""
    names = (name for names in load_gazetteer().names.values() for name in names)
    return (name.name for name in names if "/" in name.id or name.kind == "capital")


def dateline_of(text: str, forms: DatelineForms) -> Dateline | None:
    """The dateline that the text begins with, under a title or byline where there is one; its letters may be decomposed."""
    head = text[:HEAD]
    composed = unicodedata.normalize("NFC", head)
    found = _dateline_in(composed, forms)
    if found is None or composed == head:
        return found
    start, end = (_before(head, offset) for offset in (found.span.start, found.span.end))
    return replace(found, span=Span(start=start, end=end, text=text[start:end]))


def _before(head: str, offset: int) -> int:
    """Where the first characters of a text end, of which there are `offset` when they are composed."""
    ends = (
        end
        for end in range(len(head) + 1)
        if len(unicodedata.normalize("NFC", head[:end])) == offset
        and not unicodedata.combining(head[end : end + 1] or " ")
    )
    return next(ends, len(head))


def _dateline_in(text: str, forms: DatelineForms) -> Dateline | None:
    start = _begin(text, 0)
    for _ in range(LINES_TRIED):
        found = _dateline_at(start, text, forms)
        end = text.find("\n", start)
        if found or not _is_title(text[start : max(end, start)].rstrip()):
            return found
        start = _begin(text, end)
    return None


def _begin(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _is_title(line: str) -> bool:
    return 0 < len(line) <= LONGEST_TITLE and not line.endswith(_SENTENCE_END)


def _dateline_at(start: int, text: str, forms: DatelineForms) -> Dateline | None:
    for form in forms.forms:
        match = form.match(text, start, start + LONGEST_DATELINE)
        if match and _opens_a_sentence(text, match.end()):
            place, credits = _parts(match, forms)
            if _convinces(place, credits, form, forms):
                end = start + len(match.group().rstrip())
                return Dateline(
                    span=Span(start=start, end=end, text=text[start:end]), place=place, credits=tuple(credits)
                )
    return None


def _opens_a_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins here: not with a small letter, and not a headline in capitals."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].lstrip(_OPENING)
    return line[:1].isalnum() and not line[:1].islower() and not line.isupper()


def _parts(match: re.Match[str], forms: DatelineForms) -> tuple[str | None, list[str]]:
    """Place and credits; brackets that open a text may hold either."""
    groups = match.groupdict()
    names = [name for name in _CREDIT_SEPARATOR.split((groups.get("credits") or "").strip()) if name]
    if "place" in groups:
        return groups["place"].strip(), names
    credits = [name for name in names if _signs(name, forms)]
    places = [name for name in names if name not in credits]
    return "/".join(places) or None, credits


def agencies_in(byline: str, forms: DatelineForms) -> tuple[str, ...]:
    """The agencies among those who wrote something."""
    return tuple(
        name for name in _CREDIT_SEPARATOR.split(byline.strip()) if name.casefold() in forms.agencies
    )


def _signs(name: str, forms: DatelineForms) -> bool:
    """Whether a name is an agency's, or one short word written small, as agencies and editors sign."""
    return name.casefold() in forms.agencies or (name.isalpha() and name.islower() and 2 <= len(name) <= 5)


def _convinces(place: str | None, credits: list[str], form: Form, forms: DatelineForms) -> bool:
    towns = re.split(r"\s?/\s?|,\s", place) if place else []
    if any(name.casefold() in forms.not_places for name in [*towns, *credits]) or not all(
        map(_is_name, towns)
    ):
        return False
    if credits and all(_signs(name, forms) for name in credits):
        return True
    if form.signed or not towns:
        return False
    return form.sure or _in_capitals(towns[0]) or towns[0].casefold() in forms.places


def _is_name(town: str) -> bool:
    """Whether a town is written as names are; only short words in it may be small ("Rio de Janeiro", "Maarat al-Numan")."""
    words = town.split()
    parts = [part for word in words for part in word.split("-")]
    return words[0][0].isupper() and all(part[:1].isupper() or len(part) <= 3 for part in parts)


def _in_capitals(town: str) -> bool:
    return town.isupper() and len(town) >= 3
