"""Phrases that hang on the wrong word.

Takes a parsed sentence, a token and what the language files say of its words; gives moves of tokens: to the noun that asks for a phrase's
preposition, across a verb that stands between a noun and its head, out of what stands between an article and its noun.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.juxtaposed import juxtaposed_moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.listed import comparison_moves
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.postpositions import postposition_moves
from lagebild.claims.set_in import set_in_moves
from lagebild.claims.tree import Tree

TIMING = ("ADP", "SCONJ", "ADV")  # parts of speech of what stands behind a span of time (after, before, ago)
HOLDERS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "iobj"})


def has_none(tree: Tree, c: int) -> bool:
    """An object that there is not: `no strike`."""
    return any(tree.feature(k, "PronType") == "Neg" for k in tree.children[c])


def accusative_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`traf | ihren Amtskollegen | Ararat Mirsojan`: with an article in the accusative a bare noun is the object of a verb that has none."""
    verb = tree.tokens[c].head
    if verb < 0 or not tree.is_verbal(verb) or tree.preposition(c) or tree.is_passive(verb):
        return {}
    if _is_dative_of_many(tree, c) and (thing := _object_behind(tree, c, verb)):
        return thing
    accusative = any(
        tree.tokens[k].upos == "DET" and (tree.feature(k, "Case") == "Acc" or _is_of_one(tree, k, c))
        for k in tree.children[c]
    )
    free = not tree.has_child(verb, "obj", "ccomp", "xcomp", "nsubj:pass")
    dative = tree.lemma(verb) in tree.grammar.get("dative_verbs", ())
    asked = accusative and free and not dative and bool(know.frames_of(tree.lemma(verb), "VERB"))
    behind = tree.word(c + 1) if c + 1 < len(tree) else ""
    return {c: (verb, "obj")} if asked and behind not in tree.grammar.get("postpositions", ()) else {}


def _is_dative_of_many(tree: Tree, c: int) -> bool:
    """`den Behörden`: before many *den* is the article of the dative."""
    words = tree.grammar.get("dative_many_articles", ())
    many = any(tree.word(k) in words for k in tree.children[c] if tree.relation(k) == "det")
    return many and tree.feature(c, "Number") == "Plur"


def _object_behind(tree: Tree, c: int, verb: int) -> Moves:
    """`werfen den Behörden | Folter | vor`: the bare noun behind a dative is the object of a verb that has none."""
    bare = [
        k
        for k in tree.children[verb]
        if k > c and tree.tokens[k].deprel == "obl:arg" and not tree.has_child(k, "det", "det:poss", "case")
    ]
    free = not tree.has_child(verb, "obj", "ccomp", "xcomp", "nsubj:pass")
    return (
        {bare[0]: (verb, "obj")}
        if free and len(bare) == 1 and min(tree.subtree(bare[0])) == tree.last_word(c) + 1
        else {}
    )


def _is_of_one(tree: Tree, article: int, noun: int) -> bool:
    """`warnte | den Vorsitzenden`: an article of one in the accusative or of many in the dative, before one."""
    words = tree.grammar.get("accusative_articles", ())
    return tree.word(article) in words and tree.feature(noun, "Number") == "Sing"


def hours_after_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`attacked | Kyiv | hours after the talks`, `bombed | Kobani | weeks ago`: how long after is no part of the name before it, and nobody to whom it is done."""
    if tree.tokens[c].deprel == "appos":
        return _span_behind_comma(tree, c)
    span = c + 1
    if tree.tokens[c].upos != "PROPN" or span + 1 >= len(tree) or tree.tokens[span + 1].upos not in TIMING:
        return {}
    counted = tree.lemma(span) in tree.grammar.get("time_units", ()) and tree.word(span) != tree.lemma(span)
    over, name = tree.tokens[span].head, tree.tokens[c].head
    if not counted or over < 0 or tree.has_child(span, "det", "nummod"):
        return {}
    verb = tree.tokens[over].head if over == span + 1 else over  # "weeks | ago"
    if tree.relation(c) == "compound" and name == span and verb == over:
        own = brought_to(tree, c, (k for k in tree.children[span] if k < c))
        return {c: tree.edge(span), span: (over, "obl"), **own}
    others = (k for k in tree.children[verb] if tree.relation(k) == "obj" and k != span)
    free = verb >= 0 and tree.is_verbal(verb) and verb < c and not any(others)
    if not free or name not in (span, verb) or tree.preposition(c):
        return {}
    return {c: (verb, "obj")} | ({span: (verb, "obl:tmod")} if over == verb else {})


def _span_behind_comma(tree: Tree, c: int) -> Moves:
    """`freed two editors, | hours | after talks`: how long after what is no second name for whom it is done to."""
    timed = tree.lemma(c) in tree.grammar.get("time_units", ()) and tree.word(c) != tree.lemma(c)
    behind = c + 1 < len(tree) and tree.tokens[c + 1].upos in TIMING
    verb = tree.tokens[c].head
    while verb >= 0 and not tree.is_verbal(verb):
        verb = tree.tokens[verb].head
    return (
        {c: (verb, "obl:tmod")}
        if timed and behind and tree.tokens[c - 1].upos == "PUNCT" and verb >= 0
        else {}
    )


def aimed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hat Raketen | auf Israel | abgefeuert`: at whom something is shot or thrown belongs to the verb, and not to what is thrown."""
    thing = tree.tokens[c].head
    verb = tree.tokens[thing].head if thing >= 0 else -1
    thrown = verb >= 0 and tree.is_verbal(verb) and tree.relation(thing) in ("obj", "nsubj")
    return {c: (verb, "obl")} if thrown and _is_aimed(tree, c, thing, verb, know) else {}


