"""Modules of the package -> extension modules.

Takes the folder of the source and one to build in; copies the package there, writes it as mypyc takes it (`rewriting.py`) and compiles.
Needs mypy, setuptools and a C compiler. The package itself stays as it is: where no extension module lies beside a module, Python reads
the module.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path

from compiling.rewriting import RECORDS, records_in, rewritten

RECORDS_FILE = f"{RECORDS.replace('.', '/')}.py"
GROUP = "lagebild_claims"
CLAIMS = "claims"
LEFT = {
    "__init__": "names only",
    "answers": "memories for classes that have a __dict__",
    "date_words": "a dataclass with a cached property; asked once a word",
    "frames_of_word": "a tuple with cached properties",
    "several_speakers": "mypyc 2.4 writes a loop that gcc cannot read",
}
BESIDE = {
    "sentences": "features morphology parts roles tags tokens trees wordpaths",
    "gazetteer": "choice joints names pieces",
}
"""What else is asked at every word. What is kept for the next start (`loading.py`) is not among it."""

SETTINGS = """[mypy]
strict = true
ignore_missing_imports = true
warn_unused_ignores = false
disable_error_code = misc
"""


def compiled(source: Path, build: Path) -> dict[str, Path]:
    """The extension modules and the module that they need, by where they belong beside the package; made anew only where a module has changed."""
    stamp, kept = _stamp(source), build / "stamp"
    if not kept.is_file() or kept.read_text(encoding="utf-8") != stamp:
        shutil.rmtree(build, ignore_errors=True)
        _compile(source, build)
        kept.write_text(stamp, encoding="utf-8")
    files = (path for path in (build / "made").rglob("*") if path.is_file())
    made = {path.relative_to(build / "made").as_posix(): path for path in files}
    return made | {RECORDS_FILE: build / RECORDS_FILE}


def _stamp(source: Path) -> str:
    """Changes with any module, because a compiled one relies on the types of those that it imports, and with who compiles."""
    files = sorted([*source.rglob("*.py"), *Path(__file__).parent.glob("*.py")])
    texts = [sys.version.encode(), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


def _compile(source: Path, build: Path) -> None:
    modules = written(source, build)
    (build / "mypy.ini").write_text(SETTINGS, encoding="utf-8")
    with _inside(build):
        _build(build, modules)


def written(source: Path, build: Path) -> list[Path]:
    """Copy the package and write what is compiled in mypyc's words; gives those that are to be compiled."""
    shutil.copytree(
        source / "lagebild", build / "lagebild", ignore=shutil.ignore_patterns("__pycache__", "*.so")
    )
    modules = [build / path for path in modules_in(source)]
    texts = [path.read_text(encoding="utf-8") for path in modules]
    (build / RECORDS_FILE).write_text(records_in(iter(texts)), encoding="utf-8")
    for path, text in zip(modules, texts, strict=True):
        path.write_text(rewritten(text), encoding="utf-8")
    return [path.relative_to(build) for path in modules]


def modules_in(source: Path) -> list[Path]:
    """The modules that are compiled, as they lie in the source."""
    claims = [path for path in sorted((source / "lagebild" / CLAIMS).glob("*.py")) if path.stem not in LEFT]
    beside = [
        Path("lagebild", room, f"{name}.py") for room, names in BESIDE.items() for name in names.split()
    ]
    return [*(path.relative_to(source) for path in claims), *beside]


def _build(build: Path, modules: list[Path]) -> None:
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    with _unless_it_fails():
        found = mypycify(
            ["--config-file=mypy.ini", *map(str, modules)],
            opt_level="2",
            debug_level="0",
            multi_file=True,  # a hundred small files for gcc, not one of forty megabytes
            group_name=GROUP,
        )
    command = build_ext(Distribution({"name": "lagebild", "ext_modules": found}))
    command.build_lib, command.build_temp = str(build / "made"), str(build / "objects")
    command.ensure_finalized()
    command.run()


@contextmanager
def _unless_it_fails() -> Iterator[None]:
    """What mypyc has to say, only where it gives up: else it tells of every generator that it makes a list."""
    said = StringIO()
    try:
        with redirect_stdout(said):
            yield
    except BaseException:
        sys.stdout.write(said.getvalue())
        raise


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """mypyc names modules by where it stands."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
