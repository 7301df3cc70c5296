"""Participants that went astray in the tree: hung on the date before them, or run together with the name before them.

Takes a tree, the dates and the names in the sentence; gives the tree with these at their verb: "hat am Montag |
Pakistan angegriffen", "wurde am Montag | von Israel bombardiert", "hat Ruanda | Armenien kritisiert", "wie
Ministerin | Anna Vik mitteilte".
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from lagebild.claims.moves import Moves, brought_to, moved
from lagebild.claims.tree import SUBJECTS, Tree
from lagebild.gazetteer import NameHit

BELOW_DATE = frozenset({"appos", "nmod", "flat", "compound"})
BEFORE_THING = frozenset({"nmod", "compound", "amod"})
RUN_TOGETHER = frozenset({"flat", "appos", "nmod", "compound", "conj"})
COMMAS = frozenset({",", ";", ":"})
NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
FIRST_PART = "compound_part"
BARE = ("nsubj", "obj", "iobj", "obl:arg")


class Seen(NamedTuple):
    """What of a sentence is known before its tree is mended: the tokens of dates, and of names with whom they name."""

    dated: frozenset[int]
    named: Mapping[int, str]


Rule = Callable[[Tree, int, Seen], Moves]


def gathered(tree: Tree, dated: frozenset[int], names: Iterable[NameHit]) -> Tree:
    """The tree with stray participants at their verbs. `dated`: the tokens of dates and hours."""
    named = {i: hit.id for hit in names for i in range(hit.first, hit.last + 1) if hit.kind != FIRST_PART}
    seen, moves, relation = Seen(dated, named), Moves(), tree.relation
    for token in tree.tokens:
        if token.upos in NOMINAL and token.head >= 0 and token.i not in dated:
            rules = _rules_for(relation(token.i), token.i in named)
            moves |= next((found for rule in rules if (found := rule(tree, token.i, seen))), {})
    for token in tree.tokens:
        if token.deprel == "aux:pass":
            moves |= _turned_active(tree, token.i)
    return moved(tree, moves)


@cache
def _rules_for(relation: str, named: bool) -> tuple[Rule, ...]:
    """The rules for a nominal, in their order; the first that finds something counts."""
    rows = (
        (BELOW_DATE, False, _after_date),
        (RUN_TOGETHER, True, _after_name),
        (BEFORE_THING, True, _before_thing),
        ({"obj"}, False, _after_title),
        ({"obj"}, False, _name_of_thing),
        ({"nsubj"}, False, _two_subjects),
        ({"nsubj"}, False, _title_astray),
        ({"nsubj"}, False, _subject_before),
        ({"nmod", "nsubj", "obj"}, True, _named_object),
        ({"obl"}, True, _after_numbers),
        ({"obl"}, True, _bare_before_verb),
        ({"nmod"}, False, _agent_of_thing),
        ({"obl"}, False, _bare_thing),
        ({"obl"}, True, _owner_of_object),
        ({"nsubj"}, False, _content_without_that),
    )
    return tuple(
        rule for relations, of_names, rule in rows if relation in relations and (named or not of_names)
    )


def _after_date(tree: Tree, c: int, seen: Seen) -> Moves:
    """What hangs on a date is the verb's: a name, or an agent of the passive."""
    date = tree.tokens[c].head
    if date not in seen.dated or not date < c or tree.relation(c) not in BELOW_DATE:
        return {}
    verb = tree.verb_above(date)
    if verb < 0 or tree.relation(date) not in ("obl", "obj", "nsubj", "nmod", "appos"):
        return {}
    preposition = tree.preposition(c)
    if preposition:
        agent = tree.is_passive(verb) and preposition in tree.grammar.get("passive_agents", ())
        return {c: (verb, "obl")} if agent or c in seen.named else {}
    if c in seen.named:
        top = next(k for k in (date, *tree.ancestors(date)) if tree.tokens[k].head not in seen.dated)
        if tree.tokens[top].deprel == "obj" and tree.tokens[top].head == verb:
            return {top: (verb, "obl"), c: (verb, "obj")}
        return _named_after_date(tree, c, verb)
    last = tree.tokens[c].upos == "NOUN" and verb == c + 1 and not tree.has_child(verb, "obj", "nsubj:pass")
    return {c: (verb, "obj")} if last and tree.relation(c) == "nmod" else {}


