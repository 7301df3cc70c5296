"""The marks of certainty at one token: what its own verb group, adverbs, adjectives and negations say, and what governs it.

Takes a predicate or noun on the way up from a trigger, and the token that it was reached from; gives Marks.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from lagebild.claims.axes import Mark
from lagebild.claims.conditions import conditional_clause, is_concessive, is_in_question
from lagebild.claims.contrasted import has_alternative
from lagebild.claims.cues import is_as_clause
from lagebild.claims.grades import grades_at, marks_of
from lagebild.claims.scene import Scene
from lagebild.claims.tree import NOMINAL, Tree, is_contrasted
from lagebild.languages import Grade, Negator

# The constructions of certainty.csv that a word with a relation may be in; any other: adverb, particle, adjective.
GRADED_AS: dict[str, tuple[str, ...]] = {
    "amod": ("adjective",), "mark": ("subordinator",), "obl": ("adposition", "adjective"), "det": ("particle",),
    "nsubj": (), "obj": (), "iobj": (), "advcl": (), "parataxis": (), "cc": ("subordinator",),
}  # fmt: skip
MODIFYING = frozenset({"advmod", "discourse", *GRADED_AS})


def marks_at(scene: Scene, here: int, below: int | None) -> Iterator[Mark]:
    """Marks of a predicate or noun: its auxiliaries, adverbs, adjectives, subordinator, negation; as a governor, its own entry."""
    tree = scene.tree
    asked = below is not None and tree.relation(below) in ("ccomp", "obj")
    unproven = asked and scene.in_class(here, "proving")
    passed = unproven or _is_of_row(tree, here)
    for auxiliary in () if passed else tree.auxiliaries(here):  # "wollte nicht bestätigen": no plan
        carries_only = tree.tokens[auxiliary].deprel in ("aux:pass", "cop")
        if not carries_only or tree.feature(here, "VerbForm") == "Inf" or _has_modal_mark(scene, here):
            yield from _modal(scene, here, auxiliary)
    for c in tree.children[here]:
        if c != below:
            yield from left_open(_modifier(scene, here, c)) if unproven else _modifier(scene, here, c)
            if tree.children[c]:
                yield from _nested_adverbs(scene, here, c)
    yield from conditional_clause(scene, here)
    yield from _neither(scene, here)
    if below is not None:
        yield from governor(scene, here, below)


def _is_of_row(tree: Tree, here: int) -> bool:
    """`the fourth officer | to be killed |`, `the latest | to be expelled |`: who is counted so has been."""
    words, noun = tree.grammar.get("ranking_words", ()), tree.tokens[here].head
    ranked = (
        noun >= 0
        and tree.relation(here) == "acl"
        and any(tree.word(k) in words for k in (noun, *tree.children[noun]))
    )
    return bool(ranked and tree.has_child(here, "mark"))


def left_open(marks: Iterable[Mark]) -> Iterator[Mark]:
    """`cannot prove that Iran struck the tanker`, `not clear whether it did`: what is not proven is not denied either."""
    for mark in marks:
        yield replace(mark, means="commitment=possible") if mark.means == "commitment=negated" else mark


def _nested_adverbs(scene: Scene, here: int, c: int) -> Iterator[Mark]:
    """`angeblich bereits begonnen`, `hat angeblich Israel angegriffen`: an adverb may hang on the next one, or on what is bare."""
    tree = scene.tree
    if tree.relation(c) in ("obj", "iobj", "obl") and _is_bare(tree, c):
        adverbs = (k for k in tree.children[c] if tree.relation(k) == "advmod" and k < c)
        for k in adverbs:
            if tree.word(k) not in scene.know.pack.negators:
                yield from _modifier(scene, here, k)
    if scene.tree.relation(c) == "advmod":
        for k in scene.tree.children[c]:
            if scene.tree.relation(k) == "advmod":
                yield from _modifier(scene, here, k)


def _is_bare(tree: Tree, c: int) -> bool:
    return tree.tokens[c].upos == "PROPN" or not tree.has_child(
        c, "det", "amod", "nummod", "det:poss", "case"
    )


def _has_modal_mark(scene: Scene, here: int) -> bool:
    """`is to be questioned`: an auxiliary before an infinitive mark ("the third | to be hanged"), unless it is perfect ("said to have been shot")."""
    marks, perfect = (
        scene.tree.grammar.get("modal_marks", ()),
        scene.tree.grammar.get("perfect_auxiliaries", ()),
    )
    if any(scene.tree.lemma(a) in perfect for a in scene.tree.auxiliaries(here)):
        return False
    first = min(scene.tree.auxiliaries(here), default=here)
    return any(scene.tree.word(c) in marks and first < c for c in scene.tree.children[here])


def _modifier(scene: Scene, here: int, c: int) -> Iterator[Mark]:
    relation = scene.tree.relation(c)
    if relation in MODIFYING:
        if relation == "obl" and scene.tree.has_child(here, "obj") and is_as_clause(scene, c):
            return  # "dismissed the report as fabricated": said of the report
        if relation == "mark" and (is_concessive(scene, c) or is_in_question(scene, here)):
            return
        for grade in grades_at(scene, c, *GRADED_AS.get(relation, ("adverb", "particle", "adjective"))):
            yield from marks_of(c, grade) if not _is_where_sent(scene, here, c, grade) else ()
        yield from _negation(scene, here, c, relation)


def _is_where_sent(scene: Scene, here: int, c: int, grade: Grade) -> bool:
    """`deployed 125 aircraft | in a one-day exercise |`: whoever is sent into an exercise is there; only what they do in it is played."""
    sent = scene.tree.lemma(here) in scene.tree.grammar.get("sending_verbs", ())
    return sent and grade.time == "conditional" and grade.construction == "adposition" and here < c


WHOLE = ("nsubj", "obj", "iobj")


def _negation(scene: Scene, here: int, c: int, relation: str) -> Iterator[Mark]:
    """nicht, kein, niemand: on the predicate, or on its subject or object as a whole, or on where or when it was: "in keinem Dorf"."""
    tree = scene.tree
    spots = [c] if relation in ("advmod", "det", "mark", "advcl", "cc", *WHOLE) else []
    bare = relation in WHOLE or _is_whom(tree, c)
    if bare and not is_contrasted(tree, c) and not has_alternative(tree, c):
        spots = [c, *(k for k in tree.children[c] if tree.relation(k) in ("det", "advmod", "cc"))]
        even = tree.grammar.get("even_words", ())  # "| nicht | einmal die Helfer"
        spots += [n for k in spots[1:] if tree.word(k) in even for n in tree.children[k]]
    if relation == "obl" and tree.preposition(c) in tree.grammar.get("negated_prepositions", ()):
        whole = not tree.has_child(c, "amod")  # "in no small part"
        spots = [k for k in tree.children[c] if tree.relation(k) == "det" and whole]
    if relation == "obl" and f"{tree.preposition(c)} {tree.word(c)}" in tree.grammar.get(
        "negated_phrases", ()
    ):
        spots = [c]  # "agreed on nothing"
    if relation == "obl" and _is_only_agent(tree, here, c):
        spots = [k for k in tree.children[c] if tree.relation(k) == "advmod" and k < c]
    pair = tree.grammar.get("neither_nor", ())
    if tree.word(c) in tree.grammar.get("near_misses", ()) and _is_near_miss(scene, here, c):
        yield Mark(c, "commitment=negated", f"{scene.know.pack.code}.rule:near miss")
        return
    for spot in spots:
        if pair and tree.word(spot) == pair[1] and any(tree.word(k) == pair[0] for k in range(spot)):
            yield Mark(spot, "commitment=negated", f"{scene.know.pack.code}.rule:neither nor")
            return
        for negator in scene.know.pack.negators.get(tree.word(spot), ()) or scene.know.pack.negators.get(
            tree.lemma(spot), ()
        ):
            idle = scene.know.negation_is_idle(scene, spot) or _is_afterthought(scene, here, spot)
            if "clause" in negator.scope and not idle:
                yield Mark(spot, "commitment=negated", negator.key)
                return


def _is_whom(tree: Tree, c: int) -> bool:
    """`stimmte | keinem Abkommen | zu`; not how long after, or how far off, it was: "keine zwei Stunden später"."""
    return tree.tokens[c].deprel == "obl:arg" and not tree.preposition(c)


def _is_only_agent(tree: Tree, here: int, c: int) -> bool:
    """`wurde nicht von Rebellen angezündet`: it was not done by them; not so behind who did it ("by soldiers, not by rebels")."""
    agents = tree.grammar.get("passive_agents", ())
    if not tree.is_passive(here) or tree.preposition(c) not in agents or has_alternative(tree, c):
        return False
    return all(k >= c or tree.preposition(k) not in agents for k in tree.children[here])


def _neither(scene: Scene, here: int) -> Iterator[Mark]:
    """`hat weder das Dorf beschossen noch ...`: the first of the pair, wherever it hangs in the clause."""
    tree, pair = scene.tree, scene.tree.grammar.get("neither_nor", ())
    if not pair or pair[0] not in tree.words:
        return
    parts = (
        k
        for c in tree.children[here]
        if tree.relation(c) in ("obj", "obl", "nsubj")
        for k in tree.children[c]
    )
    for k in (*parts, *tree.children[here]):
        if tree.word(k) == pair[0] and k < here:
            yield Mark(k, "commitment=negated", f"{scene.know.pack.code}.rule:neither nor")


def _is_near_miss(scene: Scene, here: int, c: int) -> bool:
    """`almost killed`, `hätten beinahe einen Kollegen erschossen`; not "nearly all", "fast 100 Menschen", "fast die Hälfte"."""
    tree = scene.tree
    if c == here - 1:
        return True
    behind = next((k for k in range(c + 1, here) if tree.tokens[k].upos != "DET"), here)
    beside = range(c + 1, len(tree))[
        :1
    ]  # where a headline ends with it ("... exploded almost") there is none
    counts = any(
        scene.in_class(k, name) for k in (*beside, behind) for name in ("quantifier", "measure", "share")
    )
    return (
        bool(tree.grammar.get("verb_last")) and tree.tokens[behind].upos in NOMINAL - {"NUM"} and not counts
    )


def _is_afterthought(scene: Scene, here: int, spot: int) -> bool:
    """`may or | may not | have executed them`, `hat sie hingerichtet, | möglicherweise auch nicht`."""
    tree, grammar = scene.tree, scene.tree.grammar
    twice = (
        spot > 2
        and tree.word(spot - 2) in grammar.get("or_words", ())
        and tree.word(spot - 1) == tree.word(spot - 3)
    )
    commas = grammar.get("inserted_after", ())
    last = grammar.get("verb_last") and tree.feature(here, "VerbForm") == "Part" and here < spot
    return twice or bool(last and any(tree.tokens[k].form in commas for k in range(here, spot)))


# ------------------------------------------------ auxiliaries


def _modal(scene: Scene, here: int, auxiliary: int) -> Iterator[Mark]:
    if scene.in_class(here, "facing") and scene.tree.lemma(auxiliary) in scene.tree.grammar.get(
        "must_verbs", ()
    ):
        return  # "must reckon with arrest": the threat itself
    if (
        scene.in_class(here, "no_plan")
        and _has_modal_mark(scene, here)
        and not scene.tree.has_child(here, "aux:pass")
    ):
        return  # "was to blame": it is so already
    for grade in grades_at(scene, auxiliary, "modal", at=here):
        if _mood_fits(scene, here, auxiliary, grade.mood) and _complement_fits(
            scene, here, auxiliary, grade.complement
        ):
            yield from marks_of(auxiliary, grade)
            return


def _mood_fits(scene: Scene, here: int, i: int, mood: str) -> bool:
    """Whether an auxiliary has the mood that an entry asks for; `unreal`: an infinitive beside a subjunctive ("hätte liefern sollen")."""
    if mood == "unreal":
        finite = scene.tree.finite(here)
        unreal = finite is not None and finite != i and scene.tree.feature(finite, "Mood") == "Sub"
        return unreal and scene.tree.word(i) == scene.tree.lemma(i)
    subjunctive = scene.tree.feature(i, "Mood") == "Sub"
    past = scene.tree.feature(i, "Tense") == "Past"
    return {
        "": True,
        "ind": not subjunctive,
        "pres": not past,
        "pres_ind": not past and not subjunctive,
        "sub": subjunctive,
        "sub1": subjunctive and not past,
        "sub2": subjunctive and past,
    }[mood]


def _complement_fits(scene: Scene, here: int, auxiliary: int, complement: str) -> bool:
    if not complement:
        return True
    if complement == "infinitive":  # "hat die Stadt zu räumen"
        alone = [*scene.tree.auxiliaries(here)] == [auxiliary] and scene.tree.is_finite(auxiliary)
        return alone and scene.tree.is_marked_infinitive(here)
    kind = "plain"
    if is_perfect(scene, here, auxiliary):
        kind = "perfect"
    elif scene.know.in_class(scene.tree.lemma(here), "stative") or scene.tree.has_child(here, "cop"):
        kind = "stative"
    return kind == complement


def is_perfect(scene: Scene, here: int, auxiliary: int) -> bool:
    """An infinitive perfect under the modal: "soll getötet haben", "is said to have killed"."""
    tree = scene.tree
    perfect = tree.grammar.get("perfect_auxiliaries", ())
    return any(
        tree.lemma(a) in perfect and tree.relation(a) != "cop"
        for a in _group(scene, here)
        if a not in (auxiliary, here)
    )


def _group(scene: Scene, here: int) -> list[int]:
    """The auxiliaries of a predicate and of those coordinated with it ("soll A verteilt und B getroffen haben")."""
    tree = scene.tree
    heads = [here, *(c for c in tree.children[here] if tree.relation(c) == "conj" and tree.is_verbal(c))]
    if tree.relation(here) == "conj":
        first = tree.tokens[here].head
        heads += [
            first,
            *(c for c in tree.children[first] if tree.relation(c) == "conj" and tree.is_verbal(c)),
        ]
    groups = [tree.auxiliaries(h) for h in heads]
    return groups[0] + [
        a
        for h, group in zip(heads[1:], groups[1:], strict=True)
        for a in group
        if not has_finite_of_its_own(scene, h) or _ends_the_modal(scene, here, a)
    ]


def _ends_the_modal(scene: Scene, here: int, auxiliary: int) -> bool:
    """`soll A beschossen und B getötet haben`: the infinitive that looks like a plural, of one that is no plural, is the modal's."""
    tree = scene.tree
    modal = tree.finite(here)
    return (
        modal is not None
        and modal < auxiliary
        and tree.tokens[auxiliary].form == tree.lemma(auxiliary)
        and not tree.has_child(tree.tokens[auxiliary].head, "nsubj", "nsubj:pass")
        and tree.feature(modal, "Number") != "Plur"
    )


