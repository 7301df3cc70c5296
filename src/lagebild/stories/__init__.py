"""Claims about one happening, joined: who is really independent, how it stands, how far it has come.

`tellings_of` gives the claims of a reading as linking sees them, `stories_of` the stories of a set of claims; `Linker` does the
same while claims come in.
"""

from lagebild.stories.candidates import CROWD, keys_of
from lagebild.stories.gist import Gist, gist_of
from lagebild.stories.link import Constraints, Group, Linker, groups_in
from lagebild.stories.records import Figure, Joint, LeftOut, Origin, Part, Reason, Rung, Story, Telling, Voice
from lagebild.stories.rules import check_rules, load_rules
from lagebild.stories.story import stories_of, story_of
from lagebild.stories.telling import tellings_of

__all__ = [
    "CROWD",
    "Constraints",
    "Figure",
    "Gist",
    "Group",
    "Joint",
    "LeftOut",
    "Linker",
    "Origin",
    "Part",
    "Reason",
    "Rung",
    "Story",
    "Telling",
    "Voice",
    "check_rules",
    "gist_of",
    "groups_in",
    "keys_of",
    "load_rules",
    "stories_of",
    "story_of",
    "tellings_of",
]
