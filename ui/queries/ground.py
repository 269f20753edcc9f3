"""What every map lies on: which countries have a shape, which are too small for one, where their names stand."""

from __future__ import annotations

from ui.cache import kept
from ui.content import Ground
from ui.tables import Report


@kept
def ground(report: Report) -> Ground:
    """The ground of a report's maps; it is the same for all reports of the same reference."""
    atlas, countries = report.atlas, report.atlas.countries
    placed = countries[countries["label_lon"] != ""]
    return Ground(
        tuple(code for code in atlas.boundary_ids if code in countries.index),
        tuple(code for code in atlas.boundary_ids if code not in countries.index),
        tuple(str(code) for code in placed.loc[placed["marker"] == "1", "iso3"]),
        {
            str(code): (float(lon), float(lat))
            for code, lon, lat in zip(placed["iso3"], placed["label_lon"], placed["label_lat"], strict=True)
        },
        dict(atlas.tiles),
        atlas.boundary_version,
    )