def has_finite_of_its_own(scene: Scene, i: int) -> bool:
    """Whether a predicate has a finite verb that it shares with no other."""
    tree = scene.tree
    own = [c for c in tree.children[i] if tree.relation(c) in ("aux", "cop")]
    first = tree.tokens[i].head
    shared = tree.relation(i) == "conj" and first >= 0
    return any(
        tree.feature(t, "VerbForm") == "Fin" and not (shared and t != i and _ends_the_modal(scene, first, t))
        for t in (i, *own)
    )


# ------------------------------------------------ what stands over it


def governor(scene: Scene, here: int, below: int) -> Iterator[Mark]:
    """A verb, noun or adjective over the trigger: plant ..., Verdacht ..., es ist möglich, dass ..."""
    relation = scene.tree.relation(below)
    yield from grades_over(scene, here, below)
    if relation in ("xcomp", "ccomp", "advcl", "acl"):
        for c in scene.tree.children[here]:
            if scene.tree.relation(c) in ("obj", "nsubj") and c != below:
                for grade in grades_at(scene, c, "noun"):
                    yield from marks_of(c, grade, _spent(scene, c, grade))
    names = {name for link in scene.tree.links(here) if link.token == below for name in link.names} or {
        relation
    }
    names |= marked_names(scene.tree, below)
    if scene.in_class(here, "stopping"):
        yield from _not_over(scene, here)
    for negator in negators_at(scene, here):
        if names & set(negator.scope):
            yield from _held_back(scene, here, negator.key)


