"""Sentences of a written language whose verb the parser took for a word beside a noun.

Takes a parsed sentence; gives moves of tokens: "The junta of Mali | freed | its opponent", read as a noun with a participle below what stands behind it;
"Ukrainian units | advanced | north of Sudzha", read as a noun and its participle; the infinitive of a headline, "Hostages | to go | free"; a subject read as the
first part of a compound, "France | backs | court"; and the words that make a plan of a noun, "Talks are | due | on Tuesday". Only where no other verb could
be the sentence's. Of a language without the switch, none.
"""

from msgspec.structs import replace

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to, moved
from lagebild.claims.tree import Tree

NOUNS = frozenset({"NOUN", "PROPN"})
INNER = frozenset({"acl:relcl", "advcl", "acl", "ccomp", "parataxis", "csubj"})
PARTICIPLES = frozenset({"acl", "amod", "nmod", "appos"})
OWN = ("aux", "aux:pass", "nsubj", "nsubj:pass", "mark", "cop")
NEEDS_OBJECT = "needs_object"
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
WILL = "VerbForm=Fin"


def with_root(tree: Tree, know: Knowledge) -> Tree:
    """The tree in which a sentence without a verb has the one that it was written with."""
    if not tree.grammar.get("past_ending"):
        return tree
    moves = _moves(tree, know)
    root = next((i for i, (head, relation) in moves.items() if head < 0 or relation == "ccomp"), -1)
    if root >= 0 and tree.feature(root, "VerbForm") not in ("Fin", "Inf") and tree.tokens[root].upos != "ADJ":
        tree = _finite(tree, root, tree.tokens[root].lemma)
    elif root >= 0 and (lemma := _verb_of(tree, root, know)):
        tree = _finite(tree, root, lemma)
    elif (mark := next((i for i, (_, relation) in moves.items() if relation == "aux"), -1)) >= 0:
        tree = _with(
            tree, mark, upos="AUX", lemma=next(iter(tree.grammar.get("will_verbs", ("",)))), feats=WILL
        )
    return moved(tree, moves)


def _finite(tree: Tree, verb: int, lemma: str) -> Tree:
    """The tree in which a token is a verb in the past."""
    return _with(tree, verb, upos="VERB", lemma=lemma, feats=PAST)


def _with(tree: Tree, i: int, **features: str) -> Tree:
    """The tree in which a token has other features."""
    tokens = (*tree.tokens[:i], replace(tree.tokens[i], **features), *tree.tokens[i + 1 :])
    return Tree(replace(tree.sentence, tokens=tokens), tree.grammar)


def _moves(tree: Tree, know: Knowledge) -> Moves:
    moves: Moves = {}
    for token in tree.tokens:
        if token.deprel == "case":
            moves |= _due(tree, token.i)
        if token.upos == "VERB" and not moves:
            moves |= _compound_subject(tree, token.i)
        if token.deprel == "nsubj" and not moves and (verb := _said_behind(tree, token.i)) >= 0:
            moves |= _behind_of(tree, token.i, know, (verb, "ccomp"))
    root = next((t for t in tree.tokens if t.head < 0), None)
    if root is not None and not moves and (mark := _mark_to_come(tree, root.i)) >= 0:
        return {mark: (root.i, "aux")}
    if root is None or root.upos not in NOUNS or tree.has_child(root.i, "cop", "nsubj", "nsubj:pass"):
        return moves
    if any(_is_main_finite(tree, t.i) for t in tree.tokens):
        return moves
    return moves | (
        _behind_of(tree, root.i, know, (-1, "root"))
        or _verdict(tree, root.i, know)
        or _bare_past(tree, root.i, know)
        or _to_come(tree, root.i, know)
    )


def _mark_to_come(tree: Tree, root: int) -> int:
    """`US | to | pull troops from Syria`: the mark of an infinitive that is the verb of a sentence and has its subject before it; -1 where there is none."""
    subject, marks = tree.child(root, "nsubj"), tree.grammar.get("modal_marks", ())
    if tree.feature(root, "VerbForm") != "Inf" or subject is None or tree.has_child(root, "aux", "cop"):
        return -1
    found = (k for k in tree.children[root] if subject < k < root and tree.relation(k) == "mark")
    return next((k for k in found if tree.word(k) in marks), -1)


def _is_main_finite(tree: Tree, i: int) -> bool:
    """Whether a token is a finite verb, and not one of a clause that hangs on a noun or another verb."""
    if tree.feature(i, "VerbForm") != "Fin":
        return False
    clause = tree.clause(i)
    return tree.tokens[clause].deprel not in INNER


