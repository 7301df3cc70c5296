"""A language's folder -> `Pack`.

Takes the code of a language; reads its files (and a user's overlays of the same names), checks them against
the ontology, and gives the pack. All mistakes are reported at once.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from lagebild.errors import DataError, UnknownLanguage
from lagebild.languages.pack import (
    Condition,
    Cue,
    Family,
    Frame,
    Grade,
    Negator,
    Pack,
    Reference,
    Relations,
    StatementWord,
)
from lagebild.ontology import EventType, Ontology, load_ontology
from lagebild.tables import Problems, Row, rows_of, toml_of

HERE = Path(__file__).parent
UPOS = ("VERB", "NOUN", "ADJ", "ADV", "AUX", "ADP", "SCONJ", "PRON", "DET", "PART", "PROPN", "CCONJ", "INTJ")
STATEMENT_KINDS = (
    "assessment consequence expectation condition responsibility confession appointment entry exit trend warning other"
).split()
DIRECTIONS = "worsens eases benefits hinders strengthens weakens changes".split()
CONSTRUCTIONS = "verb noun adposition carry citing medium".split()
GRADE_CONSTRUCTIONS = "modal adverb adjective verb noun subordinator adposition particle".split()
T = TypeVar("T")


def installed_languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder here, in order."""
    return tuple(sorted(path.parent.name for path in HERE.glob("[a-z]*/language.toml")))


@cache
def load_pack(lang: str, overlays: tuple[Path, ...] = ()) -> Pack:
    """The pack of a language.

    Raises:
        UnknownLanguage: when there is no folder for it.
        DataError: with every mistake in its files.
    """
    if lang not in installed_languages():
        raise UnknownLanguage(f"no language pack {lang!r}; there are {', '.join(installed_languages())}")
    problems = Problems()
    pack = _Reader(
        lang, [HERE / lang, *(folder / "languages" / lang for folder in overlays)], problems
    ).pack()
    if problems.lines:
        raise DataError(f"language pack {lang!r}", problems.lines)
    return pack


