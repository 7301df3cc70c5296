"""Every address of the pages and their data: the largest of its kind, and a typical one.

Takes a large ledger; gives names and addresses. What is largest, commonest and rarest is asked of the ledger itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from lagebild.ledger import Remark, SqliteLedger
from lagebild.stories.trackers import TRACKERS
from lagebild.views.web.lists import LISTS
from lagebild.views.web.picture import Picture

DEEP = 100_000
AUTHOR = "bench"
WEIGHT = "ORDER BY origins DESC, documents DESC, day DESC, story DESC"


@dataclass(frozen=True)
class Values:
    """What is asked for: of each column the commonest value of the claims, and the rarest."""

    source: tuple[str, str]
    publisher: tuple[str, str]
    type: tuple[str, str]
    actor: tuple[str, str]
    word: str
    first: str
    last: str


def addresses_of(ledger: SqliteLedger, picture: Picture) -> Iterator[tuple[str, str]]:
    """All of them, the pages first."""
    values = _values(ledger)
    yield from _lists(ledger, values)
    yield from _things(ledger, picture)
    yield from _searches(values)
    yield from _data(ledger, values)


def watch(ledger: SqliteLedger) -> None:
    """Conditions and searches that somebody watches, and stories that are pinned, as the first page shows them; once a ledger."""
    if any(placed.remark.author == AUTHOR for placed in ledger.remarks()):
        return
    values = _values(ledger)
    one, other = values.actor
    for n, query in enumerate((
        f"source={values.source[0]}", f"source={values.source[1]}", f"'publisher={values.publisher[1]}' actor={one}", f"between={one},{other}",
        f"type={values.type[0]} certainty=denied", values.word, f"{values.word} actor={one}", f"actor={other} certainty=possible",
    )):  # fmt: skip
        ledger.remark(
            Remark(remark_id=f"bench-{n}", kind="watch", author=AUTHOR, at="2024-11-01T08:00:00.000000Z", text=query, value=query)
        )  # fmt: skip


# ------------------------------------------------------------------ what is asked for


def _values(ledger: SqliteLedger) -> Values:
    states = ledger.db.all(
        "SELECT t.text FROM pair p JOIN term t ON t.term = p.state GROUP BY p.state ORDER BY count(*) DESC LIMIT 2"
    )
    story = ledger.stories.listed(count=1).stories[0]
    days = ledger.db.one("SELECT min(day), max(day) FROM current") or ("", "")
    return Values(
        source=_ends(ledger, "source"), publisher=_ends(ledger, "publisher"), type=_ends(ledger, "type"),
        actor=(states[0][0], states[1][0]), word=story.tellings[0].sentence.split()[1], first=days[0], last=f"{days[0][:7]}-28",
    )  # fmt: skip


def _ends(ledger: SqliteLedger, column: str) -> tuple[str, str]:
    rows = ledger.db.all(
        f"SELECT t.text FROM current c JOIN term t ON t.term = c.{column} GROUP BY c.{column} ORDER BY count(*) DESC"
    )
    return rows[0][0], rows[-1][0]


def _asked(path: str, **asked: str) -> str:
    return f"{path}?{urlencode(asked)}"


# ------------------------------------------------------------------ pages


def _lists(ledger: SqliteLedger, values: Values) -> Iterator[tuple[str, str]]:
    yield "situation with watches", "/"
    yield "stories", "/stories"
    for name, where in _far_down(ledger):
        yield name, where
    yield "stories of an actor", _asked("/stories", actor=values.actor[0])
    yield "stories of a type and status", _asked("/stories", type=values.type[0], status="disputed")
    yield (
        "stories of an actor, a type, days",
        _asked("/stories", actor=values.actor[1], type=values.type[0], first=values.first, last=values.last),
    )
    yield "stories with statements", "/stories?statements=1"
    yield "stories since a moment", "/stories?since=2024-01-01T00:00:00.000000Z"
    yield "documents", "/documents"
    yield "documents of a publisher", _asked("/documents", publisher=values.publisher[1])
    yield "dyads", "/dyads"
    yield "dyads of an actor", _asked("/dyads", actor=values.actor[0])
    yield "sources", "/sources"
    yield "map", "/map"
    yield "map of an actor and type", _asked("/map", actor=values.actor[1], type=values.type[0])
    for name in TRACKERS:
        yield f"tracker {name}", f"/trackers/{name}"
    yield "tracker of an actor", _asked("/trackers/deployments", actor=values.actor[0])
    yield "outlook", "/outlook"
    yield "inbox", "/inbox"
    for name in ("read", "drafts", "help", "codebook", "api"):
        yield name, f"/{name}"


def _far_down(ledger: SqliteLedger) -> Iterator[tuple[str, str]]:
    """Lists at their row 100,000, or at their last one."""
    keys = {
        "/stories": f"SELECT event||'.'||origins||'.'||documents||'.'||day||'.'||story FROM story WHERE event = 1 {WEIGHT}",
        "/documents": "SELECT version_id FROM version ORDER BY version DESC",
        "/api/claims": "SELECT claim_id FROM current ORDER BY day DESC, claim DESC",
    }
    for path, sql in keys.items():
        number = max(0, min(DEEP, ledger.db.value(f"SELECT count(*) FROM ({sql})") - 51))
        key = ledger.db.value(f"{sql} LIMIT 1 OFFSET {number}")
        yield f"{path.rpartition('/')[2]} from row {number:,}", f"{path}?after={key}"


def _things(ledger: SqliteLedger, picture: Picture) -> Iterator[tuple[str, str]]:
    """One story, document, dyad, source: the largest, and one in the middle."""
    number = int(ledger.db.value("SELECT count(*) FROM story WHERE event = 1"))
    middle = ledger.db.value(f"SELECT story FROM story WHERE event = 1 {WEIGHT} LIMIT 1 OFFSET {number // 2}")
    stories = {"largest": ledger.stories.listed(count=1).stories[0].story_id, "typical": middle}
    by_claims = "SELECT document_id FROM reading JOIN version USING (version) JOIN document USING (document) ORDER BY claims DESC LIMIT 1"
    documents = {"largest": ledger.db.value(by_claims), "newest": next(iter(ledger.arrived(1))).document_id}
    dyads = ledger.stories.dyads(200)
    pairs = {"largest": dyads[0], "typical": dyads[len(dyads) // 2]}
    for which, story in stories.items():
        yield f"story, {which}", f"/stories/{story}"
        yield f"story as data, {which}", f"/api/stories/{story}"
        yield f"picture of a story, {which}", f"/stories/{story}/chain.svg"
    for which, document in documents.items():
        yield f"document, {which}", f"/documents/{quote(document)}"
        yield f"document as data, {which}", f"/api/documents/{quote(document)}"
    for which, pair in pairs.items():
        yield f"dyad, {which}", f"/dyads/{pair.one}/{pair.other}"
        yield f"dyad as data, {which}", f"/api/dyads/{pair.one}/{pair.other}"
        yield f"series of a dyad, {which}", f"/dyads/{pair.one}/{pair.other}/series.svg"
    for which, source in _sources(ledger, picture).items():
        yield f"source, {which}", f"/sources/{quote(source)}"


def _sources(ledger: SqliteLedger, picture: Picture) -> dict[str, str]:
    keys = [account.source for account in picture.accounts]
    counted = dict(
        ledger.db.all(
            "SELECT t.text, count(*) FROM current c JOIN term t ON t.term = c.source GROUP BY c.source"
        )
    )
    said = sorted(keys, key=lambda key: (-counted.get(key, 0), key))
    return {
        "of most stories": keys[0],
        "of most claims": said[0],
        "typical": keys[len(keys) // 2],
        "of fewest claims": said[-1],
    }


def _searches(values: Values) -> Iterator[tuple[str, str]]:
    """The filters of the search, alone and together: what is common, what is rare, and what nothing meets."""
    (source, rare_source), (publisher, rare_publisher) = values.source, values.publisher
    (one, other), word, type_ = values.actor, values.word, values.type[0]
    for asked in (
        {"q": word}, {"source": source}, {"source": rare_source}, {"source": "nobody"}, {"publisher": publisher}, {"publisher": rare_publisher},
        {"certainty": "denied"}, {"lang": "de"}, {"type": type_}, {"actor": one}, {"recipient": one}, {"between": f"{one},{other}"},
        {"source": source, "publisher": publisher}, {"source": source, "publisher": rare_publisher}, {"source": rare_source, "publisher": publisher},
        {"source": source, "type": type_, "certainty": "denied"}, {"publisher": publisher, "certainty": "denied", "lang": "de"},
        {"actor": one, "source": source}, {"actor": one, "source": rare_source}, {"actor": one, "publisher": rare_publisher},
        {"actor": one, "type": type_, "certainty": "denied"}, {"recipient": one, "publisher": publisher},
        {"between": f"{one},{other}", "source": rare_source}, {"source": source, "first": values.first, "last": values.last},
        {"q": word, "source": source}, {"q": word, "actor": one, "certainty": "denied"}, {"q": word, "first": values.first, "last": values.last},
        {"q": word, "publisher": rare_publisher},
    ):  # fmt: skip
        name = ", ".join(f"{k} {v}" for k, v in asked.items())
        yield f"search: {name}", _asked("/search", **asked)


# ------------------------------------------------------------------ data


def _data(ledger: SqliteLedger, values: Values) -> Iterator[tuple[str, str]]:
    claim = ledger.db.value("SELECT claim_id FROM current ORDER BY claim DESC LIMIT 1")
    for one in LISTS:
        asked = "?since=2024-10-01" if one.name == "changes" else ""
        yield f"api {one.name}", f"/api/{one.name}{asked}"
        yield f"{one.name}.csv", f"/{one.name}.csv{asked}"
    yield "api claims of a source", _asked("/api/claims", source=values.source[1])
    yield (
        "api claims of a source and publisher",
        _asked("/api/claims", source=values.source[0], publisher=values.publisher[1]),
    )
    yield "api stories of an actor", _asked("/api/stories", actor=values.actor[0])
    yield "api one claim", f"/api/claims/{claim}"
    yield "claims.geojson of a source", _asked("/claims.geojson", source=values.source[1])
    yield "api description", "/api/openapi.json"
