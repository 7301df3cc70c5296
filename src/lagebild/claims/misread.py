"""Words whose part of speech the parser misread.

Takes a parsed sentence; gives it with verbs read as nouns or adjectives as the verbs that they are: "the ministry | thanks | Norway", "After | bombing |
Lebanon", "denied | bombing | civilians", "Lebanese media | report", "indicates that forces | advanced"; with the participles that share an auxiliary ("has not bombed
the port or | sunk | any ships"), or a modal, and with nouns of many that a sentence begins with. What the endings are stands in the language's grammar.
"""

from collections.abc import Collection

from msgspec.structs import replace

from lagebild.claims.charges import charge_read_as_noun
from lagebild.claims.insertions import Moves, moved
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.tree import Tree
from lagebild.model import Token

GERUND = "VerbForm=Ger"
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
INFINITIVE = "VerbForm=Inf"
PARTICIPLE = "Tense=Past|VerbForm=Part"
FINITE = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
MANY = "Number=Plur"
SPEAKING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "CCONJ", "NUM"})  # what stands in who reports
NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = ("nsubj", "nsubj:pass")


Verbs = dict[int, tuple[str, str]]
"""Token -> the lemma and the features that it has as a verb."""


def with_misread(tree: Tree, know: Knowledge) -> Tree:
    """The tree with nouns that have a subject and an object read as the verbs that they are ("the ministry | thanks | Norway")."""
    nouns = [t.i for t in tree.tokens if t.upos == "NOUN" or t.deprel == "amod"]
    verbs, moves = _verbs_in(tree, nouns, know)
    reports = _reports_in(tree, know)
    for rejected in reports.values():
        moves |= rejected
    for t in tree.tokens:
        if t.upos == "NOUN" and (named := _calling(tree, t.i, tree.grammar.get("verb_ending", ""))):
            verbs[t.i], moves = (named[0], FINITE), moves | named[1]
    many = {i for i in nouns if _is_many(tree, i)} - verbs.keys()
    deeds = {t.i for t in tree.tokens[:2] if t.upos == "AUX" and _is_deed(tree, t.i)}
    occasions = _occasions_in(tree, know)
    if not verbs and not many and not reports and not deeds and not occasions:
        return tree
    moves |= {i: (tree.tokens[i].head, "nsubj") for i in deeds}
    for hung in occasions.values():
        moves |= hung
    deeds |= occasions.keys()
    tokens = tuple(_reread(t, verbs, reports.keys(), many, deeds) for t in tree.tokens)
    return moved(Tree(replace(tree.sentence, tokens=tokens), tree.grammar), moves)


def _occasions_in(tree: Tree, know: Knowledge) -> dict[int, Moves]:
    """`Six people were killed in | fighting | between militias`: behind *in* a gerund without an object that is also a noun is one; the dead did not
    fight.
    """
    ending = tree.grammar.get("gerund_ending", "")
    if not ending:
        return {}
    found: dict[int, Moves] = {}
    for t in tree.tokens:
        if t.upos != "VERB" or tree.relation(t.i) != "advcl" or not t.form.endswith(ending) or t.head > t.i:
            continue
        marks = [k for k in tree.children[t.i] if tree.relation(k) == "mark" and k == t.i - 1]
        held = [k for k in marks if tree.word(k) in tree.grammar.get("occasion_prepositions", ())]
        if (
            held
            and not tree.has_child(t.i, "obj", "ccomp", "xcomp", *SUBJECTS)
            and know.frames_of(tree.word(t.i), "NOUN")
        ):
            below = [k for k in tree.children[t.i] if tree.relation(k) == "obl"]
            found[t.i] = {t.i: (t.head, "obl"), held[0]: (t.i, "case"), **dict.fromkeys(below, (t.i, "nmod"))}
    return found


