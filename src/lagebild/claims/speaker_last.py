"""Who stands last says it: `..., noted the army`, `told a news conference | that ...`.

Takes a parsed sentence, a citing verb and what the language files say of its words; gives moves of tokens, for a language whose verbs stand
before their objects: there a citing verb behind a comma with a speaker behind it was read as one more deed, and the speaker as whom it was done to.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree

SUBJECTS = ("nsubj", "nsubj:pass", "expl")
ASTRAY = ("conj", "parataxis", "advcl", "ccomp", "acl", "acl:relcl", "dep", "appos", "amod")
IN_NAMES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
NAMES = ("NOUN", "PROPN")


def speaker_last(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A citing verb behind a comma, with only who speaks between it and the next mark: what stands before is what he says."""
    before = c - 1
    marked = before > 0 and tree.tokens[before].form in know.inserted_after
    over = tree.tokens[c].head
    if (
        not marked
        or not 0 <= over < c
        or (tree.relation(c) not in ASTRAY and tree.tokens[c].deprel not in ASTRAY)
    ):
        return {}
    if tree.has_child(c, "cc", "mark", "aux", "aux:pass", "ccomp") or not cites_clause(tree, c, know):
        return {}
    if tree.lemma(c) in tree.grammar.get("naming_verbs", ()):
        return {}  # "..., calls the crowd terrorists"
    end = next((k for k in range(c + 1, len(tree)) if tree.tokens[k].upos == "PUNCT"), len(tree))
    if not _is_past(tree, c) or any(
        tree.is_verbal(k) or tree.tokens[k].upos == "CCONJ" for k in range(c + 1, end)
    ):
        return {}
    words = range(c + 1, end)[: _length_of_name(tree, range(c + 1, end))]
    speaker, rest = _speaker(tree, words, know), [k for k in words if tree.tokens[k].head not in words]
    torn = [k for k in rest if k != speaker and tree.tokens[k].upos != "PROPN"]
    read = speaker >= 0 and len(rest) == 1 and tree.relation(speaker) == "nsubj"
    if speaker < 0 or torn or read:
        return {}
    clause = over if tree.is_verbal(over) or tree.has_child(over, "cop") else tree.clause(over)
    told = tree.has_child(clause, *SUBJECTS) and tree.tokens[clause].head != c
    if not told:
        return {}
    return {c: (clause, "parataxis"), **dict.fromkeys(rest, (speaker, "flat")), speaker: (c, "nsubj")}


