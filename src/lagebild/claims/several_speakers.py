"""Several who say it, behind what they say: `bombed Rafah, | residents and medics said`.

Takes a tree, a verb and what the language files say of its words; gives the moves after which all who stand between the comma and the verb say
it, and none of them is the last noun's neighbour: parsers coordinate the first of them with what was bombed.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause, takes_content
from lagebild.claims.tree import NOMINAL, Tree

WITHIN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADP", "CCONJ", "PART", "SYM", "ADV"})
CONTENT = ("ccomp", "xcomp", "obj")


def several_speakers_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a citing verb without content behind a list of nouns, or behind one that hangs on what is said."""
    if tree.grammar.get("verb_last") or not _ends_a_sentence(tree, c, know):
        return {}
    if tree.has_child(c, "obl:agent"):
        return {}  # "..., documents | seen by AFP | suggest"
    start = _start(tree, c, know)
    if start is None or _opens_with_charge(tree, start, know):
        return {}
    heads = _heads(tree, start, c)
    over = _what_is_said(tree, c, start)
    join = _last_join(tree, start, c)
    if not heads or over is None or _is_right(tree, c, heads) or (len(heads) > 1) != (join is not None):
        return {}
    first, *others = heads
    moves = {c: (over, "parataxis"), first: (c, "nsubj")} | dict.fromkeys(others, (first, "conj"))
    moves |= _inside(tree, start, c, heads) | _before_them(tree, start, c, over)
    hearer = _hearer(tree, c)
    moves |= {hearer: (c, "obj")} if hearer >= 0 else {}
    return moves if join is None else moves | {join: (others[-1], "cc")}


def _opens_with_charge(tree: Tree, start: int, know: Knowledge) -> bool:
    """`, a charge | Asmara dismissed`, `, which | the general denies`: no speaker is called a charge or *which*."""
    if tree.feature(start, "PronType") == "Rel":
        return True
    indefinite = tree.feature(start, "Definite") == "Ind" and tree.tokens[start + 1].upos == "NOUN"
    return indefinite and takes_content(tree, start + 1, know)


def _before_them(tree: Tree, start: int, c: int, over: int) -> Moves:
    """`killed two officers, | wounding a third |, state television said`: a participle before them goes on with what is said."""
    return {
        k: (over, "advcl")
        for k in tree.children[c]
        if over < k < start
        and tree.relation(k) == "advcl"
        and tree.finite(k) is None
        and not tree.has_child(k, "nsubj", "mark")
    }


def _inside(tree: Tree, start: int, c: int, heads: list[int]) -> Moves:
    """What hangs on another part, or on what is said, though it stands before the noun of its own part: `the | UN and aid groups`."""
    moves: Moves = {}
    for k in range(start, c):
        own = next(
            (
                h
                for h in heads
                if k < h and not any(tree.tokens[j].upos in ("PUNCT", "CCONJ") for j in range(k, h))
            ),
            -1,
        )
        head = tree.tokens[k].head
        if (
            own >= 0
            and k not in heads
            and not k < head <= own
            and not start <= head < k
            and tree.tokens[k].upos != "CCONJ"
        ):
            moves[k] = (own, "compound" if tree.tokens[k].upos in NOMINAL else tree.tokens[k].deprel)
    for k in range(start, c):
        own = next(
            (
                h
                for h in heads
                if k < h and not any(tree.tokens[j].upos in ("PUNCT", "CCONJ") for j in range(k, h))
            ),
            -1,
        )
        if own >= 0 and tree.tokens[k].upos == "DET" and tree.tokens[k].head > own:
            moves[k] = (own, "det")
    return moves


def _is_right(tree: Tree, c: int, heads: list[int]) -> bool:
    return (
        tree.tokens[heads[0]].head == c and tree.relation(heads[0]) == "nsubj" and tree.relation(c) != "conj"
    )


def _ends_a_sentence(tree: Tree, c: int, know: Knowledge) -> bool:
    """Whether a verb cites, is finite, stands behind another one and has no content."""
    if tree.relation(c) not in ("conj", "parataxis", "ccomp", "acl", "advcl") or tree.has_child(
        c, "mark", "aux", "cop"
    ):
        return False
    hearer = _hearer(tree, c)
    if any(tree.relation(k) in CONTENT and k > c and k != hearer for k in tree.children[c]):
        return False
    return cites_clause(tree, c, know)


def _hearer(tree: Tree, c: int) -> int:
    """Who is told, right behind the verb, also where he was read as what somebody becomes: `told | AFP | by phone`; -1 for nobody."""
    told = (k for k in tree.children[c] if k > c and tree.relation(k) in CONTENT)
    first = next(told, -1)
    nominal = first >= 0 and tree.tokens[first].upos in NOMINAL and not tree.has_child(first, "cop")
    return first if nominal and tree.lemma(c) in tree.grammar.get("telling_verbs", ()) else -1


def _start(tree: Tree, c: int, know: Knowledge) -> int | None:
    """Where those who say it begin: behind the last comma, or behind an earlier one of a list if who stands between can speak."""
    window = c
    while window > 0 and (
        tree.tokens[window - 1].upos in WITHIN or tree.is_behind(window, know.inserted_after)
    ):
        window -= 1
    commas = [k for k in range(window, c) if tree.tokens[k].form in know.inserted_after]
    if commas and tree.tokens[commas[-1] + 1].upos == "CCONJ":
        commas.pop()  # the comma of "A, B, and C said"
    if not commas:
        return None
    start = commas.pop() + 1
    several = _last_join(tree, start, c) is not None
    while several and commas and _can_speak(tree, commas[-1] + 1, start - 1, know):
        before = _heads(tree, commas[-2] + 1 if len(commas) > 1 else window, commas[-1])
        if before and _speaks(tree, before[-1], know):
            break
        start = commas.pop() + 1
    return start if start < c and tree.tokens[start].upos != "CCONJ" else None


def _can_speak(tree: Tree, first: int, end: int, know: Knowledge) -> bool:
    heads = _heads(tree, first, end)
    spoken = len(heads) == 1 and _speaks(tree, heads[0], know)
    return spoken and not tree.preposition(heads[0])  # "late on Sunday, | residents and police said"


def _speaks(tree: Tree, k: int, know: Knowledge) -> bool:
    """Whether a noun may name somebody."""
    return (
        tree.tokens[k].upos == "PROPN"
        or know.agent(tree.tokens[k].lemma) is not None
        or any(know.in_class(tree.lemma(k), name) for name in ("person", "people"))
    )


def _last_join(tree: Tree, start: int, c: int) -> int | None:
    return next((k for k in range(c - 1, start - 1, -1) if tree.tokens[k].upos == "CCONJ"), None)


def _heads(tree: Tree, start: int, end: int) -> list[int]:
    """The nouns that a stretch lists: of each part between commas and *and* the last one before a preposition."""
    heads, noun, closed = list[int](), -1, False
    for k in range(start, end):
        token = tree.tokens[k]
        if token.upos in ("PUNCT", "CCONJ"):
            heads += [noun] if noun >= 0 else []
            noun, closed = -1, False
        elif token.upos == "ADP" and noun >= 0:
            closed = True
        elif not closed and (token.upos in NOMINAL - {"NUM", "SYM"}):
            noun = k
    return heads + ([noun] if noun >= 0 else [])


def _what_is_said(tree: Tree, c: int, start: int) -> int | None:
    """The highest verb above that stands before the comma."""
    above = [k for k in tree.ancestors(c) if k < start and (tree.is_verbal(k) or tree.tokens[k].head < 0)]
    return above[-1] if above else None
