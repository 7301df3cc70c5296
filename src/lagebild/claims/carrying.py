"""What tells, of a sentence as a whole, that a source goes on or came before.

Takes a Scene; says whether bare Konjunktiv I or a word (demnach) takes up the last source, whether the sentence only attributes
the one before ("Das meldete X."), and who would speak on after it.
"""

from msgspec.structs import replace

from lagebild.claims.certainty import is_unsaid
from lagebild.claims.conditions import condition_marks
from lagebild.claims.cues import Said, can_speak, cues_at, links_of, mood_cue, source_of
from lagebild.claims.scene import Scene
from lagebild.claims.source_phrases import said_of_pointer
from lagebild.languages import Cue


def is_bare_subjunctive(scene: Scene, clause: int) -> bool:
    """Whether a main clause stands in Konjunktiv I, which marks reported speech by itself."""
    tree = scene.tree
    if not tree.grammar.get("reported_mood") or tree.has_child(clause, "mark"):
        return False
    verb = tree.finite(clause)
    return verb is not None and tree.feature(verb, "Mood") == "Sub" and tree.feature(verb, "Tense") == "Pres"


def is_told_in_mood(scene: Scene, i: int) -> bool:
    """Whether a predicate, or one whose content it is, stands in the mood of reported speech, so that the author does not vouch for it, whoever says it."""
    tree = scene.tree
    if not tree.grammar.get("reported_mood") or not tree.is_verbal(i):
        return False
    while not _is_in_mood(scene, i):
        over = tree.tokens[i].head
        if over < 0 or tree.relation(i) not in ("ccomp", "xcomp") or not tree.is_verbal(over):
            return False  # "Er habe gesehen, | wie Soldaten schossen" is told, too
        i = over
    return True


def _is_in_mood(scene: Scene, i: int) -> bool:
    verb = scene.tree.finite(i)
    feature = scene.tree.feature
    return verb is not None and feature(verb, "Mood") == "Sub" and feature(verb, "Tense") == "Pres"


def speaker_of(scene: Scene) -> Said | None:
    """Who would speak on in Konjunktiv I after a sentence that cites nobody: the subject of its main verb, if political."""
    tree = scene.tree
    root = next((t.i for t in tree.tokens if t.head < 0), None)
    if root is None or not tree.grammar.get("reported_mood") or not tree.is_verbal(root):
        return None
    subject, verb = tree.surface_subject(root), tree.finite(root)
    if subject is None or tree.is_passive(root) or not can_speak(scene, subject):
        return None
    if verb is not None and tree.feature(verb, "Mood") == "Sub":
        return None  # "Die USA müssten vermitteln": thought or said by somebody else
    return Said(scene, root, mood_cue(scene), subject, inferred=True)


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


def tells_why(scene: Scene) -> bool:
    """`verklagte sie: Sie | hätten | die Miliz | bewaffnet`, `forderte sie auf. Sie | müssten | sich verantworten`: the plural that stands in for Konjunktiv I, of what has been done or must be; nothing that might be, or might have been."""
    tree = scene.tree
    root = next((t.i for t in tree.tokens if t.head < 0), None)
    if root is None or not carries_on(scene):
        return False
    auxiliaries = {tree.lemma(a) for a in tree.auxiliaries(root) if tree.relation(a) == "aux"}
    done = tree.feature(root, "VerbForm") == "Part" and auxiliaries <= set(
        tree.grammar.get("perfect_auxiliaries", ())
    )
    due = bool(auxiliaries) and auxiliaries <= set(tree.grammar.get("must_verbs", ()))
    subject, verb = tree.surface_subject(root), tree.finite(root)
    first = subject is not None and verb is not None and subject < verb
    return first and (done or due) and not condition_marks(scene, root)


def is_rumoured(scene: Scene, i: int) -> bool:
    """`Es heißt, die Armee hat ...`: the author does not vouch for what stands below a verb that only carries on, whoever spoke before."""
    return any(scene.tree.is_verbal(k) and bool(cues_at(scene, k, "carry")) for k in scene.tree.ancestors(i))


def carry_word(scene: Scene) -> Said | None:
    """A word that says that the last source goes on: demnach, hieß es weiter."""
    for i in scene.cues:
        for cue in cues_at(scene, i, "carry"):
            if _tells_what_noun_says(scene, i):
                continue
            if scene.tree.tokens[i].upos not in ("NOUN", "PROPN") and not _begins_anew(scene, i):
                return Said(scene, i, cue, None, inferred=True)
    return None


def _tells_what_noun_says(scene: Scene, i: int) -> bool:
    """`verlasen eine Erklärung, | wonach | ...`: behind a noun it opens what that says, and not what was said before."""
    tree = scene.tree
    over = tree.tokens[tree.tokens[i].head].head if tree.tokens[i].head >= 0 else -1
    relative = tree.word(i) in tree.grammar.get("content_relatives", ())
    return relative and 0 <= over < i and not tree.is_verbal(over)


def is_near(scene: Scene) -> bool:
    """`Dort hieß es, ...`: what goes on only with who spoke in the sentence just before."""
    words = scene.tree.grammar.get("near_carriers", ())
    return any(scene.tree.word(i) in words for i in range(len(scene.tree)))


