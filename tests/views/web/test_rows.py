"""A row says no more than its claim."""


def test_who_and_whom_of_a_claim_are_those_whom_its_text_names(looker):
    rows = looker.get("/claims.json").json()
    rows = rows if isinstance(rows, list) else rows.get("claims", rows.get("rows"))
    events = [row for row in rows if not row["type"].startswith("statement/")]
    assert events
    for row in events:
        acting = row["line"].split("|")[0].split(" -> ")[0]
        assert bool(row["who"]) == (acting.split()[-1] != "?"), row["line"]
        assert all(name in row["line"] for name in (*row["who"], *row["whom"])), row["line"]
