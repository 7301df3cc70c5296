"""Who says so.

Takes a trigger, its sentence and the discourse; gives the chain of sources, outermost first, empty when the
author asserts it himself. Links are joined only where the text joins them; what goes on from a sentence before
is marked `inferred`. When unsure, the chain stays shorter: words in the wrong mouth are the worst error.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lagebild.claims.scene import Scene
from lagebild.claims.triggers import Hit
from lagebild.languages import Cue, Relations

CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})


@dataclass(frozen=True)
class Said:
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


@dataclass(frozen=True)
class Speech:
    """What climbing from a trigger found: links, innermost first, and the stance of the cue over it."""

    links: tuple[Said, ...]
    authors_own: bool = False

    @property
    def innermost(self) -> Said | None:
        """The link nearest to the trigger."""
        return self.links[0] if self.links else None


def speech_over(scene: Scene, i: int, accusing: Mapping[int, Hit] | None = None) -> Speech:
    """Climb from a trigger to the root and note every source that the text joins to it.

    `accusing` holds the triggers whose content clause is an allegation (their actor is its source), by token.
    """
    tree = scene.tree
    links: list[Said] = list(_beside(scene, i, i))
    below = i
    for here in tree.ancestors(i):
        if _is_authors_own(scene, below):
            return Speech(tuple(_unique(links)), authors_own=True)
        if tree.is_clause_head(below) and tree.is_apart(here, below):
            return Speech(tuple(_unique(links)))
        links += _accused(scene, here, below, accusing or {}) or _over(scene, here, below) or _in_reported_mood(scene, here, below, links)
        if not (_is_coordinated(scene, below) and not _spans_conjuncts(scene, here, below, links)):
            links += _beside(scene, here, below)
        below = here
    if _is_authors_own(scene, below):
        return Speech(tuple(_unique(links)), authors_own=True)
    return Speech(tuple(_unique(links)))


def _is_coordinated(scene: Scene, below: int) -> bool:
    """A clause beside another, with a subject of its own: what is said in the one need not hold for the other."""
    relation = scene.tree.relation(below)
    return relation == "conj" or (relation == "parataxis" and scene.tree.has_child(below, "nsubj", "nsubj:pass"))


def _unique(links: list[Said]) -> Iterator[Said]:
    """Each link once; whom a source cites (citing X, unter Berufung auf X) stands further in than the source."""
    links = sorted(links, key=lambda link: link.cue.construction != "citing")
    seen: set[tuple[int, int | None]] = set()
    for link in links:
        key = (link.cue_token, link.source)
        if key not in seen:
            seen.add(key)
            yield link


def _is_authors_own(scene: Scene, i: int) -> bool:
    """An indicative relative clause inside reported speech is the author's own (ANNOTATION §7).

    Where the language has no mood that tells, it is so only when it describes a participant of the citing word itself.
    """
    tree = scene.tree
    if tree.tokens[i].deprel != "acl:relcl":
        return False
    if not tree.grammar.get("reported_mood"):
        noun = tree.tokens[i].head
        governor = tree.tokens[noun].head
        aside = governor >= 0 and bool(cues_at(scene, governor, "verb")) or not tree.is_clause_head(noun) and governor < 0
        return aside or tree.tokens[min(tree.subtree(i)) - 1].form in tree.grammar.get("inserted_after", ())
    verb = tree.finite(i)
    return verb is not None and tree.feature(verb, "Mood") != "Sub"


# ------------------------------------------------ over: the clause is what a cue says


def _over(scene: Scene, here: int, below: int) -> list[Said]:
    """The links of a cue word whose content the clause below is, innermost first."""
    relation = scene.tree.relation(below)
    for cue in cues_at(scene, here, "verb", "noun"):
        if _is_content(scene, cue, here, below, relation):
            return [*_charge(scene, here, below, cue), *_links_of(scene, here, cue)]
    return []


def _charge(scene: Scene, here: int, below: int, cue: Cue) -> list[Said]:
    """Whose charge is denied: "wies Vorwürfe *der Linken* zurück, die Polizei habe ..." """
    if cue.stance != "denies":
        return []
    for c in scene.tree.children[here]:
        if scene.tree.relation(c) != "obj" or c == below:
            continue
        for noun in cues_at(scene, c, "noun"):
            owner = source_of(scene, c, noun)
            if owner is not None:
                return [Said(scene, c, replace(noun, distance="distancing"), owner, charge=True)]
    return []


def _in_reported_mood(scene: Scene, here: int, below: int, links: list[Said]) -> list[Said]:
    """`zeigte sich bereit, ein Zurück werde es nicht geben`: Konjunktiv I beside a verb that does not cite is its subject's word."""
    tree = scene.tree
    if links or tree.relation(below) not in ("ccomp", "parataxis", "conj") or not _is_bare_subjunctive(scene, below):
        return []
    verb = tree.finite(here)
    indicative = verb is not None and tree.feature(verb, "Mood") == "Ind"
    subject = tree.surface_subject(here) if tree.is_verbal(here) and indicative else None
    if subject is None or not _can_speak(scene, subject) or subject > below:
        return []
    return [Said(scene, here, _mood_cue(scene), subject)]


