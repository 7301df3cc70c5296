"""From names to files."""

import pytest

from lagebild.documents.folders import files_in


@pytest.fixture
def news(tmp_path, monkeypatch):
    for name in ("news/b.txt", "news/a.txt", "news/old/c.txt", "news/.hidden", "d.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (["d.jsonl"], ["d.jsonl"]),
        (["news"], ["news/a.txt", "news/b.txt", "news/old/c.txt"]),
        (["news/*.txt"], ["news/a.txt", "news/b.txt"]),
        (["**/c.*"], ["news/old/c.txt"]),
        (["news/[b]*", "d.jsonl"], ["news/b.txt", "d.jsonl"]),
        (["nowhere.txt", "none*"], ["nowhere.txt", "none*"]),
    ],
)
def test_files_folders_and_patterns_are_files_in_order(news, names, files):
    assert [path.as_posix() for path in files_in(names)] == files
    absolute = [str(news / name) for name in names]
    assert list(files_in(absolute)) == [news / file for file in files]
