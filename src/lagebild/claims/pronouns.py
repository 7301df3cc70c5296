"""Which nouns a pronoun may stand for, as far as the words around it go.

Takes a tree, a pronoun of it and the nouns of the sentence before; gives the lemmas that agree with it. This only lets an entry that
asks for a word see behind a pronoun ("lifted martial law, which ... after he had imposed *it*"): whether the entry's own words fit decides.
Who is meant by *he* is another question (`claims/reference.py`).
"""

import msgspec

from lagebild.claims.tree import Tree
from lagebild.languages import Reference

HEADS = frozenset({"nsubj", "obj", "iobj", "obl", "root", "conj", "appos"})
NO_WORDS = frozenset[str]()


class Noun(msgspec.Struct, frozen=True):
    """A noun as a pronoun sees it."""

    lemma: str
    number: str
    gender: str


Nouns = tuple[Noun, ...]
"""The nouns of a sentence that a later one may take up, in text order."""


def nouns_of(tree: Tree, before: Nouns = ()) -> Nouns:
    """The nouns of a sentence that take part in it: no attributes of others. Where a pronoun is its subject ("They wore black."), those before it, too."""
    own = tuple(_noun_at(tree, token.i) for token in tree.tokens if _takes_part(tree, token.i))
    return (
        (*before, *own) if before and any(_is_bare_subject(tree, token.i) for token in tree.tokens) else own
    )


def _is_bare_subject(tree: Tree, i: int) -> bool:
    return tree.tokens[i].upos == "PRON" and tree.relation(i) == "nsubj"


def _takes_part(tree: Tree, i: int) -> bool:
    return tree.tokens[i].upos == "NOUN" and tree.relation(i) in HEADS


def _noun_at(tree: Tree, i: int) -> Noun:
    return Noun(tree.lemma(i), tree.feature(i, "Number"), tree.feature(i, "Gender").lower())


def _nouns_before(tree: Tree, i: int) -> Nouns:
    """The nouns before a pronoun but for those of its own verb: nobody dismisses himself so."""
    verb = tree.tokens[i].head
    return tuple(_noun_at(tree, k) for k in range(i) if _takes_part(tree, k) and tree.tokens[k].head != verb)


def nouns_meant(tree: Tree, i: int, entry: Reference, before: Nouns) -> frozenset[str]:
    """The nouns that agree with a pronoun: of its own sentence those before it, else of the one before."""
    number, gender = _looks_of(tree, i, entry)
    if _is_somebody(tree, i, entry, number):
        return NO_WORDS
    for nouns in (_nouns_before(tree, i), before):
        found = frozenset(noun.lemma for noun in nouns if _agrees(noun, number, gender))
        if found:
            return found
    return NO_WORDS


def _is_somebody(tree: Tree, i: int, entry: Reference, number: str) -> bool:
    """*he*, *she*: a person, which its class says by itself; one alone who acts is mostly a person or a state, too."""
    persons = tree.grammar.get("natural_gender") and entry.gender in ("masc", "fem")
    return bool(persons) or (number == "Sing" and tree.relation(i) == "nsubj")


def _looks_of(tree: Tree, i: int, entry: Reference) -> tuple[str, str]:
    number = "Plur" if entry.number == "plur" else "Sing" if entry.number else tree.feature(i, "Number")
    gender = "" if tree.grammar.get("natural_gender") else entry.gender or tree.feature(i, "Gender").lower()
    return number, "" if number == "Plur" else gender


def _agrees(noun: Noun, number: str, gender: str) -> bool:
    if number and noun.number and noun.number != number:
        return False
    return not gender or not noun.gender or noun.gender == gender
