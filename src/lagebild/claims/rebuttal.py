"""Denials and what they deny.

Takes the drafts of a document in text order; gives them with stances: a refusal or denial sets its side beside the
claims that it answers ("wies die Vorwürfe zurück"), and a denied deed that somebody else claims stays claimed
(ANNOTATION §5.1, §6): neither side overwrites the other.
"""

from dataclasses import replace

from lagebild.claims.attribution import cues_at
from lagebild.claims.drafts import Draft
from lagebild.claims.phrases import span_of
from lagebild.model import Participant, Stance

REACH = 2  # sentences back that a bare "wies das zurück" answers


def rebutted(drafts: list[Draft]) -> list[Draft]:
    """The drafts with the stances that denials among them take."""
    ordered = sorted(drafts, key=lambda d: d.position)
    for denial in [d for d in ordered if _is_denial(d)]:
        denier = denial.event.actors[0] if denial.event and denial.event.actors else None
        if denier is not None:
            ordered = [_answered(d, denial, denier) for d in ordered]
    return ordered


def _is_denial(draft: Draft) -> bool:
    """An event whose trigger is a denying cue, or a refusal with a charge as its object."""
    return draft.event is not None and any(
        cue.stance == "denies" for cue in cues_at(draft.scene, draft.token, "verb", "noun")
    )


def _answered(draft: Draft, denial: Draft, denier: Participant) -> Draft:
    if draft is denial or not _can_be_answered(draft, denial):
        return draft
    if draft.chain and draft.chain[-1].source.name == denier.name:
        return draft
    stance = Stance(source=denier, stance="denies", span=span_of(denial.scene, denial.token, denial.token))
    return draft.with_stance(stance)


def _can_be_answered(draft: Draft, denial: Draft) -> bool:
    """What somebody is said to have done, shortly before or within the denial's own sentence."""
    distance = denial.scene.sentence.i - draft.scene.sentence.i
    attributed = draft.axes.evidence != "own" and draft.axes.commitment != "denied"
    deed = draft.event is not None and not draft.speech_act
    return attributed and deed and 0 <= distance <= REACH


def claimed_elsewhere(denied: Draft, others: list[Draft]) -> Draft | None:
    """The claim by somebody else of the deed that a draft denies, when there is one in the passage."""
    for other in others:
        same = other.event and denied.event and other.event.type == denied.event.type
        if other is not denied and same and other.chain and other.axes.commitment not in ("denied", "negated"):
            return other
    return None


def settled(drafts: list[Draft]) -> list[Draft]:
    """Drop the denied wording of a deed that another source claims: the claim keeps both sides."""
    kept: list[Draft] = []
    for draft in drafts:
        claim = claimed_elsewhere(draft, drafts) if draft.axes.commitment == "denied" else None
        if claim is None:
            kept.append(draft)
    return [replace(d) for d in kept]
