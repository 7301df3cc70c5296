"""What stands before the colon that opens a sentence: `Sudan: The army shelled a market, activists said.`

Takes a parsed sentence and what the language files say of its words; gives moves of tokens. A parser that has seen few labels takes
the place for the subject of the citing verb at the end, and so puts into a state's mouth what somebody else said.
"""

from collections.abc import Collection

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import brought_to
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree

LONGEST_LABEL = 7  # words before the colon of "Health ministry: 17 dead"
LONGEST_SIGNATURE = 4  # words behind the dash of "... - state news agency"
CONTENT = ("ccomp", "parataxis")


def colon_after_label(tree: Tree) -> int:
    """The colon that a label without a verb stands before; 0 where there is none."""
    colons, dashes = tree.grammar.get("colons", ()), tree.grammar.get("dashes", ())
    if tree.words.isdisjoint((*colons, *dashes)):
        return 0
    first = 2 if _is_alert(tree) else 0  # "EIL: Irans Außenminister: Israel hat ..."
    opening = tree.tokens[first : first + LONGEST_LABEL + 1]
    colon = next((t.i for t in opening if t.form in colons or _opens_quotation(tree, t.i, dashes)), 0)
    return 0 if any(tree.is_verbal(k) and not _is_modifier(tree, k) for k in range(first, colon)) else colon


def _opens_quotation(tree: Tree, k: int, dashes: Collection[str]) -> bool:
    """`Selenskyj | – „ | Russland hat ...“`: a dash between blanks, right before a mark."""
    parted = 0 < k < len(tree) - 1 and tree.tokens[k].form in dashes
    return parted and tree.tokens[k + 1].upos == "PUNCT" and tree.tokens[k - 1].end < tree.tokens[k].start


def _is_modifier(tree: Tree, k: int) -> bool:
    """`Hamas-| run | health ministry:`, `Houthi-| controlled | TV:`: a participle that says more of who speaks."""
    hyphened = k > 0 and tree.tokens[k - 1].upos == "PUNCT" and tree.tokens[k - 1].end == tree.tokens[k].start
    return tree.relation(k) in ("compound", "amod") and (hyphened or tree.feature(k, "VerbForm") != "Fin")


def _is_alert(tree: Tree) -> bool:
    """`EIL:`, `BREAKING:`: a word that calls for attention, before a label or none."""
    words, colons = tree.grammar.get("alert_words", ()), tree.grammar.get("colons", ())
    return len(tree) > 2 and tree.word(0) in words and tree.tokens[1].form in colons


def second_label(tree: Tree) -> int:
    """Where a second label answers the first ("Moscow: ...; | Kyiv: nonsense", "... – Israel: ..."): its token; 0 where there is none."""
    breaks, colons = tree.grammar.get("clause_breaks", ()), tree.grammar.get("colons", ())
    dashes = tree.grammar.get("dashes", ())
    if tree.words.isdisjoint(colons) or tree.words.isdisjoint((*breaks, *dashes)):
        return 0
    spots = (t.i + 1 for t in tree.tokens[:-2] if tree.tokens[t.i + 2].form in colons)
    return next((k for k in spots if _parts(tree, k - 1, breaks, dashes)), 0)


def _parts(tree: Tree, k: int, breaks: Collection[str], dashes: Collection[str]) -> bool:
    """Whether a mark parts two messages: a semicolon, or a dash between blanks."""
    form = tree.tokens[k].form
    return form in breaks or (form in dashes and k > 0 and tree.tokens[k - 1].end < tree.tokens[k].start)


def signed_dash(tree: Tree) -> int:
    """The last dash or colon of a sentence; 0 where there is none."""
    signs = (*tree.grammar.get("dashes", ()), *tree.grammar.get("colons", ()))
    if tree.words.isdisjoint(signs):
        return 0
    return next((k for k in range(len(tree) - 1, 0, -1) if tree.tokens[k].form in signs), 0)


