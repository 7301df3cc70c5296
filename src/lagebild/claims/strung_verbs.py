"""Deeds of one doer, strung behind commas: *Die Armee rückte ein, | erschoss drei Zivilisten | und verhaftete den Bürgermeister*.

Takes a parsed sentence and a verb that opens its clause behind a comma, in a language whose main clauses have the verb second; gives the move
of what was taken for its subject: who stands before the first verb does all of it, and to whom it is done does nothing.
"""

from lagebild.claims.agents import can_act, is_named
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import SUBJECTS, Tree

CITING = ("verb", "carry")


def strung_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """The verb goes on with the subject of the verb before it; its own becomes its object."""
    first = tree.tokens[c].head
    whom = tree.child(c, "nsubj")
    opens = 0 <= first < c and tree.is_behind(c, know.inserted_after)
    if (
        not opens
        or (whom is not None and whom < c)
        or tree.has_child(c, "ccomp", "xcomp", "aux", "cop", "mark", "cc")
    ):
        return {}
    done_to = tree.child(c, "obj")
    with_it = (
        tree.child(c, "obl") if whom is None and done_to is None else None
    )  # "lehnt ab, | droht mit Veto |"
    wanted = (whom is None) != (done_to is None) or (with_it is not None and c < with_it)
    plain = _is_plain(tree, c, know) or (whom is None and _is_untold(tree, c, know))
    if not wanted or not plain or not _has_doer_before(tree, first, c):
        return {}
    return {c: (first, "conj")} | ({} if whom is None else {whom: (c, "obj")})


def spoken_on(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Die Armee bestätigte den Einsatz, | bestritt aber |, dass ...`: with a word of contrast right behind it a verb without a subject has the one before it."""
    first, words = tree.tokens[c].head, tree.grammar.get("contrasting_words", ())
    opens = 0 <= first < c and tree.is_behind(c, know.inserted_after) and c + 1 < len(tree)
    bare = opens and tree.is_finite(c) and not tree.has_child(c, *SUBJECTS, "expl", "mark", "aux", "cop")
    goes_on = bare and tree.word(c + 1) in words and tree.feature(c, "Mood") == "Ind"
    return {c: (first, "conj")} if goes_on and tree.has_child(first, *SUBJECTS) else {}


def first_of_string(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`verhängten eine Sperre, | schlossen | die Grenzen`: so does the first verb where it was read as what the second says."""
    first, whom = tree.child(c, "ccomp", "advcl"), tree.child(c, "nsubj")
    opens = first is not None and first < c and tree.is_behind(c, know.inserted_after)
    if (
        first is None
        or not opens
        or whom is None
        or whom < c
        or tree.has_child(c, "aux", "cop", "mark", "obj")
    ):
        return {}
    acts = can_act(tree, whom, know) or is_named(tree, whom)  # "bestätigte | das Weiße Haus"
    mute = tree.tokens[whom].upos == "NOUN" and not acts  # "schlossen | die Grenzen": nobody concludes
    plain = _is_plain(tree, c, know) or (
        mute and tree.finite(c) == c and not know.source_kind(tree.lemma(whom))
    )
    if not plain or not _has_doer_before(tree, first, c):
        return {}
    return {first: tree.edge(c), c: (first, "conj"), whom: (c, "obj")}


def _is_plain(tree: Tree, c: int, know: Knowledge) -> bool:
    """A finite verb in the indicative that is known to do something to somebody, and tells nobody's words."""
    cites = any(cue.construction in CITING for cue in know.cues_of(tree.lemma(c)))
    return not cites and _is_untold(tree, c, know)


def _is_untold(tree: Tree, c: int, know: Knowledge) -> bool:
    """A finite verb in the indicative, behind no quotation that it might name the speaker of."""
    plain = tree.finite(c) == c and tree.feature(c, "Mood") == "Ind"
    return plain and not any(t.form in know.quote_marks for t in tree.tokens[:c])


def _has_doer_before(tree: Tree, first: int, c: int) -> bool:
    """Whether the verb before is that of a main clause that its subject opens, and both agree in number."""
    finite, doer = tree.finite(first), tree.child(first, *SUBJECTS)
    if finite is None or doer is None or doer > finite or tree.has_child(first, "mark", "ccomp"):
        return False
    if tree.tokens[doer].upos == "PRON" and tree.feature(doer, "PronType") != "Prs":
        return False  # "Wer angreift, | bekommt die Antwort"
    behind = all(
        k > finite or k in tree.subtree(doer) or tree.relation(k) == "punct"
        for k in tree.children[first]
        if k < first
    )
    numbers = [tree.feature(k, "Number") for k in (c, finite, doer)]
    agrees = not numbers[0] or numbers[0] in numbers[1:]
    return behind and agrees and tree.relation(first) in ("root", "conj", "ccomp", "parataxis", "advcl")
