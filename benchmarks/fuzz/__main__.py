"""`python -m benchmarks.fuzz`: see benchmarks/fuzz/__init__.py. Exit status 1 when something broke."""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LONGEST = 8_192  # bytes of an input
SLOW = 10  # seconds for one input
PATIENCE = 20  # times the processor's seconds by the clock, at which a run beside other work gives up


def main() -> int:
    options = _options()
    if options.inside:
        _fuzz(options.targets[0], Path(options.inside), options.seconds)
        return 0
    from benchmarks.fuzz.targets import TARGETS

    broken = [each for each in options.targets or TARGETS if not _run(each, options.seconds)]
    return 1 if broken else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fuzz what takes other people's bytes apart.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="which (all)")
    parser.add_argument("--seconds", type=int, default=1_800, help="of the processor, for each (1,800)")
    parser.add_argument("--inside", metavar="FOLDER", help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(target: str, seconds: int) -> bool:
    """One target in a process of its own; whether it came through."""
    from benchmarks.fuzz.targets import SEEDS

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        shutil.copytree(SEEDS / target, corpus)
        command = [
            sys.executable,
            "-m",
            "benchmarks.fuzz",
            target,
            "--seconds",
            str(seconds),
            "--inside",
            folder,
        ]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        crashes = (
            sorted(Path(folder).glob("crash-*"))
            + sorted(Path(folder).glob("timeout-*"))
            + sorted(Path(folder).glob("oom-*"))
        )
        for crash in crashes:
            shutil.copy(crash, SEEDS / target / crash.name)
        inputs = len(list(corpus.iterdir()))
    print(f"{target}: {_told(done.stdout)}, {inputs} inputs of interest, {len(crashes)} crashes", flush=True)
    if crashes or done.returncode:
        print("\n".join(done.stdout.splitlines()[-40:]), flush=True)
    return not crashes and done.returncode == 0


def _told(output: str) -> str:
    """What the run says at its end, with the branches that libFuzzer counted last."""
    done = re.findall(r"Done (.*)", output)
    covered = re.findall(r"cov: (\d+)", output)
    return f"{done[-1] if done else 'unfinished'}, {covered[-1] if covered else '?'} branches"


def _fuzz(target: str, folder: Path, seconds: int) -> None:
    import atheris

    with atheris.instrument_imports(include=["lagebild", "feedparser", "trafilatura", "htmldate"]):
        from benchmarks.fuzz.targets import run

    began, spent, runs = time.monotonic(), time.process_time(), 0

    def one(data: bytes) -> None:
        nonlocal runs
        runs += 1
        used = time.process_time() - spent
        if used > seconds:  # libFuzzer has a clock only, which tells little beside other work
            clock = time.monotonic() - began
            print(
                f"Done {runs} runs in {used:.0f} s of the processor, {clock:.0f} s by the clock", flush=True
            )
            os._exit(0)
        try:
            run(target, data)
        except BaseException:  # libFuzzer does not always come to write it down
            (folder / f"crash-{hashlib.sha256(data).hexdigest()[:16]}").write_bytes(data)
            raise

    os.chdir(folder)
    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds * PATIENCE}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOW}",
        "-rss_limit_mb=2000",
        "-print_final_stats=0",
        "-verbosity=1",
        "corpus",
    ]
    atheris.Setup(arguments, one)
    atheris.Fuzz()


if __name__ == "__main__":
    raise SystemExit(main())
