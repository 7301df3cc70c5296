"""Who is cited: one key for all who speak for one body.

Takes the links of a claim's chain; gives `Voice`s. Ministry, minister and spokesman of one government body have one key; a
person or organisation that the gazetteer does not know is keyed by the name, spelt the same whatever the language; whoever is
unnamed has none.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, pairwise, takewhile
from operator import itemgetter

import msgspec

from lagebild.gazetteer import load_gazetteer
from lagebild.languages import load_pack
from lagebild.model import Attribution, Participant, Sentence, Token
from lagebild.ontology import load_ontology
from lagebild.stories.bodies import body_of, seat_of, state_of
from lagebild.stories.cast import STATE, Cast
from lagebild.stories.media import is_medium, state_of_medium
from lagebild.stories.records import Voice
from lagebild.stories.roles import is_closed, is_what_is_said, role_senses
from lagebild.stories.speakers import (
    JOURNALIST,
    is_common,
    is_nobody,
    is_of_the_paper,
    is_onlooker,
    is_told_to,
    names_among,
    names_in,
    names_in_compounds,
    outlet_meant,
)
from lagebild.stories.spelling import name_of, spelt_alike

SERVICE, SPOKESPERSON, BORDER_GUARD = "service", "spokesperson", "border_guard"
MINISTRY = "ministry"  # a sense
SPY = "spy"  # the sense of spying and of who does it
ARMED, OFFICE, PARTY = "rebel", "office", "party"
NO_MINISTRY = ("head_of_state", "head_of_government", "army_chief")  # offices; the others are a minister's
MEDIA = "JRN"  # the sector of agencies and media
ANONYMOUS = "anonymous"
REACH = 2  # sentences back that "the agency" goes to whom was cited
UNNAMED = (ANONYMOUS, "collective", "self")


def voice_of(link: Attribution, cast: Cast, before: Sequence[Voice], owner: str | None = None) -> Voice:
    """The voice of a link of a chain; `before` are those that the document has already cited, `owner` the state whose
    ministry `its ministry` is.
    """
    who = link.source
    if is_of_the_paper(who, cast):
        return Voice(key=None, name=cast.called(who), own=True, inferred=link.inferred)
    known = who.actor is not None or _is_institution(who, cast) or bool(names_in(who, cast))
    known = known or _group_meant(who, cast.tokens_of(who), cast) is not None
    unnamed = link.kind in UNNAMED and (not known or (link.kind == ANONYMOUS and cast.are_circles(who)))
    found = Voice(key=None, name=cast.called(who)) if unnamed else speaker_of(who, cast, before, owner)
    if found.key is None and (names := cast.names_behind(who)):
        found = Voice(key=f"name:{spelt_alike(name_of(names[-1]))}", name=" ".join(t.form for t in names))
    other = cast.joined_with(who) if found.key is None else None
    if other is not None and (second := speaker_of(other, cast, before, owner)).key:
        found = second  # "residents and the army"
    return msgspec.structs.replace(found, inferred=link.inferred)


def cited_near(sentence: int, cited: Sequence[tuple[int, Voice]]) -> list[Voice]:
    """Who was cited in a sentence or shortly before it, in the order of the text."""
    first = bisect_left(cited, sentence - REACH, key=itemgetter(0))
    return [voice for _, voice in takewhile(lambda one: one[0] <= sentence, islice(cited, first, None))]


def speaker_of(who: Participant, cast: Cast, before: Sequence[Voice], owner: str | None = None) -> Voice:
    """The voice of a participant: of the body that the gazetteer knows, of a name, of an institution, of nobody."""
    tokens = cast.tokens_of(who)
    if is_nobody(who, cast):
        return Voice(key=None, name=cast.called(who))
    if who.actor is None and (names := cast.name_given(who)):
        return Voice(key=f"name:{spelt_alike(name_of(names[-1]))}", name=" ".join(t.form for t in names))
    seat = seat_of(who.actor or "", cast)
    if seat and (elsewhere := cast.capital_beside(who)) and elsewhere != str(who.actor)[:STATE]:
        # "the Foreign Office in Berlin"
        return Voice(key=f"{elsewhere}:{seat}", name=cast.called(who), state=elsewhere)
    if is_told_to(who, cast):
        return Voice(key=None, name=cast.called(who))
    medium = cast.medium_named_in(who)
    if medium is not None:
        return Voice(key=medium, name=cast.called(who), actor=medium)  # "Hezbollah's Al-Manar television"
    if namesake := _office_elsewhere(who, tokens, cast):
        return namesake
    if OFFICE in _head_senses(who, cast) and (holder := cast.holder_in(who)):
        # "the office of President Tinubu"
        state = state_of(holder, cast)
        return Voice(key=body_of(holder, cast), name=cast.called(who), state=state, actor=holder)
    if who.actor and _is_of_the_people(who.actor) and (names := names_in(who, cast)):
        # "Finnish operator Cinia" is Cinia, and no other firm of the country
        key = f"name:{spelt_alike(name_of(names[-1]))}"
        return Voice(key=key, name=cast.called(who), state=state_of(who.actor, cast), actor=who.actor)
    if who.actor:
        state = state_of(who.actor, cast)
        return Voice(
            key=_body_worded(who.actor, tokens, cast), name=cast.called(who), state=state, actor=who.actor
        )
    if owner and cast.is_owned(who) and SPOKESPERSON in role_senses(tokens, cast.lang):
        return Voice(key=owner, name=cast.called(who), state=owner)  # "its spokesman Willy Ngoma"
    return _described(who, tokens, cast, before, owner)


def _described(
    who: Participant, tokens: list[Token], cast: Cast, before: Sequence[Voice], owner: str | None
) -> Voice:
    """The voice of somebody whom the gazetteer does not know: by the body, the office or the name in the description."""
    named = names_in(who, cast) or _named(tokens, cast)
    proper = (t for t in tokens if t.upos == "PROPN" and not is_common(t, cast.lang))
    places = [t for t in proper if not role_senses([t], cast.lang)]
    if body := cast.body_of_person(who):
        # "Irungu Houghton of Amnesty International"
        return Voice(key=body_of(body, cast), name=cast.called(who), state=state_of(body, cast), actor=body)
    senses = role_senses([*cast.title_before(who), *tokens], cast.lang)
    roles = frozenset() if is_onlooker(tokens, cast) else senses & cast.rules.institutions
    if service := _service_of(who, tokens, cast):
        return service
    bodies = roles & cast.rules.bodies_of_many
    if bodies and (named or places):
        state = cast.state_named_in(who)
        return Voice(key=f"{state or 'role'}:{min(bodies)}", name=cast.called(who), state=state, roles=roles)
    body = cast.body_named_in(who) if named or roles or JOURNALIST in senses else None
    if body is not None:
        state = state_of(body, cast)
        return Voice(key=body_of(body, cast), name=cast.called(who), state=state, actor=body)
    if not named and not roles and (state := _capital_in(who, cast)):
        return Voice(key=state, name=cast.called(who), state=state)  # "nach Angaben aus Kiew"
    if named or places:
        key = f"name:{spelt_alike(name_of((named or places)[-1]))}"
        if not named and roles:  # "the governor of Odesa" is not the mayor of Odesa
            key += f":{min(roles)}"
        parts = names_in_compounds(who, cast)
        beside = frozenset(map(spelt_alike, parts)) | frozenset(
            spelt_alike(name_of(t)) for t in names_among(who, cast.with_owner(who, tokens), cast)
        )
        state = cast.state_named_in(who)
        return Voice(key=key, name=cast.called(who), state=state, roles=roles, beside=beside)
    if roles & cast.rules.of_no_side and (parts := names_in_compounds(who, cast)):
        # "das Al-Awda-Krankenhaus"
        return Voice(key=f"name:{spelt_alike(parts[-1])}", name=cast.called(who), roles=roles)
    return _institution(who, tokens, cast, before, owner)


def _service_of(who: Participant, tokens: Sequence[Token], cast: Cast) -> Voice | None:
    """`South Korean intelligence`: without an article the services of the state; a Russian spy is not."""
    state = cast.state_named_in(who)
    bare = not (cast.is_new(who) or cast.is_known(who) or cast.are_many(who))
    if state is None or not bare or SPY not in _head_senses(who, cast) or names_in(who, cast):
        return None
    return Voice(key=f"{state}.{cast.rules.sectors[SERVICE]}", name=cast.called(who), state=state)


def _head_senses(who: Participant, cast: Cast) -> frozenset[str]:
    """The senses of the word that a description is about."""
    head = (who.means or who.mention).head
    return role_senses([t for t in cast.tokens_of(who) if t.i == head], cast.lang)


def _is_of_the_people(actor: str) -> bool:
    """Whether an id says of a private body or person only which state and which field."""
    _, _, rest = actor.partition(".")
    return rest == MEDIA or rest in load_ontology().sectors_of["private"]


def _office_elsewhere(who: Participant, tokens: Sequence[Token], cast: Cast) -> Voice | None:
    """`Colombia's defence minister, Pedro Sánchez` is no prime minister of Spain, whoever else is called so: the words say whose office he holds."""
    if who.actor is None or who.actor not in cast.gazetteer.holders:
        return None
    bodies = frozenset(cast.rules.bodies.values())
    described = cast.with_owner(who, list(tokens))
    inside = {t.i for t in described}
    hits = cast.hits.get((who.means or who.mention).sentence, ())
    named = {h.id for h in hits if h.first in inside and h.id != who.actor}
    states = {id[:STATE] for id in named if not cast.is_armed(id)} & set(cast.gazetteer.countries)
    state = states.pop() if len(states) == 1 else None
    senses = role_senses(described, cast.lang)
    offices = senses & bodies or {cast.rules.bodies[s] for s in senses & set(cast.rules.bodies)}
    ministries = offices - {cast.rules.bodies[office] for office in NO_MINISTRY}
    held = {cast.rules.bodies.get(h.office, h.office) for h in cast.gazetteer.holders[who.actor]}
    if state is None and ministries and not ministries & held:
        return Voice(key=f"role:{min(ministries)}", name=cast.called(who))  # of a country that is not named
    if state is None or not offices or state_of(who.actor, cast) in (None, state):
        return None
    return Voice(key=f"{state}:{min(offices)}", name=cast.called(who), state=state)


def _capital_in(who: Participant, cast: Cast) -> str | None:
    """The state for whose government a capital stands that is all of a description."""
    mention = who.means or who.mention
    tokens = cast.tokens_of(who)
    held = [
        h
        for h in cast.hits.get(mention.sentence, ())
        if h.kind == "capital" and tokens and tokens[0].i == h.first
    ]
    states = {hit.id.partition("/")[0] for hit in held if hit.last == tokens[-1].i}
    return states.pop() if len(states) == 1 else None


def of_one_state(chain: Sequence[Voice], day: str | None) -> tuple[Voice, ...]:
    """A state's agency that cites "the Central Military Commission" means that of its own state, whatever other state has one."""
    found = list(chain[:1])
    for outer, voice in pairwise(chain):
        owner = state_of_medium(outer.key, day) if outer.key else None
        known = load_gazetteer().organisations.get(voice.actor or "")
        if owner and known and voice.state not in (None, owner) and not is_medium(known.id):
            voice = Voice(
                key=f"name:{spelt_alike(voice.name)}", name=voice.name, state=owner, inferred=voice.inferred
            )
        found.append(voice)
    return tuple(found)


