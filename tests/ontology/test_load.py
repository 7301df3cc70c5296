"""The ontology is PLOVER as data."""

import shutil

import pytest

from lagebild.errors import DataError
from lagebild.ontology import load, load_ontology


def test_there_are_the_sixteen_types_of_plover_and_thirty_seven_contexts():
    ontology = load_ontology()
    assert len(ontology.types) == 16
    assert len(ontology.contexts) == 37


def test_every_type_and_mode_answers_to_a_cameo_code_that_exists():
    ontology = load_ontology()
    for kind in ontology.types.values():
        for mode in (None, *kind.modes):
            assert ontology.cameo_of(kind.name, mode) in ontology.cameo


def test_what_only_lies_ahead_has_its_own_type():
    planned = {name: kind.planned for name, kind in load_ontology().types.items() if kind.planned}
    assert planned == {
        "AID": "AGREE",
        "CONSULT": "AGREE",
        "COOPERATE": "AGREE",
        "SUPPORT": "AGREE",
        "RETREAT": "CONCEDE",
    }


def test_quad_classes_and_scores_point_the_same_way():
    for kind in load_ontology().types.values():
        assert (kind.score >= 0) == (kind.quad <= 2) or kind.score == 0


def test_a_kind_of_sectors_or_slots_names_only_those_that_there_are(tmp_path, monkeypatch):
    folder = tmp_path / "ontology"
    shutil.copytree(load.HERE, folder)
    sectors = folder / "sectors.toml"
    wrong = sectors.read_text(encoding="utf-8").replace('["IGO", "NGO", "UNO"]', '["IGO", "XYZ"]')
    sectors.write_text(wrong.replace('"REB", "SPY", "UAF"]', '"REB", "ABC"]'), encoding="utf-8")
    monkeypatch.setattr(load, "HERE", folder)
    with pytest.raises(DataError) as told:
        load.load_ontology.__wrapped__()
    assert any("[worldwide]: slot 'XYZ' is unknown" in line for line in told.value.problems)
    assert any("[force]: sector 'ABC' is unknown" in line for line in told.value.problems)
