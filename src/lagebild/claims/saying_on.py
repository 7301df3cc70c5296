"""Whose a participle behind a comma is: what is said on belongs to whoever says the rest, what is done to whoever is spoken of.

Takes a tree and such a participle; gives the move that takes it from the clause that is said to the verb that says it, or back.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import SUBJECTS, Tree
from lagebild.languages import Condition
from lagebild.ontology import MATERIAL

GERUND = ("Part", "Ger")


def added_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The army said rebels had attacked, | adding that ...`, `..., | accusing the opposition of arson`: who goes on speaking is who says it, and nobody of whom he says it."""
    behind_comma = c > 0 and tree.tokens[c - 1].form == "," and tree.feature(c, "VerbForm") == "Part"
    if not behind_comma or tree.has_child(c, "nsubj", "mark", "aux", "aux:pass"):
        return {}
    head = over = tree.tokens[c].head
    while over >= 0 and not _cites(tree, over, know):
        over = tree.tokens[over].head
    speaks = cites_clause(tree, c, know) or know.in_class(tree.lemma(c), "done_with_words")
    return {c: (over, "advcl")} if 0 <= over < c and over != head and speaks else {}


def done_behind_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Israel bombed Gaza, the UN said, | killing 12`, `Troops returned fire, | wounding three, Manila said`, `..., sagten Anwohner, | um sie zu vertreiben`: it goes on with
    what is said; who says so does nothing of it.
    """
    said = tree.tokens[c].head
    if said < 0 or not (is_gerund_behind_comma(tree, c, know) or _is_aim_behind_comma(tree, c, know)):
        return {}
    if tree.has_child(c, "nsubj", "nsubj:pass", "aux") or know.in_class(tree.lemma(c), "done_with_words"):
        return {}
    told = _told_before(tree, said)
    types = (know.ontology.types[frame.type] for frame in know.frames_of(tree.lemma(c), "VERB"))
    done = any(kind.quad in MATERIAL for kind in types) or tree.feature(c, "VerbForm") == "Inf"
    return {c: (told, "advcl")} if 0 <= told < c and done and cites_clause(tree, said, know) else {}


def marked_behind_speaker(tree: Tree, said: int, know: Knowledge) -> Moves:
    """`Rebels withdrew, the army | said |, after jets bombed them`: a clause of time or condition behind an inserted speaker is what he says, too."""
    told = _told_before(tree, said)
    if told < 0 or not cites_clause(tree, said, know):
        return {}
    if _is_quotation_before(tree, told, said, know):
        return {k: (said, "advcl") for k in tree.children[told] if k > said and tree.relation(k) == "advcl"}
    behind = (k for k in tree.children[said] if k > said and tree.relation(k) in ("advcl", "ccomp"))
    return {k: (told, "advcl") for k in behind if _is_told_with_mark(tree, k, told, know)}


def _is_quotation_before(tree: Tree, told: int, said: int, know: Knowledge) -> bool:
    """`"Nobody aimed at them," the spokesman said, | although ...`: the quotation is over, and none begins behind."""
    marks = [t.i for t in tree.tokens if t.form in know.quote_marks]
    return len(marks) == 2 and marks[0] < told < marks[1] < said


def _is_told_with_mark(tree: Tree, c: int, told: int, know: Knowledge) -> bool:
    """Whether a clause behind a comma has a mark and is told, too; one of time may be when it was said: behind what will be, of the speaker, or, where there
    is a mood for what is said, without that.
    """
    first, subject = tree.first_word(c), tree.child(c, *SUBJECTS)
    mark = tree.word(first) if tree.relation(first) == "mark" and tree.tokens[first].head == c else ""
    if not mark or subject is None or not tree.is_behind(first, know.inserted_after):
        return False
    grammar, finite = tree.grammar, tree.finite(c)
    if mark in grammar.get("occasion_marks", ()):
        ahead = any(tree.lemma(k) in grammar.get("will_verbs", ()) for k in tree.auxiliaries(told))
        reported = finite is not None and tree.feature(finite, "Mood") == "Sub"
        own = know.is_pronoun(tree.tokens[subject].form) or ahead
        return reported if grammar.get("verb_last") else not own
    return mark not in grammar.get("complementizers", ())


def is_gerund_behind_comma(tree: Tree, c: int, know: Knowledge) -> bool:
    """Whether a participle of the present stands behind a comma, without a mark."""
    behind = tree.is_behind(c, know.inserted_after) and not tree.has_child(c, "mark")
    return behind and tree.feature(c, "VerbForm") in GERUND and tree.feature(c, "Tense") != "Past"


def _is_aim_behind_comma(tree: Tree, c: int, know: Knowledge) -> bool:
    """An infinitive with *um*, *ohne* or, in other languages, *to* behind a comma."""
    words = tree.grammar.get("purpose_marks", ()) or tree.grammar.get("modal_marks", ())
    mark = next((k for k in tree.children[c] if k < c and tree.word(k) in words), 0)
    return mark > 0 and tree.feature(c, "VerbForm") == "Inf" and tree.is_behind(mark, know.inserted_after)


def told_on_behind_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`..., wie die Uno mitteilte, | wobei zwölf Menschen getötet wurden`: what such a word opens tells more of what is said, and is not said instead of it.

    So does a participle without its auxiliary: `haben die Stadt beschossen, sagten Anwohner, | und zwölf Menschen getötet`.
    """
    above = tree.tokens[c].head
    said = tree.tokens[above].head if tree.relation(c) == "acl" and tree.relation(above) == "nsubj" else above
    if not 0 <= said < c or not cites_clause(tree, said, know):
        return {}
    told = _told_before(tree, said)
    if told < 0:
        return {}
    if tree.relation(c) == "conj":
        bare = (
            tree.feature(c, "VerbForm") == "Part" and not tree.auxiliaries(c) and bool(tree.auxiliaries(told))
        )
        return {c: (told, "conj")} if bare and tree.has_child(c, "cc") else {}
    words = tree.grammar.get("telling_on_words", ())
    first = tree.first_word(c)
    opening = (first, first + 1) if tree.tokens[first].upos == "ADP" else (first,)  # "of which"
    opens = any(tree.word(k) in words and k in opening for k in tree.children[c])
    return {c: (told, "advcl")} if opens else {}


def with_somebody_doing(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`..., an official told Reuters, | with rebels attacking from the north`: whoever stands between *with* and the participle does it."""
    over, who = tree.tokens[c].head, c - 1
    while who > over >= 0 and tree.tokens[who].head not in (over, c):
        who = tree.tokens[who].head if tree.tokens[who].head < c else -1
    if not 0 <= over < who or tree.feature(c, "VerbForm") not in GERUND or tree.relation(who) != "obl":
        return {}
    words = tree.grammar.get("absolute_marks", ())
    mark = next(
        (k for k in (*tree.children[who], *tree.children[c]) if tree.word(k) in words and k < who), -1
    )
    if mark < 0 or tree.has_child(c, "nsubj", "nsubj:pass") or not can_act(tree, who, know):
        return {}
    told = _told_before(tree, over) if cites_clause(tree, over, know) else -1
    return {c: (told if told >= 0 else over, "advcl"), who: (c, "nsubj"), mark: (c, "mark")}


def _told_before(tree: Tree, said: int) -> int:
    """The clause that stands before who says it; -1 for none."""
    above = tree.tokens[said].head
    clause = tree.is_verbal(above) or (tree.tokens[above].upos == "ADJ" and tree.has_child(above, "cop"))
    if tree.relation(said) in ("parataxis", "advcl") and 0 <= above < said and clause:
        return above
    return next((k for k in tree.children[said] if k < said and tree.relation(k) == "ccomp"), -1)


def _cites(tree: Tree, verb: int, know: Knowledge) -> bool:
    """A verb that cites as it stands here: "issued a statement", but "hit" only beside "back"."""
    if not tree.is_verbal(verb) or tree.relation(verb) == "obj":
        return False
    cues = (q for q in know.cues_of(tree.lemma(verb)) if q.construction == "verb" and "ccomp" in q.content)
    return any(all(_is_met(tree, verb, asked) for asked in cue.when) for cue in cues)


def _is_met(tree: Tree, verb: int, asked: Condition) -> bool:
    """Whether one of the words that a condition names stands beside the verb."""
    return asked.negated or any(tree.lemma(k) in asked.words for k in tree.children[verb])
