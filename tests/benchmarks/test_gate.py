"""The gate: intervals are printed, what is better when lower has no floor, inventions are counted."""

from benchmarks.gate import below, lifted, table_of
from benchmarks.gold import FALSE_EVENTS, FALSE_STATEMENTS, QUIET, Measured, intervals_of, invented
from lagebild.evaluation import Annotated, Passage, score
from lagebild.evaluation.annotation import GoldEvent

RESULT = Measured(4, {"typed": 0.7, FALSE_EVENTS: 0.5}, {"typed": (0.6, 0.8)})
CHARGED = GoldEvent(trigger="charged", trigger_start=7, type="ASSAULT", certainty="asserted")
EVENTFUL = Passage("p", "en", "Police charged.", (CHARGED,))
QUIET_PASSAGES = tuple(Passage(name, "en", "Snow fell.", ()) for name in "qrst")


def test_a_figure_is_printed_with_its_interval_and_floor():
    assert table_of("own/x", RESULT, {"typed": 0.71})[1].endswith(
        "0.700  [0.600 .. 0.800]  floor 0.710  BELOW"
    )


def test_a_figure_under_its_floor_is_told():
    assert below({"own/x": {"typed": 0.71}}, {"own/x": RESULT.figures}) == [
        "own/x: events, typed F1 is 0.700; its floor is 0.710"
    ]


def test_what_is_better_when_lower_gets_no_floor():
    assert lifted({}, {"own/x": RESULT.figures}) == {"own/x": {"typed": 0.695}}


def test_events_and_statements_are_counted_only_where_nothing_happened():
    typed, statement = Annotated("fell", 5, "ASSAULT"), Annotated("fell", 5)
    readings = {"p": (typed, typed), "q": (typed, typed), "r": (statement,), "s": (), "t": ()}
    assert invented((EVENTFUL, *QUIET_PASSAGES), readings) == {
        QUIET: 0.75,
        FALSE_EVENTS: 0.5,
        FALSE_STATEMENTS: 0.25,
    }


def test_intervals_are_drawn_the_same_again_and_hold_the_figure():
    gold = (EVENTFUL, *(Passage(name, "en", "Police charged.", (CHARGED,)) for name in "uvwx"))
    readings = {name: (Annotated("charged", 7, "ASSAULT", certainty="asserted"),) for name in "pu"}
    first, again = (intervals_of(score(gold, readings, ci=200)) for _ in range(2))
    low, high = first["typed"]
    assert first == again
    assert low < score(gold, readings)["typed"] < high
    assert {"certainty_macro", "actors_e2e", "attribution_e2e"} <= first.keys()
