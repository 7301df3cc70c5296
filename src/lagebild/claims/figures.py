"""Figures that somebody gives for what was told before.

Takes a Scene; gives the figures in it with who gives each: "put the toll at 65, the hospital at 12"; "sprach von 20 Toten, die
Opposition von 200"; "corrected the toll to seven"; "Laut Rotem Kreuz waren es vier". Each is a claim of its source's own about the deed told last that can have such a figure (ontology: `counted`),
else a statement.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import structs

from lagebild.claims.answers import once_a_scene
from lagebild.claims.attribution import Speech, speech_over
from lagebild.claims.axes import Axes, axes_from
from lagebild.claims.certainty import marks_on
from lagebild.claims.courses import EXISTENCE, is_impersonal
from lagebild.claims.cues import Said, can_speak, cues_at, figure_cue, may_speak
from lagebild.claims.discourse import Discourse
from lagebild.claims.drafts import Draft
from lagebild.claims.footing import FIGURE
from lagebild.claims.phrases import span_of
from lagebild.claims.quantities import QuantityHit, numbers_in
from lagebild.claims.reference import Memory
from lagebild.claims.scene import Scene, inside_names, is_nominal
from lagebild.claims.tolls import is_casualty
from lagebild.claims.triggers import Hit
from lagebild.model import Attribution, Event, EvidenceMode, Span, Statement
from lagebild.ontology import VICTIMS

GIVING = frozenset({"figure_giving", "figure_counting", "figure_speaking", "figure_moving", "plain_saying"})
UNTOLD = frozenset({"commitment=negated", "commitment=denied", "time=future", "time=conditional"})
COUNTABLE = ("", "people", "other")
COUNTED = (VICTIMS, "crowd", "arrested")


class Figure(msgspec.Struct, frozen=True):
    """A figure: its verb, who gives it (None: whoever says the clause), the number, the word for what is counted (the number's own where none
    is), and what that is.
    """

    scene: Scene
    verb: int
    source: int | None
    hit: QuantityHit
    token: int
    counted: str

    @property
    def tokens(self) -> frozenset[int]:
        """What the figure is worded by, with the wounded beside the dead."""
        tree = self.scene.tree
        beside = [
            k for k in tree.children[self.token] if tree.relation(k) == "conj" and is_casualty(self.scene, k)
        ]
        return frozenset(beside) | frozenset(
            {self.verb, self.token, self.hit.head, self.hit.head + 1, self.hit.unit}
        )


@once_a_scene
def figures_in(scene: Scene) -> list[Figure]:
    """The figures of a sentence, in text order."""
    tree, classes_of = scene.tree, scene.know.classes_of
    verbs = (t.i for t in tree.tokens if tree.is_verbal(t.i))
    giving = (verb for verb in verbs if not GIVING.isdisjoint(classes_of(tree.lemma(verb))))
    return [figure for verb in giving for figure in _given_by(scene, verb)] or list(_told(scene))


def _told(scene: Scene) -> Iterator[Figure]:
    """`Laut X waren es vier`, `There were nine dead, X said`, `The toll rose to nine, X said`: what the clause tells by itself, of whoever says it."""
    if not (numbers := _numbers(scene)):
        return
    for head in range(len(scene.tree)):
        here = _is_impersonal(scene, head) or _is_rising(scene, head)
        hit = next((hit for hit in numbers if here and _is_told_at(scene, head, hit)), None)
        if hit is not None:
            token, counted = _counted_at(scene, head, hit)
            if counted or hit.unit == hit.head:
                yield Figure(scene, head, None, hit, token, counted)
                return


def _is_impersonal(scene: Scene, head: int) -> bool:
    """`waren es`, `gab es`, `there were`, `it was`."""
    being = scene.tree.has_child(head, "cop") or scene.in_class(head, EXISTENCE)
    return being and is_impersonal(scene, head)


def _is_rising(scene: Scene, head: int) -> bool:
    """`Die Zahl der Toten | stieg`, `the toll | rose`, `the toll was | revised`."""
    tree = scene.tree
    moved = scene.in_class(head, "figure_moving") and tree.is_passive(head)
    if not (moved or scene.in_class(head, "figure_rising")) or not tree.is_verbal(head):
        return False
    subject = _what_moves(scene, head)
    return subject is not None and _is_number_word(scene, subject) and not _is_of_forces(scene, subject)


def _what_moves(scene: Scene, head: int) -> int | None:
    """The subject; or that of the "verb" before it, which is the participle of its noun ("the number of people | killed in the raid | rose to nine")."""
    tree, above = scene.tree, scene.tree.tokens[head].head
    own = tree.surface_subject(head)
    if own is not None or tree.has_child(head, "cc") or above < 0:
        return own
    before = [k for k in tree.children[above] if k < head and tree.is_verbal(k) and is_casualty(scene, k)]
    if not before or tree.has_child(before[-1], "aux", "aux:pass"):
        return None
    return tree.child(before[-1], "nsubj", "nsubj:pass")


def _is_number_word(scene: Scene, i: int) -> bool:
    """`the toll`, `die Opferzahl`, `the number of dead`, `the figure`."""
    return scene.in_class(i, "figure_open") or any(scene.in_class(i, f"figure_{name}") for name in COUNTED)


def _is_of_forces(scene: Scene, i: int) -> bool:
    """`raised the number of troops to 5,000` is a deed, and no figure of one told before."""
    if not scene.in_class(i, "figure_open"):
        return False
    beside = (k for c in scene.tree.children[i] for k in (c, *scene.tree.children[c]))
    return any(scene.in_class(k, "troops") or scene.in_class(k, "weapon") for k in beside)


def _is_told_at(scene: Scene, head: int, hit: QuantityHit) -> bool:
    """Whether a number is what an impersonal clause tells, or what a toll rises to."""
    tree = scene.tree
    if hit.quantity.kind not in COUNTABLE or hit.quantity.value is None:
        return False
    if _is_rising(scene, head):
        return any(k in tree.children[head] for k in _line(scene, hit)) and _is_goal(scene, hit)
    line = _line(scene, hit)
    return head in line or any(
        k in line and tree.relation(k) in ("nsubj", "obj") for k in tree.children[head]
    )


def _is_goal(scene: Scene, hit: QuantityHit) -> bool:
    """`von 40 | auf sieben`, `from 40 | to seven`."""
    goals = scene.tree.grammar.get("figure_goals", ())
    stands = next((p for p in map(scene.tree.preposition, (hit.unit, hit.head)) if p), "")
    return not set(stands.split("_")).isdisjoint(goals)


def _given_by(scene: Scene, verb: int) -> Iterator[Figure]:
    """The figure that a verb gives, and those of whom the verb is left out for ("..., the hospital at 12")."""
    source = scene.tree.child(verb, "nsubj")
    hit = _number_of(scene, verb)
    if source is None or hit is None or not may_speak(scene, source):
        return
    token, counted = _counted_at(scene, verb, hit)
    if not counted and (hit.unit != hit.head or not (_is_left_open(scene, verb) or token != hit.head)):
        return
    yield Figure(scene, verb, source, hit, token, counted)
    for later in _numbers(scene):
        if later.head > max(hit.head, hit.unit):
            other = _gapped_source(scene, max(hit.head, hit.unit), later.head)
            if other is None:
                return
            yield Figure(scene, verb, other, later, later.head, counted)
            hit = later


def _is_left_open(scene: Scene, verb: int) -> bool:
    """Whether a verb may give a bare number, of what was told before: "police spoke of 750,000"."""
    return not scene.in_class(verb, "figure_giving")


def _number_of(scene: Scene, verb: int) -> QuantityHit | None:
    """The number below a verb: behind the preposition that the verb has, or as its object; money, times and shares are no figures."""
    tree = scene.tree
    for hit in _numbers(scene):
        if hit.quantity.kind not in COUNTABLE or hit.quantity.value is None:
            continue
        line = _line(scene, hit)
        below = next((k for k in (*tree.children[verb], *_of_those_hurt(scene, verb)) if k in line), None)
        if below is None:
            continue
        stands = next(
            (p.partition("_")[0] for p in map(tree.preposition, (below, hit.unit, hit.head)) if p), ""
        )
        behind = stands in tree.grammar.get("figure_prepositions", ())
        bare = not stands and (
            tree.relation(below) in ("obj", "ccomp", "xcomp") or tree.tokens[below].deprel == "obl:arg"
        )
        if scene.in_class(verb, "figure_moving"):
            fits = _is_goal(scene, hit) and any(
                _is_number_word(scene, c) and not _is_of_forces(scene, c)
                for c in tree.dependents(verb, "obj")
            )
        elif scene.in_class(verb, "figure_giving") or scene.in_class(verb, "figure_speaking"):
            fits = behind
        else:
            fits = bare and (scene.in_class(verb, "figure_counting") or hit.unit == hit.head)
        if fits:
            return hit
    return None


def _of_those_hurt(scene: Scene, verb: int) -> list[int]:
    """`put the number of soldiers | killed at 12`: what hangs on the participle of those who are counted."""
    tree, objects = scene.tree, scene.tree.dependents(verb, "obj")
    hurt = (k for c in objects for i in tree.children[c] for k in tree.children[i] if is_casualty(scene, k))
    return [below for k in hurt if tree.is_verbal(k) for below in tree.children[k]]


@once_a_scene
def _numbers(scene: Scene) -> tuple[QuantityHit, ...]:
    """All numbers of the sentence, also those with nothing beside them that they count."""
    return numbers_in(scene.sentence, scene.text, scene.know.numbers, scene.dated | inside_names(scene.names))


def _line(scene: Scene, hit: QuantityHit) -> set[int]:
    """A number, what it counts, and the nominals over both."""
    found = {hit.head, hit.unit}
    for i in (hit.head, hit.unit):
        for above in scene.tree.ancestors(i):
            if scene.tree.is_verbal(above):
                break
            found.add(above)
    return found


def _counted_at(scene: Scene, verb: int, hit: QuantityHit) -> tuple[int, str]:
    """The word for what is counted, and its kind: victims, a crowd; with "the number", "the figure" it is left open."""
    tree = scene.tree
    things, moving = [c for c in tree.children[verb] if tree.relation(c) == "obj"], set[int]()
    if _is_rising(scene, verb):
        things = [c for c in (_what_moves(scene, verb),) if c is not None]
        things += [tree.tokens[c].head for c in things if tree.tokens[c].head != verb]
        moving = {k for c in things for k in tree.subtree(c)}
    objects = (k for c in things for k in tree.subtree(c))
    below = (k for k in tree.children[hit.unit] if tree.relation(k) != "conj")
    beside = [k for k in (hit.unit, hit.head + 1, *below) if k < len(tree)]
    for i in (*beside, *objects):
        for counted in COUNTED:
            if scene.in_class(i, f"figure_{counted}"):
                return hit.head if i in moving else i, counted
    named = (c for c in things if scene.in_class(c, "figure_open"))
    return next(((c, "") for c in named), (hit.head, ""))


def _gapped_source(scene: Scene, before: int, number: int) -> int | None:
    """Who stands between two numbers with no verb between them; None when nobody does."""
    tree = scene.tree
    between = range(before + 1, number)
    if any(tree.is_verbal(k) for k in between):
        return None
    apart = [
        k
        for k in between
        if tree.tokens[k].form in tree.grammar.get("inserted_after", ()) or tree.relation(k) == "cc"
    ]
    if not apart:
        return None
    named = [
        k
        for k in between
        if k > apart[0] and is_nominal(scene, k) and tree.tokens[k].head not in range(apart[0], k)
    ]
    named = [
        k
        for k in named
        if scene.tree.tokens[k].upos in ("NOUN", "PROPN") and may_speak(scene, k) and k not in scene.dated
    ]
    heads = [k for k in named if tree.tokens[k].head not in between] or named
    return heads[0] if heads else None


# ------------------------------------------------ their claims


def _is_number_of(scene: Scene, i: int) -> bool:
    """`the number of | raids`: what is counted is no deed of which so many fell victim."""
    return i >= 0 and scene.in_class(i, "figure_open")


def draft_of_figure(
    figure: Figure, hits: Sequence[Hit], discourse: Discourse, memory: Memory
) -> Draft | None:
    """The claim that a figure is: of the deed that is counted ("the number of arrests"), else of the one told last that has such figures, else a statement
    of somebody who can speak.
    """
    scene = figure.scene
    counted = next((hit.frame.type for hit in hits if hit.token == figure.token), None)
    kind = counted or discourse.deed_with(figure.counted, scene.sentence.i)
    said, outer = _said(figure), speech_over(scene, figure.verb)
    source = said.source if said is not None else None
    if kind is None and (source is None or not figure.counted or not can_speak(scene, source)):
        return None
    links = (said, *outer.links) if figure.source is not None and said is not None else outer.links
    chain = tuple(
        _without_number(link, figure.hit.quantity.span, scene.tree.grammar)
        for link in discourse.chain(scene, Speech(links), memory)
    )
    marks = marks_on(scene, figure.verb, None)
    if figure.source is None and any(mark.means in UNTOLD for mark in marks):
        return None
    content: Event | Statement = (
        Statement(
            kind="other",
            content=span_of(scene, *sorted((figure.token, figure.hit.head))),
            quantities=(figure.hit.quantity,),
        )
        if kind is None
        else Event(
            type=kind,
            mode=None,
            contexts=(),
            cameo=scene.know.ontology.cameo_of(kind, None),
            quantities=(figure.hit.quantity,),
        )
    )
    cue = said.cue if said is not None else figure_cue(scene)
    evidence: EvidenceMode = "distanced" if cue.distance == "distancing" else "reported" if chain else "own"
    axes = axes_from(marks, Axes(evidence=evidence))
    return Draft(
        scene=scene, token=figure.token, content=content, chain=chain, axes=axes, marks=tuple(marks),
        evidence=(FIGURE, cue.key, *(mark.entry for mark in marks)),
    )  # fmt: skip


def with_own_figures(drafts: list[Draft]) -> list[Draft]:
    """The drafts of a sentence without the figures that nobody is named for, which belong to the deed that they are of."""
    own = [d for d in drafts if FIGURE in d.evidence and not d.chain]
    return [_with_figure(d, own) for d in drafts if d not in own] if own else drafts


def _with_figure(draft: Draft, figures: Sequence[Draft]) -> Draft:
    event = draft.event
    fitting = (f.event for f in figures if f.event and event and f.event.type == event.type)
    given = next(fitting, None)
    if event is None or given is None or FIGURE in draft.evidence or event.quantities:
        return draft
    return structs.replace(draft, content=structs.replace(event, quantities=given.quantities))


def _said(figure: Figure) -> Said | None:
    """The link of who gives a figure; without a source where nobody is named."""
    scene = figure.scene
    if figure.source is None:
        return speech_over(scene, figure.verb).innermost
    cue = next(iter(cues_at(scene, figure.verb, "verb")), None) or figure_cue(scene)
    return Said(scene, figure.verb, cue, figure.source)


def is_of_deed(figure: Figure, discourse: Discourse, hits: Sequence[Hit]) -> bool:
    """Whether a deed was told that a figure may be of; who gives one with a verb for it may also give it of something else."""
    if figure.source is not None:
        return True
    if _has_deed(figure, hits):
        return True
    said = _said(figure)
    known = discourse.deed_with(figure.counted, figure.scene.sentence.i) is not None
    return known and said is not None and said.source is not None


def _has_deed(figure: Figure, hits: Sequence[Hit]) -> bool:
    """`The toll of the strike | rose to nine`: the deed stands in the sentence that tells the figure."""
    scene, tree = figure.scene, figure.scene.tree
    types = scene.know.ontology.types
    beside = (hit for hit in hits if hit.token not in figure.tokens)
    apart = (h for h in beside if figure.counted or not _is_number_of(scene, tree.tokens[h.token].head))
    kinds = (types[hit.frame.type].counted for hit in apart)
    return any(kind is not None and figure.counted in ("", kind) for kind in kinds)


def _without_number(link: Attribution, number: Span, grammar: Mapping[str, Any]) -> Attribution:
    """`the opposition | of 200`: where the verb is left out, the number is read as part of who gives it."""
    span = link.source.mention.span
    if not span.start < number.start < span.end:
        return link
    words = span.text[: number.start - span.start].rstrip()
    last = words.rpartition(" ")
    text = last[0] if last[2].lower() in grammar.get("figure_prepositions", ()) else words
    kept = Span(start=span.start, end=span.start + len(text), text=text)
    source = structs.replace(link.source, mention=structs.replace(link.source.mention, span=kept))
    return structs.replace(link, source=source)
