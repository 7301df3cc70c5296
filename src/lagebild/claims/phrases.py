"""The words of a participant.

Takes a nominal's head; gives the Mention: its phrase without leading article and number word, with name,
apposition and genitive, without relative clauses and other prepositional phrases (ANNOTATION §1, §4).
"""

from lagebild.claims.answers import once_a_scene
from lagebild.claims.gapped import pairs_without_verb
from lagebild.claims.scene import Scene
from lagebild.claims.tree import Tree
from lagebild.model import Mention, Span

LEFT_OUT = frozenset(
    {"acl", "parataxis", "conj", "cc", "case", "advcl", "cop", "mark", "nsubj", "csubj", "obl", "aux", "obj", "xcomp",
     "ccomp", "iobj", "discourse", "dep", "orphan", "expl", "vocative", "dislocated"}
)  # fmt: skip
LEFT_OUT_BELOW = LEFT_OUT - {"case"}
FRONT_OUT = frozenset({"det", "nummod", "advmod", "punct", "case", "cc"})
HYPHEN = "-"
BRACKETS = {
    "(": (")",),
    "[": ("]",),
    "„": ("“", "”", '"'),
    "‚": ("‘", "’"),
    "«": ("»",),
    "»": ("«",),
    "“": ("”",),
    "‘": ("’",),
}


@once_a_scene
def mention_of(scene: Scene, head: int) -> Mention:
    """The mention headed by a token; a name of several words stands whole in it ("Doctors Without Borders")."""
    tree, name = scene.tree, scene.name_at(head)
    extended = _extended(tree, head)
    kept = (_kept(tree, head) | extended) - ((scene.dated | pairs_without_verb(scene)) - {head})
    first, last = _contiguous(tree, head, kept)
    while last > head and tree.relation(last) in ("case", "det"):  # "ein Bericht | vom | Montag"
        last -= 1
    first = _whole_word(scene, _without_front(scene, first, min(extended, default=head)))
    last = _with_closing_bracket(tree, first, last)
    if name is not None and name.first < first:  # the parser parts "das Äthiopische | Rote Kreuz"
        first = name.first - (tree.relation(name.first - 1) == "amod" if name.first else 0)
    if name is not None and first <= name.first:
        last = max(last, name.last)
    start, end = tree.tokens[first].start, tree.tokens[last].end
    span = Span(start=start, end=end, text=scene.text[start:end])
    return Mention(span=span, sentence=scene.sentence.i, head=head)


def span_of(scene: Scene, first: int, last: int) -> Span:
    """The characters from one token to another, both included."""
    start, end = scene.tree.tokens[first].start, scene.tree.tokens[last].end
    return Span(start=start, end=end, text=scene.text[start:end])


def token_mention(scene: Scene, i: int) -> Mention:
    """A mention of one token alone (an adjective that names a state)."""
    return Mention(span=span_of(scene, i, i), sentence=scene.sentence.i, head=i)


def _kept(tree: Tree, head: int) -> set[int]:
    kept = {head}
    for c in tree.children[head]:
        if tree.relation(c) in LEFT_OUT or not _belongs(tree, c) or (c > head and tree.is_reflexive(c)):
            continue  # "the minister | himself"
        if tree.is_announced(head, c):
            continue  # "Army chief: | no plan | to attack Rafah"
        if c > head and tree.tokens[c].upos == "ADJ" and tree.has_child(c, "obl"):
            # "forces | loyal to Machar |", but "Iran, | wary of the plan |"
            kept.update(tree.subtree(c, skip=LEFT_OUT_BELOW - {"obl"}) if c == head + 1 else ())
            continue
        kept.update(tree.subtree(c, skip=LEFT_OUT_BELOW))
    return kept


def _extended(tree: Tree, head: int) -> set[int]:
    """`die | von der Hamas kontrollierte | Behörde`: a participle before its noun, with what stands before it; not who says so of it."""
    found: set[int] = set()
    openers = tree.grammar.get("attribute_openers", ())
    for c in tree.children[head]:
        told = tree.relation(c) == "amod" and tree.word(tree.first_word(c)) in openers
        if c < head and tree.relation(c) == "amod" and tree.has_child(c, "obl") and not told:
            found.update(k for k in tree.subtree(c) if k <= c)
    if found and tree.tokens[min(found)].upos == "DET":
        found.discard(min(found))
    return found if found and max(found) + 1 in (head, *tree.children[head]) else set()


def _belongs(tree: Tree, c: int) -> bool:
    """Genitives and names belong to the phrase, other prepositional phrases do not."""
    if tree.relation(c) != "nmod":
        return True
    prep = tree.preposition(c)
    return not prep or prep in tree.grammar.get("genitive_prepositions", ())


def _contiguous(tree: Tree, head: int, kept: set[int]) -> tuple[int, int]:
    first = last = head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept or (last + 2 in kept and tree.tokens[last + 1].upos == "PUNCT"):
        last += 1
    while last > head and tree.tokens[last].upos == "PUNCT":
        last -= 1
    return first, last


def _without_front(scene: Scene, first: int, head: int) -> int:
    """Articles, numbers and the adverbs before them are no part of a name."""
    tree = scene.tree
    while first < head and (
        tree.tokens[first].upos in ("DET", "NUM", "PUNCT", "ADP", "ADV", "CCONJ", "PART")
        or tree.relation(first) in FRONT_OUT
        or scene.know.is_quantifier(tree.lemma(first))
    ):
        if (
            tree.relation(first) in ("det", "nmod")
            and tree.feature(first, "Poss") != "Yes"
            and _owns(tree, first)
        ):
            break
        first += 1
    return first


def _whole_word(scene: Scene, first: int) -> int:
    """`a | 12-year-old | boy`, `the | New York-based | group`: what hyphens tie to the first word belongs to it."""
    tree, whole = scene.tree, first
    while whole > 1 and tree.tokens[whole - 1].form == HYPHEN and _are_tied(tree, whole - 2, whole):
        whole -= 2
    names = (name.first for name in scene.names if whole < first and name.first <= whole <= name.last)
    return min(names, default=whole)


def _are_tied(tree: Tree, i: int, k: int) -> bool:
    return all(tree.tokens[j].end == tree.tokens[j + 1].start for j in range(i, k))


def _owns(tree: Tree, i: int) -> bool:
    return tree.tokens[i].upos in ("PROPN", "NOUN")


def _with_closing_bracket(tree: Tree, first: int, last: int) -> int:
    """A bracket or quotation mark that was opened inside the phrase is closed by the next token, if that does it."""
    waiting: list[tuple[str, ...]] = []
    for token in tree.tokens[first : last + 1]:
        if waiting and token.form in waiting[-1]:
            waiting.pop()
        elif token.form in BRACKETS:
            waiting.append(BRACKETS[token.form])
    closes = waiting and last + 1 < len(tree) and tree.tokens[last + 1].form in waiting[-1]
    return last + 1 if closes else last
