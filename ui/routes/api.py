"""The tables over HTTP: `/api/<table>.{csv,json,parquet,xlsx}`, the whole package, and their description.

A request only chooses: table, format, conditions and values all come from lists (`ui/routes/api_query.py`).
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from ui import exports, metrics, request_view, tables, url_state
from ui.cache import keep_few
from ui.exports import CSV, JSON, MEDIA, PARQUET, XLSX
from ui.i18n import words
from ui.render import xlsx
from ui.routes import api_page, api_query, http, openapi
from ui.routes import package as archive
from ui.routes.api_query import Selection
from ui.url_state import Refused
from ui.view import base_path, origin

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# Raise it when the same rows are written in another way.
_EDITION = 1
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition, X-Total-Rows, X-Rows, X-Row-Cap",
}
_KEPT = {"Cache-Control": "public, max-age=300", **_OPEN}
_MOST_KEPT = 16
# In examples, where the settings do not say where the app is served.
_SOMEWHERE = "https://atlas.example.org"


def about(atlas: tables.Atlas, selection: Selection, total: int, returned: int) -> dict[str, Any]:
    """What an answer holds and on what terms: the head of JSON, the metadata of Parquet."""
    say, path = words(selection.lang), f"{base_path()}/api/{selection.table}.json"
    after = selection.offset + returned
    more = f"{path}?{selection.public(offset=after)}" if after < total and returned else None
    query_of = selection.public()
    return {
        "table": selection.table,
        "reports": [
            {key: str(row[key]) for key in ("report", "symbol", "title", "language", "address")}
            for row in _reports(atlas, selection)
        ],
        "filters": {name: list(values) for name, values in selection.filters}
        | ({"q": selection.q} if selection.q else {}),
        "paging": {
            "total": total,
            "returned": returned,
            "offset": selection.offset,
            "limit": selection.limit,
            "cap": api_query.CAP,
            "next": more,
        },
        "data": {
            "date": atlas.date,
            "version": atlas.version,
            "sha256": atlas.hashes.get(selection.table, ""),
        },
        "licence": {"name": "CC-BY-4.0", "address": LICENCE, "note": say("api.licence")},
        "disclaimer": say("api.disclaimer"),
        "address": f"{path}?{query_of}" if query_of else path,
    }


def _reports(atlas: tables.Atlas, selection: Selection) -> list[dict[str, Any]]:
    asked = dict(selection.filters).get("report", tuple(atlas.reports))
    return [atlas.report(report).row for report in atlas.reports if report in asked]


def file_name(atlas: tables.Atlas, selection: Selection, form: str) -> str:
    """`A-74-36_mentions_iso3-TUN_2026-11-23.csv`: report, table, conditions, date of the data."""
    reports = _reports(atlas, selection)
    symbol = str(reports[0]["symbol"]) if len(reports) == 1 else f"{len(reports)}-reports"
    conditions = [f"{name}-{'-'.join(values)}" for name, values in selection.filters if name != "report"]
    conditions += ["search"] if selection.q else []
    conditions += [f"from-{selection.offset + 1}"] if selection.offset else []
    conditions += [f"limit-{selection.limit}"] if selection.limit != api_query.CAP else []
    parts = [symbol, selection.table, *conditions]
    return "_".join(_plain(part)[:60] for part in (*parts, atlas.date)) + f".{form}"


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-")


def as_json(frame: pd.DataFrame, head: Mapping[str, Any], _lang: str) -> bytes:
    """Head and rows; an unknown number is null."""
    plain = frame.astype(object)
    rows = plain.where(plain.notna(), None).to_dict("records")
    return json.dumps({**head, "rows": rows}, ensure_ascii=False, allow_nan=False).encode()


def as_parquet(frame: pd.DataFrame, head: Mapping[str, Any], _lang: str) -> bytes:
    """Typed columns; the head stands in the file's metadata under `atlas`."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    known = {**(table.schema.metadata or {}), b"atlas": json.dumps(head, ensure_ascii=False).encode()}
    target = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(known), target)
    return target.getvalue()


