"""Clauses that hang on the wrong word.

Takes a parsed sentence, the head of a clause and what the language files say of its words; gives moves of tokens: what is said, to the verb
that cites it; an infinitive, to the verb that governs it; a finite verb, to the one that it is coordinated with.
"""

from lagebild.claims.insertions import is_relative
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.noun_clauses import cites_clause, takes_content
from lagebild.claims.tree import SUBJECTS, Tree


def content_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A *that* clause hung on a noun between a citing verb and its content: "conceded in an address | that officers had ..." """
    noun = tree.tokens[c].head
    if tree.relation(c) not in ("acl", "advcl") or noun < 0 or tree.is_verbal(noun):
        return {}
    if _is_told(tree, c, noun):
        return {c: (tree.tokens[noun].head, "ccomp")}
    if not _is_that_clause(tree, c):
        return {}
    verb, phrase = noun, noun
    while verb >= 0 and not tree.is_verbal(verb) and tree.relation(verb) in ("obl", "nmod", "conj"):
        verb, phrase = tree.tokens[verb].head, verb
    if (
        verb < 0
        or not tree.is_verbal(verb)
        or tree.has_child(verb, "ccomp", "obj")
        or tree.relation(phrase) != "obl"
    ):
        return {}
    if tree.preposition(noun) in tree.grammar.get("about_prepositions", ()):
        return {}  # "said of the claim | that he had ..."
    if any(cue.construction == "noun" for cue in know.cues_of(tree.lemma(noun), closed=True)):
        return {}
    cites = cites_clause(tree, verb, know)
    return {c: (verb, "ccomp")} if cites else {}


def finite_attribute_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`expelled the consul | and froze | talks`: no finite verb is a noun's attribute; it is what was done next, and the noun what it was done to."""
    noun = tree.tokens[c].head
    joined = tree.child(noun, "cc") if noun > c else None
    if joined is None or joined > c or not tree.is_verbal(c) or tree.feature(c, "VerbForm") != "Fin":
        return {}
    verb = tree.tokens[noun].head
    while 0 <= verb < c and not tree.is_verbal(verb):
        verb = tree.tokens[verb].head
    return {c: (verb, "conj"), joined: (c, "cc"), noun: (c, "obj")} if 0 <= verb < joined else {}


def told_that_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`warned the mutineers | that they would step in`: parsed as a relative clause, though *that* only opens it and it has its own subject."""
    noun = tree.tokens[c].head
    if noun < 0 or not _is_that_clause(tree, c) or not tree.has_child(c, "nsubj", "nsubj:pass"):
        return {}
    verb = tree.tokens[noun].head
    told = verb >= 0 and tree.lemma(verb) in tree.grammar.get("telling_verbs", ())
    addressed = told and verb < noun < c and tree.relation(noun) in ("obj", "iobj")
    return {c: (verb, "ccomp")} if addressed and not tree.has_child(verb, "ccomp") else {}


def _is_told(tree: Tree, c: int, noun: int) -> bool:
    """`told the meeting | she would ...`: a clause with a subject of its own, after whom a verb of telling addresses."""
    verb = tree.tokens[noun].head
    addressed = (
        verb >= 0
        and tree.relation(noun) in ("obj", "iobj")
        and tree.lemma(verb) in tree.grammar.get("telling_verbs", ())
    )
    return addressed and tree.has_child(c, "nsubj", "nsubj:pass") and not is_relative(tree, c)


def _is_that_clause(tree: Tree, c: int) -> bool:
    words = tree.grammar.get("complementizers", ())
    return any(tree.relation(k) == "mark" and tree.tokens[k].form.lower() in words for k in tree.children[c])


def content_relative_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Berichte, wonach Soldaten schossen`: what the reports say, though it is parsed as a relative clause."""
    words, behind = tree.grammar.get("content_relatives", ()), tree.grammar.get("postpositions", ())
    pronouns = tree.grammar.get("relative_articles", ())
    split = (k for k in tree.children[c] if k < c and tree.word(k) in pronouns)
    cited = next((k for k in split if any(tree.word(i) in behind for i in tree.children[k])), -1)
    if cited >= 0 and not takes_content(tree, tree.tokens[c].head, know):
        return {cited: (c, "obl")}  # "zitiert Zeugen, | denen zufolge | Soldaten ...": they say so
    if cited >= 0:  # "Ein Bericht, | dem zufolge | die Armee ..."
        return {c: (tree.tokens[c].head, "ccomp"), cited: (c, "mark")}
    told = tree.opening_word(c, words) >= 0
    if not told or tree.relation(c) != "advcl":
        return {c: (tree.tokens[c].head, "ccomp")} if told else {}
    verb, first = tree.tokens[c].head, min(tree.subtree(c))
    below = (k for k in range(first - 1, -1, -1) if tree.clause(k) == verb and tree.tokens[k].upos == "NOUN")
    noun = next((k for k in below if takes_content(tree, k, know)), -1)
    return {c: (noun, "ccomp")} if noun >= 0 else {}  # "hält an ihrer Darstellung fest, | wonach ..."


