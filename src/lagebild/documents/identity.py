"""Which document this is.

Takes a text and what is known of it; gives a Document with its two keys. `document_id` stays the same when a
publisher changes the article under the same address, `version_id` does not. Both are functions of their input
alone, so that the same article read twice, anywhere, has the same keys.
"""

import hashlib
from itertools import chain
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from lagebild.documents.datelines import agencies_in, dateline_of, shipped_forms
from lagebild.documents.fields import code_of, day_of, problems_in
from lagebild.documents.language import language_of
from lagebild.documents.markup import without_markup
from lagebild.errors import DocumentError
from lagebild.model import Document, Noun

KEY_LENGTH = 16
BLOCK = 1_000_000  # characters that are encoded at a time
# Parameters that say where the reader came from, never what is read.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "wt_", "at_", "xtor", "cmpid")


class Particulars(Noun, frozen=True):
    """What is known of a document besides its text. `id` is the name that its owner gave it."""

    id: str | None = None
    lang: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None

    def over(self, other: "Particulars") -> "Particulars":
        """These particulars, completed by others where they are silent."""
        return Particulars(
            **{name: getattr(self, name) or getattr(other, name) for name in self.__struct_fields__}
        )


class SetAside(Noun, frozen=True):
    """What could not be read: the file, the line where there are lines, and why."""

    file: str
    why: str
    line: int | None = None

    @property
    def place(self) -> str:
        """`press.csv:12`: the file, and the line where there are lines."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.why}"


def document_of(text: str, known: Particulars, *, titled: bool = False) -> Document:
    """The document that this text is, with its keys, language and dateline.

    `titled`: its title is part of its wording, as on a web page, so that another title is another version.

    Raises:
        DocumentError: with everything that is wrong with the text and its particulars.
    """
    problems = problems_in({"text": text, **msgspec.structs.asdict(known)})
    if problems:
        raise DocumentError("; and ".join(problems))
    document_id = known.id or _document_key(text, known)
    forms = shipped_forms()
    words = without_markup(text)
    dateline = dateline_of(words, forms)
    credits = (dateline.credits if dateline else (), agencies_in(known.author or "", forms))
    return Document(
        document_id=document_id,
        version_id=key_of(document_id, text, *([known.title] if titled and known.title else [])),
        text=text,
        lang=code_of(known.lang) if known.lang else language_of(words),
        publisher=known.publisher,
        published=day_of(known.published) if known.published else None,
        modified=day_of(known.modified) if known.modified else None,
        title=known.title,
        author=known.author,
        url=known.url,
        credits=tuple(dict.fromkeys(chain(*credits))),
        dateline=dateline,
        body_start=dateline.span.end if dateline else 0,
    )


def key_of(*parts: str) -> str:
    """A short, stable key of several strings; their borders count ("ab", "c" is not "a", "bc")."""
    key = hashlib.sha256()
    for part in parts:
        key.update(f"{len(part)}:".encode())
        for start in range(0, len(part), BLOCK):
            key.update(part[start : start + BLOCK].encode("utf-8", "surrogatepass"))
    return key.hexdigest()[:KEY_LENGTH]


def _document_key(text: str, known: Particulars) -> str:
    return key_of(known.publisher or "", canonical_url(known.url) if known.url else text)


def canonical_url(url: str) -> str:
    """One address for one article: no fragment, no tracking, no default scheme or host spelling."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    # A number alone is a key without a value: it names the article.
    said = parse_qsl(parts.query, keep_blank_values=True)
    query = [(key, value) for key, value in said if not key.lower().startswith(_TRACKING)]
    scheme = "https" if parts.scheme.lower() in ("http", "") else parts.scheme.lower()
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((scheme, parts.netloc.lower().removeprefix("www."), path, urlencode(sorted(query)), ""))
