"""Who tells it so, set in or behind: `Die Armee habe, so schildert | es ein Feuerwehrmann |, geschossen`.

Takes a parsed sentence, a citing verb and what the language files say of its words; gives moves of tokens after which the noun behind the pronoun
says it: parsers make the pronoun who speaks.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree

NOUNS = ("NOUN", "PROPN")
SIDES = ("nsubj", "obj", "expl", "obl:arg", "iobj")


def told_so(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a citing verb with such a pronoun right behind it."""
    it, words = c + 1, tree.grammar.get("inserting_words", ())
    opens = any(k < c and tree.word(k) in words for k in (*tree.children[c], tree.first_word(c)))
    pointed = it < len(tree) and tree.word(it) in tree.grammar.get("cleft_subjects", ())
    if not opens or not pointed or tree.tokens[it].head != c or not cites_clause(tree, c, know):
        return {}
    said = (k for k in tree.children[c] if k > it and tree.tokens[k].upos in NOUNS)
    speaker = next((k for k in said if tree.relation(k) in SIDES and not tree.preposition(k)), -1)
    if speaker < 0 or any(tree.tokens[k].upos != "ADV" for k in range(it + 1, tree.first_word(speaker))):
        return {}
    return {it: (c, "expl"), speaker: (c, "nsubj")}
