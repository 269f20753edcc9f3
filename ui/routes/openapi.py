"""The API described for programs (OpenAPI 3.1), made from the contract of the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui import contract, tables, url_state
from ui.i18n import FALLBACK, LANGUAGES
from ui.routes import api_query

_TYPES = {"text": "string", "integer": "integer", "number": "number"}
# What the ending of a condition's name adds.
_WAYS = {"": "", "_all": "; every one of the values is met", "_not": "; none of the values is met"}
_EXPLAINED = {
    "q": "Words that the passage's text holds, all of them; case is ignored",
    "limit": f"How many rows at most; {api_query.CAP} is the cap and the default",
    "offset": "How many rows to skip",
    "lang": "Language of notes and of the source sheet",
    "has_figure": "1: only passages that state a figure",
    "has_presence": "1: only passages that speak of a presence or visit",
    "cites": "1: only passages that cite a document",
    "iso3": "Country (ISO 3166-1 alpha-3, XKX for Kosovo) or M49 region; through the passage: it is named there",
    "theme": "Cross-cutting theme of the passage",
    "section": "Part of the outline with all its parts",
    "region": "Region that the row's country lies in: an M49 code, or one of the Office's own regions",
    "group": "Group that the row's country belongs to: ldc, lldc or sids",
    "year": "Year that the row's report reaches to",
    "body": "Body that the row's report is for, as its symbol begins: A, A/HRC, E",
    "scope": "all: of a report in several languages one text, in the language of q or else of lang",
    "engagement": "Type of engagement with a country that the passage names",
}


def description(formats: Sequence[str], media: Mapping[str, str], base: str) -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, Any] = {
        f"/api/{table}.{{format}}": _path(table, formats, media) for table in tables.NAMES
    }
    paths["/api/package.zip"] = _file(
        "package", "All tables, datapackage.json, LICENSES.md", "application/zip"
    )
    paths["/api/openapi.json"] = _file("openapi", "This description", "application/json")
    paths["/api"] = _file("page", "A page for people", "text/html")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Rights Report Atlas",
            "version": "1",
            "summary": "Findings from reports of the UN High Commissioner for Human Rights",
            "description": "Every condition is an equality; conditions given twice are joined by or, different "
            "ones by and. Offsets count code points in passages.text, end exclusive.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        **({"servers": [{"url": base}]} if base else {}),
        "paths": paths,
        "components": {
            "schemas": {
                "error": _object({"error": {"type": "string"}, "allowed": _list({"type": "string"})}),
                **{table: _row(table) for table in tables.NAMES},
            },
            "responses": {
                "refused": {
                    "description": "Not understood: what is wrong, and what is allowed",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/error"}}},
                }
            },
        },
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _row(table: str) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for column in contract.columns(table):
        kind = _TYPES[column.kind]
        properties[column.name] = {
            "type": [kind, "null"] if column.optional else kind,
            "description": column.explanation,
            **({"enum": list(column.allowed)} if column.allowed else {}),
        }
    required = _object(properties)
    if table == "passages":
        said = "An unofficial reading of the text in the language asked for; null where there is none"
        properties["reading_text"] = {"type": ["string", "null"], "description": said}
    return {**required, "description": contract.explanation(table), "additionalProperties": False}


def _parameters(table: str, formats: Sequence[str]) -> list[dict[str, Any]]:
    columns = {column.name: column for column in contract.columns(table)}
    found: list[dict[str, Any]] = [
        {"name": "format", "in": "path", "required": True, "schema": {"type": "string", "enum": [*formats]}}
    ]
    for name in api_query.filters_of(table):
        column = columns.get(name)
        one: dict[str, Any] = {"type": "string"}
        if column and column.allowed:
            one["enum"] = list(column.allowed)
        found.append(
            {
                "name": name,
                "in": "query",
                "description": column.explanation if column and name != "iso3" else _explained(name),
                "schema": _list(one),
                "explode": True,
            }
        )
    single: dict[str, dict[str, Any]] = {
        "limit": {"type": "integer", "minimum": 1, "default": api_query.CAP},
        "offset": {"type": "integer", "minimum": 0, "default": 0},
        "lang": {"type": "string", "enum": list(LANGUAGES), "default": FALLBACK},
    }
    if table == "passages":
        single["q"] = {"type": "string", "maxLength": url_state.LONGEST_QUERY}
    return found + [
        {"name": name, "in": "query", "description": _EXPLAINED[name], "schema": schema}
        for name, schema in single.items()
    ]


def _explained(name: str) -> str:
    base = api_query.base_of(name)
    return f"{_EXPLAINED[base]}{_WAYS[name[len(base) :]]}"


def _path(table: str, formats: Sequence[str], media: Mapping[str, str]) -> dict[str, Any]:
    paging = {name: {"type": "integer"} for name in ("total", "returned", "offset", "limit", "cap")}
    answer = _object(
        {
            "table": {"const": table},
            "reports": _list({"type": "object"}),
            "filters": {"type": "object"},
            "paging": _object({**paging, "next": {"type": ["string", "null"]}}),
            "data": _object({name: {"type": "string"} for name in ("date", "version", "sha256")}),
            "licence": _object({name: {"type": "string"} for name in ("name", "address", "note")}),
            "disclaimer": {"type": "string"},
            "address": {"type": "string"},
            "rows": _list({"$ref": f"#/components/schemas/{table}"}),
        }
    )
    content: dict[str, Any] = {media[form].partition(";")[0]: {} for form in formats if form != "json"}
    content["application/json"] = {"schema": answer}
    return {
        "get": {
            "operationId": table,
            "summary": contract.explanation(table),
            "parameters": _parameters(table, formats),
            "responses": {
                "200": {
                    "description": "The rows",
                    "headers": {
                        name: {"description": text, "schema": {"type": "string"}}
                        for name, text in {
                            "ETag": "Changes when the rows do; send it as If-None-Match",
                            "X-Total-Rows": "Rows that meet the conditions",
                            "X-Rows": "Rows in this answer",
                            "X-Row-Cap": "Rows that one answer holds at most",
                            "Link": "The next page (rel=next), the licence",
                        }.items()
                    },
                    "content": content,
                },
                "304": {"description": "Unchanged"},
                "400": {"$ref": "#/components/responses/refused"},
                "404": {"$ref": "#/components/responses/refused"},
                "503": {"$ref": "#/components/responses/refused"},
            },
        }
    }


def _file(name: str, summary: str, media: str) -> dict[str, Any]:
    answer = {"description": summary, "content": {media: {}}}
    return {"get": {"operationId": name, "summary": summary, "responses": {"200": answer}}}
