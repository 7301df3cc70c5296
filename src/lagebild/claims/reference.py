"""What pronouns and descriptions go back to, within one document.

Takes the scenes in order and remembers the participants named so far; gives for a pronoun ("sie", "they") or
a description ("beide Länder", "dieser Truppen") the last mention that fits in number and kind, or None. Persons are
never joined across documents.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from lagebild.claims.agreement import (
    PERSONS,
    gender_at,
    is_of_two,
    is_plural,
    is_pointed,
    is_related,
    kind_at,
    owner_of,
    sector_at,
)
from lagebild.claims.antecedents import Remembered, is_acted_on, meant_by
from lagebild.claims.cues import speaks
from lagebild.claims.scene import Scene
from lagebild.claims.source_phrases import sources_in
from lagebild.languages import Reference
from lagebild.model import Participant

ANYBODY = "anybody"  # `both sides`
REACH = 3  # sentences; beyond that a pronoun's antecedent was wrong more often than right


@dataclass
class Named:
    """A nominal that names somebody by itself. Most are never asked for, so that what is remembered is found when one is."""

    scene: Scene
    token: int
    name: "Name"
    who: Participant | None = None  # where that is found already

    @property
    def place(self) -> tuple[int, int]:
        """Its sentence and its token there."""
        return self.scene.sentence.i, self.token

    def remembered(self, memory: "Memory") -> Remembered:
        """All that is remembered of it."""
        scene, i = self.scene, self.token
        return Remembered(
            participant=self.who or self.name(scene, i, memory),
            sentence=scene.sentence.i,
            token=i,
            plural=is_plural(scene, i),
            gender=gender_at(scene, i),
            kind=kind_at(scene, i),
            sector=sector_at(scene, i),
            subject=scene.tree.relation(i) == "nsubj",
            object=scene.tree.relation(i) in ("obj", "iobj") and scene.tree.feature(i, "Case") != "Dat",
            acted_on=is_acted_on(scene, i) and scene.in_class(i, "person"),
            speaks=speaks(scene, i) or i in sources_in(scene),
            owner=owner_of(scene, i),
            related=is_related(scene, i),
            accuses=scene.tree.relation(i) == "nsubj" and _hangs_on(scene, i, "accusing"),
            faced=is_acted_on(scene, i) and (_hangs_on(scene, i, "accusing") or _is_told(scene, i)),
            killed=_is_killed(scene, i),
        )


Name = Callable[[Scene, int, "Memory"], Participant]
"""Who is named at a token."""


@dataclass
class Memory:
    """The participants named within reach, oldest first."""

    seen: deque[Named] = field(default_factory=deque)
    _found: dict[tuple[int, int], Remembered] = field(default_factory=dict)

    def remember(self, scene: Scene, i: int, name: Name) -> None:
        """Keep a participant that the text names by itself; `name` says who it is."""
        if scene.know.is_pronoun(scene.tree.tokens[i].form):
            return
        who = name(scene, i, self) if self._refers(scene, scene.tree.antecedent(i)) else None
        if who is not None and who.means is not None:
            return
        while self.seen and self.seen[0].scene.sentence.i < scene.sentence.i - REACH:
            self._found.pop(self.seen.popleft().place, None)
        self.seen.append(Named(scene, i, name, who))

    def antecedent_of(self, scene: Scene, i: int) -> Participant | None:
        """Whom a pronoun or a description with a demonstrative means, or None when unsure."""
        token, reference = scene.tree.tokens[i], self._refers(scene, i)
        if reference is None:
            return None
        if reference.kind == "pronoun" and token.upos in ("PRON", "DET"):
            return meant_by(scene, i, reference, self._near(scene, i), self.antecedent_of)
        if is_pointed(scene, i) and not is_of_two(scene, i) and reference.kind != ANYBODY:
            return self._by_description(scene, i, reference.kind)
        return None

    def pair_of(self, scene: Scene, i: int) -> tuple[Participant, ...]:
        """The two whom a description of two means (`both countries`), named side by side before; nobody where they are not just two."""
        reference = self._refers(scene, i) if is_of_two(scene, i) else None
        if reference is None:
            return ()
        near = {
            r.place: r
            for r in self.seen
            if scene.sentence.i - REACH <= r.scene.sentence.i and r.place < (scene.sentence.i, i)
        }
        for place in reversed(near):
            named = near[place]
            two = [near.get((place[0], k)) for k in named.scene.tree.conjuncts(named.token)]
            found = [self._remembered(each) for each in two if each is not None]
            if len(two) == len(found) == 2 and all(
                self._is_described(scene, i, reference.kind, r) for r in found
            ):
                return tuple(r.participant for r in found)
        return ()

    def several_of(self, scene: Scene, i: int) -> tuple[Participant, ...]:
        """All whom a pronoun means that goes back to several named side by side: `Bolivia and the US said | they | would ...`; nobody where it means one."""
        meant = self.antecedent_of(scene, i) if scene.know.is_pronoun(scene.tree.tokens[i].form) else None
        if meant is None:
            return ()
        near = {r.place: r for r in self.seen if scene.sentence.i - REACH <= r.scene.sentence.i}
        found = next((r for r in near.values() if self._remembered(r).participant == meant), None)
        group = found.scene.tree.conjuncts(found.token) if found is not None else ()
        if found is None or len(group) < 2 or group[0] != found.token:
            return ()
        others = [near.get((found.place[0], k)) for k in group]
        return tuple(self._remembered(each).participant for each in others if each is not None)

    def _refers(self, scene: Scene, i: int) -> Reference | None:
        """The entry of a word that may go back to somebody; a polite *Sie* inside a sentence goes to whom it is said."""
        token, references = scene.tree.tokens[i], scene.know.pack.references
        if token.form in scene.tree.grammar.get("address_pronouns", ()) and not _begins(scene, i):
            return None
        return references.get(token.form.lower()) or references.get(token.lemma.lower())

    def _by_description(self, scene: Scene, i: int, kind: str) -> Participant | None:
        plural = is_plural(scene, i)
        fits = [
            r for r in self._near(scene, i) if r.plural == plural and self._is_described(scene, i, kind, r)
        ]
        return fits[-1].participant if fits else None

    def _is_described(self, scene: Scene, i: int, kind: str, r: Remembered) -> bool:
        """Whether a description fits: of its sector, or worded alike; of its kind where that is more than being somebody."""
        sector = sector_at(scene, i)
        of_kind = bool(r.kind) if kind == ANYBODY else r.kind == kind and kind not in PERSONS
        alike = r.participant.mention.span.text.lower().endswith(scene.tree.lemma(i))
        return of_kind or bool(sector and r.sector == sector) or alike

    def _near(self, scene: Scene, i: int) -> list[Remembered]:
        here = scene.sentence.i
        near = (r for r in self.seen if here - REACH <= r.scene.sentence.i and r.place < (here, i))
        return [self._remembered(r) for r in near]

    def _remembered(self, named: Named) -> Remembered:
        found = self._found.get(named.place)
        if found is None:
            found = self._found[named.place] = named.remembered(self)
        return found


def _hangs_on(scene: Scene, i: int, name: str) -> bool:
    """Whether a token hangs on a verb of a class."""
    head = scene.tree.tokens[i].head
    return head >= 0 and scene.in_class(head, name)


def _is_killed(scene: Scene, i: int) -> bool:
    """`Eleven people were | killed |`, `the men | killed | in the strike`."""
    tree = scene.tree
    over = (tree.tokens[i].head,) if is_acted_on(scene, i) else ()
    told = (*over, *(k for k in tree.children[i] if tree.relation(k) in ("acl", "amod")))
    return any(k >= 0 and scene.in_class(k, "casualty") and not scene.in_class(k, "hurt") for k in told)


def _is_told(scene: Scene, i: int) -> bool:
    """`told | her rival | that ...`."""
    head = scene.tree.tokens[i].head
    return head >= 0 and scene.tree.lemma(head) in scene.know.citing_words


def _begins(scene: Scene, i: int) -> bool:
    """Whether a word stands where any is written with a capital: first, or behind a mark that opens a sentence."""
    return i == 0 or scene.tree.tokens[i - 1].upos == "PUNCT"
