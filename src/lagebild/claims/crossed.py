"""Clauses that hang on the neighbour of what they belong to.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens, so that what somebody does not believe is not
what was said (`said the force did not believe | groups had organised it`), what happened meanwhile is no content (`..., a doctor said, | as fighting
spread`), and what is rejected with an accusation is what was alleged (`rejected allegations by Washington | that Iran plotted to kill him`).
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import SUBJECTS, Tree


def crossed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a verb, by whether the verbs of the language stand last."""
    if tree.grammar.get("verb_last"):
        return _fronted_that(tree, c) or _goes_on(tree, c, know) or _speaker_of_content(tree, c, know)
    return (
        _meanwhile(tree, c, know)
        or _believed_content(tree, c, know)
        or _alleged(tree, c, know)
        or _citing_subject(tree, c, know)
        or _in_relative(tree, c, know)
        or _speaker_of_content(tree, c, know)
    )


def _citing_subject(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The army | claims | rebels attacked the barracks`: a verb with a subject is no subject; beside another it cites the clause."""
    content, subject = tree.tokens[c].head, tree.child(c, "nsubj")
    if (
        tree.relation(c) != "nsubj"
        or tree.lemma(c) not in know.citing_words
        or subject is None
        or subject > c
    ):
        return {}
    others = [k for k in tree.children[content] if c < k < content and tree.relation(k) in SUBJECTS]
    above = tree.tokens[content]
    return {c: (above.head, above.deprel), content: (c, "ccomp")} if others else {}


def _in_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`..., an officer who asked not to be named | said`: a citing verb without a subject behind a relative clause is its noun's."""
    if tree.relation(c) not in ("ccomp", "conj", "advcl") or tree.lemma(c) not in know.citing_words:
        return {}
    past = tree.feature(c, "VerbForm") == "Fin" or tree.feature(c, "Tense") == "Past"
    if not past or tree.has_child(c, *SUBJECTS, "aux", "mark", "cc", "ccomp"):
        return {}
    clause = tree.tokens[c].head
    noun = tree.tokens[clause].head if tree.tokens[clause].deprel == "acl:relcl" else -1
    commas = tree.grammar.get("inserted_after", ())
    if (
        noun < 0
        or not noun < clause < c
        or tree.relation(noun) not in ("appos", "obj", "obl", "conj", "nmod")
    ):
        return {}
    start = tree.first_word(noun)
    last = max(k for k in tree.subtree(clause, skip=frozenset()) if k not in tree.subtree(c)) + 1 == c
    if not tree.is_behind(start, commas) or tree.preposition(noun) or not last:
        return {}
    return {noun: (c, "nsubj"), c: (tree.clause(tree.tokens[noun].head), "parataxis")}


def _speaker_of_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The governor, Uba Sani, and the army chief | said | rebels attacked`: of two subjects of what is said the one before the verb speaks."""
    content = tree.child(c, "ccomp")
    if content is None or content < c or tree.lemma(c) not in know.citing_words:
        return {}
    subjects = [k for k in tree.children[content] if tree.relation(k) in SUBJECTS]
    before = [k for k in subjects if k < c]
    behind = (tree.tokens[k].form in know.inserted_after for k in range(c + 1, content))
    set_in = tree.tokens[c - 1].upos == "PUNCT" and any(
        behind
    )  # "The first thing they did, | says Natalia, was"
    own = set_in or tree.has_child(c, *SUBJECTS, "expl") or len(subjects) == len(before)
    return {} if own else dict.fromkeys(before[:1], (c, "nsubj"))


def _fronted_that(tree: Tree, c: int) -> Moves:
    """`Dass er entlassen werde, | halte er für ausgeschlossen, | sagte der Senator`: the clause before the verb is that verb's, not what was said."""
    if tree.relation(c) != "ccomp":
        return {}
    said, words = tree.tokens[c].head, tree.grammar.get("complementizers", ())
    subject = tree.child(c, *SUBJECTS)
    if not c < said or subject is None or subject < c or tree.has_child(c, "ccomp"):
        return {}
    before = [k for k in tree.children[said] if k < c and tree.relation(k) == "ccomp"]
    marked = [k for k in before if tree.has_mark(k, words)]
    first = tree.finite(c)
    behind = first is not None and tree.is_behind(first, tree.grammar.get("inserted_after", ()))
    return {marked[-1]: (c, "ccomp")} if marked and behind else {}


def _goes_on(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`gab ihren Abzug bekannt, | an ihre Stelle trat das Korps`: what stands in the indicative behind an announcement that has its object is none of it."""
    if tree.relation(c) != "parataxis":
        return {}
    verb, first = tree.tokens[c].head, tree.finite(c)
    if not 0 <= verb < c or first is None or not tree.has_child(verb, "obj"):
        return {}
    apart = tree.has_child(c, "mark", "expl") or any(token.form in know.quote_marks for token in tree.tokens)
    commas = tree.grammar.get("inserted_after", ())
    opening = min(tree.subtree(c, skip=frozenset({"punct"})))
    subject = tree.child(c, "nsubj")
    inverted = subject is not None and opening < first < subject
    plain = tree.feature(first, "Mood") == "Ind" and tree.is_behind(opening, commas)
    return {c: (verb, "conj")} if plain and inverted and not apart and cites_clause(tree, verb, know) else {}


def _meanwhile(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`An air strike killed 12, a doctor said, | as fighting spread`: a clause of time behind a comma is no content of who speaks in between."""
    if tree.relation(c) != "ccomp":
        return {}
    said, words = (
        tree.tokens[c].head,
        (*tree.grammar.get("time_marks", ()), *tree.grammar.get("contrast_marks", ())),
    )
    mark = next((k for k in tree.children[c] if tree.relation(k) == "mark"), -1)
    if not 0 <= said < mark or tree.word(mark) not in words:
        return {}
    main = tree.tokens[said].head
    inserted = tree.relation(said) == "parataxis" and 0 <= main < said and tree.has_child(said, *SUBJECTS)
    apart = tree.is_behind(mark, know.inserted_after)
    return {c: (said, "advcl")} if inserted and apart and cites_clause(tree, said, know) else {}


def _believed_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`said the force did not believe | far-right groups had organised it`: behind a verb that cites stands what it cites, not what is cited over both."""
    said = tree.tokens[c].head
    if tree.relation(c) != "ccomp" or tree.has_child(c, "mark", "cc") or not tree.has_child(c, *SUBJECTS):
        return {}
    first = min(tree.subtree(c))
    inner = first - 1
    if inner <= said or said < 0 or tree.tokens[inner].head != said or tree.relation(inner) != "ccomp":
        return {}
    bare = not tree.has_child(inner, "ccomp", "xcomp", "obj")
    return {c: (inner, "ccomp")} if bare and cites_clause(tree, inner, know) else {}


def _alleged(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`allegations by Washington | that the IRGC plotted to kill X`: the *that* of a clause that lacks nothing opens what the noun says."""
    noun, words = tree.tokens[c].head, tree.grammar.get("content_complementizers", ())
    opening = tree.opening_word(c, words)
    if tree.tokens[c].deprel != "acl:relcl" or opening < 0 or not tree.has_child(c, *SUBJECTS):
        return {}
    aim = tree.child(c, "xcomp")
    whole = tree.relation(opening) == "obj" and aim is not None and tree.has_child(aim, "obj")
    if not whole or not know.cues_of(tree.lemma(noun), True):
        return {}
    return {c: (noun, "acl"), opening: (c, "mark")}
