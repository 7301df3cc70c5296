"""Clauses with their verb second that tell what the noun before them says: `die Darstellung Roms, | die Stadt sei gefallen`.

Takes a parsed sentence and a verb, in a language whose reports may stand so; gives rules that say what is to be moved: the clause, to its noun.
"""

from lagebild.claims.choosing import Row
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import takes_content
from lagebild.claims.tree import SUBJECTS, Tree

DATIVES = ("obj", "iobj", "obl:arg")


def verb_second_rules() -> tuple[Row, ...]:
    """What is asked at a verb, in this order."""
    return (
        Row(_of_relative, "acl:relcl", "verb_last"),
        Row(_above, "advcl", "verb_last"),
        Row(_behind, "advcl", "verb_last"),
        Row(_of_denied, "ccomp conj parataxis", "verb_last"),
    )


def _is_second(tree: Tree, subject: int, verb: int, know: Knowledge) -> bool:
    """Whether a clause begins with its subject behind a comma, and its finite verb stands right behind that."""
    return verb == max(tree.subtree(subject)) + 1 and tree.is_behind(
        tree.first_word(subject), know.inserted_after
    )


def _of_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`die Darstellung Eritreas, | Äthiopien habe zuerst geschossen |, ...`: with its verb behind the subject it is no relative clause, but what it tells."""
    noun, verb, subject = tree.tokens[c].head, tree.finite(c), tree.child(c, "nsubj", "nsubj:pass")
    if verb is None or subject is None or not 0 <= noun < subject < verb < c:
        return {}
    first = min(tree.subtree(c))
    second = verb == max(tree.subtree(subject)) + 1 and min(tree.subtree(subject)) <= first + 1
    phrase = tree.subtree(noun, skip=frozenset({"acl"}))
    near = all(k in phrase or tree.relation(k) == "compound" for k in range(noun + 1, first))
    relative = any("Rel" in tree.feature(k, "PronType") for k in tree.subtree(subject))
    return {c: (noun, "acl")} if second and near and not relative and takes_content(tree, noun, know) else {}


def _above(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`An den Berichten, | Serbien habe Truppen verlegt |, sei nichts dran`: read as a clause of its own that has the noun before it."""
    top, verb, subject = tree.tokens[c].head, tree.finite(c), tree.child(c, "nsubj", "nsubj:pass")
    if verb is None or subject is None or not subject < verb <= c < top:
        return {}
    first, second = min(tree.subtree(subject)), _is_second(tree, subject, verb, know)
    nouns = (
        k for k in tree.children[c] if k == first - 2 and tree.relation(k) == "obl" and tree.preposition(k)
    )
    noun = next((k for k in nouns if takes_content(tree, k, know)), None)
    return {c: (noun, "acl"), noun: (top, "obl")} if second and noun is not None else {}


def _behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`trat der Darstellung der Rebellen entgegen, | sie hätten den Flughafen erobert`: with its verb second, in the mood of reports, it is what the noun tells."""
    over, verb, subject = tree.tokens[c].head, tree.finite(c), tree.child(c, "nsubj", "nsubj:pass")
    if verb is None or subject is None or not 0 <= over < subject < verb <= c or tree.has_child(c, "mark"):
        return {}
    first, second = tree.first_word(subject), _is_second(tree, subject, verb, know)
    nouns = [k for k in tree.children[over] if over < k < first and tree.tokens[k].deprel in DATIVES]
    told = next((k for k in nouns if takes_content(tree, k, know) and not tree.preposition(k)), -1)
    return {c: (told, "acl")} if second and tree.feature(verb, "Mood") == "Sub" and told >= 0 else {}


def _of_denied(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`widersprach der Darstellung Roms, | die Stadt sei gefallen`: what somebody's account, which is denied, says is his, and not the denier's."""
    verb, subject = tree.finite(c), tree.child(c, *SUBJECTS)
    if verb is None or subject is None or not subject < verb <= c or tree.feature(verb, "Mood") != "Sub":
        return {}
    comma = tree.first_word(subject) - 1
    if not _is_second(tree, subject, verb, know) or tree.has_child(c, "mark", "cc"):
        return {}
    path = (comma - 1, *tree.ancestors(comma - 1))
    denied = next((k for k in path if tree.is_verbal(k)), -1)
    noun = denied_account(tree, denied, comma, know)
    return {c: (noun, "acl")} if noun >= 0 else {}


def denied_account(tree: Tree, verb: int, comma: int, know: Knowledge) -> int:
    """The account between a verb that denies it and the comma behind it, if it is said whose it is; -1 where there is none."""
    if verb < 0 or not any(cue.stance == "denies" for cue in know.cues_of(tree.lemma(verb))):
        return -1
    things = (
        k for k in tree.children[verb] if verb < k < comma and tree.relation(k) in ("obj", "iobj", "obl")
    )
    owned = (k for k in things if any(tree.relation(c).startswith("nmod") for c in tree.children[k]))
    return next((k for k in owned if takes_content(tree, k, know)), -1)
