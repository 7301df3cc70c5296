"""What is seen of a candidate for an event.

Takes a token and the frame that it may fire; gives strings, one for each thing seen: the word and its type, who and what hangs on it
and over it, by kind and class rather than by word, and what else the sentence speaks of. The decider weighs them.
"""

from functools import lru_cache

from lagebild.claims.answers import once_a_scene
from lagebild.claims.scene import Scene
from lagebild.languages import Frame

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
SHOWN = 3  # names in a sentence; more tell nothing
EXPECTED = ("nsubj", "obj", "det", "amod", "compound", "nmod:gen")
FORMS_OF_NAMES = 5_000  # sets of names that a dependent answers to


def traits_of(scene: Scene, i: int, frame: Frame, fired: bool) -> list[str]:
    """All that is seen of a candidate; `fired`: whether the frame's conditions hold."""
    return [
        *own_traits(scene, i, frame, fired),
        *besides_it(scene, i, frame.type),
        *over_it(scene, i, frame.type),
        *around_it(scene),
    ]


def own_traits(scene: Scene, i: int, frame: Frame, fired: bool) -> list[str]:
    """The word, its type and its family."""
    state, kind, lemma, token = (
        "fired" if fired else "refused",
        frame.type,
        scene.tree.lemma(i),
        scene.tree.tokens[i],
    )
    return [
        f"{state} ",
        f"{state} {kind}",
        f"{state} family {frame.family.name}",
        f"{state} lemma {lemma}",
        f"{state} lemma {lemma} {kind}",
        f"{state} entry {frame.lemma} {kind}",
        f"{state} upos {token.upos} {token.deprel}",
        f"{state} conditions {len(frame.when)}",
    ]


def besides_it(scene: Scene, i: int, kind: str) -> list[str]:
    """The dependents, each by its relation and what it is."""
    seen, missing = _dependents(scene, i)
    return [*seen, *(f"{kind} {trait}" for trait in seen), *(f"{trait} {kind}" for trait in missing)]


@once_a_scene
def _dependents(scene: Scene, i: int) -> tuple[list[str], list[str]]:
    """What the dependents are, and which common ones are not there."""
    relations, seen = set[str](), list[str]()
    for link in scene.tree.links(i):
        relation = _fullest(link.names)
        relations.add(relation)
        seen += [f"{relation} is {what}" for what in _kinds(scene, link.token)]
    upos = scene.tree.tokens[i].upos
    return seen, [f"no {relation} {upos}" for relation in EXPECTED if relation not in relations]


@lru_cache(FORMS_OF_NAMES)
def _fullest(names: frozenset[str]) -> str:
    """The longest of a dependent's names."""
    return max((name for name in names if not name.startswith("any")), key=lambda n: (len(n), n), default="")


def over_it(scene: Scene, i: int, kind: str) -> list[str]:
    """What it hangs on."""
    tree = scene.tree
    head = tree.tokens[i].head
    if head < 0:
        return [f"root {kind}"]
    relation, lemma = tree.relation(i), tree.lemma(head)
    classes = (f"{relation} under @{name} {kind}" for name in scene.know.class_names(lemma))
    return [f"{relation} under {tree.tokens[head].upos} {kind}", f"{relation} under {lemma}", *classes]


@once_a_scene
def _kinds(scene: Scene, i: int) -> tuple[str, ...]:
    """What a word is: a name's kind, an agent's sector, its classes, its lemma."""
    i = scene.tree.antecedent(i)
    lemma = scene.tree.lemma(i)
    return (_kind(scene, i), f"word {lemma}", *(f"@{name}" for name in scene.know.class_names(lemma)))


def _kind(scene: Scene, i: int) -> str:
    hit, agent = scene.name_at(i), scene.agent_at(i)
    if hit is not None:
        return f"named {scene.know.gazetteer_kind(hit.id)}"
    if scene.place_at(i) is not None:
        return "a place"
    return (
        f"agent {agent.sector or agent.kind}" if agent is not None else f"other {scene.tree.tokens[i].upos}"
    )


@once_a_scene
def around_it(scene: Scene) -> tuple[str, ...]:
    """The other words of the sentence and their classes: the same for all candidates in it."""
    tree, know = scene.tree, scene.know
    lemmas = {tree.lemma(t.i) for t in tree.tokens if t.upos in CONTENT}
    classes = {name for lemma in lemmas for name in know.classes_of(lemma)}
    names = len({hit.id for hit in scene.actors.values()})
    agents = {agent.sector for agent in scene.agents.values()}
    political = bool(agents & know.ontology.political_sectors)
    return (
        *(f"sentence @{name}" for name in sorted(classes)),
        *(f"sentence agent {sector}" for sector in sorted(agents)),
        f"sentence names {min(names, SHOWN)}",
        f"sentence political {political} names {names > 0}",
    )
