// Keeps a time of the meeting in step: the line that fills, and which of the page’s own words holds. The server’s clock is
// followed, not the room’s computer. Without this module the page says how things stood when it was opened.
const STEP = 10000;
const MINUTE = 60000;

export default function clock(element) {
  const [begins, last, ends, now] = ["begins", "last", "ends", "now"].map((name) => Date.parse(element.dataset[name]));
  const ahead = Date.now() - now;
  const line = element.querySelector("progress");
  const draw = () => {
    const at = Date.now() - ahead;
    const phase = at < begins ? "before" : at >= ends ? "over" : at >= last ? "ending" : "running";
    element.querySelectorAll("[data-phase]").forEach((words) => { words.hidden = words.dataset.phase !== phase; });
    element.querySelectorAll("[data-left]").forEach((left) => { left.textContent = Math.max(0, Math.ceil((ends - at) / MINUTE)); });
    line.value = Math.min(1000, Math.max(0, (1000 * (at - begins)) / (ends - begins)));
  };
  draw();
  setInterval(draw, STEP);
}
