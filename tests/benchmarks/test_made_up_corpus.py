"""The corpus that is made of our own texts, and what is told of it."""

import json
from collections import Counter

import pytest

from benchmarks.corpus import documents, material_of
from benchmarks.peers.__main__ import RECORDED, made
from benchmarks.scale import plot
from benchmarks.table import peers, plover, scale


def test_the_same_number_and_seed_give_the_same_corpus_and_a_larger_one_begins_with_it():
    one, again, larger, other = (
        list(documents(n, seed)) for n, seed in ((200, 1), (200, 1), (400, 1), (200, 2))
    )
    assert one == again == larger[: len(one)]
    assert other != one


def test_no_two_documents_are_the_same_and_both_languages_are_there():
    records = [json.loads(line) for line in documents(2_000)]
    assert (
        len({record["text"] for record in records})
        == len({record["id"] for record in records})
        == len(records)
    )
    counts = Counter(record["lang"] for record in records)
    assert min(counts["de"], counts["en"]) > len(records) / 3


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_document_of_the_corpus_is_one_that_is_read(lang):
    line = next(documents(1, langs=(lang,)))
    assert made(line).lang == lang
    assert len(material_of(lang).states) > 20


def test_the_table_of_peers_has_each_that_was_recorded_and_says_how_busy_the_machine_was():
    import tomllib

    recorded = tomllib.loads(RECORDED.read_text(encoding="utf-8"))["peer"]
    ours = {
        "sentences_per_second": {"parser": 500.0, "whole": 400.0}, "of_the_limit": 0.8, "start_seconds": 1.0, "megabytes": 150,
    }  # fmt: skip
    rows = peers({"recorded": recorded, "languages": {"de": ours}, "load": 0.4, "cores": 2})
    assert len(rows) == 2 + len(recorded) + 1 + 2
    assert "| PETRARCH2 | 0.34 | 0.30 | 1.4 | 1,000 | 1.4 |" in rows[2]
    assert "| 500 | 2,000 | 400 (0.80 of the parser) |" in rows[-3]
    assert rows[-1] == "Measured at a load of 0.4 on 2 cores."


def test_a_corpus_at_size_is_told_as_a_table_and_drawn():
    cost = [
        {"sentences": n, "claims": n, "ms_per_sentence": 3.0, "clock": 5.0, "megabytes": 300, "load": load}
        for n, load in ((1_000, 1.0), (100_000, 6.8))
    ]
    found = {
        "cost": cost,
        "machine": {"cores": 2},
        "revision": {"name": "abc2345", "day": "2026-03-04"},
        "tables": {
            "bytes_per_claim": 195, "bytes_of_readings_per_sentence": 270, "loaded_claims_per_processor_second": 20_000,
            "questions_ms": {"one": 5.0, "other": 12.0},
        },
        "beside": {
            "workers": {"sentences": 40_000, "load": 1.0, "times as fast": 1.9, "processor": 10.2, "processor of one": 10.0},
            "limit": {"times as fast": 1.95}, "ray": None, "revision": {"name": "bcd3456", "day": "2026-03-05"},
        },
    }  # fmt: skip
    rows = scale(found)
    assert rows[2] == "| 1,000 | 1,000 | 3.00 | 5 s | 300 MB |"
    assert rows[3] == "| 100,000 | 100,000 | 3.00 | 5 s (load 6.8) | 300 MB |"
    assert (
        "Two workers over 40,000 sentences: the same bytes, 1.02 of the processor, 1.9 times as fast by the clock;"
        in rows[-1]
    )
    assert rows[-1].count("1.95") == 1
    assert rows[-3].endswith("The program of 2026-03-04 (abc2345).")
    assert rows[-1].endswith("The program of 2026-03-05 (bcd3456).")
    more = found["beside"]
    busy = scale(found | {"beside": more | {"workers": more["workers"] | {"load": 15.0}}})[-1]
    assert "by the clock nothing can be said at this load" in busy and "1.9" not in busy
    drawn = plot(cost)
    assert drawn.count("<circle") == 2 and "100,000" in drawn


def test_what_other_peoples_gold_says_is_written_from_the_records():
    said = " ".join(
        plover({"plover_gsr.test": {"type": [0.6, 0.7, 0.6629], "type_countries": [0.4, 0.6, 0.4905]}})
    )
    assert "types F1 .663, types with both countries .490" in said
    assert "PETRARCH2 has .34 and .30, UniversalPetrarch has .42 and .29" in said
