"""Main clauses that something interrupts.

Takes a parsed sentence and what the language files say of its words; gives moves of tokens, so that the clause that interrupts is not taken
for the main one: `Die CIA hat, | so wird gemunkelt, | den Priester getötet`, `Reuters konnte die Behauptung, | Soldaten hätten ... getötet, |
nicht überprüfen`, `Weder die Taliban, | die Islamabad beschuldigt, | noch Indien haben zugegeben ...`.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import SUBJECTS, Tree

CLAUSES = ("advcl", "ccomp", "parataxis", "xcomp", "conj")


def interrupted_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """At the root of a sentence, what makes the interrupted clause the main one."""
    return (
        _set_in(tree, c, know)
        or _told_in_between(tree, c, know)
        or _neither(tree, c)
        or _nor(tree, c)
        or _split_perfect(tree, c)
        or _split_by_speaker(tree, c, know)
        or _goes_on(tree, c, know)
        or _condition_between(tree, c, know)
    )


def _commas(tree: Tree, know: Knowledge) -> list[int]:
    words = tree.grammar.get("inserted_after", ())
    return [t.i for t in tree.tokens if t.form in words]


def _set_in(tree: Tree, root: int, know: Knowledge) -> Moves:
    """`..., so wird gemunkelt, ...`: what is set in between commas cites what stands around it."""
    words = tree.grammar.get("setting_in", ())
    if tree.words.isdisjoint(words) or not tree.is_verbal(root):
        return {}
    commas = _commas(tree, know)
    before = next((k for k in reversed(commas) if k < root), -1)
    after = next((k for k in commas if k > root), -1)
    if before < 1 or after < 0 or tree.word(before + 1) not in words:
        return {}
    clause = next((k for k in tree.children[root] if k > after and tree.relation(k) in CLAUSES), -1)
    if clause < 0 or not tree.is_verbal(clause) or tree.has_child(clause, "mark", *SUBJECTS):
        return {}
    around = {k: _role(tree, k) for k in tree.children[root] if k < before and tree.relation(k) != "punct"}
    moves: Moves = {k: (clause, role) for k, role in around.items()}
    return moves | {clause: (-1, "root"), root: (clause, "parataxis")}


def _role(tree: Tree, k: int) -> str:
    return tree.tokens[k].deprel.removesuffix(":pass")


def _told_in_between(tree: Tree, told: int, know: Knowledge) -> Moves:
    """`Reuters konnte die Behauptung, | Soldaten hätten ... getötet, | nicht überprüfen`: of two subjects the first is the main clause's."""
    finite = (k for k in (told, *tree.children[told]) if tree.feature(k, "VerbForm") == "Fin")
    verb = next((k for k in finite if tree.feature(k, "Mood") == "Sub"), None)
    if verb is None:
        return {}
    commas = _commas(tree, know)
    comma = next((k for k in reversed(commas) if k < min(told, verb)), -1)
    noun, after = comma - 1, next((k for k in commas if k > max(told, verb)), -1)
    if noun < 1 or after < 0 or tree.tokens[noun].head != told or not know.takes_clause(tree.lemma(noun)):
        return {}
    main = next((k for k in tree.children[told] if k > after and tree.relation(k) in CLAUSES), -1)
    before = [k for k in tree.children[told] if k < comma and tree.relation(k) != "punct"]
    subjects = [k for k in tree.children[told] if tree.tokens[k].deprel in SUBJECTS]
    own_subject = len(subjects) > 1 or any(k > comma for k in subjects)
    if main < 0 or not tree.is_verbal(main) or not own_subject:
        return {}
    moves: Moves = brought_to(tree, main, before)
    return moves | {main: tree.edge(told), told: (noun, "acl")}


def _neither(tree: Tree, root: int) -> Moves:
    """`Weder die Taliban, | die Islamabad beschuldigt, | noch Indien haben zugegeben ...`: both are subjects of the verb behind them."""
    pairs = tree.grammar.get("neither_nor", ())
    if (
        len(pairs) != 2
        or tree.is_verbal(root)
        or not any(tree.word(k) == pairs[0] for k in tree.children[root])
    ):
        return {}
    nor = next((t.i for t in tree.tokens if t.i > root and tree.word(t.i) == pairs[1]), -1)
    verb = next((k for k in tree.children[root] if k > nor > 0 and tree.is_verbal(k)), -1)
    if verb < 0 or tree.relation(verb) not in CLAUSES or tree.has_child(verb, "mark"):
        return {}
    other = next(
        (k for k in tree.children[verb] if nor < k < verb and tree.relation(k) in ("nsubj", "obj")), -1
    )
    joined: Moves = {other: (root, "conj"), nor: (other, "cc")} if other >= 0 else {}
    return joined | {verb: (-1, "root"), root: (verb, "nsubj")}


