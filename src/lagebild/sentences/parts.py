"""`12.000 Soldaten, darunter auch Eliteeinheiten`: the part hangs on its whole.

Takes the tree of a sentence with its relations; gives heads and relations in which a nominal that a word like *darunter*
opens is an apposition of the subject or object before it. The network makes it a second subject.
"""

from collections.abc import Sequence

WHOLES = ("nsubj", "nsubj:pass", "obj")
PARTS = (*WHOLES, "iobj", "obl:arg", "obl", "conj", "parataxis", "appos")
NOMINAL = ("NOUN", "PROPN", "NUM", "PRON")


def with_parts(
    forms: Sequence[str],
    upos: Sequence[str],
    heads: Sequence[int],
    relations: Sequence[str],
    openers: frozenset[str],
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Heads and relations, mended."""
    new_heads, new_relations = list(heads), list(relations)
    for opener, form in enumerate(forms):
        part = heads[opener] if form.lower() in openers else -1
        if part > opener and upos[part] in NOMINAL and relations[part] in PARTS:
            whole = _whole(opener, part, upos, heads, relations)
            if whole is not None:
                new_heads[part], new_relations[part] = whole, "appos"
    return tuple(new_heads), tuple(new_relations)


def _whole(
    opener: int, part: int, upos: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> int | None:
    """The nearest subject or object before, under the same verb."""
    before = range(opener - 1, -1, -1)
    return next(
        (i for i in before if heads[i] == heads[part] and relations[i] in WHOLES and upos[i] in NOMINAL), None
    )
