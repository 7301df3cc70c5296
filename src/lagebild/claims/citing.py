"""Sources that stand beside what they say.

Takes a clause's head; gives the links of phrases and inserted clauses beside it: laut X; nach Angaben von X; ..., sagte X;
wie X berichtet; citing X.
"""

from lagebild.claims.answers import once_a_scene
from lagebild.claims.believing import believed, believing_in
from lagebild.claims.branches import CLAUSE_RELATIONS
from lagebild.claims.certainty import is_unsaid
from lagebild.claims.cues import (
    Said,
    belief_cue,
    cited_at,
    cues_at,
    is_as_clause,
    links_of,
    source_of,
)
from lagebild.claims.gapped import pairs_without_verb
from lagebild.claims.grades import grades_at
from lagebild.claims.knowledge import UNTRUE
from lagebild.claims.marks import is_perfect
from lagebild.claims.own_content import has_own_content, has_own_object, only_answers, says_something_else
from lagebild.claims.scene import Scene
from lagebild.claims.source_phrases import adposition_links, source_phrases
from lagebild.claims.summed_up import claimed_beside, summed_up
from lagebild.claims.tree import NOMINAL, Tree
from lagebild.languages import Cue


def beside(scene: Scene, here: int, below: int) -> list[Said]:
    """Sources that stand beside a clause's head: laut X; nach Angaben von X; ..., sagte X; wie X berichtet; citing X."""
    links: list[Said] = []
    if not (citing := _citing_tokens(scene)):
        return links
    for c in scene.tree.children[here]:
        if c != below and (c in citing or c in summed_up(scene)) and not _is_anothers(scene, here, below, c):
            links += (
                adposition_links(scene, c)
                or inserted_links(scene, here, c)
                or _cited(scene, c)
                or _believed(scene, c)
                or ([] if here == below and _denies(scene, here) else claimed_beside(scene, here, c))
            )
    return links or _at_the_end(scene, here, below) or _deeper(scene, here, below) or _behind_all(scene, here)


def _denies(scene: Scene, here: int) -> bool:
    """`Hamas denies it used the hospital, | a charge Israel has repeated |`: what Israel says is not that Hamas denies it."""
    return any(cue.stance == "denies" for cue in cues_at(scene, here, "verb"))


def _is_anothers(scene: Scene, here: int, below: int, c: int) -> bool:
    """`accused him and, | diplomats said, | moved two brigades`: set in behind *and*, it cites only what stands behind it; so does who has no verb."""
    tree = scene.tree
    joined = (k for k in tree.children[here] if tree.relation(k) == "conj" and k > c and k != below)
    openings = (i for k in joined for i in tree.children[k] if tree.relation(i) == "cc")
    own = (i for i in tree.children[c] if tree.relation(i) == "cc" and i == min(tree.subtree(c)))
    return c in gapped_in(scene) or (below == here and any(here < i < c for i in (*openings, *own)))


@once_a_scene
def gapped_in(scene: Scene) -> frozenset[int]:
    """`according to A, rebels attacked the convoy, | according to B the army`: who says, and did, something else that has no verb."""
    tree, commas = scene.tree, scene.tree.grammar.get("inserted_after", ())
    found: set[int] = set()
    for c in source_phrases(scene):
        here, phrase = tree.tokens[c].head, tree.subtree(c)
        earlier = here >= 0 and any(
            k < c and k != c for k in tree.children[here] if k in source_phrases(scene)
        )
        last, first = max(phrase) + 1, min(phrase)
        if (
            not earlier
            or first == 0
            or not {tree.tokens[first - 1].form, tree.tokens[first].form} & set(commas)
        ):
            continue
        rest = [k for k in range(last, len(tree)) if tree.tokens[k].upos != "PUNCT"]
        others = [k for k in rest if tree.tokens[k].head == here and tree.tokens[k].upos in NOMINAL]
        if others and not any(tree.is_verbal(k) for k in rest):
            found.update((c, *others))
    alike = (t.i for t in tree.tokens if _is_second_of_alike(tree, t.i))
    return frozenset((*found, *alike, *pairs_without_verb(scene)))


def _is_second_of_alike(tree: Tree, k: int) -> bool:
    """`sprach der Minister von Terroristen, | die Polizei | von Räubern`: one more with a phrase like that of the verb, which he shares."""
    commas = tree.grammar.get("inserted_after", ())
    if tree.relation(k) not in ("obj", "appos", "conj"):
        return False
    first = tree.first_word(k)
    own = {tree.preposition(i) for i in tree.children[k] if tree.relation(i) == "nmod" and i > k} - {""}
    verbs = [v for v in tree.ancestors(k) if v < k and tree.is_verbal(v)] if own else []
    alike = any(
        tree.relation(i) == "obl" and i < k and tree.preposition(i) in own
        for v in verbs
        for i in tree.children[v]
    )
    return alike and tree.is_behind(first, commas)


