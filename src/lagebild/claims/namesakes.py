"""Who only has the surname of somebody known, or is called as he is by a document of its own.

Takes the tokens of a sentence and the names found in it; gives the names without persons who are somebody else: `Souleymane | Traoré`, when the
gazetteer knows an Ibrahim Traoré; `Colonel | Traoré`, `the farmer | Sharif`; and without places that are given names: `Santiago | Cafiero`. Surnames alone, and behind an office, stay; so do those behind a given
name of his, however it is spelt: `Wolodimir | Selenskyj`, `Recep | Erdogan`. `Met` is what a document has named so far: once it has told of a *Hunter
Biden* and of no other, *Biden* is he; what it calls *Reporters Without Borders (RSF)* is no other RSF.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from lagebild.claims.knowledge import Knowledge
from lagebild.gazetteer import NameHit
from lagebild.gazetteer.choice import beginning
from lagebild.model import Token

JOINED = frozenset({"compound", "flat", "appos", "nmod"})
NOBODY: frozenset[str] = frozenset()
NOTHING_MEANT: Mapping[str, str | None] = MappingProxyType({})
OPENING, CLOSING, COMMA = "(", ")", ","
LONGEST_OFFICE = 4  # words
CAPITAL = "capital"
OWN = 0.7  # below this weight a name is that of several bodies
SHARED = 0.9  # surnames below this weight many people have


class Met(NamedTuple):
    """What a document has named so far: surnames of whom it called minister or general (`titled`), states, persons of the tables, surnames that
    others bear here (`strangers`), what abbreviations mean here (`meant`; None: somebody whom no table has), and who of the tables was named in full by
    a surname (`bearers`; None: several); and national societies (`societies`).
    """

    titled: frozenset[str] = NOBODY
    states: frozenset[str] = NOBODY
    persons: frozenset[str] = NOBODY
    strangers: frozenset[str] = NOBODY
    meant: Mapping[str, str | None] = NOTHING_MEANT
    bearers: Mapping[str, str | None] = NOTHING_MEANT
    societies: frozenset[str] = NOBODY


NOTHING_MET = Met()


def names_meant(
    tokens: Sequence[Token], found: tuple[NameHit, ...], know: Knowledge, met: Met
) -> tuple[tuple[NameHit, ...], Met]:
    """The names of a sentence but for those of somebody else; and `met` with the persons, strangers and abbreviations of this sentence, too."""
    meant = {**met.meant, **_introduced(tokens, found, know)}
    found = _without_others_in_office(tokens, _as_meant(tokens, found, meant) if meant else found, know)
    names = _of_societies(without_namesakes(tokens, found, know), know, met.societies)
    names = _without_bodies_elsewhere(tokens, _without_councils_of_states(tokens, names, know), know)
    societies = met.societies | {hit.id for hit in names if know.is_branch(hit.id)}
    names = (*names, *_born_again(tokens, names, know, met)) if met.bearers else names
    here = [hit for hit in names if hit.kind == "person"]
    persons = met.persons | {h.id for h in here if h.last > h.first or _has_office(tokens, h, know)}
    strangers = met.strangers | _strangers(tokens, names, know)
    if met.strangers and here:
        names = tuple(h for h in names if not _is_introduced(tokens, h, persons, met.strangers))
    bearers = _with_bearers(tokens, here, know, met.bearers) if here else met.bearers
    return without_titled(tokens, names, met.titled), met._replace(
        persons=persons, strangers=strangers, meant=meant, bearers=bearers, societies=societies
    )


def _without_councils_of_states(
    tokens: Sequence[Token], names: tuple[NameHit, ...], know: Knowledge
) -> tuple[NameHit, ...]:
    """The names but for those of unions that states have as well: `Armenia's | Security Council`, `the secretary of the | Security Council`."""
    ethnic = know.pack.grammar.get(
        "ethnic_words", ()
    )  # "| ethnic | Albanian mayors" are no officials of Albania
    names = tuple(
        hit
        for hit in names
        if not _is_end_of_longer(tokens, hit, know)
        and not (hit.first and tokens[hit.first - 1].form.lower() in ethnic)
    )
    shared = [hit for hit in names if hit.weight < OWN and know.is_union_body(hit.id)]
    if not shared:  # most often
        return names
    ends = {hit.last for hit in names if hit.weight >= OWN and know.is_state(hit.id) and hit.kind != CAPITAL}
    signs, words = know.pack.grammar.get("genitive_signs", ()), know.pack.grammar.get("council_offices", ())
    out = []
    for hit in shared:
        before = hit.first - 1 - (hit.first > 0 and tokens[hit.first - 1].form in signs)
        start = hit.first - 1
        while start >= 0 and tokens[start].upos in ("DET", "ADP", "ADJ"):
            start -= 1
        beside = tokens[hit.last + 1 : hit.last + 2] or tokens[:0]
        offices = [*tokens[max(start, 0) : max(start + 1, 0)], *beside]
        if before in ends or any(t.lemma.lower() in words for t in offices):
            out.append(hit)
    return tuple(hit for hit in names if hit not in out)


def _without_bodies_elsewhere(
    tokens: Sequence[Token], names: tuple[NameHit, ...], know: Knowledge
) -> tuple[NameHit, ...]:
    """The names but for those that several states' bodies have, where behind it stands the capital of another: `Der | Nationale Sicherheitsrat | in Seoul`."""
    capitals = {hit.first: hit.id for hit in names if hit.kind == CAPITAL}
    return tuple(
        hit
        for hit in names
        if hit.weight >= OWN
        or (seat := capitals.get(hit.last + 2)) is None
        or tokens[hit.last + 1].upos != "ADP"
        or know.state_of(hit.id) in (None, seat)
    )


