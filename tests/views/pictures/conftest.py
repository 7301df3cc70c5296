"""Plain data for every picture, with few rows and with many, with long names and with markup in them."""

from functools import cache

import pytest

from lagebild.stories.relations import Point
from lagebild.views.labels import labels_of
from lagebild.views.pictures.drawing import NARROW, WIDE
from lagebild.views.pictures.figures import Amount, figures_picture
from lagebild.views.pictures.ladder import Step, ladder_picture
from lagebild.views.pictures.matrix import Cell, matrix_picture
from lagebild.views.pictures.network import Tie, network_picture
from lagebild.views.pictures.origins import Way, origins_picture
from lagebild.views.pictures.reliability import reliability_picture
from lagebild.views.pictures.series import series_picture
from lagebild.views.pictures.timeline import Moment, timeline_picture
from lagebild.views.pictures.worldmap import Spot, map_picture

NASTY = "<script>alert(\"1\")</script> & 'x'"
LONG = "Sonderausschuss für die Angelegenheiten der Truppenverlegungen beim Ministerrat"


def ways(n, name):
    return [
        Way(f"{name} {i}, 18 October 2024", f"{name} says {i % 5}", (f"{name} wire",) if i % 2 else (),
            inferred=i % 3 == 0, counts=i % 4 != 0, why=name)
        for i in range(n)
    ]  # fmt: skip


def amounts(n, name):
    kinds = ("exact", "about", "at_least", "at_most", "range")
    return [
        Amount(f"{name} {i}", 1000 + i, 1000 + i * (400 if i % 5 == 4 else 1), f"{1000 + i}", "soldiers", "reported", kinds[i % 5],
               "2024-10-18", "2024-10-20" if i % 7 == 6 else "")
        for i in range(n)
    ]  # fmt: skip


def moments(n, name):
    signs = ("claims", "hearsay", "denies", "confirms")
    return [
        Moment(f"2024-{1 + i % 12:02}-1{i % 9}", signs[i % 4], f"{name} {i}", f"reported, {name}")
        for i in range(n)
    ]


def steps(n, name):
    return [
        Step(f"{name} {i}", "2024-10-18", (f"{name} {i}",)) if i % 2 else Step(f"{name} {i}")
        for i in range(n)
    ]


def cells(n, name):
    signs = ("claims", "hearsay", "denies", "confirms")
    return [
        Cell(f"{name} {i // 3}", f"{name} source {i % 29}", signs[i % 4], f"{name}, reported")
        for i in range(n)
    ]


def ties(n, name):
    return [
        Tie(f"{name} {i % 9}", f"{name} {i % 9 + 1 + i // 9}", i % 4, -(i % 3), 1 + i % 5)
        for i in range(1, n + 1)
    ]


def points(n, name):
    return [
        Point(
            month=f"{2000 + i // 6}-{1 + 2 * (i % 6):02}",
            cooperation=i % 5,
            conflict=-(i % 7),
            stories=("s",),
        )
        for i in range(n)
    ]


def spots(n, name):
    kinds = ("site", "city", "region", "country")
    return [
        Spot(
            f"{name} {i}",
            20 + (i * 7) % 60,
            30 + (i * 5) % 30,
            kinds[i % 4],
            (f"{name}; per {name}; reported",),
            "UKR" if i % 4 == 3 else "",
        )
        for i in range(n)
    ]


def bins(n, name):
    return [
        {"low": i / n, "high": (i + 1) / n, "n": 10 + i, "said": (i + 0.5) / n, "happened": i / n}
        for i in range(n)
    ]


def titled(draw):
    return lambda rows, labels, width: draw(
        rows, f"Title of {rows and getattr(rows[0], 'who', '')}", labels, width
    )


PICTURES = {
    "origins": (ways, titled(origins_picture)),
    "figures": (amounts, titled(figures_picture)),
    "timeline": (moments, titled(timeline_picture)),
    "ladder": (steps, titled(ladder_picture)),
    "matrix": (cells, titled(matrix_picture)),
    "network": (ties, titled(network_picture)),
    "series": (points, titled(series_picture)),
    "map": (spots, titled(map_picture)),
    "reliability": (bins, reliability_picture),
}


WORDS = {"plain": "Yonhap", "long": LONG, "nasty": NASTY}
AMOUNTS = ((0, "plain"), (1, "long"), (60, "plain"), (60, "long"), (60, "nasty"))


def fresh(name, n, words, width, lang):
    make, draw = PICTURES[name]
    return draw(make(n, WORDS[words]), labels_of(lang), width)


drawn_once = cache(fresh)


@pytest.fixture(
    params=[(name, *amount) for name in PICTURES for amount in AMOUNTS], ids=lambda p: " ".join(map(str, p))
)
def case(request):
    """A picture to draw: `case(width, lang)`."""
    return lambda width=WIDE, lang="en": drawn_once(*request.param, width, lang)


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def width(request):
    return request.param