def _said_behind(tree: Tree, subject: int) -> int:
    """`Militiamen in Sudan murdered villagers, | a report | said`: the verb behind whoever says so, to which the parser gave two subjects; else -1."""
    verb = tree.tokens[subject].head
    others = [k for k in tree.children[verb] if subject < k < verb and tree.tokens[k].deprel == "nsubj"]
    commas = tree.grammar.get("inserted_after", ())
    parted = others and any(tree.tokens[k].form in commas for k in range(subject, others[0]))
    return verb if parted and not tree.has_child(verb, "ccomp") else -1


def _behind_of(tree: Tree, root: int, know: Knowledge, above: tuple[int, str]) -> Moves:
    """`The junta of | Mali | freed | opposition leader Danate`: a past form between a name and a noun, without an article before it, is the verb between them.

    `above`: what it hangs on then, and how.
    """
    for verb in range(root + 2, len(tree) - 1):
        thing = tree.tokens[verb].head
        name, taken = verb - 1, tree.tokens[verb]
        if taken.deprel != "amod" or thing <= verb or not _is_past(tree, verb):
            continue
        if not know.frames_of(taken.lemma, "VERB") or tree.tokens[name].upos not in NOUNS:
            continue
        over = tree.tokens[thing].head
        marks = [
            k for i in (thing, name) for k in tree.children[i] if k < verb and tree.relation(k) == "case"
        ]
        if over != root or len(marks) != 1 or tree.has_child(verb, *OWN):
            continue
        before = [k for k in tree.children[thing] if marks[0] < k < verb]
        if name not in before and tree.tokens[name].head not in before:
            continue
        first = name if name in before else tree.tokens[name].head
        inner = brought_to(tree, first, (k for k in before if k != first))
        behind = {
            k: (thing, "appos") if tree.relation(k) == "appos" else (verb, _freed(tree, k))
            for k in tree.children[root]
            if k > verb and k != thing
        }
        return inner | behind | {
            verb: above, root: (verb, "nsubj"), thing: (verb, "obj"), first: (root, "nmod"), marks[0]: (first, "case"),
        }  # fmt: skip
    return {}


def _freed(tree: Tree, k: int) -> str:
    """How what hung on a noun hangs on the verb."""
    return "obl" if tree.tokens[k].deprel == "nmod" else tree.tokens[k].deprel


def _bare_past(tree: Tree, root: int, know: Knowledge) -> Moves:
    """`Ukrainian units | advanced north`: right behind its noun, in a whole sentence, a past form with the end of the sentence behind it is no mere participle."""
    verb = next(
        (
            k
            for k in tree.children[root]
            if k > root and tree.relation(k) in PARTICIPLES and _verb_of(tree, k, know)
        ),
        -1,
    )
    whole = tree.tokens[-1].form in tree.grammar.get("full_stops", ())
    named = _named_before(tree, root, verb)
    between = range(root + 1, verb if named < 0 else named)
    if verb < 0 or not whole or any(tree.tokens[k].upos == "PUNCT" for k in between):
        return {}
    if any(tree.tokens[k].head == root and tree.relation(k) != "nmod" for k in between):
        return {}
    lemma = _verb_of(tree, verb, know)
    active = tree.has_child(verb, "obj") or not know.in_class(lemma, NEEDS_OBJECT)
    if not lemma or tree.has_child(verb, *OWN) or not active:
        return {}
    if tree.has_child(verb, "obl:agent") or any(
        tree.word(k) in tree.grammar.get("passive_agents", ()) for k in range(verb, min(verb + 2, len(tree)))
    ):
        return {}
    behind = {k: (verb, _freed(tree, k)) for k in tree.children[root] if k > verb}
    return behind | {verb: (-1, "root"), root: (verb, "nsubj")}


def _verdict(tree: Tree, root: int, know: Knowledge) -> Moves:
    """`Reports that he had been arrested | proved | false`: behind what the reports tell, a past form that says that something is not so is what they did."""
    beside = [k for k in tree.children[root] if k > root and tree.relation(k) in INNER]
    told = next((k for k in beside if tree.has_child(k, "mark", *OWN)), len(tree))
    judging = (k for k in beside if k > told and _is_past(tree, k) and not tree.has_child(k, *OWN))
    grades = know.pack.grades
    verb = next(
        (k for k in judging if any(g.commitment == "denied" for g in grades.get(tree.lemma(k), ()))), -1
    )
    if verb < 0 or not any(cue.construction == "noun" for cue in know.cues_of(tree.lemma(root))):
        return {}
    behind = {k: (verb, _freed(tree, k)) for k in tree.children[root] if k > verb}
    return behind | {verb: (-1, "root"), root: (verb, "nsubj"), told: (root, "acl")}


