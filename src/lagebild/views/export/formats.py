"""The forms there are, and how each is made.

Takes what was asked; gives bytes, as they come. Of a ledger everything streams; of files, and of a ledger as it stood before a day, forms of
stories read everything first.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import typer

from lagebild.ledger import Found, Query, SqliteLedger, may_write, open_ledger
from lagebild.ledger.records import EVERYTHING
from lagebild.model import Document, Reading
from lagebild.stories import Story, tellings_of
from lagebild.views.beside import Beside
from lagebild.views.export.asking import (
    check_ledger,
    check_query,
    claims_kept,
    document_of,
    found_in,
    readings_in,
    readings_kept,
)
from lagebild.views.export.cells import Row, csv_lines, json_lines, tab_lines
from lagebild.views.labels import Labels
from lagebild.views.standin import opened
from lagebild.views.storydata import Material, linked, material_in


@dataclass(frozen=True)
class Asked:
    """What is to be exported: from where, which claims, how. `beside` counts what was set aside, `withheld` events that a form cannot say who says."""

    names: tuple[str, ...]
    ledger: Path
    query: Query
    data: tuple[Path, ...]
    labels: Labels
    beside: Beside = field(default_factory=Beside)
    attributed: bool = False
    csv: bool = False
    withheld: Counter[str] = field(default_factory=Counter)

    @property
    def claims(self) -> Iterator[Found]:
        """The claims that meet the query, as they are read."""
        if not self.names:
            yield from claims_kept(self.ledger, self.query)
            return
        check_query(self.query)
        whole: Material | None = self.__dict__.get("material")
        for reading in whole.readings if whole else readings_in(self.names, self.data, self.beside):
            yield from found_in(reading, self.query)

    @cached_property
    def material(self) -> Material:
        """Everything that is there, and its stories."""
        if not self.names:
            return material_in((), self.ledger, self.data)
        found = tuple(readings_in(self.names, self.data, self.beside))
        told = tuple(t for reading in found for t in tellings_of(reading))
        return Material(lambda: (found, told))

    @cached_property
    def wanted(self) -> frozenset[str] | None:
        """The ids of the claims that meet the query; None when nothing is asked, and all do."""
        if self.query == EVERYTHING:
            return None
        return frozenset(found.claim.claim_id for found in self.claims)

    @property
    def streams(self) -> bool:
        """Whether stories are there, and need not be made."""
        return not self.names and self.query.as_of is None

    @property
    def stories(self) -> Iterator[Story]:
        """The stories of which a claim meets the query."""
        yield from filter(
            self.is_wanted,
            self._kept_stories() if self.streams else self.material.stories_by(self.query.as_of),
        )

    def is_wanted(self, story: Story) -> bool:
        """Whether a claim of it meets the query."""
        return self.wanted is None or any(t.claim_id in self.wanted for t in story.tellings)

    def _kept_stories(self) -> Iterator[Story]:
        with self.linked() as ledger:
            yield from ledger.stories.every()

    @contextmanager
    def linked(self) -> Iterator[SqliteLedger]:
        """The ledger, its stories up to date."""
        check_ledger(self.ledger)
        with opened(self.ledger) as ledger:
            linked(ledger, self.data)
            yield ledger

    @property
    def readings(self) -> Iterator[Reading]:
        """The documents of which a claim meets the query."""
        for reading in self.material.readings if self.names else readings_kept(self.ledger):
            if self.wanted is None or any(claim.claim_id in self.wanted for claim in reading.claims):
                yield reading


Make = Callable[[Asked], Iterator[bytes]]


def _list(names: Sequence[str], rows: Iterable[Row], asked: Asked) -> Iterator[bytes]:
    return csv_lines(names, rows) if asked.csv else json_lines(rows)


def _claims(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export import lists

    return _list(lists.CLAIM, lists.claim_rows(asked.claims), asked)


def _stories(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export import lists

    return _list(lists.STORY, lists.story_rows(asked.stories, asked.labels), asked)


def _documents(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export import lists

    return _list(lists.DOCUMENT, lists.document_rows(asked.readings), asked)


def _sources(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export import lists

    return _list(lists.SOURCE, lists.source_rows(asked.stories, asked.labels), asked)


def _dyads(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export import lists

    if not asked.streams:
        return _list(lists.DYAD, lists.dyad_rows(lists.months_of(asked.stories), asked.labels), asked)
    return _kept_dyads(asked)


def _kept_dyads(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export import lists

    with asked.linked() as ledger:
        months = lists.months_kept(ledger.stories, asked.is_wanted)
        yield from _list(lists.DYAD, lists.dyad_rows(months, asked.labels), asked)


def _plover(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export.events import plover_rows

    return json_lines(plover_rows(asked.claims, attributed=asked.attributed, withheld=asked.withheld))


def _cameo(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export.events import ATTRIBUTION, CAMEO, cameo_rows
    from lagebild.views.labels import labels_for

    names = (*CAMEO, *ATTRIBUTION) if asked.attributed else CAMEO
    lang = labels_for().lang
    return tab_lines(
        names, cameo_rows(asked.claims, lang, attributed=asked.attributed, withheld=asked.withheld)
    )


def _geojson(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export.geojson import geojson_lines

    return geojson_lines(asked.claims)


def _stix(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export.stix import stix_lines

    return stix_lines(asked.claims, asked.labels)


def _jsonld(asked: Asked) -> Iterator[bytes]:
    from lagebild.views.export.jsonld import first_told, jsonld_lines

    if asked.streams:
        return _streamed(asked)
    documents = {reading.document.document_id: reading.document for reading in asked.material.readings}
    first = first_told(asked.material.stories_by(asked.query.as_of))
    return jsonld_lines(asked.claims, lambda claim: documents.get(first.get(claim, "")))


def _streamed(asked: Asked) -> Iterator[bytes]:
    """The same of a ledger: of each claim the story, and the document that told it first, are looked up; the last ones are remembered."""
    from lagebild.views.export.jsonld import first_told, jsonld_lines

    with asked.linked() as ledger:

        @lru_cache(REMEMBERED)
        def told(story_id: str) -> dict[str, str]:
            story = ledger.stories.story(story_id)
            return first_told((story,)) if story else {}

        def first(claim_id: str) -> Document | None:
            story_id = ledger.stories.story_id(claim_id)
            document_id = told(story_id).get(claim_id) if story_id else None
            return document_of(ledger, document_id) if document_id else None

        yield from jsonld_lines(asked.claims, lru_cache(REMEMBERED)(first))


FORMATS: dict[str, Make] = {
    "plover": _plover,
    "cameo": _cameo,
    "geojson": _geojson,
    "stix": _stix,
    "jsonld": _jsonld,
    "claims": _claims,
    "stories": _stories,
    "documents": _documents,
    "sources": _sources,
    "dyads": _dyads,
}
REMEMBERED = 256  # stories, and claims
LISTS = ("claims", "stories", "documents", "sources", "dyads")
EVENTS = ("plover", "cameo")


def export(form: str, asked: Asked, out: Path | None) -> int:
    """Write one form, to a file or to standard output; a file is there whole or not at all."""
    if asked.csv and form not in LISTS:
        raise typer.BadParameter(
            f"{form} is no list; right would be one of {', '.join(LISTS)}", param_hint="--csv"
        )
    if asked.attributed and form not in EVENTS:
        raise typer.BadParameter(
            f"{form} has who says so in any case; it is for {' and '.join(EVENTS)}",
            param_hint="--with-attribution",
        )
    lines = FORMATS[form](asked)
    if out is None:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
    else:
        from lagebild.engines.whole import write_whole

        write_whole(out, lines)
        _note(asked, out)
    if n := asked.withheld.total():
        asked.beside.say(
            f"{n:,} event{'s' * (n > 1)} left out that no text asserts itself (said, denied, presumed, planned); right would be --with-attribution, which writes who says so and how surely"
        )
    return 1 if asked.beside.aside else 0


def _note(asked: Asked, out: Path) -> None:
    """The ledger remembers where its texts lie, for `forget`."""
    if asked.names:
        return
    if may_write(asked.ledger):
        with open_ledger(asked.ledger) as ledger:
            ledger.note_copy(out, "export")
    else:
        asked.beside.say(
            f"{asked.ledger}: only to be read, so that it does not know of {out}: `forget` will not name it"
        )
