// The keyboard goes where something was opened: to a new page's heading, to the sentences, else to the link that was pressed.
const opened = () => document.querySelector(".panel[data-chosen], .reading");
const whatIsOpen = () => opened()?.dataset.chosen ?? opened()?.querySelector("h1, h2")?.textContent ?? "";

function focusOn(element) {
  if (!element) return;
  if (!element.matches("a, button, input")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

async function followFocus(link, byKey) {
  const text = link.textContent, from = location.pathname, before = whatIsOpen();
  await wait(20);
  if (!(await until(standing, 3000))) return;
  if (location.pathname !== from) return focusOn(document.querySelector(".st-key-page h1"));
  if (!byKey) return;
  const open = whatIsOpen();
  if (open && open !== before) return focusOn(opened().querySelector("h1, h2"));
  focusOn([...document.querySelectorAll("a[data-go]")].find((same) => same.textContent === text));
}

// Past what stands between: to the part that a link names.
function skipTo(selector) {
  const part = document.querySelector(selector);
  focusOn(part);
  part?.scrollIntoView({ block: "start" });
}