def _reread(
    t: Token, verbs: Verbs, reports: Collection[int], many: Collection[int], deeds: Collection[int]
) -> Token:
    """The token as a verb, a noun of many, a noun, or as it was."""
    if t.i in verbs:
        return replace(t, upos="VERB", lemma=verbs[t.i][0], feats=verbs[t.i][1])
    if t.i in reports:
        return replace(t, upos="NOUN", feats=MANY)
    if t.i in many:
        return replace(t, feats=t.feats.replace("Number=Sing", "Number=Plur"))
    if t.i in deeds:
        return replace(t, upos="NOUN", lemma=t.form.lower(), feats="Number=Sing")
    return t


def _verbs_in(tree: Tree, nouns: list[int], know: Knowledge) -> tuple[Verbs, Moves]:
    """What was read as a noun, an adjective or another form of a verb, and what then hangs elsewhere; a later finding counts."""
    ending = tree.grammar.get("verb_ending", "")
    verbs: Verbs = {i: (lemma, FINITE) for i in nouns if (lemma := _verb_of(tree, i, ending, know))}
    second = [t for t in tree.tokens if t.upos == "VERB" and tree.relation(t.i) == "conj"]
    verbs |= {t.i: (t.lemma, PARTICIPLE) for t in second if _shares_perfect(tree, t.i)}
    verbs |= {t.i: (t.lemma, INFINITIVE) for t in second if _shares_modal(tree, t.i)}
    reduced = {t.i for t in tree.tokens if ending and t.upos == "VERB" and _is_reduced(tree, t.i)}
    verbs |= {i: (tree.lemma(i), PARTICIPLE) for i in reduced}
    moves: Moves = {i: (tree.tokens[i].head, "acl") for i in reduced}
    gerund = tree.grammar.get("gerund_ending", "")
    for i in nouns:
        if found := _behind_that(tree, i, know):
            verbs[i], moves = (found[0], PAST), moves | found[1]
        elif (
            gerund
            and tree.word(i).endswith(gerund)
            and (found := _charge_of(tree, i, know) or _gerund_of(tree, i, know) or _denied_of(tree, i, know))
        ):
            verbs[i], moves = (found[0], GERUND), moves | found[1]
        elif (
            (found := _final_report(tree, i, know))
            or (found := _planned(tree, i, ending, know))
            or (found := _disputed(tree, i, ending, know))
        ):
            verbs[i], moves = (found[0], FINITE), moves | found[1]
    verbs |= {t.i: (t.lemma, PAST) for t in second if _is_unforced(tree, t.i)}
    return verbs, moves


def _reports_in(tree: Tree, know: Knowledge) -> dict[int, Moves]:
    """Nouns of reports and deeds that were read as verbs, with what each of them moves."""
    ending = tree.grammar.get("verb_ending", "")
    if not ending:
        return {}
    verbs = [t.i for t in tree.tokens if t.upos == "VERB"]
    plain: dict[int, Moves] = {i: {} for i in verbs if _is_plural(tree, i, ending, know)}
    found = ((i, _rejected_reports(tree, i, know) or _told_noun(tree, i, know)) for i in verbs)
    return plain | {i: moves for i, moves in found if moves}


def _is_unforced(tree: Tree, i: int) -> bool:
    """`had been threatened and | refused | to sign`: what nobody is made to do was done by whoever suffered the first."""
    first = tree.tokens[i].head
    if tree.lemma(i) not in tree.grammar.get("unforced_verbs", ()):
        return False
    bare = not tree.has_child(i, "aux", "aux:pass", *SUBJECTS)
    return bare and tree.has_child(i, "xcomp") and first >= 0 and tree.is_passive(first)


def _rejected_reports(tree: Tree, i: int, know: Knowledge) -> Moves:
    """`The ministry dismissed | reports | that soldiers had shot civilians`: behind who rejects them, what looks like a verb of saying is a noun."""
    verb, said = (
        tree.child(i, "ccomp"),
        [k for k in tree.children[i] if k > i and tree.relation(k) == "ccomp"],
    )
    lemma, subjects = tree.lemma(i), [tree.child(k, *SUBJECTS) for k in (i, i if verb is None else verb)]
    subject = next((k for k in subjects if k is not None), i)
    if tree.tokens[i].upos != "VERB" or verb is None or verb > i or not said or None not in subjects:
        return {}
    denies = any(cue.stance == "denies" for cue in know.cues_of(tree.lemma(verb)))
    marked = tree.has_child(said[0], "mark") and tree.word(i) == lemma + tree.grammar["verb_ending"]
    if not denies or not marked or not subject < verb:
        return {}
    token = tree.tokens[i]
    front = {k: (verb, tree.tokens[k].deprel) for k in tree.children[i] if k < verb}
    return {**front, verb: (token.head, token.deprel), i: (verb, "obj"), said[0]: (i, "acl")}


