"""Verbs that the parser took for nouns or adjectives.

Takes a tree and a token; gives the lemma and the features that it has as a verb, and what then hangs elsewhere: "the ministry | thanks | Norway",
"After | bombing | Lebanon", "denied | bombing | civilians", "Lebanese media | report", "indicates that forces | advanced".
"""

from typing import NamedTuple

from lagebild.claims.charges import charge_read_as_noun
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.tree import SUBJECTS, Tree

GERUND = "VerbForm=Ger"
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
FINITE = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
SPEAKING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "CCONJ", "NUM"})  # what stands in who reports
NOUNS = frozenset({"NOUN", "PROPN"})


class Verb(NamedTuple):
    """The lemma and the features of a verb, and what its finding moves."""

    lemma: str
    feats: str
    moves: Moves


Found = tuple[str, Moves] | None
"""The lemma of a verb, and what its finding moves."""


def verb_at(tree: Tree, i: int, know: Knowledge) -> Verb | None:
    """What a noun or an adjective is as a verb; None where it is none."""
    if found := _behind_that(tree, i, know):
        return Verb(found[0], PAST, found[1])
    gerund = tree.grammar.get("gerund_ending", "")
    if gerund and tree.word(i).endswith(gerund):
        found = _charge_of(tree, i, know) or _gerund_of(tree, i, know) or _denied_of(tree, i, know)
        found = found or _opening_gerund(tree, i, know)
        if found:
            return Verb(found[0], GERUND, found[1])
    found = _final_report(tree, i, know) or _planned(tree, i, know) or _disputed(tree, i, know)
    found = found or _bare_verb(tree, i, know) or _many_say(tree, i, know)
    return Verb(found[0], FINITE, found[1]) if found else None


def calling_at(tree: Tree, i: int) -> Verb | None:
    """`Biden | calls | move | outrageous`: of two words before an adjective the first is the verb, the second what it calls so."""
    ending = tree.grammar.get("verb_ending", "")
    lemma, thing = tree.word(i).removesuffix(ending), tree.tokens[i].head
    if not ending or lemma not in tree.grammar.get("naming_verbs", ()) or thing != i + 1:
        return None
    said = tree.child(thing, "xcomp", "amod", "obj")
    who = i - 1
    fits = who >= 0 and tree.tokens[who].head == i and tree.tokens[who].upos in NOUNS and said is not None
    if not fits or said is None or said <= thing:
        return None
    above = tree.tokens[thing]
    moves = {i: (above.head, above.deprel), who: (i, "nsubj"), thing: (i, "obj"), said: (i, "xcomp")}
    return Verb(lemma, FINITE, moves)


def _charge_of(tree: Tree, i: int, know: Knowledge) -> Found:
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


def _gerund_of(tree: Tree, i: int, know: Knowledge) -> Found:
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


def _behind_that(tree: Tree, i: int, know: Knowledge) -> Found:
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


def _final_report(tree: Tree, i: int, know: Knowledge) -> Found:
    """`Israeli jets strike Beirut, Lebanese media | report`: what ends a sentence behind a comma and a noun is the verb that it looks like."""
    word, noun = tree.word(i), i - 1
    lemma, shows = (tree.grammar.get(key, {}).get(word, "") for key in ("final_verbs", "final_shows"))
    if not (lemma or shows) or noun < 1 or tree.tokens[noun].upos not in NOUNS:
        return None
    breaks = tree.grammar.get("clause_breaks", ())
    end = next((k for k in range(i + 1, len(tree)) if tree.tokens[k].form in breaks), len(tree))
    rest = (t for t in tree.tokens[i + 1 : end] if t.upos != "PUNCT")
    if next(rest, None) is not None:
        return _inserted_report(tree, i, lemma, know) if lemma else None
    comma = next((k for k in range(noun, 0, -1) if tree.tokens[k].form in know.inserted_after), 0)
    between = [t for t in tree.tokens[comma + 1 : i] if t.upos not in SPEAKING]
    verb = next((t.i for t in tree.tokens[:comma] if tree.is_verbal(t.i) and t.head < 0), -1)
    if comma and between and verb >= 0:
        return _final_of_text(tree, i, comma, verb, lemma or shows)
    if not lemma or not comma or between or verb < 0:
        return None
    inside = brought_to(tree, noun, (k for k in range(comma + 1, noun) if tree.tokens[k].head == i))
    return lemma, inside | {i: (verb, "parataxis"), noun: (i, "nsubj"), comma: (i, "punct")}


