"""Who says so, within a relative clause or between somebody and what he did.

Takes a parsed sentence, a citing verb and what the language files say of its words; gives moves of tokens: `the soldiers who, | residents say |, looted the village`: the soldiers
looted it, and the residents say so; `told AFP | the rebels |, whose leader denies it, | executed | 20`: whom somebody is not told of did what stands behind.
"""

from lagebild.claims.choosing import Row
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import SUBJECTS, Tree


def speaker_within_rules() -> tuple[Row, ...]:
    """What is asked at a verb, in this order."""
    return (
        Row(said_within_relative, "acl:relcl", "speakers_last"),
        Row(told_of_relative, switch="speakers_last"),
        Row(told_between, switch="speakers_last"),
        Row(told_by_behind, switch="speakers_last"),
        Row(told_by_apposed, "acl:relcl", "speakers_last"),
        Row(said_of_relative, "acl:relcl", "speakers_last"),
        Row(cut_relative, "acl:relcl ccomp", "oblique_relatives"),
    )


def said_within_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`who prosecutors | allege | ordered the killings`: of two subjects of a citing verb the pronoun is that of the verb behind it."""
    subjects = [k for k in tree.children[c] if tree.relation(k) == "nsubj" and k < c]
    if len(subjects) != 2 or "Rel" not in tree.feature(subjects[0], "PronType"):
        return {}
    noun, told = tree.tokens[c].head, c + 1
    told += told < len(tree) and tree.tokens[told].form in know.inserted_after
    while told < len(tree) and tree.tokens[told].upos in ("AUX", "ADV", "PART"):
        told += 1
    bare = told < len(tree) and tree.is_verbal(told) and not _own_subjects(tree, told, c)
    if noun < 0 or not bare or not cites_clause(tree, c, know):
        return {}
    moves: Moves = {told: (noun, "acl:relcl"), subjects[0]: (told, "nsubj"), c: (told, "parataxis")}
    return moves | (_main_behind(tree, told, noun) if tree.tokens[told].head < 0 else {})


def _own_subjects(tree: Tree, told: int, c: int) -> list[int]:
    """The subjects of a verb that stand right before it."""
    return [k for k in tree.children[told] if tree.relation(k) in SUBJECTS and c < k < told]


def _main_behind(tree: Tree, told: int, noun: int) -> Moves:
    """`looted | the village | wore no insignia`: what was read as the subject of the next verb is the object, and that verb the sentence's."""
    main = next((k for k in tree.children[told] if k > told and tree.relation(k) == "ccomp"), -1)
    thing = tree.child(main, "nsubj") if main >= 0 else None
    if main < 0 or thing is None or not told < thing < main:
        return {}
    rest = brought_to(
        tree, main, (k for k in tree.children[told] if tree.tokens[k].upos == "PUNCT" and k > main)
    )
    return rest | {main: (-1, "root"), thing: (told, "obj"), noun: (main, "nsubj")}


def told_of_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`told AFP | the rebels, whose leader denies it, | executed 20`: a finite verb behind whom a clause describes has him for its subject."""
    if tree.lemma(c) not in tree.grammar.get("telling_verbs", ()):
        return {}
    heard, who = tree.child(c, "iobj"), tree.child(c, "obj")
    if heard is None or who is None or not c < heard < who or not tree.has_child(who, "acl:relcl"):
        return {}
    end = tree.last_word(who) + 1
    told = end + (end < len(tree) and tree.tokens[end].form in know.inserted_after)
    if told >= len(tree) or tree.tokens[told].head != c or not tree.is_finite(told):
        return {}
    things = [k for k in tree.children[told] if k > told and tree.relation(k) in ("obj", "nsubj")]
    return {told: (c, "ccomp"), who: (told, "nsubj"), **dict.fromkeys(things[:1], (told, "obj"))}


def told_between(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The convoy, | residents who fled told the BBC, | was attacked`: who stands between the commas says it, and what stands around them is one clause."""
    first, commas = tree.child(c, "nsubj"), know.inserted_after
    if first is None or first > c or not cites_clause(tree, c, know):
        return {}
    apart = (k for k in tree.children[first] if first < k < c and tree.relation(k) == "appos")
    speaker = next((k for k in apart if tree.is_behind(tree.first_word(k), commas)), -1)
    behind = [k for k in tree.children[c] if k > c and tree.relation(k) in ("ccomp", "conj", "parataxis")]
    told = next((k for k in behind if not tree.has_child(k, *SUBJECTS, "expl", "mark", "cc")), -1)
    if speaker < 0 or told < 0 or tree.finite(told) is None:
        return {}
    opening = tree.first_word(told)
    closed = tree.is_behind(opening, commas) and opening == tree.finite(told)
    if not closed or any(tree.tokens[k].form in commas for k in range(tree.first_word(speaker), c)):
        return {}
    subject = "nsubj:pass" if tree.is_passive(told) else "nsubj"
    clauses = {k: (speaker, "acl:relcl") for k in tree.children[first] if speaker < k < c}
    return clauses | {
        told: tree.edge(c), c: (told, "parataxis"), speaker: (c, "nsubj"), first: (told, subject)
    }  # fmt: skip


