"""Long texts: page by page, with nothing lost."""

import re
from html import unescape

import msgspec
import pytest

from benchmarks.invented import World, reading
from lagebild.ledger import MemoryLedger
from lagebild.views.web.desk import Desk
from lagebild.views.web.stretches import CARDS, LONGEST, WHOLE, page_with, stretches_of
from tests.views.web.conftest import Browser

LARGEST = 300_000  # bytes of a page


def long_reading(claims, line=True):
    """A document of so many claims, in one line or one line a sentence."""
    world = World(seed=5)
    stories = [world.story()[0] for _ in range(claims)]
    made = reading(world, 0, stories)
    if line:
        return made
    text = made.document.text.replace(". ", ".\n")
    return msgspec.structs.replace(made, document=msgspec.structs.replace(made.document, text=text))


@pytest.fixture(scope="module", params=[True, False], ids=["one line", "many lines"])
def long(request):
    """A text of a megabyte and a browser before it."""
    made = long_reading(10_000, line=request.param)
    ledger = MemoryLedger()
    ledger.record(made)
    ledger.stories.link(lambda version: ())
    return made, Browser(Desk(ledger, "anna"))


@pytest.mark.parametrize(
    ("claims", "pages"), [(0, 1), (1, 1), (CARDS, 1), (CARDS + 1, 2), (4 * CARDS, 4), (4 * CARDS + 1, 5)]
)
def test_a_page_has_as_many_claims_as_it_has_cards_for(claims, pages):
    assert len(
        stretches_of(long_reading(claims) if claims else reading(World(1), 0, [World(1).story()[0]]))
    ) == max(1, pages)


def test_stretches_put_together_are_the_text_and_hold_each_claim_once(long):
    made, _ = long
    found = stretches_of(made)
    assert len(made.document.text) > 1_000_000 > WHOLE
    assert "".join(made.document.text[s.start : s.end] for s in found) == made.document.text
    assert [number for s in found for number, _ in s.claims] == list(range(1, len(made.claims) + 1))
    assert all(
        s.start <= claim.trigger.start and claim.trigger.end <= s.end for s in found for _, claim in s.claims
    )
    assert max(s.end - s.start for s in found) <= LONGEST
    assert all(
        number in dict(found[page_with(found, number) - 1].claims)
        for number in (1, 2, CARDS + 1, 777, 10_000)
    )


@pytest.mark.parametrize("page", [1, 2, 200])
def test_a_page_of_a_megabyte_is_small_and_its_marks_are_right(long, page):
    made, browser = long
    html = browser.page(f"/documents/{made.document.document_id}?page={page}")
    here = stretches_of(made)[page - 1]
    assert len(html.encode()) < LARGEST
    marked = re.findall(r'<a class="trigger" href="#d-c(\d+)"[^>]*>(.*?)</a>', html)
    assert [int(number) for number, _ in marked] == [number for number, _ in here.claims]
    for (_, words), (_, claim) in zip(marked, here.claims, strict=True):
        assert unescape(re.sub(r"<[^>]*>", "", words)) == claim.trigger.text
    assert all(f'id="d-c{number}"' in html for number, _ in here.claims)
