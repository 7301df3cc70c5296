"""Who: whether two claims tell of the same doers, and of the same to whom it is done.

Takes two Tellings; gives what those who have a part in it, those who speak, and whoever else the sentences name say for or against one happening.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from lagebild.ontology import load_ontology
from lagebild.stories.days import gap_of
from lagebild.stories.meeting import on_one_ladder
from lagebild.stories.records import Telling, Voice
from lagebild.stories.rules import Rules
from lagebild.stories.things import names_shared

Evidence = Iterator[tuple[str, float]]
CONTRARY = "contrary_actors"
STATE = 3  # letters of a state's id
ANYBODY = ".UNK"  # the sector of those of a state of whom nothing is known
WORLD = frozenset({"UNO", "IGO", "NGO", "IMG", "INT"})  # slots of those who belong to no state
NEXT = 2  # days, from which on something is no longer of one day or the next


def people(one: Telling, other: Telling, rules: Rules) -> Evidence:
    """What those who act, those to whom it is done, and whoever else is named say. Of whom it is sure before that they are parted here, says `bits`."""
    if _is_done_together(one, other, rules):
        yield from _who_meet(one, other, rules)
        return
    acting = _who_acts(one, other, rules)
    if acting == CONTRARY and _have_each_their_own_dead(one, other, rules):
        acting = "other_actors"
    if acting:
        yield acting, 1
    if acting is None and _is_turned_round(one, other, rules):
        yield "other_actors", 1
    # Of two sides that accuse each other, each says that it was done to itself.
    c, d = ((), ()) if acting == CONTRARY else (one.recipients, other.recipients)
    if c and d:
        if _are_of_one(c, d):
            yield "same_recipients", 1
        elif (
            not _are_handed_over(one, other, rules)
            and one.victims.isdisjoint(other.victims)
            and _were_others_hit(c, one.actors, d, other.actors)
            and (_are_alike(c, d) or _are_of_other_states(one, other, rules))
        ):
            yield "other_recipients", 1
    if not one.people.isdisjoint(other.people) and not {one.type, other.type} & rules.speech:
        yield "same_person", 1
    yield from _who_is_named(one, other, rules, (one.actors, other.actors, c, d))


def _is_turned_round(one: Telling, other: Telling, rules: Rules) -> bool:
    """`Police fired at protesters`, `protesters attacked police`: those who do it in one have it done to them in the other."""
    if not {one.type, other.type} <= rules.hostile:
        return False
    a, b = (set(t.names) - set(t.objects) for t in (one, other))
    c, d = set(one.objects), set(other.objects)
    return bool(rules.people & (a & d | b & c)) and not (a & b or c & d)


def _was_hit_itself(telling: Telling, other: Telling) -> bool:
    """`China's coast guard said the boat had rammed | one of its ships |`: by another account it was done by those who say that it was done to them."""
    says = _state_of(telling)
    theirs = says is not None and telling.recipients == (says,) and says in other.actors
    return theirs and bool(other.recipients) and says not in other.recipients


def _have_each_their_own_dead(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether each tells that people of its own were killed or hurt by the other: both fired, and these are not two accounts of one shot. Who says so and names nobody means its own."""
    if not (one.senses & rules.harm and other.senses & rules.harm):
        return False
    a, b = ({id.partition(".")[0] for id in t.recipients} or {_state_of(t) or ""} for t in (one, other))
    return "" not in a | b and not a & b


def _who_meet(one: Telling, other: Telling, rules: Rules) -> Evidence:
    """Of what several do with each other all are the doers."""
    a, b = frozenset(one.actors + one.recipients), frozenset(other.actors + other.recipients)
    if min(len(one.people), len(other.people)) > 1 and len(one.people & other.people) < 2:
        yield "other_person", 1  # an envoy sees the minister, then the president
    elif len(one.people & other.people) > 1:
        yield "same_person", 1
    drilled = one.acts & other.acts & rules.jointly
    if drilled and (_with_others(a, b, other) or _with_others(b, a, one)):
        yield "other_actors", 1  # with Japan; with somebody, and the Philippines are named
    else:
        yield from _together(a, b)
    if len(set(one.names) & set(other.names)) > 1:
        yield "same_objects", 1  # the general and the minister
    if not a or not b:  # who it was may stand in the sentence without a part in it
        yield from _named_in_both(one, other, frozenset())
    elif gap_of(one.day, other.day) < NEXT:
        yield from _named_in_both(one, other, a | b)  # where they met


