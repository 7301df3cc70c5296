"""What `lagebild serve` does: open a ledger, or the demo, as pages on this machine.

Takes what the command line asks for; serves until it is interrupted. Only this machine can ask.
"""

import socket
import sys
import threading
import webbrowser
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lagebild.documents import Particulars
from lagebild.ledger import MemoryLedger, may_write, open_ledger
from lagebild.views import readings
from lagebild.views.beside import Beside, somebody_watches
from lagebild.views.labels import Labels, labels_for
from lagebild.views.options import system_language
from lagebild.views.remarking import author_of
from lagebild.views.standin import stand_in
from lagebild.views.storydata import TABLE, told_in

if TYPE_CHECKING:
    from lagebild.views.web.desk import Desk

HOST = "127.0.0.1"
AFTERWARDS = 4.0  # seconds in which the first page has the processor for itself
TRIES = 20  # ports after the one that is asked for, when that is taken


@dataclass(frozen=True)
class Serving:
    """How it is served."""

    ledger: Path
    port: int
    demo: bool
    author: str | None
    interface: str | None
    data: tuple[Path, ...]
    opens: bool


def serve(how: Serving) -> int:
    """Open the pages, until Ctrl-C."""
    try:
        import uvicorn

        from lagebild.views.web.app import application
        from lagebild.views.web.desk import Desk
    except ModuleNotFoundError as missing:
        raise typer.BadParameter(
            f"it needs {missing.name}; right would be to install the extra: pip install 'lagebild[web]'",
            param_hint="serve",
        ) from None
    if how.demo:
        print("Reading the demo's reports …", file=sys.stderr)
    where = demo_ledger(how.data) if how.demo else _made(how.ledger)
    desk = Desk(
        where, author_of(how.author), how.data, demo=how.demo, copied=not how.demo and where != how.ledger
    )
    door = listening(how.port)
    port = door.getsockname()[1]
    opened(desk, labels_for(how.interface, system_language()))
    address = f"http://{HOST}:{port}/"
    print(f"{'The demo' if how.demo else how.ledger} is open at {address} (Ctrl-C ends it)", file=sys.stderr)
    if how.opens:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    app = application(desk, port=port, interface=how.interface)
    config = uvicorn.Config(
        app, log_level="warning", lifespan="off", server_header=False, proxy_headers=False
    )
    uvicorn.Server(config).run(sockets=[door])
    return 0


def opened(desk: "Desk", labels: Labels) -> None:
    """Find what the first page shows, so that it is there at once; and, while it is looked at, load what the map and the search take."""
    from lagebild.views.web import places, rendering, searching

    def load() -> None:
        searching.load()
        places.draw(desk, labels)

    rendering.load("base.html", "parts.html", "situation.html")
    places.small_map(desk.picture(), labels)
    later = threading.Timer(AFTERWARDS, load)
    later.daemon = True
    later.start()


def demo_ledger(data: tuple[Path, ...] = ()) -> MemoryLedger:
    """The demo's reports in a ledger that lasts as long as the program."""
    ledger = MemoryLedger()
    with (
        as_file(files("lagebild") / "demo" / "reports.jsonl") as path,
        Beside(moving=somebody_watches(results_on_stdout=False)) as beside,
    ):
        found = list(readings.readings_of([str(path)], readings.lagebild_with(data), Particulars(), beside))
    ledger.record_all(found)
    ledger.derive(TABLE, map(told_in, found))
    return ledger


def _made(path: Path) -> Path:
    """The ledger's file, made when it is not there; its copy, where it is only to be read."""
    if not path.exists():
        print(f"{path}: new; `lagebild add FILE` fills it, and so does the page", file=sys.stderr)
    elif not may_write(path):
        path = stand_in(path)
    open_ledger(path).close()
    return path


def listening(port: int) -> socket.socket:
    """The first free port from the one that is asked for."""
    for number in range(port, min(port + TRIES, 65536)):
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((HOST, number))
            return door
        except OSError:
            door.close()
    raise typer.BadParameter(f"{port} and the ports after it are taken", param_hint="--port")