def _is_plural(tree: Tree, i: int, ending: str, know: Knowledge) -> bool:
    """`confirmed | talks | with Iran`: without subject and object the object of a verb is the noun that it looks like."""
    bare = not tree.has_child(i, *SUBJECTS, "obj", "aux", "cop", "mark", "ccomp", "xcomp")
    noun = tree.word(i) == tree.lemma(i) + ending and bool(know.frames_of(tree.lemma(i), "NOUN"))
    return bare and noun and tree.tokens[i].deprel == "obj" and tree.tokens[i].head < i


def _told_noun(tree: Tree, i: int, know: Knowledge) -> Moves:
    """`Kigali said | claims | that soldiers had crossed had no basis`: before a clause with `that`, behind which a verb has no subject, it is that subject."""
    thats, above = tree.grammar.get("content_complementizers", ()), tree.tokens[i].head
    if i + 1 >= len(tree) or tree.word(i + 1) not in thats or tree.word(i) == tree.lemma(i):
        return {}
    if tree.has_child(i, *SUBJECTS, "aux", "obj") or not any(
        cue.construction == "noun" for cue in know.cues_of(tree.lemma(i))
    ):
        return {}
    inside = [k for k in tree.children[i] if k > i and tree.relation(k) in ("acl", "ccomp")]
    outside = inside[1:] if above < 0 else [k for k in tree.children[above] if k > i]
    verb = next((k for k in outside if tree.relation(k) == "ccomp" and _lacks_subject(tree, k)), None)
    if not inside or verb is None or verb < inside[0]:
        return {}
    rest = {
        k: (verb, tree.tokens[k].deprel) for k in tree.children[i] if k > i + 1 and k not in (inside[0], verb)
    }
    over = {verb: (-1, "root"), **rest} if above < 0 else {}
    return {**over, i: (verb, "nsubj"), inside[0]: (i, "acl"), i + 1: (inside[0], "mark")}


def _lacks_subject(tree: Tree, i: int) -> bool:
    return tree.is_finite(i) and not tree.has_child(i, *SUBJECTS, "cc", "expl")


def _is_reduced(tree: Tree, i: int) -> bool:
    """`Two Iranians | suspected | of killing a dissident`: a past without subject or object right behind its noun is what was done to it."""
    past = tree.feature(i, "Tense") == "Past" and tree.feature(i, "VerbForm") == "Fin"
    charging = tree.lemma(i) in tree.grammar.get("charging_verbs", ())
    if not (past and charging) or tree.relation(i) != "acl" or tree.tokens[i].head > i:
        return False
    bare = not tree.has_child(i, "nsubj", "nsubj:pass", "obj", "ccomp", "aux", "cop", "mark")
    return bare and tree.tokens[i - 1].upos in NOUNS


def _shares_perfect(tree: Tree, i: int) -> bool:
    """`has not bombed the port or | sunk | any ships`: what may be the participle, beside one and without a subject, shares its auxiliaries."""
    first = tree.tokens[i].head
    past = tree.feature(i, "Tense") == "Past" and tree.feature(i, "VerbForm") == "Fin"
    if not past or first < 0 or tree.has_child(i, "aux", "aux:pass", "nsubj", "nsubj:pass", "cop"):
        return False
    perfect = tree.grammar.get("perfect_auxiliaries", ())
    auxiliaries = [a for a in tree.children[first] if tree.relation(a) == "aux"]
    shared = any(
        tree.lemma(a) in perfect and tree.feature(a, "VerbForm") in ("Fin", "Inf") for a in auxiliaries
    )
    return shared and tree.feature(first, "VerbForm") == "Part" and tree.has_child(i, "cc")


