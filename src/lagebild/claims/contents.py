"""What a statement says.

Takes the head of a clause, who speaks over it and its axes; gives the Statement: kind, content, about whom, direction, cause,
condition, horizon.
"""

from lagebild.claims.actors import people_of
from lagebild.claims.attribution import Speech
from lagebild.claims.axes import Axes
from lagebild.claims.circumstances import place_of, quantities_of
from lagebild.claims.conditions import condition_marks
from lagebild.claims.occasions import period_of
from lagebild.claims.phrases import span_of
from lagebild.claims.reaching import Part
from lagebild.claims.reference import Memory
from lagebild.claims.scene import Scene, is_nominal
from lagebild.claims.statements import Saying
from lagebild.model import Span, Statement

BESIDE = frozenset({"parataxis", "advcl"})


def statement_of(saying: Saying, speech: Speech, axes: Axes, memory: Memory) -> Statement:
    """The statement of a clause."""
    scene, token = saying.scene, saying.token
    subjects = [token] if _is_cleft(scene, token) else _heads(scene, token, "nsubj")
    subjects = [i for i in subjects if is_nominal(scene, i)]
    suffering = _heads(scene, token, "obj") if scene.tree.is_passive(token) else []
    about = people_of(scene, tuple(Part(i, "nsubj") for i in subjects), memory)
    cue_kind = speech.innermost.cue.kind if speech.innermost else ""
    kind = (
        saying.kind if saying.word else (cue_kind or ("condition" if axes.time == "conditional" else "other"))
    )
    period = period_of(scene, [token])
    return Statement(
        kind=kind,
        content=_content_span(scene, token),
        about=about,
        affected=people_of(scene, tuple(Part(i, "obj") for i in suffering), memory),
        direction=saying.word.direction if saying.word else None,
        cause=_cause(scene, token),
        condition=_condition(scene, token),
        horizon=period if axes.time in ("future", "conditional") or axes.commitment == "possible" else None,
        place=place_of(scene, [token]),
        period=period,
        quantities=quantities_of(scene, [token], [*subjects, *suffering]),
    )


def _is_cleft(scene: Scene, token: int) -> bool:
    """`it was Hezbollah`: *it* is nobody."""
    tree, words = scene.tree, scene.tree.grammar.get("cleft_subjects", ())
    subject = tree.child(token, "nsubj", "expl")
    return tree.has_child(token, "cop") and subject is not None and tree.word(subject) in words


def _heads(scene: Scene, token: int, name: str) -> list[int]:
    found = [k for j in scene.tree.dependents(token, name) for k in scene.tree.conjuncts(j)]
    head = scene.tree.tokens[token].head
    if (
        found
        and head >= 0
        and scene.tree.tokens[found[0]].head == head
        and scene.know.takes_clause(scene.tree.lemma(found[0]))
    ):
        above = scene.tree.surface_subject(
            head
        )  # "birgt das Risiko, ... zu verschärfen": not the risk does it
        found = found if above is None or scene.tree.relation(found[0]) != "obj" else [above]
    return [i for i in found if is_nominal(scene, i)]


def _content_span(scene: Scene, token: int) -> Span:
    tokens = scene.tree.subtree(token, skip=BESIDE)
    run = [i for i in tokens if scene.tree.tokens[i].upos not in ("PUNCT", "CCONJ")] or [token]
    return span_of(scene, run[0], run[-1])


def _condition(scene: Scene, token: int) -> Span | None:
    """The clause that the statement depends on."""
    clauses = (c for c in scene.tree.children[token] if scene.tree.tokens[c].deprel == "advcl")
    conditional = (
        c for c in clauses if any(m.means == "time=conditional" for m in condition_marks(scene, c))
    )
    return next((_words(scene, c) for c in conditional), None)


def _cause(scene: Scene, token: int) -> Span | None:
    """What the statement follows from: a clause with *weil*, a phrase with *wegen*."""
    tree = scene.tree
    for c in tree.children[token]:
        marks = (k for k in tree.children[c] if tree.relation(k) == "mark")
        clause = tree.relation(c) == "advcl" and any(scene.in_class(k, "cause_mark") for k in marks)
        phrase = tree.relation(c) == "obl" and tree.preposition(c) in tree.grammar.get(
            "cause_prepositions", ()
        )
        if clause or phrase:
            return _words(scene, c)
    return None


def _words(scene: Scene, c: int) -> Span:
    """A subtree's words, punctuation at its ends left out."""
    return span_of(scene, scene.tree.first_word(c), scene.tree.last_word(c))
