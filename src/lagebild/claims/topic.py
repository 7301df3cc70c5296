"""Whether a document is about politics at all.

Takes the claims of a document (of a long one, of a passage); gives those that count. Sport, film, markets and weather borrow the
words of war, and courts and police deal with ordinary crime: where words of politics are missing or outnumbered, an event needs
somebody known in it. Statements without any event beside them count only when somebody known is meant.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.scene import Scene
from lagebild.model import Claim, Event, Statement

LEAST = 2  # words of the other field: one alone ("Team", "Film") stands in many political reports


class Field:
    """What the sentences taken so far are about: their words, names of actors, and nouns for somebody."""

    def __init__(self, know: Knowledge) -> None:
        self.know = know
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget all, for the next passage."""
        self.sentences = 0
        self.lemmas: set[str] = set()
        self.names: set[str] = set()
        self.agents: dict[str, bool] = {}

    def take(self, scene: Scene) -> None:
        """Take note of a sentence."""
        self.sentences += 1
        lemma, sectors = scene.tree.lemma, self.know.ontology.political_sectors
        self.lemmas.update(map(lemma, range(len(scene.tree))))
        self.names.update(map(lemma, scene.actors))
        self.agents.update((lemma(i), agent.sector in sectors) for i, agent in scene.agents.items())

    def is_political(self) -> bool:
        """Whether there are more words of politics than of any other field; a name of somebody known makes it likely."""
        names, political = len(self.names), sum(self.agents.values())
        classes = [self.know.classes_of(lemma) for lemma in self.lemmas]
        grammar = self.know.pack.grammar
        foreign = max(
            (sum(field in found for found in classes) for field in grammar.get("other_fields", ())), default=0
        )
        own = political + sum(grammar.get("own_field", "") in found for found in classes)
        if not names and not own:
            return False
        others = len(self.agents) - political
        return foreign < max(LEAST, names + own + others if names else own)


def on_topic(claims: list[Claim], field: Field) -> list[Claim]:
    """The claims of a political document, or those with somebody known in them."""
    if field.sentences and not field.is_political():
        claims = [claim for claim in claims if claim.event is not None and _has_known_actor(claim)]
    if any(claim.event is not None for claim in claims):
        return claims
    return [claim for claim in claims if _has_known_actor(claim)]


def _has_known_actor(claim: Claim) -> bool:
    content = claim.content
    if any(
        link.source.actor and link.kind in ("person", "organisation") and link.source.actor[:3] != "NGO"
        for link in claim.chain
    ):
        return isinstance(content, Statement) and bool(content.about or content.affected)
    people = (
        (*content.actors, *content.recipients)
        if isinstance(content, Event)
        else (*content.about, *content.affected)
    )
    return any(who.actor for who in people)
