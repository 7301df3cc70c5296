"""Who says a clause, by the word that it hangs on.

Takes a scene, a clause and the word over it; gives the links of a cue there whose content the clause is, of an accusation, of a modal that
claims, or of the mood of reports; nobody where the word says nothing of the kind.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from lagebild.claims.carrying import is_bare_subjunctive
from lagebild.claims.certainty import is_unproven, is_unsaid
from lagebild.claims.citing import carried
from lagebild.claims.conditions import condition_marks
from lagebild.claims.cues import (
    Said,
    called_cue,
    can_speak,
    claim_cue,
    cues_at,
    is_as_clause,
    links_of,
    may_speak,
    mood_cue,
    names_its_source,
    source_of,
)
from lagebild.claims.gapped import speaks_without_verb
from lagebild.claims.marks import is_perfect
from lagebild.claims.scene import Scene
from lagebild.claims.summed_up import made_by
from lagebild.claims.tree import SUBJECTS
from lagebild.claims.triggers import Hit
from lagebild.claims.unsaid import is_alleged_content, is_made_to
from lagebild.languages import Cue

CALLED = frozenset({"obj", "obl", "xcomp", "ccomp", "advcl"})
"""Where a verb has the word for what it calls something."""


def said_over(
    scene: Scene, here: int, below: int, links: list[Said], accusing: Mapping[int, Hit]
) -> list[Said]:
    """The links that the word `here` adds to what is said in the clause `below` it, which has `links` already; innermost first."""
    if scene.tree.relation(below) in ("ccomp", "parataxis") and _answers_it(scene, here, below):
        return []
    return (
        _accused(scene, here, below, accusing)
        or _gapped(scene, here, below)
        or _claimed(scene, here, below)
        or _called(scene, here, below)
        or _over(scene, here, below, links)
        or _in_reported_mood(scene, here, below, links)
    )


def _accused(scene: Scene, here: int, below: int, accusing: Mapping[int, Hit]) -> list[Said]:
    """The content of an accusation is the accuser's: alleged, with the accuser as innermost source."""
    hit = accusing.get(here)
    if hit is None or not is_alleged_content(hit, below) or _is_denied_there(scene, here, below):
        return []
    cue = Cue(
        hit.frame.lemma,
        hit.frame.upos,
        "verb",
        hit.frame.family.actor,
        (),
        "claims",
        "distancing",
        "",
        (),
        hit.frame.key,
    )
    return [Said(scene, here, cue, source_of(scene, here, cue))]


def _is_denied_there(scene: Scene, here: int, below: int) -> bool:
    """`Dass die Armee geschossen habe, nannte er eine Lüge`: who calls it a lie denies it, and alleges nothing of the kind."""
    relation = scene.tree.relation(below)
    return any(cue.stance == "denies" and relation in cue.content for cue in cues_at(scene, here, "verb"))


def _gapped(scene: Scene, here: int, below: int) -> list[Said]:
    """`Hamas said it had freed three, Israel | that only two had come home`: whoever shares the verb of who spoke before him."""
    verb = speaks_without_verb(scene.tree, here, below)
    cues = cues_at(scene, verb, "verb") if verb >= 0 else []
    return [Said(scene, verb, cue, here) for cue in cues if "ccomp" in cue.content][:1]


def _claimed(scene: Scene, here: int, below: int) -> list[Said]:
    """`Ein Zeuge will gesehen haben, | wie Soldaten schossen`: whose word it is that he saw it, that is it, too."""
    content = scene.tree.relation(below) in ("ccomp", "advcl", "xcomp") and below > here
    return claimed_by_its_subject(scene, here) if content and scene.in_class(here, "perceiving") else []


def _called(scene: Scene, here: int, below: int) -> list[Said]:
    """`in what | Kyiv | called an attack on the port`, `was Kiew | einen Angriff nannte`: what somebody calls something is his word for it."""
    tree, grammar = scene.tree, scene.tree.grammar
    if tree.lemma(here) not in grammar.get("calling_verbs", ()) or tree.relation(below) not in CALLED:
        return []
    beside = (tree.tokens[here].head, *tree.children[here])
    what = next((k for k in beside if 0 <= k < here and tree.word(k) in grammar.get("what_words", ())), -1)
    if what < 0:
        return []
    nouns = (k for k in tree.children[here] if k not in (what, below) and not tree.preposition(k))
    who = next((k for k in nouns if tree.first_word(k) == what + 1), None)
    return [] if who is None or not may_speak(scene, who) else [Said(scene, here, called_cue(scene), who)]


