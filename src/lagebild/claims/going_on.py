"""Who goes on behind *and* where somebody has spoken: whoever is spoken of, or the speaker.

Takes a parsed sentence and the second of two verbs, in a language in which both look alike; gives moves of tokens. Who arrests nobody behind
`Police arrived, a spokesman said, but ...` is the police, and who accuses behind `The minister said rebels had attacked, and ...` is the minister.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import SUBJECTS, Tree
from lagebild.ontology import MATERIAL


def going_on_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a coordinated verb: without a subject of its own, or with one in the tense of what is reported."""
    joined, first = tree.child(c, "cc"), tree.tokens[c].head
    if joined is None or not 0 < first < joined < c or tree.has_child(c, "mark"):
        return {}
    comma = tree.is_behind(joined, know.inserted_after)
    if tree.has_child(c, *SUBJECTS, "expl"):
        return _reported_on(tree, c, first, know, comma=comma)
    if befallen := _befell_speaker(tree, c, first, know):
        return befallen
    if comma and (answered := _of_denier(tree, c, first, know)):
        return answered
    if cites_clause(tree, first, know):
        return _behind_inserted(tree, c, first, know) if comma else _within_content(tree, c, first, know)
    if not _speaks(tree, c, know):
        return {}
    if not comma:
        return _not_of_thing(tree, c, first, know) or _of_accuser(tree, c, first, know)
    return _of_speaker(tree, c, first, know) or _of_inserted(tree, c, first, know)


