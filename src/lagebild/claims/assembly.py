"""One trigger -> one draft claim.

Takes a trigger (or the head of a statement), who speaks over it and the memory of the document; gives the draft:
participants, place, period, quantities, chain, axes.
"""

import msgspec
from msgspec.structs import replace

from lagebild.claims.actors import people_of
from lagebild.claims.attribution import Speech
from lagebild.claims.axes import Axes, Mark, word_of
from lagebild.claims.circumstances import period_of, place_of, quantities_of
from lagebild.claims.citing import adposition_links
from lagebild.claims.conditions import condition_marks
from lagebild.claims.contents import statement_of
from lagebild.claims.cues import Said
from lagebild.claims.discourse import Discourse
from lagebild.claims.drafts import Draft
from lagebild.claims.dyads import dyad_of
from lagebild.claims.first_person import bound_to_speaker
from lagebild.claims.grading import graded
from lagebild.claims.granularity import Sorted
from lagebild.claims.known import is_done_by_subject, is_known_already, is_only_said
from lagebild.claims.reference import Memory
from lagebild.claims.roles import Part, Parts, is_somebody, joined, parts_of
from lagebild.claims.scene import Scene
from lagebild.claims.statements import (
    CEASED,
    Saying,
    has_politician,
    is_demanded,
    is_refused,
    is_worth_stating,
)
from lagebild.claims.triggers import Hit
from lagebild.claims.unsaid import is_alleged_content
from lagebild.model import Attribution, Event, Participant


class Context(msgspec.Struct, frozen=True):
    """What surrounds a trigger: the document's memory and discourse so far."""

    memory: Memory
    discourse: Discourse


def draft_of_hit(hit: Hit, found: Sorted, speech: Speech, context: Context) -> Draft:
    """The draft of an event."""
    scene, kind = hit.scene, hit.scene.know.ontology.types[hit.frame.type]
    definite = is_known_already(hit) and not is_done_by_subject(hit) and not _is_charged(hit, found)
    beside_report = definite and bool(speech.links)
    speech = Speech(()) if definite else speech
    if kind.speech_act and hit.nominal:
        speech = Speech(
            tuple(link for link in speech.links if link.cue.stance != "denies"), speech.authors_own
        )
    chain = context.discourse.chain(scene, speech, context.memory, hit.token)
    told_by = (hit, *found.merged.get(hit.token, ()))
    parts = joined([parts_of(h) for h in told_by])
    parts = _without_accuser(parts, found, speech)
    if definite and is_only_said(hit, found):
        parts = replace(parts, actors=())
    parts = replace(
        parts,
        actors=tuple(part for part in parts.actors if not _is_deed(scene, part.token)),
        recipients=tuple(part for part in parts.recipients if not adposition_links(scene, part.token)),
    )
    if kind.speech_act:
        parts = _with_speaker(hit, parts, speech)
        speech, chain = _without_own_voice(speech, chain, {part.token for part in parts.actors})
    said = hit.token in context.discourse.quoted.tokens
    quoted = said and not (kind.speech_act and _is_performed(hit, parts))
    spent, terms = _asked_for(hit), _terms_of(hit)
    own = hit.frame.type != scene.know.ontology.demand  # who wants something of somebody demands it now
    marks, axes = graded(
        scene, hit.token, speech, chain, known=definite, own=own, quoted=quoted, spent=spent, terms=terms
    )
    triggers = [h.token for h in told_by]
    others = [h.token for h in found.events if h.token not in triggers and h.nominal]
    people = [part.token for part in (*parts.recipients, *parts.actors, *parts.against)]
    sides = [i for i in people if scene.name_at(i) is not None]
    planned = kind.planned if kind.planned and _lies_ahead(hit, axes) else None
    if planned and is_refused(scene, hit.token, axes):
        planned, axes = scene.know.ontology.refusal, replace(axes, commitment="certain")
    event_type = planned or hit.frame.type
    actors = bound_to_speaker(scene, people_of(scene, parts.actors, context.memory), chain, quoted=said)
    recipients = people_of(scene, parts.recipients, context.memory)
    recipients = _others(bound_to_speaker(scene, recipients, chain, quoted=said), actors)
    place = place_of(scene, triggers, sides, speech_act=kind.speech_act, others=others)
    event = Event(
        type=event_type,
        mode=hit.frame.mode if not planned else None,
        contexts=hit.frame.contexts,
        cameo=scene.know.ontology.cameo_of(event_type, None if planned else hit.frame.mode),
        actors=actors,
        recipients=recipients,
        against=people_of(scene, parts.against, context.memory),
        dyad=dyad_of(scene, triggers, actors, recipients, place),
        place=place,
        period=period_of(scene, triggers, others),
        quantities=quantities_of(
            scene,
            triggers,
            people,
            others,
            kind=scene.know.ontology.types[event_type],
            known=beside_report,
        ),
    )
    return Draft(
        scene=scene, token=_worded_at(hit), content=event, chain=chain, axes=axes, marks=tuple(marks),
        evidence=(*_evidence(hit.frame.key, speech, marks), *_decided(hit)), speech_act=kind.speech_act, definite=definite,
    )  # fmt: skip