def _is_aimed(tree: Tree, c: int, thing: int, verb: int, know: Knowledge) -> bool:
    """Whether a phrase behind what can be shot or thrown has a preposition that the verb asks for."""
    grammar, preposition = tree.grammar, tree.preposition(c)
    if not thing < c or preposition not in grammar.get("aiming_prepositions", ()):
        return False
    thrown = any(know.in_class(tree.lemma(thing), name) for name in grammar.get("aimed_classes", ()))
    return thrown and bool(know.wanted_phrases(tree.lemma(verb)).get(preposition))


def opening_preposition(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`| Following | clashes in Aleppo, jets struck`: the preposition that opens the sentence was read as a participle."""
    noun = tree.tokens[c].head
    opens = noun > c and all(t.upos == "PUNCT" for t in tree.tokens[:c])
    words = tree.grammar.get("aftermath_prepositions", ())
    fits = opens and tree.word(c) in words and tree.relation(noun) == "obl" and not tree.preposition(noun)
    return {c: (noun, "case")} if fits else {}


def owner_before_moves(tree: Tree, c: int) -> Moves:
    """`nach | Seouls | Angaben`: the name in the genitive stands between the preposition and its noun."""
    ending, name = tree.grammar.get("genitive_name_ending", ""), c - 1
    if not ending or name < 1 or tree.tokens[name].upos != "PROPN" or not tree.word(name).endswith(ending):
        return {}
    case = next((k for k in tree.children[name] if k == name - 1 and tree.relation(k) == "case"), -1)
    bare = (
        tree.tokens[c].upos == "NOUN" and not tree.preposition(c) and not tree.has_child(c, "det", "nummod")
    )
    beside = tree.tokens[name].head == tree.tokens[c].head and tree.relation(name) in ("obl", "nmod")
    return {name: (c, "nmod"), case: (c, "case")} if case >= 0 and bare and beside else {}


def owner_at_verb_moves(tree: Tree, c: int) -> Moves:
    """`verurteilten | Israels | Angriff`, `sagte | Irans | Präsident`: a name in the genitive right before a bare noun of the same verb is its owner."""
    ending, noun = tree.grammar.get("genitive_name_ending", ""), c + 1
    token = tree.tokens[c]
    if not ending or token.upos != "PROPN" or token.form != token.lemma + ending or noun >= len(tree):
        return {}
    beside = tree.tokens[noun].head == token.head and tree.relation(noun) in ("obj", "nsubj", "obl")
    bare = tree.tokens[noun].upos == "NOUN" and not tree.has_child(noun, "det", "nummod", "case")
    bare = bare and tree.tokens[noun].form[:1].isupper()  # and not "Belarus | niemanden"
    if not (beside and bare):
        return {}
    return (
        {c: (noun, "nmod:poss"), noun: (token.head, token.deprel)}
        if token.deprel == "nsubj"
        else {c: (noun, "nmod:poss")}
    )


def noun_for(tree: Tree, c: int, know: Knowledge) -> int | None:
    """The noun directly before a verb's prepositional phrase that asks for its preposition."""
    head = tree.tokens[c].head
    if tree.relation(c) != "obl" or head < 0 or not tree.is_verbal(head):
        return None
    preposition = tree.preposition(c)
    if not preposition or (tree.tokens[c].deprel == "obl:agent" and tree.is_passive(head)):
        return None
    if tree.feature(c, "Reflex") == "Yes":  # "wies den Vorwurf | von sich"
        return None
    if preposition in tree.grammar.get("blame_prepositions", ()) and tree.lemma(head) in tree.grammar.get(
        "blaming_verbs", ()
    ):
        return (
            None  # "blamed the attack | on rebels": they are said to have done it, and have not suffered it
        )
    first = min(tree.subtree(c))
    nouns = [
        k
        for k in tree.children[head]
        if tree.tokens[k].deprel in HOLDERS and tree.tokens[k].upos == "NOUN" and k < c
    ]
    near = next((k for k in nouns if max(tree.subtree(k)) + 1 == first), None)
    if near is None and first - 1 in nouns and _is_issuer(tree, c, first - 1, know):
        return first - 1
    if near is not None and near < first - 1 and juxtaposed_moves(tree, first - 1, know):
        near = first - 1  # "hat auf das Paket der EU | Verbote gegen Abgeordnete | verhängt"
    if near is None or _is_aimed(tree, c, near, head, know):
        return None
    asks = preposition in know.asked_prepositions(tree.lemma(near)) or _is_issuer(tree, c, near, know)
    return near if asks else None


def _is_issuer(tree: Tree, c: int, noun: int, know: Knowledge) -> bool:
    """`rejected a report | by Amnesty | that ...`: whoever says what a noun tells belongs to that noun."""
    cues = (cue for cue in know.cues_of(tree.lemma(noun), True) if cue.construction == "noun")
    ways = {way for cue in cues for names in cue.source.alternatives for way in names}
    return (
        (f"nmod:{tree.preposition(c)}",) in ways
        and can_act(tree, c, know)
        and tree.has_child(noun, "acl", "acl:relcl")
    )


def crossing_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Britain | mobilized | reservists`: a noun that hangs on the object across the verb is its subject."""
    head = tree.tokens[c].head
    verb = tree.tokens[head].head
    lacks_subject = not tree.has_child(verb, "nsubj", "nsubj:pass", "expl")
    if c < verb < head and tree.is_verbal(verb) and lacks_subject and not tree.preposition(c):
        return {c: (verb, "nsubj")}
    return {}


def plan_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`plans | for an attack |`, `der Befehl | zum Angriff |`: right behind a word for what is to come a deed is what that is for."""
    case = next((k for k in tree.children[c] if k < c and tree.relation(k) == "case"), -1)
    noun = case - 1
    wanted = (
        tree.preposition(c) in tree.grammar.get("plan_prepositions", ()) and tree.tokens[c].upos == "NOUN"
    )
    if noun < 0 or not wanted or tree.tokens[noun].upos != "NOUN" or not know.looks_ahead(tree.lemma(noun)):
        return {}
    return {c: (noun, "nmod")} if know.frames_of(tree.lemma(c), "NOUN") else {}


def extended_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ein | mit der Sache | vertrauter Diplomat bestätigte`: no noun hangs on what stands between its article and itself."""
    inner = tree.tokens[c].head
    verb = tree.tokens[inner].head
    articles = [k for k in tree.children[c] if tree.relation(k) == "det" and k < inner < c]
    adjective = next((k for k in tree.children[c] if tree.relation(k) == "amod" and inner < k < c), None)
    if not articles or adjective is None or verb < 0 or not tree.is_verbal(verb) or tree.preposition(c):
        return {}
    free = not tree.has_child(verb, "nsubj", "nsubj:pass")
    role = "nsubj:pass" if tree.is_passive(verb) else "nsubj"
    return {c: (verb, role if free else "obj"), inner: (adjective, "obl")}


def before_case_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Zwei Tote | nach Drohnenangriff`: no noun hangs on one behind the preposition that follows it, but the other way round."""
    noun = tree.tokens[c].head
    behind = noun > c and any(tree.relation(k) == "case" and c < k < noun for k in tree.children[noun])
    if not behind or tree.preposition(c) or tree.tokens[noun].head == c:
        return {}
    counted = tree.has_child(c, "nummod") and max(tree.subtree(c)) == c
    over = tree.tokens[noun].head
    relation = "parataxis" if over >= 0 and tree.is_announced(over, c) else tree.tokens[noun].deprel
    return {c: (over, relation), noun: (c, "nmod")} if counted else {}


def nested_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`the criticism of Rwanda | by Ethiopia`: a phrase is the noun's that asks for its preposition."""
    name = tree.tokens[c].head
    noun = tree.tokens[name].head
    if tree.relation(name) != "nmod" or noun < 0 or tree.tokens[noun].upos != "NOUN" or c < name:
        return {}
    preposition = tree.preposition(c)
    if preposition in tree.grammar.get("genitive_prepositions", ()):
        return {}
    asks, asks_below = (know.asked_prepositions(tree.lemma(k)) for k in (noun, name))
    return {c: (noun, "nmod")} if preposition in asks and preposition not in asks_below else {}


def word_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What the word itself asks for: a comparison, a postposition, who is cited by *so*."""
    if tree.word(c) not in know.moved_words:
        return {}
    if tree.word(c) in tree.grammar.get("more_words", ()):
        return comparison_moves(tree, c)
    if tree.word(c) in tree.grammar.get("postpositions", ()):
        return postposition_moves(tree, c)
    if tree.word(c) in tree.grammar.get("setting_in", ()):
        return set_in_moves(tree, c, know)
    return {}


def chained_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Wladimir | Wladimirowitsch | Putin`: all parts of a name hang on its first."""
    first = c
    while tree.relation(first) == "flat" and tree.tokens[first].head >= 0:
        first = tree.tokens[first].head
    return {c: (first, tree.tokens[c].deprel)} if tree.tokens[c].head != first < c else {}
