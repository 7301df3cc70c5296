"""What every ledger does, in memory as in a file."""

from itertools import pairwise

import msgspec
import pytest

from lagebild.errors import LedgerError
from lagebild.ledger import FIRST, Anchor, Query, Remark, Seek, pack
from lagebild.ledger.journal import canonical_of, journal_of, replay
from lagebild.ledger.packing import release_id_of


def lines(ledger, **query):
    return [str(found.claim) for found in ledger.claims(Query(**query))]


def ids(ledger, **query):
    return [found.claim.claim_id for found in ledger.claims(Query(**query))]


# ------------------------------------------------------------------ recording


def test_what_was_recorded_is_found_with_what_it_rests_on(ledger, envoy):
    done = ledger.record(envoy, at="2024-10-19T08:00:00.000000Z")
    assert (done.document_id, done.what, done.claims, done.counts) == ("envoy", "new", 2, True)
    (found,) = ledger.claims(Query(type="AID"))
    assert found.claim == envoy.claims[0]
    assert found.document == envoy.document
    assert found.sentence == "Nordkorea entsandte Soldaten nach Russland."
    assert (found.world, found.until, found.read_at) == ("2024-10-18", None, "2024-10-19T08:00:00.000000Z")
    assert found.release_id == release_id_of(envoy.release)


def test_a_reading_comes_back_without_trees(ledger, envoy):
    ledger.record(envoy)
    assert ledger.reading(envoy.document.version_id) == envoy


def test_the_same_reading_again_changes_nothing(ledger, envoy):
    ledger.record(envoy)
    before = ledger.counts()
    assert ledger.record(envoy).what == "known"
    assert ledger.record_all([envoy, envoy]) == 0
    assert ledger.counts() == before


def test_a_packed_reading_is_the_reading(ledger, another, envoy):
    ledger.record(envoy, at="2024-10-19T08:00:00.000000Z")
    another.record(pack(envoy), at="2024-10-19T08:00:00.000000Z")
    assert list(ledger.claims()) == list(another.claims())
    assert list(ledger.versions()) == list(another.versions())


def test_many_are_recorded_as_one_by_one(ledger, another, made, envoy):
    edited = made.reading(
        "Nordkorea dementierte.", ("dementierte", "REJECT", ["Nordkorea"]), document_id="envoy"
    )
    other = made.reading("Russland dankte.", ("dankte", "SUPPORT", ["Russland"]), document_id="thanks")
    readings = [envoy, other, edited, envoy]
    assert ledger.record_all(readings, at="2024-10-20T08:00:00.000000Z") == 3
    for reading in readings:
        another.record(reading, at="2024-10-20T08:00:00.000000Z")
    assert sorted(ids(ledger)) == sorted(ids(another))
    assert list(ledger.versions()) == list(another.versions())


def test_a_text_that_nothing_read_is_kept_counted_and_found(ledger, made):
    ledger.record(
        made.reading("Ingenting skjedde i Oslo.", document_id="no", lang="no", status="not read yet")
    )
    assert (ledger.counts().documents, ledger.counts().claims) == (1, 0)
    (version,) = ledger.versions("no")
    assert [(key.status, key.counts) for key in version.readings] == [("not read yet", True)]


def test_a_text_that_could_be_read_later_is_read(ledger, made):
    unread = made.reading("Nordkorea dementierte.", document_id="d", status="undecided")
    read = made.reading("Nordkorea dementierte.", ("dementierte", "REJECT", ["Nordkorea"]), document_id="d")
    ledger.record(unread)
    assert ledger.record(read).what == "read anew"
    assert len(ids(ledger)) == 1
    assert ledger.reading(read.document.version_id).status == "read"


# ------------------------------------------------------------------ asking


