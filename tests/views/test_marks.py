import pytest

from lagebild.views.marks import Mark, lines_of, marks_of, numbered_claims, pieces, quote_of

TEXTS = [
    "Kyjiw sagt, Moskau greife an.",
    "🇺🇦 Kyjiw 👩‍👩‍👧 sagt,\r\nMoskau greife an.",
    "Ka\u0308mpfe bei Cherson\u0301\n\n\nEnde",
    "\r\n\r",
    "",
]
MARKS = [
    Mark(0, 5, "source", 1),
    Mark(3, 9, "cue", 1),
    Mark(3, 9, "trigger", 2),
    Mark(8, 12, "quantity", 2),
    Mark(2, 28, "cue", 3),
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_pieces_of_a_text_are_the_text(text):
    assert "".join(piece.text for piece in pieces(text, MARKS)) == text


@pytest.mark.parametrize("text", TEXTS)
def test_every_piece_is_cut_where_it_says(text):
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces(text, MARKS))


@pytest.mark.parametrize("text", TEXTS)
def test_a_mark_covers_its_characters_and_no_others(text):
    for mark in MARKS:
        covered = "".join(piece.text for piece in pieces(text, MARKS) if mark in piece.marks)
        assert covered == text[mark.start : mark.end]


def test_a_part_of_a_text_is_cut_as_the_whole():
    assert [piece.text for piece in pieces("abcdefghij", MARKS, 2, 7)] == ["c", "de", "fg"]


@pytest.mark.parametrize("text", TEXTS)
def test_lines_and_what_ends_them_are_the_text(text):
    lines = list(lines_of(text))
    assert "".join(text[a:b] for a, b in lines) == text.replace("\r", "").replace("\n", "")
    assert lines[0][0] == 0
    assert lines[-1][1] == len(text)


def test_claims_are_numbered_in_the_order_of_the_text(denial):
    starts = [claim.trigger.start for _, claim in numbered_claims(denial)]
    assert starts == sorted(starts)
    assert [number for number, _ in numbered_claims(denial)] == list(range(1, len(starts) + 1))


def test_every_trigger_source_cue_and_quantity_is_marked(denial):
    marked = {(mark.kind, denial.document.text[mark.start : mark.end]) for mark in marks_of(denial)}
    assert {
        ("trigger", "entsandt"),
        ("source", "Rheinische Bote"),
        ("cue", "unter Berufung auf"),
        ("quantity", "etwa 12.000"),
    } <= marked


def test_a_span_beside_the_text_is_not_marked(hand):
    made = hand("Kyjiw sagt das.")
    wrong = made.span("sagt").__class__(start=40, end=44, text="sagt")
    made.claim(
        "sagt",
        made.event("ACCUSE"),
        cues=(made.cue("das", "reported", "x").__class__(span=wrong, means="", entry=""),),
    )
    assert [mark.kind for mark in marks_of(made.reading())] == ["trigger"]


def test_a_quote_is_the_sentence_of_the_trigger(wire):
    _, claim = numbered_claims(wire)[2]
    quote = quote_of(wire, claim)
    assert "".join(piece.text for piece in quote) == "Ein zweiter Transport solle bald folgen."
    assert [piece.text for piece in quote if piece.marks] == ["folgen"]
