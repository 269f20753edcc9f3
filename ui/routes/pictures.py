"""Pictures to take away: `/picture/<page>[.<part>].svg?<the page's parameters>`, each with its source.

A picture carries what a page says around it: finding, conditions, legend, source and address.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ui import evidence, findings, picture_links, request_view, tables
from ui.cache import keep_few
from ui.palette import LIGHT
from ui.plates.base import Picture, sentence
from ui.queries import country_counts, country_profile
from ui.registry import PICTURES
from ui.render import svg
from ui.routes import http
from ui.view import View

_MOST_KEPT = 24
# Raise it when the same view is drawn in another way.
_EDITION = 1


@keep_few(_MOST_KEPT)
def picture(view: View[Any], name: str, origin: str = "") -> str:
    """A picture as SVG text; `origin` is put before the address of the view."""
    made = PICTURES[name](view)
    pieces = [svg.block(made.over, 16, LIGHT.quiet)] if made.over else []
    pieces.append(svg.block(made.title, 28, bold=True, leading=1.35))
    pieces.append(svg.block(made.subtitle, 16, LIGHT.quiet))
    head = svg.stack(pieces, 6)
    notes = view.words("app.sentence_gap").join(sentence(view, note) for note in made.notes)
    # A country's page without a country shows the one named most: the address says which that was.
    there = (
        view.here.link(country=country_profile.country_of(view))
        if view.here.page == "country"
        else view.here.link()
    )
    date = view.words.date(view.report.atlas.date)
    said = [notes, source(view, made), view.words("pictures.address", date=date, address=origin + there)]
    rule = svg.Drawn(svg.rect(0, 0, svg.CONTENT, 1, LIGHT.line), 1)
    foot = svg.stack([rule, *(svg.block(line, 14, LIGHT.quiet, leading=1.55) for line in said if line)], 8)
    parts = [head, made.body, *([svg.legend(made.keys)] if made.keys else []), foot]
    return svg.sheet(view.lang, made.title, alt(view, made), svg.stack(parts, 24))


def alt(view: View, made: Picture) -> str:
    """The picture in words: the conditions, what is counted, its highest values, and whence they come."""
    top = view.words.listing(made.top)
    said = [made.over, made.subtitle, top, source(view, made)]
    return view.words("app.sentence_gap").join(sentence(view, part) for part in said if part)


def source(view: View, made: Picture) -> str:
    """The report and the paragraphs counted."""
    if made.source:
        return made.source
    row, say = view.report.row, view.words
    rows, order = evidence.rows_by_passage(view), country_counts.paragraphs_of(view.report)
    numbers = findings.runs([(order[p], str(rows[p]["number"])) for p in made.paragraphs if p in order])
    key = ("source_none", "source_one")[len(made.paragraphs)] if len(made.paragraphs) < 2 else "source"
    return say(
        f"pictures.{key}",
        symbol=row["symbol"],
        title=view.title,
        n=len(made.paragraphs),
        total=len(order),
        numbers=say.listing(numbers),
    )


def _answer(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in PICTURES:
        raise HTTPException(404, "there is no such picture")
    page, _, part = name.partition(".")
    view = request_view.drawn_view_of(page, http.asked(request))
    origin = http.origin(request)
    atlas = view.report.atlas
    kept = http.kept(atlas)
    asked = (
        atlas.version,
        atlas.date,
        atlas.boundary_version,
        name,
        origin,
        view.report.report,
        view.here.link(),
    )
    # Weak: compression on the way changes the bytes but not the picture.
    tag = f'W/"{hashlib.sha256(repr((_EDITION, asked)).encode()).hexdigest()[:32]}"'
    if http.known(request, tag):
        return Response(status_code=304, headers={"ETag": tag, **kept})
    of = country_profile.country_of(view) if page == "country" else ""
    file = picture_links.file_name(view, part, "svg", date.today(), of)
    return http.attachment(picture(view, name, origin), "image/svg+xml", file, {"ETag": tag, **kept})


def _allowed(request: Request) -> list[str]:
    drawn = request.path_params.get("name") in PICTURES
    return tables.load().reports if drawn else [f"/picture/{name}.svg" for name in PICTURES]


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    return [http.mounted("/picture", [Route("/{name}.svg", _answer)], _allowed)]
