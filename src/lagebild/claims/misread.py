"""Words whose part of speech the parser misread.

Takes a parsed sentence; gives it with verbs read as nouns or adjectives as the verbs that they are (`misread_nouns.py`), nouns read as verbs as
nouns (`misread_verbs.py`), with the participles that share an auxiliary ("has not bombed the port or | sunk | any ships"), or a modal, and with
nouns of many that a sentence begins with. What the endings are stands in the language's grammar.
"""

from collections.abc import Collection

from msgspec.structs import replace

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.misread_nouns import PAST, calling_at, verb_at
from lagebild.claims.misread_verbs import occasions_in, reports_in
from lagebild.claims.moves import Moves, moved
from lagebild.claims.suffered_relatives import noun_reduced_to, shot_dead_moves
from lagebild.claims.tree import SUBJECTS, Tree
from lagebild.model import Token

INFINITIVE = "VerbForm=Inf"
PARTICIPLE = "Tense=Past|VerbForm=Part"
MANY = "Number=Plur"

Verbs = dict[int, tuple[str, str]]
"""Token -> the lemma and the features that it has as a verb."""


def with_misread(tree: Tree, know: Knowledge) -> Tree:
    """The tree with nouns that have a subject and an object read as the verbs that they are ("the ministry | thanks | Norway")."""
    nouns = [t.i for t in tree.tokens if t.upos == "NOUN" or t.deprel == "amod"]
    nouns += [t.i for t in tree.tokens[1:2] if t.upos == "VERB" and t.deprel == "nsubj"]  # "Some | claim |"
    verbs, moves = _verbs_in(tree, nouns, know)
    reports = reports_in(tree, know)
    for rejected in reports.values():
        moves |= rejected
    for t in tree.tokens:
        if t.upos == "NOUN" and (named := calling_at(tree, t.i)):
            verbs[t.i], moves = (named.lemma, named.feats), moves | named.moves
    many = {i for i in nouns if _is_many(tree, i)} - verbs.keys()
    deeds = {t.i for t in tree.tokens[:2] if t.upos == "AUX" and _is_deed(tree, t.i)}
    occasions = occasions_in(tree, know)
    if not verbs and not many and not reports and not deeds and not occasions:
        return tree
    moves |= {i: (tree.tokens[i].head, "nsubj") for i in deeds}
    for hung in occasions.values():
        moves |= hung
    deeds |= occasions.keys()
    tokens = tuple(_reread(t, verbs, reports.keys(), many, deeds) for t in tree.tokens)
    return moved(Tree(replace(tree.sentence, tokens=tokens), tree.grammar), moves)


def _reread(
    t: Token, verbs: Verbs, reports: Collection[int], many: Collection[int], deeds: Collection[int]
) -> Token:
    """The token as a verb, a noun of many, a noun, or as it was."""
    if t.i in verbs:
        return replace(t, upos="VERB", lemma=verbs[t.i][0], feats=verbs[t.i][1])
    if t.i in reports:
        return replace(t, upos="NOUN", feats=MANY)
    if t.i in many:
        return replace(t, feats=t.feats.replace("Number=Sing", "Number=Plur"))
    if t.i in deeds:
        return replace(t, upos="NOUN", lemma=t.form.lower(), feats="Number=Sing")
    return t


def _verbs_in(tree: Tree, nouns: list[int], know: Knowledge) -> tuple[Verbs, Moves]:
    """What was read as a noun, an adjective or another form of a verb, and what then hangs elsewhere; a later finding counts."""
    ending = tree.grammar.get("verb_ending", "")
    verbs: Verbs = {}
    second = [t for t in tree.tokens if t.upos == "VERB" and tree.relation(t.i) == "conj"]
    verbs |= {t.i: (t.lemma, PARTICIPLE) for t in second if _shares_perfect(tree, t.i)}
    verbs |= {t.i: (t.lemma, INFINITIVE) for t in second if _shares_modal(tree, t.i)}
    seen = (t.i for t in tree.tokens if ending and t.upos == "VERB")
    reduced = {i: noun for i in seen if (noun := noun_reduced_to(tree, i, know)) >= 0}
    verbs |= {i: (tree.lemma(i), PARTICIPLE) for i in reduced}
    moves: Moves = {i: (noun, "acl") for i, noun in reduced.items()}
    for i in [t.i for t in tree.tokens if ending and t.upos == "VERB"]:
        if suffered := shot_dead_moves(tree, i, know):
            verbs[i], moves = (tree.lemma(i), PARTICIPLE), moves | suffered
    for i in nouns:
        if found := verb_at(tree, i, know):
            verbs[i], moves = (found.lemma, found.feats), moves | found.moves
    verbs |= {t.i: (t.lemma, PAST) for t in second if _is_unforced(tree, t.i)}
    return verbs, moves


def _is_unforced(tree: Tree, i: int) -> bool:
    """`had been threatened and | refused | to sign`: what nobody is made to do was done by whoever suffered the first."""
    first = tree.tokens[i].head
    if tree.lemma(i) not in tree.grammar.get("unforced_verbs", ()):
        return False
    bare = not tree.has_child(i, "aux", "aux:pass", *SUBJECTS)
    return bare and tree.has_child(i, "xcomp") and first >= 0 and tree.is_passive(first)


def _shares_perfect(tree: Tree, i: int) -> bool:
    """`has not bombed the port or | sunk | any ships`: what may be the participle, beside one and without a subject, shares its auxiliaries."""
    first = tree.tokens[i].head
    past = tree.feature(i, "Tense") == "Past" and tree.feature(i, "VerbForm") == "Fin"
    if not past or first < 0 or tree.has_child(i, "aux", "aux:pass", "nsubj", "nsubj:pass", "cop"):
        return False
    perfect = tree.grammar.get("perfect_auxiliaries", ())
    auxiliaries = [a for a in tree.children[first] if tree.relation(a) == "aux"]
    shared = any(
        tree.lemma(a) in perfect and tree.feature(a, "VerbForm") in ("Fin", "Inf") for a in auxiliaries
    )
    return shared and tree.feature(first, "VerbForm") == "Part" and tree.has_child(i, "cc")


def _shares_modal(tree: Tree, i: int) -> bool:
    """`will strike back, he said, and | destroy | the bunkers`: a bare form without tense or subject, beside an infinitive, shares its auxiliary."""
    first = tree.tokens[i].head
    if first < 0 or tree.word(i) != tree.lemma(i):
        return False
    bare = tree.feature(i, "VerbForm") == "Fin" and not tree.feature(i, "Tense")
    own = tree.has_child(i, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass")
    return bare and not own and tree.feature(first, "VerbForm") == "Inf" and tree.has_child(first, "aux")


def _is_many(tree: Tree, i: int) -> bool:
    """`Victims told ...`: a noun with the ending of many, read as one because a sentence begins with it."""
    ending = tree.grammar.get("verb_ending", "")
    noun = tree.tokens[i].upos == "NOUN" and tree.feature(i, "Number") == "Sing"
    return bool(ending) and noun and tree.word(i) == tree.lemma(i) + ending


def _is_deed(tree: Tree, i: int) -> bool:
    """`Fighting | raged`: before its verb a gerund, read as an auxiliary, is what raged."""
    ending, verb = tree.grammar.get("gerund_ending", ""), tree.tokens[i].head
    forms = tree.grammar.get("auxiliary_gerunds", ())
    deed = bool(ending) and tree.word(i).endswith(ending) and tree.word(i) not in forms
    return deed and verb > i and not tree.has_child(verb, "nsubj", "nsubj:pass")
