"""Relative clauses that were read as something else, or hung on the wrong noun.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens: a pronoun that was read as an article,
subject and object that were exchanged, or a clause that tells of the speaker and is not said.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.likelier import is_likelier_doer, is_sent
from lagebild.claims.moves import Moves
from lagebild.claims.tree import NOMINAL, SUBJECTS, Tree


def lost_pronoun(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`die Armee, | die | Übergriffe stets bestreitet`: a relative clause has a pronoun; read as an article, it is the subject."""
    words = tree.grammar.get("relative_articles", ())
    if not words or tree.tokens[c].deprel != "acl:relcl":
        return {}
    inside = [
        k
        for k in tree.subtree(c, skip=frozenset({"acl", "ccomp", "advcl"}))
        if tree.tokens[k].upos != "PUNCT"
    ]
    if not inside or any("Rel" in tree.feature(k, "PronType") for k in inside):
        return {}
    finite = tree.finite(c)
    if finite is not None and finite < c:
        return {}  # "meldete der Minister, die Miliz | wolle | das Dorf angreifen": no relative clause has that order
    article, noun = inside[0], tree.tokens[inside[0]].head
    read = tree.relation(article) == "det" and tree.word(article) in words and tree.tokens[noun].head == c
    if not read or tree.relation(noun) != "nsubj" or noun != article + 1:
        return {}
    thing = tree.child(c, "obj")
    role = (c, "obj") if thing is None else (thing, "nummod")
    fits = thing is None or thing == noun + 1
    return {article: (c, "nsubj"), noun: role} if fits else {}


def oblique_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`der Bürgermeister, | dem | die Opposition Korruption vorwirft`, `der Bericht, den die Regierung ...`: such a pronoun is no subject; the first bare noun behind it is."""
    roles = tree.grammar.get("oblique_relatives", {})
    sides = [
        k
        for k in tree.children[c]
        if k < c and tree.tokens[k].deprel in ("nsubj", "obj", "obl:arg", "iobj") and not tree.preposition(k)
    ]
    if not sides or tree.tokens[sides[0]].upos not in ("PRON", "DET"):
        return {}
    pronoun, bare = sides[0], sides[1:]
    role = roles.get(tree.word(pronoun)) or _role_by_gender(tree, pronoun, tree.tokens[c].head)
    if role is None or any(tree.relation(k) == "nsubj" for k in bare) or not bare or tree.is_passive(c):
        return {}
    plain = tree.has_child(bare[0], "det") or tree.tokens[bare[0]].upos == "PROPN"
    if not plain or any(tree.word(k) in roles for k in tree.children[bare[0]]):
        return {}
    moves: Moves = {pronoun: (c, role), bare[0]: (c, "nsubj")}
    return moves | dict.fromkeys(bare[1:2], (c, "obj"))


def _role_by_gender(tree: Tree, pronoun: int, noun: int) -> str | None:
    """`die Miliz, | der | Amnesty Folter vorwirft`: of one who is feminine such a pronoun is no subject; but "der Chef der Miliz, der ..." may be he."""
    role = tree.grammar.get("feminine_relatives", {}).get(tree.word(pronoun))
    if role is None or not 0 <= noun < pronoun:
        return None
    words = tree.grammar.get("plural_articles", ())  # which one feminine has, too: "die Hamas"
    marked = any(tree.relation(k) == "det" and tree.word(k) in words for k in tree.children[noun])
    above = [tree.tokens[noun].head] if tree.relation(noun) in ("nmod", "appos", "conj") else []
    near = [k for k in range(noun + 1, pronoun) if tree.tokens[k].upos in ("NOUN", "PROPN")]
    he = any(tree.feature(k, "Gender") != "Fem" for k in (*above, *near))
    return role if (marked or tree.feature(noun, "Gender") == "Fem") and not he else None


def said_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`die Behauptung der Armee, | die Rebellen hätten das Hospital angezündet`: with its finite verb in second place it is no relative clause, but what the noun says."""
    verb, noun, subject = tree.finite(c), tree.tokens[c].head, tree.child(c, "nsubj")
    if subject is None or verb is None or tree.feature(verb, "Mood") != "Sub" or not subject < verb < c:
        return {}
    words = tree.grammar.get("relative_articles", ())
    article = subject if tree.word(subject) in words else subject - 1
    doer = article + 1
    if tree.word(article) not in words or verb != doer + 1 or tree.tokens[doer].upos != "NOUN":
        return {}
    if {tree.tokens[article].head, tree.tokens[doer].head} - {c, doer}:
        return {}
    while noun >= 0 and not know.cues_of(tree.lemma(noun), True):
        noun = tree.tokens[noun].head if tree.relation(noun) == "nmod" else -1
    return {article: (doer, "det"), doer: (c, "nsubj"), c: (noun, "acl")} if noun >= 0 else {}


