"""Who really says so: the independent origins of a story, part by part.

Takes the tellings of a story; gives for each part (overall, presence, number, place, time) the origins that vouch for it and why
the others do not count. The innermost named source that affirms counts; where a text asserts from its own knowledge, the
agency that it credits, else its publisher. Carriers, copies, translations, retellings, denials, unnamed sources, mentions in passing
and what was carried over from another sentence add nothing. The count is an upper bound.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from lagebild.stories.media import is_medium, medium_key, plain_name, state_of_medium
from lagebild.stories.phases import is_on
from lagebild.stories.records import LeftOut, Origin, Part, Reason, ReasonKey, Telling, Voice
from lagebild.stories.rules import Ladder, Rules
from lagebild.stories.sides import Standing, side_of, speaks_for_no_state
from lagebild.stories.spelling import words_of
from lagebild.stories.status import denials_in, is_denied_beside
from lagebild.stories.vouching import UNKNOWN, Vouching, merged
from lagebild.stories.wording import alike

# Documents that share so much of their wording are one text. On the development gold copies had .75 to 1, all other pairs at most .5.
SAME_TEXT = 0.6
CLAIMING = "responsibility"  # the kind of a statement by which somebody claims a deed


class Around(NamedTuple):
    """What each telling of a story is looked at beside: the others, who printed them, which documents cite somebody, whom each publisher
    has it from, which documents tell it themselves, whether somebody tells it as done, what most of them tell of.
    """

    tellings: Sequence[Telling]
    publishers: tuple[str, ...]
    citing: frozenset[str]
    sources: Mapping[str, Voice]
    telling: frozenset[str] = frozenset()
    denying: frozenset[tuple[str, int, str]] = frozenset()
    done: bool = False
    type: str = ""


def parts_of(
    tellings: Sequence[Telling], rules: Rules, ladder: Ladder | None = None, type_name: str = ""
) -> tuple[Part, ...]:
    """The parts of a story with their origins; what is there says the story's ladder, what it tells of its type."""
    standing = standing_of(tellings, rules)
    around = around_of(tellings)._replace(type=type_name)
    said = [
        v for t in tellings for v in (voucher_of(t, around, rules, standing), *_confirming(t, around, rules))
    ]
    vouchings = _kept(merged(said, rules), tellings)

    def part(name: str, fitting: Sequence[Vouching], value: str | None = None) -> Part:
        if name in ("number", "time"):  # who confirms that it happened, confirms neither
            fitting = [v for v in fitting if not _confirms(v)]
        if name == "number":  # a medium that gives a figure is where the figure comes from, be it hearsay
            fitting = [v if v.key else v._replace(key=v.hearsay) for v in fitting]
        if fitting == vouchings:  # as of most stories, of which all tell the same
            return replace(overall, name=name, value=value)
        return _part(name, fitting, standing, rules, value)

    overall = _part("overall", vouchings, standing, rules, None)
    parts = [overall]
    present = _present(tellings, ladder)
    if present:
        parts.append(part("presence", [v for v in vouchings if v.telling.claim_id in present]))
    for name, values_of in (("number", numbers_in), ("place", _places_in), ("time", _times_in)):
        by_value: dict[str, list[Vouching]] = {}
        for vouching in vouchings:
            for value in dict.fromkeys(values_of(vouching.telling)):
                by_value.setdefault(value, []).append(vouching)
        told = [part(name, by_value[value], value) for value in sorted(by_value)]
        if told:
            parts.append(max(told, key=lambda p: (p.count, sum(len(o.claims) for o in p.origins))))
    return tuple(parts)


def _kept(vouchings: Sequence[Vouching], tellings: Sequence[Telling]) -> list[Vouching]:
    """Without those who have taken their report back since."""
    taken = [(t.order, t.takers) for t in tellings if t.takers]
    return [
        v._replace(key=None, why=(Reason(key="taken_back_since", who=v.name),))
        if v.key and any(order > v.telling.order and _is_among(v, takers) for order, takers in taken)
        else v
        for v in vouchings
    ]


