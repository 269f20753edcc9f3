"""The pointer on the maps: what lies under it is what is named, and what a click opens."""

from __future__ import annotations

import textwrap

import pytest
from browsing import map_drawn, serving, settled
from comparing import OLD, ZH

from ui import i18n

pytestmark = pytest.mark.browser

# Of every shape the pixel deepest inside its largest piece that no sign lies on or beside; of every sign its middle and
# all that lie there with it. Signs are circles, squares and the like; `lowest` is drawn first.
POINTS = """() => {
  const plot = document.querySelector('.js-plotly-plot'), drawing = plot.querySelector('svg.main-svg');
  const coded = (e, k) => e.parentNode.__data__[0].trace.customdata[k][0];
  const signs = [...plot.querySelectorAll('.scattergeo path.point')].map((e) => {
    const { e: x, f: y } = e.getScreenCTM();
    return { id: coded(e, e.__data__.i), x, y, r: Math.max(3, e.__data__.mrc) };
  });
  const covers = (sign, x, y, more = 0) => Math.hypot(sign.x - x, sign.y - y) < sign.r + more;
  const area = (ring) => Math.abs(ring.reduce((sum, [x, y], k) => {
    const [nextX, nextY] = ring[(k + 1) % ring.length];
    return sum + x * nextY - nextX * y;
  }, 0)) / 2;
  const toLine = (x, y, [ax, ay], [bx, by]) => {
    const dx = bx - ax, dy = by - ay;
    const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - ax - along * dx, y - ay - along * dy);
  };
  const shapes = [];
  for (const path of plot.querySelectorAll('.choroplethlayer path')) {
    if (path.parentNode.__data__[0].trace.hoverinfo === 'skip') continue;
    const m = path.getScreenCTM();
    const rings = (path.getAttribute('d') ?? '').split('M').slice(1).map((ring) => ring.replace('Z', '').split('L')
      .map((pair) => pair.split(',').map(Number)).map(([x, y]) => [x * m.a + m.e, y * m.d + m.f]));
    if (!rings.length) continue;
    const largest = rings.reduce((one, other) => (area(other) > area(one) ? other : one));
    const [left, right] = [Math.min, Math.max].map((of) => of(...largest.map(([x]) => x)));
    const [top, bottom] = [Math.min, Math.max].map((of) => of(...largest.map(([, y]) => y)));
    const step = Math.max(1, Math.floor(Math.min(right - left, bottom - top) / 10));
    let free = null, covered = false;
    for (let x = Math.ceil(left); x <= right; x += step)
      for (let y = Math.ceil(top); y <= bottom; y += step) {
        const at = drawing.createSVGPoint();
        [at.x, at.y] = [(x - m.e) / m.a, (y - m.f) / m.d];
        if (!path.isPointInFill(at)) continue;
        const depth = Math.min(...rings.flatMap((ring) => ring.map((p, k) => toLine(x, y, p, ring[(k + 1) % ring.length]))));
        if (depth < 0.5) continue; // a pointer is no finer
        if (signs.some((sign) => covers(sign, x, y, 1.5))) covered = true;
        else if (!free || depth > free.depth) free = { x, y, depth };
      }
    const id = coded(path, path.__data__.index);
    if (free || covered) shapes.push({ id, x: free?.x, y: free?.y, covered: !free });
  }
  // Of the far south only what the frame does not cut off.
  const frame = plot.getBoundingClientRect();
  const dots = signs.filter((sign) => sign.y < frame.bottom).map(({ id, x, y }) => {
    const [nearX, nearY] = [Math.round(x), Math.round(y)];
    const there = signs.filter((sign) => sign.id === id || covers(sign, nearX, nearY, 1.2));
    return { x: nearX, y: nearY, ids: [...new Set(there.map((sign) => sign.id))] };
  });
  return { shapes, dots };
}"""
# A text of one line is not parted into lines.
NAMED = """(said => (said?.querySelector('.line') ?? said)?.textContent)(
  document.querySelector('.hoverlayer .hovertext .nums'))"""
