"""The reference pages: `make docs`.

Takes the command line, the ontology and the language packs as they are; writes `docs/reference/*.md`. With `--check` it writes
nothing and fails when a page is not what it would write.
"""

import ast
import inspect
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from lagebild.languages import Pack, installed_languages, load_pack
from lagebild.ontology import EventType, load_ontology
from lagebild.views.cli import app

REFERENCE = Path(__file__).parent / "reference"
SOURCE = Path(__file__).parent.parent / "src" / "lagebild"
# The rooms in the order of the path; a new one goes where its place is.
ROOMS = (
    "",
    "documents",
    "sentences",
    "claims",
    "ledger",
    "engines",
    "views",
    "stories",
    "ontology",
    "gazetteer",
    "languages",
    "evaluation",
    "outlook",
)
MADE = "<!-- made by docs/generate.py (`make docs`); do not edit -->"


def main() -> int:
    """Write the pages, or say which would change."""
    pages = {
        "cli.md": command_line(),
        "events.md": events(),
        "languages.md": languages(),
        "modules.md": modules(),
    }
    texts = {REFERENCE / name: "\n".join([MADE, *lines]).rstrip() + "\n" for name, lines in pages.items()}
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(
                f"docs/reference/{path.name}: not what it would be made as; `make docs` writes it",
                file=sys.stderr,
            )
        return 1 if stale else 0
    REFERENCE.mkdir(exist_ok=True)
    for path in stale:
        path.write_text(texts[path], encoding="utf-8")
    return 0


# ---------------------------------------------------------------- the command line


def command_line() -> list[str]:
    """Every command with its arguments and options."""
    root = typer.main.get_command(app)
    lines = ["# The command line", "", *_paragraphs(root.help), *_options(root)]
    for name, command in _commands(root, ""):
        lines += ["", *_command(name, command)]
    return lines


