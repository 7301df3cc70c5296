"""Who and where: ids that are the same in every language, and the names that each language has for them."""

from lagebild.gazetteer.agents import AgentHit, AgentIndex, agents_of
from lagebild.gazetteer.entries import (
    Actor,
    Agent,
    Country,
    Holder,
    KnownPlace,
    Name,
    Organisation,
    Publisher,
)
from lagebild.gazetteer.gazetteer import Gazetteer
from lagebild.gazetteer.load import check_gazetteer, gazetteer_version, kept_of_ours, load_gazetteer
from lagebild.gazetteer.names import NameHit, NameIndex, names_of, slots_named
from lagebild.gazetteer.parse import ACTOR_ID

__all__ = [
    "ACTOR_ID",
    "Actor",
    "Agent",
    "AgentHit",
    "AgentIndex",
    "Country",
    "Gazetteer",
    "Holder",
    "KnownPlace",
    "Name",
    "NameHit",
    "NameIndex",
    "Organisation",
    "Publisher",
    "agents_of",
    "check_gazetteer",
    "gazetteer_version",
    "kept_of_ours",
    "load_gazetteer",
    "names_of",
    "slots_named",
]
