"""What an analyst does: every action, and how it is undone."""

import io
import re
import zipfile

import pytest

TEXT = "SEOUL (Yonhap) – Nordkorea hat nach Angaben des südkoreanischen Geheimdienstes NIS rund 900 Soldaten nach Russland entsandt."


@pytest.fixture
def two(client):
    """A claim each of the two stories with most claims."""
    rows = client.get("/api/stories?size=500").json()["rows"]
    return [row["story"] for row in sorted(rows, key=lambda row: -row["claims"])[:2]]


def actions(two):
    one, other = two
    return {
        "note": {"claim": one, "text": "call them"},
        "misread": {"claim": one, "field": "certainty", "value": "alleged"},
        "pin": {"claim": one},
        "merge": {"claim": one, "other": other},
        "split": {"claim": one, "other": other},
        "grade": {"source": "KOR.SPY.nis", "grade": "B", "text": "often right"},
        "save": {"query": "actor=PRK Soldaten", "text": "troops", "kind": "watch"},
    }


NAMES = ("note", "misread", "pin", "merge", "split", "grade", "save")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_kept_with_author_and_time_and_can_be_undone(client, two, name):
    form = actions(two)[name]
    got = client.post(f"/remarks/{name}", form | {"back": "/stories?type=AID"})
    assert got.status_code == 303, got.text
    (row,) = client.remarks
    assert row["author"] == "anna"
    assert row["at"][:2] == "20"
    assert got.headers["location"] == f"/stories?type=AID&done={row['remark']}"
    shown = client.page(got.headers["location"])
    assert f'name="remark" value="{row["remark"]}"' in shown
    undone = client.post("/remarks/withdraw", {"remark": row["remark"]})
    assert undone.status_code == 303
    assert client.remarks == []


@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_lacks_something_keeps_nothing(client, two, name):
    form = actions(two)[name]
    for left_out in set(form) - {"text", "field", "value", "kind"} or {"text"}:
        got = client.post(f"/remarks/{name}", {k: v for k, v in form.items() if k != left_out})
        assert got.status_code == 422
    assert client.remarks == []


@pytest.mark.parametrize(
    ("name", "form", "status"),
    [
        ("note", {"claim": "nothing", "text": "x"}, 404),
        ("misread", {"claim": "x", "field": "mood"}, 422),
        ("grade", {"source": "x", "grade": "Z"}, 422),
        ("save", {"query": "colour=red"}, 422),
        ("save", {"query": "'"}, 422),
        ("withdraw", {"remark": "nothing"}, 404),
    ],
)
def test_what_cannot_be_is_not_kept(client, name, form, status):
    assert client.post(f"/remarks/{name}", form).status_code == status
    assert client.remarks == []


def test_a_note_stands_beside_its_claim_in_story_and_document(client, two):
    claim = client.get(f"/api/claims/{two[0]}").json()
    client.post("/remarks/note", {"claim": two[0], "text": "call the ministry"})
    assert "call the ministry" in client.page(f"/stories/{two[0]}")
    assert "call the ministry" in client.page(f"/documents/{claim['document']}")


def test_a_pinned_story_is_on_the_first_page(client, two):
    client.post("/remarks/pin", {"claim": two[1]})
    pinned = client.page("/").partition('id="pinned"')[2].partition("</section>")[0]
    assert two[1] in pinned


def test_merged_stories_are_one_until_it_is_undone(client, two):
    before = client.get("/api/stories?size=500").json()["total"]
    client.post("/remarks/merge", {"claim": two[0], "other": two[1]})
    stories = [client.get(f"/api/stories/{claim}").json()["story"] for claim in two]
    assert len(set(stories)) == 1
    client.post("/remarks/withdraw", {"remark": client.remarks[0]["remark"]})
    assert client.get("/api/stories?size=500").json()["total"] == before


def test_a_merging_tells_how_many_vouched_before_and_who_came_with_which_reason(client):
    rows = [r for r in client.get("/api/stories?size=500").json()["rows"] if r["origins"] and r["claims"] < 4]
    one, other = next(
        (a, b) for a in rows for b in rows if a["type"] == b["type"] and not {*a["sources"]} & {*b["sources"]}
    )
    form = {"claim": one["story"], "other": other["story"], "back": f"/stories/{one['story']}"}
    page = client.page(client.post("/remarks/merge", form).headers["location"])
    told = page.partition('class="hint" role="status"')[2].partition("</div>")[0]
    after = client.get(f"/api/stories/{one['story']}").json()["origins"]["overall"]
    assert f"before: {one['origins']}, now: {after}" in told
    assert told.count("<li>+ ") == told.count("Counts: ")
    assert after == one["origins"] or "<li>+ " in told