def _named_after_date(tree: Tree, c: int, verb: int) -> Moves:
    """A name takes the place that is free; what the parser hung on a state's name is the verb's, too."""
    phrases = {
        k: (verb, "obl")
        for k in tree.children[c]
        if k > c and tree.relation(k) == "nmod" and tree.preposition(k)
    }
    return {c: (verb, _free_role(tree, c, verb))} | phrases


def _free_role(tree: Tree, c: int, verb: int) -> str:
    if not tree.has_child(verb, *SUBJECTS) and tree.implied_subject(verb) is None:
        return "nsubj:pass" if tree.is_passive(verb) else "nsubj"
    oblique = any(
        tree.relation(k) == "det" and tree.feature(k, "Case") in ("Gen", "Dat") for k in tree.children[c]
    )
    behind = tree.tokens[c + 1 : c + 2]  # a text may break off at the name
    before_thing = any(t.upos == "NOUN" and t.head == tree.tokens[c].head for t in behind)
    return "iobj" if oblique or before_thing or tree.has_child(verb, "obj") else "obj"


def _after_name(tree: Tree, c: int, seen: Seen) -> Moves:
    """Two names of different states in a row before their verb, or behind one that stands second, are two participants (`Am Montag griff | Israel Iran | an`)."""
    head = tree.tokens[c].head
    if (
        tree.relation(c) not in RUN_TOGETHER
        or c not in seen.named
        or seen.named.get(head, seen.named[c]) == seen.named[c]
    ):
        return {}
    verb = tree.tokens[head].head
    subject = verb >= 0 and tree.tokens[head].deprel in SUBJECTS and tree.is_verbal(verb)
    second = bool(tree.grammar.get("verb_last")) and verb == head - 1
    if not subject or c != head + 1 or not (c < verb or second) or tree.preposition(c):
        return {}
    other = tree.has_child(verb, "obj") or (second and tree.has_child(verb, "obl:arg", "ccomp", "xcomp"))
    dative = second and tree.lemma(verb) in tree.grammar.get("dative_verbs", ())
    return {c: (verb, "iobj" if other or dative else "obj")}


def _before_thing(tree: Tree, c: int, seen: Seen) -> Moves:
    """`hat | Indien | Waffen geliefert`, `hat mit Indien | Gespräche geführt`: a name without the ending owns no noun behind it."""
    ending, thing = tree.grammar.get("genitive_name_ending", ""), tree.tokens[c].head
    if given := _given_to(tree, c, thing):
        return given
    owns = not ending or tree.tokens[c].form.endswith(ending) or tree.tokens[c].upos != "PROPN"
    between = (
        tree.tokens[c + 1 : thing] if c < thing else tree.tokens[c:c]
    )  # der Ukraine „Terrorismus“ vorgeworfen
    parting = (*COMMAS, *tree.grammar.get("dashes", ()), *tree.grammar.get("colons", ()))
    beside = c < thing and all(t.upos == "PUNCT" and t.form not in parting for t in between)
    if owns or c not in seen.named or not beside or tree.tokens[thing].upos != "NOUN":
        return {}
    verb = next((k for k in tree.ancestors(thing) if k not in seen.dated), -1)
    if tree.relation(c) not in BEFORE_THING or verb <= thing or not tree.is_verbal(verb):
        return {}
    before = [k for k in tree.children[thing] if k < c and tree.relation(k) in ("case", "det")]
    cases = [k for k in before if tree.relation(k) == "case"]
    role = "obl" if cases or tree.preposition(c) else "iobj"
    return {c: (verb, role), thing: (verb, _role_of_thing(tree, thing, verb))} | brought_to(tree, c, before)


