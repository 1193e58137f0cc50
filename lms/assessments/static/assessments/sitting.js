/* Saves each choice at once, keeps what could not be saved, and shows a clock in the last minutes.
   Every page works without it: the form's own button saves. */
const PREFIX = "sitting:";
const RETRY_MS = [1000, 2000, 5000, 15000, 30000];

const form = document.querySelector("form.sitting");
const state = form.querySelector(".saved-state");
const key = PREFIX + form.dataset.attempt;
const skew = Number(form.dataset.now) - Date.now(); // clicks are numbered by the server's clock
let lastSequence = 0;
let failures = 0;
let timer = 0;
let sending = null;

const read = () => JSON.parse(localStorage.getItem(key) || "{}");
const hasWaiting = () => Object.keys(read()).length > 0;
const say = (words) => { state.textContent = words; };

function write(waiting) {
  if (Object.keys(waiting).length) localStorage.setItem(key, JSON.stringify(waiting));
  else localStorage.removeItem(key);
}

function nextSequence() {
  lastSequence = Math.max(lastSequence + 1, Date.now() + skew);
  return lastSequence;
}

function drop(position, sequence) {
  const waiting = read();
  if (waiting[position]?.sequence === sequence) delete waiting[position];
  write(waiting);
}

async function send(position, { option, sequence }) {
  const response = await fetch(form.dataset.save, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: new URLSearchParams({ position, option, sequence }),
    credentials: "same-origin",
  });
  if (response.status >= 500 || response.status === 429) throw new TypeError("not now");
  const answer = (response.headers.get("Content-Type") || "").includes("json") ? await response.json() : {};
  if (response.status !== 403) drop(position, sequence);
  say(response.ok ? answer.saved_at : answer.message || form.dataset.waiting);
  return response.ok;
}

/* True when nothing is left to save. One run at a time; a failed one is tried again, ever more slowly. */
function flush() {
  clearTimeout(timer);
  sending ??= sendAll().finally(() => { sending = null; });
  return sending;
}

async function sendAll() {
  try {
    for (let turn = 0; hasWaiting() && turn < 100; turn += 1) {
      const [position, draft] = Object.entries(read())[0];
      if (!(await send(position, draft)) && read()[position]) return false;
    }
    failures = 0;
    return true;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    say(form.dataset.waiting);
    timer = setTimeout(flush, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
    failures += 1;
    return false;
  }
}

function choose(option) {
  const sequence = nextSequence();
  form.elements.sequence.value = sequence;
  write({ ...read(), [form.dataset.position]: { option, sequence } });
  say(form.dataset.saving);
  flush();
}

/* What was chosen before the network was lost is chosen again when the page comes back. */
function restore() {
  const draft = read()[form.dataset.position];
  if (!draft) return;
  for (const radio of form.querySelectorAll("input[name=option]")) radio.checked = radio.value === draft.option;
  form.elements.sequence.value = draft.sequence;
}

/* Leaving or handing in waits until everything is saved. */
async function leave(event) {
  if (!hasWaiting() && !sending) return;
  event.preventDefault();
  if (await flush()) form.submit();
}

function showTime(line) {
  const left = Number(line.dataset.deadline) - (Date.now() + skew);
  const words = line.querySelector(".time-left__words");
  if (left <= 0) words.textContent = line.dataset.over;
  else if (left <= Number(line.dataset.last)) {
    const seconds = Math.floor(left / 1000);
    words.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
  if (left > 0) setTimeout(() => showTime(line), 1000);
}

function forgetEverything() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
}

form.addEventListener("change", (event) => { if (event.target.name === "option") choose(event.target.value); });
form.addEventListener("submit", leave);
addEventListener("online", flush);
addEventListener("beforeunload", (event) => { if (hasWaiting()) event.preventDefault(); });
for (const other of document.querySelectorAll("form[action$='/logout/']")) other.addEventListener("submit", forgetEverything);
const line = document.querySelector(".time-left");
if (line) showTime(line);
restore();
if (hasWaiting()) flush();
