"""Verbs behind other verbs, in a language whose verb stands second.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens: what a speaker does behind what he says
(`„...“, sagte X und | drohte`), what the nearest of two verbs says (`wies das zurück und erklärte, | Russland habe ...`), a condition that opens
with its verb (`drohte mit Krieg, | sollte Israel angreifen`), and the subject of a reflexive verb (`Soldaten hätten sich zurückgezogen`).
"""

from functools import lru_cache

from lagebild.claims.choosing import CHOICES_KEPT, Row, Rule, chosen, first_moves
from lagebild.claims.insertions import is_relative
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.noun_clauses import cites_clause, is_told_by_noun_before
from lagebild.claims.tree import NOMINAL, SUBJECTS, Tree


def second_verb_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a verb of a language whose verb stands second."""
    return first_moves(_rules_for(tree.tokens[c].deprel, know), tree, c, know)


@lru_cache(CHOICES_KEPT)
def _rules_for(deprel: str, know: Knowledge) -> tuple[Rule, ...]:
    rows = (
        Row(_of_speaker, "conj"),
        Row(_content_of_nearest, "ccomp conj advcl parataxis"),
        Row(_content_of_own_second, "ccomp xcomp advcl"),
        Row(_condition, "conj parataxis advcl"),
        Row(_of_reflexive),
        Row(_of_what, switch="sentence_relatives"),
        Row(_before_first, "conj"),
        Row(_toll_of),
        Row(_has, "ccomp", "perfect_auxiliaries"),
        Row(_caused, "conj advcl parataxis", "causative_verbs"),
        Row(_main_again, "conj"),
        Row(_other_subject, "conj"),
        Row(_shared_subject, "conj"),
        Row(_told_in_front, "advcl"),
        Row(_announced, "conj", "colons"),
        Row(_told_behind, "advcl"),
        Row(_seen_how, "advcl"),
        Row(_told_after_phrase, "acl:relcl"),
        Row(_goes_on, "root"),
        Row(_told_whole, "xcomp"),
        Row(_but_another, "conj", "as_words"),
        Row(_set_between_dashes, "advcl", "dashes"),
    )
    return chosen(rows, deprel, know)


def _of_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`„Russland hat sie beschossen“, sagte Selenskyj und | kündigte Vergeltung an`: it goes on with the verb whose subject stands right before *und*."""
    told, joined = tree.tokens[c].head, tree.child(c, "cc")
    said = tree.tokens[told].head if told >= 0 else -1
    if (
        tree.relation(c) != "conj"
        or joined is None
        or not told < said < joined
        or tree.has_child(c, *SUBJECTS)
    ):
        return {}
    speaker = tree.child(said, "nsubj")
    right = speaker is not None and said < speaker and max(tree.subtree(speaker)) == joined - 1
    return {c: (said, "conj")} if right and tree.is_finite(said) and cites_clause(tree, said, know) else {}


