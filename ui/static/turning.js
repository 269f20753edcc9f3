// From one view to the next without a flash: the browser goes on showing the view that is left until the next one stands.
const LONGEST = 2500; // ms that it waits; then the next view is shown as it comes

function sameView(one, other) {
  const [a, b] = [one, other].map((address) => new URL(address, location.href));
  a.searchParams.sort();
  b.searchParams.sort();
  return a.pathname === b.pathname && `${a.searchParams}` === `${b.searchParams}`;
}

// Whether all that the address asks for stands on the page, save for what only a visible page can draw: its maps.
function standing() {
  const foot = document.querySelector(".foot"), app = document.querySelector("[data-testid=stApp]");
  return !!foot && app.dataset.testScriptState === "notRunning" && sameView(foot.dataset.view, location.href)
    && !document.querySelector("[data-testid=stSkeleton]");
}

const mapsDrawn = () => [...document.querySelectorAll("[class*=map_box]")].every((box) => box.querySelector(".choroplethlayer path"));

// What drives a browser, and what is to be done once a view is there, waits for `data-drawn`.
function noteDrawn() {
  const foot = document.querySelector(".foot");
  if (foot && foot.dataset.drawn !== foot.dataset.view && standing() && mapsDrawn()) foot.dataset.drawn = foot.dataset.view;
}

function watchDrawing() {
  let due = 0;
  const later = () => (due ||= setTimeout(() => ((due = 0), noteDrawn()), 30));
  const watched = { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] };
  new MutationObserver(later).observe(document.body, watched);
  setInterval(later, 400); // a run so short that the page never said that it ran changes nothing that could be watched
  later();
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
async function until(is, longest) {
  const ends = performance.now() + longest;
  while (!is() && performance.now() < ends) await wait(10);
  return is();
}

// Ask for the view of the address, by `ask`, and show it once it stands.
function turn(ask) {
  const change = async () => {
    document.querySelector(".foot")?.removeAttribute("data-drawn"); // it is hidden until its page is there
    ask();
    await wait(10);
    await until(standing, LONGEST);
  };
  if (!document.startViewTransition) return void change();
  const { ready, finished } = document.startViewTransition(change);
  for (const promise of [ready, finished]) promise.catch(() => {}); // a quicker click took its place
}

// Back and Forward of the browser turn in the same way.
function watchBack() {
  const again = (event) => {
    if (!event.isTrusted) return;
    event.stopImmediatePropagation();
    turn(() => dispatchEvent(new PopStateEvent("popstate", { state: event.state })));
  };
  addEventListener("popstate", again, true);
}