def told_by_behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Two soldiers, | reports a doctor who saw them, | were shot`: between the commas who says it stands behind the verb."""
    first, speaker = tree.child(c, "nsubj"), tree.child(c, "obj")
    commas = know.inserted_after
    if first is None or speaker is None or not first < c < speaker or not tree.is_behind(c, commas):
        return {}
    told = next(
        (k for k in tree.children[c] if k > speaker and tree.relation(k) in ("parataxis", "conj", "ccomp")),
        -1,
    )
    if told < 0 or tree.has_child(told, *SUBJECTS, "expl", "mark", "cc") or not cites_clause(tree, c, know):
        return {}
    opening = tree.first_word(told)
    helped = opening == tree.finite(told) and tree.tokens[opening].upos == "AUX"
    if not helped or not tree.is_behind(opening, commas):
        return {}
    subject = "nsubj:pass" if tree.is_passive(told) else "nsubj"
    return {told: tree.edge(c), c: (told, "parataxis"), speaker: (c, "nsubj"), first: (told, subject)}


def told_by_apposed(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The village, | elders who escaped told reporters, | was burned`: so does who was read as the village's other name, and what he told as a clause of it."""
    noun = tree.tokens[c].head
    apart = (k for k in tree.children[noun] if noun < k < c and tree.relation(k) == "appos")
    speaker = next((k for k in apart if tree.is_behind(tree.first_word(k), know.inserted_after)), -1)
    main, last = tree.tokens[noun].head, tree.last_word(c) + 1
    around = (
        c < last < main and tree.tokens[last].form in know.inserted_after and tree.relation(noun) == "nsubj"
    )
    if speaker < 0 or not around or tree.has_child(c, *SUBJECTS, "mark") or not cites_clause(tree, c, know):
        return {}
    clauses = {k: (speaker, "acl:relcl") for k in tree.children[noun] if speaker < k < c}
    return clauses | {speaker: (c, "nsubj"), c: (main, "parataxis")}


def said_of_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The attack, | which Kyiv says | was carried out by spies, killed two`: right behind who says so of a pronoun stands what he says, and no main verb."""
    noun, pronoun, speaker = tree.tokens[c].head, tree.child(c, "obj"), tree.child(c, "nsubj")
    if pronoun is None or speaker is None or not pronoun < speaker < c or c + 2 >= len(tree):
        return {}
    told = c + 1 if tree.tokens[c + 1].upos == "VERB" else tree.tokens[c + 1].head
    right = c < told and tree.tokens[c + 1].upos in ("AUX", "VERB")
    if not right or "Rel" not in tree.feature(pronoun, "PronType") or not cites_clause(tree, c, know):
        return {}
    subject = "nsubj:pass" if tree.is_passive(told) and told > c + 1 else "nsubj"
    others = (k for k in tree.children[told] if tree.relation(k) == "conj" and tree.has_child(k, *SUBJECTS))
    content: Moves = dict.fromkeys(others, (c, "conj")) | {told: (c, "ccomp"), pronoun: (told, subject)}
    if tree.tokens[told].head == noun and tree.relation(told) == "acl":
        return content
    main = _main_of_cut(tree, told, noun, know)
    return {**content, main: tree.edge(told), noun: (main, tree.tokens[noun].deprel)} if main >= 0 else {}


def _main_of_cut(tree: Tree, told: int, noun: int, know: Knowledge) -> int:
    """The main verb behind a clause that was taken for the main one; -1 where there is none."""
    if tree.tokens[noun].head != told or tree.relation(noun) != "nsubj":
        return -1
    behind = (k for k in tree.children[told] if k > told and tree.is_verbal(k) and tree.finite(k) is not None)
    bare = (k for k in behind if not tree.has_child(k, *SUBJECTS, "cc", "mark"))
    return next((k for k in bare if tree.is_behind(tree.first_word(k), know.inserted_after)), -1)


def cut_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`der Präsident, | den Soldaten, so ein Diplomat, | festgesetzt haben`: behind the comma no article but a pronoun, and who stands beside it does it."""
    roles, commas = tree.grammar.get("oblique_relatives", {}), know.inserted_after
    finite = tree.finite(c)
    if not roles or finite is None or finite < c or tree.has_child(c, "mark"):
        return {}
    beside = (
        t.i for t in tree.tokens[1 : max(0, c - 2)] if t.form.lower() in roles and tree.is_behind(t.i, commas)
    )
    pronoun = next((k for k in beside if tree.relation(k) == "det"), -1)
    doer = tree.tokens[pronoun].head if pronoun >= 0 else -1
    noun = tree.tokens[doer].head if doer >= 0 else -1
    apart = (
        pronoun < doer < c and tree.relation(doer) in ("appos", "conj") and tree.first_word(doer) == pronoun
    )
    if not apart or not 0 <= noun < pronoun or tree.has_child(doer, "cc", "case"):
        return {}
    closing = next((k for k in range(doer, c) if tree.tokens[k].form in commas), c)
    inside = next((k for k in range(closing + 1, c) if tree.tokens[k].form in commas), -1)
    said = [k for k in range(closing, inside) if tree.is_finite(k) and tree.tokens[k].head == noun]
    if inside < 0 or any(tree.opening_word(k, tree.grammar.get("as_words", ())) < 0 for k in said):
        return {}
    moves: Moves = {pronoun: (c, roles[tree.word(pronoun)]), doer: (c, "nsubj"), c: (noun, "acl:relcl")}
    return moves | _set_in(tree, c, range(closing + 1, inside))


def _set_in(tree: Tree, c: int, stretch: range) -> Moves:
    """Who says so, between the commas: with a verb, or with none."""
    verb = next((k for k in stretch if tree.is_finite(k)), -1)
    nouns = [
        k for k in stretch if tree.tokens[k].upos in ("NOUN", "PROPN") and tree.tokens[k].head not in stretch
    ]
    if verb < 0:
        return dict.fromkeys(nouns[:1], (c, "obl"))
    as_clause = tree.opening_word(verb, tree.grammar.get("as_words", ())) >= 0
    return {verb: (c, "advcl" if as_clause else "parataxis")} | dict.fromkeys(nouns[:1], (verb, "nsubj"))