DRAWN_AT = """() => {
  const plot = document.querySelector('.js-plotly-plot'), { x, y, width } = plot.getBoundingClientRect();
  const shapes = plot.querySelectorAll('.choroplethlayer path');
  return [x, y, width, shapes.length, shapes[0].outerHTML];
}"""
MIDDLE = "document.querySelector('.js-plotly-plot').scrollIntoView({ block: 'center', behavior: 'instant' })"
# What is said of areas without a State, as far as the first line of a tooltip has room; a click there opens nothing.
UNDETERMINED = {
    code: textwrap.wrap(i18n.words("en")(f"undetermined.{code}"), 42)[0]
    for code in ("XAC", "XAP", "XBT", "XHT", "XIT", "XJK")
}
# Widths of the window; how many shapes there have a pixel that is theirs alone (those of a phone are half as wide).
PAGES = [
    ("countries?lang=en", 1440, 900, 150),
    *(
        pytest.param(*each, marks=pytest.mark.long)
        for each in [
            ("countries?lang=en", 1920, 1080, 150),
            ("countries?lang=en", 390, 844, 110),
            ("presences?lang=en", 1440, 900, 130),
        ]
    ),
]
# Large ones, small ones beside others' circles, and circles alone; then many more.
CLICKED = [
    ("TUN", "UKR", "ISR", "LBR", "RUS", "XKX", "BRB"),
    pytest.param(
        (
            *("GTM", "SRB", "DEU", "BRA", "MEX", "COD", "NGA"),
            *("IND", "CHN", "CAN", "AUS", "GIN", "LBN", "MUS", "KIR"),
        ),
        marks=pytest.mark.long,
    ),
]


def points(page) -> dict:
    """Where shapes and signs are, once they stay where they are."""
    map_drawn(page)
    settled(page)
    page.evaluate(MIDDLE)
    before = None
    while (drawn := page.evaluate(DRAWN_AT)) != before:
        before = drawn
        page.wait_for_timeout(120)
    return page.evaluate(POINTS)


def named_at(page, x: float, y: float, names: set[str]) -> str:
    """What the map says is under the pointer; waits until that is one of `names`, or for a second."""
    page.mouse.move(x, y)
    try:
        page.wait_for_function(f"names => names.includes({NAMED})", arg=sorted(names), timeout=1000)
    except Exception as error:  # the library's own, which is imported only where it is installed
        if "Timeout" not in str(error):
            raise
    return str(page.evaluate(NAMED))


def misnamed(page, atlas, found: dict) -> list[str]:
    """What the map calls by another name."""
    names = {**atlas.names("countries", "en"), **UNDETERMINED}
    asked = [({one["id"]}, one) for one in found["shapes"] if not one["covered"]]
    asked += [(set(one["ids"]), one) for one in found["dots"]]
    wrong = []
    for ids, at in asked:
        allowed = {names[i] for i in ids}
        said = named_at(page, at["x"], at["y"], allowed)
        if said not in allowed:
            wrong.append(f"{sorted(ids)} at {at['x']}, {at['y']}: {said}")
        assert len(wrong) < 12, "\n".join(wrong)
    return wrong


@pytest.mark.parametrize(("address", "width", "height", "least"), PAGES)
def test_what_is_under_the_pointer_is_named(server, tab, atlas, address, width, height, least):
    page = tab("en-GB", width, height)
    page.goto(f"{server}/{address}")
    found = points(page)
    free = [one for one in found["shapes"] if not one["covered"]]
    signed = {i for one in found["dots"] for i in one["ids"]}
    covered = {one["id"] for one in found["shapes"] if one["covered"]} - signed
    assert len(free) >= least and len(found["dots"]) > 12, covered
    if width >= 1440 and "countries" in address:
        assert len(covered) <= 3, f"circles of others lie on all of {covered}"
    assert misnamed(page, atlas, found) == []


