"""Histories of our own making."""

import random
from datetime import date, timedelta

import pytest

from lagebild.ontology import load_ontology
from lagebild.outlook.deeds import Deed

FIRST = date(2020, 1, 1)
ACTORS = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")


def deed(day, actor, recipient, type_="CONSULT", **more):
    return Deed(
        day=(FIRST + timedelta(days=day)).isoformat(),
        actor=actor,
        recipient=recipient,
        type=type_,
        **({"source": "made up", "certainty": "reported"} | more),
    )


def made_up(days=420, seed=0):
    """Habits that differ by pair, and a rule: B answers an accusation by A with a threat within three days, mostly."""
    chance = random.Random(seed)
    habits = [
        (a, b, kind, chance.choice((0.005, 0.02, 0.2)))
        for a in ACTORS
        for b in ACTORS
        for kind in ("CONSULT", "ACCUSE", "AID")
        if a != b and chance.random() < 0.5
    ]
    found = set()
    for day in range(days):
        for a, b, kind, often in habits:
            if chance.random() < often:
                found.add((day, a, b, kind))
                if kind == "ACCUSE" and chance.random() < 0.8:
                    found.add((day + chance.randint(1, 3), b, a, "THREATEN"))
    return tuple(deed(*each) for each in sorted(found) if each[0] < days)


@pytest.fixture(scope="session")
def history():
    return made_up()


@pytest.fixture(scope="session")
def quads():
    return {name: kind.quad for name, kind in load_ontology().types.items()}
