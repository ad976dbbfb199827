// Types a stack of paper answers in: one key says where a practice stands and leads to the next one.
const choices = (rows) => rows.map((row) => row.querySelector("select[data-cell]"));

export default function keys(table) {
  const told = document.getElementById(table.dataset.keyed);
  const rows = () => [...table.querySelectorAll("[data-sheet]")];

  const go = (row, step) => {
    const all = rows();
    const next = choices(all)[all.indexOf(row) + step];
    if (next) next.focus();
    else if (step > 0) table.closest("form").querySelector("button[type=submit]").focus();
  };

  table.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const row = target.closest("[data-sheet]");
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === "Enter" && target.tagName !== "TEXTAREA") {
      event.preventDefault();
      return go(row, event.shiftKey ? -1 : 1);
    }
    if (target.tagName !== "SELECT" || key.length !== 1 || key === " ") return;
    // Two levels may begin with the same digit: the browser's own search takes them.
    const found = [...target.options].filter((one) => one.text.toLowerCase().startsWith(key.toLowerCase()));
    if (found.length !== 1) return;
    event.preventDefault();
    target.value = found[0].value;
    target.dispatchEvent(new Event("input", { bubbles: true }));
    target.dispatchEvent(new Event("change", { bubbles: true }));
    told.textContent = `${row.id}, ${found[0].text}`;
    const isChoice = target === choices([row])[0];
    if (isChoice && target.value === "not_applicable") return row.querySelector(".reason input").focus();
    if (isChoice) go(row, 1);
  });
}
