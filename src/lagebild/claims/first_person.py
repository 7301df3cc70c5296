"""Whom *we* and *I* mean.

Takes the participants of a claim, its chain, and whether it is quoted; gives them with the pronouns of the first person bound to whoever
speaks. Where nobody is known to speak they are left out: they are never the author's.
"""

from msgspec.structs import replace

from lagebild.claims.scene import Scene
from lagebild.model import Attribution, Participant


def bound_to_speaker(
    scene: Scene, people: tuple[Participant, ...], chain: tuple[Attribution, ...], *, quoted: bool
) -> tuple[Participant, ...]:
    """The participants, each *we*, *I*, *our troops* that of the innermost source; without one, in a quotation, left out."""
    if not any(_is_first_person(scene, who) or _is_owned(scene, who) for who in people):
        return people
    speaker = chain[-1].source if chain else None
    if speaker is None:
        return tuple(who for who in people if not quoted or not _is_first_person(scene, who))
    return tuple(_bound(scene, who, speaker) for who in people)


def _bound(scene: Scene, who: Participant, speaker: Participant) -> Participant:
    """*I* is who speaks; *we* are his side: its id where it has one, else nobody by name, for not all that they did is his deed."""
    if who.mention.sentence != scene.sentence.i or who.actor is not None:
        return who
    if _is_owned(scene, who):
        agent, state = scene.agent_at(who.mention.head), speaker.actor and scene.know.state_of(speaker.actor)
        return (
            replace(who, of=None, actor=scene.know.actor_id(state, agent.sector)) if agent and state else who
        )
    if not _is_first_person(scene, who):
        return who
    alone = scene.tree.feature(who.mention.head, "Number") == "Sing"
    return replace(
        who, of=None, actor=speaker.actor, means=(speaker.means or speaker.mention) if alone else None
    )


def _is_first_person(scene: Scene, who: Participant) -> bool:
    tree, head = scene.tree, who.mention.head
    here = who.mention.sentence == scene.sentence.i and who.means is None
    return here and tree.tokens[head].upos == "PRON" and tree.feature(head, "Person") == "1"


def _is_owned(scene: Scene, who: Participant) -> bool:
    """`our troops`."""
    if who.mention.sentence != scene.sentence.i:
        return False
    tree = scene.tree
    return any(
        tree.feature(k, "Person") == "1" and tree.feature(k, "Poss") == "Yes"
        for k in tree.children[who.mention.head]
    )