def _grouped(items: Iterable[T], lemma: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(lemma(item).lower(), []).append(item)
    return {key: tuple(group) for key, group in groups.items()}


class _Reader:
    """Reads the files of one language from a list of folders, later folders adding to earlier ones."""

    def __init__(self, lang: str, folders: list[Path], problems: Problems) -> None:
        self.lang = lang
        self.folders = folders
        self.problems = problems
        self.ontology: Ontology = load_ontology()

    def pack(self) -> Pack:
        about = self._toml("language.toml")
        families = self._families()
        classes = self._classes()
        pack = Pack(
            code=self.lang,
            name=about.get("name", self.lang),
            version=about.get("version", "0"),
            grammar=about.get("grammar", {}),
            families=families,
            frames=_grouped(self._frames(families), lambda frame: frame.lemma),
            statements=_grouped(self._statements(), lambda word: word.lemma),
            classes=classes,
            cues=_grouped(self._cues(), lambda cue: cue.lemma),
            grades=_grouped(self._grades(), lambda grade: grade.lemma),
            negators=_grouped(self._negators(), lambda word: word.lemma),
            sources={
                row["lemma"].lower(): row["kind"] for row in self._rows("sources.csv", "lemma,kind,note")
            },
            references={word.lemma.lower(): word for word in self._references()},
            labels=self._toml("labels.toml"),
        )
        self._check_classes(pack)
        return pack

    # ------------------------------------------------ files

    def _rows(self, name: str, columns: str) -> Iterator[Row]:
        for folder in self.folders:
            yield from rows_of(folder / name, columns.split(","), self.problems)

    def _toml(self, name: str) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for folder in self.folders:
            merged.update(toml_of(folder / name, self.problems))
        return merged

    def _families(self) -> dict[str, Family]:
        return {
            name: Family(
                name=name,
                actor=Relations.read(table.get("actor", "")),
                recipient=Relations.read(table.get("recipient", "")),
                against=Relations.read(table.get("against", "")),
                reciprocal=bool(table.get("reciprocal", False)),
                example=table.get("example", ""),
                counter=table.get("counter", ""),
            )
            for name, table in self._toml("families.toml").items()
        }

    def _classes(self) -> dict[str, frozenset[str]]:
        classes: dict[str, set[str]] = {}
        files = sorted({path.name for folder in self.folders for path in folder.glob("classes*.csv")})
        for row in (row for file in files for row in self._rows(file, "class,lemmas")):
            classes.setdefault(row["class"], set()).update(word.lower() for word in row.words("lemmas"))
        return {name: frozenset(words) for name, words in classes.items()}

    # ------------------------------------------------ frames and statements

    def _frames(self, families: dict[str, Family]) -> Iterator[Frame]:
        for name, kind in self.ontology.types.items():
            seen: dict[tuple[str, ...], str] = {}
            file = f"frames/{name.lower()}.csv"
            for row in self._rows(file, "lemma,upos,mode,family,when,unless,context,note"):
                if self._frame_is_right(row, kind, families, seen):
                    yield self._frame(row, name, families[row["family"]])

    def _frame_is_right(
        self, row: Row, kind: EventType, families: dict[str, Family], seen: dict[tuple[str, ...], str]
    ) -> bool:
        before = len(self.problems.lines)
        if row["mode"] and row["mode"] not in kind.modes:
            self.problems.add(
                row.where,
                f"{kind.name} has no mode {row['mode']!r}",
                f"it has {', '.join(kind.modes) or 'none'}",
            )
        if row["family"] not in families:
            self.problems.add(row.where, f"family {row['family']!r} is not in families.toml")
        for context in set(row.words("context")) - self.ontology.contexts:
            self.problems.add(row.where, f"context {context!r} is unknown", "see ontology/contexts.toml")
        self.problems.closed(row, "upos", UPOS)
        key = (row["lemma"], row["upos"], row["when"])
        if key in seen:
            self.problems.add(row.where, f"{row['lemma']!r} again", f"first at {seen[key]}")
        seen.setdefault(key, row.where)
        return len(self.problems.lines) == before

    def _frame(self, row: Row, type_name: str, family: Family) -> Frame:
        return Frame(
            lemma=row["lemma"],
            upos=row["upos"],
            type=type_name,
            mode=row["mode"] or None,
            family=family,
            when=Condition.read(row["when"]),
            unless=Condition.read(row["unless"]),
            contexts=row.words("context"),
            key=f"{self.lang}.frames:{type_name.lower()}/{row['lemma']}"
            + (f"({row['when']})" if row["when"] else ""),
            where=row.where,
        )

    def _statements(self) -> Iterator[StatementWord]:
        for row in self._rows("statements.csv", "lemma,upos,kind,direction,when,unless,note"):
            right = (
                self.problems.closed(row, "kind", STATEMENT_KINDS),
                self.problems.closed(row, "direction", DIRECTIONS),
                self.problems.closed(row, "upos", UPOS),
            )
            if all(right):
                yield StatementWord(
                    lemma=row["lemma"],
                    upos=row["upos"],
                    kind=row["kind"],
                    direction=row["direction"] or None,
                    when=Condition.read(row["when"]),
                    unless=Condition.read(row["unless"]),
                    key=f"{self.lang}.statements:{row['lemma']}",
                )

    # ------------------------------------------------ sources, certainty, reference

    def _cues(self) -> Iterator[Cue]:
        for row in self._rows(
            "cues.csv", "lemma,upos,construction,source,content,stance,distance,kind,when,note"
        ):
            right = (
                self.problems.closed(row, "construction", CONSTRUCTIONS),
                self.problems.closed(row, "stance", ("claims", "denies", "confirms")),
                self.problems.closed(row, "distance", ("neutral", "distancing")),
                self.problems.closed(row, "kind", STATEMENT_KINDS),
            )
            if all(right):
                yield Cue(
                    lemma=row["lemma"],
                    upos=row["upos"],
                    construction=row["construction"],
                    source=Relations.read(row["source"]),
                    content=tuple(row["content"].split()),
                    stance=row["stance"] or "claims",
                    distance=row["distance"] or "neutral",
                    kind=row["kind"],
                    when=Condition.read(row["when"]),
                    key=f"{self.lang}.cues:{row['lemma']}/{row['construction']}",
                )

    def _grades(self) -> Iterator[Grade]:
        columns = "lemma,upos,construction,mood,complement,time,commitment,evidence,when,note"
        for row in self._rows("certainty.csv", columns):
            right = (
                self.problems.closed(row, "construction", GRADE_CONSTRUCTIONS),
                self.problems.closed(row, "mood", ("ind", "pres", "sub", "sub1", "sub2")),
                self.problems.closed(row, "complement", ("perfect", "stative", "plain")),
                self.problems.closed(
                    row, "time", ("past", "ongoing", "future", "conditional", "hypothetical")
                ),
                self.problems.closed(row, "commitment", ("certain", "possible", "denied", "negated")),
                self.problems.closed(row, "evidence", ("own", "reported", "distanced")),
            )
            if all(right):
                yield Grade(
                    lemma=row["lemma"],
                    upos=row["upos"],
                    construction=row["construction"],
                    mood=row["mood"],
                    complement=row["complement"],
                    time=row["time"],
                    commitment=row["commitment"],
                    evidence=row["evidence"],
                    when=Condition.read(row["when"]),
                    key=f"{self.lang}.certainty:{row['lemma']}/{row['construction']}",
                )

    def _negators(self) -> Iterator[Negator]:
        for row in self._rows("negation.csv", "lemma,upos,scope,note"):
            scope = tuple(row["scope"].split())
            yield Negator(row["lemma"], row["upos"], scope, f"{self.lang}.negation:{row['lemma']}")

    def _references(self) -> Iterator[Reference]:
        for row in self._rows("reference.csv", "lemma,upos,kind,number,gender,note"):
            yield Reference(row["lemma"], row["upos"], row["kind"], row["number"], row["gender"])

    # ------------------------------------------------ across files

    def _check_classes(self, pack: Pack) -> None:
        computed = {"actor", "state", "organisation", "person", "number"}
        for frame in (frame for group in pack.frames.values() for frame in group):
            for condition in (*frame.when, *frame.unless):
                for name in condition.classes - set(pack.classes) - computed:
                    self.problems.add(frame.where, f"class @{name} is unknown", "name it in classes.csv")