def seen_text_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """The same where the verb was seen to be one, but read as who has seen the text."""
    comma = next((k for k in range(c, 0, -1) if tree.tokens[k].form in know.inserted_after), 0)
    verb = next((t.i for t in tree.tokens[:comma] if tree.is_verbal(t.i) and t.head < 0), -1)
    last = c + 1 >= len(tree) or tree.tokens[c + 1].upos == "PUNCT"
    found = _final_of_text(tree, c, comma, verb, tree.lemma(c)) if verb >= 0 and last else None
    return found[1] if found and tree.lemma(c) in know.citing_words else {}


def _final_of_text(tree: Tree, i: int, comma: int, verb: int, lemma: str) -> Found:
    """`..., a letter from the ministry | seen by Reuters | shows`: so is what ends it behind whoever has seen the text that shows it."""
    agents, inside = tree.grammar.get("passive_agents", ()), range(comma + 1, i)
    seen = next((k for k in inside[:-1] if tree.is_verbal(k) and tree.word(k + 1) in agents), -1)
    before = range(comma + 1, seen)
    nouns = (k for k in before if tree.tokens[k].upos in NOUNS and tree.tokens[k].head not in before)
    text = next(nouns, -1)
    if text < 0 or tree.feature(seen, "VerbForm") != "Part" or any(map(tree.is_verbal, before)):
        return None
    agent = brought_to(tree, i - 1, (k for k in tree.children[i] if seen < k < i - 1))
    moves: Moves = {i: (verb, "parataxis"), text: (i, "nsubj"), seen: (text, "acl"), comma: (i, "punct")}
    return lemma, agent | {i - 1: (seen, "obl:agent")} | moves


def _inserted_report(tree: Tree, i: int, lemma: str, know: Knowledge) -> Found:
    """`Rebels, the army | claims, | shelled the convoy`: the same between two commas, behind the subject of a verb that follows."""
    subject, noun = tree.tokens[i].head, i - 1
    verb = tree.tokens[subject].head if subject >= 0 else -1
    enclosed = tree.tokens[i + 1].form in know.inserted_after and 0 <= subject < noun < i < verb
    if not enclosed or tree.relation(i) != "appos" or tree.relation(subject) not in ("nsubj", "nsubj:pass"):
        return None
    inside = [k for k in tree.children[i] if k < noun and tree.tokens[k].upos != "PUNCT"]
    first = min((min(tree.subtree(k)) for k in (*inside, noun)), default=noun)
    if tree.relation(noun) != "compound" or not tree.is_behind(first, know.inserted_after):
        return None
    return lemma, brought_to(tree, noun, inside) | {
        i: (verb, "parataxis"),
        noun: (i, "nsubj"),
    }


def _denied_of(tree: Tree, i: int, know: Knowledge) -> Found:
    """`denied | bombing | civilians`: a gerund between a verb that takes one and its object is what is denied."""
    thing, ending = tree.tokens[i].head, tree.grammar.get("gerund_ending", "")
    verb = tree.tokens[thing].head if thing >= 0 else -1
    if not ending or verb != i - 1 or thing <= i or not tree.word(i).endswith(ending):
        return None
    takes = any("advcl" in cue.content or "xcomp" in cue.content for cue in know.cues_of(tree.lemma(verb)))
    lemma = _lemma_of_gerund(tree.word(i).removesuffix(ending), know)
    inside = tree.relation(i) in ("compound", "amod") and tree.relation(thing) == "obj"
    return (lemma, {i: (verb, "xcomp"), thing: (i, "obj")}) if lemma and takes and inside else None


def _opening_gerund(tree: Tree, i: int, know: Knowledge) -> Found:
    """`| Bombing | hospitals in Idlib, the air force drew condemnation`: what opens a sentence before a thing, where another is the subject behind the comma."""
    ending, thing = tree.grammar.get("gerund_ending", ""), tree.tokens[i].head
    verb = tree.tokens[thing].head if thing > i else -1
    opens = i == 0 and tree.relation(i) in ("compound", "amod") and verb > thing
    if not opens or tree.relation(thing) != "nsubj":
        return None
    last = tree.last_word(thing)
    others = (k for k in tree.children[verb] if k > last and tree.tokens[k].deprel in SUBJECTS and k < verb)
    subject = next(others, -1)
    comma = any(tree.tokens[k].form in know.inserted_after for k in range(thing, subject))
    lemma = _lemma_of_gerund(tree.word(i).removesuffix(ending), know)
    return (lemma, {i: (verb, "advcl"), thing: (i, "obj")}) if subject > 0 and comma and lemma else None


