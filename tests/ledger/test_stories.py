"""The stories of a ledger: the same from both, whatever came first, and none of what had to go."""

import gzip
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import LedgerError
from lagebild.ledger import FIRST, MemoryLedger, Seek, StoryQuery, open_ledger
from lagebild.ledger.database import Database
from lagebild.ledger.stories import asking, forms, keeping, release
from lagebild.ledger.stories.packing import deflated, unpacked
from lagebild.stories import Constraints, Group, gist_of, load_rules, stories_of, story_of
from lagebild.stories.doers import doers_and_others, who_name
from lagebild.stories.gist import SHOWN
from lagebild.stories.relations import day_of, is_between
from tests.ledger.conftest import Made
from tests.stories.tellings import attack, said_by, telling

ALL = StoryQuery(statements=True)
TOLD = {
    "a": [attack("a", recipients=("UKR",), chain=(said_by("UKR.MIL"),))],
    "b": [
        attack("b", recipients=("UKR",)),
        telling("b", "CONSULT", ["FRA", "DEU"], start=40, day="2024-11-02"),
    ],
    "c": [attack("c", place="UKR/odesa", ids=("RUS", "UKR/odesa"), recipients=("UKR",))],
    "d": [attack("d", day="2024-10-19", recipients=("UKR",), polarity="denied", deniers=(said_by("RUS"),))],
    "e": [
        attack("e", day="2024-10-17", recipients=("UKR",), quote="trafen", sentence="Drohnen trafen Charkiw.")
    ],
    "f": [
        attack("f", day="2024-10-16", recipients=("UKR",), quote="trafen", sentence="Drohnen trafen Charkiw.")
    ],
}


def filled(ledger, names, made=Made()):  # noqa: B008
    """The ledger with a document for each name, and what gives the claims of its version."""
    told = {}
    for name in names:
        reading = made.reading(f"Text {name}.", document_id=name)
        ledger.record(reading)
        told[reading.document.version_id] = TOLD[name]
    return told


def shapes(stories):
    return sorted((s.story_id, s.type, s.status, [t.claim_id for t in s.tellings]) for s in stories)


def of(names):
    return shapes(stories_of(t for name in names for t in TOLD[name]))


def test_a_ledger_keeps_the_stories_of_its_claims(ledger):
    told = filled(ledger, "abcd")
    assert not ledger.stories.is_up_to_date() and ledger.stories.progress() == (0, 4)
    ledger.stories.link(told.__getitem__)
    assert ledger.stories.is_up_to_date() and ledger.stories.progress() == (4, 4)
    assert shapes(ledger.stories.listed(ALL).stories) == of("abcd")


@settings(max_examples=15, deadline=None)
@given(
    order=st.permutations("abcdef"), cuts=st.sets(st.integers(1, 5)), gone=st.sampled_from([None, *"abcdef"])
)
def test_any_order_any_batches_and_what_was_forgotten_give_the_same_stories(
    tmp_path_factory, order, cuts, gone
):
    with open_ledger(tmp_path_factory.mktemp("l") / "l.sqlite") as ledger:
        told = {}
        for i, name in enumerate(order):
            told |= filled(ledger, name)
            if i + 1 in cuts:
                ledger.stories.link(told.__getitem__)
        ledger.stories.link(told.__getitem__)
        if gone:
            ledger.forget(ledger_id(ledger, gone), "court")
            assert ledger.stories.is_up_to_date()
        left = [n for n in order if n != gone]
        assert shapes(ledger.stories.listed(ALL).stories) == of(left)
        memory = MemoryLedger()
        memory.stories.link(filled(memory, left).__getitem__)
        assert kept_ready(ledger.stories, left) == kept_ready(memory.stories, left)


