/* Asks every 20 seconds who is sitting and who has handed in, while the page is in sight. Without it: reload. */
const PAUSE_MS = 20_000;
const part = document.querySelector("#completion");
let timer = 0;

async function refresh() {
  try {
    const response = await fetch(part.dataset.address + location.search, { credentials: "same-origin" });
    if (response.ok && !response.redirected) part.innerHTML = await response.text();
    if (response.status >= 400 && response.status < 500 && response.status !== 429) return;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // no network: the next turn tries again
  }
  later();
}

function later() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(refresh, PAUSE_MS);
}

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : refresh()));
later();
