"""Which claims are compared at all.

Takes a Telling; gives the keys under which it is kept: two claims are compared when they share one within neighbouring windows of days.
The keys say what identifies a happening (place, who with whom, to whom what was done, a number), so that few claims share one. A key that
more than `CROWD` claims share says nothing and is passed over, whichever of them came first.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

from lagebild.stories.days import ordinal
from lagebild.stories.meeting import kin_of
from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules

CROWD = 100
_MOST = 4  # of each list: what a sentence names beyond that says little
_THINGS = 3
_OBJECTS = 2
MONTH = 31
FEW = 9  # of which nobody knows whether they are the same when they are called otherwise
LONG, RECALLED = 200, 400  # days
LEAST = 1 - (1 << 39)  # of 40 bits, so that something comes before it
Key = int


def keys_of(telling: Telling, rules: Rules) -> tuple[Key, ...]:
    """The keys of a claim, each once: its features with the window of days in which it was published. The windows beside are one off."""
    published = ordinal(telling.day) or 0
    features = dict.fromkeys(_features(telling, rules))
    keys = (_feature_key(feature) + published // feature[1] for feature in features)
    return tuple(dict.fromkeys((*keys, *_on_its_day(telling, published, features, rules))))


def _on_its_day(
    telling: Telling, published: int, features: Iterable[tuple[tuple[str, ...], int]], rules: Rules
) -> Iterator[Key]:
    """The keys of what was some time before: "In September lawmakers had ousted him", "a year ago they agreed on a truce"."""
    first, short = ordinal(telling.first), rules.windows["point"]
    if first is None or published - first <= 2 * short:
        return
    last = max(first, ordinal(telling.last) or first)
    length = short if last - first <= MONTH else LONG  # what was "a year ago" may have been on any day of it
    for window in range(
        first // length, last // length + 2, 2
    ):  # with those beside them these are all between
        yield from (_feature_key(feature) + window for feature in features if feature[1] == length)


def beside(key: Key) -> tuple[Key, Key, Key]:
    """The key of the same feature in the window before, its own, and the one after."""
    return key - 1, key, key + 1


@lru_cache(maxsize=1 << 16)
def _feature_key(feature: tuple[tuple[str, ...], int]) -> Key:
    """A number of 64 bits with a sign, as SQLite holds it: 40 of the feature, and room for the number of a window behind them, and of the one before."""
    words = "\x1f".join((*feature[0], str(feature[1])))
    digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return max(int.from_bytes(digest[-5:], "big", signed=True), LEAST) << 24


def _features(telling: Telling, rules: Rules) -> Iterator[tuple[tuple[str, ...], int]]:
    """What identifies a claim, with the length of the window: days for what happens on a day, months for what goes on or is recalled."""
    short = rules.windows["point"]
    lasting = _may_last(telling.type, rules)
    deeds = sorted(telling.senses & rules.deeds)[:_MOST]
    yield ("document", telling.document_id), LONG
    yield ("text", telling.quote, telling.sentence), LONG
    for feature in _who_and_where(telling, rules, deeds):
        yield feature, short
        if lasting:
            yield feature, LONG
    there = (
        *telling.objects[:_MOST],
        *((telling.place,) if telling.place else ()),
        *telling.recipients[:_MOST],
    )
    for one in there:
        yield from ((("recalled", one, deed), RECALLED) for deed in deeds)


def _who_and_where(telling: Telling, rules: Rules, deeds: list[str]) -> Iterator[tuple[str, ...]]:
    if telling.place:
        yield ("place", telling.place)
    beside = sorted({*telling.recipients, *telling.ids} - set(telling.actors))[:_MOST]
    doers = sorted(telling.actors)[:_MOST]
    roles = [(one, other) for one in doers or beside for other in beside if one != other]
    yield from (("pair", *sorted(pair)) for pair in roles)
    if telling.country and telling.country not in telling.actors:  # of what is sent there, wherever in it
        yield from (("pair", *sorted((one, telling.country))) for one in doers)
    if len(doers) > 1:
        yield ("pair", *doers[:2])
    kinds = deeds + sorted(telling.senses - set(deeds))[:_MOST]
    yield from (("did", one, kind) for one in (*doers, *sorted(telling.recipients)[:_MOST]) for kind in deeds)
    # "Israel's army denied that its soldiers had set fire to it", who were only named where it was told
    named = beside if telling.polarity == "affirmed" else [*doers, *beside]
    yield from (("named", one, kind) for one in named for kind in deeds)
    # "rejected it", "rejected reports of a massacre": nobody was read who did
    if not doers and (telling.type in rules.speech or _only_denies(telling)):
        yield from (("did", one, kind) for one in beside for kind in deeds)
    yield from _what_about(telling, kinds)
    yield from (("object", one, kind) for one in telling.names[:_MOST] for kind in kinds)
    yield from (("person", one) for one in sorted(telling.people)[:_MOST])
    yield from (("number", f"{a.high:g}", a.kind) for a in telling.amounts)
    if (
        not telling.passing
    ):  # what is told of whom nobody says: the deed and two of the things that it is about
        things = sorted(telling.senses)[: _THINGS + 1]
        yield from (
            ("deed", deed, thing) for deed in sorted(telling.acts)[:2] for thing in things if thing != deed
        )
    many = [f"{a.high:g}" for a in telling.amounts if a.low > FEW]
    yield from (("counted", number, deed) for number in many for deed in sorted(telling.acts)[:_OBJECTS])
    kin = [str(i) for i in sorted(kin_of(telling, rules))] or deeds
    yield from (("name", one, kind) for one in sorted(telling.propers)[:_MOST] for kind in kin)
    whose = sorted({*telling.actors, *telling.recipients, *telling.ids})[:_MOST]
    yield from (("once", one, deed) for one in whose for deed in sorted(telling.acts & rules.once))
    if telling.type in rules.speech:
        states = [one.partition(".")[0] for one in doers if "." in one]  # a party may speak for its state
        yield from (("says", telling.type, one) for one in (*doers, *states, *telling.names[:_MOST]))
    else:
        yield from (
            ("to", one, str(i)) for one in telling.objects[:_OBJECTS] for i in sorted(kin_of(telling, rules))
        )


def _only_denies(telling: Telling) -> bool:
    """Whether somebody denies a deed of which the sentence says neither who did it nor to whom."""
    return telling.polarity == "denied" and not (telling.objects or telling.recipients)


def _what_about(telling: Telling, kinds: list[str]) -> Iterator[tuple[str, ...]]:
    """Of a claim that says neither where nor to whom: whom it names with what, whatever the deed is called."""
    if telling.place in (None, telling.country) and not telling.recipients:
        things = [kind for kind in kinds if kind not in telling.acts][:_THINGS]
        yield from (("about", one, kind) for one in telling.ids[:_THINGS] for kind in things)


@lru_cache(maxsize=256)
def _may_last(type_name: str, rules: Rules) -> bool:
    """Whether a claim of this type may be of one story with one that goes on."""
    near = {one for pair in rules.near if type_name in pair for one in pair} | {type_name}
    return any(rules.lasts(one) for one in near)