def _over(scene: Scene, here: int, below: int, links: list[Said]) -> list[Said]:
    """The links of a cue word whose content the clause below is, innermost first.

    Who denies a charge that has its owner ("denied Kyiv's claim that ..."), or does not confirm one, says nothing of the kind.
    """
    relation = scene.tree.relation(below)
    if _is_spoken_about(scene, below) or condition_marks(scene, here):
        return []  # "Had the ministry feared an attack, the talks would have been cancelled"
    owned = any(link.source is not None and link.cue_token == below for link in links)
    for cue in cues_at(scene, here, "verb", "noun"):
        if _is_content(scene, cue, here, below, relation):
            if is_unproven(scene, here, below):
                return []
            if is_made_to(scene, here):
                return [Said(scene, here, replace(cue, distance="distancing", stance="claims"), None)]
            if owned and cue.stance == "denies" and relation in ("obj", "nsubj", "obl", "iobj"):
                return []
            if relation in ("obj", "nsubj") and is_unsaid(scene, here, below):
                return []
            return _charge(scene, here, below, cue) or made_by(scene, here, cue) or links_of(scene, here, cue)
        if (
            cue.stance == "denies"
            and relation in ("ccomp", "parataxis")
            and scene.tree.is_announced(here, below)
        ):
            return links_of(
                scene, here, replace(cue, stance="claims")
            )  # "A resident disagreed: they had only ..."
    return _said_before(scene, here, below, relation)


def _in_reported_mood(scene: Scene, here: int, below: int, links: list[Said]) -> list[Said]:
    """`zeigte sich bereit, ein Zurück werde es nicht geben`: Konjunktiv I beside a verb that does not cite is its subject's word."""
    tree = scene.tree
    if (
        links
        or not (
            tree.relation(below) in ("ccomp", "parataxis", "conj")
            or (tree.relation(below) == "advcl" and tree.is_announced(here, below))
        )
        or not (is_bare_subjunctive(scene, below) or _stands_for_it(scene, here, below))
    ):
        return []
    verb = tree.finite(here)
    indicative = verb is not None and tree.feature(verb, "Mood") == "Ind"
    subject = tree.surface_subject(here) if tree.is_verbal(here) and indicative else None
    speaks = subject is not None and (can_speak(scene, subject) or scene.in_class(subject, "person"))
    if subject is None or not speaks or subject > below:
        return []
    return [Said(scene, here, mood_cue(scene), subject)]


def _stands_for_it(scene: Scene, here: int, below: int) -> bool:
    """`nannte das falsch: Rebellen | hätten | geschossen`: the plural that stands in for Konjunktiv I, behind a colon."""
    tree = scene.tree
    verb = tree.finite(below)
    plural = (
        verb is not None and tree.feature(verb, "Mood") == "Sub" and tree.feature(verb, "Number") == "Plur"
    )
    return plural and tree.is_announced(here, below) and bool(tree.grammar.get("reported_mood"))


def _is_spoken_about(scene: Scene, below: int) -> bool:
    """`said of the claim that he had sold weapons`: who speaks of what somebody claims does not claim it."""
    words = scene.tree.grammar.get("about_prepositions", ())
    phrase = scene.tree.relation(below) in ("obj", "obl", "nmod") and scene.tree.preposition(below) in words
    return phrase and bool(cues_at(scene, below, "noun"))


def _said_before(scene: Scene, here: int, below: int, relation: str) -> list[Said]:
    """`Die Garde hat geschossen, heißt es in einem Papier`: what stands before a citing verb that goes on or names its document."""
    before = (
        below < here and relation in ("advcl", "ccomp", "parataxis") and not _has_subordinator(scene, below)
    )
    if not before or scene.tree.has_child(below, "mark"):
        return []
    return [carried(scene, here, cue) for cue in cues_at(scene, here, "carry")][:1]


