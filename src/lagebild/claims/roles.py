"""Who did it to whom.

Takes a trigger and the relations that its family names; gives the heads of the participants, coordinated ones
one by one. Passive, control, relative clauses and nominalisation are the tree's business (`claims/tree.py`).
"""

from functools import lru_cache

import msgspec

from lagebild.claims.cues import cues_at
from lagebild.claims.likelier import is_strong_body
from lagebild.claims.reaching import Alternatives, Part, is_excluded, reached, step
from lagebild.claims.scene import Scene
from lagebild.claims.suffered import sufferers
from lagebild.claims.triggers import Hit, entries_in, hit_at
from lagebild.languages import Relations
from lagebild.ontology import CONFLICT, VICTIMS

NOBODY = "nobody"
"""The class of things that nothing is done to as to somebody: constitution, air, uniform."""
BUILT = "building"
KIN = "kin"
"""The class of brothers and daughters."""
PHRASE, OBJECT = "obl:", "obj"
CONTENTS = (("xcomp",), ("advcl",))
IN_TOWN = (VICTIMS, "crowd")  # whom the figures count of types that happen in a town, whoever acts
POSSESSOR, SUFFERER = "nmod:poss", "suffered"


class Parts(msgspec.Struct, frozen=True):
    """The participants of a trigger by role."""

    actors: tuple[Part, ...]
    recipients: tuple[Part, ...]
    against: tuple[Part, ...]


def parts_of(hit: Hit) -> Parts:
    """Actor, recipient and opponent of a trigger, by the relations of its frame's family."""
    family = hit.frame.family
    recipients = tuple(
        part for part in _first_fitting(hit, family.recipient) if not _is_own_subject(hit, part)
    )
    suffered = _suffered(hit) if hit.nominal else ()
    recipients = recipients or suffered or _targets(hit)
    own = tuple(part for part in recipients if _does_itself(hit, part.token))
    recipients = tuple(part for part in recipients if part not in own)
    taken = {part.token for part in (*recipients, *suffered)}
    actors = tuple(
        part for part in reached(hit.scene, hit.token, family.actor.alternatives) if part.token not in taken
    )
    actors = actors or own
    if suffered:
        actors = tuple(
            part for part in actors if part.relation != POSSESSOR
        )  # "Kyiv suffered its worst raid"
    elif hit.nominal and (not actors or (not family.reciprocal and _are_moved(hit, actors))):
        actors = tuple(part for part in _supported(hit) if part.token not in taken) or actors
    if hit.nominal:
        actors = tuple(part for part in actors if not _is_where(hit, part))
    if hit.nominal and (attacked := _attacked(hit, actors)):
        actors = tuple(part for part in actors if part not in attacked)
        recipients = recipients or attacked
    if family.reciprocal:
        actors, recipients = _merged(actors, recipients), ()
        actors = _merged(_own_side(hit, actors), actors)
    return Parts(actors, recipients, reached(hit.scene, hit.token, family.against.alternatives))


def _does_itself(hit: Hit, token: int) -> bool:
    """`the | junta's | arrests`: what an army, police or regime has of deeds of force it does, and does not suffer."""
    plain = (
        hit.nominal and not hit.frame.family.reciprocal and hit.scene.tree.tokens[token].deprel == POSSESSOR
    )
    force = hit.scene.know.ontology.types[hit.frame.type].quad == CONFLICT
    return plain and force and is_strong_body(hit.scene.tree, token, hit.scene.know)


def _suffered(hit: Hit) -> tuple[Part, ...]:
    """Who suffered a deed that a noun tells, by what the verb says."""
    found = sufferers(hit.scene, hit.token)
    return _fitting(hit, tuple(Part(k, SUFFERER) for k in found)) if found else ()


def _targets(hit: Hit) -> tuple[Part, ...]:
    """`the | embassy | attack`, `mosque shooting`: what is built does nothing, where the deed is one that may hit things it was hit."""
    scene = hit.scene
    if not hit.nominal or scene.know.ontology.types[hit.frame.type].counted != VICTIMS:
        return ()
    built = (k for k in scene.tree.dependents(hit.token, "compound") if scene.in_class(k, BUILT))
    return tuple(Part(k, OBJECT) for k in built if scene.name_at(k) is None)


def _are_moved(hit: Hit, actors: tuple[Part, ...]) -> bool:
    """`ordered the deployment | of two battalions`: what an entry asks to be moved has not decided on it."""
    asked = {k for condition in hit.frame.when for k in hit.scene.reached(hit.token, condition.path)}
    return all(part.token in asked for part in actors)


