"""HTML and SVG, built so that nothing can be forgotten to be escaped.

Takes names, attributes and children; gives `Markup`. A plain string becomes text, whatever is in it; only Markup, which
nothing but `element` and `template` make, goes in as it is.
"""

from collections.abc import Iterable
from html import escape

from lagebild.views.plain import fit

_VOID = ("br", "hr", "col", "meta")


class Markup(str):
    """Text that is markup already. `__html__` says so to templates."""

    __slots__ = ()

    def __html__(self) -> "Markup":
        """Itself: a template escapes all but what has this."""
        return self


def text(content: str) -> Markup:
    """Any text as markup; what a template has made is markup already."""
    return Markup(content) if hasattr(content, "__html__") else Markup(escape(fit(content)))


def element(name: str, *children: "str | Markup | None", **attributes: object) -> Markup:
    """One element. `class_` is class, `aria_label` aria-label; attributes that are None or False are left out."""
    inside = "".join(text(child) for child in children if child is not None)
    start = f"<{name}{_attributes(attributes)}>"
    return Markup(start if name in _VOID else f"{start}{inside}</{name}>")


def join(parts: Iterable["str | Markup"], between: str = "") -> Markup:
    """Several parts in a row."""
    return Markup(text(between).join(text(part) for part in parts))


def _attributes(attributes: dict[str, object]) -> str:
    return "".join(
        _attribute(name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items()
    )


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return (
        f" {name}"
        if value is True
        else f' {name}="{text(f"{value:g}" if isinstance(value, float) else str(value))}"'
    )


def table(head: Iterable[str], rows: Iterable[Iterable["str | Markup"]], **attributes: object) -> Markup:
    """A table whose first column names its rows. Each cell knows its column, for screens on which rows are stacked."""
    titles = tuple(head)
    top = element("tr", *(element("th", title, scope="col") for title in titles))
    body = [_row(tuple(row), titles) for row in rows]
    inner = element("table", element("thead", top), element("tbody", *body), **attributes)
    return element("div", inner, class_="table")


def _row(cells: tuple["str | Markup", ...], titles: tuple[str, ...]) -> Markup:
    (name, title), *rest = zip(cells, titles, strict=True)
    first = element("th", name, scope="row", data_label=title)
    return element("tr", first, *(element("td", cell, data_label=title) for cell, title in rest))
