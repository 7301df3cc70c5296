"""Tickers that leave the verb out: "Oppositionsführer | in Haft", "Grenze zu Polen | dicht", "Bürgermeister | wieder frei".

Takes a parsed sentence; gives it with what is said of somebody read as the participle that it stands for. Only in stretches without a finite verb that
nothing but a colon, a dash or an end sets apart (a comma where the whole sentence has no verb), and only at their end. Which words stand for which verb is in
the language's grammar; a language without them keeps its tree.
"""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from lagebild.claims.moves import moved
from lagebild.claims.tree import Tree

NAMING = frozenset({"NOUN", "PROPN", "NUM"})
BEFORE_NOUNS = NAMING | {"DET", "ADJ", "PRON"}
WITHIN = {"ADJ": "amod", "NUM": "nummod", "DET": "det", "PROPN": "flat"}
PARTICIPLE = "Tense=Past|VerbForm=Part"
COMMA = ","


class State(msgspec.Struct, frozen=True):
    """A stretch, of whom it tells, and the words that stand for a participle, with its lemma."""

    stretch: range
    subject: int
    words: range
    lemma: str


def with_states(tree: Tree) -> Tree:
    """The tree with what its verbless stretches say of somebody."""
    states = tree.grammar.get("verbless_states")
    if not states:
        return tree
    for stretch in _stretches(tree):
        found = _state_in(tree, stretch, states)
        if found is not None:
            tree = _read_anew(tree, found)
    return tree


def _stretches(tree: Tree) -> Iterator[range]:
    """What stands between marks that set items of a ticker apart."""
    finite = any(tree.feature(t.i, "VerbForm") == "Fin" for t in tree.tokens)
    start, open_before = 0, False
    for token in tree.tokens:
        if token.upos == "PUNCT":
            comma = token.form == COMMA and finite
            if not (comma or open_before):
                yield range(start, token.i)
            start, open_before = token.i + 1, comma
    if not open_before:
        yield range(start, len(tree))


def _state_in(tree: Tree, stretch: range, states: dict[str, str]) -> State | None:
    """What a stretch says of whom, if it has no verb and ends with such words."""
    if len(stretch) < 2 or any(tree.tokens[i].upos in ("VERB", "AUX") for i in stretch):
        return None
    for size in (2, 1, 3):
        words = stretch[-size:]
        lemma = states.get(" ".join(tree.word(i) for i in words)) if len(words) < len(stretch) else None
        subject = _subject_in(tree, stretch[:-size]) if lemma else None
        if lemma and subject is not None:
            return State(stretch, subject, words, lemma)
    return None


def _subject_in(tree: Tree, stretch: range) -> int | None:
    """The last noun of the run of nouns that the stretch begins with."""
    found = None
    for i in stretch:
        if tree.tokens[i].upos not in BEFORE_NOUNS:
            break
        found = i if tree.tokens[i].upos in NAMING else found
    return found


def _read_anew(tree: Tree, found: State) -> Tree:
    """The tree in which the stretch is a passive clause."""
    verb, subject = found.words[-1], found.subject
    root = next((t.i for t in tree.tokens if t.head < 0), verb)
    moves = {
        verb: (-1, "root") if root in found.stretch else (root, "parataxis"),
        subject: (verb, "nsubj:pass"),
    }
    for i in found.stretch:
        head, upos = tree.tokens[i].head, tree.tokens[i].upos
        if i in moves:
            continue
        if i in found.words:
            moves[i] = (verb, "advmod")
        elif i < subject:
            moves[i] = (subject, WITHIN.get(upos, "compound"))
        elif head not in found.stretch or head in found.words:
            moves[i] = (subject, "nmod")
    over = verb if root in found.stretch else root
    moves |= {
        t.i: (over, t.deprel) for t in tree.tokens if t.i not in found.stretch and t.head in found.stretch
    }
    tokens = tuple(
        replace(t, upos="VERB", lemma=found.lemma, feats=PARTICIPLE) if t.i == verb else t
        for t in tree.tokens
    )
    return moved(Tree(replace(tree.sentence, tokens=tokens), tree.grammar), moves)
