"""What is seen of a candidate for an event.

Takes a token and the frame that it may fire; gives strings, one for each thing seen: the word and its type, who and what hangs on it
and over it, by kind and class rather than by word, and what else the sentence speaks of. The decider weighs them.
"""

from collections.abc import Iterator

from lagebild.claims.answers import once_a_scene
from lagebild.claims.scene import Scene
from lagebild.languages import Frame

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
SHOWN = 3  # names in a sentence; more tell nothing


def traits_of(scene: Scene, i: int, frame: Frame, fired: bool) -> list[str]:
    """All that is seen of a candidate; `fired`: whether the frame's conditions hold."""
    state = "fired" if fired else "refused"
    own = [
        f"{state} {trait}"
        for trait in ("", frame.type, f"family {frame.family.name}", *_word(scene, i, frame))
    ]
    return [*own, *_beside(scene, i, frame.type), *_over(scene, i, frame.type), *_around(scene)]


def _word(scene: Scene, i: int, frame: Frame) -> Iterator[str]:
    tree = scene.tree
    yield f"lemma {tree.lemma(i)}"
    yield f"lemma {tree.lemma(i)} {frame.type}"
    yield f"entry {frame.lemma} {frame.type}"
    yield f"upos {tree.tokens[i].upos} {tree.tokens[i].deprel}"
    yield f"conditions {len(frame.when)}"


def _beside(scene: Scene, i: int, kind: str) -> Iterator[str]:
    """The dependents, each by its relation and what it is."""
    tree = scene.tree
    relations = set()
    for link in tree.links(i):
        relation = max(
            (name for name in link.names if not name.startswith("any")), key=lambda n: (len(n), n), default=""
        )
        relations.add(relation)
        for what in _kinds(scene, link.token):
            yield f"{relation} is {what}"
            yield f"{kind} {relation} is {what}"
    for relation in ("nsubj", "obj", "det", "amod", "compound", "nmod:gen"):
        if relation not in relations:
            yield f"no {relation} {tree.tokens[i].upos} {kind}"


def _over(scene: Scene, i: int, kind: str) -> Iterator[str]:
    tree = scene.tree
    head = tree.tokens[i].head
    if head < 0:
        yield f"root {kind}"
        return
    relation = tree.relation(i)
    yield f"{relation} under {tree.tokens[head].upos} {kind}"
    yield f"{relation} under {tree.lemma(head)}"
    for name in scene.know.classes_of(tree.lemma(head)):
        yield f"{relation} under @{name} {kind}"


def _kinds(scene: Scene, i: int) -> Iterator[str]:
    """What a word is: a name's kind, an agent's sector, its classes, its lemma."""
    i = scene.tree.antecedent(i)
    hit, agent = scene.name_at(i), scene.agent_at(i)
    if hit is not None:
        yield f"named {scene.know.gazetteer_kind(hit.id)}"
    elif scene.place_at(i) is not None:
        yield "a place"
    elif agent is not None:
        yield f"agent {agent.sector or agent.kind}"
    else:
        yield f"other {scene.tree.tokens[i].upos}"
    yield f"word {scene.tree.lemma(i)}"
    for name in scene.know.classes_of(scene.tree.lemma(i)):
        yield f"@{name}"


@once_a_scene
def _surroundings(scene: Scene, _: int) -> tuple[str, ...]:
    tree, know = scene.tree, scene.know
    lemmas = {tree.lemma(t.i) for t in tree.tokens if t.upos in CONTENT}
    classes = {name for lemma in lemmas for name in know.classes_of(lemma)}
    names = len({hit.id for t in tree.tokens if (hit := scene.name_at(t.i)) is not None})
    agents = {agent.sector for t in tree.tokens if (agent := scene.agent_at(t.i)) is not None}
    political = bool(agents & know.ontology.political_sectors)
    return (
        *(f"sentence @{name}" for name in sorted(classes)),
        *(f"sentence agent {sector}" for sector in sorted(agents)),
        f"sentence names {min(names, SHOWN)}",
        f"sentence political {political} names {names > 0}",
    )


def _around(scene: Scene) -> tuple[str, ...]:
    """The other words of the sentence and their classes."""
    return _surroundings(scene, 0)
