"""The words that cite.

Takes a token; gives the entries of `cues.csv` that fire there, the source that an entry points to, and the link that the
two make (`Said`), before anybody is named.
"""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from lagebild.claims.answers import once_a_scene
from lagebild.claims.labels import colon_after_label, second_label, signed_by
from lagebild.claims.scene import CAPITAL, Scene, is_nominal
from lagebild.languages import Cue, Relations


class Said(msgspec.Struct, frozen=True):
    """One link before it is named: the cue's token and entry, the source's head (None: nobody is named).

    `charge`: whose charge a denial answers; it does not speak on in the next sentence.
    """

    scene: Scene
    cue_token: int
    cue: Cue
    source: int | None
    inferred: bool = False
    retrospective: bool = False
    charge: bool = False


def can_speak(scene: Scene, i: int) -> bool:
    """A person or body that speaks; troops, goods and deeds do not."""
    i = scene.tree.antecedent(i)
    agent = scene.agent_at(i)
    return (
        scene.name_at(i) is not None
        or scene.know.is_pronoun(scene.tree.tokens[i].form)
        or (agent is not None and agent.kind in ("person", "organisation"))
    )


def speaks(scene: Scene, i: int) -> bool:
    """Whether a token is the subject of a word that cites."""
    head = scene.tree.tokens[i].head
    if scene.tree.relation(i) != "nsubj" or head < 0:
        return False
    return scene.tree.lemma(head) in scene.know.citing_words


def mood_cue(scene: Scene) -> Cue:
    """The cue that a verb's mood alone is."""
    return _rule_cue(scene, "reported mood")


def figure_cue(scene: Scene) -> Cue:
    """The cue that giving a figure is."""
    return _rule_cue(scene, "figure")


def claim_cue(scene: Scene) -> Cue:
    """The cue that a claiming modal is."""
    return replace(_rule_cue(scene, "claiming modal"), distance="distancing")


def label_cue(scene: Scene) -> Cue:
    """The cue that a colon behind whoever speaks is."""
    return _rule_cue(scene, "label")


def belief_cue(scene: Scene) -> Cue:
    """The cue that a clause is which tells whom one would have to believe."""
    return replace(_rule_cue(scene, "believed"), distance="distancing")


def called_cue(scene: Scene) -> Cue:
    """The cue that somebody's own word for a thing is."""
    return replace(_rule_cue(scene, "called"), distance="distancing")


def _rule_cue(scene: Scene, name: str) -> Cue:
    key = f"{scene.know.pack.code}.rule:{name}"
    return Cue("", "VERB", "verb", Relations(), (), "claims", "neutral", "", (), key)


@once_a_scene
def labelled(scene: Scene, i: int) -> list[Said]:
    """`Health ministry: 17 dead`: who stands before the colon that opens the sentence says what follows it."""
    tree, signed = scene.tree, _signed(scene)
    if (
        i < signed
        and may_speak(scene, signed)
        and (can_speak(scene, signed) or scene.know.source_kind(tree.lemma(signed)))
    ):
        return [Said(scene, signed - 1, _rule_cue(scene, "signature"), signed)]
    colon = _colon(scene)
    if not 0 < colon < i:
        return []
    heads = [k for k in range(colon) if tree.tokens[k].head not in range(colon) and is_nominal(scene, k)]
    heads = [k for k in heads if not _is_hour(scene, k)] or heads  # "17.12 Uhr Selenskyj: ..."
    second = second_label(tree)  # "Moscow: ...; | Kyiv: ...": each says what stands behind its own colon
    if 0 < second < i:
        dashes = tree.grammar.get(
            "dashes", ()
        )  # "... - Ardern: ... - | Erdogan spricht von ...": the next item
        over = any(tree.tokens[k].form in dashes for k in range(second + 2, i))
        answers = i > second + 1 and can_speak(scene, second) and not over
        return [Said(scene, second + 1, label_cue(scene), second)] if answers else []
    if len(heads) != 1 or _is_answer(scene, i, colon) or _is_toll(scene, heads[0], colon):
        return []
    lemma = tree.lemma(heads[0])
    kind = scene.know.source_kind(lemma) or scene.know.source_kind(lemma.lower())
    medium = kind in ("medium", "agency", "organisation")  # "Human Rights Observatory: ..."
    if not (can_speak(scene, heads[0]) or medium or _has_title(scene, heads[0])):
        return _issued(scene, heads[0], colon)
    answered = second and tree.is_behind(second, tree.grammar.get("clause_breaks", ()))
    if not answered and _is_place_of(scene, heads[0], colon):
        return []
    return [Said(scene, colon, label_cue(scene), heads[0])]


