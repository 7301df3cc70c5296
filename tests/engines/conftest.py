"""A corpus that needs no parser."""

import json

import pytest

from lagebild.engines.coding import How
from lagebild.engines.pool import coded_here
from lagebild.engines.records import Manifest
from lagebild.engines.running import Order, coded


def lines(count, lang="xx"):
    return "".join(
        json.dumps({"id": f"d{n}", "lang": lang, "text": f"Text {n} äöü 😀"}, ensure_ascii=False) + "\n"
        for n in range(count)
    )


@pytest.fixture
def corpus(tmp_path):
    """A folder with a large file, a small one, and a text."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.jsonl").write_text(lines(300), encoding="utf-8")
    (folder / "b.jsonl").write_text('{"text": "x", "lang": "xx"}\nnot JSON\n', encoding="utf-8")
    (folder / "c.txt").write_text("Ein Text.", encoding="utf-8")
    return folder


def files_of(folder):
    return tuple((path.name, path) for path in sorted(folder.iterdir()))


@pytest.fixture
def code(tmp_path):
    """Codes a folder's files into a new folder; gives the manifest."""

    def run(corpus, out="out", *, engine=None, size=2_000, resume=False, **how):
        order = Order(
            files=files_of(corpus),
            how=How(folder=str(tmp_path / out), **({"lang": "xx"} | how)),
            engine=engine or coded_here,
            size=size,
            resume=resume,
        )
        *_, last = coded(order)
        assert isinstance(last, Manifest)
        return last

    return run
