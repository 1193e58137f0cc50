/* Keeps each change of an observation on the device before it is sent, and saves it within a second.
   Two devices are brought together field by field; signing waits until everything is saved.
   The form works without it: its own buttons save and sign. */
import { Queue } from "../../js/queue.js";
import { KeptPage } from "./kept_page.js";

const FIELDS = "input[type=radio], select, textarea";
const PLACE = "form";
const TYPING_MS = 800;

const form = document.querySelector("form[data-observation]");
const names = [...new Set([...form.querySelectorAll(FIELDS)].map((field) => field.name))];
const kept = new KeptPage(form);
const queue = new Queue(form, "observing:", form.dataset.observation, { body, saved, newer, refused, over: close, stands });
const skew = kept.clockSkew();
let shown = kept.latest({ sequence: Number(form.dataset.sequence), values: values() }); // what the server is known to hold
let isMerged = false;
let isSigning = false;

/* The form as it stands now, `{name: value}`; an open criterion is "". */
function values() {
  const found = Object.fromEntries(names.map((name) => [name, ""]));
  for (const [name, value] of new FormData(form)) {
    if (name in found) found[name] = value.replace(/\r\n/g, "\n").trim();
  }
  return found;
}

function show(answer) {
  for (const field of form.querySelectorAll(FIELDS)) {
    const value = answer[field.name] || "";
    if (field.type === "radio") field.checked = field.value === value;
    else if (field.value.trim() !== value) field.value = value;
  }
}

function isSame(one, other) {
  return names.every((name) => (one[name] || "") === (other[name] || ""));
}

function body(place, { values: sent, sequence, base }) {
  return [...Object.entries(sent), ["sequence", sequence], ["known", base.sequence]];
}

/* A draft remembers on what it builds: so a change on another device is seen, and not written over. */
function changed(pause) {
  isMerged = false;
  const last = queue.read()[PLACE]?.sequence || 0;
  const sequence = Math.max(last + 1, shown.sequence + 1, Math.round(Date.now() + skew));
  queue.put(PLACE, { values: values(), sequence, base: shown }, pause);
}

function hold(stand) {
  shown = stand;
  if (form.elements.sequence) form.elements.sequence.value = stand.sequence;
  kept.hold(stand);
}

function saved(place, answer, draft) {
  hold({ sequence: answer.sequence, values: draft.values });
  const next = queue.read()[PLACE]; // written while this one was on its way
  if (next) queue.write({ [PLACE]: { ...next, base: shown } });
  return isMerged ? `${queue.words.newer} ${answer.saved_at}` : answer.saved_at;
}

function newer(place, { sequence, answer }, draft) {
  settle(queue.read()[PLACE] || draft, { sequence, values: answer });
}

function refused(place, sentence) {
  queue.say(sentence);
}

function stands({ sequence, answer }) {
  if (sequence <= shown.sequence) return;
  hold({ sequence, values: answer });
  if (isSame(values(), answer)) return;
  show(answer);
  queue.say(queue.words.newer);
}

/* What only one of two devices changed stands; where both changed a field, the later one does. */
function settle(draft, theirs) {
  const mine = draft.values;
  const isMineLater = draft.sequence > theirs.sequence;
  const isMine = (name) =>
    mine[name] !== draft.base.values[name] && (isMineLater || theirs.values[name] === draft.base.values[name]);
  const merged = Object.fromEntries(names.map((name) => [name, (isMine(name) ? mine : theirs.values)[name] || ""]));
  hold(theirs);
  show(merged);
  isMerged = isMerged || !isSame(merged, mine);
  if (isMerged) queue.say(queue.words.newer);
  const sequence = Math.max(draft.sequence, theirs.sequence + 1);
  queue.write(isSame(merged, theirs.values) ? {} : { [PLACE]: { values: merged, sequence, base: theirs } });
}

function close() {
  for (const field of form.querySelectorAll(`${FIELDS}, input[type=checkbox], button`)) field.disabled = true;
}

/* Saving stays on this page. A signature leaves it, once the server holds what the page shows. */
async function leave(event) {
  event.preventDefault();
  const button = event.submitter;
  changed(0);
  const isSent = await queue.flush();
  if (button?.name !== "sign") return;
  if (!isSent && queue.failures) queue.say(queue.memory ? queue.words.memory : queue.words.signing);
  if (isSent && !isMerged && isSame(shown.values, values())) sign(button);
}

async function sign(button) {
  if (isSigning) return;
  isSigning = true;
  await kept.stepAside();
  const pressed = document.createElement("input");
  Object.assign(pressed, { type: "hidden", name: button.name, value: button.value });
  form.append(pressed);
  form.elements.csrfmiddlewaretoken.value = queue.token(); // that of a kept page may be old
  form.submit();
}

form.addEventListener("change", (event) => {
  if (event.target.matches(FIELDS)) changed(0);
});
form.addEventListener("input", (event) => {
  if (event.target.matches("textarea")) changed(TYPING_MS);
});
form.addEventListener("submit", leave);

show(shown.values);
hold(shown);
const draft = queue.read()[PLACE];
if (draft) settle(draft, shown);
if (queue.hasWaiting() && !isMerged) queue.sayWaiting();
if (kept.isCopy) queue.refresh();
else if (queue.hasWaiting()) queue.flush();