def _is_hour(scene: Scene, k: int) -> bool:
    """A word of an expression of time that stands behind a number."""
    return k in scene.dated and k > 0 and scene.tree.tokens[k - 1].upos == "NUM"


def _is_toll(scene: Scene, head: int, colon: int) -> bool:
    """`Zwei Tote, viele Fragen: ...`, `Verletzte in Goma: ...`, `Two killed: ...`: of whom a headline tells, and who says nothing in it."""
    hurt = scene.in_class(head, "casualty") or scene.in_class(head, "figure_victims")
    beside = any(scene.tree.tokens[k].upos == "PUNCT" for k in range(head, colon))
    return hurt or (beside and scene.tree.has_child(head, "nummod"))


def _has_title(scene: Scene, head: int) -> bool:
    """`Foreign Minister Biruta: ...`: a name that nobody knows, beside what he is."""
    titles = (k for k in scene.tree.children[head] if k < head)
    agents = (agent for k in titles if (agent := scene.agent_at(k)) is not None)
    return scene.tree.tokens[head].upos == "PROPN" and any(agent.kind == "person" for agent in agents)


def _is_answer(scene: Scene, i: int, colon: int) -> bool:
    """`Moskau: Ukraine beschießt Belgorod – Kiew dementiert`: a verb behind a dash that has a subject there and cites is not what the label says."""
    tree, dashes = scene.tree, scene.tree.grammar.get("dashes", ())
    dash = next((k for k in range(i, colon, -1) if tree.tokens[k].form in dashes), 0)
    subject = tree.child(i, "nsubj")
    return bool(dash) and subject is not None and subject > dash and bool(cues_at(scene, i, "verb"))


def _issued(scene: Scene, noun: int, colon: int) -> list[Said]:
    """`Kritik aus Ankara: Israel habe ...`, `Report: Iran sent missiles`: whose word a noun before the colon is, or the text that it names."""
    tree, cues = scene.tree, [*cues_at(scene, noun, "noun")]
    types = scene.know.ontology.types
    acts = any(types[frame.type].speech_act for frame in scene.know.frames_of(tree.lemma(noun), "NOUN"))
    if not cues and not acts:
        return []
    sources = [source_of(scene, noun, cue) for cue in cues]
    issuers = tree.grammar.get("issuer_prepositions", ())
    sources += [
        k for k in tree.children[noun] if tree.relation(k) == "nmod" and tree.preposition(k) in issuers
    ]
    if not acts and not tree.has_child(noun, "det", "nmod") and scene.know.source_kind(tree.lemma(noun)):
        sources.append(noun)
    who = next((k for k in sources if k is not None and (k == noun or can_speak(scene, k))), None)
    return [] if who is None else [Said(scene, colon, label_cue(scene), who)]


def _is_place_of(scene: Scene, label: int, colon: int) -> bool:
    """`Sudan: The army shelled ...`, but not `Moskau: Ukrainische Saboteure ...`: a capital before what others do speaks."""
    name, know = scene.name_at(label), scene.know
    if name is None or name.kind != CAPITAL or scene.tree.tokens[label].form.isupper():
        return scene.place_at(label) is not None  # a dateline stands in capitals
    tree = scene.tree
    subjects = (k for k in range(colon + 1, len(tree)) if tree.relation(k) == "nsubj")
    subject = next(subjects, None)
    parts = () if subject is None else tree.subtree(subject)
    states = {
        know.state_of(hit.id) for k in parts if (hit := scene.name_at(k) or scene.place_at(k)) is not None
    }
    return not states - {None} or know.state_of(name.id) in states


@once_a_scene
def _signed(scene: Scene) -> int:
    return signed_by(scene.tree)


@once_a_scene
def _colon(scene: Scene) -> int:
    return colon_after_label(scene.tree)


def links_of(scene: Scene, here: int, cue: Cue) -> list[Said]:
    """Whose charge or report the cue speaks of, whom it cites (unter Berufung auf ...), then its own source."""
    source = source_of(scene, here, cue)
    spots = [here] if source is None else [here, source, *scene.tree.children[source]]
    cited = [Said(scene, c, k, sub) for spot in spots for c, k, sub in citings(scene, spot)]
    quoted = [Said(scene, here, k, sub) for k, sub in cited_at(scene, here)]
    return [*quoted, *cited, Said(scene, here, cue, source)]


