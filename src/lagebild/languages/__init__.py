"""What Lagebild knows of a language: one folder each (see `_template/README.md`), read and checked on demand."""

from lagebild.languages.frames import STATEMENT_KINDS
from lagebild.languages.load import check_pack, installed_languages, load_pack, pack_files, pack_in
from lagebild.languages.pack import (
    Condition,
    Cue,
    Family,
    Frame,
    Grade,
    Negator,
    Pack,
    Reference,
    Relations,
    StatementWord,
)

__all__ = [
    "STATEMENT_KINDS",
    "Condition",
    "Cue",
    "Family",
    "Frame",
    "Grade",
    "Negator",
    "Pack",
    "Reference",
    "Relations",
    "StatementWord",
    "check_pack",
    "installed_languages",
    "load_pack",
    "pack_files",
    "pack_in",
]
