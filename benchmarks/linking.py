"""How linking grows: `python -m benchmarks.linking 10000 100000`.

Makes that many claims (six a document, a thousand a day, actors and places by Zipf's law, happenings retold by one to many papers, some
word for word), links them in a ledger's file, then links new documents one by one, each in a transaction of its own. Prints for each size: the
rebuild in seconds, memory, the file, and what a new document costs; `--keep` writes benchmarks/results/linking.json.
"""

import argparse
import gc
import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from lagebild.gazetteer import load_gazetteer
from lagebild.ledger import SqliteLedger, open_ledger
from lagebild.ontology import load_ontology
from lagebild.stories import Telling, Voice
from lagebild.stories.records import Amount

RESULTS = Path(__file__).parent / "results" / "linking.json"
A_DAY, A_DOCUMENT = 1000, 6
FIRST = date(2023, 1, 1)
NEW = 200  # documents that are linked one by one
BATCH = 5_000  # documents of the rebuild that are linked in one transaction
THINGS = (
    "soldier",
    "tank",
    "drone",
    "missile",
    "hospital",
    "school",
    "ship",
    "border",
    "bridge",
    "oil",
    "gas",
    "grain",
    "police",
)


def main() -> int:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--keep", action="store_true", help="write benchmarks/results/linking.json")
    options = parser.parse_args()
    rows = []
    for size in options.sizes:
        rows.append(measured(size))
        print(json.dumps(rows[-1]), flush=True)
    if options.keep:
        RESULTS.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return 0


def measured(size: int) -> dict[str, float]:
    """Rebuild and the cost of new documents over that many claims."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        with open_ledger(path) as ledger:
            documents = documents_of(size + NEW * A_DOCUMENT)
            gc.disable()  # there are no cycles to find, and looking for them costs as much as linking
            start = time.process_time()
            for first in range(0, size // A_DOCUMENT, BATCH):
                _link(ledger, islice(documents, min(BATCH, size // A_DOCUMENT - first)), first)
            rebuild = time.process_time() - start
            began = time.perf_counter()
            costs = sorted(
                1000 * _link(ledger, [each], size // A_DOCUMENT + i) for i, each in enumerate(documents)
            )
            clock = 1000 * (time.perf_counter() - began) / NEW
            gc.enable()
            page = time.process_time()
            listed = ledger.stories.listed(count=50)
            page = time.process_time() - page
        megabytes = round(path.stat().st_size / 1e6)
    return {
        "claims": size,
        "rebuild_s": round(rebuild, 1),
        "stories": listed.total,
        "new_document_ms_p50": round(statistics.median(costs), 2),
        "new_document_ms_p95": round(costs[int(0.95 * len(costs))], 2),
        "new_document_clock_ms": round(clock, 2),
        "page_of_50_ms": round(1000 * page, 1),
        "file_mb": megabytes,
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _link(ledger: SqliteLedger, documents: Iterable[list[Telling]], first: int) -> float:
    """Give the ledger these documents, without their texts, and link them; the seconds that linking took."""
    told = {f"v{number}": document for number, document in enumerate(documents, first)}
    rows = [(int(name[1:]) + 1, name, document[0].day) for name, document in told.items()]
    with ledger.db.transaction():
        ledger.db.many(
            "INSERT INTO document (document, document_id) VALUES (?, ?)", ((n, name) for n, name, _ in rows)
        )
        sql = "INSERT INTO version (version, document, version_id, world, fetched_at, about, text) VALUES (?, ?, ?, ?, ?, '', '')"
        ledger.db.many(sql, ((n, n, name, day, day) for n, name, day in rows))
    start = time.process_time()
    ledger.stories.link(told.__getitem__)
    return time.process_time() - start


def documents_of(claims: int) -> Iterator[list[Telling]]:
    """Documents of six claims each, in the order of their days."""
    chance = random.Random(7)
    happenings: list[Telling] = []
    for number in range(claims // A_DOCUMENT):
        day = FIRST + timedelta(days=number * A_DOCUMENT // A_DAY)
        document = []
        for place in range(A_DOCUMENT):
            if not happenings or chance.random() < 0.3:
                happenings.append(_happening(chance, day, len(happenings)))
            recent = (
                happenings[-int(chance.paretovariate(0.7)) :][:1]
                if chance.random() < 0.9
                else happenings[-400:]
            )
            document.append(_retold(chance, chance.choice(recent or happenings[-1:]), number, place, day))
        yield document


def _happening(chance: random.Random, day: date, number: int) -> Telling:
    states, places, types = _world()
    doer, other = _zipf(chance, states), _zipf(chance, states)
    where = _zipf(chance, places.get(other, ()) or ("",))
    deed = chance.choice(("send", "attack", "kill", "arrest", "meet", "sanction", "protest", "seize", "vote"))
    many = float(chance.randint(2, 400))
    return Telling(
        claim_id=f"h{number}", document_id="", day=day.isoformat(), lang="en", start=0, end=1, quote=deed,
        sentence=f"happening {number}", type=chance.choice(types), actors=(doer,), recipients=(other,) if other != doer else (),
        ids=tuple(sorted({doer, other})), place=where or None, country=where.partition("/")[0] or None,
        first=day.isoformat() if chance.random() < 0.4 else None, last=day.isoformat(),
        amounts=(Amount(low=many, high=many, unit="people", kind="people"),) if chance.random() < 0.5 else (),
        senses=frozenset({deed, chance.choice(THINGS)}),
        lemmas=frozenset(f"w{chance.randint(0, 3000)}" for _ in range(8)),
    )  # fmt: skip


def _retold(chance: random.Random, told: Telling, number: int, place: int, day: date) -> Telling:
    """A happening in a document's own words, or word for word, with something left out."""
    copied = chance.random() < 0.3
    source = chance.choice((None, *told.actors, *told.recipients))
    fields = {name: getattr(told, name) for name in told.__struct_fields__}
    fields |= {
        "claim_id": f"d{number}.{place}", "document_id": f"d{number}", "day": day.isoformat(), "publisher": f"p{chance.randint(0, 300)}",
        "sentence": told.sentence if copied else f"{told.sentence} as told in {number}", "start": 40 * place, "end": 40 * place + 5,
        "lemmas": frozenset(w for w in told.lemmas if chance.random() < 0.8),
        "place": told.place if chance.random() < 0.7 else None,
        "chain": (Voice(key=source, name=source, state=source),) if source else (),
    }  # fmt: skip
    return Telling(**fields)


def _zipf(chance: random.Random, rows: tuple[str, ...]) -> str:
    """The n-th of the rows half as often as the first, a third …: Zipf's law."""
    return rows[min(int((len(rows) + 1) ** chance.random()) - 1, len(rows) - 1)]


def _world() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], tuple[str, ...]]:
    """States, places by state, and event types, in a fixed order."""
    if not _WORLD:
        gazetteer = load_gazetteer()
        places: dict[str, list[str]] = {}
        for place in sorted(gazetteer.places):
            places.setdefault(place[:3], []).append(place)
        states = sorted(gazetteer.countries, key=lambda s: (-len(places.get(s, ())), s))
        _WORLD.append(
            (tuple(states), {s: tuple(p) for s, p in places.items()}, tuple(sorted(load_ontology().types)))
        )
    return _WORLD[0]


_WORLD: list[tuple[tuple[str, ...], dict[str, tuple[str, ...]], tuple[str, ...]]] = []


if __name__ == "__main__":
    sys.exit(main())