def _is_among(vouching: Vouching, takers: Sequence[str]) -> bool:
    return bool({vouching.key or "", vouching.state or "", *words_of(vouching.name)} & set(takers))


def _present(tellings: Sequence[Telling], ladder: Ladder | None) -> frozenset[str]:
    """The claims that it has happened: of what is sent somewhere that it is there, or, when nobody says so, that it has been sent."""
    happened = [t for t in tellings if _has_happened(t)]
    if ladder is None or not ladder.presence:
        return frozenset(t.claim_id for t in happened)
    steps = dict(ladder.rungs)
    there = [t for t in happened if any(is_on(t, steps[rung]) for rung in ladder.presence)]
    done = [
        t
        for t in happened
        if any(is_on(t, steps[r]) for r in steps if not any("future" in step.times for step in steps[r]))
    ]
    return frozenset(t.claim_id for t in there or done)


def _has_happened(telling: Telling) -> bool:
    return telling.time in ("past", "ongoing") and telling.commitment == "certain"


def numbers_in(telling: Telling) -> list[str]:
    """The figures of a telling, each as `low..high`."""
    return [f"{a.low:g}" if a.low == a.high else f"{a.low:g}..{a.high:g}" for a in telling.amounts]


def _places_in(telling: Telling) -> list[str]:
    where = telling.place or telling.country
    return [where] if where else []


def _times_in(telling: Telling) -> list[str]:
    return [telling.first] if telling.first else []


# ------------------------------------------------------------------ who stands behind a telling


def around_of(tellings: Sequence[Telling]) -> Around:
    """What each of these tellings is looked at beside."""
    citing = (
        t.document_id
        for t in tellings
        if t.chain
        and t.polarity == "affirmed"
        and not t.chain[-1].own
        and (not t.answered or (t.passing and t.amounts))
    )
    publishers = dict.fromkeys(t.publisher for t in tellings if t.publisher)
    cited = (
        (t.publisher, t.chain[-1])
        for t in tellings
        if t.publisher and t.chain and t.polarity == "affirmed" and not _is_itself(t, t.chain[-1])
    )
    sources: dict[str, Voice] = {}
    for publisher, voice in cited:
        if voice.key and not voice.inferred:
            sources.setdefault(publisher, voice)
    telling = frozenset(
        t.document_id for t in tellings if not t.chain and not t.passing and t.polarity == "affirmed"
    )
    # "the army has seized power": who tells that the coup has failed does not bear that out
    done = any(t.polarity == "affirmed" and t.told and not t.passing and _has_happened(t) for t in tellings)
    return Around(
        tellings, tuple(publishers), frozenset(citing), sources, telling, denials_in(tellings), done
    )


def voucher_of(telling: Telling, around: Around, rules: Rules, standing: Standing) -> Vouching:
    """Who stands behind a telling."""
    if telling.polarity != "affirmed" and (not telling.averted or around.done):
        return _nobody(telling, "denied")
    if is_denied_beside(telling, around.denying):
        return _nobody(telling, "denied")
    if telling.withdrawn:
        return _nobody(telling, "taken_back")
    if _is_about_it(telling, around.type, rules):
        return _nobody(telling, "about_it")
    target = next((v for v in telling.complainers if v.key and v.state in standing.targets), None)
    if telling.passing and target is not None and standing.hostile:
        return Vouching(
            telling,
            target.key,
            target.name,
            target.state,
            (Reason(key="complains"),),
            target.actor,
        )
    if telling.passing and telling.chain and telling.amounts and telling.document_id in around.telling:
        return _cited(
            telling, telling.chain[-1], around, rules
        )  # "attacked a post. The governor spoke of four killed guards"
    if telling.passing:
        counts = telling.chain[-1].key if telling.chain and telling.amounts else None
        return _nobody(telling, "in_passing")._replace(
            hearsay=counts
        )  # who counts the dead gives their number
    if telling.certainty == "conditional" and telling.type not in rules.speech:
        return _nobody(telling, "conditional")
    if telling.commitment == "possible":
        return _nobody(telling, "possible")
    if telling.chain and telling.chain[-1].own:
        return _own_knowledge(telling, around.tellings)
    if telling.chain:
        named = [voice for voice in telling.chain if voice.key] or telling.chain
        return _cited(telling, named[-1], around, rules)
    if telling.kind == CLAIMING or not _is_told_as_fact(telling, rules):
        return _nobody(telling, "nobody")  # who claims it counts, not who tells of that
    beside = telling.cited and telling.type not in rules.speech and not telling.aside
    if beside or telling.document_id in around.citing:
        return _nobody(telling, "cited_beside")
    return _own_knowledge(telling, around.tellings)


