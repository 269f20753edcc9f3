"""The API without a browser: the routes that `app.py` mounts, asked without a socket."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from urllib.parse import quote

import pandas as pd
import pyarrow.parquet as pq
import pytest
from asking import ask
from starlette.routing import Mount, Route

from ui import contract, exports, tables, url_state
from ui.registry import PAGES
from ui.routes import api, api_page, api_query, openapi

FORMATS = tuple(api.WRITERS)
LANGUAGES = ("zh", "en")


def plain(value: object) -> object:
    """A value as any of the formats gives it back: text, a float, or None for nothing."""
    if isinstance(value, str):
        return value or None
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[arg-type]


def unescaped(text: str) -> str:
    return text[1:] if text[:1] == "'" and exports.escape_cell(text[1:]) == text else text


def rows_of(table: str, form: str, body: bytes) -> list[list[object]]:
    kinds = [column.kind for column in contract.columns(table)]
    names = [column.name for column in contract.columns(table)]
    if form == "json":
        return [[plain(row[name]) for name in names] for row in json.loads(body)["rows"]]
    if form == "parquet":
        read = pq.read_table(io.BytesIO(body))
        assert read.column_names == names and b"atlas" in read.schema.metadata
        return [[plain(row[name]) for name in names] for row in read.to_pylist()]
    if form == "csv":
        assert body.startswith(b"\xef\xbb\xbf")
        head, *lines = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    else:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.load_workbook(io.BytesIO(body))
        assert book.sheetnames == ["Data", "Source"] or len(book.sheetnames) == 2
        head, *lines = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
        lines = [["" if cell is None else cell for cell in line] for line in lines]
    assert list(head) == names
    return [
        [
            plain(unescaped(str(cell)) if kind == "text" else (float(cell) if cell != "" else None))
            for kind, cell in zip(kinds, line, strict=True)
        ]
        for line in lines
    ]


def expected(frame: pd.DataFrame) -> list[list[object]]:
    return [[plain(value) for value in row] for row in frame.itertuples(index=False)]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("table", tables.NAMES)
def test_every_table_in_every_format_is_the_same_rows(atlas, table, form):
    answer = ask(f"/api/{table}.{form}")
    assert answer.status == 200 and answer.headers["content-type"] == api.MEDIA[form]
    assert rows_of(table, form, answer.body) == expected(atlas.whole(table))
    assert answer.headers["x-total-rows"] == answer.headers["x-rows"] == str(len(atlas.whole(table)))
    assert answer.headers["x-row-cap"] == str(api_query.CAP)
    name = answer.headers["content-disposition"]
    assert f"A-74-36_{table}_{atlas.date}.{form}" in name and name.isascii()


FILTERS = [
    ("mentions", "iso3=TUN", lambda f: f[f["iso3"] == "TUN"]),
    ("mentions", "c=TUN&iso3=COD", lambda f: f[f["iso3"].isin(["TUN", "COD"])]),
    ("mentions", "iso3=TUN&kind=name&kind=place", lambda f: f[(f["iso3"] == "TUN") & f["kind"].isin(["name", "place"])]),
    ("mentions", "report=A-74-36.zh&passage=81", lambda f: f[f["passage"] == "81"]),
    ("passages", "section=II.E", lambda f: f[(f["section"] == "II.E") | f["section"].str.startswith("II.E.")]),
    ("passages", "kind=footnote", lambda f: f[f["kind"] == "footnote"]),
    ("passages", "number=81&kind=paragraph", lambda f: f[f["passage"] == "81"]),
    ("engagements", "engagement=training&rank=1", lambda f: f[(f["engagement"] == "training") & (f["rank"] == 1)]),
    ("figures", "currency=", lambda f: f[f["currency"] == ""]),
    ("themes", "t=women_gender&weight=core", lambda f: f[(f["theme"] == "women_gender") & (f["weight"] == "core")]),
    ("sections", "level=1", lambda f: f[f["level"] == 1]),
    ("presences", "iso3=", lambda f: f[f["iso3"] == ""]),
    ("passages", "q=" + quote("酷刑"), lambda f: f[f["text"].str.contains("酷刑", regex=False)]),
    ("mentions", "iso3=ISL", lambda f: f[f["iso3"] == "ISL"]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "asked", "meant"), FILTERS, ids=[f"{t}?{q}" for t, q, _ in FILTERS])
def test_conditions_choose_rows(atlas, table, asked, meant):
    answer = ask(f"/api/{table}.json?{asked}")
    assert answer.status == 200
    assert rows_of(table, "json", answer.body) == expected(meant(atlas.whole(table)))


def test_conditions_reach_through_the_passage_as_on_the_pages(atlas, make_view):
    from ui import filters
    from ui.queries import paragraph_facets

    view = make_view("paragraphs")
    facets = paragraph_facets.facets_of(view.report)
    for chosen, asked in [
        ({"place": "TUN", "theme": "women_gender"}, "c=TUN&t=women_gender"),
        ({"place": "002"}, "iso3=002"),
        ({"engagement": "training", "section": "II.D"}, "e=training&s=II.D"),
        ({"has_figure": "1", "cites": "1"}, "fig=1&doc=1"),
    ]:
        kept = filters.keep(view.report.passages, facets, chosen, "").paragraphs
        answer = ask(f"/api/passages.json?{asked}&kind=paragraph")
        assert tuple(row["passage"] for row in answer.json["rows"]) == kept, asked


def test_a_region_is_its_countries(atlas):
    answer = ask("/api/mentions.json?iso3=002")
    countries = atlas.countries
    africa = set(countries.loc[countries["m49_region"] == "002", "iso3"])
    assert {row["iso3"] for row in answer.json["rows"]} == set(atlas.whole("mentions")["iso3"]) & africa


def test_conditions_that_nothing_meets_leave_a_table_with_its_columns():
    """Also one on a group of countries, of rows that bear no country themselves."""
    for table, asked in (
        ("figures", "group=ldc&category=reach&passage=fn7"),
        ("readings", "passage=fn7&has_presence=1"),
    ):
        answer = ask(f"/api/{table}.csv?{asked}")
        head = answer.body.decode("utf-8-sig").splitlines()
        assert answer.status == 200 and head == [",".join(column.name for column in contract.columns(table))]


def test_paging_walks_all_rows_once(atlas):
    path, asked, seen = "/api/mentions.json", "limit=100&kind=country&lang=zh", []
    pages = 0
    while True:
        answer = ask(f"{path}?{asked}")
        paging = answer.json["paging"]
        seen += answer.json["rows"]
        pages += 1
        assert paging["cap"] == api_query.CAP and paging["limit"] == 100
        if paging["next"] is None:
            assert 'rel="next"' not in answer.headers["link"]
            break
        path, _, asked = paging["next"].partition("?")
        assert f'<{paging["next"]}>; rel="next"' in answer.headers["link"]
    mentions = atlas.whole("mentions")
    assert len(seen) == paging["total"] == int((mentions["kind"] == "country").sum()) and pages > 1
    assert len({(r["passage"], r["start"], r["iso3"]) for r in seen}) == len(seen)


def test_the_cap_is_kept_and_said(monkeypatch):
    answer = ask("/api/mentions.json?limit=999999")
    assert answer.json["paging"]["limit"] == api_query.CAP and answer.headers["x-row-cap"] == str(
        api_query.CAP
    )
    beyond = ask("/api/mentions.csv?offset=999999")
    assert beyond.status == 200 and beyond.headers["x-rows"] == "0" and "next" not in beyond.headers["link"]
    second = ask("/api/mentions.csv?limit=10&offset=10")
    assert "from-11" in second.headers["content-disposition"]
    assert '/api/mentions.csv?limit=10&offset=20>; rel="next"' in second.headers["link"]


@pytest.mark.parametrize("path", ["/api/mentions.csv", "/api/figures.xlsx", "/api/package.zip"])
def test_what_has_not_changed_is_not_sent_again(path):
    first = ask(path)
    tag = first.headers["etag"]
    assert "max-age" in first.headers["cache-control"]
    for given in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = ask(path, if_none_match=given)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert "cache-control" in again.headers
    assert ask(path, if_none_match='"other"').status == 200


def test_tags_tell_questions_apart_and_know_the_same_one():
    def tag(asked: str, form: str = "csv") -> str:
        return ask(f"/api/mentions.{form}?{asked}").headers["etag"]

    different = [
        tag(""),
        tag("iso3=TUN"),
        tag("iso3=COD"),
        tag("limit=5"),
        tag("", "json"),
        tag("lang=zh", "xlsx"),
    ]
    assert len(set(different)) == len(different)
    assert tag("iso3=TUN&iso3=COD") == tag("c=COD&iso3=TUN&c=TUN")


_NOT_UNDERSTOOD = {
    "/api/mentions.json": (
        "iso3=XXX",
        "iso3=" + quote("' OR 1=1--"),
        "iso3=tun",
        "iso3=TUN%00",
        "%00=1",
        "iso3=%ff",
        "report=../../secrets",
        "passage=999",
        "surface=x",
        "text=x",
        "evil=1",
        "q=x",
        "__class__=1",
        "limit=-1",
        "limit=0",
        "limit=NaN",
        "limit=1e3",
        "limit=" + quote("١"),
        "limit=99999999999999999999",
        "limit=5&limit=6",
        "offset=-1",
        "lang=xx",
        "kind=" + "x" * 100_000,
        "&".join(["iso3=TUN"] * 101),
    ),
    "/api/passages.json": (
        "q=" + "x" * (url_state.LONGEST_QUERY + 1),
        "q=a%00b",
        "q=a%0d%0aSet-Cookie:x",
        "has_figure=2",
        "theme=II.E",
    ),
    "/api/reports.json": ("iso3=TUN",),
}
_NOT_THERE = (
    "/api/nothing.json",
    "/api/mentions.exe",
    "/api/mentions",
    "/api/../../secrets",
    "/api/../../secrets.csv",
    "/api/..%2f..%2fsecrets.csv",
    "/api/mentions\x00.csv",
    "/api/datapackage.json",
    "/api/quality.json",
    "/api/mentions.csv/x",
)
BAD = [(path, asked, 400) for path, every in _NOT_UNDERSTOOD.items() for asked in every]
BAD += [(path, "", 404) for path in _NOT_THERE]


@pytest.mark.parametrize(("path", "asked", "status"), BAD, ids=[f"{p}?{q}"[:60] for p, q, _ in BAD])
def test_what_is_not_understood_is_said_as_data(path, asked, status):
    answer = ask(f"{path}?{asked}")
    assert answer.status == status and answer.headers["content-type"] == "application/json"
    assert set(answer.json) == {"error", "allowed"}
    assert isinstance(answer.json["allowed"], list) and 0 < len(answer.json["error"]) < 200
    assert b"Traceback" not in answer.body and len(answer.body) < 20_000
    assert answer.headers["cache-control"] == "no-store"


def test_a_refused_value_is_told_what_would_be_right():
    assert ask("/api/mentions.json?kind=evil").json["allowed"] == ["country", "territory", "name", "place"]
    assert "TUN" in ask("/api/mentions.json?iso3=XXX").json["allowed"]
    assert set(ask("/api/nothing.json").json["allowed"]) == set(tables.NAMES)
    assert {"iso3", "limit"} <= set(ask("/api/mentions.json?evil=1").json["allowed"])


def test_only_reading_is_possible():
    for method in ("POST", "PUT", "DELETE"):
        answer = ask("/api/mentions.json", method=method)
        assert answer.status == 405 and "error" in answer.json
    head = ask("/api/mentions.csv", method="HEAD")
    assert head.status == 200 and head.headers["etag"]


def test_an_error_of_ours_shows_no_traceback(monkeypatch):
    def broken(*_args):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(api_query, "rows", broken)
    answer = ask("/api/mentions.json?limit=7")
    assert isinstance(answer.raised, ZeroDivisionError), "for the server's log"
    assert answer.status == 500 and b"secret" not in answer.body


def test_broken_tables_are_said_as_data(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_TABLES", str(tmp_path))
    for path in ("/api/mentions.json", "/api/package.zip"):
        answer = ask(path)
        assert answer.status == 503 and answer.json["repair"] == tables.REPAIR
    assert ask("/api").status == 200


def test_json_says_what_it_is(atlas):
    head = ask("/api/mentions.json?iso3=TUN&lang=zh").json
    assert head["reports"][0]["symbol"] == "A/74/36" and head["filters"] == {"iso3": ["TUN"]}
    assert head["data"] == {
        "date": atlas.date, "version": atlas.version, "sha256": atlas.hashes["mentions"]
    }  # fmt: skip
    assert "CC BY 4.0" in head["licence"]["note"] and "联合国" in head["disclaimer"]
    assert ask(head["address"]).json["rows"] == head["rows"]


def test_workbook_has_a_source_sheet(atlas):
    openpyxl = pytest.importorskip("openpyxl")
    for lang in LANGUAGES:
        book = openpyxl.load_workbook(
            io.BytesIO(ask(f"/api/passages.xlsx?iso3=TUN&lang={lang}&limit=3").body)
        )
        said = " ".join(str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row)
        for part in ("A/74/36", "iso3 = TUN", atlas.version, "CC BY 4.0", "/api/passages.json?", atlas.date):
            assert part in said, (lang, part)


def test_formulas_are_escaped_and_numbers_are_not():
    frame = pd.DataFrame(
        {"text": ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "ok"], "n": [-1.0, -0.5, 608e6, 1, 2, 3, 4]}
    )
    rows = list(csv.DictReader(io.StringIO(exports.csv_bytes(frame).decode("utf-8-sig"), newline="")))
    assert [row["text"][0] for row in rows] == ["'"] * 6 + ["o"]
    assert [row["n"] for row in rows[:3]] == ["-1", "-0.5", "608000000"]


def test_a_cell_too_long_for_excel_says_that_it_is_cut():
    assert exports.cut_cell("x" * 40_000).endswith("…[cut]") and len(exports.cut_cell("x" * 40_000)) < 32_768


def test_package_holds_together(atlas):
    answer = ask("/api/package.zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.body))
    assert set(archive.namelist()) == {f"{t}.csv" for t in tables.NAMES} | {"datapackage.json", "LICENSES.md"}
    for resource in json.loads(archive.read("datapackage.json"))["resources"]:
        digest = hashlib.sha256(archive.read(resource["path"])).hexdigest()
        assert resource["hash"] == f"sha256:{digest}"
    assert answer.body == ask("/api/package.zip").body
    assert f"rights-report-atlas_{atlas.date}.zip" in answer.headers["content-disposition"]


# the description


def test_description_is_of_the_routes():
    document = ask("/api/openapi.json").json
    assert document["openapi"] == "3.1.0" and {"title", "version"} <= set(document["info"])
    mounted = next(route for route in api.routes() if isinstance(route, Mount))
    fixed = {f"/api{route.path}".rstrip("/") for route in mounted.routes if isinstance(route, Route)}
    fixed.remove("/api/{table}.{form}")
    assert set(document["paths"]) == fixed | {f"/api/{table}.{{format}}" for table in tables.NAMES}
    names = [operation["get"]["operationId"] for operation in document["paths"].values()]
    assert len(set(names)) == len(names)
    for path, operation in document["paths"].items():
        parameters = operation["get"].get("parameters", [])
        for parameter in parameters:
            assert set(parameter) >= {"name", "in", "schema"} and parameter["in"] in ("path", "query")
        in_path = [p["schema"]["enum"] for p in parameters if p["in"] == "path"]
        assert in_path == ([list(FORMATS)] if "{format}" in path else [])


def resolved(document: dict, node: object) -> object:
    """The node with every reference to a schema put in its place."""
    if isinstance(node, dict):
        if "$ref" in node:
            found: object = document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]  # type: ignore[index]
            return resolved(document, found)
        return {key: resolved(document, value) for key, value in node.items()}
    return [resolved(document, value) for value in node] if isinstance(node, list) else node


@pytest.mark.parametrize("table", tables.NAMES)
def test_description_is_of_the_answers(table):
    jsonschema = pytest.importorskip("jsonschema")
    document = openapi.description(FORMATS, api.MEDIA, "")
    operation = resolved(document, document["paths"][f"/api/{table}.{{format}}"]["get"])
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    checker = jsonschema.Draft202012Validator
    checker.check_schema(schema)
    checker(schema).validate(ask(f"/api/{table}.json").json)
    assert set(operation["responses"]["200"]["content"]) == {api.MEDIA[f].partition(";")[0] for f in FORMATS}
    wrong = operation["responses"]["400"]["content"]["application/json"]["schema"]
    checker(wrong).validate(ask(f"/api/{table}.json?evil=1").json)
    described = {p["name"] for p in operation["parameters"] if p["in"] == "query"}
    assert described == set(ask(f"/api/{table}.json?evil=1").json["allowed"])
    for parameter in operation["parameters"]:
        checker.check_schema(parameter["schema"])
        if parameter["schema"].get("items", {}).get("enum"):
            value = parameter["schema"]["items"]["enum"][0]
            assert ask(f"/api/{table}.json?{parameter['name']}={value}").status == 200


# the page for people, and the links of the other pages


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_stands_alone_in_both_languages(lang):
    import re

    answer = ask(f"/api?lang={lang}")
    text = answer.body.decode()
    assert answer.status == 200 and f'<html lang="{lang}">' in text
    assert not re.search(r'(src|href)="(https?:)?//', text) and "url(" not in text and "<script" not in text
    if lang == "en":
        assert not re.search("[一-鿿]", re.sub(r'<a href="\?lang=zh".*?</a>', "", text).replace("Noto", ""))
    for href in re.findall(r'href="(/api/[^"]+)"', text):
        path, _, asked = href.replace("&amp;", "&").partition("?")
        found = ask(f"{path}?{asked}")
        assert found.status == 200, href
        if asked and path.endswith(".json"):
            assert found.json["rows"] or path == "/api/regions.json", href  # a plain text has no regions
    assert set(api_page.EXAMPLES) == set(tables.NAMES)


def test_page_takes_its_language_from_the_browser_and_trusts_no_host():
    assert 'lang="zh"' in ask("/api", accept_language="zh-CN,zh;q=0.9").body.decode()[:60]
    assert 'lang="en"' in ask("/api?lang=xx").body.decode()[:60]
    hostile = ask("/api?lang=" + quote('"><script>'), host='"><script>alert(1)</script>')
    assert b"<script>" not in hostile.body
    assert ask("/api/").status == 200


VIEWS = [
    ("overview", {"open": "funding"}),
    ("overview", {}),
    ("countries", {"country": "TUN", "kinds": "country,name"}),
    ("countries", {"kinds": "none"}),
    ("countries", {"measure": "visits", "region": "africa"}),
    ("countries", {"measure": "presences", "group": "ldc"}),
    ("countries", {"theme": "women_gender", "region": "202"}),
    ("themes", {"theme": "women_gender", "weight": "core"}),
    ("themes", {"section": "II.E"}),
    (
        "paragraphs",
        {"place": "TUN", "theme": "women_gender", "q": "司法", "lang": "zh", "highlight": "country"},
    ),
    *((page, {}) for page in PAGES),
]


@pytest.mark.parametrize(("page", "params"), VIEWS)
def test_every_page_has_its_rows(page, params):
    table, asked = api_query.of_page(tables.load(), page, params)
    answer = ask(f"/api/{table}.json?{asked}")
    assert answer.status == 200 and answer.json["rows"]


def test_a_country_as_the_page_shows_it(make_view):
    from ui.queries import country_counts

    table, asked = api_query.of_page(tables.load(), "countries", {"country": "TUN"})
    named = {row["passage"] for row in ask(f"/api/{table}.json?{asked}").json["rows"]}
    shown = country_counts.gathered(make_view("countries"), "TUN")
    assert named == {*shown.paragraphs, *shown.footnotes}


def test_the_server_mounts_it_where_streamlit_lets_it():
    import app as server

    paths = {getattr(route, "path", "") for route in server.app._user_routes}
    assert {"/api", "/healthz"} <= paths


def test_a_passage_in_json_has_its_reading():
    rows = json.loads(ask("/api/passages.json?lang=en&passage=57").body)["rows"]
    assert "Tunisia" in rows[0]["reading_text"] and "突尼斯" in rows[0]["text"]
    assert json.loads(ask("/api/passages.json?lang=zh&passage=57").body)["rows"][0]["reading_text"] is None
