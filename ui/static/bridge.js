// Runs once a page load and listens on the document; Streamlit calls the exported function after every rerun.
const state = (window.__atlas ??= { installed: false, add: () => {}, push: () => {}, data: {} });

// To a view as the browser's own Back and Forward go there: the address first, and Streamlit shows what it says. Its own
// ways of changing the page write a second entry into the history, with the page that is left and conditions of the next.
function go(address) {
  if (address === location.pathname + location.search) return;
  state.push({}, "", address);
  turn(() => dispatchEvent(new PopStateEvent("popstate", { state: {} })));
}

// What Streamlit writes into the history. Typing in the search box changes only `q`: replace the entry, or Back would step
// through every letter. Another page is written by `go` alone: here it is that of a click before the last, drawn too late.
function watchHistory() {
  const push = (state.push = history.pushState.bind(history));
  const without = (address) => {
    const url = new URL(address, location.href);
    url.searchParams.delete("q");
    url.searchParams.delete("passage");
    url.searchParams.delete("p"); // its name in older addresses
    url.searchParams.delete("own"); // what was given a moment ago is the same view
    return url.pathname + url.search;
  };
  const asked = (address, name) => new URL(address, location.href).searchParams.get(name);
  history.pushState = (entry, title, address) => {
    if (address && new URL(address, location.href).pathname !== location.pathname) return;
    const same = address && ["q", "own"].some((name) => asked(address, name) !== asked(location.href, name));
    if (same && without(address) === without(location.href)) return history.replaceState(entry, title, address);
    // A choice in a menu, of which the server knows, on a map that was moved, of which it does not.
    const at = asked(location.href, "at"), moved = address && at && asked(address, "at") !== at;
    push(entry, title, moved ? keepingWindow({ href: address }) : address);
    if (moved) setTimeout(() => dispatchEvent(new PopStateEvent("popstate", { state: {} })));
  };
}

// What a map shows of the world is said in the address as soon as it was moved. The server hears of it with the next link:
// to draw the map anew while it is being moved would take it out of the hand.
function keepWindow(map) {
  const { center, projection } = map._fullLayout.geo;
  const url = new URL(location.href);
  if (projection.scale > 1.001) url.searchParams.set("at", [center.lon, center.lat, projection.scale].map((n) => +n.toFixed(2)));
  else if (!/^[a-z]/.test(url.searchParams.get("at") ?? "")) url.searchParams.delete("at"); // a region is asked for by its name
  history.replaceState(history.state, "", url.pathname + url.search);
}

// The address of a link, where it stays on the page with what the map shows now.
function keepingWindow({ href }, from = location.pathname) {
  const url = new URL(href, location.href), at = new URLSearchParams(location.search).get("at");
  if (at && url.pathname === from) url.searchParams.set("at", at);
  return url.pathname + url.search;
}

// Where the sentences stand below or above what was clicked, they come into sight once they are drawn.
const openPanel = () => document.querySelector(".st-key-map_page .panel[data-chosen]");
async function showOpened(before = openPanel()?.dataset.chosen) {
  const done = await until(standing, 3000), panel = openPanel();
  if (!done || !panel?.dataset.chosen || panel.dataset.chosen === before) return;
  panel.querySelector(".panel-head")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
}

// A click on a country is a link; the end of a drag is none.
function listenToMap(event) {
  const map = event.target.closest?.(".js-plotly-plot");
  if (!map?.on) return;
  if (event.type === "pointerdown") state.pressed = [event.clientX, event.clientY];
  if (map.atlas) return;
  map.atlas = true;
  map.on("plotly_relayout", (changes) => Object.keys(changes).some((name) => name.startsWith("geo.")) && keepWindow(map));
  map.on("plotly_click", ({ points, event: { clientX, clientY } }) => {
    const [x, y] = state.pressed ?? [clientX, clientY], href = points[0]?.customdata?.[3];
    if (!href || Math.hypot(clientX - x, clientY - y) > 4) return;
    go(keepingWindow({ href }, new URL(href, location.href).pathname));
    showOpened();
  });
}

