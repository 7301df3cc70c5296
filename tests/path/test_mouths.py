"""Nobody is made to say what he did not say, and nothing is told more surely than the text tells it: the worst error there is.

Rows of `mouths.tsv`: language, what must never be read, what must be read, the text. `word` is any claim at that word; `word<Name` one with
that name among its sources; `word>Name` one with that name among its actors, `word>>Name` among its recipients; `word=certainty` one with
that certainty or polarity; `word@Place` one that is said to have been there, `word#unit` one that counts these, `word!Name` one that he denies. Whether a sentence that stands alone is about politics at all is weighed elsewhere: what must be read is asked for without that.
"""

import csv
import re
from pathlib import Path

import pytest

from lagebild.api import Lagebild

ROWS = Path(__file__).with_name("mouths.tsv")
SIGNS = re.compile(r"(?P<word>[^<>=@#!]+)(?:(?P<sign><|>>|>|=|@|#|!)(?P<value>.+))?")


def rows():
    lines = [line for line in ROWS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module", params=[True, False], ids=["weighed", "not weighed"])
def reader(request):
    return Lagebild(decider=request.param)


def names(people):
    return [who.name for who in people]


def values(claim, sign):
    event = claim.event
    if sign == "!":
        return names(stance.source for stance in claim.stances if stance.stance == "denies")
    if sign == "<":
        return names(link.source for link in claim.chain)
    if sign == "=":
        return [claim.certainty, claim.polarity]
    if event is None:
        return []
    if sign == "@":
        return [str(event.place)] if event.place else []
    if sign == "#":
        return [quantity.unit for quantity in event.quantities]
    return names(event.recipients if sign == ">>" else event.actors)


def is_read(claims, asked):
    found = SIGNS.fullmatch(asked)
    word, sign, value = found["word"], found["sign"], found["value"]
    at = [claim for claim in claims if claim.trigger.text == word]
    return bool(at) if sign is None else any(value in name for claim in at for name in values(claim, sign))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['lang']}: {row['text'][:60]}")
def test_nobody_gets_words_put_into_his_mouth(reader, row):
    claims = reader.read(row["text"], lang=row["lang"], published="2024-10-18").claims
    wrong = [asked for asked in row["never"].split() if is_read(claims, asked)]
    missing = [asked for asked in row["told"].split() if not is_read(claims, asked)]
    assert not wrong, [str(claim) for claim in claims]
    assert not missing or reader.decider, [str(claim) for claim in claims]


def test_there_are_rows_enough_in_both_languages():
    assert all(sum(row["lang"] == lang for row in rows()) >= 40 for lang in {row["lang"] for row in rows()})


def test_every_row_says_what_must_never_be_read():
    assert [row["text"] for row in rows() if not row["never"].split()] == []
