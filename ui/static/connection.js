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
    const said = document.querySelector(".lost");
    if (app.dataset.testConnectionState === "CONNECTED") said?.remove();
    else if (!said) due = setTimeout(say, 800); // a moment is nothing to speak of
  };
  new MutationObserver(look).observe(app, { attributeFilter: ["data-test-connection-state"] });
}
