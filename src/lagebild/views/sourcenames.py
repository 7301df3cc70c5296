"""What sources are called, in the language of the interface: the same in every list.

Takes the key of an origin or the id of an actor, and how texts word it; gives a name. A body of a state is called by the state's adjective
(`South Korean intelligence service`), a role that one word names by the interface's word for it; what nobody has a name for stays as worded.
"""

from collections.abc import Iterator
from functools import cache

from lagebild.gazetteer import load_gazetteer
from lagebild.languages import installed_languages
from lagebild.stories import Gist, Story, Telling, Voice
from lagebild.stories.rules import load_rules, senses_of
from lagebild.views.labels import Labels
from lagebild.views.plain import one_line

WORDED = ("pub", "name")  # keys that are made of a name


def source_called(key: str, worded: str, labels: Labels) -> str:
    """An origin, by its key: `KOR.SPY.nis`, `USA:foreign_ministry`, `pub:elbe-kurier`. All who speak for one body are called by it."""
    owner, colon, body = key.partition(":")
    if not colon:
        return called(key, worded, labels)
    if owner in WORDED:
        return one_line(worded)
    if known := labels.table["origin"].get(key):
        return str(known)
    seat = _seats().get((owner, body), "")
    name = load_gazetteer().label(seat, labels.lang)
    return name if seat and name != seat else _body(owner, body, labels) or one_line(worded)


def called(actor: str | None, worded: str, labels: Labels) -> str:
    """Whoever speaks, by what the interface's language calls the actor; as worded where it has no name."""
    if not actor:
        return _role_worded(one_line(worded), labels)
    if known := labels.table["origin"].get(actor):
        return str(known)
    gazetteer = load_gazetteer()
    name = gazetteer.label(actor, labels.lang)
    if name != actor or actor in gazetteer.countries:  # the USA are called as their id is
        return name
    state, _, sector = actor.partition(".")
    return (_body(state, sector, labels) if sector else "") or _role_worded(one_line(worded), labels)


def voice_called(voice: Voice, labels: Labels) -> str:
    """Whoever a text cites: a ministry by its name, and not as its government."""
    owner, colon, _ = (voice.key or "").partition(":")
    if colon and owner not in WORDED and voice.key is not None:
        return source_called(voice.key, voice.name, labels)
    return called(voice.actor, voice.name, labels)


def speaker_of(telling: Telling, labels: Labels) -> str:
    """Who says so: the innermost source, else who printed it."""
    if telling.chain:
        return voice_called(telling.chain[-1], labels)
    return printer_of(telling)


def printer_of(telling: Telling) -> str:
    """Who printed it."""
    return one_line(telling.publisher or telling.document_id)


def sources_in(gist: Gist, labels: Labels) -> tuple[str, ...]:
    """Who vouches for a story; where nobody does, who printed it."""
    origins = gist.story.part("overall").origins
    return tuple(source_called(o.key, o.name, labels) for o in origins) or tuple(map(one_line, gist.printed))


def names_in(story: Story, labels: Labels) -> dict[str, str]:
    """What those are called whom the texts of a story cite, by how they are worded there."""
    voices = (v for t in story.tellings for v in (*t.chain, *t.deniers, *t.confirmers))
    found = {v.name: voice_called(v, labels) for v in voices}
    origins = (o for part in story.parts for o in part.origins)
    return {o.name: source_called(o.key, o.name, labels) for o in origins} | found


def _body(state: str, body: str, labels: Labels) -> str:
    """A body or office of a state; empty where the labels have no word for it."""
    noun, ending = labels.table["body"].get(body, ("", ""))
    gazetteer = load_gazetteer()
    adjective = gazetteer.adjective(state, labels.lang)
    if not noun or adjective:
        return f"{adjective}{ending} {noun}" if noun else ""
    name = gazetteer.label(state, labels.lang)
    return f"{noun} ({name})" if name != state else str(noun)


@cache
def _seats() -> dict[tuple[str, str], str]:
    """The organisation that is a body of a state under a name of its own, where there is one."""
    found: dict[tuple[str, str], str] = {}
    persons = load_gazetteer().holders
    for seat, body in load_rules().seats.items():
        if seat not in persons:  # who heads it is no name of it
            found.setdefault((seat.partition(".")[0], body), seat)
    return found


def _role_worded(worded: str, labels: Labels) -> str:
    """A role that texts of another language name in one word, in the interface's word for it."""
    if " " in worded or any(_senses(worded, labels.lang)):
        return worded
    senses = (sense for lang in installed_languages() for sense in _senses(worded, lang))
    nouns = (labels.table["body"].get(sense, ("",))[0] for sense in senses)
    return next(filter(None, nouns), worded)


def _senses(word: str, lang: str) -> Iterator[str]:
    """The senses of a word as it stands or without its last letter (`Abgeordneter`); a tagger would know more, and take a second to load."""
    senses, lower = senses_of(lang), word.lower()
    for lemma in (lower, lower[:-1]):
        yield from sorted(senses.get(lemma, ()))
