"""A document's sentences -> its claims: the stage's table of contents.

Takes a Document, its parsed Sentences and the Knowledge of its language; gives Claims in text order. Sources go on from
sentence to sentence here, rebuttals find what they rebut, and what is told twice is one claim.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from lagebild.claims.actors import named
from lagebild.claims.assembly import Context, draft_of_demand, draft_of_hit, draft_of_saying
from lagebild.claims.attribution import Speech, speech_over
from lagebild.claims.carrying import retrospective
from lagebild.claims.confirming import named_in, unconfirmed_in, with_confirmed
from lagebild.claims.courses import with_courses
from lagebild.claims.cues import may_speak, speaks
from lagebild.claims.decider import with_decided
from lagebild.claims.discourse import Discourse
from lagebild.claims.drafts import Draft
from lagebild.claims.figures import Figure, draft_of_figure, figures_in, is_of_deed, with_own_figures
from lagebild.claims.footing import Told, seen_of, well_founded
from lagebild.claims.granularity import Sorted, sorted_hits
from lagebild.claims.interviews import Labels, labels_of
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.namesakes import Met
from lagebild.claims.pronouns import Nouns, nouns_of
from lagebild.claims.rebuttal import Turn, answered
from lagebild.claims.reference import Memory
from lagebild.claims.repeats import without_repeats
from lagebild.claims.scene import Scene
from lagebild.claims.scene_making import met_after, scene_of
from lagebild.claims.statements import sayings_in
from lagebild.claims.tolls import tolls_of
from lagebild.claims.topic import Field
from lagebild.claims.triggers import Hit, hits_in
from lagebild.claims.unsaid import is_of_the_past, leaves_open
from lagebild.claims.wished import is_only_wished
from lagebild.model import Claim, Document, Sentence
from lagebild.ontology import VICTIMS

PASSAGE = 2_000  # sentences of which a topic is decided: no article has as many, a book has many topics
AROUND = 2  # sentences before and after one, whose triggers say whether it is about politics
NAMING = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root"})


def claims_of(document: Document, sentences: Iterable[Sentence], know: Knowledge) -> tuple[Claim, ...]:
    """All claims of a document, in text order."""
    return tuple(claims_in(document, sentences, know))


def claims_in(document: Document, sentences: Iterable[Sentence], know: Knowledge) -> Iterator[Claim]:
    """The same, as they are settled; of a long document only a passage is in memory."""
    for told, field in passages_in(document, sentences, know):
        yield from well_founded(told, field)


def passages_in(
    document: Document, sentences: Iterable[Sentence], know: Knowledge
) -> Iterator[tuple[list[Told], Field]]:
    """All claims, passage by passage, with what was seen of each and what each passage is about.

    1. each sentence gets its tree, names, numbers and dates
    2. triggers fire; contents are absorbed, tellings of one event merged
    3. participants are remembered, pronouns taken back
    4. each trigger and each statement becomes a draft: roles, place, period, quantities, chain, certainty
    5. a sentence that only says who said so attributes the one before
    6. denials find what they deny, confirmations what they confirm
    7. what is told twice is one claim; what is no event in politics, whatever its words, is none
    """
    field, passage = Field(know, bool(document.credits)), list[Told]()
    scenes = _scenes(document, sentences, know, field)
    labels = labels_of(document.text, know.pack.grammar)
    for draft in without_repeats(answered(_turns(scenes, labels))):
        if field.sentences >= PASSAGE:
            yield passage, field
            field.begin_anew()
            passage = []
        passage.append(Told(draft.claim(document.version_id), seen_of(draft)))
        draft.scene.forget()  # what was looked at for this alone
    yield passage, field


def _scenes(
    document: Document, sentences: Iterable[Sentence], know: Knowledge, field: Field
) -> Iterator[Scene]:
    met, before = Met(), Nouns()
    for sentence in sentences:
        if not sentence.heading:
            scene = scene_of(sentence, document.text, know, document.published, met, before)
            met = met_after(scene)
            before = nouns_of(scene.tree, before)
            field.take(scene)
            yield scene


def _turns(scenes: Iterable[Scene], labels: Labels) -> Iterator[Turn]:
    """What one sentence after another tells and confirms, each once the sentence after it has had its say."""
    context = Context(Memory(), Discourse(labels))
    before = Turn()
    for scene, hits in _with_triggers(scenes):
        said_later = retrospective(scene)
        if said_later:
            drafts = context.discourse.attribute_back(before.drafts, said_later, context.memory)
            yield Turn(with_own_figures(drafts), before.confirmed)
            before = Turn([], named_in(scene, context.memory, named))
            continue
        drafts = _drafts_of(scene, hits, context)
        confirmed = named_in(scene, context.memory, named)
        yield Turn(with_own_figures(context.discourse.quote_back(before.drafts)), before.confirmed)
        before = Turn(drafts, confirmed)
        scene.forget()
    yield Turn(with_own_figures(before.drafts), before.confirmed)


def _with_triggers(scenes: Iterable[Scene]) -> Iterator[tuple[Scene, tuple[Hit, ...]]]:
    """Each sentence with its triggers: those that the rules find, and those that the decider takes, which looks at the sentences around, too."""
    behind, ahead = deque[int](maxlen=AROUND), deque[tuple[Scene, tuple[Hit, ...]]]()
    for scene in scenes:
        ahead.append((scene, hits_in(scene)))
        if len(ahead) > AROUND:
            yield _next_decided(behind, ahead)
    while ahead:
        yield _next_decided(behind, ahead)


def _next_decided(
    behind: deque[int], ahead: deque[tuple[Scene, tuple[Hit, ...]]]
) -> tuple[Scene, tuple[Hit, ...]]:
    scene, hits = ahead.popleft()
    nearby = sum(behind) + sum(len(found) for _, found in ahead)
    behind.append(len(hits))
    return scene, with_decided(scene, hits, nearby)


def _drafts_of(scene: Scene, hits: tuple[Hit, ...], context: Context) -> list[Draft]:
    figures = [figure for figure in figures_in(scene) if is_of_deed(figure, context.discourse, hits)]
    worded = frozenset[int]().union(*(figure.tokens for figure in figures))
    counted = [hit for hit in hits if hit.token in worded]
    hits = tuple(h for h in hits if h.token not in worded and not is_of_the_past(h) and not leaves_open(h))
    hits, silent = with_confirmed(scene, with_courses(scene, hits)), worded | unconfirmed_in(scene)
    silent |= {toll for hit in hits if _has_toll(hit) for toll in tolls_of(scene, hit.token)}
    found = sorted_hits(scene, hits, scene.know.ontology)
    _remember(scene, context.memory)
    context.discourse.take(scene)
    events = [
        draft
        for hit in found.events
        if not (speech := speech_over(scene, hit.token, found.accusing)).unsaid
        and (draft := _draft_of_deed(hit, found, speech, context)) is not None
    ]
    sayings = [
        draft_of_demand(scene, saying.token, speech, context) or draft_of_saying(saying, speech, context)
        for saying in sayings_in(scene, hits)
        if saying.token not in silent
        and not (speech := speech_over(scene, saying.token, found.accusing)).unsaid
    ]
    context.discourse.note(scene, found.events)
    events = [_without_others_figures(draft, figures) for draft in events]
    events += [
        draft
        for figure in _beyond(figures, events)
        if (draft := draft_of_figure(figure, counted, context.discourse, context.memory)) is not None
    ]
    context.discourse.move_on(scene, context.memory)
    return events + [draft for draft in sayings if draft is not None]


def _beyond(figures: Sequence[Figure], events: Sequence[Draft]) -> list[Figure]:
    """The figures that no event of the sentence has for its own ("melden drei Tote nach Angriff auf Charkiw")."""
    told = {
        quantity.span for draft in events if draft.event is not None for quantity in draft.event.quantities
    }
    return [figure for figure in figures if figure.hit.quantity.span not in told]


def _without_others_figures(draft: Draft, figures: Sequence[Figure]) -> Draft:
    """`Nach den Schüssen sprach die Opposition von neun Toten`: the number is the opposition's, not of whoever tells of the shots."""
    spoken = {
        figure.hit.quantity.span
        for figure in figures
        if figure.source is not None and draft.scene.in_class(figure.verb, "figure_speaking")
    }
    if draft.chain or draft.event is None or not any(q.span in spoken for q in draft.event.quantities):
        return draft
    kept = tuple(q for q in draft.event.quantities if q.span not in spoken)
    return structs.replace(draft, content=structs.replace(draft.event, quantities=kept))


