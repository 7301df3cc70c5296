"""The tables that stories rest on: weights, windows, types, ladders, bodies, senses, relations between states.

Takes `ontology/stories.toml`, `languages/*/senses.csv`, `gazetteer/relations.csv`; gives frozen records. They are frozen with the
release: the same claims give the same stories.
"""

from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from lagebild.errors import DataError
from lagebild.gazetteer import load_gazetteer
from lagebild.ontology import load_ontology
from lagebild.tables import Problems, rows_of, toml_of

PACKAGE = Path(__file__).parents[1]
WORDS = frozenset[str]
_TABLE = "ontology/stories.toml"
LASTING = 20  # days: what may go on longer than that is told over and over while it lasts
# Rows of [types] that hold no types, or pairs of them.
_WORDS = frozenset(
    """
    near apart foretold timed reporting deeds kin harm again named harmed once general brief expecting people said denying met_with voting
    voters standing jointly serving freeing personal undergone leaving promising across breaking launching buildings sites
    """.split()
)


@dataclass(frozen=True)
class Step:
    """What puts a claim on a rung: one of these senses, or a trigger that is a verb with one of these (any, when none is given), times, types."""

    senses: frozenset[str]
    verbs: frozenset[str]
    times: frozenset[str]
    types: frozenset[str]


@dataclass(frozen=True)
class Ladder:
    """The rungs of one kind of happening, lowest first."""

    name: str
    stories: frozenset[str]
    types: frozenset[str]
    things: frozenset[str]
    deeds: frozenset[str]
    rungs: tuple[tuple[str, tuple[Step, ...]], ...]
    presence: tuple[str, ...]


@dataclass(frozen=True)
class Relation:
    """How two states, alliances or organisations stood to each other, from when to when, and who says so."""

    one: str
    other: str
    relation: str
    first: str
    last: str
    source: str

    def held(self, day: str | None) -> bool:
        """Whether it held on that day; without a day, whether it holds now."""
        return (not day or not self.first or self.first <= day) and (
            not self.last or bool(day and day <= self.last)
        )


@dataclass(frozen=True, eq=False)
class Rules:
    """All of it."""

    version: str
    weights: dict[str, float]
    windows: dict[str, int]
    near: frozenset[frozenset[str]]
    apart: dict[frozenset[str], frozenset[str]]
    foretold: frozenset[tuple[str, str]]
    speech: frozenset[str]
    mutual: frozenset[str]
    hostile: frozenset[str]
    violent: frozenset[str]
    sending: frozenset[str]
    timed: frozenset[str]
    complaining: frozenset[str]
    demanding: frozenset[str]
    replying: frozenset[str]
    rejecting: frozenset[str]
    warning: frozenset[str]
    aimed: frozenset[str]
    consenting: frozenset[str]
    expecting: frozenset[str]
    people: frozenset[str]
    harmed: frozenset[str]
    reporting: frozenset[str]
    deeds: frozenset[str]
    kin: tuple[frozenset[str], ...]
    harm: frozenset[str]
    again: frozenset[str]
    named: frozenset[str]
    once: frozenset[str]
    general: frozenset[str]
    brief: frozenset[str]
    said: frozenset[str]
    denying: frozenset[str]
    met_with: frozenset[str]
    voting: frozenset[str]
    voters: frozenset[str]
    standing: frozenset[str]
    jointly: frozenset[str]
    freeing: frozenset[str]
    serving: frozenset[str]
    personal: frozenset[str]
    undergone: frozenset[str]
    leaving: frozenset[str]
    promising: frozenset[str]
    across: tuple[tuple[frozenset[str], frozenset[str]], ...]
    breaking: frozenset[str]
    launching: frozenset[str]
    buildings: frozenset[str]
    sites: frozenset[str]
    deeds_by_mode: dict[str, str]
    foreign: dict[str, frozenset[str]]
    senses: frozenset[str]
    ladders: tuple[Ladder, ...]
    bodies: dict[str, str]
    seats: dict[str, str]
    speaking: frozenset[str]
    whole: frozenset[str]
    sectors: dict[str, str]
    anaphoric: frozenset[str]
    offices: frozenset[str]
    institutions: frozenset[str]
    local: frozenset[str]
    of_the_place: frozenset[str]
    of_no_side: frozenset[str]
    bodies_of_many: frozenset[str]
    spying: frozenset[str]
    heads: frozenset[str]
    called: frozenset[str]
    of_one: frozenset[str]
    articles: frozenset[str]
    relations: tuple[Relation, ...]
    members: frozenset[tuple[str, str]]

    def belongs(self, one: str, other: str) -> bool:
        """Whether one is a member of the other: what an alliance does is done by some of its members."""
        return (one, other) in self.members

    def window(self, type_name: str) -> int:
        """The days within which claims of a type are compared."""
        return self.windows.get(type_name or "statement", self.windows["point"])

    def lasts(self, type_name: str) -> bool:
        """Whether what a type tells goes on, or happens on a day."""
        return self.window(type_name) > LASTING

    def ladder_of(self, type_name: str, senses: frozenset[str]) -> Ladder | None:
        """The ladder that a claim of this type with these senses climbs."""
        return _ladder_of(type_name, senses, self)


