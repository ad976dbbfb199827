// Turns the pages of the room with the arrows, and reveals with R: links and buttons of the page do the same.
const WRITING = "input, textarea, select, summary, [contenteditable]";

export default function keys(room) {
  room.querySelector(".agenda [aria-current]")?.scrollIntoView({ block: "nearest" });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.(WRITING)) return;
    const doing = {
      ArrowLeft: "a[rel=prev]",
      ArrowRight: "a[rel=next]",
      PageUp: "a[rel=prev]",
      PageDown: "a[rel=next]",
      r: "[data-reveal]",
      R: "[data-reveal]",
    }[event.key];
    const found = doing && room.querySelector(doing);
    if (!found) return;
    event.preventDefault();
    found.click();
  });
}