def _draft_of_deed(hit: Hit, found: Sorted, speech: Speech, context: Context) -> Draft | None:
    """A deed, or that somebody demands it; None of what is only wished for, by nobody who could demand it."""
    demand = draft_of_demand(hit.scene, hit.token, speech, context, deed=True)
    if demand is not None or is_only_wished(hit.scene, hit.token):
        return demand
    return draft_of_hit(hit, found, speech, context)


def _has_toll(hit: Hit) -> bool:
    return hit.scene.know.ontology.types[hit.frame.type].counted == VICTIMS


def _speaks(scene: Scene, i: int) -> bool:
    """Whoever speaks may be meant by the next *he*, whatever he is ("her brother said ... *He* ...", "one of them spoke of ...")."""
    some = scene.tree.word(i) in scene.tree.grammar.get("single_words", ())
    somebody = some or scene.in_class(i, "family") or scene.know.source_kind(scene.tree.lemma(i)) == "person"
    return somebody and speaks(scene, i) and may_speak(scene, i)


def _remember(scene: Scene, memory: Memory) -> None:
    tree, called = scene.tree, scene.tree.grammar.get("predicative_words", ())
    things = tree.grammar.get("also_things", ())
    for i in [i for i, relation in enumerate(map(tree.relation, range(len(tree)))) if relation in NAMING]:
        if tree.preposition(i) in called or (tree.lemma(i) in things and tree.preposition(i)):
            continue  # "sits on a plastic chair"
        named_person = tree.tokens[i].upos == "PROPN" and scene.place_at(i) is None and i not in scene.dated
        if named_person or scene.is_actor(i) or _speaks(scene, i):
            memory.remember(scene, i, named)
