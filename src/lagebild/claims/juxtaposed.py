"""Two nouns side by side that are not one: `wegen der Festnahme von Demonstranten | Sanktionen | verhängen`.

Takes a parsed sentence and a noun, in a language whose verb stands last; gives moves of tokens after which the first noun ends its phrase and
the second, which has neither article nor preposition, is what the verb does, or who does it: parsers make one name of the two, so that
whoever imposes sanctions had arrested the demonstrators.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.likelier import is_strong
from lagebild.claims.moves import Moves
from lagebild.claims.numbers import may_begin_a_number
from lagebild.claims.tree import SUBJECTS, Tree

MODIFIERS = frozenset({"amod", "nummod"})
INSIDE = frozenset({"amod", "nmod", "nmod:poss", "compound", "appos", "flat", "nmod:desc", "obl"})
NOUNS = ("NOUN", "PROPN")
AIRCRAFT = "aircraft"
SIDES = ("nsubj", "obj", "obl:arg", "iobj")
MEASURE, PLURAL = "measure", "Plur"


def juxtaposed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at the second of two nouns."""
    if two := _to_whom_and_what(tree, c, know) or _name_behind_arms(tree, c, know):
        return two
    first = _noun_before(tree, c)
    if first < 0 or not _are_two(tree, first, c, know):
        return {}
    below = tree.tokens[first].head == c
    over = tree.tokens[c].head if below or tree.tokens[c].head != first else tree.tokens[first].head
    verb = over
    while verb >= 0 and not tree.is_verbal(verb):
        verb = tree.tokens[verb].head
    role = _role_free(tree, verb) if verb >= 0 else ""
    if not role:
        return {}
    hung = tree.children[over] if over != verb else ()
    behind = [
        k for k in (*hung, *(tree.children[first] if first != over else ())) if k > c and tree.preposition(k)
    ]
    moves: Moves = {c: (verb, role)} | dict.fromkeys(behind, (verb, "obl"))
    before = [k for k in tree.children[c] if k < first and tree.tokens[k].upos != "PUNCT"]
    if below:
        moves[first] = (over, tree.relation(c))
    return moves | {k: (first, tree.tokens[k].deprel) for k in before}