@pytest.fixture
def some(ledger, made):
    """A ledger with a few reports."""
    rows = [
        ("a", "2024-10-18", "Nordkorea entsandte Soldaten nach Russland.", [("entsandte", "AID", ["Nordkorea"], ["Russland"], {"days": ("2024-10-15", "2024-10-16")})]),
        ("b", "2024-10-19", "Soldaten trafen Kreml.", [("trafen", "CONSULT", ["Soldaten", "Kreml"])]),
        ("c", "2024-10-20", "Russland dankte laut Nato.", [("dankte", "SUPPORT", ["Russland"], [], {"source": "Nato", "certainty": "reported"})]),
        ("d", "2024-10-21", "Die Truppe wuchs. Es regnete.", [("wuchs", "trend", [], [])]),
    ]  # fmt: skip
    for document_id, published, text, claims in rows:
        publisher = "Bote" if document_id in "ab" else "Kurier"
        ledger.record(
            made.reading(text, *claims, document_id=document_id, published=published, publisher=publisher)
        )
    return ledger


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ({}, "dcba"),
        ({"limit": 2}, "dc"),
        ({"type": "AID"}, "a"),
        ({"type": "trend"}, "d"),
        ({"type": "NOTHING"}, ""),
        ({"certainty": "reported"}, "c"),
        ({"publisher": "Kurier"}, "dc"),
        ({"publisher": "Nobody"}, ""),
        ({"lang": "de", "type": "CONSULT"}, "b"),
        ({"source": "IGO.nato"}, "c"),
        ({"document_id": "b"}, "b"),
        ({"actor": "PRK"}, "ba"),
        ({"actor": "PRK.MIL"}, "b"),
        ({"actor": "RUS"}, "cb"),
        ({"actor": "RUS.GOV"}, "b"),
        ({"actor": "RU"}, ""),
        ({"recipient": "RUS"}, "ba"),
        ({"actor": "PRK", "recipient": "RUS"}, "ba"),
        ({"actor": "RUS", "recipient": "PRK"}, "b"),
        ({"between": ("RUS", "PRK")}, "ba"),
        ({"between": ("RUS", "PRK"), "type": "AID"}, "a"),
        ({"country": "RUS"}, "cba"),
        ({"country": "PRK", "type": "CONSULT"}, "b"),
        ({"country": "PRK", "actor": "RUS"}, "b"),
        ({"country": "RUS", "lang": "en"}, ""),
        ({"country": "RUS", "words": ("Russland",)}, "ca"),
        ({"between": ("RUS", "PRK"), "limit": 1}, "b"),
        ({"actor": "RUS", "recipient": "RUS", "lang": "de"}, ""),
        ({"actor": "PRK.MIL", "publisher": "Nobody"}, ""),
        ({"actor": "PRK", "lang": "de", "last": "2024-10-16"}, "a"),
        ({"first": "2024-10-19"}, "dcb"),
        ({"last": "2024-10-16"}, "a"),
        ({"first": "2024-10-15", "last": "2024-10-19"}, "ba"),
        ({"words": ("Russland",)}, "ca"),
        ({"words": ("russland", "dankte")}, "c"),
        ({"words": ("regnete",)}, ""),
        ({"words": ("Trupp*",)}, "d"),
        ({"words": ("...",)}, ""),
        ({"words": ("...",), "type": "AID"}, ""),
        ({"words": ("Russland",), "actor": "PRK"}, "a"),
        ({"words": ("Russland",), "actor": "RUS", "certainty": "reported"}, "c"),
        ({"words": ("Kreml",), "between": ("RUS.GOV", "PRK")}, "b"),
        ({"words": ("Russland",), "first": "2024-10-19"}, "c"),
        ({"words": ("Russland",), "source": "IGO.nato", "publisher": "Kurier", "type": "SUPPORT"}, "c"),
    ],
)
def test_a_query_finds_what_meets_it_newest_first(some, query, documents):
    assert "".join(found.document.document_id for found in some.claims(Query(**query))) == documents
    then = Query(**query, read_by="9999-01-01T00:00:00.000000Z")
    assert "".join(found.document.document_id for found in some.claims(then)) == documents


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"actor": "PRK"},
        {"between": ("RUS", "PRK")},
        {"words": ("Russland",)},
        {"publisher": "Bote"},
        {"actor": "PRK", "lang": "de"},
        {"between": ("RUS", "PRK"), "lang": "de"},
        {"country": "RUS"},
        {"as_of": "2024-10-21"},
        {"read_by": "9999-01-01T00:00:00.000000Z"},
    ],
    ids=str,
)
def test_claims_come_page_by_page_there_and_back(some, query):
    whole = list(some.claims(Query(**query)))
    pages = [some.page(Query(**query, limit=1), FIRST, 1)]  # how many is said by the page, not by the query
    while pages[-1].after:
        pages.append(some.page(Query(**query), Seek(key=pages[-1].after), 1))
    assert len(whole) > 1 and [found for page in pages for found in page.rows] == whole
    for there, back in pairwise(pages[::-1]):
        assert some.page(Query(**query), Seek(key=there.before, back=True), 1) == back


