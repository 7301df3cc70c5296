"""Every page, and what it shows."""

import html
import re
from html.parser import HTMLParser

import pytest

from lagebild.views.web import documents, searching, stories
from lagebild.views.web.lists import LISTS

PAGES = (
    "/", "/stories", "/stories?type=AID&first=2024-10-01", "/documents", "/map", "/map?viewpoint=held&actor=PRK", "/dyads", "/dyads/PRK/RUS", "/sources", "/sources/KOR.SPY.nis",
    "/outlook", "/outlook?actor=RUS&recipient=UKR", "/trackers/deployments", "/trackers/sanctions", "/trackers/casualties", "/trackers/demands", "/search", "/search?q=Soldaten&actor=PRK",
    "/inbox", "/read", "/drafts", "/help", "/api",
)  # fmt: skip
VOID = {"meta", "link", "input", "br", "hr", "col"}


class Outline(HTMLParser):
    """Open elements, ids, headings: what makes a page well-formed."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.headings, self.wrong = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def outline_of(page):
    outline = Outline()
    outline.feed(page)
    outline.close()
    return outline


def every_page(looker):
    story, document = looker.largest["story"], looker.get("/api/documents").json()["rows"][0]["document"]
    return (*PAGES, f"/stories/{story}", f"/documents/{document}")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_page_is_well_formed_and_has_its_landmarks(looker, lang):
    looker.http.cookies.set("lagebild_lang", lang)
    for path in every_page(looker):
        page = looker.page(path)
        outline = outline_of(page)
        assert (outline.open, outline.wrong) == ([], []), path
        assert len(outline.ids) == len(set(outline.ids)), path
        assert outline.headings.count(1) == 1, path
        assert f'<html lang="{lang}"' in page
        for landmark in ('<main id="content"', "<nav ", "<footer>", 'class="skip"'):
            assert landmark in page, path


def test_no_page_is_larger_than_300_kb(looker):
    sizes = {path: len(looker.page(path).encode()) for path in every_page(looker)}
    assert {path: size for path, size in sizes.items() if size > 300_000} == {}


def test_a_page_needs_nothing_from_elsewhere(looker):
    for path in every_page(looker):
        assert re.findall(r"""(?:src|<link[^>]+href)=["'](?!/static/)[^"']*""", looker.page(path)) == [], path


def test_an_address_without_anything_says_so(looker):
    for path in (
        "/nothing",
        "/stories/nothing",
        "/documents/nothing",
        "/drafts/nothing",
        "/static/..%2fapp.py",
    ):
        assert looker.get(path).status_code == 404


def test_the_situation_tells_of_each_story_who_says_so_and_how_surely(looker):
    page = looker.page("/")
    told = re.findall(r'<li class="story".*?</li>\s*(?=<li class="story"|</ol>)', page, re.S)
    assert told
    for story in told:
        assert 'class="who"' in story
        assert 'class="chip status' in story
        assert re.search(
            r'class="chip (asserted|reported|alleged|possible|planned|conditional|denied)"', story
        )


def test_what_came_since_the_last_look_is_new(looker, readings):
    looker.page("/")
    assert 'id="new"' not in looker.page("/")
    cookie = looker.http.cookies["lagebild_look"].strip('"')
    looker.http.cookies.set("lagebild_look", "|2024-01-01T00:00:00.000000Z", domain="127.0.0.1", path="/")
    looker.http.cookies.delete("lagebild_look", domain="127.0.0.1", path="/") if not cookie else None
    page = looker.page("/")
    assert 'id="new"' in page
    assert looker.largest["story"] in page.partition('id="weight"')[0]


def test_a_story_shows_each_source_with_its_claims(looker):
    row = looker.largest
    page = looker.page(f"/stories/{row['story']}")
    assert row["sources"]
    assert page.count('class="column"') == row["origins"]
    assert len(re.findall(r'<article class="said"', page)) <= row["claims"]
    assert 'id="joined"' in page


def test_a_story_is_found_by_any_of_its_claims(looker):
    story = looker.get(f"/api/stories/{looker.largest['story']}").json()
    for claim in story["claims"][:3]:
        assert looker.get(f"/api/stories/{claim['claim']}").json()["story"] == story["story"]


def test_a_document_shows_its_text_character_for_character(looker, readings):
    reading = readings[1]
    page = looker.page(f"/documents/{reading.document.document_id}")
    shown = re.search(r'<div class="article".*?</div>', page, re.S).group()
    words = re.sub(r"<[^>]+>", "", re.sub(r"</p>", "\n", shown))
    import html

    assert html.unescape(words).split() == reading.document.text.split()


def test_an_edited_document_shows_what_changed(looker, readings):
    page = looker.page(f"/documents/{readings[0].document.document_id}")
    assert 'id="versions"' in page
    assert "13.000" in page


def test_a_document_that_is_not_read_is_shown_and_says_why(looker, readings):
    unread = next(r for r in readings if r.status != "read")
    page = looker.page(f"/documents/{unread.document.document_id}")
    assert 'class="warning"' in page
    assert looker.get("/api/unread").json()["total"] == 1


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_every_list_is_the_same_as_json_and_csv(looker, listing):
    import csv
    import io

    query = "?since=2024-10-20" if listing.name == "changes" else ""
    data = looker.get(f"/{listing.name}.json{query}").json()
    assert looker.get(f"/api/{listing.name}{query}").json() == data
    got = looker.get(f"/{listing.name}.csv{query}")
    assert got.headers["content-type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(got.text)))
    assert len(table) == (data["total"] if data["total"] is not None else len(table))
    assert len(table) >= len(data["rows"])
    if table:
        assert set(table[0]) == set(listing.row.__struct_fields__)


@pytest.mark.parametrize(
    "listing", [one for one in LISTS if "type" in one.row.__struct_fields__], ids=lambda one: one.name
)
def test_no_row_of_an_event_is_without_source_and_certainty(looker, listing):
    query = "?since=2024-10-20&size=500" if listing.name == "changes" else "?size=500"
    rows = looker.get(f"/api/{listing.name}{query}").json()["rows"]
    assert rows
    for row in rows:
        assert row["certainty"]
        assert row.get("source") or row.get("sources") or row.get("printed_by")


@pytest.mark.parametrize(
    "query",
    [
        "page=2",
        "after=x",
        "after=<b>",
        "before=1.x.1.2024-10-18.a",
        "size=0",
        "first=2024-13-01",
        "first=yesterday",
        "last=2024-1-1",
        "type=a b",
        "actor=<script>",
        "status=A",
    ],
)
def test_a_question_that_cannot_be_answered_is_told_as_json(looker, query):
    got = looker.get(f"/api/stories?{query}")
    assert got.status_code == 422
    assert got.json()["error"]


def told_by(looker, path):
    """The rows of a list, page by page as each answer names the next, and the way back from the last."""
    pages = [looker.get(path).json()]
    while (more := pages[-1])["more"]:
        assert more["next"].startswith("?")
        pages.append(looker.get(path.partition("?")[0] + more["next"]).json())
    return pages


@pytest.mark.parametrize(
    "asked",
    ["stories?", "stories?statements=1&", "claims?", "claims?actor=PRK&", "claims?words=Truppen&", "documents?", "documents?lang=de&", "dyads?"],
)  # fmt: skip
def test_a_list_comes_in_pages_there_and_back(looker, asked):
    whole = looker.get(f"/api/{asked}size=500").json()
    size = max(2, len(whole["rows"]) // 3)
    pages = told_by(looker, f"/api/{asked}size={size}")
    assert len(pages) > 2 and (whole["previous"], whole["next"]) == (None, None)
    assert [row for page in pages for row in page["rows"]] == whole["rows"]
    assert {page["total"] for page in pages} == {whole["total"]}
    path = asked.partition("?")[0]
    assert looker.get(f"/api/{path}{pages[1]['previous']}").json()["rows"] == pages[0]["rows"]
    csv = looker.get(f"/{path}.csv{pages[0]['next']}")
    assert f'<{pages[1]["next"]}>; rel="next"' in csv.headers["link"]
    assert len(csv.text.strip().splitlines()) == len(pages[1]["rows"]) + 1


@pytest.mark.parametrize("path", ["/documents", "/search?actor=PRK", "/stories?statements=1"])
def test_a_page_of_a_list_leads_on_and_back(looker, monkeypatch, path):
    for module in (documents, searching, stories):
        monkeypatch.setattr(module, "SIZE", 5)

    def links(page):
        found = re.findall(r'<a href="([^"]+)" rel="(prev|next)"', page)
        return {rel: html.unescape(href) for href, rel in found}

    def shown(page):
        return re.findall(r'href="(/(?:stories|documents)/[^"]+)"', page.partition("<main")[2])

    first = looker.page(path)
    assert set(links(first)) == {"next"}
    second = looker.page(links(first)["next"])
    assert set(links(second)) >= {"prev"} and shown(second) != shown(first)
    assert shown(looker.page(links(second)["prev"])) == shown(first)


def test_the_api_describes_every_list(looker):
    described = looker.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {f"/api/{one.name}" for one in LISTS} <= set(described["paths"])
    assert set(described["components"]["schemas"]) >= {one.row.__name__ for one in LISTS}


def test_language_and_theme_are_chosen_and_kept(looker):
    looker.post("/settings", {"lang": "de", "theme": "dark", "back": "/help"})
    page = looker.page("/help")
    assert '<html lang="de" data-theme="dark">' in page
    looker.post("/settings", {"lang": "tlh", "theme": "pink"})
    assert '<html lang="de" data-theme="dark">' in looker.page("/help")


def test_the_language_is_that_which_the_browser_asks_for_unless_one_is_set(one_desk):
    from starlette.testclient import TestClient

    from lagebild.views.web.app import application

    http = TestClient(application(one_desk), base_url="http://127.0.0.1")
    for asked, lang in (("de-AT,de;q=0.9", "de"), ("fr, de;q=0.5", "de"), ("en-GB", "en"), ("", "en")):
        assert f'<html lang="{lang}"' in http.get("/help", headers={"accept-language": asked}).text


def test_a_search_finds_claims_in_any_form_of_a_word(looker):
    page = looker.page("/search?q=Truppen")
    assert "Truppen" in page
    assert page.count('class="story"') > 1
    assert "KOR.SPY.nis" in looker.page("/search?q=Soldaten&source=KOR.SPY.nis")


@pytest.mark.parametrize(
    "query",
    [
        "q='",
        "first=soon",
        "actor=%3Cb%3E",
        "type=x+y",
        "after=x",
        "before=99999999",
        "saved=nothing",
        "between=PRK",
    ],
)
def test_a_search_that_cannot_be_answered_is_told_or_finds_nothing(looker, query):
    got = looker.get(f"/search?{query}")
    assert got.status_code == 200
    assert 'class="story"' not in got.text


def test_a_dyad_shows_its_months_and_stories(looker):
    page = looker.page("/dyads/PRK/RUS")
    assert "<svg" in page
    assert 'class="story"' in page
    assert looker.get("/dyads/PRK/nobody").status_code == 404


def test_a_source_shows_how_its_claims_fared_in_counts(looker):
    page = looker.page("/sources/KOR.SPY.nis")
    assert 'class="counts"' in page
    assert 'class="found"' in page
    assert looker.get("/sources/nobody").status_code == 404


def test_the_inbox_shows_what_waits(looker):
    page = looker.page("/inbox")
    assert "scan.pdf" in page
    assert 'id="unread"' in page


def test_claims_leave_in_forms_of_others_with_source_and_certainty(looker):
    features = looker.get("/claims.geojson?actor=PRK").json()["features"]
    assert features
    assert all(one["properties"]["certainty"] and one["properties"]["source"] for one in features)
    lines = looker.get("/claims.plover.jsonl").text.splitlines()
    assert lines
    assert looker.get("/claims.geojson?first=soon").status_code == 422


def test_the_codebook_is_a_page_that_runs_nothing(looker):
    got = looker.get("/codebook")
    assert "AID" in got.text
    assert "script-src" not in got.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "limit"), [("/sources", "WINDOW"), ("/trackers/deployments", "WINDOW"), ("/dyads", "PAIRS")]
)
def test_a_page_that_does_not_look_at_everything_says_so(client, monkeypatch, path, limit):
    assert "there are more" not in client.get(path).text
    for module in ("picture", "sources", "trackers", "dyads"):
        monkeypatch.setattr(f"lagebild.views.web.{module}.{limit}", 1, raising=False)
    assert "there are more" in client.get(path).text


@pytest.mark.parametrize("path", ["/stories", "/dyads", "/map", "/trackers/deployments"])
@pytest.mark.parametrize("name", ["North Korea", "nordkorea", "PRK"])
def test_an_actor_is_found_by_its_name_or_its_id(looker, path, name):
    assert 'name="actor" value="PRK"' in looker.page(f"{path}?actor={name}")


def test_a_line_of_a_list_tells_in_the_words_of_a_report_what_it_is_about(looker):
    lines = re.findall(r'<li class="story".*?</li>', looker.page("/stories"), re.S)
    assert lines
    for told in lines:
        assert "“" in told and re.search(r'<p class="words">|<h3>[^\n]*“', told)


def test_who_denies_has_a_column_that_says_so(looker):
    denied = looker.get("/api/claims?certainty=denied&size=500").json()["rows"]
    pages = [looker.page(f"/stories/{row['claim']}") for row in denied]
    headings = [h for page in pages for h in re.findall(r'class="column uncounted"><h3>([^<]*)', page)]
    assert any(heading.endswith(": denies") for heading in headings)


@pytest.mark.parametrize("asked", ["", "?page=2", "?page=3"])
def test_a_story_of_many_sources_leads_to_all_of_them(client, monkeypatch, asked):
    row = max(client.get("/api/stories").json()["rows"], key=lambda row: row["claims"])
    whole = client.get(f"/stories/{row['story']}").text
    monkeypatch.setattr("lagebild.views.web.stories.COLUMNS", 2)
    some = client.get(f"/stories/{row['story']}{asked}").text
    heads = [re.findall(r'<section class="column[^>]*><h3>(.*?)</h3>', page) for page in (whole, some)]
    first = 2 * (int(asked[-1]) - 1 if asked else 0)
    assert len(heads[0]) > 6
    assert heads[1] == heads[0][first : first + 2]
    assert some.count("?source=") >= len(heads[0])


ASKED_WRONG = [
    ("/search?publsher=Elbe-Kurier", "publisher"),
    ("/stories?actr=PRK", "actor"),
    ("/documents?publsher=x", "publisher"),
    ("/dyads?actors=PRK", "actor"),
    ("/sources?actor=PRK", "page"),
    ("/trackers/deployments?actro=PRK", "actor"),
    ("/map?viewpiont=held", "viewpoint"),
    ("/outlook?acter=PRK", "actor"),
    ("/inbox?kind=note", "page"),
    ("/sources/KOR.SPY.nis?pgae=2", "page"),
]


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(("path", "right"), ASKED_WRONG)
def test_a_filter_that_is_spelt_wrong_gives_nothing_but_what_would_be_right(looker, path, right, lang):
    answer = looker.get(path, headers={"accept-language": lang})
    assert answer.status_code == 422
    wrong = path.partition("?")[2].partition("=")[0]
    assert re.search(rf'<p class="warning">{wrong}: [^<]*\b{right}\b', answer.text)


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_no_list_gives_everything_for_a_filter_that_it_does_not_know(looker, listing):
    needed = "&".join(f"{one.name}=2024-10-20" for one in listing.asks if one.needed)
    for path in (f"/api/{listing.name}", f"/{listing.name}.json", f"/{listing.name}.csv"):
        assert looker.get(f"{path}?{needed}").status_code == 200
        answer = looker.get(f"{path}?{needed}&publsher=x")
        assert answer.status_code == 422
        assert answer.json()["error"].startswith("publsher: nothing is asked so here; right would be ")


def test_documents_are_narrowed_on_the_page_as_in_their_data(looker):
    rows = looker.get("/api/documents?lang=en").json()["rows"]
    page = looker.page("/documents?lang=en")
    assert rows and page.count("<tr data-item>") == len(rows)
    assert looker.get("/documents?lang=english").status_code == 422


CERTAINTIES = ("asserted", "reported", "alleged", "possible", "planned", "conditional", "denied")


def test_the_title_of_a_story_names_who_says_so_and_how_surely(looker):
    rows = looker.get("/api/stories?size=500").json()["rows"]
    assert len(rows) > 20
    for row in rows:
        title = html.unescape(
            re.search("<title>(.*?)</title>", looker.page(f"/stories/{row['story']}"), re.S)[1]
        )
        assert any(name in title for name in (*row["sources"], "told by", "nobody named")), title
        assert any(word in title for word in CERTAINTIES), title


def test_a_dyad_says_on_whose_word_it_moved_and_how_surely(looker):
    rows = looker.get("/api/dyads").json()["rows"]
    page = looker.page("/dyads")
    for row in rows:
        assert row["sources"] and set(row["certainties"]) <= set(CERTAINTIES) and row["certainties"]
        assert all(
            html.escape(name, quote=False).replace("'", "&#39;") in page for name in row["sources"][:2]
        )
        months = looker.get(f"/api/dyads/{row['one']}/{row['other']}").json()["months"]
        assert all(month["sources"] and month["certainties"] for month in months)
    assert page.count('<p class="who">') == page.count("<tr data-item>") == len(rows)
    csv = looker.get("/dyads.csv").text.splitlines()
    assert {"sources", "certainties", "statuses"} <= set(csv[0].split(","))
    moved = looker.page("/").partition('id="moved"')[2].partition("</section>")[0]
    assert moved.count('<p class="who">') == moved.count("<li data-item>")


@pytest.mark.parametrize(
    "path", ["/stories", "/api/stories", "/api/claims", "/dyads", "/map", "/trackers/sanctions"]
)
def test_an_actor_whom_nobody_knows_is_told(looker, path):
    answer = looker.http.get(f"{path}?actor=Mordor")
    assert answer.status_code == 422 and "as PRK or North Korea" in html.unescape(answer.text)


def test_a_search_for_an_actor_whom_nobody_knows_says_so(looker):
    assert "nobody is called 'Mordor'" in html.unescape(looker.page("/search?actor=Mordor"))


def test_data_are_asked_for_actors_by_name(looker):
    asked = ("between=North Korea,Russland", "between=PRK,RUS")
    by_name, by_id = (looker.get(f"/api/claims?{each}").json()["rows"] for each in asked)
    assert by_name == by_id != []


def test_a_line_quotes_a_report_once(looker):
    items = re.findall(r'<li class="story" data-item>.*?</li>', looker.page("/stories"), re.DOTALL)
    assert len(items) > 20
    for item in items:
        words = re.search(r'<p class="words"><span[^>]*>(.*?)</span>', item, re.DOTALL)
        title = re.search(r"<h3><a[^>]*>(.*?)</a></h3>", item, re.DOTALL)[1]
        assert words is None or words[1].strip() not in title


def test_a_search_says_by_what_it_is_narrowed_also_where_the_form_has_no_field_for_it(looker):
    page = looker.page("/search?q=Soldaten&country=RUS&lang=de&between=RUS,PRK")
    said = page.partition('<div class="board">')[0]
    assert "Russia" in said and "Language: German" in said and "Between: Russia, North Korea" in said
    without = re.search(r'Russia <a href="([^"]+)">without this', said).group(1)
    assert "country" not in without and "lang=de" in without
    assert "without this" not in looker.page("/search?q=Soldaten")


def test_an_address_and_a_saved_search_may_ask_for_a_country(looker):
    rows = looker.get("/api/claims?country=RUS&size=500").json()["rows"]
    either = (
        looker.get("/api/claims?actor=RUS&size=500").json()["rows"]
        + looker.get("/api/claims?recipient=RUS&size=500").json()["rows"]
    )
    assert rows and {row["claim"] for row in rows} == {row["claim"] for row in either}


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/stories?type=FOO", "ASSAULT"),
        ("/stories?status=quarrelled", "single-origin"),
        ("/api/claims?type=FOO", "condition"),
        ("/api/claims?certainty=sure", "alleged"),
        ("/api/remarks?kind=poem", "correction"),
        ("/claims.csv?certainty=Reported", "reported"),
    ],
)
def test_a_word_that_no_row_can_have_is_refused_with_those_that_there_are(looker, path, right):
    assert right in looker.page(path, 422)