def swapped_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`die Huthis, die | Washington | eingestuft hat`: of pronoun and name the one is the subject that has the verb's number, or that can say so."""
    if tree.tokens[c].deprel != "acl:relcl" or not tree.grammar.get("verb_last"):
        return {}
    pronoun, thing, verb = tree.child(c, "nsubj"), tree.child(c, "obj"), tree.finite(c)
    if pronoun is None or thing is None or verb is None or "Rel" not in tree.feature(pronoun, "PronType"):
        return {}
    number, noun = tree.feature(verb, "Number"), tree.tokens[c].head
    plain = tree.tokens[thing].upos == "PROPN" and not tree.has_child(thing, "det")
    main = tree.finite(tree.tokens[noun].head) if tree.relation(noun) == "nsubj" else None
    plural = "Plur" in (
        tree.feature(noun, "Number"),
        tree.feature(main, "Number") if main is not None else "",
    )
    others = number == "Sing" and plural and tree.feature(thing, "Number") == "Sing"
    told = plain and _is_only_said(tree, noun, c, know)  # "eine Untersuchung, die Delhi ablehnt"
    agrees = number == "" or tree.feature(thing, "Number") == number or tree.has_child(thing, "conj")
    stronger = pronoun < thing and agrees and is_likelier_doer(tree, noun, thing, c, know)
    sent = pronoun < thing and can_act(tree, thing, know) and is_sent(tree, noun, c, know)
    # "Dorfbewohner, die | Soldaten | erschossen hatten", "eine Rakete, die | die RSF | abgefeuert hatten"
    swapped = (plain and (others or told)) or stronger or sent
    return {pronoun: (c, "obj"), thing: (c, "nsubj")} if swapped else {}


def deed_of_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`der Diplomat, | dessen Ausweisung | Prag angeordnet hatte`: a deed decides on nothing; whoever stands behind it, or was read as what it is done to, does."""
    deed, finite = tree.child(c, "nsubj"), tree.finite(c)
    if deed is None or finite is None or tree.is_passive(c) or not deed < c <= finite:
        return {}
    owned = any(tree.relation(k) == "nmod" and tree.antecedent(k) != k for k in tree.children[deed])
    named = know.frames_of(tree.lemma(deed), "NOUN") and know.agent(tree.lemma(deed)) is None
    if not owned or not named:
        return {}
    beside = [k for k in tree.children[deed] if k > deed and tree.relation(k) in ("appos", "nmod", "flat")]
    others = [k for k in (*beside, *tree.children[c]) if deed < k < c and not tree.preposition(k)]
    who = next(
        (
            k
            for k in others
            if tree.relation(k) in ("appos", "nmod", "flat", "obj") and can_act(tree, k, know)
        ),
        -1,
    )
    fits = who >= 0 and tree.feature(who, "Number") in ("", tree.feature(finite, "Number"))
    before = min(tree.subtree(deed)) - 1
    case = before if tree.tokens[before].upos == "ADP" and tree.tokens[before].head == c else -1
    if fits and case >= 0:  # "um | dessen Freilassung Frankreich kämpft"
        return {deed: (c, "obl"), who: (c, "nsubj"), case: (deed, "case")}
    return {deed: (c, "obj"), who: (c, "nsubj")} if fits else {}


def case_of_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`die Geiseln, | um | deren Freilassung sich Katar bemüht`: no conjunction stands before a relative pronoun, but a preposition."""
    verb, whose = tree.tokens[c].head, c + 1
    if not verb >= 0 or whose >= len(tree) or tree.tokens[verb].deprel != "acl:relcl":
        return {}
    noun = tree.tokens[whose].head
    owned = tree.relation(whose) == "nmod" and tree.antecedent(whose) != whose and noun > whose
    return {c: (noun, "case")} if owned and tree.tokens[noun].head == verb and c < verb else {}