def _to_whom_and_what(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`werfen | Kanzler Untätigkeit | vor`, `hat das Land Asyl gewährt`: behind somebody a bare noun for nobody is what the verb gives or alleges."""
    k, token = c - 1, tree.tokens[c]
    if k < 0 or token.upos not in NOUNS or tree.has_child(c, "det", "case", "nummod", "det:poss"):
        return {}
    if tree.tokens[k].upos != "NOUN" or tree.preposition(k) or not can_act(tree, k, know):
        return {}
    if not _is_thing(tree, c, know) or not (token.head == k or tree.tokens[k].head == c):
        return {}
    over = tree.tokens[k if token.head == k else c]
    verb = over.head
    if verb < 0 or not tree.is_verbal(verb) or tree.is_passive(verb) or over.deprel not in SIDES:
        return {}
    others = (i for i in tree.children[verb] if i not in (c, k))
    if any(tree.tokens[i].deprel in ("obj", "ccomp", "xcomp") and over.deprel != "nsubj" for i in others):
        return {}
    whose = any(tree.tokens[i].deprel in SIDES[1:] for i in tree.children[verb] if i not in (c, k))
    if not _is_given_to(tree, verb, know) or (over.deprel == "nsubj" and not whose):
        return {}
    first = over.deprel if over.deprel == "nsubj" else "obl:arg"
    thing = tree.child(verb, "obj")
    whom: Moves = {} if thing in (None, k, c) or over.deprel != "nsubj" else {thing or 0: (verb, "obl:arg")}
    return {k: (verb, first), c: (verb, "obj")} | whom


def _name_behind_arms(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`griffen türkische Jets | Kobani | an`: a name behind many who have arms is not theirs, but what they attack."""
    first = tree.tokens[c].head
    if first != c - 1 or tree.tokens[c].upos != "PROPN" or tree.tokens[first].upos != "NOUN":
        return {}
    verb = tree.tokens[first].head
    bare = not tree.has_child(c, "case", "det") and not tree.has_child(first, "det", "case")
    owned = tree.tokens[c].form == tree.tokens[c].lemma + tree.grammar.get("genitive_name_ending", "")
    if not bare or owned or tree.tokens[first].deprel != "nsubj" or not 0 <= verb < first:
        return {}
    finite, endings = tree.finite(verb), tuple(tree.grammar.get("finite_of_many", ()))
    many = finite is not None and tree.word(finite).endswith(endings) if endings else False
    armed = is_strong(tree, first, know) or know.in_class(tree.lemma(first), AIRCRAFT)
    free = not tree.has_child(verb, "obj", "ccomp", "xcomp") and not tree.is_passive(verb)
    return {c: (verb, "obj")} if many and armed and free else {}


def _is_thing(tree: Tree, c: int, know: Knowledge) -> bool:
    """Whether a word is known, or built, as one for no person; what was taken for a name, only where it tells a deed."""
    lemma = tree.lemma(c)
    if know.agent(lemma) is not None:
        return False
    if know.frames_of(lemma, "NOUN"):
        return True
    built = lemma.endswith(tuple(tree.grammar.get("abstract_endings", ())))
    return tree.tokens[c].upos == "NOUN" and (built or bool(know.class_names(lemma)))


def _is_given_to(tree: Tree, verb: int, know: Knowledge) -> bool:
    """Whether entries of a verb name to whom it is done beside what is done."""
    frames = know.frames_of(tree.lemma(verb), "VERB")
    return any(("iobj",) in ways for frame in frames for ways in frame.family.recipient.alternatives)


def _noun_before(tree: Tree, c: int) -> int:
    """The noun right before another, but for what modifies that, of which one hangs on the other or both on a third; -1 where there is none."""
    if tree.tokens[c].upos != "NOUN":
        return -1
    k = c - 1
    while (
        k > 0 and tree.tokens[k].head == c and tree.relation(k) in MODIFIERS and tree.tokens[k].upos != "NOUN"
    ):
        k -= 1
    if k < 1 or not (tree.tokens[k].upos == "NOUN" or _is_name_with_article(tree, k)):
        return -1
    over, theirs = tree.tokens[c].head, tree.tokens[k].head
    related = theirs == c or over in (k, theirs)
    return k if related and tree.relation(k) in INSIDE and (over == k or over < k) else -1


def _is_name_with_article(tree: Tree, k: int) -> bool:
    """`der USA`, `der EU`: a name whose article shows its case, and which therefore ends its phrase."""
    return tree.tokens[k].upos == "PROPN" and tree.has_child(k, "det")


def _are_two(tree: Tree, first: int, c: int, know: Knowledge) -> bool:
    """Whether the first noun has the preposition or genitive of the phrase and counts nothing, and the second is several, without an article."""
    lemma = tree.lemma(first)
    between = [k for k in tree.children[c] if first < k < c]
    genitive = any(tree.feature(k, "Case") == "Gen" for k in between)  # no bare plural shows one
    counts = know.in_class(lemma, MEASURE) or may_begin_a_number(tree.word(first), know.numbers)
    if counts or genitive or any(tree.relation(k) in ("case", "det") for k in between):
        return False
    phrase = [k for k in (*tree.children[first], *tree.children[c]) if k < first]
    opened = any(tree.relation(k) == "case" or tree.feature(k, "Case") == "Gen" for k in phrase)
    return opened and _is_several(tree, c)


def _is_several(tree: Tree, c: int) -> bool:
    """Whether a noun is a plural: tagged as one, or a form of its own ("Einreiseverbote") that is no genitive of one."""
    ending, token = tree.grammar.get("genitive_name_ending", ""), tree.tokens[c]
    own = bool(ending) and token.form != token.lemma and not token.form.endswith(ending)
    return tree.feature(c, "Number") == PLURAL or own


def _role_free(tree: Tree, verb: int) -> str:
    """What the verb lacks: whoever does it, or what is done; "" where it lacks neither."""
    if not tree.has_child(verb, *SUBJECTS):
        return "nsubj:pass" if tree.is_passive(verb) else "nsubj"
    taken = (k for k in tree.children[verb] if tree.tokens[k].deprel in ("obj", "ccomp", "nsubj:pass"))
    return "obj" if all(_is_what_it_counts_as(tree, k, verb) for k in taken) else ""


def _is_what_it_counts_as(tree: Tree, k: int, verb: int) -> bool:
    """`hat | als Antwort | ... Raketen verlegt`: behind *als* stands no object, but what the deed is."""
    before = (j for j in (*tree.children[k], *tree.children[verb]) if j == k - 1)
    return any(tree.word(j) in tree.grammar.get("predicative_words", ()) for j in before)