NO_DEEDS = ("number", "quantifier", "weapon", "missile", "bomb")
"""Classes of nouns that stand in entries of deeds, and are crowds or weapons."""


def _is_deed(scene: Scene, i: int) -> bool:
    """`the attack, which killed 145 people`, `a war could destroy the country`: a deed is nobody who does another."""
    i = scene.tree.antecedent(i)
    lemma = scene.tree.lemma(i)
    plain = scene.tree.tokens[i].upos == "NOUN" and scene.name_at(i) is None and scene.agent_at(i) is None
    named = any(scene.tree.tokens[c].upos == "PROPN" for c in scene.tree.children[i])
    if not plain or named or is_somebody(scene, i) or any(scene.in_class(i, name) for name in NO_DEEDS):
        return False
    types = {frame.type for frame in scene.know.frames_of(lemma, "NOUN")}
    return any(not scene.know.ontology.types[name].speech_act for name in types)


def _without_accuser(parts: Parts, found: Sorted, speech: Speech) -> Parts:
    """What somebody is accused of is never the accuser's deed: read so, it is that of whom he accuses."""
    said = speech.innermost
    accusing = found.accusing.get(said.cue_token) if said else None
    if said is None or accusing is None:
        return parts
    accused = parts_of(accusing).recipients
    if len(parts_of(accusing).actors) > 1 and not any(
        is_somebody(accusing.scene, part.token) for part in accused
    ):
        accusers = {
            part.token for part in parts_of(accusing).actors
        }  # "accused each other": nobody knows whose deed
        return replace(parts, actors=tuple(part for part in parts.actors if part.token not in accusers))
    if all(part.token != said.source for part in parts.actors):
        return parts
    others = tuple(part for part in parts.actors if part.token != said.source)
    taken = {part.token for part in others}
    return replace(parts, actors=(*(part for part in accused if part.token not in taken), *others))


def _is_charged(hit: Hit, found: Sorted) -> bool:
    """`wirft Moskau die Entführung von Kindern vor`: what somebody is charged with, word for word, is not known by that."""
    tree = hit.scene.tree
    accusing = found.accusing.get(tree.tokens[hit.token].head)
    if accusing is None or tree.relation(hit.token) != "obj":
        return False
    to_whom = tree.has_child(
        accusing.token, "iobj", "obl:arg"
    )  # "blamed the attack on India": the attack is known
    return to_whom and is_alleged_content(accusing, hit.token)


def _is_performed(hit: Hit, parts: Parts) -> bool:
    """`"We condemn it"`, `"Stop the war"`: an act of words that whoever is quoted does by saying so."""
    tree = hit.scene.tree
    return not parts.actors or any(tree.feature(part.token, "Person") == "1" for part in parts.actors)


def _asked_for(hit: Hit) -> frozenset[int]:
    """The tokens of the words that the entry of a trigger asks for in so many words."""
    tree = hit.scene.tree
    reached = (
        (i, condition) for condition in hit.frame.when for i in hit.scene.reached(hit.token, condition.path)
    )
    return frozenset(i for i, asked in reached if not {tree.word(i), tree.lemma(i)}.isdisjoint(asked.words))


def _terms_of(hit: Hit) -> frozenset[int]:
    """The words that set a condition to what somebody has threatened or promised: that he has said so hangs on none."""
    scene, tree, i = hit.scene, hit.scene.tree, hit.token
    verb = tree.finite(i) if scene.know.ontology.types[hit.frame.type].speech_act else None
    if verb is None or tree.feature(verb, "Mood") != "Ind":
        return frozenset()
    perfect = _is_perfect(hit) and tree.lemma(verb) in tree.grammar.get("perfect_auxiliaries", ())
    if verb != i and not perfect:
        return frozenset()
    past = verb != i or tree.feature(verb, "Tense") == "Past"
    conditions = [c for c in tree.children[i] if past or c > i]
    return frozenset(mark.token for c in conditions for mark in condition_marks(scene, c))


