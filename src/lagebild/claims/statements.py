"""What is said without an event type.

Takes a Scene and the triggers already found; gives the heads of clauses whose main claim is a statement
(ANNOTATION §3): attributed, hedged, planned, negated or denied, or of a kind that is always one
(claim of responsibility, confession, appointment, warning, entry or exit).
"""

from collections.abc import Iterator

import msgspec

from lagebild.claims.axes import Axes
from lagebild.claims.conditions import condition_marks, whoever_does
from lagebild.claims.courses import brings, carries, only_tells_course
from lagebild.claims.cues import cues_at
from lagebild.claims.grades import grades_at, marks_of
from lagebild.claims.roles import is_somebody
from lagebild.claims.scene import Scene
from lagebild.claims.source_phrases import inside_source_phrases
from lagebild.claims.triggers import Hit
from lagebild.claims.wished import musts_over
from lagebild.languages import StatementWord

ALWAYS = frozenset({"responsibility", "confession", "appointment", "entry", "exit", "warning"})
CLAUSES = frozenset({"root", "ccomp", "parataxis", "conj", "advcl", "acl", "csubj", "xcomp"})


class Saying(msgspec.Struct, frozen=True):
    """The head of a statement, and the entry of `statements.csv` that it has, if it has one."""

    scene: Scene
    token: int
    word: StatementWord | None

    @property
    def kind(self) -> str:
        """The entry's kind, or other."""
        return self.word.kind if self.word else "other"


def sayings_in(scene: Scene, hits: tuple[Hit, ...]) -> tuple[Saying, ...]:
    """The clause heads of a sentence that no event trigger speaks for."""
    if scene.sentence.heading:
        return ()
    taken = {token for hit in hits for token in _spoken_for(hit)}
    taken |= {token for hit in hits for token in _contents(hit)} | inside_source_phrases(scene)
    return tuple(_sayings(scene, taken))


def _contents(hit: Hit) -> Iterator[int]:
    """What a demand, promise, refusal or charge contains is no statement of its own; what is denied is."""
    tree = hit.scene.tree
    rule = hit.scene.know.ontology.types[hit.frame.type].content
    if rule == "apart" or any(cue.stance == "denies" for cue in cues_at(hit.scene, hit.token, "verb")):
        return
    for c in tree.children[hit.token]:
        if tree.relation(c) in ("xcomp", "ccomp", "advcl", "acl") and not condition_marks(hit.scene, c):
            yield from tree.subtree(c)


def _spoken_for(hit: Hit) -> Iterator[int]:
    """A trigger speaks for itself and, as a carried noun, for the verb that carries it."""
    yield hit.token
    tree, scene = hit.scene.tree, hit.scene
    head = tree.tokens[hit.token].head
    carried = hit.nominal and head >= 0 and tree.relation(hit.token) in ("obj", "nsubj", "obl")
    light = tree.grammar.get("light_verbs", ())
    verb = tree.is_verbal(head) and (tree.lemma(head) in light or carries(scene, head) or brings(scene, head))
    if carried and (verb or only_tells_course(scene, head)):
        yield head


def _sayings(scene: Scene, taken: set[int]) -> Iterator[Saying]:
    relation = scene.tree.relation
    for i in range(len(scene.tree)):
        if relation(i) not in CLAUSES or i in taken or not _is_predicate(scene, i):
            continue
        if _only_cites(scene, i) or _only_grades(scene, i) or _keeps_a_name_back(scene, i):
            continue
        yield Saying(scene, i, word_at(scene, i))


def word_at(scene: Scene, i: int) -> StatementWord | None:
    """The entry of a token's lemma whose conditions hold."""
    token = scene.tree.tokens[i]
    words = scene.know.pack.statements.get(scene.tree.lemma(i), ())
    fits = (w for w in words if w.upos == token.upos or (w.upos == "VERB" and scene.tree.is_verbal(i)))
    return next((w for w in fits if scene.meets(i, w.when, w.unless)), None)


def _is_predicate(scene: Scene, i: int) -> bool:
    """The head of a clause that says something: a verb or a nominal with copula, not a participle before a noun."""
    tree = scene.tree
    if tree.is_participle_adjective(i):
        return False
    perfect = tree.has_child(i, "aux") and word_at(scene, i) is not None  # "hat sich zu der Tat | bekannt"
    if not (tree.is_verbal(i) or tree.has_child(i, "cop") or perfect):
        return False
    if tree.relation(i) == "advcl" and not condition_marks(scene, i) and tree.finite(i) is None:
        return False  # purpose and manner ("um ... zu stützen") only colour the main clause
    return not (tree.relation(i) == "acl" and not tree.has_child(i, "mark", "nsubj", "nsubj:pass"))


