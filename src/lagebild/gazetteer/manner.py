"""How names behave in one language: endings, joints, prefixes (languages/*/names.toml)."""

from typing import Any

import msgspec

from lagebild.tables import Problems

ENDINGS = (
    "name",
    "long",
    "short",
    "abbreviation",
    "adjective",
    "demonym",
    "capital",
    "person",
    "place",
    "inner",
)


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """What may follow, join and precede a name. `endings` is by kind of name, `place` and `inner`."""

    endings: dict[str, frozenset[str]]
    coordinators: frozenset[str]
    clitics: tuple[str, ...]
    towards: frozenset[str]
    parts: tuple[str, ...]
    compound_heads: tuple[str, ...]
    whole: frozenset[str]
    addresses: frozenset[str]
    articles: frozenset[str]


def manner_of(file: str, table: dict[str, Any], problems: Problems) -> Manner | None:
    """The manner that a names.toml describes; None, with the mistakes noted, when it is not whole."""
    endings, words = table.get("endings", {}), table.get("words", {})
    lists = [f for f in Manner.__struct_fields__ if f != "endings"]
    for section, keys, there in (("endings", ENDINGS, endings), ("words", lists, words)):
        for key in sorted(set(keys) ^ set(there)):
            what = f"no {key}" if key in keys else f"{key!r} unknown"
            problems.add(f"{file}:1", f"[{section}] {what}", f"it has {', '.join(keys)}")
    if set(endings) != set(ENDINGS) or set(words) != set(lists):
        return None
    try:
        return msgspec.convert({"endings": endings, **words}, Manner)
    except msgspec.ValidationError as error:
        problems.add(f"{file}:1", str(error), "every value is a list of words")
        return None
