"""An analyst's work in a real browser: every action done, seen, undone; the keys."""

import json
import re
import urllib.request

import pytest

pytestmark = pytest.mark.browser


def rows(served, name):
    return json.load(urllib.request.urlopen(f"{served}/api/{name}?size=500"))["rows"]


def largest(served):
    return max(rows(served, "stories"), key=lambda row: row["claims"])["story"]


def undone(page, served):
    page.locator(".done button").click()
    assert rows(served, "remarks") == []
    assert page.complaints == []


def test_a_story_is_pinned_and_let_go(served, tab):
    page = tab()
    page.goto(f"{served}/stories/{largest(served)}")
    page.keyboard.press("p")
    page.wait_for_url(re.compile("done="))
    page.goto(served)
    assert page.locator("#pinned").count() == 1
    page.go_back()
    undone(page, served)


def test_a_note_is_kept_beside_a_claim(served, tab):
    page = tab()
    page.goto(f"{served}/stories/{largest(served)}")
    page.locator(".said details summary").first.click()
    page.locator(".said input[name=text]").first.fill("call the ministry <b>today</b>")
    page.locator(".said form[action='/remarks/note'] button").first.click()
    page.wait_for_url(re.compile("done="))
    assert "call the ministry <b>today</b>" in page.locator(".remark").first.inner_text()
    undone(page, served)


def test_a_claim_is_marked_as_misread(served, tab):
    page = tab()
    page.goto(f"{served}/documents/de-wire")
    page.locator(".card details.work summary").first.click()
    page.locator(".card select[name=field]").first.select_option("certainty")
    page.locator(".card input[name=value]").first.fill("alleged")
    page.locator(".card form[action='/remarks/misread'] button").first.click()
    page.wait_for_url(re.compile("done="))
    (row,) = rows(served, "remarks")
    assert row["value"] == "certainty=alleged"
    undone(page, served)


def story_with(served, claim):
    return json.load(urllib.request.urlopen(f"{served}/api/stories/{claim}"))["story"]


def test_stories_are_merged_and_claims_parted(served, tab):
    page = tab()
    one = largest(served)
    page.goto(f"{served}/stories/{one}")
    page.locator("details:has(form[action='/remarks/merge']) summary").click()
    other = page.locator("form[action='/remarks/merge'] select").input_value()
    page.locator("form[action='/remarks/merge'] button").click()
    page.wait_for_url(re.compile("done="))
    assert story_with(served, one) == story_with(served, other)
    undone(page, served)
    assert story_with(served, one) != story_with(served, other)
    page.goto(f"{served}/stories/{largest(served)}")
    page.locator("details:has(.joints) summary").click()
    form = page.locator("form[action='/remarks/split']").first
    claims = [form.locator(f"input[name={name}]").input_value() for name in ("claim", "other")]
    form.locator("button").click()
    page.wait_for_url(re.compile("done="))
    assert story_with(served, claims[0]) != story_with(served, claims[1])
    undone(page, served)


def test_a_source_is_graded(served, tab):
    page = tab()
    page.goto(f"{served}/sources/KOR.SPY.nis")
    page.locator("select[name=grade]").select_option("B")
    page.locator("form.grade button").click()
    page.wait_for_url(re.compile("done="))
    assert rows(served, "remarks")[0]["value"] == "B"
    undone(page, served)


@pytest.mark.parametrize("kind", ["search", "watch"])
def test_a_search_is_kept(served, tab, kind):
    page = tab()
    page.goto(served)
    page.keyboard.press("/")
    page.wait_for_url(re.compile("/search"))
    page.locator("input[name=q]").fill("Soldaten")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=Soldaten"))
    page.locator(f"form[action='/remarks/save'] button[value={kind}]").click()
    page.wait_for_url(re.compile("done="))
    assert rows(served, "remarks")[0]["kind"] == kind
    undone(page, served)


def test_a_citation_carries_source_and_certainty(served, tab):
    page = tab()
    page.goto(f"{served}/stories/{largest(served)}")
    said = page.locator(".said:has(.voice)").first
    said.locator("details summary").click()
    cited = said.locator(".cite textarea").input_value()
    assert "citing" in cited
    assert re.search(r"\((reported|alleged|planned|possible|conditional|asserted|denied)\)", cited)
    said.locator("[data-copies]").click()
    page.wait_for_selector(".copied")


def test_a_text_is_pasted_read_and_kept(served, tab):
    page = tab()
    page.goto(f"{served}/read")
    page.locator("textarea[name=text]").fill(
        "Nach Angaben des Geheimdienstes NIS hat Nordkorea rund 700 Soldaten nach Russland entsandt."
    )
    page.locator("button.main").click()
    page.wait_for_url(re.compile("/drafts/"))
    assert page.locator(".card").count() >= 1
    page.locator("form[action='/keep'] button").click()
    page.wait_for_url(re.compile("/documents/"))
    assert page.locator(".trigger").count() >= 1


def test_a_long_text_shows_how_far_it_has_come_and_comes_by_itself(served, tab):
    page = tab()
    page.goto(f"{served}/read")
    told = "Nach Angaben des Geheimdienstes NIS hat Nordkorea rund {} Soldaten nach Russland entsandt. Der Kreml wies das zurück. "
    page.locator("textarea[name=text]").fill("".join(told.format(n) for n in range(700, 1600)))
    page.locator("button.main").click()
    page.wait_for_url(re.compile("/drafts/"))
    page.wait_for_selector("progress")
    assert page.get_by_role("button", name="Stop reading it").is_visible()
    page.wait_for_selector(".card", timeout=60_000)


def test_a_file_is_dropped(served, tab, tmp_path):
    page = tab()
    page.goto(f"{served}/read")
    dropped = "() => { const t = new DataTransfer(); t.items.add(new File(['Kyiv said it shot down 34 drones.'], 'a.txt')); return t }"
    page.dispatch_event("form.reader", "drop", {"dataTransfer": page.evaluate_handle(dropped)})
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 1
    page.locator("button.main").click()
    page.wait_for_url(re.compile("/drafts/"))


def test_keys_walk_through_a_list_and_lead_to_pages(served, tab):
    page = tab()
    page.goto(f"{served}/stories")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator(".at").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/stories/[0-9a-f]+"))
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url(re.compile("/documents$"))
    page.keyboard.press("?")
    page.wait_for_url(re.compile("/help$"))
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url(re.compile("/$"))
    assert page.complaints == []


def test_language_and_theme_take_effect_at_once(served, tab):
    page = tab()
    page.goto(f"{served}/help")
    page.locator("select[name=lang]").select_option("de")
    page.wait_for_selector("html[lang=de]")
    page.locator("select[name=theme]").select_option("dark")
    page.wait_for_selector("html[data-theme=dark]")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(20, 22, 26)"
