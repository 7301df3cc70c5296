"""What is said under a condition: its subordinator (wenn, falls), or its verb in front.

Takes a clause's head; gives the marks of the condition that it stands under, or that it is.
"""

from collections.abc import Iterator

from lagebild.claims.answers import once_a_scene
from lagebild.claims.axes import Mark
from lagebild.claims.believing import believed
from lagebild.claims.cues import is_as_clause
from lagebild.claims.grades import grades_at, marks_of
from lagebild.claims.scene import Scene
from lagebild.claims.tree import SUBJECTS

PUNCTUATION = frozenset({"punct"})
OWNERS = frozenset({"nmod:poss", "det:poss"})


def conditional_clause(scene: Scene, here: int) -> Iterator[Mark]:
    """The condition (wenn, falls, verb first) and its consequence."""
    yield from condition_marks(scene, here)
    yield from _without(scene, here)
    if (whoever := whoever_does(scene, here)) is not None:
        yield Mark(whoever, "time=conditional", f"{scene.know.pack.code}.rule:whoever")
    for c in _clauses_beside(scene, here):
        marks = condition_marks(scene, c)
        if marks and not is_in_question(scene, c) and not _lasts_until(scene, c):
            yield from marks


def _lasts_until(scene: Scene, c: int) -> bool:
    return any(scene.in_class(k, "until") for k in scene.tree.children[c])


def _without(scene: Scene, here: int) -> Iterator[Mark]:
    """`Ohne die Drohne hätten die Rebellen ...`: what would have been without something has not been."""
    tree, words = scene.tree, scene.tree.grammar.get("counterfactual_prepositions", ())
    verb = tree.finite(here) if words else None
    if verb is None or tree.feature(verb, "Mood") != "Sub" or tree.feature(verb, "Tense") != "Past":
        return
    report = tree.feature(verb, "Number") == "Plur" and _is_told(scene, here)
    for c in tree.children[here]:
        if tree.preposition(c) in words and not (report and c > verb):
            yield Mark(c, "time=conditional", f"{scene.know.pack.code}.rule:without")
            return


def _is_told(scene: Scene, here: int) -> bool:
    """Whether a clause is what somebody says, or stands alone: of many, *hätten* is the mood of reports ("hätten das Lager ohne Warnung beschossen")."""
    return scene.tree.tokens[here].head < 0 or scene.tree.relation(here) in ("ccomp", "parataxis", "conj")


def _clauses_beside(scene: Scene, here: int) -> Iterator[int]:
    """The clauses that may hold the condition of a clause: below it; before it under the same cue; its own verb-first head."""
    tree = scene.tree
    yield from (c for c in tree.children[here] if tree.tokens[c].deprel in ("advcl", "ccomp", "parataxis"))
    head = tree.tokens[here].head
    if head < 0:
        return
    if tree.relation(here) in ("ccomp", "parataxis"):
        yield from (c for c in tree.children[head] if c < here and _may_condition(scene, c))
    if (
        tree.relation(here) in ("advcl", "conj", "parataxis", "ccomp")
        and here > head
        and _starts_with_verb(scene, here)
    ):
        yield from (head for _ in range(1) if _starts_with_verb(scene, head))


def _may_condition(scene: Scene, c: int) -> bool:
    """An adverbial clause, or one that starts with its verb and was taken for more of what is said."""
    deprel = scene.tree.tokens[c].deprel
    return deprel == "advcl" or (deprel == "ccomp" and _starts_with_verb(scene, c))


@once_a_scene
def condition_marks(scene: Scene, clause: int) -> list[Mark]:
    """The marks that make a clause a condition: its subordinator, or a finite verb in front of a main clause."""
    tree = scene.tree
    if is_asked(scene, clause) or believed(scene, clause) is not None:
        return []
    if is_in_question(scene, clause):
        return [Mark(clause, "commitment=possible", f"{scene.know.pack.code}.rule:left open")]
    if tree.tokens[clause].deprel == "advcl":
        marks = [
            mark
            for c in tree.children[clause]
            if tree.relation(c) in ("mark", "advmod") and not is_concessive(scene, c)
            for grade in grades_at(scene, c, "subordinator")
            for mark in marks_of(c, grade)
            if mark.means == "time=conditional"
        ]
        if marks:
            return marks
    verb = tree.finite(clause)
    if verb is None or not _is_verb_first_condition(scene, clause):
        return []
    return [Mark(verb, "time=conditional", f"{scene.know.pack.code}.rule:verb-first condition")]


