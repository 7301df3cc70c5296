"""Who speaks, with what he is between commas: *..., Musa Bello, a local chief, said*; *..., the governor, Samuel Diboua, said*; and with what a body
is called: *wie die Partei | Neue Mitte | mitteilte*.

Takes a parsed sentence, a citing verb and the lexicon; gives moves of tokens. Parsers take the first of the two for one more place or person of
what is told, and the second for who says so, and the name of a body for what it says: then nobody is named, though somebody is.
"""

from lagebild.claims.insertions import cited_moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree

NOMINALS = ("NOUN", "PROPN")
NAMED = "named_body"  # the class of nouns for bodies behind which their name stands
NAME_PARTS = ("appos", "flat", "conj")
LONGEST = 12  # tokens of each of the two


def apposed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """The two phrases between the last three commas before a citing verb, as its subject."""
    commas = know.inserted_after
    if tree.lemma(c) not in know.citing_words or c < 5:
        return {}
    if not tree.is_behind(c, commas):
        return _named_before(tree, c, know)
    if tree.feature(c, "VerbForm") != "Fin" or tree.auxiliaries(c):
        return {}
    before = [k for k in range(max(0, c - 2 * LONGEST), c - 1) if tree.tokens[k].form in commas][-2:]
    if len(before) != 2:
        return {}
    who, what = (_head(tree, range(a + 1, b)) for a, b in ((before[0], before[1]), (before[1], c - 1)))
    if who is None or what is None or not _is_one(tree, who, what, know):
        return {}
    subject, told = tree.child(c, "nsubj"), before[0] - 1
    if subject not in (None, who, what):
        return {}
    if tree.feature(told, "Number") == "Sing" and know.agent(tree.lemma(told)) is not None:
        # "killed the Hamas | leader |, Yahya Sinwar, a spokesman, said": whose name it is stands before it, and whoever he is, a spokesman speaks
        noun = what if tree.tokens[what].upos == "NOUN" and tree.tokens[who].upos == "PROPN" else -1
        return (
            {}
            if noun < 0 or tree.tokens[noun].head == c
            else {noun: (c, "nsubj")} | cited_moves(tree, c, told)
        )
    moves: Moves = {who: (c, "nsubj"), what: (who, "appos")}
    if tree.relation(c) == "conj":
        moves |= cited_moves(tree, c, told)
    return {k: move for k, move in moves.items() if tree.edge(k) != move}


