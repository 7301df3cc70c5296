"""Who only has the surname of somebody known.

Takes the tokens of a sentence and the names found in it; gives the names without persons who are somebody else: `Souleymane | Traoré`, when the
gazetteer knows an Ibrahim Traoré; `Colonel | Traoré`, `the farmer | Sharif`; and without places that are given names: `Santiago | Cafiero`. Surnames alone, and behind an office, stay; so do those behind a given
name of his, however it is spelt: `Wolodimir | Selenskyj`, `Recep | Erdogan`.
"""

from collections.abc import Sequence

from lagebild.claims.knowledge import Knowledge
from lagebild.gazetteer import NameHit
from lagebild.gazetteer.choice import beginning
from lagebild.model import Token

JOINED = frozenset({"compound", "flat", "appos", "nmod"})
SHARED = 0.9  # surnames below this weight many people have


def without_namesakes(
    tokens: Sequence[Token], names: tuple[NameHit, ...], know: Knowledge
) -> tuple[NameHit, ...]:
    """The names but for those of strangers."""
    names = _without_given(tokens, names, know)
    alone = [hit for hit in names if hit.kind == "person" and hit.first == hit.last and hit.first > 0]
    if not alone:
        return names
    inside = {i for hit in names for i in range(hit.first, hit.last + 1)}
    strangers = [hit for hit in alone if hit.first - 1 not in inside and _is_somebody_else(tokens, hit, know)]
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