def _split_perfect(tree: Tree, root: int) -> Moves:
    """`Die Rebellen haben nicht, | wie die Regierung behauptet, | auf ... geschossen`: the participle behind what interrupts is the verb."""
    perfect, cut = tree.grammar.get("perfect_auxiliaries", ()), (root, *tree.children[root])
    auxiliary = next((k for k in cut if tree.is_verbal(k) and tree.lemma(k) in perfect), -1)
    told = auxiliary == root or tree.relation(auxiliary) in ("ccomp", "parataxis")
    if auxiliary < 0 or not told or not tree.grammar.get("verb_last"):
        return {}
    words = tree.grammar.get("as_words", ())
    between = [k for k in tree.subtree(auxiliary) if k > auxiliary and tree.opening_word(k, words) >= 0]
    beside = (*tree.children[auxiliary], *(i for k in between for i in tree.children[k] if i > k + 1))
    is_verb = _looks_like_participle if between else _is_bare_participle
    verbs = [k for k in beside if k > auxiliary and tree.relation(k) in CLAUSES and is_verb(tree, k)]
    things = (k for k in tree.children[auxiliary] if tree.relation(k) == "obj" and not tree.is_reflexive(k))
    owns = tree.tokens[auxiliary].upos != "AUX" and any(things)
    if len(verbs) != 1 or not tree.has_child(auxiliary, *SUBJECTS) or owns:
        return {}
    verb = verbs[0]
    inside = dict.fromkeys((k for k in between if tree.tokens[k].head != auxiliary), (verb, "advcl"))
    rest: Moves = inside | brought_to(tree, verb, (k for k in tree.children[auxiliary] if k != verb))
    return rest | {verb: tree.edge(auxiliary), auxiliary: (verb, "aux")}


def _nor(tree: Tree, root: int) -> Moves:
    """`weder das Dorf beschossen, noch, | anders als Juba glaube |, Kinder rekrutiert`: *nor* is that of the verb behind what interrupts."""
    pair, commas = tree.grammar.get("neither_nor", ()), tree.grammar.get("inserted_after", ())
    nor = next((t.i for t in tree.tokens[1:-2] if pair and tree.word(t.i) == pair[1]), -1)
    if nor < 0 or tree.tokens[nor + 1].form not in commas or not tree.is_behind(nor, commas):
        return {}
    closing = next((k for k in range(nor + 2, len(tree)) if tree.tokens[k].form in commas), len(tree))
    verbs = (k for k in range(closing, len(tree)) if tree.is_verbal(k) and tree.relation(k) in CLAUSES)
    verb = next((k for k in verbs if tree.tokens[k].head < nor), -1)
    if verb < 0 or tree.has_child(verb, "mark", "aux") or tree.tokens[verb].head < 0:
        return {}
    things = (k for k in tree.children[verb] if closing < k < verb and tree.relation(k) == "nsubj")
    inside = [
        k for k in tree.children[tree.tokens[verb].head] if nor < k < closing and tree.relation(k) == "advcl"
    ]
    moves: Moves = {nor: (verb, "cc"), verb: (tree.tokens[verb].head, "conj")}
    return moves | dict.fromkeys(things, (verb, "obj")) | dict.fromkeys(inside, (verb, "advcl"))


def _goes_on(tree: Tree, root: int, know: Knowledge) -> Moves:
    """`Der Minister sagte, die Rebellen seien abgezogen, | forderte | aber eine Untersuchung`: what can demand nothing is what the first subject demands."""
    first, thing = tree.child(root, "ccomp"), tree.child(root, "nsubj")
    if not tree.grammar.get("verb_last") or first is None or thing is None or not first < root < thing:
        return {}
    told = tree.has_child(first, "ccomp") and cites_clause(tree, first, know) and tree.is_finite(first)
    subject = tree.child(first, "nsubj")
    mute = tree.tokens[thing].upos == "NOUN" and know.agent(tree.lemma(thing)) is None
    contrast = any(tree.word(k) in tree.grammar.get("contrasting_words", ()) for k in tree.children[root])
    mute = mute and (contrast or know.source_kind(tree.lemma(thing)) is None)
    mute = mute and not tree.has_child(root, "obj", "aux")
    commas = tree.grammar.get("inserted_after", ())
    if not told or subject is None or subject > first or not mute or not tree.is_behind(root, commas):
        return {}
    return {first: (-1, "root"), root: (first, "conj"), thing: (root, "obj")}


