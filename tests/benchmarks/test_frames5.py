"""Frames: five words in a row that two texts share."""

import json

import pytest

from benchmarks.frames5 import Line, collisions, frames_of, function_words, lines_in

NO_CONTENT = function_words()
SAME = [
    ("Rebels seized the old fort near Kidal.", "At dawn rebels seized the old fort of Gao.", "rebels seized the old fort"),
    ("killing at least 14 people", "Killing at least 1,570 people, they left.", "killing at least # people"),
    ("Die Armee räumte das Lager der Rebellen", "die armee räumte das lager", "die armee räumte das lager"),
]  # fmt: skip
OTHER = [
    ("Rebels seized the old fort near Kidal.", "Rebels seized an old fort near Gao."),
    ("said on Monday that the men left", "A source said on Monday that the tide was high."),
    ("The rebels left. Nobody saw them go.", "Left nobody saw them go?"),
]


@pytest.mark.parametrize(("own", "other", "frame"), SAME)
def test_a_shared_frame_is_told_with_both_places(own, other, frame):
    told = collisions([Line("own:1", own)], [Line("other:7", other)], NO_CONTENT)
    assert f"own:1: '{frame}' stands at other:7, too; right would be other words" in told


@pytest.mark.parametrize(("own", "other"), OTHER)
def test_other_words_or_words_without_content_are_no_frame(own, other):
    assert collisions([Line("own:1", own)], [Line("other:7", other)], NO_CONTENT) == []


def test_a_frame_ends_with_its_sentence():
    assert [
        " ".join(frame) for frame in frames_of("Tanks rolled in. Crowds fled the city centre.", NO_CONTENT)
    ] == ["crowds fled the city centre"]


def test_texts_are_found_in_trees_tables_passages_and_marked_sentences(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "one"}) + "\n", "utf-8")
    (tmp_path / "b.conllu").write_text("# newdoc id = x\n# text = two\n1\ttwo\t_\n", "utf-8")
    (tmp_path / "c.tsv").write_text("sport\tthree\n", "utf-8")
    (tmp_path / "d.txt").write_text("Rebels {seized|ASSAULT|asserted} a {fort|-}.\n", "utf-8")
    assert [(line.where, line.text) for line in lines_in(tmp_path, ["*"])] == [
        ("a.jsonl:1", "one"),
        ("b.conllu:2", "two"),
        ("c.tsv:1", "sport\tthree"),
        ("d.txt:1", "Rebels seized a fort."),
    ]
