"""Whether a document is about politics at all.

Takes the drafts of a document; gives those that count. Sport, film, markets and weather borrow the words of war: where their
own words outnumber the political ones, an event needs somebody political in it. Statements without any event beside them
count only when somebody known is meant.
"""

from lagebild.claims.drafts import Draft
from lagebild.claims.scene import Scene
from lagebild.model import Event, Statement

LEAST = 2  # words of the other field: one alone ("Team", "Film") stands in many political reports


def on_topic(drafts: list[Draft], scenes: list[Scene]) -> list[Draft]:
    """The drafts of a political document, or those with somebody known in them."""
    if is_of_another_field(scenes):
        drafts = [draft for draft in drafts if draft.event is not None and _has_known_actor(draft)]
    if any(draft.event is not None for draft in drafts):
        return drafts
    return [draft for draft in drafts if _has_known_actor(draft)]


def is_of_another_field(scenes: list[Scene]) -> bool:
    """Whether the words of one other field outnumber the names and nouns of politics."""
    if not scenes:
        return False
    topics = scenes[0].know.pack.grammar.get("other_fields", ())
    words = [(scene, i) for scene in scenes for i in range(len(scene.tree))]
    classes = [scenes[0].know.classes_of(lemma) for lemma in {scene.tree.lemma(i) for scene, i in words}]
    counts = [sum(topic in names for names in classes) for topic in topics]
    names = len({scene.tree.lemma(i) for scene, i in words if scene.name_at(i)})
    agents = len({scene.tree.lemma(i) for scene, i in words if scene.agent_at(i)}) if names else 0
    return max(counts, default=0) >= max(LEAST, names + agents)


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
