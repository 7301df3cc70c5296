"""Deeds that are only thought of.

Takes a scene and the word that tells a deed; gives the marks of what is supposed and not told: `an attack would isolate them`, `any attack will be met`,
`would not accept an invasion`, `Suppose the guns had fallen silent`.
"""

from lagebild.claims.axes import Mark
from lagebild.claims.grades import grades_at
from lagebild.claims.scene import Scene

MEETING = "meeting"  # verbs of whoever answers, bears or parries a deed
PLACES = ("obj", "obl", "nmod")
ABLE = "able"  # what gives somebody the power, the right or a reason to do something
ACHIEVED = "achieved"  # of these what in the past somebody could do he did: "was able to free them"
MULLING, DROPPING = "mulling", "dropping"  # verbs of whoever weighs a deed, or rules it out
GOVERNED = ("xcomp", "acl", "advcl", "ccomp", "csubj")


def only_thought_of(scene: Scene, i: int) -> list[Mark]:
    """`Ein Angriff | würde | Äthiopien isolieren`, `Any attack | will | be met`: one that is not told of, but thought of, is no deed yet."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    if _is_only_met(scene, i):
        return [Mark(verb, "time=conditional", f"{scene.know.pack.code}.rule:only met")]
    if tree.relation(i) != "nsubj" or verb < 0 or tree.tokens[i].upos != "NOUN":
        return []
    finite, rule = tree.finite(verb), f"{scene.know.pack.code}.rule:only thought of"
    indefinite = any(tree.feature(k, "Definite") == "Ind" for k in tree.children[i])
    told = any(tree.relation(k) == "acl" and tree.finite(k) is not None for k in tree.children[i])
    if finite is None or told:
        return []
    if any(tree.word(k) in tree.grammar.get("any_words", ()) for k in tree.children[i]):
        return [Mark(finite, "time=conditional", rule)]
    if not indefinite or not (
        tree.word(finite) in tree.grammar.get("supposing_verbs", ()) or _would_cause(scene, verb, finite)
    ):
        return []
    open_ = any(
        grade.commitment == "possible" and not grade.complement
        for grade in grades_at(scene, finite, "modal", at=verb)
    )
    perfect = any(
        tree.lemma(a) in tree.grammar.get("perfect_auxiliaries", ()) for a in tree.auxiliaries(verb)
    )
    if open_ and perfect:
        return []  # "An attack could have killed dozens": it took place
    return [Mark(finite, "commitment=possible" if open_ else "time=conditional", rule)]


def _would_cause(scene: Scene, verb: int, finite: int) -> bool:
    """`Ein Angriff | werde | einen Krieg auslösen`, `An attack | will | have consequences`: what only its consequence is told of, to come."""
    words = scene.tree.grammar.get("futures", ())
    entries = scene.know.pack.statements.get(scene.tree.lemma(verb), ())
    return (
        scene.tree.word(finite) in words and finite != verb and any(e.kind == "consequence" for e in entries)
    )


def _is_only_met(scene: Scene, i: int) -> bool:
    """`would respond to | any attack`, `werde | keine Invasion | hinnehmen`: what somebody says he would answer, bear or parry need not happen."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    if tree.relation(i) not in PLACES or verb < 0 or not scene.in_class(verb, MEETING):
        return False
    determined = any(tree.feature(k, "Definite") == "Def" for k in tree.children[i]) or tree.has_child(
        i, "det:poss", "nmod:poss"
    )
    finite = tree.finite(verb)
    ahead = finite is None or (finite != verb and bool(grades_at(scene, finite, "modal", at=verb)))
    return not determined and ahead and tree.tokens[i].upos == "NOUN"


def supposed(scene: Scene) -> list[Mark]:
    """`Angenommen, China greift an`, `Suppose the guns had fallen silent`: a sentence that begins so supposes all that it tells."""
    tree, grammar = scene.tree, scene.tree.grammar
    supposing = tree.word(0) in grammar.get("supposing_openers", ()) and len(tree) > 1
    if supposing and not tree.has_child(0, "ccomp"):  # "Assuming power in 2021, the Taliban banned ..."
        words = (*grammar.get("inserted_after", ()), *grammar.get("complementizers", ()))
        supposing = tree.word(1) in words
    return [Mark(0, "time=conditional", f"{scene.know.pack.code}.rule:supposed")] if supposing else []


def only_able(scene: Scene, i: int) -> list[Mark]:
    """`is capable of attacking`, `hat die Mittel, Israel anzugreifen`: whoever can, may or has reason to, has not done it; who was able to, has."""
    tree, clause = scene.tree, scene.tree.clause(i)
    while tree.relation(clause) == "conj" and tree.tokens[clause].head >= 0:
        clause = tree.tokens[clause].head
    able = tree.tokens[clause].head
    if able < 0 or tree.relation(clause) not in GOVERNED or tree.finite(clause) is not None:
        return []
    if dropped := _dropped(scene, clause, able):
        return dropped
    if not scene.in_class(able, ABLE):
        return []
    verb = tree.finite(tree.clause(able)) if scene.in_class(able, ACHIEVED) else None
    if verb is not None and tree.feature(verb, "Tense") == "Past" and tree.feature(verb, "Mood") != "Sub":
        return []
    return [Mark(able, "commitment=possible", f"{scene.know.pack.code}.rule:only able")]


def _dropped(scene: Scene, clause: int, verb: int) -> list[Mark]:
    """`is thinking of attacking` weighs it, `ruled out attacking` does not do it."""
    tree, code = scene.tree, scene.know.pack.code
    particles = [tree.word(k) for k in tree.children[verb] if tree.tokens[k].deprel == "compound:prt"]
    kept = any(
        "clause" in n.scope
        for k in tree.children[verb]
        for n in scene.know.pack.negators.get(tree.word(k), ())
    )
    if not kept and any(scene.know.in_class(f"{tree.lemma(verb)} {word}", DROPPING) for word in particles):
        return [Mark(verb, "commitment=negated", f"{code}.rule:ruled out")]
    weighed = any(tree.word(k) in tree.grammar.get("mulling_marks", ()) for k in tree.children[clause])
    if weighed and tree.relation(clause) == "advcl" and scene.in_class(verb, MULLING):
        return [Mark(verb, "commitment=possible", f"{code}.rule:only weighed")]
    return []
