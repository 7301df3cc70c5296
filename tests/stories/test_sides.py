"""On which side a source stands."""

import pytest

from lagebild.stories import load_rules
from lagebild.stories.sides import DOERS, TARGETS, Standing, side_of

ATTACK = Standing(frozenset({"RUS"}), frozenset({"UKR"}), hostile=True)
AID = Standing(
    frozenset({"PRK"}), frozenset({"RUS"}), hostile=False, named=frozenset({"PRK", "RUS", "UKR", "KOR"})
)
SUPPLY = Standing(
    frozenset({"ARE"}),
    frozenset({"SDN.REB.rsf"}),
    hostile=False,
    named=frozenset({"ARE", "SDN", "SDN.REB.rsf"}),
)
BY_NOBODY = Standing(frozenset(), frozenset({"PRK"}), hostile=True)
ON_NOBODY = Standing(frozenset({"RUS"}), frozenset(), hostile=True)
RAID = Standing(frozenset({"ISR"}), frozenset({"IRN"}), hostile=True)


@pytest.mark.parametrize(
    ("state", "standing", "day", "expected"),
    [
        ("RUS", ATTACK, "2024-10-18", ("party", DOERS)),
        ("UKR", ATTACK, "2024-10-18", ("party", TARGETS)),
        ("BLR", ATTACK, "2024-10-18", ("ally", DOERS)),
        ("BRA", ATTACK, "2024-10-18", ("third", "BRA")),
        (None, ATTACK, "2024-10-18", ("unknown", "")),
        ("KOR", AID, "2024-10-18", ("opponent", "KOR")),
        ("UKR", AID, "2024-10-18", ("party", "UKR")),
        ("CHN", AID, "2024-10-18", ("ally", DOERS)),
        ("SDN", SUPPLY, "2026-11-20", ("party", "SDN")),
        ("SDN", SUPPLY, "2022-11-20", ("third", "SDN")),
        ("UKR", BY_NOBODY, "2024-12-23", ("unknown", "UKR")),
        ("BRA", ON_NOBODY, "2024-12-23", ("unknown", "BRA")),
        ("YEM.REB.houthi", RAID, "2024-10-18", ("ally", TARGETS)),
    ],
)
def test_side_and_camp(state, standing, day, expected):
    assert side_of(state, standing, day, load_rules()) == expected


@pytest.mark.parametrize(("day", "side"), [("2024-02-01", "third"), ("2024-03-08", "ally")])
def test_an_alliance_counts_from_its_day_on(day, side):
    attack = Standing(frozenset({"RUS"}), frozenset({"POL"}), hostile=True)
    assert side_of("SWE", attack, day, load_rules())[0] == side
