"""What is called true, false or made up, a clause of its own that its verdict announces or stands behind.

Takes a parsed sentence and a clause; gives moves of tokens: `It is false | that police beat them |, the minister said`, `Dass die Armee schoss,
sei falsch, sagte er`, `nannte es eine Lüge, | dass ...`: the clause hangs on its verdict, and is not what somebody says beside it.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.knowledge import UNTRUE, Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause, takes_content
from lagebild.claims.tree import SUBJECTS, Tree
from lagebild.languages import Cue

MADE_UP = "made_up"
"""The class of words for what is not so: a lie, an invention."""


def judged_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """The clause that a verdict is about, to its verdict."""
    words = tree.grammar.get("complementizers", ())
    opening = next((k for k in tree.children[c] if k < c and tree.word(k) in words), -1)
    if opening < 0 or tree.tokens[opening].upos != "SCONJ" or not tree.has_child(c, *SUBJECTS):
        return {}
    moves = _called(tree, c, know) or _announced(tree, c, know) or _in_front(tree, c, know)
    return moves and moves | {opening: (c, "mark")}


def _called(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`called it an invention | that the army had shelled it`: what *it* announces is what the verb denies, and not what an invention tells."""
    noun = tree.tokens[c].head
    verb = tree.tokens[noun].head
    if not 0 <= verb < noun < c or not know.in_class(tree.lemma(noun), MADE_UP) or not tree.is_verbal(verb):
        return {}
    announced = tree.grammar.get("cleft_subjects", ())
    pointed = any(tree.word(k) in announced for k in tree.children[verb] if verb < k < noun)
    return {c: (verb, "ccomp")} if pointed and denies_clause(tree, verb, know) else {}


def act_behind_denial_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`denied it had sent troops and | accused | Kinshasa`: whoever denies a deed does not deny his own words; they stand beside the denial."""
    clause = tree.tokens[c].head
    denial = tree.tokens[clause].head if clause >= 0 and tree.tokens[clause].deprel == "ccomp" else -1
    if not 0 <= denial < clause < c or not denies_clause(tree, denial, know):
        return {}
    joined = [k for over in (c, clause) for k in tree.children[over] if tree.tokens[k].deprel == "conj"]
    last = max((c, *joined))
    goes_on = all(tree.lemma(k) in tree.grammar["denier_goes_on"] for k in (c, last))
    bare = not tree.has_child(c, "aux", "mark", *SUBJECTS) and tree.has_child(last, "cc")
    past = bool(tree.auxiliaries(clause)) and tree.feature(c, "Tense") == "Past"
    return {c: (denial, "conj")} if goes_on and bare and past else {}


def denies_clause(tree: Tree, verb: int, know: Knowledge) -> bool:
    """Whether a verb may deny a clause."""
    cues = know.cues_of(tree.lemma(verb))
    return any(cue.stance == "denies" and "ccomp" in cue.content for cue in cues)


def _announced(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`It was a lie, the minister said, | that police had beaten them`: what *it* stands for, whoever says so before or behind it."""
    said = tree.tokens[c].head
    if tree.relation(c) != "ccomp" or said < 0 or not cites_clause(tree, said, know):
        return {}
    if not tree.has_child(said, *SUBJECTS):
        return {}  # "It would be wrong to say | that Egypt attacked it"
    above = tree.tokens[said].head
    as_clause = tree.opening_word(said, tree.grammar.get("as_words", ())) >= 0
    outer = (
        tree.tokens[above].head if as_clause and above >= 0 else -1
    )  # "not true, | as media claimed |, that"
    beside = (above, outer, *tree.children[said])
    verdict = next((k for k in beside if 0 <= k < min(c, said) and _is_verdict(tree, k, know)), -1)
    pronouns = tree.grammar.get("cleft_subjects", ())
    subjects = (
        [k for k in tree.children[verdict] if tree.relation(k) in ("nsubj", "expl")] if verdict >= 0 else []
    )
    empty = next((k for k in subjects if tree.word(k) in pronouns and k < verdict), -1)
    moved: Moves = {said: (verdict, "advcl")} if as_clause else {}
    return {c: (verdict, "csubj"), empty: (verdict, "expl")} | moved if empty >= 0 else {}


