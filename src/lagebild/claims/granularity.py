"""Which triggers are events of their own.

Takes the triggers of a sentence; gives those that count (ANNOTATION §2): the content of a demand, refusal or
promise is absorbed by it, casualties belong to the attack that caused them, a light verb and its noun are one.
"""

import msgspec

from lagebild.claims.attribution import speech_over
from lagebild.claims.conditions import is_cause, is_circumstance
from lagebild.claims.cues import cues_at
from lagebild.claims.marks import marks_at
from lagebild.claims.mere_attributes import is_mere_attribute
from lagebild.claims.part_taken import denied_parts
from lagebild.claims.scene import Scene
from lagebild.claims.tolls import UNSURE, is_casualty, tolls_beside, tolls_over
from lagebild.claims.tree import Tree
from lagebild.claims.triggers import Hit
from lagebild.claims.unsaid import is_alleged_content
from lagebild.claims.verdicts import is_retracted, verdict_on
from lagebild.ontology import VICTIMS, Ontology

AHEAD = frozenset({"time=future", "time=conditional", "time=hypothetical"})
CONTENT = frozenset({"ccomp", "xcomp", "obj", "obl", "nmod", "acl", "csubj", "advcl", "parataxis", "iobj"})
ABSORBING = frozenset({"absorbed", "unless_done"})
AS_MARKS = frozenset({"case", "cc", "mark"})
PARTNERS = frozenset({"obj", "obl", "nmod", "nsubj", "xcomp", "compound", "advcl", "acl"})


class Sorted(msgspec.Struct, frozen=True):
    """The triggers of a sentence: those that count, those that accuse (by token), and who swallowed which."""

    events: tuple[Hit, ...]
    accusing: dict[int, Hit]
    merged: dict[int, tuple[Hit, ...]]


def sorted_hits(scene: Scene, hits: tuple[Hit, ...], ontology: Ontology) -> Sorted:
    """Absorb contents, merge what reports one event twice."""
    absorbed = {b.token for a in hits for b in hits if a is not b and _absorbs(scene, a, b, ontology)}
    absorbed |= {hit.token for hit in hits if hit.nominal and _is_topic(scene, hit.token)}
    judging = frozenset(hit.token for hit in hits if ontology.types[hit.frame.type].speech_act)
    absorbed |= {hit.token for hit in hits if hit.nominal and _is_judgement(scene, hit.token, judging)}
    absorbed |= {b.token for a in hits for b in hits if _is_part_of(scene, a, b, ontology)}
    absorbed |= {hit.token for hit in hits if is_mere_attribute(hit, ontology)}
    left = [hit for hit in hits if hit.token not in absorbed]
    merged: dict[int, list[Hit]] = {}
    for hit in left:
        keeper = next((k for k in left if k is not hit and _is_told_by(scene, hit, k)), None)
        if keeper is not None:
            merged.setdefault(keeper.token, []).append(hit)
    gone = {hit.token for group in merged.values() for hit in group}
    events = tuple(hit for hit in left if hit.token not in gone)
    accusing = {hit.token: hit for hit in hits if ontology.types[hit.frame.type].content == "alleged"}
    return Sorted(events, accusing, {token: tuple(group) for token, group in merged.items()})


# ------------------------------------------------ absorbing


def _absorbs(scene: Scene, over: Hit, under: Hit, ontology: Ontology) -> bool:
    """Whether a speech act's trigger takes another in as its content."""
    path = _path_down(scene, over.token, under.token)
    if path is None or not _can_be_content(scene, path[0]):
        return False
    if _is_participant_of(scene, over, path[0], under) or _is_beside(scene, over, path[0]):
        return False
    if any(is_circumstance(scene, k) or is_cause(scene, k, under.token) for k in path):
        return False
    rule = ontology.types[over.frame.type].content
    if rule == "alleged":
        return under.nominal and under.frame.type == over.frame.type and is_alleged_content(over, path[0])
    if rule not in ABSORBING or _crosses_relative(scene, path):
        return False
    if rule == "unless_done" and _is_done(scene, under, path):
        return False
    if _is_admitted(scene, over, path):
        return False
    if under.nominal and under.token in denied_parts(scene, over.token):
        return False  # "wies jede Verantwortung für den | Angriff | zurück"
    return not (_denies(scene, over) and _is_denied(scene, over, path)) and not _is_judged(scene, path)


