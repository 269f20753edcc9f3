"""Pictures to take away: whole, sourced, safe, and with the numbers of their page."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zlib
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from asking import ask
from shown import ORIGIN, html_of

from ui import exhibits, findings, legends, palette, picture_links, request_view
from ui.countries import content as countries_content
from ui.i18n import LANGUAGES
from ui.queries import country_counts, country_profile, presence_places, theme_crosstab
from ui.registry import PAGES, PICTURES, name_of
from ui.render.html import render
from ui.render.svg import shapes
from ui.render.svg.text import width_of, wrap
from ui.routes import pictures
from ui.themes import content as themes_content

# Those of a comparison need two reports: test_comparison.py.
NAMES = [name for name in PICTURES if not name.startswith(("compare", "years"))]  # which need several reports
MAPS = ["overview", "countries", "presences"]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "lang=zh&c=<script>&v=%00&t=%27%22%3E&r=../../etc&iso3=%3C&with=,,,&k=,&open=%ff%fe&w=%F0%9F%92%A5",
    "lang=<b>&m=" + "9" * 3000,
    "&&==&%&%zz=%&lang",
    "k=none&g=ldc&r=002&t=nothing",
]
# Pictures of a page share its rules: its main one is asked each alone, the others all at once.
ASKED_BADLY = [(name, query) for name in NAMES if "." not in name for query in HOSTILE]
ASKED_BADLY += [(name, "&".join(HOSTILE)) for name in NAMES if "." in name]


@cache
def drawn(name: str, lang: str = "zh", **params: str) -> ElementTree.Element:
    """A picture, drawn once for all tests: they only look at it."""
    view = request_view.drawn_view_of(name.partition(".")[0], {"lang": lang, **params})
    return ElementTree.fromstring(pictures.picture(view, name, ORIGIN))


def lines(tree: ElementTree.Element) -> list[str]:
    return ["".join(node.itertext()) for node in tree.iter(f"{SVG}text")]


def said(tree: ElementTree.Element) -> str:
    """All its text without blanks, as lines may end anywhere."""
    return re.sub(r"\s", "", "".join(lines(tree)))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_whole(name, lang):
    tree = drawn(name, lang)
    view = request_view.drawn_view_of(name.partition(".")[0], {"lang": lang})
    made = PICTURES[name](view)
    assert tree.tag == f"{SVG}svg" and tree.get("width") == "1120" and tree.get("lang") == lang
    title, desc = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
    head, keys = made.headline, made.legend.keys if made.legend else ()
    assert title is not None and title.text == head.title
    assert desc is not None and desc.text and bare(head.subtitle) in bare(desc.text) and made.top
    assert all(bare(top) in bare(desc.text) for top in made.top)
    text = said(tree)
    for part in (head.title, head.subtitle, head.over, *made.notes, *(key.label for key in keys)):
        assert bare(part) in text
    assert view.report.row["symbol"] in text and bare(view.words.date(view.report.atlas.date)) in text
    assert f"{ORIGIN}{view.here.base}/{'' if name.startswith('overview') else name.partition('.')[0]}" in text
    assert (bare(view.words("countries.disclaimer")) in text) == (name in MAPS)
    assert made.paragraphs and f"{len(made.paragraphs)}" in exhibits.source(view, made)
    sizes = {float(node.get("font-size", 0)) for node in tree.iter(f"{SVG}text")}
    assert min(sizes) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_asks_nobody_and_speaks_one_language(name):
    view = request_view.drawn_view_of(name.partition(".")[0], {"lang": "en"})
    markup = pictures.picture(view, name, "")
    assert not re.search(r"href|<script|<image|@import|<foreignObject|\bon\w+=", markup)
    assert set(re.findall(r"url\(([^)]*)\)", markup)) <= {"#hatch", "#dots"}
    assert markup.count("://") == markup.count("http://www.w3.org/2000/svg")
    assert not re.search("[\u4e00-\u9fff]", markup), "the English picture has no Chinese"
    assert palette.DARK.paper not in markup


def fills(tree: ElementTree.Element) -> dict[str, str]:
    return {
        group.get("id", ""): node.get("fill", "")
        for group in tree.iter(f"{SVG}g")
        for node in group
        if group.get("id") and node.get("fill")
    }


@pytest.mark.parametrize("params", [{}, {"m": "visits"}, {"r": "002", "t": "women_gender"}, {"k": "place"}])
def test_the_map_has_the_classes_of_the_page(params):
    view = request_view.drawn_view_of("countries", {"lang": "en", **params})
    counts = country_counts.counts(view)
    assert counts
    filled = fills(drawn("countries", "en", **params))
    shown = {}
    for iso3, n in counts.items():
        wanted = palette.LIGHT.classes[findings.class_of(n)]
        found = {filled[key] for key in (iso3, f"{iso3}-circle") if key in filled}
        assert found == {wanted}, iso3
        shown[iso3] = n
    assert {key.removesuffix("-circle") for key in filled} - {"hatch", "dots"} == set(shown)
    keys = PICTURES["countries"](view).legend.keys
    assert [key.note for key in keys[:4]] == [
        view.words.count("countries", n) for n in findings.class_sizes(counts)
    ]
    assert [key.label for key in keys[:4]] == [legends.class_label(view, k) for k in range(4)]
    text = said(drawn("countries", "en", **params))
    assert all(bare(label) in text for label in countries_content.conditions_said(view).values())


def test_tiles_show_every_number(make_view):
    counts = country_counts.counts(make_view("countries"))
    texts = lines(drawn("countries", view="tiles"))
    for iso3, n in counts.items():
        assert texts[texts.index(iso3) + 1] == str(n)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bars_show_the_numbers_of_the_page(lang):
    def numbers(name: str, **params: str) -> list[str]:
        return lines(drawn(name, lang, **params))

    view = request_view.drawn_view_of("countries", {"lang": lang})
    shown = said(drawn("countries.list", lang))
    assert all(bare(f"{view.country(iso3)}{n}") in shown for iso3, n in country_counts.counts(view).items())
    for scheme, column in country_counts.SCHEMES.items():
        shown = said(drawn(f"countries.{scheme}", lang))
        name = view.region if scheme == "m49" else view.office_region
        for code, region in country_counts.coverage(view, column).items():
            if region.paragraphs:
                n = view.words.count("paragraphs", len(region.paragraphs))
                assert bare(name(code) + n) in shown
    for block, letter in country_profile.BARS.items():
        view = request_view.drawn_view_of("country", {"lang": lang, "country": "TUN"})
        found = country_profile.sets(view.report, "TUN")
        shown = numbers(f"country.{block}", country="TUN")
        for code, n in country_profile.bars_of(view.report, found, block).items():
            assert found[f"{letter}.{code}"].number == n and str(n) in shown
    view = request_view.drawn_view_of("presences", {"lang": lang})
    shown = said(drawn("presences.types", lang))
    listed = presence_places.places(presence_places.shown(view))
    for kind in {place.presence for place in listed}:
        n = view.words.count("places", sum(place.presence == kind for place in listed))
        assert bare(view.words(f"presences.{kind}") + n) in shown
    view = request_view.drawn_view_of("themes", {"lang": lang})
    passages, report = view.report.passages, view.report
    shown = said(drawn("themes", lang))
    for path, n in findings.section_counts(passages, report.table("sections")).items():
        assert bare(f"{view.section(path)}{n}") in shown
    for weight in ({}, {"w": "core"}):
        shown = said(drawn("themes.words", lang, **weight))
        weights = ("core",) if weight else ("core", "secondary")
        for theme, pieces in findings.theme_counts(passages, report.table("themes"), weights).items():
            assert bare(f"{view.theme(theme)}{sum(pieces.values())}") in shown


@pytest.mark.parametrize("kind", theme_crosstab.CROSSINGS)
@pytest.mark.parametrize("weight", [{}, {"w": "core"}])
def test_the_crossing_shows_every_cell_of_the_page(kind, weight):
    params = weight | ({} if kind == theme_crosstab.REGION else {"x": kind})
    view = request_view.drawn_view_of("themes", {"lang": "zh", **params})
    found, texts = themes_content.crossing_of(view), lines(drawn("themes.crossing", **params))
    for row in found.rows:
        # Where themes are columns as well, the row's name comes after the column's.
        at = len(texts) - 1 - texts[::-1].index(view.theme(row))
        cells = [str(found.numbers.get((row, column), "—")) for column in found.columns]
        assert texts[at + 1 : at + 1 + len(cells)] == cells


def test_the_sources_are_the_paragraphs_behind_the_numbers():
    view = request_view.drawn_view_of("countries", {"lang": "en", "region": "002"})
    assert PICTURES["countries"](view).paragraphs == country_counts.gathered(view).paragraphs
    for iso3 in ("TUN", "LBN", "COL", "MEX"):
        view = request_view.drawn_view_of("country", {"lang": "en", "country": iso3})
        cited = set(PICTURES["country"](view).paragraphs)
        found = country_profile.sets(view.report, iso3)
        assert cited >= {
            p for code, each in found.items() if code != country_profile.PLACES for p in each.paragraphs
        }
    view = request_view.drawn_view_of("presences", {"lang": "en", "presence": "official"})
    shown = presence_places.rows_evidence(view, presence_places.shown(view)).paragraphs
    assert PICTURES["presences"](view).paragraphs == shown
    assert findings.runs([(0, "1"), (2, "3"), (3, "4"), (4, "5"), (8, "9")]) == ["1", "3–5", "9"]


def test_side_by_side_is_one_picture(open_page):
    shown = said(drawn("country", "en", country="TUN", **{"beside": "LBN,COL"}))
    assert all(name in shown for name in ("Tunisia", "Lebanon", "Colombia", "country=TUN"))
    markup = html_of(open_page("country", country="TUN", beside="LBN"))
    assert markup.count("data-png") == 1 and "/picture/country.svg?" in markup


def test_a_country_named_nowhere_is_said_to_be():
    view = request_view.drawn_view_of("country", {"lang": "en", "country": "ISL"})
    assert bare(view.words("profile.finding_absent", name=view.country("ISL"))) in said(
        drawn("country", "en", country="ISL")
    )
    assert bare(view.words("profile.work_none")) in said(drawn("country.work", "en", country="ISL"))


def test_the_links_of_a_page_lead_to_its_pictures():
    linked = {name_of(page.name, part) for page in PAGES.values() for part in page.pictures}
    assert linked == set(PICTURES)
    view = request_view.drawn_view_of("countries", {"lang": "zh", "view": "tiles", "region": "002"})
    markup = str(render(picture_links.pictures(view, date(2026, 11, 23)), view))
    assert 'href="/picture/countries.svg?lang=zh&amp;view=tiles&amp;region=002"' in markup
    assert markup.count("data-png") == len(re.findall(r" download[ >]", markup)) == 4
    assert 'data-name="A-74-36_国家_非洲_地图_' in markup


@pytest.mark.parametrize(
    "page", [page.name for page in PAGES.values() if page.pictures and page.name not in ("compare", "years")]
)
def test_every_page_shows_its_links(open_page, page):
    app = open_page(page, lang="en", **({"country": "TUN"} if page == "country" else {}))
    assert not app.exception
    markup = html_of(app)
    for part in PAGES[page].pictures:
        assert f"/picture/{name_of(page, part)}.svg?" in markup


@pytest.mark.parametrize(("name", "query"), ASKED_BADLY)
def test_hostile_addresses_get_no_picture(name, query):
    answer = ask(f"/picture/{name}.svg?{query}")
    assert answer.status in (400, 404) and answer.json["error"] and b"<script>" not in answer.body


@pytest.mark.parametrize("report", ["../x", "A-99-99.en", "%00"])
def test_a_report_that_is_not_here_is_not_drawn_as_another(report):
    answer = ask(f"/picture/countries.svg?report={report}")
    assert answer.status == 404 and b"A-74-36.zh" in answer.body


@pytest.mark.parametrize("host", ["<b>.example", "[", "x" * 500, "a'\"&.example", ""])
def test_a_hostile_host_stays_text(host):
    answer = ask("/picture/funding.svg", host=host)
    assert answer.status in (200, 400)
    if answer.status == 200:
        ElementTree.fromstring(answer.body)


@pytest.mark.parametrize(
    "name", ["nothing", "countries.nothing", "countries.", "..", "%2e%2e", "a/b", "method"]
)
def test_an_unknown_picture_is_not_found(name):
    assert ask(f"/picture/{name}.svg").status == 404
    assert ask("/picture/countries.png").status == 404


def test_a_picture_is_asked_for_once():
    first = ask("/picture/countries.list.svg?lang=zh&region=002")
    tag = first.headers["etag"]
    name = quote("A-74-36_国家_非洲_排名_")
    assert first.headers["content-disposition"].startswith(f"attachment; filename*=UTF-8''{name}")
    again = ask("/picture/countries.list.svg?lang=zh&region=002", if_none_match=tag)
    assert again.status == 304 and not again.body and again.headers["etag"] == tag
    others = {
        ask(f"/picture/{rest}").headers["etag"]
        for rest in (
            "countries.list.svg?lang=en&region=002",
            "countries.list.svg?lang=zh",
            "countries.svg?lang=zh&region=002",
        )
    }
    assert len(others | {tag}) == 4


@pytest.mark.parametrize("size", [14, 28])
@pytest.mark.parametrize("width", [60, 300, 1040])
@pytest.mark.parametrize(
    "text",
    [
        "有 14 段提及突尼斯，多于任何其他国家（“不歧视”一节除外）。",
        "The report’s attention, not the human rights situation; see A/74/36, paras. 2–7.",
        "https://atlas.example.org/countries?lang=zh&theme=women_gender&region=002&" + "x" * 90,
        "",
        "  two  blanks ",
    ],
)
def test_wrapping_loses_nothing_and_keeps_the_width(text, width, size):
    wrapped = wrap(text, size, width)
    assert bare("".join(wrapped)) == bare(text)
    assert all(width_of(line, size) <= width for line in wrapped)
    if width > 200:
        assert not any(line[:1] in "，。、；：）》”" for line in wrapped if line)


def test_what_xml_cannot_hold_is_left_out():
    body = shapes.block("a\x00\x1b<b>&\ud800", 16).markup
    tree = ElementTree.fromstring(shapes.document("en", 100, 30, body, "\x01t", "<d>").encode())
    assert lines(tree) == ["a<b>&"]


def test_no_shape_runs_across_the_map(atlas):
    from ui import tables
    from ui.render import projection

    found = projection.fitted(atlas.boundaries[tables.OUTLINES], 1000.0)
    for code, path in found.shapes.items():
        for ring in path.split("M")[1:]:
            points = [tuple(map(float, pair.split(","))) for pair in ring.rstrip("Z").split()]
            jumps = [abs(a[0] - b[0]) for a, b in pairwise(points)]
            assert max(jumps, default=0) < 60, code
            assert all(-0.1 <= x <= 1000.1 and -0.1 <= y <= found.height + 0.1 for x, y in points), code


def test_points_are_projected_as_the_shapes_were():
    """The formula of `ui/render/projection.py` against the library that projected the shapes."""
    geopandas = pytest.importorskip("geopandas")
    from ui.render import projection

    points = [(0.0, 0.0), (25.0, 60.0), (-179.0, -55.5), (179.0, 83.9), (-3.7, 40.4), (90.0, -12.0)]
    known = geopandas.GeoSeries.from_xy(*zip(*points, strict=True), crs="EPSG:4326").to_crs(
        "+proj=eqearth +ellps=WGS84"
    )
    for (lon, lat), point in zip(points, known, strict=True):
        assert projection.equal_earth(lon, lat) == pytest.approx((point.x, point.y), abs=0.01)


# Everything that is served, in a process of its own: pages in memory, then each kind of address.
_SERVED = """
import sys
sys.path[:0] = ["tests", "."]
import asking
from pathlib import Path
from shown import run_page
from ui.registry import PICTURES

