"""What papers tell every day is read as the deed that it is.

Rows of `deeds.tsv`: language, type of a deed that must be among those read ("-": nothing with a type is read), the text, a sentence by itself.
Whether so little is about politics is weighed elsewhere: deeds are asked for without that, that nothing is read with it.
"""

import csv
from pathlib import Path

import pytest

from lagebild.api import Lagebild

ROWS = Path(__file__).with_name("deeds.tsv")
NOTHING = "-"


def rows():
    lines = [line for line in ROWS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def unweighed():
    return Lagebild(decider=False)


@pytest.fixture(scope="module")
def weighed():
    return Lagebild()


def types_in(reader, row):
    claims = reader.read(row["text"], lang=row["lang"], published="2024-05-01").claims
    return [claim.event.type for claim in claims if claim.event is not None]


@pytest.mark.parametrize(
    "row", [row for row in rows() if row["type"] != NOTHING], ids=lambda row: row["text"][:60]
)
def test_what_happens_every_day_is_read(unweighed, row):
    assert row["type"] in types_in(unweighed, row)


@pytest.mark.parametrize(
    "row", [row for row in rows() if row["type"] == NOTHING], ids=lambda row: row["text"][:60]
)
def test_the_same_words_elsewhere_tell_no_deed(weighed, row):
    assert types_in(weighed, row) == []
