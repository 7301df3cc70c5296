"""Where an analyst's remark belongs after a text was read anew, or was changed by its publisher.

Takes an anchor and what now stands in its document; gives the claim that it belongs to, or None: then somebody has to look,
and the remark waits in the Inbox. In the same wording the trigger's place decides; in a new one the quote has to be found,
once, or nearest to where it stood.
"""

from collections.abc import Sequence

from lagebild.ledger.records import Anchor
from lagebild.model import Claim


def claim_for(anchor: Anchor, version_id: str, text: str, claims: Sequence[Claim]) -> str | None:
    """The claim of these that the anchor belongs to.

    1. the claim that it named, where it is still there
    2. the claim whose trigger stands where the quote stands now
    """
    if any(claim.claim_id == anchor.claim_id for claim in claims):
        return anchor.claim_id
    start = anchor.start if version_id == anchor.version_id else _place_of(anchor, text)
    if start is None:
        return None
    return _claim_at(start, start + len(anchor.quote), claims)


def _place_of(anchor: Anchor, text: str) -> int | None:
    """Where the quote stands in a new wording: nearest to its old place, unless two places are equally near."""
    places: list[int] = []
    at = text.find(anchor.quote) if anchor.quote else -1
    while at >= 0:
        places.append(at)
        at = text.find(anchor.quote, at + 1)
    places.sort(key=lambda place: abs(place - anchor.start))
    if len(places) > 1 and abs(places[0] - anchor.start) == abs(places[1] - anchor.start):
        return None
    return places[0] if places else None


def _claim_at(start: int, end: int, claims: Sequence[Claim]) -> str | None:
    """The only claim whose trigger overlaps these characters, or of several the one that begins with them."""
    there = [c for c in claims if c.trigger.start < end and start < c.trigger.end]
    exact = [c for c in there if c.trigger.start == start]
    chosen = exact if len(exact) == 1 else there
    return chosen[0].claim_id if len(chosen) == 1 else None