def _named_before(tree: Tree, root: int, verb: int) -> int:
    """`Togo's foreign minister, | Robert Dussey, | mediated`: where a name between commas before the verb begins, with its comma; -1 for none."""
    commas, names = tree.grammar.get("inserted_after", ()), tree.children[root]
    name = next((k for k in names if root < k < verb and tree.relation(k) == "appos"), -1)
    if name < 0 or tree.tokens[name].upos != "PROPN":
        return -1
    inside = tree.words_below(name)
    opens, closes = min(inside) - 1, max(inside) + 1
    enclosed = tree.tokens[opens].form in commas and tree.tokens[closes].form in commas
    return opens if enclosed and closes == verb - 1 else -1


def _is_past(tree: Tree, k: int) -> bool:
    """A past form, or one that is all its forms ("set", "cut")."""
    token = tree.tokens[k]
    alike = tree.feature(k, "VerbForm") == "Part" and token.form.lower() == token.lemma
    return token.upos == "VERB" and (tree.feature(k, "Tense") == "Past" or alike)


def _verb_of(tree: Tree, k: int, know: Knowledge) -> str:
    """The verb of the lexicon that a past form, or an adjective that looks like one, belongs to; else nothing."""
    if _is_past(tree, k):
        return tree.tokens[k].lemma if know.frames_of(tree.tokens[k].lemma, "VERB") else ""
    ending = tree.grammar.get("past_ending", "")
    if tree.tokens[k].upos != "ADJ" or not tree.word(k).endswith(ending):
        return ""
    stem = tree.word(k).removesuffix(ending)
    return next((w for w in (stem + "e", stem) if know.frames_of(w, "VERB")), "")


def _to_come(tree: Tree, root: int, know: Knowledge) -> Moves:
    """`33 hostages | to go free`: of a sentence that is a noun with an infinitive, the infinitive is the verb, and still to come."""
    verb = tree.child(root, "acl")
    if verb is None or tree.feature(verb, "VerbForm") != "Inf" or verb < root:
        return {}
    lemma = tree.lemma(root)
    refused = any("acl" in negator.scope for negator in know.pack.negators.get(lemma, ()))
    if refused or know.looks_ahead(lemma) or know.in_class(lemma, "clause_noun"):
        return {}  # "Order to shoot protesters", "Refusal to negotiate"
    mark = tree.child(verb, "mark")
    if mark is None or tree.tokens[mark].upos != "PART" or tree.has_child(root, "det"):
        return {}
    between = [k for k in tree.children[root] if root < k < mark and tree.tokens[k].upos == "PUNCT"]
    behind = {k: (verb, _freed(tree, k)) for k in tree.children[root] if k > verb}
    return {} if between else behind | {verb: (-1, "root"), root: (verb, "nsubj"), mark: (verb, "aux")}


def _compound_subject(tree: Tree, verb: int) -> Moves:
    """`France | backs | court`: what stands before a finite verb as the first part of a compound is its subject."""
    if tree.feature(verb, "VerbForm") != "Fin" or tree.has_child(
        verb, "nsubj", "nsubj:pass", "expl", "csubj"
    ):
        return {}
    subject = tree.child(verb, "compound")
    if subject is None or subject > verb or tree.tokens[subject].upos not in NOUNS:
        return {}
    inner = brought_to(
        tree,
        subject,
        (
            k
            for k in tree.children[verb]
            if k < subject and tree.relation(k) in ("amod", "compound", "nummod", "det")
        ),
    )
    return inner | {subject: (verb, "nsubj")}


def _due(tree: Tree, i: int) -> Moves:
    """`Talks are | due | on Tuesday`: an adjective read as a preposition is what is said of the talks."""
    day = tree.tokens[i].head
    if tree.tokens[i].upos != "ADJ" or day < i or not tree.has_child(day, "cop"):
        return {}
    before = brought_to(tree, i, (k for k in tree.children[day] if k < i))
    after = brought_to(tree, i, (k for k in tree.children[day] if k > day))
    after |= {k: (day, "case") for k in tree.children[i] if tree.tokens[k].deprel == "fixed"}
    return before | after | {i: tree.edge(day), day: (i, "obl")}
