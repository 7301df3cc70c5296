"""Whose a participle behind a comma is: what is said on belongs to whoever says the rest, what is done to whoever is spoken of.

Takes a tree and such a participle; gives the move that takes it from the clause that is said to the verb that says it, or back.
"""

from lagebild.claims.insertions import Moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree
from lagebild.languages import Condition

MATERIAL = (2, 4)
"""The quads of what is done, and not said."""


def added_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The army said rebels had attacked, | adding that ...`: who goes on saying is who says, and nobody of whom he says it."""
    behind_comma = c > 0 and tree.tokens[c - 1].form == "," and tree.feature(c, "VerbForm") == "Part"
    if not behind_comma or tree.has_child(c, "nsubj", "mark", "aux", "aux:pass"):
        return {}
    head = over = tree.tokens[c].head
    while over >= 0 and not _cites(tree, over, know):
        over = tree.tokens[over].head
    return {c: (over, "advcl")} if 0 <= over < c and over != head and cites_clause(tree, c, know) else {}


def done_behind_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Israel bombed Gaza, the UN said, | killing 12`: a deed told behind who says so goes on with what is said; he has done nothing of it."""
    said = tree.tokens[c].head
    behind_comma = (
        c > 0 and tree.tokens[c - 1].form in know.inserted_after and tree.feature(c, "VerbForm") == "Part"
    )
    if not behind_comma or not 0 <= said < c or tree.feature(c, "Tense") == "Past":
        return {}
    if tree.has_child(c, "nsubj", "nsubj:pass", "mark", "aux") or know.in_class(
        tree.lemma(c), "done_with_words"
    ):
        return {}
    told = _told_before(tree, said)
    types = (know.ontology.types[frame.type] for frame in know.frames_of(tree.lemma(c), "VERB"))
    material = any(kind.quad in MATERIAL for kind in types)
    return {c: (told, "advcl")} if told >= 0 and material and cites_clause(tree, said, know) else {}


def _told_before(tree: Tree, said: int) -> int:
    """The clause that stands before who says it; -1 for none."""
    if tree.relation(said) == "parataxis" and 0 <= tree.tokens[said].head < said:
        return tree.tokens[said].head
    return next((k for k in tree.children[said] if k < said and tree.relation(k) == "ccomp"), -1)


def _cites(tree: Tree, verb: int, know: Knowledge) -> bool:
    """A verb that cites as it stands here: "issued a statement", but "hit" only beside "back"."""
    if not tree.is_verbal(verb) or tree.relation(verb) == "obj":
        return False
    cues = (q for q in know.cues_of(tree.lemma(verb)) if q.construction == "verb" and "ccomp" in q.content)
    return any(all(_is_met(tree, verb, asked) for asked in cue.when) for cue in cues)


def _is_met(tree: Tree, verb: int, asked: Condition) -> bool:
    """Whether one of the words that a condition names stands beside the verb."""
    return asked.negated or any(tree.lemma(k) in asked.words for k in tree.children[verb])
