"""A row says no more than its claim."""

import html
import re

from lagebild.views.web.rows import source_row, sources_of


def test_who_and_whom_of_a_claim_are_those_whom_its_text_names(looker):
    rows = looker.get("/claims.json").json()
    rows = rows if isinstance(rows, list) else rows.get("claims", rows.get("rows"))
    events = [row for row in rows if not row["type"].startswith("statement/")]
    assert events
    for row in events:
        acting = row["line"].split("|")[0].split(" -> ")[0]
        assert bool(row["who"]) == (acting.split()[-1] != "?"), row["line"]
        assert all(name in row["line"] for name in (*row["who"], *row["whom"])), row["line"]


def test_a_source_has_one_name_in_every_list(looker, desk):
    names = {}
    picture = desk.picture()
    for account in picture.accounts:
        names.setdefault(account.source, set()).add(source_row(account).name)
    for gist in picture.events:
        origins = gist.story.part("overall").origins
        for origin, name in zip(origins, sources_of(gist.story), strict=True):
            names.setdefault(origin.key, set()).add(name)
    assert names and {key: found for key, found in names.items() if len(found) > 1} == {}
    for row in looker.get("/api/sources").json()["rows"]:
        page = looker.page(f"/sources/{row['source']}")
        assert row["name"] in html.unescape(re.search("<h1>(.*?)</h1>", page, re.S).group(1))
