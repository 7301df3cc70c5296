"""Which cases a nominal can have, as far as its words show it.

Takes a sentence with the relations that are known so far; gives the cases of one nominal as letters: n, a, d, g. Determiners tell most of it
(`den`, `dem`), then a noun's own ending (`Anwälten`, `Mitgliedern` are datives whatever stands before), and a name behind it (`den Journalisten Ali
Khan` is one). What shows nothing may be anything. Of a language whose nouns have no cases, pronouns alone tell something.
"""

import msgspec

from lagebild.sentences.analysis import Analysis
from lagebild.sentences.grammar import Grammar

ANY = frozenset("nad")
_FEMININE = frozenset("dg")
GENITIVE_OR_SUBJECT = frozenset("ndg")
DETERMINERS = ("det", "det:poss", "amod", "nummod", "nmod:poss")
SUBJECTS = ("nsubj", "nsubj:pass")
NAMED = ("flat", "appos", "flat:name")
MANY, ONE = "Plur", "Sing"


class Sentence(msgspec.Struct, frozen=True):
    """What the rules look at: forms in small letters, the tree, and relations as they are so far."""

    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    analysis: Analysis
    labels: tuple[str, ...]
    relations: list[str]
    children: tuple[tuple[int, ...], ...]

    def before(self, i: int) -> list[int]:
        """The determiners and adjectives of a nominal, as they stand."""
        return [k for k in self.children[i] if k < i and self.relations[k] in DETERMINERS]


def cases_of(sentence: Sentence, i: int, grammar: Grammar) -> frozenset[str]:
    """The cases that a nominal can have, by its determiner, by its own ending or, for a pronoun, by itself."""
    before = sentence.before(i)
    for k in (*before, i):
        word = sentence.forms[k]
        if word in grammar.ad_plural:
            return _behind_den(sentence, i, grammar)
        if word in grammar.cases:
            cases = grammar.cases[word]
            own = k == i and cases == _FEMININE  # "einer" that stands for itself is a subject as well
            return cases | {"n"} if own else _narrowed(cases, sentence, i, grammar)
    return _bare(sentence, i, before, grammar)


def _behind_den(sentence: Sentence, i: int, grammar: Grammar) -> frozenset[str]:
    """`den Minister` is accusative, `den Anwälten` dative, `den Journalisten` either; with a name behind him he is one."""
    form, ending = sentence.forms[i], grammar.plural_ending
    if ending and not form.endswith(ending):
        return _without_ending(sentence, i, grammar)
    if is_dative_plural(sentence, i, grammar):
        return frozenset("d")
    return frozenset("a") if ending and _is_named(sentence, i) else frozenset("ad")


def _without_ending(sentence: Sentence, i: int, grammar: Grammar) -> frozenset[str]:
    """`den Minister` is one; `den Huthis`, `den USA` may be many: foreign plurals and names get no ending."""
    form, lemma = sentence.forms[i], sentence.lemmas[i]
    if sentence.analysis.upos[i] == "PROPN":
        return frozenset("ad")
    return (
        frozenset("d") if form != lemma and form[len(lemma) :] in grammar.foreign_plurals else frozenset("a")
    )


def _is_named(sentence: Sentence, i: int) -> bool:
    """`den Journalisten | Slim Barkouti`: a name right behind the noun is that of one."""
    k = i + 1
    named = k in sentence.children[i] and sentence.relations[k] in NAMED
    return named and sentence.analysis.upos[k] == "PROPN" and "conj" not in _relations_below(sentence, k)


def _relations_below(sentence: Sentence, i: int) -> list[str]:
    return [sentence.relations[k] for k in sentence.children[i]]


def _narrowed(cases: frozenset[str], sentence: Sentence, i: int, grammar: Grammar) -> frozenset[str]:
    """`der` is nominative before a masculine in its first form, dative or genitive before a feminine (`der Ministerin`, `der Abgeordneten`, `der Arabischen Liga`)."""
    if cases != GENITIVE_OR_SUBJECT:
        return cases
    form, upos, feats = sentence.forms[i], sentence.analysis.upos[i], sentence.analysis.feats[i]
    if form.endswith(grammar.feminine_endings) or _is_inflected(sentence, i, grammar):
        return frozenset("dg")
    if feats.get("Number") != ONE or upos != "NOUN":
        return cases  # "der Ukraine": nobody tells the network of which gender a name is
    masculine = frozenset("n") if not form.endswith(grammar.either_endings) else cases
    return {"Masc": masculine, "Fem": frozenset("dg")}.get(feats.get("Gender", ""), cases)


def _is_inflected(sentence: Sentence, i: int, grammar: Grammar) -> bool:
    """Whether a noun, or an adjective between it and its article, has an ending that the subject in the singular has not."""
    ending = grammar.plural_ending
    if not ending:
        return False
    own = sentence.analysis.upos[i] == "NOUN" and sentence.forms[i].endswith(ending)
    adjectives = (k for k in sentence.before(i) if sentence.relations[k] == "amod")
    behind = any(sentence.forms[k].endswith(ending) for k in adjectives)
    return behind or (own and sentence.forms[i] != sentence.lemmas[i])


def _bare(sentence: Sentence, i: int, before: list[int], grammar: Grammar) -> frozenset[str]:
    """Without an article: `elf Anwälten`, `bewaffneten Männern` are datives, `elf Anwälte` none."""
    if not grammar.plural_ending or sentence.analysis.upos[i] != "NOUN":
        return ANY
    if is_dative_plural(sentence, i, grammar):
        return frozenset("d")
    counted = any(sentence.relations[k] == "nummod" for k in before)
    many = counted or sentence.analysis.feats[i].get("Number") == MANY
    marked = sentence.forms[i].endswith((grammar.plural_ending, *grammar.foreign_plurals))
    return frozenset("na") if many and not marked else ANY


def is_dative_plural(sentence: Sentence, i: int, grammar: Grammar) -> bool:
    """Whether the form of a noun can be nothing else: its plural has no such ending (`Anwälte`, `Fischer`, `Mitglieder`)."""
    form, lemma, ending = sentence.forms[i], sentence.lemmas[i], grammar.plural_ending
    if (
        not ending
        or not form.endswith(ending)
        or form == lemma
        or lemma.endswith((ending, *grammar.weak_endings))
    ):
        return False
    changed = sum(map(form.count, grammar.mood.umlauts)) > sum(map(lemma.count, grammar.mood.umlauts))
    strong = lemma.endswith(grammar.strong_endings) and form == lemma + form[len(lemma) :]
    added = any(form.endswith(e + ending) and not lemma.endswith(e) for e in grammar.added_endings)
    return changed or strong or added
