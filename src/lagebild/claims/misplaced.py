"""Clauses that hang on the wrong word, and what they lack.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens: an as-clause whose subject hangs
elsewhere, an infinitive or a *how* clause behind the comma of the verb that it belongs to, what goes on with another clause than it hangs on;
and with them what relative clauses, voices and clauses of nouns need. The order of the rules stands here.
"""

from functools import lru_cache

from lagebild.claims.choosing import CHOICES_KEPT, Row, Rule, chosen, first_moves
from lagebild.claims.inverted import inverted_rules
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause, noun_clause_rules
from lagebild.claims.relative_clauses import (
    comment_subject,
    deed_of_relative,
    denied_clause,
    lost_pronoun,
    oblique_relative,
    relative_behind_preposition,
    relative_behind_speaker,
    relative_of_person,
    relative_to_speaker,
    restored_relative,
    said_relative,
    swapped_relative,
)
from lagebild.claims.tree import NOMINAL, SUBJECTS, Tree
from lagebild.claims.verb_second import verb_second_rules
from lagebild.claims.voices import (
    agent_moves,
    caused_moves,
    dative_behind_source,
    future_moves,
    passive_moves,
    received_moves,
)

CONTENT = ("ccomp", "xcomp", "obj", "parataxis")


def misplaced_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a verb."""
    return first_moves(_rules_for(tree.tokens[c].deprel, know), tree, c, know)


@lru_cache(CHOICES_KEPT)
def _rules_for(deprel: str, know: Knowledge) -> tuple[Rule, ...]:
    rows = (
        Row(received_moves, switch="receiving_verbs"),
        Row(said_relative, "acl:relcl", "relative_articles"),
        *inverted_rules(),
        Row(_as_clause_moves, "advcl ccomp parataxis", "as_words"),
        Row(_as_clause_over_all, "advcl ccomp", "as_words"),
        Row(_as_clause_of_noun, "acl:relcl", "as_words"),
        Row(oblique_relative, "acl:relcl", "oblique_relatives"),
        Row(lost_pronoun, "acl:relcl", "relative_articles"),
        Row(deed_of_relative, "acl:relcl", "verb_last"),
        Row(swapped_relative, "acl:relcl", "verb_last"),
        Row(restored_relative, "acl:relcl", "verb_last"),
        Row(passive_moves, switch="passive_auxiliary"),
        Row(future_moves, switch="plain_infinitive_endings"),
        Row(agent_moves, switch="passive_agents"),
        Row(_shown_moves, "acl:relcl", "how_words"),
        Row(_infinitive_behind, "xcomp advcl conj acl", "infinitive_marks"),
        *noun_clause_rules(),
        *verb_second_rules(),
        Row(_told_behind, "parataxis ccomp conj advcl"),
        Row(_alleged_infinitive, "advcl", "modal_marks"),
        Row(denied_clause, "acl:relcl", "modal_marks"),
        Row(_no_content, "conj"),
        Row(caused_moves, switch="causative_verbs"),
        Row(relative_to_speaker, "ccomp"),
        Row(relative_of_person, "acl:relcl", "person_relatives"),
        Row(relative_behind_speaker, "ccomp"),
        Row(comment_subject, "acl:relcl ccomp advcl parataxis", "comment_relatives"),
        Row(_other_subject, "conj"),
        Row(dative_behind_source, switch="dative_verbs"),
        Row(_behind_speaker, "conj"),
        Row(relative_behind_preposition, switch="singular_relatives"),
        Row(_accusing_aside, "advcl"),
        Row(_main_behind_comma, "advcl", "verb_last"),
    )
    return chosen(rows, deprel, know)


def _as_clause_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Wie | die „New York Times“ | unter Berufung auf Insider berichtet`: who stands right behind *wie* is the subject."""
    words = tree.grammar.get("as_words", ())
    opening = tree.opening_word(c, words)
    if lost := _as_word_of_subject(tree, c, words):
        return lost
    if opening < 0 or tree.relation(c) not in ("advcl", "ccomp", "parataxis") or tree.has_child(c, *SUBJECTS):
        return {}
    inside = [k for k in tree.subtree(c) if opening < k < c and tree.tokens[k].upos in NOMINAL]
    first = (k for k in inside if not tree.preposition(k) and min(tree.subtree(k)) == opening + 1)
    return dict.fromkeys(list(first)[:1], (c, "nsubj"))


def _as_word_of_subject(tree: Tree, c: int, words: tuple[str, ...]) -> Moves:
    """`| Wie | das Portal „Axios“ unter Berufung auf Insider schreibt, ...`: *wie* hung on the subject opens the clause, and the reference is the verb's."""
    subject = tree.child(c, *SUBJECTS)
    if subject is None or not subject < c:
        return {}
    opening = tree.opening_word(subject, words)
    if opening < 0 or any(tree.tokens[k].upos != "DET" for k in range(opening + 1, subject)):
        return {}
    behind = [
        k
        for k in tree.children[subject]
        if subject < k < c and tree.relation(k) == "nmod" and tree.preposition(k)
    ]
    return {opening: (c, "advmod")} | dict.fromkeys(behind, (c, "obl"))


