"""Stories against gold: reading and linking apart."""

import json

import pytest

from benchmarks.stories import _measured
from lagebild import Lagebild

DOCS = [
    (
        "a",
        "Russian drones attacked Kharkiv on Monday and killed three people, the governor of Kharkiv said.",
        "2024-10-21",
    ),
    (
        "b",
        "Russische Drohnen haben am Montag Charkiw angegriffen, teilte die ukrainische Armee mit.",
        "2024-10-21",
    ),
    ("c", "Ukraine's army said Russian drones had attacked Odesa.", "2024-10-21"),
]
GOLD = [("s.a", [("a", "attacked"), ("b", "angegriffen")]), ("s.b", [("c", "attacked")])]
PLACES = {"s.a": "UKR/kharkiv", "s.b": "UKR/odesa"}


@pytest.fixture
def folder(tmp_path):
    texts = {key: text for key, text, _ in DOCS}
    docs = [{"id": k, "publisher": f"Paper {k}", "published": day, "text": text} for k, text, day in DOCS]
    gold = [
        {
            "story": story,
            "type": "ASSAULT",
            "mentions": [
                {"document": d, "trigger": w, "trigger_start": texts[d].index(w)} for d, w in mentions
            ],
            "origins": {"overall": len(mentions)},
            "status": "corroborated" if len(mentions) > 1 else "single-origin",
            "phase": None,
            "lookalikes": [],
        }
        for story, mentions in GOLD
    ]
    roles = [{"story": s, "actors": ["RUS"], "recipients": ["UKR"], "place": PLACES[s]} for s, _ in GOLD]
    for name, rows in (("docs", docs), ("stories", gold), ("roles", roles)):
        (tmp_path / f"{name}.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
        )
    return tmp_path


def test_linking_is_measured_on_what_was_read_and_on_gold_claims_and_articles_stand_beside_stories(folder):
    table = _measured(folder, Lagebild())
    assert table["f1"] == table["gold claims: F1"] == table["mentions as read: F1"] == 1.0
    assert table["gold claims: false pairs"] == 0.0
    assert (table["articles"], table["stories"], table["stories of several articles"]) == (3, 2, 1)
    assert (table["their articles"], table["their independent origins"]) == (2, 2)
