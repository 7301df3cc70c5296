"""Whom a speaker tells is not whose he is.

Takes a parsed sentence and what the language files say of its words; gives moves of tokens. `Das sagten zwei Sanitäter | der Agentur Reuters`, `Bisimwa
sagte | der AFP, seine Kämpfer ...`: an article that has several cases; behind a citing verb a medium is whom they told.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree

NOUNS = ("NOUN", "PROPN")
MEDIA = ("interviewer", "media", "called_medium")  # of the last only what stands before the name of one


def addressed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A medium that hangs on the subject behind a citing verb, with such an article, goes to the verb; a reporter stays its own."""
    words, speaker = tree.grammar.get("genitive_or_dative", ()), tree.tokens[c].head
    articles = [k for k in tree.children[c] if tree.relation(k) == "det" and tree.word(k) in words]
    if not articles or speaker < 0:
        return {}
    verb = tree.tokens[speaker].head
    behind = (k + 1 for k in articles if k + 1 < len(tree))  # a text may break off at the article
    titled = any(tree.tokens[k].form in know.quote_marks for k in behind)  # der "New York Times"
    medium = titled or know.in_class(tree.lemma(c), "interviewer")
    last = (
        speaker < c and max(tree.subtree(c)) == verb - 1
    )  # "wie zwei Sanitäter | der Agentur Reuters | sagten"
    beside = 0 <= verb < speaker < c or last
    told = tree.relation(speaker) == "nsubj" and beside and cites_clause(tree, verb, know)
    own = know.in_class(tree.lemma(speaker), "interviewer")
    alone = not tree.preposition(c) and not tree.has_child(verb, "iobj", "obl:arg")
    return {c: (verb, "obl:arg")} if medium and told and alone and not own else {}


def dative_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`versicherte die Ministerin | dem Fürsten |`: an article that is never a genitive makes no attribute of the noun before it."""
    words, noun = tree.grammar.get("never_genitive_articles", ()), tree.tokens[c].head
    first = tree.first_word(c)
    if noun < 0 or first <= noun or tree.word(first) not in words or tree.preposition(c):
        return {}
    verb = tree.verb_above(c)
    free = verb >= 0 and tree.tokens[first - 1].upos in NOUNS and not tree.has_child(verb, "iobj", "obl:arg")
    return {c: (verb, "obl:arg")} if free else {}


def speaker_in_front(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Der Rebellenchef | sagte | der AFP, seine Kämpfer zögen ab`: who stands in front of the verb says it, and does nothing in what is said."""
    words = tree.grammar.get("genitive_or_dative", ())
    behind = [k for k in tree.children[c] if k > c]
    content = next((k for k in behind if tree.relation(k) == "ccomp"), -1)
    hearer = next((k for k in behind if tree.relation(k) == "nsubj" and k < content), -1)
    if hearer < 0 or tree.preposition(hearer) or not cites_clause(tree, c, know):
        return {}
    front = [k for k in tree.children[content] if k < c and tree.relation(k) == "nsubj"]
    if know.in_class(tree.lemma(hearer), "interviewer"):  # "Beamte | sagten der Agentur, ..."
        objects = (k for k in tree.children[c] if k < c and tree.relation(k) == "obj")
        front += [k for k in objects if tree.tokens[k].upos in NOUNS and not tree.preposition(k)]
    if not front or not any(
        tree.relation(k) == "det" and tree.word(k) in words for k in tree.children[hearer]
    ):
        return {}
    doers = [
        k
        for k in tree.children[content]
        if k < content and tree.relation(k) == "obj" and tree.tokens[k].upos in NOUNS
    ]
    bare = not any(tree.relation(k) == "nsubj" and k > c for k in tree.children[content])
    acts = {doers[0]: (content, "nsubj")} if len(doers) == 1 and bare else {}
    return {front[0]: (c, "nsubj"), hearer: (c, "obl:arg"), **acts}


