"""The path: a document is read, parsed, and gives claims.

Takes a Document; gives its Reading. A language that is undecided or not read yet is an answer, not an error: the
document is kept and counted as unread.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from lagebild.claims import claims_in, knowledge_of
from lagebild.documents.markup import without_markup
from lagebild.gazetteer.version import gazetteer_version
from lagebild.languages import installed_languages, load_pack
from lagebild.model import Claim, Document, Reading, Release, Sentence
from lagebild.ontology import load_ontology
from lagebild.sentences import load_parser, parser_version, spelled
from lagebild.version import VERSION

Parse = Callable[[Document], Iterable[Sentence]]
LONG = 1_000_000  # characters; of a longer text the reading keeps no tokens: they would fill the memory


def read_document(
    document: Document, overlays: tuple[Path, ...] = (), parse: Parse | None = None, decides: bool = True
) -> Reading:
    """One document, all the way; `decides`: whether the learned decider has its say.

    1. a text without a word, or in a language that we do not read, ends here, kept as unread
    2. sentences, each with its tree
    3. claims
    """
    *claims, reading = stream_document(document, overlays, parse, decides)
    assert isinstance(reading, Reading)
    return replace(reading, claims=tuple(claims))


def stream_document(
    document: Document, overlays: tuple[Path, ...] = (), parse: Parse | None = None, decides: bool = True
) -> Iterator[Claim | Reading]:
    """The same, step by step: each claim once it is settled, and at the end the reading without its claims."""
    status = _status_of(document)
    if status != "read":
        yield Reading(document=document, sentences=(), claims=(), status=status)
        return
    kept: list[Sentence] = []
    sentences = spelled(_kept((parse or parsed)(document), kept, with_tokens=not is_long(document)))
    yield from claims_in(document, sentences, knowledge_of(document.lang, overlays, decides))
    release = release_of(document.lang, overlays)
    yield Reading(document=document, sentences=tuple(kept), claims=(), release=release)


def is_long(document: Document) -> bool:
    """Whether a text is so long that its trees are not kept."""
    return len(document.text) > LONG


def _status_of(document: Document) -> Literal["read", "undecided", "not read yet", "empty"]:
    if not without_markup(document.text).strip():
        return "empty"
    if document.lang == "und":
        return "undecided"
    return "read" if document.lang in installed_languages() else "not read yet"


def _kept(sentences: Iterable[Sentence], kept: list[Sentence], *, with_tokens: bool) -> Iterator[Sentence]:
    for sentence in sentences:
        kept.append(sentence if with_tokens else replace(sentence, tokens=()))
        yield sentence


def parsed(document: Document) -> Iterator[Sentence]:
    """The document's sentences as they are asked for, by the parser that ships for its language; markup in the text is none of its words."""
    return load_parser(document.lang).stream(without_markup(document.text), start=document.body_start)


def release_of(lang: str, overlays: tuple[Path, ...] = ()) -> Release:
    """The versions of the program and of all the data that a reading rests on."""
    return Release(
        lagebild=VERSION,
        pack=f"{lang}-{load_pack(lang, overlays).version}",
        parser=parser_version(lang),
        ontology=load_ontology().version,
        gazetteer=gazetteer_version(),
        overlays=tuple(str(folder.name) for folder in overlays),
    )
