// Start the behaviour each element names: data-behaviour="/static/…/dialog.js", a module whose default export takes the element.
// Pages work without any of them. One that names with data-kept what it looks after waits until this device keeps some.

const started = new WeakSet();

function isIdle({ dataset }) {
  try {
    return dataset.kept && !Object.keys(localStorage).some((name) => name.startsWith(dataset.kept));
  } catch {
    return true;
  }
}

async function start(element) {
  if (started.has(element) || isIdle(element)) return;
  started.add(element);
  try {
    const module = await import(element.dataset.behaviour);
    module.default(element);
  } catch (error) {
    started.delete(element);
    if (navigator.onLine) throw error;
  }
}

function startWithin(root) {
  if (root.matches?.("[data-behaviour]")) start(root);
  root.querySelectorAll("[data-behaviour]").forEach(start);
}

startWithin(document);

// What htmx brings may bring behaviours.
document.addEventListener("htmx:load", (event) => startWithin(event.detail.elt));
document.addEventListener("kept", () => startWithin(document));
// What could not come without a line comes with it.
addEventListener("online", () => startWithin(document));
