"""The compiled program reads as the source does; `make test-fast` builds it and runs this."""

import json
import subprocess
from pathlib import Path

import pytest

from benchmarks.bench import COMPILED, ROOT
from tests.compiling.test_rewriting import SOURCE, claims_read_by

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not COMPILED.is_file(), reason="there is no compiled program: make fast"),
]


def test_the_compiled_program_says_that_it_is():
    said = subprocess.run(
        [COMPILED.with_name("lagebild"), "--version"], check=True, capture_output=True, text=True
    )
    assert said.stdout.endswith(", claims compiled\n")


def test_the_compiled_program_reads_all_gold_as_the_source_does(tmp_path):
    file = tmp_path / "gold.jsonl"
    texts = {(lang, text) for path in (ROOT / "gold").rglob("*.jsonl") for lang, text in texts_of(path)}
    rows = [json.dumps({"text": text, "lang": lang}, ensure_ascii=False) for lang, text in sorted(texts)]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    compiled = claims_read_by(COMPILED, file=file).splitlines()
    assert len(compiled) > 1_000
    assert compiled == claims_read_by(COMPILED, SOURCE, file).splitlines()


def texts_of(path: Path):
    """The texts of a file of gold, each with its language."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row["lang"], row["text"]) for row in rows if row.keys() >= {"lang", "text"}]