def source_of(scene: Scene, here: int, cue: Cue) -> int | None:
    """The head of the source of a cue word, by the relations that its entry names; of two subjects the one that can speak."""
    tree = scene.tree
    for ways in cue.source.alternatives:
        for way in ways:
            found = [here]
            for name in way:
                found = [j for k in found for j in (tree.dependents(k, name) if name != "self" else [k])]
            found = [j for j in found if not is_nobody(scene, j) and not _is_where_that_was(scene, here, j)]
            if found:
                return next((j for j in found if may_speak(scene, j)), found[0])
    return issuer_of(scene, here) if cue.upos == "NOUN" else None


def _is_where_that_was(scene: Scene, verb: int, i: int) -> bool:
    """`hieß es nach einem Gipfel | in Abuja |`: right behind what took place stands where, and nobody who says so ("hieß es am Montag in Abuja")."""
    tree = scene.tree
    before = tree.first_word(i) - 1
    if tree.tokens[i].upos != "PROPN" or tree.relation(i) != "obl" or before <= verb:
        return False
    dated = any(hit.first <= before <= hit.last for hit in scene.periods)
    return tree.tokens[before].upos == "NOUN" and not dated and verb in tree.ancestors(before)


def issuer_of(scene: Scene, noun: int) -> int | None:
    """`Offiziere verlasen | eine Erklärung |, wonach ...`: whoever issues what says something says it."""
    tree, verb = scene.tree, scene.tree.tokens[noun].head
    issued = (
        verb >= 0
        and tree.relation(noun) == "obj"
        and tree.lemma(verb) in tree.grammar.get("issuing_verbs", ())
    )
    return next(iter(tree.dependents(verb, "nsubj")), None) if issued else None


def is_nobody(scene: Scene, i: int) -> bool:
    """Whether a word is a subject for grammar only (*man*), tells when it was, or asks who it was."""
    tree = scene.tree
    if any("clause" in n.scope for n in scene.know.pack.negators.get(tree.word(i), ())):
        return True  # "nobody would rule out"
    if any(hit.first <= i <= hit.last for hit in scene.periods):
        return True  # "Behördenangaben | vom Mittwoch |"
    return tree.word(i) in tree.grammar.get("nobody", ()) or (
        tree.tokens[i].upos != "PROPN" and tree.word(i) in tree.grammar.get("asked", ())
    )


def is_as_clause(scene: Scene, c: int) -> bool:
    """Whether a clause begins with *wie*, *as*."""
    words = scene.tree.grammar.get("as_words", ())
    return any(
        scene.tree.word(k) in words
        for k in scene.tree.children[c]
        if scene.tree.relation(k) in ("mark", "advmod", "case")
    )


def citings(scene: Scene, here: int) -> Iterator[tuple[int, Cue, int | None]]:
    """`unter Berufung auf X`, `citing X` below a cue verb."""
    for c in scene.tree.children[here]:
        for cue, source in cited_at(scene, c):
            yield c, cue, source


def cited_at(scene: Scene, c: int) -> Iterator[tuple[Cue, int]]:
    """Whom a citing phrase or participle cites: somebody, or a text ("citing reasonable suspicion" cites nobody)."""
    for cue in cues_at(scene, c, "citing"):
        source = source_of(scene, c, cue)
        if source is None:
            continue
        if may_speak(scene, source):
            yield cue, source


def may_speak(scene: Scene, i: int) -> bool:
    """Goods, weapons, deeds and times say nothing: a parser's slip must not put words into their mouth."""
    i = scene.tree.antecedent(i)
    if scene.tree.word(i) in scene.tree.grammar.get("pointers", ()) and not scene.know.is_pronoun(
        scene.tree.tokens[i].form
    ):
        return False
    if can_speak(scene, i) or scene.tree.tokens[i].upos == "PROPN":
        return True
    lemma = scene.tree.lemma(i)
    if scene.know.is_quantifier(lemma) and scene.tree.relation(i) == "nsubj":
        return True  # "many here say", "two of them said"
    return scene.know.source_kind(lemma) is not None or not scene.know.is_mute(lemma)


def cues_at(scene: Scene, i: int, *constructions: str) -> list[Cue]:
    """The cue entries of a token's lemma in one of these constructions, whose conditions hold."""
    return [cue for cue in scene.cues_at(i) if cue.construction in constructions]


def names_its_source(scene: Scene, i: int) -> bool:
    """Whether a word cites and has its source beside it."""
    return any(source_of(scene, i, cue) is not None for cue in cues_at(scene, i, "verb"))
