"""Citing clauses that stand inside what they cite, or behind it.

Takes a tree and a token; gives what is to be moved so that ", sagte X," and ", a spokesman said," stand beside what is said and have
their subjects.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.tree import Tree

APART = ("ccomp", "parataxis", "root")  # how clauses hang of which somebody else may be told to say them


UNINSERTED = (
    "cc",
    "mark",
    "cop",
    "aux:pass",
    "ccomp",
    "xcomp",
    "obj",
)  # beside which a verb cites nothing before it


def citing_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """An inserted citing clause hung on what it cites: a citing verb with a subject of its own, after a comma, and no content."""
    if tree.lemma(c) not in know.citing_words or tree.relation(c) == "root":
        return {}
    if tree.has_child(c, "mark", "cop", "aux:pass", "cc", "obl:agent"):
        return {}
    if named := _inverted_object(tree, c, know):
        return named
    if denied := _denier_behind_dash(tree, c):
        return denied
    subject = _own_subject(tree, c)
    content = (
        ("ccomp", "xcomp")
        if tree.lemma(c) in tree.grammar.get("telling_verbs", ())
        else ("obj", "ccomp", "xcomp")
    )
    told = (k for k in tree.children[c] if tree.relation(k) in content and not _is_asked(tree, c, k, know))
    if subject is None or is_relative(tree, c) or any(told):
        return {}
    first = min(tree.first_word(subject), c)
    if not tree.is_behind(first, know.inserted_after):
        return {}
    above = [k for k in tree.ancestors(c) if not tree.is_apart(k, c) and k != subject]
    above = _behind_colon(tree, c, above)
    if not above or (above[-1] >= first and not _is_enclosed(tree, c, know)):
        return _behind_opening(tree, c, subject, know)
    own = tree.tokens[subject].head == c and tree.tokens[subject].deprel == "nsubj"
    return {c: (above[-1], "parataxis"), **({} if own else {subject: (c, "nsubj")})}


def _behind_colon(tree: Tree, c: int, above: list[int]) -> list[int]:
    """`Tallinn is unconvinced: Russia | violated its airspace, the minister said`: he says what stands behind the colon, if that is a clause."""
    near = [k for k in above if not tree.is_announced(k, c)]
    finite = tree.finite(c)
    if not above or (finite is not None and tree.feature(finite, "Mood") == "Sub"):
        return above  # "eine Erklärung: Die Wahl sei annulliert, alle Grenzen seien geschlossen"
    if near:
        return near
    told = (k for k in tree.children[above[-1]] if tree.relation(k) in ("parataxis", "ccomp") and k < c)
    clauses = [k for k in told if not tree.is_announced(k, c) and tree.is_verbal(k)]
    return clauses[-1:] or above


def _is_asked(tree: Tree, c: int, k: int, know: Knowledge) -> bool:
    """`gab das Büro | bekannt`: a part of the verb, without which it cites nobody, is not what it tells."""
    asked = (condition for cue in know.cues_of(tree.lemma(c)) for condition in cue.when)
    return any(
        condition.path == (tree.relation(k),) and tree.lemma(k) in condition.words
        for condition in asked
        if not condition.negated
    )


def _behind_opening(tree: Tree, c: int, subject: int, know: Knowledge) -> Moves:
    """`Dort, | sagt der Kommandeur, | hätten die Russen ...`: between commas behind what opens the sentence; who says so did not do it."""
    verb, commas = tree.tokens[c].head, know.inserted_after
    if tree.relation(c) != "parataxis" or verb < c or subject < c or not tree.grammar.get("verb_last"):
        return {}
    after = tree.last_word(subject) + 1
    if after >= verb or tree.tokens[after].form not in commas:
        return {}
    opening = [k for k in tree.children[c] if k < c - 1 and tree.tokens[k].upos != "PUNCT"]
    moves: Moves = brought_to(tree, verb, opening)
    if tree.tokens[subject].head == c:
        return moves
    others = [k for k in tree.children[verb] if k > after and not tree.preposition(k)]
    if not any(tree.relation(k) == "nsubj" for k in others):
        moves |= dict.fromkeys([k for k in others if tree.relation(k) == "obj"][:1], (verb, "nsubj"))
    return moves | {subject: (c, "nsubj")}


def _is_enclosed(tree: Tree, c: int, know: Knowledge) -> bool:
    """`Moscow, | the ministry said, | had sent soldiers`: between subject and verb, a comma on both sides."""
    last = tree.last_word(c)
    closed = last + 1 < len(tree) and tree.tokens[last + 1].form in know.inserted_after
    over = tree.tokens[c].head
    if (
        tree.tokens[c].deprel == "acl:relcl"
    ):  # without a relative pronoun between two commas it is no relative clause
        return closed and tree.relation(over) in ("nsubj", "nsubj:pass") and tree.tokens[over].head > last
    subject = tree.child(over, "nsubj", "nsubj:pass") if over > last else None
    return closed and tree.relation(c) == "advcl" and subject is not None and subject < c


def appended_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Iran, | a spokesman | said, supplied ...`: the inserted subject read as an apposition of the name before the comma."""
    if tree.lemma(c) not in know.citing_words or tree.relation(c) == "aux":
        return {}  # "A, B und C | haben | die Regierung aufgefordert"
    subject, content = tree.child(c, "nsubj"), tree.child(c, "ccomp")
    bereft = content is not None and c < content and not tree.has_child(content, "nsubj", "nsubj:pass")
    if subject is not None and not bereft:
        return {}
    if tree.has_child(c, "expl"):
        return {}  # "..., hieß es"
    marks = tree.grammar.get("inserted_after", ())
    nouns = (k for k in range(c) if _is_told_behind(tree, k, know))
    found = (k for k in nouns if max(tree.subtree(k)) + 1 == c)
    spoken = ((k, tree.first_word(k)) for k in found)
    behind = [k for k, first in spoken if tree.is_behind(first, marks)]
    # "wounding the mayor, Ivan Petrov, | officials | said"
    behind = [_told_of_first(tree, k) for k in behind] if tree.is_behind(c, marks) else behind[-1:]
    inserted: Moves = dict.fromkeys(behind, (c, "nsubj"))
    if subject is None and not inserted:
        behind_verb = _inverted_subject(tree, c)  # "..., sagte | der Minister, | geschossen hätten andere"
        if behind_verb is not None:
            return {behind_verb: (c, "nsubj")}
        return _speaker_between_commas(tree, c, know) or _speaker_in_content(tree, c)
    if subject is None and inserted and tree.relation(c) == "conj" and not tree.has_child(c, *UNINSERTED):
        return inserted | {c: (tree.tokens[c].head, "parataxis")}  # "..., a rights group named Hala | said"
    if subject is None or content is None or not inserted:
        return inserted
    return inserted | {subject: (content, "nsubj")}


