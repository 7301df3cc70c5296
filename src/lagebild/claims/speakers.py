"""Who stands behind the closing quotation mark takes no part in what is quoted: he says it.

Takes a parsed sentence and what the language files say of its words; gives moves of tokens. Parsers that meet something set in between
speaker and verb (`"We did not bomb it," the colonel - who was not there - told the BBC`) take him for one more who did the deed.
"""

from collections.abc import Iterator

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.tree import NOMINAL, Tree

BARE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "appos", "conj", "dislocated", "vocative"})
ASIDE = frozenset({"acl", "appos"})


def speaker_moves(tree: Tree, know: Knowledge) -> Moves:
    """Speakers behind a quotation go to the verb that cites it."""
    if all(token.form not in know.quote_marks for token in tree.tokens):
        return {}
    moves: Moves = {}
    for quoted in quotations(tree, know):
        moves |= _quoted_object(tree, quoted)
        if any(tree.feature(k, "VerbForm") == "Fin" for k in quoted):
            moves |= _speaker_of(tree, quoted, know)
    return moves


def quotations(tree: Tree, know: Knowledge, *, also_open: bool = False) -> Iterator[range]:
    """What stands between two quotation marks; with `also_open` what stands behind the last one that is not closed, too."""
    opening = -1
    for token in tree.tokens:
        if not is_quote_mark(tree, token.i, know, opened=opening >= 0):
            continue
        inside = range(opening + 1, token.i)
        if opening >= 0 and inside:
            yield inside
        opening = token.i if opening < 0 else -1
    if also_open and opening >= 0:
        yield range(opening + 1, len(tree))


def is_quote_mark(tree: Tree, i: int, know: Knowledge, *, opened: bool) -> bool:
    """Whether a token opens or closes a quotation: double marks always; of single ones that which stands at one side of a word only, as apostrophes do, too."""
    token = tree.tokens[i]
    if token.form in know.double_quotes:
        return True
    single = token.form in know.single_quotes and token.upos == "PUNCT"
    if token.form not in know.quote_marks and not single:
        return False
    before = i == 0 or tree.tokens[i - 1].end < token.start or tree.is_behind(i, know.double_quotes)
    behind = i + 1 == len(tree) or token.end < tree.tokens[i + 1].start or tree.tokens[i + 1].upos == "PUNCT"
    return (behind and not before) if opened else (before and not behind)


def _speaker_of(tree: Tree, quoted: range, know: Knowledge) -> Moves:
    """The bare noun behind a quotation that hangs inside it, where a citing verb behind it has no subject."""
    behind = range(quoted.stop + 1, len(tree))
    verb = next((k for k in behind if _cites(tree, k, know)), -1)
    if verb < 0 or tree.has_child(verb, "nsubj", "nsubj:pass", "ccomp"):
        return {}
    astray = (
        k
        for k in behind
        if tree.tokens[k].head in quoted
        and tree.tokens[k].deprel in BARE
        and tree.tokens[k].upos in NOMINAL
        and not tree.preposition(k)
    )
    return dict.fromkeys(list(astray)[:1], (verb, "nsubj"))


def _quoted_object(tree: Tree, quoted: range) -> Moves:
    """`geißelte der Kardinal | „jene, die ... enthaupten“`: what a quotation begins with is no second name of whom it stands behind."""
    first = quoted.start
    noun = tree.tokens[first].head
    if noun != first - 2 or tree.relation(first) not in ("appos", "nmod", "flat", "conj"):
        return {}
    verb = tree.tokens[noun].head
    free = verb >= 0 and tree.is_verbal(verb) and not tree.has_child(verb, "obj", "ccomp")
    told = [
        k for k in (*tree.children[noun], *tree.children[first]) if k in quoted and tree.relation(k) == "acl"
    ]
    if not free or tree.relation(noun) != "nsubj" or not told:
        return {}
    return {first: (verb, "obj"), **brought_to(tree, first, told)}


def _cites(tree: Tree, k: int, know: Knowledge) -> bool:
    """A citing verb that is no part of what is added of somebody."""
    if not tree.is_verbal(k) or tree.relation(k) in ASIDE:
        return False
    return any(cue.construction == "verb" for cue in know.cues_of(tree.lemma(k)))
