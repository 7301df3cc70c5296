"""What documents cost to take in, and what hostile ones can do: `python -m benchmarks.intake [hostile|throughput|kills] [--keep]`.

`hostile`: every file of benchmarks/hostile.py, taken in from disk: seconds, memory, connections that were tried (none is allowed).
`throughput`: N pages fetched from a server on this machine, taken apart, read and kept: pages a second, memory at each thousand.
`kills`: `watch` is ended by SIGKILL at random moments and started again until all is read: nothing lost, nothing twice.
`--keep` writes benchmarks/results/intake.json.
"""

import argparse
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from benchmarks.hostile import FILES
from lagebild.documents import documents_in
from lagebild.documents.confining import taken_apart, workshop
from lagebild.documents.net.feeds import FeedContent
from lagebild.documents.net.visiting import feeds_listed
from lagebild.errors import DocumentError
from lagebild.ledger import open_ledger

RESULTS = Path(__file__).parent / "results" / "intake.json"
MOST_SECONDS, MOST_MEMORY = 10.0, 512.0


def main() -> int:
    options = _options()
    if options.serve:
        _serve(options.pages, options.sentences)
        return 0
    if options.child:
        _watch(options.child)
        return 0
    parts: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
        "hostile": hostile, "throughput": throughput, "kills": kills,
    }  # fmt: skip
    found = {name: parts[name](options) for name in options.parts or parts}
    print(json.dumps(found, indent=2))
    if options.keep:
        kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
        RESULTS.write_text(json.dumps({**kept, **found}, indent=2) + "\n", encoding="utf-8")
    return 1 if any(part["problems"] for part in found.values()) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="hostile, throughput, kills (all)")
    parser.add_argument("--pages", type=int, default=5_000, help="pages of `throughput` (5,000)")
    parser.add_argument("--sentences", type=int, default=6, help="sentences of a page (6)")
    parser.add_argument("--kills", type=int, default=20, help="kills of `kills` (20)")
    parser.add_argument("--keep", action="store_true", help="write benchmarks/results/intake.json")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    return parser.parse_args()


# ------------------------------------------------------------------ hostile files


def take_in(path: Path) -> str:
    """Take a file in as the program would; gives what came of it."""
    kind = path.suffix
    try:
        if kind == ".feed":
            return (
                f"{len(taken_apart('feed', path.read_bytes(), FeedContent, 'http://a.example/').items)} items"
            )
        if kind == ".opml":
            return f"{len(feeds_listed(path.read_bytes()))} feeds"
        found = [str(each)[:150] for each in documents_in(path)]
        return f"{len(found)}: {found[0] if found else ''}"
    except DocumentError as error:
        return str(error)


def hostile(options: argparse.Namespace) -> dict[str, Any]:
    connected: list[str] = []
    sys.addaudithook(
        lambda event, args: connected.append(str(args[1])) if event == "socket.connect" else None
    )
    rows = []
    feeds_listed(
        b"<opml><outline xmlUrl='http://a.example/'/></opml>"
    )  # the process is started once, not by a file
    with tempfile.TemporaryDirectory() as folder:
        for name, make in FILES.items():
            path = Path(folder) / name
            path.write_bytes(_made_elsewhere(name, make, path))
            began = time.monotonic()
            came = take_in(path)
            rows.append(
                {
                    "file": name,
                    "seconds": round(time.monotonic() - began, 2),
                    "came": came.replace(folder, "")[:160],
                    "memory": _peak(),
                }
            )
            print(
                f"{rows[-1]['seconds']:6.2f} s {rows[-1]['memory']:5.0f} MB  {name}: {rows[-1]['came'][:110]}",
                file=sys.stderr,
                flush=True,
            )
            path.unlink()
    inside = workshop().most_memory / 1024
    slow = [row["file"] for row in rows if row["seconds"] > MOST_SECONDS]
    large = [row["file"] for row in rows if row["memory"] > MOST_MEMORY] + (
        ["the process that takes apart"] if inside > MOST_MEMORY else []
    )
    return {
        "files": len(rows),
        "slowest": max((row["seconds"], row["file"]) for row in rows),
        "peak_mb": max(row["memory"] for row in rows),
        "peak_mb_taking_apart": round(inside),
        "connections": connected,
        "problems": [*(f"slow: {each}" for each in slow), *(f"large: {each}" for each in large), *connected],
    }


