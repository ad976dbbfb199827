// What was typed and the site has not confirmed: kept on this device, a piece of a page each, bound to whoever typed it.
// `now` is what stands on the page; `doubt`, what was sent and never answered: it leaves again as it was, first, so that
// the site knows its own and nobody meets themselves.

const belt = () => document.getElementById("waiting").dataset.kept;
const nameOf = (url) => belt() + url;

export const keeper = () => belt().split(" ")[1];

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

export const held = (url) => read(nameOf(url));
export const drop = (url) => localStorage.removeItem(nameOf(url));

export function all() {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(belt()));
  return names.map(read).filter(Boolean).sort((one, other) => one.since - other.since);
}

export const empty = () => all().forEach(({ url }) => drop(url));

// Says whether the device could keep it.
export function hold(url, change) {
  const before = held(url);
  try {
    localStorage.setItem(nameOf(url), JSON.stringify({ since: Date.now(), ...before, at: Date.now(), ...change, url }));
  } catch {
    return false;
  }
  if (!before) document.dispatchEvent(new Event("kept"));
  return true;
}

// A page may be older than the last sign-in; the cookie’s token never is.
export const proof = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

const fieldsIn = (piece) => [...piece.querySelectorAll("input[name], select[name], textarea[name]")];
const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
const isSent = (field) => !isTicked(field) || field.checked;
const isSaid = (field) => field.type !== "hidden" && isSent(field);
const pair = ({ name, value }) => [name, value];

export const fieldsOf = (piece) => fieldsIn(piece).filter(isSent).map(pair);

// What people chose and wrote, without what only machines read: two of these are alike when nothing was typed between.
export const said = (piece) => JSON.stringify(fieldsIn(piece).filter(isSaid).map(pair));

export function inWords(piece) {
  const label = (field) => field.labels[0].querySelector(".choice-title") ?? field.labels[0];
  const words = (field) => (isTicked(field) ? label(field).textContent : field.selectedOptions?.[0].text ?? field.value);
  return fieldsIn(piece).filter((field) => isSaid(field) && field.value).map((field) => words(field).trim());
}

export function fill(piece, fields) {
  const given = new Map(fields);
  fieldsIn(piece).forEach((field) => {
    if (isTicked(field)) field.checked = given.get(field.name) === field.value;
    else if (given.has(field.name)) field.value = given.get(field.name);
  });
}