def _content_of_nearest(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`wies das zurück und erklärte, | Russland habe das Dorf beschossen`: what is told is told by the verb right before its comma."""
    first = tree.tokens[c].head
    if (
        tree.relation(c) not in ("ccomp", "conj", "advcl", "parataxis")
        or tree.has_child(c, "mark")
        or first < 0
        or first > c
    ):
        return {}
    inside = tree.words_below(c)
    verb = inside[0] - 2
    comma = verb > first and tree.tokens[verb + 1].form in tree.grammar.get("inserted_after", ())
    joined = (
        comma
        and tree.tokens[verb].head == first
        and tree.relation(verb) == "conj"
        and cites_clause(tree, verb, know)
    )
    return {c: (verb, "ccomp")} if joined and not tree.has_child(verb, "ccomp", "xcomp", "obj") else {}


def _content_of_own_second(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`zeigte sich im Fernsehen und | dementierte |, festgenommen worden zu sein`: the verb right before the comma, hung below what it tells."""
    first, commas = tree.tokens[c].head, tree.grammar.get("inserted_after", ())
    before = (k for k in tree.children[c] if tree.relation(k) == "conj" and first < k < c)
    verb = next((k for k in before if tree.tokens[k + 1].form in commas and tree.has_child(k, "cc")), -1)
    told = first >= 0 and verb >= 0 and cites_clause(tree, verb, know)
    free = told and tree.is_verbal(first) and not tree.has_child(verb, "ccomp", "xcomp", "obj", *SUBJECTS)
    return {c: (verb, "ccomp"), verb: (first, "conj")} if free else {}


def _condition(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`drohte mit einer Antwort, | sollte Israel zurückschlagen`: behind a comma, verb first, without *und*: a condition, whose next noun does it."""
    words, first = tree.grammar.get("condition_auxiliaries", ()), tree.tokens[c].head
    opening = tree.first_word(c)
    opens = tree.word(opening) in words and tree.relation(opening) == "aux" and opening > 0
    if not opens or tree.relation(c) not in ("conj", "parataxis", "advcl") or not 0 <= first < opening:
        return {}
    if not tree.is_behind(opening, tree.grammar.get("inserted_after", ())):
        return {}
    moves: Moves = {c: (first, "advcl")}
    thing = next((k for k in tree.children[c] if tree.relation(k) == "obj" and k > opening), None)
    if thing is not None and not tree.has_child(c, *SUBJECTS) and min(tree.subtree(thing)) == opening + 1:
        moves[thing] = (c, "nsubj")
    return moves


def _of_reflexive(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`behauptet, | Soldaten | hätten sich zurückgezogen`: beside *sich* the other bare noun is who does it; behind a citing verb it is told."""
    objects = [k for k in tree.children[c] if tree.relation(k) == "obj"]
    others = [
        k
        for k in objects
        if not tree.is_reflexive(k) and tree.tokens[k].upos in NOMINAL and not tree.preposition(k)
    ]
    if len(objects) != 2 or len(others) != 1 or tree.has_child(c, *SUBJECTS):
        return {}
    verb = tree.finite(c)
    if verb is None or others[0] > verb:
        return {}
    first = tree.tokens[c].head
    told = (
        tree.relation(c) == "conj"
        and not tree.has_child(c, "cc")
        and first >= 0
        and cites_clause(tree, first, know)
    )
    return {others[0]: (c, "nsubj")} | ({c: (first, "ccomp")} if told else {})


def _of_what(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`..., was | diese | zurückweisen`, `..., was | Kabul empört | zurückweist`: beside *was* the other one does it; how he does it, does nothing."""
    words = tree.grammar.get("sentence_relatives", ())
    what = next((k for k in range(max(0, c - 5), c) if tree.word(k) in words and k > 0), -1)
    if not tree.is_behind(what, know.inserted_after):
        return {}
    how = _how(tree, c)
    verb = c if how < 0 else c + 1
    between = [k for k in range(what + 1, c) if tree.tokens[k].upos in ("DET", "NOUN", "PROPN", "PRON")]
    beside = [k for k in between if tree.tokens[k].head in (c, verb) and not tree.preposition(k)]
    subjects = [k for k in beside if tree.relation(k) in ("nsubj", "obj", "iobj")]
    denies = know.denies(tree.lemma(verb))
    if len(subjects) != 1 or not denies or tree.has_child(verb, *SUBJECTS):
        return {}
    moves: Moves = {what: (verb, "obj"), subjects[0]: (verb, "nsubj")}
    return moves if how < 0 else moves | _led_by(tree, c, verb)


def _how(tree: Tree, c: int) -> int:
    """The participle before a verb that ends the clause, where it was taken for the verb; -1 where it was not."""
    verb = c + 1
    last = verb < len(tree) and (verb + 1 == len(tree) or tree.tokens[verb + 1].upos == "PUNCT")
    part = (
        tree.tokens[c].upos in ("ADJ", "VERB")
        and tree.feature(c, "VerbForm") != "Inf"
        and not tree.is_finite(c)
    )
    led = (
        last
        and part
        and tree.tokens[verb].upos in ("VERB", "AUX")
        and verb in (*tree.children[c], tree.tokens[c].head)
    )
    known = (*tree.grammar.get("perfect_auxiliaries", ()), tree.grammar.get("passive_auxiliary", ""))
    return c if led and tree.lemma(verb) not in known else -1


def _led_by(tree: Tree, c: int, verb: int) -> Moves:
    """The verb stands where the participle stood."""
    own: Moves = {} if tree.tokens[c].head == verb else {verb: tree.edge(c)}
    return own | {c: (verb, "advmod")}


def _before_first(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hat weder | das Dorf | beschossen noch Häuser zerstört`: what stands before the first of two verbs is the first's."""
    first = tree.tokens[c].head
    if tree.relation(c) != "conj" or not 0 <= first < c or not tree.is_verbal(first):
        return {}
    early = [k for k in tree.children[c] if k < first]
    return brought_to(tree, first, early)


def _toll_of(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`melden drei Tote | nach Angriff auf Charkiw`: the phrase right behind the dead says what they died of, and is told with them."""
    thing = tree.child(c, "obj")
    if (
        thing is None
        or thing < c
        or not any(know.in_class(tree.lemma(k), "casualty") for k in (thing, *_adjectives(tree, thing)))
        or not know.cues_of(tree.lemma(c))
    ):
        return {}
    phrases = (k for k in tree.children[c] if tree.relation(k) == "obl" and tree.preposition(k))
    last = max(tree.subtree(thing))
    return {k: (thing, "nmod") for k in phrases if min(tree.subtree(k)) == last + 1}


def _has(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Niemand | habe | die Absicht, die Grenze zu schließen, sagte er`: without a participle the auxiliary is the verb, and has what was hung on who says so."""
    said = tree.tokens[c].head
    if (
        tree.tokens[c].upos != "AUX"
        or said <= c
        or not tree.is_finite(c)
        or tree.has_child(c, "obj", "ccomp")
    ):
        return {}
    things = [k for k in tree.children[said] if c < k < said and tree.relation(k) == "obj"]
    if len(things) != 1 or tree.preposition(things[0]):
        return {}
    before = (k for spot in (said, things[0]) for k in tree.children[spot] if k < c)
    subjects = [k for k in before if tree.relation(k) == "nsubj"]
    return {things[0]: (c, "obj")} | dict.fromkeys(subjects[:1], (c, "nsubj"))


def _caused(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`bestritt, er lasse Journalisten | foltern`: the bare infinitive behind *lassen* is what he has done, and hangs on no verb before it."""
    verbs = tree.grammar.get("causative_verbs", {})
    if tree.feature(c, "VerbForm") != "Inf" or tree.has_child(c, "mark", "aux", "cc"):
        return {}
    before = range(c - 1, max(-1, tree.tokens[c].head), -1)
    verb = next((k for k in before if tree.tokens[k].upos in ("PUNCT", "VERB", "AUX")), -1)
    return {c: (verb, "xcomp")} if verb >= 0 and tree.lemma(verb) in verbs and tree.is_finite(verb) else {}


def _adjectives(tree: Tree, noun: int) -> list[int]:
    """`meldet drei | tote | Soldaten`."""
    return [k for k in tree.children[noun] if tree.relation(k) == "amod"]


def _main_again(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`wirft Israel vor, Zivilisten getötet zu haben, | und hat den Botschafter einbestellt`: *und*, auxiliary, no subject: the main clause goes on."""
    joined, auxiliary = tree.child(c, "cc"), tree.finite(c)
    if tree.relation(c) != "conj" or joined is None or tree.has_child(c, *SUBJECTS):
        return {}
    if auxiliary != joined + 1 or auxiliary == c or tree.tokens[auxiliary].head != c:
        return {}
    above = tree.tokens[c].head
    while above >= 0 and tree.relation(above) in ("xcomp", "ccomp", "advcl", "acl", "conj"):
        above = tree.tokens[above].head
    own, over = (None if k is None or k < 0 else tree.feature(k, "Mood") for k in (auxiliary, above))
    if own == "Sub" != over:
        return {}  # "erklärte, das Boot sei eingedrungen und habe ein Schiff gerammt": told on
    again = 0 <= above < c and above != tree.tokens[c].head and tree.is_finite(above)
    return {c: (above, "conj")} if again and tree.has_child(above, *SUBJECTS) else {}


def _other_subject(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`soll Geiseln freilassen und | Israel | im Gegenzug die Angriffe aussetzen`: of two bare nouns behind *und* the first does it."""
    first, joined = tree.tokens[c].head, tree.child(c, "cc")
    if tree.relation(c) != "conj" or joined is None or first < 0 or tree.has_child(c, *SUBJECTS):
        return {}
    infinitives = tree.feature(c, "VerbForm") == tree.feature(first, "VerbForm") == "Inf"
    if not infinitives or tree.has_child(c, "aux", "mark") or not tree.has_child(first, "aux"):
        return {}
    bare = [k for k in tree.children[c] if tree.relation(k) in ("obj", "iobj") and not tree.preposition(k)]
    if len(bare) != 2 or min(tree.subtree(bare[0])) != joined + 1:
        return {}
    forms = tree.grammar.get("case_forms", {})  # the parser's own view of the case is what is mended here
    oblique = any(forms.get(tree.word(k)) in ("acc", "dat") for k in tree.children[bare[0]])
    return {} if oblique else {bare[0]: (c, "nsubj")}


def _shared_subject(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Addis Abeba sprach von ... und lud | Experten beider Länder | ein`: right behind *und* stands a verb whose subject stood in front of the first.

    A bare noun behind it is what it does something to, and what was taken for that in the genitive belongs to the noun.
    """
    first, joined, noun = tree.tokens[c].head, tree.child(c, "cc"), tree.child(c, "nsubj")
    if noun is None or joined != c - 1 or noun <= c or first < 0 or tree.feature(c, "VerbForm") != "Fin":
        return {}
    subject = tree.child(first, *SUBJECTS)
    in_front = subject is not None and subject < (tree.finite(first) or first)
    marked = tree.has_child(noun, "det", "nummod") and tree.case_of(noun) == "nom"
    bare = tree.tokens[noun].upos == "NOUN" and not marked
    alone = not tree.has_child(c, "expl", "mark") and bool(know.frames_of(tree.lemma(c), "VERB"))
    if not in_front or not bare or not alone or tree.is_passive(c):
        return {}
    thing = tree.child(c, "obj")
    if thing is not None and tree.feature(thing, "Case") != "Gen":
        return {}
    return {noun: (c, "obj")} | ({} if thing is None else {thing: (noun, "nmod")})


def _told_in_front(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Serbien werde der Nato nie | beitreten, | bekräftigte Vucic, die Partnerschaft aber fortsetzen`: the mood of reports before who speaks is what he says."""
    said, finite = tree.tokens[c].head, tree.finite(c)
    if said <= c or finite is None or tree.feature(finite, "Mood") != "Sub" or tree.has_child(c, "mark"):
        return {}
    if (
        tree.relation(c) != "advcl"
        or not cites_clause(tree, said, know)
        or is_told_by_noun_before(tree, c, know)
    ):
        return {}
    return {c: (said, "ccomp")}


def _announced(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`wies das zurück: | Paramilitärs hätten den Mann verschleppt`: the mood of reports behind a colon goes on with no verb before it."""
    head, finite = tree.tokens[c].head, tree.finite(c)
    told = (
        finite is not None and tree.feature(finite, "Mood") == "Sub" and not tree.has_child(c, "cc", "mark")
    )
    first = tree.first_word(c)
    behind = told and tree.is_announced(head, first) and not tree.has_child(head, "ccomp")
    return {c: (head, "ccomp")} if behind and tree.has_child(c, *SUBJECTS) else {}


def _told_behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Die Staatssekretärin | entgegnete, | geliefert worden seien nur Ersatzteile`: the mood of reports behind who speaks is what he says, wherever its verb stands."""
    told = tree.tokens[c].head
    finite = None if told < c else tree.finite(told)
    if finite is None or tree.feature(finite, "Mood") != "Sub" or not tree.is_finite(c):
        return {}
    first = min(k for k in tree.subtree(told) if k > c and tree.tokens[k].upos != "PUNCT")
    right = tree.is_behind(first, know.inserted_after) and first == c + 2
    speaks = right and tree.has_child(c, "nsubj") and not tree.has_child(c, "mark", "obj", "ccomp", "xcomp")
    own = tree.edge(told)
    return {c: own, told: (c, "ccomp")} if speaks and cites_clause(tree, c, know) else {}


def _seen_how(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Angeblich ist zu sehen, | wie Soldaten Gefangene erschießen`: what is seen, as surely as it is to be seen."""
    verb, words = tree.tokens[c].head, tree.grammar.get("as_words", ())
    how = tree.opening_word(c, words) >= 0
    denied = verb >= 0 and any(tree.word(k) in know.pack.negators for k in tree.children[verb])
    seen = 0 <= verb < c and know.in_class(tree.lemma(verb), "perceiving") and not denied
    return {c: (verb, "ccomp")} if how and seen and not tree.has_child(verb, "ccomp") else {}


def _told_after_phrase(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`sagte nach dem Treffen mit Trump, | dieser habe zugesichert, ...`: the mood of reports without a relative pronoun describes no noun."""
    finite = tree.finite(c)
    if finite is None or tree.feature(finite, "Mood") != "Sub" or is_relative(tree, c):
        return {}
    verb = tree.verb_above(c)
    subject = tree.child(c, *SUBJECTS)
    first = tree.first_word(c)
    if (
        0 <= verb < first
        and tree.is_announced(tree.tokens[c].head, first)
        and not tree.has_child(verb, "ccomp")
    ):
        return {c: (verb, "ccomp")}  # "belastete ihn ein Kamerad: | Er habe gesehen, wie ..."
    behind = 0 <= verb < first and tree.is_behind(first, know.inserted_after)
    free = behind and subject is not None and not tree.has_child(verb, "ccomp", "xcomp", "obj")
    return {c: (verb, "ccomp")} if free and cites_clause(tree, verb, know) else {}


def _set_between_dashes(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Bobi Wine – | seine Anwälte | sprechen von Entführung – ist verschwunden`: who stands between the dash and a verb that has no subject is its subject."""
    dashes, first = tree.grammar.get("dashes", ()), tree.first_word(c)
    things = [k for k in tree.children[c] if k < c and tree.relation(k) == "obj" and not tree.preposition(k)]
    if not tree.is_behind(first, dashes) or len(things) != 1 or tree.has_child(c, *SUBJECTS, "expl", "mark"):
        return {}
    whole = tree.first_word(things[0]) == first and tree.last_word(things[0]) + 1 == c and tree.is_finite(c)
    return {things[0]: (c, "nsubj"), c: (tree.tokens[c].head, "parataxis")} if whole else {}


def _but_another(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Nicht Kiew, wie Moskau behauptet, | sondern Moskau habe es getan |, sagte X`: what is so goes on with no claim of whoever says otherwise."""
    claimed, joined = tree.tokens[c].head, tree.child(c, "cc")
    noun = tree.tokens[claimed].head if claimed >= 0 else -1
    words = tree.grammar.get("but_words", ())
    if joined is None or noun < 0 or tree.word(joined) not in words or tree.is_verbal(noun):
        return {}
    said = tree.tokens[noun].head
    as_clause = tree.opening_word(claimed, tree.grammar.get("as_words", ())) >= 0
    if not as_clause or said < c or not cites_clause(tree, said, know):
        return {}
    return {c: (said, "ccomp"), noun: (c, "dislocated"), claimed: (noun, "acl:relcl")}


def _told_whole(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`meldete unter Berufung auf Ärzte, | Soldaten | hätten geschossen`: behind the comma, before the finite verb, stands who did it, and not who reports it."""
    said, finite = tree.tokens[c].head, tree.finite(c)
    things = [k for k in tree.children[c] if tree.relation(k) == "obj" and not tree.preposition(k)]
    if finite is None or len(things) != 1 or tree.has_child(c, *SUBJECTS, "mark", "expl"):
        return {}
    first = tree.first_word(things[0])
    whole = tree.is_behind(first, know.inserted_after) and tree.last_word(things[0]) + 1 == finite < c
    return {c: (said, "ccomp"), things[0]: (c, "nsubj")} if whole and cites_clause(tree, said, know) else {}


def _goes_on(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Der General räumte Verluste ein, | wies | die Angaben zurück`: a thing that does not agree with a verb is not its subject; it goes on with the clause before."""
    subject = tree.child(c, "nsubj")
    first = next((k for k in tree.children[c] if k < c and tree.relation(k) == "ccomp"), None)
    if subject is None or subject < c or first is None or not tree.is_finite(c):
        return {}
    numbers = (tree.feature(c, "Number"), tree.feature(subject, "Number"))
    noun = tree.tokens[subject].upos == "NOUN" and not tree.has_child(subject, "conj")
    thing = noun and know.agent(tree.lemma(subject)) is None
    if numbers != ("Sing", "Plur") or not thing or not tree.has_child(first, *SUBJECTS):
        return {}
    return {first: (-1, "root"), c: (first, "conj"), subject: (c, "obj")}
