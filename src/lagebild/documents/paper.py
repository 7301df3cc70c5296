"""PDF -> text.

Takes the bytes; gives the text of all pages, and the title. A PDF has lines where an article has sentences: lines are joined, and
words that a line's end has parted are one again. Pictures of pages are not read.
"""

import re
from io import BytesIO

from lagebild.documents.identity import Particulars
from lagebild.errors import DocumentError

PDF = b"%PDF"
MOST_BYTES, MOST_PAGES = 50_000_000, 500
_PARTED = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=([^\W\d_]))")
_LINE = re.compile(r"(?<!\n)\n(?!\n)")


def paper_text(data: bytes) -> tuple[str, Particulars]:
    """Text and title of a PDF.

    Raises:
        DocumentError: when pypdf is not installed, cannot read it, or finds no text.
    """
    if len(data) > MOST_BYTES:
        raise DocumentError(f"a PDF of more than {MOST_BYTES // 10**6} MB; right would be one report")
    try:
        import pypdf
    except ImportError:
        raise DocumentError("a PDF file; right would be `pip install 'lagebild[pdf]'`, or its text") from None
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if len(reader.pages) > MOST_PAGES:
            raise DocumentError(f"a PDF of {len(reader.pages)} pages; right would be at most {MOST_PAGES}")
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except DocumentError:
        raise
    except Exception as error:  # a PDF that breaks the reader must not end the run over the others
        raise DocumentError(
            f"a PDF that cannot be read ({type(error).__name__}: {error}); right would be one without a password, or its text"
        ) from error
    text = joined("\n".join(page.strip() for page in pages))
    if not text:
        raise DocumentError(
            "no text in this PDF, only pictures?; right would be one whose text can be marked"
        )
    return text, Particulars(title=str(title or "") or None)


def joined(text: str) -> str:
    """The text without the ends of lines; an empty line stays the end of a paragraph."""
    text = re.sub(r"[ \t]+\n", "\n", text)
    return _LINE.sub(" ", _PARTED.sub(_one_word, text)).strip()


def _one_word(parted: re.Match[str]) -> str:
    """A hyphen at a line's end parts a word where a small letter follows; else it belongs to the word."""
    return "" if parted[1].islower() else parted[0]
