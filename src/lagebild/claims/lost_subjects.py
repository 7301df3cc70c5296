"""The subject of a clause in which the parser found none: *Vor der Schule explodierte | ein Lastwagen*.

Takes a parsed sentence, a verb and the lexicon; gives the move of what was taken for its object, or hung on a noun before it, though it is who or
what does it. Of a language without the switch (`verb_last`), none. In German most articles show no case, and the subject often stands last.
"""

from collections.abc import Iterator

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")
CLAUSES = frozenset({"root", "ccomp", "advcl"})
PASSED = frozenset({"nsubj", "obj", "obl"})
NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
ONE = "Sing"


def lost_subject_moves(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """The noun that is the subject of a finite verb that has none: of several objects the first."""
    finite = tree.finite(verb)
    if tree.tokens[verb].deprel not in CLAUSES or finite is None:
        return {}
    if tree.has_child(verb, *SUBJECTS):
        return _before_verb(tree, verb, finite)
    if tree.feature(finite, "Mood") == "Imp" or _is_who(tree, verb):
        return {}
    passive = tree.is_passive(verb)
    hung = next((k for k in _hung(tree, verb) if _agrees(tree, k, finite)), None)
    if hung is not None:
        return {hung: (verb, "nsubj:pass" if passive else "nsubj")}
    if passive:
        return {}
    objects = [k for k in tree.children[verb] if tree.tokens[k].deprel == "obj"]
    others = [k for k in objects if tree.tokens[k].upos in NOUNS and not _is_oblique(tree, k)]
    fitting = [k for k in others if _agrees(tree, k, finite)]
    if not fitting:
        return {}
    only = len(objects) == 1 and _is_wanted(
        tree, verb, fitting[0], know
    )  # "darf | eine Neuauszählung | verlangen"
    return {} if only else {fitting[0]: (verb, "nsubj")}


def _before_verb(tree: Tree, verb: int, finite: int) -> Moves:
    """`Der Putschführer, ..., | warf Paris vor, eingreifen zu wollen`: in front of the finite verb stands its subject, and none of an infinitive behind it."""
    taken = tree.child(verb, "nsubj")
    if taken is None or not finite < taken or tree.tokens[verb].deprel != "root":
        return {}
    contents = (k for k in tree.children[verb] if k > finite and tree.relation(k) in ("ccomp", "xcomp"))
    bare = (k for k in contents if tree.finite(k) is None)
    first = next((j for k in bare for j in tree.children[k] if tree.tokens[j].deprel == "nsubj"), finite)
    whole = first < finite and max(tree.subtree(first)) + 1 == finite
    role = "obl:arg" if tree.is_marked_infinitive(tree.tokens[first].head) else "obj"
    return {first: (verb, "nsubj"), taken: (verb, role)} if whole else {}


def first_of_two_moves(tree: Tree, root: int, know: Knowledge) -> Moves:
    """`Im Norden | entführten | Bewaffnete am Dienstag 87 Menschen`: of two objects of a root read as an adjective the first, right behind it, did it."""
    if tree.tokens[root].head >= 0 or tree.tokens[root].upos != "ADJ":
        return {}
    if tree.has_child(root, *SUBJECTS, "aux", "aux:pass", "cop", "mark"):
        return {}
    objects = [k for k in tree.children[root] if k > root and tree.tokens[k].deprel == "obj"]
    fits = (
        len(objects) == 2 and min(tree.subtree(objects[0])) == root + 1 and not _is_oblique(tree, objects[0])
    )
    return {objects[0]: (root, "nsubj")} if fits and tree.tokens[objects[0]].upos in NOUNS else {}


def subject_in_phrase(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`Security | officers | in Minsk arrested editor Olga Petrova`: what stands behind a preposition before its verb is no subject; the noun before it is, whatever it was taken for."""
    place = tree.child(verb, "nsubj")
    mark = (
        None if place is None else next((k for k in tree.children[place] if tree.relation(k) == "case"), None)
    )
    if place is None or mark is None or not 0 < mark < place < verb or tree.tokens[place].upos != "PROPN":
        return {}
    subject = mark - 1
    if tree.tokens[subject].head != verb or tree.tokens[subject].deprel != "obj":
        return {}
    before = {k: (subject, "compound") for k in tree.children[place] if k < subject}
    behind = [k for k in tree.children[subject] if k > verb]
    bare = [k for k in behind if not tree.preposition(k) and tree.tokens[k].upos in NOUNS]
    rest = {
        k: (verb, "obj" if k in bare[:1] else "obl") for k in behind if tree.relation(k) in ("nmod", "appos")
    }
    return {subject: (verb, "nsubj"), place: (subject, "nmod"), **before, **rest}


def cut_word_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`trafen sich die | Staats- und Regierungschefs`: a word cut off before its twin, hung on the verb, is a part of who does it."""
    verb, twin = tree.tokens[c].head, tree.child(c, "conj")
    cut = tree.tokens[c].form.endswith("-") and verb >= 0 and tree.is_verbal(verb)
    if not cut or twin is None or tree.has_child(verb, *SUBJECTS) or tree.is_passive(verb):
        return {}
    own = {k: (twin, tree.tokens[k].deprel) for k in tree.children[c] if k != twin}
    return {twin: (verb, "nsubj"), c: (twin, "compound"), **own}


def subject_behind_mark(tree: Tree, c: int) -> Moves:
    """`failed to agree after | Germany and Italy | blocked it`: whoever stands between a clause's mark and its finite verb, and has no preposition, is its subject."""
    opening = tree.first_word(c) - 1
    verb = tree.tokens[opening].head if opening >= 0 and tree.relation(opening) == "mark" else -1
    if verb <= c or tree.grammar.get("verb_last") or tree.preposition(c) or tree.finite(verb) is None:
        return {}
    marks = (*tree.grammar.get("time_marks", ()), *tree.grammar.get("circumstance_marks", ()))
    opens = tree.word(opening) in marks  # and not "did | in | fact move"
    named = opens and tree.tokens[c].upos in ("NOUN", "PROPN") and tree.tokens[c].deprel != "obl:unmarked"
    return {c: (verb, "nsubj")} if named and not tree.has_child(verb, *SUBJECTS) else {}


def _is_who(tree: Tree, verb: int) -> bool:
    """`Wer Asyl beantragt, bekommt ein Bett`: the clause before it is the subject."""
    words = tree.grammar.get("who_words", ())
    return any(tree.word(i) in words for i in range(verb))


def _hung(tree: Tree, verb: int) -> Iterator[int]:
    """`ist in der Nacht | der Staudamm | zerstört worden`: hangs on the noun before it, but its article is no genitive, or that noun says when."""
    articles, days = tree.grammar.get("nominative_articles", ()), tree.grammar.get("day_parts", ())
    for k in tree.children[verb]:
        if tree.tokens[k].deprel not in PASSED:
            continue
        for c in tree.children[k]:
            if c < k or tree.tokens[c].deprel not in ("nmod", "appos") or tree.preposition(c):
                continue
            one = tree.feature(c, "Gender") == "Masc" and tree.feature(c, "Number") == ONE
            headed = any(tree.word(d) in articles for d in tree.children[c] if tree.relation(d) == "det")
            if headed and (one or tree.lemma(k) in days):
                yield c


def _is_oblique(tree: Tree, i: int) -> bool:
    """Whether an article or ending shows that a noun is no subject: `einen Tag`, `den Aufständischen`."""
    roles = tree.grammar.get("oblique_relatives", {})
    endings = tuple(tree.grammar.get("oblique_endings", ()))
    words = [tree.word(k) for k in tree.children[i] if tree.relation(k) in ("det", "det:poss")]
    return any(word in roles or (endings and word.endswith(endings)) for word in words) or bool(
        tree.preposition(i)
    )


def _agrees(tree: Tree, i: int, finite: int) -> bool:
    """Whether the verb has its number; without an article it stands in the plural, whatever it was taken for ("Hunderttausende")."""
    article, wanted = tree.child(i, "det"), tree.feature(finite, "Number")
    own = tree.feature(i if article is None else article, "Number")
    bare = not tree.has_child(i, "det", "det:poss") and wanted != ONE
    return own == wanted or not own or not wanted or bare or tree.has_child(i, "conj")


def _is_wanted(tree: Tree, verb: int, i: int, know: Knowledge) -> bool:
    """Whether entries of the verb name such an object, or cite what stands there."""
    lemma = tree.lemma(i)
    if any("obj" in cue.content for cue in know.cues_of(tree.lemma(verb))):
        return True
    return any(
        lemma in want.words
        or not want.words.isdisjoint(know.endings(lemma))
        or any(know.in_class(lemma, name) for name in want.classes)
        for want in know.wanted_objects(tree.lemma(verb))
    )