def state_on_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`said the troops were training | and would be | ready | to fight`: so does what is no verb and has a copula."""
    state = not tree.is_verbal(c) and tree.has_child(c, "cop")
    return going_on_moves(tree, c, know) if state else {}


def _behind_inserted(tree: Tree, c: int, said: int, know: Knowledge) -> Moves:
    """`Police arrived, | a spokesman said, | but arrested nobody`: a deed is that of whom he speaks of; what is said again is said by him."""
    speaker, told = tree.child(said, "nsubj"), tree.child(said, "ccomp")
    over = tree.tokens[said].head if told is None else told
    if speaker is None or not 0 <= over < speaker < said or _speaks(tree, c, know):
        return {}
    subject = tree.child(over, "nsubj")
    quoted = any(t.form in know.quote_marks for t in tree.tokens)
    return {c: (over, "conj")} if subject is not None and _acts(tree, subject, know) and not quoted else {}


def _within_content(tree: Tree, c: int, said: int, know: Knowledge) -> Moves:
    """`testified that she had called him | and ordered the deployment`: without a comma a deed goes on with the deed before it."""
    content = next((k for k in tree.children[said] if tree.relation(k) == "ccomp" and said < k < c), None)
    if content is None or _speaks(tree, c, know) or not tree.has_child(content, "mark", "aux"):
        return {}
    subject = tree.child(content, "nsubj")
    finite = tree.is_verbal(content) and subject is not None and subject > said
    return {c: (content, "conj")} if finite and _acts(tree, subject or 0, know) else {}


def _reported_on(tree: Tree, c: int, said: int, know: Knowledge, *, comma: bool) -> Moves:
    """`said the army had attacked | and police had arrested two`: reported on behind a bare *and*; behind a comma, what is shifted back as reports are."""
    content = next((k for k in tree.children[said] if tree.relation(k) == "ccomp" and said < k < c), None)
    if content is None or not cites_clause(tree, said, know):
        return {}
    own = tree.grammar.get("backshifted", ())
    ahead = tree.feature(c, "VerbForm") == "Inf"  # "and his country | would | defend itself"
    if _speaks(tree, c, know) and not ahead:
        return {}
    shifted = tree.feature(said, "Tense") == "Past" and any(tree.word(a) in own for a in tree.auxiliaries(c))
    return {c: (content, "conj")} if shifted or not comma else {}


def _not_of_thing(tree: Tree, c: int, content: int, know: Knowledge) -> Moves:
    """`warned the emergency could lead to abuses | and called on her to lift it`: what cannot speak calls on nobody; who says so does."""
    said, subject = tree.tokens[content].head, tree.child(content, "nsubj")
    told = tree.relation(content) == "ccomp" and 0 <= said < content and cites_clause(tree, said, know)
    if (
        not told
        or subject is None
        or subject < said
        or tree.has_child(c, "aux")
        or _acts(tree, subject, know)
    ):
        return {}
    return {c: (said, "conj")}


def _of_accuser(tree: Tree, c: int, content: int, know: Knowledge) -> Moves:
    """`said Iran had attacked the ship | and condemned its government`: who tells of a deed condemns it, and not who has done it.

    An auxiliary that the second verb cannot share (`said Rwanda was arming them | and urged ...`) leaves any act of words to the speaker.
    """
    said = _teller_over(tree, content)
    told = 0 <= said < content and cites_clause(tree, said, know)
    if not told or tree.grammar.get("verb_last") or tree.has_child(c, "aux", "aux:pass", "cop"):
        return {}
    speaker = tree.child(said, "nsubj")
    if speaker is None or not _acts(tree, speaker, know):
        return {}
    if _is_demanded_of_him(tree, c, know):
        return {c: (said, "conj")}
    if _speaks(tree, content, know):
        return {}
    if know.source_kind(tree.lemma(speaker)) in ("medium", "document"):
        return {}  # no paper accuses anybody by telling who did
    if tree.has_child(content, "aux:pass") and not tree.has_child(c, "obj", "xcomp", "ccomp"):
        return {}  # "had been arrested and accused of treason"
    judges = know.in_class(tree.lemma(c), "judging_words") and not _meets(tree, content, know)
    return {c: (said, "conj")} if judges or _goes_on_otherwise(tree, content) else {}


def _is_demanded_of_him(tree: Tree, c: int, know: Knowledge) -> bool:
    """`said the general had lied | and demanded | his | resignation`: nobody demands that he himself resign or be arrested."""
    deed = tree.child(c, "obj")
    return (
        deed is not None
        and bool(know.frames_of(tree.lemma(deed), "NOUN"))
        and any(
            tree.feature(k, "Poss") == "Yes" and tree.tokens[k].upos == "PRON" for k in tree.children[deed]
        )
        and _speaks(tree, c, know)
    )


def _befell_speaker(tree: Tree, c: int, content: int, know: Knowledge) -> Moves:
    """`said he would not run away | and was seized`: what would be is said, what befell who said so is told."""
    said = tree.tokens[content].head
    told = tree.relation(content) == "ccomp" and 0 <= said < content and cites_clause(tree, said, know)
    if not told or tree.grammar.get("verb_last") or not tree.has_child(c, "aux:pass"):
        return {}
    ahead = tree.grammar.get("supposing_verbs", ())
    would = any(tree.word(a) in ahead for a in tree.auxiliaries(content))
    past = any(tree.feature(a, "Tense") == "Past" and tree.is_finite(a) for a in tree.auxiliaries(c))
    subject = tree.child(content, "nsubj")
    same = subject is not None and tree.tokens[subject].upos == "PRON"
    return {c: (said, "conj")} if would and past and same and tree.has_child(said, "nsubj") else {}


def _teller_over(tree: Tree, content: int) -> int:
    """The verb whose content a clause is, also where it hangs on the hearers (`told lawmakers | that Eritrea was arming ...`); -1 for none."""
    over = tree.tokens[content].head
    if tree.relation(content) == "ccomp":
        return over
    hearer = tree.relation(content) == "acl" and tree.relation(over) in ("obj", "iobj")
    verb = tree.tokens[over].head if hearer else -1
    return verb if verb >= 0 and tree.lemma(verb) in tree.grammar.get("telling_verbs", ()) else -1


def _goes_on_otherwise(tree: Tree, content: int) -> bool:
    """`was arming`, `is a liar`: what is going on, or a state, and a past tense behind it have not one subject."""
    if tree.has_child(content, "cop"):
        return True
    having = tree.grammar.get("perfect_auxiliaries", ())
    helped = [k for k in tree.children[content] if tree.relation(k) == "aux"]
    going = tree.feature(content, "VerbForm") in ("Part", "Ger") and tree.feature(content, "Tense") == "Pres"
    return bool(helped) and going and not any(tree.lemma(k) in having for k in helped)


def _meets(tree: Tree, verb: int, know: Knowledge) -> bool:
    """`had met the rebels`: who talks with somebody may promise or reproach him something there."""
    frames = know.frames_of(tree.lemma(verb), "VERB")
    said = sum(know.ontology.types[frame.type].quad not in MATERIAL for frame in frames)
    return 2 * said > len(frames)


def _of_speaker(tree: Tree, c: int, content: int, know: Knowledge) -> Moves:
    """`Kurti said the officers were chasing smugglers, | and blamed Belgrade`: behind a comma who has spoken speaks again, unless he spoke of somebody's words."""
    said = tree.tokens[content].head
    told = tree.relation(content) == "ccomp" and 0 <= said < content and tree.has_child(said, "nsubj")
    if not told or not cites_clause(tree, said, know):
        return {}
    return {} if _speaks(tree, content, know) or tree.has_child(c, "aux") else {c: (said, "conj")}


