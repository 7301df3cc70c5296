"""By which rules the stories of a file were made.

Takes the file; says whether they were made by today's. Another release, other rules or another form of the tables have them made again.
"""

from lagebild.ledger.database import Database
from lagebild.stories import load_rules
from lagebild.version import VERSION

FORM = 5  # of the tables and of what is packed in them; another one has the stories made again


def todays_rules() -> str:
    """The release, the rules, the form."""
    return f"{VERSION} {load_rules().version} {FORM}"


def is_made_by_todays_rules(db: Database) -> bool:
    """Whether there are stories, and made by today's rules."""
    there = db.value("SELECT 1 FROM sqlite_master WHERE name = 'linked_by'")
    return bool(there) and db.value("SELECT rules FROM linked_by") == todays_rules()
