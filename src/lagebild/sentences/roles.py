"""Who does it, to whom: subject and object decided together.

Takes the network's log-probabilities of relations under the chosen heads, parts of speech and features; gives one
relation per token. The network labels each dependent by itself and so finds two subjects, or none. Here the nominal
dependents of a verb get their relations together: the likeliest assignment under what their determiners show of case
and what the verb shows of number, with at most one subject and one object, and a subject where a finite verb wants one.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

import msgspec

from lagebild.sentences.analysis import Analysis
from lagebild.sentences.features import Tagged
from lagebild.sentences.grammar import Grammar

# Penalties in nats, swept over 1 to 8 on German dev and the whole frames (see training/RESULTS.md).
WRONG_CASE = 6.0
WRONG_NUMBER = 4.0
SECOND_SUBJECT = 4.0
SECOND_OBJECT = 3.0
NO_SUBJECT = 2.0
NO_PASSIVE_SUBJECT = 3.0
# Where something is said, the one who says it is the subject, however unlikely the network finds him.
SAYER = 25.0
MOST_CANDIDATES = 5
# A relation this much less likely than the best one is not tried.
UNLIKELY = 12.0

SUBJECTS = ("nsubj", "nsubj:pass")
_CASE_OF = {"nsubj": "n", "nsubj:pass": "n", "obj": "a", "iobj": "d", "obl:arg": "d"}
_OPEN = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl", "obl:tmod", "obl:unmarked")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
_FINITE_CLAUSES = ("root", "ccomp", "advcl", "acl:relcl", "parataxis")
_OTHER_SUBJECTS = ("csubj", "csubj:pass", "expl", *SUBJECTS)
_DETERMINERS = ("det", "det:poss", "amod", "nummod", "nmod:poss")


class Sentence(msgspec.Struct, frozen=True):
    """What the rules look at: forms in small letters, the tree, and relations as they are so far."""

    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    analysis: Analysis
    labels: tuple[str, ...]
    relations: list[str]
    children: tuple[tuple[int, ...], ...]


class Candidate(msgspec.Struct, frozen=True):
    """A nominal dependent: its cases, whether it can agree with the verb, and the relations worth trying."""

    cases: frozenset[str]
    agrees: bool
    choices: tuple[tuple[str, float], ...]


def relations_of(
    words: Sequence[Tagged], analysis: Analysis, labels: tuple[str, ...], grammar: Grammar
) -> tuple[str, ...]:
    """One relation per token."""
    sentence = _sentence(words, analysis, labels)
    for verb, upos in enumerate(analysis.upos):
        if upos in ("VERB", "AUX"):
            _assign(sentence, verb, grammar)
    for verb, upos in enumerate(analysis.upos):
        if upos == "VERB":
            _voice(sentence, verb, grammar)
            _clause(sentence, verb, grammar)
    return tuple(sentence.relations)


def _sentence(words: Sequence[Tagged], analysis: Analysis, labels: tuple[str, ...]) -> Sentence:
    children: list[list[int]] = [[] for _ in words]
    for i, head in enumerate(analysis.heads):
        if head >= 0:
            children[head].append(i)
    best = [labels[k] for k in analysis.relations.argmax(-1)]
    return Sentence(
        forms=tuple(word.form.lower() for word in words),
        lemmas=tuple(word.lemma.lower() for word in words),
        analysis=analysis,
        labels=labels,
        relations=best,
        children=tuple(map(tuple, children)),
    )


def _assign(sentence: Sentence, verb: int, grammar: Grammar) -> None:
    """Relations of one verb's nominal dependents, together."""
    places = [i for i in sentence.children[verb] if _is_open(sentence, i, grammar)]
    if not places or len(places) > MOST_CANDIDATES:
        return
    unfit = [_unfit(sentence, i, verb, grammar) for i in places]
    said = any(set(SUBJECTS) <= each for each in unfit)  # by somebody, who is the subject
    candidates = [
        _candidate(sentence, i, verb, no, said, grammar) for i, no in zip(places, unfit, strict=True)
    ]
    passive = any(sentence.relations[k] == "aux:pass" for k in sentence.children[verb])
    missing = SAYER if said else NO_PASSIVE_SUBJECT if passive else NO_SUBJECT
    wants = missing if _wants_subject(sentence, verb, places) else 0.0
    for i, relation in zip(places, _best(candidates, wants), strict=True):
        sentence.relations[i] = relation


