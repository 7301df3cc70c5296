"""A prepositional phrase that the verb asks for hangs on the noun before it.

Takes a token of a tree and what the language files say of its words; gives the move that puts it right: "schlugen mit Stöcken | auf
die Wartenden ein", parsed as sticks on people. An entry of the verb says which preposition it wants, and of which words.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree
from lagebild.languages import Condition

HOLDERS = frozenset({"obj", "obl", "nsubj", "iobj"})
NOMINAL = frozenset({"nmod", "appos", "flat", "compound"})
BEFORE_OBJECTS = frozenset({"obl", "iobj", "nsubj", "advmod"})
DETERMINING = ("det", "det:poss", "nummod", "amod")
MEASURE = "measure"
NOUNS = frozenset({"NOUN", "PROPN"})  # what verbs ask for is none of a name, whatever it was taken for


def governed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """The phrase at `c` moved from its noun to the verb over that, where the verb asks for it and the noun does not."""
    noun = tree.tokens[c].head
    if tree.relation(c) == "nmod" and (inner := _inner_noun(tree, c, know)) is not None:
        return {c: (inner, "nmod")}
    if tree.feature(c, "Reflex") == "Yes" and (moves := _of_oneself(tree, c, know)):
        return moves
    if tree.relation(c) != "nmod" or not 0 <= noun < c:
        return {}
    preposition = tree.preposition(c)
    if (
        preposition
        and tree.grammar.get("verb_last")
        and (light := _light_verb(tree, c, preposition, know)) is not None
    ):
        return {c: (light, "obl")}
    noun = _holder(tree, noun, preposition, know)
    if tree.relation(noun) not in HOLDERS:
        return {}
    verb = tree.tokens[noun].head
    if c < verb and tree.relation(noun) in ("nsubj", "obl") and not tree.grammar.get("verb_last"):
        return {}  # "survivors | of the massacre | speak", "after clashes | in Aleppo |, jets struck"
    if verb < 0 or not tree.is_verbal(verb):
        return {}
    if c > noun and _is_charged(tree, c, noun, verb, know):
        return _charge_moves(tree, c, verb, know)
    if not preposition:
        return {}
    blaming = tree.lemma(verb) in tree.grammar.get("blaming_verbs", ()) and tree.relation(noun) == "obj"
    if blaming and preposition in tree.grammar.get("blame_prepositions", ()):
        return {c: (verb, "obl")} if c > verb else {}  # "blamed the coup attempt | on Gulen"
    wanted = know.wanted_phrases(tree.lemma(verb)).get(preposition, ())
    if not wanted or preposition in know.asked_prepositions(tree.lemma(noun)):
        return {}
    if any(k != c and tree.preposition(k) == preposition for k in tree.children[verb]):
        return {}
    owner = preposition in tree.grammar.get(
        "genitive_prepositions", ()
    )  # "condemned the conduct | of Venezuela"
    asked = (want for want in wanted if not owner or want.words or want.classes)
    return {c: (verb, "obl")} if any(_fits(tree.lemma(c), want, know) for want in asked) else {}


def across_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`blamed the army, which said it was investigating, | for the deaths`: behind the closing comma of a relative clause stands what the verb before it asks for."""
    first, commas = tree.first_word(c), know.inserted_after
    relative = next((k for k in tree.ancestors(c) if tree.tokens[k].deprel == "acl:relcl" and k < first), -1)
    if relative < 0 or not tree.preposition(c) or not tree.is_behind(first, commas):
        return {}
    noun = tree.tokens[relative].head
    verb, preposition = tree.tokens[noun].head, tree.preposition(c)
    opened = noun < relative and tree.is_behind(tree.first_word(relative), commas)
    charged = tree.grammar.get("charging_with_nouns", {}).get(tree.lemma(verb)) == preposition
    wanted = 0 <= verb < noun and (charged or bool(know.wanted_phrases(tree.lemma(verb)).get(preposition)))
    taken = wanted and any(tree.preposition(k) == preposition for k in tree.children[verb])
    return {c: (verb, "obl")} if opened and wanted and not taken else {}