// A class of the legend lights its countries: what is pointed at or has the focus, else the one that the address keeps.
function light() {
  const kept = document.querySelector(".lights a[aria-current=true]")?.dataset.light, lit = state.pointed || kept;
  const fade = (element, codes) => element.classList.toggle("faded", Boolean(lit) && !codes.split(" ").includes(lit));
  for (const tile of document.querySelectorAll("[data-lit]")) fade(tile, tile.dataset.lit);
  for (const group of document.querySelectorAll(".js-plotly-plot .trace")) {
    const trace = group.__data__?.[0]?.trace;
    [...group.querySelectorAll("path")].forEach((path, k) => fade(path, trace?.customdata?.[k]?.[4] ?? "neutral"));
  }
}

function listenToLegend(event) {
  const key = event.target.closest?.(".lights a[data-light]");
  if (!key) return;
  state.pointed = /out$/.test(event.type) ? "" : key.dataset.light;
  light();
}

// A map is drawn some time after its legend.
function lightDrawn(tries = 50) {
  light();
  if (tries && /[?&]light=/.test(location.search)) setTimeout(() => lightDrawn(tries - 1), 300);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without HTTPS there is no clipboard object.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("no clipboard");
  }
}

// A text for an e-mail, plain and with links, from where it is made. The promises are given at once: a browser that waits for
// the text before it is asked has forgotten the click.
async function copyMail(address) {
  const part = async (ending) => {
    const url = new URL(address, location.href);
    url.pathname += ending;
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(answer.status);
    return new Blob([await answer.text()], { type: ending === ".html" ? "text/html" : "text/plain" });
  };
  const plain = part(".txt"), rich = part(".html");
  for (const promise of [plain, rich]) promise.catch(() => {}); // said once, below
  try {
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain, "text/html": rich })]);
  } catch {
    await copy(await (await plain).text());
  }
}

function textToCopy(button) {
  if (button.hasAttribute("data-copy-link")) return addressOf(button.dataset.copyLink || location.href, button);
  return button.hasAttribute("data-with-view") ? `${button.dataset.copy}\n${addressOf(location.href, button)}` : button.dataset.copy;
}

// A full address as somebody else can open it; what is kept privately is given away by a button that says so.
function addressOf(href, button) {
  const url = new URL(href, location.href);
  url.searchParams.delete("add");
  if (!button.hasAttribute("data-private")) url.searchParams.delete("own");
  if (!url.searchParams.has("lang")) url.searchParams.set("lang", state.data.lang);
  return url.href;
}

// A picture as PNG: the SVG drawn by the browser at twice its size.
async function takePicture(link) {
  if (link.hasAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  link.parentElement.querySelector("[role=alert]")?.remove();
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.status);
    const image = new Image();
    const source = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * image.naturalWidth;
    canvas.height = 2 * image.naturalHeight;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(source);
    const png = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const save = document.createElement("a");
    save.href = URL.createObjectURL(png);
    save.download = link.dataset.name;
    save.click();
    setTimeout(() => URL.revokeObjectURL(save.href), 60_000);
  } catch {
    const said = document.createElement("span");
    said.setAttribute("role", "alert");
    said.textContent = link.dataset.failed;
    link.after(said);
  } finally {
    link.removeAttribute("aria-busy");
  }
}

// A text that lies at an address of ours.
async function copyAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  await copy(await answer.text());
}

