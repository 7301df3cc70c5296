"""Where, when, how many.

Takes the triggers that tell one event; gives the place, the period and the quantities that stand in its clause. Never
finer than the text; what belongs to another trigger's clause is left alone.
"""

from collections.abc import Sequence

from lagebild.claims.attribution import speech_over
from lagebild.claims.branches import CLAUSE_RELATIONS
from lagebild.claims.capitals import is_seat
from lagebild.claims.cues import cues_at
from lagebild.claims.gapped import pairs_without_verb
from lagebild.claims.phrases import mention_of
from lagebild.claims.quantities import QuantityHit
from lagebild.claims.roles import is_somebody
from lagebild.claims.scene import Scene
from lagebild.claims.source_phrases import inside_source_phrases, said_in_brackets
from lagebild.claims.tolls import is_casualty, is_hurt, tolls_beside
from lagebild.claims.tree import Tree
from lagebild.model import Place, Quantity
from lagebild.ontology import ANY_FIGURE, VICTIMS, EventType

EVERY_FIGURE = (*ANY_FIGURE, "time")
OTHER_CLAUSES = frozenset({"ccomp", "parataxis", "acl:relcl", "advcl", "conj"})


def place_of(
    scene: Scene,
    triggers: Sequence[int],
    participants: Sequence[int] = (),
    *,
    speech_act: bool = False,
    others: Sequence[int] = (),
) -> Place | None:
    """The first place phrase of the event's clause: a preposition of place before a place name or a site noun.

    Who takes part is no place ("Druck auf Nordkorea"), nor is where the content of a demand lies ("forderte den Abzug aus Rafah").
    """
    reach = _near_act(scene, triggers[0]) if speech_act else reach_of(scene, triggers, others)
    out = scene.dated | (_cited(scene, triggers[0]) - set(triggers)) | set(participants)
    out |= _came_before(scene, triggers)
    out |= _with_who_speaks_of_it(scene, triggers)
    reach = [i for i in reach if i not in out]
    found = [(rank, i) for i in reach if (rank := _place_rank(scene, i)) is not None]
    found = found or [(rank, i) for i in reach if (rank := _struck_place(scene, i, triggers)) is not None]
    if not found:
        return None
    _, i = min(found)
    return _place(scene, i)


def _near_act(scene: Scene, trigger: int) -> list[int]:
    """The phrases of a speech act's own verb."""
    return [c for c in scene.tree.children[trigger] if scene.tree.relation(c) == "obl"]


def _cited(scene: Scene, trigger: int) -> set[int]:
    """The tokens of the phrases that say who says so, unless the trigger stands in one."""
    links = speech_over(scene, trigger).links
    phrases = [set(scene.tree.subtree(link.cue_token)) for link in links if link.source is not None]
    return {i for phrase in phrases if trigger not in phrase for i in phrase}


def _came_before(scene: Scene, triggers: Sequence[int]) -> set[int]:
    """`following clashes in Aleppo`, `two days after the strike in Kutum`: what stands below the noun is where something else was."""
    tree, after = scene.tree, scene.tree.grammar.get("aftermath_prepositions", ())
    above = {k for trigger in triggers for k in (trigger, *tree.ancestors(trigger))}
    nouns = [
        t.i
        for t in tree.tokens
        if t.upos == "NOUN"
        and (word := tree.preposition(t.i)) in after
        and not _is_asked_for(scene, t.i, word)
    ]
    phrases = ((i, set(tree.subtree(i))) for i in nouns if i not in above)
    deeds = ((i, phrase) for i, phrase in phrases if any(is_deed(scene, k) for k in phrase))
    return {k for i, phrase in deeds for k in phrase - {i}}


def _with_who_speaks_of_it(scene: Scene, triggers: Sequence[int]) -> set[int]:
    """`The envoy in Dakar | condemned the attack`: where somebody is who speaks of it, is not where it was."""
    tree, types = scene.tree, scene.know.ontology.types
    if any(tree.is_verbal(trigger) for trigger in triggers):
        return set()
    verbs = {k for noun in triggers for k in tree.ancestors(noun) if tree.is_verbal(k)}
    speaking = [
        v
        for v in verbs
        if any(types[frame.type].speech_act for frame in scene.know.frames_of(tree.lemma(v), "VERB"))
    ]
    subjects = [k for v in speaking for k in tree.children[v] if tree.relation(k) == "nsubj"]
    found = {k for subject in subjects for k in tree.subtree(subject)}
    return found if found.isdisjoint(triggers) else set()


