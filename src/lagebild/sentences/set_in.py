"""What is set in between commas is parsed apart: `Die Armee habe, | so der Minister, | das Dorf beschossen`, `ob sie, | wie er sagt, | schoss`.

Takes the tagged words of a sentence; gives the stretch that only says who says so, and puts together what the networks make of the
sentence without it and of the stretch alone. Read in one piece, the speaker took part in what he tells, and what stands behind him was his.
"""

from collections.abc import Sequence

import msgspec
import numpy as np

from lagebild.sentences.analysis import CERTAIN, Analysis
from lagebild.sentences.features import Tagged

COMMA = ","
PUNCT = "punct"
MARK = "$"
COMMAS = 3  # "Colonel Traore, the army's spokesman, said," has three


class SetIn(msgspec.Struct, frozen=True):
    """How a language sets in who says so; without `carriers` nothing is looked for."""

    carriers: frozenset[str]  # tags of the verbs behind which something may be set in
    finite: frozenset[str]  # tags of finite verbs
    citing: frozenset[
        str
    ]  # tags of verbs that cite; where past and participle are alike, of participles, too
    infinite: frozenset[
        str
    ]  # tags of verbs that end a clause whose auxiliary stands before; empty where none do
    participles: frozenset[str]  # tags of participles that may be a present, too: "wie er behauptet"
    speakers: frozenset[str]  # tags that whoever speaks begins with
    names: frozenset[str]  # tags of nouns and names
    fronting: frozenset[str]  # tags of what opens a phrase behind which the verb stands
    alike: frozenset[str]  # tags of what looks like a verb of the past: "entführten"
    adverbs: frozenset[str]  # tags of adverbs
    breaks: frozenset[str]  # tags of what opens another clause
    openers: frozenset[str]  # words that cite without a verb
    as_words: frozenset[str]  # words behind which the verb that cites stands last
    pointers: frozenset[str]  # words that stand for what is told around: "das räumen auch die Rebellen ein"
    subordinators: frozenset[
        str
    ]  # tags of words that open a clause whose verb stands last; empty where none does
    stops: frozenset[str]  # marks at which a clause begins
    quotes: frozenset[str]  # marks that may stand on both sides: „Wir werden“, so der General, „...“
    verb_first: bool  # whether the verb that cites stands before who speaks
    speech_verbs: frozenset[str]


def set_in(words: Sequence[Tagged], found: SetIn) -> range:
    """Where the first such stretch stands, both commas with it; empty where there is none."""
    if not found.carriers:
        return range(0)
    commas = [i for i, word in enumerate(words) if word.form == COMMA]
    for i, first in enumerate(commas):
        for last in commas[i + 1 : i + 1 + COMMAS]:
            inside = words[first + 1 : last]
            if not first or last + 2 >= len(words):
                continue
            quoted = words[first - 1].form in found.quotes and words[last + 1].form in found.quotes
            whole = range(first - quoted, last + 1 + quoted)
            if whole.stop < len(words) and _cites(inside, found) and _is_split(words, whole, found):
                return whole
    return range(0)


def _is_split(words: Sequence[Tagged], whole: range, found: SetIn) -> bool:
    """Whether one clause stands around: its verb right before the first comma or right behind the second."""
    start = first = whole.start
    while start and words[start - 1].form not in found.stops:
        start -= 1
    before = [word.tag for word in words[start:first]]
    if before and before[0] in found.subordinators:
        rest = words[whole.stop :]
        goes_on = _ends_clause(rest, found) if found.verb_first else rest[0].tag in found.finite
        return _is_open(before[1:], found) and goes_on
    if len(before) == 0 or not found.breaks.isdisjoint(before):
        return False
    verbs = [k for k, tag in enumerate(before) if tag in found.finite]
    behind = words[whole.stop].tag
    if not verbs:
        second = (
            behind in found.alike and before[0] in found.fronting
        )  # "Im Norden, so X, | entführten | Männer ..."
        return before[-1] in found.names and (behind in found.finite or second)
    if len(verbs) > 1 or verbs[0] == 0 or before[verbs[0]] not in found.carriers:
        return False
    if behind in found.breaks or behind in found.carriers:
        return False
    if verbs[0] == len(before) - 1:
        return True
    return before[-1] in found.names and _goes_on(words[whole.stop :], found)


def _is_open(before: Sequence[str], found: SetIn) -> bool:
    """`ob | die Armee |, wie Kiew sagt, ...`: no verb yet, and nothing that opens another clause."""
    return found.breaks.isdisjoint(before) and found.finite.isdisjoint(before)


def _ends_clause(rest: Sequence[Tagged], found: SetIn) -> bool:
    """`ob die Armee, wie Kiew sagt, | das Dorf beschossen hat`: up to the next mark stands the one verb of the clause, at its end."""
    end = next((k for k, word in enumerate(rest) if word.tag.startswith(MARK)), len(rest))
    tags = [word.tag for word in rest[:end]]
    return bool(tags) and tags[-1] in found.finite and found.finite.isdisjoint(tags[:-1])


def _goes_on(rest: Sequence[Tagged], found: SetIn) -> bool:
    """`habe die Armee, so der Bericht, | das Dorf nicht angegriffen`: up to the next mark stands what the auxiliary lacks, and no other."""
    end = next((k for k, word in enumerate(rest) if word.tag.startswith(MARK)), len(rest))
    tags = [word.tag for word in rest[:end]]
    return bool(tags) and tags[-1] in found.infinite and found.finite.isdisjoint(tags)


