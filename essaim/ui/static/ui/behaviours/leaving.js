// Whoever signs out while something still waits on this device is asked first; then the device keeps nothing of theirs.
import { all, empty } from "../outbox.js";

export default function leaving(dialog) {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-leaves]") || !all().length) return;
    if (event.submitter?.matches("[data-erases]")) return empty();
    event.preventDefault();
    dialog.showModal();
  });
}
