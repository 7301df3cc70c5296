"""Clauses that run into each other.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens, so that each verb has the subject, the
auxiliary and the content that the text gives it: `say | rebels executed 21 civilians`, `men who, | they say, | bombed an office`, `Wie der
Kreml | bestreitet auch Belgrad ...`, `Rumours swirled in Juba | that he had been arrested`.
"""

from functools import lru_cache

from lagebild.claims.choosing import CHOICES_KEPT, Row, Rule, chosen, first_moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import NOMINAL, SUBJECTS, Tree

CONTENT = ("ccomp", "xcomp", "parataxis")


def tangled_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a verb."""
    return first_moves(_rules_for(tree.tokens[c].deprel, know), tree, c, know)


@lru_cache(CHOICES_KEPT)
def _rules_for(deprel: str, know: Knowledge) -> tuple[Rule, ...]:
    verb_last = (
        Row(_listed_infinitive),
        Row(_inserted_so, switch="inserting_words"),
        Row(_object_of_second, "conj"),
        Row(_second_infinitive, "conj"),
        Row(_lost_modal, "conj ccomp"),
        Row(_compared, switch="as_words"),
        Row(_last_auxiliary, "conj"),
        Row(_content_of_object, "parataxis ccomp"),
        Row(_second_subject),
        Row(_contrasted, switch="contrasting_words"),
    )
    others = (
        Row(_told_by, "acl:relcl", "content_complementizers"),
        Row(_said_at_end),
        Row(_when_somebody_says, "parataxis", "when_words"),
        Row(_reduced_before, "ccomp"),
        Row(_subject_of_content),
        Row(_inverted),
        Row(_said_of_object),
        Row(_inserted_in_relative, "acl:relcl"),
        Row(_said_in_relative, "acl:relcl"),
        Row(_content_of_subject, "acl advcl ccomp", "content_complementizers"),
    )
    return chosen(verb_last if know.pack.grammar.get("verb_last") else others, deprel, know)


def _contrasted(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`Die Polizei | bestätigte | die Festnahme, nannte aber keine Namen`: what goes on with "aber" behind its verb says nothing of what stands before."""
    words = tree.grammar.get("contrasting_words", ())
    said = [c for c in tree.children[verb] if tree.tokens[c].deprel == "ccomp" and c < verb]
    goes_on = verb + 1 < len(tree) and tree.word(verb + 1) in words
    if not said or not goes_on or not tree.has_child(said[0], "nsubj") or tree.has_child(said[0], "mark"):
        return {}
    subjects = [c for c in tree.children[verb] if tree.tokens[c].deprel == "nsubj"]
    if any(not any(tree.feature(k, "PronType") == "Neg" for k in tree.children[c]) for c in subjects):
        return {}  # "..., sagte aber der Sprecher"
    token = tree.tokens[verb]
    return {said[0]: (token.head, token.deprel), verb: (said[0], "conj")} | dict.fromkeys(
        subjects, (verb, "obj")
    )


