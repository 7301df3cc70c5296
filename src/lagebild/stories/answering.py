"""Which claim answers which.

Takes the tellings of a document in the order of the text, and its reading; gives them with the claims shortly before that each denies or
confirms: "Flugzeuge haben den Markt bombardiert. Khartum bestritt den Angriff", or gives another figure: "Die Gewerkschaft sprach von 9000". The deed of the answer must be kin to that of the claim.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from lagebild.model import Reading
from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules, load_rules

REACH = 2  # sentences back, as for whom a denial without words of its own answers


def with_answers(tellings: Sequence[Telling], reading: Reading) -> list[Telling]:
    """The tellings, those that deny, confirm or only count with the claims that they answer."""
    starts = [sentence.start for sentence in reading.sentences]
    rules = load_rules()
    told: dict[int, list[Telling]] = {}
    for telling in tellings:
        told.setdefault(bisect_right(starts, telling.start), []).append(telling)
    found = []
    for telling in tellings:
        contradicts = _says_it_is_not_so(telling, rules)
        if (telling.answers or contradicts) and not telling.withdrawn:
            at = bisect_right(starts, telling.start)
            before = [t for near in range(at - REACH, at) for t in told.get(near, ())]
            if contradicts:
                before = [t for t in before if t.acts & telling.acts and _is_said_by_another(t, telling)]
            telling = replace(telling, answered=tuple(_answered_by(telling, before, rules)))
        found.append(telling)
    return found


def _says_it_is_not_so(telling: Telling, rules: Rules) -> bool:
    """`The ministry said | no one had been detained |`: somebody says of a deed that it was not done; that nobody else was hurt contradicts nobody."""
    negated = telling.polarity == "negated" and telling.chain and not (telling.averted or telling.anew)
    return bool(negated) and telling.time == "past" and telling.acts.isdisjoint(rules.harm)


def _is_said_by_another(telling: Telling, answer: Telling) -> bool:
    """Whether others are cited for what came before, and it was done to nobody and nothing else: "the opposition said police had arrested its candidate"."""
    keys = [voice.key for voice in telling.chain[-1:]]
    elsewhere = telling.objects and answer.objects and not set(telling.objects) & set(answer.objects)
    return bool(keys) and keys[0] != answer.chain[-1].key and not elsewhere


def _answered_by(answer: Telling, before: Sequence[Telling], rules: Rules) -> Iterator[str]:
    """The claims of the last sentence that tells such a deed."""
    fitting = [t for t in before if _can_be_answered(t, answer, rules)]
    last = max((t.sentence_start for t in fitting), default=-1)
    yield from (t.claim_id for t in fitting if t.sentence_start == last)


def _can_be_answered(telling: Telling, answer: Telling, rules: Rules) -> bool:
    if telling.polarity != "affirmed" or telling.answers or telling.type in rules.speech or not telling.type:
        return False
    acts, others = telling.acts, answer.acts
    if acts and others:
        return bool(acts & others) or any(acts & group and others & group for group in rules.kin)
    return telling.type == answer.type
