"""What a noun or an earlier verb says, though it hangs elsewhere.

Takes a tree and a token; gives what is to be moved so that "Gerüchte, der Präsident sei erschossen worden, ..." are rumours of that, "the
lie that the army ..." is no relative clause, and "Nachdem die Armee gesagt hatte, sie habe ..., sagte sein Bruder" is the army's word.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.late_contents import denied_report, late_content, subject_before
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree


def saying_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A clause that is said goes below who or what says it."""
    if (
        found := _late_content(tree, c, know)
        or _fronted_content(tree, c)
        or _content_of_phrase(tree, c, know)
    ):
        return found
    if after := _content_behind_aside(tree, c, know):
        return after
    if tree.tokens[c].deprel == "acl:relcl" and (found := _timed_moves(tree, c) or _cleft_moves(tree, c)):
        return found
    if tree.relation(c) == "obj":
        return _nothing_moves(tree, c, know)
    if tree.relation(c) in ("conj", "advcl", "parataxis") and (joined := _joined_content(tree, c, know)):
        return joined
    if tree.relation(c) == "ccomp" and (inner := late_content(tree, c, know)):
        return inner
    if subject := subject_before(tree, c, know):
        return subject
    if tree.relation(c) in ("ccomp", "advcl"):
        return _said_moves(tree, c, know) | _told_moves(tree, c, know)
    if not _is_told_by_noun(tree, c, know):
        return _told_by_noun_above(tree, c, know)
    words = tree.grammar.get("complementizers", ())
    marks = {k: (c, "mark") for k in tree.children[c] if k < c and tree.word(k) in words}
    return {c: (tree.tokens[c].head, "acl")} | marks


def comment_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`said that ..., a figure | the rebels called a fantasy`: what the author adds of what was said is none of it."""
    if something := _something_added(tree, c):
        return something
    noun = min(tree.subtree(c)) - 1
    if noun < 2 or tree.tokens[noun].upos != "NOUN" or tree.tokens[noun - 2].form != ",":
        return {}
    root = next(k for k in range(len(tree)) if tree.tokens[k].head < 0)
    apart = tree.relation(noun) in ("parataxis", "appos", "conj") and root < noun
    indefinite = any(tree.feature(k, "Definite") == "Ind" for k in tree.children[noun])
    own = tree.has_child(c, "nsubj") and not tree.has_child(c, "mark")
    return {c: (noun, "acl:relcl"), noun: (root, "parataxis")} if apart and indefinite and own else {}


def _something_added(tree: Tree, c: int) -> Moves:
    """`said that ..., | something | the army dismissed`: a pronoun behind a comma takes up all that was said."""
    what = tree.tokens[c].head
    root = next(k for k in range(len(tree)) if tree.tokens[k].head < 0)
    added = tree.word(what) in tree.grammar.get("comment_pronouns", ()) and root < what < c
    return (
        {what: (root, "parataxis")} if added and tree.is_behind(what, tree.grammar["inserted_after"]) else {}
    )


def _timed_moves(tree: Tree, c: int) -> Moves:
    """`the first time | that Iran has struck a target`: nobody strikes a time."""
    words, noun = tree.grammar.get("time_nouns", ()), tree.tokens[c].head
    if tree.lemma(noun) not in words:
        return {}
    objects = [k for k in tree.children[c] if tree.relation(k) == "obj"]
    pronoun = next((k for k in objects if k < c and tree.tokens[k].upos in ("SCONJ", "PRON")), -1)
    return {pronoun: (c, "mark")} if pronoun >= 0 and (len(objects) > 1 or tree.is_passive(c)) else {}


def _cleft_moves(tree: Tree, c: int) -> Moves:
    """`Es | waren | Rebellen, die das Dorf angriffen, beteuerte die Armee`: the copula of what is said is no auxiliary of who says it."""
    noun, words = tree.tokens[c].head, tree.grammar.get("cleft_subjects", ())
    verb = tree.tokens[noun].head
    subject = tree.opening_word(noun, words)
    if subject < 0 or verb < c:
        return {}
    if tree.has_child(noun, "cop"):
        return {noun: (verb, "ccomp")} if tree.relation(noun) == "nsubj" else {}
    auxiliaries = (k for k in tree.children[verb] if tree.relation(k) == "aux" and subject < k < noun)
    return dict.fromkeys(auxiliaries, (noun, "cop"))


def _content_behind_aside(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`repeated its claim, | first made on Friday and since disproved, | that ...`: what the noun before the aside says."""
    words, inner = tree.grammar.get("content_complementizers", ()), tree.tokens[c].head
    opening = tree.opening_word(c, words)
    if (
        tree.relation(c) != "ccomp"
        or opening < 1
        or inner < 0
        or tree.has_child(inner, "nsubj", "nsubj:pass", "aux")
    ):
        return {}
    commas = tree.grammar.get("inserted_after", ())
    aside = tree.tokens[inner].head if tree.relation(inner) == "conj" else inner
    if not tree.is_behind(opening, commas) or tree.feature(inner, "VerbForm") != "Part":
        return {}
    first = tree.first_word(aside)
    noun = first - 2
    if noun < 0 or not tree.is_behind(first, commas) or tree.tokens[noun].upos != "NOUN":
        return {}
    return {c: (noun, "acl"), aside: (noun, "acl")} if know.cues_of(tree.lemma(noun), True) else {}


