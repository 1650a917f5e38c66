// Runs before the first paint: the chosen theme, else the system's.
(() => {
  const chosen = /(?:^|;\s*)theme=(light|dark)/.exec(document.cookie)?.[1];
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen ?? system;
})();
