"""Trees over words as the product cuts them.

The German treebanks cut `Ukraine-Krieg` into three words, `Nord-` and often `3.` into two; news is read with them
whole. Takes a tree; gives it with hyphenated words and ordinals joined. Training sees both, so that the treebanks' own test files stay comparable.
"""

from dataclasses import replace

from training.treebanks import Tree

HYPHEN = "-"


def joined(tree: Tree) -> Tree:
    """The tree with every hyphenated word and ordinal as one word; the same tree if there is none."""
    groups = _groups(tree)
    if len(groups) == len(tree.forms):
        return tree
    group_of = {place: i for i, group in enumerate(groups, 1) for place in group}
    chosen = [_leader(tree, group) for group in groups]
    return replace(
        tree,
        forms=tuple("".join(tree.forms[p] for p in group) for group in groups),
        lemmas=tuple(
            "".join([*(tree.forms[p] for p in group[:-1]), tree.lemmas[group[-1]]]) for group in groups
        ),
        upos=tuple(tree.upos[p] for p in chosen),
        xpos=tuple(tree.xpos[p] for p in chosen),
        feats=tuple(tree.feats[p] for p in chosen),
        heads=tuple(group_of[tree.heads[p] - 1] if tree.heads[p] else 0 for p in chosen),
        deprels=tuple(tree.deprels[p] for p in chosen),
        spaces=tuple(tree.spaces[group[-1]] for group in groups),
    )


def _groups(tree: Tree) -> list[list[int]]:
    """Positions that are one word: no space around a hyphen, or none before it and a letter before that."""
    found: list[list[int]] = []
    for place, form in enumerate(tree.forms):
        touches = place > 0 and not tree.spaces[place - 1]
        after_word = form == HYPHEN and touches and tree.forms[place - 1][-1].isalnum()
        after_hyphen = (
            touches and tree.forms[place - 1] == HYPHEN and len(found[-1]) > 1 and form[0].isalnum()
        )
        if after_word or after_hyphen or (touches and _closes_ordinal(tree, place)):
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _closes_ordinal(tree: Tree, place: int) -> bool:
    """A full stop in mid-sentence, a space after it: the word before is an ordinal or an abbreviation."""
    middle = place + 2 < len(tree.forms) and tree.spaces[place]
    return (
        tree.forms[place] == "."
        and middle
        and tree.forms[place - 1].isalnum()
        and len(tree.forms[place - 1]) < 5
    )


def _leader(tree: Tree, group: list[int]) -> int:
    """The member whose head lies outside; of several the last that is no hyphen."""
    outside = [p for p in group if tree.heads[p] - 1 not in group and tree.forms[p] not in (HYPHEN, ".")]
    return outside[-1] if outside else group[0]