def copula_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`teilte mit, der Mann | sei nie in Haft | gewesen`: the participle of the copula that heads a clause of its own is the noun's, whose copula stands before."""
    head, copulas = tree.tokens[c].head, tree.grammar.get("state_verbs", ())
    if tree.lemma(c) not in copulas or tree.feature(c, "VerbForm") != "Part" or head < 0:
        return {}
    beside = (k for k in tree.children[head] if k < c and tree.has_child(k, "cop"))
    noun = next(
        (k for k in beside if tree.relation(k) in ("obl", "obj") and max(tree.subtree(k)) == c - 1), -1
    )
    if noun < 0 or not tree.has_child(c, "nsubj"):
        return {}
    own = brought_to(tree, noun, (k for k in tree.children[c] if tree.tokens[k].upos != "PUNCT"))
    return own | {noun: (head, "ccomp"), c: (noun, "cop")}


def fronted_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A main clause before ", teilte X mit" is what X said, whatever the parser took it for."""
    head = tree.tokens[c].head
    if (
        tree.relation(c) != "advcl"
        or not c < head
        or tree.has_child(c, "mark")
        or tree.has_child(head, "ccomp", "parataxis")
    ):
        return {}
    verb = tree.finite(c)
    cites = cites_clause(tree, head, know)
    if verb is None or not cites or not tree.is_verbal(head):
        return {}
    inverted = any(tree.relation(k) in ("nsubj", "expl") and k > head for k in tree.children[head])
    return {c: (head, "ccomp")} if inverted and verb != min(tree.subtree(c)) else {}


def opening_as_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`| Wie ein Fischer erzählte, | hätten Boote erst das Netz gerammt`: what opens the sentence says all of it, and nothing of one of its nouns."""
    noun = tree.tokens[c].head
    opens = all(t.upos == "PUNCT" for t in tree.tokens[: tree.first_word(c)])
    if (
        noun < c
        or tree.is_verbal(noun)
        or not opens
        or tree.opening_word(c, tree.grammar.get("as_words", ())) < 0
    ):
        return {}
    verb = next((k for k in tree.ancestors(noun) if tree.is_verbal(k)), -1)
    return {c: (verb, "advcl")} if verb >= 0 and cites_clause(tree, c, know) else {}


