"""What nobody says, and what is only charged.

Takes a word that cites or accuses, and a clause below it; tells whether the clause is what somebody did not say, took back, was made to
say or did not accuse anybody of, and whether it is what an accusing word alleges.
"""

from collections.abc import Mapping

from lagebild.claims.branches import CLAUSE_RELATIONS
from lagebild.claims.certainty import is_unsaid
from lagebild.claims.conditions import condition_marks, is_circumstance
from lagebild.claims.cues import cues_at, is_nobody
from lagebild.claims.scene import Scene
from lagebild.claims.triggers import Hit
from lagebild.claims.wished import musts_over

CLAUSES = CLAUSE_RELATIONS - {"root"}


def is_withheld(scene: Scene, here: int, below: int) -> bool:
    """Whether a clause is what somebody did not say; whoever does not believe it, has said something."""
    relation = scene.tree.relation(below)
    if relation not in ("ccomp", "xcomp"):
        return False
    if below < here:  # "| Ob Soldaten schossen |, sagte der Gouverneur nicht"
        return relation == "ccomp" and _is_left_unsaid(scene, here, below)
    if relation == "xcomp":  # "did not claim | to have shelled it", "never admitted | killing them"
        stances = ("claims", "confirms")
        told = any("xcomp" in cue.content and cue.stance in stances for cue in cues_at(scene, here, "verb"))
        return told and is_unsaid(scene, here, below)
    if scene.in_class(here, "withholding") and scene.tree.is_verbal(here):
        return True
    if cues_at(scene, here, "verb") and _is_of_nobody(scene, here):
        return True  # "kein einziger Zeuge, der gesehen hat, dass ..."
    if cues_at(scene, here, "verb") and condition_marks(scene, here):
        return True  # "Had he said that ..., he would be dead"
    if cues_at(scene, here, "verb") and (_is_to_be_said(scene, here) or _is_whoevers(scene, here)):
        return True
    cue = next(iter(cues_at(scene, here, "verb")), None)
    if cue is None or cue.kind or cue.stance == "denies":
        return False  # who does not deny it leaves it open
    return is_unsaid(scene, here, below) or _is_taken_back(scene, here)


def _is_left_unsaid(scene: Scene, here: int, below: int) -> bool:
    """Whether a subordinate clause stands before who does not say it."""
    tree, words = scene.tree, scene.tree.grammar.get("complementizers", ())
    opens = any(
        tree.word(k) in words and tree.relation(k) == "mark" for k in tree.children[below] if k < below
    )
    asks = tree.word(tree.first_word(below)) in tree.grammar.get("asked", ())
    plain = [
        cue for cue in cues_at(scene, here, "verb") if not cue.when and not cue.kind
    ]  # "hält er nicht für möglich"
    denies = any(cue.stance == "denies" for cue in plain)
    return (opens or asks) and bool(plain) and not denies and is_unsaid(scene, here, below)


def _is_whoevers(scene: Scene, here: int) -> bool:
    """`Wer behauptet, die Polizei habe geschossen, lüge`, `Anyone who says so is lying`: whoever would say it, is said to lie."""
    tree, over = scene.tree, scene.tree.tokens[here].head
    subject = tree.child(here, "nsubj")
    if subject is None or tree.word(subject) not in tree.grammar.get("asked", ()):
        return False
    around = [*tree.children[here], over, tree.tokens[over].head if over >= 0 else -1]
    return any(k >= 0 and scene.in_class(k, "withholding") for k in around)


def _is_to_be_said(scene: Scene, here: int) -> bool:
    """`Die EU sollte erklären, dass ...`, `should say that`: what somebody ought to say he has not said; who "must say" it himself says it."""
    tree, grammar = scene.tree, scene.tree.grammar
    wishes = grammar.get("wish_verbs", ())
    subject = tree.surface_subject(here)
    if subject is None or is_nobody(scene, subject) or tree.feature(subject, "Person") == "1":
        return False
    auxiliaries = tree.auxiliaries(here)
    perfect = any(tree.lemma(a) in grammar.get("perfect_auxiliaries", ()) for a in auxiliaries)
    ought = bool(musts_over(scene, here)) or any(
        tree.lemma(a) in wishes and (tree.feature(a, "Mood") == "Sub" or tree.feature(a, "Tense") == "Past")
        for a in auxiliaries  # "soll aussagen, ...": he is about to say so
    )
    return ought and not perfect and not tree.is_passive(here)


