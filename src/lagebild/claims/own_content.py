"""Whether who is cited says something of his own there, and not what stands beside him.

Takes a scene and a citing clause; tells whether its content hangs below itself: an object, a clause, a number, or a mere yes or no.
"""

from lagebild.claims.conditions import condition_marks
from lagebild.claims.scene import Scene
from lagebild.claims.tree import NOMINAL, Tree
from lagebild.languages import Cue
from lagebild.ontology import CONFLICT

SAID = frozenset(
    {"obj", "ccomp", "xcomp", "nsubj", "appos", "discourse", "obl", "iobj", "expl"}
)  # a bare name said may be parsed as any of these


def has_own_object(tree: Tree, c: int, cue: Cue) -> bool:
    """An as-clause with an object says that, but for *it* ("As the army tells it") and what is part of its verb ("wie das Amt *bekannt* gab")."""
    pointers = (*tree.grammar.get("cleft_subjects", ()), *(w for asked in cue.when for w in asked.words))
    things = (k for k in tree.children[c] if tree.relation(k) in ("obj", "ccomp", "xcomp"))
    return any(tree.word(k) not in pointers for k in things)


def has_own_content(scene: Scene, c: int, cue: Cue) -> bool:
    """Whether a citing clause has its content below itself ("die Armee sprach von einem Angriff"), so cites nothing beside it."""
    tree = scene.tree
    if scene.in_class(c, "figure_speaking") and _speaks_of_number(scene, c):
        return True  # "40 were freed, the government had spoken of more than 70"
    if any(
        tree.relation(k) == "discourse" and tree.word(k) in tree.grammar.get("answer_words", ())
        for k in tree.children[c]
    ):
        return True  # "The governor says no, three doctors say yes"
    wanted = (set(cue.content) | {"ccomp"}) - {"parataxis", "advcl", "acl"}
    links = [link for link in tree.links(c) if link.names & wanted and not condition_marks(scene, link.token)]
    links = [link for link in links if not tree.is_apart(c, link.token)]  # "..., report says; Tehran denies"
    links = [link for link in links if not _stands_for_what_is_around(tree, c, link.token)]
    clauses = {"ccomp", "xcomp", "csubj"}
    return any(
        tree.is_verbal(k.token) or tree.has_child(k.token, "cop") for k in links if k.names & clauses
    ) or any(not k.names & clauses for k in links)


def _stands_for_what_is_around(tree: Tree, c: int, told: int) -> bool:
    """`Die Armee hat, | das | räumen auch die Rebellen ein, die Stadt erobert`: set in before the verb, the pronoun is what stands around."""
    around = tree.tokens[c].head
    return (
        told == tree.first_word(c)
        and told < c < around
        and tree.word(told) in tree.grammar.get("pointers", ())
    )


def says_something_else(scene: Scene, c: int) -> bool:
    """`..., Manila says Beijing`; `..., Israel says nothing`: a cue between its speaker and what he says, be that a bare name.

    Whom he tells it and when are none of what he says.
    """
    tree, grammar = scene.tree, scene.tree.grammar
    subject = tree.surface_subject(c)
    if subject is None or subject > c or tree.lemma(c) in grammar.get("telling_verbs", ()):
        return False
    if (
        not grammar.get("verb_last")
        and c + 1 < len(tree)
        and tree.tokens[c + 1].form in grammar.get("inserted_after", ())
    ):
        return False  # "There was no massacre, the mayor claimed, only ..."
    behind = (k for k in tree.children[c] if k > c and tree.relation(k) in SAID and k not in scene.dated)
    figures = grammar.get("figure_prepositions", ())
    return any(
        tree.tokens[k].upos in NOMINAL
        and (
            not tree.preposition(k)
            or (tree.preposition(k).partition("_")[0] in figures and _has_number(tree, k))
        )
        for k in behind
    )


def _speaks_of_number(scene: Scene, c: int) -> bool:
    """`hatte von mehr als 70 gesprochen`."""
    phrases = (k for k in scene.tree.children[c] if scene.tree.relation(k) == "obl" and k not in scene.dated)
    return any(_has_number(scene.tree, k) for k in phrases)


def _has_number(tree: Tree, k: int) -> bool:
    return any(tree.tokens[i].upos == "NUM" for i in tree.subtree(k))


def only_answers(scene: Scene, c: int, cue: Cue) -> bool:
    """`Trump threatens Colombia with tariffs, Petro | hits back |`: without quotation marks who strikes with words has not said what he answers."""
    types = [frame.type for frame in scene.know.frames_of(scene.tree.lemma(c), "VERB")]
    kinds = [scene.know.ontology.types[name] for name in types]
    strikes = 2 * sum(kind.quad == CONFLICT and not kind.speech_act for kind in kinds) > len(kinds)
    answers = strikes and any(asked.path == ("compound:prt",) for asked in cue.when)
    return answers and not any(scene.in_class(t.i, "double_quotes") for t in scene.tree.tokens)