def complement_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hatte geplant, | das Kontingent zu verringern`, `sei bereit, | sich zu treffen`: an infinitive without *um* is the complement of a word that takes one."""
    verb, purposes = tree.tokens[c].head, tree.grammar.get("purpose_marks", ())
    infinitive = tree.feature(c, "VerbForm") == "Inf" or tree.is_marked_infinitive(c)
    if not purposes or not 0 <= verb < c or not infinitive:
        return {}
    graded = tree.has_child(verb, "cop") and any(
        g.construction == "adjective" for g in know.pack.grades.get(tree.lemma(verb), ())
    )
    itself_subject = tree.relation(c) == "csubj" and not tree.has_child(verb, *SUBJECTS)
    if itself_subject or not (graded or tree.is_verbal(verb)):
        return {}
    marks = [tree.word(k) for k in tree.children[c] if tree.relation(k) == "mark"]
    bare = bool(marks) and not set(marks) & set(purposes) and not tree.has_child(c, *SUBJECTS)
    lemma = tree.lemma(verb)
    asks = know.takes_clause(lemma) or any("xcomp" in n.scope for n in know.pack.negators.get(lemma, ()))
    free = not tree.has_child(verb, "xcomp", "ccomp", "obj") and (graded or asks)
    return {c: (verb, "xcomp")} if bare and free else {}


def infinitive_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`forderte Pjöngjang auf, die Truppen zurückzuziehen`: an infinitive hung on whom the verb addresses is the verb's."""
    noun = tree.tokens[c].head
    if tree.relation(c) != "acl" or tree.feature(c, "VerbForm") != "Inf" or noun < 0 or is_relative(tree, c):
        return {}
    verb = tree.tokens[noun].head
    if verb < 0 or not tree.is_verbal(verb) or tree.relation(noun) not in ("obj", "iobj", "nsubj"):
        return {}
    if tree.tokens[noun].upos == "NOUN" and know.takes_clause(tree.lemma(noun)):
        return {}
    nearer = [k for k in range(noun + 1, c) if tree.tokens[k].upos == "VERB" and tree.relation(k) != "amod"]
    if nearer and tree.tokens[nearer[-1]].head in (
        noun,
        verb,
    ):  # "told the court he had | seen | soldiers set fire to it"
        return {c: (nearer[-1], "xcomp")}
    return {} if tree.has_child(verb, "xcomp", "ccomp") else {c: (verb, "xcomp")}


def claimed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`claimed in a video | to have taken the base`, `boasted | of having`: what is done already is no aim; whoever claims it claims that."""
    grammar = tree.grammar
    words = (*grammar.get("modal_marks", ()), *grammar.get("about_prepositions", ()))
    marked = any(tree.relation(k) == "mark" and tree.word(k) in words for k in tree.children[c] if k < c)
    if not marked or tree.has_child(c, *SUBJECTS) or tree.finite(c) is not None:
        return {}
    having = grammar.get("perfect_auxiliaries", ())
    if not any(tree.lemma(k) in having for k in tree.children[c] if tree.relation(k) == "aux"):
        return {}
    verb = tree.tokens[c].head
    while verb >= 0 and not tree.is_verbal(verb) and tree.relation(verb) in ("obl", "nmod", "advmod"):
        verb = tree.tokens[verb].head
    if not 0 <= verb < c or not tree.is_verbal(verb) or tree.has_child(verb, "xcomp", "ccomp", "obj"):
        return {}
    cues = know.cues_of(tree.lemma(verb))
    claims = any(cue.construction == "verb" and "xcomp" in cue.content for cue in cues)
    return {c: (verb, "xcomp")} if claims else {}


def kept_from_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`accused the UN of failing | to protect civilians`: right behind a word for what somebody does not do, the infinitive is what he does not do."""
    verb, words = tree.tokens[c].head, tree.grammar.get("modal_marks", ())
    mark = tree.opening_word(c, words)
    right = 0 <= verb == mark - 1 and tree.is_verbal(verb) and not tree.has_child(verb, "xcomp")
    scopes = (name for negator in know.pack.negators.get(tree.lemma(verb), ()) for name in negator.scope)
    return {c: (verb, "xcomp")} if right and "xcomp" in scopes else {}


def short_of_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`stopped | short | of calling it a coup`: right behind an adjective that keeps somebody from it, the gerund is the adjective's."""
    verb = tree.tokens[c].head
    mark = next((k for k in tree.children[c] if k < c and tree.relation(k) == "mark"), -1)
    word = mark - 1
    beside = 0 <= verb < word and tree.tokens[word].upos == "ADJ" and tree.tokens[word].head == verb
    keeps = beside and any("advcl" in n.scope for n in know.pack.negators.get(tree.lemma(word), ()))
    return {c: (word, "advcl")} if keeps else {}


def made_to_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`prompting the government | to expel the ambassador`: whom a verb makes or lets do it does it, and not who makes him."""
    over, words = tree.tokens[c].head, tree.grammar.get("modal_marks", ())
    mark = tree.opening_word(c, words)
    if mark < 1 or over < 0 or tree.has_child(c, *SUBJECTS):
        return {}
    verb = over if tree.is_verbal(over) else tree.tokens[over].head
    whom = tree.child(verb, "obj") if verb >= 0 else None
    if whom is None or tree.lemma(verb) not in tree.grammar.get("making_somebody", ()):
        return {}
    behind = (
        over in (verb, whom)
        and verb < whom < mark
        and max(k for k in tree.subtree(whom) if k < mark) == mark - 1
    )
    return {c: (verb, "xcomp")} if behind and not tree.has_child(verb, "xcomp") else {}


def infinitive_of_content_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hieß es, Bamako erwäge, | den Gesandten auszuweisen`: the infinitive is that of the content, which plans, not of what cites it."""
    verb = tree.tokens[c].head
    content = next((k for k in tree.children[verb] if tree.relation(k) == "ccomp" and verb < k < c), None)
    if content is None or not tree.is_verbal(content) or content not in range(verb, c):
        return {}
    free = not tree.has_child(content, "xcomp", "ccomp", "obj")
    cites = any("ccomp" in cue.content for cue in know.cues_of(tree.lemma(verb)))
    return {c: (content, "xcomp")} if free and cites and know.takes_clause(tree.lemma(content)) else {}


def infinitive_of_plan_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`bestätigte Pläne, | Soldaten zu schicken`: who cites a plan tells no deed; the infinitive is the plan's."""
    verb = tree.tokens[c].head
    if verb < 0 or not know.cues_of(tree.lemma(verb)):
        return {}
    plans = (
        k
        for k in tree.children[verb]
        if tree.relation(k) == "obj"
        and tree.last_word(k) + 2 == tree.first_word(c)
        and know.looks_ahead(tree.lemma(k))
    )
    plan = next(plans, None)
    return {} if plan is None else {c: (plan, "acl")}


