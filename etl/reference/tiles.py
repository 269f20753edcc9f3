"""The world as equal tiles: every State one square, near its place on the map.

Positions are an assignment of label points to the cells of a grid with the least squared distance. Before it, the
points are drawn apart where they are dense (Europe, the Caribbean), together where they are sparse (oceans).
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

COLUMNS, ROWS = 24, 16
# Besides the members: observers, and areas that reports speak of like States.
OTHERS = ("VAT", "PSE", "ESH", "XKX")
_SPREAD = 0.45  # 0: as on the map, 1: evenly filled
_WEST = -150.0  # the edge of the map, in the open Pacific: Kiribati and Samoa lie in the east


def build(sources: Path, out: Path) -> None:
    """Write `generated/tiles.csv` (iso3,column,row; 0,0 is north-west) below `out` from `countries.csv`."""
    with (sources / "countries.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["un_member"] == "1" or r["iso3"] in OTHERS]
    lon = np.array([(float(r["label_lon"]) - _WEST) % 360 for r in rows])
    lat = np.array([-float(r["label_lat"]) for r in rows])
    x, y = _spread(lon) * (COLUMNS - 1), _spread(lat) * (ROWS - 1)
    across, down = (a.ravel() for a in np.meshgrid(np.arange(COLUMNS), np.arange(ROWS)))
    cost = (x[:, None] - across) ** 2 + (y[:, None] - down) ** 2
    _, cells = linear_sum_assignment(cost)
    path = out / "generated" / "tiles.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["iso3", "column", "row"])
        writer.writerows([r["iso3"], across[c], down[c]] for r, c in zip(rows, cells, strict=True))


def _spread(values: np.ndarray) -> np.ndarray:
    """Values from 0 to 1, part by size and part by rank."""
    size = (values - values.min()) / (values.max() - values.min())
    rank = values.argsort().argsort() / (len(values) - 1)
    mixed: np.ndarray = _SPREAD * rank + (1 - _SPREAD) * size
    return mixed
