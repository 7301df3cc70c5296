"""Small words that say what hangs where, and that the network reads past.

Takes the tree of a sentence; gives it mended. `12.000 Soldaten, darunter auch Eliteeinheiten`: the part hangs on its whole
and is no second subject. `Angaben zufolge 35 Menschen`: the postposition belongs to the noun before it. `Das Abkommen werde, sagte
der Minister, …`: what stands before the comma belongs to what is said, not to the verb that is put in between.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.sentences.analysis import Analysis
from lagebild.sentences.cases import SUBJECTS
from lagebild.sentences.tokens import is_designation

# In nats: what a noun loses that turns out to have an adposition after all, or none.
UNMARKED = 10.0
COMMA = ","
PARTICLE, NAME = "compound:prt", "flat:name"
PUNCTUATION, OPENING, CLOSING = "punct", "([", ")]"
SAYERS = (*SUBJECTS, "expl")
REPORTED = ("ccomp", "parataxis", "advcl")
CLAUSES = ("ccomp", "xcomp", "parataxis", "advcl")
MARKED = ("obl", "obl:agent", "nmod")
WHOLES = ("nsubj", "nsubj:pass", "obj")
PARTS = (*WHOLES, "iobj", "obl:arg", "obl", "conj", "parataxis", "appos")
NOMINAL = ("NOUN", "PROPN", "NUM", "PRON")


def with_parts(
    forms: Sequence[str],
    upos: Sequence[str],
    heads: Sequence[int],
    relations: Sequence[str],
    openers: frozenset[str],
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Heads and relations in which what an opener introduces is an apposition of the subject or object before it."""
    new_heads, new_relations = list(heads), list(relations)
    for opener, form in enumerate(forms):
        part = heads[opener] if form.lower() in openers else -1
        if part > opener and upos[part] in NOMINAL and relations[part] in PARTS:
            whole = _whole(opener, part, upos, heads, relations)
            if whole is not None:
                new_heads[part], new_relations[part] = whole, "appos"
    return tuple(new_heads), tuple(new_relations)


def with_particles(upos: Sequence[str], heads: Sequence[int], relations: Sequence[str]) -> tuple[int, ...]:
    """`kaperten einen Frachter und nahmen die Seeleute | gefangen`: behind the second of two verbs stands the particle of the second."""
    new_heads = list(heads)
    for i, relation in enumerate(relations):
        head = heads[i] if relation == PARTICLE else i
        seconds = [
            k for k in range(head + 1, i) if heads[k] == head and relations[k] == "conj" and upos[k] == "VERB"
        ]
        if seconds and not any(heads[k] == seconds[-1] and relations[k] == PARTICLE for k in range(i)):
            new_heads[i] = seconds[-1]
    return tuple(new_heads)