def _bare_before_verb(tree: Tree, c: int, seen: Seen) -> Moves:
    """`The US | imposed sanctions`: a name without a preposition before a finite verb that has no subject is its subject, and no time or measure."""
    verb = tree.tokens[c].head
    bare = tree.tokens[c].deprel == "obl:unmarked" and not tree.preposition(c) and c < verb
    if not bare or not tree.grammar.get("subject_first") or not tree.is_verbal(verb):
        return {}
    finite = (
        tree.finite(verb) is not None or tree.tokens[verb].head < 0
    )  # "imposed" may be read as a participle
    lacks = finite and not tree.has_child(verb, *SUBJECTS, "expl")
    return {c: (verb, "nsubj:pass" if tree.has_child(verb, "aux:pass") else "nsubj")} if lacks else {}


def _given_to(tree: Tree, c: int, thing: int) -> Moves:
    """`to give | Kyiv | jets`: a bare name between a verb of giving and what is given is to whom."""
    verb = tree.tokens[thing].head
    if (
        not tree.grammar.get("double_objects")
        or tree.tokens[c].deprel != "compound"
        or not 0 <= verb == c - 1
    ):
        return {}
    gives = tree.lemma(verb) in tree.grammar["handing_verbs"] and tree.tokens[thing].deprel == "obj"
    return {c: (verb, "iobj")} if gives and c < thing and tree.tokens[c].upos == "PROPN" else {}


def _role_of_thing(tree: Tree, thing: int, verb: int) -> str:
    if tree.tokens[thing].head == verb and tree.tokens[thing].deprel in ("obj", *SUBJECTS):
        return tree.tokens[thing].deprel
    return "nsubj:pass" if tree.is_passive(verb) else "obj"


def _after_title(tree: Tree, c: int, seen: Seen) -> Moves:
    """A person's name directly behind a title without article belongs to it, even where the parser has an object."""
    verb, title = tree.tokens[c].head, c - 1
    if tree.tokens[c].deprel != "obj" or title < 0 or tree.tokens[c].upos != "PROPN" or title in seen.dated:
        return {}
    bare = tree.tokens[title].upos == "NOUN" and not tree.has_child(title, "det", "nummod")
    subject = tree.tokens[title].deprel == "nsubj" and tree.tokens[title].head == verb
    return {c: (title, "appos")} if bare and subject and c < verb else {}


def _title_astray(tree: Tree, c: int, seen: Seen) -> Moves:
    """`..., killing one worker, governor | Veniamin Kondratyev said`: a title behind a participle is the speaker's, no doer."""
    title = c - 1
    if title < 1 or tree.tokens[c].upos != "PROPN" or tree.tokens[title].upos not in ("NOUN", "PROPN"):
        return {}
    participle = tree.tokens[title].head
    astray = tree.tokens[title].deprel in SUBJECTS and 0 <= participle < title
    astray = astray and participle != tree.tokens[c].head and tree.is_verbal(participle)
    reduced = astray and tree.feature(participle, "VerbForm") in ("Part", "Ger")
    return {title: (c, "compound")} if reduced and tree.finite(participle) is None else {}


def _name_of_thing(tree: Tree, c: int, seen: Seen) -> Moves:
    """`dispatched the carrier | Shandong and two frigates`: of two objects in a row the bare name is that of the thing before it."""
    thing, verb = c - 1, tree.tokens[c].head
    if thing < 1 or tree.tokens[c].upos != "PROPN" or tree.tokens[thing].upos != "NOUN" or not verb < thing:
        return {}
    both = tree.tokens[thing].head == verb and tree.tokens[thing].deprel == "obj"
    known = "/" not in seen.named.get(c, "/")  # whoever can be given something
    before = any(tree.relation(k) in ("det", "case", "nummod", "amod") for k in tree.children[c] if k < c)
    if not both or known or before or not tree.has_child(thing, "det"):
        return {}
    others = {k: (thing, "conj") for k in tree.children[c] if tree.relation(k) == "conj"}
    return {c: (thing, "appos"), **others}