def _of_denier(tree: Tree, c: int, content: int, know: Knowledge) -> Moves:
    """`rejected claims that he had ordered it, | and demanded an apology`: who has denied one thing speaks again behind its comma; of more than one it is the last."""
    over, commas = tree.tokens[content].head, know.inserted_after
    noun = tree.relation(content) == "acl" and tree.relation(over) in ("obj", "obl")
    said = tree.tokens[over].head if noun else over
    denied = 0 <= said < content and know.denies(tree.lemma(said)) and tree.has_child(said, "nsubj")
    if not denied or not (noun or tree.relation(content) == "ccomp") or tree.has_child(c, "aux"):
        return {}
    listed = sum(tree.tokens[k].form in commas for k in range(content, c)) > 1
    return {} if listed or not _speaks(tree, c, know) else {c: (said, "conj")}


def _of_inserted(tree: Tree, c: int, told: int, know: Knowledge) -> Moves:
    """`Israel beschoss den Hafen, | sagte die Hamas, | und forderte ...`: who has just spoken speaks again, if not in the mood of reports."""
    finite = tree.finite(c)
    if finite is None or tree.feature(finite, "Mood") == "Sub":
        return {}
    beside = [tree.tokens[told].head, *tree.children[told]]
    said = next((k for k in beside if told < k < c and cites_clause(tree, k, know)), -1)
    speaker = tree.child(said, "nsubj") if said >= 0 else None
    return {c: (said, "conj")} if speaker is not None and told < speaker < c else {}


def _speaks(tree: Tree, verb: int, know: Knowledge) -> bool:
    """Whether a verb tells, accuses, demands: something that is done with words."""
    return know.in_class(tree.lemma(verb), "done_with_words")


def _acts(tree: Tree, i: int, know: Knowledge) -> bool:
    """A name, a pronoun, or a noun for somebody."""
    return tree.tokens[i].upos == "PRON" or can_act(tree, i, know)


def behind_time_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Hours after the truce began, | Israel shelled Beirut, residents said`: what happened then is told, and not by what tells when."""
    when = tree.tokens[c].head
    said = tree.tokens[when].head if when >= 0 else -1
    marks = tree.grammar.get("time_marks", ())
    timed = 0 <= when < c < said and tree.relation(when) == "advcl" and not tree.grammar.get("verb_last")
    if not timed or tree.opening_word(when, marks) < 0:
        return {}
    first = tree.first_word(c)
    speaker = tree.child(said, "nsubj")
    told = tree.has_child(c, *SUBJECTS) and tree.is_behind(first, know.inserted_after) and when < first
    if not told or speaker is None or not c < speaker < said or not cites_clause(tree, said, know):
        return {}
    return {c: (said, "ccomp"), when: (c, "advcl")} | _since(tree, when)


def told_behind_time(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Hours after he was sworn in on Saturday, | Bolivia and the US said they would ...`: so is what was read as going on from what tells when."""
    when = tree.tokens[c].head
    first = tree.first_word(when) if when >= 0 else 0
    timed = (
        0 <= when < c
        and tree.tokens[when].head < 0
        and tree.lemma(first) in tree.grammar.get("time_units", ())
    )
    if not timed or tree.word(first + 1) not in tree.grammar.get("time_marks", ()):
        return {}
    comma = next((k for k in range(when, c) if tree.tokens[k].form in know.inserted_after), -1)
    between = range(comma + 1, c)
    tops = [k for k in between if tree.tokens[k].head not in between and tree.tokens[k].upos != "AUX"]
    named = comma >= 0 and bool(tops) and all(tree.tokens[k].upos in ("NOUN", "PROPN", "PRON") for k in tops)
    joined = any(tree.relation(k) == "cc" for k in between)
    if not named or len(tops) > 1 + joined or any(tree.preposition(k) for k in tops):
        return {}
    more = [k for k in between if tree.tokens[k].head == tops[0] and tree.relation(k) == "conj"]
    others: Moves = dict.fromkeys([*tops[1:], *more], (tops[0], "conj"))
    return {c: tree.edge(when), when: (c, "advcl"), tops[0]: (c, "nsubj"), **others} | _since(tree, when)


def _since(tree: Tree, when: int) -> Moves:
    """`| Hours | after | the truce | began`: how long after is no subject of what began."""
    span = tree.child(when, "nsubj")
    if span is None or tree.lemma(span) not in tree.grammar.get("time_units", ()):
        return {}
    begun = [k for k in tree.children[span] if tree.relation(k) == "nmod" and span < k < when]
    return {span: (when, "obl"), begun[0]: (when, "nsubj")} if begun else {}


def reported_hurt_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The governor reported eight | wounded |`: who tells of them has not wounded them."""
    said = tree.tokens[c].head
    counted = (
        tree.relation(c) == "xcomp"
        and tree.has_child(c, "nummod")
        and not tree.has_child(c, "mark", "aux", "conj")
    )
    alone = counted and not any(tree.relation(k) == "conj" for k in tree.children[said])
    hurt = alone and know.in_class(tree.lemma(c), "casualty")
    return {c: (said, "obj")} if hurt and cites_clause(tree, said, know) else {}