def kept_ready(book, names):
    """What is kept ready of stories, beside them."""
    ids = [story.story_id for story in book.listed(ALL).stories]
    return (
        book.dyads(), book.dyads(1), book.dyad("RUS", "UKR", last=1), book.standings(ALL, count=9), book.standings(count=1),
        book.told_in(names), book.told_in(names[:1], events=True, count=1), [g.claims for g in book.named(ids)],
    )  # fmt: skip


def ledger_id(ledger, name):
    wanted = Made().document(f"Text {name}.", name).document_id
    return next(v.document_id for v in ledger.versions() if v.document_id == wanted)


def test_a_replaced_wording_takes_its_claims_out_of_the_stories(ledger):
    told = filled(ledger, "ab")
    ledger.stories.link(told.__getitem__)
    again = Made().reading("Text b, edited.", document_id="b", published="2024-10-20")
    ledger.record(again)
    ledger.stories.link((told | {again.document.version_id: []}).__getitem__)
    assert shapes(ledger.stories.listed(ALL).stories) == of("a")


def test_what_analysts_decide_is_linked_anew_and_can_be_taken_back(ledger):
    told = filled(ledger, "ac")
    together = Constraints(together=frozenset({("a#0", "c#0")}))
    for constraints, count in ((Constraints(), 2), (together, 1), (Constraints(), 2)):
        ledger.stories.link(told.__getitem__, constraints)
        assert ledger.stories.is_up_to_date(constraints)
        assert ledger.stories.listed().total == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (StoryQuery(), 3),
        (StoryQuery(type="CONSULT"), 1),
        (StoryQuery(actor="RUS"), 2),
        (StoryQuery(actor="RU"), 0),
        (StoryQuery(place="UKR"), 2),
        (StoryQuery(place="UKR/odesa"), 1),
        (StoryQuery(first="2024-11-01"), 1),
        (StoryQuery(last="2024-10-31", actor="RUS"), 2),
        (StoryQuery(status="disputed"), 1),
        (StoryQuery(document="d"), 1),
    ],
    ids=str,
)
def test_lists_are_narrowed_by_type_actor_place_day_status_and_document(ledger, query, found):
    ledger.stories.link(filled(ledger, "abcd").__getitem__)
    assert ledger.stories.listed(query).total == found


def test_a_list_comes_page_by_page_the_weightiest_first(ledger):
    ledger.stories.link(filled(ledger, "abcd").__getitem__)
    whole = ledger.stories.listed().stories
    assert [s.part("overall").count for s in whole] == sorted(
        (s.part("overall").count for s in whole), reverse=True
    )
    assert ledger.stories.listed(count=2).stories == whole[:2]


def test_a_list_goes_on_from_a_story_there_and_back(ledger):
    ledger.stories.link(filled(ledger, "abcd").__getitem__)
    for query in (StoryQuery(), ALL, StoryQuery(actor="RUS"), StoryQuery(between=("RUS", "UKR"))):
        whole = ledger.stories.gists(query)
        assert (whole.before, whole.after) == (None, None)
        pages = [ledger.stories.gists(query, count=1)]
        while pages[-1].after:
            pages.append(ledger.stories.gists(query, seek=Seek(key=pages[-1].after), count=1))
        assert [gist for page in pages for gist in page.gists] == list(whole.gists)
        assert {page.total for page in pages} == {whole.total}
        for there, back in pairwise(pages[::-1]):
            before = ledger.stories.gists(query, seek=Seek(key=there.before, back=True), count=1)
            assert before == back


def test_a_page_of_stories_stays_when_weightier_ones_come(ledger):
    ledger.stories.link(filled(ledger, "abc").__getitem__)
    first = ledger.stories.gists(ALL, count=1)
    second = ledger.stories.gists(ALL, seek=Seek(key=first.after), count=1)
    ledger.stories.link(filled(ledger, "abcdef").__getitem__)
    assert ledger.stories.gists(ALL, count=1).gists != first.gists
    again = ledger.stories.gists(ALL, seek=Seek(key=first.after), count=1)
    assert [gist.story_id for gist in again.gists] == [gist.story_id for gist in second.gists]


