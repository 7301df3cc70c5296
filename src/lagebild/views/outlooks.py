"""What the commands under `outlook` do."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import typer
from threadpoolctl import threadpool_limits

from lagebild.ontology import load_ontology
from lagebild.outlook.deeds import Deed, lines_of, read_history, without_strays
from lagebild.outlook.forecasts import Refusal, freeze, read_journal, record_of, resolved
from lagebild.outlook.learners import available, boosting
from lagebild.outlook.reactions.forecasting import Asked, Outlook, outlook
from lagebild.views import outlook_lines as lines
from lagebild.views.beside import Beside
from lagebild.views.labels import Labels, labels_for
from lagebild.views.options import system_language

if TYPE_CHECKING:
    from lagebild.outlook.imports import Aside, Imported

# The demo's two questions, about its made-up history: one that can be answered, one that cannot.
DEMO_ON, DEMO_PAIRS = date(2024, 6, 6), (("Ardania", "Borovia"), ("Ardania", "Dravia"))


@dataclass(frozen=True)
class Wishes:
    """How the result is shown."""

    as_json: bool = False
    everything: bool = False
    html: Path | None = None
    interface: str | None = None

    @property
    def labels(self) -> Labels:
        """The words of the interface."""
        return labels_for(self.interface, system_language())


@dataclass(frozen=True)
class History:
    """Where deeds come from: a file of them; without one, the stories of a ledger."""

    path: Path | None
    ledger: Path

    @property
    def name(self) -> str:
        """What a reader calls it."""
        return (self.path or self.ledger).name


def deeds_from(history: History, on: date | None = None) -> tuple[Deed, ...]:
    """The deeds of a history; of a ledger's stories, as they stood before the day `on`.

    Raises:
        BadParameter: there is neither a file nor a ledger.
    """
    if history.path:
        return read_history(history.path, quads())
    if not history.ledger.is_file():
        what = f"no history is named, and there is no ledger {str(history.ledger)!r}"
        raise typer.BadParameter(f"{what}; right would be one of them", param_hint="--history")
    from lagebild.outlook.imports import deeds_in
    from lagebild.views.storydata import material_in

    stories = material_in((), history.ledger).stories_by(on.isoformat() if on else None)
    return deeds_in((story.story_id, story) for story in stories).deeds


def quads() -> dict[str, int]:
    """The quad class of every type."""
    return {name: kind.quad for name, kind in load_ontology().types.items()}


def show_outlook(
    history: History,
    pair: tuple[str, str],
    on: date | None,
    horizon: int,
    journal: Path | None,
    wishes: Wishes,
) -> int:
    """Print the outlook of a pair; freeze it where a journal is named. Exit status 3 when it is refused."""
    deeds = deeds_from(history, on)
    _known(pair, deeds, history)
    day = on or date.fromisoformat(deeds[-1].day) + timedelta(days=1)
    result = outlook(deeds, quads(), Asked(pair[0], pair[1], day, horizon))
    _print(result, wishes, frozen=journal is not None)
    _write_page([result], "", wishes)
    if journal and not isinstance(result, Refusal):
        n = freeze(journal, result.forecasts)
        frozen = wishes.labels.word("outlook", "frozen").format(n=n, path=journal)
        print(frozen, file=sys.stderr)
    return 3 if isinstance(result, Refusal) else 0


def show_demo_outlook(horizon: int, wishes: Wishes) -> int:
    """The demo's answered and refused question."""
    if not wishes.as_json:
        print(wishes.labels.word("outlook", "made_up"))
    with as_file(files("lagebild") / "demo" / "history.jsonl") as path:
        deeds = read_history(path, quads())
    results = []
    for actor, recipient in DEMO_PAIRS:
        if not wishes.as_json:
            print()
        results.append(outlook(deeds, quads(), Asked(actor, recipient, DEMO_ON, horizon)))
        _print(results[-1], wishes)
    _write_page(results, wishes.labels.word("outlook", "made_up"), wishes)
    return 0


def _write_page(results: "Sequence[Outlook | Refusal]", note: str, wishes: Wishes) -> None:
    if wishes.html:
        from lagebild.views.outlook_page import page_of

        wishes.html.write_text(page_of(results, note, wishes.labels), encoding="utf-8")


def _known(pair: tuple[str, str], deeds: Sequence[Deed], history: History) -> None:
    if pair[0] == pair[1]:
        raise typer.BadParameter(
            f"{pair[0]!r} acts and suffers; right would be two", param_hint="--recipient"
        )
    if not deeds:
        raise typer.BadParameter(f"{history.name} holds no deed", param_hint="--history")
    actors = {name for deed in deeds for name in (deed.actor, deed.recipient)}
    for name, option in zip(pair, ("--actor", "--recipient"), strict=True):
        if name not in actors:
            near = ", ".join(sorted(actors)[:8])
            raise typer.BadParameter(
                f"{name!r} is in no deed of {history.name}; there are {near} …", param_hint=option
            )


def _print(result: "Outlook | Refusal", wishes: Wishes, *, frozen: bool = False) -> None:
    if wishes.as_json:
        for item in (result,) if isinstance(result, Refusal) else result.forecasts:
            print(msgspec.json.encode(item).decode("utf-8"))
    elif isinstance(result, Refusal):
        print("\n".join(lines.refusal_lines(result, wishes.labels)))
    else:
        print(
            "\n".join(lines.outlook_lines(result, wishes.labels, everything=wishes.everything, frozen=frozen))
        )


