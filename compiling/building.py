"""The modules of claims -> extension modules.

Takes the folder of the source and one to build in; copies the package there, writes it as mypyc takes it (`rewriting.py`) and compiles.
Needs mypy, setuptools and a C compiler. The package itself stays as it is: where no extension module lies beside a module, Python reads
the module.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compiling.rewriting import RECORDS, records_in, rewritten

ROOM = Path("lagebild", "claims")
RECORDS_FILE = f"{RECORDS.replace('.', '/')}.py"
GROUP = "lagebild_claims"
LEFT = {
    "__init__": "names only",
    "answers": "memories for classes that have a __dict__",
    "date_words": "a dataclass with a cached property; asked once a word",
    "frames_of_word": "a tuple with cached properties",
    "several_speakers": "mypyc 2.4 writes a loop that gcc cannot read",
}
SETTINGS = """[mypy]
strict = true
ignore_missing_imports = true
warn_unused_ignores = false
disable_error_code = misc
"""


def compiled(source: Path, build: Path) -> dict[str, Path]:
    """The extension modules and the module that they need, by where they belong beside the package."""
    shutil.rmtree(build, ignore_errors=True)
    modules = written(source, build)
    (build / "mypy.ini").write_text(SETTINGS, encoding="utf-8")
    with _inside(build):
        made = {path.relative_to(build / "made").as_posix(): path for path in _built(build, modules)}
    return made | {RECORDS_FILE: build / RECORDS_FILE}


def written(source: Path, build: Path) -> list[Path]:
    """Copy the package and write the modules of claims in mypyc's words; gives those that are to be compiled."""
    shutil.copytree(
        source / "lagebild", build / "lagebild", ignore=shutil.ignore_patterns("__pycache__", "*.so")
    )
    modules = [path for path in sorted((build / ROOM).glob("*.py")) if path.stem not in LEFT]
    texts = [path.read_text(encoding="utf-8") for path in modules]
    (build / RECORDS_FILE).write_text(records_in(iter(texts)), encoding="utf-8")
    for path, text in zip(modules, texts, strict=True):
        path.write_text(rewritten(text), encoding="utf-8")
    return [path.relative_to(build) for path in modules]


def _built(build: Path, modules: list[Path]) -> list[Path]:
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    found = mypycify(
        ["--config-file=mypy.ini", *map(str, modules)],
        opt_level=os.environ.get("LAGEBILD_OPTIMISE", "2"),
        debug_level="0",
        multi_file=True,  # one file of all would take gcc 5 GB
        group_name=GROUP,
    )
    command = build_ext(Distribution({"name": "lagebild", "ext_modules": found}))
    command.build_lib, command.build_temp = str(build / "made"), str(build / "objects")
    command.ensure_finalized()
    command.run()
    return [path for path in (build / "made").rglob("*") if path.is_file()]


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """mypyc names modules by where it stands."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
