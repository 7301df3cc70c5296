"""Sources that go on from one sentence to the next.

Holds the chain that the last sentence ended with. `demnach` and bare Konjunktiv I take it up, marked as inferred;
an indicative without a cue ends it; "Das meldete X." gives it to the sentence before.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from msgspec.structs import replace

from lagebild.claims.actors import named, owner_of, span_of
from lagebild.claims.attribution import Speech, speech_over
from lagebild.claims.carrying import carries_on, carry_word, is_near, speaker_of, tells_why
from lagebild.claims.cues import Said, cues_at, labelled
from lagebild.claims.drafts import Draft
from lagebild.claims.interviews import Answer, Labels, answer_in, is_first_person
from lagebild.claims.quoted import Quoted, quoted_in
from lagebild.claims.reference import Memory
from lagebild.claims.scene import Scene
from lagebild.claims.triggers import Hit
from lagebild.model import Attribution, CiteMode, SourceKind, Stance

NO_LABELS = Labels()
STILL = 1  # sentences without a source behind which "hieß es" still means the last one
REACH = 3  # sentences within which a bare figure is one of a deed told before


class Discourse:
    """The last chain of a document so far, and whether a bare Konjunktiv would take it up."""

    def __init__(self, labels: Labels = NO_LABELS) -> None:
        self.labels = labels
        self.answer: Answer | None = None  # whose answer this sentence is
        self.last: tuple[Attribution, ...] = ()
        self.live = False
        self.since = 0  # sentences since the last source spoke
        self.speaker: Said | None = None
        self.labelled = False  # who stands before the colon of a line goes on behind its semicolon
        self.quoted = self.quoted_before = Quoted()
        self.deeds: list[tuple[int, str, str]] = []

    def take(self, scene: Scene) -> None:
        """Go on to a sentence: what of it is quoted."""
        self.quoted_before, self.quoted = self.quoted, quoted_in(scene, self.quoted)
        before, self.answer = self.answer, answer_in(scene, self.labels, self.answer)
        if self.answer is not None:
            first = 0 if self.answer is before else self.answer.first
            self.quoted = Quoted(frozenset(range(first, len(scene.tree))), opened=self.quoted.opened)

    def note(self, scene: Scene, hits: Iterable[Hit]) -> None:
        """Take note of the deeds told, whoever says so, that figures may be given of."""
        for hit in hits:
            kind = scene.know.ontology.types[hit.frame.type]
            if kind.counted:
                self.deeds.append((scene.sentence.i, kind.counted, kind.name))

    def deed_with(self, counted: str, sentence: int) -> str | None:
        """The type of the last deed, not far back, of which figures count these (any, where the word leaves it open)."""
        near = takewhile(lambda deed: sentence - deed[0] <= REACH, reversed(self.deeds))
        return next((name for _, whom, name in near if counted in ("", whom)), None)

    def chain(
        self, scene: Scene, speech: Speech, memory: Memory, token: int | None = None
    ) -> tuple[Attribution, ...]:
        """The chain of a claim, outermost first: its own links, else what goes on from the sentence before."""
        said = [link for link in reversed(speech.links) if link.source is not None]
        if scene.asks():  # "Do you fear that ...?": nobody has said so
            asked = scene.tree.grammar.get("address_pronouns", ())
            said = [link for link in said if scene.tree.tokens[link.source or 0].form not in asked]
        if self.answer is not None and self.answer.said is not None:
            said = [link for link in said if not is_first_person(link)]
        if said:
            return _without_doubles(tuple(attribution_of(link, memory) for link in said))
        if self.answer is not None:
            return self._answerer(scene, memory) if not speech.authors_own else ()
        if any(link.inferred for link in speech.links) or self.goes_on(scene, speech):
            return tuple(replace(link, inferred=True) for link in self.last)
        if self.labelled and not speech.links and not speech.authors_own:
            return tuple(replace(link, inferred=True) for link in self.last)
        if self.live and self.quoted.whole and token in self.quoted.tokens and not speech.links:
            return tuple(replace(link, inferred=True) for link in self.last)
        if (
            self.speaker is not None
            and not speech.links
            and not speech.authors_own
            and not scene.asks()
            and (carries_on(scene, surely=True) or (self._has_charged() and tells_why(scene)))
        ):
            return (attribution_of(self.speaker, memory),)
        return ()

    def _has_charged(self) -> bool:
        """`Der Sudan hat Abu Dhabi verklagt. | Sie hätten die Miliz bewaffnet`: who has just charged or praised somebody says why."""
        assert self.speaker is not None
        scene = self.speaker.scene
        types = scene.know.ontology.types
        frames = scene.know.frames_of(scene.tree.lemma(self.speaker.cue_token), "VERB")
        return any(types[frame.type].speech_act for frame in frames)

    def _answerer(self, scene: Scene, memory: Memory) -> tuple[Attribution, ...]:
        """Who gives the answer that a sentence is part of."""
        said = self.answer.said if self.answer is not None else None
        if said is None:
            return ()
        link, head = attribution_of(said, memory), said.scene.tree.tokens[said.cue_token - 1].i
        label = replace(link.source.mention, span=span_of(said.scene, 0, head))
        return (replace(link, source=replace(link.source, mention=label), inferred=said.scene is not scene),)

    def goes_on(self, scene: Scene, speech: Speech) -> bool:
        """Whether the last source is still speaking in a sentence that names none."""
        if speech.links or speech.authors_own or scene.asks():
            return False
        if carry_word(scene) is not None:
            return self.since <= (0 if is_near(scene) else STILL)
        return self.live and carries_on(scene)

    def move_on(self, scene: Scene, memory: Memory) -> None:
        """Take note of who spoke last in this sentence."""
        root = next((t.i for t in scene.tree.tokens if t.head < 0), 0)
        speech = self._main_speech(scene, root)
        speech = Speech(tuple(link for link in speech.links if not link.charge), speech.authors_own)
        chain = self.chain(scene, speech, memory, root)
        breaks = scene.tree.grammar.get("clause_breaks", ())
        by_label = self.labelled or bool(labelled(scene, len(scene.tree) - 1))
        self.labelled = bool(chain) and by_label and scene.tree.tokens[-1].form in breaks
        self.since = 0 if chain else self.since + 1
        if chain:
            self.last = chain
        self.live = bool(chain)
        self.speaker = None if chain or carry_word(scene) is not None else speaker_of(scene)

    def _main_speech(self, scene: Scene, root: int) -> Speech:
        """What is said over the root, or, when the root itself cites, over its content clause."""
        speech = speech_over(scene, root)
        if speech.links:
            return speech
        objects = {name for cue in cues_at(scene, root, "verb") for name in cue.content if name == "obj"}
        wanted = {"ccomp", "xcomp", "parataxis", *objects}
        content = [c for c in scene.tree.children[root] if scene.tree.relation(c) in wanted]
        return speech_over(scene, content[0]) if content else speech

    def quote_back(self, drafts: list[Draft]) -> list[Draft]:
        """Give who speaks at the end of a quotation ("... . ...," she said) to what it said in the sentence before."""
        before = self.quoted_before
        if not (before.opened and before.whole and self.live) or any(link.inferred for link in self.last):
            return drafts
        chain = tuple(replace(link, inferred=True) for link in self.last)
        return [
            d.attributed(chain) if not d.chain and d.token in before.tokens and not d.speech_act else d
            for d in drafts
        ]

    def attribute_back(self, drafts: list[Draft], links: Sequence[Said], memory: Memory) -> list[Draft]:
        """Give the sources of "Das meldete X unter Berufung auf Y." to the unattributed claims of the sentence before."""
        chain = tuple(attribution_of(link, memory) for link in reversed(links))
        before, confirms = links[0].scene.sentence.i - 1, links[-1].cue.stance == "confirms"
        self.last, self.live, self.since = chain, True, 0
        near = [d for d in drafts if d.scene.sentence.i == before]
        denied = [d for d in near if d.axes.commitment == "denied" and d.chain and d.event is not None]
        if denied and links[0].cue.stance == "claims":
            return [claimed_after_all(d, chain) if d in denied else d for d in drafts]
        open_ = (d for d in near if not d.chain and d.can_be_said)
        said = [d for d in open_ if not (confirms and d.is_charge)]
        return [d.attributed(chain) if d in said else d for d in drafts]


def claimed_after_all(draft: Draft, chain: tuple[Attribution, ...]) -> Draft:
    """`Die Nato dementierte, dass ... Der Kreml hatte dies behauptet.`: what was told as denied has somebody who claims it (ANNOTATION §5)."""
    denial = draft.chain[-1]
    axes = replace(
        draft.axes,
        commitment="certain",
        evidence="distanced" if chain[-1].distance == "distancing" else "reported",
    )
    claimed = replace(draft, chain=chain, axes=axes)
    return claimed.with_stance(Stance(source=denial.source, stance="denies", span=denial.cue))


def attribution_of(said: Said, memory: Memory) -> Attribution:
    """The link as the model has it."""
    assert said.source is not None
    scene = said.scene
    source = named(scene, said.source, memory)
    if source.actor is None and source.means is None:
        source = replace(source, actor=owner_of(scene, said.source))
    return Attribution(
        source=source,
        kind=source_kind(scene, said.source),
        cue=span_of(scene, said.cue_token, said.cue_token),
        mode=_mode(said),
        distance="distancing" if said.cue.distance == "distancing" else "neutral",
        inferred=said.inferred,
    )


def _mode(said: Said) -> CiteMode:
    if said.retrospective:
        return "retrospective"
    return "adposition" if said.cue.construction in ("adposition", "citing") else "indirect"


def source_kind(scene: Scene, i: int) -> SourceKind:
    """Person, organisation, agency, medium, document, anonymous or collective: by sources.csv, then by who is named."""
    i = scene.tree.antecedent(i)
    hit = scene.name_at(i)
    told = scene.know.source_kind(scene.tree.lemma(i))
    if hit is not None:
        return scene.know.source_kind_of(hit.id, hit.kind)
    if told:
        return told
    agent = scene.agent_at(i)
    return "organisation" if agent is not None and agent.kind == "organisation" else "person"


def _without_doubles(chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    kept: list[Attribution] = []
    for link in chain:
        if not kept or kept[-1].source.name != link.source.name:
            kept.append(link)
    return tuple(kept)
