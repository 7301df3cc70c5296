"""Nouns that the parser took for verbs.

Takes a tree; gives the tokens that are nouns, each with what then hangs elsewhere: "confirmed | talks | with Iran", "dismissed | reports | that ...",
"killed in | fighting | between militias".
"""

from lagebild.claims.insertions import Moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.tree import NOMINAL, SUBJECTS, Tree


def reports_in(tree: Tree, know: Knowledge) -> dict[int, Moves]:
    """Nouns of reports and deeds that were read as verbs, with what each of them moves."""
    ending = tree.grammar.get("verb_ending", "")
    if not ending:
        return {}
    verbs = [t.i for t in tree.tokens if t.upos == "VERB"]
    plain: dict[int, Moves] = {i: {} for i in verbs if _is_plural(tree, i, ending, know)}
    found = (
        (i, _rejected_reports(tree, i, know) or _denied_claims(tree, i, know) or _told_noun(tree, i, know))
        for i in verbs
    )
    return plain | {i: moves for i, moves in found if moves}


def occasions_in(tree: Tree, know: Knowledge) -> dict[int, Moves]:
    """`Six people were killed in | fighting | between militias`: behind *in* a gerund without an object that is also a noun is one; the dead did not
    fight.
    """
    ending = tree.grammar.get("gerund_ending", "")
    if not ending:
        return {}
    found: dict[int, Moves] = {}
    for t in tree.tokens:
        if t.upos != "VERB" or tree.relation(t.i) != "advcl" or not t.form.endswith(ending) or t.head > t.i:
            continue
        marks = [k for k in tree.children[t.i] if tree.relation(k) == "mark" and k == t.i - 1]
        held = [k for k in marks if tree.word(k) in tree.grammar.get("occasion_prepositions", ())]
        if (
            held
            and not tree.has_child(t.i, "obj", "ccomp", "xcomp", *SUBJECTS)
            and know.frames_of(tree.word(t.i), "NOUN")
        ):
            below = [k for k in tree.children[t.i] if tree.relation(k) == "obl"]
            found[t.i] = {t.i: (t.head, "obl"), held[0]: (t.i, "case"), **dict.fromkeys(below, (t.i, "nmod"))}
    return found


def _rejected_reports(tree: Tree, i: int, know: Knowledge) -> Moves:
    """`The ministry dismissed | reports | that soldiers had shot civilians`: behind who rejects them, what looks like a verb of saying is a noun."""
    verb, said = (
        tree.child(i, "ccomp"),
        [k for k in tree.children[i] if k > i and tree.relation(k) == "ccomp"],
    )
    lemma, subjects = tree.lemma(i), [tree.child(k, *SUBJECTS) for k in (i, i if verb is None else verb)]
    subject = next((k for k in subjects if k is not None), i)
    if tree.tokens[i].upos != "VERB" or verb is None or verb > i or not said or None not in subjects:
        return {}
    denies = any(cue.stance == "denies" for cue in know.cues_of(tree.lemma(verb)))
    marked = tree.has_child(said[0], "mark") and tree.word(i) == lemma + tree.grammar["verb_ending"]
    if not denies or not marked or not subject < verb:
        return {}
    token = tree.tokens[i]
    front = {k: (verb, tree.tokens[k].deprel) for k in tree.children[i] if k < verb}
    return {**front, verb: (token.head, token.deprel), i: (verb, "obj"), said[0]: (i, "acl")}


def _denied_claims(tree: Tree, i: int, know: Knowledge) -> Moves:
    """`The army denied opposition | claims | that it had killed protesters`: behind who denies, with whose they are right before it and a *that* clause behind it."""
    verb, whose = tree.tokens[i].head, i - 1
    said = [
        k for k in tree.children[i] if k > i and tree.relation(k) == "ccomp" and tree.has_child(k, "mark")
    ]
    if tree.relation(i) != "ccomp" or not 0 <= verb < whose or not said:
        return {}
    plural = tree.word(i) == tree.lemma(i) + tree.grammar["verb_ending"]
    beside = tree.tokens[whose].upos in NOMINAL and tree.tokens[whose].head in (i, verb)
    bare = (
        beside
        and not tree.has_child(whose, "det", "case", "nmod:poss")
        and not tree.has_child(i, "mark", "aux")
    )
    denies = any(cue.stance == "denies" for cue in know.cues_of(tree.lemma(verb)))
    return (
        {i: (verb, "obj"), whose: (i, "compound"), said[0]: (i, "acl")} if plural and bare and denies else {}
    )


def _is_plural(tree: Tree, i: int, ending: str, know: Knowledge) -> bool:
    """`confirmed | talks | with Iran`: without subject and object the object of a verb is the noun that it looks like."""
    bare = not tree.has_child(i, *SUBJECTS, "obj", "aux", "cop", "mark", "ccomp", "xcomp")
    noun = tree.word(i) == tree.lemma(i) + ending and bool(know.frames_of(tree.lemma(i), "NOUN"))
    return bare and noun and tree.tokens[i].deprel == "obj" and tree.tokens[i].head < i


def _told_noun(tree: Tree, i: int, know: Knowledge) -> Moves:
    """`Kigali said | claims | that soldiers had crossed had no basis`: before a clause with `that`, behind which a verb has no subject, it is that subject."""
    thats, above = tree.grammar.get("content_complementizers", ()), tree.tokens[i].head
    if i + 1 >= len(tree) or tree.word(i + 1) not in thats or tree.word(i) == tree.lemma(i):
        return {}
    if tree.has_child(i, *SUBJECTS, "aux", "obj") or not any(
        cue.construction == "noun" for cue in know.cues_of(tree.lemma(i))
    ):
        return {}
    inside = [k for k in tree.children[i] if k > i and tree.relation(k) in ("acl", "ccomp")]
    outside = inside[1:] if above < 0 else [k for k in tree.children[above] if k > i]
    verb = next((k for k in outside if tree.relation(k) == "ccomp" and _lacks_subject(tree, k)), None)
    if not inside or verb is None or verb < inside[0]:
        return {}
    rest = {
        k: (verb, tree.tokens[k].deprel) for k in tree.children[i] if k > i + 1 and k not in (inside[0], verb)
    }
    over = {verb: (-1, "root"), **rest} if above < 0 else {}
    return {**over, i: (verb, "nsubj"), inside[0]: (i, "acl"), i + 1: (inside[0], "mark")}


def _lacks_subject(tree: Tree, i: int) -> bool:
    return tree.is_finite(i) and not tree.has_child(i, *SUBJECTS, "cc", "expl")