def test_documents_come_page_by_page_there_and_back(some):
    whole = [version.version_id for version in some.arrived(10)]
    assert [v.document_id for v in some.arrived(10)] == list("dcba")
    for i, key in enumerate(whole):
        assert [v.version_id for v in some.arrived(2, Seek(key=key))] == whole[i + 1 : i + 3]
        back = [v.version_id for v in some.arrived(2, Seek(key=key, back=True))]
        assert back == whole[max(0, i - 2) : i][::-1]


def test_a_page_goes_on_from_no_row_that_is_not_there(some):
    with pytest.raises(LedgerError, match="'nothing' is no row of this list"):
        some.page(Query(), Seek(key="nothing"), 5)
    with pytest.raises(LedgerError, match="'nothing' is no row of this list"):
        list(some.arrived(5, Seek(key="nothing")))


def test_facets_count_what_is_found(some):
    facets = some.facets(Query(publisher="Kurier"))
    assert (facets.claims, facets.whole) == (2, True)
    assert facets.by["type"] == {"trend": 1, "SUPPORT": 1}
    assert facets.by["certainty"] == {"asserted": 1, "reported": 1}
    assert facets.by["publisher"] == {"Kurier": 2}
    assert facets.by["source"] == {"": 1, "IGO.nato": 1}


def test_a_claim_is_found_by_its_id(some):
    found = next(some.claims())
    assert some.claim(found.claim.claim_id) == found
    assert some.claim("nothing") is None


# ------------------------------------------------------------------ wordings and clocks


@pytest.fixture
def edited(ledger, made):
    """An article that its publisher changed: published on the 18th, changed on the 20th."""
    ledger.record(
        made.reading("Nordkorea entsandte Soldaten.", ("entsandte", "AID", ["Nordkorea"]), document_id="x"),
        at="2024-10-18T12:00:00.000000Z",
    )
    ledger.record(
        made.reading("Nordkorea dementierte.", ("dementierte", "REJECT", ["Nordkorea"]), document_id="x", modified="2024-10-20"),
        at="2024-10-22T12:00:00.000000Z",
    )  # fmt: skip
    return ledger


@pytest.mark.parametrize(
    ("clocks", "types"),
    [
        ({}, ["REJECT"]),
        ({"as_of": "2024-10-18"}, []),
        ({"as_of": "2024-10-19"}, ["AID"]),
        ({"as_of": "2024-10-20"}, ["AID"]),
        ({"as_of": "2024-10-21"}, ["REJECT"]),
        ({"read_by": "2024-10-18T12:00:00.000000Z"}, []),
        ({"read_by": "2024-10-19T00:00:00.000000Z"}, ["AID"]),
        ({"read_by": "2024-10-22T00:00:00.000000Z"}, ["AID"]),
        ({"read_by": "2024-10-23T00:00:00.000000Z"}, ["REJECT"]),
        ({"as_of": "2024-10-25", "read_by": "2024-10-22T00:00:00.000000Z"}, ["AID"]),
        ({"as_of": "2024-10-19", "read_by": "2024-10-23T00:00:00.000000Z"}, ["AID"]),
    ],
)
def test_two_clocks_tell_what_the_world_had_and_what_we_had(edited, clocks, types):
    assert [found.claim.event.type for found in edited.claims(Query(**clocks))] == types
    assert [found.claim.event.type for found in edited.claims(Query(actor="PRK", **clocks))] == types


