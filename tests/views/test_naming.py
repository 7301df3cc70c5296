"""Actors are asked for by id or by name, and what is neither is told."""

import pytest
import typer

from lagebild.views.naming import id_asked, ids_asked
from lagebild.views.watching import query_in


@pytest.mark.parametrize(
    ("asked", "id"),
    [
        ("PRK", "PRK"),
        ("KOR.SPY.nis", "KOR.SPY.nis"),
        ("North Korea", "PRK"),
        ("nordkorea", "PRK"),
        ("NATO", "IGO.nato"),
        ("QQQ.REB.of_my_own_table", "QQQ.REB.of_my_own_table"),
    ],
)
def test_an_actor_is_asked_for_by_id_or_by_what_it_is_called(asked, id):
    assert id_asked(asked, "--actor") == id


def test_a_pair_may_be_named():
    assert ids_asked("Russland, Ukraine", "--between") == ("RUS", "UKR")


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("Congo", "COD (Democratic Republic of the Congo)"),
        ("Russl", "RUS (Russland)"),
        ("Mordor", "an id, as PRK"),
    ],
)
def test_who_is_nobody_is_told_with_what_would_be_right(asked, right):
    with pytest.raises(typer.BadParameter) as told:
        id_asked(asked, "--actor")
    assert repr(asked) in told.value.message and right in told.value.message


@pytest.mark.parametrize("asked", ["Russia", "RUS,", "RUS,UKR,USA"])
def test_what_is_no_pair_is_told(asked):
    with pytest.raises(typer.BadParameter, match="no pair"):
        ids_asked(asked, "--between")


def test_a_watch_for_nobody_is_not_set():
    assert query_in("actor=Nordkorea Truppen").actor == "PRK"
    with pytest.raises(typer.BadParameter, match="nobody is called"):
        query_in("actor=Mordor")
