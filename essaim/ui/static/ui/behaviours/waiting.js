// Sends what this device keeps of pages that are closed, in order, and shows what the site will not take as it is.
import { all, drop, held, hold, keeper, proof } from "../outbox.js";

const RETRY = 15000;
const SETTLED = 5000; // younger than this, it is still being typed in another tab
const REFUSED = [403, 404, 409, 413, 422];

// The number of changes the site counts, in what it answers.
const revisionIn = (page) => new DOMParser().parseFromString(page, "text/html").querySelector("[name$=-revision]");

async function post(url, fields) {
  const body = new URLSearchParams(fields);
  body.set("keeper", keeper());
  body.set("csrfmiddlewaretoken", proof() ?? "");
  const answer = await fetch(url, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual", signal: AbortSignal.timeout(30000) });
  if (!answer.ok && !REFUSED.includes(answer.status)) throw new Error(answer.status);
  return answer;
}

async function send(entry) {
  if (entry.doubt) {
    const answer = await post(entry.url, entry.doubt.fields);
    const fresh = answer.ok && revisionIn(await answer.text());
    const now = fresh ? entry.now.map(([name, value]) => [name, name === fresh.name ? fresh.value : value]) : entry.now;
    hold(entry.url, { doubt: null, now, at: entry.at });
    return send({ ...entry, doubt: null, now });
  }
  const { ok, status } = await post(entry.url, entry.now);
  if (!ok) hold(entry.url, { why: status, at: entry.at });
  else if (held(entry.url)?.at === entry.at) drop(entry.url);
  return ok;
}

export default function waiting(section) {
  const [list, model, sent] = ["ul", "template", "[data-sent]"].map((one) => section.querySelector(one));
  const isHere = ({ url }) => document.querySelector(`[data-sheet][hx-post="${CSS.escape(url)}"]`);
  const elsewhere = () => all().filter((entry) => !isHere(entry));
  let again = 0;

  const draw = (entry) => {
    const item = model.content.cloneNode(true);
    const link = item.querySelector("a");
    link.textContent = entry.title;
    link.href = entry.place;
    item.querySelector("[data-words]").textContent = entry.words.join(" · ");
    item.querySelectorAll("[data-why]").forEach((one) => { one.hidden = one.dataset.why !== String(entry.why ?? ""); });
    item.querySelector("button").addEventListener("click", () => {
      drop(entry.url);
      show(false);
    });
    return item;
  };
  const show = (isSent) => {
    const entries = elsewhere().filter(({ at }) => Date.now() - at >= SETTLED);
    list.replaceChildren(...entries.map(draw));
    section.hidden = !entries.length && !isSent;
    sent.hidden = !isSent;
    section.querySelector("[data-some]").hidden = !entries.length;
  };
  const later = (wait) => {
    clearTimeout(again);
    again = setTimeout(run, wait);
  };
  async function run() {
    const entries = elsewhere().filter(({ why }) => !why);
    const age = Date.now() - Math.max(...entries.map(({ at }) => at));
    if (age < SETTLED) return later(SETTLED - age);
    let isSent = false;
    for (const entry of entries) {
      try {
        isSent = await send(entry) || isSent;
      } catch {
        later(RETRY);
        break;
      }
    }
    show(isSent);
  }

  addEventListener("online", run);
  // One tab sends for all.
  if (navigator.locks) navigator.locks.request(section.dataset.kept, run);
  else run();
}
