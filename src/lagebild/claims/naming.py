"""What somebody is called, in quotation marks, is not who is called so.

Takes a parsed sentence and a verb that names; gives the move that makes the quoted word what the object is called ("nannte sie
„Terroristen“", "nannte die Demonstranten „Terroristen“").
"""

from lagebild.claims.agents import can_act
from lagebild.claims.knowledge import UNTRUE, Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree

HUNG_LAST = ("acl", "amod", "appos", "xcomp")
HUNG = ("obj", "appos", "nmod", "flat", "conj")


def naming_moves(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """The bare quoted word behind the object of a naming verb is its predicate."""
    if comment := _comment_called(tree, verb, know) or _called_in_two(tree, verb):
        return comment
    if called := _called_as(tree, verb) or _called_untrue(tree, verb, know) or _who_calls(tree, verb):
        return called
    if called := _called_last(tree, verb, know):
        return called
    if tree.lemma(verb) not in tree.grammar.get("naming_verbs", ()) or tree.has_child(verb, "xcomp"):
        return {}
    things = [k for k in tree.children[verb] if tree.relation(k) == "obj"]
    if len(things) == 2 and know.in_class(tree.lemma(things[1]), UNTRUE):  # "nannte die Berichte | eine Lüge"
        return {things[1]: (verb, "xcomp")}
    for thing in things:  # "nannte | das | „freie Erfindung“": no article stands before a quotation mark
        pointer = next(
            (d for d in tree.children[thing] if tree.relation(d) == "det" and verb < d < thing), -1
        )
        if pointer >= 0 and tree.tokens[pointer + 1].form in know.quote_marks:
            return {pointer: (verb, "obj"), thing: (verb, "xcomp")}
    hung = (k for thing in things for k in (*tree.children[thing], *things) if k > thing)
    somebody = bool(things) and can_act(tree, things[0], know)
    if len(things) == 2 and somebody and tree.grammar.get("verb_last"):  # "nannte Erdogan | einen Diktator"
        return {things[0]: (verb, "iobj")}
    quoted = (k for k in hung if tree.relation(k) in HUNG and _is_quoted(tree, k, know))
    return dict.fromkeys(list(quoted)[:1], (verb, "xcomp"))


def _comment_called(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`..., was Bogotá | eine Erfindung | nannte`, `..., something Bogota | called an invention`: what was told before is called so by whoever stands right behind the pronoun."""
    grammar, over = tree.grammar, tree.tokens[verb].head
    if tree.lemma(verb) not in grammar.get("naming_verbs", ()) or over < 0:
        return {}
    opening = [*(k for k in tree.children[verb] if k < verb), over]
    what = next((k for k in opening if _takes_up(tree, k) and tree.is_behind(k, know.inserted_after)), -1)
    beside = (*tree.children[verb], *tree.children[what])
    named = (k for i in beside for k in tree.children[i] if tree.relation(k) == "appos")
    inside = sorted({k for k in (*beside, *named) if k > what >= 0})
    called = next((k for k in inside if know.in_class(tree.lemma(k), UNTRUE)), -1)
    who = [
        k for k in inside if k < verb and k != called and can_act(tree, k, know) and not tree.preposition(k)
    ]
    if what < 0 or called < 0 or len(who) != 1:
        return {}
    root = next(t.i for t in tree.tokens if t.head < 0)
    own: Moves = {what: (verb, "obj"), verb: (root, "advcl")} if what != over and root < verb else {}
    return own | {who[0]: (verb, "nsubj"), called: (verb, "xcomp")}


def _called_in_two(tree: Tree, verb: int) -> Moves:
    """`..., Kiew | nannte | die Zahl frei erfunden`: a verb of naming right behind a subject that was given to the participle behind it."""
    if tree.lemma(verb) not in tree.grammar.get("naming_verbs", ()) or tree.has_child(verb, "nsubj", "obj"):
        return {}
    beside = (k for k in (*tree.children[tree.tokens[verb].head], *tree.children[verb]) if k > verb)
    called = next((k for k in beside if tree.feature(k, "VerbForm") == "Part"), -1)
    who, what = (tree.child(called, "nsubj"), tree.child(called, "obj")) if called >= 0 else (None, None)
    if who is None or what is None or tree.has_child(called, "aux", "aux:pass", "cop"):
        return {}
    parted = max(tree.subtree(who)) + 1 == verb < what < called
    return {who: (verb, "nsubj"), what: (verb, "obj"), called: (verb, "xcomp")} if parted else {}


def _takes_up(tree: Tree, k: int) -> bool:
    """A pronoun for all that stands before it: `was`, `which`, `something`."""
    words = (*tree.grammar.get("comment_relatives", ()), *tree.grammar.get("comment_pronouns", ()))
    return tree.word(k) in words and tree.tokens[k].upos in ("PRON", "DET")


def _who_calls(tree: Tree, verb: int) -> Moves:
    """`Die Präsidentin | nannte die Regierung illegitim`: who stands before the verb calls, and is not what the other is called."""
    if tree.lemma(verb) not in tree.grammar.get("naming_verbs", ()) or tree.finite(verb) != verb:
        return {}
    called, predicate = tree.child(verb, "nsubj"), tree.child(verb, "xcomp")
    who = tree.child(predicate, "nsubj") if predicate is not None else None
    if who is None or called is None or predicate is None or not who < verb < called < predicate:
        return {}
    return {who: (verb, "nsubj"), called: (verb, "obj")}


def _called_as(tree: Tree, verb: int) -> Moves:
    """`den der Präsident | als Kriegserklärung | bezeichnete`: what something is called is no second subject."""
    words = tree.grammar.get("predicative_words", ())
    if not words or tree.lemma(verb) not in tree.grammar.get("judging_verbs", ()):
        return {}
    for subject in tree.children[verb]:
        for k in tree.children[subject] if tree.relation(subject) in ("nsubj", "obj") else ():
            mark = tree.opening_word(k, words)
            if tree.relation(k) == "conj" and mark >= 0:
                return {k: (verb, "obl"), mark: (k, "case")}
    return {}


def _called_untrue(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`described the reports | as lies`: nobody lies there."""
    words = tree.grammar.get("predicative_words", ())
    for k in tree.children[verb]:
        mark = next((d for d in tree.children[k] if tree.relation(d) == "mark" and tree.word(d) in words), -1)
        bare = mark == k - 1 and not tree.has_child(k, "nsubj", "obj", "aux", "cop", "ccomp")
        if tree.relation(k) == "advcl" and bare and know.in_class(tree.lemma(k), UNTRUE):
            return {k: (verb, "obl"), mark: (k, "case")}
    return {}


def _called_last(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`called the reports of a strike | fabricated |`, `... | a lie |`: the last word is what they are called, and says nothing of the strike."""
    if tree.lemma(verb) not in tree.grammar.get("naming_verbs", ()) or tree.has_child(verb, "xcomp"):
        return {}
    thing = next((k for k in tree.children[verb] if tree.relation(k) == "obj" and k > verb), -1)
    behind = [k for k in tree.subtree(verb) if k > thing and tree.tokens[k].upos != "PUNCT"]
    last = max(behind, default=-1)
    inside = thing >= 0 and tree.relation(last) in HUNG_LAST and tree.tokens[last].head != verb
    plain = inside and not any(tree.tokens[k].upos == "PUNCT" for k in range(thing, last))
    return {last: (verb, "xcomp")} if plain and know.in_class(tree.lemma(last), UNTRUE) else {}


def _is_quoted(tree: Tree, k: int, know: Knowledge) -> bool:
    """Whether a quotation mark opens right before the phrase of a word."""
    first = min((i for i in tree.subtree(k) if tree.tokens[i].form not in know.quote_marks), default=k)
    return tree.is_behind(first, know.quote_marks)
