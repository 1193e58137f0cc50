/* Keeps each answer on the device before it is sent, and saves it within a second.
   What could not be saved is tried again: later, when the network or the page comes back, and on the next page.
   Every page works without it: the form's own button saves. */
import { Queue } from "../js/queue.js";

const FIELDS = ["option", "options", "pairs", "order", "text", "confidence"];
const TYPING_MS = 800;

const form = document.querySelector("form.sitting");
const position = form.dataset.position;
const skew = Number(form.dataset.now) - Date.now(); // answers are numbered by the server's clock
const order = form.querySelector(".order");
const text = form.querySelector("textarea[name=text]");
const queue = new Queue(form, "sitting:", form.dataset.attempt, { body, saved, newer, refused: sayOf, over: close, stands });
let known = Number(form.elements.seen?.value || 0); // the sequence of the answer that this page shows
let lastSequence = 0;
let isMoved = known > 0;

function body(place, { fields, sequence }) {
  return [["position", place], ["sequence", sequence], ...fields];
}

function sayOf(place, sentence) {
  const isHere = place === position || !sentence;
  queue.say(isHere ? sentence : queue.words.other.replace("{number}", place).replace("{words}", sentence));
}

function saved(place, answer) {
  if (place === position) known = Math.max(known, answer.sequence);
  return answer.saved_at;
}

function close() {
  for (const fieldset of form.querySelectorAll("fieldset")) fieldset.disabled = true;
  document.querySelector(".time-left__on")?.removeAttribute("hidden");
}

/* A newer answer stands, from another device or page: it is shown, unless this page has a still newer one. */
function newer(place, { sequence, answer }) {
  sayOf(place, queue.words.newer);
  if (place !== position || queue.read()[position]) return;
  known = sequence;
  show(answer);
}

function stands(answer) {
  if (answer.sequence > known) newer(position, answer);
}

/* The answer as the page shows it now, as fields of its form. */
function fields() {
  return [...new FormData(form)].filter(([name, value]) => FIELDS.includes(name) && value !== "");
}

function isAnswered(list) {
  if (order && !isMoved) return false;
  return !form.querySelector("input[name=option]") || list.some(([name]) => name === "option");
}

function answerChanged(pause) {
  const list = fields();
  if (!isAnswered(list)) return;
  lastSequence = Math.max(lastSequence + 1, known + 1, Math.round(Date.now() + skew));
  form.elements.sequence.value = lastSequence;
  queue.put(position, { fields: list, sequence: lastSequence }, pause);
}

/* Show a saved answer: `{option: [name]}`, `{order: [name, ...]}`, `{text: words}` ... */
function show(answer) {
  const named = new Set([answer.option, answer.options, answer.pairs].flat());
  for (const box of form.querySelectorAll("[name=option], [name=options]")) box.checked = named.has(box.value);
  for (const list of form.querySelectorAll("[name=pairs]")) {
    list.value = [...list.options].find((option) => option.value && named.has(option.value))?.value || "";
  }
  for (const radio of form.querySelectorAll("[name=confidence]")) radio.checked = answer.confidence?.[0] === radio.value;
  if (order && answer.order) arrange(answer.order);
  if (text) text.value = [answer.text ?? ""].flat()[0] ?? "";
  count();
  form.elements.sequence.value = known || "";
  form.elements.seen.value = known;
}

function arrange(names) {
  const step = (name) => order.querySelector(`input[value="${CSS.escape(name)}"]`)?.closest("li");
  order.append(...names.map(step).filter(Boolean));
  isMoved = true;
  edges();
}

function edges() {
  for (const item of order.children) {
    item.querySelector("[name=up]").disabled = item === order.firstElementChild;
    item.querySelector("[name=down]").disabled = item === order.lastElementChild;
  }
}

function move(button) {
  const item = button.closest("li");
  if (button.name === "up") item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  isMoved = true;
  edges();
  (button.disabled ? item.querySelector("button:not([disabled])") : button).focus();
  const place = [...order.children].indexOf(item) + 1;
  const said = order.dataset.moved.replace("{place}", place).replace("{total}", order.children.length);
  form.querySelector(".order__said").textContent = said;
  answerChanged(0);
}

function count() {
  const line = form.querySelector(".text-count");
  if (line) line.textContent = line.dataset.count.replace("{count}", text.value.length);
}

/* What was answered before the network, the page or the battery was lost is there when the page comes back. */
function restore() {
  const draft = position && queue.read()[position];
  if (!draft) return;
  const answer = {};
  for (const [name, value] of draft.fields) (answer[name] ??= []).push(value);
  show(answer);
  lastSequence = draft.sequence;
  form.elements.sequence.value = draft.sequence;
}

/* Leaving or handing in waits until everything is saved. */
async function leave(event) {
  if (event.submitter?.closest(".order")) {
    event.preventDefault();
    move(event.submitter);
  } else if (queue.hasWaiting() || queue.sending) {
    event.preventDefault();
    if (!(await queue.flush())) return;
    if ("ends" in form.dataset) queue.write({});
    form.submit();
  }
}

form.addEventListener("change", (event) => {
  if (FIELDS.includes(event.target.name)) answerChanged(0);
});
form.addEventListener("submit", leave);
text?.addEventListener("input", () => { count(); answerChanged(TYPING_MS); });
document.addEventListener("timeover", () => queue.flush().then(close));

if (position) form.elements.sequence.value = known || "";
restore();
count();
if (queue.hasWaiting()) queue.flush();
