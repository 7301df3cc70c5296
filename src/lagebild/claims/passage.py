"""A document's sentences -> its claims: the stage's table of contents.

Takes a Document, its parsed Sentences and the Knowledge of its language; gives Claims in text order. Sources go on from
sentence to sentence here, rebuttals find what they rebut, and what is told twice is one claim.
"""

from collections.abc import Sequence

from lagebild.claims.actors import named
from lagebild.claims.assembly import Context, draft_of_hit, draft_of_saying
from lagebild.claims.attribution import speech_over
from lagebild.claims.carrying import retrospective
from lagebild.claims.discourse import Discourse
from lagebild.claims.drafts import Draft
from lagebild.claims.granularity import sorted_hits
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.rebuttal import rebutted
from lagebild.claims.reference import Memory
from lagebild.claims.repeats import without_repeats
from lagebild.claims.scene import Scene, scene_of
from lagebild.claims.statements import sayings_in
from lagebild.claims.topic import on_topic
from lagebild.claims.triggers import hits_in
from lagebild.model import Claim, Document, Sentence

NAMING = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root"})


def claims_of(document: Document, sentences: Sequence[Sentence], know: Knowledge) -> tuple[Claim, ...]:
    """All claims of a document.

    1. each sentence gets its tree, names, numbers and dates
    2. triggers fire; contents are absorbed, tellings of one event merged
    3. participants are remembered, pronouns taken back
    4. each trigger and each statement becomes a draft: roles, place, period, quantities, chain, certainty
    5. a sentence that only says who said so attributes the one before
    6. denials find what they deny
    7. what is told twice is one claim; what a report of another field says in fighting words is none
    """
    context = Context(Memory(), Discourse())
    drafts: list[Draft] = []
    scenes = [scene_of(s, document.text, know, document.published) for s in sentences if not s.heading]
    for scene in scenes:
        said_later = retrospective(scene)
        if said_later is not None:
            drafts = context.discourse.attribute_back(drafts, said_later, context.memory)
            continue
        drafts += _drafts_of(scene, context)
    kept = on_topic(without_repeats(rebutted(drafts)), scenes)
    return tuple(draft.claim(document.version_id) for draft in sorted(kept, key=lambda d: d.position))


def _drafts_of(scene: Scene, context: Context) -> list[Draft]:
    hits = hits_in(scene)
    found = sorted_hits(scene, hits, scene.know.ontology)
    _remember(scene, context.memory)
    events = [
        draft_of_hit(hit, found, speech, context)
        for hit in found.events
        if not (speech := speech_over(scene, hit.token, found.accusing)).unsaid
    ]
    sayings = [
        draft_of_saying(saying, speech, context)
        for saying in sayings_in(scene, hits)
        if not (speech := speech_over(scene, saying.token, found.accusing)).unsaid
    ]
    context.discourse.move_on(scene, context.memory)
    return events + [draft for draft in sayings if draft is not None]


def _remember(scene: Scene, memory: Memory) -> None:
    for token in scene.tree.tokens:
        named_person = token.upos == "PROPN" and scene.place_at(token.i) is None
        if scene.tree.relation(token.i) in NAMING and (scene.is_actor(token.i) or named_person):
            memory.remember(scene, token.i, named(scene, token.i, memory))
