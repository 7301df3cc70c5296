"""Who says so.

Takes a trigger and its sentence; gives every source that the text joins to it, innermost first, and nobody when the
author asserts it himself. Links are joined only where the text joins them. When unsure, the chain stays shorter: words in the wrong
mouth are the worst error.
"""

from collections.abc import Iterator, Mapping

import msgspec

from lagebild.claims.answers import once_a_scene
from lagebild.claims.asides import is_authors_own, speaks_apart
from lagebild.claims.citing import beside, spans_conjuncts
from lagebild.claims.conditions import is_asked
from lagebild.claims.content_clauses import claimed_by_its_subject, said_over
from lagebild.claims.cues import Said, cues_at, labelled, links_of, may_speak, names_its_source
from lagebild.claims.scene import CAPITAL, Scene
from lagebild.claims.triggers import Hit
from lagebild.claims.unsaid import is_not_charged, is_withheld


class Speech(msgspec.Struct, frozen=True):
    """What climbing from a trigger found: links, innermost first.

    `authors_own`: a relative clause that the author adds; `unsaid`: what its source did not say ("would not say whether").
    """

    links: tuple[Said, ...]
    authors_own: bool = False
    unsaid: bool = False

    @property
    def innermost(self) -> Said | None:
        """The link nearest to the trigger."""
        return self.links[0] if self.links else None


def speech_over(scene: Scene, i: int, accusing: Mapping[int, Hit] | None = None) -> Speech:
    """Climb from a trigger to the root and note every source that the text joins to it.

    `accusing` holds the triggers whose content clause is an allegation (their actor is its source), by token.
    """
    return _climbed(scene, i, accusing) if accusing else _without_accusers(scene, i)


@once_a_scene
def _without_accusers(scene: Scene, i: int) -> Speech:
    return _climbed(scene, i, {})


def _climbed(scene: Scene, i: int, accusing: Mapping[int, Hit]) -> Speech:
    tree = scene.tree
    links: list[Said] = [*beside(scene, i, i), *claimed_by_its_subject(scene, i)]
    below, modifying = i, False
    for here in tree.ancestors(i):
        if is_authors_own(scene, below):
            return Speech(tuple(_unique(links)), authors_own=True)
        if tree.is_clause_head(below) and tree.is_apart(here, below):
            return Speech(tuple(_unique(links)))
        if (
            is_asked(scene, below)
            or is_withheld(scene, here, below)
            or is_not_charged(scene, here, below, accusing)
        ):
            return Speech((), unsaid=True)
        if speaks_apart(scene, here, below):
            return Speech(tuple(_unique(links)))
        said = said_over(scene, here, below, links, accusing)
        if modifying and any(link.cue.stance == "denies" for link in said):
            return Speech(tuple(_unique(links)))
        links += said
        modifying |= _tells_of_noun(scene, below)
        spoken = bool(links) or names_its_source(scene, below) or _calls_something(scene, below)
        if not (_is_coordinated(scene, below) and (spoken or not spans_conjuncts(scene, here, below))):
            links += beside(scene, here, below)
        below = here
    if is_authors_own(scene, below):
        return Speech(tuple(_unique(links)), authors_own=True)
    links += _outer(scene, below)
    return Speech(tuple(_unique([*links, *_label_over(scene, i, links)])))


def _calls_something(scene: Scene, below: int) -> bool:
    """`Nach Angaben Moskaus starben 56, | Kiew nannte die Zahl erfunden |`: whoever calls something so speaks for himself."""
    tree = scene.tree
    return tree.lemma(below) in tree.grammar.get("naming_verbs", ()) and tree.has_child(below, "nsubj")


def _tells_of_noun(scene: Scene, below: int) -> bool:
    """`denied that the men | killed | there were fighters`, `denied firing the rocket | that killed | them`: what tells which is not denied of it."""
    tree = scene.tree
    bare = tree.finite(below) is None and not tree.has_child(below, "mark")
    plain = (
        tree.feature(below, "VerbForm") == "Part" and bare
    )  # "the report | Rebellen hätten | geschossen" is told whole
    return tree.relation(below) == "acl" and (plain or tree.tokens[below].deprel == "acl:relcl")


def _label_over(scene: Scene, i: int, links: list[Said]) -> list[Said]:
    """Who stands before the colon; a capital before what somebody else is cited for is where that was ("Caracas: ..., said the president")."""
    label = labelled(scene, i)
    name = scene.name_at(label[0].source) if label and label[0].source is not None else None
    return [] if links and name is not None and name.kind == CAPITAL else label


def _outer(scene: Scene, root: int) -> list[Said]:
    """`Moscow's version is that Ukraine shot it down`: a noun that cites, with all else as what it says."""
    if not scene.tree.has_child(root, "nsubj", "nsubj:pass"):
        return []
    outer = (c for c in scene.tree.children[root] if scene.tree.tokens[c].deprel.endswith(":outer"))
    return [link for c in outer for cue in cues_at(scene, c, "noun")[:1] for link in links_of(scene, c, cue)]


def _is_coordinated(scene: Scene, below: int) -> bool:
    """A clause beside another, with a subject of its own: what is said in the one need not hold for the other."""
    relation = scene.tree.relation(below)
    return relation == "conj" or (
        relation == "parataxis" and scene.tree.has_child(below, "nsubj", "nsubj:pass", "expl")
    )


def _unique(links: list[Said]) -> Iterator[Said]:
    """Each link once; whom a source cites (citing X, unter Berufung auf X) stands further in than the source."""
    links = sorted(links, key=lambda link: link.cue.construction != "citing")
    named: set[int | None] = set()
    seen: set[tuple[int, int | None]] = set()
    for link in links:
        said = (
            link.cue.construction == "adposition" or link.source is None or may_speak(link.scene, link.source)
        )
        said = said or (
            link.cue.construction == "verb" and link.cue.stance == "denies"
        )  # "the front denied it"
        if not said:
            continue
        if (
            link.source is not None
            and len(links) > 1
            and link.scene.tree.feature(link.source, "Person") == "1"
        ):
            continue  # whoever says "we answer" has been named already
        if (
            link.source is not None
            and len(links) > 1
            and link.scene.tree.feature(link.source, "Poss") == "Yes"
        ):
            continue  # "in its judgment the court found": the owner is who speaks
        key = (link.cue_token, link.source)
        if key not in seen and (link.source is None or link.source not in named):
            seen.add(key)
            named.add(link.source)
            yield link