def _lies_ahead(hit: Hit, axes: Axes) -> bool:
    """Planned, or what would follow from a condition; the condition itself, and what would have been, is as it is called."""
    if axes.time != "conditional":
        return word_of(axes) == "planned"
    return not condition_marks(hit.scene, hit.token) and not hit.nominal and not _is_perfect(hit)


def _is_perfect(hit: Hit) -> bool:
    """`would have patrolled`."""
    tree = hit.scene.tree
    return "VerbForm=Part" in tree.tokens[hit.token].feats and not tree.is_passive(hit.token)


def _worded_at(hit: Hit) -> int:
    """Where the act is worded: in what is said ("said it would not *cooperate*"), not at the word that cites it (ANNOTATION §3)."""
    scene = hit.scene
    if not scene.in_class(hit.token, "plain_saying") or not any(c.path[0] == "ccomp" for c in hit.frame.when):
        return hit.token
    return next((c for c in scene.tree.children[hit.token] if scene.tree.relation(c) == "ccomp"), hit.token)


def _with_speaker(hit: Hit, parts: Parts, speech: Speech) -> Parts:
    """`said the drills were unjustified and called on Beijing`: who calls is who speaks, not the drills."""
    tree, said = hit.scene.tree, speech.innermost
    unsaid = (
        tree.is_verbal(hit.token)
        and not tree.has_child(hit.token, "nsubj", "nsubj:pass")
        and not tree.is_passive(hit.token)
    )
    if not unsaid or said is None or said.source is None:
        return parts
    if _is_participle_behind(hit, said):
        return replace(parts, actors=(Part(said.source, "nsubj"),))
    if tree.relation(hit.token) != "conj":
        return parts
    if any(is_somebody(hit.scene, part.token) for part in parts.actors):
        return parts
    return replace(parts, actors=(Part(said.source, "nsubj"),))


def _is_participle_behind(hit: Hit, said: Said) -> bool:
    """`said nine soldiers had died, | vowing to break off talks`: behind what is said, it is the speaker's act."""
    tree, i = hit.scene.tree, hit.token
    above = tree.tokens[i].head
    participle = tree.relation(i) == "advcl" and tree.feature(i, "VerbForm") in ("Part", "Ger")
    apart = participle and not tree.has_child(i, "mark") and tree.tokens[min(tree.subtree(i))].form == ","
    told = (
        above >= 0
        and tree.relation(above) in ("ccomp", "parataxis")
        and tree.tokens[above].head == said.cue_token
    )
    return apart and told and said.cue_token < above < i


def _without_own_voice(
    speech: Speech, chain: tuple[Attribution, ...], actors: set[int]
) -> tuple[Speech, tuple[Attribution, ...]]:
    """Whoever demands, accuses or denies is no source of that act: "X forderte, sagte X" is the author's (ANNOTATION §5).

    Whoever denies having done so is its source: what he denies is nobody's assertion.
    """
    own = [
        link
        for link in speech.links
        if link.source in actors and link.cue.construction == "verb" and link.cue.stance != "denies"
    ]
    if not own:
        return speech, chain
    links = tuple(link for link in speech.links if link not in own)
    spans = {link.scene.tree.tokens[link.cue_token].start for link in own}
    return Speech(links, speech.authors_own), tuple(link for link in chain if link.cue.start not in spans)


def draft_of_saying(saying: Saying, speech: Speech, context: Context) -> Draft | None:
    """The draft of a statement, or None when the clause says nothing that counts as one."""
    scene, token = saying.scene, saying.token
    chain = context.discourse.chain(scene, speech, context.memory, token)
    quoted = token in context.discourse.quoted.tokens
    marks, axes = graded(scene, token, speech, chain, quoted=quoted)
    polarity = "affirmed" if axes.commitment in ("certain", "possible") else axes.commitment
    if not is_worth_stating(saying, word_of(axes), polarity):
        return None
    if is_refused(scene, token, axes) and has_politician(saying, "nsubj"):
        return _refusal(saying, speech, chain, marks, replace(axes, commitment="certain"), context)
    if axes.commitment == "negated" and scene.in_class(token, "hesitating"):
        return None  # "will not hesitate to strike": what he will do is told
    content = statement_of(saying, speech, axes, context.memory)
    about = bound_to_speaker(scene, content.about, chain, quoted=quoted)
    return Draft(
        scene=scene, token=token, content=replace(content, about=about), chain=chain, axes=axes,
        marks=tuple(marks), evidence=_evidence(saying.word.key if saying.word else "rule:statement", speech, marks),
    )  # fmt: skip


