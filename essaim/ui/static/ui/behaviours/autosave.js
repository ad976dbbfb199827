// Saves the pieces of a page soon after they change and says so in the corner, whose data attributes hold the words. Until
// the site confirms them, they are kept on this device: the page may be closed.
import { drop, fieldsOf, fill, held, hold, inWords, proof } from "../outbox.js";
import sender, { LATER } from "../sender.js";

const PAUSE = 1200;
const GOES_ON = ["saved", "refused"];

// Keeps on the device where the form says who types.
function boxFor(form) {
  const url = (sheet) => sheet.getAttribute("hx-post");
  if (!form.elements.keeper) return { held: () => null, hold: () => false, drop: () => {} };
  return { held: (sheet) => held(url(sheet)), hold: (sheet, change) => hold(url(sheet), change), drop: (sheet) => drop(url(sheet)) };
}

// A note that came anew brings its buttons anew.
function standing(form, button) {
  return button?.isConnected === false ? form.querySelector(`button[name="${button.name}"][value="${button.value}"]`) : button;
}

export default function autosave(form) {
  const corner = document.getElementById(form.dataset.corner);
  const box = boxFor(form);
  const timers = new Map();
  const unsaved = new Set();
  let leave = null;

  const say = (word) => {
    const told = LATER.includes(word) && ![...unsaved].every(box.held) ? "failed" : word;
    corner.dataset.state = told;
    if (corner.dataset[told]) corner.textContent = corner.dataset[told];
    const more = document.getElementById(`${corner.id}-${told}`);
    if (more) corner.append(" ", more.content.cloneNode(true));
  };
  const hear = (word, sheet, isTypedSince) => {
    const isOver = word !== "saving" && !LATER.includes(word);
    if (isOver && isTypedSince) {
      box.hold(sheet, { doubt: null, now: fieldsOf(sheet) });
      if (!timers.has(sheet)) pieces.send(sheet);
    } else if (isOver) {
      unsaved.delete(sheet);
      if (word === "saved") box.drop(sheet);
      else if (box.held(sheet)) box.hold(sheet, { doubt: null });
    }
    say(word);
    if (GOES_ON.includes(word)) setTimeout(() => pieces.isBusy() || leave?.());
    else if (word !== "saving") leave = null;
  };
  const pieces = sender(form, box, hear);
  const save = (sheet) => {
    clearTimeout(timers.get(sheet));
    timers.delete(sheet);
    pieces.send(sheet);
  };

  document.querySelectorAll("[data-live]").forEach((hint) => { hint.hidden = false; });
  form.addEventListener("input", ({ target }) => {
    const sheet = target.closest("[data-sheet]");
    if (!sheet) return;
    unsaved.add(sheet);
    const place = `${location.pathname}${location.search}#${sheet.id}`;
    box.hold(sheet, { now: fieldsOf(sheet), place, title: sheet.dataset.title, words: inWords(sheet), why: null });
    clearTimeout(timers.get(sheet));
    timers.set(sheet, setTimeout(save, PAUSE, sheet));
  });
  form.addEventListener("change", ({ target }) => {
    const sheet = target.closest("[data-sheet]");
    if (timers.has(sheet)) save(sheet);
  });
  // A question that an answer leaves aside stays while somebody is writing in it: its own saving puts it aside.
  form.addEventListener("htmx:oobBeforeSwap", ({ target, detail }) => {
    if (unsaved.has(target) && !pieces.isAsSent(target)) detail.shouldSwap = false;
  });
  form.addEventListener("submit", (event) => {
    const { submitter } = event;
    if (proof()) form.elements.csrfmiddlewaretoken.value = proof();
    timers.forEach(clearTimeout);
    timers.clear();
    if (submitter?.name === "theirs") box.drop(document.getElementById(submitter.value));
    // The page leaves after the answers on their way: it would meet them as if someone else had written them.
    [...unsaved].filter(box.held).forEach(pieces.send);
    leave = pieces.isBusy() ? () => form.requestSubmit(standing(form, submitter)) : null;
    if (!leave && navigator.onLine) return unsaved.clear();
    event.preventDefault();
    if (!navigator.onLine) say("offline");
  });
  addEventListener("offline", () => say("offline"));
  addEventListener("beforeunload", (event) => [...unsaved].every(box.held) || event.preventDefault());

  const back = [...form.querySelectorAll("[data-sheet]")].filter(box.held);
  back.sort((one, other) => box.held(one).since - box.held(other).since).forEach((sheet) => {
    fill(sheet, box.held(sheet).now);
    unsaved.add(sheet);
    save(sheet);
  });
}
