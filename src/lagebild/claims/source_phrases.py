"""Phrases that name a source: laut X; nach Angaben von X; Behördenangaben zufolge; according to X.

Takes a sentence or the noun of a phrase; gives the links of whom it cites, and the tokens that stand inside such phrases.
"""

from lagebild.claims.answers import once_a_scene
from lagebild.claims.cues import Said, can_speak, citings, cues_at, source_of
from lagebild.claims.scene import Scene
from lagebild.languages import Cue

PHRASES = frozenset({"obl", "nmod", "advmod", "parataxis", "appos", "dep", "advcl"})
MISREAD_PHRASES = frozenset({"ccomp", "conj", "obj", "nsubj"})
MAY_CITE = PHRASES | MISREAD_PHRASES

BRACKETS = ("(", ")")


def adposition_links(scene: Scene, c: int) -> list[Said]:
    """The links of a source phrase, by its noun."""
    return source_phrases(scene).get(c, [])


@once_a_scene
def source_phrases(scene: Scene) -> dict[int, list[Said]]:
    """The source phrases of a sentence and their links, by their nouns."""
    relation = scene.tree.relation
    spots = (i for i in range(len(scene.tree)) if relation(i) in MAY_CITE)
    spots = (i for i in spots if not _told_in_brackets(scene, i))
    return {i: links for i in spots if (links := _adposition_links(scene, i))}


@once_a_scene
def said_in_brackets(scene: Scene) -> frozenset[int]:
    """The tokens in brackets that have their own source: `(at least 40 drones, according to Minsk)`."""
    spots = (i for i in range(len(scene.tree)) if scene.tree.relation(i) in MAY_CITE)
    told = ((i, _told_in_brackets(scene, i)) for i in spots)
    return frozenset(k for i, inside in told if inside and _adposition_links(scene, i) for k in inside)


def _told_in_brackets(scene: Scene, noun: int) -> range:
    """`closed the airport (at least 40 drones, | according to Minsk |)`: who is cited for what stands in brackets says nothing of what stands around.

    Empty where he is all that they hold ("(according to Minsk)"), or where they hold a clause.
    """
    tree = scene.tree
    closing = next((k for k in range(noun + 1, len(tree)) if tree.tokens[k].form in BRACKETS), -1)
    if closing < 0 or tree.tokens[closing].form != BRACKETS[1]:
        return range(0)
    opening = next((k for k in range(noun - 1, -1, -1) if tree.tokens[k].form == BRACKETS[0]), -1)
    before = [k for k in range(opening + 1, tree.first_word(noun)) if tree.tokens[k].upos != "PUNCT"]
    told = bool(before) and not any(tree.is_verbal(k) for k in before)
    return range(opening + 1, closing) if told else range(0)


@once_a_scene
def sources_in(scene: Scene) -> frozenset[int]:
    """The heads of whom the source phrases of a sentence cite."""
    links = (link for found in source_phrases(scene).values() for link in found)
    return frozenset(link.source for link in links if link.source is not None)


@once_a_scene
def inside_source_phrases(scene: Scene) -> frozenset[int]:
    """The tokens below source phrases: "nach Darstellung eines Vertreters, der anonym bleiben wollte"."""
    return frozenset(k for c in source_phrases(scene) for k in scene.tree.subtree(c))


def said_of_pointer(scene: Scene, root: int) -> Said | None:
    """`That is according to | the army`: whoever a sentence only names as the source of what stands before it."""
    cue = _adposition_cue(scene, root)
    return Said(scene, root, cue, root, retrospective=True) if cue and not cue.source.alternatives else None