def _refusal(
    saying: Saying,
    speech: Speech,
    chain: tuple[Attribution, ...],
    marks: list[Mark],
    axes: Axes,
    context: Context,
) -> Draft:
    """`Berlin will not take part, says its foreign minister`: who says what he will not do, refuses it (gold/README.md)."""
    scene, token = saying.scene, saying.token
    event = _act_of_words(scene, token, scene.know.ontology.refusal or "")
    actors = people_of(scene, _subjects(scene, token), context.memory)
    event = replace(event, actors=actors, dyad=dyad_of(scene, [token], actors, (), event.place))
    return Draft(
        scene=scene, token=token, content=event, chain=chain, axes=axes, marks=tuple(marks),
        evidence=_evidence("rule:refusal", speech, marks),
    )  # fmt: skip


def draft_of_demand(
    scene: Scene, token: int, speech: Speech, context: Context, *, deed: bool = False
) -> Draft | None:
    """`Baghdad must disarm, Mr Blair said`: who says what somebody political must do, demands it; None when it is nothing of the kind.

    Where the sentence names nobody, whoever is still speaking demands it ("Amnesty verurteilt ... Die Behörden müssten ..."). `deed`: the verb
    tells an event, which is demanded even where nobody is named who does.
    """
    said = speech.innermost
    carried = context.discourse.chain(scene, speech, context.memory, token) if said is None else ()
    unsaid = said is None and not carried and not (deed and scene.tree.grammar.get("demands_unsaid"))
    told = deed and (bool(carried) if said is None else said.source is not None)
    if unsaid or not is_demanded(scene, token, done=told):
        return None
    event = _act_of_words(scene, token, scene.know.ontology.demand or "")
    speakers = () if said is None or said.source is None else (Part(said.source, "nsubj"),)
    actors = people_of(said.scene if said else scene, speakers, context.memory)
    actors = actors or tuple(link.source for link in carried[-1:])
    asked = tuple(part for part in _subjects(scene, token) if not scene.in_class(part.token, CEASED))
    recipients = people_of(scene, asked, context.memory)
    dyad = dyad_of(scene, [token], actors, recipients, event.place)
    event = replace(event, actors=actors, recipients=recipients, dyad=dyad)
    outer = Speech(tuple(link for link in speech.links[1:]), speech.authors_own)
    chain = context.discourse.chain(scene, outer, context.memory) if outer.links else carried[:-1]
    return Draft(
        scene=scene, token=token, content=event, chain=chain, axes=Axes(evidence="reported" if chain else "own"),
        marks=(), evidence=_evidence("rule:demand", speech, []), speech_act=True,
    )  # fmt: skip


def _act_of_words(scene: Scene, token: int, kind: str) -> Event:
    """An event that is done by saying something, without its sides."""
    cameo = scene.know.ontology.cameo_of(kind, None)
    return Event(type=kind, cameo=cameo, place=place_of(scene, [token]), period=period_of(scene, [token]))


def _subjects(scene: Scene, token: int) -> tuple[Part, ...]:
    subjects = scene.tree.dependents(token, "nsubj")
    return tuple(Part(k, "nsubj") for i in subjects for k in scene.tree.conjuncts(i))


def _evidence(key: str, speech: Speech, marks: list[Mark]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys([key, *(link.cue.key for link in speech.links), *(mark.entry for mark in marks)])
    )


def _decided(hit: Hit) -> tuple[str, ...]:
    """What the decider has to say for a trigger that it took, if it did."""
    if hit.likely is None:
        return ()
    return (f"{hit.scene.know.pack.code}.decider:{hit.likely:.2f} {'; '.join(hit.because)}",)


# ------------------------------------------------ participants


def _others(people: tuple[Participant, ...], actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Recipients that are not the actor again ("zog *seine* Truppen ab")."""
    names = {who.name for who in actors}
    return tuple(who for who in people if who.name not in names)
