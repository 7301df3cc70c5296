"""What importing does, and which way imports run."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Imports every module of the package; prints each file of the package that is opened meanwhile and is no module.
READ_ON_IMPORT = """
import pkgutil, sys
opened = []
def note(event, args):
    if event == "open" and isinstance(args[0], str) and "lagebild" in args[0]:
        opened.append(args[0])
sys.addaudithook(note)
import lagebild
for module in pkgutil.walk_packages(lagebild.__path__, "lagebild."):
    __import__(module.name)
for path in opened:
    if "/lagebild/" in path and not path.endswith((".py", ".pyc")) and ".pyc." not in path:
        print(path)
"""


def run(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_importing_reads_no_data():
    done = run(sys.executable, "-c", READ_ON_IMPORT)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_imports_run_one_way():
    pytest.importorskip("importlinter")
    code = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint(['--no-cache']))"
    done = run(sys.executable, "-c", code)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_package_exports_what_it_says():
    import lagebild

    assert set(lagebild.__all__) == {
        "DataError",
        "DocumentError",
        "Lagebild",
        "LagebildError",
        "UnknownLanguage",
        "__version__",
        "read",
    }
    assert all(hasattr(lagebild, name) for name in lagebild.__all__)