def _is_own_subject(hit: Hit, part: Part) -> bool:
    """`The spokesman refused to be drawn`: who refuses is not whom he refuses. An infinitive has no subject: what looks like one is its object."""
    tree = hit.scene.tree
    own = tree.tokens[part.token].head == hit.token and tree.tokens[part.token].deprel == "nsubj"
    finite = tree.finite(hit.token) is not None
    return own and finite and part.relation == "obj" and not tree.is_passive(hit.token)


def joined(all_parts: list[Parts], *, reciprocal: bool) -> Parts:
    """The participants of all triggers that tell one event: the keeper's own, what it lacks from the others.

    Of a `reciprocal` deed of which only the other side is named, the one side acts in the others: "had killed 80 people in fighting with rivals".
    """
    first, rest = all_parts[0], all_parts[1:]
    if reciprocal and len(first.actors) == 1:
        own = next((parts.actors for parts in rest if parts.actors), ())
        first = Parts(_merged(own, first.actors), first.recipients, first.against)
    for parts in rest:
        first = Parts(
            first.actors or parts.actors, first.recipients or parts.recipients, first.against or parts.against
        )
    taken = {p.token for p in first.actors}
    return Parts(first.actors, tuple(p for p in first.recipients if p.token not in taken), first.against)


def parts_named_by_itself(hit: Hit) -> bool:
    """Whether the trigger itself says who acts, and not only the verb over it."""
    return bool(reached(hit.scene, hit.token, hit.frame.family.actor.alternatives))


def _first_fitting(hit: Hit, relations: Relations) -> tuple[Part, ...]:
    """The recipients by the first relation that leads to any: where the house cannot be one, its owner is."""
    found = (_fitting(hit, reached(hit.scene, hit.token, (ways,))) for ways in relations.alternatives)
    if hit.scene.know.ontology.types[hit.frame.type].content == "alleged":
        found = (tuple(p for p in parts if not _is_victim(hit, p.token)) for parts in found)
    first = next((parts for parts in found if parts), ())
    return first or _below_its_object(hit, relations) or _below_its_content(hit, relations) or _asked(hit)


def _is_victim(hit: Hit, token: int) -> bool:
    """`condemned the killing | of a journalist`, `verurteilt die Entführung | des Bürgermeisters`: to whom the deed was done, is not who is blamed for it."""
    scene, deed = hit.scene, hit.scene.tree.tokens[token].head
    if deed < 0 or scene.tree.tokens[deed].upos != "NOUN" or hit.token not in scene.tree.ancestors(deed):
        return False
    told = hit_at(scene, deed) if deed in entries_in(scene) else None
    if told is not None:
        other = told.frame.type != hit.frame.type
        return other and any(part.token == token for part in parts_of(told).recipients)
    links = next((link.names for link in scene.tree.links(deed) if link.token == token), frozenset())
    frames = scene.know.frames_of(scene.tree.lemma(deed), "NOUN")
    ways = [
        {way[0] for ways in f.family.recipient.alternatives for way in ways if len(way) == 1} for f in frames
    ]
    return bool(frames) and all(
        frame.type != hit.frame.type and own & links for frame, own in zip(frames, ways, strict=True)
    )


def _below_its_object(hit: Hit, relations: Relations) -> tuple[Part, ...]:
    """`opened fire | on protesters`: somebody in a phrase of the verb's that the parser, or the noun's entry, hung on its object."""
    ways = _moved_down(relations.alternatives)
    parts = _fitting(hit, reached(hit.scene, hit.token, ways)) if ways else ()
    return tuple(part for part in parts if is_somebody(hit.scene, part.token))


def _asked(hit: Hit) -> tuple[Part, ...]:
    """`called for | the minister | to resign`: who is to do what is asked."""
    speaks = hit.scene.know.ontology.types[hit.frame.type].speech_act
    who = hit.scene.tree.asked_to(hit.token) if speaks and not hit.nominal else None
    return () if who is None else _fitting(hit, (Part(who, OBJECT),))


def _below_its_content(hit: Hit, relations: Relations) -> tuple[Part, ...]:
    """`voted to impeach | the president`: of a verb whose entry asks for what is to be done, whoever that is to be done to."""
    asked = {c.path for c in hit.frame.when if c.path in CONTENTS and not c.negated and c.words}
    if not asked or ((OBJECT,),) not in relations.alternatives:
        return ()
    parts = _fitting(hit, reached(hit.scene, hit.token, (tuple((*path, OBJECT) for path in sorted(asked)),)))
    return tuple(part for part in parts if is_somebody(hit.scene, part.token))


