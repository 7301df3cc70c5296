"""Verbs that the parser lost, and clauses that it hung on the wrong verb.

Takes a parsed sentence; gives it with some things put right: a headline's passive without auxiliary ("State broadcaster | stormed"), a
main verb read as the participle of its object ("Fiji's army chief | seized | control"), a clause of time read as what somebody said
("..., sources said, a day | after the army toppled him"), a list of deeds, all of which are said ("said they had seized power,
| annulled the election and closed the borders"), the participle of a subject read as main verb, and *it* that is somebody. What the words are stands in the language's grammar and classes.
"""

from functools import lru_cache

from lagebild.claims.bare_passives import is_bare_passive
from lagebild.claims.charges import charged_with_moves
from lagebild.claims.choosing import CHOICES_KEPT, Row, Rule, chosen, first_moves
from lagebild.claims.headlines import with_headlines
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.misread import with_misread
from lagebild.claims.moves import Moves, brought_to, moved
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.plans_said import with_plans_said
from lagebild.claims.rootless import with_root
from lagebild.claims.second_objects import second_object_moves
from lagebild.claims.suffered_relatives import whose_moves
from lagebild.claims.tree import Tree

NEEDS_OBJECT = "needs_object"
"""The class of verbs that are nothing without an object: without one and without auxiliary, their subject is it."""

PERSONAL = "personal_adjective"
BEFORE_VERB = frozenset({"compound", "nmod", "flat", "amod"})
FILLING = frozenset({"obj", "iobj", "ccomp", "xcomp", "compound"})
HEADS = frozenset({"root", "ccomp", "parataxis"})
OF_VERBS = frozenset({"punct", "advcl"})
NOUNS = frozenset({"NOUN", "PROPN"})


def with_verbs(tree: Tree, know: Knowledge) -> Tree:
    """The tree with lost verbs found and clauses of time where they belong; of a language without the switches, the tree itself."""
    if not tree.grammar.get("circumstance_marks"):
        return tree
    tree = with_plans_said(with_headlines(with_misread(tree, know), know), know)
    tree = with_root(tree, know)
    moves: Moves = {}
    for token in tree.tokens:
        if token.deprel == "expl":
            moves |= _personal(tree, token.i, know)
        if tree.is_verbal(token.i):
            moves |= first_moves(_rules_for(token.deprel, know), tree, token.i, know)
    return moved(tree, moves)


@lru_cache(CHOICES_KEPT)
def _rules_for(deprel: str, know: Knowledge) -> tuple[Rule, ...]:
    rows = (
        Row(_timed, "ccomp"),
        Row(whose_moves, "acl:relcl", "subject_first"),
        Row(_lost, "amod"),
        Row(_reduced),
        Row(_listed, "conj"),
        Row(_object_behind_phrase),
        Row(_headline),
        Row(_named, switch="naming_verbs"),
        Row(second_object_moves, switch="making_verbs"),
        Row(charged_with_moves, "amod compound advcl conj", "charging_verbs"),
        Row(_perfect, "amod", "perfect_auxiliaries"),
        Row(_when, "acl", "clause_openers"),
        Row(_when_doing, "acl"),
        Row(_whom, "acl:relcl", "relative_objects"),
        Row(_within_content, "advcl", "clause_openers"),
        Row(_goes_on_with_speaker, "conj"),
    )
    return chosen(rows, deprel, know)