def _charge(scene: Scene, here: int, below: int, cue: Cue) -> list[Said]:
    """Whose charge is denied: "wies Vorwürfe *der Linken* zurück, die Polizei habe ..." """
    if cue.stance != "denies":
        return []
    for c in scene.tree.children[here]:
        dative = scene.tree.tokens[c].deprel == "obl:arg" and not scene.tree.preposition(c)
        if not (dative or scene.tree.relation(c) in ("obj", "iobj")) or c == below:
            continue
        for noun in cues_at(scene, c, "noun"):
            owner = source_of(scene, c, noun)
            if owner is not None:
                return [Said(scene, c, replace(noun, distance="distancing"), owner, charge=True)]
    return []


def claimed_by_its_subject(scene: Scene, i: int) -> list[Said]:
    """`Die Miliz will eine Drohne abgeschossen haben`: whose deed it is says so, and nobody else."""
    tree = scene.tree
    clause, modals = tree.clause(i), tree.grammar.get("claiming_modals", ())
    for auxiliary in tree.auxiliaries(clause) if modals else ():
        subject = tree.surface_subject(clause)
        if tree.lemma(auxiliary) in modals and is_perfect(scene, clause, auxiliary) and subject is not None:
            return [Said(scene, auxiliary, claim_cue(scene), subject)]
    return []


# ------------------------------------------------ whether it is the content


def _is_content(scene: Scene, cue: Cue, here: int, below: int, relation: str) -> bool:
    tree, deprel = scene.tree, scene.tree.tokens[below].deprel
    announced = tree.is_announced(here, below)
    if relation == "ccomp" and announced:
        relation = deprel = "parataxis"
    if relation == "parataxis":
        cites_itself = not announced and names_its_source(scene, below)
        others = (c for c in tree.children[here] if c != below and tree.relation(c) == "ccomp")
        if tree.is_apart(here, below) or next(others, None) is not None or cites_itself:
            return False
        if not announced and _has_pointed_at(scene, here, below):
            return False
    if relation == "advcl" and "ccomp" in cue.content and "advcl" not in cue.content:
        if _has_subordinator(scene, below) and names_its_source(scene, below):
            return False
        if _is_fronted(scene, here, below):
            return True
        before = any(tree.tokens[c].deprel == "ccomp" and c > below for c in tree.children[here])
        if before:  # "If ..., X said, it would": a condition is said; what had happened before is not
            return below < here and bool(condition_marks(scene, below))
        return below < here and tree.relation(here) == "parataxis"
    if deprel == "acl:relcl" or (relation in ("advcl", "ccomp") and _says_when(scene, below)):
        return False
    if relation == "advcl" and (_says_on(scene, below) or _opens(scene, here, below)):
        return False
    if relation == "ccomp" and _was_asked(scene, here, below):
        return False
    if relation in cue.content or deprel in cue.content:
        return (
            not is_as_clause(scene, below)
            or _is_words_of(scene, cue, below)
            or _is_told_how(scene, here, below)
        )
    if relation == "xcomp" and tree.tokens[here].deprel == "acl:relcl" and tree.has_child(here, "nsubj"):
        return "ccomp" in cue.content  # "Iran, which Israel says | armed the militia"
    prep = scene.tree.preposition(below)
    return bool(prep) and any(f"{name}:{prep}" in cue.content for name in ("obl", "nmod", "any"))


def _says_when(scene: Scene, below: int) -> bool:
    """`denied it, | a day after Kyiv had reported strikes |`: when somebody denied it is nothing that he says; "testified the day before | that he had" is."""
    tree, grammar = scene.tree, scene.tree.grammar
    words = set(grammar.get("time_marks", ())) - set(grammar.get("predicative_words", ()))
    marked = tree.has_child(below, *SUBJECTS) and tree.has_mark(below, words)
    return marked and not tree.has_mark(below, grammar.get("complementizers", ()))


def _answers_it(scene: Scene, here: int, below: int) -> bool:
    """`sprach von Wahlbetrug, | die Regierung | wies das zurück |`: who rejects *that* behind a comma answers, where reports have a mood of their own."""
    tree, verb = scene.tree, scene.tree.finite(below)
    told = here < below and not tree.is_announced(here, below) and not tree.has_child(below, "mark")
    if not told or verb is None or not tree.grammar.get("reported_mood"):
        return False
    words = tree.grammar.get("pointers", ())
    pointed = any(tree.word(k) in words and tree.relation(k) == "obj" for k in tree.children[below])
    denies = any(cue.stance == "denies" for cue in cues_at(scene, below, "verb"))
    return pointed and denies and tree.feature(verb, "Mood") == "Ind"