@lru_cache(maxsize=1_000)
def _moved_down(alternatives: Alternatives) -> Alternatives:
    """The phrases that the ways to a participant name, below the object."""
    moved = tuple(
        tuple(
            (OBJECT, path[0].replace(PHRASE, "nmod:", 1))
            for path in ways
            if len(path) == 1 and path[0].startswith(PHRASE)
        )
        for ways in alternatives
    )
    return tuple(ways for ways in moved if ways and ways not in alternatives)


def _fitting(hit: Hit, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The recipients that can be one: never a date or a reflexive; somebody, unless the type may hit things, too (ontology), and it is one."""
    scene = hit.scene
    things = scene.know.ontology.types[hit.frame.type].recipients == "anything"
    own = (p for p in parts if p.token not in scene.dated and not scene.tree.is_reflexive(p.token))
    return tuple(
        p for p in own if (things and not scene.in_class(p.token, NOBODY)) or is_somebody(scene, p.token)
    )


def is_somebody(scene: Scene, i: int) -> bool:
    """Whether a nominal names or describes somebody, political or not."""
    i = scene.tree.antecedent(i)
    named = scene.tree.tokens[i].upos == "PROPN" or scene.first_part_at(i) is not None
    return named or scene.is_actor(i) or scene.in_class(i, "person") or scene.in_class(i, KIN)


def _merged(first: tuple[Part, ...], second: tuple[Part, ...]) -> tuple[Part, ...]:
    tokens = {part.token for part in first}
    return (*first, *(part for part in second if part.token not in tokens))


def _attacked(hit: Hit, actors: tuple[Part, ...]) -> tuple[Part, ...]:
    """`the | church | attack`, `an | embassy | bombing`: a house before the noun of a violent deed is where it was done."""
    violent = hit.scene.know.ontology.types[hit.frame.type].quad == CONFLICT
    parts = (part for part in actors if violent and part.relation == "compound")
    return tuple(part for part in parts if hit.scene.in_class(part.token, "building"))


def _is_where(hit: Hit, part: Part) -> bool:
    """`the | Moscow | attack`, `der | Kabuler | Anschlag`: a town before the noun of a violent deed or a protest is where it was, and no government that did it."""
    scene = hit.scene
    if (
        part.relation not in ("compound", "amod")
        or scene.know.ontology.types[hit.frame.type].counted not in IN_TOWN
    ):
        return False
    return any("/" in name.id for name in scene.names if name.first <= part.token <= name.last)


def _own_side(hit: Hit, actors: tuple[Part, ...]) -> tuple[Part, ...]:
    """`Seoul denied talks | with Pyongyang`: of two sides of which one is named, the other is whoever confirms or denies it."""
    scene, tree = hit.scene, hit.scene.tree
    governor, beside = tree.tokens[hit.token].head, tree.grammar.get("side_prepositions", ())
    if not hit.nominal or len(actors) != 1 or governor < 0 or tree.relation(hit.token) != "obj":
        return ()
    if tree.preposition(actors[0].token) not in beside or tree.is_passive(governor):
        return ()
    told = any(cue.stance in ("confirms", "denies") for cue in cues_at(scene, governor, "verb"))
    return tuple(Part(k, "nsubj") for k in step(scene, governor, "nsubj")) if told else ()


def _supported(hit: Hit) -> tuple[Part, ...]:
    """The subject of the verb that carries or decides on a deed: *Rebellen* verübten den Anschlag, *Rom* kündigte ein Embargo an."""
    tree = hit.scene.tree
    light = tree.grammar.get("light_verbs", ())
    before = (
        c for c in tree.children[hit.token] if tree.is_participle_adjective(c) and tree.lemma(c) in light
    )
    if done_by := [k for c in before for k in step(hit.scene, c, "nsubj")]:
        return tuple(Part(k, "nsubj") for k in done_by)  # "der von | Rebellen | verübte Anschlag"
    governor = tree.tokens[hit.token].head
    carried = tree.relation(hit.token) in ("obj", "obl", "xcomp")
    if governor < 0 or not carried or not tree.is_verbal(governor):
        return ()
    carriers = (*tree.grammar.get("light_verbs", ()), *tree.grammar.get("deciding_verbs", ()))
    if tree.lemma(governor) not in carriers:
        return ()
    if tree.relation(hit.token) == "obl" and any(
        tree.relation(c) == "obj" and not tree.is_reflexive(c) for c in tree.children[governor]
    ):
        return ()  # "after the attack Serbia and Kosovo gave each other the blame": it is the object that is done
    return tuple(
        Part(k, "nsubj")
        for k in step(hit.scene, governor, "nsubj")
        if not is_excluded(hit.scene, k, hit.token)
    )