def _can_speak(scene: Scene, i: int) -> bool:
    """A person or body that speaks; troops, goods and deeds do not."""
    i = scene.tree.antecedent(i)
    agent = scene.agent_at(i)
    return scene.name_at(i) is not None or scene.know.is_pronoun(scene.tree.tokens[i].form) or (
        agent is not None and agent.kind in ("person", "organisation")
    )


def _mood_cue(scene: Scene) -> Cue:
    return Cue("", "VERB", "verb", Relations(), (), "claims", "neutral", "", (), f"{scene.know.pack.code}.rule:reported mood")


def _is_bare_subjunctive(scene: Scene, clause: int) -> bool:
    tree = scene.tree
    if not tree.grammar.get("reported_mood") or tree.has_child(clause, "mark"):
        return False
    verb = tree.finite(clause)
    return verb is not None and tree.feature(verb, "Mood") == "Sub" and tree.feature(verb, "Tense") == "Pres"


def speaker_of(scene: Scene, accusing: Mapping[int, Hit] | None = None) -> Said | None:
    """Who would speak on in Konjunktiv I after a sentence that cites nobody: the subject of its main verb, if political."""
    tree = scene.tree
    root = next((t.i for t in tree.tokens if t.head < 0), None)
    if root is None or not tree.grammar.get("reported_mood") or not tree.is_verbal(root):
        return None
    subject = tree.surface_subject(root)
    if subject is None or tree.is_passive(root) or not _can_speak(scene, subject):
        return None
    return Said(scene, root, _mood_cue(scene), subject, inferred=True)


def _accused(scene: Scene, here: int, below: int, accusing: Mapping[int, Hit]) -> list[Said]:
    """The content of an accusation is the accuser's: alleged, with the accuser as innermost source."""
    hit = accusing.get(here)
    if hit is None or not is_alleged_content(hit, below):
        return []
    cue = Cue(hit.frame.lemma, hit.frame.upos, "verb", hit.frame.family.actor, (), "claims", "distancing", "", (), hit.frame.key)
    return [Said(scene, here, cue, source_of(scene, here, cue))]


def is_alleged_content(hit: Hit, below: int) -> bool:
    """Whether what hangs below an accusing trigger is what it alleges: a clause, or a noun other than who is accused."""
    tree = hit.scene.tree
    relation = tree.relation(below)
    if relation == "parataxis":
        return tree.is_announced(hit.token, below)
    if relation in CLAUSES:
        return tree.tokens[below].deprel != "acl:relcl"
    verbal_noun = relation in ("obl", "nmod", "obj") and tree.is_verbal(below)
    return verbal_noun or (hit.frame.mode == "allege" and relation in ("obl", "obj", "nmod"))


