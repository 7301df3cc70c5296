"""What is seen of a candidate for an event.

Takes a token and the frame that all but holds there; gives strings, one for each thing seen, none of which holds a word: what the frame
lacks and what of it holds, who and what hangs on the word, by kind, whether other entries of the type ask for those words in that place, which
deeds stand over it and beside it. The decider weighs them.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from lagebild.claims.asked import relation_of, wanted
from lagebild.claims.nearness import Near, kind_at, part_of_speech, traits_of_lack
from lagebild.claims.scene import Scene
from lagebild.claims.triggers import Hit, entries_in

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
SHOWN = 3  # names in a sentence, triggers in it; more tell nothing
NEARBY = 4  # triggers in the sentences around; likewise
ABOVE = 4  # steps up to a trigger
SEVERAL = 6  # types that a word may tell
OWNED = ("nmod:gen", "nmod:of", "nmod:by")
ARGUMENTS = frozenset("nsubj nsubj:pass obj iobj obl nmod compound xcomp ccomp advmod".split())
BESIDE = frozenset({"nsubj", "obj", "obl", "nmod"})
EIGHTHS, MOST_EIGHTHS = 8, 5


def traits_of(scene: Scene, i: int, near: Near, hits: Sequence[Hit], nearby: int) -> list[str]:
    """All that is seen of a candidate. `nearby`: how many triggers the sentences around have."""
    return [*traits_of_word(scene, i, near, hits), *around_it(scene, hits, nearby)]


def traits_of_word(scene: Scene, i: int, near: Near, hits: Sequence[Hit]) -> list[str]:
    """What is seen of a candidate without what all candidates of the sentence share."""
    kind = near.frame.type
    return [
        *_word(scene, i, near),
        *traits_of_lack(scene, i, near),
        *_beside(scene, i, kind),
        *_wanted(scene, i, kind),
        *_over(scene, i, kind, hits),
    ]


def _word(scene: Scene, i: int, near: Near) -> Iterator[str]:
    """How the word stands there, and how many types it may tell."""
    tree, types = scene.tree, entries_in(scene)[i].types
    first = next(iter(types.most_common(1)))[0]
    yield f"types {min(len(types), SEVERAL)}"
    yield f"first type {first == near.frame.type}"
    yield f"family {near.frame.family.name}"
    yield f"form {tree.feature(i, 'VerbForm')} {tree.feature(i, 'Tense')} {tree.feature(i, 'Number')}"
    negators = scene.know.pack.negators
    if any(tree.relation(c) == "advmod" and tree.word(c) in negators for c in tree.children[i]):
        yield "negated"


def _beside(scene: Scene, i: int, kind: str) -> Iterator[str]:
    """Subject, object and owner by kind."""
    part = part_of_speech(scene, i)
    subject = kind_at(scene, i, "nsubj")
    thing = kind_at(scene, i, "obj")
    owner = next((found for name in OWNED if (found := kind_at(scene, i, name)) != "none"), "none")
    yield f"{part} subject {subject}"
    yield f"{part} object {thing}"
    yield f"{kind} subject {subject}"
    yield f"{kind} object {thing}"
    yield f"{part} of {owner}"


def _wanted(scene: Scene, i: int, kind: str) -> Iterator[str]:
    """Whether other entries ask for the words that hang on this one, where they hang, and what share of them are of the type."""
    tree, of_type, of_all = scene.tree, 0, 0
    for c in tree.children[i]:
        name = tree.relation(c)
        if tree.word(c) in scene.know.pack.negators:
            continue  # entries ask for "nicht" where a word means the contrary with it: others may have it, too
        if name not in ARGUMENTS and relation_of(name) not in BESIDE:
            continue
        found = wanted(scene.know, relation_of(name), tree.lemma(c))
        every = found.itself.total() + found.by_class.total()
        if name in ARGUMENTS:
            yield f"wanted {name} {_how(found.itself[kind], found.by_class[kind], every)}"
        if relation_of(name) in BESIDE:
            of_type += found.itself[kind] + found.by_class[kind]
            of_all += every
    yield f"wanted by {min(of_type * EIGHTHS // of_all, MOST_EIGHTHS) if of_all else 'none'}"


def _how(itself: int, by_class: int, every: int) -> str:
    return "itself" if itself else "by class" if by_class else "by other types" if every else "by none"


def _over(scene: Scene, i: int, kind: str, hits: Sequence[Hit]) -> Iterator[str]:
    """The next trigger above."""
    types, tree = {hit.token: hit.frame.type for hit in hits}, scene.tree
    above = ((step, types[k]) for step, k in enumerate(islice(tree.ancestors(i), ABOVE), 1) if k in types)
    found = next(above, None)
    if found is None:
        yield "under none"
        return
    step, type_above = found
    yield f"under one by {relation_of(tree.relation(i))}"
    yield f"under {type_above} {min(step, 2)}"
    yield f"under the same {type_above == kind}"


def around_it(scene: Scene, hits: Sequence[Hit], nearby: int) -> tuple[str, ...]:
    """What else the sentence and those around it tell: names, politicians, other triggers, words of other fields."""
    tree, know = scene.tree, scene.know
    lemmas = {tree.lemma(t.i) for t in tree.tokens if t.upos in CONTENT}
    classes = frozenset().union(*map(know.classes_of, lemmas))
    names = len({hit.id for hit in scene.actors.values()})
    political = any(agent.sector in know.ontology.political_sectors for agent in scene.agents.values())
    return (
        f"names {min(names, SHOWN)}",
        f"political {names > 0 or political}",
        f"triggers {min(len(hits), SHOWN)}",
        f"triggers nearby {min(nearby, NEARBY)}",
        f"triggers at all {bool(hits or nearby)}",
        *(f"field {name}" for name in know.pack.grammar.get("other_fields", ()) if name in classes),
    )
