"""The words that report an event.

Takes a Scene; gives Hits: token and frame, of those whose conditions hold the one that names most. Verbs, separable and light
verbs, participles with dependents of their own, nouns and closed compounds by their last part.
"""

from collections import Counter

import msgspec

from lagebild.claims.answers import once_a_scene
from lagebild.claims.frames_of_word import NO_FRAMES, Frames
from lagebild.claims.scene import Scene
from lagebild.languages import Frame

AGENT = "nsubj"
VAGUE = "vague_deed"  # the class of nouns that tell a deed only beside certain words


class Hit(msgspec.Struct, frozen=True):
    """A trigger: where, and which frame it fired; when the decider took it, how likely it thought it and what spoke most for it."""

    scene: Scene
    token: int
    frame: Frame
    likely: float | None = None
    because: tuple[str, ...] = ()

    @property
    def nominal(self) -> bool:
        """Whether the trigger is a noun."""
        return self.scene.tree.tokens[self.token].upos in ("NOUN", "PROPN")


def hits_in(scene: Scene) -> tuple[Hit, ...]:
    """All triggers of a sentence, in text order. A heading has none."""
    if scene.sentence.heading:
        return ()
    return tuple(hit for i in entries_in(scene) if (hit := hit_at(scene, i)) is not None)


def hit_at(scene: Scene, i: int) -> Hit | None:
    """The trigger at a token, if it is one: of the type whose entry names most of what stands there; of a type the first entry that holds.

    The first noun of a compound is none ("riot police").
    """
    if scene.tree.relation(i) == "compound" or _is_what_it_is_called(scene, i):
        return None
    present = scene.tree.names_below(i)
    best, named = None, -1
    for frame in entries_in(scene)[i]:
        if frame.names <= named or not frame.needs <= present:
            continue
        if scene.meets(i, frame.when, frame.unless) and not _tells_of_another(scene, i, frame):
            named = frame.names
            best = frame if best is None or frame.type != best.type else best
    if best is not None:
        return Hit(scene, i, best)
    return _without_agent(scene, i, present) if _is_agentless(scene, i) else None


def _is_what_it_is_called(scene: Scene, i: int) -> bool:
    """`called the blockade | an attack on workers`: a noun by which somebody calls a thing is no deed of its own."""
    tree = scene.tree
    noun = tree.tokens[i].upos == "NOUN" and tree.relation(i) == "xcomp"
    return noun and tree.lemma(tree.tokens[i].head) in tree.grammar.get("naming_verbs", ())


def _tells_of_another(scene: Scene, i: int, frame: Frame) -> bool:
    """`The speaker announced that the president would resign`: a promise or concession is his own whom the clause names, not the speaker's."""
    tree, ontology = scene.tree, scene.know.ontology
    if frame.type not in ontology.commitments or not any(c.path[0] == "ccomp" for c in frame.when):
        return False
    content, subject = tree.child(i, "ccomp"), tree.child(i, "nsubj")
    who = tree.child(content, "nsubj") if content is not None else None
    if who is None or subject is None or tree.tokens[who].upos not in ("NOUN", "PROPN"):
        return False
    if any(tree.feature(k, "Poss") == "Yes" for k in tree.children[who]):
        return False  # "Pakistan and Iran agreed that | their ambassadors | would return"
    ahead = any(
        tree.lemma(a) in tree.grammar.get("will_verbs", ()) for a in tree.auxiliaries(tree.tokens[who].head)
    )
    return (
        ahead
        and (scene.is_actor(who) or tree.tokens[who].upos == "PROPN")
        and tree.lemma(who) != tree.lemma(subject)
    )


def _is_agentless(scene: Scene, i: int) -> bool:
    """A passive predicate, no participle beside a noun, that does not tell by whom; what is done with a deed ("a visit is planned") is its own."""
    tree = scene.tree
    predicate = tree.is_verbal(i) and tree.relation(i) not in ("acl", "amod") and tree.is_passive(i)
    subject = tree.surface_subject(i)
    of_deed = subject is not None and bool(scene.know.noun_frames(tree.lemma(subject)))
    return predicate and not of_deed and AGENT not in tree.names_below(i)


def _without_agent(scene: Scene, i: int, present: frozenset[str]) -> Hit | None:
    """`The minister was dismissed`: of a passive without an agent nobody can ask who acts, if it is told to whom it is done."""
    impersonal = scene.tree.surface_subject(i) is None  # "mit den Taliban wird gesprochen"
    for frame in entries_in(scene)[i]:
        rest = tuple(condition for condition in frame.when if condition.path != (AGENT,))
        told = any(condition.words or condition.classes for condition in rest)
        asks = told and len(rest) < len(frame.when) and (impersonal or not frame.family.reciprocal)
        if asks and frame.needs - {AGENT} <= present and scene.meets(i, rest, frame.unless):
            return Hit(scene, i, frame)
    return None


def refused_at(scene: Scene, i: int) -> list[tuple[Frame, str]]:
    """The frames that a token's lemma has but that do not fire here, each with the condition that failed."""
    refused = []
    for frame in entries_in(scene).get(i, ()):
        failed = next((c for c in frame.when if not scene.holds(i, c)), None)
        blocked = next((c for c in frame.unless if scene.holds(i, c)), None)
        if failed is not None or blocked is not None:
            path = ">".join((failed or blocked).path)  # type: ignore[union-attr]
            refused.append((frame, f"{'needs' if failed else 'blocked by'} {path}"))
    return refused


@once_a_scene
def entries_in(scene: Scene) -> dict[int, Frames]:
    """The frames that the lexicon has for the words of a sentence, by token, where it has any."""
    return {i: found for i in range(len(scene.tree)) if (found := _entries_at(scene, i))}


def types_at(scene: Scene, i: int) -> Counter[str]:
    """How many of a word's entries are of which type."""
    return entries_in(scene)[i].types


def _entries_at(scene: Scene, i: int) -> Frames:
    """The frames that the lexicon has for the word at a token, whether they fire or not."""
    tree = scene.tree
    upos, lemma = tree.tokens[i].upos, tree.lemma(i)
    if tree.is_verbal(i):
        counts = not tree.is_participle_adjective(i) or _has_own_dependents(scene, i)
        return scene.know.frames_of(lemma, "VERB") if counts else NO_FRAMES
    if upos in ("NOUN", "PROPN"):
        return scene.know.noun_frames(lemma)
    return scene.know.frames_of(lemma, "ADJ") if upos == "ADJ" else NO_FRAMES


def _has_own_dependents(scene: Scene, i: int) -> bool:
    """A participle counts when it is dated, placed or has its agent: "der am Montag entführte Journalist"."""
    return any(
        scene.tree.relation(c) in ("obl", "obj", "nmod") or c in scene.dated for c in scene.tree.children[i]
    )


def deed_at(scene: Scene, i: int) -> Hit | None:
    """The deed that a noun names where something else tells that it is one: a frame of its main type that nothing forbids, though it lacks what it
    would need elsewhere; of several one of the family that most have, without a mode where one has none.
    """
    if scene.in_class(i, VAGUE):
        return None  # "confirmed the use of the hall"
    types = types_at(scene, i).most_common(2)
    if len(types) == 2 and types[0][1] == types[1][1]:
        return None  # nobody knows which deed it is
    frames = [frame for frame in entries_in(scene)[i] if frame.type == types[0][0]]
    fitting = [frame for frame in frames if scene.meets(i, (), frame.unless)]
    families = Counter(frame.family.name for frame in fitting)
    best = max(fitting, key=lambda frame: (families[frame.family.name], not frame.mode), default=None)
    return None if best is None else Hit(scene, i, best)
