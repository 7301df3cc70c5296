"""Sentence -> the things in it that have names: villages, ships, bridges, brigades, firms.

Takes the tokens of a sentence and the names that the gazetteer knows in it; gives `kind:name`, spelt as in any language. The noun beside a name says of which kind
it is ("the tanker Blue Heron", "das Dorf Mahihi", "the Kirishi refinery"); which nouns do is a class of the language for each kind. Two things of one
kind with other names are two things.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import dropwhile, pairwise, takewhile

from lagebild.gazetteer import NameHit
from lagebild.languages import load_pack
from lagebild.model import Token
from lagebild.stories.distances import TOWN, kind
from lagebild.stories.roles import SHORTEST_PART, is_closed, role_senses
from lagebild.stories.rules import load_rules
from lagebild.stories.spelling import are_alike, name_of, spelt_alike
from lagebild.stories.words import is_a_day

QUOTES = frozenset("«»„“”\"‚‘'")
NAMES = frozenset({"PROPN", "NOUN", "ADJ", "X"})
COMMA = ","
LONGEST = 4  # words of a name
SPOT = "spot"
FACILITY, SITE = "facility", "site"
SPOTS = (SPOT, "settlement")
PLACES = (*SPOTS, "quarter", FACILITY)
_ORDINAL = re.compile(r"\d+(st|nd|rd|th|\.)")


def things_in(
    tokens: Sequence[Token],
    hits: Iterable[NameHit],
    lang: str,
    kinds: Collection[str],
    apart: Collection[int] = (),
) -> frozenset[str]:
    """The named things of a sentence; `apart` are tokens that are not looked at, such as who says so."""
    hits = tuple(hits)
    known = {i: hit for hit in hits for i in range(hit.first, hit.last + 1)}
    nouns = [
        (t, of)
        for t in tokens
        if t.i not in apart and t.upos in ("NOUN", "PROPN")
        for of in kinds_of(t, lang, kinds)
    ]
    found = set()
    for noun, of in nouns:
        name = (
            _name_after(noun.i + 1, tokens, known)
            or _name_before(noun.i, tokens, known, lang)
            or _name_linked(noun.i, tokens, known, lang)
            or _name_beside(noun.i, tokens, known)
        )
        if name:
            found.add(f"{of}:{name}")
    sites = {hit.id for hit in hits if "/" in hit.id and kind(hit.id) == SITE and hit.first not in apart}
    found |= {f"{FACILITY}:{_known_as(site)}" for site in sites}
    found |= {f"{SPOT}:{name}" for name in _spots_in(tokens, known, lang, apart)}
    return frozenset(found)


def towns_among(heads: Iterable[int], tokens: Sequence[Token], hits: Iterable[NameHit]) -> frozenset[str]:
    """Towns, and single names that nobody knows, to which something is done: "missiles hit Pawlohrad"."""
    known = {i: hit for hit in hits for i in range(hit.first, hit.last + 1)}
    names = (_run(tokens[head : head + 1], known) for head in heads if not _is_of_a_longer_name(head, tokens))
    places = ((name, {known[t.i].id for t in name if t.i in known}) for name in names if name)
    return frozenset(
        f"{SPOT}:{_spelt(name, known)}" for name, ids in places if all(kind(id) == TOWN for id in ids)
    )


def _is_of_a_longer_name(at: int, tokens: Sequence[Token]) -> bool:
    return any(0 <= i < len(tokens) and tokens[i].upos == "PROPN" for i in (at - 1, at + 1))


def are_elsewhere(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both name villages or towns in which something is, and none of them is the same."""
    if not (one and other):
        return False
    a, b = (
        [thing.partition(":")[2].split() for thing in things if _kind(thing) in SPOTS]
        for things in (one, other)
    )
    return bool(a) and bool(b) and not any(_is_one(x, y) for x in a for y in b)


def are_others(one: frozenset[str], other: frozenset[str], passed: Collection[str] = ()) -> bool:
    """Whether two sentences name things of one kind, and none of them is the same."""
    if not (one and other):
        return False
    for of in {_kind(thing) for thing in one} & {_kind(thing) for thing in other} - {SPOT, *passed}:
        a, b = (
            [thing.partition(":")[2].split() for thing in things if _kind(thing) == of]
            for things in (one, other)
        )
        if not any(_is_one(x, y) for x in a for y in b):
            return True
    return False