def _who_acts(one: Telling, other: Telling, rules: Rules) -> str | None:
    """What the doers say, or who denies to be one."""
    if not (one.actors and other.actors):
        denied = _denies_it(one, other.actors) or _denies_it(other, one.actors)
        if not denied and (_was_hit_itself(one, other) or _was_hit_itself(other, one)):
            return CONTRARY
        return "same_actors" if denied else None
    if _are_of_one(one.actors, other.actors):
        return "same_actors"
    if _accuse_each_other(one, other):
        return CONTRARY
    return None if _is_of(one.actors, other.actors, rules) else "other_actors"


def _who_is_named(one: Telling, other: Telling, rules: Rules, sides: Sequence[tuple[str, ...]]) -> Evidence:
    """What names and ids say; `sides` are the doers of both, and those to whom it is done."""
    a, b, c, d = map(frozenset, sides)
    if one.names and other.names and (shared := set(one.names).intersection(other.names)):
        yield "same_names", min(2, len(shared))
    if named := (one.propers & other.propers) | names_shared(one.things, other.things):
        yield "same_name", min(2, len(named))
    if met := set(one.ids).intersection(other.ids) - _with_their_states(a & b) - (c & d):
        in_role = (a | b | c | d) - (
            (c - d - b) | (d - c - a)
        )  # to whom it is done in one is named in the other
        yield "same_ids", min(3, len(met - in_role) + 0.5 * len(met & in_role))
    elif (
        not (c and d)
        and (e := _concerned(one))
        and (f := _concerned(other))
        and not (e & f or e & b or f & a)
    ):
        yield "other_ids", 1
    elif on_one_ladder(one, other, rules) and _lands_of(one) & _lands_of(other):
        yield "same_land", 1


