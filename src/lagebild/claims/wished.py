"""Deeds that are only wished for: what ought to be done, would be wise, would be a mistake.

Takes a Scene and the token of a trigger; tells whether the text says of the deed no more than that somebody must, should or might well do it, or
asks why he should. Whoever says so may demand it (`assembly.draft_of_demand`); nobody has done it, and nobody has said that he will.
What the words are stands in the language's grammar and classes.
"""

from lagebild.claims.branches import CLAUSE_RELATIONS
from lagebild.claims.conditions import condition_marks
from lagebild.claims.scene import Scene

NEEDED = "needed"
"""The class of words whose infinitive, or clause with *that*, tells what ought to be: necessary, time, duty."""

ADVISED = "advised"
"""The class of words whose infinitive tells what would be wise or foolish: wise, option, way out."""

FACING = "facing"
"""The class of verbs with which *must* threatens: whoever does that, must reckon with arrest."""

WEIGHED = "weighed"
"""The class of what a deed that nobody has done is called: gamble, mistake, way out."""

CONTENTS = frozenset({"xcomp", "ccomp", "csubj", "acl", "advcl"})


def is_only_wished(scene: Scene, i: int) -> bool:
    """Whether a deed is only what ought to be done, or what is thought about."""
    if not scene.tree.is_verbal(i):
        return _is_hoped_for(scene, i) or _is_weighed(scene, i)
    if scene.in_class(i, FACING):
        return False
    said_plainly = scene.tree.grammar.get(
        "demands_unsaid"
    )  # elsewhere what must be done is mostly about to be: "muss noch zustimmen"
    musts = (m for m in musts_over(scene, i) if said_plainly or scene.tree.feature(m, "Mood") == "Sub")
    otherwise = (f(scene, i) for f in (_is_advised, _is_asked_why, _has_time_granted))
    return next(musts, None) is not None or any(otherwise)


def musts_over(scene: Scene, i: int) -> list[int]:
    """The words by which a verb is a duty: its auxiliary (*must*, *müsste*; not "must have been"), or a verb over its infinitive (*ought*, *need*)."""
    tree = scene.tree
    perfect = any(tree.lemma(a) in tree.grammar.get("perfect_auxiliaries", ()) for a in tree.auxiliaries(i))
    if perfect or condition_marks(scene, i):
        return []
    musts = _own_musts(scene, i)
    here = i
    while not musts and tree.relation(here) in ("conj", "xcomp") and _is_bare(scene, here):
        joined, here = here, tree.tokens[here].head  # "should freeze the assets and | stop | inviting"
        infinitive = tree.relation(joined) == "xcomp" and tree.has_child(joined, "mark")
        forced = tree.relation(joined) == "xcomp" and tree.is_passive(
            here
        )  # "must not be forced | to give up land"
        if forced or condition_marks(scene, here):
            return []
        musts = [here] if infinitive and _is_must(scene, here) else _own_musts(scene, here)
    return musts


def _is_bare(scene: Scene, k: int) -> bool:
    """Whether a verb has no tense of its own: an infinitive, or what looks like one behind *and*."""
    tree = scene.tree
    alike = tree.relation(k) == "conj" and tree.word(k) == tree.lemma(k)
    return tree.finite(k) is None or (alike and not tree.has_child(k, "nsubj", "aux"))


def _own_musts(scene: Scene, i: int) -> list[int]:
    musts = scene.tree.grammar.get("must_verbs", ())
    return [a for a in scene.tree.auxiliaries(i) if scene.tree.lemma(a) in musts and not _is_past(scene, a)]


def _is_must(scene: Scene, k: int) -> bool:
    """A full verb that is as much as *must*, in the present or without a tense: `ought to`, `needs to`, `has to`."""
    tree = scene.tree
    undone = any(
        tree.word(c) in tree.grammar.get("yet_words", ()) for c in tree.children[k]
    )  # "has *yet* to withdraw"
    return tree.lemma(k) in tree.grammar.get("must_governors", ()) and not undone and not _is_past(scene, k)


def _is_past(scene: Scene, k: int) -> bool:
    """`had to withdraw`, `musste sich zurückziehen`: it has done so."""
    tree = scene.tree
    return (
        tree.feature(k, "Tense") == "Past"
        and tree.feature(k, "Mood") != "Sub"
        and tree.lemma(k) not in tree.grammar.get("must_always", ())
    )


