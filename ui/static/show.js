// One slide at a time, turned by keys; the number after # is the slide's own address.
const slides = [...document.querySelectorAll(".slide")];
const notes = [...document.querySelectorAll(".notes")];
const body = document.body;
const root = document.documentElement;
const presenter = body.classList.contains("presenter");
const aside = document.querySelector("aside");
const black = document.querySelector(".black");
const keysOff = document.querySelector(".keys-off");
const channel = "BroadcastChannel" in window ? new BroadcastChannel("atlas-show" + deckOf(location)) : null;
const memory = (() => {
  try {
    return window.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => {} };
  }
})();
const cameFrom = document.referrer.startsWith(location.origin + "/");
let at = 0;
let dark = false; // whether the screen is black
let listening = memory.getItem("atlas-show-keys") !== "off";

function deckOf(place) {
  const asked = new URLSearchParams(place.search);
  asked.delete("view");
  return asked.toString();
}

function inside(k) {
  return Math.min(slides.length - 1, Math.max(0, k));
}

function show(k, tell = true) {
  at = inside(k);
  for (const [j, slide] of slides.entries()) {
    slide.classList.toggle("on", j === at);
    slide.classList.toggle("next", presenter && j === at + 1);
  }
  for (const [j, note] of notes.entries()) note.classList.toggle("on", j === at);
  if (location.hash !== `#${at + 1}`) history.replaceState(null, "", `#${at + 1}`);
  document.querySelector(".said").textContent = slides[at].getAttribute("aria-label") + " " + slides[at].querySelector("h1").textContent;
  if (presenter) {
    const count = document.querySelector(".at");
    count.textContent = `${at + 1} / ${count.dataset.n}`;
    const next = document.querySelector(".next-said");
    next.dataset.some ??= next.textContent;
    next.textContent = at + 1 < slides.length ? next.dataset.some : next.dataset.none;
  }
  if (tell) channel?.postMessage({ at, black: dark });
}

function darken(on, tell = true) {
  dark = on;
  if (!presenter) black.hidden = !on;
  if (tell) channel?.postMessage({ at, black: on });
}

function overview(on) {
  body.classList.toggle("overview", on);
  for (const slide of slides) {
    if (on) slide.tabIndex = 0;
    else slide.removeAttribute("tabindex");
  }
  if (on) slides[at].focus();
}

function theme() {
  const night = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = night ? "light" : "dark";
  memory.setItem("atlas-show-theme", root.dataset.theme);
}

function listen(on) {
  listening = on;
  keysOff.hidden = on;
  memory.setItem("atlas-show-keys", on ? "on" : "off");
}

function openPresenter() {
  const url = new URL(location.href);
  url.searchParams.set("view", "presenter");
  window.open(url.href, "atlas-presenter", "width=1280,height=800");
}

function leave() {
  if (!black.hidden) return darken(false);
  if (body.classList.contains("overview")) return overview(false);
  if (!presenter && !aside.hidden) return (aside.hidden = true);
  if (document.fullscreenElement) return document.exitFullscreen();
  if (window.opener) return window.close();
  if (cameFrom && history.length > 1) return history.back();
  location.href = body.dataset.back;
}

const keys = {
  ArrowRight: () => show(at + 1),
  ArrowDown: () => show(at + 1),
  PageDown: () => show(at + 1),
  " ": () => show(at + 1),
  ArrowLeft: () => show(at - 1),
  ArrowUp: () => show(at - 1),
  PageUp: () => show(at - 1),
  Home: () => show(0),
  End: () => show(slides.length - 1),
  Escape: leave,
  b: () => darken((dark = !dark)),
  o: () => overview(!body.classList.contains("overview")),
  n: () => presenter || (aside.hidden = !aside.hidden),
  p: () => presenter || openPresenter(),
  d: theme,
  f: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.()),
  k: () => listen(false),
};

function onKey(event) {
  if (!listening || event.ctrlKey || event.metaKey || event.altKey) return;
  const on = event.target;
  if (!black.hidden) {
    event.preventDefault();
    return darken(false);
  }
  if (event.key === "Enter" || (event.key === " " && on.closest("button"))) {
    if (body.classList.contains("overview") && on.matches(".slide")) {
      show(slides.indexOf(on));
      overview(false);
    }
    return;
  }
  // The notes scroll by their own keys.
  if (on.matches(".notes") && ["ArrowDown", "ArrowUp", "PageDown", "PageUp"].includes(event.key)) return;
  const act = keys[event.key] ?? keys[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
  if (body.classList.contains("overview")) slides[at].focus();
}

document.addEventListener("keydown", onKey);
keysOff.addEventListener("click", () => listen(true));
black.addEventListener("click", () => darken(false));
document.querySelector("main").addEventListener("click", (event) => {
  const slide = event.target.closest(".slide");
  if (!body.classList.contains("overview") || !slide) return;
  event.preventDefault();
  show(slides.indexOf(slide));
  overview(false);
});
window.addEventListener("hashchange", () => show(Number(location.hash.slice(1)) - 1 || 0));
channel?.addEventListener("message", ({ data }) => {
  if (data.hello) return presenter || channel.postMessage({ at, black: dark });
  show(data.at, false);
  darken(data.black, false);
});

// On a screen that is touched: a stroke to the left or to the right.
let from = null;
document.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
document.addEventListener("touchend", (event) => {
  const to = event.changedTouches[0];
  if (!from || Math.abs(to.clientX - from.clientX) < 60 || Math.abs(to.clientY - from.clientY) > 80) return;
  show(to.clientX < from.clientX ? at + 1 : at - 1);
});

if (presenter) {
  let began = Date.now();
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => {
    const now = new Date();
    const passed = Math.floor((Date.now() - began) / 1000);
    document.querySelector(".clock").textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    document.querySelector(".elapsed").textContent = `${Math.floor(passed / 60)}:${two(passed % 60)}`;
  };
  document.querySelector(".reset").addEventListener("click", () => (began = Date.now(), tick()));
  for (const button of document.querySelectorAll("[data-by]")) {
    button.addEventListener("click", () => show(at + Number(button.dataset.by)));
  }
  setInterval(tick, 1000);
  tick();
}

const known = memory.getItem("atlas-show-theme");
if (known) root.dataset.theme = known;
keysOff.hidden = listening;
show(Number(location.hash.slice(1)) - 1 || 0, false);
if (presenter) channel?.postMessage({ hello: true });