@once_a_scene
def whoever_does(scene: Scene, clause: int) -> int | None:
    """`| Wer | protestiert, dem droht Haft`, `| Anyone | who protests faces jail`: of nobody it is told that he did; the word that says so."""
    tree, words = scene.tree, scene.tree.grammar.get("whoever_words", ())
    if not words or scene.asks():
        return None
    verb = tree.finite(clause)
    if verb is None and not tree.auxiliaries(clause):
        verb = clause  # "Wer | protestiert |": read as a participle
    elif verb != clause or tree.feature(verb, "Tense") != "Pres":
        return None
    relative = tree.tokens[clause].deprel == "acl:relcl"
    subject = tree.tokens[clause].head if relative else tree.child(clause, "nsubj")
    if subject is None or subject < 0 or tree.word(subject) not in words:
        return None
    head = tree.tokens[clause].head
    states = [] if head < 0 else [k for k in (head, *tree.children[head]) if tree.tokens[k].upos == "ADJ"]
    left_open = any(scene.in_class(k, "knowing") for k in states)
    first = relative or (subject == tree.first_word(clause) and (head < 0 or clause < head))
    told = (
        head >= 0
        and clause > head
        and tree.relation(clause) in ("ccomp", "csubj", "nsubj")
        and verb is not None
        and tree.feature(verb, "Mood") == "Sub"
    )
    return subject if (first or told) and not left_open else None


@once_a_scene
def is_in_question(scene: Scene, clause: int) -> bool:
    """`not clear whether Israel had ...`, `remains unclear if it did`: what somebody does not know may be so or not."""
    tree, words = scene.tree, scene.tree.grammar.get("question_marks", ())
    head = tree.tokens[clause].head
    if not words or head < 0 or tree.relation(clause) not in ("ccomp", "csubj", "advcl", "acl"):
        return False
    marks = [
        k for k in tree.children[clause] if tree.relation(k) in ("mark", "advmod") and tree.word(k) in words
    ]
    sets = any(g.time == "conditional" for k in marks for g in grades_at(scene, k, "subordinator"))
    states = [k for k in (head, *tree.children[head]) if tree.tokens[k].upos == "ADJ" or tree.is_passive(k)]
    known = any(
        scene.in_class(k, "knowing") for k in states
    )  # "said it would send them if ..." sets a condition
    return bool(marks) and (known or not sets)


def is_concessive(scene: Scene, mark: int) -> bool:
    """`auch wenn die Regierung das Gegenteil behauptet`."""
    return mark > 0 and scene.tree.word(mark - 1) in scene.tree.grammar.get("concessive_before", ())


def _is_verb_first_condition(scene: Scene, clause: int) -> bool:
    """`Sollten die USA ..., werde China ...`: verb first, then another clause that starts with its verb, and no question."""
    tree = scene.tree
    if not tree.grammar.get("verb_first_conditions") or scene.asks():
        return False
    if tree.has_child(clause, "mark") or not _starts_with_verb(scene, clause):
        return False
    pair = tree.grammar.get("neither_nor", ())
    if pair and any(tree.word(k) == pair[0] for k in tree.children[clause]):
        return False  # "Weder habe man das Schiff beschossen noch ..."
    head = tree.tokens[clause].head
    first = tree.finite(clause)
    if _is_told_by_inserted(scene, clause, head):
        return False
    if (
        (head >= 0 or first == next((t.i for t in tree.tokens if t.upos != "PUNCT"), -1))
        and first is not None
        and tree.tokens[first].form.lower() in tree.grammar.get("conditional_verbs", ())
        and (tree.child(clause, "nsubj", "nsubj:pass", "expl") or -1) > first
    ):
        return True
    if first is None or any(token.upos not in ("PUNCT", "CCONJ") for token in tree.tokens[:first]):
        return False
    after = [head, *tree.children[clause]] if head >= 0 else tree.children[clause]
    return any(k > clause and tree.is_clause_head(k) and _starts_with_verb(scene, k) for k in after)


def _is_told_by_inserted(scene: Scene, clause: int, head: int) -> bool:
    """`In Goma, | berichtet ein Arzt, | hätten Rebellen ...`, `Wie die Armee | mitteilte, | hätten ...`: what goes on behind who says it begins with its
    verb and sets no condition.
    """
    tree = scene.tree
    if tree.relation(clause) != "ccomp" or not 0 < head < clause:
        return False
    if head < clause and is_as_clause(scene, head):  # "Wie die Armee | mitteilte |, hätten Rebellen ..."
        return tree.first_word(clause) - head <= 2
    subject = tree.surface_subject(head)
    inserted = tree.is_behind(head, tree.grammar.get("inserted_after", ()))
    return inserted and subject is not None and head < subject < clause


def is_asked(scene: Scene, clause: int) -> bool:
    """`Asked whether Israel had ..., the minister smiled`: what is only asked is nobody's claim, and no condition."""
    tree, words = scene.tree, scene.tree.grammar.get("question_marks", ())
    if not words or tree.relation(clause) not in ("ccomp", "advcl", "acl", "xcomp"):
        return False
    marks = (
        k for k in tree.children[clause] if tree.relation(k) in ("mark", "advmod") and tree.word(k) in words
    )
    return any(scene.in_class(asking, "asking") for k in marks for asking in _words_before(scene, k))


