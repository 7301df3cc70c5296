"""What there is no more than a sign of, and what was said by mistake.

Takes a scene and a word on the way up from a trigger; gives the marks that "no sign of an attack" and "had wrongly reported" make.
"""

from lagebild.claims.axes import Mark
from lagebild.claims.grades import grades_at, marks_of
from lagebild.claims.scene import Scene

NEAR = 6
"""How far before a clause the noun stands that tells what shows it: `keine Belege dafür gefunden, dass`."""


def evidence_of(scene: Scene, here: int, below: int) -> list[Mark]:
    """`no sign | of an attack`, `Hinweise | auf einen Angriff`: what there is only a sign of may not have been, and of which there is none even less."""
    tree = scene.tree
    here = _evidence_beside(scene, here, below) if tree.relation(below) == "obl" else here
    if here < 0 or tree.lemma(here) not in tree.grammar.get("evidence_nouns", ()):
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


def planned_of(scene: Scene, here: int, below: int) -> list[Mark]:
    """`plans | for an attack |`, `der Befehl | zum Angriff |`: what there is a plan or an order for is still to come; where there is none, it is not."""
    tree = scene.tree
    if (
        tree.preposition(below) not in tree.grammar.get("plan_prepositions", ())
        or tree.tokens[here].upos != "NOUN"
    ):
        return []
    ahead = [mark for grade in grades_at(scene, here, "noun") for mark in marks_of(here, grade)]
    ahead = [mark for mark in ahead if mark.means == "time=future"]
    none = next((k for k in tree.children[here] if tree.relation(k) == "det" and _is_none(scene, k)), -1)
    return (
        [*ahead, Mark(none, "commitment=negated", f"{scene.know.pack.code}.rule:no plan")]
        if ahead and none >= 0
        else ahead
    )


def _evidence_beside(scene: Scene, here: int, below: int) -> int:
    """`Für Luftangriffe | fanden sie keine Belege`: the evidence of a deed that hangs on the verb over both; -1 for none."""
    tree, grammar = scene.tree, scene.tree.grammar
    if tree.preposition(below) not in grammar.get("evidence_prepositions", ()):
        return -1
    nouns = (k for k in tree.children[here] if tree.relation(k) in ("obj", "nsubj"))
    return next((k for k in nouns if tree.lemma(k) in grammar.get("evidence_nouns", ())), -1)


def evidence_before(scene: Scene, below: int) -> list[Mark]:
    """`had no evidence | that Israel bombed it`, `keine Belege dafür gefunden, | dass ...`: right before a clause, wherever the parser hung that."""
    tree, nouns = scene.tree, scene.tree.grammar.get("evidence_nouns", ())
    words = tree.grammar.get("complementizers", ())
    opening = next((k for k in tree.children[below] if k < below and tree.word(k) in words), 0)
    if not opening and tree.relation(below) == "acl" and tree.has_child(below, "nsubj", "nsubj:pass"):
        opening = min(tree.subtree(below))  # "no evidence | the army shelled the village"
    if not opening or tree.relation(below) not in ("ccomp", "acl"):
        return []
    for k in range(opening - 1, max(opening - NEAR, -1), -1):
        if tree.tokens[k].upos == "CCONJ" or (tree.tokens[k].upos == "PUNCT" and k < opening - 1):
            break
        if tree.lemma(k) in nouns:
            none = any(tree.relation(i) == "det" and _is_none(scene, i) for i in tree.children[k])
            return (
                [Mark(k, "commitment=possible", f"{scene.know.pack.code}.rule:no evidence")] if none else []
            )
    return []


def _is_none(scene: Scene, i: int) -> bool:
    tree, negators = scene.tree, scene.know.pack.negators
    found = negators.get(tree.word(i), ()) or negators.get(tree.lemma(i), ())
    return any("clause" in negator.scope for negator in found) or tree.feature(i, "PronType") == "Neg"


def made_up_clause(scene: Scene, here: int, below: int) -> list[Mark]:
    """`It is a lie | that police beat them`, `es sei eine Erfindung, | dass ...`: what somebody says is a lie is not so."""
    is_so = scene.tree.relation(below) in ("csubj", "ccomp") and scene.tree.has_child(here, "cop")
    if not is_invented(scene, below) and not (is_so and scene.in_class(here, "made_up")):
        return _of_liars(scene, here, below)
    return [Mark(here, "commitment=denied", f"{scene.know.pack.code}.rule:made up")]


def is_invented(scene: Scene, i: int) -> bool:
    """`The massacre | is a myth`, `Der Angriff | sei frei erfunden`: whether a deed is said never to have been."""
    tree, over = scene.tree, scene.tree.tokens[i].head
    if over < 0 or tree.relation(i) != "nsubj" or not scene.in_class(over, "invented"):
        return False
    return tree.has_child(over, "cop") or any(
        tree.lemma(k) in tree.grammar.get("being_verbs", ()) for k in tree.auxiliaries(over)
    )


def _of_liars(scene: Scene, here: int, below: int) -> list[Mark]:
    """`Wer behauptet, | wir hätten Geiseln erschossen, | der lügt`: what only liars would say is not so."""
    tree, subject = scene.tree, scene.tree.child(here, "nsubj")
    if subject is None or tree.word(subject) not in tree.grammar.get("who_words", ()) or not here < below:
        return []
    end = max(tree.subtree(below)) + 1 if tree.relation(below) == "ccomp" else len(tree)
    liar = next((k for k in range(below + 1, min(end + NEAR, len(tree))) if scene.in_class(k, "erring")), -1)
    return [] if liar < 0 else [Mark(liar, "commitment=denied", f"{scene.know.pack.code}.rule:liars")]


def said_falsely(scene: Scene, here: int) -> list[Mark]:
    """`had wrongly reported that`, `fälschlich gemeldet`: what was said so is not so."""
    tree, words = scene.tree, scene.tree.grammar.get("false_adverbs", ())
    rule = f"{scene.know.pack.code}.rule:wrongly said"
    beside = (k for k in tree.children[here] if tree.relation(k) == "advmod" and tree.word(k) in words)
    return [Mark(k, "commitment=denied", rule) for k in beside]
