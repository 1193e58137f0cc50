// Typing answers with the keyboard alone: a letter moves on, arrows and Enter move over the grid.
const fields = [...document.querySelectorAll(".answer-grid input, .answer-list input")];

function rowOf(field) {
  const row = field.closest("tr");
  return row ? [...row.querySelectorAll("input")] : fields;
}

function go(field) {
  if (!field) return false;
  field.focus();
  field.select();
  return true;
}

function beside(field, step) {
  return fields[fields.indexOf(field) + step];
}

function below(field, step) {
  const row = field.closest("tr");
  if (!row) return beside(field, step);
  const place = rowOf(field).indexOf(field);
  let next = row;
  do {
    next = step > 0 ? next.nextElementSibling : next.previousElementSibling;
  } while (next && !next.querySelector("input"));
  return next && [...next.querySelectorAll("input")][place];
}

function moved(event) {
  const field = event.target;
  const atStart = field.selectionStart === 0;
  const atEnd = field.selectionEnd === field.value.length;
  if (event.key === "ArrowDown" || event.key === "Enter") return go(below(field, 1));
  if (event.key === "ArrowUp") return go(below(field, -1));
  if (event.key === "ArrowRight" && atEnd) return go(beside(field, 1));
  if (event.key === "ArrowLeft" && atStart) return go(beside(field, -1));
  return false;
}

for (const field of fields) {
  field.addEventListener("keydown", (event) => {
    if (!event.isComposing && (moved(event) || event.key === "Enter")) event.preventDefault();
  });
  field.addEventListener("input", (event) => {
    if (!event.isComposing && "movesOn" in field.dataset && field.value.length === 1) go(beside(field, 1));
  });
}
