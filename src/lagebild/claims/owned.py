"""Whose people a speaker calls his own: `Mali's army said | its troops | had killed 20 rebels`, `Präsident Ali sagte, | seine Regierung | habe ...`.

Takes a scene, a role noun with a possessive that opens what somebody says, and who that is; gives the id of whom the noun means, or None:
the speaker's state with the noun's sector, or the armed group or alliance itself. Where anybody else stands between, the possessive may be his.
"""

from lagebild.claims.agreement import agrees, looks_of
from lagebild.claims.binding import CONTENTS, speaker_over
from lagebild.claims.scene import Scene
from lagebild.claims.tree import NOMINAL
from lagebild.gazetteer import Agent
from lagebild.model import Participant

BESIDE = (
    *CONTENTS,
    "parataxis",
)  # what is said in the mood of reports is now and then parsed as a clause beside
STATE = "state"  # the kind of words for a state: his | country |
ITSELF = ("armed_group", "alliance", "igo")
"""Kinds of organisations whose fighters or forces are the organisation."""


def speaker_who_owns(scene: Scene, i: int) -> int | None:
    """The speaker whose own somebody is who opens what he says; None where the possessive may be another's."""
    tree = scene.tree
    if not tree.relation(i).startswith("nsubj") or scene.agent_at(i) is None:
        return None
    words = [k for k in tree.children[i] if tree.feature(k, "Poss") == "Yes" and k < i]
    over = speaker_over(scene, words[0], BESIDE) if words else None
    if over is None:
        return None
    first = over + 1 if over < i else 0  # "| Sein Land | werde antworten, sagte der Minister"
    if any(_is_somebody_else(scene, k) for k in range(first, words[0])):
        return None
    return over if _is_owners(scene, words[0], over) else None


def _is_owners(scene: Scene, possessive: int, over: int) -> bool:
    """Whether a possessive agrees with its owner; where its form tells the owner's gender (*sein*, *ihr*), that has to be known."""
    tree, (plural, gender, kind) = scene.tree, looks_of(scene, over)
    entry = scene.know.pack.references.get(tree.word(possessive))
    told = tree.grammar.get("owner_gender", {}).get(tree.lemma(possessive))
    if told is not None:
        return "plur" in told.split() if plural else gender.lower() in told.split()
    return entry is not None and agrees(scene, plural, gender, kind, entry.number, entry.gender)


def _is_somebody_else(scene: Scene, k: int) -> bool:
    """Whether a nominal between the two could own it as well; who is part of the speaker's own name or office could not."""
    subtree_of_speaker = scene.tree.relation(k) in ("flat", "appos", "compound")
    return not subtree_of_speaker and scene.tree.tokens[k].upos in NOMINAL - {"NUM", "SYM"}


def owned_actor(scene: Scene, i: int, owner: Participant) -> str | None:
    """The id of a role noun that is its owner's."""
    agent, know = scene.agent_at(i), scene.know
    if agent is None or owner.actor is None:
        return None
    if agent.kind == STATE:
        state = know.state_of(owner.actor)
        return state if state and know.is_state(state) else None
    if know.organisation_kind(owner.actor) in ITSELF:
        return owner.actor if agent.sector in know.ontology.sectors_of["armed"] else None
    return _of_state(scene, owner.actor[:3], agent)


def _of_state(scene: Scene, state: str, agent: Agent) -> str | None:
    political = agent.sector in scene.know.ontology.political_sectors
    return scene.know.actor_id(state, agent.sector) if political and scene.know.is_state(state) else None
