"""When: the day of an event among the days that its sentence names.

Takes the triggers that tell one event; gives the period that stands in its clause. The day of something else that it is about, and of what had
been done before, is left alone.
"""

from collections.abc import Sequence

from lagebild.claims.circumstances import distance, is_before_it, is_deed, reach_of
from lagebild.claims.compared import is_compared_since
from lagebild.claims.dates import PeriodHit
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.scene import Scene
from lagebild.claims.tree import Tree
from lagebild.model import Period

DATED = 2  # words from "seized" to "March"
CALLED = frozenset(
    {"nmod:poss", "nummod", "compound", "amod"}
)  # how a day stands with what is called after it


def period_of(
    scene: Scene, triggers: Sequence[int], others: Sequence[int] = (), *, speech_act: bool = False
) -> Period | None:
    """The time expression nearest to the trigger in its clause; what is only said has not the day of what it is about."""
    if not scene.periods:
        return None
    said = frozenset[int]() if speech_act else _when_said(scene)  # an act of words is done when it is said
    within = set(reach_of(scene, triggers, others)) - _when_else(scene, triggers) - said
    before = (t for t in triggers if not scene.tree.is_verbal(t) and is_before_it(scene, t))
    # "two days after the attack" is when something else was
    since = {k for t in before for k in scene.tree.children[t] if scene.tree.relation(k) == "case"}
    dated = (hit for hit in scene.periods if not is_compared_since(scene, hit.first))
    spans = [(hit, set(range(hit.first, hit.last + 1))) for hit in dated]
    hits = [
        hit
        for hit, span in spans
        if within & span
        and not since & span
        and not _is_of_another(scene, hit, triggers, speech_act=speech_act)
        and not _is_till_then(scene, hit, triggers)
    ]
    if not hits:
        return None
    return min(hits, key=lambda hit: (distance(scene, hit.first, triggers), hit.first)).period


def _is_of_another(scene: Scene, hit: PeriodHit, triggers: Sequence[int], *, speech_act: bool) -> bool:
    """`arrested two over | Sunday's | attack`, `cancelled | Friday's | talks`: the day of something that it is about is not when it was."""
    tree, span = scene.tree, range(hit.first, hit.last + 1)
    top = next((k for k in span if tree.tokens[k].head not in span), -1)
    noun = tree.tokens[top].head if top >= 0 else -1
    if noun < 0 or tree.tokens[noun].upos != "NOUN" or {noun, *tree.ancestors(noun)}.isdisjoint(triggers):
        return False
    called = tree.tokens[top].deprel in CALLED or _dates_phrase(scene, top, noun, triggers)
    if noun in triggers or not called:
        return False
    during = ("", *tree.grammar.get("during_prepositions", ()))
    before = tree.first_word(noun) - 1  # "arrested over his role | in the 2021 coup"
    whose = before >= 0 and tree.relation(before) == "obl" and tree.preposition(before) not in during
    verb, object_of = tree.tokens[noun].head, tree.relation(noun) == "obj"
    held = verb in triggers and not whose and not (object_of and speech_act)
    return not (held and tree.preposition(noun) in during)


def _is_till_then(scene: Scene, hit: PeriodHit, triggers: Sequence[int]) -> bool:
    """`gave Tehran | until Sunday |`, `set a deadline | of June |`: by then another is to have done it; `protestierten dagegen, Gespräche | bis 2028 |
    auszusetzen`: till then goes on what stands in another clause.
    """
    tree, grammar = scene.tree, scene.tree.grammar
    top = next(
        (k for k in range(hit.first, hit.last + 1) if not hit.first <= tree.tokens[k].head <= hit.last), -1
    )
    if top < 0:
        return False
    over, until = tree.tokens[top].head, tree.preposition(top) in grammar.get("granted_until", ())
    if until and tree.clause(top) not in {tree.clause(t) for t in triggers}:
        return True
    grants = any(tree.lemma(t) in grammar.get("granting_verbs", ()) for t in triggers)
    of_time = over >= 0 and tree.lemma(over) in grammar.get("granted_times", ())
    return grants and (of_time or until)


def _dates_phrase(scene: Scene, date: int, noun: int, triggers: Sequence[int]) -> bool:
    """`demonstrierten vor der Wahl | am Sonntag`, `wies die Vorwürfe | vom Dienstag | zurück`: a phrase of its own that hangs on what happened then."""
    tree = scene.tree
    if tree.relation(date) != "nmod" or tree.tokens[noun].head not in triggers or not _happens(scene, noun):
        return False
    return bool(tree.preposition(noun)) or tree.preposition(date) in tree.grammar.get(
        "genitive_prepositions", ()
    )


def _happens(scene: Scene, i: int) -> bool:
    return (
        is_deed(scene, i)
        or scene.in_class(i, "talks")
        or "due" in scene.know.dates.values(scene.tree.word(i))
    )


def _when_else(scene: Scene, triggers: Sequence[int]) -> set[int]:
    """`ließ den im März | festgenommenen Reporter frei`, `freed the men seized | in March`: with a participle stands when that was."""
    tree = scene.tree
    done = [
        t.i
        for t in tree.tokens
        if t.i not in triggers and tree.relation(t.i) in ("amod", "acl") and _is_done(tree, t.i)
    ]
    dates = (set(range(hit.first, hit.last + 1)) for hit in scene.periods)
    return {k for span in dates if any(_dates(tree, i, min(span), triggers) for i in done) for k in span}


def _is_done(tree: Tree, i: int) -> bool:
    return tree.is_participle_adjective(i) or tree.feature(i, "VerbForm") == "Part"


def _dates(tree: Tree, participle: int, date: int, triggers: Sequence[int]) -> bool:
    """Whether a date stands between the article and the participle before its noun, right behind one that follows its noun, or in its phrase before what is told."""
    if tree.tokens[participle].deprel == "acl":
        inside = participle < date < min(triggers) and participle in tree.ancestors(date)
        return inside or 0 < date - participle <= DATED
    article = tree.child(tree.tokens[participle].head, "det")
    return article is not None and article < date < participle


def _when_said(scene: Scene) -> set[int]:
    """`said | on Tuesday | it had ambushed a convoy`: between a verb that cites and what begins with its own subject stands when that was said."""
    tree, found = scene.tree, set[int]()
    for t in tree.tokens:
        subject = tree.child(t.i, "nsubj", "nsubj:pass") if tree.relation(t.i) == "ccomp" else None
        if subject is None or not t.head < (first := tree.first_word(subject)) < t.i:
            continue
        between = range(t.head + 1, first)
        if any(tree.relation(k) == "mark" or tree.tokens[k].upos == "PUNCT" for k in between):
            continue
        if cites_clause(tree, t.head, scene.know):
            found.update(between)
    return found