def _charge_moves(tree: Tree, c: int, verb: int, know: Knowledge) -> Moves:
    """`accused the leader of the protest | of treason`: the charge is the inner of two phrases, unless the outer asks for it ("sabotage | of a cable")."""
    preposition, marks = tree.preposition(c), tree.grammar.get("accusing_marks", ())
    behind = (k for k in tree.children[c] if k > c and tree.preposition(k) in marks)
    own = preposition in know.asked_prepositions(tree.lemma(c))
    inner = next((k for k in behind if not own and not can_act(tree, k, know)), c)
    return {inner: (verb, "obl" if preposition else "obl:arg")}


def wanted_object_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hat gegen den Abgeordneten P. | Anklage | erhoben`, `gewährt dem Blogger | Asyl |`: a bare noun behind another is no genitive; the verb asks for it."""
    if tree.tokens[c].upos not in NOUNS or tree.preposition(c) or tree.has_child(c, *DETERMINING):
        return {}
    phrase = tree.tokens[c].head
    if not 0 <= phrase < c or tree.has_child(phrase, "nummod") or know.in_class(tree.lemma(phrase), MEASURE):
        return {}
    while tree.relation(phrase) in NOMINAL and tree.tokens[phrase].head >= 0:
        phrase = tree.tokens[phrase].head
    verb = tree.tokens[phrase].head
    if verb < 0 or tree.relation(phrase) not in BEFORE_OBJECTS or not tree.is_verbal(verb) or phrase > c:
        return {}
    if tree.has_child(verb, "obj", "ccomp", "xcomp", "nsubj:pass") or tree.is_passive(verb):
        return {}
    wanted, lemma = know.wanted_objects(tree.lemma(verb)), tree.lemma(c)
    if (
        tree.tokens[c].upos == "PROPN"
    ):  # a name may be of a class that the verb asks for: "Anschläge der Miliz | Al-Schabaab"
        last = lemma.rpartition("-")[2] if "-" in lemma else ""  # "F-16-Kampfjets"
        named = any(lemma in want.words or (last and _fits(last, want, know)) for want in wanted)
        return {c: (verb, "obj")} if named else {}
    return {c: (verb, "obj")} if any(_fits(lemma, want, know) for want in wanted) else {}


def counted_object_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`enthaupteten auf der Insel Ibo | sechs Fischer |`: what is counted right behind a name is no second name of it, but what the verb lacks."""
    phrase, number = tree.tokens[c].head, tree.child(c, "nummod")
    if tree.tokens[c].upos != "NOUN" or number is None or tree.preposition(c) or not 0 <= phrase < number < c:
        return {}
    before, verb = tree.first_word(c) - 1, tree.tokens[phrase].head
    named = tree.tokens[before].upos == "PROPN" and (before == phrase or tree.tokens[before].head == phrase)
    lacks = (
        verb >= 0
        and tree.is_verbal(verb)
        and not tree.is_passive(verb)
        and tree.has_child(verb, "nsubj")
        and not tree.has_child(verb, "obj", "ccomp", "xcomp")
    )
    measured = know.in_class(tree.lemma(c), MEASURE)
    fits = (
        named and lacks and tree.relation(phrase) == "obl" and bool(tree.preposition(phrase)) and not measured
    )
    return {c: (verb, "obj")} if fits else {}


def payer_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`fined | Google | 20 million roubles`: a name before the number is no part of what is counted, but who pays or gets it."""
    money, verb = tree.tokens[c].head, tree.tokens[tree.tokens[c].head].head
    number = tree.child(money, "nummod")
    if tree.tokens[c].upos != "PROPN" or number is None or not c < tree.first_word(number) <= number < money:
        return {}
    paid = 0 <= verb < c and tree.relation(money) == "obj" and know.in_class(tree.lemma(money), "money")
    first = paid and tree.first_word(money) == tree.first_word(c) and tree.is_verbal(verb)
    return {c: (verb, "obj"), money: (verb, "obl")} if first else {}


def _holder(tree: Tree, noun: int, preposition: str, know: Knowledge) -> int:
    """`belegt Kommandeure der Truppe | mit Einreiseverboten`: of nouns in the genitive, none of which asks for the phrase, the one that the verb has."""
    genitive = tree.grammar.get("genitive_prepositions", ())
    while (
        preposition
        and tree.relation(noun) == "nmod"
        and (not tree.preposition(noun) or tree.preposition(noun) in genitive)
        and 0 <= tree.tokens[noun].head < noun
        and preposition not in know.asked_prepositions(tree.lemma(noun))
    ):
        noun = tree.tokens[noun].head
    return noun


def _light_verb(tree: Tree, c: int, preposition: str, know: Knowledge) -> int | None:
    """`stellte in Rom Wahlen für den Herbst | in Aussicht`: a bare noun that an entry of the verb names is the verb's, however many nouns stand between."""
    if tree.has_child(c, "det", "det:poss", "nummod", "nmod"):
        return None
    verb = tree.verb_above(c)
    wanted = know.wanted_phrases(tree.lemma(verb)).get(preposition, ()) if verb >= 0 else ()
    return verb if any(tree.lemma(c) in want.words for want in wanted) else None


def _is_charged(tree: Tree, c: int, noun: int, verb: int, know: Knowledge) -> bool:
    """`accused the police | of torture`, `beschuldigte die Armee | des Mordes`: behind whom somebody accuses, the deed is what of."""
    grammar = tree.grammar
    if tree.lemma(verb) not in grammar.get("accusing_verbs", ()) or tree.relation(noun) != "obj":
        return False
    preposition = tree.preposition(c)
    marked = preposition in grammar.get("accusing_marks", ()) if preposition else _is_genitive(tree, c)
    return marked and can_act(tree, noun, know) and bool(know.frames_of(tree.lemma(c), "NOUN"))


def _is_genitive(tree: Tree, c: int) -> bool:
    return any(link.token == c and "nmod:gen" in link.names for link in tree.links(tree.tokens[c].head))


def _of_oneself(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`wies die Schuld an dem Anschlag auf den Markt | von sich`: what the verb asks for of whoever does it, however many nouns stand between."""
    verb = tree.verb_above(c)
    preposition = tree.preposition(c)
    asked = verb >= 0 and know.wanted_phrases(tree.lemma(verb)).get(preposition, ())
    return {c: (verb, "obl")} if preposition and asked and tree.relation(c) == "nmod" else {}


def _fits(lemma: str, want: Condition, know: Knowledge) -> bool:
    """Whether a noun is what a condition names; a condition without words takes any."""
    if not want.words and not want.classes:
        return True
    named = lemma in want.words or not want.words.isdisjoint(know.endings(lemma))
    return named or any(know.in_class(lemma, name) for name in want.classes)


def _inner_noun(tree: Tree, c: int, know: Knowledge) -> int | None:
    """`Abschluss des Rückzugs | aus Cherson`: the noun that asks for the phrase stands before it, in the genitive of the one that has it."""
    noun, preposition = tree.tokens[c].head, tree.preposition(c)
    if not preposition or noun < 0 or preposition in know.asked_prepositions(tree.lemma(noun)):
        return None
    if len(tree.children[noun]) == 1 and not tree.is_verbal(noun):
        return None  # it has nothing but the phrase
    inside = (link.token for link in tree.links(noun) if "nmod:gen" in link.names)
    asking = (k for k in inside if k < c and preposition in know.asked_prepositions(tree.lemma(k)))
    return next(asking, None)