def _is_content(scene: Scene, cue: Cue, here: int, below: int, relation: str) -> bool:
    tree, deprel = scene.tree, scene.tree.tokens[below].deprel
    if relation == "ccomp" and tree.is_announced(here, below):
        relation = deprel = "parataxis"
    if relation == "parataxis" and (scene.tree.is_apart(here, below) or tree.has_child(here, "ccomp")):
        return False
    if relation == "advcl" and "ccomp" in cue.content:
        return any(tree.tokens[c].deprel == "ccomp" and c > below for c in tree.children[here]) and below < here
    if deprel == "acl:relcl":
        return False
    if relation in cue.content or deprel in cue.content:
        return not _is_as_clause(scene, below)
    prep = scene.tree.preposition(below)
    return bool(prep) and any(f"{name}:{prep}" in cue.content for name in ("obl", "nmod", "any"))


def _links_of(scene: Scene, here: int, cue: Cue) -> list[Said]:
    """Whose charge or report the cue speaks of, whom it cites (unter Berufung auf ...), then its own source."""
    cited = [_said(scene, c, k, sub) for c, k, sub in _citings(scene, here)]
    return [*cited, _said(scene, here, cue, source_of(scene, here, cue))]


def _said(scene: Scene, token: int, cue: Cue, source: int | None) -> Said:
    return Said(scene, token, cue, source)


def source_of(scene: Scene, here: int, cue: Cue) -> int | None:
    """The head of the source of a cue word, by the relations that its entry names."""
    tree = scene.tree
    for ways in cue.source.alternatives:
        for way in ways:
            found = [here]
            for name in way:
                found = [j for k in found for j in (tree.dependents(k, name) if name != "self" else [k])]
            if found:
                return found[0]
    return None


def _citings(scene: Scene, here: int) -> Iterator[tuple[int, Cue, int | None]]:
    """`unter Berufung auf X`, `citing X` below a cue verb."""
    for c in scene.tree.children[here]:
        for cue in cues_at(scene, c, "citing"):
            source = source_of(scene, c, cue)
            if source is not None:
                yield c, cue, source


# ------------------------------------------------ beside: a phrase or inserted clause cites


def _beside(scene: Scene, here: int, below: int) -> list[Said]:
    """Sources that stand beside a clause's head: laut X; nach Angaben von X; ..., sagte X; wie X berichtet; citing X."""
    links: list[Said] = []
    for c in scene.tree.children[here]:
        if c != below:
            links += _adposition(scene, c) or _inserted(scene, here, c) or _cited(scene, c)
    return links or _deeper(scene, here, below)


def _deeper(scene: Scene, here: int, below: int) -> list[Said]:
    """A source phrase of the clause that hangs on one of its nouns ("könnte die Anlagen laut Juristen verbieten")."""
    tree = scene.tree
    if not tree.is_clause_head(here):
        return []
    own = [c for c in tree.children[here] if c != below and not tree.is_clause_head(c)]
    inner = (k for c in own for k in tree.subtree(c, skip=CLAUSES | {"conj"}) if k != c)
    return next((found for k in inner if (found := _adposition(scene, k))), [])


def _cited(scene: Scene, c: int) -> list[Said]:
    for cue in cues_at(scene, c, "citing"):
        source = source_of(scene, c, cue)
        if source is not None:
            return [_said(scene, c, cue, source)]
    return []


def _adposition(scene: Scene, c: int) -> list[Said]:
    """`laut dem Ministerium`, `Behördenangaben zufolge`, `nach Angaben der Polizei`, `according to police`."""
    if scene.tree.relation(c) not in ("obl", "nmod", "advmod", "parataxis", "appos", "dep", "advcl"):
        return []
    cue = _adposition_cue(scene, c)
    if cue is None:
        return []
    citing = next(iter(cues_at(scene, c, "noun", "carry")), None)
    if "noun" in cue.content and citing is None:
        return []
    if citing is None:
        return [*_cited_by(scene, c), Said(scene, c, cue, c)]
    if _is_own(scene, c):
        owner = scene.tree.surface_subject(scene.tree.clause(c))
    else:
        owner = source_of(scene, c, citing)
    if owner is None and _opens_nothing(scene, c):
        return [Said(scene, c, cue, None, inferred=True)]
    return [*_cited_by(scene, c), Said(scene, c, cue, c if owner is None else owner)]


