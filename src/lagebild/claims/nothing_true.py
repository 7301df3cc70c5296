"""That nothing of what somebody tells is true.

Takes a scene and the noun for what is told (`report`, `rumours`); gives the mark of a denial where the clause around it says so: `There is not a word of truth
in reports that ...`, `An den Gerüchten, ..., ist kein wahres Wort`, `Nothing in his account that ... is true`. Read off the words that are
left when the noun with all that it tells is taken out, whatever the parser hung on what.
"""

from collections.abc import Iterable

from lagebild.claims.axes import Mark
from lagebild.claims.grades import grades_at, marks_of
from lagebild.claims.scene import Scene
from lagebild.claims.tree import Tree

BESIDE = frozenset({"AUX", "ADP", "PUNCT", "ADV", "PART"})
"""Parts of speech of what may stand between the noun and the words that nothing is true."""

BETWEEN = frozenset({"AUX", "DET", "NUM", "ADP"})
"""And between *nothing* and *true*."""


def nothing_in(scene: Scene, noun: int) -> list[Mark]:
    """`There is no truth | in reports of a strike`, `nothing | to the story that`, `An dem Bericht, ..., | ist nichts dran`: it is not so."""
    tree, head = scene.tree, scene.tree.tokens[noun].head
    if head < 0:
        return []
    if tree.relation(noun) == "nmod":
        marks = [mark for grade in grades_at(scene, head, "noun") for mark in marks_of(head, grade)]
        if denied := [mark for mark in marks if mark.means == "commitment=denied"]:
            return denied
    above = tree.relation(noun) == "nmod" or tree.tokens[head].deprel == "cop"
    over = tree.tokens[head].head if above and tree.tokens[head].head >= 0 else head
    if not _is_said_of(tree, noun, over):
        return _nothing_true(scene, noun)
    words = tree.grammar.get("nothing_words", ())
    none = next((k for k in (over, *tree.children[over]) if tree.word(k) in words), -1)
    return _nothing_true(scene, noun) if none < 0 else [_mark(scene, none)]


def _is_said_of(tree: Tree, noun: int, over: int) -> bool:
    """`is | to | the story`, `ist | an | dem Bericht`: whether a predicate has the noun for what there is something to."""
    bare = tree.lemma(over) in tree.grammar.get("being_verbs", ())
    asked = tree.preposition(noun) in tree.grammar.get("truth_prepositions", ())
    return asked and (bare or tree.has_child(over, "cop"))


def _mark(scene: Scene, none: int) -> Mark:
    return Mark(none, "commitment=denied", f"{scene.know.pack.code}.rule:nothing in it")


def _nothing_true(scene: Scene, noun: int) -> list[Mark]:
    """The denial that stands around a noun and what it tells."""
    told = _told(scene.tree, noun)
    rest = [k for k in range(len(scene.tree)) if k not in told and scene.tree.tokens[k].upos != "PUNCT"]
    found = (
        span for i, k in enumerate(rest) if _is_none(scene, k) and (span := _true_behind(scene, rest[i:]))
    )
    return next(([_mark(scene, span[0])] for span in found if _touches(scene.tree, span, told)), [])


def _told(tree: Tree, noun: int) -> range:
    """A noun with its preposition, its article and what it tells: `in the reports that soldiers looted it`."""
    words = [k for k in tree.words_below(noun) if k >= noun]
    first = min(
        [
            noun,
            *(
                k
                for k in tree.children[noun]
                if tree.tokens[k].upos in ("DET", "ADP", "ADJ", "NOUN", "PROPN")
            ),
        ]
    )
    return range(first, max(words) + 1)


def _is_none(scene: Scene, k: int) -> bool:
    """`nothing`, `none`, `no`, `not`: a word that leaves nothing."""
    tree = scene.tree
    negators = (
        *scene.know.pack.negators.get(tree.word(k), ()),
        *scene.know.pack.negators.get(tree.lemma(k), ()),
    )
    return tree.word(k) in tree.grammar.get("nothing_words", ()) or any("clause" in n.scope for n in negators)


def _true_behind(scene: Scene, rest: list[int]) -> range | None:
    """From *nothing* to the last word for what is true right behind it (`not a word of truth`, `nothing is true`); None where there is none."""
    tree = scene.tree
    whole = tree.word(rest[0]) in tree.grammar.get("nothing_words", ())
    last, least = -1, False
    for k in rest[1:]:
        if _is_one_of(tree, k, "whole_words"):
            break  # "not every part of it is true"
        if is_true(tree, k):
            last = k
        elif is_measure_of_truth(tree, k):
            least = True
        elif tree.tokens[k].upos not in BETWEEN:
            break
    return (
        range(rest[0], last + 1)
        if last >= 0 and (whole or least or tree.tokens[last].upos == "NOUN")
        else None
    )


def is_true(tree: Tree, k: int) -> bool:
    """A word for what is so: `true`, `wahr`, `stimmen`."""
    return _is_one_of(tree, k, "truth_words")


def is_measure_of_truth(tree: Tree, k: int) -> bool:
    """The least of it: a `word`, a `shred`, ein `Körnchen`."""
    return _is_one_of(tree, k, "truth_measures")


def _is_one_of(tree: Tree, k: int, name: str) -> bool:
    return bool({tree.word(k), tree.lemma(k).lower()} & set(tree.grammar.get(name, ())))


def _touches(tree: Tree, span: range, told: range) -> bool:
    """Whether nothing but auxiliaries and prepositions stands between two stretches, or the one lies within the other."""
    between: Iterable[int] = (
        range(span.stop, told.start) if span.stop <= told.start else range(told.stop, span.start)
    )
    return all(tree.tokens[k].upos in BESIDE or tree.relation(k) == "expl" for k in between)