def _named(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`called the decision | unjustified`, `called that charge | a provocation`: what somebody calls it, though it hangs on the object."""
    if tree.lemma(verb) not in tree.grammar.get("naming_verbs", ()):
        return {}
    thing = tree.child(verb, "obj")
    if thing is None or tree.has_child(verb, "xcomp"):
        return _renamed(tree, verb)
    said = [k for k in tree.children[thing] if k == thing + 1 and tree.relation(k) == "amod"]
    said = [k for k in said if k + 1 >= len(tree) or tree.tokens[k + 1].upos not in NOUNS | {"ADJ"}]
    said += [
        k
        for k in tree.children[verb]
        if k > thing and tree.tokens[k].deprel == "obl:unmarked" and _has_article(tree, k)
    ]
    said += [
        k for k in tree.children[thing] if k > thing and tree.relation(k) == "appos" and _has_article(tree, k)
    ]
    return dict.fromkeys(said[:1], (verb, "xcomp"))


def _has_article(tree: Tree, k: int) -> bool:
    return any(tree.relation(c) == "det" and tree.feature(c, "Definite") == "Ind" for c in tree.children[k])


def _renamed(tree: Tree, verb: int) -> Moves:
    """`called | that charge a provocation`, read as "that" charging a provocation."""
    thing = tree.child(verb, "xcomp")
    if thing is None or tree.tokens[thing].upos not in ("NOUN", "VERB"):
        return {}
    pointer, said = tree.child(thing, "nsubj"), tree.child(thing, "obj")
    if (
        pointer != thing - 1
        or said is None
        or tree.word(pointer) not in tree.grammar.get("cleft_subjects", ())
    ):
        return {}
    return {thing: (verb, "obj"), pointer: (thing, "det"), said: (verb, "xcomp")}


def _timed(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A clause with *after*, *because* ... is nothing that is said."""
    timed = tree.grammar["circumstance_marks"]
    marked = tree.has_mark(c, timed)
    return {c: (tree.tokens[c].head, "advcl")} if marked else {}


def _headline(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Hundreds held after rally`, `Airport closed`: the subject of a past participle that needs an object and has none is that object."""
    subject = tree.child(c, "nsubj")
    if tree.feature(c, "Tense") not in ("Past", "") or subject is None:  # "borders shut"
        return {}
    needs = know.in_class(tree.lemma(c), NEEDS_OBJECT) and tree.feature(c, "Tense") == "Past"
    if not needs and not _is_item(tree, c, subject) and not is_bare_passive(tree, c, subject, know):
        return {}
    if tree.auxiliaries(c) or tree.tokens[c].deprel == "acl:relcl":
        return {}
    filled = (k for k in tree.children[c] if tree.relation(k) in FILLING)
    has_content = any(
        k < c or tree.tokens[c + 1].form != "," for k in filled
    )  # "parliament dissolved, | army | ..."
    shares = any(
        tree.relation(k) == "conj" and tree.is_verbal(k) and not tree.has_child(k, "nsubj")
        for k in tree.children[c]
    )
    named = _has_name_before_span(tree, c + 1)
    return {} if has_content or shares or named else {subject: (c, "nsubj:pass")}


def _object_behind_phrase(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Police dispersed with tear gas | a march |`: behind a phrase stands the object of a verb that needs one, if it is no time."""
    if tree.has_child(c, "obj", "aux:pass", "ccomp", "xcomp") or not tree.has_child(c, "nsubj"):
        return {}
    if not know.in_class(tree.lemma(c), NEEDS_OBJECT):
        return {}
    behind = [k for k in tree.children[c] if k > c and tree.relation(k) == "obl"]
    bare = [
        k
        for k in behind
        if tree.tokens[k].upos == "NOUN" and not tree.preposition(k) and tree.has_child(k, "det")
    ]
    times = tree.grammar.get("time_units", ())
    found = [k for k in bare if k != behind[0] and tree.lemma(k) not in times]
    return {found[0]: (c, "obj")} if found else {}


def _is_item(tree: Tree, c: int, subject: int | None) -> bool:
    """`| Two officers | shot, suspect arrested`: of such verbs whoever is counted, without an article, is whom it was done to, unless it says at whom."""
    if subject is None or tree.lemma(c) not in tree.grammar.get("suffered_alone", ()):
        return False
    bare = tree.has_child(subject, "nummod") and not tree.has_child(subject, "det", "nmod:poss")
    aims = tree.grammar.get("aimed_at", ())
    aimed = any(tree.relation(k) == "obl" and tree.preposition(k) in aims for k in tree.children[c])
    telegraphic = not any(t.upos in ("AUX", "DET") for t in tree.tokens)
    return bare and telegraphic and not aimed


def _has_name_before_span(tree: Tree, i: int) -> bool:
    """`Turkey bombed | Kobani | weeks ago`: a name that was taken for a part of how long ago it was."""
    named = i + 1 < len(tree) and tree.tokens[i].upos == "PROPN" and tree.tokens[i].head == i + 1
    return named and tree.lemma(i + 1) in tree.grammar.get("time_units", ())


def _lost(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A "participle" between two nouns of a clause without another verb is its verb; the noun behind is the object."""
    thing, past = tree.tokens[c].head, tree.feature(c, "Tense") == "Past"
    if not tree.is_participle_adjective(c) or not past or tree.tokens[thing].deprel not in HEADS:
        return {}
    verbs = (t.i for t in tree.tokens if t.i != c and tree.feature(t.i, "VerbForm") == "Fin")
    article = tree.child(thing, "det")
    taken = tree.has_child(thing, "cop", "nsubj") or (article is not None and article > c)
    if taken or any(tree.clause(k) == tree.clause(c) for k in verbs):
        return {}
    own = tree.child(c, "nsubj")
    before = [k for k in tree.children[thing] if k < c and _is_noun_before(tree, k)]
    subject = own if own is not None else before[-1] if before else None
    if subject is None or subject != c - 1:
        return {}
    around = brought_to(tree, subject, (k for k in tree.children[thing] if k < subject))
    behind = brought_to(tree, c, (k for k in tree.children[thing] if k > c and tree.relation(k) in OF_VERBS))
    above, relation = tree.edge(thing)
    return around | behind | {c: (above, relation), thing: (c, "obj"), subject: (c, "nsubj")}


def _is_noun_before(tree: Tree, k: int) -> bool:
    return tree.relation(k) in BEFORE_VERB and tree.tokens[k].upos in NOUNS


def _reduced(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`A gunman | disguised as a tourist | opened fire`: a root that the finite verb behind it hangs on is the participle of its subject."""
    subject = tree.child(c, "nsubj")
    if (
        tree.tokens[c].head >= 0
        or not (tree.feature(c, "Tense") == "Past" or _follows_its_noun(tree, c))
        or tree.auxiliaries(c)
        or subject != c - 1
    ):
        return {}
    verb = next((k for k in tree.children[c] if k > c and _goes_on(tree, c, k)), None)
    if verb is None or tree.has_child(c, "obj", "ccomp", "xcomp"):
        return {}
    between = brought_to(
        tree, c, (k for k in tree.children[verb] if c < k < verb and tree.relation(k) == "obl")
    )
    behind = brought_to(tree, verb, (k for k in tree.children[c] if k > verb))
    return between | behind | {verb: (-1, "root"), subject: (verb, "nsubj"), c: (subject, "acl")}


def _follows_its_noun(tree: Tree, c: int) -> bool:
    """`Sources | close to the junta | deny ...`."""
    return tree.word(c) in tree.grammar.get("postponed_adjectives", ())


def _goes_on(tree: Tree, c: int, k: int) -> bool:
    """Whether a finite clause without subject, mark or comma goes on with the subject of the verb before it."""
    finite = (
        tree.relation(k) == "advcl"
        and (tree.feature(k, "Tense") == "Past" or _follows_its_noun(tree, c))
        and tree.feature(k, "VerbForm") == "Fin"
    )
    alone = not tree.has_child(k, "nsubj", "nsubj:pass", "mark", "cc", "aux")
    return finite and alone and not any(token.upos == "PUNCT" for token in tree.tokens[c:k])


def _perfect(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`is said to have | massed | troops`, `have | tortured | activists`: between *have* and its object a past participle is the verb.

    Behind a finite *have* it may as well tell what they are ("has trained men"): there it is one that is nothing without an object, or the tagger saw an auxiliary.
    """
    have, thing = c - 1, tree.tokens[c].head
    infinitive = tree.feature(have, "VerbForm") == "Inf"
    sure = infinitive or tree.tokens[have].upos == "AUX" or know.in_class(tree.lemma(c), NEEDS_OBJECT)
    perfect = sure and tree.lemma(have) in tree.grammar.get("perfect_auxiliaries", ())
    past = tree.feature(c, "Tense") == "Past" and tree.relation(c) == "amod"
    if c == 0 or not perfect or not past or tree.tokens[thing].head != have or tree.relation(thing) != "obj":
        return {}
    above = tree.tokens[have]
    rest = brought_to(tree, c, (k for k in tree.children[have] if k != thing))
    return rest | {c: (above.head, above.deprel), have: (c, "aux"), thing: (c, "obj")}


def _when(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`were killed | when | a bus | overturned`: a bare noun behind *when* is the subject of the "participle" behind it."""
    noun = tree.tokens[c].head
    bare = (
        tree.tokens[c].deprel == "acl" and tree.feature(c, "Tense") == "Past" and not tree.preposition(noun)
    )
    if not bare or noun < 0 or noun != c - 1 or tree.relation(noun) not in ("obl", "obj", "nsubj"):
        return {}
    mark, verb = min(tree.subtree(noun)) - 1, tree.tokens[noun].head
    timed = mark >= 0 and tree.word(mark) in tree.grammar.get("clause_openers", ())
    if not timed or not tree.is_verbal(verb) or tree.tokens[mark].head not in (verb, c, noun):
        return {}
    return {c: (verb, "advcl"), noun: (c, "nsubj"), mark: (c, "mark")}


def _goes_on_with_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`said that two members were killed, | and called off the protest`: of an active verb behind a comma and *and* whoever said it is the subject, not whom a passive tells of."""
    content = tree.tokens[c].head
    said = tree.tokens[content].head if content >= 0 else -1
    if tree.relation(c) != "conj" or said < 0 or tree.relation(content) != "ccomp" or content < said:
        return {}
    joined = tree.child(c, "cc")
    apart = joined is not None and tree.is_behind(joined, know.inserted_after)
    own = (
        not tree.has_child(c, "nsubj", "nsubj:pass", "aux", "aux:pass") and tree.feature(c, "Tense") == "Past"
    )
    passive = tree.has_child(content, "nsubj:pass") and tree.has_child(content, "mark")
    if apart and own and passive and tree.has_child(c, "obj", "xcomp"):
        return {c: (said, "conj")}
    subject = tree.child(content, "nsubj", "nsubj:pass")
    his = subject is not None and tree.has_child(
        subject, "nmod:poss"
    )  # "said its fighters remained and denied ..."
    marked = his or tree.has_child(content, "mark")
    return {c: (said, "conj")} if own and marked and _is_said(tree, c, know) else {}


def _is_said(tree: Tree, c: int, know: Knowledge) -> bool:
    """`denied that it hit the school | and blamed Kyiv`: an act of words beside a clause with *that* is, without *that*, of who says it."""
    kinds = {frame.type for frame in know.frames_of(tree.lemma(c), "VERB")}
    acts = [know.ontology.types[kind].speech_act for kind in kinds]
    return any(acts) and (all(acts) or bool(know.cues_of(tree.lemma(c))))


def _within_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`were killed | when a volcano erupted |, officials said`: a clause between what is said and who says it is part of it."""
    said = tree.tokens[c].head
    if tree.relation(c) != "advcl" or said < c:
        return {}
    content = next((k for k in tree.children[said] if tree.relation(k) == "ccomp" and k < c), None)
    marks = tree.grammar.get("clause_openers", ())
    opened = tree.opening_word(c, marks) >= 0
    return {c: (content, "advcl")} if content is not None and opened else {}


def _when_doing(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`when a boat | carrying migrants | capsized`: of a participle with an object and a past form behind it the past form is the verb."""
    noun = tree.tokens[c].head
    doing = tree.tokens[noun].head if noun >= 0 else -1
    past = tree.tokens[c].deprel == "acl" and tree.feature(c, "Tense") == "Past"
    if (
        not past
        or not noun < doing < c
        or tree.tokens[doing].deprel != "advcl"
        or tree.relation(noun) != "nsubj"
    ):
        return {}
    if tree.feature(doing, "VerbForm") not in ("Ger", "Part") or tree.has_child(doing, "aux"):
        return {}
    marks = brought_to(tree, c, (k for k in tree.children[doing] if k < noun))
    return marks | {c: (tree.tokens[doing].head, "advcl"), noun: (c, "nsubj"), doing: (noun, "acl")}


def _whom(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`the kidnappers, | whom | locals | described as bandits`: a relative pronoun read as the article of who does it."""
    words = tree.grammar.get("relative_objects", ())
    if tree.tokens[c].deprel != "acl:relcl" or tree.has_child(c, "nsubj", "nsubj:pass"):
        return {}
    pronoun = min((k for k in range(tree.tokens[c].head, c) if tree.word(k) in words), default=None)
    noun = tree.tokens[pronoun].head if pronoun is not None else -1
    if pronoun is None or not pronoun < noun < c or tree.relation(pronoun) != "det":
        return {}
    if any(k != noun for k in tree.children[c] if tree.relation(k) == "obj"):
        return {}
    return {pronoun: (c, "obj"), noun: (c, "nsubj")}


def _personal(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Syria says it is | willing to withdraw`: of an adjective that only people can be, *it* is somebody."""
    head = tree.tokens[c].head
    personal = (
        head >= 0 and know.in_class(tree.lemma(head), PERSONAL) and tree.has_child(head, "cop", "aux:pass")
    )
    return {c: (head, "nsubj")} if personal and not tree.has_child(head, "nsubj", "nsubj:pass") else {}


def _listed(tree: Tree, c: int, know: Knowledge) -> Moves:
    """After "said they had V-ed ..., V-ed ... and V-ed" the list goes on with what is said: its first comma has no *and*."""
    head = tree.tokens[c].head
    if (
        tree.relation(c) != "conj"
        or head < 0
        or tree.tokens[c - 1].form != ","
        or tree.has_child(c, "nsubj", "cc")
    ):
        return {}
    said = max(
        (k for k in (head, *tree.children[head]) if k < c and tree.child(k, "ccomp") is not None), default=-1
    )
    content = tree.child(said, "ccomp") if said >= 0 else None
    if content is None or not content < c or not _cites(tree, said, know):
        return {}
    perfect = any(
        tree.lemma(a) in tree.grammar.get("active_auxiliaries", ("have",)) for a in tree.auxiliaries(content)
    )
    return {c: (content, "conj")} if perfect and tree.feature(c, "Tense") == "Past" else {}


def _cites(tree: Tree, verb: int, know: Knowledge) -> bool:
    return cites_clause(tree, verb, know)
