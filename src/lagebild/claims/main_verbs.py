"""Main verbs that the parser took for something else.

Takes a parsed sentence and a token; gives moves of tokens: a "participle" that is the main verb of its sentence, a verb that
looks like a participle, a participle far behind its auxiliary, a passive hung on its subject.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import SUBJECTS, Tree

FULL = ("obj", "xcomp", "ccomp", "obl", "advcl")


def main_verb_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Forces detained two men, a group said`: of two subjects of one verb the first belongs to the "participle" behind it."""
    subjects = [k for k in tree.children[c] if tree.relation(k) == "nsubj"]
    if split := _split_group(tree, c):
        return split
    if owned := _owner_before_verb(tree, c) or _titled_subject(tree, c):
        return owned
    if active := _finite_active(tree, c):
        return active
    if not tree.is_verbal(c) or len(subjects) != 2:
        return {}
    first, second = subjects
    as_verb = next(
        (k for k in tree.children[c] if first < k < second and _is_bereft_as_clause(tree, k)), None
    )
    if as_verb is not None:
        return {first: (as_verb, "nsubj")}
    if tree.grammar.get("reported_mood"):
        return {}
    if taken := _verb_before_compound(tree, c, first, second, know):
        return taken
    bereft = next((k for k in tree.children[c] if tree.relation(k) == "ccomp" and first < k), None)
    if bereft is not None and not tree.has_child(bereft, "nsubj", "nsubj:pass"):
        return {first: (bereft, "nsubj")}
    verb = next((k for k in tree.children[first] if _is_reduced(tree, k, first) and k < second), None)
    if verb is None or tree.has_child(c, "ccomp"):
        return {}
    bare = next(
        (k for k in tree.children[verb] if tree.relation(k) == "obl" and k > verb and _has_no_place(tree, k)),
        None,
    )
    moved = {verb: (c, "ccomp"), first: (verb, "nsubj")}
    return moved | ({bare: (verb, "obj")} if bare is not None and not tree.has_child(verb, "obj") else {})


def _split_group(tree: Tree, c: int) -> Moves:
    """`said their troops | had | abducted children`: an auxiliary read as a clause beside the participle right behind it is the participle's."""
    auxiliary, perfect = c - 1, tree.grammar.get("perfect_auxiliaries", ())
    if auxiliary < 0 or tree.lemma(auxiliary) not in perfect or tree.has_child(c, "nsubj", "nsubj:pass"):
        return {}
    beside = tree.tokens[auxiliary].head == tree.tokens[c].head >= 0
    same = tree.tokens[auxiliary].deprel == tree.tokens[c].deprel == "ccomp"
    if not beside or not same or tree.feature(c, "Tense") != "Past":
        return {}
    return {auxiliary: (c, "aux")} | brought_to(tree, c, tree.children[auxiliary])


def _titled_subject(tree: Tree, c: int) -> Moves:
    """`| Acting | President Ali Zeidan said ...`: a gerund that opens the sentence right before a noun is part of the title of who has no other verb."""
    if not tree.grammar.get("natural_gender") or tree.has_child(c, "nsubj", "nsubj:pass", "expl") or c < 2:
        return {}
    opening = next((k for k in tree.children[c] if tree.relation(k) == "advcl" and k < c), -1)
    if (
        opening < 0
        or tree.feature(opening, "VerbForm") not in ("Ger", "Part")
        or tree.feature(c, "VerbForm") != "Fin"
    ):
        return {}
    who = tree.child(opening, "obj")
    first = all(tree.tokens[k].upos == "PUNCT" for k in range(opening))
    if not first or who is None or not opening < who < c or min(tree.subtree(who)) != opening + 1:
        return {}
    return {who: (c, "nsubj"), opening: (who, "amod")} if tree.tokens[who].upos == "PROPN" else {}