def _group_meant(who: Participant, tokens: list[Token], cast: Cast) -> str | None:
    """`the rebels`, `a rebel spokesman`: of the only armed group that the document has named."""
    senses = role_senses(tokens, cast.lang)
    if ARMED not in senses or not (cast.is_known(who) or SPOKESPERSON in senses):
        return None
    return cast.only_group_named(who)


def _named(tokens: Sequence[Token], cast: Cast) -> list[Token]:
    """`Deutsche Bahn`: a noun with a capital adjective is a name, where adjectives have none and it begins no sentence."""
    if not is_closed(cast.lang) or len(tokens) < 2:
        return []
    if role_senses(tokens, cast.lang) & cast.rules.institutions:
        return []  # "die Istanbuler Staatsanwaltschaft"
    capital = any(t.upos == "ADJ" and t.form[:1].isupper() and t.i > 0 for t in tokens)
    return [t for t in tokens if t.upos == "NOUN"] if capital else []


def _is_institution(who: Participant, cast: Cast) -> bool:
    """One body, not several of its people: `the court`, not `officials`."""
    tokens = cast.tokens_of(who)
    nouns = [t for t in tokens if t.upos in ("NOUN", "PROPN") and t.deprel != "nmod"]
    many = any("Number=Plur" in t.feats for t in nouns if not is_what_is_said(t, cast.lang))
    return not many and bool(role_senses(tokens, cast.lang) & cast.rules.institutions)


