"""A claim on its way: what is known of it before rebuttals and repeats have been sorted out."""

import hashlib

import msgspec
from msgspec.structs import replace

from lagebild.claims.axes import Axes, Mark, polarity_of, word_of
from lagebild.claims.phrases import span_of
from lagebild.claims.scene import Scene
from lagebild.model import Attribution, Claim, Cue, Event, Stance, Statement


class Draft(msgspec.Struct, frozen=True):
    """A claim with its scene and token.

    `speech_act`: the event is done by saying; `definite`: named in passing as known.
    """

    scene: Scene
    token: int
    content: Event | Statement
    chain: tuple[Attribution, ...]
    axes: Axes
    marks: tuple[Mark, ...]
    evidence: tuple[str, ...]
    stances: tuple[Stance, ...] = ()
    speech_act: bool = False
    definite: bool = False

    @property
    def position(self) -> int:
        """Where the trigger starts in the document."""
        return self.scene.tree.tokens[self.token].start

    @property
    def event(self) -> Event | None:
        """The event, or None for a statement."""
        return self.content if isinstance(self.content, Event) else None

    @property
    def can_be_said(self) -> bool:
        """Whether a later "Das meldete X." can speak of it."""
        return not self.definite

    @property
    def is_charge(self) -> bool:
        """Whether somebody is accused: who confirms what was said confirms what of, and not that he is accused."""
        types = self.scene.know.ontology.types
        return self.event is not None and types[self.event.type].content == "alleged"

    def attributed(self, chain: tuple[Attribution, ...]) -> "Draft":
        """The same with a chain, its evidence mode at least reported."""
        evidence = self.axes.evidence if self.axes.evidence != "own" else "reported"
        return replace(self, chain=chain, axes=replace(self.axes, evidence=evidence))

    def with_stance(self, stance: Stance) -> "Draft":
        """The same with one more side, if it has not got that already."""
        if any(s.stance == stance.stance and s.source.name == stance.source.name for s in self.stances):
            return self
        return replace(self, stances=(*self.stances, stance))

    def claim(self, version_id: str) -> Claim:
        """The claim as the model has it."""
        trigger = span_of(self.scene, self.token, self.token)
        kind = "event" if self.event else "statement"
        key = f"{version_id}:{trigger.start}:{trigger.end}:{kind}"
        return Claim(
            claim_id=hashlib.sha256(key.encode()).hexdigest()[:16],
            sentence=self.scene.sentence.i,
            trigger=trigger,
            content=self.content,
            chain=self.chain,
            time=self.axes.time,
            commitment=self.axes.commitment,
            evidence_mode=self.axes.evidence,
            certainty=word_of(self.axes),
            polarity=polarity_of(self.axes),
            stances=self.stances,
            cues=tuple(
                Cue(span=span_of(self.scene, m.token, m.token), means=m.means, entry=m.entry)
                for m in self.marks
            ),
            evidence=self.evidence,
        )
