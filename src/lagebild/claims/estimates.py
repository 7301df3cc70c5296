"""`Up to 100 Albanians demonstrated`, `bis zu 4500 Hooligans zogen`: words before a number that only say how many.

Takes a token of a tree and what the language files say of its words; gives the moves that put it right: people counted so who were
parsed as a phrase are the subject of a verb that has none, else its object.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree

PEOPLE = (
    "people",
    "person",
    "victim",
    "protester",
    "civilian",
)  # classes of words for many who do or suffer something
TAKEN = ("nsubj", "nsubj:pass", "expl", "csubj")
CLAUSES = frozenset({"advcl", "ccomp", "xcomp", "csubj", "acl", "parataxis"})
PHRASES = frozenset({"obl", "conj", "nmod"})  # as what they are parsed


def estimate_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """The people at `c` as what they are of their verb, and the words before their number as the number's."""
    if tree.relation(c) not in PHRASES:
        return {}
    number = next((k for k in tree.children[c] if tree.relation(k) == "nummod" and k < c), None)
    words = _words_before(tree, number) if number is not None else ()
    if number is None or not words or not _are_people(tree, c, know):
        return {}
    verb = _next_verb(tree, c)
    role = _role_of(tree, c, verb) if verb is not None else None
    if verb is None or role is None or _is_asked(tree, words, verb, know):
        return {}
    moves = {c: (verb, role), **dict.fromkeys(words, (number, "advmod"))}
    return moves | _content_moves(tree, verb) if tree.tokens[c].head != verb else moves


def _is_asked(tree: Tree, words: tuple[int, ...], verb: int, know: Knowledge) -> bool:
    """`ermittelt | gegen | elf Anwälte`: a preposition that an entry of the verb asks for is one."""
    return len(words) == 1 and tree.word(words[0]) in know.wanted_phrases(tree.lemma(verb))


def _next_verb(tree: Tree, c: int) -> int | None:
    """The verb over the phrase, or one below that which follows and has no subject: "Up to 100 men | marched, police said"."""
    above = next((k for k in tree.ancestors(c) if tree.is_verbal(k)), None)
    if above is None or above < c:
        return above
    below = (k for k in tree.children[above] if c < k < above and tree.relation(k) in CLAUSES)
    return next((k for k in below if tree.is_verbal(k) and not tree.has_child(k, *TAKEN, "mark")), above)


def _content_moves(tree: Tree, verb: int) -> Moves:
    """What was parsed as a clause beside what is said, since it seemed to have no subject."""
    return {verb: (tree.tokens[verb].head, "ccomp")} if tree.relation(verb) == "advcl" else {}


def _words_before(tree: Tree, number: int) -> tuple[int, ...]:
    """The tokens of the words that say how exact a number is; of a lone preposition only where it has no article."""
    for phrase in tree.grammar.get("estimates", ()):
        parts = phrase.split()
        first = number - len(parts)
        if first >= 0 and all(tree.word(first + k) == part for k, part in enumerate(parts)):
            return tuple(range(first, number))
    return ()


def _are_people(tree: Tree, c: int, know: Knowledge) -> bool:
    lemma, named = tree.lemma(c), not tree.grammar.get("capital_nouns") and tree.tokens[c].form[:1].isupper()
    if named or tree.tokens[c].upos == "PROPN" or know.agent(lemma) is not None:
        return True
    return any(know.in_class(lemma, name) for name in PEOPLE)


def _role_of(tree: Tree, c: int, verb: int) -> str | None:
    """Subject where the verb has none, and could have it here; object where it has no other."""
    if not tree.has_child(verb, *TAKEN) and (c < verb or not tree.grammar.get("subject_first")):
        return "nsubj:pass" if tree.has_child(verb, "aux:pass") else "nsubj"
    return "obj" if c > verb and not tree.has_child(verb, "obj", "aux:pass") else None
