"""A ledger for its stories, also where nobody may write.

Takes a ledger's path; gives it open. Stories are linked in the ledger; where that is only to be read, and something is to be linked yet, they are
linked in a copy that is gone with the program. Which it is, is said on standard error.
"""

import atexit
import shutil
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from lagebild.errors import LedgerError
from lagebild.ledger import SqliteLedger, may_write, open_ledger, whole_copy
from lagebild.views.decided import constraints_of


def opened(path: Path) -> SqliteLedger:
    """The ledger, so that its stories can be told: itself where it may be written or nothing is to be linked, else its copy.

    Raises:
        LedgerError: as `open_ledger`.
    """
    if may_write(path) or not path.is_file():
        return open_ledger(path)
    return open_ledger(path, readonly=True) if _is_linked(path) else open_ledger(stand_in(path))


def _is_linked(path: Path) -> bool:
    try:
        with open_ledger(path, readonly=True) as ledger:
            return ledger.stories.is_up_to_date(constraints_of(ledger.remarks()))
    except LedgerError:  # of an earlier version: its copy is brought up to date
        return False


@cache
def stand_in(path: Path) -> Path:
    """A copy of a ledger that is only to be read, for as long as the program runs; nobody else may look into it."""
    folder = Path(mkdtemp(prefix="lagebild-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    whole_copy(path, folder / path.name)
    print(
        f"{path}: only to be read; what is linked or written here is in a copy that is gone afterwards",
        file=sys.stderr,
    )
    return folder / path.name
