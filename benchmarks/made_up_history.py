"""Writes the made-up history of the demo: `python -m benchmarks.made_up_history > src/lagebild/demo/history.jsonl`.

Four states that do not exist deal with each other by rules with chance in them, the same in every run: threats follow
accusations, sanctions follow threats. It shows what an outlook looks like; nothing in it says anything of the world.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from lagebild.outlook.deeds import Deed, lines_of

FIRST, DAYS = date(2022, 6, 1), 761
ARD, BOR, CES, DRA = "Ardania", "Borovia", "Cestia", "Dravia"  # none of them exists
# What happens of itself: who, to whom, what, how often a day.
HABITS = (
    (ARD, BOR, "ACCUSE", 0.07),
    (BOR, ARD, "ACCUSE", 0.12),
    (ARD, BOR, "MOBILIZE", 0.05),
    (ARD, BOR, "CONSULT", 0.04),
    (BOR, ARD, "CONSULT", 0.04),
    (BOR, CES, "CONSULT", 0.16),
    (CES, BOR, "SUPPORT", 0.10),
    (CES, BOR, "AID", 0.06),
    (CES, ARD, "REQUEST", 0.07),
    (ARD, CES, "REJECT", 0.05),
    (ARD, CES, "CONSULT", 0.05),
    (DRA, CES, "CONSULT", 0.03),
    (ARD, DRA, "CONSULT", 0.006),
)
# What follows what: when the first was done, the second is done with this chance after so many days.
RULES = (
    ((ARD, BOR, "MOBILIZE"), (BOR, ARD, "ACCUSE"), 0.6, 2),
    ((BOR, ARD, "ACCUSE"), (ARD, BOR, "REJECT"), 0.5, 1),
    ((BOR, ARD, "ACCUSE"), (ARD, BOR, "THREATEN"), 0.5, 4),
    ((ARD, BOR, "THREATEN"), (CES, ARD, "SANCTION"), 0.25, 9),
    ((ARD, BOR, "THREATEN"), (BOR, ARD, "MOBILIZE"), 0.3, 5),
    ((CES, ARD, "SANCTION"), (ARD, CES, "ACCUSE"), 0.6, 2),
    ((ARD, BOR, "CONSULT"), (ARD, BOR, "AGREE"), 0.2, 6),
)


def main() -> int:
    """Write the history to standard output."""
    for line in lines_of(history()):
        sys.stdout.write(line + "\n")
    return 0


def history() -> Iterator[Deed]:
    """The deeds in order of day."""
    chance = random.Random(9)
    planned: dict[int, set[tuple[str, str, str]]] = {}
    for day in range(DAYS):
        today = {habit[:3] for habit in HABITS if chance.random() < habit[3]} | planned.pop(day, set())
        for cause, effect, odds, within in RULES:
            if cause in today and chance.random() < odds:
                planned.setdefault(day + chance.randint(1, within), set()).add(effect)
        for actor, recipient, type_ in sorted(today):
            yield Deed(
                day=(FIRST + timedelta(days=day)).isoformat(),
                actor=actor,
                recipient=recipient,
                type=type_,
                source="made up for the demo",
                certainty="reported",
            )


if __name__ == "__main__":
    sys.exit(main())
