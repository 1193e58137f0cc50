/* Keeps on the device what a form could not send yet, and tries again: later, when the network or the page comes back,
   and on the next page. One person's one form alone; forms that use it work without it too. */
const RETRY_MS = [1000, 2000, 5000, 15000, 30000];
const PATIENCE_MS = 20000;

/* Another person's rows on a shared device are neither sent nor kept. */
export function forget(prefix, isTheirs = () => true) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(prefix) && isTheirs(name)) localStorage.removeItem(name);
    }
  } catch {
    // nothing was kept
  }
}

export async function told(response) {
  return (response.headers.get("Content-Type") || "").includes("json") ? response.json() : {};
}

function patience() {
  const control = new AbortController();
  setTimeout(() => control.abort(), PATIENCE_MS);
  return control.signal;
}

/* The queue is `{place: draft}`; a draft has a `sequence`, the rest is the page's affair.
   `page.body(place, draft)` answers the fields to send. What came of it is told to the page:
   `saved(place, answer, draft)` answers the words for it; `newer(place, answer, draft)`: another device was later;
   `refused(place, words)`; `over(words)`: nothing more will be taken; `stands(answer)`: a look after a sleep. */
export class Queue {
  constructor(form, prefix, name, page) {
    const mine = `${prefix}${form.dataset.person}:`;
    this.form = form;
    this.page = page;
    this.prefix = prefix;
    this.key = mine + name;
    this.status = form.querySelector(".saved-state");
    this.words = this.status.dataset;
    this.memory = null; // stands in for the device's storage where that is full or forbidden
    this.failures = 0;
    this.timer = 0;
    this.sending = null;
    forget(prefix, (other) => !other.startsWith(mine));
    this.listen();
  }

  read() {
    if (this.memory) return this.memory;
    try {
      return JSON.parse(localStorage.getItem(this.key)) || {};
    } catch {
      return {};
    }
  }

  write(waiting) {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(this.key, JSON.stringify(waiting));
      else localStorage.removeItem(this.key);
      this.memory = null;
    } catch {
      this.memory = waiting;
    }
  }

  hasWaiting() {
    return Object.keys(this.read()).length > 0;
  }

  /* Kept first, sent then. */
  put(place, draft, pause = 0) {
    this.write({ ...this.read(), [place]: draft });
    if (this.memory || this.failures) this.sayWaiting();
    else this.say(this.words.saving);
    if (!pause) this.flush();
    else this.timer = this.timer || setTimeout(() => this.flush(), pause);
  }

  drop(place, sequence) {
    const waiting = this.read();
    if (waiting[place]?.sequence === sequence) delete waiting[place];
    this.write(waiting);
  }

  say(sentence, address = "", link = "") {
    this.status.textContent = sentence;
    if (!address) return;
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.textContent = link;
    this.status.append(" ", anchor);
  }

  /* Another tab may have signed in again since this page came: the cookie knows the newest token. */
  token() {
    const name = `${this.form.dataset.tokenCookie}=`;
    const cookie = document.cookie.split("; ").find((part) => part.startsWith(name));
    return cookie ? cookie.slice(name.length) : this.form.elements.csrfmiddlewaretoken.value;
  }

  post(place, draft) {
    return fetch(this.form.dataset.save, {
      method: "POST",
      headers: { "X-CSRFToken": this.token() },
      body: new URLSearchParams(this.page.body(place, draft)),
      credentials: "same-origin",
      keepalive: true,
      signal: patience(),
    });
  }

  /* "saved", "refused" (the draft is out of the queue), "kept" (the person has to act) or "later". */
  async send(place, draft) {
    let response;
    let answer;
    try {
      response = await this.post(place, draft);
      answer = await told(response);
    } catch {
      return "later"; // no network, or it broke off half-way
    }
    if (response.status >= 500 || response.status === 429) return "later";
    if (response.status === 403 || response.redirected) return this.keep(answer);
    if (answer.is_over) return this.end(answer.message);
    if (response.ok && !("sequence" in answer)) return "later"; // another page answered, a network's sign-in perhaps
    this.drop(place, draft.sequence);
    if (response.ok) return this.saved(place, answer, draft);
    if ("sequence" in answer) this.page.newer(place, answer, draft);
    else this.page.refused(place, answer.message || this.words.refused);
    return "refused";
  }

  saved(place, answer, draft) {
    const words = this.page.saved(place, answer, draft);
    if (!this.hasWaiting()) this.say(words);
    return "saved";
  }

  keep(answer) {
    if (answer.sign_in) this.say(answer.message, answer.sign_in, this.words.signIn);
    else this.say(this.words.reload, location.href, this.words.again);
    return "kept";
  }

  end(sentence) {
    this.write({});
    this.say(sentence);
    this.page.over();
    return "refused";
  }

  /* True when nothing is left to save. One run at a time; a failed one is tried again, ever more slowly. */
  flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.sending = this.sending || this.sendAll().finally(() => { this.sending = null; });
    return this.sending;
  }

  async sendAll() {
    for (let turn = 0; this.hasWaiting() && turn < 1000; turn += 1) {
      const [place, draft] = Object.entries(this.read())[0];
      const outcome = await this.send(place, draft);
      if (outcome === "kept") return false;
      if (outcome === "later") return this.retry();
      this.failures = 0;
    }
    return true;
  }

  sayWaiting() {
    this.say(this.memory ? this.words.memory : this.words.waiting);
  }

  retry() {
    this.sayWaiting();
    const pause = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] * (0.5 + Math.random());
    this.timer = this.timer || setTimeout(() => this.flush(), pause);
    this.failures += 1;
    return false;
  }

  /* A page that was asleep asks what stands: another device may have answered since. */
  async refresh() {
    if (!(await this.flush()) || !this.form.dataset.state) return;
    try {
      const response = await fetch(this.form.dataset.state, { credentials: "same-origin" });
      const answer = await told(response);
      if (answer.is_over) this.end(answer.message);
      else if (response.status === 403) this.keep(answer);
      else if (response.ok && !this.hasWaiting()) this.page.stands(answer);
    } catch {
      // no network: the next change or the next look will tell
    }
  }

  async signOut(event) {
    if (!this.hasWaiting()) return;
    event.preventDefault();
    if (!(await this.flush()) && !confirm(this.words.unsaved)) return;
    forget(this.prefix);
    this.write({});
    event.target.requestSubmit(); // sign_out.js does the rest
  }

  listen() {
    addEventListener("online", () => this.refresh());
    addEventListener("pageshow", (event) => { if (event.persisted) this.refresh(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.refresh(); });
    addEventListener("pagehide", () => {
      for (const [place, draft] of Object.entries(this.read())) this.post(place, draft).catch(() => {});
    });
    addEventListener("beforeunload", (event) => {
      if (this.hasWaiting() && (this.memory || this.failures)) event.preventDefault();
    });
    for (const other of document.querySelectorAll("form[action$='/logout/']")) {
      other.addEventListener("submit", (event) => this.signOut(event));
    }
  }
}