def _at_the_end(scene: Scene, here: int, below: int) -> list[Said]:
    """A source phrase behind the last of several predicates of one subject ("is sending troops and supplies guns, according to X")."""
    tree = scene.tree
    joined = [
        c for c in tree.children[here] if tree.relation(c) == "conj" and tree.is_verbal(c) and c != below
    ]
    if not joined or tree.has_child(joined[-1], "nsubj", "nsubj:pass"):
        return _behind_its_purpose(scene, here, below)
    last = [c for c in tree.children[joined[-1]] if tree.relation(c) != "punct"][-1:]
    return [link for c in last if c > joined[-1] for link in adposition_links(scene, c)]


def _behind_its_purpose(scene: Scene, here: int, below: int) -> list[Said]:
    """The same behind infinitives ("has decided to send men to support the war, according to X"), where a comma sets it off."""
    tree = scene.tree
    inner, at = [], here
    while at not in inner:
        inner.append(at)
        clauses = [
            c for c in tree.children[at] if tree.relation(c) in ("xcomp", "advcl") and tree.is_verbal(c)
        ]
        at = next(
            (c for c in clauses[-1:] if c != below and not tree.has_child(c, "nsubj", "nsubj:pass")), at
        )
    last = [c for c in tree.children[inner[-1]] if tree.relation(c) != "punct"][-1:]
    set_off = [
        c for c in last if c > inner[-1] and any(tree.relation(k) == "punct" for k in tree.children[c])
    ]
    return [link for c in set_off for link in adposition_links(scene, c)] if len(inner) > 1 else []


def _behind_all(scene: Scene, here: int) -> list[Said]:
    """`killed 12 people when they attacked the town, | according to the army`, `..., als sie angriffen, | wie die Armee mitteilte`: what stands
    behind the last comma is said of the whole, though it hangs on the clause before it.
    """
    last, links = _last_source(scene)
    path = list(scene.tree.ancestors(last)) if links else []
    if here not in path or not scene.tree.is_clause_head(here) or here > last:
        return []
    between = path[: path.index(here)]
    return links if any(map(scene.tree.is_clause_head, between)) and _is_one_telling(scene, between) else []


def _is_one_telling(scene: Scene, between: list[int]) -> bool:
    """Whether the clauses up to one only say when, why or how: none is what somebody says, or of a noun in the indicative."""
    tree = scene.tree
    heads = [k for k in between if tree.is_clause_head(k)]
    return all(tree.tokens[k].deprel in ("advcl", "acl", "xcomp") for k in heads) and not any(
        cues_at(scene, k, "verb", "noun") for k in between
    )


@once_a_scene
def _last_source(scene: Scene) -> tuple[int, list[Said]]:
    """The source phrase, or the clause with *as*, that ends the sentence behind a comma, and its links."""
    tree, commas = scene.tree, scene.tree.grammar.get("inserted_after", ())
    words = [t.i for t in tree.tokens if t.upos != "PUNCT"]
    for c in _citing_tokens(scene) if words else ():
        phrase = tree.words_below(c)
        if not phrase or phrase[-1] != words[-1] or tree.tokens[phrase[0] - 1].form not in commas:
            continue
        as_clause = tree.relation(c) == "advcl" and is_as_clause(scene, c)
        if links := adposition_links(scene, c) or (
            inserted_links(scene, tree.tokens[c].head, c) if as_clause else []
        ):
            return c, links
    return -1, []


@once_a_scene
def _citing_tokens(scene: Scene) -> frozenset[int]:
    """The tokens that cite somebody, by an entry of their own or as the noun of a source phrase."""
    return frozenset((*source_phrases(scene), *scene.cues, *believing_in(scene)))


def _deeper(scene: Scene, here: int, below: int) -> list[Said]:
    """A source phrase that hangs on a noun of the clause or on its infinitive ("agreed to talk, according to the NIS")."""
    tree = scene.tree
    if not source_phrases(scene) or not tree.is_clause_head(here):
        return []
    own = [c for c in tree.children[here] if c != below]
    own = [c for c in own if tree.relation(c) == "xcomp" or not tree.is_clause_head(c)]
    inner = (
        k for c in own for k in tree.subtree(c, skip=(CLAUSE_RELATIONS - {"xcomp"}) | {"conj"}) if k != c
    )
    spoken = (adposition_links(scene, k) for k in inner if not _is_in_attribute(tree, k))
    return next((found for found in spoken if found), [])


