/* Shows a clock in the last minutes of a test, and says when its time is over. */
const line = document.querySelector(".time-left");
const skew = Number(line?.dataset.now) - Date.now(); // the server's clock decides

function show() {
  const left = Number(line.dataset.deadline) - (Date.now() + skew);
  const clock = line.querySelector(".time-left__words");
  if (left <= 0) {
    clock.textContent = line.dataset.over;
    line.querySelector(".time-left__on").hidden = false;
    document.dispatchEvent(new Event("timeover"));
    return;
  }
  if (left <= Number(line.dataset.last)) {
    const seconds = Math.floor(left / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
  setTimeout(show, 1000);
}

if (line) show();
