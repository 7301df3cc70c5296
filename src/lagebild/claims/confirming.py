"""Confirmations and what they confirm.

Takes a Scene; gives its confirmations ("Kyiv confirmed the strike", "Das bestätigte auch Kiew"): who confirms, and the deed that is named, or
nothing where a pronoun or a word for what was said stands for it. Takes drafts of the sentences before; gives them with the confirmer's
side beside them. Who confirms a deed does not confirm its number. A deed that is confirmed is told, whatever else its noun lacks.
"""

from collections.abc import Iterator

import msgspec

from lagebild.claims.answers import once_a_scene
from lagebild.claims.certainty import is_unsaid, marks_on
from lagebild.claims.cues import cues_at, is_nobody, may_speak, source_of
from lagebild.claims.drafts import Draft
from lagebild.claims.part_taken import claimed_deeds, denied_parts, laid_deeds
from lagebild.claims.phrases import span_of
from lagebild.claims.reference import Memory, Name
from lagebild.claims.scene import Scene
from lagebild.claims.triggers import Hit, deed_at, entries_in, types_at
from lagebild.model import Participant, Stance, StanceKind
from lagebild.ontology import VICTIMS

STATE = 3  # the letters of a state's code
REACH = 2  # sentences back that a confirmation answers
STANCE: StanceKind = "confirms"
NOMINAL = frozenset({"NOUN", "PROPN"})
DEATH = "death_noun"  # the class of nouns for a death, be it by whom it may
UNSURE = frozenset(
    {"commitment=negated", "commitment=denied", "commitment=possible", "time=future", "time=conditional"}
)


class Confirmation(msgspec.Struct, frozen=True):
    """Somebody confirms, or, unless `sure`, may or does not: the cue's token, the source's head, the token of the deed that is named (None:
    what was said before), the token of what is confirmed.
    """

    scene: Scene
    token: int
    source: int
    deed: int | None
    sure: bool
    content: int


def confirmations_in(scene: Scene) -> tuple[Confirmation, ...]:
    """The confirmations of a sentence, in text order."""
    return tuple(found for found in _all_in(scene) if found.sure)


def unconfirmed_in(scene: Scene) -> frozenset[int]:
    """The words by which somebody does not confirm: they tell nothing."""
    return frozenset(found.token for found in _all_in(scene) if not found.sure)


@once_a_scene
def _all_in(scene: Scene) -> tuple[Confirmation, ...]:
    if scene.sentence.heading:
        return ()
    return tuple(found for i in scene.cues if (found := _confirmation_at(scene, i)) is not None)


def _confirmation_at(scene: Scene, i: int) -> Confirmation | None:
    cue = next((cue for cue in cues_at(scene, i, "verb") if cue.stance == STANCE), None)
    source = source_of(scene, i, cue) if cue is not None else None
    content = _content(scene, i, source) if source is not None else None
    if source is None or content is None or is_nobody(scene, source) or not may_speak(scene, source):
        return None
    sure = not is_unsaid(scene, i, content) and UNSURE.isdisjoint(m.means for m in marks_on(scene, i, None))
    deed = None if _speaks_of_what_was_said(scene, content) else content
    return Confirmation(scene, i, source, deed, sure, content)


def _content(scene: Scene, i: int, source: int) -> int | None:
    """What is confirmed, where that is a deed, a pronoun or a word for what was said; a clause is a claim by itself."""
    tree = scene.tree
    objects = [c for c in tree.dependents(i, "obj") if c != source]
    fitting = (c for c in objects if _speaks_of_what_was_said(scene, c) or _is_deed(scene, c))
    pointed = (c for c in tree.children[i] if c != source and _is_pointer(scene, c))
    return next(fitting, next(pointed, None))


def _speaks_of_what_was_said(scene: Scene, i: int) -> bool:
    """`das`, `this`, `the report`, `die Angaben`, `the incident`."""
    said = scene.tree.tokens[i].upos == "NOUN" and bool(cues_at(scene, i, "noun")) and _is_bare(scene, i)
    return said or _is_pointer(scene, i) or (_is_known(scene, i) and scene.in_class(i, "taken_up"))


def _is_pointer(scene: Scene, i: int) -> bool:
    tree = scene.tree
    words = (*tree.grammar.get("pointers", ()), *tree.grammar.get("sentence_relatives", ()))
    return tree.word(i) in words and tree.tokens[i].upos in ("PRON", "DET")


def _is_bare(scene: Scene, i: int) -> bool:
    """Without a clause of its own, which would be what is said."""
    return not scene.tree.has_child(i, "acl", "ccomp")


def _is_deed(scene: Scene, i: int) -> bool:
    """A noun for a deed that is known, or of which it is told on what or whom: `confirmed | hits on two of its plants`."""
    if scene.tree.tokens[i].upos not in NOMINAL or i not in entries_in(scene):
        return False
    return _is_known(scene, i) or (_has_victims(scene, i) and scene.tree.has_child(i, "nmod"))


def _has_victims(scene: Scene, i: int) -> bool:
    main = max(types_at(scene, i).items(), key=lambda item: item[1])[0]
    return scene.know.ontology.types[main].counted == VICTIMS


def is_confirmed(scene: Scene, i: int) -> bool:
    """Whether somebody confirms the deed that a noun tells."""
    return any(i in (found.deed, found.content) for found in confirmations_in(scene))


