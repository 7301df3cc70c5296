"""Stories against gold: `python -m benchmarks.stories FOLDER … [--keep]`.

A folder has docs.jsonl (documents as for `lagebild link`) and stories.jsonl (gold: story, type, mentions, origins, status, phase,
look-alikes). Prints the rates, and documents, claims and stories beside each other: what counting documents would have said. Where
the folder has roles.jsonl (who, to whom, where of each gold story), linking is measured on gold claims, too: what is left to mend there is
linking, the rest is reading. `--keep` writes benchmarks/results/stories.json, with the demo's documents, claims and stories.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from lagebild import Lagebild
from lagebild.documents import SetAside, documents_in
from lagebild.evaluation import score_stories
from lagebild.gazetteer import load_gazetteer
from lagebild.model import Claim, Event, Reading, Span
from lagebild.stories import Story, Telling, stories_of, tellings_of
from lagebild.views.storylines import shape_of

RESULTS = Path(__file__).parent / "results" / "stories.json"
DEMO = Path(__file__).parents[1] / "src" / "lagebild" / "demo" / "reports.jsonl"
Mention = Mapping[str, Any]


def main() -> int:
    """Read, link, score, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--keep", action="store_true", help="write benchmarks/results/stories.json")
    asked = parser.parse_args()
    reader = Lagebild()
    record = {folder.name: _measured(folder, reader) for folder in asked.folders}
    for name, table in record.items():
        print("\n".join([name, *(f"  {key:<34} {value}" for key, value in table.items())]))
    if asked.keep:
        record["demo"] = _beside(stories_of(_told(_read(DEMO, reader))), len(_read(DEMO, reader)))
        RESULTS.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return 0


def _measured(folder: Path, reader: Lagebild) -> dict[str, Any]:
    """The rates of a folder, and what counting documents would have said."""
    readings, gold = _read(folder / "docs.jsonl", reader), _rows(folder / "stories.jsonl")
    stories = stories_of(_told(readings))
    texts = {reading.document.document_id: reading.document.text for reading in readings}
    rates = asdict(score_stories(gold, [shape_of(story) for story in stories], texts))
    table = {name.replace("_", " "): round(rate, 3) for name, rate in rates.items()}
    if (folder / "roles.jsonl").exists():
        roles = {row["story"]: row for row in _rows(folder / "roles.jsonl")}
        for name, told in _on_gold_claims(readings, gold, roles):
            linked = score_stories(gold, [shape_of(story) for story in stories_of(told)])
            table |= {
                f"{name}: F1": round(linked.f1, 3),
                f"{name}: false pairs": round(linked.false_pairs, 3),
            }
            table |= {f"{name}: recall": round(linked.recall, 3)}
    return {**table, **_beside(stories, len(readings)), "stories in gold": len(gold)}


def _beside(stories: Sequence[Story], documents: int) -> dict[str, Any]:
    """Articles, claims and stories beside each other; of those that several articles tell, articles against origins."""
    events = [story for story in stories if story.type]
    retold = [(len({t.document_id for t in s.tellings}), s.part("overall").count) for s in events]
    many = [(articles, origins) for articles, origins in retold if articles > 1]
    return {
        "articles": documents,
        "claims": sum(len(story.tellings) for story in stories),
        "claims of events": sum(len(story.tellings) for story in events),
        "stories": len(events),
        "stories of several articles": len(many),
        "their articles": sum(articles for articles, _ in many),
        "their independent origins": sum(origins for _, origins in many),
    }


def _read(path: Path, reader: Lagebild) -> list[Reading]:
    return [reader.read(d) for d in documents_in(path) if not isinstance(d, SetAside)]


def _told(readings: Sequence[Reading]) -> list[Telling]:
    return [telling for reading in readings for telling in tellings_of(reading)]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line.strip()]


# ------------------------------------------------------------------ gold claims


def _on_gold_claims(
    readings: Sequence[Reading], gold: Sequence[Mapping[str, Any]], roles: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, list[Telling]]]:
    """Only the gold mentions, as they were read; and with gold's type, doers, those to whom it was done, place, and none missed."""
    found = [(s, m, _claim_of(m, readings)) for s in gold for m in s["mentions"]]
    by_claim = {t.claim_id: t for t in _told(readings)}
    read = [by_claim[claim.claim_id] for _, _, claim in found if claim is not None]
    yield "mentions as read", list({t.claim_id: t for t in read}.values())
    yield "gold claims", [_mended(s, m, claim, roles[s["story"]], readings) for s, m, claim in found]


def _claim_of(mention: Mention, readings: Sequence[Reading]) -> Claim | None:
    """The claim that a mention's trigger, or one that is accepted for it, overlaps."""
    reading = next(r for r in readings if r.document.document_id == mention["document"])
    for trigger in (mention, *mention.get("accept", ())):
        first = trigger["trigger_start"]
        last = first + len(trigger["trigger"])
        for claim in reading.claims:
            if claim.trigger.start < last and first < claim.trigger.end:
                return claim
    return None


def _mended(
    story: Mapping[str, Any],
    mention: Mention,
    claim: Claim | None,
    role: Mapping[str, Any],
    readings: Sequence[Reading],
) -> Telling:
    """The claim of a mention with gold's type, and of gold's roles those whom its sentence names."""
    reading = next(r for r in readings if r.document.document_id == mention["document"])
    start = mention["trigger_start"]
    sentence = next(s for s in reading.sentences if s.start <= start < s.end)
    made = Claim(
        claim_id=f"{mention['document']}:{start}",
        sentence=sentence.i,
        trigger=Span(start=start, end=start + len(mention["trigger"]), text=mention["trigger"]),
        content=Event(
            type=story["type"],
            mode=claim.event.mode if claim and claim.event and claim.event.type == story["type"] else None,
            period=claim.content.period if claim else None,
            quantities=claim.content.quantities if claim else (),
            recipients=claim.event.recipients if claim and claim.event else (),
        ),
        chain=claim.chain if claim else (),
        time=claim.time if claim else "past",
        commitment=claim.commitment if claim else "certain",
        evidence_mode=claim.evidence_mode if claim else "own",
        certainty=claim.certainty if claim else "asserted",
        polarity=claim.polarity if claim else "affirmed",
        stances=claim.stances if claim else (),
    )
    (told,) = tellings_of(msgspec.structs.replace(reading, claims=(made,)))
    named = {*told.ids, *(i.partition("/")[0] for i in told.ids)}
    place = role["place"] if role["place"] in named else None
    return msgspec.structs.replace(
        told,
        actors=tuple(i for i in role["actors"] if i in named),
        recipients=tuple(i for i in role["recipients"] if i in named),
        place=place,
        country=place.partition("/")[0] if place and load_gazetteer().place(place) else None,
        passing=bool(mention.get("background")),
    )


if __name__ == "__main__":
    sys.exit(main())
