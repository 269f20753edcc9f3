// What stands in the heads of a grid: a button that says what a column is filtered by, and the list of options behind it.
const make = (tag, properties = {}, ...inner) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inner);
  return element;
};

// Under a head: what is chosen, and the way to the list.
export class FacetButton {
  init({ sheet, facet, showParentFilter, column }) {
    this.gui = make("button", { type: "button", className: "facet-button", onclick: () => showParentFilter() });
    const refresh = () => {
      const { label, chosen } = sheet.state.facets[facet];
      this.gui.replaceChildren(chosen || sheet.data.words.filter_all);
      this.gui.title = chosen;
      this.gui.classList.toggle("on", Boolean(chosen));
      this.gui.setAttribute("aria-label", `${sheet.data.words.filter.replace("{name}", column.getColDef().headerName || label)} ${chosen}`.trim());
    };
    this.gui.setAttribute("aria-haspopup", "dialog");
    refresh();
    this.destroy = sheet.listen(refresh);
  }
  getGui() {
    return this.gui;
  }
  onParentModelChanged() {}
}

// The list: each option with how many rows it would leave, chosen by its box, left out by the button beside it.
export class FacetFilter {
  init({ sheet, facet, filterChangedCallback }) {
    Object.assign(this, { sheet, facet, words: sheet.data.words });
    this.list = make("ul");
    this.find = make("input", { type: "search", placeholder: this.words.filter_find, oninput: () => this.narrow() });
    this.find.setAttribute("aria-label", this.words.filter_find);
    this.modes = make("div", { className: "facet-modes" });
    this.modes.setAttribute("role", "radiogroup");
    this.gui = make("div", { className: "facet" }, this.find, this.modes, this.list);
    this.mode = this.shown().choices.some(([, , , state]) => state === "every") ? "every" : "any";
    this.fill();
    this.destroy = sheet.listen(() => {
      this.update();
      filterChangedCallback();
    });
  }
  shown() {
    return this.sheet.state.facets[this.facet];
  }
  getGui() {
    return this.gui;
  }
  isFilterActive() {
    return Boolean(this.shown().chosen);
  }
  doesFilterPass() {
    return true; // the server sends only rows that do
  }
  getModel() {
    return this.shown().chosen || null;
  }
  setModel() {}
  afterGuiAttached() {
    if (this.sheet.state.facets[this.facet].choices.length > 8) this.find.focus();
    else this.list.querySelector("input")?.focus();
  }

  fill() {
    const { choices, combines } = this.shown();
    this.find.hidden = choices.length <= 8;
    this.modes.hidden = !combines;
    const modes = ["any", "every"].map((mode) => {
      const radio = make("input", { type: "radio", name: `mode-${this.facet}`, checked: this.mode === mode, onchange: () => this.combine(mode) });
      return make("label", {}, radio, this.words[`filter_${mode}`]);
    });
    this.modes.replaceChildren(...modes);
    this.list.replaceChildren(...choices.map((choice) => this.line(choice)));
    this.narrow();
  }

  line([code, label, number, state, part, param]) {
    const box = make("input", { type: "checkbox", checked: ["any", "every"].includes(state), onchange: () => this.set(code, param, box.checked ? this.mode : "") });
    const line = make("li", {}, make("label", {}, box, make("span", {}, label), make("b", {}, String(number))));
    line.dataset.code = `${param}=${code}`;
    if (part) line.dataset.part = part;
    if (this.shown().excludes && param === this.facet) {
      const not = make("button", { type: "button", onclick: () => this.set(code, param, state === "none" ? "" : "none") }, this.words.filter_not);
      not.setAttribute("aria-label", this.words.filter_not_said.replace("{name}", label));
      not.setAttribute("aria-pressed", state === "none");
      line.append(not);
    }
    line.classList.toggle("none", !number);
    return line;
  }

  // A new state: the same lines with new numbers stay where they are, and what has the focus keeps it.
  update() {
    const { choices } = this.shown(), had = document.activeElement;
    const focused = this.gui.contains(had) && had.closest("li")?.dataset.code, button = had?.tagName === "BUTTON";
    const at = this.list.scrollTop;
    this.list.replaceChildren(...choices.map((choice) => this.line(choice)));
    this.narrow();
    this.list.scrollTop = at;
    if (focused) this.list.querySelector(`[data-code="${CSS.escape(focused)}"] ${button ? "button" : "input"}`)?.focus({ preventScroll: true });
  }

  narrow() {
    const typed = this.find.value.trim().toLowerCase();
    for (const line of this.list.children) line.hidden = Boolean(typed) && !line.textContent.toLowerCase().includes(typed);
  }

  // The address after an option was chosen in a way: any of several, all of them, none of them.
  set(code, param, way) {
    const asked = new URL(location.href).searchParams, changed = { passage: "", rows: "", offset: "" };
    if (this.shown().choices.some(([c]) => ["0", "1"].includes(c)) && !this.shown().excludes) {
      this.sheet.change({ ...changed, [param]: way ? code : "" });
      return;
    }
    for (const [name, own] of [["", "any"], ["_all", "every"], ["_not", "none"]]) {
      const listed = (asked.get(param + name) ?? "").split(",").filter((each) => each && each !== code);
      const wanted = param === this.facet ? way : way && "any"; // groups are never met all at once
      if (wanted === own) listed.push(code);
      changed[param + name] = listed.join(",");
    }
    this.sheet.change(changed);
  }

  combine(mode) {
    this.mode = mode;
    const asked = new URL(location.href).searchParams;
    const options = [...(asked.get(this.facet) ?? "").split(","), ...(asked.get(`${this.facet}_all`) ?? "").split(",")].filter(Boolean);
    const [on, off] = mode === "any" ? ["", "_all"] : ["_all", ""];
    if (options.length) this.sheet.change({ [this.facet + on]: options.join(","), [this.facet + off]: "", passage: "", rows: "", offset: "" });
  }
}
