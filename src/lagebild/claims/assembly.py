"""One trigger -> one draft claim.

Takes a trigger (or the head of a statement), who speaks over it and the memory of the document; gives the draft:
participants, place, period, quantities, chain, axes.
"""

import msgspec
from msgspec.structs import replace

from lagebild.claims.actors import people_of
from lagebild.claims.as_told import is_perfect, type_as_told
from lagebild.claims.attribution import Speech
from lagebild.claims.axes import Axes, Mark, word_of
from lagebild.claims.circumstances import place_of, quantities_of
from lagebild.claims.conditions import condition_marks
from lagebild.claims.contents import statement_of
from lagebild.claims.cues import Said, is_as_clause
from lagebild.claims.discourse import Discourse
from lagebild.claims.disputed import disputed
from lagebild.claims.drafts import Draft
from lagebild.claims.dyads import dyad_of
from lagebild.claims.first_person import bound_to_speaker
from lagebild.claims.grading import graded
from lagebild.claims.granularity import Sorted
from lagebild.claims.known import is_done_by_subject, is_known_already, is_ordered_as_told
from lagebild.claims.occasions import period_of
from lagebild.claims.reaching import Part
from lagebild.claims.reference import Memory
from lagebild.claims.roles import Parts
from lagebild.claims.scene import Scene
from lagebild.claims.sides import sides_of
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

ANSWERS = ("denies", "confirms")  # stances of whoever answers what others say


class Context(msgspec.Struct, frozen=True):
    """What surrounds a trigger: the document's memory and discourse so far."""

    memory: Memory
    discourse: Discourse


def draft_of_hit(hit: Hit, found: Sorted, speech: Speech, context: Context) -> Draft:
    """The draft of an event: who says it, who takes part, how surely, and what it is by then."""
    scene, kind = hit.scene, hit.scene.know.ontology.types[hit.frame.type]
    definite = is_known_already(hit) and not is_done_by_subject(hit) and not _is_charged(hit, found)
    ordered = definite and is_ordered_as_told(hit, found)
    definite = definite and not ordered
    since = scene.tree.preposition(hit.token) in scene.tree.grammar.get("since_prepositions", ())
    beside_report = (definite and bool(speech.links)) or (hit.nominal and since)
    speech = _speech_for(hit, speech, definite=definite)
    chain = context.discourse.chain(scene, speech, context.memory, hit.token)
    told_by = (hit, *found.merged.get(hit.token, ()))
    parts = sides_of(told_by, found, speech, definite=definite or ordered)
    if kind.speech_act:
        speech, chain = _without_own_voice(speech, chain, {part.token for part in parts.actors})
    said = hit.token in context.discourse.quoted.tokens
    quoted = said and not (kind.speech_act and _is_performed(hit, parts))
    marks, axes = _graded(hit, speech, chain, definite=definite, quoted=quoted)
    planned, axes = type_as_told(hit, axes, parts, chain, context.memory)
    triggers = [h.token for h in told_by]
    apart = [h for h in found.events if h.token not in triggers]
    others, verbs = ([h.token for h in apart if h.nominal is nominal] for nominal in (True, False))
    told = Told(hit, triggers, others, verbs, parts, planned, chain, said, beside_report)
    draft = Draft(
        scene=scene, token=_worded_at(hit), content=_event_of(told, context.memory), chain=chain, axes=axes, marks=tuple(marks),
        evidence=(*_evidence(hit.frame.key, speech, marks), *_decided(hit)), speech_act=kind.speech_act, definite=definite,
    )  # fmt: skip
    return disputed(draft, speech)


class Told(msgspec.Struct, frozen=True):
    """What an event is made of: the trigger, all that tell it, the other events beside it by nouns and by verbs, its sides, and how it is told.

    `planned`: the type that it has by how it is told (`claims/as_told.py`); `quoted`: within quotation marks; `beside_report`: known, and named while something else is
    reported.
    """

    hit: Hit
    triggers: list[int]
    others: list[int]
    verbs: list[int]
    parts: Parts
    planned: str | None
    chain: tuple[Attribution, ...]
    quoted: bool
    beside_report: bool


def _event_of(told: Told, memory: Memory) -> Event:
    """The event: who, whom, where, when, how many."""
    hit, scene, parts, triggers = told.hit, told.hit.scene, told.parts, told.triggers
    ontology, event_type = scene.know.ontology, told.planned or hit.frame.type
    mode = hit.frame.mode if not told.planned else None
    people = [part.token for part in (*parts.recipients, *parts.actors, *parts.against)]
    named = [i for i in people if scene.name_at(i) is not None]
    actors = bound_to_speaker(scene, people_of(scene, parts.actors, memory), told.chain, quoted=told.quoted)
    recipients = people_of(scene, parts.recipients, memory)
    recipients = _others(bound_to_speaker(scene, recipients, told.chain, quoted=told.quoted), actors)
    speech_act, kind = ontology.types[hit.frame.type].speech_act, ontology.types[event_type]
    place = place_of(scene, triggers, named, speech_act=speech_act, others=told.others)
    return Event(
        type=event_type,
        mode=mode,
        contexts=hit.frame.contexts,
        cameo=ontology.cameo_of(event_type, mode),
        actors=actors,
        recipients=recipients,
        against=people_of(scene, parts.against, memory),
        dyad=dyad_of(scene, triggers, actors, recipients, place),
        place=place,
        period=period_of(scene, triggers, told.others, speech_act=speech_act),
        quantities=quantities_of(
            scene,
            triggers,
            people,
            told.others,
            told.verbs,
            kind=kind,
            known=told.beside_report,
            doers=[part.token for part in parts.actors],
        ),
    )


