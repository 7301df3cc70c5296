"""Who did it, right behind who says so: `wurde nach Polizeiangaben | von Unbekannten | erschossen`.

Takes a parsed sentence and a phrase that hangs on a noun of saying; gives moves of tokens after which the phrase names who did what the passive
tells. Whose words they are, such a noun says by itself (its first part, an adjective): parsers make the doer its owner, and thereby the one who
says so. In front of the finite verb stands but one phrase, and there the owner is one.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree


def agent_behind_source(tree: Tree, c: int, know: Knowledge) -> Moves:
    """The phrase at `c` moved from the noun of saying to the passive verb over that."""
    noun, grammar = tree.tokens[c].head, tree.grammar
    verb = tree.tokens[noun].head if 0 <= noun < c else -1
    if (
        verb < c
        or tree.relation(noun) != "obl"
        or tree.preposition(c) not in grammar.get("passive_agents", ())
    ):
        return {}
    finite = tree.finite(verb)
    in_front = finite is not None and noun < finite < verb
    free = tree.is_passive(verb) and not tree.has_child(verb, "obl:agent")
    if in_front or not free or not names_its_owner(tree, noun, know) or _is_date(tree, c, know):
        return {}
    return {c: (verb, "obl:agent")}


def names_its_owner(tree: Tree, noun: int, know: Knowledge) -> bool:
    """Whether a noun of saying tells by itself whose words they are: `UN-Angaben`, `Polizeiangaben`, `britische Angaben`."""
    lemma = tree.lemma(noun)
    if not any(cue.content for cue in know.cues_of(lemma, True)):
        return False
    endings, words = (tuple(tree.grammar.get(key, ())) for key in ("owner_endings", "owner_adjectives"))
    told = (tree.lemma(k) for k in tree.children[noun] if tree.relation(k) == "amod")
    return not know.cues_of(lemma) or any(w in words or w.endswith(endings or ("\n",)) for w in told)


def _is_date(tree: Tree, c: int, know: Knowledge) -> bool:
    """`nach Behördenangaben | vom Mittwoch |`: when that was said."""
    return bool({"weekday", "month"} & know.dates.values(tree.tokens[c].form).keys())