def as_xlsx(frame: pd.DataFrame, head: Mapping[str, Any], lang: str) -> bytes:
    """A workbook of the rows and a sheet of where they come from."""
    say, paging = words(lang), head["paging"]
    conditions = [f"{name} = {value}" for name, values in head["filters"].items() for value in _each(values)]
    said = {
        say("export.symbol"): "\n".join(report["symbol"] for report in head["reports"]),
        say("export.title"): "\n".join(report["title"] for report in head["reports"]),
        say("export.address"): "\n".join(report["address"] for report in head["reports"]),
        say("api.sheet_table"): str(head["table"]),
        say("export.filters"): "\n".join(conditions) or say("export.no_filters"),
        say("export.rows"): say(
            "api.sheet_rows",
            first=paging["offset"] + min(1, paging["returned"]),
            last=paging["offset"] + paging["returned"],
            total=paging["total"],
        ),
        say("export.date"): str(head["data"]["date"]),
        say("api.sheet_version"): str(head["data"]["version"]),
        say("api.sheet_address"): str(head["address"]),
        say("api.sheet_licence"): f"{head['licence']['note']} {LICENCE}",
        say("export.disclaimer"): str(head["disclaimer"]),
    }
    return xlsx.workbook(
        frame, said, say, f"{head['table']} · {said[say('export.symbol')]}".replace("\n", ", ")
    )


def _each(values: Any) -> list[str]:
    return [values] if isinstance(values, str) else list(values)


WRITERS: dict[str, Callable[[pd.DataFrame, Mapping[str, Any], str], bytes]] = {
    CSV: lambda frame, _head, _lang: exports.csv_bytes(frame),
    JSON: as_json,
    PARQUET: as_parquet,
    XLSX: as_xlsx,
}


@keep_few(_MOST_KEPT)
def _body(atlas: tables.Atlas, selection: Selection, form: str) -> tuple[bytes, int, int, str]:
    """(the file, rows that meet the conditions, rows in it, the way to the next page)."""
    rows, total = api_query.rows(atlas, selection)
    head = about(atlas, selection, total, len(rows))
    if form == "json" and selection.table == "passages":
        read = pd.Series(api_query.readings_of(atlas, rows, selection.lang), dtype=object)
        rows = rows.assign(reading_text=read)
    after = (head["paging"]["next"] or "").replace(".json?", f".{form}?", 1)
    return WRITERS[form](rows, head, selection.lang), total, len(rows), after


def table(request: Request) -> Response:
    """One table in one format."""
    name, form = request.path_params["table"], request.path_params["form"]
    if name not in tables.NAMES:
        raise Refused("there is no such table", tables.NAMES, 404)
    if form not in WRITERS:
        raise Refused("there is no such format", WRITERS, 404)
    # Conditions may be given several times; all else is read, or refused, with them.
    asked = dict(parse_qsl(request.url.query[: api_query.LONGEST], errors="replace"))
    atlas = request_view.atlas_of(asked)
    selection = api_query.read(atlas, name, request.url.query)
    tag, kept = _tag(atlas, name, form, selection.params()), _kept(atlas)
    if same := http.unchanged(request, tag, kept):
        return same
    body, total, returned, after = _body(atlas, selection, form)
    place = "inline" if form == "json" else "attachment"
    links = [f'<{LICENCE}>; rel="license"', f'<{base_path()}/api/openapi.json>; rel="service-desc"']
    mine = f"&{url_state.OWN}={atlas.key}" if atlas.key else ""
    links += [f'<{after}{mine}>; rel="next"'] if after else []
    headers = {
        "ETag": tag,
        "Content-Disposition": f'{place}; filename="{file_name(atlas, selection, form)}"',
        "X-Total-Rows": str(total),
        "X-Rows": str(returned),
        "X-Row-Cap": str(api_query.CAP),
        "Link": ", ".join(links),
        **kept,
    }
    return Response(body, media_type=MEDIA[form], headers=headers)


