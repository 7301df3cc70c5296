"""What a document without a title is called."""

import pytest

from lagebild.documents import Particulars, document_of
from lagebild.views.labels import labels_for
from lagebild.views.wording import title_of

BODY = "A drone hit a market on Tuesday, the governor said. Moscow did not comment."
ROWS = [
    (f"Drone attack kills four, governor says\n\n{BODY}", "Drone attack kills four, governor says"),
    (f"Kills four?\n\n{BODY}", "Kills four?"),
    (f"Drone attack kills four\nKHERSON (Reuters) - {BODY}", "Drone attack kills four"),
    # sentences, lines that are only as long as the page was wide, and single lines are how the text begins
    (f"{BODY}\n\nNobody was killed.", BODY),
    ("A drone hit a market\non Tuesday, the governor said.", "A drone hit a market on Tuesday, the governor said."),
    (BODY, BODY),
    ("Drone attack kills four", "Drone attack kills four"),
    (f"{'Long ' * 40}\n\n{BODY}", ("Long " * 16).strip() + " …"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), ROWS, ids=[row[1][:30] for row in ROWS])
def test_a_document_is_called_by_the_line_above_its_text_else_by_how_it_begins(text, title):
    document = document_of(text, Particulars(lang="en"))
    found = title_of(document, labels_for("en"))
    assert found == title or (found.endswith(" …") and title.startswith(found[:-2]))


def test_a_title_that_was_told_goes_before_what_the_text_has():
    document = document_of(f"Drone attack kills four\n\n{BODY}", Particulars(lang="en", title="Kherson"))
    assert title_of(document, labels_for("en")) == "Kherson"
