"""Who says so, set between commas into what he says, or between who says it and what.

Takes a parsed sentence, a citing verb and what the language files say of its words; gives moves of tokens: `weil Ruanda, | wie Kinshasa behauptet, | die M23 bewaffnet`: what stands
around the commas is one clause, and Kinshasa's claim; `Beamte sagen, | und Satellitenbilder bestätigen das, | die Armee hätte ...`: what stands behind is what the
first say.
"""

from lagebild.claims.choosing import Row
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.set_in import predicate_behind
from lagebild.claims.tree import NOMINAL, SUBJECTS, Tree

TOLD = ("ccomp", "parataxis", "advcl")


def set_between_rules() -> tuple[Row, ...]:
    """What is asked at a verb, in this order."""
    return (
        Row(as_between, switch="verb_last"),
        Row(as_behind_front, "advcl", "as_words"),
        Row(said_and_confirmed, "conj"),
        Row(content_behind_aside, "acl:relcl acl", "content_complementizers"),
        Row(split_predicate, "root"),
    )


def as_between(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`weil Ruanda, | wie Kinshasa behauptet |, die M23 bewaffnet`: the subject before the first comma is that of the verb behind the second."""
    commas, words = know.inserted_after, tree.grammar.get("as_words", ())
    if c + 1 >= len(tree) or tree.tokens[c + 1].form not in commas or not cites_clause(tree, c, know):
        return {}
    opening = next(
        (k for k in range(c - 1, 0, -1) if tree.word(k) in words and tree.is_behind(k, commas)), -1
    )
    inside = range(opening + 1, c)
    told = next((k for k in tree.children[c] if k > c + 1 and tree.relation(k) in TOLD), -1)
    if opening < 1 or told < 0 or not inside or any(tree.is_verbal(k) for k in inside):
        return {}
    around = [k for k in range(opening - 1) if tree.tokens[k].head in (c, *inside)]
    speaker = next((k for k in inside if tree.tokens[k].upos in NOMINAL and not tree.preposition(k)), -1)
    if not around or speaker < 0:
        return {}
    moves = {told: tree.edge(c), c: (told, "advcl"), opening: (c, "mark"), speaker: (c, "nsubj")}
    return moves | brought_to(tree, told, around) | _object_behind(tree, told, c, around)


def as_behind_front(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Dass die Armee ihn beschossen habe, | wie Rebellen behaupten |, wies er zurück`: of the clause in front of it, and not of the verb behind it."""
    main, first = tree.tokens[c].head, tree.first_word(c)
    fronted = [k for k in tree.children[main] if k < first and tree.relation(k) in ("ccomp", "csubj")]
    opens = tree.word(first) in tree.grammar.get("as_words", ()) and tree.is_behind(
        first, know.inserted_after
    )
    told = next((k for k in fronted if tree.has_child(k, "mark") and tree.last_word(k) == first - 2), -1)
    return {c: (told, "advcl")} if c < main and opens and told >= 0 and cites_clause(tree, c, know) else {}


def _object_behind(tree: Tree, told: int, c: int, around: list[int]) -> Moves:
    """`die | M23`: behind the comma the article is no subject where that stands before it."""
    own = next((k for k in tree.children[told] if k == c + 2 and tree.relation(k) == "nsubj"), -1)
    if own < 0 or not any(tree.relation(k) == "nsubj" for k in around):
        return {}
    if tree.tokens[own].upos == "PRON" and tree.tokens[own + 1].upos in NOMINAL:
        return {own: (own + 1, "det"), own + 1: (told, "obj")}
    return {own: (told, "obj")}


def said_and_confirmed(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Beamte sagen, | und Satellitenbilder bestätigen das |, die Armee hätte ...`: behind a clause set in with *and* goes on who spoke before it."""
    said, commas = tree.tokens[c].head, know.inserted_after
    joined = tree.child(c, "cc")
    if said < 0 or joined is None or not said < joined < c or not tree.is_behind(joined, commas):
        return {}
    closing = next((k for k in range(c, len(tree)) if tree.tokens[k].form in commas), -1)
    told = next((k for k in tree.children[c] if k > closing > 0 and _is_told(tree, k)), -1)
    full = tree.has_child(said, "ccomp", "obj", "xcomp") or not tree.is_behind(
        joined - 1, (tree.tokens[said].form,)
    )
    negated = any(tree.word(k) in know.pack.negators for k in tree.children[c])
    if told < 0 or full or negated or know.denies(tree.lemma(c)) or not cites_clause(tree, said, know):
        return {}
    return {told: (said, "ccomp")}


def _is_told(tree: Tree, k: int) -> bool:
    """A content, or a clause in the mood of reports that was read as one more beside it."""
    verb = tree.finite(k)
    reported = verb is not None and tree.feature(verb, "Mood") == "Sub" and not tree.has_child(k, "cc")
    return tree.relation(k) in TOLD or (
        tree.relation(k) == "conj" and reported and tree.has_child(k, "nsubj")
    )


def content_behind_aside(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`reported, quoting an officer, | that Israel had struck it`: a whole clause behind the commas is what the verb before them says, and tells of no officer."""
    words, commas = tree.grammar.get("content_complementizers", ()), know.inserted_after
    mark = next(
        (k for k in tree.children[c] if k < c and tree.word(k) in words and tree.relation(k) == "mark"), -1
    )
    if mark < 0 or not tree.is_behind(mark, commas) or not tree.has_child(c, *SUBJECTS):
        return {}
    opening = next((k for k in range(mark - 2, 0, -1) if tree.tokens[k].form in commas), -1)
    above = (k for k in tree.ancestors(c) if k < opening and tree.is_verbal(k) and tree.is_finite(k))
    said = next((k for k in above if cites_clause(tree, k, know)), -1)
    inside = said >= 0 and all(not tree.is_verbal(k) for k in range(said + 1, opening))
    free = inside and not tree.has_child(said, "ccomp", "xcomp", "obj")
    return {c: (said, "ccomp")} if free else {}


def split_predicate(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`What Beijing calls a patrol | was, | Manila says, | an attack`: the noun behind who says so is what he says it was."""
    speaker = tree.child(c, "nsubj")
    if speaker is None or not cites_clause(tree, c, know):
        return {}
    be = min(tree.first_word(speaker), c) - 2
    noun = predicate_behind(tree, be, speaker, c)
    between = be >= 0 and tree.is_behind(be + 2, know.inserted_after) and tree.tokens[be].head in (c, noun)
    if noun < 0 or not between:
        return {}
    before = (k for spot in (be, c) for k in tree.children[spot] if k < be and tree.tokens[k].upos != "PUNCT")
    told: Moves = {
        k: (noun, "csubj" if tree.relation(k) == "ccomp" else tree.tokens[k].deprel) for k in before
    }
    return told | {noun: (c, "ccomp"), be: (noun, "cop")}