@pytest.mark.long
def test_what_is_under_the_pointer_is_named_between_two_reports(tab, atlas, two_reports):
    with serving(ATLAS_TABLES=str(two_reports)) as address:
        page = tab("en-GB")
        page.goto(f"{address}/compare?lang=en&report={ZH}&earlier={OLD}&later={ZH}")
        found = points(page)
        assert len(found["shapes"]) > 150 and len(found["dots"]) > 10
        assert misnamed(page, atlas, found) == []
        page.context.close()


@pytest.mark.parametrize("clicked", CLICKED, ids=len)
def test_a_click_opens_what_is_named(server, tab, atlas, clicked):
    page, names = tab("en-GB"), atlas.names("countries", "en")
    page.goto(f"{server}/countries?lang=en")
    for iso3 in clicked:
        found = points(page)
        (at,) = [one for one in found["shapes"] if one["id"] == iso3 and not one["covered"]][:1] or [
            one for one in found["dots"] if one["ids"] == [iso3]
        ]
        assert named_at(page, at["x"], at["y"], {names[iso3]}) == names[iso3]
        page.mouse.click(at["x"], at["y"])
        page.wait_for_function(
            "iso3 => new URLSearchParams(location.search).get('country') === iso3", arg=iso3
        )
        settled(page)
        assert names[iso3] in page.inner_text(".panel"), iso3


ZOOM = "document.querySelector('.js-plotly-plot')._fullLayout.geo.projection.scale"
BOX = """iso3 => {
  const shape = [...document.querySelectorAll('.choroplethlayer path')].filter((path) => path.__data__?.loc === iso3).pop();
  const { left, top, right, bottom } = shape.getBoundingClientRect();
  return [left, top, right, bottom];
}"""
CENTRE = "document.querySelector('.js-plotly-plot')._fullLayout.geo.center"


def place_of(page, iso3: str) -> dict:
    return next(one for one in points(page)["shapes"] if one["id"] == iso3 and not one["covered"])


def test_the_wheel_zooms_about_the_pointer_and_the_zoom_survives_a_click(server, tab):
    page = tab("en-GB")
    page.goto(f"{server}/countries?lang=en")
    at = place_of(page, "COD")
    page.mouse.move(at["x"], at["y"])
    for _ in range(4):
        page.mouse.wheel(0, -240)
        page.wait_for_timeout(80)
    page.wait_for_function("location.search.includes('at=')")
    page.wait_for_timeout(600)
    zoom, centre = page.evaluate(ZOOM), page.evaluate(CENTRE)
    assert zoom > 1.5
    page.mouse.click(at["x"], at["y"])
    page.wait_for_function("location.search.includes('country=COD')")
    settled(page)
    points(page)
    assert page.evaluate(ZOOM) == pytest.approx(zoom, abs=0.01)
    assert page.evaluate(CENTRE)["lat"] == pytest.approx(centre["lat"], abs=0.02)
    page.locator(".bars a[href*='country=LBN'], .list a[href*='country=LBN']").first.click()
    page.wait_for_function("location.search.includes('country=LBN')")
    points(page)
    assert page.evaluate(ZOOM) == pytest.approx(zoom, abs=0.01), "a link beside the map moves it"
    page.reload()
    points(page)
    assert page.evaluate(ZOOM) == pytest.approx(zoom, abs=0.01), "a reload moves it"
    page.mouse.move(at["x"], at["y"])
    page.mouse.wheel(0, -240)
    page.wait_for_timeout(600)
    nearer = page.evaluate(ZOOM)
    assert nearer > zoom
    page.get_by_role("combobox", name="Find a country").focus()
    page.keyboard.type("tunis")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('country=TUN')")
    points(page)
    assert page.evaluate(ZOOM) == pytest.approx(nearer, abs=0.01), "a menu moves it"
    assert page.inner_text(".panel h2").startswith("Tunisia")


