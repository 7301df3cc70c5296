"""How surely one claim is told.

Takes a trigger, who speaks over it and the chain; gives the marks on it and the axes that they and its sources set.
"""

from msgspec.structs import replace

from lagebild.claims.attribution import Speech
from lagebild.claims.axes import Axes, Mark, axes_from
from lagebild.claims.carrying import is_rumoured, is_told_in_mood
from lagebild.claims.certainty import is_unsaid, marks_on, own_marks, time_of
from lagebild.claims.cues import Said
from lagebild.claims.scene import Scene
from lagebild.claims.verdicts import made_up
from lagebild.model import Attribution, Commitment, EvidenceMode

ASKED_FOR = frozenset({"commitment=negated", "time=future", "time=hypothetical"})
"""What a word that the entry itself asks for does not say once more: who "will not hesitate" threatens now."""


def graded(
    scene: Scene,
    token: int,
    speech: Speech,
    chain: tuple[Attribution, ...],
    *,
    known: bool = False,
    own: bool = False,
    quoted: bool = False,
    spent: frozenset[int] = frozenset(),
    terms: frozenset[int] = frozenset(),
) -> tuple[list[Mark], Axes]:
    """The marks on a trigger and the axes that they and its sources set.

    `known`: named in passing as known; `own`: the trigger's own entry counts, too (a plan is planned); `quoted`: inside quotation marks;
    `spent`: the words that the entry asks for, which negate nothing ("weiß nichts davon" denies); `terms`: the words of conditions that
    are set to what is said, not to its being said ("drohte mit Vergeltung, falls ...").
    """
    over = _governing(scene, token, speech)
    done = known or scene.tree.is_done_attribute(
        token
    )  # "will den | ausgewiesenen | Botschafter nicht zurückholen"
    marks = marks_on(scene, token, over.cue_token if over else None, done)
    marks = [mark for mark in marks if not (mark.token in spent and mark.means in ASKED_FOR)]
    marks = [mark for mark in marks if not (mark.token in terms and mark.means == "time=conditional")]
    marks += own_marks(scene, token) if own else []
    evidence = _evidence_mode(scene, token, speech, told=bool(chain), known=known, quoted=quoted)
    sources = [link.source for link in speech.links if link.source is not None]
    marks += [mark for source in sources for mark in made_up(scene, source)]
    marks = _settled(scene, marks, evidence)
    axes = axes_from(marks, Axes(time=time_of(scene, token), evidence=evidence))
    if over is None or over.cue.stance != "denies":
        return marks, axes
    commitment: Commitment = "possible" if _is_undenied(scene, token, over) else "denied"
    denial = Mark(over.cue_token, f"commitment={commitment}", over.cue.key)
    return [*marks, denial], replace(axes, commitment=commitment)


def _evidence_mode(
    scene: Scene, token: int, speech: Speech, *, told: bool, known: bool, quoted: bool
) -> EvidenceMode:
    """Whose word it is: the author's own, somebody's, or somebody's from whom the author keeps his distance."""
    if any(link.cue.distance == "distancing" for link in speech.links[:1]):
        return "distanced"
    if told or speech.links:
        return "reported"
    unnamed = quoted or is_told_in_mood(scene, token) or is_rumoured(scene, token)
    return "reported" if unnamed and not known else "own"


def _came_later(scene: Scene, auxiliary: int) -> bool:
    """`The general would later be accused`: told of the past, what was to come has come."""
    words, verb = scene.tree.grammar.get("later_words", ()), scene.tree.tokens[auxiliary].head
    return verb >= 0 and any(scene.tree.word(k) in words for k in scene.tree.children[verb])


def _is_undenied(scene: Scene, token: int, denial: Said) -> bool:
    """`did not deny that`, `bestritt nicht, ... zu haben`: what is not denied is not confirmed either."""
    path = (token, *scene.tree.ancestors(token))
    below = path[path.index(denial.cue_token) - 1] if denial.cue_token in path[1:] else token
    return is_unsaid(scene, denial.cue_token, below)


def _settled(scene: Scene, marks: list[Mark], evidence: EvidenceMode) -> list[Mark]:
    """*würde*, *would*: the future of what is reported, else a condition (and with *wohl*, *probably* neither: possible)."""
    possible = any(mark.means == "commitment=possible" for mark in marks)
    meant, own = "time=conditional" if evidence == "own" else "time=future", evidence == "own"
    return [
        m if m.means != "time=hypothetical" else replace(m, means=meant)
        for m in marks
        if m.means != "time=hypothetical" or not (possible or (own and _came_later(scene, m.token)))
    ]


def _governing(scene: Scene, token: int, speech: Speech) -> Said | None:
    """The innermost cue that stands over the trigger (not beside it)."""
    above = set(scene.tree.ancestors(token))
    over = [
        link for link in speech.links if link.cue_token in above and link.cue.construction in ("verb", "noun")
    ]
    return next(
        (link for link in over if link.source is not None or link.cue.stance == "denies"),
        over[0] if over else None,
    )