def test_a_changed_article_is_a_new_version_of_the_same_document(edited):
    assert [(v.world, v.until) for v in edited.versions("x")] == [
        ("2024-10-18", "2024-10-20"),
        ("2024-10-20", None),
    ]
    assert edited.counts().documents == 1


def test_a_later_wording_is_not_dated_back_to_the_first(ledger, made):
    for text, at in (("Eins.", "2024-10-18"), ("Zwei.", "2024-11-01")):
        ledger.record(made.reading(text, document_id="x"), at=f"{at}T12:00:00.000000Z")
    assert [version.world for version in ledger.versions("x")] == ["2024-10-18", "2024-11-01"]


def test_a_text_without_a_day_has_the_day_on_which_it_was_fetched(ledger, made):
    ledger.record(made.reading("Eins.", document_id="x", published=None), at="2024-12-24T12:00:00.000000Z")
    assert [version.world for version in ledger.versions("x")] == ["2024-12-24"]


def test_a_claim_of_a_replaced_wording_says_when_it_was_replaced(edited):
    (found,) = edited.claims(Query(as_of="2024-10-19"))
    assert found.until == "2024-10-20"
    assert edited.claim(found.claim.claim_id) == found


# ------------------------------------------------------------------ releases


@pytest.fixture
def read_twice(ledger, made):
    """One text, read by two releases; the first is adopted."""
    text = "Nordkorea entsandte Soldaten nach Russland."
    ledger.record(
        made.reading(text, ("entsandte", "MOBILIZE", ["Nordkorea"]), document_id="x"),
        at="2024-10-18T12:00:00.000000Z",
    )
    done = ledger.record(
        made.reading(text, ("entsandte", "AID", ["Nordkorea"], ["Russland"]), document_id="x", release=made.second),
        at="2024-10-19T12:00:00.000000Z",
    )  # fmt: skip
    assert (done.what, done.counts) == ("read anew", False)
    return ledger


def types(ledger, **query):
    return [found.claim.event.type for found in ledger.claims(Query(**query))]


def test_the_first_release_counts_until_another_is_adopted(read_twice, made):
    second = release_id_of(made.second)
    assert types(read_twice) == ["MOBILIZE"]
    read_twice.adopt(second, "anna", at="2024-10-20T12:00:00.000000Z")
    assert types(read_twice) == ["AID"]
    assert types(read_twice, recipient="RUS") == ["AID"]
    assert types(read_twice, words=("entsandte",)) == ["AID"]
    assert types(read_twice, read_by="2024-10-20T00:00:00.000000Z") == ["MOBILIZE"]
    assert [(a.release_id == second, a.author) for a in read_twice.adoptions()] == [
        (False, "lagebild"),
        (True, "anna"),
    ]


def test_a_release_can_be_gone_back_to(read_twice, made):
    read_twice.adopt(release_id_of(made.second), "anna", at="2024-10-20T12:00:00.000000Z")
    read_twice.adopt(release_id_of(made.first), "anna", at="2024-10-21T12:00:00.000000Z")
    assert types(read_twice) == ["MOBILIZE"]
    assert [r.adopted_at is not None for r in read_twice.releases()] == [True, False]


def test_only_a_release_that_is_there_can_be_adopted(read_twice):
    with pytest.raises(LedgerError, match="no release 'nothing' here; there are "):
        read_twice.adopt("nothing", "anna")


def test_readings_of_both_releases_stay(read_twice, made):
    (version,) = read_twice.versions("x")
    assert [key.counts for key in version.readings] == [True, False]
    other = read_twice.reading(version.version_id, release_id_of(made.second))
    assert [claim.event.type for claim in other.claims] == ["AID"]


def test_rebuilding_changes_nothing(read_twice, made, envoy):
    read_twice.record(envoy)
    read_twice.adopt(release_id_of(made.second), "anna")
    read_twice.record(made.reading("Anders.", document_id="envoy"))
    before = [lines(read_twice, **query) for query in ({}, {"as_of": "2024-10-19"}, {"words": ("Russland",)})]
    read_twice.rebuild()
    assert [
        lines(read_twice, **query) for query in ({}, {"as_of": "2024-10-19"}, {"words": ("Russland",)})
    ] == before