@lru_cache(maxsize=1 << 14)
def _ladder_of(type_name: str, senses: frozenset[str], rules: Rules) -> Ladder | None:
    return next((ladder for ladder in rules.ladders if _climbs(ladder, type_name, senses)), None)


def _climbs(ladder: Ladder, type_name: str, senses: frozenset[str]) -> bool:
    things = not ladder.things or bool(senses & ladder.things)
    deeds = not ladder.deeds or bool(senses & ladder.deeds)
    return type_name in ladder.types and things and deeds


@cache
def load_rules() -> Rules:
    """The rules that ship.

    Raises:
        DataError: with every mistake in their files.
    """
    problems = Problems()
    table = toml_of(PACKAGE / _TABLE, problems)
    relations = tuple(_relations(problems))
    if not problems.lines:
        problems.lines += _mistakes(table)
    if problems.lines:
        raise DataError("the rules of stories", problems.lines)
    return _rules(table, relations)


def _rules(table: dict[str, Any], relations: tuple[Relation, ...]) -> Rules:
    types, sources = table["types"], table["sources"]
    bodies = table["bodies"].values()
    rows = types | sources
    rows["sites"] = (*types["buildings"], *types["sites"])
    rows["hostile"] = types["against"]
    rows["harmed"] = (*types["people"], *types["harmed"])
    rows["offices"] = (*sources["offices"], *bodies)
    rows["bodies_of_many"] = (*sources["many"], *bodies)
    rows["senses"] = _all_senses()
    # What is a set of words has in the file the name that it has here.
    sets = {field.name: frozenset(rows[field.name]) for field in fields(Rules) if field.type == WORDS}
    return Rules(
        version=str(table["version"]),
        weights={name: float(value) for name, value in table["weights"].items()},
        windows=table["windows"],
        near=frozenset(frozenset(pair) for pair in types["near"]),
        apart={frozenset(row[:2]): frozenset(row[2:]) for row in types["apart"]},
        foretold=frozenset((one, other) for one, other in types["foretold"]),
        kin=tuple(frozenset(group) for group in types["kin"]),
        deeds_by_mode=table["deeds_by_mode"],
        across=tuple((frozenset(row["types"]), frozenset(row["deeds"])) for row in types["across"]),
        foreign=_foreign(table),
        ladders=tuple(_ladder(name, rows) for name, rows in table["ladders"].items()),
        bodies=table["bodies"],
        seats=table["seats"],
        sectors=table["sectors"],
        relations=relations,
        members=frozenset((r.one, r.other) for r in relations if r.relation == "member"),
        **sets,
    )