def _only_cites(scene: Scene, i: int) -> bool:
    """A cue with a content clause, or inserted beside one, says nothing of its own."""
    tree = scene.tree
    if scene.in_class(i, "asking") and not tree.has_child(i, "nsubj", "nsubj:pass"):
        return True
    if not cues_at(scene, i, "verb", "carry", "citing"):
        return False
    if tree.relation(i) in ("parataxis", "advcl") or cues_at(scene, i, "citing"):
        return True
    if tree.has_child(i, "ccomp", "xcomp", "parataxis", "csubj"):
        return True
    told = (k for k in tree.children[i] if tree.relation(k) == "nsubj:pass")
    if tree.is_passive(i) and any(is_somebody(scene, k) for k in told):
        return False  # "Washington was not informed" tells of Washington
    objects = [c for c in tree.children[i] if tree.relation(c) == "obj"]
    return all(is_somebody(scene, c) and not scene.know.is_pronoun(tree.tokens[c].form) for c in objects)


NAMELESS = "nameless"
"""The class of words by which a source keeps its name back: name, identify, anonymous."""


def _keeps_a_name_back(scene: Scene, i: int) -> bool:
    """`an official, who | asked not to be named |`: how a source wants to be called is no part of the picture."""
    tree = scene.tree
    clause = i
    while tree.relation(clause) == "xcomp":
        clause = tree.tokens[clause].head
    if tree.relation(clause) != "acl":
        return False
    words = {i, clause, *tree.children[i], *tree.children[clause]}
    return any(scene.in_class(k, NAMELESS) for k in words)


def _only_grades(scene: Scene, i: int) -> bool:
    """`plant, ... zu mobilisieren`, `ist bereit, ... zu entsenden`: the word grades its complement, which is the claim."""
    entries = scene.know.pack.grades.get(scene.tree.lemma(i), ())
    kind = "adjective" if scene.tree.has_child(i, "cop") else "verb"
    graded = any(g.construction == kind and (not g.when or grades_at(scene, i, kind)) for g in entries)
    return graded and scene.tree.has_child(i, "xcomp", "ccomp")


def is_worth_stating(saying: Saying, certainty: str, polarity: str) -> bool:
    """Whether the clause counts: graded or attributed, or of a kind that always does (ANNOTATION §3).

    What the author himself says did not happen counts when somebody political did not do it, or when it was not done to them.
    """
    if saying.word is not None and saying.word.kind in ALWAYS:
        return True
    if certainty == "conditional" and whoever_does(saying.scene, saying.token) is not None:
        return False
    if certainty == "asserted" and polarity == "negated":
        return has_politician(saying, "nsubj", "obj")
    return certainty != "asserted" or polarity != "affirmed"


def is_refused(scene: Scene, i: int, axes: Axes) -> bool:
    """Whether somebody will not do it: his own future, by the auxiliary of the verb itself, and negated."""
    tree = scene.tree
    undone = (
        axes.time in ("future", "conditional")
        and axes.commitment == "negated"
        and not scene.in_class(i, "hesitating")
    )
    if (
        not undone
        or condition_marks(scene, i)
        or not tree.is_verbal(i)
        or tree.is_passive(i)
        or cues_at(scene, i, "verb")
    ):
        return False  # "wollte sich nicht äußern" refuses nothing but a word
    own = tree.grammar.get("will_verbs", ())
    ahead = (
        mark
        for a in tree.auxiliaries(i)
        if tree.lemma(a) in own
        for grade in grades_at(scene, a, "modal", at=i)
        for mark in marks_of(a, grade)
    )
    return any(mark.means in ("time=future", "time=hypothetical") for mark in ahead)


CEASING, CEASED = "ceasing", "ceased"
"""The classes of verbs and nouns of "the violence must end": who says so demands it, whoever is to see to it."""


def is_demanded(scene: Scene, i: int, *, done: bool = False) -> bool:
    """Whether somebody political must do it, or, if `done`, it must be done: by the auxiliary of the verb itself; what "must have" been is a guess."""
    tree = scene.tree
    if not tree.is_verbal(i) or condition_marks(scene, i):
        return False
    if tree.is_passive(i):
        return done and bool(musts_over(scene, i))
    wishes = tree.grammar.get("wish_verbs", ())
    wished = any(tree.lemma(a) in wishes and tree.feature(a, "Mood") == "Sub" for a in tree.auxiliaries(i))
    perfect = any(tree.lemma(a) in tree.grammar.get("perfect_auxiliaries", ()) for a in tree.auxiliaries(i))
    demanding = wished or musts_over(scene, i)
    subject = tree.surface_subject(i)
    political = subject is not None and (scene.name_at(subject) is not None or _is_political(scene, subject))
    ending = subject is not None and scene.in_class(i, CEASING) and scene.in_class(subject, CEASED)
    return bool(demanding) and (political or ending) and not perfect


def has_politician(saying: Saying, *sides: str) -> bool:
    """Whether somebody political takes part on one of these sides."""
    scene = saying.scene
    people = (k for name in sides for k in scene.tree.dependents(saying.token, name))
    return any(scene.name_at(k) is not None or _is_political(scene, k) for k in people)


def _is_political(scene: Scene, i: int) -> bool:
    agent = scene.agent_at(i)
    return agent is not None and agent.sector in scene.know.ontology.political_sectors
