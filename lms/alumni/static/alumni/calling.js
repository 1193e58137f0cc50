/* Keeps a filled call on the device until the server has it, and sends what waits from every page of calls.
   Each form has its own key, so that however often it is sent it is taken once.
   The forms work without it: their own buttons save. */
import { Queue } from "../js/queue.js";

const PREFIX = "calling:";
const NOT_OURS = ["csrfmiddlewaretoken", "key", "sequence"];
const AGAIN = ["is_person", "is_not_superior"]; // said anew each time
const form = document.querySelector("form[data-calls]");
const { person, kind, case: place, next } = form.dataset;
const skew = Number(form.dataset.now) - Date.now(); // a call is dated by the server's clock
const key = form.elements.key?.value; // the list has none
const queue = new Queue(form, PREFIX, "calls", { body, saved, newer: () => {}, refused, over: () => {}, stands: () => {} });
const waiting = queue.read(); // as it was when the page came: what is refused is out of the queue by then

function body(name, { fields, sequence }) {
  return [...fields, ["key", name], ["sequence", sequence]];
}

/* What stands in a form that is not sent yet, for this tab alone: a page that is opened again shows it. */
function draftName(of) {
  return `${PREFIX}${person}:${of}`;
}

function keepDraft(of, fields) {
  try {
    if (fields) sessionStorage.setItem(draftName(of), JSON.stringify(fields));
    else sessionStorage.removeItem(draftName(of));
  } catch {
    // a browser that keeps nothing keeps this page open
  }
}

function draft(of) {
  try {
    return JSON.parse(sessionStorage.getItem(draftName(of))) || [];
  } catch {
    return [];
  }
}

function entries() {
  return [...new FormData(form)].filter(([name, value]) => !NOT_OURS.includes(name) && value !== "");
}

function saved(name, answer, { of }) {
  keepDraft(of, null);
  if (name === key) location.assign(next);
  else if (!key && !queue.hasWaiting()) location.reload(); // the list is shorter now
  return answer.saved_at;
}

/* A fault in the form in sight is said beside its button; that of another waits for its page to be opened. */
function refused(name, words) {
  const other = name === key ? null : waiting[name];
  if (!other) {
    queue.say(words);
    return;
  }
  keepDraft(other.of, other.fields);
  queue.say(`${queue.words.returned} ${words}`, other.at, queue.words.open);
}

/* The first thing that is missing, in words; nothing where the form can be sent. */
function fault() {
  const { words } = queue;
  const said = new FormData(form);
  const has = (name) => Boolean(said.get(name));
  if (kind === "proxy") return ["source", "is_not_superior", "status"].every(has) ? "" : words.incomplete;
  if (!has("outcome")) return words.outcome;
  if (said.get("outcome") === "call_back") return has("call_back_on") && has("call_back_hour") ? "" : words.callBack;
  if (!["answered", "partly"].includes(said.get("outcome"))) return "";
  if (!has("is_person")) return words.person;
  if (!has("place")) return words.place;
  return has("changed_month") === has("changed_year") ? "" : words.month;
}

function leave(event) {
  event.preventDefault();
  const missing = fault();
  if (missing) {
    queue.say(missing);
    return;
  }
  const fields = [...entries(), ["case", place], ["kind", kind]];
  queue.put(key, { fields, sequence: Math.round(Date.now() + skew), of: `${kind}:${place}`, at: location.pathname });
}

function restore(list) {
  for (const [name, value] of list.filter(([field]) => !AGAIN.includes(field))) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio") field.checked = field.value === value;
      else if (field.type !== "hidden") field.value = value;
    }
  }
}

if (key) {
  const of = `${kind}:${place}`;
  restore(draft(of));
  form.addEventListener("input", () => keepDraft(of, entries()));
  form.addEventListener("submit", leave);
}
if (queue.hasWaiting()) queue.flush();
