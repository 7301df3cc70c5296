"""The figures: equal to those of the guideline's reference scorer on frozen files, and sound at the edges."""

import json
from pathlib import Path

import pytest

from lagebild.evaluation import annotated_from, chosen, read_gold, read_predictions, score
from lagebild.evaluation.annotation import Annotated, GoldEvent, Passage

FROZEN = Path(__file__).parent / "frozen"
GOLD = read_gold(FROZEN / "gold.jsonl")
PREDICTED = read_predictions(FROZEN / "predicted.jsonl")
REFERENCE = json.loads((FROZEN / "figures.json").read_text("utf-8"))
RECORD = score(GOLD, PREDICTED, ci=50).record()

TEXT = "Rebellen griffen am Montag die Stadt an. Bei dem Angriff starben 12 Menschen, sagte ein Arzt."


def passage(**event):
    start = TEXT.index(event.get("trigger", "griffen"))
    given = {"trigger": "griffen", "trigger_start": start, "type": "ASSAULT", "certainty": "asserted"} | event
    return Passage(id="p", lang="de", text=TEXT, events=(GoldEvent(**given),))


def scored(gold, *predicted):
    return score([gold], {"p": [annotated_from({"type": "ASSAULT", **event}) for event in predicted]})


@pytest.mark.parametrize("figure", REFERENCE)
def test_every_figure_is_that_of_the_reference_scorer(figure):
    assert RECORD[figure] == REFERENCE[figure]


def test_gold_scored_against_itself_is_perfect():
    own = {p.id: [e for e in p.events if not e.optional] for p in GOLD}
    scores = score(GOLD, own)
    assert scores["typed"] == scores["certainty_e2e"] == scores["actors_e2e"] == 1.0
    assert not score(GOLD, own, mistakes=True).mistakes


def test_nothing_predicted_is_nothing_found():
    scores = score(GOLD, {})
    assert scores["typed"] == scores["agnostic"] == scores.macro_recall == 0.0
    assert scores.figures["typed"].fp == 0


def test_no_passages_make_no_figures():
    assert score([], {}, ci=5)["typed"] == 0.0


def test_a_trigger_counts_within_three_words_of_its_clause_and_not_beyond():
    assert scored(passage(), {"trigger": "Montag"})["agnostic"] == 1.0
    assert scored(passage(), {"trigger": "Stadt"})["agnostic"] == 0.0
    assert scored(passage(trigger="Angriff"), {"trigger": "an"})["agnostic"] == 0.0


def test_a_second_mention_of_an_event_found_is_neither_right_nor_wrong():
    gold = passage(accept={"triggers": [{"trigger": "Angriff", "trigger_start": TEXT.index("Angriff")}]})
    gold = Passage(id="p", lang="de", text=TEXT, events=_converted(gold))
    assert scored(gold, {"trigger": "griffen"}, {"trigger": "Angriff"})["typed"] == 1.0
    assert scored(gold, {"trigger": "griffen"}, {"trigger": "griffen"}).figures["typed"].fp == 1


def _converted(gold):
    import msgspec

    return tuple(msgspec.convert(msgspec.to_builtins(event), GoldEvent) for event in gold.events)


def test_the_shown_passages_are_left_out_unless_asked_for():
    shown = Passage(id="q", lang="de", text=TEXT, events=(), public=True)
    assert [p.id for p in chosen([passage(), shown])] == ["p"]
    assert [p.id for p in chosen([passage(), shown], public="only")] == ["q"]
    assert len(chosen([passage(), shown], lang="de", public="include")) == 2
    assert not chosen([passage()], lang="en")


def test_the_printed_scores_name_every_part():
    printed = str(score(GOLD, PREDICTED, ci=10, mistakes=True))
    for heading in (
        "-- detection",
        "-- end to end",
        "confusions",
        "95% intervals",
        "missed",
        "wrong certainty",
    ):
        assert heading in printed


def test_a_mistake_shows_what_was_wanted_and_the_text_around_it():
    said = {"trigger": "griffen", "certainty": "alleged", "actors": ["Arzt"]}
    scores = score(
        [passage(actors=("Rebellen",))], {"p": [annotated_from({"type": "AID", **said})]}, mistakes=True
    )
    assert [m.kind for m in scores.mistakes] == ["wrong type", "wrong certainty", "wrong actors"]
    assert scores.mistakes[1].wanted == "asserted" and scores.mistakes[1].given == "alleged"
    assert "Rebellen griffen am Montag" in str(scores.mistakes[0])


MACRO = [
    (("asserted", "asserted", "denied"), ("asserted", "asserted", "denied"), 1.0),
    (("asserted", "asserted", "denied"), ("asserted", "asserted", "asserted"), 0.4),  # (.8 + 0) / 2
    (("asserted", "asserted", "denied"), ("asserted", "possible", "denied"), 5 / 6),  # (2/3 + 1) / 2
]


@pytest.mark.parametrize(("wanted", "given", "mean"), MACRO)
def test_each_certainty_of_the_gold_counts_the_same_in_the_mean(wanted, given, mean):
    text = "hit, hit, hit"
    events = [GoldEvent("hit", 5 * n, "ASSAULT", certainty=word) for n, word in enumerate(wanted)]
    said = [Annotated("hit", 5 * n, "ASSAULT", certainty=word) for n, word in enumerate(given)]
    assert score([Passage("p", "en", text, tuple(events))], {"p": said})["certainty_macro"] == pytest.approx(
        mean
    )