def _as_clause_over_all(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Die Miliz hat Büros gestürmt und Mitarbeiter verschleppt, | wie die UN mitteilten`: behind the last of the deeds that one subject does, it is
    said of all of them.
    """
    words, first = tree.grammar.get("as_words", ()), tree.tokens[c].head
    if tree.opening_word(c, words) < 0:
        return {}
    if not any(cue.construction == "verb" for cue in know.cues_of(tree.lemma(c))):
        return {}
    while first >= 0 and _goes_on(tree, first):
        first = tree.tokens[first].head
    return {c: (first, "advcl")} if 0 <= first < c and first != tree.tokens[c].head else {}


def _goes_on(tree: Tree, c: int) -> bool:
    """Whether a verb is another deed of the subject of the one before it: "griff an, tötete zwölf und nahm einen fest"."""
    beside = tree.relation(c) in ("conj", "parataxis") and tree.is_verbal(c) and tree.tokens[c].head < c
    return beside and tree.is_verbal(tree.tokens[c].head) and not tree.has_child(c, *SUBJECTS)


def _as_clause_of_noun(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hat Siedler erschossen, | wie zwei Beamte sagten`: what cites behind an *as* is the verb's, not the noun's before it."""
    noun = tree.tokens[c].head
    opening = tree.opening_word(c, tree.grammar.get("as_words", ()))
    if (
        opening < 0
        or opening != tree.first_word(c)
        or not tree.has_child(c, *SUBJECTS)
        or tree.has_child(c, "obj")
    ):
        return {}
    verb = noun
    while verb >= 0 and not tree.is_verbal(verb):
        verb = tree.tokens[verb].head
    return {c: (verb, "advcl")} if verb >= 0 and cites_clause(tree, c, know) else {}


def _shown_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ein Video, das angeblich zeigt, | wie Soldaten schießen`: what the verb before the comma shows is no second relative clause."""
    words = tree.grammar.get("how_words", ())
    if tree.tokens[c].deprel != "acl:relcl" or not words:
        return {}
    first = tree.first_word(c)
    verb = _verb_before(tree, first)
    beside = verb >= 0 and tree.tokens[verb].head == tree.tokens[c].head
    free = beside and tree.relation(verb) == "acl" and not tree.has_child(verb, *CONTENT)
    return {c: (verb, "ccomp")} if free and tree.word(first) in words else {}


def _verb_before(tree: Tree, first: int) -> int:
    """The verb right before the comma before a clause; -1 where there is none."""
    commas = tree.grammar.get("inserted_after", ())
    if first < 2 or not tree.is_behind(first, commas):
        return -1
    before = first - 2
    verb = tree.tokens[before].head if tree.relation(before) == "aux" else before
    return verb if verb >= 0 and tree.is_verbal(verb) else -1


def _infinitive_behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Söldner, die gestanden, | einen Anschlag geplant zu haben`, `hat erklärt, | die Miliz nicht bewaffnet zu haben`."""
    marks = tree.grammar.get("infinitive_marks", ())
    if not marks or tree.has_child(c, *SUBJECTS) or tree.relation(c) not in ("xcomp", "advcl", "conj", "acl"):
        return {}
    spots = (c, *(k for k in tree.children[c] if tree.tokens[k].upos in ("VERB", "AUX", "ADJ")))
    infinitive = any(
        tree.word(k) in marks and k > min(tree.subtree(c)) for s in spots for k in tree.children[s]
    )
    first = tree.first_word(c)
    verb = _verb_before(tree, first)
    moved = verb >= 0 and (tree.tokens[c].head != verb or tree.relation(c) == "conj")
    if not infinitive or not moved or tree.has_child(verb, *CONTENT):
        return {}
    cues = [cue for cue in know.cues_of(tree.lemma(verb)) if cue.construction == "verb" and not cue.when]
    return {c: (verb, "xcomp")} if any("xcomp" in cue.content for cue in cues) else {}


def _told_behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ein Leibwächter, der behauptet, | der Präsident habe ... angeordnet`: the mood of reports behind the comma of a citing verb."""
    finite = tree.finite(c)
    reported = finite is not None and tree.feature(finite, "Mood") == "Sub" and tree.has_child(c, *SUBJECTS)
    if (
        not reported
        or tree.relation(c) not in ("parataxis", "ccomp", "conj", "advcl")
        or tree.has_child(c, "mark")
    ):
        return {}
    first = tree.first_word(c)
    verb = _verb_before(tree, first)
    apart = (
        verb >= 0 and verb != tree.tokens[c].head and tree.tokens[verb].deprel in ("acl:relcl", "parataxis")
    )
    if not apart or tree.has_child(verb, *CONTENT):
        return {}
    cues = [cue for cue in know.cues_of(tree.lemma(verb)) if cue.construction == "verb" and not cue.when]
    return {c: (verb, "ccomp")} if any("ccomp" in cue.content for cue in cues) else {}


def _alleged_infinitive(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`is alleged by the Crown | to have supplied ...`: what is said of the subject of a passive is no purpose."""
    verb = tree.tokens[c].head
    if (
        tree.relation(c) != "advcl"
        or not 0 <= verb < c
        or not tree.is_passive(verb)
        or tree.finite(c) is not None
    ):
        return {}
    marks = tree.grammar.get("modal_marks", ())
    if not tree.has_mark(c, marks):
        return {}
    return (
        {c: (verb, "xcomp")} if cites_clause(tree, verb, know) and not tree.has_child(verb, *CONTENT) else {}
    )


def _no_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`deutete an, seine Leute hätten sie gesprengt, | und lachte`: in another mood than what is said it goes on with who says it."""
    content = tree.tokens[c].head
    if (
        tree.relation(c) != "conj"
        or content < 0
        or tree.relation(content) != "ccomp"
        or tree.has_child(c, *SUBJECTS)
    ):
        return {}
    said, own = (
        tree.finite(content),
        tree.feature(c, "VerbForm") == "Fin" and tree.feature(c, "Mood") == "Ind",
    )
    reported = said is not None and tree.feature(said, "Mood") == "Sub"
    joined = any(tree.relation(k) == "cc" for k in tree.children[c])
    return {c: (tree.tokens[content].head, "conj")} if reported and own and joined else {}


def _other_subject(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`accused Moscow of kidnapping children and | Moscow, in turn, | accused Kyiv`: a noun behind *and* is the subject of the verb behind it."""
    if (
        tree.relation(c) != "conj"
        or tree.has_child(c, "cc", *SUBJECTS)
        or tree.feature(c, "VerbForm") != "Fin"
    ):
        return {}
    commas, first = tree.grammar.get("inserted_after", ()), tree.tokens[c].head
    joined = [
        k
        for k in range(first + 1, c)
        if tree.relation(k) == "conj" and tree.tokens[k].upos in NOMINAL and tree.has_child(k, "cc")
    ]
    if not joined:
        return {}
    noun = joined[-1]
    end = max(tree.subtree(noun)) + 1
    between = range(end, c)
    inserted = len(between) > 2 and tree.tokens[end].form in commas and tree.is_behind(c, commas)
    if sum(tree.tokens[k].form in commas for k in between) > 2:
        return {}  # "abducted the pastor and a guard, the bishop, Wilfred Anagbe, | said"
    return {noun: (c, "nsubj")} if not between or inserted else {}


def _behind_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Russia must withdraw, a lawmaker said, | and release the prisoners`: a bare infinitive goes on with the one in front of the speaker."""
    said = tree.tokens[c].head
    if (
        tree.relation(c) != "conj"
        or tree.feature(c, "VerbForm") != "Inf"
        or tree.relation(said) != "parataxis"
    ):
        return {}
    first = tree.tokens[said].head
    shared = 0 <= first < said < c and tree.has_child(first, "aux") and tree.is_finite(said)
    bare = not tree.has_child(c, "mark", "aux", *SUBJECTS)
    return {c: (first, "conj")} if shared and bare and tree.feature(first, "VerbForm") == "Inf" else {}


def _accusing_aside(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ordered the envoy to leave, | accusing her of meddling`: a participle behind a comma goes with the main verb, not with the infinitive."""
    inner = tree.tokens[c].head
    if tree.relation(c) != "advcl" or inner < 1 or inner > c or tree.relation(inner) not in ("xcomp", "acl"):
        return {}
    marked = tree.has_child(c, "mark", *SUBJECTS) or tree.finite(c) is not None
    commas = tree.grammar.get("inserted_after", ())
    above = tree.tokens[inner].head
    main = above if tree.is_verbal(above) else tree.tokens[above].head
    apart = tree.tokens[min(tree.subtree(c))].form in commas or tree.is_behind(c, commas)
    participle = tree.feature(c, "VerbForm") in ("Ger", "Part") and not tree.is_passive(c)
    fits = apart and participle and not marked and main >= 0 and tree.is_finite(main)
    return {c: (main, "advcl")} if fits and tree.feature(inner, "VerbForm") == "Inf" else {}


def _main_behind_comma(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Nach Angaben der Armee starben 56, | die Rebellen meldeten drei Tote |`: with its verb second and nothing that opens it, it is no subordinate clause."""
    over, subject = tree.tokens[c].head, tree.child(c, "nsubj")
    if subject is None or not 0 <= over < subject < c or tree.has_child(c, "mark", "cc", "advmod"):
        return {}
    if cites_clause(tree, over, know):
        return {}  # "äußerte Zweifel, Kuba gratulierte": not said either
    main = tree.feature(c, "VerbForm") == "Fin" and tree.feature(c, "Mood") == "Ind"
    second = max(tree.subtree(subject)) + 1 == c and tree.is_behind(
        tree.first_word(subject), know.inserted_after
    )
    relative = any("Rel" in tree.feature(k, "PronType") for k in tree.subtree(subject))
    return {c: (over, "parataxis")} if main and second and not relative else {}