def _is_done(scene: Scene, under: Hit, path: list[int]) -> bool:
    """`begrüßt, dass Russland ihn freigelassen hat`, `welcomed the acquittal`: what somebody praises that has been done; what else he does behind a comma."""
    tree, i = scene.tree, path[0]
    if tree.tokens[i].deprel == "parataxis":
        return True
    if len(path) > 1:
        return False
    if under.nominal:
        known = any(
            tree.feature(c, "Definite") == "Def" or tree.relation(c) == "nmod:poss" for c in tree.children[i]
        )
        return known and tree.relation(i) == "obj"
    verb = tree.finite(i)
    past = verb is not None and (verb != i or tree.feature(verb, "Tense") == "Past")
    ahead = any(mark.means in AHEAD for mark in marks_at(scene, i, None))
    return tree.relation(i) == "ccomp" and past and not ahead and "VerbForm=Inf" not in tree.tokens[i].feats


def _is_beside(scene: Scene, over: Hit, i: int) -> bool:
    """`Hanoi pries den Schiedsspruch, | Peking nannte ihn eine Posse`: what somebody else does behind a comma is none of what is said, which stands already."""
    tree = scene.tree
    if tree.tokens[i].deprel != "parataxis" or i < over.token:
        return False
    if not tree.has_child(over.token, "obj") and cues_at(scene, over.token, "verb"):
        return False  # "forderte, die Armee müsse abziehen"
    subject, first = tree.child(i, "nsubj"), tree.first_word(i)
    named = subject is not None and tree.tokens[subject].upos in ("NOUN", "PROPN") and scene.is_actor(subject)
    return named and first > 0 and tree.tokens[first - 1].form in (",", ";")


def _is_admitted(scene: Scene, over: Hit, path: list[int]) -> bool:
    """`admitted that its forces had | hit the convoy`, `räumte ein, den Sender | gestürmt zu haben`: what is admitted is a claim of its own; what
    is conceded for the time to come is not.
    """
    relation = scene.tree.relation(path[0])
    deed = relation == "obj" and len(path) == 1  # "räumte die | Entführung | ein"
    if not _admits(scene, over) or not (deed or relation in ("ccomp", "xcomp")):
        return False
    return not any(mark.means in AHEAD for k in path for mark in marks_at(scene, k, None))


def _is_judged(scene: Scene, path: list[int]) -> bool:
    """`said reports that it was | bombed | were false`: what is told of a report leaves what it reports, denied."""
    if (
        len(path) > 1
        and cues_at(scene, path[0], "noun")
        and is_retracted(scene, scene.tree.tokens[path[0]].head)
    ):
        return True  # "withdrew its statement that jets had | bombed | it"
    told = (k for k in path[1:-1] if scene.tree.relation(k) == "nsubj" and cues_at(scene, k, "noun"))
    return any(mark.means == "commitment=denied" for k in told for mark in verdict_on(scene, k))


def _can_be_content(scene: Scene, i: int) -> bool:
    """By its relation; the subject of a passive is what would be the object ("die Sanktionen wurden aufgehoben")."""
    return scene.tree.relation(i) in CONTENT or scene.tree.tokens[i].deprel == "nsubj:pass"


def _is_denied(scene: Scene, over: Hit, path: list[int]) -> bool:
    """What a denial denies is a claim of its own: a clause, a deed, or what a denied report is about."""
    relation = scene.tree.relation(path[0])
    if relation in ("ccomp", "xcomp"):
        return True
    if relation not in ("obj", "iobj", "obl"):
        return False
    deed = (
        relation == "obj"
        and len(path) == 1
        and any("obj" in cue.content for cue in cues_at(scene, over.token, "verb") if cue.stance == "denies")
    )
    known = bool(cues_at(scene, path[0], "noun")) or scene.know.looks_ahead(scene.tree.lemma(path[0]))
    return deed or (len(path) > 1 and known)  # "denied any plan | to send troops"


