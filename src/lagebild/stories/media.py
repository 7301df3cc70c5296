"""Agencies, papers, broadcasters: by which key they count, to which house they belong, whose mouthpiece they are.

Takes names and keys of media and a day; gives what the gazetteer knows of them on that day.
"""

from datetime import date
from functools import cache

from lagebild.gazetteer import Gazetteer, load_gazetteer
from lagebild.stories.rules import load_rules


@cache
def _media(gazetteer: Gazetteer) -> dict[str, str]:
    """Ids of agencies and media by name, in small letters, from all languages."""
    media = {o.id for o in gazetteer.organisations.values() if o.kind in ("agency", "medium")}
    rows = (name for names in gazetteer.names.values() for name in names)
    return {plain_name(name.name): name.id for name in rows if name.id in media}


def medium_key(name: str) -> str:
    """The key of an agency or publisher, named or by the host of its pages: its id where the gazetteer knows it."""
    gazetteer, name = load_gazetteer(), plain_name(name)
    known = _media(gazetteer).get(name)
    if known is None and "." in name and " " not in name:
        known = gazetteer.publisher_at(name)
    return known or f"pub:{name}"


def plain_name(name: str) -> str:
    """A medium's name in small letters, without an article: who cites The Meridian Post may leave it out."""
    first, _, rest = name.lower().partition(" ")
    return rest if rest.strip() and first in load_rules().articles else name.lower()


def is_medium(key: str) -> bool:
    """Whether a key is an agency's, a medium's or a publisher's."""
    gazetteer = load_gazetteer()
    known = gazetteer.organisations.get(key)
    return key.startswith("pub:") or (known is not None and known.kind in ("agency", "medium"))


def state_of_medium(key: str, day: str | None) -> str | None:
    """Whose mouthpiece a medium was on that day: a state's, a party's, an armed group's; other media are nobody's side."""
    house = load_gazetteer().publisher_of(key, date.fromisoformat(day) if day else None)
    return house.side if house else None


def house_of(key: str, day: str | None) -> str:
    """The house to which a medium belonged on that day; what one house prints in several papers is one origin."""
    house = load_gazetteer().publisher_of(key, date.fromisoformat(day) if day else None)
    return house.family if house else key
