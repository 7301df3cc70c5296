"""Participles that only say of whom or what is spoken: `soldiers | backed by tanks`, `a man | suspected of spying`.

Takes the trigger of an act; says whether it is none of its own: what somebody has, or is held for, as an attribute is no act (ANNOTATION §1). Which
verbs are so used stands in the language's grammar.
"""

from lagebild.claims.triggers import Hit
from lagebild.ontology import Ontology


def is_mere_attribute(hit: Hit, ontology: Ontology) -> bool:
    """Not so where it says when (`the general | accused last week of ...`), or who accuses."""
    scene, tree, i = hit.scene, hit.scene.tree, hit.token
    if tree.lemma(i) not in tree.grammar.get("attribute_verbs", ()):
        return False
    behind = tree.tokens[i].deprel == "acl" and tree.feature(i, "VerbForm") == "Part"
    if not (behind or tree.is_participle_adjective(i)) or tree.feature(i, "Tense") == "Pres":
        return False
    if any(k in scene.dated for k in tree.children[i]):
        return False
    accuses = ontology.types[hit.frame.type].content == "alleged"
    return not (accuses and scene.reached(i, ("nsubj",)))