def _split_by_speaker(tree: Tree, root: int, know: Knowledge) -> Moves:
    """`Man habe, | behaupten die Putschisten, | den Präsidenten nur in Sicherheit gebracht`: who stands behind the citing verb says what stands around it."""
    commas = tree.grammar.get("inserted_after", ())
    if not tree.grammar.get("verb_last") or not cites_clause(tree, root, know) or root < 3:
        return {}
    auxiliary, verbs = root - 2, [k for k in tree.children[root] if k > root and _is_bare_participle(tree, k)]
    between = tree.is_behind(root, commas) and tree.tokens[auxiliary].upos == "AUX"
    if not between or tree.tokens[auxiliary].head != root or len(verbs) != 1:
        return {}
    verb = verbs[0]
    speakers = [k for k in tree.children[root] if root < k < verb and not tree.preposition(k)]
    speakers = [
        k for k in speakers if tree.relation(k) in ("obj", "nsubj") and tree.tokens[k].upos != "PUNCT"
    ]
    before: Moves = brought_to(
        tree, verb, (k for k in tree.children[root] if k < auxiliary and tree.tokens[k].upos != "PUNCT")
    )
    if len(speakers) != 1 or not before:
        return {}
    return before | {auxiliary: (verb, "aux"), verb: (root, "ccomp"), speakers[0]: (root, "nsubj")}


def _is_bare_participle(tree: Tree, k: int) -> bool:
    own = tree.has_child(k, "mark", "aux", "aux:pass", "cop", *SUBJECTS)
    return tree.feature(k, "VerbForm") == "Part" and not own


def _looks_like_participle(tree: Tree, k: int) -> bool:
    """`hätten, wie ..., Zivilisten | erschossen`: a form that may be either, taken for a verb in the past."""
    alike = tree.feature(k, "Tense") == "Past" and not tree.feature(k, "Person")
    return alike and not tree.has_child(k, "mark", "aux", "aux:pass", "cop", *SUBJECTS)


def _condition_between(tree: Tree, root: int, know: Knowledge) -> Moves:
    """`Erdogan warnte, | sollte Israel angreifen, | werde die Türkei antworten`: a condition that opens with its verb, between who speaks and what he says."""
    words, commas = tree.grammar.get("condition_auxiliaries", ()), tree.grammar.get("inserted_after", ())
    if tree.words.isdisjoint(words):
        return {}
    openings = (t.i for t in tree.tokens[2:] if tree.word(t.i) in words and tree.relation(t.i) == "aux")
    opening = next((k for k in openings if tree.is_behind(k, commas)), -1)
    if opening < 0:
        return {}
    asked = tree.tokens[opening].head
    beside = [k for k in tree.children[root] if tree.relation(k) in CLAUSES]
    said = next((k for k in (*beside, *tree.children[asked]) if k < opening and tree.is_finite(k)), -1)
    told = root if asked != root else next((k for k in beside if k > root), -1)
    if told <= asked and said >= 0:
        return _predicate_behind(tree, said, asked, know)
    if said < 0 or told <= asked or not cites_clause(tree, said, know) or not tree.has_child(said, *SUBJECTS):
        return {}
    return {said: (-1, "root"), told: (said, "ccomp"), asked: (told, "advcl")}


def _predicate_behind(tree: Tree, said: int, asked: int, know: Knowledge) -> Moves:
    """`Putin sagte, sollte die Nato Truppen schicken, | wäre das Krieg`: what is said was read as more of the condition."""
    commas = _commas(tree, know)
    verb = next(
        (a for a in tree.children[asked] if a > asked and a - 1 in commas and tree.relation(a) == "aux"), -1
    )
    noun = next((k for k in tree.children[asked] if k > verb >= 0 and tree.relation(k) == "nsubj"), -1)
    pointer = next((k for k in tree.children[noun] if verb < k < noun), -1) if noun >= 0 else -1
    pointed = pointer >= 0 and tree.word(pointer) in tree.grammar.get("pointers", ())
    if not pointed or not cites_clause(tree, said, know) or not tree.has_child(said, *SUBJECTS):
        return {}
    told: Moves = {noun: (said, "ccomp"), verb: (noun, "cop"), pointer: (noun, "nsubj")}
    return told | {said: (-1, "root"), asked: (noun, "advcl")}