def _cites(inside: Sequence[Tagged], found: SetIn) -> bool:
    """`so der Minister`, `sagte der Minister`, `wie der Minister sagte`, `the minister said`."""
    if len(inside) < 2:
        return False
    verbs = [k for k, word in enumerate(inside) if word.tag in found.citing]
    opening, behind = inside[0], inside[1].tag in found.speakers
    if opening.form.lower() in found.openers:
        return (not verbs and behind) or _says_so(inside, verbs, found)
    if opening.form.lower() in found.pointers:
        return verbs == [1] and found.breaks.isdisjoint(word.tag for word in inside)
    if opening.form.lower() in found.as_words:
        last = len(inside) - 1
        verbs = verbs or [k for k in (last,) if inside[k].tag in found.participles]
        if len(verbs) != 1 or verbs[0] < 2 or not _is_speech(inside[verbs[0]], found):
            return False
        return behind or (found.verb_first and verbs[0] == last)  # "wie | aus Kreisen | verlautete"
    if not verbs or not found.breaks.isdisjoint(word.tag for word in inside):
        return False
    said = [k for k in verbs if _is_speech(inside[k], found)]
    if len(said) != 1 or any(inside[k].tag not in found.carriers for k in verbs if k not in said):
        return False  # "it is claimed" has an auxiliary
    if said[0] == 0:
        return behind
    led = opening.tag in found.speakers or (opening.tag in found.adverbs and behind)  # "even the army admits"
    return not found.verb_first and led


def _is_speech(word: Tagged, found: SetIn) -> bool:
    return not found.speech_verbs or word.lemma in found.speech_verbs


def _says_so(inside: Sequence[Tagged], verbs: list[int], found: SetIn) -> bool:
    """`so jedenfalls | erzählen es Anwohner`: nothing but adverbs before the one verb, and somebody behind it."""
    led = len(verbs) == 1 and all(word.tag in found.adverbs for word in inside[1 : verbs[0]])
    return led and verbs[0] + 1 < len(inside) and inside[verbs[0] + 1].tag in found.speakers


def said_in(words: Sequence[Tagged], whole: range, found: SetIn) -> range:
    """The words of a stretch between its marks, without adverbs at its end behind a word that cites ("so die Polizei | weiter")."""
    edge = 2 if whole and words[whole.start].form in found.quotes else 1
    inside = range(whole.start + edge, whole.stop - edge) if whole else whole
    bare = not any(words[k].tag in found.citing for k in inside)  # "so stellt es die Regierung | dar"
    while (
        bare
        and inside
        and words[inside[0]].form.lower() in found.openers
        and words[inside[-1]].tag in found.adverbs
    ):
        inside = inside[:-1]
    return inside


def without_and_alone(
    words: tuple[Tagged, ...], whole: range, inside: range
) -> tuple[tuple[Tagged, ...], ...]:
    """The sentence without the stretch, and the words that cite alone; the whole sentence where there are none."""
    if not whole:
        return (words,)
    return (*words[: whole.start], *words[whole.stop :]), words[inside.start : inside.stop]


def put_together(
    around: Analysis, alone: Analysis, whole: range, inside: range, labels: Sequence[str]
) -> Analysis:
    """The analysis of the whole: the stretch hangs on the clause around it, its marks on the stretch."""
    size, start, behind = len(around.heads) + len(whole), whole.start, len(whole)
    first = inside.start
    root = first + alone.heads.index(-1)
    over = _clause_at(around, start, labels)

    def at(k: int) -> int:
        return k if k < start else k + behind

    heads, relations = [root] * size, np.full((size, len(labels)), -CERTAIN, around.relations.dtype)
    upos, feats = ["PUNCT"] * size, [dict[str, str]()] * size
    relations[:, labels.index(PUNCT)] = 0
    for k, head in enumerate(around.heads):
        heads[at(k)], relations[at(k)] = (at(head) if head >= 0 else -1), around.relations[k]
        upos[at(k)], feats[at(k)] = around.upos[k], around.feats[k]
    for k in range(inside.stop, whole.stop - (first - start)):  # "so die Polizei | weiter"
        heads[k], relations[k], upos[k] = at(over), -CERTAIN, "ADV"
        relations[k, labels.index("advmod")] = 0
    for k, head in enumerate(alone.heads):
        heads[first + k], relations[first + k] = first + head, alone.relations[k]
        upos[first + k], feats[first + k] = alone.upos[k], alone.feats[k]
    # "police chief Amadou Ba declared": a past that is alike with its participle
    for k, row in enumerate(relations):
        if heads[k] == root and labels[int(row.argmax())] == "nsubj:pass":
            relations[k, labels.index("nsubj")] = 1
    verbal = alone.upos[root - first] in ("VERB", "AUX")
    heads[root], relations[root] = at(over), -CERTAIN
    relations[root, labels.index("parataxis" if verbal else "obl")] = 0
    return Analysis(tuple(heads), relations, tuple(upos), tuple(feats))


def _clause_at(around: Analysis, start: int, labels: Sequence[str]) -> int:
    """The head of the clause whose verb stands beside the gap."""
    here = start - 1
    if around.upos[here] not in ("VERB", "AUX"):
        here = next((k for k in range(start, len(around.upos)) if around.upos[k] in ("VERB", "AUX")), start)
    while around.heads[here] >= 0 and labels[around.relations[here].argmax()] in ("aux", "aux:pass", "cop"):
        here = around.heads[here]
    return here
