"""Who of two is likelier to have done a deed, where neither case nor number tells: *die Abgeordnete, die die Junta getötet hat*.

Takes a tree, two nouns, a verb and what the language files say of them; gives a yes only where one of them has force or power and the other is
somebody, or something, to whom such deeds are done. Of deeds of words nothing is known: everybody criticises everybody.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.tree import Tree
from lagebild.ontology import CONFLICT

FORCE, POWER = "force", "power"  # the sectors of those who have arms, and of those who have them used
STRONG = ("armed", "police", "missile", "bomb", "court", "prosecutor")
ARMED_LOOKS = "armed_looks"
ORGANISED = ("organisation", "group")
UNARMED = "unarmed_deed"  # done with stones and fists, too
MANY = "Plur"
WEAPONS, SENDING = ("weapon", "missile", "bomb"), "sending"
NOUNS = ("NOUN", "PROPN")


def is_likelier_doer(tree: Tree, first: int, second: int, verb: int, know: Knowledge) -> bool:
    """Whether the second has force or power over somebody such as the first, and the verb tells such a deed."""
    return (
        is_deed_of_force(tree, verb, know)
        and is_strong(tree, second, know)
        and not is_strong(tree, first, know)
    )


def is_deed_of_force(tree: Tree, verb: int, know: Knowledge) -> bool:
    """Whether an entry of a verb tells a deed of conflict that is done, not said."""
    types = [know.ontology.types[frame.type] for frame in know.frames_of(tree.lemma(verb), "VERB")]
    return any(kind.quad == CONFLICT and not kind.speech_act for kind in types)


def is_strong(tree: Tree, i: int, know: Knowledge) -> bool:
    """`die Junta`, `Soldaten`, `maskierte Männer`, `ein Gericht`: who has arms or power; a single officeholder has it not by himself."""
    lemma = tree.lemma(i)
    if tree.tokens[i].upos not in NOUNS:
        return False
    looks = any(
        know.in_class(tree.lemma(k), ARMED_LOOKS) for k in tree.children[i] if tree.relation(k) == "amod"
    )
    if looks or any(know.in_class(lemma, name) for name in STRONG):
        return True
    agent = know.agent(lemma)
    if agent is None:
        return False
    sectors_of = know.ontology.sectors_of
    return agent.sector in sectors_of[FORCE] or (
        agent.sector in sectors_of[POWER] and agent.kind in ORGANISED
    )


def is_strong_body(tree: Tree, i: int, know: Knowledge) -> bool:
    """`die Junta`, `the police`: many together who have arms or power, and not one soldier or officer."""
    agent = know.agent(tree.lemma(i))
    return agent is not None and agent.kind in ORGANISED and is_strong(tree, i, know)


def is_sent(tree: Tree, weapon: int, verb: int, know: Knowledge) -> bool:
    """`a rocket | fired by`, `die Bombe, die | gelegt hatten`: a weapon is fired, dropped or planted by somebody, and does none of that itself."""
    lemma = tree.lemma(weapon)
    return know.in_class(tree.lemma(verb), SENDING) and any(know.in_class(lemma, name) for name in WEAPONS)


def are_two_peoples(tree: Tree, verb: int, finite: int, first: int, second: int, know: Knowledge) -> bool:
    """`Die Häftlinge | griffen | die Wärter an`: of two kinds of people, both many and with the article, the first does what needs no arms."""
    many = all(tree.feature(k, "Number") == MANY for k in (finite, first)) and not tree.has_child(
        first, "conj"
    )
    articles = tree.grammar.get("plural_articles", ())
    alike = all(
        any(tree.relation(k) == "det" and tree.word(k) in articles for k in tree.children[i])
        for i in (first, second)
    )
    people = know.agent(tree.lemma(first)) is not None or know.in_class(tree.lemma(first), "hostage")
    return many and alike and people and know.in_class(tree.lemma(verb), UNARMED)
