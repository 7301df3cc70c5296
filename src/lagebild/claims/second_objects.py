"""What is said of an object, and objects of which there are two.

Takes a parsed sentence and a verb; gives moves of tokens: "called the takeover | a setback", read as two objects; "made 140 million euros | available", read as
the money's adjective; "gave the editor | nine years", of which the first is the one to whom; "shot dead | at least 45 protesters", read as a place. What the verbs are stands in
the language's grammar.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree

UNMARKED = ("obl:unmarked", "nmod:unmarked")


def second_object_moves(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """The moves for a verb with an object and something behind it."""
    thing = tree.child(verb, "obj")
    if thing is None:
        return _counted(tree, verb)
    if moves := _given_as_one(tree, verb, thing, know):
        return moves
    if moves := _part_of(tree, verb, thing):
        return moves
    if tree.has_child(verb, "xcomp"):
        return {}
    if tree.lemma(verb) in tree.grammar.get("naming_verbs", ()):
        return _called(tree, verb, know)
    if tree.lemma(verb) in tree.grammar.get("making_verbs", ()):
        return _made(tree, verb, thing)
    return _given(tree, verb, thing) if tree.lemma(verb) in tree.grammar.get("giving_verbs", ()) else {}


def _counted(tree: Tree, verb: int) -> Moves:
    """`shot dead | at least 45 protesters`: what hangs on a verb by no preposition but that of its number is its object."""
    words = tree.grammar.get("least_words", ())
    for k in tree.children[verb]:
        if k < verb or tree.relation(k) != "obl" or tree.has_child(k, "case"):
            continue
        numbers = [n for n in tree.children[k] if tree.relation(n) == "nummod"]
        if any(tree.word(m) in words for n in numbers for m in tree.subtree(n)):
            return {} if tree.is_passive(verb) else {k: (verb, "obj")}
    return {}


def _part_of(tree: Tree, verb: int, number: int) -> Moves:
    """`shot down | 29 of 35 drones`: of so many things so many are the object, not the number."""
    things = next((k for k in tree.children[verb] if k > number and tree.relation(k) == "obl"), None)
    mark = number + 1
    if things is None or tree.tokens[number].upos != "NUM" or tree.tokens[mark].head != things:
        return {}
    if tree.word(mark) not in tree.grammar.get("part_marks", ()) or not tree.has_child(things, "nummod"):
        return {}
    return {things: (verb, "obj"), number: (things, "nummod"), mark: (number, "dep")}


def _called(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`called the takeover | a serious setback`: the second of two objects, behind the first and with an article or an adjective, is what it is called."""
    things = [k for k in tree.children[verb] if tree.relation(k) == "obj"]
    somebody = tree.child(verb, "iobj")
    if somebody is not None and len(things) == 1 and verb < somebody < things[0]:
        return {somebody: (verb, "obj"), things[0]: (verb, "xcomp")}  # "branded it | state kidnapping"
    if len(things) == 1 and things[0] > verb and not tree.is_passive(verb):
        named = _called_in_one(tree, verb, things[0], know) or _made(tree, verb, things[0])
        return named or _called_within(tree, verb, things[0])
    if len(things) != 2 or things[0] < verb or tree.relation(things[1]) == "conj":
        return {}
    return {things[1]: (verb, "xcomp")}


def _called_in_one(tree: Tree, verb: int, called: int, know: Knowledge) -> Moves:
    """`called | that | nonsense`, `branded | the strikers | saboteurs`: what is called so and what it is called, read as one noun."""
    first, before = called - 1, [k for k in tree.children[called] if k < called]
    if not before or tree.tokens[first].head != called:
        return {}
    if tree.feature(first, "PronType") == "Dem" and before == [first] and first == verb + 1:
        asked = (
            c
            for frame in know.frames_of(tree.lemma(verb), "VERB")
            for c in frame.when
            if c.path == ("xcomp",)
        )
        judges = any(tree.lemma(called) in c.words for c in asked)
        return {first: (verb, "obj"), called: (verb, "xcomp")} if judges else {}
    agent = know.agent(tree.lemma(first))
    people = agent is not None and agent.kind == "person" and tree.feature(first, "Number") == "Plur"
    if tree.relation(first) != "compound" or not people or tree.feature(called, "Number") != "Plur":
        return {}
    return {
        first: (verb, "obj"),
        called: (verb, "xcomp"),
        **{k: (first, tree.tokens[k].deprel) for k in before if k < first},
    }