def _is_in_attribute(tree: Tree, k: int) -> bool:
    """`die | nach Angaben der UN | von Ruanda unterstützte M23 hat ... erobert`: between an article and its noun somebody says so of the attribute alone."""
    return any(tree.relation(a) == "amod" and k < a for a in tree.ancestors(k))


def _believed(scene: Scene, c: int) -> list[Said]:
    """`To hear the minister tell it, ...`, `Glaubt man dem Minister, ...`."""
    source = believed(scene, c)
    return [] if source is None else [Said(scene, c, belief_cue(scene), source)]


def _cited(scene: Scene, c: int) -> list[Said]:
    return [Said(scene, c, cue, source) for cue, source in cited_at(scene, c)][:1]


def inserted_links(scene: Scene, here: int, c: int) -> list[Said]:
    """`..., sagte X`, `wie X berichtet`, `X said` as a clause beside its content."""
    tree = scene.tree
    relation = tree.relation(c)
    as_clause = is_as_clause(scene, c)
    inserted = relation == "advcl" and _is_set_in(scene, c)
    if not (as_clause or inserted) and relation not in ("parataxis", "discourse", "dep", "conj", "appos"):
        return []
    first = tree.first_word(c)
    if not as_clause and tree.relation(first) == "cc" and tree.has_child(c, "obj", "obl"):
        return []  # "youths smashed windows, | and gendarmes answered with tear gas"
    if not as_clause and tree.is_announced(here, c):
        return []  # "traded accusations: India said ...": what stands before the colon is not said by it
    if as_clause and (_is_of_contrary(tree, here, c) or _is_refuted(scene, first)):
        return []
    if tree.word(first) in tree.grammar.get("contrary_before", ()):
        return []  # "habe, | anders als von Beirut behauptet |, keine Munition eingesetzt"
    if not as_clause and (says_something_else(scene, c) or is_unsaid(scene, c, here)):
        return []
    for cue in cues_at(scene, c, "verb"):
        if as_clause and (has_own_object(tree, c, cue) or _had_been_promised(scene, here, c)):
            return []  # "as the president threatened arrests", "as had been proposed by Norway" tell when and what, not who says so
        if has_own_content(scene, c, cue) or (relation == "conj" and not _is_after_quote(scene, here, c)):
            return []
        if not as_clause and only_answers(scene, c, cue):
            return []
        if cue.stance == "denies" and not as_clause:
            return []  # "Israel shelled the hospital - the army denies"
        if as_clause and cue.distance == "distancing" and _is_contradicted(scene, here, c):
            return [] if _was_said_before(scene, c) else [Said(scene, c, cue, None)]
        source = source_of(scene, c, cue)
        if inserted and (source is None or source < c):
            return [
                Said(scene, c, cue, None)
            ]  # "so erzählt man sich": told, and nobody is named behind the verb
        if source is None or scene.tree.is_apart(here, c) or (here < c and _is_next_clause(scene, c, source)):
            return []
        outer = [link for k in tree.children[c] for link in adposition_links(scene, k)]
        return [*links_of(scene, c, cue), *outer]
    return [carried(scene, c, cue) for cue in cues_at(scene, c, "carry")][:1]


def _is_of_contrary(tree: Tree, here: int, c: int) -> bool:
    """`Far from withdrawing, | as Moscow claims |, troops are digging in`: what opens the sentence is claimed, and the contrary of it told."""
    opening = next((t.i for t in tree.tokens if t.upos != "PUNCT"), 0)
    commas = tree.grammar.get("inserted_after", ())
    between = [k for k in range(opening, c) if tree.tokens[k].form in commas]
    return tree.word(opening) in tree.grammar.get("contrary_openers", ()) and len(between) == 1 and here > c


def _is_refuted(scene: Scene, opening: int) -> bool:
    """`habe nicht, | wie Juba es darstelle |, geschossen`, `Weder habe man, | wie ... |, ...`: right behind a negation, or between *neither* and *nor*, they said that it did."""
    tree, pair = scene.tree, scene.tree.grammar.get("neither_nor", ())
    negators = scene.know.pack.negators.get(tree.word(opening - 2), ()) if opening > 1 else ()
    behind = tree.is_behind(opening, scene.know.inserted_after)
    if behind and any("clause" in negator.scope for negator in negators):
        return True
    spots = {word: [t.i for t in tree.tokens if tree.word(t.i) == word] for word in pair}
    return bool(pair and behind) and any(
        first < opening < second for first in spots[pair[0]] for second in spots[pair[1]]
    )


