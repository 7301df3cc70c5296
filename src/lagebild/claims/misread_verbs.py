"""Nouns that the parser took for verbs.

Takes a tree; gives the tokens that are nouns, each with what then hangs elsewhere: "confirmed | talks | with Iran", "dismissed | reports | that ...",
"killed in | fighting | between militias".
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.tree import NOMINAL, SUBJECTS, Tree

STANDING = {
    "nsubj": "nsubj",
    "nsubj:pass": "nsubj:pass",
    "csubj": "nsubj",
    "obj": "obj",
    "obl": "obl",
    "nmod": "nmod",
}
"""Where a noun stands, and what a gerund there is to its verb."""


def reports_in(tree: Tree, know: Knowledge) -> dict[int, Moves]:
    """Nouns of reports and deeds that were read as verbs, with what each of them moves."""
    ending = tree.grammar.get("verb_ending", "")
    if not ending:
        return {}
    verbs = [t.i for t in tree.tokens if t.upos == "VERB"]
    plain: dict[int, Moves] = {i: {} for i in verbs if _is_plural(tree, i, ending, know)}
    found = (
        (
            i,
            _rejected_reports(tree, i, know)
            or _behind_auxiliary(tree, i, know)
            or _denied_claims(tree, i, know)
            or _told_noun(tree, i, know)
            or _behind_to(tree, i),
        )
        for i in verbs
    )
    return plain | {i: moves for i, moves in found if moves}


def occasions_in(tree: Tree, know: Knowledge) -> dict[int, Moves]:
    """`Six people were killed in | fighting | between militias`: a gerund without an object that is also a noun is one where nouns stand; the dead did
    not fight.
    """
    ending = tree.grammar.get("gerund_ending", "")
    if not ending:
        return {}
    gerunds = (t.i for t in tree.tokens if t.upos == "VERB" and t.form.endswith(ending))
    places = ((i, place) for i in gerunds if (place := _place_of_noun(tree, i, know)))
    return {i: _as_noun(tree, i, *place) for i, place in places if know.frames_of(tree.word(i), "NOUN")}


def _place_of_noun(tree: Tree, i: int, know: Knowledge) -> tuple[str, int] | None:
    """The relation that a gerund has as a noun, and its preposition or -1; None where it may be a verb."""
    relation, above = tree.tokens[i].deprel, tree.tokens[i].head
    if tree.has_child(i, "obj", "ccomp", "xcomp", "aux", "aux:pass"):
        return None
    subjects = [k for k in tree.children[i] if tree.tokens[k].deprel in SUBJECTS]
    if subjects and not (subjects == [i - 1] and _is_adjective_before(tree, i)):
        return None  # but "killed by | Russian | shelling"
    if relation in STANDING:
        return STANDING[relation], -1
    by = tree.grammar.get("passive_agents", ())
    if relation == "xcomp" and any(tree.preposition(k) in by for k in tree.children[i] if k > i):
        return "obj", -1  # "described | looting | by soldiers"
    if relation != "advcl":
        return None
    marks = [k for k in tree.children[i] if tree.relation(k) == "mark"]
    if above < i:
        held = [k for k in marks if _holds_occasion(tree, i, k, know)]
        return ("obl", held[0]) if held else None
    alone = not marks and not tree.has_child(above, *SUBJECTS) and tree.is_verbal(above)
    between = range(max(tree.subtree(i)) + 1, above)
    return ("nsubj", -1) if alone and all(tree.tokens[k].upos == "AUX" for k in between) else None


def _holds_occasion(tree: Tree, i: int, mark: int, know: Knowledge) -> bool:
    """`in | fighting`, `after | looting`, `because of | heavy fighting`: whether the word before it shows that it is a noun, or an adjective does."""
    if tree.has_child(i, "amod") or _is_adjective_before(tree, i):
        return mark < i
    bare = know.in_class(tree.word(i), "bare_deed") and tree.word(mark) in tree.grammar.get(
        "gerund_marks", ()
    )
    return mark == i - 1 and (bare or tree.word(mark) in tree.grammar.get("occasion_prepositions", ()))


def _is_adjective_before(tree: Tree, i: int) -> bool:
    """`killed by | Thai | shelling`: the adjective right before a gerund, which the parser now and then hangs on it as a phrase."""
    return i > 0 and tree.tokens[i - 1].upos == "ADJ" and tree.tokens[i - 1].head == i


def _as_noun(tree: Tree, i: int, relation: str, preposition: int) -> Moves:
    below: Moves = {k: (i, "nmod") for k in tree.children[i] if tree.relation(k) == "obl"}
    if _is_adjective_before(tree, i):
        below[i - 1] = (i, "amod")
    case: Moves = {preposition: (i, "case")} if preposition >= 0 else {}
    return {i: (tree.tokens[i].head, relation), **case, **below}


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
    denies = know.denies(tree.lemma(verb))
    marked = tree.has_child(said[0], "mark") and tree.word(i) == lemma + tree.grammar["verb_ending"]
    if not denies or not marked or not subject < verb:
        return {}
    token = tree.tokens[i]
    front = brought_to(tree, verb, (k for k in tree.children[i] if k < verb))
    return {**front, verb: (token.head, token.deprel), i: (verb, "obj"), said[0]: (i, "acl")}


def _behind_auxiliary(tree: Tree, i: int, know: Knowledge) -> Moves:
    """`Kyiv rejects | claims | it shelled Belgorod`: whoever denies is no auxiliary of what he denies."""
    verb, said = i - 1, tree.child(i, "ccomp")
    over = tree.tokens[verb].head if i and tree.relation(verb) == "aux" else -1
    if said is None or over < i or not know.denies(tree.lemma(verb)) or not know.cues_of(tree.lemma(i)):
        return {}
    before = (k for k in (*tree.children[verb], *tree.children[over]) if k < verb)
    subject = next((k for k in before if tree.relation(k) == "nsubj"), -1)
    if subject < 0:
        return {}
    rest = brought_to(tree, verb, (k for k in tree.children[i] if k not in (verb, said, over)))
    beside: Moves = {} if over == i else {subject: (verb, "nsubj"), over: (verb, "conj")}
    return {**rest, **beside, verb: tree.edge(i), i: (verb, "obj"), said: (i, "acl")}


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
    denies = know.denies(tree.lemma(verb))
    return (
        {i: (verb, "obj"), whose: (i, "compound"), said[0]: (i, "acl")} if plural and bare and denies else {}
    )


def _behind_to(tree: Tree, i: int) -> Moves:
    """`no truth to | reports | that soldiers shot them`, `pushed back on | claims | that ...`: no infinitive has the ending of many, so that it is a noun behind a preposition."""
    mark, over = i - 1, tree.tokens[i].head
    words, adposition = tree.grammar.get("modal_marks", ()), tree.tokens[mark].upos == "ADP"
    marked = mark > 0 and tree.tokens[mark].head == i and (tree.word(mark) in words or adposition)
    many = tree.word(i) == tree.lemma(i) + tree.grammar["verb_ending"]
    if not marked or not many or over < 0 or tree.has_child(i, *SUBJECTS, "aux", "obj"):
        return {}
    relation = "obl" if tree.is_verbal(over) else "nmod"
    said = {k: (i, "acl") for k in tree.children[i] if k > i and tree.relation(k) == "ccomp"}
    return {i: (over, relation), mark: (i, "case"), **said}


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
    rest = brought_to(tree, verb, (k for k in tree.children[i] if k > i + 1 and k not in (inside[0], verb)))
    over = {verb: (-1, "root"), **rest} if above < 0 else {}
    return {**over, i: (verb, "nsubj"), inside[0]: (i, "acl"), i + 1: (inside[0], "mark")}


def _lacks_subject(tree: Tree, i: int) -> bool:
    return tree.is_finite(i) and not tree.has_child(i, *SUBJECTS, "cc", "expl")