def _named_before(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`abducted the mayor, | Ivan Petrov |, officials said`: of two subjects, or of one and its apposition, the name behind a comma is what the
    noun before it is called.
    """
    subjects = [k for k in tree.children[c] if k < c and tree.relation(k) == "nsubj"]
    name = subjects[0] if subjects else -1
    if name < 2 or tree.tokens[name].upos != "PROPN":
        return {}
    speakers = subjects[1:] or [k for k in tree.children[name] if name < k and tree.relation(k) == "appos"]
    noun, commas = name - 2, know.inserted_after
    called = tree.is_behind(name, commas) and know.agent(tree.lemma(noun)) is not None
    if len(speakers) != 1 or not called or tree.feature(noun, "Number") != "Sing":
        return {}
    phrase = tree.subtree(speakers[0], skip=frozenset({"punct"}))
    fits = max(phrase) + 1 == c and tree.tokens[min(phrase) - 1].form in commas
    return {name: (noun, "appos"), speakers[0]: (c, "nsubj")} if fits else {}


def _head(tree: Tree, chunk: range) -> int | None:
    """The noun of a bare phrase without a verb."""
    if not 0 < len(chunk) <= LONGEST or any(tree.feature(k, "VerbForm") == "Fin" for k in chunk):
        return None
    heads = [k for k in chunk if tree.tokens[k].head not in chunk and tree.tokens[k].upos != "PUNCT"]
    if len(heads) != 1 or tree.tokens[heads[0]].upos not in NOMINALS:
        return None
    return None if tree.preposition(heads[0]) or tree.has_child(heads[0], "cc") else heads[0]


def _is_one(tree: Tree, who: int, what: int, know: Knowledge) -> bool:
    """A name and a noun for somebody who speaks, in either order."""
    upos = {tree.tokens[who].upos, tree.tokens[what].upos}
    noun = what if tree.tokens[what].upos == "NOUN" else who
    named = upos == {"NOUN", "PROPN"} or any(tree.tokens[k].upos == "PROPN" for k in tree.subtree(who))
    lemma = tree.lemma(noun)
    speaks = know.agent(lemma) is not None or know.source_kind(lemma) is not None
    return named and tree.tokens[noun].upos == "NOUN" and speaks and not tree.has_child(noun, "nummod")


def called_moves(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`wie das Portal | tut.by | meldet`: a name right behind a body that tells something is what it is called, not what it tells."""
    body = tree.child(verb, "nsubj") if tree.lemma(verb) in know.citing_words else None
    if (
        body is None
        or not know.in_class(tree.lemma(body), NAMED)
        or not tree.has_child(body, "det", "det:poss")
    ):
        return {}
    behind = (
        k for k in tree.children[verb] if k > body and tree.tokens[k].deprel in ("obj", "iobj", "obl:arg")
    )
    name = next((k for k in behind if min(tree.subtree(k)) == body + 1), None)
    if name is None or tree.has_child(name, "case", "cc") or not tree.tokens[body + 1].form[:1].isalpha():
        return {}
    as_clause = any(tree.word(k) in tree.grammar.get("as_words", ()) for k in tree.children[verb])
    tells = any("obj" in cue.content for cue in know.cues_of(tree.lemma(verb)) if not cue.when)
    proper = tree.tokens[name].upos == "PROPN"
    described = any(
        tree.tokens[k].upos == "ADJ" and tree.tokens[k].form[:1].isupper() for k in tree.children[name]
    )
    if proper and described:
        return {}  # "die Gruppe Freies Belarus" is not Belarus
    is_name = proper or described
    articles = (k for k in tree.children[name] if tree.relation(k) == "det")
    if any(tree.tokens[k].form[:1].islower() for k in articles) or not (as_clause or (is_name and not tells)):
        return {}
    return {name: (body, "appos")}


def subject_behind_source(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`According to Kyiv, | Minsk, which denies it, | launched the drones`: who is named behind the source is no second name of it, but did it."""
    cited = [k for k in tree.children[c] if tree.tokens[k].deprel == "nsubj" and _is_cited(tree, k, know)]
    if cited:  # "According to | witnesses |, masked men, after ..., torched it"
        return dict.fromkeys(cited, (c, "obl"))
    told = (
        tree.finite(c) is not None or tree.tokens[c].head < 0
    )  # "armed": a past that is alike with its participle
    phrases = (k for k in tree.children[c] if k < c and tree.tokens[k].deprel == "obl")
    source = next((k for k in phrases if told and _is_cited(tree, k, know)), -1)
    if source < 0 or tree.has_child(c, "nsubj", "nsubj:pass", "expl", "csubj"):
        return _name_behind_source(tree, c, source, know) if source >= 0 else {}
    inside = tree.children[source]
    who = next((k for k in inside if k > source and tree.relation(k) in ("appos", "conj")), -1)
    first = min(tree.subtree(who, skip=frozenset({"punct"}))) if who >= 0 else -1
    if who < 0 or tree.has_child(who, "cc") or not tree.is_behind(first, know.inserted_after):
        return {}
    clauses = [k for k in inside if k > who and tree.tokens[k].deprel == "acl:relcl"]
    nominal = (k for k in tree.children[c] if who < k < c and tree.tokens[k].upos in NOMINALS)
    named = tree.tokens[source].upos == "NOUN" and tree.tokens[who].upos == "PROPN" and not clauses
    if named or any(not tree.preposition(k) for k in nominal):
        return {}  # "According to the governor, Bello Matawalle, gunmen abducted ..."
    subject = "nsubj:pass" if tree.has_child(c, "aux:pass") else "nsubj"
    return {who: (c, subject)} | dict.fromkeys(clauses, (who, "acl:relcl"))


def _name_behind_source(tree: Tree, c: int, source: int, know: Knowledge) -> Moves:
    """`According to the governor, | Bello Matawalle |, gunmen abducted ...`: of two subjects the name behind the noun is the source's."""
    subjects = [k for k in tree.children[c] if k < c and tree.tokens[k].deprel == "nsubj"]
    name = subjects[0] if len(subjects) > 1 else -1
    person = tree.tokens[source].upos == "NOUN" and know.agent(tree.lemma(source)) is not None
    if name < 0 or not person or tree.tokens[name].upos != "PROPN":
        return {}
    phrase = tree.subtree(name, skip=frozenset({"punct"}))
    closed = tree.tokens[max(phrase) + 1].form in know.inserted_after
    return {name: (source, "appos")} if closed and min(phrase) == source + 2 else {}


def _is_cited(tree: Tree, k: int, know: Knowledge) -> bool:
    """Whether a phrase has a preposition that cites whatever noun it has, and opens the sentence."""
    cues = know.cues_of(tree.preposition(k).replace("_", " "))
    return min(tree.subtree(k)) == 0 and any(
        cue.construction == "adposition" and not cue.content for cue in cues
    )


def bearers_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`die Präsidenten Ilham Alijew | und Nikol Paschinjan`, `die Minister A, | B | und C`: several names behind one word for them are several people."""
    first = title = tree.tokens[c].head
    while title >= 0 and tree.tokens[title].upos == "PROPN" and tree.relation(title) in NAME_PARTS:
        title = tree.tokens[title].head
    noun = 0 <= title < first < c and tree.tokens[title].upos == "NOUN"
    if not noun or tree.tokens[c].upos not in NOMINALS or tree.has_child(c, "det", "case", "amod"):
        return {}
    listed = tree.is_behind(c, know.inserted_after) and tree.has_child(c, "conj")
    own = tree.is_behind(c, know.inserted_after) or any(tree.relation(k) == "cc" for k in range(first, c))
    joined = tree.relation(c) == "conj" and own
    person = know.agent(tree.lemma(title))
    between = any(tree.tokens[k].form in know.inserted_after for k in range(title, title + 2))
    behind = tree.tokens[c + 1].upos if c + 1 < len(tree) else ""
    if between or behind == "NOUN" or person is None or person.kind != "person" or not (listed or joined):
        return {}
    return {c: (title, "conj")}


def owned_bearer_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Putin und | Chinas | Staatschef Xi`: behind *and* a name in the genitive and a noun are one more person, and not two."""
    ending, noun, first = tree.grammar.get("genitive_name_ending", ""), c + 1, tree.tokens[c].head
    token = tree.tokens[c]
    if not ending or token.upos != "PROPN" or token.form != token.lemma + ending or noun >= len(tree):
        return {}
    behind = tree.tokens[noun]
    if (
        behind.upos != "NOUN"
        or tree.has_child(noun, "det", "case")
        or not tree.is_behind(c, tree.grammar.get("joining_words", ()))
    ):
        return {}
    first = behind.head if first == noun else first
    if not 0 <= first < c or behind.head not in (first, c) or tree.relation(noun) not in NAME_PARTS:
        return {}
    name = noun + 1
    named = name < len(tree) and tree.tokens[name].upos == "PROPN" and tree.tokens[name].head in (first, c)
    moves: Moves = {c: (noun, "nmod:poss"), noun: (first, "conj"), c - 1: (noun, "cc")}
    return moves | ({name: (noun, "appos")} if named else {})
