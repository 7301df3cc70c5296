"""Bad input gets a clear error and loses nothing: one row a case, through the command line as users have it."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

import lagebild
from lagebild.documents import SetAside, documents_in
from lagebild.documents import encoding as encodings
from lagebild.documents import reading as ways_in
from lagebild.documents.webpages import page_of
from lagebild.sentences.tokens import LONGEST_WORD
from lagebild.views.cli import app

DE = "Nordkorea hat nach Angaben des Geheimdienstes NIS am Dienstag 12.000 Soldaten nach Russland entsandt."
EN = "North Korea has sent 12,000 soldiers to Russia, the intelligence service said. The Kremlin denied it."
TEXTS = {"de": DE, "en": EN}


def run(*args, **more):
    return CliRunner().invoke(app, [str(arg) for arg in args], **more)


def line(**fields):
    return json.dumps(fields).encode()


def claims_of(text, lang=None, **known):
    return [str(claim) for claim in lagebild.read(text, lang=lang, **known).claims]


# ------------------------------------------------------------------ files that are no text

DEEP = b"[" * 100_000
BROKEN_FILES = {
    "empty.txt": (b"", "empty; right would be a text of at least one sentence"),
    "mark.txt": (b"\xef\xbb\xbf", "empty; right would be"),
    "binary.txt": (bytes(range(256)), "binary: a zero at byte 0"),
    "zero.txt": (DE.encode() + b"\0", "binary: a zero at byte"),
    "cut.txt": (DE.encode() + b"\xc3", "not UTF-8: byte"),
    "surrogate.txt": (DE.encode() + b"\xed\xa0\x80", "not UTF-8: byte"),
    "wide.txt": (DE.encode("utf-16-le"), "binary: a zero at byte 1"),
    "list.json": (json.dumps([{"text": DE}]).encode(), "a JSON list; right would be its objects, one a line"),
    "wide.jsonl": (line(text=DE).decode().encode("utf-16"), "UTF-16; right would be JSON Lines in UTF-8"),
    "empty.jsonl": (b"\n\n", "empty; right would be one object a line"),
    "menu.html": (b"<!DOCTYPE html><html><body></body></html>", "no article found in this page"),
    "deep.html": (b"<html><body>" + b"<div>" * 20_000 + DE.encode(), "no article found in this page"),
    "emoji.txt": (("👩‍🚀🇩🇪" * 50).encode(), "its language could not be decided; --lang says it"),
    "signs.txt": (b"... !!! ??? --- ;;;", "its language could not be decided"),
    "mixed.txt": (f"{DE} {EN} ".encode() * 3, "its language could not be decided"),
    "word.txt": (b"x" * 10_000, "its language could not be decided"),
}


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_a_file_that_cannot_be_read_is_set_aside_with_its_reason_and_the_others_are_read(tmp_path, name):
    data, reason = BROKEN_FILES[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(DE, encoding="utf-8")
    result = run("read", tmp_path / name, tmp_path / "good.txt")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == claims_of(DE)
    assert result.stderr.startswith(str(tmp_path / name)) and reason in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "name", ["gone.txt", "gone.jsonl", "gone.html", "x" * 5_000, "folder", "folder.jsonl", "folder.html"]
)
def test_a_name_under_which_there_is_no_file_is_set_aside(tmp_path, name):
    if name.startswith("folder"):
        (tmp_path / name).mkdir()
    result = run("read", tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "; right would be" in result.stderr


def test_a_file_that_vanishes_in_the_middle_of_a_run_is_set_aside(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(line(text=DE, lang="de") + b"\n")
    (tmp_path / "b.txt").write_text(DE, encoding="utf-8")
    found = (documents_in(tmp_path / name) for name in ("a.jsonl", "b.txt"))
    assert next(next(found)).text == DE
    (tmp_path / "b.txt").unlink()
    assert "no such file" in next(next(found)).why


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_set_aside(tmp_path):
    (tmp_path / "shut.txt").write_text(DE, encoding="utf-8")
    (tmp_path / "shut.txt").chmod(0)
    assert "cannot be opened" in next(documents_in(tmp_path / "shut.txt")).why


# ------------------------------------------------------------------ lines

BROKEN_LINES = {
    "broken off": (b'{"id": "b", "te', "not JSON: the line breaks off"),
    "a list": (b"[1]", "a list; right would be an object"),
    "a number": (b"7", "a number; right would be an object"),
    "null": (b"null", "null; right would be an object"),
    "not a number": (b"NaN", "not JSON: "),
    "brackets without end": (DEEP, "a list; right would be an object"),
    "objects without end": (b'{"a":' + DEEP, "not JSON: brackets within brackets, too deep"),
    "a tab in a string": (b'{"text":"a\tb"}', "not JSON: "),
    "half a character": (b'{"text":"\\ud800 a"}', "not JSON: "),
    "wrong bytes": (b'{"text":"\xff"}', "not JSON: not UTF-8 at byte 0"),
    "no text": (line(id="a"), "no 'text'; right would be"),
    "text null": (line(text=None), "'text' is null; right would be a string"),
    "text a number": (line(text=7), "'text' is a number; right would be a string"),
    "text empty": (line(text=" \n"), "'text' is empty; right would be"),
    "id a number": (line(id=7, text=DE), "'id' is a number; right would be a string"),
    "title a list": (line(title=[1], text=DE), "'title' is a list; right would be a string"),
    "day a huge number": (b'{"text":"x","published":' + b"9" * 5_000 + b"}", "'published' is a number"),
    "day zero": (
        line(text=DE, published="0000-00-00"),
        "'published' is '0000-00-00'; right would be a day that exists",
    ),
    "day that is none": (line(text=DE, published="2024-02-30"), "'published' is '2024-02-30'"),
    "day after all days": (line(text=DE, published="99999-01-01"), "'published' is '99999-01-01'"),
    "language that is none": (line(text=DE, lang="../de"), "'lang' is '../de'; right would be a code"),
    "two mistakes": (
        line(text=DE, lang="?", published="x"),
        "'published' is 'x'; right would be a day that exists",
    ),
}


@pytest.mark.parametrize("name", BROKEN_LINES)
def test_a_bad_line_is_set_aside_with_its_number_and_the_rest_is_read(tmp_path, name):
    bad, reason = BROKEN_LINES[name]
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"\r\n".join([line(id="a", text=DE, lang="de"), bad, line(id="c", text=EN, lang="en")]))
    result = run("read", path)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [*claims_of(DE, "de"), *claims_of(EN, "en")]
    assert result.stderr.startswith(f"{path}:2: ") and reason in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"published": "2999-01-01"},
        {"published": ""},
        {"lang": ""},
        {"lang": "de-AT"},
        {"title": "a\x00\x1b[31m\n\u202eb", "publisher": "\r\n", "url": "javascript:alert(1)"},
        {"url": "http://[broken"},
        {"events": [[[[]]]], "n": 1e300},
    ],
    ids=str,
)
def test_a_line_that_is_only_strange_is_read(tmp_path, fields):
    path = tmp_path / "reports.jsonl"
    path.write_bytes(line(text=DE, **fields))
    result = run("read", path, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["document"]["text"] == DE


def test_numbers_of_any_size_in_fields_that_are_not_ours_do_no_harm():
    data = b'{"n": ' + b"9" * 5_000 + b', "text": "' + DE.encode() + b'"}'
    assert next(documents_in(data)).text == DE


def test_one_object_on_several_lines_is_one_document():
    (document,) = documents_in(json.dumps({"text": DE, "id": "a"}, indent=2).encode())
    assert (document.document_id, document.text) == ("a", DE)


def test_two_documents_of_one_id_are_both_read_and_are_two_versions(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_bytes(line(id="a", text=DE, lang="de") + b"\n" + line(id="a", text=EN, lang="en"))
    result = run("read", path, "--json")
    documents = [json.loads(reading)["document"] for reading in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [document["document_id"] for document in documents] == ["a", "a"]
    assert len({document["version_id"] for document in documents}) == 2
    page = tmp_path / "page.html"
    assert run("read", path, "--html", page).exit_code == 0
    assert page.read_text(encoding="utf-8").count('class="document"') == 2


def test_a_language_that_is_not_installed_is_kept_and_told(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_bytes(line(text=DE, lang="no") + b"\n" + line(text=DE, lang="de"))
    result = run("read", path, "--json")
    assert result.exit_code == 1
    assert [json.loads(one)["status"] for one in result.stdout.splitlines()] == ["not read yet", "read"]
    assert "language 'no' has no pack yet" in result.stderr


@pytest.mark.parametrize(("lang", "text"), [("de", EN), ("en", DE)])
def test_a_language_that_is_not_that_of_the_text_does_no_harm(lang, text):
    assert lagebild.read(text, lang=lang).status == "read"


# ------------------------------------------------------------------ too much of it


def test_a_text_that_is_too_large_is_set_aside_without_reading_all_of_it(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(encodings.MOST_BYTES + 10)
        file.write(b"end")
    (aside,) = documents_in(path)
    assert aside.why.startswith("more than 60 MB; right would be")


def test_a_line_that_is_too_long_is_set_aside_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(ways_in, "LONGEST_LINE", 1_000)
    path = tmp_path / "reports.jsonl"
    path.write_bytes(line(text=DE, page="x" * 5_000) + b"\n" + line(text=DE))
    aside, document = documents_in(path)
    assert (aside.line, document.text) == (1, DE)


def test_lines_in_a_large_file_of_any_name_are_all_read(tmp_path, monkeypatch):
    for module in (encodings, ways_in):
        monkeypatch.setattr(module, "MOST_BYTES", 1_000)
    path = tmp_path / "reports.json"
    path.write_bytes(b"\n".join(line(id=str(i), text=DE) for i in range(20)))
    assert [document.document_id for document in documents_in(path)] == [str(i) for i in range(20)]


ENDLESS = {
    "without a sentence end": {
        "de": "Nordkorea entsandte Soldaten und ",
        "en": "North Korea sent soldiers and ",
    },
    "commas": {"de": "Moskau, ", "en": "Moscow, "},
    "semicolons": {"de": "er kam heute an; ", "en": "he came here today; "},
    "headings": {"de": "Folgen der Entsendung\n\n", "en": "What comes next\n\n"},
    "quotation marks": {"de": "„", "en": "“"},
    "hyphens": {"de": "Nord- ", "en": "pre- "},
    "brackets": {"de": "(", "en": "("},
    "marks": {"de": "e\u0301\u0301", "en": "e\u0301\u0301"},
    "joiners": {"de": "\u200b", "en": "\u200d"},
}


@pytest.mark.parametrize("lang", TEXTS)
@pytest.mark.parametrize("name", ENDLESS)
def test_endless_texts_are_cut_and_read(name, lang):
    words = ENDLESS[name][lang]
    reading = lagebild.read(words * 400, lang=lang)
    assert reading.status == "read"
    assert all(len(sentence.tokens) <= 160 for sentence in reading.sentences)


@pytest.mark.parametrize("lang", TEXTS)
@pytest.mark.parametrize("word", ["Ost-", "Kriegs", "3", "U.S.", "a1"])
def test_a_word_without_end_is_cut_and_read_in_the_time_of_its_length(lang, word):
    text = word * (50_000 // len(word))
    reading = lagebild.read(text, lang=lang)
    tokens = [token for sentence in reading.sentences for token in sentence.tokens]
    assert all(token.end - token.start <= LONGEST_WORD for token in tokens)
    assert "".join(text[token.start : token.end] for token in tokens) == text


@pytest.mark.parametrize("lang", TEXTS)
def test_the_language_of_a_text_without_a_sentence_end_is_found(lang):
    (document,) = documents_in((ENDLESS["without a sentence end"][lang] * 3_200).encode())
    assert document.lang == lang


def test_comments_without_end_in_front_of_no_page_do_no_harm():
    (document,) = documents_in(b"<!---->" * 500 + DE.encode())
    assert document.text.endswith(DE)


# ------------------------------------------------------------------ pages

PARAGRAPH = f"<p>{DE} {DE} {DE}</p>"


def test_a_script_in_a_text_stays_text_on_the_page(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(f"{DE} <script>alert(1)</script> <img src=x onerror=alert(1)> &lt;", encoding="utf-8")
    run("read", path, "--html", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "&amp;lt;" in page
    assert "<script>alert" not in page and "<img src=x" not in page


@pytest.mark.parametrize(
    "page",
    [
        f"<html><meta charset=klingon><article>{PARAGRAPH}",
        f"<html><meta property='article:published_time' content='0000-00-00'><article>{PARAGRAPH}",
        f"<html><title>&#27;[31m&#0;</title><article>{PARAGRAPH}<script>alert(1)</script>",
        f"<html><article>{PARAGRAPH}<table>" + "<tr><td>" * 500,
        f"<html><body><div>{'<div>' * 100}{PARAGRAPH}",
        f"<?xml version='1.0'?><!-- a --><!-- b --><html><article>{PARAGRAPH}",
    ],
)
def test_a_page_that_is_only_strange_is_read(page):
    (document,) = documents_in(page.encode())
    assert DE in document.text and "alert" not in document.text


def test_a_page_that_breaks_the_extractor_is_told(monkeypatch):
    def break_down(*args, **more):
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", break_down)
    with pytest.raises(lagebild.DocumentError, match=r"cannot be taken apart \(RecursionError\)"):
        page_of(f"<html>{PARAGRAPH}".encode())


# ------------------------------------------------------------------ from Python

WRONG = [
    ({"published": "2024-02-30"}, "'published' is '2024-02-30'"),
    ({"published": 20241018}, "'published' is a number; right would be a string"),
    ({"lang": "German!"}, "'lang' is 'German!'"),
    ({"title": "a\ud800"}, r"'title' has half a character \(\\ud800\) at 1"),
    ({"text": None}, "'text' is null"),
    ({"text": b"bytes"}, "'text' is bytes"),
    ({"text": "a \udfff"}, r"'text' has half a character \(\\udfff\) at 2"),
]


@pytest.mark.parametrize(("fields", "said"), WRONG)
def test_what_is_wrong_with_a_text_or_its_particulars_is_told_in_python_too(fields, said):
    with pytest.raises(lagebild.DocumentError, match=said):
        lagebild.read(**{"text": DE, **fields})


@pytest.mark.parametrize("text", ["", " \n\u2028"])
def test_a_text_without_a_word_is_empty(text):
    assert lagebild.read(text).status == lagebild.read(text, lang="de").status == "empty"


@pytest.mark.parametrize("text", ["...", "😀", "\x00\x01", "\u200b", "\u0301"])
@pytest.mark.parametrize("lang", TEXTS)
def test_a_text_of_signs_alone_makes_no_claim(text, lang):
    assert lagebild.read(text, lang=lang).claims == ()


def test_a_day_with_its_time_and_a_language_with_its_country_are_understood():
    document = lagebild.read(DE, published="2024-10-18T10:00:00Z", lang="DE-at").document
    assert (document.published, document.lang) == ("2024-10-18", "de")


def test_particulars_beside_a_document_are_not_passed_over_in_silence():
    with pytest.raises(TypeError, match="has its particulars in itself"):
        lagebild.Lagebild().read(lagebild.read(DE).document, published="2024-10-18")


# ------------------------------------------------------------------ other commands


@pytest.mark.parametrize("words", ["", " \n"])
def test_explain_of_nothing_is_wrong_usage(words):
    result = run("explain", words)
    assert (result.exit_code, result.stdout) == (2, "")


def test_explain_of_signs_tells_that_nothing_was_read():
    result = run("explain", "🚀")
    assert result.exit_code == 1
    assert "--lang" in result.stderr


def test_annotate_sets_a_passage_without_text_aside_and_annotates_the_others(tmp_path):
    path = tmp_path / "passages.jsonl"
    path.write_bytes(b"\n".join([line(id="a"), line(id="b", text=DE, lang="de"), line(id="c", text=None)]))
    result = run("annotate", path)
    assert result.exit_code == 1
    assert [json.loads(one)["id"] for one in result.stdout.splitlines()] == ["b"]
    assert f"{path}:1: no 'text'" in result.stderr and f"{path}:3: 'text' is null" in result.stderr


EVENT = {"trigger": "entsandt", "trigger_start": DE.index("entsandt"), "type": "AID"}
EVENT |= {"polarity": "affirmed", "certainty": "reported"}
WRONG_GOLD = [
    (
        {"events": [{**EVENT, "trigger_start": 3}]},
        f"at 3 stands 'dkorea h', not 'entsandt'; right would be {EVENT['trigger_start']}",
    ),
    ({"events": [{**EVENT, "trigger_start": -9}]}, "at -9 stands '', not 'entsandt'"),
    ({"events": [{**EVENT, "trigger_start": 10**30}]}, "not 'entsandt'"),
    ({"events": [{**EVENT, "trigger": "geraubt"}]}, "it is nowhere in the text"),
    ({"events": [7]}, "event 0: int; right would be object"),
    ({"events": "x"}, "'events' is no list"),
    ({"published": "2024-02-30"}, "'published' is '2024-02-30'"),
    ({"id": 7}, "'id': int; right would be str"),
]


@pytest.mark.parametrize(("fields", "said"), WRONG_GOLD)
def test_wrong_gold_is_told_with_its_line(tmp_path, fields, said):
    gold = tmp_path / "gold.jsonl"
    good = {"id": "a", "lang": "de", "text": DE, "events": [EVENT]}
    gold.write_bytes(line(**good) + b"\n" + line(**{**good, "id": "b", **fields}))
    result = run("eval", gold)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "gold.jsonl:2: " in result.stderr and said in result.stderr
    assert "gold.jsonl:1: " not in result.stderr


@pytest.mark.parametrize("events", [7, [7], {"a": 1}, "abc"])
def test_predictions_that_are_no_list_of_objects_are_told_with_their_line(tmp_path, events):
    gold, pred = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    gold.write_bytes(line(id="a", lang="de", text=DE, events=[EVENT]))
    pred.write_bytes(DEEP + b"\n" + line(id="a", events=events))
    result = run("eval", gold, "--pred", pred)
    assert result.exit_code == 2
    assert (
        "pred.jsonl:1: not JSON" in result.stderr
        and "pred.jsonl:2: 'events' is no list of objects" in result.stderr
    )


def test_predictions_for_other_passages_and_passages_that_are_not_read_are_told(tmp_path):
    gold, pred = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    gold.write_bytes(line(id="a", lang="no", text=DE, events=[EVENT]))
    pred.write_bytes(line(id="A", events=[EVENT]))
    strangers, unread = run("eval", gold, "--pred", pred), run("eval", gold)
    assert strangers.exit_code == unread.exit_code == 1
    assert "1 of 1 ids: not in gold.jsonl, as 'A'" in strangers.stderr
    assert "a: not read: language 'no' has no pack yet" in unread.stderr


# ------------------------------------------------------------------ tables of one's own


def test_all_mistakes_in_all_tables_are_told_at_once_with_file_and_line(tmp_path):
    folder = tmp_path / "languages" / "de"
    (folder / "frames").mkdir(parents=True)
    (folder / "frames" / "aid.csv").write_text(
        "lemma,upos,mode,family,when,unless,context,note\nschenken,VERB\n", "utf-8"
    )
    (folder / "cues.csv").write_text("wrong,columns\n", "utf-8")
    (folder / "certainty.csv").write_bytes(b"lemma\n\xff\xfe")
    (folder / "negation.csv").mkdir()
    (folder / "dates.toml").write_text("\nnot = = toml\n", "utf-8")
    (folder / "numbers.toml").write_text("values = 5\n", "utf-8")
    (folder / "cue.csv").touch()
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer" / "places.csv").write_text("id\n", "utf-8")
    told = {
        "de/frames/aid.csv:2: 2 cells; 8 are expected",
        "languages/de/cues.csv:1: columns are wrong,columns",
        "languages/de/certainty.csv:2: not UTF-8: byte 6 is 0xff",
        "languages/de/negation.csv: cannot be opened",
        "languages/de/dates.toml:2: cannot be read",
        "languages/de/numbers.toml",
        "gazetteer/places.csv:1: columns are id",
    }
    (tmp_path / "report.txt").write_text(DE, encoding="utf-8")
    check, read = run("check", "--data", tmp_path), run("read", tmp_path / "report.txt", "--data", tmp_path)
    assert (check.exit_code, read.exit_code) == (1, 2)
    assert [one for one in told if one not in check.stdout] == []
    assert [one for one in told if one not in read.stderr] == []
    assert "languages/de/cue.csv: nothing reads it" in check.stdout


KINDS = [
    ("numbers.toml", "solid = true\nvalues = 5\n", ":2: values is a number; it should be a table"),
    ("numbers.toml", '[classes]\nrange = ["bis"]\n', ":2: classes.range is a list; it should be a text"),
    ("dates.toml", "[[rules]]\nform = 5\n", ":2: rules.form is a number; it should be a text"),
    ("families.toml", '[new]\n\nactor = ["nsubj"]\n', ":3: new.actor is a list; it should be a text"),
    ("language.toml", 'grammar = "none"\n', ":1: grammar is a text; it should be a table"),
]


@pytest.mark.parametrize(("file", "text", "told"), KINDS)
def test_a_value_of_another_kind_than_ours_is_told_with_file_and_line(tmp_path, file, text, told):
    (tmp_path / "languages" / "de").mkdir(parents=True)
    (tmp_path / "languages" / "de" / file).write_text(text, encoding="utf-8")
    check = run("check", "--data", tmp_path)
    assert check.exit_code == 1
    assert f"languages/de/{file}{told}" in check.stdout


def test_tables_with_a_byte_order_mark_are_read(tmp_path):
    (tmp_path / "languages" / "de").mkdir(parents=True)
    (tmp_path / "languages" / "de" / "sources.csv").write_text("lemma,kind,note\n", "utf-8-sig")
    assert run("check", "--data", tmp_path).exit_code == 0


def test_a_folder_of_tables_that_is_not_there_is_told_in_python_too(tmp_path):
    with pytest.raises(lagebild.DataError, match="no such folder"):
        lagebild.Lagebild(data=(tmp_path / "nowhere",))


# ------------------------------------------------------------------ how a command ends


def program(command, folder):
    """A shell's own ways of closing streams; `lagebild` is this one, with the interpreter that runs the tests."""
    shell = f"lagebild() {{ '{sys.executable}' -m lagebild \"$@\"; }}\n{command}"
    (folder / "report.txt").write_text(DE, encoding="utf-8")
    return subprocess.run(["bash", "-c", shell], cwd=folder, capture_output=True, text=True, check=False)


