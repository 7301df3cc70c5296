"""Who is asked for: an actor by its id, or by what the interface's languages call it.

Takes what somebody typed; gives the id. States and organisations have one name a language here. What is neither is refused: a filter that is
spelt wrong must not find nothing, as if nothing were known.
"""

from functools import cache

import typer

from lagebild.gazetteer import ACTOR_ID, load_gazetteer
from lagebild.views.labels import interface_languages

MOST_NAMED = 5  # proposals


def id_named(asked: str) -> str:
    """The id of whoever is called so; what is an id, or nobody's name, as it stands."""
    if load_gazetteer().actor(asked) is not None:
        return asked
    id, _ = _named().get(asked.casefold(), (asked, asked))
    return id


def id_asked(asked: str | None, option: str) -> str | None:
    """The id that an option asks for.

    Raises:
        BadParameter: when it is neither an id nor somebody's name; with those who are called nearly so.
    """
    if asked is None:
        return None
    found = id_named(asked.strip())
    if ACTOR_ID.fullmatch(found):  # one of the user's own tables, too
        return found
    right = ", ".join(_called_nearly(asked.strip().casefold())) or "an id, as PRK, or a name, as North Korea"
    raise typer.BadParameter(f"nobody is called {asked!r}; right would be {right}", param_hint=option)


def ids_asked(asked: str | None, option: str) -> tuple[str, str] | None:
    """The two ids of a pair, as RUS,UKR.

    Raises:
        BadParameter: when it is no pair, or one of them is nobody.
    """
    if asked is None:
        return None
    one, comma, other = asked.partition(",")
    if not (comma and one.strip() and other.strip()) or "," in other:
        raise typer.BadParameter(f"{asked!r} is no pair; right would be RUS,UKR", param_hint=option)
    return id_asked(one, option) or one, id_asked(other, option) or other


def _called_nearly(part: str) -> list[str]:
    """Those in whose names it stands, shortest first, with their ids: "Congo" is two states."""
    near = sorted((name for name in _named() if part in name), key=len)
    called: dict[str, str] = {}
    for id, name in map(_named().__getitem__, near):
        called.setdefault(id, name)
    return [f"{id} ({name})" for id, name in list(called.items())[:MOST_NAMED]]


@cache
def _named() -> dict[str, tuple[str, str]]:
    """States and organisations by what the interface's languages call them, in small letters: the id, and the name as it is spelt."""
    gazetteer = load_gazetteer()
    ids = (*gazetteer.organisations, *gazetteer.countries)
    names = ((id, gazetteer.label(id, lang)) for lang in interface_languages() for id in ids)
    return {name.casefold(): (id, name) for id, name in names}
