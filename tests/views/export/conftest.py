"""Claims of hand-made readings, and readings of the demo for what is made of stories."""

import json
from pathlib import Path

import msgspec
import pytest

from lagebild import Lagebild
from lagebild.documents import Particulars, document_of
from lagebild.ledger import Query
from lagebild.views.export.formats import FORMATS, Asked
from lagebild.views.jsonlines import line_of
from lagebild.views.labels import labels_of
from tests.views.conftest import Hand, demo, denial_reading, english_reading, wire_reading

DEMO = ("de-wire", "de-retelling", "en-wire")


def plain_reading():
    """What a text asserts itself; the same disputed, denied, presumed, planned; with a publisher that looks like a formula."""
    text = (
        "Russia attacked Ukraine. Russia struck Kharkiv. Suspects burned a depot. Russia will strike Poland."
    )
    hand = Hand(
        text,
        lang="en",
        document_id="plain",
        version_id="v2",
        publisher="=HYPERLINK(1)",
        url="javascript:alert(1)",
    )
    russia, ukraine = hand.who("Russia", "RUS"), hand.who("Ukraine", "UKR")
    kyiv = hand.place("Kharkiv", place="UKR/kharkiv", country="UKR", precision="city")
    country = hand.place("Poland", country="POL", precision="country")
    hand.claim("attacked", hand.event("ASSAULT", [russia], [ukraine]))
    hand.claim(
        "struck",
        hand.event("ASSAULT", [russia], [], place=kyiv),
        stances=(hand.stance("Russia", "denies", "struck", "RUS"),),
    )
    hand.claim("burned", hand.event("ASSAULT", [hand.who("Suspects", presumed=True)], []))
    hand.claim(
        "strike",
        hand.event("ASSAULT", [russia], [], place=country),
        "planned",
        axes=("future", "certain", "own"),
    )
    return hand.reading()


def told_apart(reading):
    """The same with ids of claims that no other reading has."""
    own = reading.document.document_id
    claims = tuple(
        msgspec.structs.replace(claim, claim_id=f"{own}-{claim.claim_id}") for claim in reading.claims
    )
    return msgspec.structs.replace(reading, claims=claims)


@pytest.fixture(scope="session")
def hand_made(tmp_path_factory):
    """A file of hand-made readings."""
    path = tmp_path_factory.mktemp("export") / "readings.jsonl"
    made = (wire_reading(), denial_reading(), english_reading(), plain_reading())
    path.write_bytes(b"".join(map(line_of, map(told_apart, made))))
    return path


@pytest.fixture(scope="session")
def read(tmp_path_factory):
    """A file of readings of three reports of the demo."""
    reader, path = Lagebild(), tmp_path_factory.mktemp("export") / "demo.jsonl"
    records = map(demo, DEMO)
    readings = (reader.read(document_of(record["text"], particulars(record))) for record in records)
    path.write_bytes(b"".join(map(line_of, readings)))
    return path


def particulars(record):
    about = {name: record[name] for name in ("id", "lang", "published", "publisher", "title")}
    return Particulars(**about)


def asked_of(path: Path, lang="en", **more) -> Asked:
    return Asked((str(path),), Path("no.sqlite"), more.pop("query", Query()), (), labels_of(lang), **more)


def exported(form, path, **more) -> str:
    return b"".join(FORMATS[form](asked_of(path, **more))).decode("utf-8")


def records(form, path, **more):
    return [json.loads(line) for line in exported(form, path, **more).splitlines()]