def _nearer_clause(tree: Tree, c: int, head: int) -> int:
    """`A meldete ..., B | sprach von einer Übung | und warf A vor`: a verb without a subject goes on with the clause before it that has one; -1 where there is none."""
    cc = tree.child(c, "cc")
    if not 0 <= head < c or cc is None or cc > c or tree.has_child(c, "nsubj", "nsubj:pass", "expl"):
        return -1
    between = (k for k in tree.children[head] if head < k < c and tree.is_verbal(k))
    clauses = [k for k in between if tree.relation(k) in ("parataxis", "conj") and _goes_on_in(tree, c, k)]
    last = clauses[-1] if clauses else -1
    told = last >= 0 and tree.has_child(last, "obj", "obl", "ccomp", "xcomp")  # not an inserted "he says"
    near = told and tree.has_child(last, "nsubj") and max(tree.subtree(last)) < c
    breaks = tree.grammar.get("clause_breaks", ())
    return last if near and not any(tree.tokens[k].form in breaks for k in range(last, c)) else -1


def _goes_on_in(tree: Tree, c: int, clause: int) -> bool:
    """Whether a clause has a finite verb, and not in the mood of reports beside another (`wies Vorwürfe zurück, es | unterstütze | sie, und | verlangte ...`)."""
    finite, own = tree.finite(clause), tree.finite(c)
    if finite is None or own is None:
        return finite is not None
    return (tree.feature(finite, "Mood"), tree.feature(own, "Mood")) != ("Sub", "Ind")


