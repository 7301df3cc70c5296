"""The ways from a trigger to those who may have a part in it.

Takes a token and paths of relations, as the families of frames name them; gives the heads of nominals at their ends, coordinated ones one by one: but no
dates, amounts, nobodies, and nobody who is set aside ("soldiers, not rebels").
"""

import msgspec

from lagebild.claims.citing import gapped_in
from lagebild.claims.contrasted import has_alternative, is_instead, is_negator, is_set_against
from lagebild.claims.cues import is_nobody, issuer_of
from lagebild.claims.scene import Scene, is_nominal
from lagebild.claims.tree import Tree, is_contrasted

DOCUMENT = "document"
LENGTH = "length"
Alternatives = tuple[tuple[tuple[str, ...], ...], ...]
"""Ways to a participant, the preferred ones first; each a path of relations."""


class Part(msgspec.Struct, frozen=True):
    """A participant before it is named: the head token, and whether only a part of a word or an adjective names it."""

    token: int
    relation: str


def reached(scene: Scene, token: int, alternatives: Alternatives) -> tuple[Part, ...]:
    """Those at the ends of the preferred ways that lead to anybody."""
    for ways in alternatives:
        found: dict[int, Part] = {}
        for way in ways:
            for part in _down(scene, token, way):
                found.setdefault(part.token, part)
        if found:
            return tuple(found.values())
    return ()


def _down(scene: Scene, token: int, way: tuple[str, ...]) -> list[Part]:
    here = [token]
    for name in way[:-1]:
        here = [k for j in here for k in step(scene, j, name)]
    last = way[-1]
    found = [
        k
        for j in here
        for k in step(scene, j, last)
        if _can_act(scene, k, last) and not _is_nobody(scene, k) and k not in gapped_in(scene)
        if not is_excluded(scene, k, token)
        and not _is_order(scene, k, j, last)
        and not _is_called(scene, k, last)
    ]
    if last == "nsubj":
        found = [j for k in found for j in (_issuers(scene, k) or [k])]
    return [part for k in found for part in (*_other_states(scene, k), Part(k, last))]


def _issuers(scene: Scene, k: int) -> list[int]:
    """`issued a declaration demanding ...`: a document demands what whoever issued it does; else only itself is there to be named."""
    issuer = issuer_of(scene, k) if scene.know.source_kind(scene.tree.lemma(k)) == DOCUMENT else None
    return [] if issuer is None else [issuer]


def _is_nobody(scene: Scene, k: int) -> bool:
    """A date is no participant ("der Angriff vom Montag"), nor is nobody, nor *man*."""
    tree = scene.tree
    words = [
        tree.word(k),
        *(tree.word(c) for c in tree.children[k] if tree.relation(c) == "det"),
    ]
    if k in scene.dated or is_nobody(scene, k) or _is_amount(scene, k):
        return True
    return any("clause" in n.scope for word in words for n in scene.know.pack.negators.get(word, ()))


def _is_amount(scene: Scene, k: int) -> bool:
    """`zu einer Strafe | von 200 Millionen Euro | verurteilt`, `90 | Kilometer | nördlich`: an amount does nothing."""
    return scene.in_class(k, LENGTH) or any(
        k in (hit.head, hit.unit) and hit.quantity.kind == "money" for hit in scene.quantities
    )


def _is_order(scene: Scene, k: int, verb: int, last: str) -> bool:
    """`gab den Befehl, auf die Menge zu schießen`: it is not the order that shoots."""
    tree = scene.tree
    relative = tree.tokens[verb].deprel == "acl:relcl"
    implied = last == "nsubj" and tree.tokens[k].head != verb and tree.relation(k) == "obj" and not relative
    return implied and scene.know.takes_clause(tree.lemma(k))


def _is_called(scene: Scene, k: int, last: str) -> bool:
    """`Als Antwort auf den Angriff feuerte ...`: what something is done as does nothing."""
    return last == "nsubj" and scene.tree.preposition(k) in scene.tree.grammar.get("predicative_words", ())


def is_excluded(scene: Scene, k: int, token: int) -> bool:
    """`the co-defendant and not Mr Diallo`, `Nicht Herr Diallo, sondern der Mitangeklagte`, `by soldiers, not by rebels`: not he; but he did what a relative clause tells of him."""
    tree = scene.tree
    if tree.relation(k) != "conj" and _has_aside(tree, k, token):
        return False
    while tree.relation(k) in ("flat", "compound"):
        k = tree.tokens[k].head
    negated = any(c < k and is_negator(tree, c, scene.know) for c in tree.children[k])
    if not negated:
        return is_instead(tree, k)
    alternative = is_contrasted(tree, k) or has_alternative(tree, k)
    return tree.relation(k) == "conj" or alternative or _is_second(scene, k)


def _has_aside(tree: Tree, k: int, token: int) -> bool:
    """`the commander, | who resigned last week, | but the minister`: what a relative clause behind a comma tells of a noun."""
    clauses = (c for c in tree.children[k] if tree.tokens[c].deprel == "acl:relcl")
    starts = (min(below) for c in clauses if token in (below := tree.subtree(c)))
    return any("PUNCT" in (tree.tokens[k].upos, tree.tokens[k - 1].upos) for k in starts)


def _is_second(scene: Scene, k: int) -> bool:
    """`by soldiers, | not by rebels`: behind another phrase of the same kind."""
    tree, head = scene.tree, scene.tree.tokens[k].head
    alike = (i for i in tree.children[head] if i < k and tree.preposition(i) == tree.preposition(k))
    return (
        head >= 0
        and is_set_against(tree, k, scene.know)
        and any(tree.relation(i) == tree.relation(k) for i in alike)
    )


def _other_states(scene: Scene, head: int) -> list[Part]:
    """`ugandische und kongolesische Soldaten`, `US and British forces`: those before the last stand for a side each."""
    tree = scene.tree
    adjectives = [k for c in tree.children[head] if tree.relation(c) == "amod" for k in tree.conjuncts(c)]
    pairs = (tree.conjuncts(c) for c in tree.children[head] if tree.relation(c) == "compound")
    adjectives += [k for pair in pairs if len(pair) > 1 for k in pair]
    whole = scene.name_at(head)  # the United Arab Emirates are one state
    states = [k for k in adjectives if scene.name_at(k) not in (None, whole)]
    return [Part(k, "amod") for k in sorted(states)[:-1]]


def step(scene: Scene, i: int, name: str) -> list[int]:
    """The dependents of a token in a relation, with those coordinated to them; the first part of its own word where that is asked for."""
    if name == "compound" and scene.first_part_at(i) is not None:
        return [i]
    found = scene.tree.dependents(i, name)
    return [k for j in found for k in scene.tree.conjuncts(j) if k == j or not j < i < k]


def _can_act(scene: Scene, i: int, relation: str) -> bool:
    """A nominal can be a participant; an adjective or first part only when it names a state or organisation."""
    if relation == "amod":
        hit = scene.name_at(i)
        return hit is not None and scene.tree.tokens[i].upos == "ADJ"
    if relation == "compound":
        return scene.first_part_at(i) is not None or scene.is_actor(i)
    return is_nominal(scene, i) or scene.tree.tokens[i].upos in ("DET", "ADJ", "PRON")