# ------------------------------------------------------------------ remarks


def remark_on(reading, nth=0, **more):
    claim, document = reading.claims[nth], reading.document
    anchor = Anchor(
        document_id=document.document_id,
        version_id=document.version_id,
        start=claim.trigger.start,
        end=claim.trigger.end,
        quote=claim.trigger.text,
        claim_id=claim.claim_id,
    )
    known = {
        "remark_id": "r",
        "kind": "note",
        "author": "anna",
        "at": "2024-10-19T12:00:00.000000Z",
        "text": "!",
    }
    return Remark(**{**known, **more}, anchors=(anchor,))


def test_a_remark_stays_with_its_claim(ledger, envoy):
    ledger.record(envoy)
    remark = remark_on(envoy)
    ledger.remark(remark)
    ledger.remark(remark)
    (placed,) = ledger.remarks()
    assert placed.remark == remark
    assert (placed.claims, placed.lost) == ((envoy.claims[0].claim_id,), False)


@pytest.mark.parametrize(
    ("text", "claim", "found"),
    [
        ("Gestern: Nordkorea entsandte Soldaten.", ("entsandte", "AID"), True),
        ("Nordkorea entsandte sie. Soldaten gingen.", ("gingen", "RETREAT"), False),
        ("Nordkorea schickte Soldaten.", ("schickte", "AID"), False),
        ("entsandte Nordkorea? entsandte niemand.", ("entsandte", "AID"), True),
    ],
)
def test_a_remark_follows_its_words_into_a_new_wording_or_is_lost(ledger, made, envoy, text, claim, found):
    ledger.record(envoy)
    ledger.remark(remark_on(envoy))
    edited = made.reading(text, (*claim, ["Nordkorea"] if "Nordkorea" in text else []), document_id="envoy")
    ledger.record(edited)
    (placed,) = ledger.remarks()
    assert placed.claims == ((edited.claims[0].claim_id if found else None),)
    assert placed.lost is not found


def test_a_remark_stays_when_a_better_release_reads_the_text(ledger, made):
    text = "Nordkorea entsandte Soldaten nach Russland."
    old = made.reading(text, ("entsandte", "MOBILIZE", ["Nordkorea"]), document_id="x")
    new = made.reading(
        text, ("entsandte Soldaten", "AID", ["Nordkorea"]), document_id="x", release=made.second
    )
    ledger.record(old)
    ledger.remark(remark_on(old))
    ledger.record(new)
    ledger.adopt(release_id_of(made.second), "anna")
    (placed,) = ledger.remarks()
    assert placed.claims == (new.claims[0].claim_id,)


# ------------------------------------------------------------------ quarantine


def test_what_could_not_be_read_waits_with_its_reason(ledger, envoy):
    ledger.set_aside("a.txt", "broken", at="2024-10-18T12:00:00.000000Z")
    ledger.set_aside("a.txt", "still broken", envoy.document, at="2024-10-19T12:00:00.000000Z")
    (one,) = ledger.quarantined()
    assert (one.why, one.tries, one.first_at[:10], one.last_at[:10]) == (
        "still broken",
        2,
        "2024-10-18",
        "2024-10-19",
    )
    assert one.document == envoy.document
    ledger.release_from_quarantine("a.txt")
    assert ledger.quarantined() == ()
    ledger.keep_aside(one)
    ledger.keep_aside(msgspec.structs.replace(one, why="another"))
    assert ledger.quarantined() == (one,)


# ------------------------------------------------------------------ forgetting


