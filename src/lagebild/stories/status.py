"""How a story stands, by stated rules (ANNOTATION §9).

Takes its tellings and origins; gives one word. `denied`: no named source claims it and one denies it. `disputed`: one claims it and
another denies it, or the parties give contrary accounts of who did it. `retracted`: the source withdrew. `corroborated within
one side`: two or more origins of one camp; `corroborated`: of more than one; `single-origin`: one or none.
"""

from collections.abc import Collection, Iterable, Sequence

from lagebild.stories.records import Part, Status, Telling, Voice
from lagebild.stories.rules import Rules
from lagebild.stories.who import one_of_them

OFFICIAL = ("", "GOV", "MIL")  # sectors of those who speak for a state, as a state alone does


def status_of(tellings: Sequence[Telling], overall: Part, type_name: str, rules: Rules) -> Status:
    """The status of a story of this type."""
    deniers = standing_deniers(tellings, type_name, rules)
    if not overall.origins and any(t.takers for t in tellings):
        return "retracted"
    if deniers:
        return "disputed" if overall.origins else "denied"
    if type_name not in rules.speech and contrary_accounts(tellings, overall):
        return "disputed"
    if overall.count < 2:
        return "single-origin"
    camps = {origin.camp for origin in overall.origins}
    return "corroborated within one side" if len(camps) == 1 else "corroborated"


def standing_deniers(tellings: Sequence[Telling], type_name: str, rules: Rules) -> tuple[Voice, ...]:
    """The named sources that deny the happening and have not affirmed it since. Who denies what another says does not deny that it was said."""
    words = type_name in rules.speech
    if words and not any(t.acts & rules.breaking or t.polarity == "denied" for t in tellings):
        return ()  # that a truce has been broken is no word
    found: dict[str, Voice] = {}
    denials = denials_in(tellings)
    doers = frozenset(id for t in tellings if t.polarity == "affirmed" for id in t.actors)
    for telling in sorted(tellings, key=lambda t: t.order):
        negated = not words and _is_negated(telling) and not _is_qualified(telling, tellings)
        for voice in (
            *(v for v in telling.deniers if not (_only_names_it(telling) or v.apart) or _is_doer(v, doers)),
            *(telling.chain[-1:] if negated else ()),
        ):
            if voice.key:
                found[voice.key] = voice
        if (
            telling.polarity == "affirmed"
            and telling.commitment == "certain"
            and not is_denied_beside(telling, denials)
        ):
            for voice in (*telling.chain[-1:], *telling.confirmers):
                found.pop(voice.key or "", None)
                if voice.state in telling.actors and _speaks_for_it(
                    voice
                ):  # the premier admits what the ministry denied
                    found = {
                        k: v for k, v in found.items() if v.state != voice.state or not _speaks_for_it(v)
                    }
    return tuple(found.values())


def _speaks_for_it(voice: Voice) -> bool:
    """Whether somebody speaks for his state: its name, its government or army."""
    state, _, sector = (voice.actor or "").partition(".")
    return state == voice.state and sector.partition(".")[0] in OFFICIAL


def _is_doer(voice: Voice, doers: frozenset[str]) -> bool:
    """`denied involvement in the attack`: who is not said to have done it, leaves the deed undisputed."""
    return voice.state is not None and one_of_them(frozenset({voice.state}), doers)


def _only_names_it(telling: Telling) -> bool:
    """Whether the deed is only named, "denied any part in the attack", and not itself denied: "denied a report that troops had crossed"."""
    return telling.passing and telling.polarity != "denied"


def denials_in(tellings: Iterable[Telling]) -> frozenset[tuple[str, int, str]]:
    """Who denies it, in which sentence of which document."""
    denied = (t for t in tellings if t.polarity == "denied")
    return frozenset((t.document_id, t.sentence_start, v.key) for t in denied for v in t.deniers if v.key)


def is_denied_beside(telling: Telling, denials: Collection[tuple[str, int, str]]) -> bool:
    """Whether who says so denies it in the same sentence: "denied that the pipe had been attacked, saying a valve had exploded"."""
    said_by = telling.chain[-1].key if telling.chain else None
    return (telling.document_id, telling.sentence_start, said_by) in denials


def _is_negated(telling: Telling) -> bool:
    """Who says that a coup was foiled denies nothing, nor who says what follows "if Baku does not withdraw"."""
    open_ = telling.averted or telling.certainty == "conditional"
    return telling.polarity == "negated" and not open_ and bool(telling.type or telling.acts)


def _is_qualified(telling: Telling, tellings: Sequence[Telling]) -> bool:
    """`The army said it had struck a car. No civilians had been killed, it said`: who tells the deed in the same text denies a part of it."""
    said_by = telling.chain[-1].key if telling.chain else None
    return any(
        t.document_id == telling.document_id
        and t.polarity == "affirmed"
        and any(v.key == said_by for v in t.chain[-1:])
        for t in tellings
    )


def contrary_accounts(tellings: Sequence[Telling], overall: Part) -> bool:
    """Whether one party's account names the other as the doer, and another's somebody else. An admission is no such account."""
    told = {t.claim_id: t for t in tellings}
    accounts = {
        (origin.key, frozenset(t.actors))
        for origin in overall.origins
        for t in (told[claim] for claim in origin.claims)
        if t.actors and not (t.chain and t.chain[-1].state in t.actors)
    }
    hit = {
        (origin.key, t.chain[-1].state)
        for origin in overall.origins
        for t in (told[claim] for claim in origin.claims)
        if t.chain and not t.actors and t.recipients == (t.chain[-1].state,)
    }  # "it had rammed one of its ships"
    return any(
        one != other and not one_of_them(doers, others)
        for one, doers in accounts
        for other, others in accounts
    ) or any(one != other and state in doers for one, doers in accounts for other, state in hit)
