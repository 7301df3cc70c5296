"""A quotation that is split by its speaker: `"They burned our homes," | she said, | "and killed my father."`

Takes a tree and what the language files say of its words; gives the moves after which the second half goes on with the first, and not with
her who says it. Parsers, who do not read quotation marks, coordinate it with the verb of saying, and so she would have killed him.
"""

from itertools import pairwise

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.speakers import quotations
from lagebild.claims.tree import Tree


def split_quote_moves(tree: Tree, know: Knowledge) -> Moves:
    """What is to be moved in a sentence with two quotations, the second of which goes on with *and* or *but*."""
    if all(token.form not in know.quote_marks for token in tree.tokens):
        return {}
    moves: Moves = {}
    for first, second in pairwise(quotations(tree, know, also_open=True)):
        moves |= _joined(tree, first, second, know)
    return moves


def _joined(tree: Tree, first: range, second: range, know: Knowledge) -> Moves:
    between = range(first.stop, second.start)
    said = next((k for k in between if tree.is_verbal(k) and cites_clause(tree, k, know)), None)
    opening = next((k for k in second if tree.tokens[k].upos != "PUNCT"), None)
    above, below = _head_in(tree, first), _head_in(tree, second)
    if (
        said is None
        or opening is None
        or tree.tokens[opening].upos != "CCONJ"
        or above is None
        or below is None
    ):
        return {}
    if tree.tokens[below].head == above:
        return {}
    moves: Moves = {below: (above, "conj")}
    if tree.tokens[below].head < 0:
        moves |= {said: (-1, "root"), above: (said, "ccomp")}
    return moves


def _head_in(tree: Tree, half: range) -> int | None:
    """The verb of a half that hangs on nothing in it."""
    tops = (k for k in half if tree.is_verbal(k) and tree.tokens[k].head not in half)
    return next(tops, None)
