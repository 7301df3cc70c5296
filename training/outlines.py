"""The outlines of the map: Natural Earth in, `views/pictures/outlines.json` out.

Takes two files of Natural Earth 1:10m (public domain) as GeoJSON: admin_0_countries_deu and admin_0_disputed_areas; gives the outlines
of states and of disputed areas, simplified together so that neighbours keep one border. Whose outline a disputed area is
drawn in, `disputed.csv` says, whatever Natural Earth does; docs/decisions/0012-borders.md says why.

    python -m pip install shapely==2.1.2
    python -m training.outlines ne_10m_admin_0_countries_deu.geojson ne_10m_admin_0_disputed_areas.geojson
"""

import csv
import itertools
import json
import sys
from collections import defaultdict
from pathlib import Path

import shapely
from shapely.geometry import shape
from shapely.geometry.polygon import orient

PICTURES = Path(__file__).parent.parent / "src" / "lagebild" / "views" / "pictures"
TOLERANCE = 0.045  # degrees, as Visvalingam counts: 190 KB; .03 gives 330 KB, and more than a picture of a continent can show
SMALLEST = 0.012  # square degrees: islands below it are left out, unless nothing else is there of a state
GRID = 100  # steps of a degree
# Natural Earth's codes that are not those of ISO 3166 and PLOVER; None: bases, reefs and seas that are no state's outline here.
CODES = {"SDS": "SSD", "SAH": "ESH", "PSX": "PSE", "ALD": "ALA", "ESB": "CYP", "WSB": "CYP", "CYN": "CYP", "CNM": "CYP", "SOL": "SOM", "USG": "CUB",
         "KAB": "KAZ", "IOA": "AUS", "CSI": "AUS", "ATC": "AUS", "CLP": "FRA", "BRI": "BRA", "BRT": None, "PGA": None, "SCR": None, "KAS": None}  # fmt: skip


def main(countries_path: str, disputed_path: str) -> None:
    """1. whose outline each piece is in; 2. no overlaps; 3. simplify all together; 4. write."""
    rows = _rows()
    areas = _areas(json.loads(Path(disputed_path).read_text("utf-8")), rows)
    states = _states(json.loads(Path(countries_path).read_text("utf-8")))
    taken = shapely.union_all(list(areas.values()))
    pieces = {(code, ""): shapely.difference(each, taken) for code, each in states.items()}
    pieces |= {(row["law"], row["id"]): areas[row["id"]] for row in rows if row["id"] in areas}
    pieces = {key: each for key, each in pieces.items() if not each.is_empty}
    simple = shapely.coverage_simplify(list(pieces.values()), TOLERANCE, simplify_boundary=True)
    _write(dict(zip(pieces, simple, strict=True)))


def _rows() -> list[dict[str, str]]:
    lines = (PICTURES / "disputed.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _areas(geo: dict, rows: list[dict[str, str]]) -> dict[str, shapely.Geometry]:
    """The disputed areas, each of one piece with all its parts, none over another."""
    by_name = defaultdict(list)
    for feature in geo["features"]:
        names = {key.upper(): value for key, value in feature["properties"].items()}
        by_name[names["BRK_NAME"]].append(shapely.make_valid(shape(feature["geometry"])))
    found: dict[str, shapely.Geometry] = {}
    for row in rows:
        wanted = [part for part in row["parts"].split(";") if part]
        if missing := [part for part in wanted if part not in by_name]:
            raise SystemExit(f"disputed.csv: {row['id']}: Natural Earth has no {missing}")
        if wanted:
            found[row["id"]] = shapely.union_all([g for part in wanted for g in by_name[part]])
    return found


def _states(geo: dict) -> dict[str, shapely.Geometry]:
    parts = defaultdict(list)
    for feature in geo["features"]:
        theirs = feature["properties"]["ADM0_A3"]
        if (code := CODES.get(theirs, theirs)) and code != "ATA":
            parts[code].append(shapely.make_valid(shape(feature["geometry"])))
    return {code: shapely.union_all(each) for code, each in sorted(parts.items())}


def _write(pieces: dict[tuple[str | None, str], shapely.Geometry]) -> None:
    """The whole outline of each state (with what is disputed in it), and the disputed areas by themselves."""
    whole = defaultdict(list)
    for (code, _), each in pieces.items():
        if code:
            whole[code].append(each)
    states = {code: _coded(shapely.union_all(each)) for code, each in sorted(whole.items())}
    areas = {area: _coded(each) for (_, area), each in sorted(pieces.items(), key=str) if area}
    source = "Natural Earth (naturalearthdata.com): countries 5.1, disputed areas 4.0; public domain; made by training/outlines.py"
    body = {"source": source, "grid": GRID, "states": states, "disputed": areas}
    out = PICTURES / "outlines.json"
    out.write_text(json.dumps(body, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{out.name}: {out.stat().st_size:,} bytes, {len(states)} states, {len(areas)} disputed areas")


def _coded(geometry: shapely.Geometry) -> list[str]:
    """The rings, largest first: pairs of steps from point to point, as `outlines.py` reads them. Outer rings turn left, holes right."""
    polygons = [g for g in getattr(geometry, "geoms", [geometry]) if g.geom_type == "Polygon"]
    polygons.sort(key=lambda g: (-g.area, g.bounds))
    kept = [g for g in polygons if g.area >= SMALLEST] or polygons[:1]
    rings = (ring for g in map(orient, kept) for ring in (g.exterior, *g.interiors))
    return [line for line in map(_line, rings) if line]


def _line(ring: shapely.LinearRing) -> str:
    points = list(dict.fromkeys((round(x * GRID), round(y * GRID)) for x, y in ring.coords))
    if len(points) < 3:
        return ""
    steps = [points[0], *((b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(points))]
    return "".join(_letters(number) for step in steps for number in step)


def _letters(number: int) -> str:
    """A signed number in printable letters, five bits each, lowest first (the encoded polyline form)."""
    rest = ~(number << 1) if number < 0 else number << 1
    letters = ""
    while rest >= 0x20:
        letters += chr((0x20 | (rest & 0x1F)) + 63)
        rest >>= 5
    return letters + chr(rest + 63)


if __name__ == "__main__":
    main(*sys.argv[1:])
