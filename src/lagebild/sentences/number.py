"""Whether a nominal or a verb is one or many, as far as its words show it.

Takes a sentence with the relations that are known so far; gives "Sing", "Plur", or nothing where nothing shows it.
"""

from lagebild.sentences.cases import DETERMINERS, MANY, SUBJECTS, Sentence
from lagebild.sentences.grammar import Grammar


def finite_in(sentence: Sentence, verb: int) -> int | None:
    """The finite verb of the clause: the verb itself or an auxiliary."""
    for i in (verb, *sentence.children[verb]):
        auxiliary = i == verb or sentence.relations[i] in ("aux", "aux:pass", "cop")
        if auxiliary and sentence.analysis.feats[i].get("VerbForm") == "Fin":
            return i
    return None


def number_of_verb(sentence: Sentence, verb: int, grammar: Grammar) -> str:
    """Number of the finite verb of the clause where its form tells it, or nothing: the network guesses."""
    finite = finite_in(sentence, verb)
    if finite is None:
        return ""
    form, ending = sentence.forms[finite], grammar.plural_verb_ending
    by_ending = ("Plur" if form.endswith(ending) else "Sing") if ending else ""
    return grammar.verb_numbers.get(form, by_ending)


def number_of(sentence: Sentence, i: int, grammar: Grammar) -> str:
    """Number of a nominal; nothing where a noun without determiner has the same form in both."""
    bare = not any(sentence.relations[k] in DETERMINERS for k in sentence.children[i])
    alike = sentence.analysis.upos[i] == "NOUN" and sentence.forms[i].endswith(grammar.alike_endings)
    return "" if bare and alike else sentence.analysis.feats[i].get("Number", "")


def number_shown(sentence: Sentence, i: int, grammar: Grammar) -> str:
    """What is sure of a nominal: many where a number or a word for many stands before it; a relative pronoun is as many as its noun, and that as its verb."""
    if sentence.forms[i] in grammar.relatives and (noun := _noun_of(sentence, i)) is not None:
        return _counted(sentence, noun, grammar) or _by_verb(sentence, noun, grammar)
    return _counted(sentence, i, grammar)


def _noun_of(sentence: Sentence, pronoun: int) -> int | None:
    """The noun before the relative clause whose pronoun this is."""
    heads = sentence.analysis.heads
    clause = heads[pronoun]
    noun = heads[clause] if clause >= 0 else -1
    return noun if 0 <= noun < pronoun and sentence.relations[clause] == "acl:relcl" else None


def _counted(sentence: Sentence, i: int, grammar: Grammar) -> str:
    before = sentence.before(i)
    counts = any(sentence.relations[k] == "nummod" and sentence.forms[k] not in grammar.ones for k in before)
    over = sentence.analysis.heads[i]  # "Dutzende | Demonstranten"
    crowd = over == i - 1 and over >= 0 and sentence.forms[over] in grammar.many
    return MANY if counts or crowd or any(sentence.forms[k] in grammar.many for k in before) else ""


def _by_verb(sentence: Sentence, noun: int, grammar: Grammar) -> str:
    """The number of the verb whose subject a noun is."""
    verb = sentence.analysis.heads[noun]
    alone = not any(sentence.relations[k] == "conj" for k in sentence.children[noun])
    subject = alone and verb >= 0 and sentence.relations[noun] in SUBJECTS
    return number_of_verb(sentence, verb, grammar) if subject else ""
