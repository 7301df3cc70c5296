"""Relative clauses, whole and reduced, whose noun suffers: *a priest | shot dead by gunmen | was buried*, *the minister, | whose son gunmen kidnapped*.

Takes a parsed sentence, a verb and the lexicon; gives moves of tokens after which whoever stands behind *by*, or right before the verb, does it:
parsers of English take the sufferer for the doer. Of a language without the switch (`subject_first`), none.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.counted_victims import is_done_to_somebody
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import SUBJECTS, Tree

NEEDS_OBJECT = "needs_object"
NAMING = ("NOUN", "PROPN", "NUM", "PRON")
ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod")


def noun_reduced_to(tree: Tree, i: int, know: Knowledge) -> int:
    """`Two Iranians | suspected | of killing a dissident`, `four men | abducted | in Mali`: a past without subject or object right behind its noun is what was done to it; -1 for any other."""
    charging = tree.lemma(i) in tree.grammar.get("charging_verbs", ())
    reduced = tree.tokens[i].deprel != "acl:relcl"  # "whose son gunmen | kidnapped |"
    suffered = charging or (reduced and know.in_class(tree.lemma(i), NEEDS_OBJECT))
    alone = not tree.has_child(i, "nsubj", "nsubj:pass", "obj", "ccomp", "aux", "aux:pass", "cop", "mark")
    if not suffered or not alone or i == 0 or tree.tokens[i - 1].upos not in NAMING:
        return -1
    if tree.relation(i) == "acl" and tree.tokens[i].head < i:
        past = tree.feature(i, "Tense") == "Past" and tree.feature(i, "VerbForm") == "Fin"
        return tree.tokens[i].head if past else -1
    return i - 1 if _stands_in_subject(tree, i) else -1


def _stands_in_subject(tree: Tree, i: int) -> bool:
    """`The students | kidnapped | from a school were freed, he said`: a participle between a subject and its verb, on which that of saying was hung."""
    noun, above = tree.tokens[i - 1], tree.tokens[i].head
    between = noun.deprel in SUBJECTS and i < noun.head < above
    told = between and tree.relation(noun.head) == "ccomp" and tree.tokens[noun.head].head == above
    return told and tree.relation(i) == "ccomp" and tree.feature(i, "VerbForm") == "Part"


def shot_dead_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`an ally of his | shot dead by police |`, `Two | shot dead by soldiers`: a past without auxiliary, with what it made of somebody and with who did it, is a passive."""
    state, subject = tree.child(c, "xcomp"), tree.child(c, "nsubj")
    if (
        state is None
        or state < c
        or tree.tokens[state].upos != "ADJ"
        or not is_done_to_somebody(tree.lemma(c), know)
    ):
        return {}
    if tree.has_child(c, "aux", "aux:pass", "obj", "mark") or tree.feature(c, "Tense") not in ("Past", ""):
        return {}
    behind = (k for k in (*tree.children[c], *tree.children[state]) if k > state)
    doer = next((k for k in behind if _is_agent(tree, k, know)), -1)
    needs = know.in_class(tree.lemma(c), NEEDS_OBJECT) or tree.lemma(c) in tree.grammar.get(
        "suffered_alone", ()
    )
    alone = needs and not any(
        tree.tokens[k].upos in ("NOUN", "PROPN", "NUM", "PRON") and not tree.preposition(k)
        for k in tree.subtree(c)
        if k > state
    )
    above, relation = tree.edge(c)
    reduced = relation in ("acl", "acl:relcl")
    sufferer = _noun_before(tree, c, above) if subject is None and reduced else subject
    moves: Moves = {doer: (c, "obl:agent")} if doer >= 0 else {}
    if relation == "xcomp" and doer >= 0 and subject is None:
        return moves | {c: (above, "advcl")}  # "was found | shot dead by the army"
    if not (doer >= 0 or alone) or sufferer is None or sufferer > c:
        return {}
    if reduced:  # "The mayor, an | ally | shot dead by police, ..."
        return moves | {c: (sufferer, "acl")} | ({} if subject is None else {sufferer: (above, "appos")})
    if relation in ARGUMENTS:
        return moves | {sufferer: (above, relation), c: (sufferer, "acl")}
    return moves | {sufferer: (c, "nsubj:pass")}


def _noun_before(tree: Tree, c: int, above: int) -> int | None:
    """The noun right before a reduced clause, or what that belongs to below the noun over both."""
    here = c - 1
    while here > above >= 0 and tree.tokens[here].head != above and tree.relation(here) in ("nmod", "flat"):
        here = tree.tokens[here].head
    return here if here >= 0 and tree.tokens[here].upos in ("NOUN", "PROPN", "NUM") else None


def _is_agent(tree: Tree, k: int, know: Knowledge) -> bool:
    agents = tree.grammar.get("passive_agents", ())
    return tree.relation(k) == "obl" and tree.preposition(k) in agents and can_act(tree, k, know)


def whose_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`whose | son | gunmen kidnapped`: of two nouns behind *whose* and before a verb that is nothing without an object the first is that, the second does it."""
    doer = next((k for k in range(c - 1, 1, -1) if tree.tokens[k].upos in ("NOUN", "PROPN")), -1)
    thing = doer - 1
    if (
        thing < 1
        or tree.is_passive(c)
        or tree.has_child(c, "obj", "ccomp", "xcomp")
        or not can_act(tree, doer, know)
    ):
        return {}
    owner = tree.child(doer, "nmod:poss")
    whose = owner is not None and owner < thing and tree.feature(owner, "PronType") == "Rel"
    beside = tree.tokens[thing].head == doer and tree.relation(thing) == "compound"
    if owner is None or not whose or not beside or not know.in_class(tree.lemma(c), NEEDS_OBJECT):
        return {}
    own = {k: (thing, tree.tokens[k].deprel) for k in range(owner, thing) if tree.tokens[k].head == doer}
    others = {k: (c, "dep") for k in tree.children[c] if tree.tokens[k].deprel in SUBJECTS and k != doer}
    return {**others, **own, thing: (c, "obj"), doer: (c, "nsubj")}
