"""A language's folder -> `Pack`.

Takes the code of a language; reads its files (and a user's overlays of the same names), checks them against
the ontology, and gives the pack. All mistakes are reported at once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from lagebild.errors import DataError, UnknownLanguage
from lagebild.languages.entries import Entries, Make
from lagebild.languages.frames import (
    FRAME_COLUMNS,
    STATEMENT_COLUMNS,
    STATEMENT_KINDS,
    Vocabulary,
    frame_files,
    frames_by,
    statements_by,
)
from lagebild.languages.pack import Condition, Cue, Family, Grade, Negator, Pack, Reference, Relations
from lagebild.loading import kept, without_collecting
from lagebild.ontology import Ontology, load_ontology
from lagebild.tables import Line, Problems, Row, first_cell, lines_of, rows_of, toml_like, toml_of

HERE = Path(__file__).parent
CONSTRUCTIONS = "verb noun adposition carry citing medium".split()
GRADE_CONSTRUCTIONS = "modal adverb adjective verb noun subordinator adposition particle".split()
T = TypeVar("T")


def installed_languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder here, in order."""
    return tuple(sorted(path.parent.name for path in HERE.glob("[a-z]*/language.toml")))


def load_pack(lang: str, overlays: tuple[Path, ...] = ()) -> Pack:
    """The pack of a language. Of our own large tables a word is opened when it is asked for; `check_pack` opens them whole.

    Raises:
        UnknownLanguage: when there is no folder for it.
        DataError: with every mistake in its small files, and in all words that an overlay has a row for.
    """
    return _pack(lang, overlays)


def check_pack(lang: str, overlays: tuple[Path, ...] = ()) -> Pack:
    """The pack of a language, with every entry made.

    Raises:
        UnknownLanguage: when there is no folder for it.
        DataError: with every mistake in its files.
    """
    return _pack(lang, overlays, whole=True)


@cache
def _pack(lang: str, overlays: tuple[Path, ...], *, whole: bool = False) -> Pack:
    if lang not in installed_languages():
        raise UnknownLanguage(f"no language pack {lang!r}; there are {', '.join(installed_languages())}")
    if overlays or whole:
        return _made(lang, overlays, whole=whole)
    with without_collecting():
        return kept(f"pack-{lang}", pack_files(lang), lambda: _made(lang, ()))


def pack_files(lang: str) -> Iterator[Path]:
    """The tables of our own pack and of the ontology, and the modules that make a pack of them."""
    yield HERE.parent / "tables.py"
    for pattern in ("*.py", f"{lang}/*.csv", f"{lang}/*.toml", f"{lang}/frames/*.csv"):
        yield from HERE.glob(pattern)
    yield from HERE.parent.glob("ontology/*.*")


def _made(lang: str, overlays: tuple[Path, ...], *, whole: bool = False) -> Pack:
    return pack_in(lang, [HERE / lang, *(folder / "languages" / lang for folder in overlays)], whole=whole)


def pack_in(lang: str, folders: list[Path], *, whole: bool = False) -> Pack:
    """The pack that folders hold, later ones adding to earlier ones.

    Raises:
        DataError: with every mistake in their files.
    """
    problems = Problems()
    pack = _Reader(lang, folders, problems, whole).pack()
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

    def __init__(self, lang: str, folders: list[Path], problems: Problems, whole: bool) -> None:
        self.lang = lang
        self.folders = folders
        self.problems = problems
        self.whole = whole
        self.ontology: Ontology = load_ontology()

    def pack(self) -> Pack:
        about = self._toml("language.toml")
        families = self._families()
        classes = self._classes()
        words = Vocabulary(self.lang, families, classes, self.ontology)
        return Pack(
            code=self.lang,
            name=about.get("name", self.lang),
            version=about.get("version", "0"),
            grammar=about.get("grammar", {}),
            families=families,
            frames=self._entries(frame_files(self.ontology), FRAME_COLUMNS, frames_by(words)),
            statements=self._entries(["statements.csv"], STATEMENT_COLUMNS, statements_by(words)),
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

    # ------------------------------------------------ files

    def _entries(self, files: Sequence[str], columns: Sequence[str], make: Make[T]) -> Entries[T]:
        """A large table, of which nothing is opened but what overlays have a row for (or all)."""
        lines: list[Line] = []
        theirs: set[str] = set()
        for file, folder in product(files, self.folders):
            found = list(lines_of(folder / file, columns, self.problems))
            lines += found
            theirs |= set() if folder == self.folders[0] else {first_cell(line).lower() for line in found}
        entries = Entries(lines, make, f"language pack {self.lang!r}")
        entries.open_all(entries if self.whole else theirs, self.problems)
        return entries

    def _rows(self, name: str, columns: str) -> Iterator[Row]:
        for folder in self.folders:
            yield from rows_of(folder / name, columns.split(","), self.problems)

    def _toml(self, name: str) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for folder in self.folders:
            merged |= (
                toml_like(folder / name, merged, self.problems)
                if merged
                else toml_of(folder / name, self.problems)
            )
        return merged

    def _families(self) -> dict[str, Family]:
        return {
            name: Family(
                name=name,
                actor=Relations.read(table.get("actor", "")),
                recipient=Relations.read(table.get("recipient", "")),
                against=Relations.read(table.get("against", "")),
                reciprocal=bool(table.get("reciprocal", False)),
                told_by_noun=bool(table.get("told_by_noun", False)),
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
                self.problems.closed(
                    row, "mood", ("ind", "pres", "pres_ind", "unreal", "sub", "sub1", "sub2")
                ),
                self.problems.closed(row, "complement", ("perfect", "stative", "plain", "infinitive")),
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