def _is_asked_for(scene: Scene, i: int, preposition: str) -> bool:
    """`went after rebels around Homs`: what the verb itself asks for came before nothing."""
    verb = scene.tree.tokens[i].head
    return verb >= 0 and preposition in scene.know.wanted_phrases(scene.tree.lemma(verb))


def is_deed(scene: Scene, i: int) -> bool:
    """Whether a noun is one of deeds: `attack`, `arrest`."""
    return scene.tree.tokens[i].upos == "NOUN" and bool(scene.know.frames_of(scene.tree.lemma(i), "NOUN"))


def _struck_place(scene: Scene, i: int, triggers: Sequence[int]) -> int | None:
    """A place that stands as object of the deed ("beschoss das Dorf", "struck Tel Aviv"; not "blamed Tehran for the strike") or as first part ("a Berlin
    park").
    """
    relation = scene.tree.relation(i)
    if relation == "obj" or scene.tree.tokens[i].deprel == "nsubj:pass":
        verb = scene.tree.tokens[i].head
        if not {verb, scene.tree.tokens[verb].head} & set(triggers) and scene.name_at(i) is not None:
            return None
        known = scene.place_at(i) is not None or scene.in_class(i, "site")
        return _kind_of_place(scene, i) if known and scene.agent_at(i) is None else None
    return (
        3 if relation == "compound" and scene.place_at(i) is not None and scene.name_at(i) is None else None
    )


def _place_rank(scene: Scene, i: int) -> int | None:
    """0 a city or region, 1 a site, 2 a state, each plus 3 for a direction (accusative); None: no place."""
    tree = scene.tree
    if tree.relation(i) not in ("obl", "nmod", "conj", "appos") or is_seat(scene, i):
        return None
    preposition = tree.preposition(i)
    if preposition not in tree.grammar.get("place_prepositions", ()) or _is_origin(scene, i, preposition):
        return None
    if preposition in tree.grammar.get("passive_agents", ()) and not _is_way(tree, i):
        return None
    if scene.place_at(i) is None and _is_of_term(tree, i):
        return None
    case = tree.case_of(i)
    if case == "acc" and preposition in tree.grammar.get("target_prepositions", ()):
        return None
    rank = _kind_of_place(scene, i)
    if rank is None:
        return None
    return rank + (3 if case == "acc" else 0) + (6 if _is_home(scene, i, preposition) else 0)


def _is_home(scene: Scene, i: int, preposition: str) -> bool:
    """`In Manila wurden fünf Spione | aus China | gefasst`: right behind somebody it says where he is from, where the clause names another place."""
    tree = scene.tree
    before = tree.first_word(i) - 1
    behind = before >= 0 and tree.tokens[before].upos == "NOUN" and is_somebody(scene, before)
    return behind and preposition in tree.grammar.get("origin_prepositions", ())


def _is_of_term(tree: Tree, i: int) -> bool:
    """`was sentenced to ten years | in prison`: a house without an article, right behind how long."""
    first = tree.first_word(i)
    before, whole = first - 1, tree.word(first) == tree.preposition(i)  # and not "im"
    long = whole and before > 0 and tree.lemma(before) in tree.grammar.get("time_units", ())
    return long and not tree.has_child(i, "det", "nmod:poss", "amod")


def _is_way(tree: Tree, i: int) -> bool:
    """`zogen | durch die Innenstadt`: with such a preposition a doer stands at a noun and in a passive, a way at any other verb."""
    verb = tree.tokens[i].head
    return tree.relation(i) == "obl" and tree.is_verbal(verb) and not tree.is_passive(verb)


def _is_origin(scene: Scene, i: int, preposition: str) -> bool:
    """`ein Boot | aus Venezuela |`, `drones from Iran`: where something comes from is not where it is."""
    thing = scene.tree.tokens[i].head if scene.tree.relation(i) == "nmod" else -1
    origin = (
        thing >= 0
        and not scene.tree.preposition(thing)
        and preposition in scene.tree.grammar.get("origin_prepositions", ())
    )
    return origin and any(scene.in_class(thing, name) for name in ("vessel", "weapon"))


def _kind_of_place(scene: Scene, i: int) -> int | None:
    tree = scene.tree
    hit = scene.place_at(i)
    if hit is not None:
        return 0 if "/" in hit.id else 2
    if scene.name_at(i) is not None:
        return None
    if scene.know.in_class(tree.lemma(i), "site"):
        return 1
    if tree.tokens[i].upos != "PROPN" or scene.agent_at(i) is not None:
        return None
    beside = any(k != i and scene.agent_at(k) is not None for k in tree.conjuncts(i))
    return None if beside else 1  # "sanctions on Ivanishvili and 14 officials"


