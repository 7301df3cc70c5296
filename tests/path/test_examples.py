"""Each example of a language gives exactly the claims written beside it, on its frozen tree."""

import pytest

from lagebild.evaluation.examples import claims_made, missing_families, read_examples
from lagebild.languages import installed_languages

EXAMPLES = [(lang, example) for lang in installed_languages() for example in read_examples(lang)]


@pytest.mark.parametrize(("lang", "example"), EXAMPLES, ids=[example.id for _, example in EXAMPLES])
def test_an_example_gives_exactly_the_claims_written_beside_it(lang, example):
    assert claims_made(example, lang) == example.claims


@pytest.mark.parametrize("lang", installed_languages())
def test_every_valency_family_has_its_example_and_its_counter_example_frozen(lang):
    assert missing_families(lang) == []


@pytest.mark.parametrize("lang", installed_languages())
def test_there_are_at_least_a_hundred_and_fifty_examples(lang):
    assert len(read_examples(lang)) >= 75 * 2
