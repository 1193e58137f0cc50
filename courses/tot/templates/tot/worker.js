/* Opens a form of this person where there is no network, if it is kept on this device; all else it leaves alone. */
const PATIENCE_MS = 5000;
const MARK = "data-observation="; // stands in the page as long as the form is open

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

/* The network first; a kept copy where it is away, too slow, or the server is. */
async function answer(request) {
  const copy = await caches.match(request, { ignoreVary: true });
  if (!copy) return fetch(request);
  try {
    const response = await Promise.race([fetch(request), tooLate()]);
    if (response.status >= 500) return copy;
    if (request.mode === "navigate" && (await isClosed(response.clone()))) await forget(request);
    return response;
  } catch {
    return copy;
  }
}

function tooLate() {
  return new Promise((_, reject) => { setTimeout(reject, PATIENCE_MS); });
}

/* Signed, or no longer this person's. A way to the sign-in says nothing about the form. */
async function isClosed(response) {
  if (response.type === "opaqueredirect") return false;
  return !response.ok || !(await response.text()).includes(MARK);
}

async function forget(request) {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    if (await cache.match(request, { ignoreVary: true })) await caches.delete(name);
  }
}