def _speech_for(hit: Hit, speech: Speech, *, definite: bool) -> Speech:
    """Nobody says what is known already; a noun of an act of words is not denied by who denies its content."""
    if definite:
        return Speech(())
    if hit.nominal and hit.scene.know.ontology.types[hit.frame.type].speech_act:
        links = tuple(link for link in speech.links if link.cue.stance != "denies")
        return Speech(links, speech.authors_own)
    if _was_claimed_before(hit.scene, speech.innermost):
        # "denied having bombed a market, as the UN had reported": the UN's word, which somebody denies
        links = tuple(link for link in speech.links if link.cue.stance != "denies")
        return Speech(links, speech.authors_own)
    return speech


def _was_claimed_before(scene: Scene, link: Said | None) -> bool:
    """`as the UN had reported`, `wie Kiew behauptet`: told by somebody before; `wie ein Sprecher sagte` tells who denies it."""
    if (
        link is None
        or link.source is None
        or link.cue.stance != "claims"
        or not is_as_clause(scene, link.cue_token)
    ):
        return False
    tree = scene.tree
    before = any(tree.feature(k, "Tense") == "Past" for k in tree.auxiliaries(link.cue_token))
    return (
        before and tree.feature(link.cue_token, "VerbForm") == "Part"
    ) or link.cue.distance == "distancing"


def _graded(
    hit: Hit, speech: Speech, chain: tuple[Attribution, ...], *, definite: bool, quoted: bool
) -> tuple[list[Mark], Axes]:
    own = hit.frame.type != hit.scene.know.ontology.demand  # who wants something of somebody demands it now
    spent, terms = _asked_for(hit), _terms_of(hit)
    return graded(
        hit.scene, hit.token, speech, chain, known=definite, own=own, quoted=quoted, spent=spent, terms=terms
    )


def _is_charged(hit: Hit, found: Sorted) -> bool:
    """`wirft Moskau die Entführung von Kindern vor`: what somebody is charged with, word for word, is not known by that."""
    tree = hit.scene.tree
    accusing = found.accusing.get(tree.tokens[hit.token].head)
    if accusing is None:
        return False
    bare = tree.tokens[hit.token].deprel == "obl:arg" and not tree.preposition(hit.token)
    if bare and tree.feature(hit.token, "Case") == "Gen":  # "beschuldigt die Polizei der Folter"
        return tree.has_child(accusing.token, "obj", "nsubj:pass") and is_alleged_content(accusing, hit.token)
    mark = tree.grammar.get("charging_with_nouns", {}).get(tree.lemma(accusing.token))
    if mark and tree.relation(hit.token) == "obl" and tree.preposition(hit.token) == mark:
        whom = tree.has_child(accusing.token, "obj", "nsubj:pass")  # "blamed the rebels for the raid"
        return whom and is_alleged_content(accusing, hit.token)
    if tree.relation(hit.token) != "obj":
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
    perfect = is_perfect(hit) and tree.lemma(verb) in tree.grammar.get("perfect_auxiliaries", ())
    if verb != i and not perfect:
        return frozenset()
    past = verb != i or tree.feature(verb, "Tense") == "Past"
    conditions = [c for c in tree.children[i] if past or c > i]
    return frozenset(mark.token for c in conditions for mark in condition_marks(scene, c))


def _worded_at(hit: Hit) -> int:
    """Where the act is worded: in what is said ("said it would not *cooperate*"), not at the word that cites it (ANNOTATION §3)."""
    scene = hit.scene
    if not scene.in_class(hit.token, "plain_saying") or not any(c.path[0] == "ccomp" for c in hit.frame.when):
        return hit.token
    return next((c for c in scene.tree.children[hit.token] if scene.tree.relation(c) == "ccomp"), hit.token)


def _without_own_voice(
    speech: Speech, chain: tuple[Attribution, ...], actors: set[int]
) -> tuple[Speech, tuple[Attribution, ...]]:
    """Whoever demands, accuses or denies is no source of that act: "X forderte, sagte X" is the author's (ANNOTATION §5).

    Whoever denies having done so is its source, for what he denies is nobody's assertion; and who confirms a deal of his own.
    """
    own = [
        link
        for link in speech.links
        if link.source in actors and link.cue.construction == "verb" and link.cue.stance not in ANSWERS
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
