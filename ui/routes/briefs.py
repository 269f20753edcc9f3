"""Briefs to take away: `/brief/country.pdf?country=TUN&lang=zh`, `/brief/theme.docx?theme=women_gender&lang=en`.

A page each as PDF or Word document; as the text of an e-mail, plain or with links. With `in=both` in both languages, that
of the address first; with countries side by side, of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from ui import exports, request_view
from ui.briefs import COUNTRY
from ui.content import Brief
from ui.exports import DOCX, HTML, MEDIA, PDF, TEXT
from ui.queries import country_profile
from ui.registry import BRIEFS
from ui.render import docx, fonts, mail, paper
from ui.routes import http
from ui.view import View, origin

Briefs = Sequence[tuple[View[Any], Brief]]
RENDERERS: Mapping[str, Callable[[Briefs], bytes]] = {
    TEXT: lambda briefs: mail.text(brief for _, brief in briefs).encode(),
    HTML: lambda briefs: mail.html(brief for _, brief in briefs).encode(),
    PDF: paper.made,
    DOCX: docx.made,
}


def made(views: Iterable[View[Any]], subject: str, kind: str, origin: str = "") -> bytes:
    """The file. Raises `LookupError` where a view has no theme, `fonts.NoChinese` where it cannot be drawn."""
    alone = [each for view in views for each in _alone(view, subject)]
    return RENDERERS[kind]([(view, BRIEFS[subject].briefs[subject](view, origin)) for view in alone])


def _alone(view: View[Any], subject: str) -> list[View[Any]]:
    """The view of each country that stands in it; only the one whose sentences are shown has some of them chosen."""
    if subject != COUNTRY or not country_profile.beside(view):
        return [view]
    who, code = country_profile.opened(view)
    blank = view.having(beside=None, who=None, of=None)
    return [
        blank.having(country=iso3, of=code if iso3 == who and view.params.of else None)
        for iso3 in country_profile.columns(view)
    ]


def _answer(request: Request) -> Response:
    subject, kind = request.path_params["subject"], request.path_params["kind"]
    if subject not in BRIEFS or kind not in RENDERERS:
        raise HTTPException(404, "there is no such brief")
    page, root = BRIEFS[subject], origin()
    views = request_view.views_of(page.name, http.asked(request))
    try:
        content, code = made(views, subject, kind, root), page.briefs[subject](views[0], root).code
    except LookupError as error:
        raise HTTPException(404, "no theme is given, or it is not known: ?theme=…") from error
    except fonts.NoChinese as error:
        raise HTTPException(503, str(error)) from error
    file = exports.file_name(views[0], page.name, kind, date.today(), [code])
    return http.attachment(content, MEDIA[kind], file, http.kept(views[0].report.atlas, "no-cache"))


def _allowed(_request: Request) -> list[str]:
    return [f"/brief/{subject}.{kind}" for subject in BRIEFS for kind in RENDERERS]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [http.mounted("/brief", [http.gated("/{subject}.{kind}", _answer)], _allowed)]
