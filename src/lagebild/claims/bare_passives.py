"""What headlines and tickers say without an auxiliary: `Airport | closed`, `Border posts | abandoned`.

Takes a parsed sentence, the subject of a past tense without an object, and the lexicon; says whether the subject is what something is done to: a thing
without an article that opens the line, and that the lexicon has as the object of that verb and never as what does it.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.tree import Tree
from lagebild.languages import Condition

NOUNS = frozenset({"NOUN", "PROPN"})
OWNED = ("det", "nmod:poss", "acl:relcl", "case")
OPENING = frozenset({"PUNCT", "NUM"})


def is_bare_passive(tree: Tree, verb: int, thing: int, know: Knowledge) -> bool:
    """Not so of *talks resumed*, which the lexicon has, too."""
    lemma = tree.lemma(thing).lower()
    if thing > verb or not _opens_line(tree, thing) or know.agent(lemma) is not None:
        return False
    conditions = [
        c for frame in know.frames_of(tree.lemma(verb), "VERB") for c in frame.when if not c.negated
    ]
    acts = any(c.path == ("nsubj",) and lemma in c.words for c in conditions)
    return not acts and any(c.path == ("obj",) and _asks_for(c, lemma, know) for c in conditions)


def _opens_line(tree: Tree, thing: int) -> bool:
    """A noun without an article, before which nothing stands but what belongs to it, or the time and a dash."""
    if tree.tokens[thing].upos not in NOUNS or tree.has_child(thing, *OWNED):
        return False
    first = tree.first_word(thing)
    return first == 0 or tree.tokens[first - 1].upos in OPENING


def _asks_for(condition: Condition, word: str, know: Knowledge) -> bool:
    return word in condition.words or any(know.in_class(word, name) for name in condition.classes)
