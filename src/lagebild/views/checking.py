"""What the command `check` does: every table is loaded, and all mistakes are told at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

from lagebild.errors import DataError
from lagebild.gazetteer import load_gazetteer
from lagebild.languages import installed_languages, load_pack
from lagebild.ontology import load_ontology
from lagebild.views.labels import interface_languages, labels_of, missing_labels


def check_data(data: tuple[Path, ...]) -> int:
    """Print every mistake; 1 when there is one."""
    mistakes = list(dict.fromkeys(problem for load in _loads(data) for problem in _problems(load)))
    for problem in mistakes:
        print(problem)
    if not mistakes:
        print(f"No mistakes: ontology, gazetteer, languages {', '.join(installed_languages())}.")
    return 1 if mistakes else 0


def _loads(data: tuple[Path, ...]) -> Iterator[Callable[[], object]]:
    yield load_ontology
    yield lambda: load_gazetteer(data)
    for lang in installed_languages():
        yield lambda lang=lang: load_pack(lang, data)  # type: ignore[misc]
    for lang in interface_languages():
        yield lambda lang=lang: labels_of(lang)  # type: ignore[misc]
    yield _labels_alike


def _labels_alike() -> None:
    problems = missing_labels()
    if problems:
        raise DataError("the labels", problems)


def _problems(load: Callable[[], object]) -> tuple[str, ...]:
    try:
        load()
    except DataError as error:
        return error.problems
    return ()
