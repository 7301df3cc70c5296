"""Who is named only to say that it was not he: `the army, not the rebels, burned the school`.

Takes a parsed sentence and a token; gives moves of tokens, so that he stands on one list with who it was (`roles.py` leaves him out there), and
what is told of who it was does not hang on him.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree


def contrast_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A negated apposition is one of a list; the relative clause behind it in a cleft is of whom the sentence says that it was he."""
    if tree.tokens[c].deprel == "acl:relcl":
        return _cleft_moves(tree, c, know)
    noun = tree.tokens[c].head
    if tree.relation(c) == "conj":
        return _not_but_moves(tree, c, know)
    return {c: (noun, "conj")} if 0 <= noun < c and is_set_against(tree, c, know) else {}


def _not_but_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`was hit | not | by Israel but by a rocket`: the negation right before the first of two is his, not the verb's."""
    noun, words = tree.tokens[c].head, tree.grammar.get("but_words", ())
    if (
        noun < 1
        or tree.is_verbal(noun)
        or not any(tree.relation(k) == "cc" and tree.word(k) in words for k in tree.children[c])
    ):
        return {}
    negator = min(tree.subtree(noun)) - 1
    verb = tree.tokens[noun].head
    own = negator > 0 and tree.tokens[negator].head == verb and is_negator(tree, negator, know)
    negator = negator if own else _negator_of_object(tree, noun, know)
    alike = tree.preposition(noun) == tree.preposition(c)
    return {negator: (noun, "advmod")} if negator >= 0 and alike and not tree.is_verbal(c) else {}


def _negator_of_object(tree: Tree, noun: int, know: Knowledge) -> int:
    """`did | not | blame the general but the minister`: who is blamed is the other, and somebody is blamed; -1 where there is none."""
    verb = tree.tokens[noun].head
    if verb < 0 or tree.relation(noun) != "obj" or not tree.is_verbal(verb):
        return -1
    return next((k for k in tree.children[verb] if k < noun and is_negator(tree, k, know)), -1)


def not_but_phrases(tree: Tree, know: Knowledge) -> Moves:
    """`was shelled | not by Russian troops | but by Ukrainian soldiers`: two phrases with one preposition are one list, wherever they hang."""
    words = tree.grammar.get("but_words", ())
    for b in (k for k in range(3, len(tree) - 1) if tree.word(k) in words):
        second = _headed_by(tree, b + 1)
        for n in range(b - 2):
            first = _headed_by(tree, n + 1)
            if second < 0 and (bare := _not_but_nouns(tree, n, b, know)):
                return bare
            alike = first > n and tree.word(n + 1) == tree.word(b + 1) and first < b < second
            if alike and is_negator(tree, n, know) and not tree.is_verbal(first):
                listed: Moves = {n: (first, "advmod"), second: (first, "conj"), b: (second, "cc")}
                return listed | _off_negator(tree, n, tree.tokens[first].head)
    return {}


def _not_but_nouns(tree: Tree, n: int, b: int, know: Knowledge) -> Moves:
    """`Nicht | Israel, | sondern | die Hamas hat ...`, `Nicht die Armee hat die Schule angezündet, sondern die Rebellen`: two bare nouns, of which the second did it."""
    first, second = _noun_from(tree, n + 1), _noun_from(tree, b + 1)
    if not n < first < b < second or not _opens(tree, n, know):
        return {}
    listed: Moves = {n: (first, "advmod"), b: (second, "cc")}
    own = tree.edge(second)
    if first not in (b - 1, b - 2):  # with or without a comma
        return _told_apart(tree, first, second, listed)
    if own[0] == first:
        return listed
    if own[0] < 0 or not tree.is_verbal(own[0]):
        return {}
    astray = tree.tokens[own[0]].head == first  # a clause that was hung on whom it is not about
    told: Moves = {own[0]: (tree.tokens[first].head, "ccomp")} if astray else {}
    return listed | told | {first: own, second: (first, "conj")}


def _told_apart(tree: Tree, first: int, second: int, listed: Moves) -> Moves:
    """`Nicht die Armee hat die Schule angezündet, | sondern die Rebellen`: behind the verb, in a language that has a word for it."""
    ends = max(tree.subtree(second)) + 1
    closed = ends >= len(tree) or tree.tokens[ends].upos == "PUNCT"
    subject = tree.tokens[first].deprel in ("nsubj", "nsubj:pass", "obj")
    own = tree.edge(first)
    apart = bool(tree.grammar.get("contrast_words")) and closed and subject
    return listed | {second: own, first: (second, "conj")} if apart else {}


def _opens(tree: Tree, n: int, know: Knowledge) -> bool:
    """Whether a negation opens its clause: the noun behind it is what it negates."""
    first = n == 0 or tree.tokens[n - 1].upos in ("PUNCT", "SCONJ")
    return first and any("clause" in each.scope for each in know.pack.negators.get(tree.word(n), ()))


