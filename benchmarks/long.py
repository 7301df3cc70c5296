"""One long document: `python -m benchmarks.long [--megabytes 50] [--lang de]`.

Puts our own reports together until they are so long, every copy with numbers of its own, and reads them with the command, as JSON, in a process of
its own. Prints its time and its peak of memory beside the length of the text, and how far memory grew since a tenth of it.
"""

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.bench import MEGABYTE, reports_in

MILLION = 1_000_000
SEED = 7
_NUMBER = re.compile(r"\d+")


class Run(NamedTuple):
    """How long one reading took, in seconds of processor time, its peak of memory in megabytes, the bytes that it wrote."""

    seconds: float
    peak: int
    written: int


def main() -> None:
    """A tenth of the length first, then the whole."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--megabytes", type=float, default=50, help="how long the text is (50)")
    parser.add_argument("--lang", default="de", help="its language (de)")
    options = parser.parse_args()
    for size in (options.megabytes / 10, options.megabytes):
        found = run(options.lang, size)
        print(
            f"{size:g} MB {options.lang}: {found.seconds:.0f} s, peak {found.peak} MB, {found.written / MILLION:.1f} MB of claims",
            flush=True,
        )


def run(lang: str, megabytes: float) -> Run:
    """Write the text, read it, throw both away."""
    with tempfile.TemporaryDirectory() as folder:
        text, claims = Path(folder, "long.txt"), Path(folder, "long.jsonl")
        with text.open("w", encoding="utf-8") as file:
            file.writelines(long_text(lang, megabytes * MILLION))
        command = [sys.executable, "-m", "lagebild", "read", str(text), "--json", "--lang", lang]
        with claims.open("wb") as out:
            process = subprocess.Popen(command, stdout=out)
            _, status, used = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"`{' '.join(command)}` ended with {os.waitstatus_to_exitcode(status)}")
        return _run(used, claims.stat().st_size)


def _run(used: resource.struct_rusage, written: int) -> Run:
    return Run(used.ru_utime + used.ru_stime, round(used.ru_maxrss / MEGABYTE), written)


def long_text(lang: str, size: float) -> Iterator[str]:
    """Our reports again and again, never the same numbers twice, until they are so long in bytes."""
    chance = random.Random(SEED)
    reports = [document.text[document.body_start :] for document in reports_in(lang)]
    written = 0
    while written < size:
        text = _NUMBER.sub(lambda match: _another(match[0], chance), chance.choice(reports)) + "\n\n"
        yield text
        written += len(text.encode())


def _another(number: str, chance: random.Random) -> str:
    """A number with as many digits, the first as it was."""
    return number[0] + "".join(chance.choice("0123456789") for _ in number[1:])


if __name__ == "__main__":
    main()