def _owner_before_verb(tree: Tree, c: int) -> Moves:
    """`| Kirgistans | Generalstab wies das zurück`: a name in the genitive right before a noun is whose that is, and not who acts."""
    ending = tree.grammar.get("genitive_name_ending", "")
    for name in tree.children[c] if ending else ():
        noun = name + 1
        if not tree.relation(name).startswith("nsubj") or noun >= c or tree.tokens[noun].head != c:
            continue
        genitive = (
            tree.tokens[name].upos == "PROPN" and tree.tokens[name].form == tree.tokens[name].lemma + ending
        )
        capital = tree.tokens[noun].form[:1].isupper()
        bare = (
            capital
            and tree.tokens[noun].upos == "NOUN"
            and tree.relation(noun) in ("nsubj", "nsubj:pass", "obj")
        )
        if genitive and bare and not tree.has_child(noun, "det"):
            return {name: (noun, "nmod:poss"), noun: (c, tree.tokens[name].deprel)}
    return {}


def _verb_before_compound(tree: Tree, c: int, first: int, second: int, know: Knowledge) -> Moves:
    """`The government | rejected | opposition claims | that ...`: the "participle" between two subjects is the verb, what was read as the verb its object."""
    verb = next((k for k in tree.children[second] if k == second - 1 and tree.relation(k) == "amod"), -1)
    ending = tree.grammar.get("past_ending", "")
    if verb <= first or c != second + 1 or not ending or not tree.word(verb).endswith(ending):
        return {}
    if tree.tokens[c].head >= 0 or not know.cues_of(tree.lemma(c), True):
        return {}
    told: Moves = {k: (c, "acl") for k in tree.children[c] if tree.relation(k) == "ccomp" and k > c}
    return told | {verb: (-1, "root"), c: (verb, "obj"), first: (verb, "nsubj"), second: (c, "compound")}


def _finite_active(tree: Tree, c: int) -> Moves:
    """`The mercenaries | killed | at least 300 civilians`: a finite past without an auxiliary is no passive; the bare noun behind it is its object."""
    subject = tree.child(c, "nsubj:pass")
    plain = tree.grammar.get("natural_gender") and tree.feature(c, "Mood") == "Ind" and subject is not None
    if not plain or tree.auxiliaries(c) or tree.relation(c) == "acl" or tree.has_child(c, "obj", "obl:agent"):
        return {}
    phrases = (k for k in tree.children[c] if k > c and tree.relation(k) == "obl" and _has_no_place(tree, k))
    thing = next((k for k in phrases if min(tree.subtree(k)) == c + 1), -1)
    return {subject or 0: (c, "nsubj"), thing: (c, "obj")} if thing >= 0 else {}


def _is_bereft_as_clause(tree: Tree, k: int) -> bool:
    """`Wie die Zeitung | unter Verweis auf Offiziere schreibt`: an as-clause whose subject went astray."""
    words = tree.grammar.get("as_words", ())
    begins = any(tree.tokens[m].form.lower() in words for m in tree.children[k])
    return tree.relation(k) in ("advcl", "ccomp") and begins and not tree.has_child(k, "nsubj", "nsubj:pass")