def _noun_from(tree: Tree, k: int) -> int:
    """The noun, name or pronoun of a phrase that begins with a token, without a preposition; -1 where there is none."""
    while k < len(tree) and tree.tokens[k].upos in ("DET", "ADJ", "NUM"):
        if tree.tokens[k].deprel in ("nsubj", "nsubj:pass", "obj"):
            return k
        k += 1
    return k if k < len(tree) and tree.tokens[k].upos in ("NOUN", "PROPN", "PRON") else -1


def negator_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`| Nicht | die Armee hat geschossen`: a negation that hangs on an article negates the noun."""
    article = tree.tokens[c].head
    if moves := _of_second(tree, c, know):
        return moves
    noun = tree.tokens[article].head if article == c + 1 and tree.tokens[article].upos == "DET" else -1
    return {c: (noun, "advmod")} if noun > article and tree.relation(article) == "det" else {}


def _of_second(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Berlin und Paris riefen ihre Botschafter zurück, | Rom nicht |`: behind a comma and a bare name a negation that ends the clause is of him alone."""
    name, verb = c - 1, tree.tokens[c].head
    if name > 0 and tree.tokens[name].upos in ("ADV", "CCONJ"):
        name -= 1  # "Kiew | aber nicht"
    ends = c + 1 == len(tree) or tree.tokens[c + 1].upos == "PUNCT"
    if not ends or name < 2 or tree.tokens[name].upos not in ("PROPN", "NOUN") or not 0 <= verb < name:
        return {}
    own = [k for k in tree.children[name] if k < name and tree.relation(k) in ("det", "amod", "compound")]
    comma = min([name, *own]) - 1
    above = tree.tokens[name].head
    hung = above == verb or (0 <= above < comma and tree.tokens[above].head == verb)
    if tree.tokens[comma].form != "," or not hung or tree.preposition(name):
        return {}
    negates = tree.word(c) in know.pack.negators
    said = tree.has_child(verb, "nsubj") and all(
        k < comma for k in tree.children[verb] if tree.relation(k) == "nsubj"
    )
    return {name: (verb, "parataxis"), c: (name, "advmod")} if negates and said else {}


def _off_negator(tree: Tree, n: int, verb: int) -> Moves:
    """A participle that was hung on the negation stands where its auxiliary stood."""
    auxiliary = tree.tokens[n].head
    if verb < 0 or tree.tokens[verb].head != n or auxiliary < 0 or tree.tokens[auxiliary].upos != "AUX":
        return {}
    return {verb: tree.edge(auxiliary), auxiliary: (verb, "aux:pass")}


def _headed_by(tree: Tree, k: int) -> int:
    """The noun of a preposition; -1 where the token is none."""
    return tree.tokens[k].head if tree.relation(k) == "case" else -1


def has_alternative(tree: Tree, k: int) -> bool:
    """`not by Israel | but by a rocket`."""
    words = tree.grammar.get("but_words", ())
    joined = (c for c in tree.children[k] if tree.relation(c) == "conj")
    return any(tree.word(i) in words for c in joined for i in tree.children[c] if tree.relation(i) == "cc")


def _cleft_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`It was the army, not the rebels, | that burned the school`."""
    other = tree.tokens[c].head
    noun = tree.tokens[other].head
    words = tree.grammar.get("cleft_subjects", ())
    cleft = 0 <= noun < other and tree.opening_word(noun, words) >= 0
    set_against = cleft and (is_set_against(tree, other, know) or is_instead(tree, other))
    ands = (k + 1 for k in range(max(noun, 0), other - 1) if tree.relation(k) == "cc")
    negator = next((k for k in ands if cleft and is_negator(tree, k, know)), -1)
    if negator >= 0:  # "It was the driver | and not | Mr Diallo who ...": the title may be one of the list
        return {c: (noun, "acl:relcl"), other: (noun, "conj"), negator: (other, "advmod")}
    return {c: (noun, "acl:relcl"), other: (noun, "conj")} if set_against else {}


def is_set_against(tree: Tree, c: int, know: Knowledge) -> bool:
    """Whether a noun is negated right behind a comma."""
    commas = tree.grammar.get("inserted_after", ())
    return tree.tokens[c].upos in ("NOUN", "PROPN", "PRON") and any(
        0 < k < c and tree.is_behind(k, commas) and is_negator(tree, k, know) for k in tree.children[c]
    )


def is_negator(tree: Tree, k: int, know: Knowledge) -> bool:
    """An adverb that negates a clause or a name, but not before another adverb ("not only")."""
    negators = know.pack.negators.get(tree.word(k), ())
    if k + 1 < len(tree) and tree.tokens[k + 1].upos == "ADV":
        return False
    return tree.relation(k) == "advmod" and any("clause" in n.scope for n in negators)


def is_instead(tree: Tree, c: int) -> bool:
    """`the army | rather than the rebels`."""
    words = tree.grammar.get("instead_words", ())
    return any(tree.relation(k) == "cc" and tree.word(k) in words for k in tree.children[c])
