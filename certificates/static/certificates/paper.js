// Compare a PDF without sending it: its SHA-256 is computed here, and only that is asked for.
// On plain http a browser computes none: then the form sends the file, which the server hashes and does not keep.
const form = document.querySelector("form[data-compares]");
const field = form?.querySelector("input[type=file]");

async function sha256(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function compare(event) {
  if (!field.files.length || !globalThis.crypto?.subtle) return;
  event.preventDefault();
  location.assign(`${form.action}?sha256=${await sha256(field.files[0])}`);
}

function holdsFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

function dropped(event) {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  field.files = event.dataTransfer.files;
  form.requestSubmit();
}

if (field) {
  form.addEventListener("submit", compare);
  // Anywhere on the page: a file that misses the frame must not open in its place.
  addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  addEventListener("drop", dropped);
}
