"""Several states in one word or two.

Takes a token; gives the two states that an adjective of two halves names ("US-Israeli", "ukrainisch-russisch"); of members of a union or an alliance whether
they are all of them, so that they stand for it ("EU-Staaten", "NATO members").
"""

from lagebild.claims.agents import HYPHENS
from lagebild.claims.agreement import PEOPLES
from lagebild.claims.scene import Scene
from lagebild.gazetteer import NameHit
from lagebild.model import Span

ALL = "all_of_them"  # a class of words
FEW = ("amod", "nummod", "advmod", "compound")  # what stands beside some of them


def joined_states(scene: Scene, i: int) -> tuple[tuple[int, Span, NameHit], ...]:
    """`US-Israeli`, `ukrainisch-russisch`: the two states that one adjective names, each with its token and its part of the word."""
    hit, token = scene.name_at(i), scene.tree.tokens[i]
    if hit is None or hit.kind not in PEOPLES:
        return ()
    first = scene.first_part_at(i)
    if first is not None and scene.know.is_state(first.id) and (cut := token.form.find("-")) > 0:
        middle = token.start + cut
        spans = [(token.start, middle), (middle + 1, token.end)]
        rows = [(i, start, end, h) for (start, end), h in zip(spans, (first, hit), strict=True)]
    elif i > 1 and (first := _joined_before(scene, i)) is not None:
        rows = [
            (k, scene.tree.tokens[k].start, scene.tree.tokens[k].end, h)
            for k, h in ((i - 2, first), (i, hit))
        ]
    else:
        return ()
    return tuple((k, Span(start=a, end=b, text=scene.text[a:b]), h) for k, a, b, h in rows)


def _joined_before(scene: Scene, i: int) -> NameHit | None:
    """The state before the hyphen before a token."""
    first, hyphen = scene.name_at(i - 2), scene.tree.tokens[i - 1]
    tight = (
        hyphen.form in HYPHENS
        and scene.tree.tokens[i - 2].end == hyphen.start
        and hyphen.end == scene.tree.tokens[i].start
    )
    return first if tight and first is not None and scene.know.is_state(first.id) else None


def union_before(scene: Scene, i: int) -> str | None:
    """`EU-Staaten`, `G7-Länder`: the union or alliance that the compound begins with."""
    first = scene.first_part_at(i)
    return (
        first.id if first is not None and not scene.know.is_state(first.id) and "/" not in first.id else None
    )


def are_all(scene: Scene, i: int) -> bool:
    """`the EU countries`, `Nato-Staaten`: all of them speak for the union; one, three, some, the eastern ones do not."""
    tree = scene.tree
    below = [k for c in tree.children[i] for k in (c, *tree.children[c]) if tree.relation(c) in FEW]
    few = any(
        tree.relation(k) in FEW and scene.name_at(k) is None and not scene.in_class(k, ALL) for k in below
    )
    words = [c for c in tree.children[i] if tree.relation(c) == "det"]
    return (
        tree.feature(i, "Number") == "Plur"
        and not few
        and all(tree.feature(c, "Definite") == "Def" or scene.in_class(c, ALL) for c in words)
    )
