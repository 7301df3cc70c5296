"""What claims ask of each other before they are compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.stories import load_rules
from lagebild.stories.bits import asked_of, bits_of
from lagebild.stories.match import weighed
from lagebild.stories.meeting import may_meet
from tests.stories.tellings import attack, said_by, telling

RULES = load_rules()
IDS = ("RUS", "RUS.MIL", "UKR", "UKR.PTY", "NZL.UNK", "NZL.JRN", "IGO.nato", "USA", "ISR", "UNO")
SOME = st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(lambda ids: tuple(sorted(ids)))
TYPES = ("ASSAULT", "CONSULT", "AGREE", "SANCTION", "ACCUSE", "MOBILIZE", "RETREAT", "")
DEEDS = st.sets(st.sampled_from(("attack", "kill", "release", "drill", "send", "withdraw", "ceasefire")))


def asks_for(one, other):
    """Whether what one asks of others is had by the other."""
    bits, asked = bits_of(other, RULES), asked_of(one, RULES)
    return bool(bits.marks & asked.marks and bits.sides & asked.doers and bits.sides & asked.targets)


@st.composite
def anything(draw, document):
    acts = frozenset(draw(DEEDS))
    return telling(
        document, draw(st.sampled_from(TYPES)), draw(SOME), draw(SOME), acts=acts, senses=acts | {"soldier"},
        ids=draw(SOME), chain=tuple(draw(st.lists(st.sampled_from(("RUS", "UKR.MIL", "USA")).map(said_by), max_size=1))),
        withdrawn=draw(st.booleans()), takers=("RUS",), victims=frozenset(draw(st.sets(st.just("iwanow")))),
        told=draw(st.booleans()), country=draw(st.sampled_from((None, "UKR", "ISR"))),
    )  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(anything("a"), anything("b"))
def test_whom_a_claim_does_not_ask_for_it_may_not_meet_or_is_parted_from(one, other):
    if not asks_for(one, other):
        assert not may_meet(one, other, RULES) or weighed(one, other, RULES).parted


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        ({}, True),
        ({"actors": ("RUS.MIL",)}, True),
        ({"actors": ("ISR",)}, False),
        ({"actors": ()}, True),
        ({"actors": ("UKR",), "chain": (said_by("RUS"),)}, True),
        ({"recipients": ("MDA",)}, False),
        ({"recipients": ()}, True),
        ({"recipients": ("MDA",), "withdrawn": True}, True),
        ({"type": "PROTEST", "acts": frozenset({"protest"})}, False),
    ],
    ids=[
        "the same",
        "the army of the doer",
        "another doer",
        "a doer that is not told",
        "the accused who says that it was the other",
        "done to another",
        "done to nobody in particular",
        "taken back",
        "another deed",
    ],
)
def test_a_claim_asks_for_claims_of_the_same_deed_by_and_to_the_same(other, asked):
    fields = {"recipients": ("UKR",), "acts": frozenset({"attack"})}
    assert asks_for(attack("a", **fields), attack("b", **(fields | other))) is asked