def _is_advised(scene: Scene, i: int) -> bool:
    """`It is time for Germany | to send tanks`, `wäre klug, | sie abzuziehen`, `the only way out is | to impose sanctions`."""
    tree, clause = scene.tree, scene.tree.clause(i)
    while tree.relation(clause) == "conj" and tree.tokens[clause].head >= 0:
        clause = tree.tokens[clause].head
    over = tree.tokens[clause].head
    infinitive = tree.finite(clause) is None
    if over >= 0 and tree.relation(clause) in CONTENTS and _is_now(scene, over):
        named = scene.in_class(over, NEEDED) or (infinitive and scene.in_class(over, ADVISED))
        return named and not tree.is_verbal(over) and _is_predicate(scene, over)
    subject = tree.child(clause, "nsubj", "nsubj:outer")
    is_named = subject is not None and any(scene.in_class(subject, name) for name in (NEEDED, ADVISED))
    return is_named and tree.has_child(clause, "cop", "mark") and _is_now(scene, clause)


def _is_predicate(scene: Scene, k: int) -> bool:
    return scene.tree.has_child(k, "cop") or scene.tree.relation(k) in ("xcomp", "obj", "root")


def _is_now(scene: Scene, k: int) -> bool:
    """Whether a predicate is of the present, or thought of: `is`, `wäre`, `would be`."""
    tree = scene.tree
    verb = tree.finite(k)
    return verb is None or tree.feature(verb, "Tense") != "Past" or tree.feature(verb, "Mood") == "Sub"


def _is_asked_why(scene: Scene, i: int) -> bool:
    """`Why would China attack now?`: who asks so, tells of nothing that is, was or will be."""
    tree, clause = scene.tree, scene.tree.clause(i)
    first = next((t for t in tree.tokens if t.upos != "PUNCT"), None)
    if first is None or not scene.asks():
        return False
    why = first.form.lower() in tree.grammar.get("why_words", ())
    verb = tree.finite(clause)
    modal = verb is None or tree.lemma(verb) in tree.grammar.get("why_modals", ())
    return why and modal and tree.relation(clause) in CLAUSE_RELATIONS


def _has_time_granted(scene: Scene, i: int) -> bool:
    """`gave Tehran until Sunday | to admit inspectors`, `setzte eine Frist, um sie | freizulassen`: for what somebody sets a time, he demands."""
    tree, clause = scene.tree, scene.tree.clause(i)
    while tree.relation(clause) == "conj" and tree.tokens[clause].head >= 0:
        clause = tree.tokens[clause].head
    over = tree.tokens[clause].head
    if over < 0 or tree.relation(clause) not in CONTENTS or not _is_bare(scene, clause):
        return False
    verb = over if tree.is_verbal(over) else tree.tokens[over].head
    if verb < 0 or tree.lemma(verb) not in tree.grammar.get("granting_verbs", ()):
        return False
    return any(_is_time_granted(scene, k) for k in (over, *tree.children[verb]) if verb != k < clause)


def _is_time_granted(scene: Scene, k: int) -> bool:
    """A deadline, hours, days without a preposition, or the end of the time: `until Sunday`."""
    tree, preposition = scene.tree, scene.tree.preposition(k)
    times = (*tree.grammar.get("granted_times", ()), *tree.grammar.get("time_units", ()))
    named = not preposition and (tree.lemma(k) in times or tree.word(k) in times)
    return named or preposition in tree.grammar.get("granted_until", ())


def _is_hoped_for(scene: Scene, i: int) -> bool:
    """`hoffen auf | die Freilassung | der Geiseln`, `is working for the | release |`: what somebody hopes, waits or fights for has not been done."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    if verb < 0 or tree.relation(i) != "obl":
        return False
    return tree.preposition(i) in tree.grammar.get("hoped_for", {}).get(tree.lemma(verb), ())


def _is_weighed(scene: Scene, i: int) -> bool:
    """`An invasion of Taiwan | remains a gamble`, `ein Angriff wäre ein Fehler`: an indefinite deed that a predicate of today weighs, nobody has done."""
    tree = scene.tree
    over = tree.tokens[i].head
    definite = tree.has_child(i, "nmod:poss", "det:poss") or any(
        tree.relation(c) == "det" and tree.feature(c, "Definite") != "Ind" for c in tree.children[i]
    )
    if tree.tokens[i].deprel != "nsubj" or tree.preposition(over) or definite or scene.periods:
        return False
    verb = tree.finite(over)
    thought = verb is not None and (
        tree.feature(verb, "Mood") == "Sub" or tree.lemma(verb) in tree.grammar.get("thought_auxiliaries", ())
    )
    named = any(
        scene.in_class(k, WEIGHED)
        for k in (over, *tree.dependents(over, "obj"), *tree.dependents(over, "xcomp"))
    )
    return named and (thought or _is_now(scene, over))