def _shares_modal(tree: Tree, i: int) -> bool:
    """`will strike back, he said, and | destroy | the bunkers`: a bare form without tense or subject, beside an infinitive, shares its auxiliary."""
    first = tree.tokens[i].head
    if first < 0 or tree.word(i) != tree.lemma(i):
        return False
    bare = tree.feature(i, "VerbForm") == "Fin" and not tree.feature(i, "Tense")
    own = tree.has_child(i, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass")
    return bare and not own and tree.feature(first, "VerbForm") == "Inf" and tree.has_child(first, "aux")


def _is_many(tree: Tree, i: int) -> bool:
    """`Victims told ...`: a noun with the ending of many, read as one because a sentence begins with it."""
    ending = tree.grammar.get("verb_ending", "")
    noun = tree.tokens[i].upos == "NOUN" and tree.feature(i, "Number") == "Sing"
    return bool(ending) and noun and tree.word(i) == tree.lemma(i) + ending


def _is_deed(tree: Tree, i: int) -> bool:
    """`Fighting | raged`: before its verb a gerund, read as an auxiliary, is what raged."""
    ending, verb = tree.grammar.get("gerund_ending", ""), tree.tokens[i].head
    forms = tree.grammar.get("auxiliary_gerunds", ())
    deed = bool(ending) and tree.word(i).endswith(ending) and tree.word(i) not in forms
    return deed and verb > i and not tree.has_child(verb, "nsubj", "nsubj:pass")


def _calling(tree: Tree, i: int, ending: str) -> tuple[str, Moves] | None:
    """`Biden | calls | move | outrageous`: of two words before an adjective the first is the verb, the second what it calls so."""
    lemma, thing = tree.word(i).removesuffix(ending), tree.tokens[i].head
    if not ending or lemma not in tree.grammar.get("naming_verbs", ()) or thing != i + 1:
        return None
    said = tree.child(thing, "xcomp", "amod", "obj")
    who = i - 1
    fits = who >= 0 and tree.tokens[who].head == i and tree.tokens[who].upos in NOUNS and said is not None
    if not fits or said is None or said <= thing:
        return None
    above = tree.tokens[thing]
    return lemma, {i: (above.head, above.deprel), who: (i, "nsubj"), thing: (i, "obj"), said: (i, "xcomp")}


def _charge_of(tree: Tree, i: int, know: Knowledge) -> tuple[str, Moves] | None:
    """`accused Armenia of | bombing | North Korea`: behind a charge a noun that has an object is the verb that it looks like."""
    accused, ending = tree.tokens[i].head, tree.grammar.get("gerund_ending", "")
    if found := charge_read_as_noun(tree, i):
        lemma = _lemma_of_gerund(tree.word(i).removesuffix(ending), know)
        return (lemma, found) if lemma else None
    verb = tree.tokens[accused].head if accused >= 0 else -1
    charged = verb >= 0 and tree.lemma(verb) in tree.grammar.get("charging_verbs", ())
    if not ending or not charged or not tree.word(i).endswith(ending) or not tree.has_child(i, "obj"):
        return None
    lemma = _lemma_of_gerund(tree.word(i).removesuffix(ending), know)
    marks = [k for k in tree.children[i] if k < i and tree.word(k) in tree.grammar.get("object_marks", ())]
    if not lemma or not marks or tree.relation(i) not in ("nmod", "obl"):
        return None
    return lemma, {i: (verb, "advcl"), **dict.fromkeys(marks, (i, "mark"))}


def _gerund_of(tree: Tree, i: int, know: Knowledge) -> tuple[str, Moves] | None:
    """`After | bombing | Lebanon, Israel ...`: between such a word and a bare name stands a verb, not a noun."""
    ending, marks, verb = (
        tree.grammar.get("gerund_ending", ""),
        tree.grammar.get("gerund_marks", ()),
        tree.tokens[i].head,
    )
    between = 0 < i < len(tree) - 1 and tree.word(i - 1) in marks and tree.tokens[i + 1].upos == "PROPN"
    if not ending or not between or verb < 0 or not tree.word(i).endswith(ending):
        return None
    lemma = _lemma_of_gerund(tree.word(i).removesuffix(ending), know)
    bare = tree.tokens[i + 1].head == i and not tree.preposition(i + 1)
    if not lemma or not bare or tree.tokens[i - 1].head != i or not tree.is_verbal(verb):
        return None
    return lemma, {i: (verb, "advcl"), i - 1: (i, "mark"), i + 1: (i, "obj")}


def _behind_that(tree: Tree, i: int, know: Knowledge) -> tuple[str, Moves] | None:
    """`indicates that forces | advanced | south`: an adjective behind its noun, with the mark of a clause before both, is the verb of the clause."""
    noun, ending = tree.tokens[i].head, tree.grammar.get("past_ending", "")
    verb = tree.tokens[noun].head if noun >= 0 else -1
    behind = (
        ending and tree.relation(i) == "amod" and verb >= 0 and noun < i and tree.word(i).endswith(ending)
    )
    if not behind or tree.relation(noun) not in ("nsubj", "obj"):
        return None
    marked = any(tree.relation(m) == "mark" and verb < m < noun for m in tree.children[i])
    stem = tree.word(i).removesuffix(ending)
    lemma = next((w for w in (stem + "e", stem) if know.frames_of(w, "VERB")), "")
    return (lemma, {i: (verb, "ccomp"), noun: (i, "nsubj")}) if marked and lemma else None


def _final_report(tree: Tree, i: int, know: Knowledge) -> tuple[str, Moves] | None:
    """`Israeli jets strike Beirut, Lebanese media | report`: what ends a sentence behind a comma and a noun is the verb that it looks like."""
    lemma, noun = tree.grammar.get("final_verbs", {}).get(tree.word(i), ""), i - 1
    if not lemma or noun < 1 or tree.tokens[noun].upos not in NOUNS:
        return None
    breaks = tree.grammar.get("clause_breaks", ())
    end = next((k for k in range(i + 1, len(tree)) if tree.tokens[k].form in breaks), len(tree))
    rest = (t for t in tree.tokens[i + 1 : end] if t.upos != "PUNCT")
    if next(rest, None) is not None:
        return _inserted_report(tree, i, lemma, know)
    comma = next((k for k in range(noun, 0, -1) if tree.tokens[k].form in know.inserted_after), 0)
    between = [t for t in tree.tokens[comma + 1 : i] if t.upos not in SPEAKING]
    verb = next((t.i for t in tree.tokens[:comma] if tree.is_verbal(t.i) and t.head < 0), -1)
    if not comma or between or verb < 0:
        return None
    inside = {k: (noun, tree.tokens[k].deprel) for k in range(comma + 1, noun) if tree.tokens[k].head == i}
    return lemma, inside | {i: (verb, "parataxis"), noun: (i, "nsubj"), comma: (i, "punct")}


def _inserted_report(tree: Tree, i: int, lemma: str, know: Knowledge) -> tuple[str, Moves] | None:
    """`Rebels, the army | claims, | shelled the convoy`: the same between two commas, behind the subject of a verb that follows."""
    subject, noun = tree.tokens[i].head, i - 1
    verb = tree.tokens[subject].head if subject >= 0 else -1
    enclosed = tree.tokens[i + 1].form in know.inserted_after and 0 <= subject < noun < i < verb
    if not enclosed or tree.relation(i) != "appos" or tree.relation(subject) not in ("nsubj", "nsubj:pass"):
        return None
    inside = [k for k in tree.children[i] if k < noun and tree.tokens[k].upos != "PUNCT"]
    first = min((min(tree.subtree(k)) for k in (*inside, noun)), default=noun)
    if tree.relation(noun) != "compound" or tree.tokens[first - 1].form not in know.inserted_after:
        return None
    return lemma, {k: (noun, tree.tokens[k].deprel) for k in inside} | {
        i: (verb, "parataxis"),
        noun: (i, "nsubj"),
    }


def _denied_of(tree: Tree, i: int, know: Knowledge) -> tuple[str, Moves] | None:
    """`denied | bombing | civilians`: a gerund between a verb that takes one and its object is what is denied."""
    thing, ending = tree.tokens[i].head, tree.grammar.get("gerund_ending", "")
    verb = tree.tokens[thing].head if thing >= 0 else -1
    if not ending or verb != i - 1 or thing <= i or not tree.word(i).endswith(ending):
        return None
    takes = any("advcl" in cue.content or "xcomp" in cue.content for cue in know.cues_of(tree.lemma(verb)))
    lemma = _lemma_of_gerund(tree.word(i).removesuffix(ending), know)
    inside = tree.relation(i) in ("compound", "amod") and tree.relation(thing) == "obj"
    return (lemma, {i: (verb, "xcomp"), thing: (i, "obj")}) if lemma and takes and inside else None


def _lemma_of_gerund(stem: str, know: Knowledge) -> str:
    """The verb of the lexicon that a stem without its ending belongs to, or nothing."""
    return next((w for w in (stem, stem + "e", stem[:-1]) if know.frames_of(w, "VERB")), "")


def _planned(tree: Tree, i: int, ending: str, know: Knowledge) -> tuple[str, Moves] | None:
    """`The army | plans | to release the activist`: the root of a sentence without a finite verb, between somebody and an infinitive."""
    if tree.tokens[i].head >= 0 or not ending or not tree.word(i).endswith(ending):
        return None
    lemma, who = tree.word(i).removesuffix(ending), i - 1
    plan = tree.child(i, "acl")
    infinitive = plan is not None and tree.feature(plan, "VerbForm") == "Inf" and tree.has_child(plan, "mark")
    somebody = who >= 0 and tree.tokens[who].head == i and tree.relation(who) == "compound"
    finite = any(tree.feature(t.i, "VerbForm") == "Fin" for t in tree.tokens)
    if plan is None or not infinitive or not somebody or finite or know.frames_of(lemma, "VERB") == ():
        return None
    front = {k: (who, tree.tokens[k].deprel) for k in tree.children[i] if k < who}
    return lemma, front | {who: (i, "nsubj"), plan: (i, "xcomp")}


def _disputed(tree: Tree, i: int, ending: str, know: Knowledge) -> tuple[str, Moves] | None:
    """`..., which the rebels | dispute`, `a claim the group | disputes`: the last word of a clause, behind somebody and what he denies."""
    who, lemma = i - 1, tree.lemma(i)
    named = who > 0 and tree.tokens[who].head == i and tree.relation(who) == "compound"
    if not ending or not named or tree.word(i) not in (lemma, lemma + ending):
        return None
    if not any(cue.stance == "denies" and cue.construction == "verb" for cue in know.cues_of(lemma)):
        return None
    own = sorted(k for k in tree.children[i] if k < who and tree.relation(k) in ("det", "amod", "compound"))
    before = min([who, *own]) - 1
    last = i + 1 == len(tree) or tree.tokens[i + 1].upos == "PUNCT"
    front: Moves = {k: (who, tree.tokens[k].deprel) for k in own} | {who: (i, "nsubj")}
    if last and before >= 0 and tree.feature(before, "PronType") == "Rel":
        return lemma, front | {before: (i, "obj")}
    if last and before >= 0 and tree.tokens[before].upos == "NOUN" and know.takes_clause(tree.lemma(before)):
        return lemma, front | {i: (before, "acl:relcl")}
    return None


def _verb_of(tree: Tree, i: int, ending: str, know: Knowledge) -> str:
    """The verb that a noun is the present tense of, where its dependents are those of a verb."""
    form = tree.word(i)
    if (
        not ending
        or not form.endswith(ending)
        or not (tree.has_child(i, "nsubj") and tree.has_child(i, "obj"))
    ):
        return ""
    lemma = form.removesuffix(ending)
    return lemma if know.frames_of(lemma, "VERB") else ""
