"""Tickers that count whom something is done to: `At least 12 | wounded | in Kharkiv, governor says`.

Takes a parsed sentence and the lexicon; gives it with such numbers as whom the participle right behind is done to, and with what stands behind the comma as
who says so. Parsers take the number for the doer, or the speaker for him, or the next item for the object. Only in stretches without another verb that open with the number, and only of verbs that
are done to somebody. Of a language without the switch, the tree itself.
"""

from collections.abc import Iterator

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to, moved
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree

ABOUT = frozenset({"ADV", "ADJ", "ADP", "SCONJ", "DET"})  # "more than", "at least", "some"
BEHIND = frozenset({"ADP", "ADV", "PUNCT", "SCONJ"})
SUBJECT, PASSIVE = "nsubj", "nsubj:pass"
COMMA = ","


def with_counted(tree: Tree, know: Knowledge) -> Tree:
    """The tree with those who are counted as whom it was done to: the next items of a list in any language, a bare participle where its verb looks alike."""
    if not any(token.upos == "NUM" for token in tree.tokens):
        return tree
    tree = moved(tree, _next_items(tree))
    if not tree.grammar.get("verb_ending"):
        return tree
    says = None  # who speaks behind the last item of a row speaks for those before: "12 killed, 30 wounded, army says"
    for stretch in reversed(tuple(_stretches(tree))):
        verb = _participle_in(tree, stretch, know)
        if verb is not None:
            says = _verb_of_speaker(tree, stretch.stop, know) or says
            tree = moved(tree, _moves(tree, stretch, verb, says))
    return tree


def _next_items(tree: Tree) -> Moves:
    """`Three policemen killed, | 20 protesters | arrested`: what stands right behind a comma is no object of the verb before it, but the next item."""
    moves: Moves = {}
    for token in tree.tokens:
        if (
            token.deprel != "obj"
            or token.upos not in ("NOUN", "NUM")
            or tree.tokens[token.head].upos != "VERB"
        ):
            continue
        verb = token.head
        comma = min(k for k in tree.subtree(token.i) if tree.tokens[k].upos != "PUNCT") - 1
        subject = tree.child(verb, SUBJECT, PASSIVE)
        within = (t.upos for t in tree.tokens[verb + 1 : comma])
        if not verb < comma or tree.tokens[comma].form != COMMA or {"PUNCT", "AUX", "VERB"} & {*within}:
            continue
        counted = tree.has_child(token.i, "nummod") or token.upos == "NUM"
        past = tree.feature(verb, "VerbForm") == "Part" or (
            comma == verb + 1 and tree.lemma(verb) in tree.grammar.get("suffered_alone", ())
        )
        if (
            subject is None
            or subject > verb
            or not counted
            or not past
            or tree.has_child(verb, "aux", "aux:pass")
        ):
            continue
        moves[subject] = (verb, PASSIVE)
        done = next(
            (k for k in tree.children[token.i] if k > token.i and tree.tokens[k].upos == "VERB"), None
        )
        moves |= (
            {token.i: (verb, "parataxis")}
            if done is None
            else {done: (verb, "conj"), token.i: (done, PASSIVE)}
        )
    return moves


def _stretches(tree: Tree) -> Iterator[range]:
    """What stands between punctuation."""
    start = 0
    for token in tree.tokens:
        if token.upos == "PUNCT":
            yield range(start, token.i)
            start = token.i + 1
    yield range(start, len(tree))


def _participle_in(tree: Tree, stretch: range, know: Knowledge) -> int | None:
    """The verb right behind the number that a stretch opens with, if it is the only one."""
    number = next((i for i in stretch if tree.tokens[i].upos not in ABOUT), -1)
    verb = number + 1
    if (
        number < 0
        or verb not in stretch
        or tree.tokens[number].upos != "NUM"
        or tree.tokens[verb].upos != "VERB"
    ):
        return None
    past = tree.feature(verb, "Tense") == "Past" or tree.feature(verb, "VerbForm") == "Part"
    if not past or any(tree.tokens[i].upos in ("VERB", "AUX") for i in stretch if i != verb):
        return None
    behind = tree.tokens[verb + 1] if verb + 1 < len(tree) else None
    plain = behind is None or behind.upos in BEHIND or behind.deprel.startswith("obl")
    return verb if plain and is_done_to_somebody(tree.lemma(verb), know) else None


def is_done_to_somebody(lemma: str, know: Knowledge) -> bool:
    """Whether an entry of a verb has its object as the one that it is done to."""
    return any(
        (("obj",),) in ways
        for frame in know.frames_of(lemma, "VERB")
        for ways in (frame.family.recipient.alternatives,)
    )


def _moves(tree: Tree, stretch: range, verb: int, says: int | None) -> Moves:
    """The stretch is a clause: what somebody says who stands behind the comma, or the main one, or beside it."""
    number = verb - 1
    root = next(t.i for t in tree.tokens if t.head < 0)
    edge = (says, "ccomp") if says is not None else (-1, "root") if root in stretch else (root, "parataxis")
    moves: Moves = {verb: edge, number: (verb, PASSIVE)}
    if says is not None and root in stretch:
        moves[says] = (-1, "root")
    for i in stretch:
        head = tree.tokens[i].head
        if i < number and head not in range(stretch.start, number):
            moves[i] = (number, "advmod")
        elif i > verb and head not in range(verb, stretch.stop):
            moves[i] = (verb, tree.tokens[i].deprel)
    outside = (t.i for t in tree.tokens if t.head in stretch and t.i not in stretch and t.i not in moves)
    return moves | brought_to(tree, verb, outside)


def _verb_of_speaker(tree: Tree, comma: int, know: Knowledge) -> int | None:
    """The verb behind a comma and who says so: `, | police and hospitals | say`."""
    says = next((t.i for t in tree.tokens if t.i > comma and t.upos == "VERB"), -1)
    if says < 0 or any(t.upos == "PUNCT" for t in tree.tokens[comma + 1 : says]):
        return None
    speaks = tree.has_child(says, SUBJECT) and cites_clause(tree, says, know)
    return (
        says
        if speaks and all(k > comma for k in tree.children[says] if tree.relation(k) == SUBJECT)
        else None
    )
