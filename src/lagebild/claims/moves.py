"""What rules that mend a tree move.

Takes a tree and, token by token, the head and relation that it is to have; gives the tree after that. Each rule says what it moves and
knows nothing of the others.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from lagebild.claims.tree import Tree

Moves = dict[int, tuple[int, str]]


def brought_to(tree: Tree, head: int, tokens: Iterable[int]) -> Moves:
    """Some tokens below another head, each as what it was."""
    return {k: (head, tree.tokens[k].deprel) for k in tokens}


def moved(tree: Tree, moves: Moves) -> Tree:
    """The tree after some moves, but for those that would hang a token below itself: rules do not know of each other."""
    left = dict(moves)
    while circle := next((found for c in left if (found := _circle_through(tree, c, left))), None):
        for k in circle:  # what stays where it was may close another circle
            left.pop(k, None)
    if not left:
        return tree
    tokens = tuple(
        replace(t, head=left[t.i][0], deprel=left[t.i][1]) if t.i in left else t for t in tree.tokens
    )
    return Tree(replace(tree.sentence, tokens=tokens), tree.grammar)


def _circle_through(tree: Tree, c: int, moves: Moves) -> list[int]:
    """The tokens from one up to itself; none where it hangs on the root."""
    path, here = list[int](), c
    while here >= 0 and here not in path:
        path.append(here)
        here = moves[here][0] if here in moves else tree.tokens[here].head
    return path if here == c else []