def _are_handed_over(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether somebody is freed in both, in one of them to those who belong to no state: "handed over to the Red Cross"."""
    slots = {id.partition(".")[0] for id in (*one.recipients, *other.recipients)}
    return bool(one.acts & other.acts & rules.freeing) and not slots.isdisjoint(WORLD)


def _with_their_states(ids: frozenset[str]) -> frozenset[str]:
    """Who does it in both, and the states that they belong to: a party's state says no more than the party."""
    return ids | {id.partition(".")[0] for id in ids}


def _is_done_together(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether both tell what several do with each other, and nothing that is sent."""
    mutual = one.type in rules.mutual and other.type in rules.mutual
    if mutual and not on_one_ladder(one, other, rules):
        return True
    return not one.acts.isdisjoint(other.acts) and bool(one.acts & other.acts & rules.jointly)


def _named_in_both(one: Telling, other: Telling, known: frozenset[str]) -> Evidence:
    if met := (set(one.ids) & set(other.ids)) - known:
        yield "same_ids", min(3, len(met))


@lru_cache(maxsize=1 << 16)
def _are_of_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same of ids in their order: few of them are compared again and again."""
    return one_of_them(frozenset(one), frozenset(other))


@lru_cache(maxsize=1 << 16)
def _is_of(one: tuple[str, ...], other: tuple[str, ...], rules: Rules) -> bool:
    """Whether somebody is a member of somebody in the other: the alliance, or one of its members for it."""
    return any(rules.belongs(x, y) or rules.belongs(y, x) for x in one for y in other)


@lru_cache(maxsize=1 << 16)
def _were_others_hit(
    one: tuple[str, ...], actors: tuple[str, ...], other: tuple[str, ...], other_actors: tuple[str, ...]
) -> bool:
    """Whether it was done to others: not to who did it, nor to two of the people of one state."""
    c, d = frozenset(one), frozenset(other)
    if c <= frozenset(actors) or d <= frozenset(other_actors):
        return False
    return not _of_people(c) & _of_people(d)


def _denies_it(telling: Telling, doers: tuple[str, ...]) -> bool:
    """`The RSF denied involvement in the attack`, `rejected reports of a massacre`: it is one that is laid to the RSF."""
    if not (telling.passing or telling.polarity == "denied") or telling.actors or not telling.deniers:
        return False
    voices = [v for v in telling.deniers if v.state and (telling.passing or _answers_for_deeds(v))]
    return one_of_them(frozenset(voice.state for voice in voices if voice.state), frozenset(doers))


def _answers_for_deeds(voice: Voice) -> bool:
    """Whether deeds of a state are laid to who speaks: its name, its government, its forces; a group answers for itself."""
    state, _, sector = (voice.actor or "").partition(".")
    ruling = not sector or sector.partition(".")[0] in load_ontology().sectors_of["ruling"]
    return ruling or voice.state not in (state, None)


def one_of_them(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether somebody is in both, or belongs to somebody in the other: a party to its state, a pilot to "a New Zealander"."""
    if a & b:
        return True
    a, b = (frozenset(x.removesuffix(ANYBODY) for x in ids) for ids in (a, b))
    return bool(a & b) or any(x.startswith(f"{y}.") or y.startswith(f"{x}.") for x in a for y in b)


def _of_people(ids: frozenset[str]) -> frozenset[str]:
    """The states of those who are known only as some of its people: "an Austrian woman" and "an Austrian aid worker" may be one."""
    several = load_ontology().sectors_of["several"]
    return frozenset(x.partition(".")[0] for x in ids if x.count(".") == 1 and x.partition(".")[2] in several)


@lru_cache(maxsize=1 << 16)
def _are_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether both are states, or both none: peacekeepers may be hit where a state is."""
    return any(len(x) == STATE for x in a) == any(len(x) == STATE for x in b)


def _are_of_other_states(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether it is done to a state in one, and to a firm, a party of another state in the other: of what has no place of its own."""
    if not {one.type, other.type} <= rules.aimed:
        return False
    a, b = ({id.partition(".")[0] for id in t.recipients} for t in (one, other))
    return not a & b and not (a | b) & WORLD


def _concerned(telling: Telling) -> frozenset[str]:
    """The states that a claim names beside those who act and those who say so."""
    saying = {voice.state for voice in (*telling.chain, *telling.deniers)}
    in_role = {*telling.recipients, *([telling.country] if telling.country else [])}
    named = in_role | ({*telling.ids} - saying)
    return frozenset(i for i in named - set(telling.actors) if len(i) == STATE)


def _lands_of(telling: Telling) -> frozenset[str]:
    """The states that what is sent can go to or come from, whoever says so: recipients, where it is, whom else the sentence names."""
    named = {*telling.recipients, *telling.ids, *([telling.country] if telling.country else [])}
    return frozenset(i for i in named - set(telling.actors) if len(i) == STATE)


def _together(a: frozenset[str], b: frozenset[str]) -> Evidence:
    """Who does it with whom: all of the smaller group are in the larger one, or it is another happening."""
    if not a or not b:
        return
    if a <= b or b <= a:
        yield "same_actors", 2 if min(len(a), len(b)) > 1 else 1
    elif (len(a) > 1 and len(b) > 1 and len(a & b) < 2) or not a & b:
        yield "other_actors", 1


def _with_others(many: frozenset[str], few: frozenset[str], telling: Telling) -> bool:
    """Whether those who do it with each other in one claim are more than in another, whose sentence names other states and none of these."""
    saying = {voice.state for voice in telling.chain}
    named = {i for i in telling.ids if len(i) == STATE} - few - saying
    return (
        bool(few)
        and few < many
        and bool(named)
        and not named & many
        and all(len(i) == STATE for i in many - few)
    )


def _accuse_each_other(one: Telling, other: Telling) -> bool:
    """A side names the other and that side names somebody else: two accounts of one happening. Who tells of own deeds accuses nobody."""
    says, other_says = _state_of(one), _state_of(other)
    own = (says is not None and says in one.actors) or (other_says is not None and other_says in other.actors)
    return not own and bool((says and says in other.actors) or (other_says and other_says in one.actors))


def _state_of(telling: Telling) -> str | None:
    return telling.chain[-1].state if telling.chain else None


def speaker(one: Telling, other: Telling, rules: Rules) -> Evidence:
    """Of acts of words the speaker decides; a party may speak for its state."""
    if one.type not in rules.speech or other.type not in rules.speech:
        return
    yield "act_of_words", 1
    a, b = frozenset(one.actors), frozenset(other.actors)
    c, d = ({*t.names} - {*t.objects} for t in (one, other))
    if a and b:
        if a & b or not one_of_them(a, b):
            yield ("same_speaker" if a & b else "other_speaker"), 1
    elif c and d:
        yield ("same_speaker" if c & d else "other_speaker"), 1
    elif (a and d and _is_no_voice(d, a, other, rules)) or (b and c and _is_no_voice(c, b, one, rules)):
        yield "other_speaker", 0.5


def _is_no_voice(names: set[str], state: frozenset[str], telling: Telling, rules: Rules) -> bool:
    """Whether these unknown speakers are a crowd, or of a sentence that does not name the state that speaks in the other."""
    if names & rules.people:
        return True
    named = {id for id in telling.ids if len(id) == STATE}
    return not named & state and bool(named or not names & rules.institutions)  # "the Commons", of no state
