"""Lists to take away: `/list/<page>[.<part>].{csv,xlsx}?<the page's parameters>`, the rows that a page shows.

An address of its own, and not a button of the page's session: it answers whatever the page is doing meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ui import exports, tables
from ui.compare import comparison, contrast, parallel
from ui.countries import gazetteer
from ui.country import brief
from ui.exports import CSV, XLSX, Listing
from ui.funding import accounts
from ui.paragraphs import reader
from ui.presences import fieldwork
from ui.served import opening, serving
from ui.themes import thematic
from ui.view import View

# Name of the list → what makes it, given the view and where the app is served; before the full stop is its page.
MAKERS: Mapping[str, Callable[[View, str], Listing]] = {
    "countries": lambda view, _: gazetteer.listing(view),
    "country": brief.listing,
    "themes.outline": lambda view, _: thematic.outline_listing(view),
    "themes.crossing": lambda view, _: thematic.crossing_listing(view),
    "presences": lambda view, _: fieldwork.listing(view),
    "funding": lambda view, _: accounts.listing(view),
    "paragraphs": lambda view, _: reader.listing(view),
    "compare": lambda view, _: _compared(view).listing(view),
}
MEDIA = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _compared(view: View) -> ModuleType:
    return parallel if comparison.aspect_of(view) == comparison.LANGUAGES else contrast


def content(view: View, name: str, form: str, origin: str) -> tuple[bytes, str]:
    """(a list as a file, its name); `origin` is put before the addresses in it."""
    made, words = MAKERS[name](view, origin), view.words
    file = exports.file_name(view, made.content, form, made.of)
    if form == CSV:
        return exports.csv_bytes(made.frame), file
    about = {**made.about, words("export.view"): origin + view.here.link()}
    sheets = words("export.sheet_data"), words("export.sheet_source")
    return exports.xlsx_bytes(made.frame, about, *sheets), file


def _answer(request: Request) -> Response:
    name, form = request.path_params["name"], request.path_params["form"]
    if name not in MAKERS or form not in MEDIA:
        raise HTTPException(404, "there is no such list")
    view = opening.view_of(name.partition(".")[0], serving.asked(request))
    made, file = content(view, name, form, serving.origin(request))
    return serving.attachment(made, MEDIA[form], file, serving.kept(view.report.atlas))


def _allowed(request: Request) -> list[str]:
    if request.path_params.get("name") in MAKERS:
        return list(tables.load().reports)
    return [f"/list/{name}.{form}" for name in MAKERS for form in MEDIA]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [serving.mounted("/list", [Route("/{name}.{form}", _answer)], _allowed)]
