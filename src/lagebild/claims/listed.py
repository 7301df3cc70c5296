"""Numbers and lists that the parser hung elsewhere.

Takes a parsed sentence and a token; gives moves of tokens: a number that reads as a comparison, a preposition hung on a number, a participle that
is counted and no verb, a noun that goes on the list behind a verb.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.numbers import phrases_before
from lagebild.claims.tree import Tree

LISTED = ("obj", "nsubj", "nsubj:pass", "obl", "obl:arg")


def comparison_moves(tree: Tree, i: int) -> Moves:
    """`mehr als 300 Polizisten` is a number, not a comparison: the noun takes the place that *mehr* had."""
    forms = [token.form.lower() for token in tree.tokens[i : i + 2]]
    if (
        len(forms) < 2
        or forms[0] not in tree.grammar.get("more_words", ())
        or forms[1] not in tree.grammar.get("than_words", ())
    ):
        return {}
    noun = next((k for k in range(i + 2, min(i + 6, len(tree))) if tree.has_child(k, "nummod")), None)
    if noun is None or (
        tree.tokens[noun].head != i and tree.preposition(noun) not in ("", tree.tokens[i + 1].form.lower())
    ):
        return {}
    number = tree.child(noun, "nummod")
    under_it = tree.tokens[noun].head == i
    head = tree.tokens[i].head if under_it else tree.tokens[noun].head
    if head < 0 or head == noun or number is None:
        return {}
    moved = {i: (number, "advmod"), i + 1: (number, "advmod")}
    if not under_it and tree.relation(noun) != "obl":
        return moved
    taken = tree.child(head, "nsubj", "nsubj:pass")
    role = (
        "obj"
        if taken is not None and taken < noun
        else "nsubj:pass"
        if tree.has_child(head, "aux:pass")
        else "nsubj"
    )
    demoted = {taken: (head, "obj")} if taken is not None and taken > noun and role == "nsubj" else {}
    return moved | {noun: (head, role)} | demoted


def case_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`spoke | of | twelve dead`: a preposition before a number is that of the noun, unless it grades the number ("up to twelve")."""
    number = tree.tokens[c].head
    noun = tree.tokens[number].head
    grading = next(phrases_before([token.form for token in tree.tokens], number, know.numbers.before), None)
    lone = not any(tree.relation(k) == "case" for k in tree.children[noun])
    return {c: (noun, "case")} if c < number < noun and lone and grading is None else {}


