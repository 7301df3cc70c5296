"""What is looked at first in a parsed sentence: phrases at the verb, prepositions, adverbs, and what hangs on an auxiliary.

Takes a parsed sentence, one of its tokens and what the language files say of its words; gives moves of tokens.
"""

from lagebild.claims.contrasted import negator_moves
from lagebild.claims.estimates import estimate_moves
from lagebild.claims.governed import across_relative
from lagebild.claims.insertions import closing_source_moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.listed import (
    case_moves,
    case_moves_at,
    granted_moves,
)
from lagebild.claims.lost_subjects import subject_behind_mark
from lagebild.claims.main_verbs import (
    graded_number_moves,
)
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import owner_of_report
from lagebild.claims.phrase_attachment import (
    accusative_moves,
    hours_after_moves,
    noun_for,
    owner_at_verb_moves,
    owner_before_moves,
    plan_moves,
)
from lagebild.claims.tree import Tree

ASTRAY = frozenset(
    {"obl", "conj", "nmod", "nsubj", "obj", "advcl", "case", "advmod"}
)  # the relations of what is looked at
FULL = frozenset({"nsubj", "obj", "obl", "advcl"})


def astray_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is looked at first: phrases at the verb, and what hangs on an auxiliary."""
    relation, head = tree.relation(c), tree.tokens[c].head
    at_auxiliary = head >= 0 and tree.relation(head) == "aux"
    if relation == "advmod" and at_auxiliary:
        # "did | not, as proposed by Norway, start proceedings"
        return {c: (tree.tokens[head].head, "advmod")}
    if relation == "advmod" and head > c and tree.tokens[head].deprel == "compound:prt":
        return {c: (tree.tokens[head].head, "advmod")}  # "trete | nicht | zurück"
    if relation == "advmod":
        return negator_moves(tree, c, know) or graded_number_moves(tree, c, know)
    if estimate := estimate_moves(tree, c, know):
        return estimate
    if tree.tokens[c].deprel == "obl:agent" and not tree.preposition(c) and tree.grammar.get("verb_last"):
        return {
            c: (head, "obl:arg")
        }  # "| Dem General | wird vorgeworfen, ...": nobody acts without a preposition
    if tree.tokens[c].deprel == "obl:tmod" and know.in_class(tree.lemma(c), "dead"):
        return {c: (head, "obj")}  # "forderte | 17 Tote"
    if relation == "obl" and (granted := granted_moves(tree, c, head)):
        return granted
    if relation == "obl" and (owned := plan_moves(tree, c, know) or owner_of_report(tree, c, know)):
        return owned
    if relation in ("obl", "nsubj") and (owned := owner_at_verb_moves(tree, c)):
        return owned
    if tree.tokens[c].deprel == "obl:arg" and (object_of := accusative_moves(tree, c, know)):
        return object_of
    if relation == "obl" and (phrase := _moves_of_phrase(tree, c, know)):
        return phrase
    if relation == "obl" and (across := across_relative(tree, c, know)):
        return across
    if relation == "obl" and (noun := noun_for(tree, c, know)) is not None:
        return {c: (noun, "nmod")}
    if at_auxiliary and relation in FULL:
        return _subject_of_auxiliary(tree, c, head)
    if relation == "case" and head >= 0 and tree.relation(head) == "nummod":
        return case_moves(tree, c, know)
    if relation == "case" and (before := case_moves_at(tree, c, know)):
        return before
    if relation == "case" and c < head and tree.relation(head) == "flat" and c < tree.tokens[head].head:
        return {c: (tree.tokens[head].head, "case")}  # "| Laut | Human Rights Watch"
    return {}


def _moves_of_phrase(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a phrase, whatever it hangs on."""
    return (
        owner_before_moves(tree, c)
        or closing_source_moves(tree, c, know)
        or hours_after_moves(tree, c, know)
        or subject_behind_mark(tree, c)
    )


def _subject_of_auxiliary(tree: Tree, c: int, auxiliary: int) -> Moves:
    """An auxiliary has no subject: it is its verb's, or, before what is cited, that of what is cited ("| did not, does not and will not | torture ..., he said").

    What was read as the subject behind the auxiliary is then the object ("Die Armee hat, wenn man ... glauben darf, | das Dorf | niedergebrannt").
    """
    verb, relation = tree.tokens[auxiliary].head, tree.tokens[c].deprel
    if condition := _condition_of_auxiliary(tree, c, auxiliary):
        return condition
    content = (k for k in tree.children[verb] if tree.relation(k) == "ccomp" and auxiliary < k < verb)
    inner = next(content, None)
    if inner is not None:
        return {c: (inner, relation), auxiliary: (inner, "aux")}
    other = tree.child(verb, "nsubj")
    second = relation == "nsubj" and c < auxiliary and other is not None and other > auxiliary
    free = second and not tree.has_child(verb, "obj")
    return {c: (verb, relation)} | ({other: (verb, "obj")} if free and other is not None else {})


def _condition_of_auxiliary(tree: Tree, c: int, auxiliary: int) -> Moves:
    """`Had | the rebels | attacked, the talks would ...`: an auxiliary that opens the sentence, a noun and a participle are a condition."""
    over = tree.tokens[auxiliary].head
    verb = next((k for k in tree.children[auxiliary] if k > c and tree.relation(k) == "xcomp"), -1)
    first = tree.feature(auxiliary, "VerbForm") == "Fin" and all(
        t.upos == "PUNCT" for t in tree.tokens[:auxiliary]
    )
    if not first or not auxiliary < c < verb < over or tree.feature(verb, "VerbForm") != "Part":
        return {}
    content = (k for k in tree.children[over] if tree.relation(k) == "ccomp" and verb < k < over)
    return {c: (verb, "nsubj"), auxiliary: (verb, "aux"), verb: (next(content, over), "advcl")}
