// What happens when the circuit is lost: blazor.web.js retries by itself; when it gives up we ask the server until it answers.
let asking = 0;

async function isServerBack() {
  try {
    return (await fetch("/healthz/live", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

function askUntilBack() {
  if (asking) return;
  asking = setInterval(async () => { if (await isServerBack()) location.reload(); }, 3000);
}

export function watchConnection() {
  const notice = document.getElementById("components-reconnect-modal");
  notice?.addEventListener("components-reconnect-state-changed", event => {
    const state = event.detail.state;
    if (state === "rejected" || state === "resume-failed") location.reload();
    else if (state === "failed") askUntilBack();
  });
}