def test_claims_that_were_parted_are_two_stories_until_it_is_undone(client):
    story = client.get(f"/api/stories/{client.largest['story']}").json()
    one, other = story["joined"][0]["claims"]
    client.post("/remarks/split", {"claim": one, "other": other})
    assert len({client.get(f"/api/stories/{claim}").json()["story"] for claim in (one, other)}) == 2
    client.post("/remarks/withdraw", {"remark": client.remarks[0]["remark"]})
    assert len({client.get(f"/api/stories/{claim}").json()["story"] for claim in (one, other)}) == 1


def test_every_claim_of_a_story_can_be_cited_with_source_and_certainty(client):
    story = client.get(f"/api/stories/{client.largest['story']}").json()
    page = client.page(f"/stories/{story['story']}")
    cited = re.findall(r"<textarea readonly[^>]*>(.*?)</textarea>", page, re.S)
    assert cited
    words = ("asserted", "reported", "alleged", "possible", "planned", "conditional", "denied")
    for citation in cited:
        assert "citing " in citation or "naming no source" in citation
        assert any(f"({word})" in citation for word in words)


# ------------------------------------------------------------------ reading


def test_a_pasted_text_is_read_and_kept_only_on_demand(client):
    before = len(client.get("/api/documents?size=500").json()["rows"])
    got = client.post("/read", {"text": TEXT, "published": "2024-10-18", "publisher": "Bote"})
    assert got.status_code == 303
    page = client.page(got.headers["location"])
    assert "Bote" in page
    assert "900" in page
    assert len(client.get("/api/documents?size=500").json()["rows"]) == before
    kept = client.post("/keep", {"draft": got.headers["location"].rpartition("/")[2]})
    assert client.page(kept.headers["location"])
    assert len(client.get("/api/documents?size=500").json()["rows"]) == before + 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.txt", TEXT.encode()),
        (
            "page.html",
            f"<html><body><article><h1>Truppen</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>".encode(),
        ),
        ("lines.jsonl", b'{"text": "Kyiv said it shot down 34 drones.", "lang": "en"}\n'),
    ],
)
def test_a_dropped_file_is_read(client, name, content):
    got = client.post("/read", files={"file": (name, content)})
    assert got.status_code == 303, got.text
    assert 'class="card"' in client.page(got.headers["location"])


def test_several_documents_of_a_file_are_listed(client):
    lines = b'{"text": "Kyiv shot down 34 drones."}\n{"text": "Moscow denied the report."}\n'
    got = client.post("/read", files={"file": ("two.jsonl", lines)})
    assert got.headers["location"] == "/drafts"
    assert client.page("/drafts").count("/drafts/") >= 2


def test_bad_rows_of_a_dropped_file_are_told_beside_what_was_read(client):
    lines = b'{"text": "Kyiv shot down 34 drones."}\n{"txt": 1}\n{"text": "x", "published": "<b>soon</b>"}\n'
    got = client.post("/read", files={"file": ("two.jsonl", lines)})
    assert got.headers["location"] == "/drafts"
    told = client.page("/drafts").partition('role="alert"')[2].partition("</div>")[0]
    assert "two.jsonl:2: no &#39;text&#39;" in told and "two.jsonl:3: " in told and "<b>" not in told
    client.post("/read", {"text": "Moscow denied the report."})
    assert 'role="alert"' not in client.page("/drafts")


def test_several_files_are_dropped_at_once(client):
    files = [("file", ("a.txt", b"Kyiv shot down 34 drones.")), ("file", ("b.txt", b"Moscow denied it."))]
    got = client.post("/read", files=[*files, ("file", ("c.pdf", b"%PDF-1.4 nothing"))])
    assert got.headers["location"] == "/drafts"
    page = client.page("/drafts")
    assert page.count('href="/drafts/') == 2 and "c.pdf: " in page