def _is_about_it(telling: Telling, type_name: str, rules: Rules) -> bool:
    """Whether a claim that an analyst put into a story of a deed tells only how somebody speaks of it: that North Korea rejects a report is no report."""
    words = telling.type in rules.speech and telling.acts <= rules.said
    return words and bool(type_name) and type_name not in rules.speech


def _confirming(telling: Telling, around: Around, rules: Rules) -> Iterator[Vouching]:
    """Who confirms, in another sentence of the text, that it happened or will."""
    if _is_about_it(telling, around.type, rules):
        return
    open_ = telling.certainty == "conditional" and telling.type not in rules.speech
    if telling.polarity != "affirmed" or telling.withdrawn or telling.commitment == "possible" or open_:
        return
    for voice in telling.confirmers:
        state = voice.state or state_of_medium(voice.key or "", telling.day)
        why = (Reason(key="confirms"),)
        yield Vouching(
            telling, voice.key, voice.name, state, why, voice.actor, roles=voice.roles, beside=voice.beside
        )


def _confirms(vouching: Vouching) -> bool:
    return any(reason.key == "confirms" for reason in vouching.why)


def _is_told_as_fact(telling: Telling, rules: Rules) -> bool:
    """Whether the author vouches for it: as having happened, or that somebody means to do it; a threat is an act, whatever it depends on."""
    if telling.certainty == "conditional":
        return telling.type in rules.speech
    return telling.certainty in ("asserted", "planned")


def _cited(telling: Telling, voice: Voice, around: Around, rules: Rules) -> Vouching:
    if voice.inferred and telling.certainty != "reported":
        return _nobody(telling, "carried", voice.name)
    name = voice.name.lower()
    printed = next((publisher for publisher in around.publishers if plain_name(publisher) in name), None)
    if printed is None and _is_itself(telling, voice):
        printed = telling.publisher  # "the Gazette reported", in the Harbour Gazette
    key = medium_key(printed) if printed else voice.key
    if printed and (behind := around.sources.get(printed)):
        why = Reason(key="cited_through", who=voice.name)
        return Vouching(
            telling, behind.key, behind.name, behind.state, (why,), behind.actor, roles=behind.roles
        )
    if key is None:
        return _nobody(telling, "unnamed", voice.name)
    if is_medium(key) and telling.certainty not in ("reported", "asserted"):
        return _nobody(telling, "hearsay", voice.name)._replace(hearsay=key)
    outer = [v.name for v in telling.chain[:-1]]
    why = Reason(key="cited_through", who=", ".join(outer)) if outer else Reason(key="cited")
    state = voice.state or state_of_medium(key, telling.day)
    return Vouching(
        telling, key, voice.name, state, (why,), voice.actor, roles=voice.roles, beside=voice.beside
    )


def _is_itself(telling: Telling, voice: Voice) -> bool:
    """Whether a text cites who printed it, by a part of the name."""
    named = words_of(voice.name) if (voice.key or "").startswith(UNKNOWN) else frozenset()
    return bool(named) and named <= words_of(telling.publisher or "")