def signed_by(tree: Tree) -> int:
    """Who stands behind the dash or colon that ends a line without a full stop ("Rebels seized airport – state TV"): the head, or -1."""
    if second_label(tree):
        return -1
    dash = signed_dash(tree)
    if not dash:
        return -1
    behind = range(dash + 1, len(tree))
    colon = tree.tokens[dash].form in tree.grammar.get("colons", ())
    parted = dash > 1 and (colon or tree.tokens[dash - 1].end < tree.tokens[dash].start)
    if not parted or not 0 < len(behind) <= LONGEST_SIGNATURE or tree.tokens[-1].upos == "PUNCT":
        return -1
    plain = all(tree.tokens[k].upos in ("NOUN", "PROPN", "ADJ", "PART") for k in behind)
    verb = any(tree.tokens[k].upos in ("VERB", "AUX") for k in range(dash))
    heads = [k for k in behind if tree.tokens[k].head not in behind]
    return heads[0] if plain and verb and len(heads) == 1 else -1


def signature_moves(tree: Tree) -> dict[int, tuple[int, str]]:
    """Who signs a headline takes no part in what it tells."""
    signed, root = signed_by(tree), next((t.i for t in tree.tokens if t.head < 0), -1)
    if not 0 <= root < signed:
        return {}
    dash = signed_dash(tree)
    astray = [t.i for t in tree.tokens[:dash] if t.head > dash and t.upos != "PUNCT"]
    moves = {signed: (root, "dislocated")}
    if astray:
        moves |= brought_to(tree, astray[-1], astray[:-1]) | {astray[-1]: (root, "obj")}
    return moves


def label_moves(tree: Tree, know: Knowledge) -> dict[int, tuple[int, str]]:
    """A label is no part of the citing clause that ends the sentence: it goes to what is cited, and that to the citing verb."""
    colon = colon_after_label(tree)
    if moves := _last_denier(tree, colon, know):
        return moves
    if asked := _asked_moves(tree):
        return asked
    moves = _answer_moves(tree) | _hurt_moves(tree, colon)
    for label in range(colon):
        verb = tree.tokens[label].head
        if verb > colon and (behind := _read_as_apposition(tree, label, colon)) is not None:
            moves |= {behind: (verb, tree.tokens[label].deprel), label: (verb, "dislocated")}
            continue
        if verb > colon and tree.relation(label) in ("compound", "flat") and not tree.is_verbal(verb):
            moves |= {label: (tree.verb_above(verb), "dislocated")} if tree.verb_above(verb) >= 0 else {}
            continue
        content = _content(tree, label, verb) if verb > colon else None
        if content is None or not cites_clause(tree, verb, know):
            moves |= _beside_subject(tree, label, verb, colon)
            continue
        moves |= {label: (content, "dislocated"), content: (verb, "ccomp")} | _inverted(tree, label, verb)
    return moves


def _last_denier(tree: Tree, colon: int, know: Knowledge) -> dict[int, tuple[int, str]]:
    """`Moskau: Ukraine beschießt Belgorod – Kiew | dementiert`: the verb behind a dash and a noun is none over what stands before the dash."""
    c = next((t.i for t in tree.tokens if t.head < 0), 0)
    content, subject = tree.child(c, *CONTENT, "advcl"), c - 1
    if content is None or content > c or not know.denies(tree.lemma(c)):
        return {}
    ended = all(t.upos == "PUNCT" for t in tree.tokens[c + 1 :]) and not tree.has_child(c, "aux")
    dashed = subject > 1 and tree.is_behind(subject, tree.grammar.get("dashes", ()))
    if not ended or not dashed or tree.tokens[subject].upos not in ("NOUN", "PROPN"):
        return {}
    label = {k: (content, "dislocated") for k in range(colon) if tree.tokens[k].head >= colon}
    return label | {content: (-1, "root"), c: (content, "parataxis"), subject: (c, "nsubj")}


def _beside_subject(tree: Tree, label: int, verb: int, colon: int) -> dict[int, tuple[int, str]]:
    """`Armenien: Aserbaidschan beschießt ...`: a clause that has its own subject is not the label's deed, too.

    Where the label was taken for the subject, the noun that opens the clause is ("Moskau: Ukrainische | Saboteure legten Feuer").
    """
    subjects = {"nsubj", "nsubj:pass"}
    relation = tree.tokens[label].deprel
    if verb < colon or relation not in subjects:
        return {}
    if any(k > colon and tree.tokens[k].deprel in subjects for k in tree.children[verb]):
        return {label: (verb, "dislocated")}
    beside = (*tree.children[label], *tree.children[verb])
    opening = [
        k
        for k in beside
        if min(tree.subtree(k)) == colon + 1 and tree.relation(k) in ("appos", "obj", "iobj", "nmod", "obl")
    ]
    bare = [k for k in opening if not tree.preposition(k)]
    return {label: (verb, "dislocated"), bare[0]: (verb, relation)} if bare else {}


