"""A real browser before a real server: the demo, on a free port of this machine.

Run by `make test-browser`, which installs Playwright and axe-core beside the tests' other tools. Where there is no Chromium the tests are
skipped, and say so.
"""

import shutil
import socket
import threading
import time
from pathlib import Path

import pytest

SCREENSHOTS = Path(__file__).parents[2] / ".screenshots"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def served():
    """The demo, served; gives its address."""
    uvicorn = pytest.importorskip("uvicorn", reason="the page needs the extra [web]")
    from lagebild.views.web.app import application
    from lagebild.views.web.desk import Desk
    from lagebild.views.web.serving import demo_ledger

    desk = Desk(demo_ledger(), "anna", demo=True)
    desk.picture()
    with serving(uvicorn, desk, application) as address:
        yield address


class serving:
    """A desk served in a thread of its own, as long as the block lasts."""

    def __init__(self, uvicorn, desk, application):
        self.door = socket.socket()
        self.door.bind(("127.0.0.1", 0))
        port = self.door.getsockname()[1]
        config = uvicorn.Config(application(desk, port=port), log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)
        self.address = f"http://127.0.0.1:{port}"
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.door]}, daemon=True)

    def __enter__(self):
        self.thread.start()
        while not self.server.started:
            time.sleep(0.05)
        return self.address

    def __exit__(self, *_):
        self.server.should_exit = True
        self.thread.join(10)
        self.door.close()


@pytest.fixture(scope="session")
def chromium():
    """The browser."""
    api = pytest.importorskip("playwright.sync_api", reason="make test-browser installs playwright")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: tests/browser not run")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium):
    """A function that opens a page as somebody would, and notes what the browser complains of."""
    opened = []

    def open_tab(width=1440, dark=False, lang="en-US", script=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", locale=lang, java_script_enabled=script
        )  # fmt: skip
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.complaints = []
        page.on(
            "console",
            lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "dialog", lambda dialog: (page.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )
        opened.append(context)
        return page

    yield open_tab
    for context in opened:
        context.close()
