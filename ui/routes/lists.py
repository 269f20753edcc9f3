"""Lists to take away: `/list/<page>[.<part>].{csv,xlsx}?<the page's parameters>`, the rows that a page shows.
Paragraphs also as a document, as slides and as text to be pasted.

An address of its own, and not a button of the page's session: it answers whatever the page is doing meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from ui import exports, request_view, tables
from ui.exports import CSV, MEDIA, XLSX
from ui.registry import LISTS, chosen
from ui.render import xlsx
from ui.routes import http, paragraph_files
from ui.view import View, origin

FORMS = (CSV, XLSX)


def content(views: Sequence[View], name: str, form: str, origin: str) -> tuple[bytes, str]:
    """(a list as a file, its name), in the language of the first view and of those after it; `origin` is put before the
    addresses in it."""
    view, lists = views[0], [LISTS[name](each, origin) for each in views]
    made, words = replace(lists[0], frame=exports.in_languages([each.frame for each in lists])), view.words
    file = exports.file_name(view, made.content, form, date.today(), chosen(view), made.of)
    if form == CSV:
        return exports.csv_bytes(made.frame), file
    about = {**made.about, words("export.view"): origin + view.here.link()}
    said = made.of or view.document
    return xlsx.workbook(made.frame, about, words, said), file


def _answer(request: Request) -> Response:
    name, form = request.path_params["name"], request.path_params["form"]
    if name == "paragraphs" and form in paragraph_files.FORMS:
        return paragraph_files.answer(request, form)
    if name not in LISTS or form not in FORMS:
        raise HTTPException(404, "there is no such list")
    views = request_view.views_of(name.partition(".")[0], http.asked(request, http.LONG))
    made, file = content(views, name, form, origin())
    return http.attachment(made, MEDIA[form], file, http.kept(views[0].report.atlas))


def _allowed(request: Request) -> list[str]:
    if request.path_params.get("name") in LISTS:
        return list(tables.load().reports)
    return [f"/list/{name}.{form}" for name in LISTS for form in FORMS]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [http.mounted("/list", [http.gated("/{name}.{form}", _answer)], _allowed)]