def _is_part_of(scene: Scene, whole: Hit, noun: Hit, ontology: Ontology) -> bool:
    """`den Streik beenden`, `Protest einlegen`: a noun that a trigger's entry asks for is part of that trigger; of a charge only its own noun."""
    if not noun.nominal or whole is noun or whole.frame.type == noun.frame.type:
        return False
    if _admits(scene, whole) and ontology.types[noun.frame.type].counted == VICTIMS:
        return False  # "räumte den | Verlust der Stadt | ein"
    asking = [condition for condition in whole.frame.when if condition.words]
    if ontology.types[whole.frame.type].content == "alleged":
        suffers = (
            ("obj",),
        ) in whole.frame.family.recipient.alternatives  # "the attack is being investigated"
        lemma = scene.tree.lemma(noun.token)
        asking = [c for c in asking if c.path == ("obj",) and lemma in c.words and not suffers]
    return any(noun.token in scene.reached(whole.token, condition.path) for condition in asking)


def _is_topic(scene: Scene, i: int) -> bool:
    """What is talked about ("berieten über ein Embargo", "talks on a ceasefire") has not happened by being talked about."""
    tree = scene.tree
    words = tree.grammar.get("topic_prepositions", ())
    for here in (i, *tree.ancestors(i)):
        if tree.relation(here) not in ("obl", "nmod"):
            return False
        if tree.preposition(here) in words:
            return not (is_cause(scene, here, i) or cues_at(scene, tree.tokens[here].head, "noun", "verb"))
    return False


def _is_judgement(scene: Scene, i: int, judging: frozenset[int]) -> bool:
    """`denounced the drill as a rehearsal for invasion`, `nannte die Lieferung eine Kriegserklärung`: that something is called so is no event."""
    tree = scene.tree
    words, called, below = tree.grammar.get("predicative_words", ()), False, i
    for here in (i, *tree.ancestors(i)):
        if tree.is_verbal(here) and here != i:
            verbs = tree.grammar.get("judging_verbs", ())
            judges = here in judging or tree.lemma(here) in verbs or bool(cues_at(scene, here, "verb"))
            objects = [c for c in tree.children[here] if tree.relation(c) in ("obj", "iobj")]
            behind = any(tree.word(k) in words for c in objects[:1] for k in range(c + 1, i))
            # "a ban that Manila described as | coercion": the noun before the clause is what is called so
            named = bool(objects) or tree.tokens[here].deprel == "acl:relcl"
            return judges and named and (called or behind or (below == i and i in objects[1:]))
        called |= any(tree.word(k) in words and tree.relation(k) in AS_MARKS for k in tree.children[here])
        below = here
    return False


def _path_down(scene: Scene, top: int, bottom: int) -> list[int] | None:
    """The tokens from below `top` down to `bottom`, or None when it is not below."""
    path = [bottom]
    for above in scene.tree.ancestors(bottom):
        if above == top:
            return path[::-1]
        path.append(above)
    return None


def _is_participant_of(scene: Scene, over: Hit, first: int, under: Hit) -> bool:
    """Something below a participant of the speech act ("die Entführer des Journalisten") is none of its content."""
    return first != under.token and scene.tree.relation(first) in ("nsubj", "iobj")


def _crosses_relative(scene: Scene, path: list[int]) -> bool:
    return any(scene.tree.tokens[i].deprel == "acl:relcl" for i in path)


def _admits(scene: Scene, hit: Hit) -> bool:
    return any(cue.stance == "confirms" for cue in cues_at(scene, hit.token, "verb"))


def _denies(scene: Scene, hit: Hit) -> bool:
    return any(cue.stance == "denies" for cue in cues_at(scene, hit.token, "verb"))


# ------------------------------------------------ merging


def _is_told_by(scene: Scene, hit: Hit, keeper: Hit) -> bool:
    """Whether another trigger of the clause reports the same event and is the one to keep."""
    hits = scene.know.ontology.types[keeper.frame.type].counted == VICTIMS
    if hits and _sends(scene, hit.token, keeper.token):
        return True
    if hit.frame.type != keeper.frame.type or not _are_partners(scene, hit.token, keeper.token):
        return False
    if keeper.nominal and _is_only_rumoured(scene, keeper.token, hit.token):
        return False
    if _comes_after(scene, hit, keeper) or _comes_after(scene, keeper, hit):
        return False
    return _rank(scene, keeper, hit) and not _is_toll_of_its_own(scene, keeper, hit)


