"""What there is no more than a sign of, and what was said by mistake.

Takes a scene and a word on the way up from a trigger; gives the marks that "no sign of an attack" and "had wrongly reported" make.
"""

from lagebild.claims.axes import Mark
from lagebild.claims.grades import grades_at, marks_of
from lagebild.claims.scene import Scene


def evidence_of(scene: Scene, here: int, below: int) -> list[Mark]:
    """`no sign | of an attack`, `Hinweise | auf einen Angriff`: what there is only a sign of may not have been, and of which there is none even less."""
    tree = scene.tree
    if tree.lemma(here) not in tree.grammar.get("evidence_nouns", ()):
        return []
    if any(tree.relation(k) == "det" and tree.feature(k, "Definite") == "Def" for k in tree.children[below]):
        return []
    verb = tree.tokens[here].head
    beside = (*tree.children[here], *(tree.children[verb] if tree.relation(here) in ("obj", "nsubj") else ()))
    words = (tree.word(k) for k in beside if tree.relation(k) in ("det", "advmod"))
    negators = scene.know.pack.negators
    if any("clause" in n.scope for word in words for n in negators.get(word, ())) or any(
        tree.feature(k, "PronType") == "Neg" for k in tree.children[here]
    ):
        return [Mark(here, "commitment=possible", f"{scene.know.pack.code}.rule:no evidence")]
    return [mark for grade in grades_at(scene, here, "noun") for mark in marks_of(here, grade)]


def said_falsely(scene: Scene, here: int) -> list[Mark]:
    """`had wrongly reported that`, `fälschlich gemeldet`: what was said so is not so."""
    tree, words = scene.tree, scene.tree.grammar.get("false_adverbs", ())
    rule = f"{scene.know.pack.code}.rule:wrongly said"
    beside = (k for k in tree.children[here] if tree.relation(k) == "advmod" and tree.word(k) in words)
    return [Mark(k, "commitment=denied", rule) for k in beside]
