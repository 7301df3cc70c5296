"""Sheets that people fill in beside what was coded.

Takes rows that were drawn from a run, as they come back with what one coder or two wrote; gives precision, recall, and whether the
coders agree, each with its interval. Of a claim a coder says whether it is right, which certainty and whether which source the text
gives; of a sentence how many of its claims are right and how many are missing.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

from lagebild.errors import DataError
from lagebild.evaluation.alpha import alpha_of
from lagebild.evaluation.resampling import Interval, interval_of
from lagebild.model import Certainty, Noun
from lagebild.ontology import load_ontology

Kind = Literal["claim", "sentence"]
CODERS = ("a", "b")
YES, NO, UNCLEAR, NONE = "yes", "no", "unclear", "none"
ANSWERS = ("right", "type", "certainty", "source", "missed")
TO_FILL = tuple(f"{coder}_{answer}" for coder in CODERS for answer in ANSWERS)
SAMPLES = 1_000


class Drawn(Noun, frozen=True):
    """A row as it was drawn. `weight`: how many claims (or sentences) of the run it stands for."""

    row: int
    kind: Kind
    stratum: str
    weight: float
    claim_id: str
    document_id: str
    lang: str
    published: str
    publisher: str
    sentence: str
    claim: str
    type: str
    certainty: str
    source: str
    claims: int


class Filled(Noun, frozen=True):
    """The same with what was written: answers by coder, those that are empty left out."""

    drawn: Drawn
    answers: dict[str, dict[str, str]]


class Figure(Noun, frozen=True):
    """A figure, the cases that it rests on, and the interval of 95 %."""

    name: str
    value: float | None
    cases: int
    interval: Interval | None

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.name:<34}    –   ({self.cases})"
        between = f"  {self.interval[0]:.3f} .. {self.interval[1]:.3f}" if self.interval else ""
        return f"{self.name:<34} {self.value:6.3f}{between}  ({self.cases})"


# ------------------------------------------------------------------ what was written


def filled_from(rows: Iterable[tuple[int, Mapping[str, str]]], file: str) -> list[Filled]:
    """Rows of a sheet by their lines.

    Raises:
        DataError: with every cell that is not what it may be.
    """
    problems: list[str] = []
    found = [_filled(line, row, file, problems) for line, row in rows]
    if problems:
        raise DataError("the sheet", problems)
    return [each for each in found if each]


def _filled(line: int, row: Mapping[str, str], file: str, problems: list[str]) -> Filled | None:
    try:
        drawn = Drawn(
            **{name: row[name] for name in _WORDS},  # type: ignore[arg-type]
            row=int(row["row"]),
            weight=float(row["weight"]),
            claims=int(row["claims"] or 0),
        )
    except (KeyError, ValueError) as error:
        problems.append(f"{file}:{line}: {error}; right would be the columns as `lagebild sample` wrote them")
        return None
    answers: dict[str, dict[str, str]] = {}
    for coder in CODERS:
        answers[coder] = {}
        for answer in ANSWERS:
            value = (row.get(f"{coder}_{answer}") or "").strip()
            if not value:
                continue
            if right := _wrong(drawn.kind, answer, value):
                problems.append(f"{file}:{line}: {coder}_{answer} is {value!r}; right would be {right}")
            answers[coder][answer] = value.upper() if answer == "type" and value != NONE else value.lower()
    return Filled(drawn=drawn, answers=answers)


_WORDS = tuple(name for name in Drawn.__struct_fields__ if name not in ("row", "weight", "claims"))


def _wrong(kind: str, answer: str, value: str) -> str | None:
    """What would be right, where a value is not."""
    if kind == "sentence":
        return (
            None
            if answer in ("right", "missed") and value.isdigit()
            else "a number in right and missed, nothing else"
        )
    allowed: tuple[str, ...] = {
        "right": (YES, NO, UNCLEAR),
        "source": (YES, NO, UNCLEAR),
        "certainty": (*get_args(Certainty), UNCLEAR),
        "type": (*load_ontology().types, NONE),
        "missed": (),
    }[answer]
    there = value.upper() in allowed or value.lower() in allowed
    return None if there else (", ".join(allowed) or "nothing: it is asked of sentences")


# ------------------------------------------------------------------ figures


def figures_of(rows: Sequence[Filled], samples: int = SAMPLES) -> Iterator[Figure]:
    """Precision and recall by each coder, then whether two agree."""
    claims = [row for row in rows if row.drawn.kind == "claim"]
    sentences = [row for row in rows if row.drawn.kind == "sentence"]
    for coder in CODERS:
        if any(row.answers[coder] for row in rows):
            yield from _by_coder(coder, claims, sentences, samples)
    for answer in ANSWERS[:-1]:
        yield _agreement(f"alpha, {answer}", claims, answer, samples)
    yield _agreement("alpha, events missing", sentences, "missed", samples)


def _by_coder(
    coder: str, claims: Sequence[Filled], sentences: Sequence[Filled], samples: int
) -> Iterator[Figure]:
    for name, answer, is_right in _SHARES:
        answered = [row for row in claims if row.answers[coder].get(answer, UNCLEAR) != UNCLEAR]
        yield _figure(f"{coder}: {name}", answered, _share(coder, is_right), samples)
    by_type: dict[str, list[Filled]] = defaultdict(list)
    for row in claims:
        if row.answers[coder].get("right", UNCLEAR) != UNCLEAR:
            by_type[row.drawn.type].append(row)
    for kind in sorted(by_type):
        yield _figure(f"{coder}:   {kind}", by_type[kind], _share(coder, _is_right), samples)
    told = [row for row in sentences if {"right", "missed"} <= row.answers[coder].keys()]
    yield _figure(f"{coder}: recall, in sentences drawn", told, _recall(coder), samples)


def _is_right(row: Filled, given: Mapping[str, str]) -> bool:
    return given["right"] == YES


def _has_that_certainty(row: Filled, given: Mapping[str, str]) -> bool:
    return given["certainty"] == row.drawn.certainty


def _has_that_source(row: Filled, given: Mapping[str, str]) -> bool:
    return given["source"] == YES


Check = Callable[[Filled, Mapping[str, str]], bool]
_SHARES: tuple[tuple[str, str, Check], ...] = (
    ("precision, claims that are right", "right", _is_right),
    ("certainty is right", "certainty", _has_that_certainty),
    ("source is right", "source", _has_that_source),
)


def _share(coder: str, is_right: Check) -> Callable[[list[Filled]], float | None]:
    """The share that is right, each row counted for as many as it stands for."""

    def share(rows: list[Filled]) -> float | None:
        whole = sum(row.drawn.weight for row in rows)
        return (
            sum(row.drawn.weight for row in rows if is_right(row, row.answers[coder])) / whole
            if whole
            else None
        )

    return share


def _recall(coder: str) -> Callable[[list[Filled]], float | None]:
    def recall(rows: list[Filled]) -> float | None:
        right, missed = (sum(int(row.answers[coder][name]) for row in rows) for name in ("right", "missed"))
        return right / (right + missed) if right + missed else None

    return recall


def _agreement(name: str, rows: Sequence[Filled], answer: str, samples: int) -> Figure:
    both = [row for row in rows if all(answer in row.answers[coder] for coder in CODERS)]

    def alpha(some: list[Filled]) -> float | None:
        units: list[list[Hashable | None]] = [
            [row.answers[coder][answer] for coder in CODERS] for row in some
        ]
        return alpha_of(units)

    return Figure(
        name=name,
        value=alpha(both),
        cases=len(both),
        interval=interval_of([both], alpha, samples) if both else None,
    )


def _figure(
    name: str, rows: Sequence[Filled], figure: Callable[[list[Filled]], float | None], samples: int
) -> Figure:
    strata: dict[str, list[Filled]] = defaultdict(list)
    for row in rows:
        strata[row.drawn.stratum].append(row)
    interval = interval_of(list(strata.values()), figure, samples) if rows else None
    return Figure(name=name, value=figure(list(rows)), cases=len(rows), interval=interval)
