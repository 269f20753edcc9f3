// A table to work in. The server says which rows stand in which order; what is done here is written into the address, and the
// server answers with the next state. AG Grid Community (MIT) draws the rows that are in sight and moves between cells.
import { createGrid, themeQuartz } from "./ag-grid.js";
import { FacetButton, FacetFilter } from "./grid-filter.js";

const sheets = new WeakMap();
const LONGEST = 600; // of a parameter, as the server has it
const PHONE = 641, NARROW = 48, BOX = 44; // px: below that width a phone; of the first column there; of the column of boxes
const APART = ["highlight", "all"]; // parameters that the rows do not hang on, beside those that a row opens
const theme = themeQuartz.withParams({
  backgroundColor: "var(--paper)", foregroundColor: "var(--ink)", headerBackgroundColor: "var(--raised)",
  headerTextColor: "var(--quiet)", borderColor: "var(--line)", accentColor: "var(--accent)", rowHoverColor: "var(--tint)",
  selectedRowBackgroundColor: "var(--tint)", fontFamily: "inherit", fontSize: 14, headerFontSize: 13, cellHorizontalPadding: 8,
  wrapperBorderRadius: 4, browserColorScheme: "inherit", focusShadow: "none",
});

export function show(host, data) {
  const sheet = sheets.get(host) ?? new Sheet(host);
  sheets.set(host, sheet);
  sheet.load(data);
}

export function leave(host) {
  sheets.get(host)?.grid?.destroy();
  sheets.delete(host);
}

// Rows are chosen by boxes of their own.
const PICKING = {
  rowSelection: {
    mode: "multiRow", checkboxes: true, headerCheckbox: true, enableClickSelection: false, hideDisabledCheckboxes: true,
    isRowSelectable: ({ data }) => !data?.heading,
  },
  selectionColumnDef: { width: BOX, minWidth: BOX, maxWidth: BOX, lockPosition: "left", sortable: false, suppressHeaderMenuButton: true },
};

// The parameters that a state hangs on, in one order.
function keyOf(address, opens) {
  const asked = new URL(address, location.href).searchParams;
  for (const name of [...APART, ...opens]) asked.delete(name);
  asked.sort();
  return asked.toString();
}

// On a phone the words stand beside the first column and fill what is in sight.
function growingFirst(state) {
  const [first, ...others] = state.columns, words = others.filter(({ grows }) => grows);
  return { ...state, columns: [first, ...words, ...others.filter(({ grows }) => !grows)] };
}

// Neighbours drawn together: 1-12,81.
function runs(numbers) {
  const groups = [];
  for (const n of [...numbers].map(Number).sort((a, b) => a - b)) {
    const last = groups.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else groups.push([n, n]);
  }
  return groups.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(",");
}

