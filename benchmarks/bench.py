"""Speed and memory: `make bench`.

Reads the demo reports several times over, language by language, each in a process of its own. Gives, per stage, sentences
and tokens a second on one core in the best round, the same for sentences of twenty tokens end to end, what claims cost on top of
parsing, how often words were known, how long the command takes for one report, and the peak of memory; writes them to
`benchmarks/results/speed.json`. Where `make fast` has built it of the same source, the compiled program is measured as well,
language by language in turns.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lagebild import __version__
from lagebild.claims import claims_of, knowledge_of
from lagebild.documents import Particulars, document_of, documents_in
from lagebild.languages import installed_languages
from lagebild.loading import collecting_seldom
from lagebild.model import Document, Sentence
from lagebild.sentences import load_parser
from lagebild.sentences.cutting import cutting_of
from lagebild.sentences.tokens import lines_of
from lagebild.version import is_compiled

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "src" / "lagebild" / "demo" / "reports.jsonl"
RESULTS = ROOT / "benchmarks" / "results" / "speed.json"
COMPILED = ROOT / ".venv-fast" / "bin" / "python"  # the program with compiled claims (`make fast`)
NEWS_TOKENS = 20  # in a sentence as news writes it
STARTS = 10
MEGABYTE = 1024 if sys.platform != "darwin" else 1024**2  # ru_maxrss counts kilobytes, on a Mac bytes


def main() -> None:
    """Every language in a process of its own, so that its peak of memory is its own."""
    options = _options()
    if options.lang:
        with collecting_seldom():  # as every command does
            print(json.dumps(measured(options.lang, options.rounds)))
        return
    found = {
        f"{lang}{how}": in_own_process("benchmarks.bench", python=python, lang=lang, rounds=options.rounds)
        for lang in installed_languages()
        for how, python in _programs()
    }
    for lang, figures in found.items():
        print("\n".join(table_of(lang, figures)))
    if not options.look:
        _keep(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--rounds", type=int, default=20, help="how often the reports are read (20)")
    parser.add_argument("--lang", help="measure this language here and print JSON")
    parser.add_argument("--look", action="store_true", help="print only; keep no results")
    return parser.parse_args()


def _programs() -> list[tuple[str, str]]:
    """What a row says of the program, and the Python that runs it: the source, and what `make fast` built of the same source."""
    found = [("", sys.executable)]
    if (
        COMPILED.is_file()
        and not subprocess.run(
            ["make", "-q", f"{COMPILED.parts[-3]}/.ready"], cwd=ROOT, capture_output=True
        ).returncode
    ):
        found.append((", claims compiled", str(COMPILED)))
    return found


def in_own_process(module: str, python: str = sys.executable, **options: object) -> dict[str, Any]:
    """The figures that one of our modules prints under these options, in a process that has done nothing before."""
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    # The compiled program lies where its Python keeps packages, not where whoever measures may point to.
    hidden = () if python == sys.executable else ("PYTHONPATH",)
    environment = {k: v for k, v in os.environ.items() if k not in hidden}
    done = subprocess.run(
        [python, "-m", module, *words], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return dict(json.loads(done.stdout))


def measured(lang: str, rounds: int) -> dict[str, Any]:
    """The figures of one language: loading, then each stage over the same documents."""
    documents = reports_in(lang)
    load_seconds, parser = timed(lambda: _warm(documents[0]))
    after_loading = peak()
    cutting, know = cutting_of(lang), knowledge_of(lang)
    cut_seconds, _ = best_of(
        rounds, lambda: [list(lines_of(d.text, cutting, start=d.body_start)) for d in documents]
    )
    parse_seconds, parsed = best_of(
        rounds, lambda: [parser.parse(d.text, start=d.body_start) for d in documents]
    )
    pairs = list(zip(documents, parsed, strict=True))
    claim_seconds, claims = best_of(rounds, lambda: [claims_of(d, sentences, know) for d, sentences in pairs])
    sentences, tokens = _size(parsed)
    seconds = {"tokenise": cut_seconds, "tag+parse": parse_seconds, "claims": claim_seconds}
    seconds["all"] = parse_seconds + claim_seconds  # parsing cuts the text itself
    return {
        "compiled": is_compiled(),
        "sentences": sentences,
        "tokens": tokens,
        "claims": sum(map(len, claims)),
        "load_seconds": round(load_seconds, 2),
        "megabytes_loaded": after_loading,
        "megabytes_peak": peak(),
        "sentences_per_second": {stage: round(sentences / s, 1) for stage, s in seconds.items()},
        "tokens_per_second": {stage: round(tokens / s) for stage, s in seconds.items()},
        "of_twenty_tokens_per_second": round(tokens / seconds["all"] / NEWS_TOKENS, 1),
        "claims_over_parsing": round(claim_seconds / parse_seconds, 2),
        "start_seconds": started(lang, documents[0]),
        "caches": {
            name: asdict(cache) | {"rate": round(cache.rate, 4)}
            for name, cache in {**parser.caches(), **know.caches()}.items()
        },
    }


def started(lang: str, document: Document) -> dict[str, float]:
    """Processor time of the whole command for one report, in a process of its own each time."""
    command = [sys.executable, "-m", "lagebild", "read", "-", "--plain", "--lang", lang]
    # Byte code is kept, as it is where Lagebild is installed.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    seconds = []
    for _ in range(STARTS + 1):
        before = _of_children()
        subprocess.run(
            command, input=document.text.encode(), env=environment, check=True, capture_output=True
        )
        seconds.append(_of_children() - before)
    kept = sorted(seconds[1:])  # the first may have made byte code
    return {"least": round(kept[0], 2), "median": round(kept[len(kept) // 2], 2)}


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def reports_in(lang: str) -> list[Document]:
    """The demo reports in one language; one that has none is measured on the examples of its families."""
    documents = [d for d in documents_in(REPORTS) if isinstance(d, Document) and d.lang == lang]
    if documents:
        return documents
    examples = [family.example for family in knowledge_of(lang).pack.families.values() if family.example]
    return [document_of(" ".join(examples), Particulars(lang=lang))]


def _warm(document: Document) -> Any:
    parser = load_parser(document.lang)
    claims_of(document, parser.parse(document.text, start=document.body_start), knowledge_of(document.lang))
    return parser


def best_of(rounds: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of several rounds: other programs on the machine lengthen them, nothing shortens them."""
    found = [timed(work) for _ in range(rounds)]
    return min(seconds for seconds, _ in found), found[0][1]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time, and the result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def peak() -> int:
    """The peak of memory so far, in megabytes."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE)


def _size(parsed: Sequence[Sequence[Sentence]]) -> tuple[int, int]:
    sentences = [sentence for document in parsed for sentence in document]
    return len(sentences), sum(len(sentence.tokens) for sentence in sentences)


def table_of(lang: str, figures: dict[str, Any]) -> list[str]:
    """The lines that are printed for one language."""
    rows = [
        f"{lang}: {figures['sentences']} sentences, {figures['tokens']} tokens, {figures['claims']} claims"
    ]
    for stage, speed in figures["sentences_per_second"].items():
        rows.append(
            f"  {stage:<10} {speed:>9.1f} sentences/s  {figures['tokens_per_second'][stage]:>8} tokens/s"
        )
    rows.append(
        f"  of 20 tokens {figures['of_twenty_tokens_per_second']:>7.1f} sentences/s, parsed and claimed; "
        f"claims take {100 * figures['claims_over_parsing']:.0f} % of parsing on top"
    )
    start = figures["start_seconds"]
    rows.append(f"  command    {start['least']:>9.2f} s for one report (median {start['median']:.2f} s)")
    memory = f"{figures['megabytes_loaded']} MB loaded, {figures['megabytes_peak']} MB peak"
    for name, cache in figures["caches"].items():
        rows.append(
            f"  {name:<22} {100 * cache['rate']:.2f} % from memory, {cache['kept']} kept of {cache['most']}"
        )
    return [*rows, f"  loading    {figures['load_seconds']:>9.2f} s            {memory}"]


def _keep(found: dict[str, Any]) -> None:
    machine = {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "numpy": version("numpy"),
    }
    record = {"lagebild": __version__, "machine": machine, "languages": found}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