def explain_forecast(id: str, journal: Path, wishes: Wishes) -> int:
    """Print one frozen forecast with all that it rests on."""
    found = [forecast for forecast in read_journal(journal) if forecast.id == id]
    if not found:
        raise typer.BadParameter(f"{id!r} is no forecast in {journal}", param_hint="ID")
    if wishes.as_json:
        print(msgspec.json.encode(found[0]).decode("utf-8"))
        return 0
    forecast, labels = found[0], wishes.labels
    print(lines.heading_of(forecast, labels))
    print("\n".join(lines.forecast_lines(forecast, labels, whole=True)))
    basis = labels.word("outlook", "basis")
    print(basis.format(deeds=forecast.deeds, until=labels.day(forecast.until)))
    return 0


def score_journal(journal: Path, history: History, on: date | None, svg: Path | None, wishes: Wishes) -> int:
    """Resolve the frozen forecasts of a journal and print their record."""
    results = resolved(read_journal(journal), deeds_from(history), on or date.max)
    figures = record_of(results)
    if wishes.as_json:
        print(json.dumps(figures, indent=2))
    else:
        print("\n".join(lines.record_lines(figures, wishes.labels)))
    _draw(figures.get("reliability"), svg, wishes)
    return 0


def backtest_history(history: Path, horizon: int, least: int, svg: Path | None, wishes: Wishes) -> int:
    """Print what the models would have said of a history."""
    from lagebild.outlook.reactions.backtest import backtest, figures_of
    from lagebild.outlook.reactions.series import series_of

    deeds = without_strays(read_history(history, quads()))
    if not deeds:
        raise typer.BadParameter(f"{history} holds no deed", param_hint="HISTORY")
    last = deeds[-1].ordinal
    series = series_of(deeds, tuple(quads()), last=last, least=least, until=(deeds[0].ordinal + last) // 2)
    with threadpool_limits(limits=1):
        test = backtest(series, tuple(quads().values()), horizon, learn=available())
    if test is None:
        days = last - deeds[0].ordinal + 1
        raise typer.BadParameter(
            f"{history} spans {days} days; a back-test needs about 200", param_hint="HISTORY"
        )
    figures = figures_of(test, series)
    if wishes.as_json:
        print(json.dumps(figures, indent=2))
    else:
        print("\n".join(lines.backtest_lines(figures, wishes.labels)))
    _draw(figures["reliability"], svg, wishes)
    return 0


def _draw(bins: Any, svg: Path | None, wishes: Wishes) -> None:
    if svg and bins:
        from lagebild.views.pictures.reliability import reliability_picture

        svg.write_text(reliability_picture(bins, wishes.labels).file, encoding="utf-8")


def import_files(form: str, paths: Sequence[Path], relations: Path | None, start: date | None) -> int:
    """Print the deeds of event data sets; rows set aside are told. Exit status 1 when there were any."""
    read = _importer(form, relations, start)
    aside: list[Aside] = []
    for path in paths:
        imported = read(path)
        if not imported.deeds and not imported.aside:
            print(f"{path}: nothing stands in it", file=sys.stderr)
        for line in lines_of(imported.deeds):
            print(line)
        aside += imported.aside
    _tell_aside(aside)
    return 1 if aside else 0


def _tell_aside(aside: "Sequence[Aside]") -> None:
    """The rows set aside, file by file."""
    with Beside() as beside:
        for each in aside:
            beside.set_aside(each.where, each.why, each.where.rpartition(":")[0])


def _importer(form: str, relations: Path | None, start: date | None) -> "Callable[[Path], Imported]":
    """What reads files of a form."""
    from lagebild.outlook.imports import (
        deeds_of_benchmark,
        deeds_of_plover,
        deeds_of_stories,
        import_table,
        load_forms,
    )

    forms = load_forms().forms
    if form in forms:
        return lambda path: import_table(path, forms[form])
    if form in ("stories", "plover"):
        return deeds_of_stories if form == "stories" else deeds_of_plover
    if form != "benchmark":
        known = ", ".join([*forms, "benchmark", "plover", "stories"])
        raise typer.BadParameter(f"{form!r} is no form; there are {known}", param_hint="FORMAT")
    if relations is None or start is None:
        raise typer.BadParameter("a benchmark needs --relations and --start", param_hint="FORMAT")
    return lambda path: deeds_of_benchmark(path, relations, start)


def bench_folder(folder: Path, *, as_json: bool, seeds: int, ablations: bool) -> int:
    """Print the figures of a benchmark folder."""
    boosting()  # what is missing is told before anything is read
    from lagebild.outlook.ranking import bench
    from lagebild.outlook.ranking.quadruples import read_benchmark

    figures = bench.run(read_benchmark(folder), bench.Wishes(seeds=seeds, ablations=ablations))
    print(json.dumps(figures, indent=2) if as_json else "\n".join(_bench_lines(figures)))
    return 0


def _bench_lines(figures: dict[str, Any]) -> list[str]:
    """The figures as a table for a terminal."""
    rows = [
        ("test", figures["test"]),
        ("valid", figures["valid"]),
        ("recurrency", figures["recurrency"]["test"]),
    ]
    rows += [(f"  {name} ({part['share']:.0%})", part) for name, part in figures["strata"].items()]
    rows += list(figures.get("ablations", {}).items())
    head = f"{figures['name']}: {figures['entities']} entities, {figures['relations']} relations"
    table = [head, f"{'':24}{'MRR':>7}{'H@1':>7}{'H@3':>7}{'H@10':>7}"]
    for name, part in rows:
        table.append(f"{name:24}" + "".join(f"{part[key]:7.1f}" for key in ("mrr", "h1", "h3", "h10")))
    error = figures["calibration"]["top5_error"]
    table.append(f"calibration error of the first five: {error:.3f}")
    table.append(f"{figures['cpu_seconds']:.0f} CPU seconds, {figures['memory_mb']} MB")
    return table