def _cited_by(scene: Scene, c: int) -> list[Said]:
    """`Recherchen des Senders, die sich auf ein Papier stützen`: whom the source itself cites."""
    below = [c, *(k for k in scene.tree.children[c] if scene.tree.relation(k) == "nmod")]
    return [_said(scene, k, cue, source) for here in below for k, cue, source in _citings(scene, here)]


def _is_own(scene: Scene, c: int) -> bool:
    """`nach eigenen Angaben`: the source is the subject of the clause itself."""
    own = scene.tree.grammar.get("own_words", ())
    return any(scene.tree.lemma(k) in own for k in scene.tree.children[c])


def _opens_nothing(scene: Scene, c: int) -> bool:
    """A definite "den Angaben zufolge" names nobody: it goes back to the last source."""
    tree = scene.tree
    definite = [k for k in tree.children[c] if tree.tokens[k].deprel.startswith("det")]
    modifiers = [k for k in tree.children[c] if tree.relation(k) in ("amod", "nmod", "compound")]
    plain = not modifiers and not scene.first_part_at(c) and scene.know.is_plain_source(tree.lemma(c))
    return plain and bool(definite)


def _adposition_cue(scene: Scene, c: int) -> Cue | None:
    tree = scene.tree
    cases = [k for k in tree.children[c] if tree.relation(k) in ("case", "advmod")]
    forms = [tree.preposition(c), *(tree.tokens[k].form.lower() for k in cases)]
    forms += [f"{tree.tokens[k - 1].form} {tree.tokens[k].form}".lower() for k in cases if k > 0]
    for form in forms:
        for cue in scene.know.pack.cues.get(form.replace("_", " "), ()):
            if cue.construction == "adposition":
                return cue
    return None


def _inserted(scene: Scene, here: int, c: int) -> list[Said]:
    """`..., sagte X`, `wie X berichtet`, `X said` as a clause beside its content."""
    tree = scene.tree
    relation = tree.relation(c)
    as_clause = _is_as_clause(scene, c)
    if not as_clause and relation not in ("parataxis", "discourse", "dep", "conj", "appos"):
        return []
    for cue in cues_at(scene, c, "verb"):
        if _has_own_content(scene, c, cue) or (relation == "conj" and not _is_after_quote(scene, here, c)):
            return []
        if source_of(scene, c, cue) is None or scene.tree.is_apart(here, c):
            return []
        outer = [link for k in tree.children[c] for link in _adposition(scene, k)]
        return [*_links_of(scene, c, cue), *outer]
    return [_carried(scene, c, cue) for cue in cues_at(scene, c, "carry")][:1]


def _carried(scene: Scene, c: int, cue: Cue) -> Said:
    """`hieß es` goes on with the last source; `heißt es in der Mitteilung` names its own."""
    source = source_of(scene, c, cue)
    return Said(scene, c, cue, source, inferred=source is None)


def _is_as_clause(scene: Scene, c: int) -> bool:
    words = scene.tree.grammar.get("as_words", ())
    return any(
        scene.tree.tokens[k].form.lower() in words
        for k in scene.tree.children[c]
        if scene.tree.relation(k) in ("mark", "advmod", "case")
    )


def _has_own_content(scene: Scene, c: int, cue: Cue) -> bool:
    """Whether a citing clause has its content below itself ("die Armee sprach von einem Angriff"), so cites nothing beside it."""
    names = {name for link in scene.tree.links(c) for name in link.names}
    return bool(names & (set(cue.content) | {"ccomp"}) - {"parataxis", "advcl", "acl"})


