"""The text of the benchmark of long documents."""

from benchmarks.bench import reports_in
from benchmarks.long import long_text


def test_it_is_as_long_as_asked_and_the_same_every_time():
    text = "".join(long_text("de", 30_000))
    assert 30_000 <= len(text.encode()) < 35_000
    assert text == "".join(long_text("de", 30_000))


def test_numbers_differ_from_copy_to_copy():
    copies = list(long_text("en", 60_000))
    assert len(set(copies)) > len(reports_in("en"))
