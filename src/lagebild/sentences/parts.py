"""Small words that say what hangs where, and that the network reads past.

Takes the tree of a sentence; gives it mended. `12.000 Soldaten, darunter auch Eliteeinheiten`: the part hangs on its whole
and is no second subject. `Angaben zufolge 35 Menschen`: the postposition belongs to the noun before it.
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
    """Heads and relations in which what an opener introduces is an apposition of the subject or object before it."""
    new_heads, new_relations = list(heads), list(relations)
    for opener, form in enumerate(forms):
        part = heads[opener] if form.lower() in openers else -1
        if part > opener and upos[part] in NOMINAL and relations[part] in PARTS:
            whole = _whole(opener, part, upos, heads, relations)
            if whole is not None:
                new_heads[part], new_relations[part] = whole, "appos"
    return tuple(new_heads), tuple(new_relations)


def with_postpositions(
    forms: Sequence[str], upos: Sequence[str], heads: Sequence[int], postpositions: frozenset[str]
) -> tuple[int, ...]:
    """`palästinensischen Angaben zufolge mindestens 35 Menschen`: a postposition belongs to the noun before it."""
    mended = list(heads)
    for i, form in enumerate(forms):
        follows_noun = i > 0 and upos[i - 1] in NOMINAL
        if (
            form.lower() in postpositions
            and follows_noun
            and heads[i] > i
            and i not in heads
            and heads[i - 1] != i
        ):
            mended[i] = i - 1
    return tuple(mended)


def _whole(
    opener: int, part: int, upos: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> int | None:
    """The nearest subject or object before, under the same verb."""
    before = range(opener - 1, -1, -1)
    return next(
        (i for i in before if heads[i] == heads[part] and relations[i] in WHOLES and upos[i] in NOMINAL), None
    )