@pytest.mark.parametrize("key", ["x", "1.2.3", "1.x.3.2024-10-18.a", "9999999999999.1.1.2024-10-18.a"])
def test_a_list_of_stories_goes_on_from_no_other_word(ledger, key):
    ledger.stories.link(filled(ledger, "a").__getitem__)
    with pytest.raises(LedgerError, match="no row of this list"):
        ledger.stories.gists(seek=Seek(key=key))


def test_a_story_is_found_by_its_id_that_of_any_claim_and_a_beginning_that_only_it_has(ledger):
    ledger.stories.link(filled(ledger, "abcd").__getitem__)
    story = ledger.stories.story("a#0")
    assert story is not None
    assert ledger.stories.story("b#0") == story == ledger.stories.story("a")
    assert ledger.stories.story("b") is None
    assert ledger.stories.story("nobody") is None
    assert {s.type for s in ledger.stories.in_document("b")} == {"ASSAULT", "CONSULT"}


def test_a_dyad_counts_each_story_once(ledger):
    ledger.stories.link(filled(ledger, "abcd").__getitem__)
    (month,) = ledger.stories.dyad("UKR", "RUS")
    assert (month.month, len(month.stories)) == ("2024-10", 2)
    assert [(d.one, d.other, d.stories) for d in ledger.stories.dyads()] == [
        ("RUS", "UKR", 2),
        ("DEU", "FRA", 1),
    ]


def test_a_new_ledger_has_no_stories(ledger):
    assert ledger.stories.listed().total == 0
    assert ledger.stories.story("a") is None
    assert ledger.stories.dyads() == () == ledger.stories.dyad("RUS", "UKR")


def test_both_ledgers_list_the_same(tmp_path):
    with open_ledger(tmp_path / "l.sqlite") as file:
        memory = MemoryLedger()
        for ledger in (file, memory):
            ledger.stories.link(filled(ledger, "abcd").__getitem__)
        ours, theirs = (each.stories.listed(ALL).stories for each in (file, memory))
        assert [s.story_id for s in ours] == [s.story_id for s in theirs]
        assert [s.joints for s in ours] == [s.joints for s in theirs]


def test_linking_that_was_interrupted_goes_on_and_nobody_who_writes_waits_for_texts_to_be_read(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(keeping, "BATCH", 1)
    path = tmp_path / "l.sqlite"
    with open_ledger(path) as ledger:
        told = filled(ledger, "abcde")
        asked = []

        def tell(version_id):
            asked.append(version_id)
            if len(asked) == 3:
                with open_ledger(path) as other:  # would wait for a minute, and fail, inside a transaction
                    told.update(filled(other, "f"))
                raise KeyboardInterrupt
            return told[version_id]

        with pytest.raises(KeyboardInterrupt):
            ledger.stories.link(tell)
        assert not ledger.stories.is_up_to_date()
        ledger.stories.link(tell)
        assert ledger.stories.is_up_to_date() and len(asked) == len(set(asked)) + 1
        assert shapes(ledger.stories.listed(ALL).stories) == of("abcdef")


def test_two_that_link_at_once_put_nothing_in_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 2)
    path = tmp_path / "l.sqlite"
    with open_ledger(path) as ledger:
        told = filled(ledger, "abcdef")

        def tell(version_id):
            with open_ledger(path) as other:
                other.stories.link(told.__getitem__)
            return told[version_id]

        ledger.stories.link(tell)
        assert shapes(ledger.stories.listed(ALL).stories) == of("abcdef")