def _is_told_behind(tree: Tree, k: int, know: Knowledge) -> bool:
    """An apposition behind its noun, but not `Congress, | not its president, | ordered ...`: who did not do it has not said so."""
    negated = any(
        tree.relation(i) == "advmod" and tree.word(i) in know.pack.negators for i in tree.children[k]
    )
    return tree.relation(k) == "appos" and tree.tokens[k].head < k and not negated


def _told_of_first(tree: Tree, k: int) -> int:
    """`..., | the army chief, | General Zaman, said`: the bare noun behind a comma of which the last is an apposition."""
    first = tree.tokens[k].head
    start = tree.first_word(first)
    bare = tree.relation(first) in ("obj", "iobj", "obl", "conj", "appos") and not tree.preposition(first)
    commas = tree.grammar.get("inserted_after", ())
    return first if bare and tree.is_behind(start, commas) else k


def _speaker_between_commas(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`bombed the barracks, | the army chief, General Tar, | said`: who is told of twice behind a comma is no apposition of what was bombed.

    The first of the appositions that end at the comma before the verb speaks; what hung beside it on the same noun is his.
    """
    marks = tree.grammar.get("inserted_after", ())
    if tree.grammar.get("verb_last"):
        return {}  # there the verb stands before its speaker
    ends = all(t.upos == "PUNCT" for t in tree.tokens[c + 1 :]) and tree.feature(c, "Tense") == "Past"
    finite = (ends or tree.feature(c, "VerbForm") == "Fin") and not tree.has_child(c, "cc", "aux")
    if c < 3 or not tree.is_behind(c, marks) or not finite:
        return {}
    below = (k for k in (c - 2, *tree.ancestors(c - 2)) if _is_told_behind(tree, k, know))
    first = next(iter(reversed(list(below))), None)
    here = -1 if first is None else tree.tokens[first].head
    beside = [] if first is None else [k for k in tree.children[here] if here < k < c]
    beside = [k for k in beside if tree.tokens[k].upos != "PUNCT"]
    named = [k for k in beside if tree.relation(k) == "appos"]
    if named and know.agent(tree.lemma(here)) is not None and tree.tokens[named[0]].upos == "PROPN":
        named = named[1:]  # "killed the Hamas leader, Yahya Sinwar, | a spokesman, | said"
    first = next(iter(named), None)
    if first is None or tree.clause(here) == c or not may_say(tree, first, know):
        return {}
    start = tree.first_word(first)
    if not tree.is_behind(start, marks) or any(k < start for k in beside if tree.preposition(k)):
        return {}
    rest = brought_to(tree, first, (k for k in beside if k > first))
    return rest | {first: (c, "nsubj")} | cited_moves(tree, c, here)


def cited_moves(tree: Tree, c: int, i: int) -> Moves:
    """What a speaker behind the last word of a clause says: all that is told up to there, of `killed 12 when they attacked |` both, of
    `withdrew | after rebels attacked |` no part is his own.
    """
    here, over = tree.clause(i), tree.tokens[c].head
    for above in (k for k in tree.ancestors(here) if tree.is_clause_head(k)):
        if above == c and over >= 0:
            return {here: (over, tree.tokens[here].deprel), c: (over, "parataxis")}
        if above == c or tree.is_apart(above, i):
            break
        here = above
    return {c: (here, "parataxis")}


def may_say(tree: Tree, k: int, know: Knowledge) -> bool:
    """A name, or a noun for a person, body or source."""
    lemma = tree.lemma(k)
    return (
        tree.tokens[k].upos == "PROPN" or know.agent(lemma) is not None or know.source_kind(lemma) is not None
    )


def _speaker_in_content(tree: Tree, c: int) -> Moves:
    """`Hasina has resigned, | the army chief, General Zaman, | said`: the last bare noun behind a comma is no object of what is said."""
    content, marks = tree.child(c, "ccomp"), tree.grammar.get("inserted_after", ())
    if content is None or content > c or tree.feature(c, "VerbForm") != "Fin":
        return {}
    for k in sorted(tree.subtree(content)):
        phrase = tree.words_below(k)
        second = tree.relation(k) == "nsubj" and tree.child(tree.tokens[k].head, "nsubj") not in (None, k)
        bare = second or (tree.relation(k) in ("obj", "iobj", "obl", "conj") and not tree.preposition(k))
        if not bare or tree.is_verbal(k) or tree.has_child(k, "cc") or tree.tokens[k].head > k:
            continue
        behind, first = range(max(phrase) + 1, c), min(phrase)
        if tree.is_behind(first, marks) and all(tree.tokens[i].upos == "PUNCT" for i in behind):
            return {k: (c, "nsubj")}
    return {}


def _reduced_subject(tree: Tree, c: int) -> int | None:
    """`..., an exile radio station reported on Tuesday`: past tense read as a participle of the noun before it."""
    noun = tree.tokens[c].head
    bare = tree.tokens[c].deprel == "acl" and noun == c - 1 and tree.feature(c, "VerbForm") == "Part"
    return noun if bare and tree.relation(noun) in ("appos", "conj", "dep", "list") else None


def _own_subject(tree: Tree, c: int) -> int | None:
    """The subject, also one that the parser took for a bare phrase of the clause before ("..., its leader said")."""
    active = tree.feature(c, "VerbForm") == "Fin" and not tree.auxiliaries(c)
    passive = tree.child(c, "nsubj:pass") if active else None  # "..., the teacher | recalled"
    subject = tree.child(c, "nsubj") or passive or _reduced_subject(tree, c)
    if subject is not None:
        return subject
    beside = tree.children[tree.tokens[c].head] if tree.tokens[c].head >= 0 else []
    bare = (
        k
        for k in beside
        if k != c and tree.relation(k) in ("obl", "obj", "nsubj") and not tree.preposition(k)
    )
    before = next((k for k in bare if max(tree.subtree(k)) + 1 == c and k > tree.tokens[c].head), None)
    return _inverted_subject(tree, c) if before is None else before


def _inverted_subject(tree: Tree, c: int) -> int | None:
    """`..., sagt | der Iran, Israel sagt nichts`: between a finite verb behind a comma and the next comma, though it hangs further on."""
    commas = tree.grammar.get("inserted_after", ())
    if not tree.is_behind(c, commas) or tree.feature(c, "VerbForm") != "Fin":
        return None
    comma = next((k for k in range(c + 1, len(tree)) if tree.tokens[k].form in commas), 0)
    inside = range(c + 1, comma)
    heads = [k for k in inside if tree.tokens[k].head not in inside]
    found = heads[0] if len(heads) == 1 else -1
    return (
        found
        if found >= 0 and tree.tokens[found].deprel == "nsubj" and tree.tokens[found].head > comma
        else None
    )


def _inverted_object(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`..., insisted | Erdogan, and ...`: between commas a citing verb without a subject has it behind itself."""
    commas, head = tree.grammar.get("inserted_after", ()), tree.tokens[c].head
    thing = tree.child(c, "obj")
    set_in = (
        c > 1 and tree.word(c - 1) in tree.grammar.get("setting_in", ()) and tree.tokens[c - 2].form in commas
    )
    if (
        c == 0
        or head < 0
        or (not tree.is_behind(c, commas) and not set_in)
        or thing is None
        or tree.has_child(c, "nsubj")
    ):
        return {}
    plain = [cue for cue in know.cues_of(tree.lemma(c)) if cue.construction == "verb" and not cue.when]
    cites = any("ccomp" in cue.content and "obj" not in cue.content for cue in plain)
    if (
        not cites
        or tree.lemma(c) in tree.grammar.get("telling_verbs", ())
        or tree.has_child(c, "ccomp", "xcomp")
    ):
        return {}
    phrase = tree.subtree(thing)
    after = max(phrase) + 1
    pointed = set_in and tree.word(c + 1) in tree.grammar.get(
        "cleft_subjects", ()
    )  # "so berichten es | Anwohner"
    alone = min(phrase) == c + 1 + pointed and after < len(tree) and tree.tokens[after].upos == "PUNCT"
    speaker = may_say(tree, thing, know) or know.in_class(tree.lemma(thing), "person")
    going = (
        tree.feature(c, "VerbForm") == "Part" and tree.feature(c, "Tense") == "Pres"
    )  # "..., echoing the president, who"
    fits = alone and speaker and not going and tree.feature(c, "VerbForm") not in ("Inf", "Ger")
    return {c: (head, "parataxis"), thing: (c, "nsubj")} if fits else {}


def _denier_behind_dash(tree: Tree, c: int) -> Moves:
    """`Ukraine meldet Angriff – | Moskau dementiert`: behind a dash the noun before a verb that ends the line is its subject."""
    thing = tree.child(c, "obj")
    if thing is None and c > 0 and tree.tokens[c - 1].deprel in ("appos", "nmod", "conj"):
        thing = c - 1
    if thing is None or thing > c or tree.has_child(c, "nsubj", "nsubj:pass") or tree.tokens[c].head < 0:
        return {}
    first = tree.first_word(thing)
    rest = [t for t in tree.tokens[c + 1 :] if t.upos != "PUNCT"]
    marks = [*tree.grammar.get("dashes", ())]
    if tree.lemma(c) in tree.grammar.get("active_alone", ()):
        marks += tree.grammar.get("inserted_after", ())
    dashed = tree.is_behind(first, marks)
    ended = not rest and max(tree.subtree(thing)) == c - 1 and not tree.auxiliaries(c)
    root = next(t.i for t in tree.tokens if t.head < 0)
    return {c: (root, "parataxis"), thing: (c, "nsubj")} if dashed and ended and root < first else {}


def is_relative(tree: Tree, c: int) -> bool:
    """Whether a clause has a relative pronoun."""
    return any(tree.antecedent(k) != k for k in tree.subtree(c, skip=frozenset({"acl", "ccomp", "advcl"})))


def closing_source_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`17 people were killed and 367 wounded, | according to hospital sources |`: behind a comma the last words of a sentence say who says all of it.

    Of what somebody says there only that, where he says it in a clause of its own.
    """
    below, words = tree.tokens[c].head, tree.grammar.get("closing_sources", ())
    if below < 0 or tree.preposition(c) not in words or tree.relation(c) not in ("obl", "nmod"):
        return {}
    first, last = tree.first_word(c), max(tree.subtree(c))
    ends = all(t.upos == "PUNCT" for t in tree.tokens[last + 1 :])
    if not ends or not tree.is_behind(first, know.inserted_after):
        return {}
    top = below
    while tree.relation(top) not in APART and 0 <= tree.tokens[top].head < first:
        top = tree.tokens[top].head
    return {c: (top, "obl")} if top != below else {}
