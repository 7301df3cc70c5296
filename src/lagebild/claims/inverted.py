"""Clauses whose parts were taken for one another.

Takes a parsed sentence and a verb; gives rules that say what is to be moved: a consequence that was hung on the condition behind it; a relative pronoun
that was read as the article of the noun after it, so that who acts and who suffers are exchanged; a main verb of saying that was read as
something added of who says it; a clause that stands before one of saying, and is no part of what is said there.
"""

from lagebild.claims.choosing import Row
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.likelier import is_likelier_doer
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.noun_clauses import cites_clause, takes_content
from lagebild.claims.tree import SUBJECTS, Tree

SIDES = ("nsubj", "obj", "obl:arg", "iobj")
CROWD = "protester"
CONSEQUENCES = ("advcl", "csubj", "ccomp", "parataxis")


def inverted_rules() -> tuple[Row, ...]:
    """What is asked at a verb, in this order."""
    return (
        Row(_condition_behind, switch="verb_last"),
        Row(_borrowed_auxiliary, "advcl ccomp", "verb_first_conditions"),
        Row(_condition_as_content, "ccomp root", "verb_first_conditions"),
        Row(_relative_as_article, "acl:relcl", "verb_last"),
        Row(_saying_as_relative, "acl"),
        Row(_done_before_speaker, "acl"),
        Row(_asking_crowd, "advcl", "subject_first"),
        Row(_clause_before_saying),
        Row(_told_to, "ccomp", "addressing_verbs"),
        Row(_on_condition, "acl", "content_complementizers"),
        Row(_split_name, "advcl"),
        Row(_standing, "xcomp", "standing_passives"),
    )


def _condition_behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Polen schickt Truppen, | sollte Russland angreifen`: the clause that starts with its verb is the condition of the one before."""
    first, head = tree.finite(c), tree.tokens[c].head
    if not tree.grammar.get("verb_first_conditions") or not tree.grammar.get("verb_last") or first is None:
        return {}
    behind = tree.is_behind(first, tree.grammar.get("inserted_after", ()))
    words = tree.grammar.get("condition_auxiliaries", ())
    conditional = tree.tokens[first].form in tree.grammar.get("conditional_verbs", ())
    if not behind or not conditional or tree.has_child(c, "mark") or not _subject_follows(tree, c, first):
        return {}
    below = [k for k in tree.children[c] if k < first - 1 and _is_main_clause(tree, k)]
    if below and tree.word(first) not in words and cites_clause(tree, below[-1], know):
        return {}  # "Hier, | sagt der Arzt, | hätten Rebellen ...": what he says goes on
    if below:
        return {below[-1]: (head, tree.tokens[c].deprel), c: (below[-1], "advcl")}
    beside = [k for k in (tree.children[head] if head >= 0 else ()) if k < c and _is_main_clause(tree, k)]
    return {c: (beside[-1], "advcl")} if beside and tree.relation(c) in CONSEQUENCES else {}


def _borrowed_auxiliary(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Sollte | Israel angreifen, wird Iran ...`, `Were | Israel | to attack, Iran would ...`: the verb in front is that of the condition."""
    verb, moves = tree.tokens[c].head, dict[int, tuple[int, str]]()
    first = next((t.i for t in tree.tokens if t.upos != "PUNCT"), -1)
    owner = tree.tokens[first].head
    if tree.relation(c) == "ccomp" and c < owner < verb == tree.tokens[owner].head:
        verb, moves = owner, {c: (owner, "advcl")}  # "Sollten Truppen vordringen, könnte ..., | warnt X"
    elif tree.relation(c) != "advcl":
        return {}
    if not c < verb or not tree.grammar.get("verb_first_conditions"):
        return {}
    asked = tree.tokens[first].head == verb and tree.tokens[first].upos == "AUX" and _is_bare(tree, c)
    others = [k for k in tree.auxiliaries(verb) if k > c]
    subjects = [k for k in tree.children[verb] if tree.relation(k) in SUBJECTS]
    if not asked or not others or not any(k > c for k in subjects):
        return {}
    before = brought_to(tree, c, (k for k in subjects if k < c))
    has_own = any(tree.relation(k) in SUBJECTS and k < c for k in tree.children[c])
    return {**moves, first: (c, "aux"), **before} if has_own != bool(before) else {}


def _condition_as_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`| Should they not stop |, they will face countermeasures`: the condition in front was read as the main clause, and the consequence as something beside it."""
    opening = next((t.i for t in tree.tokens if t.upos != "PUNCT"), -1)
    subject = tree.child(c, *SUBJECTS)
    words = tree.grammar.get("conditional_verbs", ())
    if tree.tokens[opening].head != c or tree.word(opening) not in words or subject is None or subject > c:
        return {}
    will = tree.grammar.get("will_verbs", ())
    ahead = (k for k in tree.children[c] if k > c and tree.relation(k) in ("parataxis", "conj"))
    then = next((k for k in ahead if any(tree.lemma(a) in will for a in tree.auxiliaries(k))), None)
    if then is None or not tree.is_behind(tree.first_word(then), know.inserted_after):
        return {}
    return {then: tree.edge(c), c: (then, "advcl")}


