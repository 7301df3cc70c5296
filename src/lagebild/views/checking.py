"""What the command `check` does: every table is loaded, and all mistakes are told at once."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from lagebild.claims.dates import load_date_words
from lagebild.claims.quantities import load_number_words
from lagebild.errors import DataError
from lagebild.gazetteer import check_gazetteer, load_gazetteer
from lagebild.languages import check_pack, installed_languages, load_pack
from lagebild.ontology import load_ontology
from lagebild.stories import check_rules
from lagebild.views.labels import interface_languages, labels_of, missing_labels

OURS = Path(__file__).parents[1]
# These belong to the parser or to our code; whoever wants others makes a language, or changes ours.
NOT_LAID_OVER = (
    "stories.toml",
    "senses.csv",
    "relations.csv",
    "tokens.toml",
    "grammar.toml",
    "vocabulary.toml",
)


def check_data(data: tuple[Path, ...]) -> int:
    """Print every mistake; 1 when there is one."""
    mistakes = (*mistakes_in(data, whole=True), *_never_read(data))
    for problem in mistakes:
        print(problem)
    if not mistakes:
        print(f"No mistakes: ontology, gazetteer, languages {', '.join(installed_languages())}.")
    return 1 if mistakes else 0


def mistakes_in(data: tuple[Path, ...], *, whole: bool = False) -> tuple[str, ...]:
    """Every mistake in the tables of the folders and what they are laid over, each once; `whole`: in all of ours, too."""
    loads = _loads(data, check_gazetteer if whole else load_gazetteer, check_pack if whole else load_pack)
    return tuple(dict.fromkeys(problem for name, load in loads for problem in _problems(name, load)))


def _loads(
    data: tuple[Path, ...],
    gazetteer: Callable[[tuple[Path, ...]], object],
    pack: Callable[[str, tuple[Path, ...]], object],
) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "ontology", load_ontology
    yield "gazetteer", partial(gazetteer, data)
    for lang in installed_languages():
        folders = tuple(folder / "languages" / lang for folder in data)
        yield f"languages/{lang}", partial(pack, lang, data)
        yield f"languages/{lang}/dates.toml", partial(load_date_words, lang, folders)
        yield f"languages/{lang}/numbers.toml", partial(load_number_words, lang, folders)
    for lang in interface_languages():
        yield f"languages/{lang}/labels.toml", partial(labels_of, lang)
    yield "stories", check_rules
    yield "labels", _labels_alike


def _labels_alike() -> None:
    problems = missing_labels()
    if problems:
        raise DataError("the labels", problems)


def _problems(name: str, load: Callable[[], object]) -> tuple[str, ...]:
    try:
        load()
    except DataError as error:
        return error.problems
    except (
        TypeError,
        AttributeError,
        ValueError,
        LookupError,
    ) as error:  # a table where a word should be, say
        return (
            f"{name}: a value of the wrong kind ({error}); right would be the form that our own file has",
        )
    return ()


def _never_read(data: tuple[Path, ...]) -> Iterator[str]:
    """Tables in a place where nobody looks for them: their words would be lost without a sound."""
    for folder in data:
        for path in sorted(folder.rglob("*")):
            place = path.relative_to(folder)
            if path.suffix in (".csv", ".toml") and not _is_laid_over(place):
                yield f"{place}: nothing reads it; right would be a path that lagebild/ has, as languages/CODE/cues.csv"


def _is_laid_over(place: Path) -> bool:
    if place.name in NOT_LAID_OVER:
        return False
    return (OURS / place).is_file() or (
        place.match("languages/*/classes*.csv") and (OURS / place.parent).is_dir()
    )