def _joined_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`behauptet seit jeher, | japanische Schiffe hätten den Kutter gerammt`: the mood of reports behind a citing verb that has nothing to cite."""
    verb, finite = tree.tokens[c].head, tree.finite(c)
    subject = tree.has_child(c, "nsubj", "nsubj:pass", "expl")
    reported = finite is not None and tree.feature(finite, "Mood") == "Sub" and subject
    if tree.relation(c) == "parataxis" or not reported:
        return denied_report(tree, c, know) if subject and finite is not None else {}
    if (
        tree.has_child(c, "cc", "mark")
        or not 0 <= verb < c
        or tree.has_child(verb, "ccomp", "xcomp", "parataxis")
    ):
        return {}
    things = [
        k
        for k in tree.children[verb]
        if tree.relation(k) == "obj" or (tree.relation(k) == "obl" and not tree.preposition(k) and k < c)
    ]
    things = [k for k in things if tree.relation(k) == "obj" or know.cues_of(tree.lemma(k), True)]
    if things and tree.is_announced(verb, c):
        return {}  # "wies den Bericht zurück: Niemand sei ..."
    if things:  # "hat Berichte zurückgewiesen, | der Norden habe ..."
        telling = [
            k for k in things if k < c and tree.tokens[k].upos == "NOUN" and know.cues_of(tree.lemma(k), True)
        ]
        return {c: (telling[-1], "acl")} if telling and know.denies(tree.lemma(verb)) else {}
    own = (cited := tree.finite(verb)) is not None and tree.feature(cited, "Mood") != "Sub"
    cues = know.cues_of(tree.lemma(verb)) if own else ()
    cites = any(cue.construction == "verb" and not cue.when and "ccomp" in cue.content for cue in cues)
    return {c: (verb, "ccomp")} if cites else {}


def _nothing_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`IDF says | no strike on Isfahan`: a ticker leaves out *there was*; what is said is not the object of saying."""
    verb = tree.tokens[c].head
    none = any(tree.feature(k, "PronType") == "Neg" and k < c for k in tree.children[c])
    if not none or c < verb or not tree.is_verbal(verb) or tree.has_child(verb, "ccomp", "parataxis"):
        return {}
    cues = [cue for cue in know.cues_of(tree.lemma(verb)) if cue.construction == "verb" and not cue.when]
    return (
        {c: (verb, "ccomp")}
        if any("ccomp" in cue.content and "obj" not in cue.content for cue in cues)
        else {}
    )


