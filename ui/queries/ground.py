"""What every map lies on: which countries have a shape, which are too small for one, where their names stand, and what of
it is not determined."""

from __future__ import annotations

import json
from itertools import pairwise

from ui.cache import kept
from ui.content import Ground
from ui.tables import SHAPES, Report
from ui.view import View

Point = tuple[float, float]
Line = tuple[Point, ...]
# Borders that the maps of the United Nations say are not yet determined; beside them, all round areas without a State.
UNDETERMINED = (("SDN", "SSD"),)


@kept
def ground(view: View) -> Ground:
    """The ground of a view's maps; it is the same for all reports of the same reference."""
    atlas, countries, words = view.report.atlas, view.report.atlas.countries, view.words
    placed = countries[countries["label_lon"] != ""]
    disputed = [code for code in atlas.boundary_ids if code not in countries.index]
    return Ground(
        tuple(code for code in atlas.boundary_ids if code in countries.index),
        {code: words(f"undetermined.{code}") for code in disputed},
        tuple(str(code) for code in placed.loc[placed["marker"] == "1", "iso3"]),
        {
            str(code): (float(lon), float(lat))
            for code, lon, lat in zip(placed["iso3"], placed["label_lon"], placed["label_lat"], strict=True)
        },
        dict(atlas.tiles),
        atlas.boundary_version,
        _dotted(view.report, tuple(disputed)),
    )


@kept
def _dotted(report: Report, disputed: tuple[str, ...]) -> tuple[Line, ...]:
    """The boundaries that are not determined, in degrees."""
    if not disputed:
        return ()
    shapes = json.loads(report.atlas.boundaries[SHAPES])["features"]
    rings = {each["id"]: _rings(each["geometry"]["coordinates"]) for each in shapes}
    around = [ring for code in disputed for ring in rings[code]]
    borders = [line for one, other in UNDETERMINED for line in shared(rings[one], rings[other])]
    return (*around, *borders)


def _rings(polygons: list[list[list[list[float]]]]) -> list[Line]:
    return [tuple((x, y) for x, y in ring) for polygon in polygons for ring in polygon]


def shared(rings: list[Line], others: list[Line]) -> list[Line]:
    """The lines that two shapes have in common; both were made of the same points."""
    theirs = {frozenset(pair) for ring in others for pair in pairwise(ring)}
    lines: list[list[Point]] = []
    for ring in rings:
        for pair in pairwise(ring):
            if frozenset(pair) not in theirs:
                continue
            if lines and lines[-1][-1] == pair[0]:
                lines[-1].append(pair[1])
            else:
                lines.append(list(pair))
    return [tuple(line) for line in lines]