def _is_contradicted(scene: Scene, here: int, c: int) -> bool:
    """`did not bomb it, as the rebels had claimed`, `Nicht die Armee war es, wie ...`: behind a negation they may as well have claimed that it did."""
    negators = scene.know.pack.negators
    return scene.in_class(here, UNTRUE) or any(
        any("clause" in n.scope for n in negators.get(scene.tree.word(k), ()))
        for k in range(c)
        if scene.tree.clause(k) == here
    )


def _was_said_before(scene: Scene, c: int) -> bool:
    """`as the rebels | had | claimed`, `wie die Rebellen | behaupteten |`."""
    tree = scene.tree
    verb = tree.finite(c)
    return verb is not None and tree.feature(verb, "Tense") == "Past"


def _had_been_promised(scene: Scene, here: int, c: int) -> bool:
    """`closed the border, as he announced`: only what is still to come (`will close it, as he announced`) is told by whoever announces it."""
    if not any(g.time == "future" for g in grades_at(scene, c, "verb")):
        return False
    tree, verb = scene.tree, scene.tree.finite(here)
    over = verb is None or tree.feature(verb, "Tense") == "Past" or is_perfect(scene, here, -1)
    return over or tree.is_passive(c) or is_perfect(scene, c, -1)


def _is_next_clause(scene: Scene, c: int, source: int) -> bool:
    """`Kiew bestreitet den Angriff – | Moskau droht`: where a verb set in stands before its subject, one behind it goes on."""
    tree = scene.tree
    inverted = tree.grammar.get("verb_last") and tree.feature(c, "VerbForm") == "Fin"
    quoted = any(t.form in scene.know.quote_marks for t in tree.tokens[:c])
    return bool(inverted) and source < c and tree.relation(c) == "parataxis" and not quoted


def _is_set_in(scene: Scene, c: int) -> bool:
    """`..., so sagte der Minister, ...`: the verb stands right behind the word that sets the clause in."""
    words = scene.tree.grammar.get("setting_in", ())
    return scene.tree.feature(c, "VerbForm") == "Fin" and c > 0 and scene.tree.word(c - 1) in words


def carried(scene: Scene, c: int, cue: Cue) -> Said:
    """`hieß es` goes on with the last source; `heißt es in der Mitteilung` names its own."""
    source = source_of(scene, c, cue)
    return Said(scene, c, cue, source, inferred=source is None)


def _is_after_quote(scene: Scene, here: int, c: int) -> bool:
    """A quotation and its "sagte X" may be parsed as coordinated: no conjunction then, but a comma or quote mark."""
    tree = scene.tree
    if tree.has_child(c, "cc"):
        # "... - or so the minister says"
        return tree.opening_word(c, tree.grammar.get("pointers", ())) >= 0
    return c > here and any(tree.tokens[k].form in scene.know.quote_marks for k in range(here, c))


def spans_conjuncts(scene: Scene, here: int, below: int) -> bool:
    """What stands before both coordinated clauses or after the last holds for both; between them, where they have one subject.

    `X must withdraw, a lawmaker said, and | must release the prisoners`; `Soldaten erschossen laut Augenzeugen drei Menschen und | verhafteten zwölf`.
    """
    tree = scene.tree
    beside = [c for c in tree.children[here] if c != below]
    shared = not tree.has_child(below, "nsubj", "nsubj:pass", "expl")
    if (shared or _goes_on_in_the_past(scene, here, below)) and any(
        inserted_links(scene, here, c) for c in beside if here < c < below
    ):
        return True
    outside = [c for c in beside if c < min(here, below) or c > max(here, below)]
    goes_on = shared and not cues_at(scene, below, "verb")
    within = [c for c in beside if here < c < below] if goes_on else []
    return any(adposition_links(scene, c) for c in (*outside, *within)) or any(
        inserted_links(scene, here, c) for c in outside
    )


def _goes_on_in_the_past(scene: Scene, here: int, below: int) -> bool:
    """`They had smuggled euros, he said, and a court | had | convicted them`: the tense of reports goes on with who reports."""
    words = scene.tree.grammar.get("backshifted", ())
    verbs = (scene.tree.finite(here), scene.tree.finite(below))
    return all(verb is not None and scene.tree.word(verb) in words for verb in verbs)