def _answer_moves(tree: Tree) -> dict[int, tuple[int, str]]:
    """What stands behind a second label takes no part in what stands before it."""
    label, root = second_label(tree), next((t.i for t in tree.tokens if t.head < 0), -1)
    if not 0 <= root < label:
        return {}
    astray = (t.i for t in tree.tokens[label + 2 :] if 0 <= t.head < label and t.upos != "PUNCT")
    return {label: (root, "dislocated")} | dict.fromkeys(astray, (label, "appos"))


def asking_verb(tree: Tree) -> int:
    """The finite verb that opens a question, behind whoever asks or is asked ("Herr Minister, | haben | Ihre Soldaten geschossen?"); -1 for none."""
    if not len(tree) or tree.tokens[-1].form != tree.grammar.get("question_mark"):
        return -1
    verb = next((t.i for t in tree.tokens if t.upos in ("VERB", "AUX")), -1)
    marks = (*tree.grammar.get("colons", ()), *tree.grammar.get("inserted_after", ()))
    opens = verb >= 0 and tree.feature(verb, "VerbForm") == "Fin"
    return verb if opens and (verb == 0 or tree.is_behind(verb, marks)) else -1


def _asked_moves(tree: Tree) -> dict[int, tuple[int, str]]:
    """`SPIEGEL: Haben | Ihre Soldaten | geschossen?`: who asks or is asked does nothing of it; who stands right behind the verb does."""
    verb = asking_verb(tree)
    main = tree.tokens[verb].head if verb >= 0 and tree.relation(verb) in ("aux", "cop") else verb
    called = tree.child(main, "nsubj") if verb > 0 else None
    if called is None or called > verb:
        return {}
    behind = (k for k in tree.children[main] if k > verb and min(tree.subtree(k)) == verb + 1)
    who = next(
        (k for k in behind if tree.tokens[k].upos in ("NOUN", "PROPN", "PRON") and not tree.preposition(k)),
        -1,
    )
    return {called: (main, "dislocated"), who: (main, "nsubj")} if who >= 0 else {}


def _hurt_moves(tree: Tree, colon: int) -> dict[int, tuple[int, str]]:
    """`Hospital director: 12 people | killed |`: a participle behind the colon is about whom it stands behind there, and not about who says so."""
    behind = (
        next((k for k in range(colon + 1, len(tree)) if 0 <= tree.tokens[k].head < colon), -1)
        if colon
        else -1
    )
    if behind < 0 or tree.relation(behind) != "appos" or tree.is_verbal(behind):
        return {}
    label = tree.tokens[behind].head
    return {k: (behind, "acl") for k in tree.children[label] if k > behind and tree.relation(k) == "acl"}


def _read_as_apposition(tree: Tree, label: int, colon: int) -> int | None:
    """`Ex-Wärter: | Häftlinge | verprügelt`: the noun behind the colon is no second name of the label."""
    subject = tree.tokens[label].deprel in ("nsubj", "nsubj:pass")
    behind = (k for k in tree.children[label] if k > colon and tree.relation(k) in ("appos", "conj"))
    return next(behind, None) if subject else None


def _content(tree: Tree, label: int, verb: int) -> int | None:
    """The clause between label and citing verb that hangs on one of them."""
    clauses = (k for k in (*tree.children[verb], *tree.children[label]) if tree.is_verbal(k))
    return next((k for k in clauses if label < k < verb and tree.relation(k) in CONTENT), None)


def _inverted(tree: Tree, label: int, verb: int) -> dict[int, tuple[int, str]]:
    """`..., sagten | Aktivisten`: where the label was the only subject, the bare noun behind the verb is."""
    if any(k != label and tree.relation(k) == "nsubj" for k in tree.children[verb]):
        return {}
    behind = (k for k in tree.children[verb] if k > verb and tree.relation(k) == "obj")
    return dict.fromkeys(list(behind)[:1], (verb, "nsubj"))
