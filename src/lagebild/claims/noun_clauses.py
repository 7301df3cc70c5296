"""Clauses that belong to the noun before them.

Takes a parsed sentence and a verb; gives rules that say what is to be moved: the infinitive that says what an order, a plan or a permission is for, and the
*that* clause which is what somebody's claim or view comes to, taken for a relative clause.
"""

from lagebild.claims.choosing import Row
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import SAYERS, Tree

OBJECTS = ("obj", "nsubj:pass")
DENIABLE = "deniable"
"""The class of what can be denied: a report, a charge, a toll."""


def noun_clause_rules() -> tuple[Row, ...]:
    """What is asked at a verb, in this order."""
    return (
        Row(_infinitive_of_noun, "acl:relcl"),
        Row(_ordered, "advcl xcomp", "modal_marks"),
        Row(_ordered_behind, "advcl", "verb_last"),
        Row(_told_of, "ccomp"),
        Row(_held, "acl:relcl", "content_complementizers"),
        Row(_called, "ccomp acl conj"),
        Row(_claimed_deed, "advcl", "gerund_marks"),
        Row(_told_of_telling),
        Row(_charge_behind),
        Row(_charge_before_name),
        Row(_charge_before_speaker),
        Row(_that_of_verb, "acl advcl conj", "content_complementizers"),
    )