def conjunct_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`machte die Armee verantwortlich und kündigte ... an`: a finite verb is coordinated with a finite verb."""
    head = tree.tokens[c].head
    if (
        tree.relation(c) != "conj"
        or head < 0
        or tree.feature(c, "VerbForm") != "Fin"
        or not tree.is_verbal(c)
    ):
        return {}
    if (nearer := _nearer_clause(tree, c, head)) >= 0:
        return {c: (nearer, "conj")}
    pair = tree.grammar.get("neither_nor", ())
    if pair and any(tree.word(k) == pair[1] for k in tree.children[c]):
        return {}  # "said it had neither fired | nor detained them"
    above = tree.tokens[head].head
    if (
        above < 0
        or tree.finite(head) is not None
        or tree.relation(head) not in ("xcomp", "ccomp", "obj", "obl", "advcl", "acl")
        or c < above
        or (tree.has_child(head, "nsubj") and tree.has_child(head, "mark"))
        or _is_perfect_on(tree, c, head, know)
    ):  # "while the army, in a statement, | denied it and accused them": a participle with a subject is a finite verb
        return {}
    if tree.has_child(c, "nsubj", "nsubj:pass", "expl"):
        return (
            {c: (above, "conj")}
            if tree.relation(head) not in ("advcl", "acl") and tree.finite(above) is not None
            else {}
        )
    outer = next((k for k in tree.ancestors(head) if tree.finite(k) is not None), -1)
    return {c: (outer, "conj")} if 0 <= outer < c else {}


def _is_perfect_on(tree: Tree, c: int, participle: int, know: Knowledge) -> bool:
    """`denied having bombed the camp | and killed twelve`: without a comma the auxiliary of the first participle is that of the second, too.

    Who goes on speaking does so himself (`denied having fired and | demanded |`), and so may who spoke of somebody else (`accused her of having ...`).
    """
    over, joined, having = (
        tree.tokens[participle].head,
        tree.child(c, "cc"),
        tree.grammar.get("perfect_auxiliaries", ()),
    )
    auxiliaries = (k for k in tree.children[participle] if tree.relation(k) == "aux" and k < participle)
    shared = any(tree.lemma(k) in having and tree.feature(k, "VerbForm") != "Fin" for k in auxiliaries)
    commas = tree.grammar.get("inserted_after", ())
    if not shared or joined is None or tree.is_behind(joined, commas) or tree.grammar.get("verb_last"):
        return False
    others = tree.has_child(c, *SUBJECTS, "aux") or tree.has_child(over, "obj")
    return not others and not know.in_class(tree.lemma(c), "done_with_words")


def relative_subject_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ein Interview, in dem | Botschafter X den Abzug forderte`: an article in a relative clause that has no pronoun is the pronoun."""
    if tree.has_child(c, "nsubj", "nsubj:pass") or not tree.grammar.get("relative_articles"):
        return {}
    first = tree.first_word(c)
    pronoun, noun = first + 1, tree.tokens[first].head
    if tree.tokens[first].upos != "ADP" or not pronoun < noun < c or tree.tokens[noun].head != c:
        return {}
    article = tree.tokens[pronoun].head == noun and tree.relation(pronoun) == "det"
    if not article or tree.word(pronoun) not in tree.grammar["relative_articles"]:
        return {}
    moves: Moves = {pronoun: (c, "obl"), first: (pronoun, "case"), noun: (c, "nsubj")}
    if tree.tokens[c].deprel == "acl:relcl":
        return moves
    told = _noun_before_comma(tree, c, first, know)
    return moves | {c: (told, "acl:relcl")} if told >= 0 else {}


def _noun_before_comma(tree: Tree, c: int, first: int, know: Knowledge) -> int:
    """The noun right before the comma before a clause without a conjunction whose finite verb stands last; -1 where it is no such clause."""
    finite, noun = tree.finite(c), first - 2
    words = (k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT")
    if (
        finite is None
        or max(words) != finite
        or noun < 0
        or tree.has_child(c, "mark", "cc")
        or not tree.is_behind(first, know.inserted_after)
    ):
        return -1
    return noun if tree.tokens[noun].upos in ("NOUN", "PROPN") else -1


def announced_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Die Bilanz: Soldaten | töteten | ...`: a verb behind the colon behind a noun is no apposition of it."""
    head = tree.tokens[c].head
    return {c: (head, "parataxis")} if tree.is_announced(head, c) else {}


def due_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`is due | to travel`: an adjective parsed as a conjunction of two words is what governs the infinitive."""
    verb, mark = tree.tokens[c].head, c + 1
    if tree.tokens[c].upos != "ADJ" or verb <= mark or tree.feature(verb, "VerbForm") != "Inf":
        return {}
    if tree.tokens[mark].head != c or not tree.has_child(verb, "cop", "aux"):
        return {}
    before = brought_to(tree, c, (k for k in tree.children[verb] if k < c and tree.relation(k) != "nsubj"))
    return {
        c: tree.edge(verb),
        verb: (c, "xcomp"),
        mark: (verb, "mark"),
        **before,
    }
