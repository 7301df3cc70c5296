"""Participants -> who takes part, as stories compare it.

Takes the participants of a claim and the cast of its document; gives ids (rolled up to the state that acts), names, last names of persons, offices.
"""

from collections.abc import Sequence
from functools import cache

from lagebild.gazetteer import Gazetteer
from lagebild.languages import load_pack
from lagebild.model import Participant, Token
from lagebild.ontology import load_ontology
from lagebild.stories.cast import Cast
from lagebild.stories.roles import role_senses
from lagebild.stories.spelling import name_of, spelt_alike
from lagebild.stories.things import kinds_of

PERSON = "person"  # the kind of the names of persons
CONTENT = ("NOUN", "VERB", "ADJ", "PROPN")


@cache
def rolled_up(id: str, gazetteer: Gazetteer) -> str:
    """The state that acts; an alliance, armed group, party, medium … stays what it is. A place stays a place."""
    if "/" in id:
        return id
    slot, *rest = id.split(".")
    if slot not in gazetteer.countries:
        return id
    sector = next((part for part in rest if part.isupper()), None)
    ruling = sector is None or sector in load_ontology().sectors_of["ruling"]
    return slot if ruling else f"{slot}.{sector}" if sector == "JRN" else id


def ids_of(people: Sequence[Participant], cast: Cast) -> tuple[str, ...]:
    """Ids of those whom the gazetteer knows, rolled up, and of the only state that a description names."""
    found: set[str] = set()
    for who in people:
        if who.actor:
            found.add(rolled_up(who.actor, cast.gazetteer))
        else:
            found |= _named_inside(who, cast)
    return tuple(sorted(found))


def _named_inside(who: Participant, cast: Cast) -> set[str]:
    """`Iranian naval soldiers`: the state that an unresolved description names, where it names one."""
    mention = who.means or who.mention
    tokens = cast.sentences[mention.sentence].tokens
    inside = [
        hit.id
        for hit in cast.hits.get(mention.sentence, ())
        if "/" not in hit.id and mention.span.start <= tokens[hit.first].start < mention.span.end
        if not _is_turned_against(hit.last, tokens, cast.lang)
        if hit.kind != "capital" or not _is_a_deed(mention.head, tokens, cast)  # "the Kabul blast"
    ]
    found = {rolled_up(id, cast.gazetteer) for id in inside}
    return found if len(found) == 1 else set()


def _is_a_deed(head: int, tokens: Sequence[Token], cast: Cast) -> bool:
    """Whether a description is of what was done, and not of who did it."""
    return bool(role_senses(tokens[head : head + 1], cast.lang) & cast.rules.deeds)


def opponents_in(people: Sequence[Participant], cast: Cast) -> tuple[Participant, ...]:
    """Those against whom something is, in a phrase of its own: "sent into the war against Ukraine"."""
    return tuple(who for who in people if _is_opponent(who, cast))


def _is_opponent(who: Participant, cast: Cast) -> bool:
    mention = who.mention
    sentence = cast.sentences.get(mention.sentence)
    return sentence is not None and _is_turned_against(mention.head, sentence.tokens, cast.lang)


def _is_turned_against(i: int, tokens: Sequence[Token], lang: str) -> bool:
    """`the war against Ukraine`: it names whom it is turned against, not who takes part."""
    against = load_pack(lang).grammar.get("opponent_prepositions", ())
    return any(t.head == i and t.form.lower() in against for t in tokens)


def words_for(people: Sequence[Participant], cast: Cast) -> tuple[str, ...]:
    """What unresolved participants are called: by their sense where they have one, else by their last word."""
    found: set[str] = set()
    for who in people:
        tokens = [t for t in cast.tokens_of(who) if t.upos in CONTENT]
        if who.actor is None and tokens:
            found |= role_senses(tokens, cast.lang) or {tokens[-1].lemma.lower()}
    return tuple(sorted(found))


def people_in(who: Sequence[Participant], cast: Cast) -> frozenset[str]:
    """The last names of persons who have a part in it, spelt as in any language: of office holders, and of those whom nobody knows."""
    known, found = cast.gazetteer.holders, set[str]()
    for one in who:
        held = known.get(one.actor or "") or known.get(_person_named_in(one, cast) or "")
        if held:
            found.add(spelt_alike(held[0].key.rpartition("_")[2]))
        elif len(names := _unknown_names(one, cast)) > 1:
            found.add(spelt_alike(names[-1]))
    return frozenset(found)


def _person_named_in(one: Participant, cast: Cast) -> str | None:
    """`opposition leader | Rached Ghannouchi |`, who was taken for the opposition: the only person whom the gazetteer knows in a description, or right behind it."""
    mention = one.means or one.mention
    sentence = cast.sentences.get(mention.sentence)
    inside = [t.i for t in cast.tokens_of(one)]
    hits = cast.hits.get(mention.sentence, ()) if sentence and inside else ()
    found = {
        hit.id
        for hit in hits
        if hit.kind == PERSON and inside[0] < hit.first <= inside[-1] + 1 and hit.id in cast.gazetteer.holders
    }
    return found.pop() if len(found) == 1 else None


def _unknown_names(one: Participant, cast: Cast) -> list[str]:
    """The names in a description that the gazetteer has not: of the envoy whose state it knows."""
    hits = cast.hits.get((one.means or one.mention).sentence, ()) if one.actor else ()
    covered = {i for hit in hits for i in range(hit.first, hit.last + 1)}
    return [name_of(t) for t in cast.tokens_of(one) if t.upos == "PROPN" and t.i not in covered]


def victims_in(who: Sequence[Participant], cast: Cast) -> frozenset[str]:
    """The last names of persons among those to whom it is done: of no "Osman Digna air base", no "airport of Port Sudan"."""
    return people_in([one for one in who if not _is_a_thing(one, cast)], cast)


def _is_a_thing(one: Participant, cast: Cast) -> bool:
    """Whether a place is named in a description, or a noun says that it is no person."""
    tokens = cast.tokens_of(one)
    inside = {t.i for t in tokens if t.upos != "ADJ"}  # a Kurdish journalist
    hits = cast.hits.get((one.means or one.mention).sentence, ())
    if any("/" in hit.id and hit.first in inside for hit in hits):
        return True
    return any(True for t in tokens if t.upos == "NOUN" for _ in kinds_of(t, cast.lang, cast.rules.named))


def offices_in(who: Sequence[Participant], cast: Cast) -> frozenset[str]:
    """The offices by which they are called: `the defence minister`."""
    senses = (role_senses(cast.tokens_of(one), cast.lang) for one in who)
    return frozenset().union(*senses) & cast.rules.offices


def is_one_person(who: Sequence[Participant], cast: Cast) -> bool:
    """Whether it is one, told as news or called by a name: "an aide", "the journalist Pawel Iwanow"."""
    if len(who) != 1 or _is_a_thing(who[0], cast):
        return False
    one = who[0]
    if cast.is_listed(one):
        return False  # "Cécile Kohler and Jacques Paris"
    named = bool(_unknown_names(one, cast)) or one.actor in cast.gazetteer.holders
    return cast.is_new(one) or (named and not cast.are_many(one))
