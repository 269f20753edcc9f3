"""Briefs to take away: `/brief/country.pdf?country=TUN&lang=zh`, `/brief/theme.docx?theme=women_gender&lang=en`.

On one page, as PDF or Word document; a country also as a longer page to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ui import exports, request_view
from ui.briefs import COUNTRY, THEME
from ui.content import Brief
from ui.country import brief as country_brief
from ui.registry import BRIEFS
from ui.render import documents, docx, fonts, paper
from ui.routes import http
from ui.view import View

PDF, DOCX = KINDS = exports.BRIEF
HTML = "html"
MIME = {
    HTML: "text/html; charset=utf-8",
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
FORMS = {COUNTRY: (*KINDS, HTML), THEME: KINDS}
_RENDERERS: Mapping[str, Callable[[View, Brief], bytes]] = {PDF: paper.made, DOCX: docx.made}


def made(view: View[Any], subject: str, kind: str, origin: str = "") -> bytes:
    """The file. Raises `LookupError` where the view has no theme, `fonts.NoChinese` where it cannot be drawn."""
    if kind == HTML:
        said, title = country_brief.whole(view, origin), country_brief.document_title(view)
        return documents.brief_document(said, view.words, title).encode()
    return _RENDERERS[kind](view, BRIEFS[subject].briefs[subject](view, origin))


def _answer(request: Request) -> Response:
    subject, kind = request.path_params["subject"], request.path_params["kind"]
    if kind not in FORMS.get(subject, ()):
        raise HTTPException(404, "there is no such brief")
    page, origin = BRIEFS[subject], http.origin(request)
    view = request_view.view_of(page.name, http.asked(request))
    try:
        content, code = made(view, subject, kind, origin), page.briefs[subject](view, origin).code
    except LookupError as error:
        raise HTTPException(404, "no theme is given, or it is not known: ?theme=…") from error
    except fonts.NoChinese as error:
        raise HTTPException(503, str(error)) from error
    file = exports.file_name(view, page.name, kind, date.today(), [code])
    return http.attachment(content, MIME[kind], file, {"Cache-Control": "no-cache"})


def _allowed(_request: Request) -> list[str]:
    return [f"/brief/{subject}.{kind}" for subject, kinds in FORMS.items() for kind in kinds]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [http.mounted("/brief", [Route("/{subject}.{kind}", _answer)], _allowed)]