def _place(scene: Scene, i: int) -> Place:
    hit = scene.place_at(i)
    if hit is None:
        inner = next((h for c in scene.tree.children[i] if (h := scene.place_at(c)) is not None), None)
        country = scene.know.state_of(inner.id) if inner else None
        if inner and "/" not in inner.id and _is_called_after(scene, i, inner.first):
            country = None
        return Place(mention=mention_of(scene, i), country=country, precision="site")
    precision = scene.know.precision_of(hit.id)
    return Place(
        mention=mention_of(scene, i), place=hit.id, country=scene.know.state_of(hit.id), precision=precision
    )


def _is_called_after(scene: Scene, i: int, state: int) -> bool:
    """`the | Saudi hospital | in El Fasher`: what states have abroad is called after them, and stands elsewhere."""
    return scene.in_class(i, "house_abroad") and scene.tree.relation(state) in ("amod", "compound")


def quantities_of(
    scene: Scene,
    triggers: Sequence[int],
    participants: Sequence[int],
    others: Sequence[int] = (),
    verbs: Sequence[int] = (),
    *,
    kind: EventType | None = None,
    known: bool = False,
    doers: Sequence[int] = (),
) -> tuple[Quantity, ...]:
    """The numbers of the event: figures before vague words, those that its type has in their order, its participants' before others.

    `others`, `verbs`: the other events of the sentence that nouns and verbs tell; `known`: an event named in passing has the numbers of its own phrase only; those of the clause are told by whoever speaks there; `doers`: how many they are comes last of a deed that counts whom it was done to, and is no number of harm to others.
    """
    if not scene.quantities:
        return ()
    within = _counting(scene, triggers, others, kind, known=known) - _told_inside(scene, triggers, kind)
    within -= _of_governing_deed(scene, triggers, verbs)
    within = (within | set(participants)) - pairs_without_verb(scene) - said_in_brackets(scene)
    kinds = kind.figures if kind else EVERY_FIGURE
    many = set(doers) - {k for i in participants if i not in doers for k in scene.tree.conjuncts(i)}
    harmed = kind is not None and kind.counted == VICTIMS
    harmed = harmed and any(is_somebody(scene, i) for i in participants if i not in doers)
    hits = [
        hit
        for hit in scene.quantities
        if {hit.head, hit.unit} & within
        and hit.head not in scene.dated
        and scene.tree.tokens[hit.head].upos != "DET"  # an article is no number
        and _place_among(hit, kinds) < len(kinds)
        and not _tells_where(scene, hit, participants)
        and not (harmed and {hit.head, hit.unit} & many)
    ]

    def rank(hit: QuantityHit) -> tuple[bool, bool, int, bool, int]:
        own, theirs = (bool({hit.head, hit.unit} & set(group)) for group in (participants, many))
        theirs = theirs and kind is not None and kind.hurts
        return (hit.quantity.value is None, theirs, _place_among(hit, kinds), not own, hit.head)

    return tuple(hit.quantity for hit in sorted(hits, key=rank))


def _counting(
    scene: Scene, triggers: Sequence[int], others: Sequence[int], kind: EventType | None, *, known: bool
) -> set[int]:
    """The tokens among which an event's numbers stand: its clause, what is listed with its objects, the clauses that tell its toll."""
    tree = scene.tree
    if known:
        return set(tree.subtree(triggers[0], skip=CLAUSE_RELATIONS))
    found = set(reach_of(scene, triggers, others))
    objects = (
        k for i in found if tree.relation(i) == "obj" for k in tree.conjuncts(i) if not tree.is_verbal(k)
    )
    found |= {k for i in objects if i not in others for k in tree.subtree(i, skip=OTHER_CLAUSES)}
    found = found.difference(*(_beside(scene, trigger) for trigger in triggers))
    if kind and kind.counted == VICTIMS:
        tolls = (toll for trigger in triggers for toll in tolls_beside(scene, trigger))
        found.update(k for toll in tolls for k in tree.subtree(toll, skip=OTHER_CLAUSES))
        found -= _hurt_beside_dead(scene, triggers)
    return found


def _of_governing_deed(scene: Scene, triggers: Sequence[int], verbs: Sequence[int]) -> set[int]:
    """`Bei der Kundgebung wurden | 43 | festgenommen`, `| 43 | were arrested at the rally`: to how many another deed was done, in whose clause a noun stands, is not counted of the noun."""
    tree, found = scene.tree, set[int]()
    if any(tree.is_verbal(trigger) for trigger in triggers):
        return found
    for clause in {tree.clause(trigger) for trigger in triggers} & set(verbs):
        found |= set(tree.subtree(clause))
    tops = (k for trigger in triggers for k in (trigger, *tree.ancestors(trigger)))
    own = (tree.subtree(k) for k in tops if tree.tokens[k].head in verbs or k in triggers)
    return found.difference(*own)  # "disbursed | 500 million euros of assistance"