def negators_at(scene: Scene, i: int) -> list[Negator]:
    """The entries of a word that negate what hangs on it; a verb ("closed the border") has not those of the adjective ("close to bombing")."""
    verb = scene.tree.tokens[i].upos == "VERB"
    entries = scene.know.pack.negators.get(scene.tree.lemma(i), ())
    return [negator for negator in entries if not (verb and negator.upos == "ADJ")]


def marked_names(tree: Tree, below: int) -> set[str]:
    """`stopped a bomber | from attacking`: the relation of a clause with its mark, as negation.csv has it (`advcl:from`)."""
    marks = (k for k in tree.children[below] if tree.relation(k) in ("mark", "case"))
    return {f"{tree.relation(below)}:{tree.word(k)}" for k in marks}


def _not_over(scene: Scene, here: int) -> Iterator[Mark]:
    """`has not stopped shelling the city`: what is not over goes on, the negation is the ending's."""
    tree = scene.tree
    negations = [m.token for c in tree.children[here] for m in _negation(scene, here, c, tree.relation(c))]
    if negations:
        key = f"{scene.know.pack.code}.rule:not over"
        yield Mark(here, "commitment=negated", key, (here, *negations))


def _held_back(scene: Scene, here: int, key: str) -> Iterator[Mark]:
    """`refused to talk`; who "did not refuse" to may have, and who "did not hesitate" to has: the two negations use each other up."""
    tree = scene.tree
    twice = [m.token for c in tree.children[here] for m in _negation(scene, here, c, tree.relation(c))]
    certain = not twice or scene.in_class(here, "hesitating")
    yield Mark(
        here, f"commitment={'negated' if certain else 'possible'}", key, (here, *twice) if twice else ()
    )


def grades_over(scene: Scene, here: int, below: int) -> Iterator[Mark]:
    """What the word over a clause or deed says of it: fürchten, planen, Verdacht, möglich."""
    upos = scene.tree.tokens[here].upos
    construction = {"NOUN": "noun", "ADJ": "adjective"}.get(upos, "verb")
    asks = construction == "verb" and _is_what_asks(scene.tree, here, below)
    for grade in grades_at(scene, here, construction):
        if not (asks and grade.time):
            yield from marks_of(here, grade, _spent(scene, here, grade))


def _is_what_asks(tree: Tree, here: int, below: int) -> bool:
    """`Der Beschuss | forderte vier Tote`: the subject of a verb of asking that has an object is there already; the object is what lies ahead."""
    if tree.tokens[below].deprel != "nsubj" or tree.is_passive(here):
        return False
    bare = (c for c in tree.children[here] if tree.relation(c) in ("obj", "obl") and not tree.preposition(c))
    return any(tree.tokens[c].upos in ("NOUN", "NUM", "PROPN") for c in bare)


def _spent(scene: Scene, i: int, grade: Grade) -> tuple[int, ...]:
    return tuple(k for condition in grade.when for k in scene.reached(i, condition.path))
