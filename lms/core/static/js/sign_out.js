/* Whoever signs out of a shared computer leaves nothing behind on it, whatever page the button stood on:
   no answers, no pages kept for a place without network. */
const UNSENT = /^(sitting|observing|calling):/; // the queues of queue.js: a row stands there only while it is not sent

function hasUnsent() {
  try {
    return Object.keys(localStorage).some((name) => UNSENT.test(name));
  } catch {
    return false; // a browser that keeps nothing has nothing to forget
  }
}

function emptyStorage() {
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // nothing was kept
  }
}

async function forgetPages() {
  for (const name of await caches.keys()) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form[action$='/logout/']")) return;
  const question = document.querySelector("[data-unsent]")?.dataset.unsent;
  if (question && hasUnsent() && !confirm(question)) {
    event.preventDefault();
    return;
  }
  emptyStorage();
  if (!("caches" in window) || !("serviceWorker" in navigator)) return;
  event.preventDefault();
  forgetPages().finally(() => form.submit());
});
