"""The shim between a program and the disk: built, loaded, told what to do.

Takes a folder; gives the library that `shim.c` becomes there, and the page by which the program that runs with it is steered. No
compiler is an error: a test that leaves itself out proves nothing.
"""

import ctypes
import os
import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).parent / "shim.c"
COMPILERS = ("cc", "gcc", "clang")


class Page(ctypes.Structure):
    """What parent, child and shim share (`struct page` in shim.c)."""

    _fields_ = [
        (name, ctypes.c_int64)
        for name in ("calls", "fail_from", "fail_to", "error", "kill_at", "inside", "stage", "log")
    ]

    def clear(self) -> None:
        """Nothing fails, nothing is written down, nothing was counted."""
        for name, _ in self._fields_:
            setattr(self, name, -1 if name == "log" else 0)


def built(folder: Path) -> Path:
    """The library, compiled."""
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None:
        raise SystemExit(f"no C compiler; right would be one of {', '.join(COMPILERS)}")
    library = folder / "shim.so"
    command = [
        compiler,
        "-shared",
        "-fPIC",
        "-O1",
        "-Wall",
        "-Werror",
        "-o",
        str(library),
        str(SOURCE),
        "-ldl",
    ]
    subprocess.run(command, check=True)
    return library


def environment(library: Path, watched: Path) -> dict[str, str]:
    """The environment of a program that runs with the shim."""
    return {**os.environ, "LD_PRELOAD": str(library), "TORTURE_WATCH": f"{watched}/"}


def page() -> Page:
    """The page of this process; what it forks later shares it."""
    library = ctypes.CDLL(None)
    library.torture_page.restype = ctypes.POINTER(Page)
    found: Page = library.torture_page().contents
    found.clear()
    return found


def note(text: str) -> None:
    """Write something down in its place among the calls."""
    ctypes.CDLL(None).torture_note(text.encode())
