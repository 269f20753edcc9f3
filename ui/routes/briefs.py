"""Briefs to take away: `/brief/country.pdf?country=TUN&lang=zh`, `/brief/theme.docx?theme=women_gender&lang=en`.

On one page, as PDF or Word document; a country also as a longer page to keep.
"""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ui import exports, request_view
from ui import fonts as fonts_module
from ui.briefs import files
from ui.briefs.content import COUNTRY, THEME
from ui.country import printable
from ui.queries import country_profile
from ui.registry import BRIEFS
from ui.routes import http

HTML = "html"
MIME = {
    HTML: "text/html; charset=utf-8",
    files.PDF: "application/pdf",
    files.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
FORMS = {COUNTRY: (*files.KINDS, HTML), THEME: files.KINDS}


def _answer(request: Request) -> Response:
    subject, kind = request.path_params["subject"], request.path_params["kind"]
    if kind not in FORMS.get(subject, ()):
        raise HTTPException(404, "there is no such brief")
    page, origin = BRIEFS[subject], http.origin(request)
    view = request_view.view_of(page.name, http.asked(request))
    try:
        said = page.briefs[subject](view, origin)
        if kind == HTML:
            content = printable.document(view, country_profile.country_of(view), origin)
        else:
            content = files.MAKERS[kind](view, said)
    except LookupError as error:
        raise HTTPException(404, "no theme is given, or it is not known: ?theme=…") from error
    except fonts_module.NoChinese as error:
        raise HTTPException(503, str(error)) from error
    file = exports.file_name(view, page.name, kind, date.today(), said.code)
    return http.attachment(content, MIME[kind], file, {"Cache-Control": "no-cache"})


def _allowed(_request: Request) -> list[str]:
    return [f"/brief/{subject}.{kind}" for subject, kinds in FORMS.items() for kind in kinds]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [http.mounted("/brief", [Route("/{subject}.{kind}", _answer)], _allowed)]