def _second_subject(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`Von einer Einigung könne keine | Rede | sein, sagte der Sprecher`: the first of two subjects of a verb is what is said, or its subject."""
    subjects = [c for c in tree.children[verb] if tree.tokens[c].deprel == "nsubj"]
    if len(subjects) < 2 or not subjects[0] < verb < subjects[-1]:
        return {}
    first = subjects[0]
    if tree.has_child(first, "cop"):
        return {first: (verb, "ccomp")}
    said = [c for c in tree.children[verb] if tree.tokens[c].deprel == "ccomp" and first < c < verb]
    return {first: (said[0], "nsubj")} if said and not tree.has_child(said[0], "nsubj") else {}


def _listed_infinitive(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`vor, | ein Dorf bombardiert | und Zivilisten getötet zu haben`: the *zu* of the last holds for all, and none of them has a subject."""
    if not _may_be_listed(tree, c) or not _leads_to_mark(tree, c):
        return {}
    moves: Moves = {k: (c, "obj") for k in tree.children[c] if tree.tokens[k].deprel in SUBJECTS and k < c}
    head, deprel = tree.edge(c)
    if head >= 0 and tree.is_verbal(head) and _may_be_listed(tree, head) and head < c:
        joined = _leads_to_mark(tree, head) and tree.finite(head) is None
        return moves | {c: (head, "conj")} if joined or deprel == "parataxis" else moves
    if deprel == "acl:relcl" and not know.takes_clause(tree.lemma(head)):
        head = tree.verb_above(c)
    elif deprel not in ("ccomp", "advcl", "parataxis") and not (
        deprel == "conj" and tree.finite(head) is not None
    ):
        return moves
    return moves | {c: (head, "xcomp")} if head >= 0 else moves


def _may_be_listed(tree: Tree, c: int) -> bool:
    """A participle or infinitive that has no finite verb of its own."""
    bare = tree.feature(c, "VerbForm") in ("Part", "Inf")
    return bare and not any(tree.is_finite(a) for a in tree.children[c] if tree.relation(a) in ("aux", "cop"))


def _leads_to_mark(tree: Tree, c: int) -> bool:
    """Whether a list that begins at a verb ends in an infinitive with its mark."""
    marks = tree.grammar.get("infinitive_marks", ())
    listed = [
        k
        for k in tree.children[c]
        if k > c and tree.relation(k) in ("conj", "parataxis") and tree.is_verbal(k)
    ]
    marked = any(
        tree.relation(m) == "mark" and tree.word(m) in marks for k in listed for m in tree.children[k]
    )
    return marked or any(_may_be_listed(tree, k) and _leads_to_mark(tree, k) for k in listed)


def _inserted_so(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Ein Angriff, so | fürchten | Diplomaten, könnte ...`: between commas, behind *so*, stands who says it."""
    commas, words = tree.grammar.get("inserted_after", ()), tree.grammar.get("inserting_words", ())
    if (
        c < 2
        or tree.word(c - 1) not in words
        or tree.tokens[c - 2].form not in commas
        or not know.cues_of(tree.lemma(c))
    ):
        return {}
    behind = (k for k in range(c + 1, len(tree)) if tree.tokens[k].upos in NOMINAL)
    noun = next((k for k in behind if min(tree.subtree(k, skip=frozenset({"punct"}))) == c + 1), -1)
    over = next((k for k in tree.ancestors(c) if k != noun and tree.is_verbal(k)), -1)
    if noun < 0 or over < 0 or tree.preposition(noun) or tree.has_child(c, "ccomp"):
        return {}
    return {c: (over, "parataxis"), noun: (c, "nsubj")}


def _object_of_second(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`drohte mit Angriffen und | verlegte | Truppen`: what stands behind the second of two verbs is no subject of the first."""
    first = tree.tokens[c].head
    finite = tree.is_finite(c) or tree.tokens[c].upos == "ADJ"  # "verlegte": read as the participle
    if tree.relation(c) != "conj" or not finite or tree.has_child(c, *SUBJECTS, "obj") or first < 0:
        return {}
    subjects = [k for k in tree.children[first] if tree.tokens[k].deprel in SUBJECTS]
    late = [k for k in subjects if k > c]
    joined = tree.has_child(c, "cc") and len(subjects) > len(late)
    return {late[0]: (c, "obj")} if joined and late else {}


def _second_infinitive(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`wollte es weder bestätigen | noch | dementieren`: an infinitive goes on with the infinitive before it, not with another clause."""
    first = tree.tokens[c].head
    if (
        tree.relation(c) != "conj"
        or not _is_infinitive(tree, c)
        or tree.has_child(c, *SUBJECTS, "mark", "aux")
    ):
        return {}
    if first < 0 or _is_infinitive(tree, first):
        return {}
    inside = (k for k in tree.children[first] if first < k < c and tree.relation(k) == "conj")
    before = [k for k in inside if _is_infinitive(tree, k)]
    return {c: (before[-1], "conj")} if before else {}


def _is_infinitive(tree: Tree, k: int) -> bool:
    """Whether a verb stands as dictionaries have it, and is not finite."""
    return tree.tokens[k].upos == "VERB" and tree.word(k) == tree.lemma(k) and not tree.is_finite(k)


def _lost_modal(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`sagte, er | wolle | Frieden, doch seine Armee ...`: an auxiliary on a noun, with a comma behind it, is the verb of a clause of its own."""
    commas, over = tree.grammar.get("inserted_after", ()), tree.tokens[c].head
    modal = next(
        (a for k in tree.children[c] for a in tree.children[k] if k < c and tree.relation(a) == "aux"), -1
    )
    noun = tree.tokens[modal].head if modal >= 0 else -1
    if noun < 0 or tree.tokens[noun].upos not in ("NOUN", "PROPN") or not tree.is_finite(modal) or over < 0:
        return {}
    closed = any(tree.tokens[k].form in commas for k in range(noun + 1, c))
    subject = next((k for k in tree.children[c] if tree.relation(k) == "nsubj" and k < modal), -1)
    if not closed or subject < 0 or tree.relation(c) not in ("conj", "ccomp") or over > subject:
        return {}
    return {modal: (over, "ccomp"), subject: (modal, "nsubj"), noun: (modal, "obj"), c: (modal, "conj")}


def _said_at_end(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The rebels shelled Goma and Sake, | said | the mayor`: who stands behind a citing verb behind a comma says it, not who did it."""
    content = tree.child(c, "ccomp")
    if content is None:
        return {}
    subject, behind = tree.child(c, "nsubj"), tree.child(c, "obj")
    if subject is None or behind is None or not _cites(tree, c, know):
        return {}
    ordered = subject < content < c < behind and tree.is_behind(c, know.inserted_after)
    bereft = not tree.has_child(content, *SUBJECTS, "mark")
    return {subject: (content, "nsubj"), behind: (c, "nsubj")} if ordered and bereft else {}


def _cites(tree: Tree, c: int, know: Knowledge) -> bool:
    plain = (cue for cue in know.cues_of(tree.lemma(c)) if cue.construction == "verb" and not cue.when)
    return any("ccomp" in cue.content and "obj" not in cue.content for cue in plain)


def _tells(tree: Tree, noun: int, know: Knowledge) -> bool:
    """Whether a noun has something that it says: a claim, a rumour."""
    lemma = tree.lemma(noun)
    return tree.tokens[noun].upos == "NOUN" and bool(know.cues_of(lemma, True) or lemma in know.pack.grades)


def _said_of_object(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`say | Rwanda-backed rebels | executed 21 civilians`: nobody says rebels; the "participle" with an object is what they did."""
    thing = tree.child(c, "obj")
    if thing is None or thing < c or not _cites(tree, c, know) or tree.has_child(c, *CONTENT):
        return {}
    done = (
        k for k in tree.children[thing] if k > thing and tree.tokens[k].deprel == "acl" and tree.is_verbal(k)
    )
    verb = next((k for k in done if tree.feature(k, "Tense") == "Past" and tree.has_child(k, "obj")), -1)
    return {verb: (c, "ccomp"), thing: (verb, "nsubj")} if verb >= 0 else {}


def _inserted_in_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`two men who, | they say, | bombed an office`: what is set in after the pronoun cites the relative clause."""
    noun, commas = tree.tokens[c].head, tree.grammar.get("inserted_after", ())
    if tree.tokens[c].deprel != "acl:relcl" or c + 2 >= len(tree) or tree.tokens[c + 1].form not in commas:
        return {}
    subject = tree.child(c, "nsubj")
    if subject is None or not _cites(tree, c, know) or tree.has_child(c, *CONTENT, "obj"):
        return {}
    first = min(tree.subtree(subject))
    pronoun = first - 2
    if pronoun < 0 or not tree.is_behind(first, commas) or tree.feature(pronoun, "PronType") != "Rel":
        return {}
    verb = tree.tokens[pronoun].head
    return {verb: (noun, "acl:relcl"), c: (verb, "parataxis")} if verb > c else {}


def _said_in_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`a strike which | Minsk says | never happened`: a second clause whose pronoun stands before the first is what is said there."""
    subject, noun = tree.child(c, "nsubj"), tree.tokens[c].head
    if subject is None or not _cites(tree, c, know) or tree.has_child(c, *CONTENT, "obj"):
        return {}
    pronoun = min(tree.subtree(subject)) - 1
    verb = tree.tokens[pronoun].head if pronoun >= 0 and tree.feature(pronoun, "PronType") == "Rel" else -1
    if verb <= c or tree.tokens[verb].head != noun or tree.tokens[verb].deprel != "acl:relcl":
        return {}
    return {verb: (c, "ccomp")} | ({} if tree.has_child(verb, *SUBJECTS) else {pronoun: (verb, "nsubj")})


def _content_of_subject(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Rumours swirled in Juba | that he had been arrested`: a *that* clause behind a verb that cites nothing is its subject's."""
    words, verb = tree.grammar.get("content_complementizers", ()), tree.tokens[c].head
    opens = any(k < c and tree.word(k) in words and tree.relation(k) == "mark" for k in tree.children[c])
    if not opens or tree.relation(c) not in ("acl", "advcl", "ccomp") or not tree.has_child(c, *SUBJECTS):
        return {}
    while verb >= 0 and not tree.is_verbal(verb) and tree.relation(verb) in ("obl", "nmod", "advmod"):
        verb = tree.tokens[verb].head
    subject = tree.child(verb, *SUBJECTS) if 0 <= verb < c and tree.is_verbal(verb) else None
    if subject is None or know.cues_of(tree.lemma(verb)) or tree.has_child(verb, "obj"):
        return {}
    return {c: (subject, "acl")} if subject < verb and _tells(tree, subject, know) else {}


def _compared(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Wie der Kreml | bestreitet auch Belgrad ...`: with whom somebody is compared does not do it; the bare noun behind the verb does."""
    words = tree.grammar.get("as_words", ())
    if (
        tree.tokens[c].head >= 0
        or tree.word(0) not in words
        or tree.tokens[0].head != c
        or tree.finite(c) != c
    ):
        return {}
    other, subject = tree.child(c, "nsubj"), tree.child(c, "obj")
    if other is None or subject is None or not other < c < subject:
        return {}
    near = all(tree.tokens[k].upos in ("ADV", "DET", "ADJ") for k in range(c + 1, subject))
    plain = other + 1 == c and tree.tokens[subject].upos in NOMINAL and not tree.preposition(subject)
    return {other: (c, "obl"), 0: (other, "case"), subject: (c, "nsubj")} if near and plain else {}


def _last_auxiliary(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`der ihn untersucht hat und anonym bleiben | will`: the auxiliary right behind an infinitive is that one's."""
    if tree.relation(c) != "conj" or tree.feature(c, "VerbForm") != "Inf" or c + 1 >= len(tree):
        return {}
    first, auxiliary = tree.tokens[c].head, c + 1
    others = [k for k in tree.children[first] if tree.relation(k) == "aux" and first < k < c]
    own = tree.tokens[auxiliary].head == first and tree.relation(auxiliary) == "aux"
    return {auxiliary: (c, "aux")} if own and others else {}


def _content_of_object(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`wiederholte die widerlegte Behauptung, | Kämpfer hätten ... massakriert`: the mood of reports behind a noun that tells is its content."""
    finite, verb = tree.finite(c), tree.tokens[c].head
    told = finite is not None and tree.feature(finite, "Mood") == "Sub" and tree.has_child(c, *SUBJECTS)
    if (
        not told
        or tree.relation(c) not in ("parataxis", "ccomp")
        or tree.has_child(c, "mark")
        or not 0 <= verb < c
    ):
        return {}
    first = tree.first_word(c)
    noun, commas = first - 2, tree.grammar.get("inserted_after", ())
    if noun <= verb or not tree.is_behind(first, commas) or tree.tokens[noun].head != verb:
        return {}
    return {c: (noun, "acl")} if tree.relation(noun) == "obj" and _tells(tree, noun, know) else {}


def _subject_of_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`quotes him as saying | Putin | never promised ...`: behind a participle that cites stands the subject of what it cites."""
    content = tree.child(c, "ccomp")
    if content is None or tree.feature(c, "VerbForm") == "Fin":
        return {}
    subject = tree.child(c, "nsubj")
    if subject is None or not c < subject < content:
        return {}
    bereft = not tree.has_child(content, *SUBJECTS) and not tree.auxiliaries(c)
    return {subject: (content, "nsubj")} if bereft and _cites(tree, c, know) else {}


def _inverted(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`..., said | the major, | the rebels would have ...`: between a citing verb and the next comma stands who says it."""
    commas = tree.grammar.get("inserted_after", ())
    if not tree.is_behind(c, commas) or tree.has_child(c, *SUBJECTS) or not _cites(tree, c, know):
        return {}
    comma = next((k for k in range(c + 1, len(tree)) if tree.tokens[k].form in commas), 0)
    inside = range(c + 1, comma)
    heads = [k for k in inside if tree.tokens[k].head not in inside]
    if len(heads) != 1 or any(tree.is_verbal(k) or tree.tokens[k].upos == "ADP" for k in inside):
        return {}
    named = tree.tokens[heads[0]].upos in NOMINAL or (
        tree.tokens[heads[0]].upos == "ADJ" and tree.has_child(heads[0], "det")
    )
    return {heads[0]: (c, "nsubj")} if named and tree.tokens[heads[0]].head > comma else {}


def _when_somebody_says(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`since Monday, when, | his diocese says, | masked men took him`: what is set in behind *when* cites the clause."""
    words, commas = tree.grammar.get("when_words", ()), tree.grammar.get("inserted_after", ())
    if tree.relation(c) != "parataxis" or not _cites(tree, c, know) or tree.has_child(c, "ccomp", "obj"):
        return {}
    when = tree.opening_word(c, words)
    if not tree.is_behind(when, commas) or tree.tokens[when + 1].form not in commas:
        return {}
    beside = (k for k in tree.children[tree.tokens[c].head] if k > c and tree.relation(k) == "parataxis")
    verb = next((k for k in beside if tree.has_child(k, *SUBJECTS)), -1)
    return (
        {verb: (tree.tokens[c].head, "advcl"), c: (verb, "parataxis"), when: (verb, "advmod")}
        if verb >= 0
        else {}
    )


def _reduced_before(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The police chief, | suspended last week, | said ...`: a participle between commas behind the subject is not what he says."""
    verb, commas = tree.tokens[c].head, tree.grammar.get("inserted_after", ())
    if tree.relation(c) != "ccomp" or not c < verb or tree.feature(c, "VerbForm") != "Part":
        return {}
    subject = tree.child(verb, *SUBJECTS)
    if subject is None or tree.has_child(c, "aux", "aux:pass", "cop", "mark", *SUBJECTS):
        return {}
    first = tree.first_word(c)
    behind = first > 1 and tree.is_behind(first, commas) and first - 2 in tree.subtree(subject)
    return {c: (subject, "acl")} if behind else {}


def _told_by(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`had been told by his captors | that his brother had confessed`: behind who tells it stands what he tells."""
    words, agent = tree.grammar.get("content_complementizers", ()), tree.tokens[c].head
    if (
        tree.tokens[c].deprel != "acl:relcl"
        or not tree.has_child(c, *SUBJECTS)
        or tree.tokens[agent].deprel != "obl:agent"
    ):
        return {}
    verb, opening = (
        tree.tokens[agent].head,
        tree.opening_word(c, words),
    )
    free = verb >= 0 and not tree.has_child(verb, *CONTENT) and _cites(tree, verb, know)
    return (
        {c: (verb, "ccomp"), opening: (c, "mark")}
        if free and opening == max(tree.subtree(agent, skip=frozenset({"acl"}))) + 1
        else {}
    )
