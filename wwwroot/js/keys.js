// Keys of the console. A button with data-key="t" is pressed by that key; rows with data-row are walked by j and k, and a key
// means the button of the row that has the focus before any other.
const places = { o: "/", c: "/calls", h: "/history", t: "/trunks", n: "/numbers", a: "/assistants" };
let waitingForPlace = 0;

const visible = element => element.getClientRects().length > 0 && !element.disabled;
const isTyping = element => element?.closest?.("input, textarea, select, [contenteditable=true]");
const isBlocked = () => document.querySelector("dialog[open], .mud-dialog") !== null;

export function handleKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
  if (isBlocked()) return;
  if (press(event.key)) event.preventDefault();
}

function press(key) {
  if (performance.now() < waitingForPlace) { waitingForPlace = 0; return go(key); }
  if (key === "?") { listKeys(); return true; }
  if (key === "/") return focusSearch();
  if (key === "g") { waitingForPlace = performance.now() + 1200; return true; }
  if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
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

function walk(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(visible);
  if (rows.length === 0) return false;
  const now = rows.indexOf(document.activeElement?.closest?.("[data-row]"));
  rows[Math.min(rows.length - 1, Math.max(0, now < 0 ? 0 : now + step))].focus();
  return true;
}

function clickKey(key) {
  const selector = `[data-key="${CSS.escape(key)}"]`;
  const row = document.activeElement?.closest?.("[data-row]");
  const near = row ? [...row.querySelectorAll(selector)] : [];
  const button = [...near, ...document.querySelectorAll(selector)].find(visible);
  button?.click();
  return Boolean(button);
}

/** Opens the list of keys; those of the page are read from what is on the screen. */
export function listKeys() {
  const dialog = document.getElementById("keys");
  if (!dialog || dialog.open) return;
  const seen = new Map();
  for (const button of [...document.querySelectorAll("[data-key]")].filter(visible))
    if (!seen.has(button.dataset.key)) seen.set(button.dataset.key, button.dataset.keyLabel ?? button.textContent.trim());
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
  term.appendChild(document.createElement("kbd")).textContent = key;
  line.appendChild(document.createElement("dd")).textContent = label;
  return line;
}
