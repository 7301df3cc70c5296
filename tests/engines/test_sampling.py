"""What is drawn from a run, and how two runs differ."""

from collections import Counter

import msgspec
import pytest

from lagebild.documents import Particulars, document_of
from lagebild.engines.coding import How
from lagebild.engines.differences import differences_of, reasons_of, sums_of, unchanged
from lagebild.engines.pool import coded_here
from lagebild.engines.running import Order, coded
from lagebild.engines.sampling import drawn_claims, drawn_sentences
from lagebild.errors import LagebildError
from lagebild.pipeline import read_document

TEXTS = (
    "Russische Truppen griffen am Montag Charkiw an.",
    "Die Nato drohte Russland am Montag.",
    "Nach Angaben des Geheimdienstes hat Nordkorea Soldaten nach Russland entsandt.",
    "Der Kreml wies den Bericht zurück. Es regnete.",
)


@pytest.fixture(scope="module")
def readings():
    return [
        read_document(document_of(text, Particulars(id=f"t{n}", lang="de"))) for n, text in enumerate(TEXTS)
    ]


@pytest.fixture(scope="module")
def run(readings, tmp_path_factory):
    """Codes readings that are there already, each a number of times, into a folder."""
    by_text = {reading.document.text: reading for reading in readings}

    def make(name, times=(1, 1, 1, 1), change=lambda reading: reading):
        folder = tmp_path_factory.mktemp(name)
        lines = [
            msgspec.json.encode({"id": f"{n}-{i}", "lang": "de", "text": text}).decode()
            for n, (text, many) in enumerate(zip(TEXTS, times, strict=True))
            for i in range(many)
        ]
        (folder / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")

        def read(document):
            reading = msgspec.structs.replace(by_text[document.text], document=document)
            ids = [
                msgspec.structs.replace(claim, claim_id=f"{document.document_id}-{claim.claim_id}")
                for claim in reading.claims
            ]
            return change(msgspec.structs.replace(reading, claims=tuple(ids)))

        def engine(shards, how):
            return coded_here(shards, how, read=read)

        files = (("in.jsonl", folder / "in.jsonl"),)
        list(coded(Order(files=files, how=How(folder=str(folder / "out")), engine=engine, size=500)))
        return folder / "out"

    return make


def test_claims_are_spread_evenly_and_stand_for_all_of_their_stratum(run):
    folder = run("spread", (30, 10, 2, 1))
    drawn = list(drawn_claims(folder, 10, ("type",), 1))
    counts = Counter(one.stratum for one in drawn)
    assert len(drawn) == 10 and counts["ASSAULT"] < 6 and len(counts) == 4
    whole = Counter()
    for one in drawn:
        whole[one.stratum] += one.weight
    assert round(whole["ASSAULT"]) == 30 and round(whole["THREATEN"]) == 10


def test_the_same_seed_draws_the_same_and_another_one_others(run):
    folder = run("seeds", (30, 10, 2, 1))
    one, again, other = (list(drawn_claims(folder, 8, ("type", "certainty"), seed)) for seed in (1, 1, 2))
    assert one == again != other
    assert list(drawn_sentences(folder, 8, 1)) == list(drawn_sentences(folder, 8, 1))


def test_sentences_are_drawn_with_claims_and_without(run):
    drawn = list(drawn_sentences(run("sentences", (3, 3, 3, 20)), 25, 1))
    assert len({one.reading.document.document_id for one in drawn}) == 25
    assert {"Es regnete.", TEXTS[0]} <= {one.text for one in drawn}
    assert all(not one.claims for one in drawn if one.text == "Es regnete.")
    assert sum(one.weight for one in drawn) == pytest.approx(49)


def test_what_claims_cannot_be_spread_by_is_told(run):
    with pytest.raises(LagebildError, match="colour: not known; there are type, lang"):
        list(drawn_claims(run("colour"), 1, ("colour",), 1))


def test_two_runs_that_say_the_same_have_no_differences(run):
    one, other = run("one"), run("two")
    assert list(differences_of(one, other)) == []
    assert unchanged(one, other) == (4, 4)


def doubting(reading):
    """Another release: denies the third text's claim, and does not see the second's."""
    if reading.document.document_id == "1-0":
        return msgspec.structs.replace(reading, claims=())
    if reading.document.document_id == "2-0":
        (claim,) = reading.claims
        denied = msgspec.structs.replace(claim, certainty="denied", commitment="denied", evidence=("other",))
        return msgspec.structs.replace(reading, claims=(denied,))
    return reading


def test_what_came_went_and_changed_is_counted_by_type_and_reason(run):
    one, other = run("before"), run("after", (1, 1, 1, 0), doubting)
    sums = sums_of(differences_of(one, other), unchanged(one, other))
    assert sums.counts == {
        ("THREATEN", "went", "claim"): 1,
        ("AID", "changed", "certainty"): 1,
        ("REJECT", "went", "whole document"): 1,
    }
    assert (sums.same, sums.versions) == (1, 4)
    back = sums_of(differences_of(other, one), unchanged(other, one))
    assert back.counts[("THREATEN", "came", "claim")] == 1


def test_which_rules_fired_is_no_difference(readings):
    (claim,) = readings[0].claims
    assert reasons_of(
        claim, msgspec.structs.replace(claim, evidence=("other",), chain=readings[2].claims[0].chain)
    ) == ("source",)
