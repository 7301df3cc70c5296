"""Whoever is cited by *so*, without a verb.

Takes a tree and the word that sets him in; gives what is to be moved so that `..., so der Minister kurz vor Mitternacht, ...` stands beside what
he says: he takes no part in it, and when, where and how he spoke is neither part of his name nor of what he tells.
"""

from lagebild.claims.insertions import may_say
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.tree import Tree

NAMES = frozenset({"NOUN", "PROPN"})
BEFORE_NAMES = frozenset({"DET", "ADJ", "NUM", "PROPN", "NOUN"})
ASIDE = "parataxis"  # what the spoken words and the speaker's name leave out


def set_in_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Er sei, | so seine Familie, | festgenommen worden`: who is cited so takes no part in what he says."""
    if not tree.is_behind(c, know.inserted_after) or not c:
        return {}
    return (
        _predicate_behind(tree, c) or _closed(tree, c) or _with_more(tree, c, know) or _with_adverb(tree, c)
    )


def _predicate_behind(tree: Tree, c: int) -> Moves:
    """`Das Massaker | sei, | so der Gouverneur, | eine Erfindung`: what stands behind him is what something is said to be, and nobody beside him."""
    speaker, verb = tree.tokens[c].head, c - 2
    if not c < speaker or tree.tokens[speaker].head != verb or tree.has_child(verb, "aux", "xcomp", "ccomp"):
        return {}
    noun = predicate_behind(tree, verb, speaker, speaker)
    if noun < 0:
        return {}
    own = brought_to(tree, noun, (k for k in tree.children[verb] if k not in (speaker, noun)))
    return own | {noun: tree.edge(verb), verb: (noun, "cop"), speaker: (noun, "obl"), c: (speaker, "advmod")}


def predicate_behind(tree: Tree, verb: int, speaker: int, said: int) -> int:
    """The noun behind the comma behind whoever is cited right behind a bare *is*; -1 where there is none."""
    if verb < 0 or tree.lemma(verb) not in tree.grammar.get("being_verbs", ()):
        return -1
    commas = tree.grammar.get("inserted_after", ())
    near = (
        k
        for k in (*tree.children[speaker], *tree.children[said], *tree.children[verb])
        if k > max(speaker, said)
    )
    nouns = (k for k in near if tree.relation(k) in ("conj", "appos", "obj") and not tree.preposition(k))
    behind = (k for k in nouns if not tree.has_child(k, "cc") and tree.is_behind(tree.first_word(k), commas))
    return next(behind, -1)


def _closed(tree: Tree, c: int) -> Moves:
    """`so seine Familie,`: the word hangs on a noun whose phrase fills what stands up to the next comma."""
    noun = tree.tokens[c].head
    if noun <= c or tree.is_verbal(noun):
        return {}
    if tree.relation(noun) not in ("nsubj", "conj", "appos", "obj", "iobj", "nmod"):
        return {}
    phrase = tree.words_below(noun)
    after = max(phrase) + 1
    closed = after >= len(tree) or tree.tokens[after].upos == "PUNCT"
    verb = tree.verb_above(noun)
    if (
        not closed
        or verb < 0
        or min(phrase) != c
        or any(_is_more(tree, k, noun) for k in tree.children[noun])
    ):
        return {}
    return {noun: (verb, "obl"), c: (noun, "advmod")}


def _with_more(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`so der Minister | kurz vor Mitternacht,`, `so Sprecherin Kane | gegenüber dem Sender,`: what stands behind the name up to the next stop tells how he said it."""
    stretch = _stretch(tree, c)
    noun = _speaker(tree, stretch, know)
    verb = _told(tree, noun, stretch) if noun >= 0 else -1
    if verb < 0:
        return {}
    turned = _condition_first(tree, verb, stretch)
    own = [k for k in tree.children[noun] if _is_more(tree, k, noun)]
    others = [
        k
        for k in stretch
        if k > noun and tree.tokens[k].head not in stretch and tree.tokens[k].upos != "PUNCT"
    ]
    more = dict.fromkeys((*own, *others), (noun, ASIDE))
    over = tree.tokens[noun].head
    more |= {over: (noun, ASIDE)} if over in stretch else {}
    apart = more or turned or tree.tokens[noun].head != verb
    return turned | more | {noun: (verb, "obl"), c: (noun, "advmod")} if apart else {}


def _told(tree: Tree, noun: int, stretch: range) -> int:
    """The verb of what is said; of `Falls Israel angreife, | so der Minister |, werde der Iran antworten` the main one. -1 where there is none."""
    verb = next((k for k in tree.ancestors(noun) if k not in stretch and tree.is_verbal(k)), -1)
    while (
        verb >= 0
        and tree.relation(verb) == "advcl"
        and verb < stretch.start < stretch.stop < tree.tokens[verb].head
    ):
        verb = tree.tokens[verb].head
    return verb


def _condition_first(tree: Tree, verb: int, stretch: range) -> Moves:
    """`Sollte Baku nicht | einlenken |, so der Minister, werde man ihn ausweisen`: a condition that opens with its verb is no main clause."""
    asked, words = tree.tokens[verb].head, tree.grammar.get("condition_auxiliaries", ())
    opens = next((t.i for t in tree.tokens if t.upos != "PUNCT"), 0)
    condition = asked >= 0 and tree.word(opens) in words and tree.tokens[opens].head == asked
    between = asked < stretch.start < verb and tree.tokens[asked].head < 0
    return {verb: (-1, "root"), asked: (verb, "advcl")} if condition and between else {}


def _stretch(tree: Tree, c: int) -> range:
    """What stands between the word and the next punctuation; nothing where that has a verb or opens with a preposition."""
    end = next((k for k in range(c + 1, len(tree)) if tree.tokens[k].upos == "PUNCT"), len(tree))
    inside = range(c + 1, end)
    clause = any(tree.feature(k, "VerbForm") == "Fin" or tree.tokens[k].upos == "SCONJ" for k in inside)
    return range(0) if clause or not inside or tree.tokens[c + 1].upos not in BEFORE_NAMES else inside


def _speaker(tree: Tree, stretch: range, know: Knowledge) -> int:
    """The first noun of a stretch, or the one of whose name it is a part; -1 where it is nobody who may say something."""
    noun = next((k for k in stretch if tree.tokens[k].upos in NAMES), -1)
    while (
        noun >= 0 and tree.tokens[noun].head in stretch and tree.tokens[tree.tokens[noun].head].upos in NAMES
    ):
        noun = tree.tokens[noun].head
    says = noun >= 0 and (may_say(tree, noun, know) or know.in_class(tree.lemma(noun), "person"))
    return noun if says and not tree.preposition(noun) else -1


def _is_more(tree: Tree, k: int, noun: int) -> bool:
    """A word or phrase behind a name that is no part of it: no genitive, no title, not whose government or minister for what he is."""
    grammar, preposition = tree.grammar, tree.preposition(k)
    if k < noun or tree.relation(k) not in ("nmod", "obl", "advmod"):
        return False
    named = ("", *grammar.get("genitive_prepositions", ()), *grammar.get("prepositions_in_names", ()))
    home = preposition in grammar.get("home_prepositions", ()) and tree.tokens[k].upos == "PROPN"
    timed = tree.lemma(k) in grammar.get("time_units", ())
    return tree.relation(k) == "advmod" or timed or not (home or preposition in named)


def _with_adverb(tree: Tree, c: int) -> Moves:
    """`Rebellen hätten, | so die Armee weiter, | den Stützpunkt angegriffen`: with an adverb behind who is cited."""
    commas, words = tree.grammar.get("inserted_after", ()), tree.grammar.get("carrying_adverbs", ())
    verb = tree.tokens[c].head
    if not tree.is_verbal(verb):
        return {}
    end = next((k for k in range(c + 1, len(tree)) if tree.tokens[k].form in commas), len(tree))
    heads = [k for k in range(c + 1, end) if tree.tokens[k].head not in range(c + 1, end)]
    nouns = [k for k in heads if tree.tokens[k].upos in ("NOUN", "PROPN") and not tree.preposition(k)]
    rest = [k for k in heads if k not in nouns]
    if len(nouns) != 1 or not rest or any(tree.word(k) not in words for k in rest):
        return {}
    return {nouns[0]: (verb, "obl"), c: (nouns[0], "advmod")} | dict.fromkeys(rest, (verb, "advmod"))