def test_what_another_links_while_this_one_waits_to_write_is_in_the_stories(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "FEW", 0)
    monkeypatch.setattr(keeping, "BATCH", 2)
    one, other = (open_ledger(tmp_path / "l.sqlite") for _ in range(2))
    told = filled(one, "acbd")
    third = one.db.one("SELECT version, document, version_id FROM version WHERE version = 3")
    began = []

    def transaction(db, begin=Database.transaction):
        began.append(db)
        if len(began) == 3:  # before the second two
            with other.db.transaction():
                keeping._link_some(other.db, keeping._linker(other.db, Constraints()), [third], told)
        return begin(db)

    monkeypatch.setattr(Database, "transaction", transaction)
    one.stories.link(told.__getitem__)
    assert shapes(other.stories.listed(ALL).stories) == of("acbd")
    one.close()
    other.close()


def test_stories_of_other_rules_are_not_shown_and_are_made_again(tmp_path, monkeypatch):
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        told = filled(ledger, "abc")
        ledger.stories.link(told.__getitem__)
        monkeypatch.setattr(release, "FORM", release.FORM + 2)
        assert ledger.stories.listed(ALL).total == 0 == ledger.stories.gists(ALL).total
        ledger.stories.link(told.__getitem__)
        assert shapes(ledger.stories.listed(ALL).stories) == of("abc")


FROZEN = Path(__file__).parent / "frozen" / f"stories-{forms.BEFORE}.sqlite.gz"
MANY = [attack("many", recipients=("UKR",), start=i * 10, sentence=f"Drohnen trafen Odessa, {i}.", place="UKR/odesa", ids=("RUS", "UKR/odesa"))
        for i in range(20)]  # fmt: skip


@pytest.fixture
def earlier(tmp_path):
    """A ledger with the stories of `abcd` and of many claims, kept in the form before today's: made by the release that did so."""
    path = tmp_path / "earlier.sqlite"
    path.write_bytes(gzip.decompress(FROZEN.read_bytes()))
    with open_ledger(path) as ledger:
        ledger.db.run("UPDATE linked_by SET rules = ?", (release.rules_in(forms.BEFORE),))
        yield ledger


def no_text(version_id):
    raise AssertionError(f"{version_id} was read again")


def test_stories_of_the_form_before_are_brought_forward_and_no_claim_is_compared_again(earlier):
    assert earlier.stories.is_of_the_form_before() and earlier.stories.listed(ALL).total == 0
    assert earlier.stories.progress() == (0, 5)
    earlier.stories.link(no_text)
    assert earlier.stories.is_up_to_date() and not earlier.stories.is_of_the_form_before()
    told = [t for name in "abcd" for t in TOLD[name]] + MANY
    assert shapes(earlier.stories.listed(ALL).stories) == shapes(stories_of(told))
    assert [gist.claims for gist in earlier.stories.gists(ALL).gists] == [3, 21, 1]
    assert [(d.one, d.other, d.stories) for d in earlier.stories.dyads()] == [
        ("RUS", "UKR", 2),
        ("DEU", "FRA", 1),
    ]
    assert len(earlier.stories.standings(ALL, count=9)) == 3
    earlier.stories.link(filled(earlier, "ef").__getitem__)
    assert shapes(earlier.stories.listed(ALL).stories) == shapes(stories_of([*told, *TOLD["e"], *TOLD["f"]]))


def test_stories_of_which_some_were_cut_in_parts_are_made_from_nothing(earlier):
    story, body = earlier.db.one("SELECT story, body FROM story")
    cut_short = unpacked(dict)(body) | {"capped": True}
    earlier.db.run(
        "UPDATE story SET body = ? WHERE story = ?", (deflated(msgspec.msgpack.encode(cut_short)), story)
    )
    asked = []
    earlier.stories.link(lambda version_id: asked.append(version_id) or [])
    assert len(asked) == 5 and earlier.stories.is_up_to_date()