def _begins_anew(scene: Scene, i: int) -> bool:
    """`Es heißt, ...`, `Offiziell heißt es, ...`, `In einem Beitrag heißt es, ...`: not what the last source said, as `..., hieß es weiter` is."""
    tree = scene.tree
    subject = tree.child(i, "nsubj", "expl")
    told = tree.child(i, "ccomp")
    on = tree.grammar.get("near_carriers", ()), tree.grammar.get("carrying_adverbs", ())
    opening = [k for k in tree.children[i] if k < i and tree.tokens[k].upos not in ("PUNCT", "CCONJ")]
    if told is not None and i < told and tree.is_verbal(i) and subject is not None and subject > i:
        return any(tree.word(k) not in (*on[0], *on[1]) for k in opening)
    adverbs = any(tree.word(k) in (*on[0], *on[1]) for k in tree.children[i])
    return subject is not None and subject < i and tree.is_verbal(i) and not adverbs


def retrospective(scene: Scene) -> list[Said]:
    """`Das meldete Radio Nord unter Berufung auf Ärzte.`: a cue whose content is only a pronoun attributes the sentence before.

    Gives its links, innermost first; none where the sentence does no such thing.
    """
    tree = scene.tree
    root = next((t.i for t in tree.tokens if t.head < 0), None)
    if root is None:
        return []
    words = tree.grammar.get("pointers", ())
    pointed = [
        c
        for c in tree.children[root]
        if (tree.word(c) in words or _is_told_thing(scene, root, c)) and not tree.has_child(c, "nsubj", "cop")
    ]
    if pointed and not tree.is_verbal(root) and (said := said_of_pointer(scene, root)):
        return [said]
    if pointed and (told := _version_of(scene, root)):
        return told
    owned = tree.grammar.get("owned_pronouns", ())
    if scene.in_class(root, "owning_up"):
        pointed = [c for c in pointed if not (tree.relation(c) == "obj" and tree.word(c) in owned)]
    cues = cues_at(scene, root, "verb") if pointed else []
    if any(cue.stance == "denies" for cue in cues):
        return []  # "rejected this: it was not they", whatever else the word may cite
    for cue in cues:
        if _has_clause(scene, root) or _says_so_too(scene, root, cue):
            continue
        if is_unsaid(scene, root, root):
            continue
        source = source_of(scene, root, cue)
        inverted = bool(tree.grammar.get("verb_last"))  # "It recalled | its ambassador": nobody says it
        if inverted and (source is None or source in pointed):
            # "Das teilte der Sprecher mit": the pronoun stands where the subject would
            source = next((c for c in tree.children[root] if c > root and _is_bare_nominal(scene, c)), None)
        if source is not None and source not in pointed:
            links = [*links_of(scene, root, cue)[:-1], Said(scene, root, cue, source)]
            return [replace(link, retrospective=True) for link in links]
    return []


def _is_told_thing(scene: Scene, root: int, c: int) -> bool:
    """`Der Armeechef verkündete | es |`: what somebody with a noun for him tells; `heißt es` tells nothing of it."""
    tree = scene.tree
    if tree.word(c) not in tree.grammar.get("object_pointers", ()) or tree.relation(c) != "obj":
        return False
    subject = tree.child(root, "nsubj")
    return subject is not None and tree.tokens[subject].upos in ("NOUN", "PROPN")


def _version_of(scene: Scene, root: int) -> list[Said]:
    """`That is the ministry's version`, `Das ist die Darstellung der Armee`: what stands before it, as somebody tells it."""
    tree = scene.tree
    plain = tree.has_child(root, "cop") and not tree.has_child(
        root, "advmod", "acl", "acl:relcl", "ccomp", "csubj"
    )
    if tree.tokens[root].upos != "NOUN" or not plain:
        return []
    cues = [cue for cue in cues_at(scene, root, "noun") if cue.stance != "denies"]
    sources = ((cue, source_of(scene, root, cue)) for cue in cues)
    told = ((cue, source) for cue, source in sources if source is not None and can_speak(scene, source))
    return [
        Said(scene, root, replace(cue, distance="distancing"), source, retrospective=True)
        for cue, source in [*told][:1]
    ]


def _says_so_too(scene: Scene, root: int, cue: Cue) -> bool:
    """`Das bestätigte auch Kiew`: whoever told it before told it by himself."""
    tree, words = scene.tree, scene.tree.grammar.get("additives", ())
    beside = (root, *tree.children[root])
    return cue.stance == "confirms" and any(tree.word(k) in words for i in beside for k in tree.children[i])


def _has_clause(scene: Scene, i: int) -> bool:
    tree = scene.tree
    beside = [
        c for c in tree.children[i] if tree.relation(c) in ("xcomp", "advcl")
    ]  # "regards it as proven | that ..."
    below = [c for k in (i, *beside) for c in tree.children[k]]
    return any(tree.relation(c) in ("ccomp", "xcomp", "parataxis") and tree.is_verbal(c) for c in below)


def _is_bare_nominal(scene: Scene, c: int) -> bool:
    tree = scene.tree
    return (
        tree.relation(c) in ("nsubj", "obj", "iobj", "obl")
        and not tree.preposition(c)
        and can_speak(scene, c)
    )
