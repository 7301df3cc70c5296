"""The pages' API asked at random, by its own description: `python -m benchmarks.questions`, which `make test-api` sets up.

Serves the demo on a free port and lets schemathesis ask every address with values that fit the description and values that do not. Exit
status 1 when an answer is a server's error.
"""

import subprocess
import sys
import threading
import time

import uvicorn

from lagebild.views.web.app import application
from lagebild.views.web.desk import Desk
from lagebild.views.web.serving import demo_ledger, listening

ASKED = "60"  # questions for each address


def main() -> int:
    desk = Desk(demo_ledger(), "questions", demo=True)
    desk.picture()
    door = listening(8600)
    port = door.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(application(desk, port=port), log_level="error", lifespan="off"))
    threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True).start()
    while not server.started:
        time.sleep(0.1)
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"http://127.0.0.1:{port}/api/openapi.json", "--checks", "not_a_server_error",
        "--max-examples", ASKED, "--mode", "all", "--seed", "1", "--no-color", *sys.argv[1:],
    ]  # fmt: skip
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
