// Where the connection to the server is lost, that is said in the reader's language until it is back.
function watchConnection(words) {
  const app = document.querySelector("[data-testid=stApp]");
  let due = 0;
  const say = () => {
    const said = document.createElement("div");
    said.className = "lost";
    said.setAttribute("role", "alert");
    said.textContent = words();
    document.body.append(said);
  };
  const look = () => {
    clearTimeout(due);
    if (app.dataset.testConnectionState === "DISCONNECTED_FOREVER" && loadAgain()) return;
    const said = document.querySelector(".lost");
    if (app.dataset.testConnectionState === "CONNECTED") said?.remove();
    else if (!said) due = setTimeout(say, 800); // a moment is nothing to speak of
  };
  new MutationObserver(look).observe(app, { attributeFilter: ["data-test-connection-state"] });
}

// Streamlit gives up for good on an answer that it cannot read. The address holds the whole view: it is loaded anew, once
// in a while, or a page that fails each time would never stop.
const AGAIN = "atlas-loaded-again";
function loadAgain() {
  const now = Date.now();
  if (now - Number(sessionStorage.getItem(AGAIN)) < 30_000) return false;
  sessionStorage.setItem(AGAIN, now);
  location.reload();
  return true;
}
