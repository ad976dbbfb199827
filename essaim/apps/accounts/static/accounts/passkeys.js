// What needs a passkey shows once scripts run; when the device gives none, a sentence of the page says so.

export default function passkeys(place) {
  place.hidden = false;
  const refused = place.querySelector("[data-refused]");
  document.addEventListener("click", () => { refused.hidden = true; }, { capture: true });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    refused.hidden = false;
  });
}