def with_designations(
    forms: Sequence[str], upos: Sequence[str], relations: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """`ten | MiG-29 | jets`: what an aircraft is called is a name before its noun, and no number of them. Takes and gives parts of speech and relations."""
    named = {i for i, form in enumerate(forms) if upos[i] == "NUM" and is_designation(form)}
    return (
        tuple("PROPN" if i in named else tag for i, tag in enumerate(upos)),
        tuple("compound" if i in named and r == "nummod" else r for i, r in enumerate(relations)),
    )


def with_surnames(
    forms: Sequence[str], upos: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[str, ...]]:
    """`Ishaq | Dar | hat bestätigt`: what has a capital in a sentence that shouts nothing, and stands behind a name, is no particle of the verb."""
    found = [
        i
        for i, relation in enumerate(relations)
        if relation == PARTICLE
        and i
        and upos[i - 1] == "PROPN"
        and forms[i].istitle()
        and not forms[i - 1].isupper()
    ]
    if not found:
        return tuple(upos), tuple(heads), tuple(relations)
    kinds, new_heads, new_relations = list(upos), list(heads), list(relations)
    for i in found:
        first = heads[i - 1] if relations[i - 1] == NAME else i - 1
        kinds[i], new_heads[i], new_relations[i] = "PROPN", first, NAME
    return tuple(kinds), tuple(new_heads), tuple(new_relations)


def with_insertions(
    forms: Sequence[str],
    upos: Sequence[str],
    heads: Sequence[int],
    relations: Sequence[str],
    expletives: frozenset[str],
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Heads and relations in which a verb between commas has one subject, and the clause around it has its own."""
    new_heads, new_relations = list(heads), list(relations)
    for verb in range(2, len(forms)):
        if upos[verb] != "VERB" or forms[verb - 1] != COMMA:
            continue
        own = [i for i, head in enumerate(heads) if head == verb]
        before = [i for i in own if i < verb - 1 and relations[i] in SUBJECTS]
        after = any(i > verb and (relations[i] in SAYERS or forms[i].lower() in expletives) for i in own)
        around = _clause_around(verb, heads, relations)
        if before and after and around is not None:
            passive = any(h == around and r == "aux:pass" for h, r in zip(heads, relations, strict=True))
            new_heads[before[0]], new_relations[before[0]] = around, "nsubj:pass" if passive else "nsubj"
            new_relations[verb] = "parataxis" if heads[verb] == around else relations[verb]
    return tuple(new_heads), tuple(new_relations)


def with_second_verbs(
    upos: Sequence[str], feats: Sequence[dict[str, str]], heads: Sequence[int], relations: Sequence[str]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """`Ein Sprecher bestätigte den Abschuss, nannte aber keine Opfer`: a finite verb that nobody is the subject of reports nothing.

    It goes on about the subject of the clause before it, and hangs on that one.
    """
    new_heads, new_relations = list(heads), list(relations)
    for first, second in enumerate(heads):
        reported = (
            relations[first] in REPORTED and 0 <= first < second and upos[first] == upos[second] == "VERB"
        )
        if not reported:
            continue
        finite = all(feats[i].get("VerbForm") == "Fin" for i in (first, second))
        alone = not any(_has(second, relation, heads, relations) for relation in (*SAYERS, "csubj", "aux"))
        own = _has(first, "nsubj", heads, relations) and not _has(first, "mark", heads, relations)
        if finite and alone and own:
            new_heads[first], new_relations[first] = heads[second], relations[second]
            new_heads[second], new_relations[second] = first, "conj"
    return tuple(new_heads), tuple(new_relations)


def _has(place: int, relation: str, heads: Sequence[int], relations: Sequence[str]) -> bool:
    return any(h == place and r == relation for h, r in zip(heads, relations, strict=True))


def _clause_around(verb: int, heads: Sequence[int], relations: Sequence[str]) -> int | None:
    """The clause that goes on after the inserted verb and lacks a subject: its complement, or what it hangs on."""
    complements = [i for i, head in enumerate(heads) if head == verb and relations[i] in CLAUSES]
    hosts = [heads[verb]] if relations[verb] in CLAUSES else []
    lacking = (
        i
        for i in (*complements, *hosts)
        if i > verb and not any(h == i and r in SUBJECTS for h, r in zip(heads, relations, strict=True))
    )
    return next(lacking, None)


def with_brackets(forms: Sequence[str], heads: Sequence[int], relations: Sequence[str]) -> tuple[int, ...]:
    """Heads in which a closing bracket hangs where its opening one does, as what is between them asks."""
    found, opened = list(heads), list[int]()
    for i, form in enumerate(forms):
        if relations[i] == PUNCTUATION and form in OPENING:
            opened.append(i)
        elif relations[i] == PUNCTUATION and form in CLOSING and opened:
            head = heads[opened.pop()]
            found[i] = head if head not in (i, -1) else heads[i]
    return tuple(found)


def with_postpositions(
    forms: Sequence[str], analysis: Analysis, labels: Sequence[str], postpositions: frozenset[str]
) -> Analysis:
    """`Angaben zufolge mindestens 35 Menschen`: a postposition belongs to the noun before it, and marks that one."""
    if postpositions.isdisjoint(map(str.lower, forms)):
        return analysis
    upos, heads = analysis.upos, list(analysis.heads)
    relations = analysis.relations.copy()
    for i, form in enumerate(forms):
        follows_noun = i > 0 and upos[i - 1] in NOMINAL
        if form.lower() in postpositions and follows_noun and heads[i] > i and i not in heads:
            robbed, heads[i] = heads[i], i - 1
            for k, label in enumerate(labels):
                relations[i - 1, k] -= UNMARKED if label in WHOLES else 0
                relations[robbed, k] -= UNMARKED if label in MARKED else 0
    return replace(analysis, heads=tuple(heads), relations=relations)


def _whole(
    opener: int, part: int, upos: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> int | None:
    """The nearest subject or object before, under the same verb."""
    before = range(opener - 1, -1, -1)
    return next(
        (i for i in before if heads[i] == heads[part] and relations[i] in WHOLES and upos[i] in NOMINAL), None
    )
