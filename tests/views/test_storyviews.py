"""What the commands on stories show."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.ledger import Placed, Remark
from lagebild.views import storyviews
from lagebild.views.cli import app
from lagebild.views.decided import constraints_of
from lagebild.views.storydata import material_in

DEMO = Path(__file__).parents[2] / "src" / "lagebild" / "demo" / "reports.jsonl"


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The first fourteen reports of the demo: enough for every view, half the time."""
    path = tmp_path_factory.mktemp("stories") / "reports.jsonl"
    path.write_text("\n".join(DEMO.read_text(encoding="utf-8").splitlines()[:14]), encoding="utf-8")
    return path


def run(*arguments):
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def ledger(reports, tmp_path_factory):
    """The same reports in a ledger: read once for all commands."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    run("add", reports, "--ledger", path)
    return path


@pytest.fixture(scope="module")
def linked(reports):
    return [json.loads(line) for line in run("link", reports).splitlines()]


@pytest.fixture(scope="module")
def largest(linked):
    return max(linked, key=lambda story: len(story["claims"]))


def test_link_says_of_each_story_what_the_format_promises(linked):
    for story in linked:
        assert {"story", "type", "claims", "origins", "status", "phase", "figures"} <= set(story)
        assert all({"document", "start", "end", "quote"} <= set(claim) for claim in story["claims"])
        assert {"overall", "presence", "number", "place", "derivation"} <= set(story["origins"])
        assert all(
            {"value_low", "value_high", "unit", "source"} <= set(figure) for figure in story["figures"]
        )


def test_every_claim_is_in_one_story_and_its_quote_stands_there(linked, reports):
    texts = {d["id"]: d["text"] for d in map(json.loads, reports.read_text(encoding="utf-8").splitlines())}
    claims = [claim for story in linked for claim in story["claims"]]
    assert len({claim["claim"] for claim in claims}) == len(claims)
    assert all(texts[c["document"]][c["start"] : c["end"]] == c["quote"] for c in claims)


def test_the_deployment_is_one_story_of_both_languages_with_fewer_origins_than_documents(largest):
    documents = {claim["document"] for claim in largest["claims"]}
    assert {d[:2] for d in documents} == {"de", "en"}
    assert 1 < largest["origins"]["overall"] < len(documents)


@pytest.mark.parametrize("interface", ["de", "en"])
def test_no_line_tells_a_story_without_who_says_so(ledger, interface):
    word = {
        "de": r"Quelle: |Angabe ohne Gewähr: |niemand genannt",
        "en": r"according to|told by|nobody named",
    }[interface]
    lines = run("stories", "--ledger", ledger, "--interface", interface).splitlines()
    assert lines
    assert [line for line in lines if not re.search(word, line)] == []


def test_a_story_is_found_by_any_of_its_claims_and_drawn(ledger, largest, tmp_path):
    svg = tmp_path / "chain.svg"
    shown = run("story", largest["claims"][-1]["claim"], "--ledger", ledger, "--chain", "--svg", svg)
    assert largest["story"] in shown
    assert "└" in shown
    assert svg.read_text(encoding="utf-8").startswith("<svg")


def test_the_dyad_counts_each_story_once(ledger):
    (point,) = [
        json.loads(line) for line in run("dyad", "PRK", "RUS", "--ledger", ledger, "--json").splitlines()
    ]
    assert len(point["stories"]) == len(set(point["stories"]))
    assert point["cooperation"] > 0


def test_deployments_have_figures_with_their_sources(ledger):
    rows = [
        json.loads(line) for line in run("track", "deployments", "--ledger", ledger, "--json").splitlines()
    ]
    assert any(row["who"] == ["PRK"] and row["whom"] == ["RUS"] and row["figures"] for row in rows)
    assert all(figure["source"] for row in rows for figure in row["figures"])


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (("--actor", "PRK"), lambda t: any("PRK" in c["actors"] for c in t["claims"])),
        (("--actor", "North Korea", "--recipient", "RUS"), lambda t: any("PRK" in c["actors"] and "RUS" in c["recipients"] for c in t["claims"])),
        (("--between", "RUS,PRK"), lambda t: {"RUS", "PRK"} <= {w for c in t["claims"] for w in c["actors"] + c["recipients"]}),
        (("--status", "single-origin"), lambda t: t["status"] == "single-origin"),
        (("--publisher", "Rheinischer Bote"), lambda t: any(c["publisher"] == "Rheinischer Bote" for c in t["claims"])),
        (("--source", "KOR.SPY.nis"), lambda t: any("NIS" in " ".join(c["sources"]) or c["sources"] for c in t["claims"])),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)  # fmt: skip
def test_stories_are_narrowed_by_what_claims_are_narrowed_by(ledger, asked, fits):
    every = run("stories", "--ledger", ledger, "--json").splitlines()
    told = run("stories", "--ledger", ledger, "--json", *asked).splitlines()
    assert 0 < len(told) < len(every)
    assert all(fits(json.loads(line)) for line in told)


def test_stories_have_states_and_say_so_where_an_army_is_asked_for(ledger):
    done = CliRunner().invoke(app, ["stories", "--ledger", str(ledger), "--actor", "RUS.MIL"])
    assert "Stories know RUS for RUS.MIL" in done.stderr
    assert done.stdout == run("stories", "--ledger", ledger, "--actor", "RUS")


@pytest.mark.parametrize(
    ("command", "german"),
    [
        (("source", "-"), "höchstens ein Ursprung"),
        (("source", "Niemand"), "Keine Quelle „Niemand“ hier"),
        (("expectations",), "[bedingt]"),
        (("dyad", "RUS", "CHL"), "Keine Geschichte zwischen Russland und Chile."),
        (("diff", "--since", "2031-01-01"), "Seit 1. Januar 2031 hat sich keine Geschichte geändert."),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_commands_on_stories_tell_is_in_the_language_of_the_interface(ledger, command, german):
    done = CliRunner().invoke(app, [*command, "--ledger", str(ledger), "--interface", "de"])
    assert german in done.output
    for line in done.stdout.splitlines():
        assert not re.search(r"\b(stories|corroborated|one origin|taken back|until|met by)\b", line), line


@pytest.mark.parametrize("command", [["source", "-"], ["watch"], ["diff", "--since", "2024-10-20"]])
def test_the_other_commands_have_something_to_say(ledger, command):
    assert run(*command, "--ledger", ledger).strip()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("expectations",), "Nobody expects anything, and nothing has a condition."),
        (("watch", "--met"), "No condition has been met."),
        (("track", "sanctions"), "No story of this kind."),
        (("diff", "--since", "2031-01-01"), "No story has changed since 1 January 2031."),
    ],
)
def test_an_empty_answer_says_that_there_is_nothing(tmp_path, command, told):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Russian jets bombed Kharkiv.", "published": "2024-10-18"}', encoding="utf-8")
    done = CliRunner().invoke(app, [command[0], *command[1:], str(path)])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"{told}\n")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_line_of_the_brief_has_a_footnote_that_quotes_a_report(ledger, lang):
    text = run("brief", "--ledger", ledger, "--lang", lang)
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    notes = dict(re.findall(r"^\[(\d+)\] (.*)", text, re.MULTILINE))
    assert lines
    for line in lines:
        numbers = re.findall(r"\[(\d+)\]", line)
        assert numbers and set(numbers) <= set(notes), line


def test_the_brief_is_a_page_and_a_word_document_too(ledger, tmp_path):
    html, docx = tmp_path / "brief.html", tmp_path / "brief.docx"
    run("brief", "--ledger", ledger, "--lang", "en", "--html", html, "--docx", docx)
    assert "<h2>Disputed</h2>" in html.read_text(encoding="utf-8")
    with zipfile.ZipFile(docx) as packed:
        assert b"Disputed" in packed.read("word/document.xml")


def stories_in(ledger):
    return [json.loads(line) for line in run("stories", "--ledger", ledger, "--json").splitlines()]


def test_stories_of_a_ledger_are_those_of_its_documents(linked, ledger):
    expected = [s for s in linked if s["type"]]
    assert stories_in(ledger) == expected  # read anew
    assert stories_in(ledger) == expected  # from what is kept


def test_analysts_join_what_the_rules_part(ledger):
    one, other = (story["claims"][0]["claim"] for story in stories_in(ledger)[:2])
    run("remark", "merge", one, other, "--ledger", ledger, "--author", "me")
    assert any({one, other} <= {c["claim"] for c in s["claims"]} for s in stories_in(ledger))


def test_analysts_part_what_the_rules_join(ledger, largest):
    one, other = (claim["claim"] for claim in largest["claims"][:2])
    run("remark", "split", one, other, "--ledger", ledger, "--author", "me")
    assert not any({one, other} <= {c["claim"] for c in s["claims"]} for s in stories_in(ledger))


def test_a_remark_that_was_withdrawn_decides_nothing():
    merge = Remark(remark_id="r", kind="merge", author="me", at="2024-10-18")
    back = Remark(remark_id="s", kind="withdrawal", author="me", at="2024-10-19", about="r")
    placed = [Placed(remark=merge, claims=("a", "b")), Placed(remark=back, claims=())]
    assert constraints_of(placed[:1]).together == {("a", "b")}
    assert not constraints_of(placed).together


# ------------------------------------------------------------------ texts without a day


@pytest.fixture
def undated(tmp_path):
    """A text with a day and one without, as a file and in a ledger."""
    path, kept = tmp_path / "two.jsonl", tmp_path / "two.sqlite"
    rows = [
        {"text": "Russian jets bombed Kharkiv.", "published": "2024-10-18"},
        {"text": "Israel's army shelled Tyre."},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run("add", path, "--ledger", kept)
    return path, kept


@pytest.mark.parametrize(
    ("since", "of_file", "of_ledger"),
    [
        ("2024-10-01", ["Kharkiv"], ["Kharkiv", "Tyre"]),  # it came today, which is later
        ("2024-10-20", [], ["Tyre"]),
        ("2999-01-01", [], []),
    ],
)
def test_a_text_without_a_day_is_news_from_the_day_on_which_it_came_and_none_where_nobody_knows_that(
    undated, since, of_file, of_ledger
):
    path, kept = undated
    for told, names in ((run("diff", "--since", since, path), of_file), (run("diff", "--since", since, "--ledger", kept), of_ledger)):  # fmt: skip
        assert [name for name in ("Kharkiv", "Tyre") if name in told] == names
        assert told.count("new") == len(names)


def test_a_text_without_a_day_is_told_since_the_day_on_which_it_came(undated):
    _, kept = undated
    assert "Tyre" in run("stories", "--since", "2025-01-01", "--ledger", kept)
    assert "Tyre" in run("brief", "--since", "2025-01-01", "--lang", "en", "--ledger", kept)
    assert "Tyre" not in run("stories", "--since", "2999-01-01", "--ledger", kept)
    assert "Tyre" not in run("stories", "--as-of", "2025-01-01", "--ledger", kept)
    assert "Tyre" in run("stories", "--as-of", "2999-01-01", "--ledger", kept)


# ------------------------------------------------------------------ in a terminal


@pytest.mark.parametrize(
    "command", [("diff", "--since", "2024-10-20"), ("track", "deployments"), ("stories",)], ids=" ".join
)
def test_a_terminal_shows_each_story_once_in_lines_that_it_holds(ledger, command, monkeypatch):
    piped = run(*command, "--ledger", ledger)

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    screen = Terminal()
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(storyviews.sys, "stdout", screen)
    asked = storyviews.Asked(interface="en", since="2024-10-20" if command[0] == "stories" else None)
    material = material_in((), ledger)
    {
        "diff": lambda: storyviews.tell_diff(material, "2024-10-20", asked),
        "track": lambda: storyviews.tell_track(material, "deployments", asked),
        "stories": lambda: storyviews.tell_stories(material, asked),
    }[command[0]]()
    monkeypatch.undo()
    lines = screen.getvalue().splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert heads and max(map(len, lines)) <= 100
    ids = [head.split()[1] for head in heads]
    assert len(ids) == len(set(ids))
    assert all(id in piped for id in ids)