def _body_worded(actor: str, tokens: Sequence[Token], cast: Cast) -> str:
    """`Ukraine's defence ministry` is `UKR.GOV` in the gazetteer; the words say which body of it."""
    slot, _, rest = actor.partition(".")
    senses = role_senses(tokens, cast.lang)
    if rest in ("", "GOV", "MIL") and senses >= cast.rules.spying:
        return f"{slot}.{cast.rules.sectors[SERVICE]}"  # "Ukraine's military intelligence agency"
    if BORDER_GUARD in senses and rest.isupper():
        return f"{slot}:{BORDER_GUARD}"  # soldiers in one state, police in another
    if rest in ("", "GOV"):
        bodies = frozenset(cast.rules.bodies.values())
        named = senses & bodies or {cast.rules.bodies[s] for s in senses & set(cast.rules.bodies)}
        if named:
            return f"{slot}:{min(named)}"
    return body_of(actor, cast)


def _institution(
    who: Participant, tokens: list[Token], cast: Cast, before: Sequence[Voice], owner: str | None
) -> Voice:
    """`the ministry`: whom the document has cited before, where there is such a one, else a body of that kind."""
    own, tokens = tokens, cast.with_owner(who, tokens)  # "a spokeswoman for the court"
    senses = role_senses(tokens, cast.lang)
    if senses & cast.rules.anaphoric and (owner_named := names_among(who, tokens, cast)):
        return Voice(key=f"name:{spelt_alike(name_of(owner_named[-1]))}", name=cast.called(who))
    if outlet := outlet_meant(who, cast):
        kind, of, name = outlet.partition(":")
        return Voice(key=f"name:{name}" if of else kind, name=cast.called(who))
    if group := _group_meant(who, tokens, cast):
        state = state_of(group, cast)
        return Voice(key=body_of(group, cast), name=cast.called(who), state=state, actor=group)
    if OFFICE in senses and cast.is_owned(who) and (holder := cast.office_holder_named(who)):
        state = state_of(holder, cast)
        return Voice(key=body_of(holder, cast), name=cast.called(who), state=state, actor=holder)
    new = cast.is_new(who)  # "a spokeswoman": nobody who has been named
    speaks_for = senses & cast.rules.institutions - cast.rules.anaphoric
    of_body = role_senses([t for t in tokens if t not in own], cast.lang) & cast.rules.institutions
    if senses & cast.rules.anaphoric and new and not (speaks_for or of_body):
        return Voice(key=None, name=cast.called(who))
    if senses & cast.rules.anaphoric and not speaks_for:
        if owner and cast.is_owned(who) and not senses & cast.rules.institutions:
            return Voice(key=owner, name=cast.called(who), state=owner)  # "its spokesman"
        if cast.are_many(who) and not cast.is_known(who):
            return Voice(key=None, name=cast.called(who))  # "rights groups": not whoever was cited before
        known = next((v for v in reversed(before) if v.key and _may_be_called(v.key, senses, cast)), None)
        if known is not None:
            return Voice(key=known.key, name=known.name, state=known.state, actor=known.actor)
        if not senses & cast.rules.institutions:
            return Voice(key=None, name=cast.called(who))
    told = (
        role_senses(own, cast.lang) & speaks_for or senses & cast.rules.institutions
    )  # "a police spokeswoman told Belga"
    named = frozenset({cast.rules.bodies.get(sense, sense) for sense in told})
    if named & cast.rules.called and (not new or of_body) and (body := cast.only_body_beside(who)):
        return Voice(key=body_of(body, cast), name=cast.called(who), state=state_of(body, cast), actor=body)
    if named <= cast.rules.anaphoric and cast.are_many(who):
        return Voice(key=None, name=cast.called(who))  # "the authorities"
    if named <= cast.rules.of_one and (
        cast.are_many(who) or not (cast.is_known(who) or cast.is_of_something(who))
    ):
        return Voice(key=None, name=cast.called(who))  # "in social networks", "a hospital"
    if not new and (known := _of_one_kind(named, tokens, before, cast)):
        return Voice(key=known.key, name=known.name, state=known.state, actor=known.actor)
    owned = any("Poss=Yes" in t.feats for t in tokens) and not named & cast.rules.local
    state = owner if owned else cast.state_named_in(who)
    if state is None and named & cast.rules.bodies_of_many:
        state = cast.state_behind(who)
    bodies = frozenset(cast.rules.bodies.values())
    key = f"{state or 'role'}:{max(named, key=lambda n: (n in bodies, len(n), n))}" if named else None
    return Voice(key=key, name=cast.called(who), state=state)


