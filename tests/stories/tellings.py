"""Tellings for tests, in one line each."""

from lagebild.stories import Telling, Voice

DAY = "2024-10-18"


def said_by(key, name=None, state=None):
    return Voice(key=key, name=name or key, state=state or (key and key[:3]))


def telling(document, type_, actors=(), recipients=(), **more):
    """A claim of a document; the actors by ids, everything else by name."""
    quote = more.pop("quote", type_.lower())
    start = more.pop("start", 0)
    fields = {
        "claim_id": f"{document}#{start}", "document_id": document, "day": DAY, "lang": "en", "start": start,
        "end": start + 5, "quote": quote, "sentence": f"{document} {quote} {start}", "publisher": f"Paper {document}",
        "type": type_, "kind": "" if type_ else "other", "actors": tuple(actors), "recipients": tuple(recipients),
    }  # fmt: skip
    return Telling(**(fields | more))


def attack(document, **more):
    fields = {
        "place": "UKR/kharkiv", "country": "UKR", "ids": ("RUS", "UKR/kharkiv"), "senses": frozenset({"attack", "drone"}),
    }  # fmt: skip
    return telling(document, "ASSAULT", **({"actors": ("RUS",)} | fields | more))
