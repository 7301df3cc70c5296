"""Whether a document is about politics at all.

Takes the drafts of a document; gives those that count. Sport, film, markets and weather borrow the words of war, and courts and
police deal with ordinary crime: where words of politics are missing or outnumbered, an event needs somebody known in it. Statements without any event beside them
count only when somebody known is meant.
"""

from lagebild.claims.drafts import Draft
from lagebild.claims.scene import Scene
from lagebild.model import Event, Statement

LEAST = 2  # words of the other field: one alone ("Team", "Film") stands in many political reports


def on_topic(drafts: list[Draft], scenes: list[Scene]) -> list[Draft]:
    """The drafts of a political document, or those with somebody known in them."""
    if not _is_political(scenes):
        drafts = [draft for draft in drafts if draft.event is not None and _has_known_actor(draft)]
    if any(draft.event is not None for draft in drafts):
        return drafts
    return [draft for draft in drafts if _has_known_actor(draft)]


def _is_political(scenes: list[Scene]) -> bool:
    """Whether a document has more words of politics than of any other field; a name of somebody known makes it likely."""
    if not scenes:
        return False
    know = scenes[0].know
    names, political, others = _people(scenes)
    lemmas = {scene.tree.lemma(i) for scene in scenes for i in range(len(scene.tree))}
    classes = [know.classes_of(lemma) for lemma in lemmas]
    foreign = max(
        (sum(field in found for found in classes) for field in know.pack.grammar.get("other_fields", ())),
        default=0,
    )
    own = political + sum(know.pack.grammar.get("own_field", "") in found for found in classes)
    if not names and not own:
        return False
    return foreign < max(LEAST, names + own + others if names else own)


def _people(scenes: list[Scene]) -> tuple[int, int, int]:
    """How many names of actors; nouns for those whose acts are political by themselves; nouns for others (police, courts)."""
    sectors = scenes[0].know.ontology.political_sectors
    words = [(scene, i) for scene in scenes for i in range(len(scene.tree))]
    names = {scene.tree.lemma(i) for scene, i in words if scene.name_at(i)}
    agents = {
        scene.tree.lemma(i): agent.sector in sectors for scene, i in words if (agent := scene.agent_at(i))
    }
    political = sum(agents.values())
    return len(names), political, len(agents) - political


def _has_known_actor(draft: Draft) -> bool:
    content = draft.content
    if any(
        link.source.actor and link.kind in ("person", "organisation") and link.source.actor[:3] != "NGO"
        for link in draft.chain
    ):
        return isinstance(content, Statement) and bool(content.about or content.affected)
    people = (
        (*content.actors, *content.recipients)
        if isinstance(content, Event)
        else (*content.about, *content.affected)
    )
    return any(who.actor for who in people)
