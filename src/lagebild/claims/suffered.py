"""To whom a deed was done that a noun tells, where its verb says so.

Takes a Scene and the noun of the deed; gives who suffered it: *Kiew* erlebte einen Angriff, *the convoy* became the target of a raid, *die Stadt*
war Beschuss ausgesetzt, an attack rocked *the capital*. The words stand in `language.toml`: `suffering_verbs` (their object is the deed),
`exposing_verbs` (passive, the deed in a phrase or dative), `shaking_verbs` (the deed is who does it), `suffering_nouns` (the deed is theirs), `becoming_verbs`.
"""

from lagebild.claims.scene import Scene
from lagebild.claims.tree import Tree

BARE = ("obj", "iobj", "obl")


def sufferers(scene: Scene, deed: int) -> tuple[int, ...]:
    """The heads of those who suffered the deed, coordinated ones one by one; none where the verb does not say so."""
    tree = scene.tree
    above = tree.tokens[deed].head
    if above < 0:
        return ()
    first = _subject(tree, deed, above) if tree.is_verbal(above) else _of_noun(tree, deed, above)
    first = _shaken(tree, deed, above) if first is None else first
    return () if first is None or first == deed else tuple(tree.conjuncts(first))


def _subject(tree: Tree, deed: int, verb: int) -> int | None:
    """Whoever suffers it, is exposed to it or falls victim to it is the subject."""
    grammar, lemma, relation = tree.grammar, tree.lemma(verb), tree.relation(deed)
    if relation not in BARE:
        return None
    suffers = relation == "obj" and lemma in grammar.get("suffering_verbs", ()) and not tree.is_passive(verb)
    passive = tree.is_passive(verb) or tree.has_child(verb, "cop")
    exposed = passive and lemma in grammar.get("exposing_verbs", ())
    victims = grammar.get("suffering_nouns", ())
    falls = relation == "obl" and any(tree.lemma(k) in victims for k in tree.children[verb] if k < deed)
    return tree.surface_subject(verb) if suffers or exposed or falls else None


def _of_noun(tree: Tree, deed: int, noun: int) -> int | None:
    """`wurde Ziel eines Angriffs`, `was the scene of an attack`: what the noun is said of."""
    if tree.lemma(noun) not in tree.grammar.get("suffering_nouns", ()) or tree.relation(deed) != "nmod":
        return None
    if tree.has_child(noun, "cop"):
        return tree.surface_subject(noun)
    verb = tree.tokens[noun].head
    becomes = verb >= 0 and tree.lemma(verb) in tree.grammar.get("becoming_verbs", ())
    return tree.surface_subject(verb) if becomes else None


def _shaken(tree: Tree, deed: int, verb: int) -> int | None:
    """`ein Anschlag erschütterte die Hauptstadt`, `the capital was rocked by an attack`."""
    if tree.lemma(verb) not in tree.grammar.get("shaking_verbs", ()):
        return None
    if tree.is_passive(verb):
        return tree.surface_subject(verb) if tree.relation(deed) == "obl" else None
    return tree.child(verb, "obj") if tree.relation(deed) == "nsubj" else None