def _is_of_nobody(scene: Scene, here: int) -> bool:
    """Whether the subject of a relative clause is a noun that there is none of."""
    tree, negators = scene.tree, scene.know.pack.negators
    if tree.tokens[here].deprel != "acl:relcl":
        return False
    subjects = (k for i in tree.dependents(here, "nsubj") for k in tree.children[i])
    return any(
        tree.relation(k) == "det"
        and any(
            "clause" in n.scope for n in negators.get(tree.word(k), ()) or negators.get(tree.lemma(k), ())
        )
        for k in subjects
    )


def _is_taken_back(scene: Scene, here: int) -> bool:
    """`stopped short of saying`, `apologised for having said`, `was wrong to report`: said by nobody who would stand by it."""
    tree, over = scene.tree, scene.tree.tokens[here].head
    words = [c for c in tree.children[here] if tree.relation(c) in ("advmod", "cop") and c < here]
    if over >= 0 and tree.relation(here) in ("xcomp", "advcl", "acl", "csubj", "ccomp"):
        beside = ("advmod", "amod", "xcomp")
        words += [over, *(c for c in tree.children[over] if tree.relation(c) in beside and c != here)]
    return any(scene.in_class(k, "withholding") for k in words)


def is_made_to(scene: Scene, here: int) -> bool:
    """`wants the world to believe`, `was forced to say`: what somebody is to say, or made to say, is not his word."""
    tree, over = scene.tree, scene.tree.tokens[here].head
    if (
        over < 0
        or tree.relation(here) not in ("xcomp", "ccomp")
        or tree.has_child(here, "nsubj", "nsubj:pass")
    ):
        return False
    led = tree.has_child(over, "obj", "iobj") or tree.is_passive(over)
    return led and scene.in_class(over, "making")


def is_not_charged(scene: Scene, here: int, below: int, accusing: Mapping[int, Hit]) -> bool:
    """`Washington has not accused Iran of striking the tanker`: what is no charge is nobody's."""
    hit = accusing.get(here)
    return hit is not None and is_alleged_content(hit, below) and is_unsaid(scene, here, below)


def is_alleged_content(hit: Hit, below: int) -> bool:
    """Whether what hangs below an accusing trigger is what it alleges: a clause, or a noun other than who is accused."""
    tree = hit.scene.tree
    relation = tree.relation(below)
    if relation == "parataxis":
        return tree.is_announced(hit.token, below)
    if relation == "advcl" and (below < hit.token or is_circumstance(hit.scene, below)):
        return False
    if relation in CLAUSES:
        return tree.tokens[below].deprel != "acl:relcl"
    verbal_noun = relation in ("obl", "nmod", "obj") and tree.is_verbal(below)
    return verbal_noun or (hit.frame.mode == "allege" and relation in ("obl", "obj", "nmod"))


def is_of_the_past(hit: Hit) -> bool:
    """`warned that Moscow had sent soldiers`: what has happened is no content of a threat, a promise or a demand, so that it is told."""
    scene, tree = hit.scene, hit.scene.tree
    if not scene.know.ontology.types[hit.frame.type].ahead:
        return False
    clause = next(
        (c for c in tree.children[hit.token] if tree.relation(c) == "ccomp" and c > hit.token), None
    )
    if (
        clause is None
        or not tree.has_child(clause, "mark")
        or not tree.has_child(clause, "nsubj", "nsubj:pass")
    ):
        return False
    auxiliaries = {tree.lemma(a) for a in tree.auxiliaries(clause) if tree.tokens[a].deprel != "aux:pass"}
    participle = tree.feature(clause, "VerbForm") == "Part" and bool(auxiliaries)
    return participle and auxiliaries <= set(tree.grammar.get("perfect_auxiliaries", ()))


def leaves_open(hit: Hit) -> bool:
    """`would | neither confirm nor deny | it`, `wollte das | weder bestätigen noch dementieren |`: who does neither has rejected nothing."""
    scene, tree = hit.scene, hit.scene.tree
    pair = tree.grammar.get("neither_nor", ())
    if not pair or not {*pair} <= tree.words:
        return False
    denies = any(cue.stance == "denies" for cue in cues_at(scene, hit.token, "verb"))
    second = any(tree.word(k) == pair[1] and k < hit.token for k in tree.children[hit.token])
    before = (tree.tokens[hit.token].head, *tree.children[tree.tokens[hit.token].head])
    return denies and second and any(k >= 0 and scene.in_class(k, "proving") for k in before)