def _made_elsewhere(name: str, make: Callable[[], bytes], path: Path) -> bytes:
    """Made in another process: what it takes to make a bomb is not what it takes to stand one."""
    code = f"from benchmarks.hostile import FILES; from pathlib import Path; Path({str(path)!r}).write_bytes(FILES[{name!r}]())"
    subprocess.run([sys.executable, "-c", code], check=True)
    return path.read_bytes()


def _peak() -> float:
    """The most memory that this process has had since it began, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _now() -> float:
    """The memory that this process and the one that takes apart have now, in MB."""
    return round(sum(_resident(pid) for pid in ("self", str(workshop().pid)) if pid != "None"), 1)


def _resident(pid: str) -> float:
    line = next(
        line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS")
    )
    return int(line.split()[1]) / 1024


# ------------------------------------------------------------------ many pages, and many kills

_SENTENCES = (
    "Nordkorea hat nach Angaben des südkoreanischen Geheimdienstes {n} Soldaten nach Russland entsandt.",
    "Der Kreml bestritt das am Freitag in Moskau.",
    "Die Nato drohte Russland mit Sanktionen, sagte ein Sprecher am {d}. Oktober.",
    "Israelische Soldaten griffen am Dienstag {n} Stellungen der Hisbollah im Libanon an, teilte die Armee mit.",
    "Die Ukraine schoss nach eigenen Angaben {n} Drohnen ab.",
)


def article(n: int, sentences: int = 6) -> str:
    """One page of our own making, of words that have all come after a few hundred: what a new word costs is another question."""
    chance = random.Random(n)
    said = (
        chance.choice(_SENTENCES).format(n=chance.randint(2, 200), d=chance.randint(1, 30))
        for _ in range(sentences)
    )
    paragraphs = "".join(f"<p>{each}</p>" for each in said)
    return f"<!DOCTYPE html><html lang='de'><head><title>Lage {n}</title><meta charset='utf-8'><meta property='article:published_time' content='2024-10-18'></head><body><nav><a href='/'>Start</a></nav><article><h1>Lage {n}</h1>{paragraphs}</article></body></html>"


def _feed(port: int, first: int, number: int) -> str:
    items = "".join(
        f"<item><link>http://bote.example:{port}/{n}</link><title>Lage {n}</title></item>"
        for n in range(first, first + number)
    )
    return f"<rss version='2.0'><channel><title>F {first}</title>{items}</channel></rss>"


def _serve(pages: int, sentences: int) -> None:
    """A server with so many pages, in feeds of a hundred, until its standard input ends; then which pages were asked for."""
    from tests.documents.net.server import Says, served

    with served() as site:
        for n in range(pages):
            site.pages[f"/{n}"] = lambda headers, n=n: Says(article(n, sentences))
        for first in range(0, pages, 100):
            site[f"/feed{first}"] = _feed(site.port, first, min(100, pages - first))
        print(site.port, flush=True)
        sys.stdin.read()
        print(json.dumps(site.paths()))


@contextmanager
def _site(pages: int, sentences: int, asked: list[str] | None = None) -> Iterator[int]:
    """The port of such a server, in a process of its own; what was asked for goes into `asked`."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.intake",
        "--serve",
        "--pages",
        str(pages),
        "--sentences",
        str(sentences),
    ]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield int(server.stdout.readline())
    finally:
        paths, _ = server.communicate("")
        if asked is not None:
            asked += json.loads(paths)


