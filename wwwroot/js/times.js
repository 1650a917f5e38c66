// <vd-time at="ISO" show="datetime|date|time|precise|ago"> and <vd-timer since="ISO">: written by the browser, in the viewer's own zone.
const locale = navigator.languages.find(l => l.startsWith("en")) ?? "en-GB";
const format = options => new Intl.DateTimeFormat(locale, options);
const formats = {
  time: format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  precise: format({ hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hourCycle: "h23" }),
  date: format({ day: "numeric", month: "short", year: "numeric" }),
  near: format({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
  far: format({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }),
  full: format({ dateStyle: "full", timeStyle: "long" }),
};
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

// The server's clock, so that a wrong clock at the viewer's does not bend durations.
const offset = Number(document.documentElement.dataset.now ?? Date.now()) - Date.now();
const now = () => Date.now() + offset;
const ticking = new Set();

function ago(at) {
  const seconds = Math.round((at - now()) / 1000);
  const past = Math.abs(seconds);
  if (past < 45) return seconds <= 0 ? "just now" : "in a moment";
  if (past < 45 * 60) return relative.format(Math.round(seconds / 60), "minute");
  if (past < 22 * 3600) return relative.format(Math.round(seconds / 3600), "hour");
  return past < 30 * 86400 ? relative.format(Math.round(seconds / 86400), "day") : formats.date.format(at);
}

function text(at, show) {
  if (show === "ago") return ago(at);
  if (show === "time" || show === "precise" || show === "date") return formats[show].format(at);
  return (new Date(at).getFullYear() === new Date().getFullYear() ? formats.near : formats.far).format(at);
}

/** 0:07, 12:34, 1:02:03. */
function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = n => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

class LocalTime extends HTMLElement {
  static observedAttributes = ["at", "show"];
  connectedCallback() { this.write(); if (this.getAttribute("show") === "ago") ticking.add(this); }
  disconnectedCallback() { ticking.delete(this); }
  attributeChangedCallback() { if (this.isConnected) this.write(); }
  write() {
    const at = Date.parse(this.getAttribute("at"));
    if (Number.isNaN(at)) return;
    const words = text(at, this.getAttribute("show"));
    if (this.textContent !== words) this.textContent = words;
    this.title = formats.full.format(at);
  }
}

class Timer extends HTMLElement {
  static observedAttributes = ["since"];
  connectedCallback() { this.write(); ticking.add(this); }
  disconnectedCallback() { ticking.delete(this); }
  attributeChangedCallback() { if (this.isConnected) this.write(); }
  write() {
    const since = Date.parse(this.getAttribute("since"));
    if (Number.isNaN(since)) return;
    const words = duration(now() - since);
    if (this.textContent !== words) this.textContent = words;
  }
}

export function defineTimes() {
  customElements.define("vd-time", LocalTime);
  customElements.define("vd-timer", Timer);
  setInterval(() => ticking.forEach(element => element.write()), 1000);
}