def _is_end_of_longer(tokens: Sequence[Token], hit: NameHit, know: Knowledge) -> bool:
    """`West Papua | National Liberation Army`: an armed group whose name only ends as that of another does."""
    if hit.last == hit.first or hit.first == 0 or hit.weight >= 1 or hit.kind == "person":
        return False
    before, slots = tokens[hit.first - 1], hit.id.split(".")
    armed = len(slots) > 2 and slots[1] in know.ontology.sectors_of["force"]
    joined = before.deprel.partition(":")[0] in JOINED and hit.first <= before.head <= hit.last
    return armed and joined and before.upos == "PROPN" and before.form[:1].isupper()


def _of_societies(
    names: tuple[NameHit, ...], know: Knowledge, societies: frozenset[str]
) -> tuple[NameHit, ...]:
    """The names; `the Red Crescent` is the only national society that the document has named so, and not the one of all (`the ICRC`)."""
    if not societies:
        return names
    found = []
    for hit in names:
        called = know.gazetteer.words.branches.get(hit.id, ()) if hit.weight < 1 else ()
        own = [society for society in societies if called and society.endswith(f".{called[0]}")]
        found.append(hit._replace(id=own[0]) if len(own) == 1 else hit)
    return tuple(found)


def _with_bearers(
    tokens: Sequence[Token], people: Sequence[NameHit], know: Knowledge, before: Mapping[str, str | None]
) -> Mapping[str, str | None]:
    """`before` with the surnames of those who are named in full here, in two words of which the surname is the last: no *Pen* of Le Pen."""
    new = {
        tokens[hit.last].lemma: hit.id
        for hit in people
        if hit.last == hit.first + 1 and hit.id[:3] not in know.gazetteer.words.surname_first
    }
    several = {name: None for name, id in new.items() if before.get(name, id) != id}
    return {**before, **new, **several} if new else before


def _born_again(
    tokens: Sequence[Token], names: Sequence[NameHit], know: Knowledge, met: Met
) -> list[NameHit]:
    """`Defence Minister Khawaja Asif ... | Asif`: a bare surname that no table has alone is whose the document has told."""
    if met.bearers.keys().isdisjoint([token.lemma for token in tokens]):  # most often
        return []
    inside = {i for hit in names for i in range(hit.first, hit.last + 1)}
    rows = [
        t
        for t in tokens
        if t.upos == "PROPN" and t.lemma in met.bearers and t.i not in inside and _is_name(t, know)
    ]
    alone = [t for t in rows if t.lemma not in met.strangers and not _has_other_name(tokens, t, inside, know)]
    return [NameHit(t.i, t.i, id, "person", 1.0) for t in alone if (id := met.bearers[t.lemma])]


def _without_others_in_office(
    tokens: Sequence[Token], names: Sequence[NameHit], know: Knowledge
) -> tuple[NameHit, ...]:
    """The names but for those of whom the words before say that they hold an office of another state: `Colombia's defence minister, | Pedro Sánchez`."""
    states = [hit for hit in names if know.is_state(hit.id)]
    if not states:
        return tuple(names)
    return tuple(h for h in names if h.kind != "person" or not _serves_another(tokens, h, states, know))