def _commands(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    """The commands of a group by name, those of its groups after each."""
    commands: dict[str, Any] = getattr(group, "commands", {})
    for name in sorted(name for name, command in commands.items() if not command.hidden):
        yield f"{before}{name}", commands[name]
        yield from _commands(commands[name], f"{before}{name} ")


def _command(name: str, command: Any) -> list[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    usage = " ".join(["lagebild", name, *(_usage(argument) for argument in arguments), "[OPTIONS]"])
    return [f"## `lagebild {name}`", "", *_paragraphs(command.help), f"    {usage}", "", *_options(command)]


def _usage(argument: Any) -> str:
    name = (argument.metavar or argument.name).upper().strip("[]")
    more = f"{name}…" if argument.nargs == -1 else name
    return more if argument.required else f"[{more}]"


def _options(command: Any) -> list[str]:
    shown = [
        p
        for p in command.params
        if not getattr(p, "hidden", False) and (p.param_type_name == "option" or p.help)
    ]
    rows = [f"| {_name(param)} | {_help(param)} |" for param in shown if param.name not in _COMPLETION]
    return ["| | |", "|---|---|", *rows] if rows else []


_COMPLETION = ("install_completion", "show_completion")


def _name(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{(param.metavar or param.name).upper()}`"
    return ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))


def _help(param: Any) -> str:
    text = " ".join((getattr(param, "help", None) or "").split()).replace("|", "\\|")
    default = param.default
    plain = isinstance(default, (str, int, float, Path)) and not isinstance(default, bool) and str(default)
    return f"{text} (default: {default})" if plain else text


def _paragraphs(text: str | None) -> list[str]:
    """The help as Markdown: what is indented there is shown as it is."""
    plain = (text or "").replace("\\[", "[")  # else the terminal would take it for markup
    lines = [line for line in inspect.cleandoc(plain).splitlines() if line.strip() != "\b"]
    shown: list[str] = []
    for line in lines:
        if line.startswith("  ") and shown and not shown[-1].startswith("    "):
            shown.append("")
        shown.append(f"  {line}" if line.startswith("  ") else line)
    return [*shown, ""] if text else []


# ---------------------------------------------------------------- the ontology


def events() -> list[str]:
    """The event types with modes and scores, the contexts, the sectors."""
    ontology = load_ontology()
    quads = ("", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
    lines = [
        "# Events",
        "",
        f"PLOVER 2.0 (NOTICE.md); version of our files: {ontology.version}. Scores run from -10 to +10.",
    ]
    for quad in range(1, 5):
        lines += [
            "",
            f"## {quads[quad].capitalize()}",
            "",
            "| type | | score | CAMEO | modes (score) |",
            "|---|---|---:|---|---|",
        ]
        lines += [_event(kind) for kind in ontology.types.values() if kind.quad == quad]
    lines += ["", "## Contexts", "", ", ".join(f"`{name}`" for name in sorted(ontology.contexts)), ""]
    return [
        *lines,
        "## Sectors",
        "",
        *_table(ontology.sectors),
        "",
        "## In the place of a country",
        "",
        *_table(ontology.slots),
    ]


def _event(kind: EventType) -> str:
    modes = ", ".join(f"`{mode.name}` {mode.score:g}" for mode in kind.modes.values())
    return f"| **{kind.name}** | {kind.gloss} | {kind.score:+g} | {kind.cameo} | {modes} |"


def _table(entries: dict[str, str]) -> list[str]:
    return ["| | |", "|---|---|", *(f"| `{key}` | {gloss} |" for key, gloss in entries.items())]


# ---------------------------------------------------------------- the languages


def languages() -> list[str]:
    """What each pack covers."""
    packs = [load_pack(lang) for lang in installed_languages()]
    rows = [
        _row(["", *(f"{pack.name} (`{pack.code}`)" for pack in packs)]),
        _row(["---"] + ["---:"] * len(packs)),
    ]
    rows += [_row([name, *cells]) for name, cells in _coverage(packs)]
    return ["# Languages", "", "Entries by kind, and words that report events by type.", "", *rows]


def _coverage(packs: list[Pack]) -> Iterator[tuple[str, list[str]]]:
    yield "version", [pack.version for pack in packs]
    kinds = {
        "cues": "cues",
        "grades of certainty": "grades",
        "negators": "negators",
        "statement words": "statements",
    }
    for heading, name in kinds.items():
        yield heading, [str(sum(map(len, getattr(pack, name).values()))) for pack in packs]
    yield "nouns of sources", [str(len(pack.sources)) for pack in packs]
    yield "families", [str(len(pack.families)) for pack in packs]
    frames = [Counter(frame.type for group in pack.frames.values() for frame in group) for pack in packs]
    yield "frames", [str(count.total()) for count in frames]
    for name in load_ontology().types:
        yield f"… {name}", [str(count[name]) for count in frames]


# ---------------------------------------------------------------- the modules


def modules() -> list[str]:
    """Every module with the first line of its docstring, room by room."""
    lines = [
        "# Modules",
        "",
        "Room by room, in the order of docs/path.md; what a module takes and gives is said at its top.",
    ]
    for room in sorted(_rooms(), key=_order):
        paths = sorted((SOURCE / room).glob("*.py"))
        lines += ["", f"## {room + '/' if room else 'The top'}", "", "| | |", "|---|---|"]
        lines += [f"| `{path.name}` | {_first_line(path)} |" for path in paths]
    return lines


def _rooms() -> set[str]:
    """All folders with modules, as they are called below the top, which is ""."""
    return {path.parent.relative_to(SOURCE).as_posix().removeprefix(".") for path in SOURCE.rglob("*.py")}


def _order(room: str) -> tuple[int, str]:
    """That of the path; a room within a room stands behind it."""
    first = room.partition("/")[0]
    return ROOMS.index(first) if first in ROOMS else len(ROOMS), room


def _first_line(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0].replace("|", "\\|")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
