"""Stories against gold: `python -m benchmarks.stories FOLDER`.

The folder has docs.jsonl (documents as for `lagebild link`) and stories.jsonl (gold: story, type, mentions, origins, status, phase,
look-alikes). Prints the rates, and documents, claims and stories beside each other: what counting documents would have said.
"""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

import msgspec

from lagebild import Lagebild
from lagebild.documents import SetAside, documents_in
from lagebild.evaluation import score_stories
from lagebild.stories import stories_of, tellings_of
from lagebild.views.storylines import shape_of


def main() -> int:
    """Read, link, score, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    reader = Lagebild()
    readings = [reader.read(d) for d in documents_in(folder / "docs.jsonl") if not isinstance(d, SetAside)]
    stories = stories_of(t for reading in readings for t in tellings_of(reading))
    gold = [
        msgspec.json.decode(line)
        for line in (folder / "stories.jsonl").read_bytes().splitlines()
        if line.strip()
    ]
    rates = score_stories(gold, [shape_of(story) for story in stories])
    for name, rate in asdict(rates).items():
        print(f"{name.replace('_', ' '):<20} {rate:.3f}")
    claims = sum(len(story.tellings) for story in stories)
    print(f"{len(readings)} documents, {claims} claims, {len(stories)} stories; {len(gold)} stories in gold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