def _infinitive_of_noun(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`die Angabe Teherans, | Agenten gefasst zu haben`: an infinitive is no relative clause."""
    if tree.tokens[c].deprel != "acl:relcl" or tree.finite(c) is not None:
        return {}
    return {c: (tree.tokens[c].head, "acl")} if _is_marked(tree, c, "infinitive_marks") else {}


def _ordered(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`received orders | to attack Aleppo`: what is behind an order, a plan, a permission is what it is for, and has not been done."""
    verb = tree.tokens[c].head
    if first := _ordered_in_front(tree, c, know):
        return first
    if (
        tree.relation(c) not in ("advcl", "xcomp")
        or not 0 <= verb < c
        or not _is_marked(tree, c, "modal_marks")
    ):
        return {}
    noun = max((k for k in tree.children[verb] if k < c and tree.tokens[k].deprel in OBJECTS), default=-1)
    between = [k for k in range(noun + 1, c) if noun >= 0 and tree.tokens[k].head == verb]
    ahead = noun >= 0 and know.looks_ahead(tree.lemma(noun))
    near = all(k < verb or tree.relation(k) in ("aux", "aux:pass", "advmod") for k in between)
    return {c: (noun, "acl")} if ahead and near else {}


def _ordered_in_front(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`| Order to shoot | protesters came from the palace, a witness says`: right behind the noun that opens the sentence the infinitive is its own, and nobody's deed behind it."""
    mark = tree.opening_word(c, tree.grammar.get("modal_marks", ()))
    noun = mark - 1
    opens = noun >= 0 and not any(tree.is_verbal(k) for k in range(noun))
    behind = c < tree.tokens[c].head and not tree.has_child(c, *SAYERS)
    return {c: (noun, "acl")} if opens and behind and know.looks_ahead(tree.lemma(noun)) else {}


def _ordered_behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`habe keinen Befehl gegeben, | auf Demonstranten zu schießen`: an infinitive behind the verb says what the order before it is for."""
    verb, purposes = tree.tokens[c].head, tree.grammar.get("purpose_marks", ())
    if not 0 <= verb < c or not _is_marked(tree, c, "infinitive_marks") or tree.has_mark(c, purposes):
        return {}
    things = (k for k in tree.children[verb] if k < c and tree.tokens[k].deprel in OBJECTS)
    noun = next((k for k in things if know.looks_ahead(tree.lemma(k))), -1)
    return {c: (noun, "acl")} if noun >= 0 and not tree.has_child(c, *SAYERS) else {}


def _told_of(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`es gibt Berichte, | dass die Armee sie beschossen hat`: what a verb cannot tell is what its object does."""
    verb = tree.tokens[c].head
    if (
        tree.relation(c) != "ccomp"
        or not 0 <= verb < c
        or not tree.has_child(c, "mark")
        or (cites_clause(tree, verb, know) and not tree.has_child(verb, "expl"))
    ):
        return {}
    noun = max((k for k in tree.children[verb] if k < c and tree.tokens[k].deprel in OBJECTS), default=-1)
    if noun <= verb or know.in_class(tree.lemma(noun), "made_up"):
        return {}  # "nannte es eine Lüge, dass ...": no lie tells that
    return {c: (noun, "acl")} if takes_content(tree, noun, know) else {}


def cites_clause(tree: Tree, verb: int, know: Knowledge) -> bool:
    """Whether a verb is one that cites a clause."""
    cues = know.cues_of(tree.lemma(verb))
    return any(cue.construction == "verb" and "ccomp" in cue.content for cue in cues)


def is_told_by_noun_before(tree: Tree, clause: int, know: Knowledge) -> bool:
    """`Die Behauptung der Junta, | Rebellen hätten es niedergebrannt, | hält er für falsch`: the noun before the comma, or whose genitive that is, says it."""
    verb = tree.finite(clause)
    first = clause if verb is None else min(verb, clause)
    comma = next((k for k in range(first - 1, 0, -1) if tree.tokens[k].form in know.inserted_after), 0)
    noun = comma - 1
    while noun >= 0 and tree.relation(noun) in ("nmod", "appos") and not know.cues_of(tree.lemma(noun), True):
        noun = tree.tokens[noun].head
    return noun >= 0 and tree.tokens[noun].upos == "NOUN" and bool(know.cues_of(tree.lemma(noun), True))


def _held(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`the view of the ministry | that Greece deported them`: a clause that lacks nothing is what the noun comes to."""
    words, near = tree.grammar.get("content_complementizers", ()), tree.tokens[c].head
    if tree.tokens[c].deprel != "acl:relcl" or not words or near < 0:
        return {}
    opening = tree.opening_word(c, words)
    if (
        opening < 0
        and _lacks_nothing(tree, c)
        and min(tree.subtree(c)) == near + 1
        and takes_content(tree, near, know)
    ):
        return {c: (near, "acl")}
    full = any(k > c and tree.tokens[k].deprel == "obj" for k in tree.children[c])
    idle = opening >= 0 and tree.tokens[opening].deprel in (
        "obl:unmarked",
        "mark",
        *(("obj",) if full else ()),
    )
    bare = opening >= 0 and _needs_none(tree, c, opening, know)
    if not bare and (
        not idle
        or not (
            tree.has_child(c, "nsubj:pass")
            or (tree.has_child(c, "nsubj") and tree.has_child(c, "obj", "cop"))
        )
    ):
        return {}
    owner = tree.tokens[near].head if tree.relation(near) == "nmod" else -1
    before = (
        opening - 1 if tree.tokens[opening - 1].head == near else -1
    )  # "not a word of truth in | rumours | that"
    noun = next(
        (k for k in (before, near, owner) if k >= 0 and _may_tell(tree, k) and takes_content(tree, k, know)),
        -1,
    )
    return {c: (noun, "acl"), opening: (c, "mark")} if noun >= 0 else {}


def _may_tell(tree: Tree, k: int) -> bool:
    """No phrase at a verb, but of whom or what somebody speaks: `said | of the charge | that ...`."""
    about = tree.grammar.get("about_prepositions", ())
    return tree.relation(k) != "obl" or tree.preposition(k) in about


def _needs_none(tree: Tree, c: int, opening: int, know: Knowledge) -> bool:
    """`the charge that his troops | had fired first |`: what needs no object has not done it to the charge."""
    alone = tree.tokens[opening].deprel == "obj" and not any(
        tree.relation(k) in ("obl", "xcomp", "ccomp") for k in tree.children[c]
    )
    acted = tree.has_child(c, "nsubj") and bool(know.frames_of(tree.lemma(c), "VERB"))
    return alone and acted and know.in_class(tree.lemma(c), "needs_none")


def _lacks_nothing(tree: Tree, c: int) -> bool:
    """`dismissed reports | it had bombed the port`: a clause with subject and object, and no pronoun that stands for the noun."""
    subject = tree.child(c, "nsubj")
    relative = any("Rel" in tree.feature(k, "PronType") for k in tree.children[c])
    called = tree.lemma(c) in tree.grammar.get("naming_verbs", ())  # "a claim | he called a fantasy"
    return subject is not None and subject < c and tree.has_child(c, "obj") and not relative and not called


def takes_content(tree: Tree, noun: int, know: Knowledge) -> bool:
    """Whether a noun is one of saying or believing that takes a clause."""
    return any(cue.construction == "noun" and "acl" in cue.content for cue in know.cues_of(tree.lemma(noun)))


def owner_of_report(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`the claim made | by Kyiv | that ...`, `the account given | by police |, that ...`: whose it is, by whatever word it was made."""
    made, owns = tree.tokens[c].head, tree.preposition(c) in tree.grammar.get("passive_agents", ())
    noun = tree.tokens[made].head
    right = (
        owns
        and tree.relation(made) == "acl"
        and 0 <= noun == made - 1
        and tree.feature(made, "VerbForm") == "Part"
    )
    told = right and any(tree.relation(k) == "acl" and k > c for k in tree.children[noun])
    return {c: (noun, "nmod")} if told and takes_content(tree, noun, know) else {}


def _is_marked(tree: Tree, c: int, marks: str) -> bool:
    """Whether a clause without finite verb has one of the marks of infinitives."""
    words = tree.grammar.get(marks, ())
    return tree.finite(c) is None and tree.has_mark(c, words)


def _called(tree: Tree, clause: int, know: Knowledge) -> Moves:
    """`called the report that it had shelled Kherson | a lie`: what the report is called is no second object of what it reports."""
    above = tree.tokens[clause].head
    c = above if above < 0 or tree.is_verbal(above) else tree.tokens[above].head
    noun = tree.child(c, "obj") if c >= 0 else None
    if noun is None or noun < c or not takes_content(tree, noun, know):
        return {}
    cues = [cue for cue in know.cues_of(tree.lemma(c)) if cue.stance == "denies" and cue.when]
    words = {word for cue in cues for w in cue.when if w.path[0] in ("xcomp", "obl:als") for word in w.words}
    held = (
        clause > noun
        and tree.relation(clause) in ("ccomp", "acl", "conj")
        and tree.has_child(clause, *SAYERS)
    )
    name = max((k for k in tree.children[clause] if tree.lemma(k) in words and k > clause), default=-1)
    return _named(tree, c, noun, clause, name) if held and name >= 0 else {}


def _named(tree: Tree, verb: int, noun: int, clause: int, name: int) -> Moves:
    """The name at its verb, the clause at its noun, and what stood beside the name as the clause's object."""
    marks = [k for k in tree.children[name] if tree.word(k) in tree.grammar.get("predicative_words", ())]
    moves: Moves = {clause: (noun, "acl"), name: (verb, "obl" if marks else "xcomp")}
    moves |= dict.fromkeys(marks, (name, "case"))
    moves |= {k: (clause, "obj") for k in tree.children[clause] if tree.tokens[k].deprel == "iobj"}
    return moves | {k: (clause, "obj") for k in tree.children[name] if tree.tokens[k].upos == "PROPN"}


def _claimed_deed(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`claimed responsibility | for shelling Kherson`: who claims it has done it, not the responsibility."""
    verb, marks = tree.tokens[c].head, tree.grammar.get("gerund_marks", ())
    if tree.relation(c) != "advcl" or not 0 <= verb < c or tree.finite(c) is not None or not marks:
        return {}
    noun = tree.child(verb, "obj")
    words = tree.grammar.get("admitted_nouns", ())
    behind = noun is not None and noun < c and tree.lemma(noun) in words
    mark = tree.opening_word(c, marks)
    subject = tree.surface_subject(verb)
    return (
        {c: (verb, "xcomp"), noun: (verb, "obl")}
        if behind and mark >= 0 and subject is not None and noun is not None
        else {}
    )


def _told_of_telling(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Reports that Israel | bombed the port | were false, Cairo said`: what is told beside the reports is told of them, and is what Cairo says."""
    noun = tree.tokens[c].head
    if not 0 <= noun < c or tree.tokens[noun].upos != "NOUN" or not takes_content(tree, noun, know):
        return {}
    above = tree.tokens[noun].head
    behind = (k for k in tree.children[noun] if tree.relation(k) == "parataxis" and k > c)
    citing = above if above >= 0 else next(behind, -1)
    judged = _predicate_behind(tree, c, {c, noun, citing})
    if judged < 0 or not tree.has_child(c, *SAYERS) or (citing >= 0 and not cites_clause(tree, citing, know)):
        return {}
    moves: Moves = {k: (c, "mark") for k in tree.children[judged] if k < c and tree.relation(k) == "mark"}
    if above < 0:
        moves |= {citing if citing >= 0 else judged: (-1, "root")}
    if citing >= 0:
        moves |= {judged: (citing, "ccomp")}
    subject = "nsubj:pass" if tree.has_child(judged, "aux:pass") else "nsubj"
    return moves | {noun: (judged, subject), c: (noun, "acl")}


def _is_finite_clause(tree: Tree, k: int) -> bool:
    return tree.is_verbal(k) and tree.finite(k) is not None and tree.relation(k) in ("ccomp", "acl")


def _predicate_behind(tree: Tree, clause: int, heads: set[int]) -> int:
    """A predicate behind the clause, without a subject, that hangs on one of these; -1 when there is none."""
    behind = (k for k in range(clause + 1, len(tree)) if tree.tokens[k].head in heads - {-1})
    told = (k for k in behind if tree.has_child(k, "cop") or _is_finite_clause(tree, k))
    fitting = (k for k in told if not tree.has_child(k, *SAYERS))
    return next(
        (k for k in fitting if all(tree.relation(m) != "mark" or m < clause for m in tree.children[k])), -1
    )


def _charge_behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`accused Israel of | killing a scientist, | an allegation Israel denies`: what is said of the charge stands beside it, and did not kill."""
    behind = (k for k in tree.children[c] if k > c and tree.relation(k) in ("nsubj", "obj", "iobj"))
    charges = (k for k in behind if tree.has_child(k, "acl:relcl") and _is_charge(tree, k, know))
    return {k: (_main_over(tree, c), "parataxis") for k in list(charges)[:1]}


def _charge_before_name(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`a charge | Asmara | dismissed as fabricated`: who stands right behind the charge says so of it, and is not called after it."""
    above = tree.tokens[c].head
    named = tree.child(c, "nsubj") if above < 0 or tree.relation(c) != "acl" else tree.child(above, "appos")
    charge = -1 if named is None else min(tree.subtree(named)) - 1
    if charge < 1 or named is None or named > c or above < 0 or above > charge:
        return {}
    if tree.tokens[charge].head not in (named, c) and above != charge:
        return {}
    article = charge - 1
    indefinite = tree.feature(article, "Definite") == "Ind" and tree.tokens[charge].upos == "NOUN"
    behind = tree.is_behind(article, tree.grammar.get("inserted_after", ()))
    told = takes_content(tree, charge, know) or know.in_class(tree.lemma(charge), DENIABLE)
    if not indefinite or not behind or not told:
        return {}
    over = _main_over(tree, tree.tokens[charge].head if above == charge else above)
    return {
        charge: (over, "parataxis"),
        article: (charge, "det"),
        c: (charge, "acl:relcl"),
        named: (c, "nsubj"),
    }


def _charge_before_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Hamas shot them, Israel says, | an allegation | Hamas dismissed`: so is a charge that was read as who dismisses, or as what the speaker before it says."""
    sides = (k for k in tree.children[c] if k < c and tree.relation(k) in ("nsubj", "obl", "obj"))
    charge = next((k for k in sides if not tree.preposition(k) and _is_charge(tree, k, know)), -1)
    if charge < 0 or tree.tokens[c].head < 0:
        return {}
    beside = (k for k in (*tree.children[charge], *tree.children[c]) if charge < k < c)
    named = (k for k in beside if tree.relation(k) in ("appos", "nsubj") and tree.first_word(k) == charge + 1)
    who = next(named, -1)
    over = _main_over(tree, tree.tokens[c].head)
    while tree.relation(over) == "parataxis" and tree.tokens[over].head >= 0:
        over = tree.tokens[over].head
    answers = know.denies(tree.lemma(c)) or know.in_class(tree.lemma(c), "making_claims")
    moves: Moves = {charge: (over, "parataxis"), c: (charge, "acl:relcl"), who: (c, "nsubj")}
    return moves if who >= 0 and over < charge and answers else {}


def _is_charge(tree: Tree, k: int, know: Knowledge) -> bool:
    """`, a claim`: a noun of telling with the indefinite article, behind a comma."""
    article = next((j for j in tree.children[k] if j < k and tree.feature(j, "Definite") == "Ind"), -1)
    commas = tree.grammar.get("inserted_after", ())
    return tree.is_behind(article, commas) and takes_content(tree, k, know)


def _main_over(tree: Tree, c: int) -> int:
    """The verb over the clauses that a verb's clause is part of."""
    while tree.relation(c) in ("advcl", "acl", "xcomp", "ccomp", "conj") and tree.tokens[c].head >= 0:
        c = tree.tokens[c].head
    return c


def _that_of_verb(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`found that soldiers had raped women, | and that commanders had done nothing`: a second *that* clause is what the verb tells, too."""
    verb, words = tree.tokens[c].head, tree.grammar.get("content_complementizers", ())
    opens = any(k < c and tree.word(k) in words and tree.relation(k) == "mark" for k in tree.children[c])
    first = (
        opens and 0 <= verb < c and any(tree.relation(k) == "ccomp" and k < c for k in tree.children[verb])
    )
    told = (
        first
        and tree.relation(c) in ("acl", "advcl", "conj")
        and tree.has_child(c, "cc")
        and tree.has_child(c, *SAYERS)
    )
    if told and cites_clause(tree, verb, know):
        return {c: (verb, "ccomp")}
    said = _said_besides(tree, verb, c, know) if opens and 0 <= verb < c and tree.has_child(c, "cc") else -1
    return {c: (said, "ccomp")} if said >= 0 and tree.has_child(c, *SAYERS) else {}


def _said_besides(tree: Tree, verb: int, c: int, know: Knowledge) -> int:
    """`declared it over, | saying all had been killed | and that rebels had shot 21`: the participle that has told one thing tells the second; -1 for none."""
    saying = [k for k in tree.children[verb] if verb < k < c and tree.relation(k) == "advcl"]
    told = [k for k in saying if tree.feature(k, "VerbForm") == "Part" and tree.has_child(k, "ccomp")]
    if tree.has_child(verb, "ccomp") or not told:
        return -1
    return told[-1] if cites_clause(tree, told[-1], know) else -1