def _in_front(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`| Dass die Armee schoss |, sei falsch, sagte der Gouverneur`: the clause in front is the subject of the verdict behind it."""
    said = tree.tokens[c].head
    if tree.relation(c) != "ccomp" or not c < said or not cites_clause(tree, said, know):
        return {}
    behind = (k for k in tree.children[said] if c < k < said and tree.relation(k) == "ccomp")
    verdict = next((k for k in behind if not tree.has_child(k, *SUBJECTS, "expl", "mark", "ccomp")), -1)
    return {c: (verdict, "csubj")} if verdict >= 0 and tree.finite(verdict) is not None else {}


def _is_verdict(tree: Tree, k: int, know: Knowledge) -> bool:
    """A predicate that says of something whether it is so."""
    lemma = tree.lemma(k)
    graded = any(grade.commitment == "denied" for grade in know.pack.grades.get(lemma, ()))
    return know.in_class(lemma, MADE_UP) or (tree.tokens[k].upos in ("ADJ", "VERB") and graded)


def as_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`bezeichnete es | als Lüge |`: a noun is not joined to a verb, but what something is called."""
    verb, words = tree.tokens[c].head, tree.grammar.get("predicative_words", ())
    mark = next(
        (k for k in tree.children[c] if k < c and tree.relation(k) == "cc" and tree.word(k) in words), -1
    )
    if (
        not 0 <= verb < mark
        or not tree.is_verbal(verb)
        or tree.tokens[c].upos != "NOUN"
        or tree.has_child(c, "cop")
    ):
        return {}
    return {c: (verb, "obl"), mark: (c, "case")} if denies_clause(tree, verb, know) else {}


def rejected_moves(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`Die Behauptung Rabats, | Algier habe ..., | wies der Gesandte zurück`: what stands in front is rejected (or repeated), and is no second subject."""
    subject = tree.child(verb, "nsubj")
    behind = [k for k in tree.children[verb] if k > verb and _may_reject(tree, k)]
    who = next((k for k in behind if not tree.preposition(k)), -1)
    if subject is None or not subject < verb < who:
        return {}
    told = subject
    named = {
        word for cue in know.cues_of(tree.lemma(verb)) if cue.stance == "denies" for word in _objects(cue)
    }
    made = tree.lemma(told) in named or know.in_class(tree.lemma(verb), "making_claims")
    if not made or not takes_content(tree, told, know):
        return {}
    clauses = (k for k in tree.children[verb] if told < k < verb and tree.relation(k) == "ccomp")
    return {told: (verb, "obj"), who: (verb, "nsubj")} | {
        k: (told, "acl") for k in clauses if tree.has_child(k, *SUBJECTS)
    }


def denied_relative_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Washington, | das jede Rolle bestreitet |, ...`: a charge denies nothing, so that it is what is denied."""
    what, who = tree.child(c, "nsubj"), tree.child(c, "obj")
    if what is None or who is None or not who < what < c or "Rel" not in tree.feature(who, "PronType"):
        return {}
    charge = any(know.in_class(tree.lemma(what), name) for name in ("charge", "deniable", "part_in_a_deed"))
    denies = know.denies(tree.lemma(c)) and not can_act(tree, what, know)
    return {who: (c, "nsubj"), what: (c, "obj")} if charge and denies else {}


def _may_reject(tree: Tree, k: int) -> bool:
    """A subject, what looks like a dative, or a pronoun that can be nothing else: "halte | er | für falsch"."""
    pronoun = tree.tokens[k].upos == "PRON" and tree.feature(k, "Case") == "Nom"
    return tree.tokens[k].deprel in ("nsubj", "obl:arg", "iobj", *(("obj",) if pronoun else ()))


def held_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hält den Bericht, Soldaten hätten geplündert, | für falsch`: what something is held to be is no part of what it tells."""
    above = tree.tokens[c].head
    verb = above if above < 0 or tree.is_verbal(above) else tree.tokens[above].head
    if not 0 <= verb < c or not tree.has_child(verb, "obj"):
        return {}
    asked = {w.path[0] for cue in know.cues_of(tree.lemma(verb)) if cue.stance == "denies" for w in cue.when}
    behind = (k for k in tree.children[c] if k > c and f"obl:{tree.preposition(k)}" in asked)
    return {k: (verb, "obl") for k in behind if _is_untrue(tree, k, know)}


def _objects(cue: Cue) -> frozenset[str]:
    """What an entry asks for as object."""
    return frozenset(word for want in cue.when if want.path == ("obj",) for word in want.words)


def dismissed_moves(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`dismissed | as a lie | reports that ...`: what is between the verb and its object is what that is called."""
    mark = verb + 1
    if mark >= len(tree) or tree.word(mark) not in tree.grammar.get("predicative_words", ()):
        return {}
    called = next((k for k in range(mark + 1, min(mark + 5, len(tree))) if _is_untrue(tree, k, know)), -1)
    if called < 0 or not any(cue.stance == "denies" for cue in know.cues_of(tree.lemma(verb))):
        return {}
    told = next((k for k in range(called + 1, min(called + 5, len(tree))) if _is_noun_there(tree, k)), -1)
    if told < 0 or not takes_content(tree, told, know):
        return {}
    between = {
        k: (called, tree.tokens[k].deprel) for k in range(mark + 1, called) if tree.tokens[k].upos != "ADV"
    }
    moves: Moves = between | {mark: (called, "case"), called: (verb, "obl"), told: (verb, "obj")}
    if not tree.has_child(verb, "aux:pass"):
        moves |= {
            k: (verb, "nsubj")
            for k in tree.children[verb]
            if tree.tokens[k].deprel == "nsubj:pass" and k < verb
        }
    clauses = (
        k for k in (*tree.children[verb], *tree.children[called]) if k > told and tree.has_child(k, "mark")
    )
    return moves | {k: (told, "acl") for k in clauses if tree.relation(k) in ("ccomp", "acl", "advcl")}


def _is_noun_there(tree: Tree, k: int) -> bool:
    """`as a lie | reports | that`: a noun, or what was taken for a verb before a clause."""
    words, behind = tree.grammar.get("complementizers", ()), k + 1 < len(tree)
    return tree.tokens[k].upos == "NOUN" or (tree.is_verbal(k) and behind and tree.word(k + 1) in words)


def _is_untrue(tree: Tree, k: int, know: Knowledge) -> bool:
    return any(know.in_class(tree.lemma(k), name) for name in (UNTRUE, MADE_UP))