def told_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`wie die Polizei | Reuters | sagte`, `teilte Oberst Traore | der AFP | mit`, `Der BBC | sagte der Minister, ...`: beside a speaker a medium is whom he told."""
    if not _is_main_verb(tree, c) or not cites_clause(tree, c, know):
        return {}
    field = _field(tree, c, know)
    for k in field:
        medium = know.in_class(tree.lemma(k), "interviewer") or _is_title_behind_name(tree, k, know)
        if k == c or tree.tokens[k].upos not in NOUNS or not medium:
            continue
        hearer = _hearer(tree, k, field.stop, know)
        for side in _sides(tree, hearer, c, field, know) if hearer else ():
            if (speaker := _named(tree, side, know)) >= 0:
                return _told(tree, c, (speaker, side), (k, hearer), know)
    return {}


def _is_main_verb(tree: Tree, c: int) -> bool:
    return tree.tokens[c].upos == "VERB" and tree.relation(c) not in ("aux", "aux:pass", "cop")


def _told(tree: Tree, c: int, said: tuple[int, range], heard: tuple[int, range], know: Knowledge) -> Moves:
    """A speaker and a hearer, each with its own words, at their verb; a report behind them is what is said."""
    moves: Moves = {heard[0]: (c, "obl:arg"), said[0]: (c, "nsubj")}
    for noun, words in (said, heard):
        astray = (i for i in words if i != noun and tree.tokens[i].head not in words)
        for i in astray:
            if tree.tokens[i].upos == "DET":
                moves[i] = (noun, "det")
            elif tree.tokens[i].upos in NOUNS and not tree.preposition(i):
                moves[i] = (noun, "flat")
    opening = said[1].start - 1
    if (
        opening >= 0
        and opening in tree.children[said[0]]
        and tree.word(opening) in tree.grammar.get("as_words", ())
    ):
        moves[opening] = (c, "mark")
    reports = (
        k for k in tree.children[said[0]] if tree.tokens[k].deprel == "acl:relcl" and _is_report(tree, k)
    )
    return moves | dict.fromkeys(reports, (c, "ccomp"))


def _is_report(tree: Tree, k: int) -> bool:
    """A clause in the mood of reports with a subject that is no pronoun of its noun."""
    finite, subject = tree.finite(k), tree.child(k, "nsubj", "nsubj:pass")
    return finite is not None and tree.feature(finite, "Mood") == "Sub" and subject is not None


def _field(tree: Tree, c: int, know: Knowledge) -> range:
    """The words around a verb, up to the marks before and behind it."""
    marks = [t.i for t in tree.tokens if t.upos == "PUNCT" and t.form not in know.quote_marks]
    before = max((k for k in marks if k < c), default=-1)
    return range(before + 1, next((k for k in marks if k > c), len(tree)))


def _hearer(tree: Tree, k: int, last: int, know: Knowledge) -> range:
    """The words of a medium in the dative, or of its bare name; empty where it is something else."""
    first, stop = k, k + 1
    while first > 0 and (tree.tokens[first - 1].upos == "ADJ" or tree.is_behind(first, know.quote_marks)):
        first -= 1
    while stop < last and (tree.tokens[stop].upos == "PROPN" or tree.tokens[stop].form in know.quote_marks):
        stop += 1
    before = first - 1
    if before >= 0 and tree.word(before) in tree.grammar.get("dative_articles", ()):
        owner = before - 1
        owned = tree.tokens[k].head == owner and owner >= 0 and bool(tree.preposition(owner))
        return range(0) if owned or _is_of_report(tree, owner, know) else range(before, stop)
    bare = tree.tokens[k].upos == "PROPN" and first == k
    if bare and before >= 0:
        bare = tree.tokens[before].upos not in ("ADP", "DET", "CCONJ") and not _is_medium(tree, before, know)
    return range(k, stop) if bare else range(0)


def _is_of_report(tree: Tree, noun: int, know: Knowledge) -> bool:
    """`sagte nach einem Bericht | der Agentur ...`: whose report it is."""
    if noun < 0 or tree.tokens[noun].upos != "NOUN" or not tree.preposition(noun):
        return False
    lemma = tree.lemma(noun)
    return bool(know.cues_of(lemma, True)) or know.source_kind(lemma) is not None


def _is_title_behind_name(tree: Tree, k: int, know: Knowledge) -> bool:
    """`sagte Präsident Tshisekedi der "Financial Times"`: behind a name an article and a quotation mark open the title of a paper."""
    quoted = k >= 3 and tree.is_behind(k, know.quote_marks) and tree.tokens[k - 3].upos == "PROPN"
    return quoted and tree.word(k - 2) in tree.grammar.get("dative_articles", ())


def _is_medium(tree: Tree, k: int, know: Knowledge) -> bool:
    return any(know.in_class(tree.lemma(k), name) for name in MEDIA)


def _sides(tree: Tree, hearer: range, c: int, field: range, know: Knowledge) -> tuple[range, ...]:
    """Where in the field of a verb who speaks may stand beside a hearer."""
    opening = tree.word(field.start) in tree.grammar.get("as_words", ())
    first = field.start + 1 if opening else field.start
    article = tree.tokens[hearer.start].upos == "DET"
    if hearer.start > c:
        own = article and hearer.stop < field.stop and tree.tokens[hearer.stop].upos in ("DET", "PRON")
        return range(c + 1, hearer.start), range(hearer.stop, field.stop if own else hearer.stop)
    if opening:
        return range(first, hearer.start), range(hearer.stop, c if article else hearer.stop)
    head = next(k for k in reversed(hearer) if tree.tokens[k].upos in NOUNS)
    masculine = tree.tokens[head].upos == "NOUN" and tree.feature(head, "Gender") == "Masc"
    subject = masculine and _is_nominative_article(tree, hearer.start)
    alone = hearer.start == first and hearer.stop == c and not subject  # "Der Sender | zitierte ..."
    told = (k for k in (*tree.children[c], *_below(tree, range(c + 1, field.stop))) if k >= field.stop)
    clear = any(tree.relation(k) == "ccomp" or _is_report(tree, k) for k in told)
    return (range(c + 1, field.stop),) if alone and clear else ()


def _is_nominative_article(tree: Tree, k: int) -> bool:
    return tree.word(k) in tree.grammar.get("nominative_articles", ())


def _below(tree: Tree, side: range) -> list[int]:
    return [k for i in side for k in tree.children[i]]


def _named(tree: Tree, side: range, know: Knowledge) -> int:
    """The first noun of a stretch that no other word there governs and no preposition stands before, if it names no medium."""
    for k in side:
        if tree.tokens[k].upos not in (*NOUNS, "PRON") or tree.tokens[k].head in side:
            continue
        if tree.feature(k, "Reflex") == "Yes" or tree.is_reflexive(k):
            return -1
        if tree.tokens[k - 1].upos == "ADP" or any(
            tree.relation(i) == "case" and i in side for i in tree.children[k]
        ):
            return -1
        words = tree.grammar.get("accusative_articles", ())
        marked = any(tree.word(i) in words for i in tree.children[k])  # "zitierte einen Offizier"
        return -1 if marked or _is_medium(tree, k, know) else k
    return -1
