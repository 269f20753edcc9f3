"""Paragraphs to take away as they are shown: `/list/paragraphs.{docx,pptx,txt}?<the page's parameters>`."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ui import deck, exports, readings, request_view
from ui.exports import DOCX, MEDIA, PPTX, TEXT
from ui.paragraphs import content, listing
from ui.queries import paragraph_search
from ui.queries.archive_search import EVERY
from ui.render import word_list
from ui.routes import http
from ui.slides import content as slide_content
from ui.slides import export_process
from ui.view import View, origin

FORMS = (DOCX, PPTX, TEXT)


def document(view: View[Any]) -> bytes:
    """The paragraphs as a Word document."""
    words = view.words
    conditions = words.listing(content.said(view).values())
    under = [
        view.document,
        *([f"{words('paragraphs.conditions')}{words('app.colon')}{conditions}"] if conditions else []),
    ]
    title = words.count("paragraphs", len(paragraph_search.taken(view)))
    aid = readings.said(view)
    return word_list.made(view, title, [*under, *([aid] if aid else [])], listing.passages(view))


def slides(view: View[Any], asked: dict[str, str], origin: str) -> bytes:
    """The paragraphs as slides, each in its own words. Raises `export_process.Failed`."""
    rows = paragraph_search.taken(view)[: deck.MOST]
    given = deck.Deck(tuple(slide_content.quote(passage) for passage in rows))
    return export_process.export(PPTX, deck.encode(given), asked, origin, lambda _done, _all: None)


def answer(request: Request, form: str) -> Response:
    """The file in one of these forms."""
    asked = http.asked(request, http.LONG)
    if asked.get("scope") == EVERY:
        raise HTTPException(404, "this form is of one report at a time: leave scope out, or take csv or xlsx")
    view = request_view.view_of("paragraphs", asked, strict=True)
    root = "" if view.report.atlas.key else origin()
    headers = http.kept(view.report.atlas)
    if form == TEXT:
        return Response(listing.text(view), media_type=MEDIA[TEXT], headers=headers)
    try:
        made = document(view) if form == DOCX else slides(view, asked, root)
    except export_process.Failed as failed:
        said = view.words(f"present.{failed.why}", seconds=round(export_process.SECONDS))
        raise HTTPException(503, said) from failed
    return http.attachment(
        made,
        MEDIA[form],
        exports.file_name(view, "paragraphs", form, date.today(), content.said(view).values()),
        headers,
    )
