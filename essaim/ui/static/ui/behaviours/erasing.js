// What this device keeps goes with what the form erases.
import { empty } from "../outbox.js";

export default function erasing(form) {
  form.addEventListener("submit", empty);
}
