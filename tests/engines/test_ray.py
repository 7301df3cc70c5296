"""Shards on Ray, and processes ended at random: `make test-ray`.

The corpus is in a language that needs no parser, so that it is the engines that are tested, and their shards are large enough to be
ended in the middle.
"""

import json
import os
import random
import signal
import threading
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from lagebild.engines.cluster import coded_on_ray
from lagebild.engines.pool import coded_here

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes there are"),
]
KILLS = 20
DOCUMENTS, SHARD = 75_000, 120_000  # shards for longer than twenty ends take


@pytest.fixture(scope="module")
def ray():
    return pytest.importorskip("ray", reason="Ray is not installed; `make test-ray` installs it")


@pytest.fixture
def large(tmp_path):
    folder = tmp_path / "large"
    folder.mkdir()
    rows = (
        json.dumps({"id": f"d{n}", "lang": "xx", "text": f"Text {n} " + "wort " * 20})
        for n in range(DOCUMENTS)
    )
    (folder / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def tree():
    """Every process: its parent and what it calls itself."""
    found = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                stat = (path / "stat").read_text().rpartition(")")[2].split()
                found[int(path.name)] = (int(stat[1]), (path / "cmdline").read_bytes())
            except OSError:
                continue
    return found


def ours(mark):
    """The processes below this one that call themselves so."""
    every = tree()

    def is_below(pid):
        while pid in every:
            pid = every[pid][0]
            if pid == os.getpid():
                return True
        return False

    return [pid for pid, (_, command) in every.items() if mark in command and is_below(pid)]


@contextmanager
def ending_at_random(mark, kills=KILLS, seed=5):
    """While the block runs, so many processes are ended, each at a moment that dice choose."""
    dice, ended, over = random.Random(seed), [], threading.Event()

    def end():
        while len(ended) < kills and not over.wait(dice.uniform(0.1, 0.9)):
            if there := ours(mark):
                pid = dice.choice(there)
                try:
                    os.kill(pid, signal.SIGKILL)
                    ended.append(pid)
                except ProcessLookupError:
                    continue

    thread = threading.Thread(target=end)
    thread.start()
    try:
        yield ended
    finally:
        over.set()
        thread.join()


def waiting_for(ended, engine):
    """Keeps back what is done while processes are still to be ended, so that the run does not end before them."""

    def run(shards, how):
        last = None
        for done in engine(shards, how):
            if last:
                yield last
            last = done
            if len(ended) < KILLS:
                time.sleep(0.3)
        yield last

    return run


def outputs(manifest):
    return manifest.digest, manifest.outputs, manifest.counts


def test_twenty_ended_processes_change_nothing(large, code):
    alone = code(large, "alone", size=SHARD)
    with ending_at_random(b"spawn_main") as ended:
        killed = code(large, "killed", size=SHARD, engine=waiting_for(ended, partial(coded_here, workers=2)))
    assert len(ended) == KILLS
    assert outputs(killed) == outputs(alone)
    assert killed.counts.documents == DOCUMENTS and killed.counts.rejected == 0


def test_ray_writes_the_bytes_that_one_process_writes(ray, corpus, code, monkeypatch):
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    alone = code(corpus, "alone")
    assert outputs(code(corpus, "ray", engine=partial(coded_on_ray, workers=2))) == outputs(alone)


def test_two_nodes_whose_workers_are_ended_twenty_times_give_the_same(ray, large, code):
    from ray.cluster_utils import Cluster

    alone = code(large, "alone", size=SHARD)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        cluster.add_node(num_cpus=1)
        cluster.wait_for_nodes()
        engine = partial(coded_on_ray, address=cluster.address)
        with ending_at_random(b"ray::code_shard") as ended:
            killed = code(large, "killed", size=SHARD, engine=waiting_for(ended, engine))
    finally:
        cluster.shutdown()
    assert len(ended) == KILLS
    assert outputs(killed) == outputs(alone)


def test_a_node_that_is_lost_in_the_middle_is_done_without(ray, large, code):
    from ray.cluster_utils import Cluster

    alone = code(large, "alone", size=SHARD)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        other = cluster.add_node(num_cpus=1)
        cluster.wait_for_nodes()

        def losing(shards, how):
            for n, done in enumerate(coded_on_ray(shards, how, address=cluster.address)):
                yield done
                if n == 2:
                    cluster.remove_node(other, allow_graceful=False)

        lost = code(large, "lost", size=SHARD, engine=losing)
    finally:
        cluster.shutdown()
    assert outputs(lost) == outputs(alone)