function onClick(event) {
  const open = document.querySelector("details.send[open]");
  if (open && !open.contains(event.target)) open.open = false; // what floats over a page goes with a click beside it
  const button = event.target.closest("[data-copy],[data-copy-link],[data-copy-from],[data-copy-text]");
  if (button) {
    const { copyFrom, copyText } = button.dataset, before = (button.dataset.before ??= button.textContent);
    const copying = copyFrom ? copyMail(copyFrom) : copyText ? copyAt(copyText) : copy(textToCopy(button));
    copying.then(() => state.data.copied, () => state.data.not_copied).then((said) => {
      button.textContent = said;
      setTimeout(() => (button.textContent = before), said === state.data.copied ? 1600 : 5000);
    });
    return;
  }
  const skip = event.target.closest("a.skip");
  if (skip) {
    event.preventDefault();
    return skipTo(skip.dataset.to);
  }
  const picture = event.target.closest("a[data-png]");
  if (picture) {
    event.preventDefault();
    return takePicture(picture);
  }
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const beside = event.target.closest("a[data-beside]");
  if (beside && plain) {
    event.preventDefault();
    return window.open(beside.href, "_blank"); // not by `target`: what it opens could not be closed by a key
  }
  const link = event.target.closest("a[data-go]");
  if (!link || !plain) return;
  event.preventDefault();
  followFocus(link, event.detail === 0);
  if (new URLSearchParams(link.search).has("add")) return state.add(link.search);
  if (link.closest(".map-windows")) document.querySelector(".modebar-btn[data-attr=reset]")?.click();
  go(link.closest(".map-windows") ? link.pathname + link.search : keepingWindow(link));
  showOpened();
  if (link.hash) showPart(link.hash.slice(1));
}

// The part that a link names comes into sight once the page is drawn.
function showPart(id, tries = 50) {
  const part = document.getElementById(id);
  if (part) part.scrollIntoView();
  else if (tries) setTimeout(() => showPart(id, tries - 1), 100);
}

function onKey(event) {
  const typing = event.target.closest("input, textarea, select, [role=listbox], [role=combobox]");
  if (typing || event.defaultPrevented) return;
  if (event.key === "Escape") {
    const send = document.querySelector("details.send[open]");
    if (send) send.open = send.querySelector("summary").focus();
    else document.querySelector(".panel .close")?.click();
  }
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const choices = [...(document.querySelector(".aid nav")?.querySelectorAll("a") ?? [])];
  const shown = choices.findIndex((link) => link.hasAttribute("aria-current"));
  if (plain && event.key.toLowerCase() === "l" && choices.length) choices[(shown + 1) % choices.length].click();
  // Links that act as switches answer to the space bar as well, as switches do.
  if (event.key === " " && event.target.matches("a[role=switch], a[role=radio]")) {
    event.preventDefault();
    event.target.click();
  }
}

// On a phone the pages are a row to slide: the one that is open comes into sight once it is drawn.
function showOpenPage() {
  const open = document.querySelector(".pages a[aria-current]");
  const row = open?.parentElement;
  if (row && row.scrollWidth > row.clientWidth) row.scrollLeft = open.offsetLeft - row.offsetLeft - 48;
}

export default function ({ data, setTriggerValue }) {
  state.add = (query) => setTriggerValue("add", query);
  state.data = data;
  if (data.owner) document.cookie = `${data.owner_name}=${data.owner}; path=/; max-age=86400; samesite=strict${location.protocol === "https:" ? "; secure" : ""}`;
  document.documentElement.lang = data.lang;
  for (const wait of [100, 800]) setTimeout(showOpenPage, wait);
  for (const wait of [100, 800]) setTimeout(light, wait);
  lightDrawn();
  if (!state.installed) {
    state.installed = true;
    watchHistory();
    watchBack();
    watchDrawing();
    document.querySelector("[data-testid=stMain]").tabIndex = -1; // or it would be the first stop, before all that is in it
    watchConnection(() => state.data.lost);
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    for (const kind of ["pointerover", "pointerout", "focusin", "focusout"]) document.addEventListener(kind, listenToLegend);
    for (const kind of ["pointerover", "pointerdown"]) document.addEventListener(kind, listenToMap, true);
  }
}
