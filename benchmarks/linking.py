"""How linking grows: `python -m benchmarks.linking 10000 100000`.

Makes claims (six a document, a thousand a day, actors and places by Zipf's law, happenings retold by one to many papers, some word for word)
and links them in a ledger's file. At each size on the way new documents are linked one by one, each in a transaction of its own. Prints for each
size: the seconds that linking took so far, memory, the file, and what a new document costs; `--keep` writes
benchmarks/results/linking.json and the plot benchmarks/results/linking.svg. Times are of the processor; of the whole, `wall_s` says how long one waited
for it, which is more where others were at work, too.
"""

import argparse
import gc
import json
import random
import resource
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from math import log10
from pathlib import Path
from tempfile import TemporaryDirectory

from lagebild.gazetteer import load_gazetteer
from lagebild.ledger import SqliteLedger, open_ledger
from lagebild.ontology import load_ontology
from lagebild.stories import Telling, Voice
from lagebild.stories.records import Amount

RESULTS = Path(__file__).parent / "results" / "linking.json"
PLOT = RESULTS.with_suffix(".svg")
A_DAY, A_DOCUMENT = 1000, 6
FIRST = date(2023, 1, 1)
NEW = 200  # documents that are linked one by one at each size
MOST = 50  # milliseconds that one may cost
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
    parser.add_argument(
        "--keep", action="store_true", help="write benchmarks/results/linking.json and its plot"
    )
    options = parser.parse_args()
    rows = []
    for row in measured(sorted(options.sizes)):
        rows.append(row)
        print(json.dumps(row), flush=True)
    if options.keep:
        RESULTS.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
        PLOT.write_text(plot(rows), encoding="utf-8")
    return 0


def measured(sizes: Sequence[int]) -> Iterator[dict[str, float]]:
    """At each size, what linking all claims and what one new document cost."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        documents = enumerate(documents_of(sizes[-1] + len(sizes) * NEW * A_DOCUMENT))
        bulk, wall, linked = 0.0, 0.0, 0
        for size in sizes:
            with open_ledger(path) as ledger:
                _link(ledger, islice(documents, 1))  # what is loaded once
                linked += 1
                while (left := size // A_DOCUMENT - linked) > 0:
                    spent, waited = _link(ledger, islice(documents, min(BATCH, left)))
                    bulk, wall, linked = bulk + spent, wall + waited, linked + min(BATCH, left)
                costs = sorted(1000 * _link(ledger, [each])[0] for each in islice(documents, NEW))
                linked += NEW
            row = {"claims": size, "rebuild_s": round(bulk, 1), "wall_s": round(wall, 1)}
            yield {**row, **_page(path), **_quantiles(costs)} | {
                "file_mb": round(path.stat().st_size / 1e6),
                "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            }


def _page(path: Path) -> dict[str, float]:
    """How many stories there are, and what the first page of them costs."""
    with open_ledger(path, readonly=True) as ledger:
        gc.collect()  # what linking left is not the page's to clear away
        start = time.process_time()
        listed = ledger.stories.listed(count=50)
        return {
            "stories": listed.total,
            "page_of_50_ms": round(1000 * (time.process_time() - start), 1),
        }


def _quantiles(costs: Sequence[float]) -> dict[str, float]:
    shares = {"p50": 0.5, "p90": 0.9, "p95": 0.95}
    return {f"new_document_ms_{name}": round(costs[int(s * len(costs))], 2) for name, s in shares.items()}


def _link(ledger: SqliteLedger, documents: Iterable[tuple[int, list[Telling]]]) -> tuple[float, float]:
    """Give the ledger these documents, without their texts, and link them; the seconds of the processor that linking took, and those of the clock."""
    told = {f"v{number}": document for number, document in documents}
    rows = [(int(name[1:]) + 1, name, document[0].day) for name, document in told.items()]
    with ledger.db.transaction():
        ledger.db.many(
            "INSERT INTO document (document, document_id) VALUES (?, ?)", ((n, name) for n, name, _ in rows)
        )
        sql = "INSERT INTO version (version, document, version_id, world, fetched_at, about, text) VALUES (?, ?, ?, ?, ?, '', '')"
        ledger.db.many(sql, ((n, n, name, day, day) for n, name, day in rows))
    gc.disable()  # there are no cycles to find, and looking for them costs as much as linking
    start, begun = time.process_time(), time.perf_counter()
    ledger.stories.link(told.__getitem__)
    spent, waited = time.process_time() - start, time.perf_counter() - begun
    gc.enable()
    return spent, waited


def plot(rows: Sequence[Mapping[str, float]]) -> str:
    """What a new document costs over the size of the ledger, median and 95th percentile, as a picture."""
    low, high = 3, 6
    top = 1.2 * max(max(row["new_document_ms_p95"] for row in rows), MOST)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 270" font-family="sans-serif" font-size="12">',
        "<title>Cost of linking a new document over the size of the ledger</title>",
        '<rect width="520" height="270" fill="white"/>',
        '<path d="M60 30V220H490" fill="none" stroke="#888"/>',
        '<text x="60" y="20">milliseconds of the processor a new document: median, and 95 in 100 below</text>',
        '<text x="490" y="258" text-anchor="end">claims in the ledger</text>',
        f'<path d="M60 {220 - 180 * MOST / top:.1f}H490" fill="none" stroke="#888" stroke-dasharray="4 4"/>',
    ]
    for name, ink in (("p50", "#1f5a8a"), ("p95", "#a2431d")):
        points = [(log10(row["claims"]), row[f"new_document_ms_{name}"]) for row in rows]
        place = [(60 + 420 * (x - low) / (high - low), 220 - 180 * y / top) for x, y in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in place)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{ink}" stroke-width="2"/>')
        for (x, y), (_, value) in zip(place, points, strict=True):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{ink}"/>')
            parts.append(f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{value:.0f}</text>')
    for power in range(low, high + 1):
        x = 60 + 420 * (power - low) / (high - low)
        parts.append(f'<text x="{x:.1f}" y="238" text-anchor="middle">{10**power:,}</text>')
    return "\n".join([*parts, "</svg>", ""])


# ------------------------------------------------------------------ what is linked


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
        "lemmas": frozenset(w for w in sorted(told.lemmas) if chance.random() < 0.8),
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