def test_two_fingers_zoom_about_where_they_are(server, chromium):
    """The map and not the page; what lies between them stays there."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="en-GB", has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{server}/countries?lang=en")
    at = place_of(page, "COD")
    fingers = context.new_cdp_session(page)

    def touch(kind: str, apart: int = 0) -> None:
        sides = (-apart / 2, apart / 2) if apart else ()
        there = [{"x": at["x"] + side, "y": at["y"], "id": k} for k, side in enumerate(sides)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": there})

    touch("touchStart", 30)
    for far in range(36, 121, 12):
        touch("touchMove", far)
        page.wait_for_timeout(30)
    touch("touchEnd")
    page.wait_for_function(f"{ZOOM} > 3.5 && location.search.includes('at=')")
    assert page.evaluate("visualViewport.scale") == 1 and "country=" not in page.url
    page.wait_for_function(
        f"([x, y]) => {{ const [left, top, right, bottom] = ({BOX})('COD');"
        " return right - left > 50 && left < x && x < right && top < y && y < bottom; }",
        arg=[at["x"], at["y"]],
    )
    context.close()


def test_dragging_moves_the_map_and_opens_nothing(server, tab):
    page = tab("en-GB")
    page.goto(f"{server}/countries?lang=en&at=africa")
    at = place_of(page, "COD")
    zoom, before = page.evaluate(ZOOM), page.evaluate(CENTRE)
    page.mouse.move(at["x"], at["y"])
    page.mouse.down()
    page.mouse.move(at["x"] - 80, at["y"] - 40, steps=6)
    page.mouse.up()
    page.wait_for_function("location.search.includes('at=') && !location.search.includes('at=africa')")
    page.wait_for_timeout(800)
    after = page.evaluate(CENTRE)
    assert "country=" not in page.url and page.evaluate(ZOOM) == pytest.approx(zoom)
    assert after["lon"] > before["lon"] + 5 and after["lat"] < before["lat"] - 2
    page.click(".map-windows a[href*='at=africa']")
    page.wait_for_function(f"Math.abs({CENTRE}.lon - {before['lon']}) < 0.1")
    page.click(".map-windows a[href*='at=caribbean']")
    page.wait_for_function(f"{CENTRE}.lon < -70 && {ZOOM} > 4")


def test_a_country_is_found_by_its_name_with_keys_alone(server, tab):
    page = tab("en-GB")
    page.goto(f"{server}/countries?lang=en")
    map_drawn(page)
    settled(page)
    page.get_by_role("combobox", name="Find a country").focus()
    page.keyboard.type("leban")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('country=LBN')")
    settled(page)
    assert page.inner_text(".panel h2").startswith("Lebanon · 9")
    around = page.locator(".map-windows a").last
    assert around.inner_text() == "Around Lebanon"
    around.click()
    page.wait_for_function(f"Math.abs({CENTRE}.lon - 35.9) < 1 && {ZOOM} > 10")


@pytest.mark.parametrize(
    ("width", "height", "least"),
    [
        (1440, 900, 1280),
        (390, 844, 340),
        pytest.param(1920, 1080, 1140, marks=pytest.mark.long),
    ],
)
def test_the_map_is_as_wide_as_there_is_room(server, tab, width, height, least):
    page = tab("en-GB", width, height)
    page.goto(f"{server}/countries?lang=en")
    points(page)
    box = page.evaluate(
        "(b => [b.width, b.height])(document.querySelector('.js-plotly-plot').getBoundingClientRect())"
    )
    land = page.evaluate(
        "(b => [b.width, b.height])(document.querySelector('.choroplethlayer').getBoundingClientRect())"
    )
    assert box[0] >= least and land[0] > 0.93 * box[0] and land[1] > 0.93 * box[1]
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