def _may_be_called(key: str, senses: frozenset[str], cast: Cast) -> bool:
    """Whether whoever was cited can be `the ministry`, `the group`, `the agency`: no state, army or police is a group; a spokesman may be anybody's."""
    if SPOKESPERSON in senses:
        return not key.startswith("pub:")
    slot, colon, role = key.partition(":")
    sector = slot.partition(".")[2].partition(".")[0]
    if MINISTRY in senses:
        return role.endswith(MINISTRY) or sector == "GOV"
    if slot == "role":
        return role in cast.rules.of_no_side or role in cast.rules.anaphoric
    of_state = slot[:STATE] in cast.gazetteer.countries
    service = cast.rules.sectors[SERVICE]  # may be the agency
    ruling = not sector or (sector != service and sector in load_ontology().sectors_of["ruling"])
    return slot != "pub" and not (of_state and (colon or ruling))


def _of_one_kind(
    named: frozenset[str], tokens: Sequence[Token], before: Sequence[Voice], cast: Cast
) -> Voice | None:
    """`the military`: the army that the document has just cited, whatever it is called; `the Navy` rather one that is called so."""
    sectors = {cast.rules.sectors[sense] for sense in named if sense in cast.rules.sectors}
    held = [v for v in reversed(before) if v.key and set(v.key.split(".")[1:2]) & sectors]
    words = {t.form.lower() for t in tokens if t.upos in ("NOUN", "PROPN")}
    alike = (v for v in held if not words.isdisjoint(v.name.lower().split()))
    return next(alike, next(iter(held), None))


