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
from msgspec.structs import replace

from lagebild.sentences.analysis import Analysis
from lagebild.sentences.cases import SUBJECTS, Sentence, cases_of
from lagebild.sentences.features import Tagged
from lagebild.sentences.grammar import Grammar
from lagebild.sentences.number import finite_in, number_of, number_of_verb, number_shown

# Penalties in nats, swept over 1 to 8 on German dev and the whole frames (see training/RESULTS.md).
WRONG_CASE = 6.0
WRONG_NUMBER = 4.0
SECOND_SUBJECT = 4.0
SECOND_OBJECT = 3.0
NO_SUBJECT = 2.0
NO_PASSIVE_SUBJECT = 3.0
# Where something is said, the one who says it is the subject, however unlikely the network finds him.
SAYER = 25.0
# Where a nominal's own words rule out what the network likes best, no side is much less likely than what it likes best, and there is a subject.
LEVEL = 2.0
CROSSED_SUBJECT = 6.0
MOST_CANDIDATES = 5
# A relation this much less likely than the best one is not tried.
UNLIKELY = 12.0

SIDES = ("nsubj", "obj", "obl:arg")
CORE = ("nsubj", "obj")
_DATIVES = frozenset("dg")
_CASE_OF = {"nsubj": "n", "nsubj:pass": "n", "obj": "a", "iobj": "d", "obl:arg": "d"}
_OPEN = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl", "obl:tmod", "obl:unmarked")
_UNMARKED = ("obl", "obl:tmod", "obl:unmarked")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
_FINITE_CLAUSES = ("root", "ccomp", "advcl", "acl:relcl", "parataxis")
_OTHER_SUBJECTS = ("csubj", "csubj:pass", "expl", *SUBJECTS)


class Candidate(msgspec.Struct, frozen=True):
    """A nominal dependent: its cases, whether it can agree with the verb, and surely does not, and the relations worth trying."""

    cases: frozenset[str]
    agrees: bool
    differs: bool
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
    crossed = bool(grammar.plural_ending) and any(_is_crossed(each) for each in candidates)
    someone = crossed and any("n" in each.cases and not each.differs for each in candidates)
    missing = SAYER if said else NO_PASSIVE_SUBJECT if passive else CROSSED_SUBJECT if someone else NO_SUBJECT
    if crossed:
        candidates = [_levelled(each) for each in candidates]
    wants = missing if _wants_subject(sentence, verb, places) else 0.0
    for i, relation in zip(places, _best(candidates, wants), strict=True):
        sentence.relations[i] = relation


def _is_open(sentence: Sentence, i: int, grammar: Grammar) -> bool:
    """A nominal without an adposition; reflexives stay as they are, they are no one."""
    marked = any(sentence.relations[k] == "case" for k in sentence.children[i])
    nominal = sentence.analysis.upos[i] in _NOMINAL and sentence.forms[i] not in grammar.reflexive
    return sentence.relations[i] in _OPEN and nominal and not marked and not _is_quoted(sentence, i, grammar)


def _is_quoted(sentence: Sentence, i: int, grammar: Grammar) -> bool:
    """`..., so | der Minister`: who is cited has no part in what is said."""
    before = min((i, *sentence.before(i))) - 1
    return (
        before > 0 and sentence.forms[before] in grammar.set_in.openers and sentence.forms[before - 1] == ","
    )


def _candidate(
    sentence: Sentence, i: int, verb: int, unfit: frozenset[str], said: bool, grammar: Grammar
) -> Candidate:
    number = number_of_verb(sentence, verb, grammar)
    counted = number_shown(sentence, i, grammar)
    own = counted or number_of(sentence, i, grammar) or number
    several = any(sentence.relations[k] == "conj" for k in sentence.children[i])
    return Candidate(
        cases=cases_of(sentence, i, grammar),
        agrees=not number or several or own == number,
        differs=bool(number and counted) and not several and counted != number,
        choices=_choices(sentence, i, unfit, SUBJECTS if said else ()),
    )


def _choices(
    sentence: Sentence, i: int, unfit: frozenset[str], kept: tuple[str, ...]
) -> tuple[tuple[str, float], ...]:
    """Relations worth trying: likely ones that the verb can give, and those kept in any case."""
    scores = sentence.analysis.relations[i]
    tried = [(name, float(scores[k])) for k, name in _open_labels(sentence.labels) if name not in unfit]
    most = max(score for _, score in tried)
    return tuple(
        (name, score) for name, score in tried if score > most - UNLIKELY or name in kept or name in SIDES
    )


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


def _is_crossed(candidate: Candidate) -> bool:
    """`Den Minister` as subject: what the network thinks likeliest is not what the article or the verb's number shows."""
    likeliest = _likeliest(candidate)
    case = _CASE_OF.get(likeliest, "")
    return bool(case) and (case not in candidate.cases or (likeliest in SUBJECTS and candidate.differs))


def _likeliest(candidate: Candidate) -> str:
    return max(candidate.choices, key=lambda choice: choice[1], default=("", 0.0))[0]


def _levelled(candidate: Candidate) -> Candidate:
    """The sides nearly as likely as the likeliest; what was taken for a side is no time or manner."""
    floor = max((score for _, score in candidate.choices), default=0.0) - LEVEL
    side = _likeliest(candidate) in SIDES
    sure = candidate.cases <= _DATIVES
    raised = SIDES if sure else CORE
    choices = (
        (name, max(score, floor) if name in raised else score)
        for name, score in candidate.choices
        if not side or name not in _UNMARKED
    )
    return replace(candidate, choices=tuple(choices))


def _misfit(relation: str, candidate: Candidate) -> float:
    case = _CASE_OF.get(relation, "")
    oblique = relation.startswith("obl") and candidate.cases == {"n"}
    wrong_case = WRONG_CASE if (case and case not in candidate.cases) or oblique else 0.0
    wrong_number = WRONG_CASE if candidate.differs else WRONG_NUMBER
    return wrong_case + (wrong_number if case == "n" and not candidate.agrees else 0.0)


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
    other = auxiliaries & grammar.objectful_auxiliaries  # "wird seinen Gast entlassen haben"
    return participle and bool(auxiliaries & grammar.objectless_auxiliaries) and not other


def _wants_subject(sentence: Sentence, verb: int, places: Sequence[int]) -> bool:
    """A finite main or subordinate clause that has no other subject."""
    others = [k for k in sentence.children[verb] if k not in places]
    finite = finite_in(sentence, verb) is not None
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
        or finite_in(sentence, head) is None
    ):
        return "ccomp"
    return "csubj:pass" if "aux:pass" in there else "csubj"