def test_what_is_interrupted_while_it_is_brought_forward_is_as_it_was(earlier, monkeypatch):
    def broken(cut):
        raise KeyboardInterrupt

    before = earlier.db.all("SELECT name, sql FROM sqlite_master ORDER BY name")
    with monkeypatch.context() as patched:
        patched.setattr(forms, "packed_cut", broken)
        with pytest.raises(KeyboardInterrupt):
            earlier.stories.link(no_text)
    assert earlier.db.all("SELECT name, sql FROM sqlite_master ORDER BY name") == before
    earlier.stories.link(no_text)
    assert earlier.stories.listed(ALL).total == 3 and earlier.integrity() == ()


def test_what_is_forgotten_in_a_ledger_of_the_form_before_is_in_no_story(earlier):
    earlier.forget(ledger_id(earlier, "a"), "court")
    assert earlier.stories.is_up_to_date()
    assert shapes(earlier.stories.listed(ALL).stories) == shapes(
        stories_of([*TOLD["b"], *TOLD["c"], *TOLD["d"], *MANY])
    )


# ------------------------------------------------------------------ short stories


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("UKR", "RUS", True),
        ("RUS", "UKR", True),
        ("RUS.MIL", "UKR", True),
        ("DEU", "FRA", True),
        ("DEU", "RUS", False),
    ],
)
def test_stories_between_two_states_are_found_whichever_way_round(ledger, one, other, found):
    ledger.stories.link(filled(ledger, "abcd").__getitem__)
    query = StoryQuery(between=(one, other))
    states = one.split(".")[0], other
    told = {s.story_id for s in ledger.stories.listed(ALL).stories if s.type and is_between(s, *states)}
    assert {gist.story_id for gist in ledger.stories.gists(query).gists} == told
    assert ledger.stories.gists(query).total == ledger.stories.listed(query).total == len(told)
    assert bool(told) == found


def test_a_short_story_has_few_claims_and_tells_the_same():
    many = [
        attack(
            f"n{i:03}",
            recipients=("UKR",),
            publisher=f"Paper {i}",
            chain=(said_by("UKR.MIL"),) if i % 3 else (),
        )
        for i in range(150)
    ]
    many += [attack(f"o{i:03}", recipients=("MDA",) if i % 9 else ("UKR",)) for i in range(150)]
    story = story_of(Group(tuple(many), ()), load_rules())
    gist = gist_of(story)
    assert (gist.claims, gist.documents, gist.origins) == (300, 300, story.part("overall").count)
    assert len(gist.story.tellings) < 60 and gist.story.tellings[0] == story.tellings[0]
    assert day_of(gist.story) == day_of(story) and sum(gist.certainties.values()) == gist.claims
    assert doers_and_others(story.tellings) == doers_and_others(gist.story.tellings)
    for doer in doers_and_others(story.tellings)[0]:
        whole, short = ([o.key for o in who_name(s, doer)[:SHOWN]] for s in (story, gist.story))
        assert whole == short


def test_a_story_of_few_claims_is_short_as_it_is():
    for story in stories_of(t for name in "abcd" for t in TOLD[name]):
        assert gist_of(story).story == story


@pytest.mark.parametrize(
    "query",
    [
        StoryQuery(), StoryQuery(type="AID"), StoryQuery(status="disputed"), StoryQuery(actor="RUS"), StoryQuery(place="UKR"),
        StoryQuery(between=("RUS", "UKR")), StoryQuery(first="2024-01-01"), StoryQuery(actor="RUS", type="AID"),
    ],
    ids=str,
)  # fmt: skip
def test_lists_are_read_in_their_order_and_never_sorted(tmp_path, query):
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.stories.link(filled(ledger, "abcd").__getitem__)
        key = "1.1.1.2024-10-18.b"
        for seek in (FIRST, Seek(key=key), Seek(key=key, back=True)):
            sql, values = asking._some(query, seek)
            plan = [row[3] for row in ledger.db.all(f"EXPLAIN QUERY PLAN {sql} LIMIT 50", values)]
            assert plan and not any("TEMP B-TREE" in step or step.startswith("SCAN") for step in plan), plan
            assert ("origins,documents,day,story)" in plan[0]) == bool(seek.key), plan
