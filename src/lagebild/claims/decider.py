"""Is this word an event here, though no frame of the lexicon quite holds?

Takes the triggers that the rules propose; gives these and those of the words whose frames all but hold that the sentence speaks for. A
small linear model weighs what is seen of a candidate (`claims/traits.py`), none of it a word, so both languages teach it; it only chooses among
what the lexicon has for the word. Logistic regression, the weights in `decider.toml`, one a line, trained by `training/decider.py`.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from lagebild.claims.nearness import EMPTY, Near, nearest
from lagebild.claims.scene import Scene
from lagebild.claims.traits import around_it, traits_of, traits_of_word
from lagebild.claims.triggers import VAGUE, Hit, entries_in
from lagebild.languages import Frame
from lagebild.tables import shipped_toml

WEIGHTS = Path(__file__).with_name("decider.toml")
BIAS = "bias"
TAKE = 0.55  # from this probability on; rounds left out (docs/decisions/0010)
SPOKEN = 0.7  # of acts of speech told by a word that may just cite: nobody gets them put into his mouth
CLAUSES = frozenset({"xcomp", "ccomp"})
CALLED = frozenset({"xcomp", "obl", "appos"})
NAMED = 3  # traits in the evidence
WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


class Decider:
    """What each trait weighs, and from which probability a candidate is taken."""

    def __init__(self, weights: Mapping[str, float], take: float = TAKE) -> None:
        self.weights = weights
        self.take = take

    def strongest(self, traits: Iterable[str]) -> tuple[str, ...]:
        """The traits that speak most for an event."""
        return tuple(sorted(set(traits), key=lambda trait: (-self.weights.get(trait, 0.0), trait))[:NAMED])

    def probability(self, traits: Iterable[str]) -> float:
        """How likely a candidate is an event, 0 to 1."""
        return likelihood(self.weights.get(BIAS, 0.0) + self.score(traits))

    def score(self, traits: Iterable[str]) -> float:
        """What traits weigh together; scores of parts of a candidate's traits add up to its score."""
        return sum([self.weights.get(trait, 0.0) for trait in traits])


def likelihood(score: float) -> float:
    """The probability that a score stands for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def shipped_decider() -> Decider:
    """The decider that ships."""
    return Decider(shipped_toml(WEIGHTS))


def with_decided(scene: Scene, hits: tuple[Hit, ...], nearby: int) -> tuple[Hit, ...]:
    """The triggers that count, by the decider that ships, unless it is switched off."""
    return decided(scene, hits, shipped_decider(), nearby) if scene.know.decides else hits


def candidates_in(scene: Scene, hits: tuple[Hit, ...]) -> Iterator[tuple[int, Near]]:
    """Each word without a trigger, with the frames that all but hold: one of each of the types that most of its entries have.

    Of a word that only cites, a date, an auxiliary, or a compound's first, none.
    """
    fired = {hit.token for hit in hits}
    for i, entries in entries_in(scene).items():
        elsewhere = i in fired or i in scene.dated or scene.tree.relation(i) == "compound"
        if elsewhere or scene.tree.tokens[i].upos not in WORDS or scene.in_class(i, "plain_saying"):
            continue
        if _only_foresees(scene, i):
            continue
        for frames in entries.of_main_types:
            if _is_explained(scene, i, frames):
                continue
            near = nearest(scene, i, frames)
            if near is not None:
                yield i, near


def _is_explained(scene: Scene, i: int, frames: Sequence[Frame]) -> bool:
    """`were killed when a boat capsized`: where an entry holds but for a clause that tells of an accident, no other of its type may."""
    if not scene.tree.has_child(i, "advcl"):
        return False
    clauses = ((frame, c) for frame in frames for c in frame.unless if c.path[0] == "advcl")
    return any(
        scene.holds(i, clause) and all(scene.holds(i, c) for c in frame.when) for frame, clause in clauses
    )


def _only_foresees(scene: Scene, i: int) -> bool:
    """`warned of a recession`, `warned that the move could wreck the talks`: who warns of what others do or what happens, threatens nobody."""
    if not scene.in_class(i, "warning"):
        return False
    tree, content = scene.tree, scene.tree.child(i, "ccomp")
    of = tree.grammar.get("foreseeing_prepositions", ())
    if any(tree.relation(c) == "obl" and tree.preposition(c) in of for c in tree.children[i]):
        return True
    subject = None if content is None else tree.child(content, "nsubj", "nsubj:pass")
    if content is None or subject is None or content < i or not tree.has_child(content, "mark"):
        return False
    return tree.tokens[subject].upos in ("NOUN", "PROPN") and not tree.has_child(
        subject, "nmod:poss", "det:poss"
    )


def decided(scene: Scene, hits: tuple[Hit, ...], decider: Decider | None, nearby: int = 0) -> tuple[Hit, ...]:
    """The triggers that count, in text order. `nearby`: how many the sentences around have.

    Where no other word tells of politics none is taken: of those one in three was an event.
    """
    if decider is None or scene.sentence.heading or not (hits or nearby):
        return hits
    taken: dict[int, Hit] = {}
    around: float | None = None
    for i, near in candidates_in(scene, hits):
        if _says_nothing(scene, near) or _calls_otherwise(scene, i, near) or scene.in_class(i, VAGUE):
            continue
        if _is_told_otherwise(scene, i, near, hits):
            continue
        if around is None:
            around = decider.weights.get(BIAS, 0.0) + decider.score(around_it(scene, hits, nearby))
        likely = likelihood(around + decider.score(traits_of_word(scene, i, near, hits)))
        before, least = taken.get(i), decider.take
        if scene.tree.lemma(i) in scene.know.citing_words and _is_act_of_speech(scene, near):
            least = max(least, SPOKEN)
        if likely >= least and (before is None or likely > (before.likely or 0)):
            because = decider.strongest(traits_of(scene, i, near, hits, nearby))
            taken[i] = Hit(scene, i, near.frame, likely, because)
    return tuple(sorted((*hits, *taken.values()), key=lambda hit: hit.token))


def _is_act_of_speech(scene: Scene, near: Near) -> bool:
    return scene.know.ontology.types[near.frame.type].speech_act


def _says_nothing(scene: Scene, near: Near) -> bool:
    """`invited the children`, `warned drivers`: an act of speech whose entry asks for what is said, which is not there."""
    lacking = any(lack.relation in CLAUSES and lack.level == EMPTY[0] for lack in near.lacks)
    return lacking and _is_act_of_speech(scene, near)


def _calls_otherwise(scene: Scene, i: int, near: Near) -> bool:
    """`described the drill as a rehearsal`: of verbs that call somebody something what they call him decides, not what is like it."""
    grammar, lemma = scene.tree.grammar, scene.tree.lemma(i)
    calls = lemma in grammar.get("naming_verbs", ()) or lemma in grammar.get("judging_verbs", ())
    return calls and any(lack.relation in CALLED for lack in near.lacks)


def _is_told_otherwise(scene: Scene, i: int, near: Near, hits: tuple[Hit, ...]) -> bool:
    """Whether a word is a statement here (*bekannte sich zu dem Anschlag*), or what hangs on it, or it on, tells the deed (*the attack set fire to it*, *prevented from boarding*)."""
    tokens, kind = scene.tree.tokens, near.frame.type
    if any(
        hit.frame.type == kind and (tokens[hit.token].head == i or tokens[i].head == hit.token)
        for hit in hits
    ):
        return True
    words = scene.know.pack.statements.get(scene.tree.lemma(i), ())
    return any(word.upos == near.frame.upos and scene.meets(i, word.when, word.unless) for word in words)
