// Keys of the console. A button with data-key="t" is pressed by that key; rows with data-row are walked by j and k (and the arrows), and
// a key means the button of the row that has the focus before any other. Inside data-steps the arrows go from one data-step to the next.
const places = { o: "/", c: "/calls", h: "/history", t: "/trunks", n: "/numbers", a: "/assistants", d: "/diagnostics" };
let waitingForPlace = 0;

const shown = element => element.getClientRects().length > 0;
const visible = element => shown(element) && !element.disabled;
const isTyping = element => element?.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true]");
const isBlocked = () => document.querySelector("dialog[open], .mud-dialog") !== null;

export function handleKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBlocked()) return;
  if (isTyping(event.target) && event.key !== "Escape") return;
  if (event.key === "Enter" ? enter() : press(event.key)) event.preventDefault();
}

// Enter belongs to the control that has the focus; only on a row itself it means the row's own first thing.
function enter() {
  const row = document.activeElement;
  return Boolean(row?.matches?.("[data-row]")) && clickKey("Enter");
}

function press(key) {
  if (performance.now() < waitingForPlace) { waitingForPlace = 0; return go(key); }
  if (key === "?") { listKeys(); return true; }
  if (key === "/") return focusSearch();
  if (key === "g") { waitingForPlace = performance.now() + 1200; return true; }
  if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
  if ((key === "ArrowDown" || key === "ArrowUp") && step(key === "ArrowDown" ? 1 : -1)) return true;
  if ((key === "ArrowDown" || key === "ArrowUp") && walksByArrow()) return walk(key === "ArrowDown" ? 1 : -1);
  return clickKey(key);
}

function go(key) {
  const link = document.querySelector(`.nav a[href="${places[key]}"]`);
  link?.click();
  return Boolean(link);
}

function focusSearch() {
  const field = [...document.querySelectorAll("[data-search] input, input[data-search]")].find(visible);
  field?.focus();
  field?.select();
  return Boolean(field);
}

// On a row, or before any choice on a page that is a board of rows. Inside a control the arrows are the control's.
function walksByArrow() {
  const focused = document.activeElement;
  return focused?.matches("[data-row]") || (document.querySelector("[data-arrows]") !== null && focused?.matches("body, main, h1"));
}

function walk(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(visible);
  if (rows.length === 0) return false;
  const now = rows.indexOf(document.activeElement?.closest?.("[data-row]"));
  rows[Math.min(rows.length - 1, Math.max(0, now < 0 ? 0 : now + step))].focus();
  return true;
}

function step(by) {
  const focused = document.activeElement;
  const steps = [...(focused?.closest?.("[data-steps]")?.querySelectorAll("[data-step]") ?? [])].filter(visible);
  const now = steps.indexOf(focused);
  if (now < 0) return false;
  steps[Math.min(steps.length - 1, Math.max(0, now + by))].focus();
  return true;
}

// What stands in a row is meant only for the row that has the focus, or the only one: never for a call one did not choose.
function clickKey(key) {
  const selector = `[data-key="${CSS.escape(key)}"]`;
  const rows = [...document.querySelectorAll("[data-row]")].filter(shown);
  const row = document.activeElement?.closest?.("[data-row]") ?? (rows.length === 1 ? rows[0] : null);
  const near = row ? [...row.querySelectorAll(selector)] : [];
  const free = [...document.querySelectorAll(selector)].filter(button => !button.closest("[data-row]"));
  const button = [...near, ...free].find(visible);
  button?.click();
  return Boolean(button);
}

/** Opens the list of keys; those of the page are read from what is on the screen. */
export function listKeys() {
  const dialog = document.getElementById("keys");
  if (!dialog || dialog.open) return;
  const seen = new Map();
  for (const button of [...document.querySelectorAll("[data-key]")].filter(shown)) {
    const label = button.dataset.keyLabel ?? button.textContent.trim();
    if (label && !seen.has(button.dataset.key)) seen.set(button.dataset.key, label);
  }
  const list = document.createElement("dl");
  for (const [key, label] of seen) list.append(entry(key, label));
  document.getElementById("keys-here").replaceChildren(...(seen.size ? [heading(), list] : []));
  dialog.showModal();
}

function heading() {
  const title = document.createElement("h3");
  title.textContent = "On this page";
  return title;
}

function entry(key, label) {
  const line = document.createElement("div");
  const term = line.appendChild(document.createElement("dt"));
  term.appendChild(document.createElement("kbd")).textContent = key === "Escape" ? "Esc" : key;
  line.appendChild(document.createElement("dd")).textContent = label;
  return line;
}