def _called_within(tree: Tree, verb: int, thing: int) -> Moves:
    """`called the expulsion of the diplomats | a provocation`: a noun with its own indefinite article right behind another is what the first is called."""
    if thing < verb or tree.is_passive(verb):
        return {}
    for k in tree.subtree(thing):
        article = next((d for d in tree.children[k] if tree.feature(d, "Definite") == "Ind"), None)
        if k <= thing or article is None or tree.tokens[k].head == verb or tree.has_child(k, "case"):
            continue
        if tree.relation(k) in ("conj", "obl") or tree.tokens[article - 1].upos not in ("NOUN", "PROPN"):
            continue
        inner = {c: (tree.tokens[k].head, tree.tokens[c].deprel) for c in tree.children[k] if c < article}
        return {k: (verb, "xcomp"), **inner} if not inner else {}
    return {}


def _made(tree: Tree, verb: int, thing: int) -> Moves:
    """`made the money | available to Greece`: an adjective behind its noun is what the verb makes of it."""
    said = next(
        (
            k
            for k in tree.children[thing]
            if k > thing and tree.relation(k) in ("amod", "acl") and tree.tokens[k].upos == "ADJ"
        ),
        None,
    )
    return {} if said is None else {said: (verb, "xcomp")}


def _given_as_one(tree: Tree, verb: int, thing: int, know: Knowledge) -> Moves:
    """`granted | the former minister | asylum`, `denied | the observers | entry`: of two nouns read as one, with an article before a person or of whom the first is a name, the first is to whom."""
    person = thing - 1
    if tree.lemma(verb) not in tree.grammar.get("giving_verbs", ()) or tree.is_passive(verb):
        return {}
    if person <= verb or tree.tokens[person].head != thing or tree.relation(person) != "compound":
        return {}
    if know.agent(tree.lemma(thing)) is not None or know.cues_of(tree.lemma(thing), True):
        return {}  # "denied government | claims"
    before = {k: (person, tree.tokens[k].deprel) for k in tree.children[thing] if k < person}
    named = tree.tokens[person].upos == "PROPN" and person == verb + 1
    agent = know.agent(tree.lemma(person))
    marked = any(tree.relation(k) in ("det", "nmod:poss", "nummod") for k in before)
    told = named or (marked and agent is not None and agent.kind == "person")
    return {**before, person: (verb, "iobj")} if told else {}


def _given(tree: Tree, verb: int, thing: int) -> Moves:
    """`gave the editor | nine years`: behind somebody without a preposition stands what he is given."""
    near = (*tree.children[verb], *tree.children[thing])  # "gave the diplomats | 48 hours"
    second = next((k for k in near if k > thing and tree.tokens[k].deprel in UNMARKED), None)
    if second is None or thing < verb:
        return {}
    own = set(tree.subtree(thing)).difference(tree.subtree(second))
    if max(own) + 1 != min(k for k in tree.subtree(second) if k > thing):
        return {}
    astray = {
        k: (thing, "det") for k in tree.children[second] if verb < k < thing
    }  # "the | editor nine years"
    counted = tree.has_child(second, "nummod", "nmod:poss") or any(
        tree.feature(k, "Definite") == "Ind" for k in tree.children[second] if k > thing
    )
    if tree.is_passive(verb):
        return {}
    return astray | {thing: (verb, "iobj"), second: (verb, "obj")} if counted else {}
