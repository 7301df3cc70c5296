"""Which language a text is in.

Takes a text; gives an ISO 639-1 code, also of languages that Lagebild does not read yet, or "und" when the
text is too short, undecided or mixed. Decided over the whole document: identifiers fail on single words.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lagebild.errors import LagebildError
from lagebild.tables import shipped_toml

UNDECIDED = "und"
# py3langid's own confidence. On 1,612 single sentences (UD German and English, PLOVER records): at 0.4 two
# were given a wrong language and 5 % (names, time stamps, "Why?") none; at 0.6 no fewer were wrong.
CONFIDENT = 0.4
# Less will do where a function word of that language, and of no other, bears witness ("..., Kyiv said.").
WITH_A_WITNESS = 0.2
# A long quotation in another language does not make a text mixed, half an article does.
MAJORITY = 0.75
PIECE = 240
MOST_PIECES = 8
MOST_LOOKED_AT = 500_000  # characters
STRETCHES = 50
_BREAK = re.compile(r"(?<=[.!?…])\s+|\n+")
_LETTERS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The language of most of the text, or "und"."""
    votes = Counter[str]()
    pieces = {piece: _by_function_words(piece) for piece in _pieces(text)}
    for piece, language in pieces.items():
        votes[language] += len(piece)
    language, weight = votes.most_common(1)[0]
    if language and weight >= MAJORITY * votes.total():
        return language
    votes = Counter[str]()
    for piece, plain in pieces.items():
        votes[plain or _identified(piece)] += len(piece)
    del votes[UNDECIDED]
    if not votes:
        return UNDECIDED
    language, weight = votes.most_common(1)[0]
    return language if weight >= MAJORITY * votes.total() else UNDECIDED


def _pieces(text: str) -> list[str]:
    """Runs of sentences, spread over the text, each long enough to judge."""
    pieces, run = [], ""
    for part in _parts(_looked_at(text)):
        run = f"{run} {part}".strip()
        if len(run) >= PIECE:
            pieces.append(run)
            run = ""
    pieces = pieces or [run]
    step = -(-len(pieces) // MOST_PIECES)
    return pieces[::step]


def _looked_at(text: str) -> str:
    """The text; of a very long one stretches from all of it."""
    if len(text) <= MOST_LOOKED_AT:
        return text
    stretch, step = MOST_LOOKED_AT // STRETCHES, len(text) // STRETCHES
    return "\n".join(text[start : start + stretch] for start in range(0, step * STRETCHES, step))


def _parts(text: str) -> Iterator[str]:
    """Sentences; a text without sentence ends is cut, because the identifier grows unsure of endless ones."""
    for part in _BREAK.split(text):
        for start in range(0, len(part), PIECE):
            yield part[start : start + PIECE]


def _identified(text: str) -> str:
    if not _LETTERS.search(text):
        return UNDECIDED
    language, confidence = _identifier().classify(text)
    witnessed = confidence >= WITH_A_WITNESS and _witnesses(text) == {language}
    sure = str(language) if confidence >= CONFIDENT or witnessed else UNDECIDED
    if sure not in _function_words()["words"] and (akin := _near_kin(text)):
        sure = akin
    return _of_headline(text, sure) or sure


def _of_headline(text: str, sure: str) -> str:
    """The one language whose headlines have words of a short text; "" where there is none, or where it takes more to overrule the identifier."""
    data = _function_words()["headlines"]
    words = [word.casefold() for word in _LETTERS.findall(text)]
    if len(words) > data["most_words"]:
        return ""
    told = {lang: sum(word in own for word in words) for lang, own in data["words"].items()}
    found = [lang for lang, count in told.items() if count]
    needed = 1 if sure == UNDECIDED else data["over_another"]
    return found[0] if len(found) == 1 and told[found[0]] >= needed else ""


def _near_kin(text: str) -> str:
    """The language that comes second for the identifier, where only words of it bear witness: of "Gunmen abducted pupils from a school in Nigeria, the governor said" that of Pidgin is taken."""
    found, words = _witnesses(text), _function_words()["words"]
    second = str(_identifier().rank(text)[1][0])
    told = {word.casefold() for word in _LETTERS.findall(text)} & words.get(second, frozenset())
    return second if found == {second} and len(told) > 1 else ""


def _witnesses(text: str) -> set[str]:
    """The languages of which a function word stands in a text."""
    words = {word.casefold() for word in _LETTERS.findall(text)}
    return {lang for lang, own in _function_words()["words"].items() if not own.isdisjoint(words)}


@cache
def _identifier() -> Any:
    # Loading takes most of a second, so not before a language is asked for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it is unpacked into a file for the moment; no document is to blame for that
        raise LagebildError(
            f"no room for temporary files ({error.strerror or error}); right would be ten megabytes there, or another folder (TMPDIR)"
        ) from error


def _by_function_words(text: str) -> str:
    """The language whose function words the passage is full of, or "" when that is not plain."""
    data = _function_words()
    words = [word.casefold() for word in _LETTERS.findall(text)]
    if len(words) < data["fewest_words"]:
        return ""
    shares = {lang: sum(word in own for word in words) / len(words) for lang, own in data["words"].items()}
    best = max(shares, key=lambda lang: shares[lang])
    alone = all(share <= data["most_of_others"] for lang, share in shares.items() if lang != best)
    return best if alone and shares[best] >= data["least"] else ""


@cache
def _function_words() -> dict[str, Any]:
    data = shipped_toml(Path(__file__).with_name("function_words.toml"))
    headlines = data["headlines"] | {"words": _sets(data["headlines"]["words"])}
    return data | {"words": _sets(data["words"]), "headlines": headlines}


def _sets(words: dict[str, str]) -> dict[str, frozenset[str]]:
    return {lang: frozenset(text.split()) for lang, text in words.items()}
