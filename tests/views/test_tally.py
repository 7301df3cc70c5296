import pytest

from lagebild.views.tally import STANDINGS, standing_of, tally_of


@pytest.mark.parametrize(
    ("certainty", "evidence_mode", "kinds", "standing"),
    [
        ("reported", "reported", ("organisation",), "sourced"),
        ("possible", "reported", ("person",), "sourced"),
        ("denied", "reported", ("person",), "sourced"),
        ("alleged", "distanced", ("person",), "distanced"),
        ("alleged", "distanced", (), "distanced"),
        ("planned", "distanced", ("agency",), "distanced"),
        ("asserted", "own", (), "asserted"),
        ("denied", "own", (), "asserted"),
        ("reported", "reported", ("self",), "asserted"),
        ("reported", "reported", ("self", "person"), "sourced"),
        ("possible", "own", (), "speculated"),
        ("conditional", "own", (), "speculated"),
        ("planned", "own", (), "speculated"),
    ],
)
def test_every_claim_has_one_standing(hand, certainty, evidence_mode, kinds, standing):
    made = hand("Kyjiw sagt, Moskau greife an.")
    chain = [made.link("Kyjiw", "sagt", kind) for kind in kinds]
    claim = made.claim(
        "greife", made.event("ASSAULT"), certainty, chain, axes=("past", "certain", evidence_mode)
    )
    assert standing_of(claim) == standing


def test_the_standings_add_up_to_the_claims(wire, denial):
    for reading in (wire, denial):
        tally = tally_of(reading)
        assert sum(tally.standings[standing] for standing in STANDINGS) == tally.claims
        assert tally.events + tally.statements == tally.claims


def test_a_source_is_one_however_it_is_worded(wire):
    named = tally_of(wire).sources_of("named")
    assert [(source.name, source.claims) for source in named] == [
        ("südkoreanischen Geheimdienstes NIS", 4),
        ("Nato-Generalsekretär", 1),
    ]


def test_a_source_cited_twice_in_one_chain_is_one_claim(hand):
    made = hand("Kyjiw sagt, Moskau greife an.")
    made.claim(
        "greife", made.event("ASSAULT"), "reported", [made.link("Kyjiw", "sagt"), made.link("Kyjiw", "sagt")]
    )
    assert [source.claims for source in tally_of(made.reading()).sources] == [1]


def test_collective_and_unnamed_sources_are_not_named_ones(denial, english):
    assert [source.name for source in tally_of(denial).sources_of("collective")] == ["Führung in Kiew"]
    assert [source.name for source in tally_of(english).sources_of("unnamed")] == ["White House spokesman"]


def test_a_source_carried_over_is_counted_apart(wire):
    assert tally_of(wire).carried == 1


def test_a_denied_claim_is_disputed(denial):
    assert tally_of(denial).disputed == 2


def test_a_text_without_claims_has_an_empty_report_card(hand):
    tally = tally_of(hand("Nichts.").reading())
    assert (tally.claims, tally.sources, sum(tally.standings.values())) == (0, (), 0)