def cut_verb_moves(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`Rebels have, | the army claims, | executed 20 prisoners`, `habe, | anders als ... behauptet, | keine Munition eingesetzt`: behind what interrupts it the participle is the auxiliary's."""
    auxiliary, opening, closing = _cut_off(tree, verb)
    joined = tree.tokens[verb].upos != "VERB" or tree.has_child(verb, "aux", "cop", "mark", "cc")
    if auxiliary < 0 or joined or closing < tree.tokens[auxiliary].head <= verb:
        return {}
    inside, over = range(opening + 1, closing), tree.tokens[auxiliary].head
    wrapped = over in inside
    top = over if wrapped else auxiliary
    passive = tree.lemma(auxiliary) not in tree.grammar.get("perfect_auxiliaries", ())
    beside = (*tree.children[auxiliary], *(tree.children[over] if wrapped else ()))
    before = [k for k in beside if k < opening and k != auxiliary and tree.tokens[k].upos != "PUNCT"]
    astray = [k for k in range(auxiliary) if tree.relation(k) == "nsubj" and tree.tokens[k].head > verb]
    before += [] if any(tree.relation(k) == "nsubj" for k in before) else astray[-1:]
    own = {k: (verb, _subject_of(tree, k, passive=passive)) for k in before}
    if any(tree.relation(k) == "nsubj" for k in before):
        own |= {k: (verb, "obj") for k in tree.children[verb] if k > closing and tree.relation(k) == "nsubj"}
    heads = (k for k in inside if tree.tokens[k].head not in inside and tree.tokens[k].upos != "PUNCT")
    aside = {k: (verb, "parataxis" if tree.is_verbal(k) else "obl") for k in heads}
    return own | aside | {verb: tree.edge(top), auxiliary: (verb, "aux:pass" if passive else "aux")}


def _subject_of(tree: Tree, k: int, *, passive: bool) -> str:
    return "nsubj:pass" if passive and tree.relation(k) == "nsubj" else tree.tokens[k].deprel


def _cut_off(tree: Tree, verb: int) -> tuple[int, int, int]:
    """The auxiliary before the comma before what interrupts it, and both commas; -1 where there is none."""
    commas, grammar = tree.grammar.get("inserted_after", ()), tree.grammar
    helpers = (*grammar.get("perfect_auxiliaries", ()), grammar.get("passive_auxiliary", ""))
    marks = [k for k in range(1, verb) if tree.tokens[k].form in commas]
    finite = tree.feature(verb, "VerbForm") == "Fin" and not grammar.get("verb_last")
    alike = finite and not tree.has_child(verb, *SUBJECTS)  # "sent", "moved"
    participle = tree.feature(verb, "Tense") == "Past" and (alike or tree.feature(verb, "VerbForm") == "Part")
    closing = next((k for k in reversed(marks) if grammar.get("verb_last") or _is_near(tree, k, verb)), -1)
    for opening in reversed([k for k in marks if k < closing - 1] if participle else []):
        before = opening - 1
        while before > 0 and tree.tokens[before].upos in ("PART", "ADV"):
            before -= 1
        if tree.lemma(before) in helpers and tree.is_finite(before):
            return before, opening, closing
        if grammar.get("verb_last"):
            break
    return -1, -1, -1


def _is_near(tree: Tree, comma: int, verb: int) -> bool:
    """Whether nothing but adverbs stands between a comma and a verb."""
    return all(tree.tokens[k].upos == "ADV" for k in range(comma + 1, verb))


def cut_copula_moves(tree: Tree, said: int, know: Knowledge) -> Moves:
    """`The story that ... | is, the family believes, | made up`: the verb cut off by who says so is that of what is said, not of who says it."""
    subject = tree.child(said, "nsubj")
    if subject is None or subject > said or tree.finite(said) is None or not cites_clause(tree, said, know):
        return {}
    first, verbs = min(tree.subtree(subject)), ("cop", "aux", "aux:pass")
    told = next((k for k in tree.children[said] if k > said and tree.relation(k) == "ccomp"), -1)
    beside = (*tree.children[said], *(tree.children[told] if told >= 0 else ()))
    cut = next((k for k in beside if k == first - 2 and tree.tokens[k].deprel in verbs), -1)
    if cut < 0 or told < 0 or tree.tokens[cut + 1].form not in know.inserted_after:
        return {}
    own = any(tree.tokens[k].deprel in verbs and k != cut for k in tree.children[told])
    if own or tree.has_child(told, "mark"):
        return {}
    moves: Moves = {cut: (told, "aux:pass" if tree.is_verbal(told) else "cop")}
    front = [k for k in tree.children[said] if k < cut and tree.tokens[k].deprel == "obj"]
    return moves | ({front[0]: (told, "nsubj")} if front and not tree.has_child(told, *SUBJECTS) else {})