def _serves_another(
    tokens: Sequence[Token], hit: NameHit, states: Sequence[NameHit], know: Knowledge
) -> bool:
    own = {row.state[:3] for row in know.gazetteer.holders.get(hit.id, ())}
    at = hit.first - 1
    at -= at > 0 and tokens[at].form == COMMA
    words = []
    while at >= 0 and tokens[at].upos in ("NOUN", "PROPN") and not any(h.last == at for h in states):
        words.append(at)
        at -= 1
    at -= at > 0 and tokens[at].deprel == "case" and any(h.last == at - 1 for h in states)
    state = next((h for h in states if h.last == at and h.kind != "capital"), None)
    if state is None or not words or len(words) > LONGEST_OFFICE or not all(know.is_state(id) for id in own):
        return False
    ruling = know.ontology.sectors_of["ruling"]
    office = any(
        (a := know.agent(tokens[k].lemma)) and a.kind == "person" and a.sector in ruling for k in words
    )
    return office and state.id not in own and tokens[state.last].head in words


def _has_office(tokens: Sequence[Token], hit: NameHit, know: Knowledge) -> bool:
    """`President | Biden`."""
    agent = (
        know.agent(tokens[hit.first - 1].lemma) or know.agent(tokens[hit.first - 1].form.lower())
        if hit.first
        else None
    )
    return agent is not None and agent.sector in know.ontology.sectors_of["ruling"]


def _is_introduced(
    tokens: Sequence[Token], hit: NameHit, persons: frozenset[str], strangers: frozenset[str]
) -> bool:
    """Whether a bare surname is that of somebody whom the document has introduced, and of nobody else."""
    bare = hit.kind == "person" and hit.first == hit.last
    return bare and hit.id not in persons and tokens[hit.first].lemma in strangers


def _strangers(tokens: Sequence[Token], names: Sequence[NameHit], know: Knowledge) -> frozenset[str]:
    """The surnames of persons of the tables that stand here beside another name: `Hunter | Biden`, `Kim | Keon Hee`."""
    surnames = know.names.surnames
    if surnames.isdisjoint([token.lemma for token in tokens]):  # most often
        return NOBODY
    inside = {i for hit in names for i in range(hit.first, hit.last + 1)}
    rows = (t for t in tokens if t.lemma in surnames and t.upos == "PROPN" and t.i not in inside)
    return frozenset(t.lemma for t in rows if _has_other_name(tokens, t, inside, know))


def _has_other_name(tokens: Sequence[Token], surname: Token, inside: set[int], know: Knowledge) -> bool:
    beside = [tokens[k] for k in (surname.i - 1, surname.i + 1) if 0 <= k < len(tokens) and k not in inside]
    return any(_is_name(token, know) and _are_joined(token, surname) for token in beside)


def _is_name(token: Token, know: Knowledge) -> bool:
    """A name that is no word for somebody and no form of address."""
    spelt = token.form.replace("-", "").isalpha() and token.form[0].isupper() and not token.form.isupper()
    named = token.upos == "PROPN" and spelt and token.form not in know.names.addresses
    return named and know.agent(token.lemma) is None and know.agent(token.form.lower()) is None


def _introduced(tokens: Sequence[Token], found: Sequence[NameHit], know: Knowledge) -> dict[str, str | None]:
    """`Reporters Without Borders (RSF)`: what abbreviations in brackets mean that stand for somebody else than the tables have."""
    meant: dict[str, str | None] = {}
    for hit in found:
        if hit.kind != "abbreviation" or not _is_in_brackets(tokens, hit):
            continue
        last = hit.first - 2
        before = [
            other
            for other in found
            if other.last == last and other.kind not in ("capital", "person") and "/" not in other.id
        ]
        if any(other.id == hit.id for other in before):
            continue
        bodies = [other.id for other in before if know.organisation_kind(other.id)]
        if bodies:
            meant[tokens[hit.first].form] = bodies[0]
        elif _is_spelt_out(tokens, hit, know):
            meant[tokens[hit.first].form] = None
    return meant


def _is_in_brackets(tokens: Sequence[Token], hit: NameHit) -> bool:
    inside = hit.first == hit.last and 1 < hit.first < len(tokens) - 1
    return inside and tokens[hit.first - 1].form == OPENING and tokens[hit.first + 1].form == CLOSING


def _is_spelt_out(tokens: Sequence[Token], hit: NameHit, know: Knowledge) -> bool:
    """Whether the words before the bracket begin with the letters of the abbreviation, and none of them is in a name of whom the tables mean."""
    letters = tokens[hit.first].form
    words = [token.form for token in tokens[max(0, hit.first - 2 * len(letters)) : hit.first - 1]]
    spelt = [word for word in words if word[0].isupper()]
    initials = "".join(word[0] for word in spelt)
    own = {
        word
        for name in know.gazetteer.names[know.pack.code]
        if name.id == hit.id
        for word in name.name.split()
    }
    return letters.isalpha() and letters in initials and own.isdisjoint(spelt)