def _is_open(sentence: Sentence, i: int, grammar: Grammar) -> bool:
    """A nominal without an adposition; reflexives stay as they are, they are no one."""
    marked = any(sentence.relations[k] == "case" for k in sentence.children[i])
    nominal = sentence.analysis.upos[i] in _NOMINAL and sentence.forms[i] not in grammar.reflexive
    return sentence.relations[i] in _OPEN and nominal and not marked


def _candidate(
    sentence: Sentence, i: int, verb: int, unfit: frozenset[str], said: bool, grammar: Grammar
) -> Candidate:
    number = _number_of_verb(sentence, verb, grammar)
    own = _number_of_noun(sentence, i, grammar) or number
    several = any(sentence.relations[k] == "conj" for k in sentence.children[i])
    return Candidate(
        cases=cases_of(sentence, i, grammar),
        agrees=not number or several or own == number,
        choices=_choices(sentence, i, unfit, SUBJECTS if said else ()),
    )


def _choices(
    sentence: Sentence, i: int, unfit: frozenset[str], kept: tuple[str, ...]
) -> tuple[tuple[str, float], ...]:
    """Relations worth trying: likely ones that the verb can give, and those kept in any case."""
    scores = sentence.analysis.relations[i]
    tried = [(name, float(scores[k])) for k, name in _open_labels(sentence.labels) if name not in unfit]
    most = max(score for _, score in tried)
    return tuple((name, score) for name, score in tried if score > most - UNLIKELY or name in kept)


