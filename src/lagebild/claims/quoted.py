"""What stands in quotation marks.

Takes a Scene, and whether a quotation was still open before it; gives the tokens of quotations that are more than a word or a phrase, and
whether one is still open behind it. What is quoted is never the author's own word, even where the text does not say whose it is.
"""

import msgspec

from lagebild.claims.scene import Scene
from lagebild.claims.speakers import is_quote_mark

LONGEST = 6  # sentences after which a quotation that is still open was never one: a mark is missing


class Quoted(msgspec.Struct, frozen=True):
    """The quoted tokens of a sentence; `whole`: nothing but the quotation stands there; `opened`: sentences since it was opened, 0 closed."""

    tokens: frozenset[int] = frozenset()
    whole: bool = False
    opened: int = 0


def quoted_in(scene: Scene, before: Quoted) -> Quoted:
    """The quotations of a sentence, after those of the sentence before."""
    marks, tree = scene.know.quote_marks | scene.know.single_quotes, scene.tree
    opened = before.opened if before.opened < LONGEST else 0
    if not opened and all(token.form not in marks for token in tree.tokens):
        return Quoted()
    inside, span, found = bool(opened), list[int](), set[int]()
    for token in tree.tokens:
        if is_quote_mark(tree, token.i, scene.know, opened=inside):
            found |= _clause(scene, span)
            inside, span = not inside, []
        elif inside:
            span.append(token.i)
    found |= _clause(scene, span)
    words = [token.i for token in tree.tokens if token.upos != "PUNCT"]
    return Quoted(frozenset(found), bool(found) and found.issuperset(words), opened + 1 if inside else 0)


def _clause(scene: Scene, span: list[int]) -> set[int]:
    """A quotation that says something: it has a finite verb."""
    return set(span) if any(scene.tree.feature(k, "VerbForm") == "Fin" for k in span) else set()
