"""Groups that are cut again only where something changed: the same as if all had been cut from nothing."""

from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.stories import Constraints, Linker, cut, groups_in, link
from lagebild.stories.records import Amount
from tests.stories.tellings import attack, telling

WORDS = "abcdefgh"
SENSES = ("attack", "drone", "port", "kill")


@st.composite
def worlds(draw):
    """Claims of few places, days and doers, so that many come near each other; some only name what is known."""
    kinds = st.tuples(
        st.sampled_from(["UKR/kharkiv", "UKR/odesa", None]),
        st.sampled_from(["2024-10-17", "2024-10-18", "2024-10-19", "2024-10-21"]),
        st.sampled_from([("RUS",), ("UKR",), ()]),
        st.booleans(),
        st.sampled_from([3.0, 5.0, None]),
        st.sets(st.sampled_from(SENSES), min_size=1),
        st.sets(st.sampled_from(WORDS), min_size=2, max_size=5),
        st.sampled_from(["The same.", None, None, None, None]),
    )
    rows = draw(st.lists(kinds, min_size=4, max_size=16))
    return [_claim(i, *row) for i, row in enumerate(rows)]


def _claim(i, place, day, actors, passing, dead, senses, words, sentence):
    fields = {
        "place": place, "country": place and "UKR", "day": day, "passing": passing, "ids": (*actors, *((place,) if place else ())),
        "senses": frozenset(senses), "lemmas": frozenset(words), "told": not passing, "sentence": sentence or f"{i}.",
        "amounts": (Amount(low=dead, high=dead, unit="people", kind="people"),) if dead else (),
    }  # fmt: skip
    if i % 7 == 6:
        return telling(f"d{i:02}", "CONSULT", actors, **fields)
    return attack(f"d{i:02}", actors=actors, **fields)


@contextmanager
def few(speakers, crowd):
    """So few claims speak for a group, and so few make a crowd, that it comes to that among few claims."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cut, "SPEAKERS", speakers)
        patch.setattr(link, "CROWD", crowd)
        yield


class Kept:
    """The groups as who keeps them has them: those that are no more go, those that are new come."""

    def __init__(self, linker):
        self.linker, self.groups = linker, {}

    def settle(self):
        settled = self.linker.settle()
        for first in settled.gone:
            del self.groups[first]
        self.groups |= {group.tellings[0].claim_id: group for group in settled.made}
        return tuple(sorted(self.groups.values(), key=lambda group: group.tellings[0].order))


SPEAKERS, CROWDS = st.sampled_from([2, 3, 6]), st.sampled_from([3, 8, 100])


@settings(max_examples=60, deadline=None)
@given(worlds(), st.randoms(use_true_random=False), SPEAKERS, CROWDS)
def test_what_is_kept_of_groups_that_change_is_what_all_claims_give(tellings, random, speakers, crowd):
    with few(speakers, crowd):
        kept, here = Kept(Linker()), {}
        for start in range(0, len(tellings), size := random.choice([1, 2, 5])):
            some = random.sample(tellings, len(tellings))[:2] + tellings[start : start + size]
            kept.linker.add(some)
            here |= {t.claim_id: t for t in some}
            gone = random.sample(sorted(here), random.choice([0, 0, 1, 2]))
            kept.linker.remove(gone)
            here = {claim: t for claim, t in here.items() if claim not in gone}
            assert kept.settle() == groups_in(here.values())


@settings(max_examples=40, deadline=None)
@given(worlds(), st.randoms(use_true_random=False), SPEAKERS)
def test_what_analysts_decide_and_take_back_leaves_what_all_claims_give(tellings, random, speakers):
    ids = [t.claim_id for t in tellings]
    with few(speakers, 100):
        kept, before = Kept(Linker()), Constraints()
        kept.linker.add(tellings)
        for _ in range(4):
            pairs = [
                frozenset(tuple(random.sample(ids, 2)) for _ in range(random.randint(0, 2))) for _ in "ab"
            ]
            now = Constraints(together=pairs[0], apart=pairs[1])
            kept.linker.constraints = now
            changed = (before.together ^ now.together) | (before.apart ^ now.apart)
            kept.linker.again(sorted({claim for pair in changed for claim in pair}))
            assert kept.settle() == groups_in(tellings, now)
            before = now


@settings(max_examples=40, deadline=None)
@given(worlds(), st.randoms(use_true_random=False), SPEAKERS)
def test_groups_of_which_nobody_knows_how_they_were_joined_are_cut_anew(tellings, random, speakers):
    with few(speakers, 100):
        linker = Linker()
        linker.add(tellings[::2])
        linker.settle()
        shelf = linker.shelf
        cuts = {shelf.cut_of(claim) for claim in shelf.nodes()}
        shelf.put_cuts(cuts, [each._replace(tree=None) if len(each.claims) > 1 else each for each in cuts])
        for one in random.sample(tellings[1::2], len(tellings[1::2])):
            linker.add([one])
            linker.settle()
        assert linker.groups() == groups_in(tellings)


def test_a_group_out_of_which_an_analyst_took_a_claim_is_cut_anew_when_matches_of_it_go():
    there = {"place": "UKR/odesa", "ids": ("RUS", "UKR/odesa")}
    decided = Constraints(together=frozenset({("x#0", "b#0")}), apart=frozenset({("x#0", "a#0")}))
    linker = Linker(constraints=decided)
    linker.add([attack("a"), attack("b"), attack("c"), attack("x", **there)])
    linker.settle()
    torn = linker.shelf.cut_of("a#0")
    assert torn.claims == ("a#0", "c#0") and torn.tree is None
    linker.remove(["c#0"])
    assert linker.groups() == groups_in([attack("a"), attack("b"), attack("x", **there)], decided)


def test_a_new_claim_has_only_the_groups_told_anew_that_it_comes_to():
    linker = Linker()
    there = {"place": "UKR/odesa", "ids": ("RUS", "UKR/odesa")}
    linker.add([attack("a"), attack("b"), attack("c", **there), attack("d", **there)])
    assert len(linker.settle().made) == 2
    linker.add([attack("e", **there)])
    settled = linker.settle()
    assert [[t.document_id for t in group.tellings] for group in settled.made] == [["c", "d", "e"]]
    assert settled.gone == {"c#0"}
    assert linker.settle().made == () and len(linker.groups()) == 2


def test_who_comes_late_to_a_group_of_many_is_compared_with_those_who_speak_for_it_alone(monkeypatch):
    linker = Linker()
    linker.add([attack(f"a{i:02}") for i in range(30)])
    linker.settle()
    asked = []
    monkeypatch.setattr(link, "match", lambda one, other, rules: asked.append((one, other)))
    opened = []
    look = cut.cut_of

    def looked(tellings, matches, *rest, **more):
        opened.append(len(matches))
        return look(tellings, matches, *rest, **more)

    monkeypatch.setattr("lagebild.stories.recut.cut_of", looked)
    linker.add([attack("b")])
    (group,) = linker.settle().made
    assert len(group.tellings) == 31 and not asked
    assert max(opened) < 30 * 29 / 2
