"""Pairs of texts that say the same, or that differ in one thing.

Takes the templates of a language (`gold/contrast/LANGUAGE.toml`: acts, ways to word them, kinds of change, names); gives Pairs, always
the same ones in the same order. A slot is an entry's form (`{A.gen}`), or a field of the act, which may have slots of its own.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from lagebild.errors import DataError

SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
# Where an act does not say otherwise, states do it to states.
POOL = "states"
Entry = Mapping[str, str]
Values = Mapping[str, Entry | str]
Table = dict[str, Any]


class Pair(NamedTuple):
    """Two texts, what happens in the first, and what must be otherwise in the second: nothing, when the change keeps the claim.

    `change` has the values of `certainty`, `polarity`, `type`, `source`; `swap` changes the sides; `adds` are the types of events that
    only the second text has.
    """

    kind: str
    act: str
    first: str
    second: str
    type: str
    change: Mapping[str, str]
    swap: bool = False
    adds: tuple[str, ...] = ()

    @property
    def keeps(self) -> bool:
        """Whether both texts make the same claim."""
        return not self.change and not self.swap


def read_pairs(path: Path) -> list[Pair]:
    """All pairs of one language.

    Raises:
        DataError: with every slot that nothing fills.
    """
    templates = tomllib.loads(path.read_text(encoding="utf-8"))
    turns = count()
    try:
        return [
            pair
            for kind in templates["kind"]
            for act in templates["act"]
            if _is_for(kind, act)
            for pair in _pairs(templates, kind, act, turns)
            if pair.first != pair.second  # the moods of a plural may look alike
        ]
    except KeyError as missing:
        what = f"{path}: nothing is called {missing}; right would be a field of the act, a slot or one of the forms"
        raise DataError("the contrast pairs", [what]) from missing


def _is_for(kind: Table, act: Table) -> bool:
    """Whether the act is one of those that the kind names, has all the fields that it needs, and has two sides to swap."""
    needs = {"alternatives": kind.get("alternatives"), "base": _passive_in(kind)}
    return (
        act["name"] in kind.get("acts", [act["name"]])
        and act["name"] not in kind.get("without", ())
        and all(field in act for field in needs.values() if field)
        and not (kind.get("swap") and (act.get("one_sided") or act.get("A") != act.get("B")))
    )


def _passive_in(kind: Table) -> str | None:
    wordings = " ".join([kind.get("base", ""), *kind.get("other", ())])
    return next((field for field in ("passive", "past") if f"{{{field}}}" in wordings), None)


def _pairs(templates: Table, kind: Table, act: Table, turns: Iterator[int]) -> Iterator[Pair]:
    """The pairs of one kind and one act; each takes the next names in turn."""
    for first, second in _wordings(kind, act):
        turn = next(turns)
        values = _values(templates, act, turn)
        for before, after in _changed(templates, kind, values, turn):
            change = {
                what: _filled(value, after, templates["forms"]) for what, value in _change(kind, act).items()
            }
            yield Pair(
                kind["name"],
                act["name"],
                _sentence(first, before, templates["forms"]),
                _sentence(second, after, templates["forms"]),
                act.get("planned", act["type"]) if kind.get("ahead") else act["type"],
                change,
                kind.get("swap", False),
                tuple(kind.get("adds", ())),
            )


def _change(kind: Table, act: Table) -> Mapping[str, str]:
    """What is to be otherwise; the type is the one that the act has when it is not done yet."""
    change: dict[str, str] = dict(kind.get("change", {}))
    return change | ({"type": act.get(change["type"], act["type"])} if "type" in change else {})


def _wordings(kind: Table, act: Table) -> list[tuple[str, str]]:
    """The two templates of each pair; one and the same where only names change."""
    if "alternatives" in kind:
        first, *others = (f"{wording}." for wording in act[kind["alternatives"]])
        return [(first, other) for other in others]
    return [(kind["base"], other) for other in kind.get("other", (kind["base"],))]


# ------------------------------------------------------------------ who, and by which name


def _values(templates: Table, act: Table, turn: int) -> dict[str, Entry | str]:
    """What the slots hold: the act's fields, and names taken in turn."""
    pools = templates["pools"]
    doers, others = pools[act.get("A", POOL)], pools[act.get("B", POOL)]
    doer = doers[turn % len(doers)]
    other = others[(turn * 2 + 3) % len(others)]
    if other is doer:
        other = others[(turn * 2 + 4) % len(others)]
    fields = {name: value for name, value in act.items() if isinstance(value, str) and name not in ("A", "B")}
    return fields | {
        "A": doer,
        "B": other,
        "S": pools["sources"][turn % len(pools["sources"])],
        "time": pools["times"][turn % len(pools["times"])],
    }


def _changed(
    templates: Table, kind: Table, values: dict[str, Entry | str], turn: int
) -> Iterator[tuple[Values, Values]]:
    """The values of both texts: another spelling of a name, another source, sides swapped, or the same."""
    if "vary" in kind:
        slot = kind["vary"]
        taken = [values[name]["nom"] for name in ("A", "B") if name != slot]
        for row in (row for name in kind["spellings"] for row in templates["spellings"][name]):
            for spelling in row[1:] if row[0]["nom"] not in taken else ():
                yield values | {slot: row[0]}, values | {slot: spelling}
    elif "another" in kind:
        pool = templates["pools"]["sources"]
        yield values, values | {kind["another"]: pool[(turn + 1) % len(pool)]}
    elif kind.get("swap"):
        yield values, values | {"A": values["B"], "B": values["A"]}
    else:
        yield values, values


# ------------------------------------------------------------------ words


def _sentence(template: str, values: Values, forms: Table) -> str:
    """A filled template with a capital at its beginning."""
    text = _filled(template, values, forms)
    start = next(i for i, letter in enumerate(text) if letter.isalpha())
    return text[:start] + text[start].upper() + text[start + 1 :]


def _filled(template: str, values: Values, forms: Table) -> str:
    while SLOT.search(template):
        template = SLOT.sub(lambda slot: _form(values[slot[1]], slot[2], forms), template)
    return template


def _form(value: Entry | str, form: str | None, forms: Table) -> str:
    """A field of the act, or a form of an entry: its own, that of its number, or the one that it is cited by."""
    if isinstance(value, str):
        return value
    by_number = forms[value.get("number", "sg")]
    return value.get(form or "nom") or by_number.get(form) or value["nom"]
