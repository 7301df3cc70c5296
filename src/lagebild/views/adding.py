"""What `add` and `reread` do.

Takes names of files, or what the ledger holds; reads what it has not read yet, in as many processes as wished; keeps one
document after another, each in a transaction of its own, in the order in which they came.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lagebild import model
from lagebild.documents import Particulars, SetAside, documents_in
from lagebild.documents.folders import files_in
from lagebild.documents.net.addresses import is_address
from lagebild.documents.reading import STDIN as STDIN_NAME
from lagebild.engines import NotRead, packed_in
from lagebild.languages import installed_languages
from lagebild.ledger import (
    Packed,
    Recorded,
    Remark,
    SqliteLedger,
    edits_of,
    kept_ledger,
    open_ledger,
    release_id_of,
)
from lagebild.ledger.moments import now
from lagebild.ledger.packing import unpacked_text
from lagebild.model import Document
from lagebild.pipeline import release_of
from lagebild.stories import Telling
from lagebild.stories.expectations import meets
from lagebild.views import readings
from lagebild.views.beside import Beside, somebody_watches
from lagebild.views.lines import one_line_of
from lagebild.views.options import one_of
from lagebild.views.plain import claims as claims_told
from lagebild.views.plain import cut, one_line
from lagebild.views.readings import STDIN, source_of
from lagebild.views.storydata import TABLE, tellings_in, told_in
from lagebild.views.watching import conditions, met, saved, understood

if TYPE_CHECKING:
    from lagebild.documents.net.manners import Net

MOST_QUOTED = 120  # characters of a sentence that meets a condition
_LISTS = (".opml", ".xml")


@dataclass(frozen=True)
class Reading:
    """How documents are to be read, and where they are kept."""

    ledger: Path
    workers: int = 1
    lang: str | None = None
    published: str | None = None
    data: tuple[Path, ...] = ()
    publisher: str | None = None


@dataclass
class Run:
    """One run: its ledger, what it tells, and what came of it so far."""

    how: Reading
    ledger: SqliteLedger
    beside: Beside
    came: Counter[str] = field(default_factory=Counter)
    watches: list[Remark] = field(default_factory=list)
    conditions: list[tuple[str, Telling]] = field(default_factory=list)
    claims: int = 0
    not_counted: set[str] = field(default_factory=set)
    told: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)  # ids of the documents that this run has kept
    net: "Net | None" = None


def add_files(names: Iterable[str], how: Reading, *, retry: bool = False, net: "Net | None" = None) -> int:
    """Read files and addresses and keep them; with `retry` what is in the quarantine, too."""
    one_of(how.lang, installed_languages(), "--lang")
    return _read(how, lambda run: chain(_documents(names, run), _tried_again(run) if retry else ()), net)


def reread_all(how: Reading) -> int:
    """Read the texts in the ledger anew; one that is not there is not made by a slip."""
    kept_ledger(how.ledger).close()
    return _read(how, _kept)


def _read(how: Reading, documents: Callable[[Run], Iterable[Document]], net: "Net | None" = None) -> int:
    """Read documents and keep them, those that were not read yet."""
    with running(how, net) as run:
        keep_all(documents(run), run)
    return 1 if run.beside.aside else 0


@contextmanager
def running(how: Reading, net: "Net | None" = None) -> Iterator[Run]:
    """A run with its ledger; at its end, however it comes, is told what came of it."""
    readings.lagebild_with(how.data)  # tells mistakes in the data before anything is read
    watched = Beside(moving=somebody_watches(results_on_stdout=True))
    with open_ledger(how.ledger) as ledger, watched as beside:
        watches = list(understood(saved(ledger, "watch"), beside.say))
        run = Run(how, ledger, beside, watches=watches, conditions=conditions(ledger, how.data), net=net)
        try:
            yield run
        finally:
            _sum_up(run)


def keep_all(documents: Iterable[Document], run: Run) -> None:
    """Read documents, in as many processes as wished, and keep them; those that were read already are counted.

    Of what is read here it is kept, too, what linking needs of it: else whoever asks for stories would have to read it once more.
    """
    reader = readings.lagebild_with(run.how.data) if run.how.workers == 1 else None
    read = partial(_read_here, reader, run) if reader else None
    for packed in packed_in(_unread(documents, run), workers=run.how.workers, data=run.how.data, read=read):
        _keep(packed, run)


def _read_here(reader: readings.Reader, run: Run, document: Document) -> model.Reading:
    reading = reader.read(document)
    run.told = {document.version_id: told_in(reading)} if reading.status == "read" else {}
    return reading


# ------------------------------------------------------------------ documents


def _documents(names: Iterable[str], run: Run) -> Iterator[Document]:
    """The documents of all files; what is none waits in the quarantine."""
    known = Particulars(lang=run.how.lang, published=run.how.published, publisher=run.how.publisher)
    for name in _sources(names):
        if is_address(name):
            yield from _visited(name, known, run)
            continue
        if name.lower().endswith(_LISTS) and _followed(name, run):
            continue
        for found in documents_in(source_of(name, run.beside), known=known):
            if isinstance(found, SetAside):
                set_aside(found.place, found.why, lines_of=readings.lines_of(found), run=run)
            else:
                yield found


def _visited(url: str, known: Particulars, run: Run) -> Iterator[Document]:
    """What is at an address. The net is imported once it is needed."""
    from lagebild.documents.net.manners import Net
    from lagebild.views.intake.visits import visited

    run.net = run.net or Net()
    for document in visited(
        url, run.net, known, run.ledger.following, run.beside, partial(set_aside, run=run)
    ):
        run.ledger.release_from_quarantine(url)
        yield document


def _followed(name: str, run: Run) -> bool:
    """Whether a file is a list of feeds; then they are followed."""
    from lagebild.views.intake.visits import follow_listed, is_list

    if not is_list(name):
        return False
    follow_listed(name, run.ledger.following, partial(set_aside, run=run))
    return True


def _tried_again(run: Run) -> Iterator[Document]:
    """What is in the quarantine: documents as they are kept there, files anew."""
    for one in run.ledger.quarantined():
        if one.document:
            yield one.document
        elif is_address(one.place):
            yield from _visited(one.place, Particulars(), run)
        elif one.place != STDIN_NAME:
            file, colon, line = one.place.rpartition(":")
            again = documents_in(Path(file if colon and line.isdigit() else one.place))
            for found in again:
                if isinstance(found, Document):
                    run.ledger.release_from_quarantine(one.place)
                    yield found
                elif found.place == one.place:
                    set_aside(one.place, found.why, lines_of=readings.lines_of(found), run=run)


def _kept(run: Run) -> Iterator[Document]:
    """The texts in the ledger."""
    for version in list(run.ledger.versions()):
        packed = run.ledger.packed(version.version_id, version.readings[0].release_id)
        if packed:
            yield msgspec.structs.replace(packed.document, text=unpacked_text(packed.text))


def _sources(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from [name] if name == STDIN or is_address(name) else map(str, files_in([name]))


def _unread(documents: Iterable[Document], run: Run) -> Iterator[Document]:
    """Those that this release has not read, and that need not be forgotten."""
    for document in documents:
        if run.ledger.is_forgotten(document):
            run.came["forgotten"] += 1
        elif run.ledger.has_read(document.version_id, _release_id(document, run)):
            run.came["known"] += 1
            _tell_unnoted(document, run)
        else:
            if document.published and document.published[:10] > now()[:10]:
                run.beside.say(f"{_name(document)}: published {document.published}, which lies ahead")
            yield document
        run.beside.one_more()


def _tell_unnoted(document: Document, run: Run) -> None:
    """What is known stays as it was added: whoever gives a day for it is told where another stands there."""
    if run.how.published is None:
        return
    versions = run.ledger.versions(document.document_id)
    kept = [v.published for v in versions if v.version_id == document.version_id]
    if kept and kept[0] != document.published:
        day = kept[0] or "without a day"
        run.beside.say(
            f"{_name(document)}: known, and stays as it was added ({day}); right would be to add it with its day the first time,"
            ' or as JSON Lines with an "id" of its own'
        )


def _release_id(document: Document, run: Run) -> str | None:
    if document.lang not in installed_languages():
        return None
    return release_id_of(release_of(document.lang, run.how.data))


# ------------------------------------------------------------------ keeping


def _keep(packed: Packed | NotRead, run: Run) -> None:
    if isinstance(packed, NotRead):
        set_aside(packed.document.document_id, packed.why, packed.document, run=run)
        return
    done = run.ledger.record(packed)
    told = run.told.pop(packed.document.version_id, None)
    if told and done.counts and done.what not in ("known", "forgotten"):
        run.ledger.derive(TABLE, [told], more=True)
    run.ledger.release_from_quarantine(packed.document.document_id)
    run.came[done.what] += 1
    if done.what in ("known", "forgotten"):  # it came twice, and both were under way at once
        return
    run.claims += done.claims
    if not done.counts and packed.release_id:
        run.not_counted.add(packed.release_id)
    if packed.status != "read":
        run.beside.set_aside(_name(packed.document), f"kept, not read: {readings.why_unread(packed)}")
    if done.what == "edited":
        _tell_shared_id(packed.document, run)
    run.kept.add(done.document_id)
    _tell(packed, done, run)


def _tell_shared_id(document: Document, run: Run) -> None:
    """Rows of two tables may be numbered alike: the later text would stand for the earlier, as if its publisher had edited it."""
    before = (version.publisher for version in run.ledger.versions(document.document_id))
    another = document.publisher and next(
        (name for name in before if name not in (None, document.publisher)), None
    )
    again = document.document_id in run.kept and not (document.modified or document.url)
    if another or again:
        run.beside.say(
            f"{document.document_id}: the id of another text, too ({another or 'of this run'}), and kept as that one's new wording: "
            "only the later counts; right would be an id of its own, or none"
        )


def _tell(packed: Packed, done: Recorded, run: Run) -> None:
    """`edited  de-wire  12 claims  Title  (2 gained, 1 lost, 0 altered, 11 the same)`."""
    parts = [done.what, done.document_id, claims_told(done.claims), one_line(packed.document.title or "")]
    if done.what == "edited":
        edits = edits_of(run.ledger, done.document_id)
        parts += [f"({edit.changes})" for edit in edits if edit.after == done.version_id]
    parts += [f"(the same text as {copy})" for copy in run.ledger.copies_of(done.document_id)[:1]]
    print("  ".join(filter(None, parts)), flush=True)
    for watch, found in met(run.ledger, run.watches, done.document_id) if run.watches and done.counts else ():
        name = watch.text or watch.remark_id
        print(f"watch  {one_line(name)}  {found.claim.claim_id}  {one_line_of(found.claim)}", flush=True)
    if run.conditions and done.counts:
        _tell_met(done, run)


def _tell_met(done: Recorded, run: Run) -> None:
    """`met  troops  5d1f…  the claim  (condition 3f9a…)`: a watched condition has come true; the exit status says nothing of it."""
    told = tellings_in(done.version_id, run.ledger, run.how.data)
    for name, condition in run.conditions:
        for telling in told:
            if meets(telling, condition):
                words = cut(one_line(telling.sentence), MOST_QUOTED)
                print(
                    f"met  {one_line(name)}  {telling.claim_id}  {words}  (condition {condition.claim_id})",
                    flush=True,
                )


def set_aside(
    place: str, why: str, document: Document | None = None, lines_of: str = "", *, run: Run
) -> None:
    """What cannot be read waits in the quarantine, and is told."""
    run.ledger.set_aside(place, why, document)
    run.beside.set_aside(place if document is None else _name(document), why, lines_of)


def _name(document: Document) -> str:
    return document.title or document.document_id


def _sum_up(run: Run) -> None:
    came = ", ".join(f"{run.came[what]} {what}" for what in sorted(run.came))
    run.beside.say(f"{run.how.ledger}: {came or 'nothing new'}; {claims_told(run.claims)}")
    for release_id in sorted(run.not_counted):
        run.beside.say(
            f"Read by release {release_id}, which is not adopted, so that these claims do not count yet: "
            f"`lagebild adopt {release_id}` shows what would change."
        )
