"""Who takes part in an event, put right by what else the sentence says.

Takes the triggers that tell one event, the other triggers of its sentence and who speaks over it; gives its parts as the roles have them, but for
accusers, deeds and sources that were read as its sides.
"""

from msgspec.structs import replace

from lagebild.claims.attribution import Speech
from lagebild.claims.cues import Said
from lagebild.claims.granularity import Sorted
from lagebild.claims.known import is_only_said
from lagebild.claims.likelier import WEAPONS, is_sent
from lagebild.claims.reaching import Part
from lagebild.claims.roles import Parts, is_somebody, joined, parts_of
from lagebild.claims.scene import Scene
from lagebild.claims.source_phrases import adposition_links
from lagebild.claims.triggers import Hit

NO_DEEDS = ("number", "quantifier", "weapon", "missile", "bomb")
"""Classes of nouns that stand in entries of deeds, and are crowds or weapons."""


def sides_of(told_by: tuple[Hit, ...], found: Sorted, speech: Speech, *, definite: bool) -> Parts:
    """The parts of an event; the first trigger is its own. `definite`: it is known already."""
    hit, scene, words = told_by[0], told_by[0].scene, {h.token for h in told_by}
    tellers = [hit, *(h for h in told_by[1:] if not _is_parried(hit, h))]
    told = [_not_to(words, parts_of(h)) for h in tellers]
    parts = _by_who_sent(scene, joined(told, reciprocal=hit.frame.family.reciprocal), told)
    parts = _without_accuser(hit, parts, found, speech)
    if definite and is_only_said(hit, found):
        parts = replace(parts, actors=())
    if _is_nothing_to(scene, hit.token):
        own = set(scene.tree.subtree(hit.token))
        parts = replace(parts, actors=tuple(part for part in parts.actors if part.token in own))
    parts = replace(
        parts,
        actors=tuple(p for p in parts.actors if not (_is_itself(p, words) or _is_no_doer(scene, p.token))),
        recipients=tuple(part for part in parts.recipients if not adposition_links(scene, part.token)),
    )
    speech_act = scene.know.ontology.types[hit.frame.type].speech_act
    return _with_speaker(hit, parts, speech) if speech_act else parts


def _by_who_sent(scene: Scene, parts: Parts, told: list[Parts]) -> Parts:
    """`Missiles | fired by Iran | struck Haifa`: whoever sent a weapon does what it does, and to whom that was done."""
    parts = _not_to_weapon(scene, parts, told)
    if not parts.actors or not _are_weapons(scene, parts.actors):
        return parts
    others = (*(one.actors for one in told[1:]), *(_senders(scene, part.token) for part in parts.actors))
    senders = next((a for a in others if a and not any(_are_weapons(scene, (p,)) for p in a)), None)
    return parts if senders is None else replace(parts, actors=senders)


def _are_weapons(scene: Scene, parts: tuple[Part, ...]) -> bool:
    return all(any(scene.in_class(part.token, name) for name in WEAPONS) for part in parts)


def _not_to_weapon(scene: Scene, parts: Parts, told: list[Parts]) -> Parts:
    """`A bomb | planted by rebels | killed four soldiers`: what does one of the deeds that are told as one suffered none of them."""
    sent = {part.token for one in told for part in one.actors if _are_weapons(scene, (part,))}
    if not parts.recipients or not sent >= _tokens(parts.recipients):
        return parts
    others = (tuple(p for p in one.recipients if p.token not in sent) for one in told)
    return replace(parts, recipients=next((found for found in others if found), ()))


def _senders(scene: Scene, weapon: int) -> tuple[Part, ...]:
    """`eine Rakete, die | die RSF | abgefeuert hatten`: who fired, dropped or planted it, as a clause below the weapon says."""
    tree = scene.tree
    verbs = [c for c in tree.children[weapon] if is_sent(tree, weapon, c, scene.know)]
    doers = [k for c in verbs for i in tree.dependents(c, "nsubj") for k in tree.conjuncts(i) if k != weapon]
    return tuple(Part(k, "nsubj") for k in doers if is_somebody(scene, k))


def _not_to(words: set[int], parts: Parts) -> Parts:
    """Parts without the words that tell the deed: nothing is done to "the attack"."""
    return replace(parts, recipients=tuple(part for part in parts.recipients if part.token not in words))


def _is_parried(hit: Hit, other: Hit) -> bool:
    """`repelled | an attack on the barracks`: whoever meets somebody's deed with a deed of its kind does nothing to whom that one was done."""
    tree, ways = hit.scene.tree, hit.frame.family.recipient.alternatives
    owned = any(way == ("obj", "nmod:by") or way == ("obj", "nmod:gen") for group in ways for way in group)
    return (
        owned
        and other.nominal
        and tree.tokens[other.token].head == hit.token
        and tree.relation(other.token) == "obj"
    )


def _without_accuser(hit: Hit, parts: Parts, found: Sorted, speech: Speech) -> Parts:
    """What somebody is accused of is never the accuser's deed: read so, or on nobody's account, it is that of whom he accuses."""
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
    scene, things = hit.scene, parts.actors
    if (
        hit.nominal
        and _is_what_of(hit, said.cue_token)
        and not any(is_somebody(scene, p.token) for p in things)
    ):
        doers = tuple(part for part in accused if part.token not in _tokens(parts.recipients))
        return replace(parts, actors=doers, recipients=parts.recipients or things)
    if all(part.token != said.source for part in parts.actors):
        return parts
    others = tuple(part for part in parts.actors if part.token != said.source)
    taken = {part.token for part in others}
    return replace(parts, actors=(*(part for part in accused if part.token not in taken), *others))


def _is_itself(part: Part, told_by: set[int]) -> bool:
    """`the church attack | killed nine`: one of the words that tell a deed has not done it; its first part may have (*EU-Sanktionen*)."""
    return part.token in told_by and part.relation == "nsubj"


def _tokens(parts: tuple[Part, ...]) -> set[int]:
    return {part.token for part in parts}


def _is_what_of(hit: Hit, accusing: int) -> bool:
    """`accused the police of | torture`, `warf Moskau die | Entführung | von Kindern vor`: the deed itself, not one that another noun tells more of."""
    tree, here = hit.scene.tree, hit.token
    while tree.relation(here) == "conj":
        here = tree.tokens[here].head
    above = tree.tokens[here].head
    if above not in (-1, accusing) and any(
        hit.scene.in_class(above, name) for name in ("carrier", "part_in_a_deed")
    ):
        above = tree.tokens[
            above
        ].head  # "hielt Pakistan für den Anschlag | verantwortlich", "gave them the | blame | for it"
    return above == accusing


def _is_nothing_to(scene: Scene, i: int) -> bool:
    """`Moscow has nothing to do with the | attack |`: a deed with which somebody has nothing to do is not his."""
    tree, over = scene.tree, scene.tree.tokens[i].head
    if over < 0 or tree.preposition(i) not in tree.grammar.get("part_prepositions", ()):
        return False
    line = [k for k in (i, over, tree.tokens[over].head) if k >= 0]
    near = {k for above in line for k in (above, *tree.children[above])}
    near |= {k for above in tuple(near) if tree.is_verbal(above) for k in tree.children[above]}
    return any(tree.word(k) in tree.grammar.get("nothing_words", ()) for k in near)


def _is_no_doer(scene: Scene, i: int) -> bool:
    """A deed; `had | nothing | to do with the attack`."""
    nothing = scene.tree.word(i) in scene.tree.grammar.get("nothing_words", ())
    return _is_deed(scene, i) or (nothing and not scene.tree.has_child(i, "nmod"))  # "none of the rebels"


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