@pytest.mark.parametrize(
    "path",
    ["/api/claims?type=condition", "/api/claims?type=ASSAULT&certainty=reported", "/stories?status=disputed"],
)
def test_the_words_that_there_are_may_be_asked(looker, path):
    looker.page(path)


@pytest.mark.parametrize("query", ["certainty=sure", "type=FOO", "first=2024-13-01"])
def test_a_search_for_what_no_claim_can_have_says_so(looker, query):
    assert 'role="alert"' in looker.page(f"/search?q=Soldaten&{query}")


@pytest.mark.parametrize("path", ["/stories", "/trackers/deployments"])
def test_whoever_asks_stories_for_an_army_gets_its_state_and_is_told_so(looker, path):
    asked, state = looker.page(f"{path}?actor=PRK.MIL"), looker.page(f"{path}?actor=PRK")
    assert "Stories know PRK for PRK.MIL" in asked and "Stories know" not in state
    links = re.compile(r'href="/stories/(\w{16})"')
    assert links.findall(asked) == links.findall(state) != []


def test_the_apis_description_names_the_words_that_there_are(looker):
    told = looker.get("/api/openapi.json").json()["paths"]["/api/claims"]["get"]["parameters"]
    schema = next(one["schema"] for one in told if one["name"] == "certainty")
    assert "alleged" in schema["enum"]
