"""The tables that stories rest on."""

from lagebild.stories import check_rules, load_rules
from lagebild.stories.cut import IDENTITY, TELLING
from lagebild.stories.match import PARTING


def test_the_tables_name_only_what_there_is():
    check_rules()


def test_every_reason_that_decides_has_a_weight():
    weights = set(load_rules().weights)
    assert weights >= PARTING | IDENTITY | TELLING