def _comes_after(scene: Scene, noun: Hit, verb: Hit) -> bool:
    """`After clashes in Aleppo jets struck Kobani`: another deed, and another place; who died after an attack died of it, but not who has died since."""
    word, grammar = scene.tree.preposition(noun.token), scene.tree.grammar
    if not noun.nominal or not scene.tree.is_verbal(verb.token):
        return False
    after = word in grammar.get("aftermath_prepositions", ()) and not is_casualty(scene, verb.token)
    return after or word in grammar.get("since_prepositions", ())


def _is_only_rumoured(scene: Scene, noun: int, verb: int) -> bool:
    """`das Massaker, bei dem Soldaten Hunderte | getötet haben sollen`: who is said to have done it has not for that done what is known."""
    relative = scene.tree.tokens[verb].deprel == "acl:relcl" and scene.tree.tokens[verb].head == noun
    return relative and any(mark.means in UNSURE for mark in marks_at(scene, verb, None))


def _is_toll_of_its_own(scene: Scene, keeper: Hit, hit: Hit) -> bool:
    """`In the attack five people died, police said`: of a known deed, whose toll somebody gives, the toll is a claim of its own."""
    known = keeper.nominal and any(
        scene.tree.feature(c, "Definite") == "Def" for c in scene.tree.children[keeper.token]
    )
    return known and is_casualty(scene, hit.token) and bool(speech_over(scene, hit.token).links)


def _are_partners(scene: Scene, a: int, b: int) -> bool:
    tree = scene.tree
    if b in tolls_over(scene, a) or a in tolls_over(scene, b):
        return True
    if _is_clause_beside(tree, a, b) or _is_clause_beside(tree, b, a):
        return False
    one_over_other = tree.tokens[a].head == b and (tree.relation(a) in PARTNERS or _carries(tree, a))
    other_over_one = tree.tokens[b].head == a and (tree.relation(b) in PARTNERS or _carries(tree, b))
    sisters = (
        tree.tokens[a].head == tree.tokens[b].head >= 0
        and {tree.relation(a), tree.relation(b)} <= PARTNERS
        and not tree.has_child(max(a, b), "cc")  # "blamed them for the raid | and for burning a village"
    )
    return (
        one_over_other
        or other_over_one
        or sisters
        or b in tolls_beside(scene, a)
        or a in tolls_beside(scene, b)
    )


def _sends(scene: Scene, sent: int, hit: int) -> bool:
    """`Missiles | fired by Iran | struck Haifa`: that a weapon was fired is told of the one that hit."""
    tree, weapon = scene.tree, scene.tree.tokens[sent].head
    if weapon < 0 or tree.tokens[weapon].head != hit or not scene.in_class(weapon, "weapon"):
        return False
    if tree.relation(sent) not in ("acl", "amod") or any(
        m.means in UNSURE for m in marks_at(scene, sent, None)
    ):
        return False
    if speech_over(scene, sent).links != speech_over(scene, hit).links:
        return False
    agents = tree.grammar.get("passive_agents", ())
    by = tree.is_passive(hit) and tree.preposition(weapon) in agents
    return by or (tree.tokens[weapon].deprel == "nsubj" and not tree.is_passive(hit))


def _carries(tree: Tree, i: int) -> bool:
    """`der von Rebellen | verübte | Anschlag`: a participle before its deed that only says that it was done."""
    return tree.is_participle_adjective(i) and tree.lemma(i) in tree.grammar.get("light_verbs", ())


def _is_clause_beside(tree: Tree, a: int, b: int) -> bool:
    """An adverbial clause with a subject of its own, or of time ("shot dead | after stabbing a soldier"), tells something else than what it hangs on, or hangs beside."""
    if tree.relation(a) != "advcl" or tree.tokens[b].head == a:
        return False
    marks = (*tree.grammar.get("occasion_marks", ()), *tree.grammar.get("aftermath_prepositions", ()))
    return tree.has_child(a, "nsubj", "nsubj:pass") or any(
        tree.word(k) in marks for k in tree.children[a] if tree.relation(k) in ("mark", "case", "advmod")
    )


def _rank(scene: Scene, keeper: Hit, hit: Hit) -> bool:
    """The attack's noun before the casualty verb, and before a verb that only says it takes place; else the verb; else what comes first (ANNOTATION §2)."""

    def value(h: Hit) -> tuple[int, int]:
        bare = is_casualty(scene, h.token) or h.frame.family.told_by_noun or _carries(scene.tree, h.token)
        return (2 if bare else 0 if not h.nominal else 1, h.token)

    return value(keeper) < value(hit)
