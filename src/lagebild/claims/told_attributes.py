"""Attributes that tell who says so: `die | nach Angaben der UN von Ruanda unterstützte | M23 hat Uvira erobert`.

Takes a parsed sentence, its knowledge; gives it with what stands between such an article and its noun put together: who says so says it of the
participle alone, and nothing of what the noun then does. Parsers hang the phrase on the sentence's verb, and who did it on whoever says so.
"""

from collections.abc import Iterator

from lagebild.claims.agent_behind_source import names_its_owner
from lagebild.claims.attributes import WITHIN, where_it_hangs
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, moved
from lagebild.claims.tree import NOMINAL, Tree

NOUNS = ("NOUN", "PROPN")


def with_told_attributes(tree: Tree, know: Knowledge) -> Tree:
    """The tree with those attributes at their nouns; of a language without them, the tree itself."""
    openers = tree.grammar.get("attribute_openers", ())
    moves: Moves = {}
    for a in range(len(tree) - 3):
        if openers and tree.tokens[a].upos == "DET" and tree.word(a + 1) in openers:
            moves |= _put_together(tree, a, know)
    return moved(tree, moves) if moves else tree


def _put_together(tree: Tree, article: int, know: Knowledge) -> Moves:
    participle = _participle(tree, article + 2)
    noun = participle + 1
    while 0 < noun < len(tree) and tree.tokens[noun].upos == "ADJ":
        noun += 1
    if participle < 0 or noun >= len(tree) or tree.tokens[noun].upos not in NOUNS:
        return {}
    phrases = list(_phrases(tree, range(article + 1, participle)))
    if not phrases:
        return {}
    source, others = phrases[0][1], phrases[1:]
    moves: Moves = {article: (noun, "det"), participle: (noun, "amod"), source: (participle, "obl")}
    agents = tree.grammar.get("passive_agents", ())
    does = [(case, k) for case, k in others if tree.word(case) in agents]
    owned = len(does) > 1 or _is_owned(tree, article + 1, source, know)
    if does and owned:
        case, doer = does[-1]
        moves |= {doer: (participle, "obl:agent"), case: (doer, "case")}
    return moves | where_it_hangs(tree, noun, range(article, noun))


def _participle(tree: Tree, start: int) -> int:
    """The first word of a deed behind a noun and before one, with nothing but phrases before it; -1 where there is none."""
    for k in range(start, len(tree) - 1):
        upos = tree.tokens[k].upos
        ends = tree.tokens[k - 1].upos in (*NOUNS, "ADV") and tree.tokens[k + 1].upos in (*NOUNS, "ADJ")
        if upos in ("VERB", "ADJ") and ends and k > start:
            return k
        if upos not in WITHIN and upos not in ("ADP", "ADV"):
            return -1
    return -1


def _phrases(tree: Tree, inside: range) -> Iterator[tuple[int, int]]:
    """The prepositions there, each with the first noun behind it."""
    for case in inside:
        if tree.tokens[case].upos == "ADP":
            noun = next((k for k in range(case + 1, inside.stop) if tree.tokens[k].upos in NOMINAL), -1)
            if noun >= 0:
                yield case, noun


def _is_owned(tree: Tree, opener: int, source: int, know: Knowledge) -> bool:
    """Whether it is told whose words they are: `Angaben | der UN`, `UN-Angaben`, `laut | UN`."""
    genitive = any(
        source < k and not tree.preposition(k) and tree.relation(k) in ("nmod", "flat", "appos")
        for k in tree.children[source]
    )
    return genitive or names_its_owner(tree, source, know) or not know.cues_of(tree.lemma(source), True)
