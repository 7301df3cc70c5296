"""Clauses that are subjects, with the parser that ships."""

import pytest

from lagebild.sentences import load_parser


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Whether the drone came from Belarus was not known.", "csubj:pass"),
        ("Officials asked whether the drone came from Belarus.", "ccomp"),
    ],
)
def test_a_complement_before_a_verb_without_subject_is_its_subject(text, relation):
    (sentence,) = load_parser("en").parse(text)
    assert next(token.deprel for token in sentence.tokens if token.form == "came") == relation
