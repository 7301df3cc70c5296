"""Verbs that the parser lost, on frozen trees: each sentence with the relations that it is to have."""

from pathlib import Path

import pytest

from lagebild.claims import knowledge_of
from lagebild.claims.lost_verbs import with_verbs
from lagebild.claims.tree import Tree
from lagebild.sentences.conllu import trees_of

SENTENCES = {
    tree.text: tree.sentence
    for tree in trees_of((Path(__file__).parent / "lost_verbs.conllu").read_text(encoding="utf-8"))
}
# Text, word, the word it hangs on ("" for none), how.
RIGHT = [
    ("Three hostages freed in Mosul.", "hostages", "freed", "nsubj:pass"),
    ("The army chief seized control on Thursday.", "seized", "", "root"),
    ("The army chief seized control on Thursday.", "control", "seized", "obj"),
    ("The army chief seized control on Thursday.", "chief", "seized", "nsubj"),
    ("The army chief seized control on Thursday.", "The", "chief", "det"),
    (
        "Forces arrested the leader, two sources said on Thursday, a day after the army toppled the president.",
        "toppled",
        "said",
        "advcl",
    ),
    (
        "The officers said they had seized power, annulled the election and closed the borders.",
        "annulled",
        "seized",
        "conj",
    ),
    (
        "A gunman disguised as a tourist opened fire at a beach hotel in Sousse on Friday, killing 38 people.",
        "opened",
        "",
        "root",
    ),
    (
        "A gunman disguised as a tourist opened fire at a beach hotel in Sousse on Friday, killing 38 people.",
        "gunman",
        "opened",
        "nsubj",
    ),
    ("Syria says it is willing to withdraw its troops.", "it", "willing", "nsubj"),
]


@pytest.mark.parametrize(("text", "word", "over", "relation"), RIGHT)
def test_a_lost_verb_is_found_and_a_stray_clause_goes_where_it_belongs(text, word, over, relation):
    know = knowledge_of("en")
    tree = with_verbs(Tree(SENTENCES[text], know.pack.grammar), know)
    token = next(token for token in tree.tokens if token.form == word)
    assert (tree.tokens[token.head].form if token.head >= 0 else "", token.deprel) == (over, relation)


def test_a_language_without_the_switches_keeps_its_trees():
    know = knowledge_of("de")
    tree = Tree(next(iter(SENTENCES.values())), know.pack.grammar)
    assert with_verbs(tree, know) is tree
