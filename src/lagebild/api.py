"""The one object that users hold, and `read` for those who want no object.

Takes texts or Documents; gives Readings and Explanations. Data is loaded when it is first needed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lagebild.documents import Particulars, document_of
from lagebild.errors import DataError
from lagebild.model import Claim, Document, Reading
from lagebild.pipeline import read_document, stream_document

if TYPE_CHECKING:
    from lagebild.explanation import Explanation


@dataclass(frozen=True)
class Lagebild:
    """Reads documents. `data` are folders of one's own laid over the shipped data, under the same checks.

    `decider`: whether the learned decider has its say on what is an event, or the rules alone.
    """

    data: tuple[Path, ...] = ()
    decider: bool = True

    def __post_init__(self) -> None:
        """Any row of folders will do, each as a path or a string.

        Raises:
            DataError: with every folder that is not there.
        """
        folders = tuple(map(Path, self.data))
        missing = [
            f"{folder}: no such folder; right would be one with your tables"
            for folder in folders
            if not folder.is_dir()
        ]
        if missing:
            raise DataError("the data", missing)
        object.__setattr__(self, "data", folders)

    def read(self, document: Document | str, **known: str | None) -> Reading:
        """The reading of a document, or of a text with what is known of it (published, publisher, lang, title, url).

        Raises:
            DataError: with every mistake in the data files.
            DocumentError: with every mistake in the text and in what is said of it.
        """
        return read_document(_document(document, known), self.data, decides=self.decider)

    def stream(self, document: Document | str, **known: str | None) -> Iterator[Claim | Reading]:
        """The claims of a document as they are settled, and at the end its reading without them: for texts of any length.

        Raises:
            DataError: with every mistake in the data files.
            DocumentError: with every mistake in the text and in what is said of it.
        """
        return stream_document(_document(document, known), self.data, decides=self.decider)

    def explain(self, sentence: str, lang: str | None = None) -> "Explanation":
        """How a sentence is read, station by station, with the entries that fired and why others did not."""
        from lagebild.explanation import explanation_of

        document = document_of(sentence, Particulars(lang=lang))
        return explanation_of(document, self.data)


def _document(document: Document | str, known: dict[str, str | None]) -> Document:
    if not isinstance(document, Document):
        return document_of(document, Particulars(**known))
    if known:
        raise TypeError("a Document has its particulars in itself; msgspec.structs.replace changes them")
    return document


def read(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read one text.

    `published` is an ISO day (YYYY-MM-DD), against which "am Dienstag" is resolved; `lang` an ISO 639-1 code
    (found from the text when not given). Offsets in the reading count code points of `text`.
    """
    return Lagebild().read(text, published=published, publisher=publisher, lang=lang, title=title, url=url)
