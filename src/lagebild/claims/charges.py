"""What somebody is charged with, in a row: `accused Ethiopia of violating its border, | arming militias and bombing a village`.

Takes a parsed sentence and a verb that may be part of a charge; gives moves of tokens, so that each deed hangs on the charge as the
first does: parsers coordinate the later ones with the verb that charges, and the accuser would have done them. What the verbs and their
prepositions are stands in the language's grammar.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree

GERUND = ("Part", "Ger")
OWN = ("nsubj", "nsubj:pass", "aux", "aux:pass", "cop")
BEFORE = ("amod", "compound")
THINGS = ("obl", "nmod", "acl", "advcl")


def charged_with_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`accused India of | holding | talks`, `blamed the army for the raid and for | burning | villages`: the deed is the charge's, not the accuser's."""
    if not _is_gerund(tree, c):
        return {}
    if tree.relation(c) in BEFORE:
        return _before_its_thing(tree, c)
    return _behind_the_first(tree, c)


def charge_noun_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`accused the police | of collusion`: a bare noun behind whom the verb charges is what with, and not whose he is."""
    whom = tree.tokens[c].head
    verb = tree.tokens[whom].head if whom >= 0 else -1
    verbs = tree.grammar.get("charging_with_nouns", {})
    if verb < 0 or tree.relation(whom) not in ("obj", "nsubj:pass") or tree.lemma(verb) not in verbs:
        return {}
    bare = (
        tree.tokens[c].upos == "NOUN" and not tree.has_child(c, "det") and know.agent(tree.lemma(c)) is None
    )
    return {c: (verb, "obl")} if bare and tree.preposition(c) == verbs[tree.lemma(verb)] else {}


def charge_read_as_noun(tree: Tree, i: int) -> Moves:
    """`accused of torturing prisoners and of | bombing | schools`, read as schools of some kind; what is itself a deed ("bombing raids") is one."""
    thing = tree.tokens[i].head
    plain = thing > i and tree.tokens[thing].upos == "NOUN" and tree.relation(i) == "compound"
    return _before_its_thing(tree, i) if plain and tree.word(i - 1) in _marks(tree) else {}


def _is_gerund(tree: Tree, c: int) -> bool:
    return tree.feature(c, "VerbForm") in GERUND and tree.feature(c, "Tense") != "Past"


def _before_its_thing(tree: Tree, c: int) -> Moves:
    """`of | arming | rebels`, read as rebels who arm."""
    thing, mark = tree.tokens[c].head, c - 1
    verbs = (k for k in tree.ancestors(thing) if tree.is_verbal(k) and not _is_gerund(tree, k))
    verb = next(verbs, -1)
    if thing <= c or verb < 0 or tree.tokens[mark].head not in (c, thing) or not _charges(tree, verb):
        return {}
    if tree.word(mark) in _marks(tree):
        return {c: (verb, "advcl"), mark: (c, "mark"), thing: (c, "obj")}
    first = _first_deed(tree, verb)
    joined = tree.tokens[mark].upos == "CCONJ" and verb < first < c and tree.is_verbal(first)
    return {c: (first, "conj"), mark: (c, "cc"), thing: (c, "obj")} if joined else {}


def _behind_the_first(tree: Tree, c: int) -> Moves:
    verb = tree.tokens[c].head
    if not 0 <= verb < c or not _charges(tree, verb) or tree.has_child(c, *OWN):
        return {}
    if tree.has_mark(c, _marks(tree)):
        return {c: (verb, "advcl")} if tree.relation(c) == "conj" else {}
    first = _first_deed(tree, verb)
    bare = not tree.has_child(c, "mark") and verb < first < c
    listed = tree.relation(c) == "conj" or (tree.relation(c) == "advcl" and tree.has_child(c, "conj"))
    return {c: (first, "conj")} if bare and listed else {}


def _first_deed(tree: Tree, verb: int) -> int:
    """The first that the charge names, on the verb or on whom it charges, also in front of what it was done to; -1 for none."""
    spots = (verb, *(k for k in tree.children[verb] if tree.relation(k) in ("obj", "nsubj:pass")))
    deeds = (k for s in spots for k in tree.children[s] if k > verb and tree.relation(k) in THINGS)
    marked = (d for d in deeds if tree.opening_word(d, _marks(tree)) >= 0)
    first = min(marked, default=-1)
    gerunds = (k for k in tree.children[first] if tree.relation(k) in BEFORE and _is_gerund(tree, k))
    return next(gerunds, first) if first >= 0 else -1


def _charges(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in tree.grammar.get("charging_verbs", ())


def _marks(tree: Tree) -> tuple[str, ...]:
    return (*tree.grammar.get("object_marks", ()), *tree.grammar.get("charging_marks", ()))
