"""What stands behind "X sagte," is one clause.

Takes a parsed sentence, a citing verb and what the language files say of its words; gives moves of tokens: `Die Armee sagte, | sie sei in
der Lage, Goma anzugreifen`: the verb in the mood of reports behind the comma, with what stands around it, is what is said, and no auxiliary or
phrase of who says it, nor a clause about him (`Am Montag meldete der Minister, | das Dorf sei ...`). The mirror of `before_speaker`.
"""

from lagebild.claims.choosing import Row
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause, takes_content
from lagebild.claims.tree import NOMINAL, Tree
from lagebild.claims.verb_second import denied_account

STATES = frozenset({"obl", "obl:arg", "advmod", "xcomp", "obj", "ccomp"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
ASTRAY = frozenset({"acl:relcl", "acl", "advcl", "parataxis", "conj", "appos"})


def behind_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is said behind a citing verb that stands before the comma, put together to one clause."""
    if tree.tokens[c].upos != "VERB" or tree.relation(c) in ("aux", "aux:pass", "cop"):
        return {}
    comma, verb = _report_behind(tree, c, know)
    if verb < 0 or not cites_clause(tree, c, know) or denied_account(tree, c, comma, know) >= 0:
        return {}
    state = _state(tree, c, verb) if tree.lemma(verb) in tree.grammar.get("state_verbs", ()) else -1
    if state >= 0:
        return _stated(tree, c, range(comma, verb), state)
    head = verb if tree.relation(verb) not in ("aux", "aux:pass", "cop") else tree.tokens[verb].head
    over = tree.tokens[head].head
    beside = over == c and tree.relation(head) == "parataxis"
    astray = comma < head and c <= over < comma and tree.tokens[head].deprel in ASTRAY and not beside
    quoted = over != c and (tree.relation(over) == "obj" or takes_content(tree, over, know))
    if not astray or quoted or tree.has_child(head, "mark", "cc") or tree.has_child(c, "ccomp"):
        return {}
    front: Moves = {k: tree.edge(k) for k in range(comma + 1, verb)}
    denied = know.denies(tree.lemma(c)) and _denies_something(tree, c, comma, know)
    return front | {
        head: (c, "parataxis" if denied else "ccomp")
    }  # nothing in front of its verb is a relative pronoun


def _denies_something(tree: Tree, c: int, comma: int, know: Knowledge) -> bool:
    """`Die Armee bestritt den Angriff, | die Rebellen hätten ...`: who has denied one thing says the next; a denied report is what stands behind it."""
    things = [k for k in tree.children[c] if tree.relation(k) == "obj" and c < k < comma]
    colons = tree.grammar.get("colons", ())
    announced = any(
        tree.tokens[k].form in colons for k in range(c, comma)
    )  # "wies das zurück: Nicht sie, sondern ..."
    return bool(things) and not announced and not any(know.cues_of(tree.lemma(k), True) for k in things)


def _stated(tree: Tree, c: int, front: range, state: int) -> Moves:
    """`sie sei in der Lage`: a state, its copula and its subject; what hangs on who says it is the state's."""
    copula = front.stop
    moves: Moves = {state: (c, "ccomp"), copula: (state, "cop")}
    for k in range(front.start + 1, state):
        head, relation = tree.tokens[k].head, tree.relation(k)
        if k < copula and relation in SUBJECTS and tree.tokens[k].upos in NOMINAL:
            moves[k] = (state, "nsubj")
        elif k > copula and head in (c, copula) and relation in STATES:
            moves[k] = (state, tree.tokens[k].deprel)
    behind = (k for k in range(state + 1, len(tree)) if tree.tokens[k].head in (c, copula))
    return moves | {k: (state, "xcomp") for k in behind if tree.relation(k) in ("xcomp", "ccomp", "advcl")}


def _report_behind(tree: Tree, c: int, know: Knowledge) -> tuple[int, int]:
    """The comma behind a verb and the first finite verb behind that, if it has the mood of reports and nothing opens a subordinate clause; -1 else."""
    marks = tree.grammar.get("inserted_after", ())
    comma = next((k for k in range(c + 1, len(tree)) if tree.tokens[k].form in marks), len(tree))
    for k in range(comma + 1, len(tree)):
        if (
            tree.tokens[k].form in marks
            or tree.tokens[k].upos == "SCONJ"
            or "Rel" in tree.feature(k, "PronType")
        ):
            break
        if tree.feature(k, "VerbForm") == "Part" and tree.relation(k) not in ("amod", "nmod"):
            break  # "erwiderte, verhaftet worden | seien nur Gewalttäter"
        if tree.feature(k, "VerbForm") == "Fin":
            told = k > comma + 1 and tree.feature(k, "Mood") == "Sub" and _stands_second(tree, comma, k)
            return (comma, k) if told else (-1, -1)
    return -1, -1


def _stands_second(tree: Tree, comma: int, verb: int) -> bool:
    """Whether a finite verb stands before the rest of its clause, and not at the end as in a subordinate clause."""
    behind = verb + 1 < len(tree) and tree.tokens[verb + 1].upos != "PUNCT"
    return behind and not comma < tree.tokens[verb].head < verb


def _state(tree: Tree, c: int, copula: int) -> int:
    """What the subject is said to be, where the parser hung it or the copula on the citing verb; -1 where nothing is amiss."""
    head, relation = tree.tokens[copula].head, tree.relation(copula)
    if relation == "cop" and head > copula:
        return head if tree.tokens[head].head == c and tree.tokens[head].deprel != "ccomp" else -1
    if head != c or relation not in ("ccomp", "aux", "conj", "cop", "parataxis"):
        return -1
    near = (k for k in range(copula + 1, len(tree)) if tree.tokens[k].head in (c, copula))
    kinds = (*NOMINAL, "ADV", "ADJ")
    phrase = next((k for k in near if tree.relation(k) in STATES and tree.tokens[k].upos in kinds), -1)
    return -1 if phrase < 0 or tree.is_verbal(phrase) else phrase


def behind_clause_rules() -> tuple[Row, ...]:
    """What is asked at a citing verb that ends a clause."""
    return (Row(told_at_end, switch="verb_last"), Row(while_clause, "ccomp advcl", "verb_last"))


def told_at_end(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`nicht das erste Mal, dass der Minister behauptet, | Polen habe ... |`: right behind the comma behind a citing verb that ends a subordinate clause."""
    auxiliaries = tree.auxiliaries(c)
    comma = next(
        (k for k in range(c + 1, len(tree)) if k not in auxiliaries), len(tree)
    )  # "mitgeteilt | hatte |,"
    marked = (
        tree.has_child(c, "mark") and comma < len(tree) and tree.tokens[comma].form in know.inserted_after
    )
    if not marked or tree.has_child(c, "ccomp") or not cites_clause(tree, c, know):
        return {}
    above = (k for a in tree.ancestors(c) for k in tree.children[a])
    behind = (k for k in above if k > comma and tree.first_word(k) == comma + 1)
    told = next((k for k in behind if _is_full_report(tree, k)), -1)
    return {told: (c, "ccomp")} if told >= 0 else _told_between(tree, c, comma)


def _told_between(tree: Tree, c: int, comma: int) -> Moves:
    """`| Während Kiew meldete, | Russland habe ein Krankenhaus beschossen, sprach Moskau ...`: what stands before the main verb is what the one in front reported."""
    told = tree.tokens[c].head
    main = tree.tokens[told].head if told > comma else -1
    verb = tree.finite(main) if main > told else None
    if (
        verb is None
        or not _is_full_report(tree, told)
        or not tree.is_behind(verb, tree.grammar["inserted_after"])
    ):
        return {}
    before: Moves = {k: (c, tree.tokens[k].deprel) for k in tree.children[told] if k < c}
    return before | {told: (c, "ccomp"), c: (main, "advcl")}


def _is_full_report(tree: Tree, told: int) -> bool:
    """A main clause in the mood of reports, with its subject."""
    verb = tree.finite(told)
    reported = verb is not None and tree.feature(verb, "Mood") == "Sub"
    return reported and tree.has_child(told, "nsubj", "nsubj:pass") and not tree.has_child(told, "mark", "cc")


def while_clause(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`| Während Kiew | meldete, ...`: before a verb that ends its clause the word for *while* is no preposition, and who stands behind it is the subject."""
    words, first = tree.grammar.get("contrast_marks", ()), tree.first_word(c)
    noun, ends = tree.tokens[first].head, c + 1 < len(tree) and tree.tokens[c + 1].form in know.inserted_after
    read = tree.word(first) in words and tree.relation(first) == "case" and first < noun < c
    if not read or not ends or tree.tokens[noun].head != c or tree.has_child(c, "nsubj", "nsubj:pass"):
        return {}
    main = tree.tokens[c].head
    above: Moves = {c: (main, "advcl")} if tree.relation(c) == "ccomp" and main > c else {}
    return above | {noun: (c, "nsubj"), first: (c, "mark")}


def lets_say(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Die Miliz | ließ über ihren Sender erklären, | sie sei vorbereitet`: who lets it be said says it, and what stands behind the comma is that."""
    form = tree.grammar.get("causative_verbs", {}).get(tree.lemma(c))
    said = (k for k in tree.children[c] if k > c and tree.relation(k) in ("xcomp", "ccomp"))
    verb = next((k for k in said if tree.word(k) == tree.lemma(k) and cites_clause(tree, k, know)), -1)
    if form is None or verb < 0 or tree.has_child(verb, "mark"):
        return {}
    moves: Moves = {verb: (c, "xcomp")}
    for k in tree.children[verb]:
        if tree.relation(k) == "nsubj" or tree.relation(k) == "ccomp":
            moves[k] = (c, tree.tokens[k].deprel)
    _, report = _report_behind(tree, verb, know)
    head = (
        report
        if report < 0 or tree.relation(report) not in ("aux", "aux:pass", "cop")
        else tree.tokens[report].head
    )
    if head > verb and c <= tree.tokens[head].head <= verb and tree.tokens[head].deprel in ASTRAY:
        moves[head] = (c, "ccomp")
    return moves


def told_by_another(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Die Sprecherin sagte, | der General habe erklärt, | Rebellen hätten ...`: who is said to have said it, says it; the speaker says that he did."""
    if not cites_clause(tree, c, know):
        return {}
    said = next((k for k in tree.children[c] if k > c and _says_in_report(tree, c, k, know)), -1)
    if said < 0:
        return {}
    inside = range(tree.first_word(said), said + 1)
    behind = (k for k in (*tree.children[c], *tree.children[said]) if k > said and k not in inside)
    told = next((k for k in behind if _is_told_behind(tree, said, k, know)), -1)
    return {said: (c, "ccomp"), told: (said, "ccomp")} if told >= 0 else {}


def _says_in_report(tree: Tree, c: int, k: int, know: Knowledge) -> bool:
    """`der General habe erklärt`, `der Zeuge behaupte`: a citing verb in the mood of reports behind the comma, without what it would say."""
    verb = tree.finite(k)
    if tree.relation(k) not in ("parataxis", "ccomp") or verb is None or tree.feature(verb, "Mood") != "Sub":
        return False
    things = (i for i in tree.children[k] if tree.relation(i) == "obj")
    bare = all(tree.feature(i, "Case") == "Dat" for i in things) and tree.has_child(k, "nsubj")
    behind = tree.tokens[tree.first_word(k) - 1].form in know.inserted_after
    return bare and behind and not tree.has_child(k, "mark", "cc") and cites_clause(tree, k, know)


def _is_told_behind(tree: Tree, said: int, k: int, know: Knowledge) -> bool:
    """A clause in the mood of reports right behind the comma behind that verb."""
    verb, first = tree.finite(k), tree.first_word(k)
    among = tree.relation(k) in ("ccomp", "parataxis", "conj")
    told = among and verb is not None and tree.feature(verb, "Mood") == "Sub"
    right = first - 2 == said and tree.is_behind(first, know.inserted_after)
    return told and right and not tree.has_child(k, "cc")
