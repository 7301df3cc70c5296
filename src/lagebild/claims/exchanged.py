"""Subject and object that were taken for one another, where the object stands in front: *Die Sanktionen verhängte die EU*.

Takes a parsed sentence, a verb and the lexicon; gives the moves that exchange them. Of a language without the switch, none. Case seldom
shows in German; number does, and so does what the verb is done to in the lexicon.
"""

from lagebild.claims.agents import can_act, is_named
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.likelier import are_two_peoples, is_deed_of_force, is_strong
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree
from lagebild.ontology import CONFLICT

BARE = ("nsubj", "obj", "iobj", "obl:arg")
MANY, ONE = "Plur", "Sing"
NOUNS = frozenset({"NOUN", "PROPN"})
FLYING = ("missile", "bomb")
SECOND = ("conj", "parataxis")
TAKEN = ("hostage", "vessel")
DEAD = "dead"  # a deed "claims" them
STANDING = ("building", "facility", "area", "structure")


def exchanged_moves(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """The two bare nouns around a finite verb that change sides."""
    sides = [k for k in tree.children[verb] if tree.tokens[k].deprel in BARE and not tree.preposition(k)]
    if of_predicate := _of_predicate(tree, verb, know):
        return of_predicate
    if asked := _asked_by_second(tree, verb, know):
        return asked
    headed = _behind_mark(tree, verb)
    if not (headed or len(sides) > 1) or not tree.grammar.get("object_first") or tree.is_passive(verb):
        return {}
    finite = tree.finite(verb)
    if finite == verb and headed:
        return headed
    if finite is None:
        return {}
    sides = [k for k in sides if not _has_just_spoken(tree, k, verb, know)]
    before, behind = [k for k in sides if k < finite], [k for k in sides if k > finite]
    if len(before) == 1 and len(behind) == 2 and _is_span(tree, before[0]):
        return {before[0]: (verb, "obl"), behind[0]: (verb, "nsubj")}
    subjects = [tree.tokens[k].deprel for k in (*before, *behind)] == ["nsubj", "nsubj", "obj"]
    if subjects and len(before) == 1 and not _is_parted(tree, before[0], finite) and behind[0] == finite + 1:
        return {behind[0]: (verb, "obl:arg")}  # "Hamas gibt | Netanjahu | die Schuld"
    if len(before) == 1 and len(behind) == 2 and _is_called(tree, verb, before[0], behind, know):
        return {before[0]: (verb, "obj"), behind[0]: (verb, "nsubj"), behind[1]: (verb, "xcomp")}
    if not before and len(behind) == 2:
        return _both_behind(tree, verb, finite, behind[0], behind[1], know)
    if len(before) != 1 or len(behind) != 1 or tree.has_child(verb, "mark", "expl"):
        return {}
    return _changed_sides(tree, verb, finite, before[0], behind[0], know)


def _changed_sides(tree: Tree, verb: int, finite: int, first: int, second: int, know: Knowledge) -> Moves:
    """Which of one before and one behind the finite verb is the subject, where it is not who was taken for it."""
    relations = (tree.tokens[first].deprel, tree.tokens[second].deprel)
    if _is_span(tree, first) and relations[1] != "nsubj":
        return {first: (verb, "obl"), second: (verb, "nsubj")}
    if not {tree.tokens[first].upos, tree.tokens[second].upos} <= NOUNS:
        return {}
    dative = tree.lemma(verb) in tree.grammar.get("dative_verbs", ()) and _may_be_dative(tree, second)
    if dative and not (tree.feature(first, "Gender") == "Fem" and _may_be_dative(tree, first)):
        return {}  # "Der Minister | drohte | der Hisbollah", but "Der Regierung | drohte der General"
    object_first: Moves = {first: (verb, "obj"), second: (verb, "nsubj")}
    subject_first: Moves = {first: (verb, "nsubj"), second: (verb, "obj")}
    if relations == ("obj", "nsubj") and (
        _is_bare_order(tree, finite, first, second)
        or are_two_peoples(tree, verb, finite, first, second, know)
    ):
        return subject_first
    as_subject = tree.relation(first) == "nsubj"
    if as_subject and relations[1] == "obj" and _is_taken_back(tree, verb, first, second, know):
        return object_first  # "Die Meldung, ..., | zog die Agentur | zurück"
    if as_subject and _is_announced(tree, verb, first, second, know):
        return object_first
    either = (
        relations == ("nsubj", "obj") and _agrees(tree, finite, second) and not _is_nominative(tree, first)
    )
    if either and _is_victim_of(tree, verb, first, second, know):
        return {} if are_two_peoples(tree, verb, finite, first, second, know) else object_first
    if tree.relation(second) == "nsubj" or not can_act(tree, second, know) or _is_marked(tree, second):
        return {}
    if not as_subject and _is_plain_order(tree, finite, first, second, know):
        return subject_first
    if not as_subject:
        return object_first if _is_accusative(tree, first) else {}
    if relations[1] != "obj":
        return {}
    told = _is_nominative(tree, second) and not _is_nominative(tree, first)
    told = told or _are_many_before_one(tree, finite, first, second)
    told = told or _disagrees(tree, finite, first, second) or _is_done_to(tree, verb, first, know)
    told = told or _is_deed_beside_words(tree, verb, first, know)
    return object_first if told else {}


def _both_behind(tree: Tree, verb: int, finite: int, first: int, second: int, know: Knowledge) -> Moves:
    """`In der Nacht griff | das Lager | eine Drohne | an`: of two behind the verb the second is who did it, where number tells or the first can do nothing of the kind."""
    if (tree.tokens[first].deprel, tree.tokens[second].deprel) != ("nsubj", "obj"):
        return {}
    if not {tree.tokens[first].upos, tree.tokens[second].upos} <= NOUNS or tree.has_child(
        verb, "mark", "expl"
    ):
        return {}
    if _is_nominative(tree, first) or _is_marked(tree, second):
        return {}
    told = _disagrees(tree, finite, first, second)
    flies = any(know.in_class(tree.lemma(second), name) for name in FLYING)
    able = flies or is_strong(tree, second, know) or can_act(tree, second, know)
    doer = able and _stands_there(tree, first, know, hit=flies) and _agrees(tree, finite, second)
    violent = (
        know.ontology.types[frame.type].quad == CONFLICT for frame in know.frames_of(tree.lemma(verb), "VERB")
    )
    return {first: (verb, "obj"), second: (verb, "nsubj")} if told or (doer and any(violent)) else {}


def _stands_there(tree: Tree, i: int, know: Knowledge, *, hit: bool) -> bool:
    """`das Lager`, `die Kaserne`: what is built or lies somewhere does no violence; nor does a school, where it is `hit`."""
    lemma = tree.lemma(i)
    placed = tree.tokens[i].upos == "NOUN" and any(know.in_class(lemma, name) for name in STANDING)
    return placed and (hit or not can_act(tree, i, know)) and not is_strong(tree, i, know)


def _is_victim_of(tree: Tree, verb: int, first: int, second: int, know: Knowledge) -> bool:
    """`25 Seeleute | nahmen die Huthi gefangen`, `Die Tanker | griffen Schnellboote an`: who has no arms and is taken or hit, before who has, where neither case nor number tells."""
    lemma, armed = (
        tree.lemma(first),
        know.in_class(tree.lemma(first), "weapon") or is_strong(tree, first, know),
    )
    owners = (k for k in tree.children[first] if tree.relation(k) in ("nmod", "amod"))
    sent = any(is_strong(tree, k, know) or tree.tokens[k].upos == "PROPN" for k in owners)
    weak = any(know.in_class(lemma, name) for name in TAKEN) and not sent
    weak = not armed and (weak or _stands_there(tree, first, know, hit=False))
    strong = is_strong(tree, second, know) or know.in_class(tree.lemma(second), "weapon")
    return weak and strong and is_deed_of_force(tree, verb, know)


def _agrees(tree: Tree, finite: int, i: int) -> bool:
    """Whether a noun may be the subject: one where the verb is of one, and without the article of an object."""
    many = tree.word(finite).endswith(tuple(tree.grammar.get("finite_of_many", ())))
    objects = tree.grammar.get("accusative_articles", ())
    marked = any(tree.word(k) in objects for k in articles_of(tree, i))
    return not marked and (many or tree.feature(i, "Number") == ONE)


def _asked_by_second(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`Der ukrainische Präsident dankte Berlin, | mahnte aber Munition an`: of a second verb of speech no thing behind it is the subject; who speaks is that of the first."""
    finite, k = tree.finite(verb), tree.child(verb, "nsubj")
    if (
        tree.relation(verb) not in SECOND
        or k is None
        or finite is None
        or k < finite
        or tree.has_child(verb, "obj")
    ):
        return {}
    thing = (
        tree.tokens[k].upos == "NOUN"
        and not can_act(tree, k, know)
        and know.source_kind(tree.lemma(k)) is None
    )
    says = any(know.ontology.types[f.type].speech_act for f in know.frames_of(tree.lemma(verb), "VERB")[:1])
    first = tree.child(tree.tokens[verb].head, "nsubj")
    speaks = first is not None and can_act(tree, first, know) and not _is_nominative(tree, k)
    return {k: (verb, "obj"), verb: (tree.tokens[verb].head, "conj")} if thing and says and speaks else {}


def _of_predicate(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """`Der Präsident, der krank ist, | macht die Opposition | verantwortlich`: what stands before a verb of making is not the subject of what somebody is made."""
    made, finite = tree.child(verb, "xcomp"), tree.finite(verb)
    held = made is not None and bool(tree.preposition(made))  # "hält die Familie | für erfunden"
    if made is None or finite is None or not (tree.tokens[made].upos == "ADJ" or held):
        return {}
    before = next((k for k in tree.children[made] if k < finite and tree.tokens[k].deprel == "nsubj"), -1)
    behind = next((k for k in tree.children[verb] if k > finite and tree.tokens[k].deprel == "nsubj"), -1)
    if before < 0 or behind < 0 or made < finite:
        return {}
    pronoun = tree.tokens[behind].upos == "PRON" and tree.feature(behind, "Gender") == "Masc"
    acts = can_act(tree, behind, know) and not can_act(tree, before, know)
    reversed_ = _is_nominative(tree, behind) or pronoun or (held and acts)
    first, second = ("obj", "nsubj") if reversed_ else ("nsubj", "obj")
    return {before: (verb, first), behind: (verb, second)}


def _has_just_spoken(tree: Tree, k: int, verb: int, know: Knowledge) -> bool:
    """`..., sagte | der Minister, | geschossen hätten Demonstranten`: between a citing verb behind a comma and the next comma."""
    phrase, commas = tree.subtree(k), know.inserted_after
    said, after = min(phrase) - 1, tree.last_word(k) + 1
    if said < 1 or after >= verb or tree.tokens[after].form not in commas or not tree.is_behind(said, commas):
        return False
    return tree.is_finite(said) and tree.lemma(said) in know.citing_words


def _is_span(tree: Tree, i: int) -> bool:
    """`| Eine Stunde nach der Wahl | stürmten Soldaten den Palast`: how long after what, not who."""
    phrase = tree.has_child(i, "nmod", "advmod") and not tree.has_child(i, "amod")
    return phrase and tree.lemma(i) in tree.grammar.get("time_units", ())


def _is_nominative(tree: Tree, i: int) -> bool:
    """`der Innenminister`: one, masculine, and with the article of the subject."""
    one = tree.feature(i, "Gender") == "Masc" and tree.feature(i, "Number") == ONE
    words = tree.grammar.get("nominative_articles", ())
    return one and any(tree.word(k) in words for k in tree.children[i] if tree.relation(k) == "det")


def _is_announced(tree: Tree, verb: int, first: int, second: int, know: Knowledge) -> bool:
    """`Die Ausweisung | gab das Ministerium bekannt`, `Die Bombardierung | verurteilte die Union`: a deed tells and judges nothing; somebody tells of it."""
    if tree.tokens[second].deprel == "nsubj" or (
        _is_marked(tree, second) and not _is_nominative(tree, second)
    ):
        return False
    deed = bool(know.frames_of(tree.lemma(first), "NOUN")) and know.agent(tree.lemma(first)) is None
    cites = any("obj" in cue.content for cue in know.cues_of(tree.lemma(verb)))
    says = know.agent(tree.lemma(second)) is not None or know.source_kind(tree.lemma(second)) is not None
    able = (can_act(tree, second, know) or is_named(tree, second)) and not _is_spoken(
        tree, first, "NOUN", know
    )
    judges = (
        able and not tree.has_child(verb, "xcomp", "ccomp") and not know.in_class(tree.lemma(second), DEAD)
    )
    return deed and ((cites and says) or (judges and _is_spoken(tree, verb, "VERB", know)))


def _is_parted(tree: Tree, first: int, finite: int) -> bool:
    """Whether more than an aside between two commas stands between a noun and the verb."""
    marks = [k for k in range(first, finite) if tree.tokens[k].upos == "PUNCT"]
    aside = len(marks) == 2 and marks[-1] == finite - 1 and all(tree.tokens[k].form == "," for k in marks)
    return bool(marks) and not aside


def _is_called(tree: Tree, verb: int, deed: int, behind: list[int], know: Knowledge) -> bool:
    """`Das Urteil | nannte Brüssel | eine Farce`: a deed calls nobody anything; who stands first behind the verb calls it so."""
    names = tree.lemma(verb) in tree.grammar.get("naming_verbs", ()) and tree.relation(deed) == "nsubj"
    return names and _is_announced(tree, verb, deed, behind[0], know)


def _is_spoken(tree: Tree, i: int, upos: str, know: Knowledge) -> bool:
    """Whether half of the entries of a word tell acts of speech: praise, blame, a demand."""
    types = [know.ontology.types[frame.type] for frame in know.frames_of(tree.lemma(i), upos)]
    return bool(types) and 2 * sum(kind.speech_act for kind in types) >= len(types)


def _behind_mark(tree: Tree, verb: int) -> Moves:
    """`Nach Angriff auf Moschee: | Polizei | nimmt Verdächtigen fest`, `... – General wirft ...`: the noun between such a mark and the verb is its subject, whatever it hangs on before the mark."""
    noun = verb - 1
    if noun < 2 or tree.tokens[noun].upos not in ("NOUN", "PROPN"):
        return {}
    marks = (*tree.grammar.get("colons", ()), *tree.grammar.get("dashes", ()))
    if not tree.is_behind(noun, marks):
        return _behind_comma(tree, verb, noun)
    if not 0 <= tree.tokens[noun].head < noun - 1 or tree.children[noun]:
        return {}
    behind = [k for k in tree.children[verb] if k > verb and tree.relation(k) == "nsubj"]
    dative = tree.lemma(verb) in tree.grammar.get("dative_verbs", ())
    return {noun: (verb, "nsubj")} | dict.fromkeys(behind, (verb, "obl:arg" if dative else "obj"))


def _behind_comma(tree: Tree, verb: int, noun: int) -> Moves:
    """`Anklage sieht Beweise, | Verteidigung | bestreitet alles`: one more of a list, right before a verb that has no subject, is its subject."""
    commas = tree.grammar.get("inserted_after", ())
    listed = tree.tokens[noun].deprel in ("appos", "conj") and not tree.has_child(noun, "cc", "appos", "case")
    alone = not tree.has_child(verb, "nsubj", "nsubj:pass", "expl", "cc", "mark")
    before = 0 <= tree.tokens[noun].head < noun - 1 and tree.is_behind(noun, commas)
    return {noun: (verb, "nsubj")} if listed and alone and before else {}


def _is_bare_order(tree: Tree, finite: int, first: int, second: int) -> bool:
    """`Imam | kritisiert | Behörden`: one who does it stands before the verb in the singular, bare, and many behind it."""
    many = tree.grammar.get("many_do", "")
    numbers = [tree.feature(k, "Number") for k in (first, second)]
    one = bool(many) and not tree.word(finite).endswith(many)
    return one and numbers == [ONE, MANY] and not tree.has_child(first, "det") and first < finite


def _is_taken_back(tree: Tree, verb: int, first: int, second: int, know: Knowledge) -> bool:
    """Whether a report is denied or withdrawn by whoever stands behind the verb."""
    lemma = tree.lemma(verb)
    ends = know.in_class(lemma, "retracting") or any(q.stance == "denies" for q in know.cues_of(lemma))
    report = bool(know.cues_of(tree.lemma(first), True)) and know.agent(tree.lemma(first)) is None
    says = know.agent(tree.lemma(second)) is not None or know.source_kind(tree.lemma(second)) is not None
    return ends and report and (says or tree.tokens[second].upos == "PROPN")


def _is_plain_order(tree: Tree, finite: int, first: int, second: int, know: Knowledge) -> bool:
    """`Eine Drohne | traf | eine Schule`, `Die Angreifer | töteten | drei Soldaten`: what no ending tells apart stands in the plain order, if the first can do it."""
    words = tree.grammar.get("ambiguous_articles", ())
    bare = all(
        tree.word(k) in words for i in (first, second) for k in tree.children[i] if tree.relation(k) == "det"
    )
    number = tree.feature(finite, "Number")
    agrees = tree.feature(first, "Number") == number and tree.feature(second, "Number") in (number, MANY)
    lemma = tree.lemma(first)
    can = any(know.in_class(lemma, name) for name in ("armed", "missile", "bomb", "weapon"))
    return bare and agrees and (can or know.agent(lemma) is not None)


def _disagrees(tree: Tree, finite: int, first: int, second: int) -> bool:
    """Whether the verb has the number of the second and not of the first, which its article tells."""
    if tree.has_child(first, "conj"):
        return False  # "nicht nur die Armee, sondern auch die Rebellen haben ..."
    numbers = (tree.feature(first, "Number"), tree.feature(second, "Number"))
    articles = [tree.word(k) for k in tree.children[first] if tree.relation(k) == "det"]
    either = bool(set(articles) & set(tree.grammar.get("plural_articles", ())))
    one = tree.tokens[first].upos == "NOUN" and tree.feature(first, "Gender") == "Fem"
    counted = tree.has_child(first, "nummod") and numbers[0] == MANY
    told = counted or (bool(articles) and (one or not either))  # "die Taliban", "die Angreifer": one or many
    many = tree.feature(finite, "Number") == MANY and numbers[0] == ONE
    if told and many and not articles_of(tree, second):
        return (
            tree.tokens[second].upos == "NOUN"
        )  # "Das Dorf | hätten Kämpfer angegriffen": alike in both numbers
    return told and numbers in ((MANY, ONE), (ONE, MANY)) and tree.feature(finite, "Number") == numbers[1]


def _are_many_before_one(tree: Tree, finite: int, first: int, second: int) -> bool:
    """`Demonstranten | trieb | die Polizei | auseinander`: a bare noun whose form is not that of the word is many, and what has its verb in the singular is one."""
    endings = tuple(tree.grammar.get("finite_of_many", ()))
    if not endings or tree.word(finite).endswith(endings) or tree.has_child(first, "det:poss", "conj"):
        return False
    if tree.has_child(first, "det"):
        return _has_article_of_many(tree, first) and tree.feature(second, "Number") == ONE
    named = tree.grammar.get("prepositions_in_names", ())  # "Ärzte ohne Grenzen | beschuldigt | die Armee"
    if any(tree.preposition(k) in named for k in tree.children[first]):
        return False
    return _is_of_many(tree, first) and not _is_of_many(tree, second)


def _has_article_of_many(tree: Tree, i: int) -> bool:
    """`die Pläne`: an article that one such noun, which is no feminine, could not have."""
    words, gender = tree.grammar.get("plural_articles", ()), tree.feature(i, "Gender")
    many = tree.feature(i, "Number") == MANY and gender in ("Masc", "Neut")
    return many and all(tree.word(k) in words for k in articles_of(tree, i))


def _is_of_many(tree: Tree, i: int) -> bool:
    """Whether the form of a noun is not that of one in the nominative; "Verdächtiger" is."""
    endings = tuple(tree.grammar.get("endings_of_one", ()))
    changed = tree.word(i) != tree.lemma(i).lower() and not tree.word(i).endswith(endings)
    return changed and tree.tokens[i].upos == "NOUN"


def _may_be_dative(tree: Tree, i: int) -> bool:
    words = tree.grammar.get("dative_articles", ())
    return any(tree.word(k) in words for k in articles_of(tree, i))


def articles_of(tree: Tree, i: int) -> list[int]:
    """The articles of a noun."""
    return [k for k in tree.children[i] if tree.relation(k) == "det"]


def _is_marked(tree: Tree, i: int) -> bool:
    """Whether its article shows that a noun is no subject."""
    return any(tree.word(k) in tree.grammar.get("oblique_relatives", {}) for k in tree.children[i])


def _is_accusative(tree: Tree, i: int) -> bool:
    """`den Vorschlag`: one, and with the article of the accusative."""
    roles = tree.grammar.get("oblique_relatives", {})
    return (
        any(roles.get(tree.word(k)) == "obj" for k in tree.children[i]) and tree.feature(i, "Number") == ONE
    )


def _is_done_to(tree: Tree, verb: int, i: int, know: Knowledge) -> bool:
    """Whether the lexicon has entries of a verb for what is done to such a thing, which itself can do nothing."""
    lemma = tree.lemma(i)
    if can_act(tree, i, know):
        return False
    return _is_asked(lemma, verb, "obj", tree, know) and not _is_asked(lemma, verb, "nsubj", tree, know)


def _is_deed_beside_words(tree: Tree, verb: int, i: int, know: Knowledge) -> bool:
    """`Eine Untersuchung | lehnte | die Regierung | ab`: of what is done with words a deed does none; who can stands behind the verb."""
    if tree.tokens[i].upos != "NOUN" or can_act(tree, i, know) or is_strong(tree, i, know):
        return False
    lemma = tree.lemma(verb)
    told = lemma in know.citing_words and know.source_kind(tree.lemma(i)) is not None
    deed = bool(know.frames_of(tree.lemma(i), "NOUN")) and not told
    frames = know.frames_of(lemma, "VERB")
    words = bool(frames) and all(know.ontology.types[frame.type].speech_act for frame in frames)
    return words and deed and know.agent(tree.lemma(i)) is None and not tree.has_child(verb, "xcomp", "ccomp")


def _is_asked(lemma: str, verb: int, side: str, tree: Tree, know: Knowledge) -> bool:
    """Whether an entry of a verb asks for such a thing on a side."""
    asked = (
        condition
        for frame in know.frames_of(tree.lemma(verb), "VERB")
        for condition in frame.when
        if condition.path == (side,)
    )
    return any(lemma in c.words or any(know.in_class(lemma, name) for name in c.classes) for c in asked)
