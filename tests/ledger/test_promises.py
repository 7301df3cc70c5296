"""What a ledger promises over all inputs: the same again, and nothing from the future."""

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.documents import documents_in
from lagebild.engines import packed_in
from lagebild.ledger import MemoryLedger, Query, canonical_of, open_ledger, pack
from lagebild.views import readings as views

DEMO = Path(views.__file__).parent.parent / "demo" / "reports.jsonl"
FIRST = date(2024, 10, 1)
VERBS = ("entsandte", "lobte", "warnte")


# ------------------------------------------------------------------ the same again


def test_the_same_documents_in_any_order_by_any_number_of_processes_give_the_same_bytes(tmp_path):
    documents = [document for document in documents_in(DEMO) if document.lang == "de"][:5]
    shuffled = random.Random(2).sample(documents * 2, k=10)
    forms = []
    for name, order, workers in (("one", documents, 1), ("two", shuffled, 2)):
        with open_ledger(tmp_path / f"{name}.sqlite") as ledger:
            for packed in packed_in(order, workers=workers):
                ledger.record(packed)
            forms.append(b"".join(canonical_of(ledger)))
    assert forms[0] == forms[1]
    assert forms[0].count(b'{"kind":"reading"') == 5


# ------------------------------------------------------------------ nothing from the future


@st.composite
def histories(draw):
    """Articles that are published, fetched and changed, in the order in which we fetched them."""
    events = []
    for key in draw(st.sets(st.sampled_from("abc"), min_size=1)):
        day = draw(st.integers(0, 20))
        published = FIRST + timedelta(day)
        for n in range(draw(st.integers(1, 3))):
            fetched = day + draw(st.integers(0, 5))
            modified = draw(st.one_of(st.none(), st.integers(day, fetched))) if n else None
            day = fetched if n and modified is None else (modified if n else day)
            actor = draw(st.sampled_from(("Nordkorea", "Russland")))
            text = f"{actor} {VERBS[n]} Nato. Nummer {n}."
            when = None if modified is None else (FIRST + timedelta(modified)).isoformat()
            events.append((fetched, n, key, text, actor, VERBS[n], published.isoformat(), when))
            day = max(day, fetched)
    return sorted(events)


def recorded(ledger, made, history):
    """Each event, recorded on its day; gives the day from which the world had each."""
    for fetched, n, key, text, actor, verb, published, modified in history:
        reading = made.reading(
            text, (verb, "AID", [actor], ["Nato"]), document_id=key, published=published, modified=modified
        )
        at = f"{(FIRST + timedelta(fetched)).isoformat()}T{n:02d}:00:00.000000Z"
        ledger.record(pack(reading), at=at)
    return {version.version_id: version.world for version in ledger.versions()}


def told(ledger, **query):
    return sorted((found.claim.claim_id, found.world) for found in ledger.claims(Query(**query)))


@pytest.mark.parametrize("make", ["memory", "file"])
def test_as_of_a_day_is_a_ledger_of_what_was_published_before_it(make, made):
    @settings(
        max_examples=100 if make == "memory" else 25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(history=histories(), day=st.integers(0, 40), actor=st.sampled_from((None, "PRK", "RUS")))
    def holds(history, day, actor):
        with tempfile.TemporaryDirectory() as folder:
            new = iter("xy")
            opened = [
                MemoryLedger() if make == "memory" else open_ledger(Path(folder) / next(new))
                for _ in range(2)
            ]
            whole, before = opened
            worlds = recorded(whole, made, history)
            as_of = (FIRST + timedelta(day)).isoformat()
            known = [
                e
                for e in history
                if worlds[made.document(e[3], e[2], published=e[6], modified=e[7]).version_id] < as_of
            ]
            recorded(before, made, known)
            assert told(whole, as_of=as_of, actor=actor) == told(before, actor=actor)
            words = {"words": ("Nummer",), "actor": actor}
            assert told(whole, as_of=as_of, **words) == told(before, **words)
            for ledger in opened:
                ledger.close()

    holds()