class Sheet {
  constructor(host) {
    this.host = host;
    this.cells = {};
    this.folded = new Set();
    this.states = new Map();
    if (!document.querySelector("link[data-grid]")) {
      const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("grid.css", import.meta.url) });
      style.dataset.grid = "";
      document.head.append(style);
    }
    this.mark = host.appendChild(document.createElement("style"));
    this.said = Object.assign(host.appendChild(document.createElement("p")), { className: "grid-said", role: "status" });
    this.place = Object.assign(host.appendChild(document.createElement("div")), { className: "grid-place" });
  }

  // The state that an address of the server has; of several asked for, the last is drawn.
  async load(data) {
    if (this.data && this.data.version !== data.version) {
      this.states.clear();
      this.drawn = this.all = null;
    }
    this.data = data;
    const asked = new URL(data.state, location.href).searchParams;
    this.open(data.opens.map((name) => asked.get(name)).join("/"));
    await this.ask(data.state);
  }

  async ask(address) {
    const asked = `${address}&version=${this.data.version}`, key = keyOf(asked, this.data.opens);
    this.wanted = key;
    if (this.drawn === key) return;
    if (!this.states.has(key)) this.states.set(key, fetch(asked).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))));
    try {
      const state = await this.states.get(key);
      if (this.wanted === key && this.drawn !== key) this.draw(state, key);
    } catch {
      this.states.delete(key);
    }
    if (this.states.size > 40) this.states.delete(this.states.keys().next().value);
  }

  // Writes a change into the address; `step` makes it one that Back undoes.
  change(params, step = true) {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(params)) value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
    const address = url.pathname + url.search;
    if (address === location.pathname + location.search) return;
    const own = new URL(this.data.state, location.href);
    const next = new URL(own.pathname, own.origin);
    for (const [name, value] of url.searchParams) next.searchParams.set(name, value);
    for (const name of ["lang", "own", "report"]) if (own.searchParams.has(name)) next.searchParams.set(name, own.searchParams.get(name));
    this.ask(next.pathname + next.search);
    step ? window.__atlas.push({}, "", address) : history.replaceState(history.state, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }

  draw(state, key) {
    this.state = innerWidth < PHONE && !new URLSearchParams(key).has("columns") ? growingFirst(state) : state;
    this.chosen = new Set(state.chosen);
    // Where words are searched for, the cells of the rows found show these; the others come back with the next state.
    this.cells = { ...this.all, ...state.cells };
    if (!state.whole && !this.all) this.fill();
    this.busy = true;
    // Where the page has no height for it, it is as high as its rows.
    if (!getComputedStyle(this.place).getPropertyValue("--grid-high")) this.place.style.height = `${Math.min(160 + 34 * state.items.length, innerHeight * 0.6)}px`;
    if (!this.grid) this.grid = createGrid(this.place, this.options());
    else {
      this.grid.setGridOption("rowData", this.rows());
      this.arrange();
      this.grid.refreshCells({ force: true });
      if (this.group !== this.grouped()) this.grid.redrawRows();
    }
    this.group = this.grouped();
    this.tick();
    for (const refresh of this.listeners ?? []) refresh();
    this.drawn = key;
    this.busy = false;
    this.host.dataset.drawn = key;
  }

  // The cells of all rows, once, after the first are on the screen.
  async fill() {
    const answer = await fetch(`${this.data.rows}&version=${this.data.version}`);
    if (!answer.ok) return;
    this.all = await answer.json();
    this.cells = { ...this.all, ...this.state.cells };
    this.grid?.refreshCells({ force: true });
  }

  grouped() {
    return this.state.items.some(([key]) => !key);
  }

  rows() {
    const rows = [];
    for (const [key, group, title, said] of this.state.items) {
      if (!key) rows.push({ id: `#${group}`, heading: { code: group, title, said } });
      else if (!this.folded.has(group)) rows.push({ id: `${group}/${key}`, key });
    }
    return rows;
  }

  column({ name, title, width, facet, grows, highest, sort }, hide) {
    const k = this.state.order.indexOf(name);
    if (innerWidth < PHONE) width = grows ? this.host.clientWidth - NARROW - BOX - 2 : k ? Math.min(width, 132) : NARROW;
    return {
      colId: name, headerName: title, headerTooltip: title, width, minWidth: 48, hide, sort: sort || null, sortable: true,
      ...(grows && innerWidth >= PHONE ? { flex: 1, minWidth: width * 0.75 } : {}),
      sortingOrder: highest ? ["desc", "asc", null] : ["asc", "desc", null], comparator: () => 0,
      ...(facet ? { filter: FacetFilter, filterParams: { sheet: this, facet }, floatingFilter: true } : {}),
      floatingFilterComponent: FacetButton, floatingFilterComponentParams: { sheet: this, facet }, suppressFloatingFilterButton: true,
      suppressHeaderFilterButton: true, suppressHeaderMenuButton: true,
      valueGetter: ({ data }) => this.cells[data.key]?.[k] ?? this.data.words.loading,
      cellRenderer: ({ value }) => {
        const cell = document.createElement("span");
        cell.innerHTML = value ?? ""; // the server's own, escaped there
        cell.title = cell.textContent;
        return cell;
      },
    };
  }

  options() {
    const { columns, others } = this.state, said = this.data.words;
    return {
      theme, localeText: this.data.locale, rowData: this.rows(), rowHeight: 34, headerHeight: 36, floatingFiltersHeight: 32,
      columnDefs: [...columns.map((each) => this.column(each, false)), ...others.map((each) => this.column(each, true))],
      getRowId: ({ data }) => data.id, suppressDragLeaveHidesColumns: true, maintainColumnOrder: true, animateRows: false,
      ensureDomOrder: true, overlayNoRowsTemplate: `<span>${said.nothing}</span>`,
      ...(this.data.picks ? PICKING : {}),
      isFullWidthRow: ({ rowNode }) => Boolean(rowNode.data?.heading),
      fullWidthCellRenderer: ({ data }) => this.heading(data.heading),
      onSortChanged: ({ source }) => !this.busy && source.startsWith("ui") && this.change({ sort: this.sorting(), offset: "" }),
      onColumnMoved: ({ finished, source }) => finished && source.startsWith("ui") && this.change({ columns: this.shown() }),
      onSelectionChanged: ({ source }) => !this.busy && source !== "api" && this.choose(),
      onCellFocused: ({ rowIndex, column }) => this.state.order.includes(column?.getColId?.()) && this.read(rowIndex),
      onCellClicked: ({ rowIndex, column }) => this.state.order.includes(column.getColId()) && this.read(rowIndex, true),
      onCellKeyDown: ({ event, data }) => this.key(event, data),
    };
  }

  arrange() {
    const shown = this.state.columns;
    const state = this.data.picks ? [{ colId: "ag-Grid-SelectionColumn" }] : [];
    for (const [k, { name, sort }] of shown.entries()) state.push({ colId: name, hide: false, sort: sort || null, sortIndex: sort ? k : null });
    for (const { name } of this.state.others) state.push({ colId: name, hide: true, sort: null });
    this.grid.applyColumnState({ state, applyOrder: true });
  }

  sorting() {
    const sorted = this.grid.getColumnState().filter(({ sort }) => sort).sort((a, b) => a.sortIndex - b.sortIndex);
    return sorted.map(({ colId, sort }) => (sort === "desc" ? `-${colId}` : colId)).join(",");
  }

  shown() {
    const shown = this.grid.getAllDisplayedColumns().map((column) => column.getColId()).filter((id) => this.state.order.includes(id)).join(",");
    return shown === this.state.order.join(",") ? "" : shown;
  }

  heading({ code, title, said }) {
    const row = document.createElement("div");
    row.className = "grid-heading";
    row.setAttribute("role", "gridcell");
    const button = row.appendChild(document.createElement("button"));
    button.type = "button";
    button.tabIndex = -1;
    button.textContent = title;
    button.setAttribute("aria-label", this.data.words.unfold.replace("{name}", title));
    button.setAttribute("aria-expanded", !this.folded.has(code));
    button.addEventListener("click", () => this.fold(code));
    row.append(said);
    return row;
  }

  fold(code) {
    this.folded.has(code) ? this.folded.delete(code) : this.folded.add(code);
    this.busy = true;
    this.grid.setGridOption("rowData", this.rows());
    this.grid.redrawRows({ rowNodes: [this.grid.getRowNode(`#${code}`)] });
    this.tick();
    this.busy = false;
  }

  // Boxes as the address has them: a paragraph in several groups is chosen in all of them.
  tick() {
    if (!this.data.picks) return;
    this.grid.forEachNode((node) => node.data.key && node.setSelected(this.chosen.has(node.data.key), false, "api"));
  }

  choose() {
    const on = new Map();
    this.grid.forEachNode((node) => node.data.key && on.set(node.data.key, [...(on.get(node.data.key) ?? []), node.isSelected()]));
    const chosen = new Set(this.chosen);
    for (const [key, states] of on) {
      if (this.chosen.has(key) && states.includes(false)) chosen.delete(key);
      else if (states.includes(true)) chosen.add(key);
    }
    const rows = runs(chosen);
    if (rows.length > LONGEST) this.said.textContent = this.data.words.too_many;
    else this.chosen = chosen;
    this.busy = true;
    this.tick();
    this.busy = false;
    clearTimeout(this.choosing);
    if (rows.length <= LONGEST) this.choosing = setTimeout(() => this.change({ rows }, false), 200);
  }

  // The paragraph of a row is read beside the table: by a click as a step of its own, by arrows as they go.
  read(rowIndex, clicked = false) {
    const row = rowIndex === null ? null : this.grid.getDisplayedRowAtIndex(rowIndex)?.data;
    if (this.busy || !row?.key || (row.key === this.opened && !clicked)) return;
    this.open(row.key);
    clearTimeout(this.reading);
    this.reading = setTimeout(() => this.change(this.opening(row.key), clicked), clicked ? 0 : 180);
  }

  // The parameters that show a row: its key, or each part of it.
  opening(key) {
    const parts = this.data.opens.length > 1 ? key.split("/") : [key];
    return Object.fromEntries(this.data.opens.map((name, k) => [name, parts[k]]));
  }

  open(key) {
    this.opened = key;
    this.mark.textContent = key ? `.grid-place .ag-row[row-id$="/${CSS.escape(key)}"] { box-shadow: inset 3px 0 var(--accent); background: var(--tint); }` : "";
  }

  key(event, { key, heading }) {
    if (heading && ["Enter", " "].includes(event.key)) {
      event.preventDefault();
      this.fold(heading.code);
    } else if (key && event.key === "Enter") {
      const pane = document.querySelector(".st-key-evidence .panel-head h2");
      if (!pane) return;
      pane.tabIndex = -1;
      pane.focus();
    }
  }

  // What the parts in the heads do when a new state is drawn.
  listen(refresh) {
    (this.listeners ??= new Set()).add(refresh);
    return () => this.listeners.delete(refresh);
  }
}
