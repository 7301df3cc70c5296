"""Whether the file is whole, and its tables agree.

Takes the file; gives every problem in words. Nothing is mended here: `rebuild` makes again what is made of readings, `restore`
brings back the rest.
"""

from collections.abc import Iterator

from lagebild.ledger.database import Database
from lagebild.ledger.releases import COUNTING

REBUILD = "right would be `lagebild verify --mend`, which makes it again"
# What must give no row: what it would mean, and the question.
_QUESTIONS = (
    (
        "readings count that should not, or should and do not",
        f"SELECT version FROM (SELECT version, coalesce(by_release, unread) AS reading FROM ({COUNTING}) AS c)"
        " LEFT JOIN indexed USING (version, reading) WHERE indexed.reading IS NULL",
    ),
    (
        "versions are indexed that are not there",
        "SELECT version FROM indexed WHERE version NOT IN (SELECT version FROM version)",
    ),
    (
        "claims are missing, or too many, in the table of those that count",
        "SELECT reading FROM indexed JOIN reading USING (reading) LEFT JOIN"
        " (SELECT reading, count(*) AS there FROM current GROUP BY reading) USING (reading)"
        " WHERE claims <> coalesce(there, 0)",
    ),
    (
        "claims count whose reading does not",
        "SELECT claim FROM current WHERE reading NOT IN (SELECT reading FROM indexed)",
    ),
    (
        "actors stand without their claim",
        "SELECT claim FROM pair WHERE claim NOT IN (SELECT claim FROM current)",
    ),
    (
        "claims do not know when their wording was replaced",
        "SELECT claim FROM current c JOIN reading r USING (reading) JOIN version v USING (version) WHERE c.until IS NOT"
        " (SELECT min(n.world) FROM version n WHERE n.document = v.document AND (n.world, n.version) > (v.world, v.version))",
    ),
    (
        "documents stand without a version",
        "SELECT document FROM document WHERE document NOT IN (SELECT document FROM version)",
    ),
    (
        "versions stand without a reading",
        "SELECT version FROM version WHERE version NOT IN (SELECT version FROM reading)",
    ),
    (
        "readings stand twice",
        "SELECT version FROM reading GROUP BY version, ifnull(release, 0) HAVING count(*) > 1",
    ),
    ("a document is half forgotten", "SELECT document FROM forgetting"),
)


def problems(db: Database) -> Iterator[str]:
    """Everything that is wrong."""
    for (said,) in db.all("PRAGMA integrity_check"):
        if said != "ok":
            yield f"the file is damaged: {said}; right would be the newest backup (lagebild restore)"
    for table, row, parent, _ in db.all("PRAGMA foreign_key_check"):
        yield f"{table} {row} has no {parent}; right would be the newest backup (lagebild restore)"
    for what, question in _QUESTIONS:
        count = len(db.all(question))
        if count:
            yield f"{what} ({count}); {REBUILD}"