def _words_before(scene: Scene, k: int) -> list[int]:
    """The last word before a token, and the verb over a clause that it opens."""
    before = [i for i in range(k) if scene.tree.tokens[i].upos != "PUNCT"][-1:]
    clause = scene.tree.tokens[k].head
    above = scene.tree.tokens[clause].head if clause >= 0 else -1
    return [*before, *([above] if 0 <= above < k else [])]


@once_a_scene
def _starts_with_verb(scene: Scene, clause: int) -> bool:
    """Whether the first word of a clause, its subclauses left out, is its finite verb."""
    tree, verb = scene.tree, scene.tree.finite(clause)
    if verb is None or clause < verb:
        return False
    own = [
        c
        for c in tree.children[clause]
        if not tree.is_clause_head(c) and tree.tokens[c].upos not in ("PUNCT", "CCONJ")
    ]
    if any(c < verb for c in own):
        return False
    return verb == min([clause, *(min(tree.subtree(c, skip=PUNCTUATION)) for c in own)])


def is_circumstance(scene: Scene, i: int) -> bool:
    """An adverbial clause or phrase that tells when or why, and is no content ("..., unless they are freed", "after the attack")."""
    tree = scene.tree
    if tree.relation(i) == "advcl":
        words = tree.grammar.get("content_marks", ())
        heads = (i, *tree.auxiliaries(i))  # "of | having held talks"
        marks = (k for head in heads for k in tree.children[head] if tree.relation(k) == "mark")
        return not any(tree.tokens[k].form.lower() in words for k in marks)
    return tree.relation(i) == "obl" and tree.preposition(i) in tree.grammar.get(
        "circumstance_prepositions", ()
    )


def is_cause(scene: Scene, phrase: int, i: int) -> bool:
    """`expelled the envoy over the killing of a nun`: a deed that is known is why somebody acts, unless they talk about it."""
    tree = scene.tree
    causes = tree.grammar.get("cause_prepositions", ())
    if tree.relation(phrase) not in ("obl", "nmod") or tree.preposition(phrase) not in causes:
        return False
    known = any(tree.feature(c, "Definite") == "Def" or tree.relation(c) in OWNERS for c in tree.children[i])
    return known and not scene.in_class(tree.tokens[phrase].head, "talking")


def is_spared(scene: Scene, below: int) -> bool:
    """`Nobody knows | who blew up the bridge`, `nicht geflohen, | sondern vertrieben worden`, `traut ihm nicht: | Er habe geschossen`: what the negation over it does not reach."""
    tree = scene.tree
    if tree.is_announced(tree.tokens[below].head, below):
        return True
    if tree.relation(below) == "ccomp" and scene.in_class(tree.tokens[below].head, "unaware"):
        words = tree.grammar.get("complementizers", ())[:1]
        if any(tree.word(k) in words for k in tree.children[below]):
            return True  # "hat nicht gewusst, | dass Soldaten schossen": they did
    if tree.relation(below) == "ccomp":
        asked = tree.grammar.get("asked", ())
        return tree.opening_word(below, asked) >= 0
    words = tree.grammar.get("but_words", ())
    if tree.relation(below) != "conj":
        return False
    if any(tree.word(k) in words for k in tree.children[below]) or _is_done_meanwhile(scene, below):
        return True
    return _is_clause_beside(scene, below)


def _is_clause_beside(scene: Scene, below: int) -> bool:
    """`had nothing to do with it | and would retaliate`: behind *and*, with an auxiliary of its own that is not the first verb's, no negation of that is shared."""
    tree, first = scene.tree, scene.tree.tokens[below].head
    finite = [k for k in tree.children[below] if tree.relation(k) in ("aux", "cop") and k > first]
    own = any(tree.feature(k, "VerbForm") == "Fin" for k in finite)
    joined = any(tree.word(k) in tree.grammar.get("and_words", ()) for k in tree.children[below])
    subject = tree.child(first, *SUBJECTS)
    about = () if subject is None else (subject, *tree.children[subject])
    nobody = any(
        tree.word(k) in scene.know.pack.negators for k in about
    )  # "no troops had come and would come"
    return own and joined and tree.is_verbal(first) and not nobody


def _is_done_meanwhile(scene: Scene, below: int) -> bool:
    """`has not agreed to it | and shelled the town`: what has not been done till now, and what was done; of both not done one says *or*."""
    tree, first = scene.tree, scene.tree.tokens[below].head
    perfect = tree.grammar.get("unshared_perfects", ())
    own = tree.has_child(below, "obj", "obl") and not tree.has_child(below, "aux", "cop", "aux:pass")
    has = any(tree.word(a) in perfect and tree.relation(a) == "aux" for a in tree.auxiliaries(first))
    joined = any(
        tree.relation(k) == "cc" and tree.word(k) in tree.grammar.get("and_words", ())
        for k in tree.children[below]
    )
    return (
        own
        and has
        and joined
        and tree.feature(below, "VerbForm") != "Inf"
        and tree.lemma(below) != tree.word(below)
    )
