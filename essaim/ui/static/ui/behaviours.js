// Start the behaviour each element names: data-behaviour="/static/…/dialog.js", a module whose default export takes the element.
// Pages work without any of them.

const started = new WeakSet();

async function start(element) {
  if (started.has(element)) return;
  started.add(element);
  const module = await import(element.dataset.behaviour);
  module.default(element);
}

function startWithin(root) {
  if (root.matches?.("[data-behaviour]")) start(root);
  root.querySelectorAll("[data-behaviour]").forEach(start);
}

startWithin(document);

// What htmx brings may bring behaviours.
document.addEventListener("htmx:load", (event) => startWithin(event.detail.elt));
