"""What `claims`, `search` and `show` do.

Takes what the command line asks for; writes what the ledger holds to standard output, a line for each claim. No line without
its source and its certainty.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import msgspec
import typer

from lagebild.languages import STATEMENT_KINDS
from lagebild.ledger import Facets, Found, Query, SqliteLedger, Version, edits_of, open_ledger
from lagebild.ledger.moments import moment_of
from lagebild.model import Certainty
from lagebild.ontology import load_ontology
from lagebild.views.jsonlines import put
from lagebild.views.lines import lines_of_changes, one_line_of
from lagebild.views.naming import id_asked, id_named, ids_asked
from lagebild.views.options import day, one_of
from lagebild.views.plain import claims as claims_told
from lagebild.views.plain import fit, one_line
from lagebild.views.watching import saved_query, standing


@dataclass(frozen=True)
class Asked:
    """What the command line asks of claims, as it was typed."""

    actor: str | None = None
    recipient: str | None = None
    between: str | None = None
    country: str | None = None
    type: str | None = None
    certainty: str | None = None
    source: str | None = None
    publisher: str | None = None
    lang: str | None = None
    first: str | None = None
    last: str | None = None
    as_of: str | None = None
    read_by: str | None = None


def query_of(asked: Asked, words: Sequence[str] = (), limit: int = 0) -> Query:
    """The query that is meant; what cannot be meant is told."""
    one_of(asked.type, (*load_ontology().types, *STATEMENT_KINDS), "--type")
    one_of(asked.certainty, get_args(Certainty), "--certainty")
    return Query(
        actor=id_asked(asked.actor, "--actor"),
        recipient=id_asked(asked.recipient, "--recipient"),
        between=ids_asked(asked.between, "--between"),
        country=id_asked(asked.country, "--country"),
        type=asked.type,
        certainty=asked.certainty,
        source=asked.source and id_named(asked.source),
        publisher=asked.publisher,
        lang=asked.lang,
        first=day(asked.first, "--from"),
        last=day(asked.last, "--to"),
        as_of=day(asked.as_of, "--as-of"),
        read_by=_moment(asked.read_by),
        words=tuple(words),
        limit=limit or None,
    )


def _moment(text: str | None) -> str | None:
    try:
        return None if text is None else moment_of(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no moment; right would be one as 2024-10-18 or 2024-10-18T09:30",
            param_hint="--read-by",
        ) from None


# ------------------------------------------------------------------ claims


def tell_claims(
    path: Path,
    words: Sequence[str],
    asked: Asked,
    limit: int,
    *,
    facets: bool,
    as_json: bool,
    saved: str | None = None,
) -> int:
    """The claims that meet a query, or their facets."""
    query = query_of(asked, words, limit)
    with open_ledger(path, readonly=True) as ledger:
        if saved:
            query = _over(saved_query(ledger, saved), query)
        if facets:
            _tell_facets(ledger.facets(msgspec.structs.replace(query, limit=None)), as_json)
            return 0
        told = 0
        beside = _remarks_by_claim(ledger)
        for found in ledger.claims(query):
            _tell(found, beside.get(found.claim.claim_id, ()), as_json)
            told += 1
        if not told:
            print("No claim meets this.", file=sys.stderr)
        if limit and told == limit:
            print(f"The newest {limit}; --limit 0 tells all.", file=sys.stderr)
    return 0


def _over(kept: Query, asked: Query) -> Query:
    """A saved query, with what is asked now in its place."""
    wishes = {name: value for name, value in msgspec.structs.asdict(asked).items() if value}
    return msgspec.structs.replace(kept, **wishes)


def _remarks_by_claim(ledger: SqliteLedger) -> dict[str, list[str]]:
    """What analysts wrote beside claims, in short: `correction certainty=denied`."""
    found: dict[str, list[str]] = {}
    for placed in standing(ledger):
        said = one_line(" ".join(filter(None, (placed.remark.kind, placed.remark.value))))
        for claim_id in filter(None, placed.claims):
            found.setdefault(claim_id, []).append(said)
    return found


def _tell(found: Found, remarks: Sequence[str], as_json: bool) -> None:
    if as_json:
        put(line_of(found))
        return
    document = found.document
    about = [found.claim.claim_id, found.world, one_line(document.publisher or "?")]
    noted = [f"[{remark}]" for remark in remarks]
    print("  ".join([*about, *noted, one_line_of(found.claim)]), flush=True)
    if sys.stdout.isatty():
        print(f"    > {one_line(found.sentence)}")


def line_of(found: Found) -> bytes:
    """One claim as JSON, with all that it rests on but the whole text."""
    bare = msgspec.structs.replace(found, document=msgspec.structs.replace(found.document, text=""))
    return msgspec.json.encode(bare) + b"\n"


def _tell_facets(facets: Facets, as_json: bool) -> None:
    if as_json:
        put(msgspec.json.encode(facets) + b"\n")
        return
    print(claims_told(facets.claims) if facets.whole else f"{facets.claims}+ claims")
    for name, counts in facets.by.items():
        for value, count in counts.items():
            print(f"{name}\t{one_line(value) or '-'}\t{count}")


def tell_texts(path: Path, words: Sequence[str], limit: int, *, as_json: bool) -> int:
    """The documents that have all the words somewhere."""
    with open_ledger(path, readonly=True) as ledger:
        told = False
        for version in ledger.texts(words, limit or None):
            told = True
            if as_json:
                put(msgspec.json.encode(version) + b"\n")
            else:
                print(_line_of_version(version))
        if not told:
            print("No document has these words.", file=sys.stderr)
    return 0


def _line_of_version(version: Version) -> str:
    about = (version.document_id, version.world, version.lang, version.publisher or "?", version.title or "")
    return "  ".join(map(one_line, about)).rstrip()


# ------------------------------------------------------------------ show


def show_one(path: Path, key: str) -> int:
    """All that is known of a claim or a document."""
    with open_ledger(path, readonly=True) as ledger:
        claim, document_id = ledger.called(key)
        lines = _claim_lines(ledger, claim) if claim else _document_lines(ledger, document_id or "")
        for line in lines:
            print(fit(line))
    return 0


def _claim_lines(ledger: SqliteLedger, found: Found) -> Iterator[str]:
    claim, document = found.claim, found.document
    yield one_line_of(claim)
    yield f"  quote      {one_line(found.sentence)}"
    yield f"  trigger    {one_line(claim.trigger.text)} ({claim.trigger.start}–{claim.trigger.end})"
    for link in claim.chain:
        carried = " (carried over)" if link.inferred else ""
        yield f"  source     {one_line(link.source.name)} [{link.kind}, {link.mode}]{carried}"
    if not claim.chain:
        yield f"  source     {'somebody unnamed' if claim.unnamed else 'the author'}"
    yield f"  certainty  {claim.certainty} ({claim.time}, {claim.commitment}, {claim.evidence_mode})"
    for cue in claim.cues:
        yield f"  cue        {one_line(cue.span.text)}: {cue.means} [{cue.entry}]"
    for stance in claim.stances:
        yield f"  stance     {one_line(str(stance))}"
    yield f"  document   {document.document_id}  {one_line(document.publisher or '?')}  {one_line(document.title or '')}"
    yield f"  clocks     published {document.published or '?'}, in the world from {found.world}, read {found.read_at}"
    if found.until:
        yield f"  replaced   on {found.until}, by another wording"
    yield f"  release    {found.release_id or '-'}"
    yield from _remark_lines(ledger, {claim.claim_id})


def _remark_lines(ledger: SqliteLedger, claims: set[str]) -> Iterator[str]:
    for placed in standing(ledger):
        if claims & set(placed.claims):
            remark = placed.remark
            said = " ".join(filter(None, (remark.value, remark.text)))
            yield f"  {remark.kind:<10} {one_line(said)} [{remark.author}, {remark.at[:10]}, {remark.remark_id}]"


def _document_lines(ledger: SqliteLedger, document_id: str) -> Iterator[str]:
    for version in ledger.versions(document_id):
        until = f" until {version.until}" if version.until else ""
        yield f"{_line_of_version(version)}  [{version.version_id}, from {version.world}{until}]"
        for key in version.readings:
            counts = "counts" if key.counts else "does not count"
            yield f"  read       {key.read_at} by {key.release_id or '-'}: {key.status}, {claims_told(key.claims)}, {counts}"
    for edit in edits_of(ledger, document_id):
        yield f"  edited     {edit.world}: {edit.changes}"
        yield from (f"    {line}" for line in lines_of_changes(edit.changes))
    claims = [found.claim for found in ledger.claims(Query(document_id=document_id))]
    for claim in sorted(claims, key=lambda each: each.trigger.start):
        yield f"  {claim.claim_id}  {one_line_of(claim)}"
    yield from _remark_lines(ledger, {claim.claim_id for claim in claims})
