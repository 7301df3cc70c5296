"""What `lagebild map` does: the places of claims as lines, and as a map.

Takes what was asked; writes a line a place to standard output, and the map where a path was given.
"""

import sys
from pathlib import Path
from typing import cast

from lagebild.views.export.formats import Asked
from lagebild.views.pictures.outlines import Viewpoint
from lagebild.views.pictures.places import spots_of
from lagebild.views.pictures.worldmap import map_picture


def tell_places(asked: Asked, svg: Path | None, viewpoint: str) -> int:
    """The places, those of most claims first."""
    labels = asked.labels
    spots = spots_of(((found.claim, found.document) for found in asked.claims), labels)
    if svg:
        title = labels.word("picture", "map_title")
        picture = map_picture(spots, title, labels, viewpoint=cast(Viewpoint, viewpoint))
        svg.write_text(picture.file, encoding="utf-8")
        print(f"{svg}: {len(picture.file.encode()):,} bytes", file=sys.stderr)
    for spot in sorted(spots, key=lambda s: (-len(s.said), s.name)):
        where = f"{spot.lat:.2f} {spot.lon:.2f}" if not spot.state else spot.state
        parts = (
            spot.name,
            labels.word("precision", spot.precision),
            labels.count("claims", len(spot.said)),
            where,
            spot.said[0],
        )
        print("\t".join(parts))
    return 1 if asked.beside.aside else 0
