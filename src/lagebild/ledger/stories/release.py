"""By which rules the stories of a file were made.

Takes the file; says whether they were made by today's. Another release or other rules have them made again; of the form before today's, `forms` brings them forward.
"""

from lagebild.ledger.database import Database
from lagebild.stories import load_rules
from lagebild.version import VERSION

FORM = 7  # of the tables and of what is packed in them; another one has the stories made again


def todays_rules() -> str:
    """The release, the rules, the form."""
    return rules_in(FORM)


def rules_in(form: int) -> str:
    """Today's release and rules, with stories in some form."""
    return f"{VERSION} {load_rules().version} {form}"


def is_made_by_todays_rules(db: Database) -> bool:
    """Whether there are stories, and made by today's rules."""
    there = db.value("SELECT 1 FROM sqlite_master WHERE name = 'linked_by'")
    return bool(there) and db.value("SELECT rules FROM linked_by") == todays_rules()
