"""Who says so, within a relative clause or between somebody and what he did.

Takes a parsed sentence, a citing verb and what the language files say of its words; gives moves of tokens: `the soldiers who, | residents say |, looted the village`: the soldiers
looted it, and the residents say so; `told AFP | the rebels |, whose leader denies it, | executed | 20`: whom somebody is not told of did what stands behind.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import SUBJECTS, Tree


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