def _lemma_of_gerund(stem: str, know: Knowledge) -> str:
    """The verb of the lexicon that a stem without its ending belongs to, or nothing."""
    return next((w for w in (stem, stem + "e", stem[:-1]) if know.frames_of(w, "VERB")), "")


def _planned(tree: Tree, i: int, know: Knowledge) -> Found:
    """`The army | plans | to release the activist`: the root of a sentence without a finite verb, between somebody and an infinitive."""
    ending = tree.grammar.get("verb_ending", "")
    if tree.tokens[i].head >= 0 or not ending or not tree.word(i).endswith(ending):
        return None
    lemma, who = tree.word(i).removesuffix(ending), i - 1
    plan = tree.child(i, "acl")
    infinitive = plan is not None and tree.feature(plan, "VerbForm") == "Inf" and tree.has_child(plan, "mark")
    somebody = who >= 0 and tree.tokens[who].head == i and tree.relation(who) == "compound"
    finite = any(tree.feature(t.i, "VerbForm") == "Fin" for t in tree.tokens)
    if plan is None or not infinitive or not somebody or finite or know.frames_of(lemma, "VERB") == ():
        return None
    front = brought_to(tree, who, (k for k in tree.children[i] if k < who))
    return lemma, front | {who: (i, "nsubj"), plan: (i, "xcomp")}


def _disputed(tree: Tree, i: int, know: Knowledge) -> Found:
    """`..., which the rebels | dispute`, `a claim the group | disputes`: the last word of a clause, behind somebody and what he denies."""
    ending = tree.grammar.get("verb_ending", "")
    who, lemma = i - 1, tree.lemma(i)
    named = who > 0 and tree.tokens[who].head == i and tree.relation(who) == "compound"
    if not ending or not named or tree.word(i) not in (lemma, lemma + ending):
        return None
    if not any(cue.stance == "denies" and cue.construction == "verb" for cue in know.cues_of(lemma)):
        return None
    own = sorted(k for k in tree.children[i] if k < who and tree.relation(k) in ("det", "amod", "compound"))
    before = min([who, *own]) - 1
    last = i + 1 == len(tree) or tree.tokens[i + 1].upos == "PUNCT"
    front: Moves = brought_to(tree, who, own) | {who: (i, "nsubj")}
    if last and before >= 0 and tree.feature(before, "PronType") == "Rel":
        return lemma, front | {before: (i, "obj")}
    if last and before >= 0 and tree.tokens[before].upos == "NOUN" and know.takes_clause(tree.lemma(before)):
        return lemma, front | {i: (before, "acl:relcl")}
    return None


def _bare_verb(tree: Tree, i: int, know: Knowledge) -> Found:
    """`the ministry | thanks | Norway`: what looks like the present tense of a verb, where its dependents are those of one; they hang right."""
    ending, form = tree.grammar.get("verb_ending", ""), tree.word(i)
    if (
        not ending
        or not form.endswith(ending)
        or not (tree.has_child(i, "nsubj") and tree.has_child(i, "obj"))
    ):
        return None
    lemma = form.removesuffix(ending)
    return (lemma, {}) if know.frames_of(lemma, "VERB") else None


def _many_say(tree: Tree, i: int, know: Knowledge) -> Found:
    """`Some | claim | the army shelled the camp`: behind how many, before a clause with its own subject, a word in the form of a verb that cites is one."""
    lemma, who, told = tree.word(i), i - 1, tree.tokens[i].head
    if i != 1 or not tree.grammar.get("verb_ending") or lemma != tree.lemma(i) or not told > i:
        return None
    many = know.is_quantifier(tree.lemma(who)) and tree.tokens[who].head == i
    subject = next((k for k in tree.children[told] if i < k < told and tree.relation(k) == "nsubj"), -1)
    cites = any(cue.construction == "verb" and "ccomp" in cue.content for cue in know.cues_of(lemma))
    if not many or subject < 0 or not cites or not tree.is_verbal(told) or tree.tokens[told].head >= 0:
        return None
    others = (k for k in tree.children[told] if tree.relation(k) == "conj" and tree.has_child(k, "cc"))
    beside = {
        k: (i, "conj") for k in others if tree.has_child(k, "nsubj", "expl")
    }  # "..., but there is no proof"
    return lemma, beside | {i: (-1, "root"), told: (i, "ccomp"), who: (i, "nsubj")}