def names_shared(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The words of the names that things have in both, but for where it was: a tanker, a brigade, a firm."""
    shared = (thing.partition(":") for thing in one & other)
    return frozenset(word for of, _, name in shared if of not in PLACES for word in name.split())


def _spots_in(
    tokens: Sequence[Token], known: dict[int, NameHit], lang: str, apart: Collection[int]
) -> Iterator[str]:
    """Towns, and names that nobody knows, behind `in` and `near`."""
    locative = load_pack(lang).grammar.get("locative_prepositions", ())
    for t in tokens:
        if (
            t.upos == "ADP"
            and t.form.lower() in locative
            and t.i not in apart
            and not _is_seat(t.i, tokens, lang)
        ):
            run = [word for word in _run(tokens[t.i + 1 :], known) if not is_a_day(word, lang)]
            places = {known[word.i].id for word in run if word.i in known}
            if run and all(kind(place) == TOWN for place in places):
                yield _spelt(run, known)


def _is_seat(at: int, tokens: Sequence[Token], lang: str) -> bool:
    """Whether a body stands before a preposition: "the ministry in Cairo"."""
    return at > 0 and bool(role_senses(tokens[at - 1 : at], lang) & load_rules().institutions)


def _kind(thing: str) -> str:
    return thing.partition(":")[0]


def _is_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether all words of the shorter name are in the longer one: the `Havelland`, the `Hai Yang Havelland`."""
    short, long = sorted((one, other), key=len)
    return are_alike("".join(short), "".join(long)) or all(any(are_alike(x, y) for y in long) for x in short)


def kinds_of(noun: Token, lang: str, kinds: Collection[str]) -> Iterator[str]:
    """The kinds of things that a noun, or the last part of a compound, means."""
    classes, lemma = load_pack(lang).classes, noun.lemma.lower()
    tails = [lemma]
    if is_closed(lang):
        tails += [lemma[k:].lstrip("-") for k in range(2, len(lemma) - SHORTEST_PART + 2)]
    yield from (of for of in kinds if any(tail in classes.get(of, ()) for tail in tails))


def _name_after(i: int, tokens: Sequence[Token], known: dict[int, NameHit]) -> str:
    """The name that begins here, be it in quotation marks."""
    if i < len(tokens) and tokens[i].form in QUOTES:
        inside: list[Token] = []
        for t in tokens[i + 1 : i + 2 + LONGEST]:
            if t.form in QUOTES:
                return _spelt(inside, known)
            inside.append(t)
        return ""
    return _spelt(_run(tokens[i:], known), known)


def quoted_names(tokens: Sequence[Token]) -> frozenset[int]:
    """The words of names in quotation marks: «Blue Heron», „Talara“; what is said begins with a capital too, but goes on longer or with a verb."""
    marks = [t.i for t in tokens if t.form in QUOTES]
    found: set[int] = set()
    for first, last in pairwise(marks):
        inside = tokens[first + 1 : last]
        if 0 < len(inside) <= LONGEST and all(t.form[:1].isupper() and t.upos in NAMES for t in inside):
            found.update(t.i for t in inside)
    return frozenset(found)


def _name_linked(at: int, tokens: Sequence[Token], known: dict[int, NameHit], lang: str) -> str:
    """The name behind `of`: "the village of Maradoni"; "a suburb of Abuja" has another."""
    linking = load_pack(lang).grammar.get("naming_prepositions", ())
    new = any("Definite=Ind" in t.feats for t in tokens[max(0, at - LONGEST) : at] if t.head == at)
    linked = at + 1 < len(tokens) and tokens[at + 1].form.lower() in linking
    return _name_after(at + 2, tokens, known) if linked and not new else ""


def _name_before(at: int, tokens: Sequence[Token], known: dict[int, NameHit], lang: str) -> str:
    """The name that stands at once before a noun, where compounds are not written as one word: "the Kirishi refinery"; or its number."""
    before = [t for t in tokens[max(0, at - LONGEST) : at] if _ORDINAL.fullmatch(t.form)]
    if before:
        return re.sub(r"\D", "", before[-1].form)
    if is_closed(lang):
        return ""
    run = _run(tokens[at - 1 :: -1] if at else (), known)[::-1]
    return _spelt(run, known)


def _name_beside(at: int, tokens: Sequence[Token], known: dict[int, NameHit]) -> str:
    """The name behind a comma and an article, or before them: "another vessel, the Datu Pagbuaya", "Namtu, a town in the hills"."""
    rest = tokens[at + 1 : at + 3]
    if len(rest) > 1 and rest[0].form == COMMA and "Definite=Def" in rest[1].feats:
        behind = takewhile(lambda t: t.form != COMMA, tokens[at + 3 : at + 9])
        named = dropwhile(lambda t: t.upos != "PROPN" or _is_a_state(t, known), behind)
        first = next(named, None)  # "the | Liberian-flagged | Nordwind"
        return _spelt(_run(tokens[first.i :], known), known) if first else ""
    i = at - 1
    while i > 0 and tokens[i].upos == "ADJ":
        i -= 1
    if i > 1 and "Definite=Ind" in tokens[i].feats and tokens[i - 1].form == COMMA:
        return _spelt(_run(tokens[i - 2 :: -1], known)[::-1], known)
    return ""


def _is_a_state(token: Token, known: dict[int, NameHit]) -> bool:
    return token.i in known and "/" not in known[token.i].id


def _run(tokens: Sequence[Token], known: dict[int, NameHit]) -> list[Token]:
    """The words of a name that begins with the first of these: proper nouns, and adjectives with a capital among them."""
    found: list[Token] = []
    for t in tokens[:LONGEST]:
        hit = known.get(t.i)
        if hit is not None and "/" not in hit.id:
            break  # a state, an organisation
        if t.upos != "PROPN" and not (t.upos == "ADJ" and t.form[:1].isupper()) and t.form != "-":
            break
        found.append(t)
    return found if any(t.upos == "PROPN" for t in found) else []


def _spelt(words: Sequence[Token], known: dict[int, NameHit]) -> str:
    """A name as it is compared: of a place that is known the name in its id, else each word as in any language."""
    places = {known[t.i].id for t in words if t.i in known and "/" in known[t.i].id}
    if len(places) == 1 and all(t.i in known for t in words):
        place = places.pop()
        return (
            _known_as(place) if kind(place) in (TOWN, SITE) else ""
        )  # "the Crimea bridge" has a name of its own
    return " ".join(spelt_alike(name_of(t)) for t in words if t.form[:1].isalpha() or t.form[:1].isdigit())


def _known_as(place: str) -> str:
    """The name in the id of a place."""
    return " ".join(spelt_alike(part) for part in place.partition("/")[2].split("_"))
