"""What one reading has that another has not.

Takes the claims of two readings; gives `Changes`. Of two readings of one wording, claims with the same trigger are the same
claim. Of two wordings nothing stands where it stood: claims that say the same in one line stayed; what is left is paired by
trigger and type, then by trigger alone, in the order of the text.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

import msgspec

from lagebild.ledger.records import Altered, Changes
from lagebild.model import Claim, Event

# Which rules fired is no part of what a claim says.
_UNSAID = ("evidence", "cues")


def changes_of_release(before: Sequence[Claim], after: Sequence[Claim]) -> Changes:
    """Two readings of one version: claims are known by their id, which trigger and kind of content make."""
    pairs, lost, gained = _paired(before, after, lambda claim: claim.claim_id)
    return _changes(pairs, lost, gained, _said)


def changes_of_version(before: Sequence[Claim], after: Sequence[Claim]) -> Changes:
    """Two wordings of one document."""
    whole, lost, gained = _paired(before, after, str)
    close, lost, gained = _paired(lost, gained, _trigger_and_type)
    loose, lost, gained = _paired(lost, gained, lambda claim: claim.trigger.text)
    found = _changes([*close, *loose], lost, gained, str)
    return msgspec.structs.replace(found, same=found.same + len(whole))


def _paired(
    before: Sequence[Claim], after: Sequence[Claim], key: Callable[[Claim], Hashable]
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Pairs with the same key, first with first; then what is left of both."""
    waiting: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in after:
        waiting[key(claim)].append(claim)
    pairs: list[tuple[Claim, Claim]] = []
    lost: list[Claim] = []
    for claim in before:
        partners = waiting[key(claim)]
        if partners:
            pairs.append((claim, partners.pop(0)))
        else:
            lost.append(claim)
    left = {id(claim) for partners in waiting.values() for claim in partners}
    return pairs, lost, [claim for claim in after if id(claim) in left]


def _changes(
    pairs: Sequence[tuple[Claim, Claim]],
    lost: Sequence[Claim],
    gained: Sequence[Claim],
    said: Callable[[Claim], object],
) -> Changes:
    altered = tuple(Altered(before=old, after=new) for old, new in pairs if said(old) != said(new))
    return Changes(gained=tuple(gained), lost=tuple(lost), altered=altered, same=len(pairs) - len(altered))


def _said(claim: Claim) -> object:
    return {name: value for name, value in msgspec.structs.asdict(claim).items() if name not in _UNSAID}


def _trigger_and_type(claim: Claim) -> Hashable:
    content = claim.content
    return claim.trigger.text, content.type if isinstance(content, Event) else content.kind
