"""What a robots.txt permits (RFC 9309).

Takes its bytes; gives Rules, which say of a path whether it may be fetched, and how many seconds should lie between two questions.
Matching is linear in the path, whatever the pattern: a hostile file costs no more than its length.
"""

from urllib.parse import unquote_to_bytes

from lagebild.model import Noun

NAME = "lagebild"
MOST_BYTES = 500_000  # RFC 9309 asks for no more
MOST_RULES = 5_000
LONGEST_GAP = 120.0


class Rules(Noun, frozen=True):
    """What one group permits: (pattern, allowed), and the gap in seconds that it asks for."""

    patterns: tuple[tuple[bytes, bool], ...] = ()
    gap: float | None = None

    def allow(self, path: str) -> bool:
        """Whether a path may be fetched: the longest pattern that fits decides, of two as long the one that allows."""
        asked = normal(path.encode("utf-8", "replace"))
        fitting = [(len(pattern), allowed) for pattern, allowed in self.patterns if fits(pattern, asked)]
        return max(fitting, default=(0, True))[1]


EVERYTHING = Rules()
NOTHING = Rules(patterns=((b"/", False),))


def rules_in(data: bytes, name: str = NAME) -> Rules:
    """The rules for us, else those for everybody."""
    ours: list[tuple[str, str]] = []
    everybodys: list[tuple[str, str]] = []
    found = False
    for agents, lines in _groups(data):
        if name in agents:
            found = True
            ours += lines
        if "*" in agents:
            everybodys += lines
    return _rules(ours if found else everybodys)


def _groups(data: bytes) -> list[tuple[set[str], list[tuple[str, str]]]]:
    """Each group: whom it is for, and its lines."""
    groups: list[tuple[set[str], list[tuple[str, str]]]] = []
    text = data[:MOST_BYTES].decode("utf-8-sig", "replace")
    naming = False
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not naming:
                groups.append((set(), []))
            groups[-1][0].add(value.lower().partition("/")[0].strip())
            naming = True
        elif key in ("allow", "disallow", "crawl-delay"):
            naming = False
            if groups:
                groups[-1][1].append((key, value))
    return groups


def _rules(lines: list[tuple[str, str]]) -> Rules:
    patterns = [
        (normal(value.encode("utf-8", "replace")), key == "allow")
        for key, value in lines
        if value and key != "crawl-delay"
    ]
    gaps = [gap for key, value in lines if key == "crawl-delay" and (gap := _seconds(value)) is not None]
    return Rules(patterns=tuple(patterns[:MOST_RULES]), gap=max(gaps, default=None))


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return min(max(seconds, 0.0), LONGEST_GAP) if seconds == seconds else None


def normal(path: bytes) -> bytes:
    """Paths are compared without percent signs; those that stand for a slash or a sign of patterns stay."""
    for kept, placeholder in ((b"%2F", b"%252F"), (b"%2f", b"%252F"), (b"%2A", b"%252A"), (b"%24", b"%2524")):
        path = path.replace(kept, placeholder)
    return unquote_to_bytes(path)


def fits(pattern: bytes, path: bytes) -> bool:
    """Whether a path begins as a pattern says; `*` is anything, `$` at the end the end."""
    anchored = pattern.endswith(b"$")
    first, *others = pattern.removesuffix(b"$").split(b"*")
    if not path.startswith(first):
        return False
    if not others:
        return not anchored or path == first
    at = len(first)
    *middle, last = others
    for part in middle:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return path.endswith(last) and len(path) - len(last) >= at if anchored else path.find(last, at) >= 0