def _is_bare(tree: Tree, c: int) -> bool:
    """Whether a clause has no finite verb, or only a form that is an infinitive as well."""
    return tree.finite(c) is None or (tree.finite(c) == c and tree.word(c) == tree.lemma(c))


def _subject_follows(tree: Tree, c: int, first: int) -> bool:
    """Whether a subject stands behind the finite verb."""
    return any(k > first and tree.relation(k) in (*SUBJECTS, "expl") for k in tree.children[c]) and not any(
        k < first and tree.relation(k) in SUBJECTS for k in tree.children[c]
    )


def _is_main_clause(tree: Tree, k: int) -> bool:
    """A clause without subordinator whose finite verb stands behind its first part, and not at its end."""
    finite = tree.finite(k)
    if finite is None or tree.relation(k) not in CONSEQUENCES or tree.has_child(k, "mark"):
        return False
    own = tree.words_below(k)
    return own[0] < finite < own[-1]


def _relative_as_article(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`der Mann, | den | Polizisten erschossen`: what opens a relative clause with its verb at the end is its pronoun, no article."""
    if tree.tokens[c].deprel != "acl:relcl" or not tree.grammar.get("verb_last"):
        return {}
    own = tree.words_below(c)
    opening, other = own[0], tree.tokens[own[0]].head
    pronouns = tree.grammar.get("relative_pronouns", ())
    if (
        tree.tokens[opening].upos != "DET"
        or tree.relation(opening) != "det"
        or tree.word(opening) not in pronouns
    ):
        return {}
    beside = other >= 0 and tree.tokens[other].head == c
    if own[-1] not in (tree.finite(c), c) or not beside or tree.tokens[other].deprel not in SIDES:
        return {}
    noun = tree.tokens[c].head
    role = _role_of_pronoun(tree, opening, noun, own[-1])
    if role == "nsubj" and is_likelier_doer(tree, noun, other, c, know):
        role = "obj"  # "Dorfbewohner, | die | Soldaten erschossen hatten"
    return {opening: (c, role), other: (c, "obj" if role == "nsubj" else "nsubj")}


def _role_of_pronoun(tree: Tree, pronoun: int, noun: int, verb: int) -> str:
    """By its case; else the subject, unless it stands for one and the verb tells of many."""
    oblique = tree.grammar.get("oblique_relatives", {}).get(tree.word(pronoun))
    many = tree.feature(verb, "Number") == "Plur" or tree.feature(verb, "VerbForm") == "Part"
    one = tree.feature(verb, "Number") == "Sing"
    several = tree.has_child(noun, "nummod") and tree.feature(noun, "Number") == "Plur"
    others = (many and not _is_many(tree, noun)) or (
        one and several
    )  # "zwei Deutsche, | die | Bola aufgefordert hat"
    return str(oblique or ("obj" if others else "nsubj"))


def _is_many(tree: Tree, noun: int) -> bool:
    """Whether a noun is in the plural; of a subject its verb tells better than its form."""
    main = tree.finite(tree.tokens[noun].head) if tree.relation(noun) in SUBJECTS else None
    if main is not None and tree.word(main).endswith(tuple(tree.grammar.get("finite_of_many", ()))):
        return True
    return tree.feature(noun if main is None else main, "Number") == "Plur"


def _saying_as_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Witnesses who fled | say | soldiers burned the village`: between two subjects of one verb stands the verb of the first."""
    speaker = tree.tokens[c].head
    verb = tree.tokens[speaker].head if speaker >= 0 else -1
    if tree.relation(c) != "acl" or not speaker < c < verb or tree.relation(speaker) != "nsubj":
        return {}
    if tree.has_child(c, *SUBJECTS, "obj", "ccomp", "mark", "aux", "aux:pass") or not cites_clause(
        tree, c, know
    ):
        return {}
    others = [k for k in tree.children[verb] if c < k < verb and tree.relation(k) in SUBJECTS]
    if not others or min(tree.subtree(others[0])) != c + 1:
        return {}
    return {c: tree.edge(verb), speaker: (c, "nsubj"), verb: (c, "ccomp")}


def _done_before_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Soldiers in Tigray | killed | civilians, residents said`: of two subjects of one verb of saying the one behind the comma speaks; the "participle" at the first is what it did."""
    doer, commas = tree.tokens[c].head, tree.grammar.get("inserted_after", ())
    said = tree.tokens[doer].head if doer >= 0 else -1
    if not doer < c < said or tree.relation(doer) != "nsubj" or tree.lemma(said) not in know.citing_words:
        return {}
    if (
        tree.relation(c) != "acl"
        or tree.feature(c, "Tense") != "Past"
        or tree.has_child(c, *SUBJECTS, "mark", "aux", "obl:agent")
    ):
        return {}
    speakers = [k for k in tree.children[said] if c < k < said and tree.relation(k) == "nsubj"]
    if len(speakers) != 1 or not tree.is_behind(min(tree.subtree(speakers[0])), commas):
        return {}
    bare = [
        k
        for k in tree.children[doer]
        if k > c and tree.relation(k) in ("nmod", "appos") and not tree.preposition(k)
    ]
    things = bare if not tree.has_child(c, "obj") else []
    if not things and not tree.has_child(c, "obj"):
        return {}
    return {doer: (c, "nsubj"), c: (said, "ccomp")} | dict.fromkeys(things[:1], (c, "obj"))


def _asking_crowd(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`fired at | protesters | demanding his release`: without a comma the people right before a gerund ask for it, and not who acts on them."""
    verb, who = tree.tokens[c].head, c - 1
    gerund = tree.feature(c, "VerbForm") in ("Ger", "Part") and tree.feature(c, "Tense") != "Past"
    if not gerund or not 0 <= verb < who or tree.tokens[who].head != verb or tree.tokens[who].upos != "NOUN":
        return {}
    if tree.relation(who) not in ("obj", "obl") or tree.has_child(c, "mark", *SUBJECTS):
        return {}
    crowd = know.in_class(tree.lemma(who), CROWD) and tree.feature(who, "Number") == "Plur"
    return (
        {c: (who, "acl")}
        if crowd
        and any(know.ontology.types[f.type].speech_act for f in know.frames_of(tree.lemma(c), "VERB"))
        else {}
    )


def _clause_before_saying(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Some blame the army, | others say rebels did it`: what stands before one who says something else is not what he says."""
    before = next((k for k in tree.children[c] if k < c and tree.relation(k) == "ccomp"), -1)
    if before < 0:
        return {}
    behind = next((k for k in tree.children[c] if k > c and tree.relation(k) == "ccomp"), -1)
    subject = tree.child(c, "nsubj")
    if behind < 0 or subject is None or not before < subject < c:
        return {}
    first = min(tree.subtree(behind))
    apart = tree.tokens[min(tree.subtree(subject)) - 1].form in tree.grammar.get("inserted_after", ())
    if not apart or first != c + 1 or tree.finite(before) is None or not tree.has_child(before, *SUBJECTS):
        return {}
    return {before: tree.edge(c), c: (before, "parataxis")}


def _told_to(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`told Reuters | soldiers had burned it`: the name right behind a verb that must have a hearer is he, no part of what was told."""
    verb = tree.tokens[c].head
    if not 0 <= verb < c or tree.relation(c) != "ccomp":
        return {}
    if tree.lemma(verb) not in tree.grammar.get("addressing_verbs", ()):
        return {}  # "warned Hezbollah fighters would attack" may have none
    subject = tree.child(c, *SUBJECTS)
    if subject is None or tree.has_child(verb, "obj", "iobj") or tree.has_child(c, "mark"):
        return {}
    names = [
        k
        for k in tree.children[subject]
        if tree.tokens[k].deprel == "compound" and tree.tokens[k].upos == "PROPN"
    ]
    astray = [k for k in tree.children[c] if k < subject and tree.tokens[k].deprel in ("obj", "iobj")]
    many = tree.feature(subject, "Number") == "Plur"
    told = next((k for k in (*astray, *(names if many else ())) if min(tree.subtree(k)) == verb + 1), -1)
    return {told: (verb, "obj")} if told >= 0 else {}


def _on_condition(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`said on condition of anonymity | that Syria had shelled it`: what stands behind the terms of speaking is what is said."""
    words, above = tree.grammar.get("content_complementizers", ()), tree.tokens[c].head
    if tree.relation(c) != "acl" or not words or not tree.has_child(c, *SUBJECTS):
        return {}
    opening = tree.opening_word(c, words)
    while above >= 0 and tree.relation(above) in ("nmod", "obl") and not takes_content(tree, above, know):
        above = tree.tokens[above].head
    said = above >= 0 and tree.is_verbal(above) and cites_clause(tree, above, know)
    if not said or opening < 0 or tree.has_child(above, "ccomp", "obj"):
        return {}
    return {c: (above, "ccomp"), opening: (c, "mark")}


def _split_name(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`marched through Port | Sudan | demanding an end`: a name right behind one in a phrase of place goes on with it."""
    k = next((k for k in tree.children[c] if k < c and tree.relation(k) == "nsubj"), 0)
    if k < 1 or k != c - 1 or tree.finite(c) is not None or tree.relation(c) != "advcl":
        return {}
    names = all(tree.tokens[i].upos == "PROPN" for i in (k - 1, k))
    cases = [i for i in (*tree.children[k], *tree.children[k - 1]) if tree.relation(i) == "case"]
    alone = set(cases) == {*tree.children[k], *tree.children[k - 1]} and all(i < k - 1 for i in cases)
    return {k: (k - 1, "flat"), **dict.fromkeys(cases, (k - 1, "case"))} if names and cases and alone else {}


def _standing(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`stands | accused of shelling it`: who stands accused is accused, and accuses nobody."""
    verb = tree.tokens[c].head
    stands = verb >= 0 and tree.lemma(verb) in tree.grammar.get("standing_passives", ())
    if not stands or tree.relation(c) != "xcomp" or tree.feature(c, "VerbForm") != "Part":
        return {}
    subject = tree.child(verb, "nsubj")
    moves: Moves = {c: tree.edge(verb), verb: (c, "aux:pass")}
    rest = brought_to(tree, c, (k for k in tree.children[verb] if k not in (c, subject)))
    return moves | rest | ({subject: (c, "nsubj:pass")} if subject is not None else {})