def _foreign(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    """The deeds that an event of a type cannot be: those named, or all but those that it can be."""
    deeds = frozenset(table["types"]["deeds"])
    named = {name: frozenset(found) for name, found in table["foreign"].items()}
    return named | {name: deeds - frozenset(found) for name, found in table["native"].items()}


def _ladder(name: str, rows: dict[str, Any]) -> Ladder:
    steps = tuple((rung, _steps(rows[rung])) for rung in rows["rungs"])
    things, deeds = frozenset(rows["things"]), frozenset(rows["deeds"])
    return Ladder(
        name,
        frozenset(rows["stories"]),
        frozenset(rows["types"]),
        things,
        deeds,
        steps,
        tuple(rows["presence"]),
    )


def _steps(rows: dict[str, list[str]] | list[dict[str, list[str]]]) -> tuple[Step, ...]:
    """What puts a claim on a rung, in one way or several."""
    ways = rows if isinstance(rows, list) else [rows]
    return tuple(
        Step(
            frozenset(row.get("senses", ())),
            frozenset(row.get("verbs", ())),
            frozenset(row["times"]),
            frozenset(row["types"]),
        )
        for row in ways
    )


def _mistakes(table: dict[str, Any]) -> list[str]:
    """Types that the ontology has not, rungs without a step."""
    known = set(load_ontology().types) | {""}
    named = {one for pair in (*table["types"]["near"], *table["types"]["foretold"]) for one in pair}
    named |= {one for name, row in table["types"].items() if name not in _WORDS for one in row}
    named |= set(table["windows"]) - {"point", "statement"} | set(table["foreign"]) | set(table["native"])
    problems = [
        f"{_TABLE} [types]: {one!r} is no event type; right would be one of {', '.join(sorted(known))}"
        for one in sorted(named - known)
    ]
    deeds = set(table["types"]["deeds"])
    told = {
        **table["native"],
        **table["foreign"],
        "across": [d for row in table["types"]["across"] for d in row["deeds"]],
    }
    problems += [
        f"{_TABLE} [{name}]: {one!r} is no deed; right would be one of [types] deeds"
        for name, row in (*told.items(), ("deeds_by_mode", table["deeds_by_mode"].values()))
        for one in sorted(set(row) - deeds)
    ]
    for name, rows in table["ladders"].items():
        problems += [
            f"{_TABLE} [ladders.{name}]: no step {rung!r}; right would be a line '{rung} = {{ … }}'"
            for rung in rows["rungs"]
            if rung not in rows
        ]
    return problems


def _relations(problems: Problems) -> list[Relation]:
    columns = ["one", "other", "relation", "from", "to", "source"]
    rows = rows_of(PACKAGE / "gazetteer" / "relations.csv", columns, problems)
    found = []
    for row in rows:
        if problems.closed(row, "relation", ("member", "ally", "opponent")):
            found.append(
                Relation(row["one"], row["other"], row["relation"], row["from"], row["to"], row["source"])
            )
    return found


def _all_senses() -> frozenset[str]:
    """Every sense that some language has a word for."""
    langs = sorted(path.parent.name for path in PACKAGE.glob("languages/[a-z]*/senses.csv"))
    return frozenset(sense for lang in langs for found in senses_of(lang).values() for sense in found)


@cache
def senses_of(lang: str) -> dict[str, frozenset[str]]:
    """The senses of each lemma of a language, in small letters; a language without a table has none.

    Raises:
        DataError: with every mistake in the file.
    """
    problems = Problems()
    senses: dict[str, set[str]] = {}
    for row in rows_of(PACKAGE / "languages" / lang / "senses.csv", ["sense", "lemmas"], problems):
        for lemma in row.words("lemmas"):
            senses.setdefault(lemma.lower(), set()).add(row["sense"])
    if problems.lines:
        raise DataError(f"the senses of {lang!r}", problems.lines)
    return {lemma: frozenset(found) for lemma, found in senses.items()}


def check_rules() -> None:
    """All tables of stories, whole.

    Raises:
        DataError: with every mistake, also names that the gazetteer has not and senses that one language lacks.
    """
    rules = load_rules()
    known = load_gazetteer()
    langs = sorted(path.parent.name for path in PACKAGE.glob("languages/[a-z]*/senses.csv"))
    by_lang = {lang: frozenset().union(*senses_of(lang).values()) for lang in langs}
    problems = [
        f"gazetteer/relations.csv: {id!r} is unknown; right would be an id of the gazetteer"
        for relation in rules.relations
        for id in (relation.one, relation.other)
        if known.actor(id) is None
    ]
    problems += [
        f"languages/{lang}/senses.csv: no word for {sense!r}; another language has one"
        for lang, found in by_lang.items()
        for sense in sorted(rules.senses - found)
    ]
    asked = {
        s
        for ladder in rules.ladders
        for _, steps in ladder.rungs
        for step in steps
        for s in (*step.senses, *step.verbs, *ladder.things, *ladder.deeds)
    }
    problems += [
        f"{_TABLE}: sense {sense!r} has no word in any language; right would be a line in senses.csv"
        for sense in sorted(
            (asked | rules.deeds | rules.harmed | rules.institutions | rules.anaphoric) - rules.senses
        )
    ]
    if problems:
        raise DataError("the rules of stories", problems)
