"""Headlines that tell what somebody is to do and who says so.

Takes a parsed sentence and what the language files say of its words; gives it with the infinitive of `Israel | to expand | its offensive, minister says` as what the
minister says Israel will do, where the parser took it for something that the minister does. Of a language without the switch, the tree itself.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to, moved
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import NOMINAL, Tree
from lagebild.model import Token

LONGEST = 9  # tokens of who says so
IN_NAMES = NOMINAL | {"ADJ", "DET", "ADP", "PART", "CCONJ"}


def with_plans_said(tree: Tree, know: Knowledge) -> Tree:
    """The tree in which the infinitives of such headlines have their subjects, hang on who says so and are to come."""
    if not tree.grammar.get("past_ending"):
        return tree
    for line in _lines(tree):
        mark = _mark(tree, line)
        comma = next((k for k in line if k > mark >= 0 and tree.tokens[k].form in know.inserted_after), -1)
        said = _said(tree, range(comma + 1, line.stop), know) if comma >= 0 else -1
        if said >= 0 and _is_plan(tree, mark, range(line.start, comma), know):
            moves = _moves(tree, mark, range(line.start, comma), range(comma + 1, line.stop), said)
            tokens = tuple(_reread(tree, t, mark, line) for t in tree.tokens)
            tree = moved(Tree(replace(tree.sentence, tokens=tokens), tree.grammar), moves)
    return tree


def _lines(tree: Tree) -> Iterator[range]:
    """What stands between colons and semicolons: `16.25: | US to halt war games, president tells press |; Seoul seeks clarification`."""
    marks, start = (*tree.grammar.get("colons", ()), *tree.grammar.get("clause_breaks", ())), 0
    for token in tree.tokens:
        if token.form in marks:
            yield range(start, token.i)
            start = token.i + 1
    yield range(start, len(tree))


def _reread(tree: Tree, t: Token, mark: int, line: range) -> Token:
    """The mark as an auxiliary of what is to come; `US`, read as a pronoun, as the name that it is."""
    if t.i == mark:
        return replace(
            t, upos="AUX", lemma=next(iter(tree.grammar.get("will_verbs", ("",)))), feats="VerbForm=Fin"
        )
    named = t.i in range(line.start, mark) and t.upos == "PRON" and len(t.form) > 1 and t.form.isupper()
    return replace(t, upos="PROPN", lemma=t.form, feats="") if named else t


def _mark(tree: Tree, line: range) -> int:
    """The mark of an infinitive behind the bare noun that opens a line; -1 where there is none."""
    words = tree.grammar.get("modal_marks", ())
    mark = next((k for k in line if tree.word(k) in words and tree.tokens[k].upos == "PART"), -1)
    front = range(line.start, max(mark, line.start))
    tops = [k for k in front if tree.tokens[k].head not in front]
    named = all(tree.tokens[k].upos in IN_NAMES for k in front) and len(tops) == 1
    bare = named and tree.tokens[tops[0]].upos in NOMINAL and not tree.has_child(tops[0], "det", "case")
    return mark if bare else -1


def _is_plan(tree: Tree, mark: int, plan: range, know: Knowledge) -> bool:
    """`Israel to expand ...,`: no `Order to shoot ...,`, and no finite verb before the comma."""
    verb, lemma = tree.tokens[mark].head, tree.lemma(mark - 1)
    noun = know.looks_ahead(lemma) or know.in_class(lemma, "clause_noun")
    refused = any("acl" in negator.scope for negator in know.pack.negators.get(lemma, ()))
    finite = any(tree.feature(k, "VerbForm") == "Fin" for k in plan)
    return mark < verb < plan.stop and tree.is_verbal(verb) and not (noun or refused or finite)


def _said(tree: Tree, rest: range, know: Knowledge) -> int:
    """The verb that cites, if it is the only one from the comma to the end of the line; else -1."""
    verbs = [k for k in rest if tree.is_verbal(k)]
    cites = (
        len(verbs) == 1 and tree.feature(verbs[0], "VerbForm") == "Fin" and cites_clause(tree, verbs[0], know)
    )
    return verbs[0] if cites and len(rest) <= LONGEST else -1


def _moves(tree: Tree, mark: int, plan: range, rest: range, said: int) -> Moves:
    """What the plan is, to who says so; where that was not the head of the line, it takes the place of what was."""
    verb, front = tree.tokens[mark].head, range(plan.start, mark)
    doer = next(k for k in front if tree.tokens[k].head not in front)
    behind = [k for k in rest if k != said and tree.tokens[k].upos in NOMINAL]
    heads = [k for k in behind if tree.tokens[k].head not in behind and not tree.preposition(k)]
    speaker = next((k for k in heads if k < said), next(iter(heads), -1))
    astray = [k for k in range(mark + 1, plan.stop) if k != verb and tree.tokens[k].head in (said, doer)]
    inside = range(plan.start, rest.stop)
    above = next(
        (tree.edge(k) for k in (said, verb, doer) if tree.tokens[k].head not in inside), (-1, "root")
    )
    return {
        **brought_to(tree, verb, (k for k in astray if tree.tokens[k].upos != "PUNCT")),
        said: above if above[0] < 0 else (above[0], "parataxis"),
        verb: (said, "ccomp"),
        mark: (verb, "aux"),
        doer: (verb, "nsubj:pass" if tree.has_child(verb, "aux:pass") else "nsubj"),
        **({speaker: (said, "nsubj")} if speaker >= 0 else {}),
    }