def package(request: Request) -> Response:
    """All tables, datapackage.json and LICENSES.md in one archive."""
    asked = http.asked(request)
    atlas = request_view.atlas_of(asked)
    report = asked.get(url_state.REPORT, "")
    if report and report not in atlas.reports:
        raise HTTPException(404, "there is no such report")
    tag, kept = _tag(atlas, "package", "zip", ""), _kept(atlas)
    if same := http.unchanged(request, tag, kept):
        return same
    name = _plain(report if report in atlas.own else "rights-report-atlas") + f"_{_plain(atlas.date)}.zip"
    headers = {"ETag": tag, "Content-Disposition": f'attachment; filename="{name}"', **kept}
    return Response(archive.content(atlas), media_type="application/zip", headers=headers)


def description(_request: Request) -> Response:
    """The OpenAPI description."""
    return JSONResponse(openapi.description(tuple(WRITERS), MEDIA, base_path()), headers=_KEPT)


def page(request: Request) -> Response:
    """The page for people."""
    lang = http.language(request.url.query, request.headers.get("accept-language", ""))
    body = api_page.html(tables.load(), words(lang), tuple(WRITERS), base_path(), origin() or _SOMEWHERE)
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language", "Content-Language": lang}
    return HTMLResponse(body, headers=headers)


def preflight(request: Request) -> Response:
    """The answer to a browser that asks whether a page from elsewhere may read; what only a session has, it may not."""
    if url_state.OWN in request.query_params:
        return Response(status_code=204, headers={"Cache-Control": "no-store"})
    asked = request.headers.get("access-control-request-headers", "")
    plain = asked if re.fullmatch(r"[\w, -]{0,200}", asked) else ""
    headers = {"Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Max-Age": "86400"}
    return Response(
        status_code=204, headers={**_OPEN, **headers, "Access-Control-Allow-Headers": plain, "Vary": "*"}
    )


def _kept(atlas: tables.Atlas) -> dict[str, str]:
    """What only a session has is kept by nobody, and read by no other site."""
    return http.kept(atlas) if atlas.key else _KEPT


def _tag(atlas: tables.Atlas, *parts: str) -> str:
    return http.tag(_EDITION, atlas.version, atlas.date, *parts)


def _error(status: int, error: str, allowed: Any = (), **more: str) -> JSONResponse:
    headers = {"Cache-Control": "no-store", **_OPEN}
    return JSONResponse({"error": error, "allowed": list(allowed), **more}, status, headers)


def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return _error(error.status, error.error, error.allowed)


def _not_here(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    paths = [f"/api/<table>.{form}" for form in WRITERS]
    return _error(
        error.status_code, str(error.detail), [*paths, "/api/package.zip", "/api/openapi.json", "/api"]
    )


def _fault(_request: Request, exception: Exception) -> Response:
    metrics.error(type(exception).__name__)
    return _error(500, "an error of ours; it is in the log")


def routes() -> list[BaseRoute]:
    """What `app.py` mounts."""
    inside = [
        http.gated("/", page),
        http.gated("/package.zip", package),
        http.gated("/openapi.json", description),
        http.gated("/{table}.{form}", table),
    ]
    inside += [Route(each.path, preflight, methods=["OPTIONS"]) for each in inside]
    handlers: dict[Any, Any] = {
        Refused: _refused,
        tables.TablesError: http.no_tables,
        HTTPException: _not_here,
        Exception: _fault,
    }
    asked = Route("/api", preflight, methods=["OPTIONS"])
    return [
        http.gated("/api", page),
        asked,
        Mount("/api", app=Starlette(routes=inside, exception_handlers=handlers)),
    ]
