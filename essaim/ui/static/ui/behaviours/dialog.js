// A dialog opens above the page when a link to it is followed; without this module the link simply goes to it.

export default function dialog(element) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest(`a[href="#${CSS.escape(element.id)}"]`);
    if (!link) return;
    event.preventDefault();
    element.showModal();
  });
  element.addEventListener("click", (event) => {
    const onTheVeil = event.target === element;
    if (!onTheVeil && !event.target.closest("[data-close]")) return;
    event.preventDefault();
    element.close();
  });
}
