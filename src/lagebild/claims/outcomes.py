"""Which of two deeds has killed, where one stands beside the other in time: *A bomb exploded as worshippers left, killing twelve*.

Takes a tree and the participle that tells the outcome; gives the move that takes it to the deed that can have it, or away from both.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.saying_on import is_gerund_behind_comma
from lagebild.claims.tree import SUBJECTS, Tree
from lagebild.ontology import VICTIMS


def outcome_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`A bomb exploded | as worshippers left, | killing 12`: of a deed and what stands beside it in time, whichever can kill has killed.

    Where both can (`Israel bombed Beirut after Hezbollah fired at Haifa, | killing two`), nobody is said to have.
    """
    over = tree.tokens[c].head
    if not is_gerund_behind_comma(tree, c, know) or not know.in_class(tree.lemma(c), "casualty"):
        return {}
    if tree.has_child(c, *SUBJECTS, "mark", "aux", "cc"):
        return {}
    if (earlier := _in_time_before(tree, over, c)) >= 0:
        return {c: (earlier, "advcl")}
    main, beside = _deed_and_time(tree, over, c)
    if main < 0:
        return {}
    kill = [k for k in (main, beside) if _can_kill(tree, k, know)] or [main]
    if len(kill) == 2:
        return {c: (main, "parataxis")}
    return {c: (kill[0], "advcl")} if kill[0] != over else {}


def _deed_and_time(tree: Tree, over: int, c: int) -> tuple[int, int]:
    """Of a verb over an outcome: the main verb and the clause of time right before the outcome, with a subject of its own; -1 for none."""
    above = tree.tokens[over].head
    if _is_clause_of_time(tree, over):
        return (above, over) if 0 <= above < over else (-1, -1)
    beside = next((k for k in tree.children[over] if over < k < c and _is_clause_of_time(tree, k)), -1)
    near = beside >= 0 and max(tree.subtree(beside)) == c - 2
    return (over, beside) if near else (-1, -1)


def _in_time_before(tree: Tree, over: int, c: int) -> int:
    """`| After rebels shelled the airport, | killing three, Kinshasa recalled its envoy`: the clause of time right before it, where the main clause is still to come; -1 for none."""
    subject = tree.surface_subject(over)
    if subject is None or not c < subject < over:
        return -1
    marks = tree.grammar.get("time_marks", ())
    clauses = (k for k in tree.children[over] if k < c and tree.tokens[k].deprel == "advcl")
    times = (k for k in clauses if tree.word(tree.first_word(k)) in marks and tree.has_child(k, *SUBJECTS))
    return next((k for k in times if max(w for w in tree.subtree(k) if w < c) >= c - 2), -1)


def _is_clause_of_time(tree: Tree, i: int) -> bool:
    return tree.tokens[i].deprel == "advcl" and tree.has_child(i, "mark") and tree.has_child(i, *SUBJECTS)


def _can_kill(tree: Tree, verb: int, know: Knowledge) -> bool:
    """Whether a third of what the verb tells, or its object (`launched | strikes`), are events that count victims."""
    objects = (tree.lemma(k) for k in tree.children[verb] if tree.relation(k) == "obj")
    told = (know.frames_of(tree.lemma(verb), "VERB"), *(know.frames_of(k, "NOUN") for k in objects))
    types = ([know.ontology.types[frame.type].counted == VICTIMS for frame in frames] for frames in told)
    return any(3 * sum(counted) > len(counted) for counted in types)
