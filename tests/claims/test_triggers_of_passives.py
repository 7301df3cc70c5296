"""Passives without an agent, and words of other fields beside somebody political, on frozen trees."""

from pathlib import Path

import pytest

from lagebild.claims import knowledge_of
from lagebild.claims.knowledge import _asks_only_who
from lagebild.claims.scene_making import scene_of
from lagebild.claims.triggers import hits_in
from lagebild.sentences.conllu import trees_of

SENTENCES = {
    tree.text: tree.sentence
    for tree in trees_of((Path(__file__).parent / "passives.conllu").read_text(encoding="utf-8"))
}
# Text, types of its triggers.
FOUND = [
    ("A Zambian minister was dismissed on Thursday.", ["SANCTION"]),
    ("The ball was dismissed on Thursday.", []),
    ("The minister demanded his release after the takeover.", ["REQUEST"]),
    ("Readers demanded his release after the takeover.", []),
]


@pytest.mark.parametrize(("text", "types"), FOUND)
def test_who_acts_need_not_be_told_and_a_politician_outweighs_words_of_other_fields(text, types):
    scene = scene_of(SENTENCES[text], text, knowledge_of("en"), None)
    assert [hit.frame.type for hit in hits_in(scene) if not hit.nominal] == types


@pytest.mark.parametrize("verb", ["dismiss", "fire", "sack"])
def test_frames_that_ask_only_who_acts_come_last(verb):
    last = [_asks_only_who(frame) for frame in knowledge_of("en").frames_of(verb, "VERB")]
    assert last == sorted(last)