def _content_of_phrase(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`made clear | that ...`, `took the view | that ...`: a clause hung on the word that makes the verb cite is the verb's."""
    word = tree.tokens[c].head
    verb = tree.tokens[word].head if word >= 0 else -1
    if (
        verb < 0
        or tree.relation(c) not in ("ccomp", "acl")
        or tree.relation(word) not in ("xcomp", "advmod", "obj", "obl")
    ):
        return {}
    told = tree.has_child(c, "mark") or (tree.relation(c) == "ccomp" and tree.has_child(c, "nsubj"))
    if not told or tree.has_child(verb, "ccomp"):
        return {}
    asked = (
        condition
        for cue in know.cues_of(tree.lemma(verb))
        for condition in cue.when
        if "ccomp" in cue.content
    )
    cites = any(tree.lemma(word) in condition.words for condition in asked if not condition.negated)
    return {c: (verb, "ccomp")} if cites else {}


def _fronted_content(tree: Tree, c: int) -> Moves:
    """`That he was poisoned | is disputed by Moscow`: the clause that opens the sentence is what the main verb speaks of."""
    words, head = tree.grammar.get("content_complementizers", ()), tree.tokens[c].head
    if tree.relation(c) != "advcl" or not c < head or tree.word(0) not in words or tree.tokens[0].head != c:
        return {}
    subject = tree.child(head, "nsubj", "nsubj:pass", "expl")
    if subject is not None and subject > c:
        return {}
    own = {} if subject is None else {subject: (c, "nsubj:pass" if tree.is_passive(c) else "nsubj")}
    return own | {c: (head, "csubj:pass" if tree.is_passive(head) else "csubj")}


def _late_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`admitted in a court filing on Wednesday | that it had blocked access`: what the verb says, though a phrase stands between."""
    if tree.relation(c) not in ("acl", "advcl") or not tree.has_child(c, "nsubj", "nsubj:pass"):
        return {}
    words, head = tree.grammar.get("content_complementizers", ()), tree.tokens[c].head
    marks = [k for k in tree.children[c] if k < c and tree.word(k) in words]
    about = tree.grammar.get("about_prepositions", ())
    if tree.tokens[head].upos == "NOUN" and tree.preposition(head) in about:
        return {}
    verb = next((k for k in (head, *tree.ancestors(head)) if tree.is_verbal(k)), -1)
    verb = _over_circumstance(tree, c, verb, know)
    tells = verb >= 0 and tree.lemma(verb) in tree.grammar.get("telling_verbs", ())
    if not any(_opens_clause(tree, c, k) or (tells and tree.tokens[k].upos == "SCONJ") for k in marks):
        return {}
    line = (
        [k for k in (head, *tree.ancestors(head)) if k >= 0 and k != verb and k in tree.subtree(verb)]
        if verb >= 0
        else []
    )
    within = next((n for n, k in enumerate(line) if tree.relation(k) == "advcl"), -1)
    line = line[within + 1 :]  # "said after meeting | Trump | that ..."
    oblique = all(tree.relation(k) in ("obl", "nmod", "advmod", "iobj") for k in line) and (
        not line or tree.relation(line[-1]) != "nmod"
    )
    taken = ("ccomp", "xcomp") if tree.tokens[c].deprel == "acl:relcl" else ("ccomp", "obj", "xcomp")
    free = verb >= 0 and not any(tree.relation(k) in taken and tree.is_verbal(k) for k in tree.children[verb])
    free = free and not (tree.tokens[c].deprel != "acl:relcl" and tree.has_child(verb, "obj"))
    cites = free and cites_clause(tree, verb, know)
    if not (cites and oblique and verb < c):
        return {}
    return {c: (verb, "ccomp")} | (_teller_moves(tree, verb) if tells else {})


def _over_circumstance(tree: Tree, c: int, verb: int, know: Knowledge) -> int:
    """`said after | meeting | Trump that ...`: what tells when it was said says nothing itself; the verb over it does."""
    over = tree.tokens[verb].head if verb >= 0 else -1
    if know.cues_of(tree.lemma(tree.tokens[c].head), True):
        return verb  # "rejects as invented the reports | that ..."
    words = tree.grammar.get("time_marks", ())
    marked = verb >= 0 and tree.opening_word(verb, words) >= 0
    timed = marked and over >= 0 and tree.relation(verb) == "advcl" and over < verb < c
    cites = timed and tree.is_verbal(over) and not cites_clause(tree, verb, know)
    return over if cites and cites_clause(tree, over, know) else verb


def _teller_moves(tree: Tree, verb: int) -> Moves:
    """`a fighter | told | Reuters | by phone that ...`: a past that was read as a participle without an auxiliary has a subject and an addressee."""
    subject, told = tree.child(verb, "nsubj:pass"), tree.child(verb, "xcomp")
    if subject is None or tree.has_child(verb, "aux:pass", "aux") or subject > verb:
        return {}
    named = told is not None and tree.tokens[told].upos in ("PROPN", "NOUN")
    agents = [k for k in tree.children[verb] if tree.tokens[k].deprel == "obl:agent"]
    return (
        {subject: (verb, "nsubj")}
        | ({told: (verb, "iobj")} if named and told is not None else {})
        | dict.fromkeys(agents, (verb, "obl"))
    )


def _is_told_by_noun(tree: Tree, c: int, know: Knowledge) -> bool:
    """`the lie that the army ...`, `Rumours that he had been shot`: what a noun says, though it is parsed as a relative clause."""
    noun, words = tree.tokens[c].head, tree.grammar.get("complementizers", ())
    marked = any(k < c and tree.word(k) in words and _opens_clause(tree, c, k) for k in tree.children[c])
    if not marked or not tree.has_child(c, "nsubj", "nsubj:pass"):
        return False
    lemma = tree.lemma(noun)
    return bool(know.cues_of(lemma, True)) or lemma in know.pack.grades


def _told_by_noun_above(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Reports by the ministry | that ...`: what a noun says, though it hangs as a relative clause on whose noun it is."""
    owner, words = tree.tokens[c].head, tree.grammar.get("content_complementizers", ())
    noun = tree.tokens[owner].head if owner >= 0 and tree.relation(owner) == "nmod" else -1
    marks = [
        k for k in tree.children[c] if k < c and tree.word(k) in words and tree.tokens[k].upos == "SCONJ"
    ]
    if not 0 <= noun < owner < c or not marks or not tree.has_child(c, "nsubj", "nsubj:pass"):
        return {}
    return {c: (noun, "acl"), marks[0]: (c, "mark")} if know.cues_of(tree.lemma(noun), True) else {}


def _opens_clause(tree: Tree, c: int, k: int) -> bool:
    """A complementizer, or one that was read as a relative pronoun although the clause lacks nothing."""
    bare = tree.tokens[k].upos == "SCONJ" or tree.tokens[k].deprel == "obl:unmarked"
    return tree.relation(k) == "mark" or (
        bare and any(tree.relation(o) == "obj" and o > c for o in tree.children[c])
    )


def _told_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`äußerte sich nicht zu Berichten, | wonach Soldaten schossen`: what the noun before the comma says, though it hangs on the verb."""
    words, commas = tree.grammar.get("content_relatives", ()), tree.grammar.get("inserted_after", ())
    opening = next((k for k in tree.children[c] if k < c and tree.word(k) in words), 0)
    noun = opening - 2
    apart = noun >= 0 and tree.tokens[noun].deprel == "compound:prt"  # "wies Berichte | zurück, wonach ..."
    noun = tree.tokens[noun].head if apart else noun
    if (
        noun >= 0 and tree.is_verbal(noun) and noun == tree.tokens[c].head
    ):  # "hat ihren Bericht | zurückgezogen, wonach ..."
        thing = next((k for k in tree.children[noun] if tree.tokens[k].deprel in ("obj", "nsubj:pass")), -1)
        return {c: (thing, "ccomp")} if thing >= 0 and know.cues_of(tree.lemma(thing), True) else {}
    if noun < 0 or not tree.is_behind(opening, commas) or tree.tokens[noun].upos != "NOUN":
        return {}
    return {c: (noun, "ccomp")} if know.cues_of(tree.lemma(noun), True) else {}


def _said_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What stands behind the comma after who says it is what he says, though it hangs on the main verb.

    `Gerüchte, | der Präsident sei erschossen worden, | ...`; `Nachdem die Armee gesagt hatte, | sie habe ..., | sagte sein Bruder`.
    """
    head, verb, commas = tree.tokens[c].head, tree.finite(c), tree.grammar.get("inserted_after", ())
    if head < c or tree.relation(c) not in ("ccomp", "advcl") or verb is None or tree.has_child(c, "mark"):
        return {}
    comma = next((k for k in range(min(verb, c) - 1, 0, -1) if tree.tokens[k].form in commas), 0)
    before = comma - 1
    if before < 0 or any(tree.is_verbal(k) for k in range(comma, min(verb, c))):
        return {}
    if tree.tokens[before].upos == "NOUN" and tree.feature(verb, "Mood") == "Sub":
        return _said_by_noun(tree, c, before, know)
    citing = tree.tokens[before].head if tree.relation(before) == "aux" else before
    if _is_contrary(tree, citing):
        return {}
    cites = tree.is_verbal(citing) and any(
        cue.construction == "verb" and not cue.when and "ccomp" in cue.content
        for cue in know.cues_of(tree.lemma(citing))
    )
    if (
        not cites
        or tree.has_child(citing, "obj", "nsubj:pass", "ccomp")
        or tree.tokens[citing].head != head
        or tree.relation(citing) not in ("advcl", "ccomp")
    ):
        return {}
    return {c: (citing, "ccomp"), citing: (head, "advcl")} | _subject_moves(tree, c, citing, comma)


def _is_contrary(tree: Tree, citing: int) -> bool:
    """`Anders als Moskau behauptet, | hat die Ukraine ...`: what stands behind it is not what Moscow says."""
    words, before = tree.grammar.get("than_words", ()), tree.grammar.get("contrary_before", ())
    return any(k > 0 and tree.word(k) in words and tree.word(k - 1) in before for k in tree.children[citing])


def _said_by_noun(tree: Tree, c: int, before: int, know: Knowledge) -> Moves:
    """`Die Behauptung des Ministeriums, | Moskau habe ...`: the noun before the comma says it, or whose genitive that is."""
    noun = before
    while not (know.cues_of(tree.lemma(noun), True) or tree.lemma(noun) in know.pack.grades):
        if tree.relation(noun) != "nmod":
            return {}
        noun = tree.tokens[noun].head
    astray = [k for k in tree.children[noun] if tree.relation(k) == "appos" and before < k < c]
    subject = {} if tree.has_child(c, "nsubj", "nsubj:pass") else dict.fromkeys(astray[:1], (c, "nsubj"))
    return {c: (noun, "acl")} | subject


def _subject_moves(tree: Tree, c: int, citing: int, comma: int) -> Moves:
    """`Nachdem | die Armee | gesagt hatte`, `Während | der Minister | sagt`: who says it stands before the comma."""
    if tree.has_child(citing, "nsubj"):
        return {}
    words = (*tree.grammar.get("time_marks", ()), *tree.grammar.get("contrast_marks", ()))
    subjects = [k for k in tree.children[c] if k < comma and tree.relation(k) == "nsubj"]
    phrases = [
        (k, case)
        for k in tree.children[citing]
        for case in tree.children[k]
        if k < citing and tree.word(case) in words
    ]
    moves: Moves = dict.fromkeys(subjects[:1], (citing, "nsubj"))
    for k, case in phrases[:1]:
        moves |= {k: (citing, "nsubj"), case: (citing, "mark")}
    return moves


def coordinated_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What stands beside the content or beside the citing verb, though it hangs on the other.

    `said 21 had been injured and | 44 people arrested`: a participle without its auxiliary shares that of the content. `disputed that the
    penalty could be imposed and | said ...`: things do not speak, so whoever disputed says it.
    """
    head = tree.tokens[c].head
    if tree.relation(c) != "conj" or not 0 <= head < c or not tree.is_verbal(c):
        return {}
    if tree.has_child(c, "nsubj", "nsubj:pass"):
        bare = tree.feature(c, "VerbForm") == "Part" and not tree.has_child(c, "aux", "aux:pass", "cop")
        content = next((k for k in tree.children[head] if tree.relation(k) == "ccomp" and head < k < c), None)
        shares = bare and content is not None and tree.has_child(content, "aux", "aux:pass")
        return {c: (content, "conj")} if shares and content is not None else {}
    outer, subject = tree.tokens[head].head, tree.child(head, "nsubj", "nsubj:pass")
    cites = any(cue.construction == "verb" and not cue.when for cue in know.cues_of(tree.lemma(c)))
    if (
        not cites
        or outer < 0
        or tree.relation(head) != "ccomp"
        or subject is None
        or tree.tokens[subject].upos != "NOUN"
    ):
        return {}
    lemma = tree.lemma(subject)
    speaks = (
        know.agent(lemma) is not None
        or know.in_class(lemma, "person")
        or know.in_class(lemma, "source_thing")
    )
    return {} if speaks or tree.has_child(c, "aux") else {c: (outer, "conj")}
