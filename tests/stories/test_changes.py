"""What has changed since a day."""

from msgspec.structs import replace

from lagebild.stories import stories_of
from lagebild.stories.changes import as_they_were
from tests.stories.tellings import attack, said_by


def test_stories_as_they_were_are_those_that_were_made_then():
    told = [
        attack("a", day="2024-10-18", chain=(said_by("UKR.MIL"),)),
        attack("b", day="2024-10-18", chain=(said_by("KOR.SPY.nis", "NIS"),)),
        attack("c", day="2024-10-19", chain=(said_by("IGO.nato"),)),
    ]
    for day in ("2024-10-18", "2024-10-19", "2024-10-20"):
        assert as_they_were(stories_of(told), day) == tuple(
            replace(story, joints=()) for story in stories_of(told, as_of=day)
        )
