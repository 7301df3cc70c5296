"""Days that only compare: `the heaviest clashes | since 2020`.

Takes a scene and the first token of a date; says whether it is only told since when something is the most or the first of its kind.
"""

from lagebild.claims.scene import Scene
from lagebild.claims.tree import Tree

SINCE = 5  # words from "since" to "2020" in "since the truce of 2020"


def is_compared_since(scene: Scene, date: int) -> bool:
    """`the heaviest clashes | since 2020`, `die ersten Angriffe | seit Mai`: from when on something is the most or first of its kind is not when it was."""
    tree, words = scene.tree, scene.tree.grammar.get("since_prepositions", ())
    since = next((k for k in range(date, max(date - SINCE, 0), -1) if tree.word(k) in words), 0)
    if not since:
        return False
    before = (since - 1, *tree.ancestors(since - 1))[:2]  # "the deadliest attack | on Kyiv | since"
    return any(_is_most(tree, k) for i in before for k in tree.children[i] if tree.relation(k) == "amod")


def _is_most(tree: Tree, i: int) -> bool:
    """`heaviest`, `schwersten`, `first`."""
    endings = tuple(tree.grammar.get("superlative_endings", ()))
    longer = (
        tree.word(i).endswith(endings) and len(tree.word(i)) > len(tree.lemma(i)) + 1 if endings else False
    )
    return longer or tree.feature(i, "Degree") == "Sup" or tree.feature(i, "NumType") == "Ord"