ENDS = [
    ("lagebild read gone.txt report.txt 2>&-", 1, True, ""),
    ("lagebild read report.txt --html page.html >&-", 0, False, "page.html: 1 document"),
    ("lagebild read - <&-", 1, False, "standard input: empty"),
    ("lagebild schema | head -0; exit ${PIPESTATUS[0]}", 141, False, ""),
    ("lagebild read report.txt --html folder/page.html", 2, False, "there is no folder"),
]


@pytest.mark.parametrize(("command", "status", "prints", "said"), ENDS)
def test_a_command_whose_streams_are_closed_ends_well(tmp_path, command, status, prints, said):
    done = program(command, tmp_path)
    assert (done.returncode, bool(done.stdout)) == (status, prints)
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
@pytest.mark.parametrize("command", ["read report.txt", "read report.txt --json", "schema"])
def test_a_full_disk_is_told(tmp_path, command):
    done = program(f"lagebild {command} > /dev/full", tmp_path)
    assert (done.returncode, done.stderr) == (2, "standard output: No space left on device\n")


def test_the_demo_reports_are_whole():
    reports = (files("lagebild") / "demo" / "reports.jsonl").read_bytes()
    assert not [one for one in documents_in(reports) if isinstance(one, SetAside)]


def test_a_subject_that_is_all_punctuation_stops_nothing():
    text = "w,which iy called Wn will n impos new limits onh reports fae news,did"
    assert lagebild.read(text, lang="en").status == "read"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "KIEW – Nach dem Angriff auf ein Dorf in der"),
        ("de", "LWIW – Nach einem Anschlag auf einen Posten bei der"),
        ("en", "Rebels have laid down their weapons, 24 hours after Azerbaijan"),
        ("en", "Rebels have laid down their weapons under a truce, 24 hours after Azerbaijan"),
        ("en", "The army bombed the village nearly"),
        ("de", "Die Armee beschoss das Dorf fast"),
    ],
)
def test_a_text_may_break_off_anywhere(lang, text):
    assert claims_of(text, lang) is not None
