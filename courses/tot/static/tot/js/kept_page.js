/* Keeps one form and its files on the device, where the person asks for it, so that it opens without a network.
   The worker of observations answers with the copy; signing the form or signing out removes it. */
import { forget } from "../../js/queue.js";

const PREFIX = "kept:";
const CLOCK = "clock";
const AGAIN = "keep-again";
const MARK = "data-observation="; // stands in the page as long as the form is open
const STATIC = new URL("../../", import.meta.url);

function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // a device that keeps nothing keeps no page either
  }
}

/* What this page has loaded of the site's static files, fonts and imported scripts among it. */
function files() {
  const linked = [...document.querySelectorAll("link[href], script[src], img[src], use")].map((node) =>
    node.href?.baseVal || node.href || node.src);
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const addresses = [...linked, ...loaded].map((address) => new URL(address, location.href).href.split("#")[0]);
  return [...new Set(addresses)].filter((address) => address.startsWith(STATIC.href));
}

/* The page as the server gives it now, marked as a copy. */
async function copyOf(address) {
  const response = await fetch(address, { credentials: "same-origin" });
  const text = await response.text();
  if (!response.ok || response.redirected || !text.includes(MARK)) throw new Error("no open form");
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(text.includes(`data-copy ${MARK}`) ? text : text.replace(MARK, `data-copy ${MARK}`), { headers });
}

export class KeptPage {
  constructor(form) {
    const mine = `${PREFIX}${form.dataset.person}:`;
    this.form = form;
    this.name = mine + form.dataset.observation;
    this.isCopy = "copy" in form.dataset;
    this.isKept = this.isCopy;
    this.stand = null;
    this.panel = document.querySelector(".kept-page");
    forget(PREFIX, (name) => !name.startsWith(mine));
    if ("caches" in window && "serviceWorker" in navigator) this.start(mine);
  }

  async start(mine) {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && !name.startsWith(mine)) await caches.delete(name);
    }
    this.isKept = await caches.has(this.name);
    this.panel.querySelector("[name=keep]").addEventListener("click", () => this.keep());
    this.panel.querySelector("[name=remove]").addEventListener("click", () => this.remove());
    this.show(this.isCopy ? this.panel.dataset.copy : "");
    const isAskedFor = sessionStorage.getItem(AGAIN) === this.name;
    sessionStorage.removeItem(AGAIN);
    if (isAskedFor || (this.isKept && !this.isCopy)) await this.keep(); // the copy is as new as the page
  }

  show(sentence) {
    this.panel.hidden = false;
    this.panel.querySelector("[name=keep]").hidden = this.isKept;
    this.panel.querySelector("[name=remove]").hidden = !this.isKept;
    this.panel.querySelector("[role=status]").textContent = sentence || (this.isKept ? this.panel.dataset.kept : "");
  }

  async keep() {
    try {
      await this.store();
      this.isKept = true;
      this.hold(this.stand);
      this.show();
    } catch {
      if (!this.isKept) await caches.delete(this.name);
      this.show(this.isKept ? "" : this.panel.dataset.failed);
    }
  }

  async store() {
    await navigator.serviceWorker.register(this.form.dataset.worker);
    await navigator.serviceWorker.ready;
    await document.fonts.ready;
    const page = await copyOf(location.pathname);
    const cache = await caches.open(this.name);
    await cache.addAll(files());
    await cache.put(location.pathname, page);
  }

  async remove() {
    await caches.delete(this.name);
    forget(this.name);
    this.isKept = false;
    this.show();
    if ((await caches.keys()).length) return;
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  }

  /* A form that is being signed is not kept; it is again, should it come back. */
  async stepAside() {
    if (!this.isKept) return;
    sessionStorage.setItem(AGAIN, this.name);
    await this.remove();
  }

  /* The copy is as old as its last look at the network: what was saved since is remembered beside it. */
  hold(stand) {
    this.stand = stand;
    if (this.isKept && stand) remember(this.name, stand);
  }

  latest(stand) {
    const held = this.isCopy ? recall(this.name) : null;
    return held && held.sequence > stand.sequence ? held : stand;
  }

  /* How far the device's clock is behind the server's, in milliseconds; a copy recalls what a page measured. */
  clockSkew() {
    if (this.isCopy) return recall(CLOCK) || 0;
    const skew = Number(this.form.dataset.now) - Date.now();
    remember(CLOCK, skew);
    return skew;
  }
}
