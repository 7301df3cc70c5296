"""The version of the gazetteer that ships: a digest of its tables, since they change line by line."""

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def gazetteer_version() -> str:
    """The first 12 hex digits of the SHA-256 of all tables in this folder, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(HERE.glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]
