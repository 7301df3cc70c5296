"""Templates -> pages.

Takes a request, the name of a template and its values; gives the response. Everything that a template shows is escaped, whatever it is;
only Markup that this package made goes in as it is, and all words come from the labels.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from lagebild.version import VERSION
from lagebild.views.asked import STATUSES
from lagebild.views.cards import chip
from lagebild.views.labels import Labels, interface_languages, labels_of
from lagebild.views.markup import Markup
from lagebild.views.plain import fit, one_line
from lagebild.views.shapes import CERTAINTIES, patterns
from lagebild.views.sourcenames import called, source_called
from lagebild.views.web.seat import THEMES, Seat
from lagebild.views.web.writing import MISREADABLE
from lagebild.views.wording import chain_line, grade_notes, kind_of

NAVIGATION = (
    "situation",
    "stories",
    "documents",
    "dyads",
    "sources",
    "map",
    "trackers",
    "outlook",
    "search",
    "inbox",
)
STATIC = {
    "report.css": ("report.css", "text/css"),
    "page.css": ("web/static/page.css", "text/css"),
    "pictures.css": ("pictures/pictures.css", "text/css"),
    "page.js": ("web/static/page.js", "text/javascript"),
    "icon.svg": ("web/static/icon.svg", "image/svg+xml"),
}


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """One page."""
    seat = Seat(request)
    made = _environment().get_template(template).render(
        seat=seat, labels=seat.labels, lang=seat.labels.lang, version=VERSION, themes=THEMES,
        navigation=NAVIGATION, interfaces=interface_languages(), misreadable=MISREADABLE,
        certainty_words=CERTAINTIES[::-1], status_words=STATUSES,
        language_names={code: labels_of(code).table["interface"]["name"] for code in interface_languages()}, **values,
    )  # fmt: skip
    return HTMLResponse(made, status)


def load(*templates: str) -> None:
    """Make templates ready: the first page must not wait for it."""
    for template in templates:
        _environment().get_template(template)


def svg(picture: Markup) -> Response:
    """A picture by itself: it may have its own style, and nothing else."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return Response(picture, media_type="image/svg+xml", headers={"content-security-policy": policy})


def static(request: Request) -> Response:
    """A style sheet or script of ours; nothing else can be asked for."""
    name = request.path_params["name"]
    if name not in STATIC:
        return Response(status_code=404)
    path, kind = STATIC[name]
    body = (files("lagebild.views") / path).read_text("utf-8")
    return Response(body, media_type=kind, headers={"cache-control": "max-age=60"})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("lagebild.views.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_fit,
    )  # fmt: skip
    environment.globals.update(
        t=_text,
        chip=_chip,
        patterns=patterns,
        source=_source,
        kind_of=kind_of,
        chain_line=chain_line,
        grade_notes=grade_notes,
    )
    environment.filters.update(
        line=one_line,
        day=_day,
        month=_month,
        number=_number,
        word=_word,
        quoted=_quoted,
        actor=_actor,
        signed=_signed,
        counted=_counted,
    )
    return environment


def _fit(value: object) -> object:
    """Any text without the signs that would hide parts of it or turn the line around."""
    return fit(value) if type(value) is str else value


# ------------------------------------------------------------------ what templates call


@pass_context
def _text(context: Context, key: str, **values: object) -> str:
    """A sentence of the interface."""
    return str(_labels(context).table["web"][key]).format(**values)


@pass_context
def _chip(context: Context, certainty: Any, *notes: str) -> Markup:
    return chip(certainty, _labels(context), *notes)


@pass_context
def _source(context: Context, key: str, name: str) -> str:
    """What a source is called."""
    return source_called(key, name, _labels(context))


def _labels(context: Context) -> Labels:
    labels: Labels = context["labels"]
    return labels


@pass_context
def _day(context: Context, iso: str | None) -> str:
    return _labels(context).day((iso or "")[:10])


@pass_context
def _counted(context: Context, noun: str, n: int) -> str:
    """`1 independent origin`: a number with its noun."""
    return _labels(context).count(noun, n)


@pass_context
def _month(context: Context, iso: str) -> str:
    """`October 2024`."""
    months = _labels(context).table["interface"]["months"]
    return f"{months[int(iso[5:7]) - 1]} {iso[:4]}" if iso[5:7].isdigit() else iso


@pass_context
def _number(context: Context, value: float | None) -> str:
    return _labels(context).number(value)


@pass_context
def _word(context: Context, key: str | None, section: str) -> str:
    return _labels(context).word(section, key)


@pass_context
def _actor(context: Context, id: str) -> str:
    return called(id, id, _labels(context))


@pass_context
def _signed(context: Context, value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else '±'}{_labels(context).number(abs(value))}"


@pass_context
def _quoted(context: Context, words: str) -> str:
    return _labels(context).quote(one_line(words))