def _two_subjects(tree: Tree, c: int, seen: Seen) -> Moves:
    """`Secretary-General | Mark Rutte denied`: of two subjects in a row the first is the title of the second."""
    verb = tree.tokens[c].head
    if tree.tokens[c].deprel != "nsubj" or tree.tokens[c].upos != "PROPN" or not tree.is_verbal(verb):
        return {}
    first = tree.child(verb, "nsubj")
    if first is None or first == c or tree.tokens[first].upos not in ("NOUN", "PROPN"):
        return {}
    rest = tree.tokens[min(first, c) + 1 : c]
    inside = all(t.head in range(first, c + 1) and t.upos in ("NOUN", "PROPN", "ADJ", "PUNCT") for t in rest)
    return {first: (c, "compound")} if inside and not any(t.form in COMMAS for t in rest) else {}


def _agent_of_thing(tree: Tree, c: int, seen: Seen) -> Moves:
    """`was supplied with weapons | by Israel`: without another agent it is the passive verb's."""
    thing = tree.tokens[c].head
    preposition, grammar = tree.preposition(c), tree.grammar
    if tree.relation(c) != "nmod" or preposition not in grammar.get("passive_agents", ()):
        return {}
    if preposition in grammar.get("genitive_prepositions", ()):
        return {}  # "nach Angaben | von Helfern"
    verb = tree.tokens[thing].head
    if verb < 0 or tree.relation(thing) != "obl" or not tree.is_verbal(verb) or not tree.is_passive(verb):
        return {}
    agents = (k for k in tree.children[verb] if tree.relation(k) == "obl")
    taken = any(tree.preposition(k) == preposition for k in agents)
    bare = not any(tree.relation(k) in ("det", "amod", "nmod:poss") for k in tree.children[thing])
    return {} if taken or not bare else {c: (verb, "obl:agent")}


def _bare_thing(tree: Tree, c: int, seen: Seen) -> Moves:
    """`habe mit der Türkei | Gespräche geführt`: a bare noun directly before its verb, which has no object, is the object."""
    verb, token = tree.tokens[c].head, tree.tokens[c]
    if token.deprel != "obl" or token.upos != "NOUN" or verb != c + 1 or tree.children[c] or c in seen.dated:
        return {}
    free = tree.is_verbal(verb) and not tree.is_passive(verb) and not tree.has_child(verb, "obj", "ccomp")
    return {c: (verb, "obj")} if free else {}


def _named_object(tree: Tree, c: int, seen: Seen) -> Moves:
    """Where a language marks no names: a second subject is an object, and of two objects the name is the one who gets the other.

    Before its noun, a phrase with a preposition is the verb's ("mit Indien | Gespräche führen").
    """
    verb, deprel = tree.edge(c)
    if c not in seen.named or tree.tokens[c].upos != "PROPN" or not tree.grammar.get("genitive_name_ending"):
        return {}
    if deprel == "nmod" and tree.preposition(c) and c < verb:
        above = tree.tokens[verb].head
        return {c: (above, "obl")} if above > verb and tree.is_verbal(above) else {}
    if verb < 0 or not tree.is_verbal(verb) or deprel not in ("nsubj", "obj"):
        return {}
    others = [
        k for k in tree.children[verb] if k != c and k not in seen.named and tree.tokens[k].deprel == "obj"
    ]
    subjects = [k for k in tree.children[verb] if k < c and tree.tokens[k].deprel in SUBJECTS]
    subjects = [k for k in subjects if not any(t.form in COMMAS for t in tree.tokens[k:c])]
    marks = tree.grammar.get("infinitive_marks", ())
    bereft = not subjects and tree.has_mark(verb, marks)
    if deprel == "nsubj" and not (subjects and c < verb) and not (bereft and others):
        return {}
    return {c: (verb, "iobj")} if others else {c: (verb, "obj")} if deprel == "nsubj" else {}


