"""The path: a document is read, parsed, and gives claims.

Takes a Document; gives its Reading. A language that is undecided or not read yet is an answer, not an error: the
document is kept and counted as unread.
"""

from collections.abc import Callable
from pathlib import Path

from lagebild.claims import claims_of, knowledge_of
from lagebild.gazetteer.version import gazetteer_version
from lagebild.languages import installed_languages, load_pack
from lagebild.model import Document, Reading, Release, Sentence
from lagebild.ontology import load_ontology
from lagebild.sentences import load_parser, parser_version, spelled
from lagebild.version import VERSION

Parse = Callable[[Document], tuple[Sentence, ...]]


def read_document(document: Document, overlays: tuple[Path, ...] = (), parse: Parse | None = None) -> Reading:
    """One document, all the way.

    1. a text without a word, or in a language that we do not read, ends here, kept as unread
    2. sentences, each with its tree
    3. claims
    """
    if not document.text.strip():
        return Reading(document=document, sentences=(), claims=(), status="empty")
    if document.lang == "und":
        return Reading(document=document, sentences=(), claims=(), status="undecided")
    if document.lang not in installed_languages():
        return Reading(document=document, sentences=(), claims=(), status="not read yet")
    sentences = (parse or parsed)(document)
    claims = claims_of(document, spelled(sentences), knowledge_of(document.lang, overlays))
    return Reading(
        document=document, sentences=sentences, claims=claims, release=release_of(document.lang, overlays)
    )


def parsed(document: Document) -> tuple[Sentence, ...]:
    """The document's sentences, by the parser that ships for its language."""
    return load_parser(document.lang).parse(document.text, start=document.body_start)


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