def _is_after_quote(scene: Scene, here: int, c: int) -> bool:
    """A quotation and its "sagte X" may be parsed as coordinated: no conjunction then, but a comma or quote mark."""
    tree = scene.tree
    return not tree.has_child(c, "cc") and c > here and any(
        tree.tokens[k].form in scene.know.quote_marks for k in range(here, c)
    )


def _spans_conjuncts(scene: Scene, here: int, below: int, links: list[Said]) -> bool:
    """What stands before both coordinated clauses or after the last holds for both."""
    outside = [c for c in scene.tree.children[here] if c != below and (c < min(here, below) or c > max(here, below))]
    return any(_adposition(scene, c) or _inserted(scene, here, c) for c in outside)


# ------------------------------------------------ words


def cues_at(scene: Scene, i: int, *constructions: str) -> list[Cue]:
    """The cue entries of a token's lemma in one of these constructions, whose conditions hold."""
    upos = scene.tree.tokens[i].upos
    return [
        cue
        for cue in scene.know.cues_of(scene.tree.lemma(i), closed=upos in ("NOUN", "PROPN"))
        if cue.construction in constructions
        and (not cue.upos or cue.upos == upos or (cue.upos == "VERB" and scene.tree.is_verbal(i)))
        and all(scene.holds(i, condition) for condition in cue.when)
    ]


def inside_source_phrases(scene: Scene) -> set[int]:
    """The tokens below source phrases: "nach Darstellung eines Vertreters, der anonym bleiben wollte"."""
    return {k for token in scene.tree.tokens if _adposition(scene, token.i) for k in scene.tree.subtree(token.i)}


# ------------------------------------------------ the sentence as a whole


def carries_on(scene: Scene, *, surely: bool = False) -> bool:
    """Whether a sentence without source of its own goes on reporting: bare Konjunktiv I at its root.

    `surely`: not by a form that only stands in for Konjunktiv I.
    """
    tree = scene.tree
    if not tree.grammar.get("reported_mood"):
        return False
    root = next((t.i for t in tree.tokens if t.head < 0), None)
    verb = tree.finite(root) if root is not None else None
    if verb is None or tree.feature(verb, "Mood") != "Sub":
        return False
    # The plural of Konjunktiv I looks like the indicative, so Konjunktiv II stands in for it ("sie würden", "sie hätten").
    return tree.feature(verb, "Tense") == "Pres" or (tree.feature(verb, "Number") == "Plur" and not surely)


def carry_word(scene: Scene) -> Said | None:
    """A word that says that the last source goes on: demnach, hieß es weiter."""
    for token in scene.tree.tokens:
        for cue in cues_at(scene, token.i, "carry"):
            if scene.tree.tokens[token.i].upos not in ("NOUN", "PROPN"):
                return Said(scene, token.i, cue, None, inferred=True)
    return None


def retrospective(scene: Scene) -> Said | None:
    """`Das meldete Radio Nord.`: a cue whose content is only a pronoun attributes the sentence before."""
    tree = scene.tree
    root = next((t.i for t in tree.tokens if t.head < 0), None)
    if root is None:
        return None
    for cue in cues_at(scene, root, "verb"):
        if cue.stance == "denies" or tree.has_child(root, "ccomp", "xcomp", "parataxis"):
            continue
        pointed = [c for c in tree.children[root] if tree.tokens[c].form.lower() in tree.grammar.get("pointers", ())]
        source = source_of(scene, root, cue)
        if source is None or source in pointed:  # "Das teilte der Sprecher mit": the pronoun stands where the subject would
            source = next((c for c in tree.children[root] if c > root and _is_bare_nominal(scene, c)), None)
        if pointed and source is not None:
            return Said(scene, root, cue, source, retrospective=True)
    return None


def _is_bare_nominal(scene: Scene, c: int) -> bool:
    tree = scene.tree
    return tree.relation(c) in ("nsubj", "obj", "iobj", "obl") and not tree.preposition(c) and scene.is_actor(c)
