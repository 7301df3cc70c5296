"""Kept, never overwritten: what was read, by which release, when, and what analysts wrote beside it.

`Ledger` is the protocol; `open_ledger` gives the one in a file, `MemoryLedger` the one that a test or a back-test holds.
"""

from lagebild.ledger.comparison import comparison_of, edits_of, release_named
from lagebild.ledger.copies import restore, whole_copy
from lagebild.ledger.database import may_write
from lagebild.ledger.following import Entry, Feed, Following, Named
from lagebild.ledger.journal import canonical_of, journal_of, replay
from lagebild.ledger.memory import MemoryLedger
from lagebild.ledger.packing import Packed, pack, release_id_of
from lagebild.ledger.pages import FIRST, Page, Seek, page_in
from lagebild.ledger.protocol import Candidates, Ledger
from lagebild.ledger.records import (
    REMARK_KINDS,
    Adoption,
    Altered,
    Anchor,
    Changes,
    Comparison,
    Edit,
    Facets,
    Forgotten,
    Found,
    KnownRelease,
    Placed,
    Quarantined,
    Query,
    Recorded,
    Remark,
    Verification,
    Version,
)
from lagebild.ledger.sqlite import SqliteLedger, kept_ledger, open_ledger
from lagebild.ledger.stories import Dyad, GistPage, StoryBook, StoryPage, StoryQuery, gist_page, weight_of
from lagebild.ledger.verification import verify

__all__ = [
    "FIRST",
    "REMARK_KINDS",
    "Adoption",
    "Altered",
    "Anchor",
    "Candidates",
    "Changes",
    "Comparison",
    "Dyad",
    "Edit",
    "Entry",
    "Facets",
    "Feed",
    "Following",
    "Forgotten",
    "Found",
    "GistPage",
    "KnownRelease",
    "Ledger",
    "MemoryLedger",
    "Named",
    "Packed",
    "Page",
    "Placed",
    "Quarantined",
    "Query",
    "Recorded",
    "Remark",
    "Seek",
    "SqliteLedger",
    "StoryBook",
    "StoryPage",
    "StoryQuery",
    "Verification",
    "Version",
    "canonical_of",
    "comparison_of",
    "edits_of",
    "gist_page",
    "journal_of",
    "kept_ledger",
    "may_write",
    "open_ledger",
    "pack",
    "page_in",
    "release_id_of",
    "release_named",
    "replay",
    "restore",
    "verify",
    "weight_of",
    "whole_copy",
]