def _adposition_links(scene: Scene, c: int) -> list[Said]:
    """`laut dem Ministerium`, `Behördenangaben zufolge`, `nach Angaben der Polizei`, `according to police`."""
    if scene.tree.relation(c) not in PHRASES and not _is_mere_phrase(scene, c):
        return []
    token = scene.tree.tokens[c]
    if (
        not scene.tree.children[c]
        or token.upos in ("VERB", "ADV")
        or (token.upos == "ADJ" and token.form.islower())
    ):  # "so deutlich": nobody
        return []
    cue = None if scene.tree.feature(c, "VerbForm") == "Fin" else _adposition_cue(scene, c)
    if cue is None or (cue.lemma in scene.tree.grammar.get("setting_in", ()) and not _is_set_in(scene, c)):
        return []
    citing = next(iter(cues_at(scene, c, "noun", "carry")), None)
    if citing is not None and citing.stance == "denies":
        return []  # "two days after the denial": then, and not by it
    about = scene.tree.grammar.get("reported_about", ())
    if "noun" in cue.content and (
        citing is None or any(scene.tree.preposition(k) in about for k in scene.tree.children[c])
    ):
        return []  # "Nach Berichten über Tote verlangen Abgeordnete ...": then, not according to them
    if citing is None and cue.source.alternatives:
        whose = source_of(scene, c, cue)
        return [] if whose is None else [Said(scene, c, cue, whose)]
    if citing is None:
        return [*_cited_by(scene, c), Said(scene, c, cue, c)]
    owner = _whose_own(scene, c) if _is_own(scene, c) else source_of(scene, c, citing)
    if owner is None and _opens_nothing(scene, c):
        return [Said(scene, c, cue, None, inferred=True)]
    return [*_cited_by(scene, c), Said(scene, c, cue, c if owner is None else owner)]


def _is_set_in(scene: Scene, c: int) -> bool:
    """`so | die Polizei |`, but not `so | viele | wie nie`, `in mehreren Städten, so | Goma |`."""
    nominal = scene.tree.tokens[c].upos not in ("DET", "ADJ")
    return nominal and (scene.place_at(c) is None or can_speak(scene, c))


def _is_mere_phrase(scene: Scene, c: int) -> bool:
    """`..., so die Ermittler, ...`, though it is parsed as a clause or an object."""
    tree = scene.tree
    return (
        tree.relation(c) in MISREAD_PHRASES
        and tree.tokens[c].upos in ("NOUN", "PROPN")
        and not tree.has_child(c, "nsubj", "cop")
        and any(
            tree.word(k) in tree.grammar.get("setting_in", ())
            and tree.is_behind(k, tree.grammar.get("inserted_after", ()))
            for k in tree.children[c]
            if 0 < k < c
        )
    )


def _cited_by(scene: Scene, c: int) -> list[Said]:
    """`Recherchen des Senders, die sich auf ein Papier stützen`: whom the source itself cites."""
    below = [c, *(k for k in scene.tree.children[c] if scene.tree.relation(k) == "nmod")]
    return [Said(scene, k, cue, source) for here in below for k, cue, source in citings(scene, here)]


def _whose_own(scene: Scene, c: int) -> int | None:
    """The subject of the clause, or the noun of the attribute: `der | nach eigenen Angaben | gefolterte Politiker`."""
    tree, over = scene.tree, scene.tree.tokens[c].head
    attribute = over >= 0 and c < over and tree.relation(over) == "amod"
    return tree.tokens[over].head if attribute else tree.surface_subject(tree.clause(c))


def _is_own(scene: Scene, c: int) -> bool:
    """`nach eigenen Angaben`: the source is the subject of the clause itself."""
    own = scene.tree.grammar.get("own_words", ())
    return any(scene.tree.lemma(k) in own for k in scene.tree.children[c])


def _opens_nothing(scene: Scene, c: int) -> bool:
    """A definite "den Angaben zufolge" names nobody: it goes back to the last source."""
    tree = scene.tree
    definite = [k for k in tree.children[c] if tree.tokens[k].deprel.startswith("det")]
    modifiers = [k for k in tree.children[c] if tree.relation(k) in ("amod", "nmod", "compound")]
    plain = not modifiers and not scene.first_part_at(c) and scene.know.is_plain_source(tree.lemma(c))
    return plain and bool(definite)


def _adposition_cue(scene: Scene, c: int) -> Cue | None:
    tree = scene.tree
    setting = tree.grammar.get("setting_in", ())  # "..., so der General, ..."
    cases = [
        k
        for k in tree.children[c]
        if tree.relation(k) in ("case", "advmod")
        or (tree.relation(k) == "cc" and 0 < k < c and tree.word(k) in setting)
    ]
    if not cases:
        return None
    forms = [tree.preposition(c), *map(tree.word, cases)]
    forms += [f"{tree.word(k - 1)} {tree.word(k)}" for k in cases if k > 0]
    forms += [f"{tree.preposition(c)} {tree.lemma(c)}"]  # "from X's point of view"
    for form in forms:
        for cue in scene.know.pack.cues.get(form.replace("_", " "), ()):
            if cue.construction == "adposition":
                return cue
    return None