def restored_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Rebellen, die | Dorfbewohner | verschleppt hatten`: where neither form nor number tells, the pronoun is the subject that stands for who has the arms."""
    thing, subject, verb = tree.child(c, "obj"), tree.child(c, "nsubj"), tree.finite(c)
    if thing is None or subject is None or verb is None or not thing < subject < verb:
        return {}
    noun = tree.tokens[c].head
    told = tree.word(thing) in tree.grammar.get("oblique_relatives", {}) or tree.has_child(subject, "det")
    relative = tree.word(thing) in tree.grammar.get("relative_articles", ()) and not tree.preposition(thing)
    numbers = {tree.feature(k, "Number") for k in (noun, subject)}
    alike = len(numbers) == 1 and tree.tokens[noun].upos == "NOUN"
    if told or not relative or not alike or not is_likelier_doer(tree, subject, noun, c, know):
        return {}
    return {thing: (c, "nsubj"), subject: (c, "obj")}


def relative_by_number(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Gespräche mit der Miliz, | die Dörfer angezündet hatte`: the verb's number says of which noun before the comma the subject tells."""
    finite, noun, pronoun = tree.finite(c), tree.tokens[c].head, tree.first_word(c)
    endings = tuple(tree.grammar.get("finite_of_many", ()))
    if finite is None or not endings or not 0 <= noun < pronoun or not _is_first_subject(tree, c, pronoun):
        return {}
    many = tree.word(finite).endswith(endings)
    if _fits_number(tree, noun, many) or tree.has_child(noun, "conj"):
        return {}
    below = (
        k for k in tree.subtree(noun, skip=frozenset({"acl", "acl:relcl", "conj"})) if noun < k < pronoun
    )
    nearer = [k for k in below if tree.relation(k) == "nmod" and tree.tokens[k].upos in ("NOUN", "PROPN")]
    fitting = [k for k in nearer if _fits_number(tree, k, many)] or _objects_before(tree, noun, many)
    return {c: (fitting[-1], "acl:relcl")} if fitting else {}


def _objects_before(tree: Tree, noun: int, many: bool) -> list[int]:
    """`schickte zwei Beamte nach Kabul, | die dort verhandeln sollen`: behind a place it is told of whom somebody sent there."""
    verb = tree.tokens[noun].head
    if tree.relation(noun) != "obl" or tree.tokens[noun].upos != "PROPN" or verb < 0 or not many:
        return []
    before = (k for k in tree.children[verb] if k < noun and tree.tokens[k].deprel == "obj")
    return [k for k in before if tree.tokens[k].upos == "NOUN" and tree.feature(k, "Number") == "Plur"]


def _is_first_subject(tree: Tree, c: int, pronoun: int) -> bool:
    """Whether a clause opens with *die* as its subject, or with what was read as the article of a bare noun."""
    if tree.word(pronoun) not in tree.grammar.get("relatives_of_many", ()):
        return False
    over = tree.tokens[pronoun].head
    article = tree.relation(pronoun) == "det" and over == pronoun + 1 and tree.tokens[over].head == c
    only = article and tree.relation(over) == "nsubj" and not tree.has_child(c, "obj")
    return only or (over == c and tree.tokens[pronoun].deprel == "nsubj")


def _fits_number(tree: Tree, noun: int, many: bool) -> bool:
    """Whether a noun may be what a relative *die* stands for: one that is feminine, or many."""
    number, gender = tree.feature(noun, "Number"), tree.feature(noun, "Gender")
    if many:
        return number != "Sing"
    name = tree.tokens[noun].upos == "PROPN" and tree.has_child(noun, "det")
    return number != "Plur" and (gender == "Fem" or name)


def _is_only_said(tree: Tree, noun: int, verb: int, know: Knowledge) -> bool:
    """Whether a thing cannot do what a verb tells: an act of speech."""
    lemma, frames = tree.lemma(noun), know.frames_of(tree.lemma(verb), "VERB")
    says = any(know.ontology.types[frame.type].speech_act for frame in frames[:1])
    thing = tree.tokens[noun].upos == "NOUN" and know.agent(lemma) is None
    return says and thing and (know.source_kind(lemma) is None or not know.cues_of(tree.lemma(verb)))