def _watch(ledger: str, told: Callable[[int], None] | None = None) -> None:
    """`watch --once` over a ledger, with a net that may ask this machine."""
    from lagebild.views.adding import Reading, running
    from lagebild.views.intake import rounds
    from tests.documents.net.server import net

    with (
        Path("/dev/null").open("w") as nowhere,
        redirect_stdout(nowhere),
        running(Reading(Path(ledger)), net()) as run,
    ):
        if told:
            fetch_page, done = rounds.fetch_page, [0]

            def counting(*args: Any) -> None:
                fetch_page(*args)
                done[0] += 1
                told(done[0])

            rounds.fetch_page = counting
        rounds.watch(run, run.net, rounds.Round(once=True))


def _followed(ledger: Path, port: int, pages: int) -> None:
    with open_ledger(ledger) as opened:
        for first in range(0, pages, 100):
            opened.following.follow(f"http://bote.example:{port}/feed{first}")


def throughput(options: argparse.Namespace) -> dict[str, Any]:
    memory: list[tuple[int, float]] = []
    with _site(options.pages, options.sentences) as port, tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.sqlite"
        _followed(ledger, port, options.pages)
        began, cpu = time.monotonic(), _cpu()

        def told(done: int) -> None:
            if done in (100, 500) or done % 500 == 0:
                memory.append((done, _now()))
                print(
                    f"{done} pages, {done / (time.monotonic() - began):.1f} a second, {memory[-1][1]} MB",
                    file=sys.stderr,
                    flush=True,
                )

        _watch(str(ledger), told)
        workshop().close()  # what it has spent is told when it has ended
        took, spent = time.monotonic() - began, _cpu() - cpu
        with open_ledger(ledger) as kept:
            documents = kept.counts().documents
    later = [mb for done, mb in memory if done >= 500]
    spread = max(abs(mb / later[0] - 1) for mb in later) if later else 0.0
    lost = [] if documents == options.pages else [f"{documents} of {options.pages} kept"]
    return {
        "pages": options.pages, "sentences_a_page": options.sentences, "seconds": round(took, 1), "pages_a_second": round(options.pages / took, 2),
        "cpu_seconds_a_page": round(spent / options.pages, 4), "memory_mb": memory, "spread_after_500": round(spread, 3),
        "problems": [*lost, *([f"memory moves by {spread:.0%}"] if spread > 0.1 else [])],
    }  # fmt: skip


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def kills(options: argparse.Namespace) -> dict[str, Any]:
    pages, chance = 10 * options.kills, random.Random(1)
    killed, asked = 0, list[str]()
    with _site(pages, options.sentences, asked) as port, tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.sqlite"
        _followed(ledger, port, pages)
        while killed < options.kills and _left(ledger):
            killed += _killed(ledger, chance)
        subprocess.run(_command(ledger), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        problems = _problems(ledger, pages)
    fetched = [path for path in asked if not path.startswith("/feed")]
    return {
        "kills": killed,
        "pages": pages,
        "asked_twice": len(fetched) - len(set(fetched)),
        "problems": problems,
    }


def _command(ledger: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.intake", "--child", str(ledger)]


def _killed(ledger: Path, chance: random.Random) -> bool:
    """Start `watch`, wait until it has begun to fetch, and kill it at a random moment."""
    before = _kept(ledger)
    process = subprocess.Popen(_command(ledger), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and _kept(ledger) == before:
        time.sleep(0.02)
    time.sleep(chance.random() * 0.5)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def _kept(ledger: Path) -> int:
    with open_ledger(ledger, readonly=True) as opened:
        return opened.counts().documents


def _left(ledger: Path) -> int:
    with open_ledger(ledger, readonly=True) as opened:
        return sum(feed.waiting for feed in opened.following.feeds()) or sum(
            feed.health == "new" for feed in opened.following.feeds()
        )


def _problems(ledger: Path, pages: int) -> list[str]:
    from lagebild.ledger import verify

    with open_ledger(ledger) as opened:
        counts = opened.counts()
        wrong = list(verify(opened).problems)
        if (counts.documents, counts.versions, counts.readings) != (pages, pages, pages):
            wrong.append(
                f"{counts.documents} documents, {counts.versions} versions, {counts.readings} readings of {pages} pages"
            )
        wrong += [f"{feed.waiting} pages wait" for feed in opened.following.feeds() if feed.waiting]
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
