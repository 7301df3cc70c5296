"""The one place where gradient boosting is asked.

LightGBM comes with the extra `outlook`; whoever has not installed it is told so, and everything that needs no learning
works without.
"""

from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from lagebild.errors import LagebildError

NEEDED = ("lightgbm", "scipy")
THREADS = {
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}  # the same sums in every run


class ExtraMissing(LagebildError):
    """A library that an extra brings is not installed; says which, and how to get it."""


def available() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) is not None for name in NEEDED)


def boosting() -> Any:
    """LightGBM.

    Raises:
        ExtraMissing: it is not installed.
    """
    if not available():
        missing = ", ".join(name for name in NEEDED if find_spec(name) is None)
        raise ExtraMissing(f"learning needs {missing}; install it with: pip install 'lagebild[outlook]'")
    import lightgbm

    return lightgbm


def learner() -> str:
    """What learns, with its version: another one learns otherwise.

    Raises:
        ExtraMissing: it is not installed.
    """
    return f"{boosting().__name__} {version(NEEDED[0])}"