def homograph_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Die Polizei dementiert, ...`: a main verb that looks like a participle is none without an auxiliary."""
    form, endings = tree.tokens[c].form, tuple(tree.grammar.get("finite_homograph_endings", ()))
    subject = tree.child(c, "nsubj:pass")
    if (
        tree.tokens[c].head >= 0
        or subject is None
        or not endings
        or not form.endswith(endings)
        or subject > c
    ):
        return {}
    last = tree.last_word(c)
    needed = tree.grammar.get("homograph_after", ())
    if needed and not tree.is_behind(c, needed):
        return {}
    alone = last > c or tree.lemma(c) in tree.grammar.get("active_alone", ())  # "Sein Anwalt dementiert."
    return {subject: (c, "nsubj")} if not tree.auxiliaries(c) and alone else {}


def _is_reduced(tree: Tree, k: int, noun: int) -> bool:
    return tree.tokens[k].deprel == "acl" and k == noun + 1 and tree.feature(k, "Tense") == "Past"


def auxiliary_root_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Bei dem Angriff | ist nach Angaben ... ein Arbeiter | getötet worden`: the participle far behind its auxiliary is the verb."""
    if tree.tokens[c].upos != "AUX" or tree.has_child(c, "nsubj", "nsubj:pass", "ccomp", "xcomp"):
        return {}
    verbs = [k for k in tree.children[c] if k > c and tree.relation(k) == "advcl" and tree.is_passive(k)]
    if len(verbs) != 1 or tree.finite(verbs[0]) is not None or tree.has_child(verbs[0], "mark"):
        return {}
    verb = verbs[0]
    rest = brought_to(tree, verb, (k for k in tree.children[c] if k != verb))
    return {verb: (-1, "root"), c: (verb, "aux"), **rest}


def modal_before_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Der Kapitän | muss | für drei Jahre ins Gefängnis, entschied ein Gericht`: a finite verb has no finite auxiliary before a comma; that is the verb of what is said."""
    words = tree.grammar.get("must_verbs", ())
    modal = next((k for k in tree.children[c] if tree.lemma(k) in words and tree.is_finite(k)), None)
    comma = c - 1
    if modal is None or not modal < comma or tree.tokens[comma].form != "," or not tree.is_finite(c):
        return {}
    behind = [k for k in tree.children[c] if k > c and tree.tokens[k].upos in ("NOUN", "PROPN")]
    who = next((k for k in behind if tree.relation(k) in ("nsubj", "obj") and not tree.preposition(k)), None)
    if who is None or not know.citing_words & {tree.lemma(c)}:
        return {}
    before = (k for over in (c, modal) for k in tree.children[over] if k < comma and k != modal)
    front = brought_to(tree, modal, before)
    return {modal: tree.edge(c), c: (modal, "parataxis"), who: (c, "nsubj"), **front}


def _lost_passive_moves(tree: Tree, c: int) -> Moves:
    """`The claim that Russia shot them | was rejected`: a passive with its finite auxiliary, hung on a noun without a verb, is the verb."""
    verb = next(
        (
            k
            for k in tree.children[c]
            if tree.tokens[k].deprel == "acl" and k > c and tree.is_passive(k) and tree.finite(k) is not None
        ),
        None,
    )
    if verb is None or tree.has_child(verb, "nsubj", "nsubj:pass", "mark"):
        return {}
    behind = brought_to(tree, verb, (k for k in tree.children[c] if k > verb))
    return {verb: (-1, "root"), c: (verb, "nsubj:pass"), **behind}


def _has_no_place(tree: Tree, k: int) -> bool:
    """No preposition but one of measure ("at least two dozen activists")."""
    return not tree.preposition(k) or tree.has_child(k, "nummod")


def _lost_request(tree: Tree, c: int) -> Moves:
    """`The opposition | called | for the minister to resign and vowed to march`: who is asked shows that the "participle" behind the noun is the verb."""
    verb = next((k for k in tree.children[c] if k > c and _is_reduced(tree, k, c)), -1)
    if verb < 0 or tree.asked_to(verb) is None or tree.auxiliaries(verb):
        return {}
    below = [k for k in tree.children[verb] if tree.relation(k) in ("xcomp", "advcl")]
    others = [k for b in below for k in tree.children[b] if tree.tokens[k].deprel == "conj"]
    finite = [k for k in others if tree.feature(k, "Tense") == "Past"]
    rest = brought_to(tree, verb, (k for k in tree.children[c] if k > verb))
    return {verb: (-1, "root"), c: (verb, "nsubj"), **rest} | dict.fromkeys(finite, (verb, "conj"))