def cites(sentence: Sentence, lang: str) -> bool:
    """Whether a phrase of the sentence cites: `laut X`, `nach Angaben von X`, `according to X`, `wie X berichtet`."""
    before: dict[int, list[Token]] = {}
    for t in sentence.tokens:
        if t.i < t.head:
            before.setdefault(t.head, []).append(t)
    return any(_cites(sentence.tokens[i], words, sentence, lang) for i, words in before.items())


def _cites(token: Token, before: Sequence[Token], sentence: Sentence, lang: str) -> bool:
    """Whether a word with these before it, which hang on it, cites somebody."""
    cues, as_words = load_pack(lang).cues, load_pack(lang).grammar.get("as_words", ())
    if is_cue(token, "verb", lang):
        return any(k.form.lower() in as_words for k in before)
    forms = [k.form.lower() for k in before if k.deprel == "case"]
    forms += [" ".join((k.form.lower(), sentence.tokens[k.i + 1].form)) for k in before if k.deprel == "case"]
    ways = {cue.content for form in forms for cue in cues.get(form, ()) if cue.upos == "ADP"}
    return () in ways or (("noun",) in ways and is_cue(token, "noun", lang))


def is_cue(token: Token, construction: str, lang: str) -> bool:
    """Whether a word cites in this construction."""
    cues = load_pack(lang).cues.get(token.lemma, ())
    return any(cue.construction == construction and cue.upos == token.upos for cue in cues)