def _has_pointed_at(scene: Scene, here: int, below: int) -> bool:
    """`The governor denies it, | three doctors confirm it`: who has said *it* says nothing else behind a comma."""
    tree, grammar = scene.tree, scene.tree.grammar
    words = (*grammar.get("pointers", ()), *grammar.get("cleft_subjects", ()))
    told = [k for k in tree.children[here] if tree.relation(k) == "obj" and tree.word(k) in words]
    return bool(told) and here < told[0] < below and tree.has_child(below, "nsubj")


def _is_fronted(scene: Scene, here: int, below: int) -> bool:
    """`And the moon is cheese, the envoy scoffed`: a full clause before a citing verb that has nothing else to cite."""
    tree = scene.tree
    said, verb = tree.child(below, "nsubj", "nsubj:pass"), tree.finite(below)
    full = said is not None and verb is not None and said < verb
    bare = not tree.has_child(below, "mark") and not tree.has_child(
        here, "ccomp", "obj", "xcomp", "parataxis"
    )
    subject = tree.child(here, "nsubj")
    return full and bare and below < here and subject is not None and subject > below


def _has_subordinator(scene: Scene, below: int) -> bool:
    """`While X says ...`, `After the army said ...`: a clause that tells when, why or against what is nothing that is said."""
    tree, grammar = scene.tree, scene.tree.grammar
    words = (*grammar.get("time_marks", ()), *grammar.get("contrast_marks", ()))
    return any(tree.relation(k) in ("mark", "advmod") and tree.word(k) in words for k in tree.children[below])


def _opens(scene: Scene, here: int, below: int) -> bool:
    """`| Blamed by Paris, | Moscow denied any role`: what was done to who speaks is told before he does."""
    return (
        below < here and scene.tree.is_passive(below) and not scene.tree.has_child(below, "mark", *SUBJECTS)
    )


def _was_asked(scene: Scene, here: int, below: int) -> bool:
    """`| Asked about reports that troops had crossed, | Kagame said: ...`: what somebody was asked about, he does not say."""
    tree = scene.tree
    bare = not tree.has_child(below, *SUBJECTS, "aux", "mark", "expl") and below < here
    opens = all(token.upos == "PUNCT" for token in tree.tokens[:below])
    return bare and opens and tree.feature(below, "Tense") == "Past"


def _says_on(scene: Scene, below: int) -> bool:
    """`denied the attack, | saying rebels were to blame`, `..., | accusing them of arson`: what is said besides is not what is denied."""
    tree = scene.tree
    apart = below > 0 and tree.tokens[below - 1].form == "," and tree.feature(below, "VerbForm") == "Part"
    if not apart:
        return False
    told = tree.has_child(below, "ccomp") and bool(cues_at(scene, below, "verb"))
    return told or scene.in_class(below, "done_with_words")


def _is_told_how(scene: Scene, here: int, below: int) -> bool:
    """`Der Bericht beschreibt, | wie | Söldner das Dorf plünderten`: the one clause behind a verb that tells, which cites nobody itself."""
    tree, words = scene.tree, scene.tree.grammar.get("as_words", ())
    opening = tree.opening_word(below, words)
    told = tree.grammar.get("verb_last") and tree.relation(below) == "ccomp" and here < opening < below
    verb = tree.finite(here)
    seen = scene.in_class(here, "perceiving") and verb is not None and tree.feature(verb, "Mood") == "Sub"
    if not told or seen:
        return False  # "Er habe gesehen, | wie Soldaten schossen": somebody else says what he saw
    alone = all(k == below or tree.relation(k) != "ccomp" for k in tree.children[here])
    return alone and tree.has_child(below, "nsubj", "nsubj:pass") and not names_its_source(scene, below)


def _is_words_of(scene: Scene, cue: Cue, below: int) -> bool:
    """`quoted an officer | as saying ...`: a participle, of a cue that takes one."""
    participle = scene.tree.feature(below, "VerbForm") in ("Part", "Ger")
    return "advcl" in cue.content and participle and not scene.tree.has_child(below, "nsubj")
