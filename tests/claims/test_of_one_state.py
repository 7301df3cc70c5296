"""A body that several states have is that of the state that stands beside it, or nobody known."""

import pytest

import lagebild


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("China's Central Military Commission dismissed two generals.", True),
        ("BEIJING - The Central Military Commission dismissed two generals, Xinhua said.", True),
        ("PYONGYANG - The Central Military Commission dismissed two generals, KCNA said.", False),
        ("The Central Military Commission dismissed two generals.", False),
    ],
)
def test_a_military_commission_is_chinas_only_beside_china(text, chinese):
    claims = lagebild.read(text, lang="en", published="2025-04-28").claims
    actors = [who.actor for claim in claims if claim.event for who in claim.event.actors]
    assert actors
    assert ("CHN.GOV.cmc" in actors) == chinese