def _is_known(scene: Scene, i: int) -> bool:
    """With the definite article, a demonstrative, or whose it is."""
    tree = scene.tree
    return any(
        tree.feature(c, "Definite") == "Def"
        or tree.feature(c, "PronType") == "Dem"
        or tree.feature(c, "Poss") == "Yes"
        or tree.tokens[c].deprel == "nmod:poss"
        for c in tree.children[i]
    )


def with_confirmed(scene: Scene, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The triggers with the deeds that are confirmed, and those that somebody says he had no part in, without those that somebody could not confirm; the
    word that confirms is no event of its own by likelihood alone.
    """
    hits = _with_named_deeds(scene, hits)
    if not _all_in(scene):
        return hits
    found = confirmations_in(scene)
    citing = {confirmation.token for confirmation in found}
    open_ = {confirmation.deed for confirmation in _all_in(scene)} - {c.deed for c in found}
    kept = [hit for hit in hits if hit.token not in open_ and not (hit.likely and hit.token in citing)]
    fired = {hit.token for hit in kept}
    deeds = {c.deed for c in found if c.deed is not None and c.deed not in fired and c.token not in fired}
    deeds = {deed for deed in deeds if not scene.in_class(deed, DEATH)}  # "the death of the Queen"
    kept += [hit for deed in deeds if (hit := deed_at(scene, deed)) is not None]
    return tuple(sorted(kept, key=lambda hit: hit.token))


def _with_named_deeds(scene: Scene, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """`denied any role in the | killings`, `claimed the | shooting`, `blamed rebels for the | blast`: a deed whose doer is in question is one, whatever else its noun lacks."""
    fired = {hit.token for hit in hits}
    words = (deed for i in scene.cues for deed in denied_parts(scene, i))
    named = [*words, *(deed for i in range(len(scene.tree)) for deed in claimed_deeds(scene, i))]
    named += (deed for hit in hits for deed in laid_deeds(hit))
    deeds = dict.fromkeys(deed for deed in named if deed not in fired)
    found = [hit for deed in deeds if (hit := deed_at(scene, deed)) is not None]
    return tuple(sorted((*hits, *found), key=lambda hit: hit.token)) if found else hits


# ------------------------------------------------------------------ what it answers


class Confirmed(msgspec.Struct, frozen=True):
    """A confirmation whose source is named."""

    confirmation: Confirmation
    who: Participant
    types: frozenset[str]
    states: frozenset[str] = frozenset()  # those that the deed's own words name


def named_in(scene: Scene, memory: Memory, name: Name) -> tuple[Confirmed, ...]:
    """The confirmations of a sentence with who confirms; `name` says who it is."""
    return tuple(
        Confirmed(c, name(scene, c.source, memory), _types(scene, c.deed), _states(scene, c.content))
        for c in confirmations_in(scene)
    )


def _types(scene: Scene, deed: int | None) -> frozenset[str]:
    return frozenset(types_at(scene, deed)) if deed is not None else frozenset()


def _states(scene: Scene, content: int) -> frozenset[str]:
    """`the presence of | Rwandan | troops`: the states of the names beside or below what is confirmed."""
    hits = map(scene.name_at, scene.tree.subtree(content))
    return frozenset(state for hit in hits if hit is not None and (state := scene.know.state_of(hit.id)))


def confirmed(drafts: list[Draft], by: Confirmed) -> list[Draft]:
    """The drafts with the confirmer's side beside those that he confirms."""
    answered = list(_answered(drafts, by))
    return [_with_side(d, by) if d in answered else d for d in drafts]


def _answered(drafts: list[Draft], by: Confirmed) -> Iterator[Draft]:
    """Of the deed that is named those of the last sentence that tells it; else all of the last sentence that tells something."""
    fitting = [d for d in drafts if _can_be_confirmed(d, by)]
    last = max((d.scene.sentence.i for d in fitting), default=-1)
    yield from (d for d in fitting if d.scene.sentence.i == last)


def _can_be_confirmed(draft: Draft, by: Confirmed) -> bool:
    """A deed that is told, by somebody else, before the confirmation; no charge unless it is named."""
    cue = by.confirmation
    distance = cue.scene.sentence.i - draft.scene.sentence.i
    if draft.event is None or draft.axes.commitment in ("denied", "negated") or not 0 <= distance <= REACH:
        return False
    if distance == 0 and (draft.token >= cue.token or cue.token in cue.scene.tree.ancestors(draft.token)):
        return False
    if by.types and draft.event.type not in by.types:
        return False
    if by.states and _is_of_others(draft, by.states):
        return False
    if not by.types and (draft.is_charge or draft.definite or distance > 1):
        return False
    return not any(_is_one(link.source, by.who) for link in draft.chain)


def _is_of_others(draft: Draft, states: frozenset[str]) -> bool:
    """Whether all who are known to have taken part in a deed are of other states than those that are named."""
    event = draft.event
    people = (*event.actors, *event.recipients) if event else ()
    own = {who.actor[:STATE] for who in people if who.actor}
    return bool(own) and own.isdisjoint(states)


def _is_one(one: Participant, other: Participant) -> bool:
    return one.name == other.name or (one.actor is not None and one.actor == other.actor)


def _with_side(draft: Draft, by: Confirmed) -> Draft:
    cue = by.confirmation
    span = span_of(cue.scene, cue.token, cue.token)
    return draft.with_stance(Stance(source=by.who, stance=STANCE, span=span))
