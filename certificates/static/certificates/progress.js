/* Renews the parts of a batch's page while certificates are being issued; without it the page loads itself anew. */
const sentence = document.querySelector("[data-again-seconds]");

function renew(part, page) {
  const newer = page.querySelector(`[data-part="${part.dataset.part}"]`);
  const isInUse = part !== sentence && part.contains(document.activeElement);
  if (newer && !isInUse && part.innerHTML !== newer.innerHTML) part.innerHTML = newer.innerHTML;
}

async function again() {
  let isOver = false;
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-part]")) renew(part, page);
    isOver = answer.ok && !page.querySelector("[data-again-seconds]");
  } catch {
    // No network now: what is shown stays, and the next turn asks again.
  }
  if (!isOver) later();
}

function later() {
  setTimeout(again, 1000 * Number(sentence.dataset.againSeconds));
}

if (sentence) later();
