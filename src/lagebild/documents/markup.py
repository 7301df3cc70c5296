"""Markup in a text that is no page: tags, comments, scripts that somebody pasted with it.

Takes a text; gives it in the same length with all markup as blanks, so that what is read in it stands where it stood; or, of what is pasted, the
words alone. Nothing but the elements of HTML is a tag: `<NIS>`, `x < 3` and an address in angle brackets are words of the text.
"""

import re
from functools import cache
from html import unescape
from importlib.resources import files
from tomllib import loads

_REST = r"(?:[\s/][^<>]*)?"
_UNCLOSED = r"[\s/][^<>\n]*=[^<>\n]*(?=\n|\Z)"  # the beginning of a tag that a line cuts off


def without_markup(text: str) -> str:
    """The text with its markup blanked, letter for letter; what begins a new line on a page begins one here."""
    if "<" not in text and "&" not in text:
        return text
    hidden, tag, sign = _patterns()
    for pattern in (hidden, tag, sign):
        text = pattern.sub(_blank, text)
    return text


def words_alone(text: str) -> str:
    """The text without its markup, signs that are written out as what they mean; a text without any stays as it is."""
    if without_markup(text) == text:
        return text
    hidden, tag, sign = _patterns()
    text = tag.sub(_break, hidden.sub("", text))
    text = sign.sub(lambda found: unescape(found.group()), text)
    return re.sub(r"\n\s*\n\s*", "\n\n", re.sub(r"[ \t\u00a0]+", " ", text)).strip()


def _break(found: re.Match[str]) -> str:
    return "\n\n" if (found["name"] or "").lower() in _elements()["breaking"] else ""


def _blank(found: re.Match[str]) -> str:
    whole = found.group()
    name = (found.groupdict().get("name") or "").lower()
    breaks = min(2, len(whole)) if name in _elements()["breaking"] else 0
    return "\n" * breaks + "".join("\n" if letter == "\n" else " " for letter in whole[breaks:])


@cache
def _elements() -> dict[str, frozenset[str]]:
    found = loads(files(__package__).joinpath("markup.toml").read_text("utf-8"))
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What is hidden with all that it holds, a single tag, a sign that is written out."""
    elements = _elements()
    hidden = "|".join(sorted(elements["hidden"]))
    names = "|".join(sorted(elements["hidden"] | elements["breaking"] | elements["running"]))
    return (
        re.compile(rf"<!--.*?(?:-->|\Z)|<(?P<tag>{hidden}){_REST}>.*?</(?P=tag)\s*>", re.S | re.I),
        re.compile(rf"</?(?P<name>{names})(?:{_REST}>|{_UNCLOSED})|<!doctype[^<>]*>", re.I),
        re.compile(rf"&(?:{'|'.join(sorted(elements['signs']))});"),
    )