def quote_before(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`"A stab in the back," | raged the minister`: a quotation without a verb was read as who says it, and who does as an object."""
    first = tree.child(c, "nsubj")
    if first is None or c < 2 or tree.tokens[c - 1].form not in know.double_quotes:
        return {}
    ends = (
        tree.tokens[c - 2].upos == "PUNCT" and tree.last_word(first) < c - 2
    )  # not "Islamic State" claimed ...
    filled = tree.has_child(c, "aux", "aux:pass", "ccomp")
    if not ends or filled or not know.cues_of(tree.lemma(c)):
        return {}
    behind = [k for k in tree.children[c] if k > c and tree.relation(k) in ("obj", "nsubj")]
    speaker = next((k for k in behind if tree.first_word(k) == c + 1), None)
    if speaker is None or tree.tokens[speaker].upos not in (*NAMES, "PRON"):
        return {}
    return {first: (c, "ccomp"), speaker: (c, "nsubj")}


def said_last(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Iran will respond to any attack, | the ministry warned`: what stands before, read as the main clause, is what he says."""
    told, subject = tree.tokens[c].head, tree.child(c, *SUBJECTS)
    if tree.lemma(c) not in tree.grammar.get("warning_verbs", ()):
        return {}
    if not 0 <= told < c or subject is None or subject < told or not tree.is_verbal(told):
        return {}
    first = min(tree.first_word(subject), tree.first_word(c))
    marked = tree.is_behind(first, know.inserted_after)
    will = tree.grammar.get("will_verbs", ())
    ahead = any(tree.word(k) in will for k in tree.children[told] if k < told)
    content = tree.has_child(c, "ccomp", "xcomp", "obj", "mark", "cc") or tree.has_child(told, "mark")
    behind = any(k > c and tree.tokens[k].upos != "PUNCT" for k in tree.children[told])
    fits = marked and ahead and not content and not behind and tree.has_child(told, *SUBJECTS)
    if not fits or not cites_clause(tree, c, know):
        return {}
    return {c: (tree.tokens[told].head, tree.tokens[told].deprel), told: (c, "ccomp")}


def second_subject(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`| Police | detained reporter Anna Kowal on Tuesday, the union said`: of two subjects of a citing verb the first did what stands between them."""
    subjects = [k for k in tree.children[c] if tree.relation(k) == "nsubj" and k < c]
    parted = {k: (k - 1, "flat") for k in subjects if k - 1 in subjects}  # "Governor | Abdallah | said"
    subjects = [k for k in subjects if k not in parted]
    told = next((k for k in tree.children[c] if tree.relation(k) == "ccomp" and _is_predicate(tree, k)), -1)
    if len(subjects) != 2 or not subjects[0] < told < subjects[1]:
        return {}
    opening = tree.first_word(subjects[1]) - 1
    if tree.tokens[opening].form not in know.inserted_after or not cites_clause(tree, c, know):
        return {}
    own = [k for k in tree.children[told] if tree.relation(k) in SUBJECTS]
    if any(k < told for k in own):
        return {}
    held = tree.child(told, "obj")
    named = dict.fromkeys(own, (told, "obj") if held is None else (held, "appos"))
    return {subjects[0]: (told, "nsubj")} | named | parted


def _is_predicate(tree: Tree, k: int) -> bool:
    """`detained her`, `is true`."""
    return tree.is_verbal(k) or tree.has_child(k, "cop")


def infinitive_before_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Budapest is weighing | whether to expel the envoy, the paper wrote`: an infinitive before whoever says it all is of the verb before it."""
    cites = tree.tokens[c].head
    told = tree.tokens[cites].head if cites >= 0 else -1
    subject = tree.child(cites, "nsubj") if cites >= 0 else None
    if subject is None or not 0 <= told < c < subject < cites or not tree.is_verbal(told):
        return {}
    bare = tree.feature(c, "VerbForm") == "Inf" and not tree.has_child(c, *SUBJECTS)
    free = not tree.has_child(told, "ccomp", "xcomp") and tree.is_behind(
        tree.first_word(subject), know.inserted_after
    )
    return {c: (told, "ccomp")} if bare and free else {}


def _length_of_name(tree: Tree, words: range) -> int:
    """How many words from the first on are those of one noun: up to a preposition that begins a phrase of its own."""
    return next((n for n, k in enumerate(words) if tree.tokens[k].upos not in IN_NAMES), len(words))


def _speaker(tree: Tree, words: range, know: Knowledge) -> int:
    """The noun of a stretch that nothing else there governs, if it is somebody who may say something; -1 where there is none."""
    for k in words:
        if tree.tokens[k].upos in NAMES and tree.tokens[k].head not in words:
            lemma = tree.lemma(k)
            says = know.agent(lemma) is not None or know.source_kind(lemma) is not None
            person = tree.tokens[k].upos == "PROPN" or know.in_class(lemma, "person")
            return k if says or person else -1
    return -1


def _is_past(tree: Tree, c: int) -> bool:
    """`noted the army`, `says the army`: not `note that`, nor `noting the army`."""
    participle = tree.feature(c, "VerbForm") == "Part" and tree.feature(c, "Tense") == "Past"
    return tree.word(c) != tree.lemma(c) and (participle or tree.feature(c, "VerbForm") == "Fin")


def told_audience(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`told a news conference | that the militia was able to attack`: a clause with *that* as its mark lacks nothing, and is no relative clause."""
    noun, words = tree.tokens[c].head, tree.grammar.get("content_complementizers", ())
    verb = tree.tokens[noun].head if noun >= 0 else -1
    opens = any(k < c and tree.word(k) in words and tree.relation(k) == "mark" for k in tree.children[c])
    heard = verb >= 0 and tree.relation(noun) in ("obj", "iobj") and not tree.has_child(verb, "ccomp")
    telling = verb >= 0 and tree.lemma(verb) in tree.grammar.get("telling_verbs", ())
    return {c: (verb, "ccomp")} if opens and heard and telling and tree.has_child(c, *SUBJECTS) else {}


def behind_dash(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Armee meldet Sieg – Rebellen | widersprechen`: in a line without a full stop a clause with its own subject behind a dash is another's word."""
    subject, over = tree.child(c, "nsubj"), tree.tokens[c].head
    ends = tree.tokens[-1].upos != "PUNCT" and tree.is_finite(c) and tree.feature(c, "Mood") != "Sub"
    if not ends or subject is None or not 0 <= over < subject < c:
        return {}
    first = tree.first_word(subject)
    dash = first - 1
    dashed = over < dash and tree.tokens[dash].form in tree.grammar.get("dashes", ())
    parted = dashed and tree.tokens[dash - 1].end < tree.tokens[dash].start
    root = next(t.i for t in tree.tokens if t.head < 0)
    return {c: (root, "parataxis")} if parted and root < dash else {}
