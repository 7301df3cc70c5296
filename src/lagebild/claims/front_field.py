"""What stands before the finite verb, in a language whose verb stands second.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens: whom a sentence addresses (`Frau
Popescu, die Regierung hat ...`) takes no part in it, who goes on behind *und* right before his verb is not named again behind it (`und |
ruft | die Armee dazu auf`), and of whom some are counted has done nothing (`zwei | von ihnen | wurden verhaftet`).
"""

from lagebild.claims.choosing import Row
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import NOMINAL, SUBJECTS, Tree

LONGEST_ADDRESS = 4  # words
SIDES = ("nsubj", "nsubj:pass", "obj")  # of what stands first the parser may have missed that it acts


def front_field_rules() -> tuple[Row, ...]:
    """What is asked at a verb, in this order."""
    return (
        Row(_addressed, "root", "address_titles"),
        Row(_verb_right_behind, "conj", "verb_last"),
        Row(_part_of_them, switch="partitive_words"),
        Row(_told_behind_colon, "root conj", "verb_last"),
    )


def _addressed(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Frau Popescu, | die Regierung | hat drei Diplomaten ausgewiesen`: whom one calls by name before a comma; what stands between it and the verb does it."""
    finite, first = tree.finite(c), tree.first_word(c)
    if finite is None or tree.word(first) not in tree.grammar["address_titles"]:
        return {}
    commas = [k for k in range(first, finite) if tree.tokens[k].form in know.inserted_after]
    if len(commas) != 1 or commas[0] - first > LONGEST_ADDRESS:
        return {}
    addressed = range(first, commas[0])
    field = range(commas[0] + 1, finite)
    if any(tree.tokens[k].upos not in (*NOMINAL, "ADJ", "X") for k in addressed):
        return {}
    tops = [k for k in field if tree.tokens[k].head not in field]
    named = [k for k in addressed if tree.tokens[k].head not in addressed]
    bare = (
        len(tops) == 1 and tree.tokens[tops[0]].upos in (*NOMINAL, "PRON") and not tree.preposition(tops[0])
    )
    if not bare or not named:
        return {}
    role = "nsubj:pass" if tree.has_child(c, "aux:pass") else "nsubj"
    other = [k for k in tree.children[c] if k > finite and tree.tokens[k].deprel in SUBJECTS]
    return {**dict.fromkeys(named, (c, "vocative")), tops[0]: (c, "obl" if other else role)}


def _verb_right_behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Berlin begrüßt, dass ..., | und ruft | die Armee dazu auf`: whose verb stands right behind *und* has been named before; what follows it is its object."""
    first, joined, subject = tree.tokens[c].head, tree.child(c, "cc"), tree.child(c, "nsubj")
    if joined != c - 1 or subject is None or subject < c or tree.has_child(c, "obj", "expl") or first < 0:
        return {}
    verb, front = tree.finite(first), tree.first_word(first)
    verb = first if verb is None else verb  # "begrüßt" is read as a participle, too
    if not front < verb < joined or tree.feature(c, "VerbForm") != "Fin":
        return {}
    fields = [k for k in tree.children[first] if k < verb and front in tree.subtree(k)]
    if not fields or tree.tokens[fields[0]].deprel not in SIDES or tree.preposition(fields[0]):
        return {}
    nominative = tree.grammar.get("never_object_articles", ())
    if tree.tokens[subject].upos == "PRON" or any(tree.word(k) in nominative for k in tree.children[subject]):
        return {}
    return {subject: (c, "obj")}


def _part_of_them(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`zwölf | von ihnen | sollen angeklagt werden`: right behind a number it says of whom, and not by whom."""
    words = tree.grammar["partitive_words"]
    for k in tree.children[c]:
        counted = k - 2
        partitive = (
            tree.tokens[k].upos == "PRON" and tree.tokens[k - 1].head == k and tree.word(k - 1) in words
        )
        if not partitive or counted < 0 or tree.tokens[counted].upos != "NUM":
            continue
        if tree.tokens[counted].head != c:
            continue
        role = "nsubj:pass" if tree.has_child(c, "aux:pass") else "nsubj"
        finite = tree.finite(c)
        lost = not tree.has_child(c, *SUBJECTS) and finite is not None and k == finite - 1
        return {k: (counted, "nmod")} | ({counted: (c, role)} if lost else {})
    return {}


def _told_behind_colon(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`widersprach: | Davon könne keine Rede sein`: what stands behind the colon is told, though its verb was read as one with that before it."""
    colon = c + 1
    if colon >= len(tree) or tree.tokens[colon].form not in tree.grammar.get("colons", ()):
        return {}
    behind = [k for k in tree.children[c] if k > colon and tree.tokens[k].upos != "PUNCT"]
    below = [*behind, *(n for k in behind for n in tree.children[k])]
    helped = any(tree.relation(k) in ("aux", "cop") and tree.feature(k, "VerbForm") == "Fin" for k in below)
    if not helped or any(tree.relation(k) in ("ccomp", "parataxis", "conj") for k in behind):
        return {}
    told = [k for k in behind if tree.tokens[k].upos in ("NOUN", "ADJ") and not tree.preposition(k)]
    if not told:
        return {}
    rest: Moves = {
        k: (told[-1], "cop" if tree.relation(k) == "aux" else tree.tokens[k].deprel)
        for k in behind
        if k != told[-1]
    }
    return {told[-1]: (c, "parataxis"), **rest}
