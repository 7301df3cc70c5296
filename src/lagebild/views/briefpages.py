"""The brief as text, as a page, as a Word document.

Takes a Brief; gives each of them. All carry the same lines and footnotes. The Word document is the smallest that Word and LibreOffice
open: one part of text in the package that the format asks for.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence

from lagebild.views.brief import Brief
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element, join
from lagebild.views.pictures.drawing import style

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    ":root{color-scheme:light dark}h2{margin-top:2rem}.picture{margin:1.5rem 0}table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:0 .8rem .2rem 0}"
    ".table{overflow-x:auto}"
    ".means,footer{opacity:.75}sup a{text-decoration:none;color:inherit}ol.notes{font-size:.85em}li{margin:.4em 0}"
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same brief is the same file, whenever it is written


def text_of(brief: Brief, labels: Labels) -> str:
    """The brief as plain text (it is Markdown, too)."""
    return "\n".join(_text_lines(brief, labels)) + "\n"


def _text_lines(brief: Brief, labels: Labels) -> Iterator[str]:
    yield f"# {brief.title}"
    for section in brief.sections:
        yield from ("", f"## {section.heading}", section.meaning, "")
        for line in section.lines:
            yield f"- {line.text} {' '.join(f'[{n}]' for n in line.notes)}".rstrip()
        if not section.lines:
            yield labels.word("brief", "nothing")
    yield ""
    yield from (f"[{n}] {note}" for n, note in enumerate(brief.notes, 1))
    yield ""
    yield from brief.foot


def page_of(brief: Brief, labels: Labels, pictures: Sequence[Markup] = ()) -> str:
    """The brief as one HTML file that needs nothing else; pictures stand behind its lines."""
    sections = [
        element(
            "section",
            element("h2", section.heading),
            element("p", section.meaning, class_="means"),
            element("ul", *[element("li", f"{line.text} ", _marks(line.notes)) for line in section.lines])
            if section.lines
            else element("p", labels.word("brief", "nothing")),
        )
        for section in brief.sections
    ]
    notes = element(
        "ol", *[element("li", note, id=f"n{n}") for n, note in enumerate(brief.notes, 1)], class_="notes"
    )
    foot = element("footer", *[element("p", line) for line in brief.foot])
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("title", brief.title),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("style", Markup(STYLE + style())),
    )
    drawn = (
        element("section", element("h2", labels.word("picture", "heading")), *pictures) if pictures else None
    )
    body = element("body", element("main", element("h1", brief.title), *sections, drawn, notes), foot)
    return f"<!doctype html>\n{element('html', head, body, lang=brief.lang)}\n"


def _marks(notes: tuple[int, ...]) -> Markup:
    return element("sup", join([element("a", str(n), href=f"#n{n}") for n in notes], " "))


def word_of(brief: Brief, labels: Labels) -> bytes:
    """The brief as a Word document."""
    paragraphs = []
    for line in _text_lines(brief, labels):
        level = len(line) - len(line.lstrip("#"))
        paragraphs.append(
            _paragraph(
                line.lstrip("# ") if level else line, 36 - 4 * level if level else 22, bold=bool(level)
            )
        )
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORD}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", document),
        ):
            packed.writestr(zipfile.ZipInfo(name, _LONG_AGO), content.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _paragraph(words: str, size: int, *, bold: bool) -> str:
    weight = "<w:b/>" if bold else ""
    text = element("w:t", words)
    return f'<w:p><w:r><w:rPr>{weight}<w:sz w:val="{size}"/></w:rPr>{text}</w:r></w:p>'