def test_what_of_an_archive_cannot_be_read_is_told_by_its_name_in_it(client):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.jsonl", "{bad\n")
        archive.writestr("b.txt", "Kyiv shot down 34 drones.")
    client.post("/read", files={"file": ("news.zip", packed.getvalue())})
    assert "news.zip/a.jsonl:1: not JSON" in client.page("/drafts")


def test_a_text_that_was_not_read_says_so_in_the_list(client):
    lines = '{"text": "Kyiv shot down 34 drones."}\n{"text": "Le Niger suspend la BBC.", "lang": "fr"}\n'
    client.post("/read", files={"file": ("two.jsonl", lines.encode())})
    page = client.page("/drafts")
    assert ">1 claim<" in page and ">0 claims<" not in page and "this language is not read yet" in page


def test_texts_of_a_file_beyond_those_that_may_wait_are_named(client, monkeypatch):
    monkeypatch.setattr("lagebild.views.web.documents.DRAFTS", 2)
    lines = b"".join(
        b'{"text": "Kyiv shot down %d drones.", "title": "Night %d"}\n' % (n, n) for n in range(5)
    )
    client.post("/read", files={"file": ("nights.jsonl", lines)})
    page = client.page("/drafts")
    assert page.count('href="/drafts/') == 2
    told = page.partition('class="warning" role="status"')[2].partition("</div>")[0]
    assert "3 more texts" in told and "lagebild add nights.jsonl" in told
    assert all(f"Night {n}" in told for n in (2, 3, 4)) and "Night 1" not in told


@pytest.mark.parametrize(
    "form", [{}, {"text": "  "}, {"text": "x", "published": "soon"}, {"text": "x", "lang": "English"}]
)
def test_what_cannot_be_read_is_told(client, form):
    got = client.post("/read", form)
    assert got.status_code == 422
    assert 'role="alert"' in got.text


def test_a_file_that_cannot_be_read_is_told(client):
    got = client.post("/read", files={"file": ("a.pdf", b"%PDF-1.4 nothing")})
    assert got.status_code == 422
    assert "a.pdf" in got.text or 'role="alert"' in got.text


# ------------------------------------------------------------------ what is kept


def test_a_saved_search_is_asked_again(client):
    client.post("/remarks/save", {"query": "certainty=denied", "text": "denials", "kind": "search"})
    (row,) = client.remarks
    assert "denials" in client.page("/search")
    page = client.page(f"/search?saved={row['remark']}")
    assert page.count('class="story"') > 0
    assert "chip denied" in page


def test_a_watch_is_on_the_first_page(client):
    client.post("/remarks/save", {"query": "actor=PRK", "text": "Pyongyang acts", "kind": "watch"})
    watched = client.page("/").partition('id="watched"')[2]
    assert "Pyongyang acts" in watched
    assert re.search(r"claims: [1-9]", watched)


def test_a_grade_stands_with_its_source(client):
    client.post("/remarks/grade", {"source": "KOR.SPY.nis", "grade": "B", "text": "often right"})
    assert "often right" in client.page("/sources/KOR.SPY.nis")
    assert ">B<" in client.page("/sources")


def test_what_has_lost_its_place_waits_in_the_inbox(client, readings):
    from lagebild.ledger import Anchor, Remark

    document = readings[1].document
    anchor = Anchor(
        document_id=document.document_id, version_id="gone", start=0, end=9, quote="no such words"
    )
    with client.desk.writing() as ledger:
        ledger.remark(
            Remark(
                remark_id="r1",
                kind="note",
                author="ben",
                at="2024-10-19T00:00:00.000000Z",
                text="look here",
                anchors=(anchor,),
            )
        )
    lost = client.page("/inbox").partition('id="lost"')[2].partition("</section>")[0]
    assert "look here" in lost
    assert "no such words" in lost


def test_tags_of_a_pasted_text_are_neither_names_nor_shown(client):
    text = "<p>Nach Angaben des <b>Geheimdienstes</b> NIS hat <i>Nordkorea</i> rund 700 Soldaten nach Russland entsandt.</p><script>alert(1)</script>"
    page = client.page(client.post("/read", {"text": text}).headers["location"])
    assert "Geheimdienstes NIS" in page
    assert "&lt;" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_whole_page_that_is_pasted_is_read_as_a_page(client):
    told = "<p>Nach Angaben des Geheimdienstes NIS hat Nordkorea rund 700 Soldaten nach Russland entsandt. Der Kreml wies das zurück.</p>"
    text = f"<!doctype html><html lang=de><head><title>Truppen</title></head><body><nav>Start Politik</nav><article><h1>Truppen</h1>{told * 3}</article></body></html>"
    page = client.page(client.post("/read", {"text": text}).headers["location"])
    assert "Start Politik" not in page
