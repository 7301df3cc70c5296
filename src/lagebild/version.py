"""The version of the program (SemVer; data packs carry their own), and whether its claims are compiled."""

from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

VERSION = "0.1.0"
COMPILED = "claims/passage"  # one of the modules that `make fast` compiles


def is_compiled() -> bool:
    """Whether Python finds the compiled claims: an extension module beside the source, which it takes first."""
    package = Path(__file__).parent
    return any((package / f"{COMPILED}{suffix}").is_file() for suffix in EXTENSION_SUFFIXES)
