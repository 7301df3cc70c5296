"""Each example of a language gives exactly the claims written beside it, on its frozen tree."""

import pytest

from lagebild.evaluation.examples import claims_made, missing_families, read_examples
from lagebild.languages import installed_languages, load_pack

EXAMPLES = [(lang, example) for lang in installed_languages() for example in read_examples(lang)]
OF_FAMILIES = [(lang, e) for lang, e in EXAMPLES if e.about in load_pack(lang).families]
OF_RULES = [(lang, e) for lang, e in EXAMPLES if e.about not in load_pack(lang).families]

MODULES = {
    "actors", "attachment", "attribution", "certainty", "circumstances", "confirming", "dates", "discourse", "granularity", "numbers", "phrases",
    "rebuttal", "reference", "repeats", "roles", "statements", "topic", "tree", "triggers",
}  # fmt: skip


def told(lang, example):
    """What today's rules make of an example, statements apart."""
    claims = claims_made(example, lang)
    return [claim for claim in claims if ": statement" not in claim], claims


def ids(pairs):
    return [example.id for _, example in pairs]


@pytest.mark.parametrize(("lang", "example"), EXAMPLES, ids=ids(EXAMPLES))
def test_an_example_gives_exactly_the_claims_written_beside_it(lang, example):
    assert claims_made(example, lang) == example.claims


@pytest.mark.parametrize(("lang", "example"), OF_FAMILIES, ids=ids(OF_FAMILIES))
def test_a_family_fires_on_its_example_and_not_on_its_counter_example(lang, example):
    events, _ = told(lang, example)
    assert bool(events) == (example.must == "fire")


@pytest.mark.parametrize(("lang", "example"), OF_RULES, ids=ids(OF_RULES))
def test_a_rule_gives_a_claim_unless_it_must_not(lang, example):
    _, claims = told(lang, example)
    assert bool(claims) == (example.must == "fire")


@pytest.mark.parametrize("lang", installed_languages())
def test_every_room_of_the_claims_has_examples(lang):
    assert {e.about.split("/")[0] for of, e in OF_RULES if of == lang} >= MODULES


@pytest.mark.parametrize("lang", installed_languages())
def test_every_valency_family_has_its_example_and_its_counter_example_frozen(lang):
    assert missing_families(lang) == []


@pytest.mark.parametrize("lang", installed_languages())
def test_there_are_at_least_a_hundred_and_fifty_examples(lang):
    assert len(read_examples(lang)) >= 75 * 2