def _as_meant(
    tokens: Sequence[Token], names: Sequence[NameHit], meant: Mapping[str, str | None]
) -> tuple[NameHit, ...]:
    """The names with what the document's own abbreviations mean."""
    found = []
    for hit in names:
        form = tokens[hit.first].form.partition("-")[0]
        if hit.first == hit.last and form in meant:
            id = meant[form]
            found += [hit._replace(id=id)] if id else []
        else:
            found.append(hit)
    return tuple(found)


def without_namesakes(
    tokens: Sequence[Token], names: tuple[NameHit, ...], know: Knowledge
) -> tuple[NameHit, ...]:
    """The names but for those of strangers."""
    names = _without_given(tokens, names, know)
    alone = [hit for hit in names if hit.kind == "person" and hit.first == hit.last]
    if not alone:
        return names
    inside = {i for hit in names for i in range(hit.first, hit.last + 1)}
    strangers = [
        hit
        for hit in alone
        if hit.first and hit.first - 1 not in inside and _is_somebody_else(tokens, hit, know)
    ]
    return tuple(hit for hit in names if hit not in strangers) if strangers else names


def _without_given(
    tokens: Sequence[Token], names: tuple[NameHit, ...], know: Knowledge
) -> tuple[NameHit, ...]:
    """The names but for places that are somebody's given name: `Santiago | Cafiero` is nobody's capital."""
    given = know.gazetteer.given_names
    places = [h for h in names if h.kind != "person" and h.first == h.last and tokens[h.first].form in given]
    if not places:
        return names
    inside = {i for hit in names for i in range(hit.first, hit.last + 1)}
    first = {hit.first for hit in places if _has_surname(tokens, hit.first, inside, know)}
    return tuple(hit for hit in names if not (hit.first == hit.last and hit.first in first))


def _has_surname(tokens: Sequence[Token], at: int, inside: set[int], know: Knowledge) -> bool:
    """Whether the word behind is parsed as the rest of a name, and is neither a name of its own nor a word for people."""
    if at + 1 >= len(tokens) or at + 1 in inside:
        return False
    behind = tokens[at + 1]
    name = behind.upos == "PROPN" and behind.form[0].isupper() and not behind.form.isupper()
    joined = behind.head == at and behind.deprel.partition(":")[0] == "flat"
    return name and joined and know.agent(behind.lemma) is None


def without_titled(
    tokens: Sequence[Token], names: tuple[NameHit, ...], titled: frozenset[str]
) -> tuple[NameHit, ...]:
    """The names but for places and bodies that are called like whom the document has introduced: *Minister Mahamadou Sana*, then *Sana*."""
    if not titled:
        return names
    return tuple(
        hit
        for hit in names
        if hit.kind == "person" or hit.first != hit.last or tokens[hit.first].lemma not in titled
    )


def _is_somebody_else(tokens: Sequence[Token], hit: NameHit, know: Knowledge) -> bool:
    """By the word before the surname: another given name; a rank or a trade, where many have the surname."""
    before, surname = tokens[hit.first - 1], tokens[hit.first]
    if not _are_joined(before, surname):
        return False
    ranks = know.pack.grammar.get("low_ranks", ())
    agent = know.agent(before.lemma) or know.agent(before.lemma.rsplit("-", 1)[-1])
    trades = know.ontology.sectors_of["trades"]
    if hit.weight < SHARED and (before.form in ranks or (agent is not None and agent.sector in trades)):
        return True
    given = (
        before.upos == "PROPN"
        and before.form.isalpha()
        and before.form[0].isupper()
        and not before.form.isupper()
    )
    other = given and agent is None and before.form not in know.names.addresses
    return other and know.agent(before.form.lower()) is None and not _is_his_own(tokens, hit, know)


def _is_his_own(tokens: Sequence[Token], hit: NameHit, know: Knowledge) -> bool:
    """Whether among the names right before the surname is one that begins as a given name of the person does."""
    own = {
        beginning(name)
        for holder in know.gazetteer.holders.get(hit.id, ())
        for name in holder.person.split()[:-1]
    }
    at = hit.first - 1
    while at >= 0 and tokens[at].upos == "PROPN":
        if beginning(tokens[at].form) in own:
            return True
        at -= 1
    return False


def _are_joined(before: Token, surname: Token) -> bool:
    """Whether the one hangs on the other as parts of one name do; two names side by side, too ("killed Souleymane Traoré")."""
    if before.upos == surname.upos == "PROPN" and before.head == surname.head:
        return True
    under = before.head == surname.i and before.deprel.partition(":")[0] in JOINED
    over = surname.head == before.i and surname.deprel.partition(":")[0] in JOINED
    return under or over
