// Signs and circles on the live map moved apart where they would touch, at the scale that is on the screen, each with a thin line
// to its point; circles also off the shapes of other countries that are named. `ui/render/map_signs.py` does the same for files.
const STEP = 3, RINGS = 14, ROUND = 16, GAP = 1;
const BESIDE = 12.5; // signs of one country, from each other

// Where the middle of each sign stands: at its own point if that is not taken, else at the nearest place that is not.
function apart(signs, free = () => true) {
  const taken = [];
  const touch = (a, b) => Math.abs(a.x - b.x) < a.wide + b.wide + GAP && Math.abs(a.y - b.y) < a.high + b.high + GAP;
  signs.forEach((sign, k) => {
    const may = (here) => !taken.some((other) => touch(here, other)) && free(k, here.x, here.y);
    let place = may(sign) ? sign : null;
    for (let ring = 1; ring <= RINGS && !place; ring++)
      for (let j = 0; j < ROUND && !place; j++) {
        const turn = (2 * Math.PI * j) / ROUND;
        const here = { ...sign, x: sign.x + ring * STEP * Math.cos(turn), y: sign.y + ring * STEP * Math.sin(turn) };
        if (may(here)) place = here;
      }
    taken.push(place ?? sign);
  });
  return taken.map(({ x, y }) => [x, y]);
}

// The middle of a sign and eight points of its edge: where it may lie on something.
function rim(x, y, radius) {
  const turns = [...Array(8).keys()].map((k) => (Math.PI * k) / 4);
  return [[x, y], ...turns.map((turn) => [x + radius * Math.cos(turn), y + radius * Math.sin(turn)])];
}

// The shapes of countries that are named, as they are drawn now.
function namedShapes(map) {
  return [...map.querySelectorAll(".choroplethlayer path")].flatMap((path) => {
    const [code, , , , classes = ""] = path.parentNode.__data__?.[0]?.trace.customdata?.[path.__data__?.index] ?? [];
    return code && !/^(nowhere|neutral)/.test(classes) && path.getAttribute("d") ? [{ code, path, box: path.getBBox() }] : [];
  });
}

function onShape({ path, box }, [x, y]) {
  if (x < box.x || x > box.x + box.width || y < box.y || y > box.y + box.height) return false;
  const at = path.ownerSVGElement.createSVGPoint();
  [at.x, at.y] = [x, y];
  return path.isPointInFill(at);
}

// The drawn signs of each country, in the order in which they stand side by side.
function groupsOf(map) {
  const groups = new Map();
  for (const path of map.querySelectorAll(".scattergeo path.point")) {
    const { trace } = path.parentNode.__data__[0], datum = path.__data__, k = datum.i;
    if (!trace.customdata) continue;
    const code = trace.customdata[k][0], at = [trace.lon[k], trace.lat[k]];
    if (!groups.has(code)) groups.set(code, { code, at, marks: [], round: trace.meta === "circle" });
    groups.get(code).marks.push({ path, datum, radius: Math.max(3, datum.mrc ?? 0) });
  }
  return [...groups.values()];
}

function spread(map) {
  const geo = map._fullLayout?.geo?._subplot, projection = geo?.projection;
  if (!projection?.invert) return;
  const groups = groupsOf(map).filter(({ at }) => projection(at));
  const signs = groups.map(({ at, marks }) => {
    const [x, y] = projection(at), radius = Math.max(...marks.map((mark) => mark.radius));
    return { x, y, wide: radius + (BESIDE * (marks.length - 1)) / 2, high: radius };
  });
  const shapes = groups.some(({ round }) => round) ? namedShapes(map) : [];
  const free = (k, x, y) => {
    const { code, round } = groups[k];
    if (!round) return true;
    const points = rim(x, y, signs[k].high);
    return !shapes.some((shape) => shape.code !== code && points.some((point) => onShape(shape, point)));
  };
  let lines = "";
  apart(signs, free).forEach(([x, y], k) => {
    const { marks, round } = groups[k], { x: fromX, y: fromY, high } = signs[k];
    marks.forEach(({ path, datum }, j) => {
      const at = [x + BESIDE * (j - (marks.length - 1) / 2), y];
      datum.lonlat = projection.invert(at); // where Plotly looks for it under the pointer
      path.setAttribute("transform", `translate(${at})`);
    });
    if (Math.hypot(x - fromX, y - fromY) > (round ? 1 : high)) lines += `M${fromX},${fromY}L${x},${y}`;
  });
  lead(map, lines);
}

// The thin lines, under all signs.
function lead(map, lines) {
  const layer = map.querySelector(".geo .frontplot .scatterlayer");
  let path = layer?.querySelector(".leaders");
  if (layer && !path) {
    path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", "leaders");
    layer.prepend(path);
  }
  path?.setAttribute("d", lines);
}

// As soon as a map is drawn, and whenever it is drawn again or moved.
function watchMaps() {
  const look = () => {
    const map = document.querySelector(".js-plotly-plot");
    if (!map?.on || map.spread || !map.querySelector(".choroplethlayer path")) return;
    map.spread = true;
    for (const event of ["plotly_afterplot", "plotly_relayouting", "plotly_relayout"]) map.on(event, () => spread(map));
    spread(map);
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}
