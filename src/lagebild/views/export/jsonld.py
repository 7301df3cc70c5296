"""Claims as schema.org has them, in JSON-LD.

Takes claims and stories; gives a graph with a `Claim` each: its words, its author (the source), the article in which it appears and the one in
which the same source was first told to say it, and certainty, chain and sides as properties of their own. No ClaimReview: we do not judge.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from lagebild.ledger import Found
from lagebild.model import Document
from lagebild.stories import Story, Telling
from lagebild.views.export.vouching import AUTHOR, Vouched, vouched
from lagebild.views.plain import one_line

CONTEXT = "https://schema.org"
VOCABULARY = "urn:lagebild:"
AUTHORS = {"person": "Person", "organisation": "Organization", "agency": "NewsMediaOrganization", "medium": "NewsMediaOrganization",
           AUTHOR: "NewsMediaOrganization", "document": "CreativeWork"}  # fmt: skip
PROPERTIES = ("certainty", "time", "commitment", "evidence_mode", "polarity", "source_kind", "chain", "inferred", "claimed_by", "denied_by",
              "confirmed_by", "remarks")  # fmt: skip

First = dict[str, str]  # of a claim, the document in which its source first said so


def first_told(stories: Iterable[Story]) -> First:
    """Of each claim, the claim of the same story and source that was published first."""
    found: First = {}
    for story in stories:
        firsts: dict[str, Telling] = {}
        for telling in sorted(story.tellings, key=lambda t: t.order):
            firsts.setdefault(_speaker(telling), telling)
        found |= {t.claim_id: firsts[_speaker(t)].document_id for t in story.tellings}
    return found


def _speaker(telling: Telling) -> str:
    last = telling.chain[-1] if telling.chain else None
    return (last.key or last.name) if last else telling.publisher or telling.document_id


def jsonld_lines(claims: Iterable[Found], first: Callable[[str], Document | None]) -> Iterator[bytes]:
    """The graph, a claim a line; `first` gives the document in which the source of a claim first said so."""
    yield b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":[\n'
    for number, found in enumerate(claims):
        origin = first(found.claim.claim_id) or found.document
        yield (b",\n" if number else b"") + msgspec.json.encode(_claim(found, origin))
    yield b"\n]}\n"


def _claim(found: Found, first: Document) -> dict[str, Any]:
    by = vouched(found)
    return {
        "@type": "Claim",
        "@id": f"{VOCABULARY}claim:{found.claim.claim_id}",
        "text": one_line(found.sentence),
        "author": _author(by),
        "appearance": _article(found.document),
        "firstAppearance": _article(first),
        "inLanguage": found.document.lang,
        "additionalProperty": [
            {"@type": "PropertyValue", "propertyID": f"{VOCABULARY}{name}", "name": name, "value": value}
            for name in PROPERTIES
            if (value := getattr(by, name)) or name == "inferred"
        ],
    }


def _author(by: Vouched) -> dict[str, Any]:
    author = {"@type": AUTHORS.get(by.source_kind, "Thing"), "name": by.source}
    return author | ({"identifier": by.source_id} if by.source_id else {})


def _article(document: Document) -> dict[str, Any]:
    article: dict[str, Any] = {"@type": "NewsArticle", "@id": f"{VOCABULARY}document:{document.document_id}"}
    more = {
        "headline": one_line(document.title or ""),
        "url": one_line(document.url or ""),
        "datePublished": document.published,
    }
    article |= {name: value for name, value in more.items() if value}
    if document.publisher:
        article["publisher"] = {"@type": "NewsMediaOrganization", "name": one_line(document.publisher)}
    return article
