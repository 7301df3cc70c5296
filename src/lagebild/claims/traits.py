"""What is seen of a candidate for an event.

Takes a token and the frame that all but holds there; gives strings, one for each thing seen: how much of the frame's type is in the
word's entries, what the frame lacks, who and what hangs on the word and over it, by kind rather than by word, and what else the sentence
speaks of. The decider weighs them.
"""

from collections.abc import Iterator

from lagebild.claims.nearness import Near, kind_of, traits_of_lack
from lagebild.claims.scene import Scene
from lagebild.claims.triggers import entries_in, types_at

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
SHOWN = 3  # names in a sentence; more tell nothing
SHARES = (0.9, 0.6, 0.3, 0.1, 0.0)
OWNED = ("nmod:gen", "nmod:of", "nmod:by")


def traits_of(scene: Scene, i: int, near: Near) -> list[str]:
    """All that is seen of a candidate."""
    return [*traits_of_word(scene, i, near), *around_it(scene)]


def traits_of_word(scene: Scene, i: int, near: Near) -> list[str]:
    """What is seen of a candidate without what all candidates of the sentence share."""
    own, lack = _word(scene, i, near), traits_of_lack(scene, near)
    return ["", *own, *lack, *_beside(scene, i, near.frame.type), *_over(scene, i)]


def _part_of_speech(scene: Scene, i: int) -> str:
    token = scene.tree.tokens[i]
    return "noun" if token.upos in ("NOUN", "PROPN") else "verb" if scene.tree.is_verbal(i) else "adjective"


def _word(scene: Scene, i: int, near: Near) -> Iterator[str]:
    """The word, and how many of its entries are of the type."""
    tree, kind = scene.tree, near.frame.type
    entries, every = types_at(scene, i), len(entries_in(scene)[i])
    share = next(least for least in SHARES if entries[kind] / every >= least)
    before = sum(count > entries[kind] for count in entries.values())
    cost = min(int(near.cost / 0.4), 6)
    yield kind
    yield f"word {tree.lemma(i)} {kind}"
    yield f"share {share}"
    yield f"share {share} entries {min(entries[kind].bit_length(), 4)}"
    yield f"share {share} cost {cost}"
    yield f"before {min(before, 3)}"
    yield f"all {min(every.bit_length(), 6)}"
    yield f"{_part_of_speech(scene, i)} cost {cost}"
    if tree.is_verbal(i):
        yield f"passive {tree.is_passive(i)}"
    yield from (f"with {tree.lemma(a)}" for a in tree.auxiliaries(i))
    yield f"form {tree.feature(i, 'VerbForm')} {tree.feature(i, 'Tense')} {tree.feature(i, 'Number')}"


def _beside(scene: Scene, i: int, kind: str) -> Iterator[str]:
    """Subject, object, owner and what else hangs on the word."""
    tree, part = scene.tree, _part_of_speech(scene, i)
    subject = _kind_at(scene, i, "nsubj")
    thing = _kind_at(scene, i, "obj")
    owner = next((found for name in OWNED if (found := _kind_at(scene, i, name)) != "none"), "none")
    yield f"{part} subject {subject}"
    yield f"{part} object {thing}"
    yield f"{kind} subject {subject}"
    yield f"{kind} object {thing}"
    yield f"subject {subject} object {thing}"
    yield f"{part} of {owner}"
    for c in tree.children[i]:
        relation = tree.relation(c)
        if relation in ("compound", "amod", "obl"):
            yield f"{part} {relation} {kind_of(scene, c)}"
        elif relation in ("det", "nummod", "case", "xcomp", "ccomp", "advcl", "acl"):
            yield f"{part} {tree.tokens[c].deprel}"


def _kind_at(scene: Scene, i: int, name: str) -> str:
    return next((kind_of(scene, k) for k in scene.tree.dependents(i, name)), "none")


def _over(scene: Scene, i: int) -> Iterator[str]:
    tree = scene.tree
    head, relation = tree.tokens[i].head, tree.relation(i)
    yield f"{_part_of_speech(scene, i)} {relation}"
    if head >= 0:
        yield f"{relation} under {tree.tokens[head].upos}"


def around_it(scene: Scene) -> tuple[str, ...]:
    """The other words of the sentence: names, politicians, words of other fields."""
    tree, know = scene.tree, scene.know
    lemmas = {tree.lemma(t.i) for t in tree.tokens if t.upos in CONTENT}
    classes = frozenset().union(*map(know.classes_of, lemmas))
    names = len({hit.id for hit in scene.actors.values()})
    political = sum(agent.sector in know.ontology.political_sectors for agent in scene.agents.values())
    others = len(scene.agents) - political
    return (
        f"names {min(names, SHOWN)}",
        f"politicians {min(political, SHOWN)}",
        f"other people {min(others, SHOWN)}",
        f"political {names + political > 0}",
        *(f"field {name}" for name in know.pack.grammar.get("other_fields", ()) if name in classes),
    )