def _told_inside(scene: Scene, triggers: Sequence[int], kind: EventType | None) -> set[int]:
    """`according to three officials`, `after a report that three men had bombed it`: who says so, and what a noun of telling tells, is not counted outside; nor, of victims, `two officials | said`."""
    tree = scene.tree
    clauses = [t.i for t in tree.tokens if t.deprel == "acl" and tree.has_child(t.i, "nsubj", "nsubj:pass")]
    if kind and kind.counted == VICTIMS:
        citing = (i for i in scene.cues if i not in triggers and cues_at(scene, i, "verb"))
        clauses += [k for i in citing for k in tree.children[i] if tree.relation(k) == "nsubj"]
    inside = [inside_source_phrases(scene), *(frozenset(tree.subtree(i)) for i in clauses)]
    return {k for part in inside if part.isdisjoint(triggers) for k in part}


def _hurt_beside_dead(scene: Scene, triggers: Sequence[int]) -> set[int]:
    """`killed an officer and wounded two`: of several figures the dead (ANNOTATION §2); how many were hurt is not how many died."""
    told = {k for trigger in triggers for k in (trigger, *tolls_beside(scene, trigger))}
    hurt = {k for k in told if is_hurt(scene, k)}
    if not any(is_casualty(scene, k) for k in told - hurt):
        return set()
    return {k for i in hurt for k in scene.tree.subtree(i)}


def _beside(scene: Scene, trigger: int) -> set[int]:
    """`meldete drei Tote und | den Abschuss`: what the nouns say that a noun stands beside."""
    tree, found = scene.tree, set[int]()
    here = trigger
    while tree.relation(here) == "conj" and not tree.is_verbal(tree.tokens[here].head):
        above = tree.tokens[here].head
        found.update(set(tree.subtree(above)) - set(tree.subtree(here)))
        here = above
    return found


def _place_among(hit: QuantityHit, kinds: Sequence[str]) -> int:
    """Where the kind of what is counted stands among these; their number where it is none of them."""
    kind = hit.quantity.kind
    found = (i for i, name in enumerate(kinds) if name == kind or (name in ANY_FIGURE and kind != "time"))
    return next(found, len(kinds))


def _tells_where(scene: Scene, hit: QuantityHit, participants: Sequence[int]) -> bool:
    """Whether what is counted are places in which it took place ("in two bars", "in 23 Provinzen")."""
    if hit.unit in participants or hit.quantity.kind != "other":
        return False
    tree = scene.tree
    return (
        tree.relation(hit.unit) in ("obl", "nmod")
        and tree.preposition(hit.unit) in tree.grammar.get("locative_prepositions", ())
        and tree.case_of(hit.unit) != "acc"
    )


def is_before_it(scene: Scene, noun: int) -> bool:
    """`After the attack | the army arrested nine men on Friday`, `after a day of | shelling`: whom, where and when is not told of the attack; who died after it died of it."""
    tree = scene.tree
    while tree.relation(noun) == "nmod" and tree.preposition(noun) in tree.grammar.get(
        "genitive_prepositions", ()
    ):
        noun = tree.tokens[noun].head
    before = (tree.grammar.get(name, ()) for name in ("aftermath_prepositions", "cause_prepositions"))
    if not any(tree.preposition(noun) in words for words in before):
        return False
    clause = tree.clause(noun)
    return not any(is_casualty(scene, k) for k in (clause, *tree.children[clause]))


def distance(scene: Scene, i: int, triggers: Sequence[int]) -> int:
    """How many tokens lie between a token and the nearest trigger."""
    return min(abs(i - t) for t in triggers)


def reach_of(scene: Scene, triggers: Sequence[int], others: Sequence[int] = ()) -> list[int]:
    """The tokens of the event's clause: below its triggers, and below the clause's head for a noun trigger.

    What lies below another event's trigger is that event's.
    """
    tree, skip = scene.tree, OTHER_CLAUSES
    found: set[int] = set()
    for trigger in triggers:
        found.update(tree.subtree(trigger, skip=skip))
        if not tree.is_verbal(trigger) and not is_before_it(scene, trigger):
            found.update(tree.subtree(tree.clause(trigger), skip=skip))
    above = {k for trigger in triggers for k in (trigger, *tree.ancestors(trigger))}
    theirs = {k for other in others if other not in above for k in tree.subtree(other)}
    return sorted(found - theirs)
