"""What analysts write beside claims: made from what was typed, kept, told.

Takes what the command line or a page asks for; gives a `Remark`, or says what is wrong with it before anything is written. Results go to
standard output.
"""

import getpass
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import msgspec
import typer

from lagebild.ledger import (
    REMARK_KINDS,
    Anchor,
    Found,
    Placed,
    Remark,
    SqliteLedger,
    kept_ledger,
    open_ledger,
)
from lagebild.ledger.moments import now
from lagebild.model import Certainty, Claim, Commitment, Event, EvidenceMode, Polarity, Statement, Time
from lagebild.views.plain import fit, one_line
from lagebild.views.watching import query_asked, standing

WORDS_OF_GRADES = {
    "certainty": get_args(Certainty),
    "commitment": get_args(Commitment),
    "evidence_mode": get_args(EvidenceMode),
    "polarity": get_args(Polarity),
    "time": get_args(Time),
}
# What a remark of a kind is nothing without.
NEEDED = {"note": ("ID", "--text"), "correction": ("ID",), "pin": ("ID",), "withdrawal": ("--about",)}
RIGHT = {
    "ID": "the id of a claim, as `lagebild claims` tells it",
    "--text": "what there is to say",
    "--about": "the id of the remark that is taken back",
}
GRADES = {"letter": "ABCDEF", "number": "123456"}


def author_of(author: str | None) -> str:
    """Who says so: as asked for, else whoever is logged in."""
    try:
        return author or getpass.getuser()
    except (KeyError, OSError):  # a container without users
        return "unknown"


@dataclass(frozen=True)
class Said:
    """What somebody remarks, as it was typed; `keys` are claims."""

    kind: str
    keys: tuple[str, ...] = ()
    text: str = ""
    value: str = ""
    about: str = ""
    author: str | None = None


def remark(path: Path, said: Said) -> int:
    """Keep a remark; its id is told."""
    _check(said)
    with kept_ledger(path) as ledger:
        claims = [_claim(ledger, key, waits=said.kind == "watch") for key in said.keys]
        if said.kind == "withdrawal" and all(p.remark.remark_id != said.about for p in ledger.remarks()):
            raise typer.BadParameter(f"there is no remark {said.about!r}", param_hint="--about")
        made = remark_of(said, claims)
        ledger.remark(made)
    print(made.remark_id)
    return 0


def remark_of(said: Said, claims: Sequence[Found]) -> Remark:
    """The remark, made now, anchored in the words of these claims."""
    return Remark(
        remark_id=secrets.token_hex(4),
        kind=said.kind,  # type: ignore[arg-type]  # `_check` has seen to it
        author=author_of(said.author),
        at=now(),
        text=said.text,
        value=said.value,
        about=said.about,
        anchors=tuple(map(_anchor, claims)),
    )


def _anchor(found: Found) -> Anchor:
    trigger = found.claim.trigger
    return Anchor(
        document_id=found.document.document_id,
        version_id=found.document.version_id,
        start=trigger.start,
        end=trigger.end,
        quote=trigger.text,
        claim_id=found.claim.claim_id,
    )


def _check(said: Said) -> None:
    """Wrong usage is told before anything is written."""
    if said.kind not in REMARK_KINDS:
        raise typer.BadParameter(
            f"{said.kind!r} is not known; there are {', '.join(REMARK_KINDS)}", param_hint="KIND"
        )
    given = {"ID": said.keys, "--text": said.text, "--about": said.about}
    for hint in NEEDED.get(said.kind, ()):
        if not given[hint]:
            raise typer.BadParameter(
                f"a {said.kind} needs one; right would be {RIGHT[hint]}", param_hint=hint
            )
    if said.kind in ("merge", "split") and len(said.keys) < 2:
        raise typer.BadParameter("it needs two claims or more", param_hint="ID")
    if said.kind == "grade" and said.value not in (*GRADES["letter"], *GRADES["number"]):
        raise typer.BadParameter("a grade is A to F of a source, 1 to 6 of a claim", param_hint="--value")
    if said.kind == "correction" and "=" not in said.value:
        raise typer.BadParameter("a correction is field=value, as certainty=denied", param_hint="--value")
    if said.kind == "correction":
        _check_correction(*said.value.split("=", 1))
    if said.kind == "search" or (said.kind == "watch" and (said.value or not said.keys)):
        query_asked(said.value)


def _check_correction(field: str, value: str) -> None:
    """A correction names what a claim has, and of the words that grade it one that there is."""
    fields = {f.name for noun in (Claim, Event, Statement) for f in msgspec.structs.fields(noun)}
    allowed = WORDS_OF_GRADES.get(field, (value,))
    if field not in fields:
        raise typer.BadParameter(
            f"a claim has no {field!r}; right would be one of {', '.join(sorted(fields))}",
            param_hint="--value",
        )
    if value not in allowed:
        raise typer.BadParameter(
            f"{value!r} is no {field}; right would be one of {', '.join(allowed)}", param_hint="--value"
        )


def _claim(ledger: SqliteLedger, key: str, *, waits: bool = False) -> Found:
    """The claim that is meant; of a watch one that can come true."""
    found, _ = ledger.called(key)
    if found is None:
        raise typer.BadParameter(f"{key!r} is a document; right would be a claim", param_hint="ID")
    if waits and (
        found.claim.certainty != "conditional" or not (found.claim.event and found.claim.event.actors)
    ):
        raise typer.BadParameter(
            f"{key!r} is no condition that a claim can meet; right would be one of `lagebild expectations` that says who has to do what",
            param_hint="ID",
        )
    return found


def tell_remarks(path: Path, *, lost: bool) -> int:
    """All remarks that were not withdrawn, or only those that have lost their place."""
    with open_ledger(path, readonly=True) as ledger:
        for placed in standing(ledger):
            if placed.lost or not lost:
                print(fit(line_of(placed)))
    return 0


def line_of(placed: Placed) -> str:
    """`3fa0  note  anna  2024-10-19  "entsandte" -> 9c1f  text`."""
    one = placed.remark
    places = [
        f"{one_line(anchor.quote)!r} -> {claim or 'lost'}"
        for anchor, claim in zip(one.anchors, placed.claims, strict=True)
    ]
    parts = [
        one.remark_id,
        one.kind,
        one.author,
        one.at[:10],
        *places,
        one.about,
        one.value,
        one_line(one.text),
    ]
    return "  ".join(filter(None, parts))
