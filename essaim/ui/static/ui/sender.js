// Sends the pieces of a page one after the other, in the order they were typed; htmx carries each one.
import { fieldsOf, proof, said } from "./outbox.js";

const RETRY = 15000;
const WORDS = { 0: "offline", 401: "signedout", 403: "forbidden", 404: "gone", 409: "refused", 413: "long", 422: "refused" };
export const LATER = ["offline", "down", "signedout"];

// Someone signed out elsewhere is sent to the sign-in page: that answer is not ours.
function outcome({ xhr, requestConfig }) {
  if (xhr.status >= 500) return "down";
  const isOurs = !xhr.status || new URL(xhr.responseURL).pathname === new URL(requestConfig.path, location).pathname;
  return isOurs ? WORDS[xhr.status] ?? "saved" : "signedout";
}

// `box` keeps what waits; `told` hears how each fares: a word, the piece, whether it was typed in since.
export default function sender(form, box, told) {
  const due = new Set();
  let travelling = null;
  let again = 0;

  const pump = () => {
    const [sheet] = due;
    if (travelling || !sheet) return;
    travelling = { sheet, sent: said(sheet), isOff: false };
    sheet.dispatchEvent(new CustomEvent("save"));
    if (travelling.isOff) return;
    travelling = null;
    if (!sheet.isConnected) due.delete(sheet);
    setTimeout(pump, 200);
  };
  const isOurs = ({ elt }) => elt === travelling?.sheet;

  // What was sent and never answered leaves again just as it was, before what was typed since.
  form.addEventListener("htmx:configRequest", ({ detail }) => {
    if (!isOurs(detail)) return;
    const { sheet, sent } = travelling;
    const doubt = box.held(sheet)?.doubt ?? { fields: fieldsOf(sheet), sent };
    fieldsOf(sheet).forEach(([name]) => delete detail.parameters[name]);
    doubt.fields.forEach(([name, value]) => { detail.parameters[name] = value; });
    if (proof()) detail.parameters.csrfmiddlewaretoken = proof();
    travelling = { sheet, sent: doubt.sent, isOff: true };
    box.hold(sheet, { doubt });
    told("saving", sheet);
  });
  form.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const word = outcome(detail);
    detail.shouldSwap = word === "saved" || word === "refused";
    detail.isError &&= word === "down";
  });
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!isOurs(detail)) return;
    const { sheet, sent } = travelling;
    const word = outcome(detail);
    travelling = null;
    if (LATER.includes(word)) {
      clearTimeout(again);
      again = setTimeout(pump, RETRY);
      return told(word, sheet);
    }
    due.delete(sheet);
    told(word, sheet, sheet.isConnected && said(sheet) !== sent);
    pump();
  });
  addEventListener("online", pump);
  addEventListener("focus", pump);

  return {
    send(sheet) {
      due.add(sheet);
      pump();
    },
    isBusy: () => Boolean(travelling || due.size),
    isAsSent: (sheet) => sheet === travelling?.sheet && said(sheet) === travelling.sent,
  };
}