for page in sorted(Path("pages").glob("*.py")):
    assert not run_page(page.stem).exception, page
asked = [f"/picture/{name}.svg" for name in PICTURES if not name.startswith(("compare", "years"))]  # which need several reports
asked += ["/brief/country.pdf", "/brief/country.docx", "/api/mentions.csv", "/list/countries.xlsx", "/show"]
for path in asked:
    answer = asking.ask(path + ("?lang=zh&iso3=TUN" if "country" in path else "?lang=zh" if "/api/" not in path else ""))
    assert answer.status == 200, (path, answer.status, answer.body[:300])
print(len(asked), *sorted({"geopandas", "pycountry", "shapely", "pyproj", "pyogrio", "babel"} & set(sys.modules)))
"""


def test_nothing_that_only_the_reference_needs_is_imported_while_serving():
    root = Path(__file__).resolve().parent.parent
    run = subprocess.run(
        [sys.executable, "-c", _SERVED],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert int(run.stdout.splitlines()[-1]) > 20


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """(width, height, the scan lines still filtered) of a PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    data, at = b"", 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    return width, height, zlib.decompress(data)


@pytest.mark.browser
@pytest.mark.parametrize(("page", "width"), [("countries", 1440), ("funding", 390)])
def test_the_browser_makes_the_png(server, tab, page, width):
    view = tab("zh-CN", width)
    view.goto(f"{server}/{page}?lang=zh")
    links = view.locator(".take li").first
    links.wait_for()
    with view.expect_download() as download:
        links.get_by_text("PNG").click()
    assert download.value.suggested_filename.endswith(".png")
    wide, high, raw = pixels(Path(download.value.path()).read_bytes())
    assert wide == 2 * shapes.WIDTH and high > 600
    assert len(set(raw[:: len(raw) // 5000])) > 8, "the picture is blank"
    with view.expect_download() as download:
        links.get_by_text("SVG").click()
    tree = ElementTree.parse(download.value.path()).getroot()
    assert tree.get("width") == str(shapes.WIDTH) and f"{server}/{page}?lang=zh" in said(tree)
    assert view.locator(".take [role=alert]").count() == 0