def _subject_before(tree: Tree, c: int, seen: Seen) -> Moves:
    """`Sollte die Frist | verstreichen, wird Pakistan ... angreifen`: a subject is that of the bare verb behind it, before the comma."""
    verb, inner = tree.tokens[c].head, c + 1
    if tree.tokens[c].deprel != "nsubj" or not tree.is_verbal(verb) or not inner < verb:
        return {}
    bereft = tree.is_verbal(inner) and not tree.has_child(inner, *SUBJECTS, "mark")
    main = next((k for k in tree.auxiliaries(verb) if k == inner + 2), None)
    if not bereft or main is None or tree.tokens[inner + 1].form not in COMMAS:
        return {}
    moved = {c: (inner, "nsubj"), inner: (verb, "advcl")}
    moved |= {k: (inner, "aux") for k in tree.children[verb] if k < c and tree.relation(k) == "aux"}
    bare = [k for k in tree.children[verb] if main < k < verb and tree.tokens[k].deprel in BARE]
    return moved | ({bare[0]: (verb, "nsubj")} if bare and not tree.preposition(bare[0]) else {})


def _after_numbers(tree: Tree, c: int, seen: Seen) -> Moves:
    """`hat am 17.10. | Armenien angegriffen`: a date in figures is no adjective of the name behind it."""
    verb = tree.tokens[c].head
    if (
        c not in seen.named
        or tree.relation(c) != "obl"
        or c - 1 not in seen.dated
        or not tree.is_verbal(verb)
    ):
        return {}
    if tree.tokens[c - 1].head != c:
        return {}
    cases = {k: (c - 1, "case") for k in tree.children[c] if tree.relation(k) == "case"}
    return {c: (verb, _free_role(tree, c, verb)), c - 1: (verb, "obl")} | cases


def _turned_active(tree: Tree, auxiliary: int) -> Moves:
    """`wird Venezuela | bombardieren`: an infinitive with an object is no passive, though a participle may look the same."""
    verb = tree.tokens[auxiliary].head
    if verb < 0 or tree.word(verb) != tree.lemma(verb) or not tree.grammar.get("genitive_name_ending"):
        return {}
    objects = [
        k
        for k in tree.children[verb]
        if tree.tokens[k].deprel in ("obj", "obl:arg") and not tree.preposition(k)
    ]
    subject = tree.child(verb, *SUBJECTS)
    if subject is None or not objects or tree.finite(verb) != auxiliary:
        return {}
    return {auxiliary: (verb, "aux"), subject: (verb, "nsubj"), objects[0]: (verb, "obj")}


def _owner_of_object(tree: Tree, c: int, seen: Seen) -> Moves:
    """`rejected a proposal | by Venezuela`: in an active clause the agent is that of the object before it."""
    verb, preposition = tree.tokens[c].head, tree.preposition(c)
    agents = set(tree.grammar.get("passive_agents", ())) - set(tree.grammar.get("genitive_prepositions", ()))
    if c not in seen.named or tree.relation(c) != "obl" or preposition not in agents or tree.is_passive(verb):
        return {}
    thing = tree.child(verb, "obj")
    near = thing is not None and max(tree.subtree(thing)) + 1 == min(tree.subtree(c))
    return {c: (thing, "nmod")} if thing is not None and near else {}


def _content_without_that(tree: Tree, c: int, seen: Seen) -> Moves:
    """`A diplomat | denied | North Korea had bombed Russia`: a "participle" with a subject of its own is the main verb."""
    verb, main = tree.tokens[c].head, tree.tokens[tree.tokens[c].head].head
    if tree.tokens[c].deprel != "nsubj" or tree.tokens[verb].deprel != "acl" or not verb < c or main < 0:
        return {}
    above = tree.tokens[main].head
    told = above >= 0 and tree.tokens[above].head < 0 and tree.tokens[main].deprel == "nsubj"
    if not told or verb != main + 1 or not c < above or tree.feature(verb, "Tense") != "Past":
        return {}
    return {verb: (-1, "root"), main: (verb, "nsubj"), above: (verb, "ccomp"), c: (above, "nsubj")}