def case_moves_at(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a preposition that was hung on the wrong word."""
    return (
        _case_before_article(tree, c)
        or _case_before_nobody(tree, c, know)
        or _mark_before_subject(tree, c)
        or _case_behind_pronoun(tree, c)
    )


def _case_before_article(tree: Tree, c: int) -> Moves:
    """`| bei | einem von Rebellen verübten Anschlag`: of two prepositions with an article between them the first is that of the article's noun."""
    article, inner = c + 1, tree.tokens[c].head
    if article >= len(tree) or tree.relation(article) != "det" or inner <= article:
        return {}
    noun = tree.tokens[article].head
    second = any(article < k < inner and tree.relation(k) == "case" for k in tree.children[inner])
    if noun <= inner or not second or tree.has_child(noun, "case"):
        return {}
    phrase = {noun: (tree.tokens[noun].head, "obl")} if tree.tokens[noun].deprel == "obl:arg" else {}
    return {c: (noun, "case"), **phrase}


def _case_behind_pronoun(tree: Tree, c: int) -> Moves:
    """`der Angriff, bei dem | laut | Medienberichten zwölf starben`: a pronoun with a preposition has no second one behind it."""
    pronoun = tree.tokens[c].head
    others = [k for k in tree.children[pronoun] if k < pronoun and tree.relation(k) == "case"]
    if pronoun != c - 1 or tree.tokens[pronoun].upos != "PRON" or not others:
        return {}
    noun = next((k for k in range(c + 1, len(tree)) if tree.tokens[k].upos in ("NOUN", "PROPN", "PUNCT")), c)
    free = noun > c and tree.tokens[noun].upos != "PUNCT" and not tree.preposition(noun)
    return {c: (noun, "case")} if free and tree.first_word(noun) == c + 1 else {}


def _mark_before_subject(tree: Tree, c: int) -> Moves:
    """`a day | after | Yerevan reported that ...`: no subject has a preposition; it opens the clause."""
    subject = tree.tokens[c].head
    verb = tree.tokens[subject].head
    words = set(tree.grammar.get("time_marks", ())) - set(tree.grammar.get("predicative_words", ()))
    opens = c < subject < verb and c == tree.first_word(subject) and tree.word(c) in words
    clause = opens and tree.tokens[subject].deprel == "nsubj" and tree.finite(verb) is not None
    return {c: (verb, "mark")} if clause and not tree.has_child(verb, "mark") else {}


def _case_before_nobody(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`| gegen niemanden | Sanktionen verhängt`: *niemand* behind a preposition is no attribute of what stands behind it."""
    who, thing = c + 1, tree.tokens[c].head
    if who >= len(tree):
        return {}  # "..., dem Sprecher | zufolge"
    attribute = who < thing and tree.tokens[who].head == thing and tree.relation(who) == "amod"
    verb = tree.tokens[thing].head
    if not attribute or verb < 0 or tree.relation(thing) != "obl":
        return {}
    if not any("clause" in n.scope for n in know.pack.negators.get(tree.word(who), ())):
        return {}
    return {c: (who, "case"), who: (verb, "obl"), thing: (verb, "obj")}


def granted_moves(tree: Tree, c: int, verb: int) -> Moves:
    """`hat dem Botschafter 72 Stunden | Zeit | gegeben`: time that is granted is what is given, and no circumstance."""
    lemma, grammar = tree.lemma(c), tree.grammar
    if verb < 0 or tree.lemma(verb) not in grammar.get("granting_verbs", ()):
        return {}
    counted = lemma in grammar.get("time_units", ()) and tree.has_child(c, "nummod")
    whom = tree.child(verb, "iobj", "obl:arg")
    if not (counted and whom is not None) and lemma not in grammar.get("granted_times", ()):
        return {}
    bare = not tree.preposition(c) and not tree.has_child(verb, "obj")
    kept: Moves = {} if whom is None else {whom: (verb, tree.tokens[whom].deprel)}
    return {c: (verb, "obj")} | kept if bare else {}


def counted_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`spoke of 12 dead and | 30 wounded`: a participle with a number before it and no object is no verb of who spoke, but whom he counts."""
    number, before = c - 1, c - 3
    counts = number > 0 and tree.tokens[number].upos == "NUM" and tree.tokens[number].head in (c, c - 3)
    bare = tree.feature(c, "VerbForm") == "Part" and not tree.has_child(
        c, "aux", "aux:pass", "nsubj", "obj", "ccomp"
    )
    if tree.relation(c) != "conj" or not counts or not bare:
        return {}
    joined = before >= 0 and tree.relation(c - 2) in ("cc", "punct")
    listed = joined and tree.tokens[before].head >= 0 and tree.tokens[before].upos in ("ADJ", "NOUN", "VERB")
    head = before if listed else tree.tokens[c].head
    return {c: (head, "conj"), number: (c, "nsubj:pass")}


def listed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`meldete drei Tote und | die Einnahme des Dorfes`: a bare noun beside a verb goes on the list that the nouns behind the verb are."""
    verb = tree.tokens[c].head
    if not 0 <= verb < c or tree.tokens[c].upos != "NOUN" or not tree.is_verbal(verb) or tree.preposition(c):
        return {}
    if tree.is_verbal(c) or tree.has_child(c, "cop", "nsubj", "nsubj:pass", "obj"):
        return {}
    joined = min((k for k in tree.children[c] if tree.relation(k) == "cc"), default=c)
    before = [k for k in tree.children[verb] if verb < k < c and max(tree.subtree(k)) + 1 == joined]
    listed = [k for k in before if tree.tokens[k].upos == "NOUN" and tree.tokens[k].deprel in LISTED]
    return {c: (listed[-1], "conj")} if listed else {}


def bare_object_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`könnten nach Einschätzung von Diplomaten | Finanzhilfen | einfrieren`: a noun behind a phrase that has its genitive or *von* already is the verb's object."""
    noun, owners = tree.tokens[c].head, tree.grammar.get("genitive_prepositions", ())
    verb = tree.tokens[noun].head if noun >= 0 and tree.relation(noun) == "obl" else -1
    if tree.relation(c) != "nmod" or not 0 <= noun < c < verb or tree.tokens[c].upos != "NOUN":
        return {}
    owned = any(
        noun < k < c and tree.relation(k) == "nmod" and tree.preposition(k) in owners
        for k in tree.children[noun]
    )
    bare = not tree.preposition(c) and not any(tree.relation(k) == "det" for k in tree.children[c])
    free = tree.is_verbal(verb) and not tree.has_child(verb, "obj", "xcomp", "ccomp")
    return {c: (verb, "obj")} if owned and bare and free else {}


def behind_source_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`tötete nach Angaben einer Gruppe | drei Menschen`: a counted noun without a preposition, right behind who says so, is the verb's."""
    source = tree.tokens[c].head
    if not tree.grammar.get("verb_last") or tree.relation(c) != "nmod" or tree.preposition(c) or source < 0:
        return {}
    number = tree.child(c, "nummod")
    declined = tree.grammar.get("genitive_numbers", ())
    if number is None or number != source + 1 or tree.word(number) in declined:
        return {}
    phrase = source
    while tree.relation(phrase) == "nmod" and tree.tokens[phrase].head >= 0:
        phrase = tree.tokens[phrase].head
    verb = tree.tokens[phrase].head
    fits = tree.relation(phrase) == "obl" and 0 <= verb < phrase and tree.is_verbal(verb)
    return {c: (verb, "obj")} if fits and not tree.has_child(verb, "obj", "nsubj:pass") else {}


def dead_moves(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`shot | dead | three protesters`: no adjective stands before the number of its noun; it says how the deed ended."""
    noun, word = tree.child(verb, "obj"), verb + 1
    number = tree.child(noun, "nummod") if noun is not None else None
    if number is None or not word < number or tree.tokens[word].head != noun:
        return {}
    return {word: (verb, "xcomp")} if tree.relation(word) == "amod" else {}


def deed_read_as_past(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`killed 12 villagers and | burned | houses`: behind *and* a past before a bare thing is the next deed, where somebody suffered the first."""
    deed, first = c - 1, tree.tokens[c].head
    verb = tree.tokens[first].head if 0 <= first < deed else -1
    if (
        verb < 0
        or tree.tokens[deed].head != c
        or tree.tokens[deed].upos != "VERB"
        or tree.relation(first) != "obj"
    ):
        return {}
    joined = tree.child(c, "cc")
    bare = joined == deed - 1 and not tree.has_child(c, "det", "case", "nummod", "nmod:poss")
    past = tree.feature(deed, "Tense") == "Past" and bool(know.frames_of(tree.lemma(deed), "VERB"))
    somebody = know.in_class(tree.lemma(first), "victim") and not know.in_class(tree.lemma(c), "victim")
    if not (bare and past and somebody and tree.is_verbal(verb)) or joined is None:
        return {}
    return {deed: (verb, "conj"), c: (deed, "obj"), joined: (deed, "cc")}
