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
from ui.compare import bilingual_content
from ui.compare import content as compare_content
from ui.countries import content as countries_content
from ui.country import printable
from ui.exports import CSV, XLSX, Listing
from ui.funding import content as funding_content
from ui.paragraphs import content as paragraphs_content
from ui.presences import content as presences_content
from ui.queries import report_comparison
from ui.routes import http, request_view
from ui.themes import content as themes_content
from ui.view import View

# Name of the list → what makes it, given the view and where the app is served; before the full stop is its page.
MAKERS: Mapping[str, Callable[[View, str], Listing]] = {
    "countries": lambda view, _: countries_content.listing(view),
    "country": printable.listing,
    "themes.outline": lambda view, _: themes_content.outline_listing(view),
    "themes.crossing": lambda view, _: themes_content.crossing_listing(view),
    "presences": lambda view, _: presences_content.listing(view),
    "funding": lambda view, _: funding_content.listing(view),
    "paragraphs": lambda view, _: paragraphs_content.listing(view),
    "compare": lambda view, _: _compared(view).listing(view),
}
MEDIA = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _compared(view: View) -> ModuleType:
    return (
        bilingual_content
        if report_comparison.aspect_of(view) == report_comparison.LANGUAGES
        else compare_content
    )


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
    view = request_view.view_of(name.partition(".")[0], http.asked(request))
    made, file = content(view, name, form, http.origin(request))
    return http.attachment(made, MEDIA[form], file, http.kept(view.report.atlas))


def _allowed(request: Request) -> list[str]:
    if request.path_params.get("name") in MAKERS:
        return list(tables.load().reports)
    return [f"/list/{name}.{form}" for name in MAKERS for form in MEDIA]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [http.mounted("/list", [Route("/{name}.{form}", _answer)], _allowed)]
