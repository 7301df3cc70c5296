"""Whom a sentence describes. A row is a sentence in lemmas and, in their order, sector and kind of its agents."""

import pytest

from lagebild.gazetteer import agents_of, load_gazetteer


@pytest.mark.parametrize(
    ("lang", "lemmas", "found"),
    [
        ("de", "der Regierung und die Soldat", ["GOV organisation", "MIL person"]),
        ("de", "der Grenzsoldat", ["MIL person"]),
        ("de", "das Landwirtschaftsministerium", ["GOV organisation"]),
        ("de", "der Gottesdienst", []),
        ("de", "die Demonstrantin", ["OPP person"]),
        ("de", "mutmaßlich Rebell", ["REB person"]),
        ("de", "das Auswärtige Amt", ["GOV organisation"]),
        ("de", "der Klubpräsident und der Steuerberater", ["SOC person", "BUS person"]),
        ("de", "der Zinnsoldat und die Theatertruppe", ["CVL person", "CVL group"]),
        ("de", "der Sicherheitsberater und das Kriegskabinett", ["GOV person", "GOV organisation"]),
        ("de", "die Videobotschaft aus dem Wachsfigurenkabinett", []),
        ("en", "the foreign minister", ["GOV person"]),
        ("en", "the club president and a tin soldier", ["SOC person", "CVL person"]),
        ("en", "special force and police", ["MIL organisation", "COP organisation"]),
        ("en", "an intelligence agency", ["SPY organisation"]),
        ("en", "a riverboat", []),
        ("en", "two gunman", ["UAF person"]),
    ],
)
def test_agents_are_found_with_sector_and_kind(lang, lemmas, found):
    words = lemmas.split()
    hits = agents_of(lang, load_gazetteer()).find(words, words)
    assert [f"{hit.agent.sector} {hit.agent.kind}" for hit in hits] == found


def test_of_two_agents_that_overlap_the_longer_counts():
    words = "the prime minister spoke".split()
    (hit,) = agents_of("en", load_gazetteer()).find(words, words)
    assert (hit.first, hit.last, hit.agent.lemma) == (1, 2, "prime minister")
