"""Reading here and in several processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lagebild.documents import Particulars, document_of
from lagebild.engines import NotRead, packed_in
from lagebild.errors import DataError, LagebildError
from lagebild.ledger.packing import Packed
from lagebild.model import Reading

ROOT = Path(__file__).parents[2]
# Reads without end, in two processes, and says when the first text has been read.
READER = """
import itertools
from lagebild.documents import Particulars, document_of
from lagebild.engines import packed_in
if __name__ == "__main__":
    documents = (document_of("x", Particulars(id=str(n), lang="xx")) for n in itertools.count())
    for _ in packed_in(documents, workers=2):
        print("read", flush=True)
        input()
"""


def documents(*texts):
    return [document_of(text, Particulars(id=text, lang="xx")) for text in texts]


def unread(document):
    """Stands for the reader."""
    if document.text == "broken":
        raise LagebildError("broken")
    if document.text == "bug":
        raise IndexError("no such token")
    if document.text == "data":
        raise DataError("the data", ["x.csv:1: wrong; right"])
    return Reading(document=document, sentences=(), claims=(), status="not read yet")


def test_readings_come_in_the_order_of_their_documents():
    found = list(packed_in(documents("a", "b", "c"), read=unread))
    assert [packed.document.document_id for packed in found] == ["a", "b", "c"]


def test_one_document_that_breaks_the_reader_leaves_the_others_alone():
    first, second, last = packed_in(documents("broken", "bug", "a"), read=unread)
    assert isinstance(first, NotRead) and first.why == "broken"
    assert "please report it: IndexError: no such token (in unread, test_local.py:" in second.why
    assert isinstance(last, Packed)


def test_mistakes_in_the_data_end_the_run():
    with pytest.raises(DataError):
        list(packed_in(documents("data", "a"), read=unread))


def test_several_processes_keep_the_order():
    texts = [f"text {n}" for n in range(20)]
    found = list(packed_in(documents(*texts), workers=2))
    assert [packed.document.document_id for packed in found] == texts
    assert {packed.status for packed in found} == {"not read yet"}


def children_of(pid):
    every = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [each for each in every if stat_of(each)[1:2] == [str(pid)]]


def stat_of(pid):
    """State, parent and so on of a process; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def is_there(pid):
    return stat_of(pid)[:1] not in ([], ["Z"])


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes there are")
def test_processes_that_read_end_with_the_one_that_they_read_for(tmp_path):
    script = tmp_path / "reader.py"
    script.write_text(READER, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
    ) as reader:
        assert reader.stdout.readline() == b"read\n"
        children = children_of(reader.pid)
        assert len(children) >= 2
        reader.send_signal(signal.SIGKILL)
        reader.wait()
        until = time.monotonic() + 20
        while any(map(is_there, children)) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(map(is_there, children))


def test_mistakes_in_the_data_are_told_by_every_process(tmp_path):
    frames = tmp_path / "languages" / "de" / "frames"
    frames.mkdir(parents=True)
    (frames / "assault.csv").write_text(
        "lemma,upos,mode,family,when,unless,context,note\nx,VERB,lightsaber,act_on,,,,\n"
    )
    documents = [document_of(f"Soldaten griffen Dorf {n} an.", Particulars(lang="de")) for n in range(2)]
    with pytest.raises(DataError, match="no mode 'lightsaber'"):
        list(packed_in(documents, workers=2, data=(tmp_path,)))