def _own_knowledge(telling: Telling, tellings: Sequence[Telling]) -> Vouching:
    """The agency credited; of a text that copies another, whoever the first of its wording credits or was printed by."""
    alike_to = () if telling.credits else (t for t in tellings if _one_text(t, telling))
    first = min(alike_to, key=lambda t: (not t.credits, t.order), default=telling)
    name = first.credits[0] if first.credits else first.publisher
    if not name:
        return _nobody(telling, "publisher_unknown")
    why = [Reason(key="own_agency" if first.credits else "own_publisher")]
    if first.document_id != telling.document_id:
        why.append(Reason(key="same_wording", who=telling.publisher or telling.document_id))
    key = medium_key(name)
    return Vouching(telling, key, name, state_of_medium(key, telling.day), tuple(why))


def _nobody(telling: Telling, key: ReasonKey, who: str = "") -> Vouching:
    name = telling.chain[-1].name if telling.chain else telling.publisher or ""
    return Vouching(telling, None, name, None, (Reason(key=key, who=who),))


def _one_text(one: Telling, other: Telling) -> bool:
    if one.document_id == other.document_id:
        return True
    return not one.sketch.isdisjoint(other.sketch) and alike(one.sketch, other.sketch) >= SAME_TEXT


def standing_of(tellings: Iterable[Telling], rules: Rules) -> Standing:
    """Who acts in a story and who is acted upon."""
    told = list(tellings)
    doers = {i for t in told for i in t.actors}
    against = {i for t in told for i in t.against}
    targets = {i for t in told for i in t.recipients}
    hostile = any(t.type in rules.hostile for t in told)
    there = {t.country for t in told if t.country}
    if hostile:
        targets = targets or (there - doers)
    elif against:
        doers, targets, hostile = doers | targets, against, True
    else:
        targets |= there - doers
    mutual = not hostile and len(doers) > 1 and any(t.type in rules.mutual for t in told)
    named = {i for t in told for i in t.ids} | {t.country for t in told if t.country}
    return Standing(frozenset(doers), frozenset(targets - doers), hostile, frozenset(named), mutual)


def _part(
    name: str, vouchings: Sequence[Vouching], standing: Standing, rules: Rules, value: str | None
) -> Part:
    by_key: dict[str, list[Vouching]] = {}
    for vouching in vouchings:
        if vouching.key:
            by_key.setdefault(vouching.key, []).append(vouching)
    origins = tuple(_origin(key, rows, standing, rules) for key, rows in by_key.items())
    left_out = tuple(
        LeftOut(claim=v.telling.claim_id, printed=v.telling.publisher or v.telling.document_id, why=v.why[0])
        for v in vouchings
        if v.key is None
    )
    return Part(name=name, origins=origins, left_out=left_out, value=value)


def _state_behind(key: str, rows: Sequence[Vouching], rules: Rules) -> str | None:
    """The state on whose side a source speaks: of a medium whose mouthpiece it is; a union, a charity or a church speaks for none."""
    if is_medium(key):
        return state_of_medium(key, rows[0].telling.day)
    if speaks_for_no_state(key, frozenset().union(*(v.roles for v in rows)), rules):
        return None
    return next((v.state for v in rows if v.state), None) or _home_of(key, rows, rules)


def _home_of(key: str, rows: Sequence[Vouching], rules: Rules) -> str | None:
    """`the police`, `Governor Uba Sani`: those of the country that it happened in, where the claims that they vouch for name but one."""
    there = {v.telling.country for v in rows if v.telling.country}
    name = key.removeprefix("role:")
    offices = frozenset().union(*(v.roles for v in rows)) if name == key else frozenset({name})
    at_home = offices & rules.of_the_place or (
        name != key and all(v.telling.actors == (v.telling.country,) for v in rows)
    )
    return there.pop() if at_home and len(there) == 1 else None


def _origin(key: str, rows: Sequence[Vouching], standing: Standing, rules: Rules) -> Origin:
    first = rows[0]
    side, camp = side_of(_state_behind(key, rows, rules), standing, first.telling.day, rules)
    claims = tuple(v.telling.claim_id for v in rows)
    more = (Reason(key="more", n=len(rows) - 1),) if len(rows) > 1 else ()
    return Origin(
        key=key,
        name=first.name,
        side=side,
        camp=camp or key,
        claims=claims,
        why=(*first.why, *more),
        actor=first.actor,
    )