def denied_clause(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`..., which he denies`: it is not the last noun that he denies, unless that is a charge."""
    noun, commas = tree.tokens[c].head, tree.grammar.get("inserted_after", ())
    if (
        tree.tokens[c].deprel != "acl:relcl"
        or not tree.grammar.get("modal_marks")
        or know.takes_clause(tree.lemma(noun))
    ):
        return {}
    pronoun = next((k for k in tree.children[c] if k < c and tree.relation(k) == "obj"), 0)
    denies = know.denies(tree.lemma(c))
    apart = tree.is_behind(pronoun, commas) and tree.feature(pronoun, "PronType") == "Rel"
    return {pronoun: (c, "expl")} if denies and apart else {}


def relative_behind_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Rebels killed villagers, the UN said, | which the group denies`: no content of who is set in; it goes on with what is said."""
    said, commas = tree.tokens[c].head, tree.grammar.get("inserted_after", ())
    if tree.relation(c) != "ccomp" or not 0 < said < c:
        return {}
    inserted = tree.tokens[said].deprel == "parataxis"
    before = (k for k in tree.children[said] if k < said and tree.relation(k) == "ccomp")
    pronoun, told = tree.first_word(c), tree.tokens[said].head if inserted else next(before, -1)
    words = tree.grammar.get("comment_relatives", ())
    relative = tree.word(pronoun) in words and tree.is_behind(pronoun, commas)
    if not relative or not 0 <= told < said or tree.tokens[pronoun].head != c:
        return {}
    denies = know.denies(tree.lemma(c))
    return {c: (told, "acl:relcl")} | ({pronoun: (c, "expl")} if denies else {})


def comment_subject(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`sagen Ärzte, was | die Miliz | bestreitet`: of two objects of a comment the noun is its subject."""
    words, objects = (
        tree.grammar.get("comment_relatives", ()),
        [k for k in tree.children[c] if tree.relation(k) == "obj"],
    )
    opens = (
        len(objects) > 1 and tree.word(objects[0]) in words and not tree.has_child(c, "nsubj", "nsubj:pass")
    )
    nouns = [k for k in objects[1:] if tree.tokens[k].upos in ("NOUN", "PROPN")]
    return {nouns[0]: (c, "nsubj")} if opens and nouns else {}


def relative_to_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`said Nasrallah, | who himself was killed`: a clause with a relative pronoun behind who says it tells of him, and is not said."""
    verb, commas = tree.tokens[c].head, tree.grammar.get("inserted_after", ())
    if tree.relation(c) != "ccomp" or not 0 <= verb < c:
        return {}
    speaker = tree.child(verb, "nsubj")
    pronoun = next((k for k in tree.children[c] if k < c and tree.feature(k, "PronType") == "Rel"), -1)
    if speaker is None or pronoun < 2 or not verb < speaker < pronoun:
        return {}
    behind = tree.is_behind(pronoun, commas) and pronoun - 2 in tree.subtree(speaker)
    return {c: (speaker, "acl:relcl")} if behind else {}


def relative_of_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`the bridge, | which | Kyiv says Russia bombed`: what the relative clause is about is what is done, and not who says so says."""
    verb, subject = tree.tokens[c].head, tree.child(c, "nsubj", "nsubj:pass")
    if (
        not 0 <= verb < c
        or tree.tokens[verb].deprel != "acl:relcl"
        or subject is None
        or not verb < subject < c
    ):
        return {}
    pronouns = [k for k in tree.children[verb] if k < verb and tree.relation(k) == "obj"]
    relative = [k for k in pronouns if "Rel" in tree.feature(k, "PronType")]
    suffered = tree.has_child(c, "obj", "aux:pass", "cop", "mark")
    if not relative or suffered or tree.lemma(verb) not in know.citing_words:
        return {}
    return {relative[0]: (c, "obj"), subject: (c, "nsubj")}


def asked_of_adjective(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`It remains unclear | who shelled the hospital`: who did is asked, and no adjective has done it."""
    over, words = tree.tokens[c].head, tree.grammar.get("asked", ())
    opens = tree.tokens[c].deprel == "acl:relcl" and tree.word(tree.first_word(c)) in words
    return {c: (over, "csubj")} if opens and over >= 0 and tree.tokens[over].upos == "ADJ" else {}


def relative_of_person(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`a nurse at the hospital, | who said soldiers had shelled it`: *who* is the person, and not where or for whom that one works."""
    words, noun = tree.grammar.get("person_relatives", ()), tree.tokens[c].head
    pronoun = next((k for k in tree.children[c] if tree.word(k) in words), -1)
    if pronoun < 1 or not 0 <= noun < pronoun:
        return {}
    if not tree.is_behind(pronoun, know.inserted_after):
        return _right_behind(tree, c, pronoun - 1, know)
    last = pronoun - 2  # "a motion against the premier, | who dismissed it"
    if (
        not _is_person(tree, noun, know)
        and last > noun
        and noun in tree.ancestors(last)
        and _is_person(tree, last, know)
    ):
        return {c: (last, "acl:relcl")}
    over = noun
    while not _is_person(tree, over, know) and tree.relation(over) == "nmod" and tree.preposition(over):
        over = tree.tokens[over].head
    return {c: (over, "acl:relcl")} if over != noun and _is_person(tree, over, know) else {}


def relative_of_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`no comment from the government, | which has denied backing M23`: what something for nobody is said to say, says whoever stands right before the comma."""
    words, noun = tree.grammar.get("body_relatives", ()), tree.tokens[c].head
    pronoun = next((k for k in tree.children[c] if tree.word(k) in words and tree.relation(k) == "nsubj"), -1)
    last = pronoun - 2
    if (
        not 0 <= noun < last
        or not tree.is_behind(pronoun, know.inserted_after)
        or noun not in tree.ancestors(last)
    ):
        return {}
    speaks = any(cue.construction == "verb" for cue in know.cues_of(tree.lemma(c)))
    nobody = tree.tokens[noun].upos == "NOUN" and not can_act(tree, noun, know)
    return {c: (last, "acl:relcl")} if speaks and nobody and can_act(tree, last, know) else {}


def _right_behind(tree: Tree, c: int, person: int, know: Knowledge) -> Moves:
    """`The claim is contradicted by refugees | who say ...`: without a comma *who* is the person right before it, if nothing before has it as a part."""
    noun = tree.tokens[c].head
    apart = noun not in tree.ancestors(person) or tree.relation(person) == "appos"
    near = noun < person and apart and tree.tokens[person].upos in NOMINAL and _is_person(tree, person, know)
    return {c: (person, "acl:relcl")} if near else {}


def relative_of_owner(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`der Vorsitzende der Gewerkschaft, | den | ...`, `Mitglieder der Partei, | denen | ...`: gender and number of the pronoun say of which noun the clause tells."""
    forms, noun = tree.grammar.get("relative_forms", {}), tree.tokens[c].head
    pronoun = tree.first_word(c)
    if pronoun > 0 and tree.tokens[pronoun].upos == "ADP":
        pronoun += 1
    fitting = forms.get(tree.word(pronoun))
    behind = tree.tokens[pronoun].head == c or tree.relation(pronoun) == "det"
    if not fitting or noun < 0 or noun > pronoun or not behind or _has_form(tree, noun, fitting):
        return {}
    over = tree.tokens[noun].head
    while over >= 0 and tree.tokens[over].upos in NOMINAL and not _has_form(tree, over, fitting):
        over = tree.tokens[over].head if tree.relation(over) == "nmod" else -1
    below = over >= 0 and tree.relation(noun) == "nmod" and tree.tokens[over].upos == "NOUN"
    return {c: (over, "acl:relcl")} if below and over < noun else {}


def _has_form(tree: Tree, noun: int, fitting: list[str]) -> bool:
    """Whether a noun has one of the genders and numbers; a name behind a preposition has none but that of places."""
    place = tree.tokens[noun].upos == "PROPN" and not tree.has_child(noun, "det")
    gender = "Neut" if place and tree.preposition(noun) else tree.feature(noun, "Gender")
    number = tree.feature(noun, "Number")
    return number in fitting or f"{gender} {number}" in fitting


def _is_person(tree: Tree, i: int, know: Knowledge) -> bool:
    agent = know.agent(tree.lemma(i))
    return tree.tokens[i].upos == "PROPN" or (agent is not None and agent.kind == "person")


def relative_behind_preposition(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`das Massaker, bei | dem | Soldaten Menschen getötet haben`: what stands in the singular is no article of many, but stands for the noun before the comma."""
    words, commas = tree.grammar.get("singular_relatives", ()), tree.grammar.get("inserted_after", ())
    for noun in tree.children[c]:
        pronoun = tree.child(noun, "det")
        if pronoun is None or tree.word(pronoun) not in words or tree.feature(noun, "Number") != "Plur":
            continue
        case = pronoun - 1
        if case < 2 or not tree.is_behind(case, commas) or tree.relation(case) != "case" or noun > c:
            continue
        before = (k for k in range(case - 2, -1, -1) if tree.tokens[k].upos in NOMINAL)
        over = next(
            (k for k in before if tree.relation(k) != "nmod" and tree.feature(k, "Number") != "Plur"), -1
        )
        if over < 0:
            return {}
        others = [k for k in tree.children[c] if tree.tokens[k].deprel in SUBJECTS and k > noun]
        moves: Moves = {
            pronoun: (c, "obl"),
            case: (pronoun, "case"),
            noun: (c, "nsubj"),
            c: (over, "acl:relcl"),
        }
        return moves | dict.fromkeys(others, (c, "obj"))
    return {}
