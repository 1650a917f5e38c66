// The frame's own behaviour: theme, keys, copy buttons, times in the viewer's zone, lost connections.
import { defineTimes } from "./times.js";
import { handleKey, listKeys } from "./keys.js";
import { watchConnection } from "./connection.js";

const root = document.documentElement;
let themeWatcher = null;

function setTheme(theme) {
  root.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
  themeWatcher?.invokeMethodAsync("ThemeChanged", theme === "dark");
}

const systemTheme = matchMedia("(prefers-color-scheme: dark)");

function followSystem() {
  if (/(?:^|;\s*)theme=/.test(document.cookie)) return;
  root.dataset.theme = systemTheme.matches ? "dark" : "light";
  themeWatcher?.invokeMethodAsync("ThemeChanged", systemTheme.matches);
}

systemTheme.addEventListener("change", followSystem);
// The system may have changed between the first look (theme.js) and now.
followSystem();

window.voicedock = {
  watchTheme(watcher) { themeWatcher = watcher; return root.dataset.theme === "dark"; },
  unwatchTheme() { themeWatcher = null; },
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
};

async function copy(button) {
  const text = button.dataset.copy ?? document.querySelector(button.dataset.copyFrom)?.textContent ?? "";
  // Without https there is no clipboard interface; the old command still works from a click.
  if (navigator.clipboard && window.isSecureContext) await navigator.clipboard.writeText(text);
  else copyByCommand(text, button);
  button.dataset.copied = "";
  setTimeout(() => delete button.dataset.copied, 2000);
}

function copyByCommand(text, near) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "offscreen";
  near.parentElement.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  near.focus();
}

// The text of a copy button as a file.
function download(button) {
  const text = document.getElementById(button.dataset.textOf)?.dataset.copy ?? "";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  link.download = button.dataset.download;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// A sign-in ends after half an hour in which nobody touches the page; what the page does by itself does not count.
let noted = performance.now();
function noteSeen() {
  if (performance.now() - noted < 60000) return;
  noted = performance.now();
  fetch("/seen", { cache: "no-store", redirect: "manual" }).catch(() => { /* the lost connection is shown by itself */ });
}

const actions = {
  theme: () => setTheme(root.dataset.theme === "dark" ? "light" : "dark"),
  keys: () => listKeys(),
  reload: () => location.reload(),
};

document.addEventListener("click", event => {
  const target = event.target.closest("[data-action],[data-copy],[data-copy-from],[data-download],[data-closes],.skip");
  if (!target) return;
  if (target.matches(".skip")) { event.preventDefault(); document.getElementById("main")?.focus(); }
  else if (target.dataset.action) actions[target.dataset.action]?.();
  else if (target.dataset.closes) document.getElementById(target.dataset.closes)?.hidePopover();
  else if (target.dataset.download) download(target);
  else copy(target);
});

document.addEventListener("keydown", handleKey);
for (const sign of ["keydown", "pointerdown", "wheel"]) document.addEventListener(sign, noteSeen, { passive: true });
defineTimes();
watchConnection();