def _lost_behind_relative(tree: Tree, c: int) -> Moves:
    """`Merz, who will visit Kyiv on Friday, | called | for unity`: behind the comma that ends a relative clause no participle describes its noun."""
    relatives = [k for k in tree.children[c] if tree.tokens[k].deprel == "acl:relcl" and k > c]
    ends = {max(tree.subtree(k)) + 1 for k in relatives}
    verb = next((k for k in tree.children[c] if k - 1 in ends and _is_reduced(tree, k, k - 1)), -1)
    if verb < 0 or tree.tokens[verb - 1].upos != "PUNCT" or tree.auxiliaries(verb):
        return {}
    behind = brought_to(tree, verb, (k for k in tree.children[c] if k > verb))
    return {verb: (-1, "root"), c: (verb, "nsubj"), **behind}


def lost_root_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Maduro, who ..., accused the leader of ...`: a sentence whose root is a name has its verb in a "participle" after a comma."""
    if (
        tree.tokens[c].head >= 0
        or tree.tokens[c].upos not in ("PROPN", "NOUN")
        or tree.has_child(c, "cop", "nsubj")
    ):
        return {}
    if found := _lost_passive_moves(tree, c) or _lost_request(tree, c) or _lost_behind_relative(tree, c):
        return found
    for noun in tree.children[c]:
        verb = next(
            (
                k
                for k in tree.children[noun]
                if tree.is_participle_adjective(k) and tree.feature(k, "Tense") == "Past"
            ),
            None,
        )
        if tree.relation(noun) == "appos" and verb is not None and tree.tokens[verb - 1].upos == "PUNCT":
            content = {
                k: (verb, "advcl")
                for k in tree.children[noun]
                if tree.relation(k) == "acl" and tree.has_child(k, "mark")
            }
            return {verb: (-1, "root"), c: (verb, "nsubj"), noun: (verb, "obj"), **content}
    return {}


def having_to_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Die Armee | hat | das Dorf zu räumen`: what somebody has to do is the verb, unless it is what somebody's thing is for."""
    words = tree.grammar.get("having_to", ())
    if tree.lemma(c) not in words or not tree.is_finite(c) or tree.has_child(c, "obj", "ccomp", "advmod"):
        return {}
    verbs = [k for k in tree.children[c] if tree.relation(k) == "xcomp" and tree.is_marked_infinitive(k)]
    if len(verbs) != 1 or not tree.has_child(verbs[0], "obj"):
        return {}
    verb, token = verbs[0], tree.tokens[c]
    rest = brought_to(tree, verb, (k for k in tree.children[c] if k != verb))
    return {verb: (token.head, token.deprel), c: (verb, "aux"), **rest}


def strung_headline_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Hamas denies stealing aid, | accuses | Israel of arming gangs`: headlines string verbs of one subject without *and*."""
    first, before = tree.tokens[c].head, c - 1
    if not 0 < first < before or tree.tokens[before].upos != "PUNCT" or tree.tokens[before].form != ",":
        return {}
    subject = tree.child(first, "nsubj")
    both = all(
        tree.feature(k, "VerbForm") == "Fin" and tree.feature(k, "Tense") == "Pres" for k in (first, c)
    )
    bare = not tree.has_child(c, *SUBJECTS, "mark", "aux", "cc")
    needed = ("ccomp", "xcomp") if know.takes_clause(tree.lemma(c)) and cites_clause(tree, c, know) else FULL
    full = any(k > c and tree.relation(k) in needed for k in tree.children[c])
    return {c: (first, "conj")} if subject is not None and subject < first and both and bare and full else {}


def graded_number_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hat | angeblich | drei Geiseln getötet`: a word that grades says of the deed, not of the number behind it, how sure it is."""
    number = tree.tokens[c].head
    counted = tree.tokens[number].head if number >= 0 and tree.relation(number) == "nummod" else -1
    if counted < 0 or not any(g.construction == "adverb" for g in know.pack.grades.get(tree.lemma(c), ())):
        return {}
    verb = tree.clause(counted)
    return {c: (verb, "advmod")} if verb >= 0 and tree.is_verbal(verb) else {}