@lru_cache(maxsize=16)
def _open_labels(labels: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """The relations that a role may be, with their places."""
    return tuple((k, name) for k, name in enumerate(labels) if name in _OPEN)


def _best(candidates: Sequence[Candidate], wants: float) -> tuple[str, ...]:
    """The likeliest assignment; of equal ones the first."""
    rows = [[(*choice, _misfit(choice[0], each)) for choice in each.choices] for each in candidates]
    best = max(product(*rows), key=lambda chosen: _worth(chosen, wants))
    return tuple(name for name, _, _ in best)


def _worth(chosen: tuple[tuple[str, float, float], ...], wants: float) -> float:
    """What the relations of these likelihoods and misfits are worth together."""
    subjects = objects = 0
    total = misfits = 0.0
    for name, score, misfit in chosen:
        subjects += name in SUBJECTS
        objects += name == "obj"
        total += score
        misfits += misfit
    total -= (
        SECOND_SUBJECT * max(0, subjects - 1)
        + SECOND_OBJECT * max(0, objects - 1)
        + (0.0 if subjects else wants)
    )
    return total - misfits


def _misfit(relation: str, candidate: Candidate) -> float:
    case = _CASE_OF.get(relation, "")
    oblique = relation.startswith("obl") and candidate.cases == {"n"}
    wrong_case = WRONG_CASE if (case and case not in candidate.cases) or oblique else 0.0
    return wrong_case + (WRONG_NUMBER if case == "n" and not candidate.agrees else 0.0)


def cases_of(sentence: Sentence, i: int, grammar: Grammar) -> frozenset[str]:
    """The cases that a nominal can have, by its determiner or, for a pronoun, by itself."""
    before = [k for k in sentence.children[i] if k < i and sentence.relations[k] in _DETERMINERS]
    for k in [*before, i]:
        word = sentence.forms[k]
        if word in grammar.ad_plural:
            dative = not grammar.plural_ending or sentence.forms[i].endswith(grammar.plural_ending)
            return frozenset("ad") if dative else frozenset("a")
        if word in grammar.cases:
            return _narrowed(grammar.cases[word], sentence.analysis.feats[i])
    return frozenset("nad")


def _narrowed(cases: frozenset[str], feats: dict[str, str]) -> frozenset[str]:
    """`der` is nominative before a masculine, dative or genitive before a feminine."""
    if cases != frozenset("ndg") or feats.get("Number") != "Sing":
        return cases
    return {"Masc": frozenset("n"), "Fem": frozenset("dg")}.get(feats.get("Gender", ""), cases)


def _unfit(sentence: Sentence, i: int, verb: int, grammar: Grammar) -> frozenset[str]:
    """`droht Taiwan`: no object; `das teilte … mit`: no subject."""
    particle = "".join(
        sentence.forms[k] for k in sentence.children[verb] if sentence.relations[k] == "compound:prt"
    )
    lemma = particle + sentence.lemmas[verb]
    no_object = lemma not in grammar.objectful_verbs and _takes_no_object(sentence, verb, grammar)
    said = lemma in grammar.speech_verbs and sentence.forms[i] in grammar.said_pronouns and not no_object
    dative = lemma in grammar.dative_verbs and "d" in cases_of(sentence, i, grammar)
    return frozenset((*(SUBJECTS if said else ()), *(("obj",) if dative or no_object else ())))


def _takes_no_object(sentence: Sentence, verb: int, grammar: Grammar) -> bool:
    """A participle whose auxiliary goes with no accusative: `sind umgekommen`, `wurde gebaut`."""
    participle = sentence.analysis.feats[verb].get("VerbForm") == "Part"
    auxiliaries = {
        sentence.lemmas[k] for k in sentence.children[verb] if sentence.relations[k] in ("aux", "aux:pass")
    }
    return participle and bool(auxiliaries & grammar.objectless_auxiliaries)


def _finite_in(sentence: Sentence, verb: int) -> int | None:
    """The finite verb of the clause: the verb itself or an auxiliary."""
    for i in (verb, *sentence.children[verb]):
        auxiliary = i == verb or sentence.relations[i] in ("aux", "aux:pass", "cop")
        if auxiliary and sentence.analysis.feats[i].get("VerbForm") == "Fin":
            return i
    return None


def _number_of_verb(sentence: Sentence, verb: int, grammar: Grammar) -> str:
    """Number of the finite verb of the clause where its form tells it, or nothing: the network guesses."""
    finite = _finite_in(sentence, verb)
    if finite is None:
        return ""
    form, ending = sentence.forms[finite], grammar.plural_verb_ending
    by_ending = ("Plur" if form.endswith(ending) else "Sing") if ending else ""
    return grammar.verb_numbers.get(form, by_ending)


def _number_of_noun(sentence: Sentence, i: int, grammar: Grammar) -> str:
    """Number of a nominal; nothing where a noun without determiner has the same form in both."""
    bare = not any(sentence.relations[k] in _DETERMINERS for k in sentence.children[i])
    alike = sentence.analysis.upos[i] == "NOUN" and sentence.forms[i].endswith(grammar.alike_endings)
    return "" if bare and alike else sentence.analysis.feats[i].get("Number", "")


def _wants_subject(sentence: Sentence, verb: int, places: Sequence[int]) -> bool:
    """A finite main or subordinate clause that has no other subject."""
    others = [k for k in sentence.children[verb] if k not in places]
    finite = _finite_in(sentence, verb) is not None
    has_one = any(sentence.relations[k] in _OTHER_SUBJECTS for k in others)
    return sentence.relations[verb] in _FINITE_CLAUSES and finite and not has_one


def _voice(sentence: Sentence, verb: int, grammar: Grammar) -> None:
    """The subject is passive when the auxiliary is."""
    participle = sentence.analysis.feats[verb].get("VerbForm") == "Part"
    auxiliaries = [k for k in sentence.children[verb] if sentence.relations[k] in ("aux", "aux:pass")]
    passive = [k for k in auxiliaries if sentence.relations[k] == "aux:pass"]
    for k in sentence.children[verb]:
        if sentence.relations[k] == "nsubj" and passive and participle:
            sentence.relations[k] = "nsubj:pass"
        elif (
            sentence.relations[k] == "nsubj:pass"
            and auxiliaries
            and not passive
            and grammar.actives_need_auxiliary
        ):
            sentence.relations[k] = "nsubj"


def _clause(sentence: Sentence, verb: int, grammar: Grammar) -> None:
    """Adverbial or complement clause, by the word that opens it."""
    if sentence.relations[verb] not in ("ccomp", "advcl"):
        return
    marks = {sentence.forms[k] for k in sentence.children[verb] if sentence.relations[k] == "mark"}
    if marks & grammar.adverbial_marks:
        sentence.relations[verb] = "advcl"
    elif marks & grammar.complement_marks:
        sentence.relations[verb] = _complement(sentence, verb)


def _complement(sentence: Sentence, verb: int) -> str:
    """`Whether it came is unknown`: before a finite clause that has no subject, it is the subject."""
    head = sentence.analysis.heads[verb]
    there = [sentence.relations[k] for k in sentence.children[head]]
    if (
        verb > head
        or any(relation in _OTHER_SUBJECTS for relation in there)
        or _finite_in(sentence, head) is None
    ):
        return "ccomp"
    return "csubj:pass" if "aux:pass" in there else "csubj"
