"""Headlines and tickers: the verb of "Protesters | storm | parliament", which the parser read as a noun.

Takes a parsed sentence and the lexicon; gives the sentence with such verbs, their subjects and their objects. Only in stretches without a
finite verb, between words for somebody and a noun, and only where number fits: one storms, many storm. Of a language without the switch,
the tree itself.
"""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import brought_to, moved
from lagebild.claims.tree import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON"})
VERBISH = frozenset({"NOUN", "VERB", "ADJ", "ADV"})  # "back" and "free" are adverbs, too
WITHIN = {"ADJ": "amod", "NUM": "nummod", "DET": "det"}
FINITE = "Mood=Ind|Tense=Pres|VerbForm=Fin"
WEAPON = "weapon"


class Headline(msgspec.Struct, frozen=True):
    """A stretch of tokens, its verb with its lemma, and the heads of what stands before and behind it."""

    stretch: range
    subject: int
    verb: int
    lemma: str
    thing: int


def with_headlines(tree: Tree, know: Knowledge) -> Tree:
    """The tree with the verbs of its headlines."""
    for stretch in _stretches(tree):
        found = _headline_in(tree, stretch, know)
        if found is not None:
            tree = _read_anew(tree, found)
    return tree


def _stretches(tree: Tree) -> Iterator[range]:
    """What stands between punctuation and words that open a clause."""
    ending = tree.grammar.get("verb_ending", "")
    opening = frozenset(tree.grammar.get("circumstance_marks", ())) | frozenset(
        tree.grammar.get("as_words", ())
    )
    start = 0
    for token in tree.tokens if ending else ():
        if token.upos == "PUNCT" or tree.word(token.i) in opening:
            yield range(start, token.i)
            start = token.i + 1
    if ending:
        yield range(start, len(tree))


def _headline_in(tree: Tree, stretch: range, know: Knowledge) -> Headline | None:
    """The headline that a stretch is, if it is one."""
    finite = (i for i in stretch if tree.feature(i, "VerbForm") == "Fin" and tree.relation(i) != "compound")
    if len(stretch) < 3 or next(finite, None) is not None:
        return None
    first = next((i for i in stretch if tree.tokens[i].upos != "NUM"), stretch.stop)
    for verb in range(first + 1, stretch.stop - 1):
        before = range(first, verb)
        if any(tree.tokens[i].upos not in NOMINAL | {"CCONJ"} for i in before):
            return None
        lemma = _lemma_of(tree, verb, know) if tree.tokens[verb].upos in VERBISH else ""
        thing = _last_of_run(tree, verb + 1, stretch.stop)
        goes_on = thing > verb or (tree.tokens[verb + 1].upos == "ADP" and not know.noun_frames(lemma))
        if lemma and goes_on and _is_somebody(tree, verb - 1, know):
            return Headline(stretch, verb - 1, verb, lemma, thing)
    return None


def _lemma_of(tree: Tree, i: int, know: Knowledge) -> str:
    """The verb of the lexicon that a word is a form of, in the number of what stands before it."""
    word, ending = tree.word(i), tree.grammar.get("verb_ending", "")
    before = tree.tokens[i - 1]
    many = before.upos == "NOUN" and before.form.lower() != before.lemma.lower()
    many = many or tree.word(i - 1) in tree.grammar.get("plural_nouns", ())
    many = many or before.form in tree.grammar.get("plural_adjectives", ())  # "Swiss freeze assets"
    either = before.upos == "PROPN" and before.form.endswith(ending)  # "Houthis", "Honduras"
    many = not word.endswith(ending) if either else many
    if many == word.endswith(ending):
        return ""
    stems = (word,) if many else (word.removesuffix(ending), word.removesuffix("e" + ending))
    return next((stem for stem in stems if stem and know.frames_of(stem, "VERB")), "")


def _last_of_run(tree: Tree, start: int, stop: int) -> int:
    """The last noun of the run of nouns and what belongs to them that starts here; before it where there is none."""
    last = start - 1
    for i in range(start, stop):
        if tree.tokens[i].upos not in NOMINAL and tree.relation(i) not in ("case", "amod"):
            break
        if tree.tokens[i].upos in ("ADP", "SCONJ"):
            break
        last = i if tree.tokens[i].upos in ("NOUN", "PROPN", "NUM", "PRON") else last
    return last


def _is_somebody(tree: Tree, i: int, know: Knowledge) -> bool:
    """A name, the adjective of one ("Swiss"), a noun for somebody, or a weapon."""
    token = tree.tokens[i]
    named = token.upos == "PROPN" or token.form in tree.grammar.get("plural_adjectives", ())
    return named or know.agent(tree.lemma(i)) is not None or know.in_class(tree.lemma(i), WEAPON)


def _read_anew(tree: Tree, found: Headline) -> Tree:
    """The tree in which the stretch is a clause."""
    root = next((t.i for t in tree.tokens if t.head < 0), found.verb)
    verb, subject, thing = found.verb, found.subject, found.thing
    bare = thing == verb  # "Washington | points | at Tehran"
    goes_on = any(tree.tokens[i].head == root and tree.relation(i) == "nsubj" for i in found.stretch)
    main = goes_on or root in found.stretch  # "President | sacks | cabinet, declares emergency"
    moves = {
        verb: (-1, "root") if main else (root, "advcl"),
        subject: (verb, "nsubj"),
    }
    if not bare:
        moves[thing] = (verb, "obj")
    if goes_on and root not in found.stretch:
        moves[root] = (verb, "conj")
    for i in found.stretch:
        if i in moves:
            continue
        upos, head = tree.tokens[i].upos, tree.tokens[i].head
        if i < verb:
            moves[i] = (subject, WITHIN.get(upos, "compound"))
        elif i < thing and not (verb < head <= thing):
            moves[i] = (thing, WITHIN.get(upos, "compound"))
        elif i > max(thing, verb) and not (max(thing, verb) < head < found.stretch.stop):
            moves[i] = (verb, "obl" if upos in NOMINAL else tree.tokens[i].deprel)
    outside = [t.i for t in tree.tokens if t.i not in found.stretch]
    moves |= brought_to(tree, verb, (i for i in outside if tree.tokens[i].head in found.stretch))
    opening = found.stretch.start - 1
    if not main and opening >= 0 and tree.tokens[opening].upos != "PUNCT":
        moves[opening] = (verb, "mark")
    tokens = tuple(
        replace(t, upos="VERB", lemma=found.lemma, feats=FINITE) if t.i == verb else t for t in tree.tokens
    )
    return moved(Tree(replace(tree.sentence, tokens=tokens), tree.grammar), moves)
