// Saves a criterion soon after it changes and says so in the corner; the words come from the corner's data attributes.
const PAUSE = 1200;
const RETRY = 15000;
const REFUSED = [409, 422];
const TOO_LONG = 413;

export default function autosave(form) {
  const corner = document.getElementById(form.dataset.corner);
  const timers = new Map();
  const unsaved = new Set();
  const travelling = new Set();
  let leave = null;
  const overdue = new Set();
  let answered = null;

  const say = (word) => {
    corner.dataset.state = word;
    if (corner.dataset[word]) corner.textContent = corner.dataset[word];
  };
  const save = (sheet) => {
    clearTimeout(timers.get(sheet));
    timers.delete(sheet);
    sheet.dispatchEvent(new CustomEvent("save"));
  };
  const saveAll = () => unsaved.forEach(save);
  // Someone signed out elsewhere is sent to the sign-in page: that answer is not ours.
  const isOurs = ({ xhr, requestConfig }) =>
    xhr.status > 0 && xhr.status < 500 && new URL(xhr.responseURL).pathname === new URL(requestConfig.path, location).pathname;

  document.querySelectorAll("[data-live]").forEach((hint) => { hint.hidden = false; });
  form.addEventListener("input", ({ target }) => {
    const sheet = target.closest("[data-sheet]");
    if (!sheet) return;
    unsaved.add(sheet);
    clearTimeout(timers.get(sheet));
    timers.set(sheet, setTimeout(save, PAUSE, sheet));
  });
  form.addEventListener("change", ({ target }) => {
    const sheet = target.closest("[data-sheet]");
    if (timers.has(sheet)) save(sheet);
  });
  form.addEventListener("htmx:beforeRequest", ({ detail }) => {
    travelling.add(detail.xhr);
    say("saving");
  });
  form.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const refused = REFUSED.includes(detail.xhr.status);
    detail.shouldSwap = isOurs(detail) && (detail.shouldSwap || refused);
    if (refused || detail.xhr.status === TOO_LONG) detail.isError = false;
    answered = detail.elt.closest("[data-sheet]");
  });
  // A question that an answer leaves aside stays while somebody is writing in it: its own saving puts it aside.
  form.addEventListener("htmx:oobBeforeSwap", ({ target, detail }) => {
    if (!timers.has(target) && (target === answered || !unsaved.has(target))) return;
    detail.shouldSwap = false;
    overdue.add(target);
  });
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    const sheet = detail.elt.closest("[data-sheet]");
    travelling.delete(detail.xhr);
    if (detail.xhr.status === TOO_LONG) {
      leave = null;
      return say("long");
    }
    const kept = isOurs(detail) && (detail.successful || REFUSED.includes(detail.xhr.status));
    if (!kept) {
      unsaved.add(sheet);
      leave = null;
      say("failed");
      setTimeout(() => unsaved.has(sheet) && save(sheet), RETRY);
      return;
    }
    if (!timers.has(sheet)) unsaved.delete(sheet);
    if (sheet.isConnected && overdue.delete(sheet)) save(sheet);
    say(REFUSED.includes(detail.xhr.status) ? "refused" : "saved");
    // What waited behind this request leaves right after it.
    setTimeout(() => travelling.size || leave?.());
  });
  form.addEventListener("submit", (event) => {
    timers.forEach(clearTimeout);
    timers.clear();
    // The page leaves after the answers on their way: it would meet them as if someone else had written them.
    leave = travelling.size ? () => form.requestSubmit(event.submitter) : null;
    if (leave) event.preventDefault();
    else unsaved.clear();
  });
  addEventListener("online", saveAll);
  addEventListener("beforeunload", (event) => unsaved.size && event.preventDefault());
}
