"""The brief of a country or a theme as a file of one page: `/brief/country.pdf?iso3=TUN`, `/brief/theme.docx?t=women`.

A country also as a longer page to keep: `/brief/country.html?iso3=TUN`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ui import exports, fonts
from ui.briefs import content
from ui.content import Brief
from ui.country import printable
from ui.queries import country_profile
from ui.render import docx, paper
from ui.routes import http, request_view
from ui.view import View

PDF, DOCX = KINDS = exports.BRIEF
HTML = "html"
MIME = {
    HTML: "text/html; charset=utf-8",
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
FORMS = {content.COUNTRY: (*KINDS, HTML), content.THEME: KINDS}
_RENDERERS: Mapping[str, Callable[[View, Brief], bytes]] = {PDF: paper.made, DOCX: docx.made}


def made(view: View, subject: str, kind: str, origin: str = "") -> bytes:
    """The file. Raises `LookupError` where the view has no theme, `fonts.NoChinese` where one cannot be drawn."""
    if kind == HTML:
        return printable.document(view, country_profile.country_of(view), origin)
    brief = content.of(view, subject, origin)
    fonts.check(paper.page(view, brief))
    return _RENDERERS[kind](view, brief)


def _answer(request: Request) -> Response:
    subject, kind = request.path_params["subject"], request.path_params["kind"]
    if kind not in FORMS.get(subject, ()):
        raise HTTPException(404, "there is no such brief")
    view = request_view.view_of(content.PAGES[subject], http.asked(request))
    origin = http.origin(request)
    try:
        file, code = made(view, subject, kind, origin), content.of(view, subject, origin).code
    except LookupError as error:
        raise HTTPException(404, "no theme is given, or it is not known: ?t=…") from error
    except fonts.NoChinese as error:
        raise HTTPException(503, str(error)) from error
    name = exports.file_name(view, content.PAGES[subject], kind, code)
    return http.attachment(file, MIME[kind], name, {"Cache-Control": "no-cache"})


def _allowed(_request: Request) -> list[str]:
    return [f"/brief/{subject}.{kind}" for subject, kinds in FORMS.items() for kind in kinds]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [http.mounted("/brief", [Route("/{subject}.{kind}", _answer)], _allowed)]
