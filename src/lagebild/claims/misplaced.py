"""Clauses that hang on the wrong word, and what they lack.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens: an as-clause whose subject hangs
elsewhere, an infinitive or a *how* clause behind the comma of the verb that it belongs to, a passive that was not seen to be one.
"""

from lagebild.claims.insertions import Moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.tree import NOMINAL, Tree

SUBJECTS = ("nsubj", "nsubj:pass")
CONTENT = ("ccomp", "xcomp", "obj", "parataxis")


def misplaced_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a verb."""
    return (
        _as_clause_moves(tree, c)
        or _passive_moves(tree, c)
        or _agent_moves(tree, c, know)
        or _shown_moves(tree, c, know)
        or _infinitive_behind(tree, c, know)
        or _infinitive_of_noun(tree, c)
        or _told_behind(tree, c, know)
    )


def _as_clause_moves(tree: Tree, c: int) -> Moves:
    """`Wie | die „New York Times“ | unter Berufung auf Insider berichtet`: who stands right behind *wie* is the subject."""
    words = tree.grammar.get("as_words", ())
    opening = next((k for k in tree.children[c] if k < c and tree.word(k) in words), -1)
    if opening < 0 or tree.relation(c) not in ("advcl", "ccomp", "parataxis") or tree.has_child(c, *SUBJECTS):
        return {}
    inside = [k for k in tree.subtree(c) if opening < k < c and tree.tokens[k].upos in NOMINAL]
    first = (k for k in inside if not tree.preposition(k) and min(tree.subtree(k)) == opening + 1)
    return dict.fromkeys(list(first)[:1], (c, "nsubj"))


def _passive_moves(tree: Tree, c: int) -> Moves:
    """`Ihm | werden | Hochverrat und Spionage | vorgeworfen`: a participle under an auxiliary that only passives have."""
    lemma = tree.grammar.get("passive_auxiliary", "")
    if not lemma or tree.feature(c, "VerbForm") != "Part" or tree.has_child(c, "aux:pass"):
        return {}
    auxiliaries = [k for k in tree.children[c] if tree.relation(k) == "aux"]
    passive = [k for k in auxiliaries if tree.lemma(k) == lemma]
    perfect = tree.grammar.get("perfect_auxiliaries", ())
    if len(passive) != 1 or any(tree.lemma(k) in perfect for k in auxiliaries) or tree.has_child(c, "obj"):
        return {}
    suffering = {k: (c, "nsubj:pass") for k in tree.children[c] if tree.tokens[k].deprel == "nsubj"}
    return {passive[0]: (c, "aux:pass"), **suffering}


def _agent_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Wurde der Bürgermeister | von Soldaten | entführt?`: right before a passive without agent, who can do it has done it."""
    agents, subject = tree.grammar.get("passive_agents", ()), tree.child(c, "nsubj:pass")
    if subject is None or c == 0 or not tree.is_passive(c):
        return {}
    if any(tree.relation(k) == "obl" and tree.preposition(k) in agents for k in tree.children[c]):
        return {}
    phrases = [
        k for k in tree.children[subject] if tree.relation(k) == "nmod" and tree.preposition(k) in agents
    ]
    last = next((k for k in phrases if max(tree.subtree(k)) == c - 1), -1)
    doer = last >= 0 and tree.tokens[last].upos == "NOUN" and know.agent(tree.tokens[last].lemma) is not None
    return {last: (c, "obl:agent")} if doer else {}


def _shown_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ein Video, das angeblich zeigt, | wie Soldaten schießen`: what the verb before the comma shows is no second relative clause."""
    words = tree.grammar.get("how_words", ())
    if tree.tokens[c].deprel != "acl:relcl" or not words:
        return {}
    first = next((k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT"), c)
    verb = _verb_before(tree, first)
    beside = verb >= 0 and tree.tokens[verb].head == tree.tokens[c].head
    free = beside and tree.relation(verb) == "acl" and not tree.has_child(verb, *CONTENT)
    return {c: (verb, "ccomp")} if free and tree.word(first) in words else {}


def _verb_before(tree: Tree, first: int) -> int:
    """The verb right before the comma before a clause; -1 where there is none."""
    commas = tree.grammar.get("inserted_after", ())
    if first < 2 or tree.tokens[first - 1].form not in commas:
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
    first = next((k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT"), c)
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
    first = next((k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT"), c)
    verb = _verb_before(tree, first)
    apart = verb >= 0 and verb != tree.tokens[c].head and tree.tokens[verb].deprel == "acl:relcl"
    if not apart or tree.has_child(verb, *CONTENT):
        return {}
    cues = [cue for cue in know.cues_of(tree.lemma(verb)) if cue.construction == "verb" and not cue.when]
    return {c: (verb, "ccomp")} if any("ccomp" in cue.content for cue in cues) else {}


def _infinitive_of_noun(tree: Tree, c: int) -> Moves:
    """`die Angabe Teherans, | Agenten gefasst zu haben`: an infinitive is no relative clause."""
    marks = tree.grammar.get("infinitive_marks", ())
    if tree.tokens[c].deprel != "acl:relcl" or tree.finite(c) is not None:
        return {}
    infinitive = any(tree.relation(k) == "mark" and tree.word(k) in marks for k in tree.children[c])
    return {c: (tree.tokens[c].head, "acl")} if infinitive else {}