def test_a_forgotten_document_is_gone_and_is_not_read_again(ledger, made, envoy):
    other = made.reading("Russland dankte.", ("dankte", "SUPPORT", ["Russland"]), document_id="other")
    ledger.record_all([envoy, other])
    ledger.remark(remark_on(envoy))
    ledger.set_aside("b.txt", "broken", envoy.document)
    ledger.derive("stories", [("1", b"entsandte")])
    ledger.forget("envoy", "anna", "court order")
    assert types(ledger) == ["SUPPORT"]
    assert types(ledger, words=("entsandte",)) == []
    assert (ledger.remarks(), ledger.quarantined(), list(ledger.derived("stories"))) == ((), (), [])
    assert ledger.is_forgotten(envoy.document)
    assert ledger.record(envoy).what == "forgotten"
    under_another_name = made.reading(envoy.document.text, document_id="copy")
    assert ledger.record(under_another_name).what == "forgotten"
    assert ledger.counts().documents == 1
    assert {each.why for each in ledger.forgotten()} == {"court order"}


def test_only_a_document_that_is_there_can_be_forgotten(ledger):
    with pytest.raises(LedgerError, match="no document 'nothing' here"):
        ledger.forget("nothing", "anna")


# ------------------------------------------------------------------ what others derive


def test_a_derived_table_is_stale_once_claims_change(ledger, envoy):
    assert ledger.is_stale("stories")
    ledger.derive("stories", [("b", b"2"), ("a", b"1")])
    assert list(ledger.derived("stories")) == [("a", b"1"), ("b", b"2")]
    assert not ledger.is_stale("stories")
    ledger.record(envoy)
    assert ledger.is_stale("stories")
    ledger.derive("stories", [])
    assert list(ledger.derived("stories")) == []
    assert not ledger.is_stale("stories")


# ------------------------------------------------------------------ journal


def test_a_journal_read_into_an_empty_ledger_makes_the_same_ledger(ledger, another, made, envoy):
    text = "Nordkorea entsandte Soldaten nach Russland."
    ledger.record(envoy, at="2024-10-18T12:00:00.000000Z")
    ledger.record(
        made.reading(text, ("entsandte", "AID"), document_id="envoy"), at="2024-10-19T12:00:00.000000Z"
    )
    ledger.record(
        made.reading(text, ("entsandte", "MOBILIZE"), document_id="envoy", release=made.second),
        at="2024-10-20T12:00:00.000000Z",
    )
    ledger.record(made.reading("Nei.", document_id="no", lang="no", status="not read yet"))
    ledger.record(made.reading("Weg damit.", document_id="gone"))
    ledger.adopt(release_id_of(made.second), "anna", at="2024-10-21T12:00:00.000000Z")
    ledger.forget("gone", "anna", "court order")
    ledger.remark(remark_on(envoy))
    for day in (22, 23):
        ledger.set_aside("a.txt", "broken", envoy.document, at=f"2024-10-{day}T12:00:00.000000Z")
    journal = list(journal_of(ledger))
    assert replay(another, journal) == 4
    assert list(journal_of(another)) == journal
    assert list(canonical_of(another)) == list(canonical_of(ledger))
    assert replay(another, journal) == 0
    assert list(journal_of(another)) == journal
    for query in (
        {},
        {"as_of": "2024-10-19"},
        {"read_by": "2024-10-21T00:00:00.000000Z"},
        {"words": ("Soldaten",)},
    ):
        assert sorted(ids(another, **query)) == sorted(ids(ledger, **query))
    assert another.remarks() == ledger.remarks()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([b'{"kind":"ledger","format":99}'], "x:1: no journal that this version reads"),
        ([b'{"text":"x"}'], "x:1: no line of a journal"),
        ([b'{"kind":"ledger","format":1}', b"{"], "x:2: no line of a journal"),
    ],
)
def test_what_is_no_journal_is_told_with_its_line(ledger, lines, told):
    with pytest.raises(LedgerError, match=told):
        replay(ledger, lines, "x")


def test_the_stamp_changes_with_claims_and_with_remarks(ledger, envoy):
    seen = [ledger.stamp()]
    ledger.record(envoy)
    seen.append(ledger.stamp())
    ledger.remark(Remark(remark_id="r", kind="note", author="anna", at="2024-10-19T00:00:00.000000Z"))
    seen.append(ledger.stamp())
    assert len(set(seen)) == 3
    assert ledger.stamp() == seen[-1]
